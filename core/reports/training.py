"""The report of one training: how it went, what came out, and with which settings it can be repeated."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.datasets.splits import Part
from core.drawing.charts import Series, curves
from core.drawing.shapes import Ink
from core.errors import DatasetError, ModelError
from core.evaluation.assessment import assess
from core.evaluation.evaluating import Evaluated
from core.evaluation.predictions import Judged
from core.images.photograph import ImageId
from core.jsontext import parse_json
from core.networks.card_file import model_id, read_card
from core.reports import origin
from core.reports.card import card_section, training_facts
from core.reports.document import (
    Bullets,
    Content,
    Document,
    Facts,
    Paragraph,
    Pictures,
    Plot,
    Plots,
    Section,
    Table,
    Tone,
    rows,
)
from core.reports.evaluation import cautions
from core.reports.evaluation_plots import plots
from core.reports.evaluation_tables import class_table, confusion_table, figure_table
from core.reports.figures import number
from core.reports.pictures import picture
from core.reports.writing import ReportError
from core.training.answers import answers_of
from core.training.runfolder import RunFolder
from core.training.settingsfile import without_folders
from core.training.watching import RunReader, WatchedRun

MOST_PICTURES = 6
_CURVES = {
    "Loss": ("loss", None),
    "Accuracy": ("accuracy", 1.0),
    "Quadratic weighted kappa": ("quadratic_weighted_kappa", 1.0),
}
_PARTS = {Part.VALIDATION: "What it says of the photographs held out", Part.TEST: "What it says of the test"}
_CHOSEN = (
    "The epoch was chosen by these photographs, so the figures are a little too good for others: measure the model on "
    "photographs that no training has seen."
)


def training_document(folder: Path) -> Document:
    """The report of the run in `folder`, finished or not. Raises ReportError where there is none.

    Names of photographs and folders stay out.
    """
    run = RunReader(folder).read()
    if run.settings is None:
        raise ReportError(f"There is no run in '{folder}'.", "Name the folder of a training.")
    sections = [Section("How it went", tuple(_course(run)))]
    for part, title in _PARTS.items():
        contents = _answers(run, part)
        if contents:
            sections.append(Section(title, tuple(contents)))
    shown = _watched(run)
    if shown:
        sections.append(Section("What it looked at", shown))
    sections.append(Section("Settings", (Facts(tuple(training_facts(without_folders(run.settings)))),)))
    sections += _card(run)
    return Document(
        run.name,
        f"{_state(run)} \u00b7 {origin.now()}",
        "A research tool: its figures describe these photographs and no others.",
        tuple(sections),
        origin=_origin(run),
    )


def _state(run: WatchedRun) -> str:
    epochs = len(run.history)
    state = f"training, {run.status.state.value}" if run.status is not None else "training"
    return f"{state} after {epochs} epoch{'s' if epochs != 1 else ''}"


def _course(run: WatchedRun) -> Iterator[Content]:
    best = _best_epoch(run)
    if run.status is not None and run.status.text:
        yield Paragraph(run.status.text, "State:")
    if best:
        words = [
            f"{title.lower()} {number(run.history[best - 1].get(f'validation_{name}'))}"
            for title, (name, _top) in _CURVES.items()
            if f"validation_{name}" in run.history[best - 1]
        ]
        yield Paragraph(f"epoch {best} of {len(run.history)}: {', '.join(words)}.", "Best:")
    drawn = [
        Plot(drawing, title) for title, (name, top) in _CURVES.items() if (drawing := _curve(run, name, top, best))
    ]
    rate = curves([Series("learning rate", _column(run, "learning_rate"), Ink.FOURTH)], marked=best or None)
    if rate is not None:
        drawn.append(Plot(rate, "Learning rate"))
    if drawn:
        yield Plots(tuple(drawn))
        yield Paragraph("Dashes mark the epoch whose weights were kept.", tone=Tone.SOFT)
    if run.class_counts:
        lines = zip(run.class_names, (f"{count:,}" for count in run.class_counts), strict=False)
        yield Table(("Class", "photographs"), rows(list(lines)), f"{sum(run.class_counts):,} photographs in all.")
    if run.skipped:
        yield Bullets((f"{len(run.skipped)} photographs could not be read and were left out.",), tone=Tone.WARNING)


def _curve(run: WatchedRun, name: str, top: float | None, best: int) -> Any:
    lines = [
        Series("training", _column(run, f"training_{name}"), Ink.FIRST),
        Series("validation", _column(run, f"validation_{name}"), Ink.SECOND),
    ]
    return curves([line for line in lines if any(line.values)], top=top, marked=best or None)


def _column(run: WatchedRun, name: str) -> list[float | None]:
    return [row.get(name) for row in run.history]


def _best_epoch(run: WatchedRun) -> int:
    """The last epoch that was better than all before it, from 1; 0 where none is marked."""
    return max((place for place, row in enumerate(run.history, start=1) if row.get("is_best")), default=0)


def _answers(run: WatchedRun, part: Part) -> list[Content]:
    try:
        found = answers_of(run.folder, part)
    except DatasetError:
        return []  # the run is not over: its predictions are written at the end
    if found is None:
        return []
    evaluated = _evaluated(run, found)
    contents: list[Content] = [Paragraph(_CHOSEN, tone=Tone.SOFT)] if part is Part.VALIDATION else []
    warnings = cautions(evaluated, are_names_shown=False)
    if warnings:
        contents.append(Bullets(warnings, "Before you believe these figures", Tone.WARNING))
    contents += [figure_table(evaluated), class_table(evaluated), confusion_table(evaluated)]
    drawn = plots(evaluated.assessment)
    return [*contents, drawn] if drawn.plots else contents


def _evaluated(run: WatchedRun, found: Judged) -> Evaluated:
    nameless = tuple(ImageId("") for _ in found.images)
    return Evaluated(run.name, "", found, assess(found), nameless)


def _watched(run: WatchedRun) -> tuple[Content, ...]:
    """The maps that were drawn while it learned: the first, the last and some between."""
    count = len(run.attention)
    if not count:
        return ()
    places = sorted({round(step * (count - 1) / (MOST_PICTURES - 1)) for step in range(MOST_PICTURES)})
    shown = []
    for record in (run.attention[place] for place in places):
        pixels = _pixels(RunFolder(run.folder).attention / f"epoch-{record.epoch:04}.png")
        if pixels is not None:
            said = run.class_names[record.predicted] if record.predicted < len(run.class_names) else record.predicted
            words = f"Epoch {record.epoch}: said {said} ({record.probability:.0%})"
            shown.append(picture(pixels, words if record.has_evidence else f"{words}, no evidence", side_px=480))
    if not shown:
        return ()
    layer = run.attention[-1].layer
    return (
        Paragraph(f"One photograph that is watched, with the map of what the network said at layer {layer}."),
        Pictures(tuple(shown), columns=3),
    )


def _pixels(path: Path) -> NDArray[np.uint8] | None:
    try:
        with Image.open(io.BytesIO(path.read_bytes())) as image:
            return np.asarray(image.convert("RGB"))
    except OSError:
        return None


def _card(run: WatchedRun) -> Sequence[Section]:
    if run.model is None:
        return []
    try:
        return [card_section(read_card(run.model), title="The model's card", has_training=False)]
    except ModelError:
        return []


def _origin(run: WatchedRun) -> tuple[tuple[str, str], ...]:
    found = [origin.program(), origin.made_on()]
    if run.model is not None:
        found.append(("Model file", f"SHA-256 {model_id(run.model)}"))
    folder = RunFolder(run.folder)
    data, versions = _json(folder.data), _json(folder.versions)
    if data.get("fingerprint"):
        found.append(("Photographs and labels", f"fingerprint {data['fingerprint']}"))
    found += [(f"Trained with {name}", str(value)) for name, value in versions.items() if isinstance(value, str)]
    return tuple(found)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = parse_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
