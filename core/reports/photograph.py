"""The report of one photograph: what the model says, where it looks for it, what that means and what it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.mask_colours import mask_colours
from core.datasets.outlines import outline
from core.drawing.charts import Bar, bar_chart
from core.drawing.shapes import Ink
from core.evaluation.grading import REFERABLE_FROM, are_grades
from core.evaluation.localisation import Figure
from core.experiments.localising import judge, truth_of
from core.explain.catalogue import CATALOGUE
from core.explain.colour_maps import table_of
from core.explain.explanation import Explanation
from core.explain.overlay import compose, effective_limits
from core.explain.regions import find_regions
from core.explain.rendering import Rendering
from core.explain.targets import describe_target
from core.images.photograph import Photograph
from core.networks.card import ModelCard
from core.networks.layers import Layer
from core.networks.prediction import Prediction
from core.reports import origin
from core.reports.caveats import caveats, general_words
from core.reports.document import (
    Bullets,
    ColourBar,
    Content,
    Document,
    Facts,
    Heading,
    Legend,
    Paragraph,
    Pictures,
    Plot,
    Plots,
    Section,
    Table,
    Tone,
    rows,
)
from core.reports.figures import percent
from core.reports.maps import map_figures
from core.reports.pictures import ColouredLines, picture
from core.synthesis.codes import name_of

MOST_REGIONS = 5
_STOPS = 24


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PhotographFindings:
    """What is known of one photograph.

    `layer` is the one of the map, where the method has one. `masks` are bool (h, w) of the photograph's size by their
    codes, outlined beside the photograph as it is. `label` is the true class where it is known, `findings` sentences
    from elsewhere (checks, masks that cannot be used) that belong beside the map.
    """

    photograph: Photograph
    card: ModelCard
    prediction: Prediction
    explanation: Explanation | None = None
    rendering: Rendering = field(default_factory=Rendering)
    layer: Layer | None = None
    masks: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    label: str = ""
    findings: Sequence[str] = ()


def photograph_document(found: PhotographFindings, *, are_identifiers_shown: bool = False) -> Document:
    """The report. `are_identifiers_shown`: file name, date, camera and patient number are said where they are known."""
    name = found.photograph.path.name if are_identifiers_shown else origin.pseudonym(found.photograph.id)
    answer = found.card.class_names[found.prediction.predicted]
    sections = [Section("What the model says", tuple(_answer(found)))]
    if found.explanation is not None:
        sections.append(Section("Where it looked", tuple(_map(found, found.explanation))))
    sections.append(Section("What this means, and what it does not", tuple(_meaning(found))))
    return Document(
        name,
        f"{found.card.name}: {answer} \u00b7 {origin.now()}",
        "What follows is what a computer model says of one photograph. It is no diagnosis.",
        tuple(sections),
        origin=_origin(found, are_identifiers_shown=are_identifiers_shown),
        lead=tuple(_pictures(found)),
    )


def _pictures(found: PhotographFindings) -> list[Content]:
    pixels, explanation = found.photograph.pixels, found.explanation
    shown = [picture(pixels, _photograph_words(found))]
    contents: list[Content] = []
    if explanation is not None:
        overlay = compose(pixels, explanation, found.rendering)
        shown.append(picture(overlay, _overlay_words(found, explanation), lines=_lines(found.masks)))
    elif found.masks:
        shown.append(picture(pixels, "The lesions that its masks outline.", lines=_lines(found.masks)))
    contents.append(Pictures(tuple(shown), columns=2))
    if explanation is not None and explanation.has_evidence and not found.rendering.is_region_view:
        contents.append(_colour_bar(explanation, found.rendering))
    if found.masks:
        colours = mask_colours(found.masks)
        contents.append(Legend(tuple((rgb, name_of(code)) for code, rgb in colours.items())))
    return contents


def _lines(masks: Mapping[str, NDArray[np.bool_]]) -> list[ColouredLines]:
    return [(outline(masks[code]).lines, rgb) for code, rgb in mask_colours(masks).items()]


def _photograph_words(found: PhotographFindings) -> str:
    photograph = found.photograph
    truth = f" Its label says {found.label}." if found.label else ""
    return f"The photograph, {photograph.width} x {photograph.height} pixels.{truth}"


def _overlay_words(found: PhotographFindings, explanation: Explanation) -> str:
    target = describe_target(explanation.query.target, found.card.class_names)
    title = CATALOGUE[explanation.query.method].title
    where = f" at layer {explanation.query.layer}" if explanation.query.layer else ""
    partial = " Partial: the computation was not finished." if explanation.is_partial else ""
    if not explanation.has_evidence:
        return f"{title}{where} for {target}: no evidence, so nothing is coloured.{partial}"
    return f"{title}{where} for {target}.{partial}"


def _colour_bar(explanation: Explanation, rendering: Rendering) -> ColourBar:
    low, high = effective_limits(explanation, rendering)
    table = table_of(rendering.colours_of(is_signed=explanation.is_signed))
    places = np.linspace(0, len(table) - 1, _STOPS).round().astype(int)
    stops = tuple((int(red), int(green), int(blue)) for red, green, blue in table[places, :3])
    return ColourBar(stops, f"{low:.3g}", f"{high:.3g}", "raw values of the map; zero is not coloured")


def _answer(found: PhotographFindings) -> list[Content]:
    names, given = found.card.class_names, found.prediction.probabilities
    said = found.prediction.predicted
    words = f"{names[said]}, with a probability of {percent(float(given[said]))}."
    if are_grades(names):
        words += f" Referable ({names[REFERABLE_FROM]} or above): {percent(float(given[REFERABLE_FROM:].sum()))}."
    contents: list[Content] = [Paragraph(words, "Answer:")]
    if found.label:
        is_right = found.label == names[said]
        contents.append(Paragraph(f"{found.label}. The answer is {'right' if is_right else 'wrong'}.", "Label:"))
    order = range(len(names)) if len(names) <= 12 else sorted(range(len(names)), key=lambda index: -given[index])[:12]
    bars = [
        Bar(names[index], float(given[index]), percent(float(given[index])), Ink.FIRST if index == said else Ink.BAR)
        for index in order
    ]
    caption = _calibration_words(found.card) + (
        f" The 12 likeliest of {len(names)} classes." if len(names) > 12 else ""
    )
    contents.append(Plots((Plot(bar_chart(bars, label="Probabilities of the classes", width=560), caption),)))
    return contents


def _calibration_words(card: ModelCard) -> str:
    if card.is_calibrated:
        return (
            f"Calibrated probabilities: the softmax of the logits at a temperature of {card.temperature:.3f}, found on "
            f"{card.calibration.get('photographs', 'some')} photographs. On other cameras and populations they may be "
            "off."
        )
    return (
        "Probabilities as the network gives them (softmax): they sum to one, but are not calibrated. A network may be "
        "sure and wrong."
    )


def _map(found: PhotographFindings, explanation: Explanation) -> list[Content]:
    query, entry = explanation.query, CATALOGUE[explanation.query.method]
    figures = map_figures(explanation)
    rows_, columns = figures.shape
    pairs = [
        ("Method", entry.title),
        ("Layer", _layer_words(query.layer, found.layer) if query.layer else "none: the map is at the network's input"),
        ("Asked for", describe_target(query.target, found.card.class_names)),
        ("Parameters", origin.settings_in_words(query.params.to_json()) or "none"),
        ("Map", f"{columns} x {rows_} cells; one is about {figures.cell[0]:.0f} x {figures.cell[1]:.0f} pixels here"),
    ]
    if figures.highest is not None and figures.lowest is not None:
        pairs.append(("Raw values", f"from {figures.lowest:.3g} to {figures.highest:.3g}"))
    if figures.peak is not None and figures.share_above_half is not None:
        x, y = figures.peak
        pairs.append(("Strongest at", f"x {x:.0f}, y {y:.0f} of {found.photograph.width} x {found.photograph.height}"))
        pairs.append(("At half of the maximum or above", f"{percent(figures.share_above_half)} of the map"))
    pairs += _against_masks(found, explanation)
    contents: list[Content] = [Facts(tuple(pairs))]
    if explanation.has_evidence:
        contents += _regions(found, explanation)
    if found.findings:
        contents.append(Bullets(tuple(found.findings), "Checks of this map"))
    return contents


def _against_masks(found: PhotographFindings, explanation: Explanation) -> list[tuple[str, str]]:
    """How much of the evidence lies in the masks, beside what chance gives."""
    if not found.masks or explanation.is_partial:
        return []
    localisation, _lesions = judge(explanation, truth_of(found.photograph, found.masks))
    if localisation is None or not localisation.has_evidence:
        return []
    shown = {Figure.ENERGY_INSIDE: "share of the evidence inside", Figure.AUROC: "area under the ROC curve"}
    figures = localisation.figures
    scores = [(label, figures[figure]) for figure, label in shown.items() if figure in figures]
    words = "; ".join(f"{label} {one.value:.2f}, by chance {one.chance:.2f}" for label, one in scores)
    return [("Against the outlined lesions", words)] if words else []


def _layer_words(name: str, layer: Layer | None) -> str:
    if layer is None:
        return name
    across, down = layer.receptive_field[1], layer.receptive_field[0]
    sees = "sees the whole input" if layer.is_global else f"sees {across} x {down} pixels of the input"
    return f"{name} ({layer.type}); one place {sees}"


def _regions(found: PhotographFindings, explanation: Explanation) -> list[Content]:
    regions = find_regions(explanation, found.rendering.regions)
    if not regions:
        return []
    field_px = float(found.photograph.width * found.photograph.height)
    lines = [
        (str(number), f"{each.peak[0]:.0f}, {each.peak[1]:.0f}", percent(each.share), percent(each.area / field_px))
        for number, each in enumerate(regions[:MOST_REGIONS], start=1)
    ]
    rest = max(0.0, 1 - sum(each.share for each in regions))
    caption = (
        f"{len(regions)} region{'s' if len(regions) > 1 else ''} in which evidence gathers, the strongest first; "
        f"{percent(rest)} of the evidence lies in none."
    )
    header = ("Region", "strongest at x, y", "share of the evidence", "share of the photograph")
    return [Heading("Regions"), Table(header, rows(lines), caption)]


def _meaning(found: PhotographFindings) -> list[Content]:
    contents: list[Content] = []
    explanation = found.explanation
    if explanation is not None:
        entry = CATALOGUE[explanation.query.method]
        contents.append(Paragraph(f"{entry.sentence} ({entry.paper}.)", f"{entry.title} shows:"))
    contents.append(Paragraph(general_words(has_map=explanation is not None)))
    points = caveats(found.card, found.photograph, found.prediction, explanation)
    if points:
        contents.append(Bullets(points, "To be borne in mind", Tone.WARNING))
    return contents


def _origin(found: PhotographFindings, *, are_identifiers_shown: bool) -> tuple[tuple[str, str], ...]:
    photograph, card = found.photograph, found.card
    pairs = [origin.program(), origin.made_on()]
    pairs += origin.model_facts(
        card.name, found.prediction.model, architecture=card.architecture, fingerprint=card.data_fingerprint
    )
    pairs.append(("Preparation", origin.preparation_in_words(card)))
    pairs.append(("Photograph", f"SHA-256 {photograph.id}"))
    if found.explanation is not None:
        pairs.append(("Overlay", origin.settings_in_words(_look(found.rendering, found.explanation))))
    if are_identifiers_shown:
        pairs += _identifiers(photograph)
    elif photograph.facts.eye is not None:
        pairs.append(("Eye", photograph.facts.eye.value))
    return tuple(pairs)


def _identifiers(photograph: Photograph) -> list[tuple[str, str]]:
    facts = photograph.facts
    known = [
        ("File", photograph.path.name),
        ("Eye", facts.eye.value if facts.eye is not None else ""),
        ("Taken on", facts.taken_on.isoformat() if facts.taken_on is not None else ""),
        ("Camera", facts.camera),
        ("Patient", facts.patient_id),
    ]
    return [(name, value) for name, value in known if value]


def _look(rendering: Rendering, explanation: Explanation) -> dict[str, Any]:
    low, high = effective_limits(explanation, rendering)
    return {
        "colour map": rendering.colours_of(is_signed=explanation.is_signed).value,
        "from": low,
        "to": high,
        "opacity": rendering.opacity,
        "threshold": rendering.threshold,
        "interpolation": rendering.interpolation.value,
    }
