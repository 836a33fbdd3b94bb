"""The report of models measured on labelled photographs: figures, curves, matrix, localisation, best and worst."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from core.evaluation.evaluating import Evaluated
from core.evaluation.intervals import RESAMPLES
from core.evaluation.trust import Concern
from core.networks.card import ModelCard
from core.reports import origin
from core.reports.card import card_section
from core.reports.document import Bullets, Case, Cases, Content, Document, Paragraph, Section, Tone
from core.reports.evaluation_plots import plots
from core.reports.evaluation_tables import class_table, confusion_table, figure_table, mistakes_table
from core.reports.localisation import localisation_section
from core.reports.model_pairs import comparison_section

CAUTION = "A research tool: its figures describe these photographs and no others."
_CASES_NOTE = (
    "Chosen by rule, not by hand: the surest right answer of each class, then the surest wrong answers (framed in "
    "red). Left the photograph, right where the model looked for its answer; colours run from 0 to the map's own "
    "maximum, and a map without evidence stays the photograph."
)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Measured:
    """What is known of one model: its answers, and as far as they are at hand its card, localisation and cases.

    `localisation` holds the means of a file that `localise --json` wrote; `cases` are ready to be shown, `cases_note`
    says of which method and layer.
    """

    evaluated: Evaluated
    card: ModelCard | None = None
    localisation: Sequence[Mapping[str, Any]] = ()
    cases: Sequence[Case] = ()
    cases_note: str = ""


def evaluation_document(measured: Sequence[Measured], *, title: str, are_names_shown: bool = False) -> Document:
    """The report of one model, or of several with their comparison.

    `are_names_shown`: photographs are called by the names of their files, which may say whose they are.
    """
    first = measured[0].evaluated
    sections = []
    for each in measured:
        prefix = f"{each.evaluated.name}: " if len(measured) > 1 else ""
        sections += list(_sections(each, prefix, are_names_shown=are_names_shown))
    if len(measured) > 1:
        pairs = [(one.evaluated, other.evaluated) for one, other in combinations(measured, 2)]
        sections.append(comparison_section(pairs))
    patients = len(set(first.answers.groups))
    of_patients = f" of {patients} patients" if first.answers.are_patients_known else ""
    summary = f"{len(first.answers.images):,} photographs{of_patients} \u00b7 {origin.now()}"
    return Document(title, summary, CAUTION, tuple(sections), origin=_origin(measured))


def _sections(measured: Measured, prefix: str, *, are_names_shown: bool) -> Iterator[Section]:
    evaluated = measured.evaluated
    contents: list[Content] = []
    warnings = cautions(evaluated, are_names_shown=are_names_shown)
    if warnings:
        contents.append(Bullets(warnings, "Before you believe these figures", Tone.WARNING))
    contents += [figure_table(evaluated), class_table(evaluated), confusion_table(evaluated)]
    yield Section(f"{prefix}Figures", tuple(contents))
    drawn = plots(evaluated.assessment)
    if drawn.plots:
        yield Section(f"{prefix}Curves and calibration", (drawn,))
    if measured.localisation:
        yield localisation_section(measured.localisation, title=f"{prefix}Does it look at the disease?")
    yield from _cases(measured, prefix, are_names_shown=are_names_shown)
    if measured.card is not None:
        yield card_section(measured.card, title=f"{prefix}Model card")


def _cases(measured: Measured, prefix: str, *, are_names_shown: bool) -> Iterator[Section]:
    contents: list[Content] = []
    if measured.cases:
        contents.append(Paragraph(f"{_CASES_NOTE} {measured.cases_note}".strip(), tone=Tone.SOFT))
        contents.append(Cases(tuple(measured.cases)))
    elif measured.cases_note:
        contents.append(Paragraph(measured.cases_note, tone=Tone.SOFT))
    table = mistakes_table(measured.evaluated, are_names_shown=are_names_shown)
    if table is not None:
        contents.append(table)
    if contents:
        yield Section(f"{prefix}Best and worst cases", tuple(contents))


def cautions(evaluated: Evaluated, *, are_names_shown: bool) -> tuple[str, ...]:
    """What speaks against believing the figures, in words; without names of photographs unless they are wanted."""
    found = []
    for each in evaluated.assessment.cautions:
        if are_names_shown:
            found.append(each.text)
        elif each.concern is Concern.UNMATCHED:
            found.append(_unmatched(evaluated))
        else:
            found.append(origin.without_names(each.text))
    left_out = evaluated.left_out
    if left_out:
        first = f": {left_out[0]}" if are_names_shown else "."
        found.append(f"{len(left_out)} photographs could not be read and take no part{first}")
    return tuple(found)


def _unmatched(evaluated: Evaluated) -> str:
    counts = (len(evaluated.answers.unlabelled), len(evaluated.answers.unpredicted))
    words = ("photographs have no label", "labels have no photograph")
    parts = [f"{count} {what}" for count, what in zip(counts, words, strict=True) if count]
    return f"{' and '.join(parts)}: they take no part."


def _origin(measured: Sequence[Measured]) -> tuple[tuple[str, str], ...]:
    found = [origin.program(), origin.made_on()]
    for each in measured:
        one = each.evaluated
        found += origin.model_facts(
            one.name, one.model_id, architecture=one.architecture, fingerprint=one.data_fingerprint
        )
        if each.card is not None:
            found.append(("Preparation", origin.preparation_in_words(each.card)))
    first = measured[0].evaluated
    pairs = zip(first.ids, first.answers.labels.tolist(), strict=True)
    found.append(("Photographs and labels", f"fingerprint {origin.photographs_fingerprint(pairs)}"))
    words = (
        f"95 %; exact ones by Clopper and Pearson, the others from {RESAMPLES:,} resampled sets of patients (seed 0)"
    )
    found.append(("Intervals", words))
    return tuple(found)
