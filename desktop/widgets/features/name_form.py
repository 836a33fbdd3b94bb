"""What a reader calls a feature: names, notes and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QLineEdit, QWidget

from core.features.names import joined, names_in
from desktop.translation import mark, tr

CONFIDENCES = (
    (mark("not said"), None),
    (mark("low"), 0.25),
    (mark("middle"), 0.5),
    (mark("high"), 0.75),
    (mark("certain"), 1.0),
)


@dataclass(frozen=True, slots=True)
class Naming:
    """What was written: `names` as one text, empty to take the name off."""

    names: str
    notes: str
    confidence: float | None


class NameForm(QWidget):
    """A form of three fields. Enter takes what was written and asks for the next feature."""

    valueChanged = Signal(object)
    """The Naming."""
    nextRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = QLineEdit(placeholderText=tr("name; another name"))
        self.names.setToolTip(tr("Names from the vocabulary or your own, several with a semicolon; Enter goes on (N)"))
        self.notes = QLineEdit(placeholderText=tr("notes"))
        self.confidence = QComboBox()
        for title, value in CONFIDENCES:
            self.confidence.addItem(tr(title), value)
        self._vocabulary = QStringListModel(self)
        completer = QCompleter(self._vocabulary, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.names.setCompleter(completer)
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addRow(tr("&Name"), self.names)
        layout.addRow(tr("N&otes"), self.notes)
        layout.addRow(tr("&Sure"), self.confidence)
        self.names.editingFinished.connect(self._tell)
        self.notes.editingFinished.connect(self._tell)
        self.confidence.activated.connect(lambda _row: self._tell())
        self.names.returnPressed.connect(self.nextRequested)
        self.notes.returnPressed.connect(self.nextRequested)
        self._told = Naming("", "", None)

    def setVocabulary(self, vocabulary: Sequence[str]) -> None:
        """What is offered while one types."""
        self._vocabulary.setStringList(list(vocabulary))

    def value(self) -> Naming:
        """What stands there."""
        names = joined(names_in(self.names.text()))
        return Naming(names, self.notes.text().strip(), self.confidence.currentData())

    def setValue(self, value: Naming) -> None:
        """Show what a feature is called; does not tell."""
        self._told = value
        if self.names.text() != value.names:
            self.names.setText(value.names)
        if self.notes.text() != value.notes:
            self.notes.setText(value.notes)
        places = [place for place, (_title, known) in enumerate(CONFIDENCES) if known == value.confidence]
        self.confidence.setCurrentIndex(places[0] if places else 0)

    def _tell(self) -> None:
        value = self.value()
        if value != self._told:
            self._told = value
            self.valueChanged.emit(value)
