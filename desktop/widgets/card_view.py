"""The card of a model, to be read."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.networks.card import DISCLAIMER, ModelCard
from desktop.translation import mark, tr
from desktop.widgets.preparation_words import preparation_sentences
from desktop.widgets.wrapped_label import WrappedLabel

MAX_CLASSES_SHOWN = 40
UNKNOWN = mark("not stated")


class CardView(QScrollArea):
    """Everything a card says, as text that can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cardView")
        self.setAccessibleName(tr("Model card"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._card: ModelCard | None = None

    def card(self) -> ModelCard | None:
        """The card that is shown."""
        return self._card

    def setCard(self, card: ModelCard | None) -> None:
        """Show a card, or nothing."""
        self._card = card
        page = QWidget()
        page.setObjectName("cardPage")
        if card is not None:
            _fill(page, card)
        self.setWidget(page)

    def text(self) -> str:
        """The card as plain text."""
        if self._card is None:
            return ""
        return "\n".join([self._card.name, *(f"{title}: {text}" for title, text in _rows(self._card)), tr(DISCLAIMER)])

    def sizeHint(self) -> QSize:
        """Room for the usual card."""
        return QSize(460, 420)


def _fill(page: QWidget, card: ModelCard) -> None:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, (title, text) in enumerate(_rows(card)):
        heading = QLabel(title)
        heading.setProperty("role", "dim")
        grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_label(text, role="dim" if text == tr(UNKNOWN) else ""), row, 1)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(16, 16, 16, 16)
    layout.setSpacing(12)
    layout.addWidget(_label(card.name, role="title"))
    layout.addWidget(_label(tr(DISCLAIMER), role="warning"))
    layout.addLayout(grid)
    layout.addStretch(1)


def _rows(card: ModelCard) -> Iterator[tuple[str, str]]:
    height, width = card.input_size
    yield tr("Architecture"), card.architecture + _arguments(card.arguments)
    yield tr("Classes"), _classes(card.class_names)
    yield tr("Input"), tr("{width} x {height} pixels", width=width, height=height)
    yield tr("Preparation"), "\n".join(preparation_sentences(card.preparation))
    yield tr("Training"), _mapping(card.training)
    yield tr("Metrics"), _mapping(card.metrics)
    yield tr("Data"), card.data_fingerprint or tr(UNKNOWN)
    yield tr("Licence"), card.licence or tr(UNKNOWN)
    yield tr("Notes"), card.notes or tr(UNKNOWN)


def _arguments(arguments: Mapping[str, Any]) -> str:
    inner = ", ".join(f"{name}={value}" for name, value in arguments.items())
    return f" ({inner})" if inner else ""


def _classes(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:MAX_CLASSES_SHOWN])
    rest = len(names) - MAX_CLASSES_SHOWN
    return f"{len(names)}: {shown}" + (tr(", and {rest:,} more", rest=rest) if rest > 0 else "")


def _mapping(values: Mapping[str, Any]) -> str:
    return "\n".join(f"{name.replace('_', ' ')}: {_value(value)}" for name, value in values.items()) or tr(UNKNOWN)


def _value(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _label(text: str, *, role: str = "") -> WrappedLabel:
    label = WrappedLabel(text, role=role)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
