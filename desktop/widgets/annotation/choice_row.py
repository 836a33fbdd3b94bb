"""A row of buttons of which one is chosen, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

_LEAST_PX = 26
_MOST_A_ROW = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """One button."""

    text: str
    tip: str


class ChoiceRow(QWidget):
    """Buttons beside each other, many of them in several lines. A click on the chosen one takes the choice back."""

    chosen = Signal(int)
    """The place of the button that was clicked, -1 where the choice was taken back."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._choices: tuple[Choice, ...] = ()
        self._buttons: list[QPushButton] = []
        self._value = -1
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)

    def setChoices(self, choices: Sequence[Choice]) -> None:
        """Offer these."""
        if tuple(choices) == self._choices:
            return
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._choices = tuple(choices)
        self._buttons = [self._make(place, choice) for place, choice in enumerate(self._choices)]
        self.setValue(self._value)

    def value(self) -> int:
        """The place of the chosen one, -1: none."""
        return self._value

    def setValue(self, value: int) -> None:
        """Show another choice."""
        self._value = value
        for place, button in enumerate(self._buttons):
            button.setChecked(place == value)

    def button(self, place: int) -> QPushButton:
        """One of the buttons."""
        return self._buttons[place]

    def _make(self, place: int, choice: Choice) -> QPushButton:
        button = QPushButton(choice.text)
        button.setCheckable(True)
        button.setToolTip(choice.tip)
        button.setAccessibleName(f"{self.accessibleName()}: {choice.tip}")
        button.setProperty("size", "small")
        button.setMinimumWidth(_LEAST_PX)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _on, place=place: self._click(place))
        rows = -(-len(self._choices) // _MOST_A_ROW)
        columns = -(-len(self._choices) // rows)
        self._layout.addWidget(button, place // columns, place % columns)
        return button

    def _click(self, place: int) -> None:
        value = -1 if place == self._value else place
        self.setValue(value)
        self.chosen.emit(value)
