"""What happens behind the form of a new training: its answers are looked into, shown on a photograph, and saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from core.errors import FunduscopeError
from core.jobs import Progress
from core.training.machine import Machine
from core.training.settings import TrainingSettings
from desktop import training_files
from desktop.jobs import Job, Lane, Priority
from desktop.session import Session
from desktop.training_files import DataSummary, Inspection
from desktop.trainings import RATE_SLOT, Trainings
from desktop.translation import mark, tr
from desktop.widgets.train.new_page import NewTrainingPage

INSPECT_SLOT, PREVIEW_SLOT, FILE_SLOT, NAMES_SLOT = (
    "training settings",
    "augmentation",
    "settings file",
    "architectures",
)
MACHINE_SLOT, NETWORK_SLOT = "machine", "network to train"
TOML_FILTER = mark("Settings of a training (*.toml);;All files (*)")
USUAL_CLASSES = 5
"""Taken for the number of classes as long as no data set says it: the grades of diabetic retinopathy."""


class TrainingForm(QObject):
    """Keeps the page of a new training true to what it says. Files are read in `reading`, networks in the session's."""

    loaded = Signal(object)
    """TrainingSettings out of a file, to be shown."""
    remarked = Signal(str)
    failed = Signal(object)
    """A FunduscopeError."""

    def __init__(
        self, page: NewTrainingPage, session: Session, trainings: Trainings, reading: Lane, training: Lane
    ) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._trainings = trainings
        self._reading = reading
        self._data: DataSummary | None = None
        self._seed = 1
        self._is_begun = self._knows_machine = self._is_unseen = False
        page.form.changed.connect(self.inspect)
        page.form.recipeChosen.connect(self.take_recipe)
        page.loadRequested.connect(self._ask_load)
        page.saveRequested.connect(self._ask_save)
        page.anotherDrawRequested.connect(self._draw_again)
        page.rates.findRequested.connect(self._find_rate)
        page.rates.cancelRequested.connect(trainings.cancel_rate)
        trainings.rateFound.connect(page.rates.setCurve)
        trainings.rateFailed.connect(self._take_rate_failure)
        training.jobProgressed.connect(self._take_rate_progress)
        training.jobFinished.connect(self._take_rate_end)

    def begin(self) -> None:
        """The page is shown: read once what never changes, the names of architectures, and what was left for now."""
        if self._is_unseen:
            self.inspect()
        if not self._is_begun:
            self._is_begun = True
            self._reading.submit(
                lambda _context: training_files.architecture_names(),
                lambda names: self._page.form.setNames("network.architecture", names),
                slot=NAMES_SLOT,
            )

    # Looking into it

    def inspect(self) -> None:
        """Look whether the settings can be trained with, and what they mean."""
        settings = self._page.form.settings()
        self._reading.submit(
            lambda context: training_files.inspect(settings, context), self._take_inspection, slot=INSPECT_SLOT
        )

    def _take_inspection(self, found: Inspection) -> None:
        page = self._page
        page.form.setProblems(found.problems)
        page.form.setNames("data.scheme", found.choices.schemes)
        page.form.setNames("split.name", found.choices.splits)
        page.refresh()
        self._data = found.data
        page.setData(found.data)
        self._is_unseen = not page.isVisible()
        if not self._is_unseen:  # nobody loads torch for a page that nobody looks at
            self._preview()
            self._look_at_network()

    def _look_at_network(self) -> None:
        """Behind the preview: it takes torch, and of large networks a second."""
        settings, lane = self._page.form.settings(), self._session.networks.lane
        count = len(self._data.class_names) if self._data is not None else USUAL_CLASSES
        self._session.networks.load_libraries()
        if not self._knows_machine:
            lane.submit(
                lambda _context: training_files.machine(),
                self._take_machine,
                slot=MACHINE_SLOT,
                priority=Priority.FOLLOW,
                refuse=lambda _error: None,
            )
        lane.submit(
            lambda _context: training_files.network_facts(settings, count),
            self._page.setNetwork,
            slot=NETWORK_SLOT,
            priority=Priority.FOLLOW,
            refuse=lambda _error: None,
        )

    def _take_machine(self, machine: Machine) -> None:
        self._knows_machine = True
        self._page.form.setMachine(machine)

    def take_recipe(self, path: Path) -> None:
        """Take the steps of a recipe that was saved."""
        normalisation = self._page.form.settings().preparation.normalisation
        self._reading.submit(
            lambda _context: training_files.read_recipe_steps(path, normalisation),
            lambda steps: self._page.form.setValue("preparation.steps", steps),
            slot=FILE_SLOT,
            refuse=self.failed.emit,
        )

    # The preview

    def _draw_again(self) -> None:
        self._seed += 1
        self._preview()

    def _preview(self) -> None:
        """Of the data set's photograph, or else of the one that is looked at."""
        source = self._data.first if self._data is not None else self._session.photograph
        page = self._page
        if source is None:
            page.setPreview(())
            return
        settings, seed = page.form.settings(), self._seed
        self._session.networks.load_libraries()
        self._session.networks.lane.submit(
            lambda _context: [_image(pixels) for pixels in training_files.preview(settings, source, seed)],
            page.setPreview,
            slot=PREVIEW_SLOT,
            priority=Priority.FOLLOW,
            refuse=lambda _error: page.setPreview(()),
        )

    # Files of settings

    def _ask_load(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._page, tr("Settings of a training"), "", tr(TOML_FILTER))
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Fill the form from a file."""
        self._reading.submit(
            lambda _context: training_files.load(path), self.loaded.emit, slot=FILE_SLOT, refuse=self.failed.emit
        )

    def _ask_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._page, tr("Settings of a training"), "training.toml", tr(TOML_FILTER)
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write what the form says to a file."""
        settings: TrainingSettings = self._page.form.settings()
        self._reading.submit(
            lambda _context: training_files.save(path, settings),
            lambda written: self.remarked.emit(tr("Saved {written_name}", written_name=written.name)),
            slot=FILE_SLOT,
            refuse=self.failed.emit,
        )

    # The learning rate

    def _find_rate(self) -> None:
        if self._page.form.problems():
            self._page.showFirstProblem()
            return
        self._page.rates.setBusy(Progress(0, 0, tr("waiting for its turn")))
        self._trainings.find_rate(self._page.form.settings())

    def _take_rate_progress(self, job: Job, progress: Progress) -> None:
        if job.slot == RATE_SLOT:
            self._page.rates.setBusy(progress)

    def _take_rate_end(self, job: Job) -> None:
        if job.slot == RATE_SLOT:
            self._page.rates.setBusy(None)

    def _take_rate_failure(self, error: FunduscopeError) -> None:
        self._page.rates.setBusy(None)
        self.failed.emit(error)


def _image(pixels: object) -> QImage:
    """A copy of pixels (h, w, 3) uint8 RGB."""
    import numpy as np

    array = np.ascontiguousarray(pixels)
    height, width = array.shape[:2]
    return QImage(array.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
