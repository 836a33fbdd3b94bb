"""The dialog "Make photographs with known truth". Imported in a lane: the renderers take a while to load."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.errors import FunduscopeError
from core.synthesis.recipes import Recipe
from core.synthesis.writing.write import Container, check_order
from desktop.jobs import JobContext, Lane
from desktop.making import Example, Wish, examples
from desktop.translation import tr
from desktop.widgets.example_grid import ExampleGrid
from desktop.widgets.making_form import HDF5_SUFFIX, MakingForm
from desktop.widgets.wrapped_label import WrappedLabel
from desktop.windows.dialogs import fit_on_screen

EXAMPLES_SLOT, CHECK_SLOT = "examples", "check wish"
DEBOUNCE_MS = 250


class MakingDialog(QDialog):
    """Asks what is to be made, with live examples beside; `wished` tells what was found possible."""

    wished = Signal(object, object)
    """The Wish, and the Recipe that makes it."""

    def __init__(self, lane: Lane, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("makingDialog")
        self.setWindowTitle(tr("Make photographs with known truth"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lane = lane
        self._folder = folder
        self.form = MakingForm()
        self.grid = ExampleGrid()
        self.problem = WrappedLabel(role="error")
        self.intoProject = QCheckBox()
        self.intoProject.hide()
        self.makeButton = QPushButton(tr("Make"))
        self.makeButton.setDefault(True)
        self._later = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._later.timeout.connect(self._show_examples)
        self._suggested = Path()
        self._lay_out()
        self.form.changed.connect(self._take_change)
        self.form.folderRequested.connect(self._ask_folder)
        self.form.targetRequested.connect(self._ask_target)
        self.form.targetEdit.textChanged.connect(lambda _text: self._say(""))
        self._take_change()
        fit_on_screen(self)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        area.setWidget(self.form)
        area.setMinimumWidth(400)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(area, 5)
        both.addWidget(self.grid, 4)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.makeButton, QDialogButtonBox.ButtonRole.ActionRole)
        self.makeButton.clicked.connect(self._check)
        buttons.rejected.connect(self.reject)
        self._say("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(both, 1)
        layout.addWidget(self.intoProject)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)

    def offerProject(self, name: str) -> None:
        """Offer to add the set to the project that is open."""
        self.intoProject.setText(
            tr("Add them to the project '{name}', with labels, masks and what else is known", name=name)
        )
        self.intoProject.setChecked(True)
        self.intoProject.show()

    def sizeHint(self) -> QSize:
        """Wide enough for both sides; as high as a small screen allows."""
        return QSize(940, 600)

    def done(self, result: int) -> None:
        """Leave nothing behind in the lane."""
        self._later.stop()
        for slot in (EXAMPLES_SLOT, CHECK_SLOT):
            self._lane.cancel(slot)
        super().done(result)

    # Examples

    def _take_change(self) -> None:
        self._suggest_target()
        self._say("")
        self._lane.cancel(EXAMPLES_SLOT)  # they are of what was asked before
        self.grid.setStale()
        self._later.start()

    def _show_examples(self) -> None:
        wish = self.form.wish()
        if problem := self.form.folderProblem():
            self.grid.setWords(problem)
            return
        self._lane.submit(
            lambda context: examples(wish, context.token),
            self._take_examples,
            slot=EXAMPLES_SLOT,
            title=tr("Rendering examples"),
            refuse=lambda error: self.grid.setWords(str(error)),
        )

    def _take_examples(self, made: list[Example]) -> None:
        self.grid.setExamples(made)

    # Making

    def _check(self) -> None:
        """Find out in the lane whether it can be done; then the dialog is done."""
        wish = self.form.wish()
        if problem := self.form.folderProblem() or self.form.targetProblem():
            self._say(problem)
            return
        self.makeButton.setEnabled(False)

        def work(context: JobContext) -> Recipe:
            recipe = wish.recipe(context.token)
            check_order(recipe, wish.target, wish.order())
            return recipe

        self._lane.submit(
            work,
            lambda recipe: self._take_recipe(wish, recipe),
            slot=CHECK_SLOT,
            title=tr("Looking whether this can be made"),
            refuse=self._refuse,
        )

    def _take_recipe(self, wish: Wish, recipe: Recipe) -> None:
        self.accept()
        self.wished.emit(wish, recipe)

    def _refuse(self, error: FunduscopeError) -> None:
        self.makeButton.setEnabled(True)
        self._say(str(error))

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # Places

    def _suggest_target(self) -> None:
        """A name that says what is in it, unless the user has given one."""
        if self.form.targetEdit.text() not in ("", str(self._suggested)):
            return
        wish = self.form.wish()
        suffix = HDF5_SUFFIX if wish.container is Container.HDF5 else ""
        name = f"{wish.kind.value}-{wish.count}-seed-{wish.seed}"
        path, number = self._folder / f"{name}{suffix}", 1
        while path.exists():
            number += 1
            path = self._folder / f"{name}-{number}{suffix}"
        self._suggested = path
        self.form.targetEdit.setText(str(path))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Photographs to put markers into"), str(self._folder))
        if name:
            self.form.setFolder(Path(name))

    def _ask_target(self) -> None:
        place = self.form.targetEdit.text()
        name, _ = QFileDialog.getSaveFileName(self, tr("Where the photographs go"), place)
        if name:
            self.form.setTarget(Path(name))
