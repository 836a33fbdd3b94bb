"""The dialog "Prepare photographs". Imported in a lane: the steps bring OpenCV along."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.datasets.preparing.order import Container, read_recipe
from core.datasets.preparing.writing import write_beside
from core.errors import FunduscopeError
from core.images.preparation import Preparation, Recipe
from core.images.steps.colours import HistogramMatching
from core.images.steps.step import Step
from desktop.jobs import Lane
from desktop.preparing import PreparationWish, Preview, StepHistory, Steps, new_step, preview, recipe_steps
from desktop.translation import mark, tr
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.preparation_words import RECIPE_SENTENCES, RECIPE_TITLES
from desktop.widgets.preparing.before_after import BeforeAfter
from desktop.widgets.preparing.step_form import StepForm
from desktop.widgets.preparing.step_list import StepList
from desktop.widgets.text_button import text_button
from desktop.widgets.wrapped_label import WrappedLabel
from desktop.windows.dialogs import fit_on_screen

PREVIEW_SLOT, REFERENCE_SLOT = "prepared preview", "prepared reference"
DEBOUNCE_MS = 150
OWN_STEPS = mark("Steps of my own")
_OFFERED = (Recipe.VINCENZI, Recipe.CASINI, Recipe.PLAIN, Recipe.LOCAL_MEAN)
_JPEG, _PNG, _HDF5 = mark("Folders of JPEG, quality 95"), mark("Folders of PNG, without loss"), mark("One HDF5 file")
_HDF5_SUFFIX = ".h5"
_RECIPE_FILTER = mark("Recipes (*.json)")


class PreparingDialog(QDialog):
    """Asks what is done to photographs, with a live preview; `wished` tells what is to be written."""

    wished = Signal(object)
    """The PreparationWish."""

    def __init__(
        self,
        lane: Lane,
        photographs: Sequence[Path],
        current: Path | None,
        source: Path | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preparingDialog")
        self.setWindowTitle(tr("Prepare photographs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lane = lane
        self._photographs = list(photographs)
        self._photograph = current or next(iter(self._photographs), None)
        self._suggested = ""
        self.history = StepHistory(recipe_steps(Recipe.VINCENZI))
        self._make_widgets(source)
        self._lay_out()
        self._connect()
        self._show_steps()
        self._suggest_target()
        fit_on_screen(self)

    def _make_widgets(self, source: Path | None) -> None:
        self.recipeBox = QComboBox()
        for choice in _OFFERED:
            self.recipeBox.addItem(tr(RECIPE_TITLES[choice]), choice)
        self.recipeBox.addItem(tr(OWN_STEPS))
        self.note = WrappedLabel(role="dim")
        self.openButton = text_button(tr("Open…"), tr("Take the steps of a recipe file"))
        self.saveButton = text_button(tr("Save…"), tr("Keep these steps as a recipe file, for the command line too"))
        self.stepList, self.stepForm = StepList(), StepForm()
        self.pictures = BeforeAfter()
        self.sourceEdit = QLineEdit(str(source or ""), placeholderText=tr("Folder of photographs, table or HDF5 file"))
        self.targetEdit = QLineEdit(placeholderText=tr("New folder or file"))
        self.sourceEdit.setAccessibleName(tr("From"))
        self.targetEdit.setAccessibleName(tr("To"))
        self.formatBox = QComboBox()
        self.formatBox.addItems([tr(_JPEG), tr(_PNG), tr(_HDF5)])
        self.nameLabel = ElidedLabel()
        self.previousButton = text_button(tr("Previous"), tr("The photograph before (Page Up)"))
        self.nextButton = text_button(tr("Next"), tr("The next photograph (Page Down)"))
        self.problem = WrappedLabel(role="error")
        self.startButton = QPushButton(tr("Prepare"))
        self.startButton.setDefault(True)
        self._later = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)

    def _lay_out(self) -> None:
        recipe_row = QHBoxLayout()
        recipe_row.addWidget(self.recipeBox, 1)
        recipe_row.addWidget(self.openButton)
        recipe_row.addWidget(self.saveButton)
        places = QFormLayout()
        places.addRow(
            tr("From"), _with_button(self.sourceEdit, self._ask_source, tr("Choose the folder of photographs"))
        )
        places.addRow(tr("To"), _with_button(self.targetEdit, self._ask_target, tr("Choose the place of the copy")))
        places.addRow(tr("Written as"), self.formatBox)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(recipe_row)
        left.addWidget(self.note)
        left.addWidget(self.stepList, 1)
        left.addWidget(self.stepForm)
        left.addLayout(places)
        steps = QHBoxLayout()
        steps.addWidget(self.nameLabel, 1)
        steps.addWidget(self.previousButton)
        steps.addWidget(self.nextButton)
        right = QVBoxLayout()
        right.addLayout(steps)
        right.addWidget(self.pictures, 1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.startButton, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(both, 1)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)
        self._say("")

    def _connect(self) -> None:
        self.recipeBox.activated.connect(self._take_recipe)
        self.openButton.clicked.connect(self._ask_recipe)
        self.saveButton.clicked.connect(self._ask_recipe_target)
        steps = self.stepList
        steps.chosen.connect(self._show_form)
        steps.addRequested.connect(self._add)
        steps.removeRequested.connect(self._remove)
        steps.moveRequested.connect(self._move)
        steps.undoRequested.connect(self.undo)
        steps.redoRequested.connect(self.redo)
        self.stepForm.stepChanged.connect(self._take_step)
        self.stepForm.referenceRequested.connect(self._take_reference)
        self.previousButton.clicked.connect(lambda: self.stepPhotograph(-1))
        self.nextButton.clicked.connect(lambda: self.stepPhotograph(1))
        self.startButton.clicked.connect(self._start)
        self.sourceEdit.textChanged.connect(lambda _text: self._suggest_target())
        self.targetEdit.textChanged.connect(lambda _text: self._say(""))
        self.formatBox.currentIndexChanged.connect(lambda _index: self._suggest_target())
        self._later.timeout.connect(self._show_preview)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo),
            (QKeySequence(QKeySequence.StandardKey.Redo), self.redo),
            (QKeySequence(Qt.Key.Key_PageUp), lambda: self.stepPhotograph(-1)),
            (QKeySequence(Qt.Key.Key_PageDown), lambda: self.stepPhotograph(1)),
        ):
            QShortcut(keys, self).activated.connect(slot)

    def sizeHint(self) -> QSize:
        """Wide enough for both sides; as high as a small screen allows."""
        return QSize(980, 680)

    def done(self, result: int) -> None:
        """Leave nothing behind in the lane."""
        self._later.stop()
        for slot in (PREVIEW_SLOT, REFERENCE_SLOT):
            self._lane.cancel(slot)
        super().done(result)

    # Steps

    def undo(self) -> None:
        """Take the last change of the steps back."""
        self.history.undo()
        self._show_steps()

    def redo(self) -> None:
        """Do a change again."""
        self.history.redo()
        self._show_steps()

    def setSteps(self, steps: Steps) -> None:
        """Replace all steps, as one change."""
        self.history.set(steps, 0 if steps else -1)
        self._show_steps()

    def _add(self, step_type: type[Step]) -> None:
        self.history.insert(self.stepList.list.currentRow() + 1, new_step(step_type))
        self._show_steps()

    def _remove(self) -> None:
        row = self.stepList.list.currentRow()
        if row >= 0:
            self.history.remove(row)
            self._show_steps()

    def _move(self, by: int) -> None:
        self.history.move(self.stepList.list.currentRow(), by)
        self._show_steps()

    def _take_step(self, step: Step) -> None:
        self.history.replace(self.stepList.list.currentRow(), step)
        self._show_steps()

    def _take_recipe(self, _index: int) -> None:
        choice = self.recipeBox.currentData()
        if choice is not None:
            self.setSteps(recipe_steps(Recipe(choice)))

    def _take_reference(self) -> None:
        path, row = self._photograph, self.stepList.list.currentRow()
        if path is None:
            return

        def read(_context: object) -> HistogramMatching:
            from core.images.reading import read_photograph

            return HistogramMatching.of(read_photograph(path).pixels)

        def take(step: HistogramMatching) -> None:
            self.history.replace(row, step)
            self._show_steps()

        self._lane.submit(
            read,
            take,
            slot=REFERENCE_SLOT,
            title=tr("Reading the reference"),
            refuse=lambda error: self._say(str(error)),
        )

    def _show_steps(self) -> None:
        history = self.history
        self.stepList.setSteps(history.steps, history.position)
        self.stepList.setHistory(can_undo=history.can_undo, can_redo=history.can_redo)
        self._show_form(history.position)
        known = next((choice for choice in _OFFERED if recipe_steps(choice) == history.steps), None)
        self.recipeBox.setCurrentIndex(self.recipeBox.findData(known) if known else self.recipeBox.count() - 1)
        self.note.setText(
            tr(RECIPE_SENTENCES[known]) if known else tr("Each step works on what the one before it has made.")
        )
        self._say("")
        self._ask_again()

    def _show_form(self, row: int) -> None:
        steps = self.history.steps
        self.stepForm.setStep(steps[row] if 0 <= row < len(steps) else None)
        self.stepList.removeButton.setEnabled(row >= 0)
        self.stepList.upButton.setEnabled(row > 0)
        self.stepList.downButton.setEnabled(0 <= row < len(steps) - 1)

    # Preview

    def _ask_again(self) -> None:
        """What is being computed is of what was asked before: it must not be shown as if it were of this."""
        self._lane.cancel(PREVIEW_SLOT)
        self.pictures.setStale()
        self._later.start()

    def stepPhotograph(self, by: int) -> None:
        """Show what becomes of another photograph."""
        if not self._photographs:
            return
        at = self._photographs.index(self._photograph) if self._photograph in self._photographs else 0
        self._photograph = self._photographs[(at + by) % len(self._photographs)]
        self._ask_again()

    def _show_preview(self) -> None:
        path, steps = self._photograph, self.history.steps
        for button in (self.previousButton, self.nextButton):
            button.setEnabled(len(self._photographs) > 1)
        if path is None:
            self.pictures.setWords(tr("Open photographs in the window to see here what becomes of them."))
            return
        self.nameLabel.setText(path.name)
        self._lane.submit(
            lambda context: preview(path, steps, context.token),
            self._take_preview,
            slot=PREVIEW_SLOT,
            title=tr("Preparing a preview"),
            refuse=lambda error: self.pictures.setWords(str(error)),
        )

    def _take_preview(self, made: Preview) -> None:
        self.pictures.setPictures(made.before, made.after)

    # Writing

    def wish(self) -> PreparationWish:
        """What is asked for."""
        form = self.formatBox.currentText()
        container = Container.HDF5 if form == tr(_HDF5) else Container.FOLDERS
        source, target = (Path(edit.text().strip()) for edit in (self.sourceEdit, self.targetEdit))
        return PreparationWish(source, target, self.history.steps, container, is_lossless=form == tr(_PNG))

    def _start(self) -> None:
        wish = self.wish()
        if not self.sourceEdit.text().strip() or not self.targetEdit.text().strip():
            self._say(tr("Say where the photographs are, and where their copies go."))
            return
        self._lane.submit(
            lambda _context: wish.problem(),
            lambda problem: self._say(problem) if problem else self._finish(wish),
            slot=REFERENCE_SLOT,
            title=tr("Looking whether this can be prepared"),
        )

    def _finish(self, wish: PreparationWish) -> None:
        self.accept()
        self.wished.emit(wish)

    def _suggest_target(self) -> None:
        """A name beside the source, unless the user has given one."""
        self._say("")
        if self.targetEdit.text() not in ("", self._suggested) or not self.sourceEdit.text().strip():
            return
        source = Path(self.sourceEdit.text().strip())
        suffix = _HDF5_SUFFIX if self.formatBox.currentText() == tr(_HDF5) else ""
        self._suggested = str(source.with_name(f"{source.stem}-prepared{suffix}"))
        self.targetEdit.setText(self._suggested)

    def _ask_source(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Photographs to prepare"), self.sourceEdit.text())
        if name:
            self.sourceEdit.setText(name)

    def _ask_target(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Where the copy goes"), self.targetEdit.text())
        if name:
            self.targetEdit.setText(name)

    def _ask_recipe(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Open a recipe"), "", tr(_RECIPE_FILTER))
        if name:
            self.openRecipe(Path(name))

    def openRecipe(self, path: Path) -> None:
        """Take the steps of a recipe file."""
        try:
            read = read_recipe(path)
        except FunduscopeError as error:
            self._say(str(error))
            return
        self.setSteps(tuple(step for step in read.steps if isinstance(step, Step)))

    def _ask_recipe_target(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the recipe"), "recipe.json", tr(_RECIPE_FILTER))
        if name:
            self.saveRecipe(Path(name))

    def saveRecipe(self, path: Path) -> None:
        """Keep the steps as a recipe file."""
        try:
            write_beside(path, json.dumps(Preparation(self.history.steps).to_json(), indent=1).encode())
        except FunduscopeError as error:
            self._say(str(error))
        except OSError as error:
            self._say(tr("'{path}' cannot be written: {strerror}.", path=path, strerror=error.strerror or error))

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))


def _with_button(edit: QLineEdit, ask: Callable[[], None], tip: str) -> QWidget:
    whole = QWidget()
    button = text_button("…", tip)
    button.clicked.connect(ask)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(edit, 1)
    row.addWidget(button)
    whole.setFocusProxy(edit)
    return whole
