"""The card of a model as a part of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from core.networks.card import ModelCard
from core.reports.document import Content, Facts, Heading, Paragraph, Section, Table, rows
from core.reports.figures import number
from core.reports.origin import preparation_in_words, settings_in_words

_ELSEWHERE = ("name", "licence", "notes")
"""Settings that the card says by themselves."""


def card_section(card: ModelCard, *, title: str = "Model card", has_training: bool = True) -> Section:
    """What the model file says of itself; `has_training`: with the settings it was trained with."""
    height, width = card.input_size
    pairs = [
        ("Name", card.name),
        ("Architecture", card.architecture),
        ("Settings of the architecture", settings_in_words(card.arguments)),
        ("Input", f"{width} x {height} pixels"),
        ("Preparation", preparation_in_words(card)),
        ("Classes, in order", ", ".join(card.class_names)),
        ("Trained on", f"data with the fingerprint {card.data_fingerprint}" if card.data_fingerprint else ""),
        ("Licence", card.licence),
    ]
    contents: list[Content] = [Facts(tuple((name, value) for name, value in pairs if value))]
    training = tuple(training_facts(card.training)) if has_training else ()
    if training:
        contents += [Heading("How it was trained"), Facts(training)]
    figures = [
        (name.replace("_", " "), str(value) if isinstance(value, int) else number(value))
        for name, value in card.metrics.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]
    if figures:
        contents += [Heading("What the card says of its figures"), Table(("Figure", "Value"), rows(figures))]
    if card.is_calibrated:
        words = settings_in_words(card.calibration)
        contents += [Heading("Calibration"), Paragraph(f"Probabilities are calibrated: {words}.")]
    if card.notes:
        contents += [Heading("Notes"), *(Paragraph(text) for text in card.notes.split("\n") if text.strip())]
    return Section(title, tuple(contents))


def training_facts(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Settings of a training, a line a group: those that stand alone first. Of paths only the last part is said."""
    alone = {
        name: value for name, value in settings.items() if not isinstance(value, Mapping) and name not in _ELSEWHERE
    }
    if alone:
        yield "General", settings_in_words(_shortened(alone))
    for name, value in settings.items():
        if isinstance(value, Mapping) and (words := settings_in_words(_shortened(value))):
            yield name.replace("_", " ").capitalize(), words


def _shortened(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.replace("\\", "/").rstrip("/").rpartition("/")[2] if isinstance(value, str) else value
        for name, value in values.items()
    }
