"""The Train workspace: the runs on the left; in the middle the run that is watched, or the form of a new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import FunduscopeError
from core.jobs import Progress
from core.training.settings import TrainingSettings
from core.training.watching import WatchedRun, attention_record_path
from desktop import training_files
from desktop.jobs import Job, Lane, Priority
from desktop.resources import icon
from desktop.session import Session
from desktop.training_files import DataSummary, Inspection
from desktop.trainings import RATE_SLOT, Trainings
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.message_bar import MessageBar, MessageKind
from desktop.widgets.train.new_page import NewTrainingPage
from desktop.widgets.train.run_list import RunList
from desktop.widgets.train.run_page import RunPage, Standing
from desktop.widgets.wrapped_label import WrappedLabel

LIST_PX = 260
INSPECT_SLOT, PREVIEW_SLOT, FILE_SLOT, PICTURE_SLOT, SAMPLE_SLOT, NAMES_SLOT = (
    "training settings",
    "augmentation",
    "settings file",
    "attention picture",
    "sample batch",
    "architectures",
)
TOML_FILTER = "Settings of a training (*.toml);;All files (*)"


class TrainPanel(QWidget):
    """Brings the trainings and their widgets together."""

    modelRequested = Signal(object)
    """The path of a model file to look at."""

    def __init__(
        self, session: Session, trainings: Trainings, reading: Lane, training: Lane, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session = session
        self._trainings = trainings
        self._reading = reading
        self._data: DataSummary | None = None
        self._seed = 1
        self._runs: tuple[WatchedRun, ...] = ()
        self._sample: tuple[Path, int] | None = None
        self._is_stopping = False
        self._has_names = False
        self.messages = MessageBar()
        self.list = RunList()
        self.newButton = _button("New training", "run", "Fill in a form, and train")
        self.placeButton = _button("", "folder", "Watch a folder in which a server trains")
        self.goOnButton = _button("Begin with those that wait", "play", "They wait since training was paused")
        self._queue_words = WrappedLabel(role="dim")
        self.page = RunPage()
        self.new = NewTrainingPage()
        self.empty = EmptyState(
            "Nothing was trained yet", "Train a network on photographs of your own: fill in a form and watch it learn."
        )
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect(training)

    def _lay_out(self) -> None:
        self.empty.setIcon(icon("run"))
        first = self.empty.addButton("New training", icon=icon("run"), is_default=True)
        first.clicked.connect(lambda _checked: self.showForm())
        second = self.empty.addButton("Watch a folder of runs…", icon=icon("folder"))
        second.clicked.connect(lambda _checked: self._ask_place())
        for widget in (self.empty, self.page, self.new):
            self.stack.addWidget(widget)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.newButton, 1)
        top.addWidget(self.placeButton)
        left = QVBoxLayout()
        left.setContentsMargins(10, 10, 0, 8)
        left.setSpacing(8)
        left.addLayout(top)
        left.addWidget(self._queue_words)
        left.addWidget(self.goOnButton)
        left.addWidget(self.list, 1)
        hint = QLabel("A box at the right lays a run's curves over the others.")
        hint.setWordWrap(True)
        hint.setProperty("role", "dim")
        left.addWidget(hint)
        column = QWidget()
        column.setFixedWidth(LIST_PX)
        column.setLayout(left)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(column)
        both.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addLayout(both, 1)

    def _connect(self, training: Lane) -> None:
        trainings, page, new = self._trainings, self.page, self.new
        self.newButton.clicked.connect(lambda _checked: self.showForm())
        self.placeButton.clicked.connect(lambda _checked: self._show_places())
        self.goOnButton.clicked.connect(lambda _checked: trainings.go_on())
        self.list.chosen.connect(lambda _value: self._show_chosen())
        self.list.overlaidChanged.connect(self._show_chosen)
        trainings.queueChanged.connect(self._fill_list)
        trainings.runsChanged.connect(self._fill_list)
        trainings.runningChanged.connect(self._take_running)
        trainings.runsRead.connect(self._take_runs)
        trainings.waits.connect(self._take_waiting)
        trainings.finished.connect(self._take_finished)
        trainings.failed.connect(self._take_failed)
        trainings.rateFound.connect(new.rates.setCurve)
        trainings.rateFailed.connect(self._take_rate_failure)
        training.jobProgressed.connect(self._take_rate_progress)
        training.jobFinished.connect(self._take_rate_end)
        page.pauseRequested.connect(self._pause)
        page.resumeRequested.connect(lambda: self._with_folder(trainings.resume))
        page.finishRequested.connect(self._finish)
        page.modelRequested.connect(self._open_model)
        page.folderRequested.connect(lambda: self._with_folder(_show_folder))
        page.settingsRequested.connect(self._train_again)
        page.attention.epochChosen.connect(self._load_attention)
        new.form.changed.connect(self._inspect)
        new.startRequested.connect(self._start)
        new.loadRequested.connect(self._ask_load)
        new.saveRequested.connect(self._ask_save)
        new.anotherDrawRequested.connect(self._draw_again)
        new.rates.findRequested.connect(self._find_rate)
        new.rates.cancelRequested.connect(trainings.cancel_rate)
        self._fill_list()

    # Shown or not

    def showEvent(self, event: QShowEvent) -> None:
        """Read the runs for as long as they are looked at."""
        super().showEvent(event)
        self._trainings.set_watching(is_on=True)
        self._load_names()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the folders alone."""
        super().hideEvent(event)
        self._trainings.set_watching(is_on=False)

    # The runs

    def showForm(self, settings: TrainingSettings | None = None) -> None:
        """Show the form of a new training, filled with `settings` where some are given."""
        self.list.setCurrentRow(-1)
        self._trainings.show(())
        self.stack.setCurrentWidget(self.new)
        if settings is not None:
            self.new.form.setSettings(settings)
        self._inspect()

    def showRun(self, folder: Path) -> None:
        """Watch a run."""
        self.list.choose(folder)
        self._show_chosen()

    def _fill_list(self) -> None:
        trainings = self._trainings
        running = trainings.running
        self.list.setRuns(trainings.queue, trainings.runs)
        waiting = len(trainings.queue)
        self.goOnButton.setVisible(trainings.is_held and waiting > 0 and running is None)
        self._queue_words.setText(f"{waiting} in the queue" if waiting else "")
        self._queue_words.setVisible(waiting > 0)
        has_any = self.list.count() > 0
        if self.stack.currentWidget() is self.empty and has_any:
            self.list.setCurrentRow(0)
        elif self.stack.currentWidget() is self.page and not has_any:
            self.stack.setCurrentWidget(self.empty)

    def _show_chosen(self) -> None:
        chosen = self.list.current()
        if chosen is None:
            return
        self.stack.setCurrentWidget(self.page)
        self._trainings.show((chosen.folder, *self.list.overlaid()))

    def _take_runs(self, runs: tuple[WatchedRun, ...]) -> None:
        chosen = self.list.current()
        if chosen is None or not runs or runs[0].folder != chosen.folder:
            return
        self._runs = runs
        self._refresh()
        self._load_sample(runs[0])

    def _refresh(self) -> None:
        if self._runs:
            self.page.setRuns(self._runs, self._standing(self._runs[0].folder))

    def _standing(self, folder: Path) -> Standing:
        running = self._trainings.running
        is_running = running is not None and running.folder == folder
        is_own = folder.is_relative_to(self._trainings.folder)
        return Standing(is_own=is_own, is_running=is_running, is_stopping=is_running and self._is_stopping)

    def _take_running(self) -> None:
        self._is_stopping = False
        running = self._trainings.running
        self._fill_list()
        if running is not None:
            QTimer.singleShot(0, self, self._trainings.look)
        self._refresh()

    def _pause(self) -> None:
        self._is_stopping = True
        self._trainings.pause()
        self._refresh()

    def _finish(self) -> None:
        run = self.page.run()
        if run is not None:
            self._is_stopping = self._standing(run.folder).is_running
            self._trainings.finish(run.folder)
            self._refresh()

    def _open_model(self) -> None:
        run = self.page.run()
        if run is not None and run.model is not None:
            self.modelRequested.emit(run.model)

    def _train_again(self) -> None:
        run = self.page.run()
        if run is not None and run.settings is not None:
            self.showForm(run.settings)

    def _with_folder(self, act: Callable[[Path], object]) -> None:
        run = self.page.run()
        if run is not None:
            act(run.folder)

    # What trainings tell

    def _take_waiting(self, reason: str) -> None:
        if reason:
            self.messages.showMessage(MessageKind.WARNING, reason)

    def _take_finished(self, folder: Path) -> None:
        self._remark(f"'{folder.name}' is trained: its model can be opened")

    def _take_failed(self, folder: Path, error: FunduscopeError) -> None:
        self._report(FunduscopeError(f"'{folder.name}' could not go on: {error.message}", error.hint))

    def _report(self, error: FunduscopeError) -> None:
        self.messages.showMessage(MessageKind.ERROR, error.message, hint=error.hint)

    def _remark(self, text: str) -> None:
        self.messages.showMessage(MessageKind.INFO, text)

    # The form

    def _inspect(self) -> None:
        settings = self.new.form.settings()
        self._reading.submit(
            lambda context: training_files.inspect(settings, context), self._take_inspection, slot=INSPECT_SLOT
        )

    def _take_inspection(self, found: Inspection) -> None:
        self.new.form.setProblems(found.problems)
        self.new.refresh()
        self._data = found.data
        self.new.setData(found.data)
        self._preview()

    def _draw_again(self) -> None:
        self._seed += 1
        self._preview()

    def _preview(self) -> None:
        """Of the data set's photograph, or else of the one that is looked at."""
        source = self._data.first if self._data is not None else self._session.photograph
        if source is None:
            self.new.setPreview(())
            return
        settings, seed = self.new.form.settings(), self._seed
        self._session.networks.load_libraries()
        self._session.networks.lane.submit(
            lambda _context: [_image(pixels) for pixels in training_files.preview(settings, source, seed)],
            self.new.setPreview,
            slot=PREVIEW_SLOT,
            priority=Priority.FOLLOW,
            refuse=lambda _error: self.new.setPreview(()),
        )

    def _start(self) -> None:
        folder = self._trainings.submit(self.new.form.settings())
        if self._trainings.running is not None and self._trainings.running.folder != folder:
            self._remark(f"'{folder.name}' waits for its turn")
        self._trainings.look()
        self._await(folder)

    def _await(self, folder: Path) -> None:
        """Watch a run from its first file on."""
        self.stack.setCurrentWidget(self.page)
        self._fill_list()
        self.list.choose(folder)
        self._trainings.show((folder,))

    def _ask_load(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Settings of a training", "", TOML_FILTER)
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Fill the form from a file."""
        self._reading.submit(
            lambda _context: training_files.load(path), self.showForm, slot=FILE_SLOT, refuse=self._report
        )

    def _ask_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Settings of a training", "training.toml", TOML_FILTER)
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write what the form says to a file."""
        settings = self.new.form.settings()
        self._reading.submit(
            lambda _context: training_files.save(path, settings),
            lambda written: self._remark(f"Saved {written.name}"),
            slot=FILE_SLOT,
            refuse=self._report,
        )

    def _load_names(self) -> None:
        if not self._has_names:
            self._has_names = True
            self._reading.submit(
                lambda _context: training_files.architecture_names(), self.new.form.setArchitectures, slot=NAMES_SLOT
            )

    # The learning rate

    def _find_rate(self) -> None:
        if self.new.form.problems():
            self.new.showFirstProblem()
            return
        self.new.rates.setBusy(Progress(0, 0, "waiting for its turn"))
        self._trainings.find_rate(self.new.form.settings())

    def _take_rate_progress(self, job: Job, progress: Progress) -> None:
        if job.slot == RATE_SLOT:
            self.new.rates.setBusy(progress)

    def _take_rate_end(self, job: Job) -> None:
        if job.slot == RATE_SLOT:
            self.new.rates.setBusy(None)

    def _take_rate_failure(self, error: FunduscopeError) -> None:
        self.new.rates.setBusy(None)
        self._report(error)

    # Pictures

    def _load_attention(self, epoch: int) -> None:
        run = self.page.run()
        if run is not None:
            path = attention_record_path(run.folder, epoch).with_suffix(".png")
            self._read_image(path, self.page.attention.setImage, PICTURE_SLOT)

    def _load_sample(self, run: WatchedRun) -> None:
        """Read the picture again only where it is another run's, or newer."""
        stamp = (run.folder, len(run.history)) if run.sample_batch is not None else None
        if stamp is None or self._sample is None or stamp[0] != self._sample[0]:
            self.page.setSample(QImage())
        if stamp is not None and stamp != self._sample and run.sample_batch is not None:
            self._read_image(run.sample_batch, self.page.setSample, SAMPLE_SLOT)
        self._sample = stamp

    def _read_image(self, path: Path, show: Callable[[QImage], None], slot: str) -> None:
        self._reading.submit(lambda _context: QImage(str(path)), show, slot=slot, refuse=lambda _error: None)

    # Folders of others

    def _show_places(self) -> None:
        menu = QMenu(self)
        menu.addAction("Watch a folder…", self._ask_place)
        for place in self._trainings.places():
            action = menu.addAction(f"No longer watch {place}")
            action.triggered.connect(lambda _checked=False, place=place: self._trainings.remove_place(place))
        menu.popup(self.placeButton.mapToGlobal(self.placeButton.rect().bottomLeft()))

    def _ask_place(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "A folder in which others train")
        if name:
            self._trainings.add_place(Path(name))


def _image(pixels: object) -> QImage:
    """A copy of pixels (h, w, 3) uint8 RGB."""
    import numpy as np

    array = np.ascontiguousarray(pixels)
    height, width = array.shape[:2]
    return QImage(array.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _button(text: str, icon_name: str, tip: str) -> QPushButton:
    button = QPushButton(f" {text}" if text else "")
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAccessibleName(text or tip)
    button.setAutoDefault(False)
    return button
