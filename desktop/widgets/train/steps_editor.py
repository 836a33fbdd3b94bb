"""What shows the steps of a preparation, and takes those of a recipe that was saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.errors import FunduscopeError
from core.training.preparation import make_preparation
from core.training.settings import TrainingSettings
from desktop.translation import tr
from desktop.widgets.preparation_words import preparation_sentences
from desktop.widgets.text_button import text_button
from desktop.widgets.train.editors import Editor
from desktop.widgets.wrapped_label import WrappedLabel

Steps = tuple[Mapping[str, Any], ...]


class StepsEditor(Editor):
    """The steps in sentences, of the recipe or in its place. Reading a file is left to whoever hears of it."""

    fileChosen = Signal(object)
    """The path of a recipe."""

    def __init__(self) -> None:
        inside = QWidget()
        super().__init__(inside)
        self._value: Steps = ()
        self._text = WrappedLabel(role="dim")
        self.fileButton = text_button(tr("Take a saved recipe…"), tr("The steps of a recipe that was saved in Data"))
        self.fileButton.clicked.connect(lambda _checked: self._ask())
        self.resetButton = text_button(tr("Back to the usual ones"), tr("Choose one of the built-in recipes again"))
        self.resetButton.clicked.connect(lambda _checked: self._reset())
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.fileButton)
        buttons.addWidget(self.resetButton)
        buttons.addStretch(1)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._text)
        layout.addLayout(buttons)

    def value(self) -> Steps:  # noqa: D102
        return self._value

    def setValue(self, value: Sequence[Mapping[str, Any]]) -> None:  # noqa: D102
        is_other = tuple(value) != self._value
        self._value = tuple(value)
        self.resetButton.setVisible(bool(self._value))
        if is_other:
            self.changed.emit()

    def setContext(self, settings: TrainingSettings) -> None:
        """Say what is done, whoever says it."""
        try:
            sentences = preparation_sentences(make_preparation(settings.preparation))
        except FunduscopeError as error:
            self._text.setText(error.message)
            return
        self._text.setText("\n".join(f"{number}. {words}" for number, words in enumerate(sentences, start=1)))

    def text(self) -> str:
        """The steps as they are told."""
        return self._text.text()

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.control, tr("Take a recipe"), "", tr("Recipes (*.json);;All files (*)")
        )
        if name:
            self.fileChosen.emit(Path(name))

    def _reset(self) -> None:
        self.setValue(())
