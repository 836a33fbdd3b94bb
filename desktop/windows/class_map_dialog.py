"""The dialog that asks which class of a model each label means: proposed where that can be, mended by the user."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.evaluation.class_mapping import Guess, propose
from core.evaluation.predictions import LEFT_OUT
from desktop.translation import mark, tr
from desktop.widgets.wrapped_label import WrappedLabel
from desktop.windows.dialogs import fit_on_screen

LEAVE_OUT = mark("leave these photographs out")
OPEN = mark("choose a class…")
REMEMBERED = mark("as last time")


class ClassMapDialog(QDialog):
    """Asks; `decided` tells the mapping from each label to the name of a class, or to nothing for labels left out."""

    decided = Signal(object)

    def __init__(
        self,
        labels: Sequence[str],
        class_names: Sequence[str],
        known: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("classMapDialog")
        self.setWindowTitle(tr("What labels mean"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._names = tuple(class_names)
        self.boxes: dict[str, QComboBox] = {}
        self.grounds: dict[str, QLabel] = {}
        self.problem = WrappedLabel(role="error")
        self.takeButton = QPushButton(tr("Take these"))
        self.takeButton.setDefault(True)
        self._lay_out(propose(labels, class_names), known or {})
        self._check()
        fit_on_screen(self)

    def sizeHint(self) -> QSize:
        """Room for names in words, and for as many labels as a small screen shows."""
        return QSize(560, min(600, 190 + 40 * len(self.boxes)))

    def class_map(self) -> dict[str, str]:
        """What is chosen; labels that are still open are not in it."""
        return {label: box.currentData() for label, box in self.boxes.items() if box.currentData() is not None}

    def _lay_out(self, guesses: Sequence[Guess], known: Mapping[str, str]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for column, title in enumerate((tr("Label"), tr("Class of the model"), "")):
            head = QLabel(title)
            head.setProperty("role", "dim")
            grid.addWidget(head, 0, column)
        for row, guess in enumerate(guesses, start=1):
            self._add(grid, row, guess, known.get(guess.label))
        grid.setRowStretch(len(guesses) + 1, 1)
        inside = QWidget()
        inside.setLayout(grid)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        hint = WrappedLabel(role="dim")
        hint.setText(tr("It is remembered for these labels and this model's classes, and can be changed in Evaluate."))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.takeButton, QDialogButtonBox.ButtonRole.ActionRole)
        self.takeButton.clicked.connect(self._take)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(area, 1)
        layout.addWidget(self.problem)
        layout.addWidget(hint)
        layout.addWidget(buttons)

    def _add(self, grid: QGridLayout, row: int, guess: Guess, before: str | None) -> None:
        box, ground = QComboBox(), QLabel(guess.ground.value)
        box.addItem(tr(OPEN), None)
        for name in self._names:
            box.addItem(name, name)
        box.addItem(tr(LEAVE_OUT), LEFT_OUT)
        box.setAccessibleName(tr("Class of label {label}", label=guess.label))
        ground.setProperty("role", "dim")
        wanted = before if before is not None else self._names[guess.index] if guess.index is not None else None
        place = box.findData(wanted) if wanted is not None else 0
        box.setCurrentIndex(max(0, place))
        if before is not None and place > 0:
            ground.setText(tr(REMEMBERED))
        box.activated.connect(lambda _row: self._choose(guess.label))
        label = QLabel(guess.label)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(box)
        for column, widget in enumerate((label, box, ground)):
            grid.addWidget(widget, row, column)
        self.boxes[guess.label], self.grounds[guess.label] = box, ground

    def _choose(self, label: str) -> None:
        self.grounds[label].setText(tr("chosen"))
        self._check()

    def _check(self) -> None:
        """Say what is still open, and what may be a slip."""
        found = self.class_map()
        still_open = [label for label in self.boxes if label not in found]
        given = [name for name in found.values() if name != LEFT_OUT]
        twice = sorted({name for name in given if given.count(name) > 1})
        words = tr("'{still_open}' has no class yet.", still_open=still_open[0]) if still_open else ""
        words = tr("{count} labels have no class yet.", count=len(still_open)) if len(still_open) > 1 else words
        if not still_open and not given:
            words = tr("Every label is left out: nothing could be measured.")
        if not words and twice:
            words = tr("Several labels mean '{twice}'. They are counted together.", twice=twice[0])
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.takeButton.setEnabled(not still_open and bool(given))

    def _take(self) -> None:
        self.decided.emit(self.class_map())
        self.accept()
