"""The Train workspace: the runs on the left; in the middle the run that is watched, or the form of a new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMenu,
    QStackedWidget,
    QWidget,
)

from core.errors import FunduscopeError
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings
from core.training.watching import WatchedRun, attention_record_path
from desktop.jobs import Lane
from desktop.resources import icon
from desktop.session import Session
from desktop.training_form import TrainingForm
from desktop.training_queue import Queued, RunEntry
from desktop.trainings import Trainings
from desktop.translation import tr
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.list_beside_pages import lay_out_list_beside_pages
from desktop.widgets.message_bar import MessageBar, MessageKind
from desktop.widgets.train.new_page import NewTrainingPage
from desktop.widgets.train.run_column import RunColumn
from desktop.widgets.train.run_list import RunAct
from desktop.widgets.train.run_page import RunPage, Standing

PICTURE_SLOT, SAMPLE_SLOT = "attention picture", "sample batch"


class TrainPanel(QWidget):
    """Brings the trainings and their widgets together."""

    modelRequested = Signal(object)
    """The path of a model file to look at."""

    def __init__(
        self, session: Session, trainings: Trainings, reading: Lane, training: Lane, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._trainings = trainings
        self._reading = reading
        self._runs: tuple[WatchedRun, ...] = ()
        self._sample: tuple[Path, int] | None = None
        self._is_stopping = False
        self._project: Path | None = None
        self.messages = MessageBar()
        self.column = RunColumn()
        self.list = self.column.list
        self.page = RunPage()
        self.new = NewTrainingPage()
        self.form = TrainingForm(self.new, session, trainings, reading, training)
        self.empty = EmptyState(
            tr("Nothing was trained yet"),
            tr("Train a network on photographs of your own: fill in a form and watch it learn."),
        )
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.empty.setIcon(icon("run"))
        first = self.empty.addButton(tr("New training"), icon=icon("run"), is_default=True)
        first.clicked.connect(lambda _checked: self.showForm())
        second = self.empty.addButton(tr("Watch a folder of runs…"), icon=icon("folder"))
        second.clicked.connect(lambda _checked: self._ask_place())
        for widget in (self.empty, self.page, self.new):
            self.stack.addWidget(widget)
        lay_out_list_beside_pages(self, self.messages, self.column, self.stack)

    def _connect(self) -> None:
        trainings, page, new = self._trainings, self.page, self.new
        column = self.column
        column.newButton.clicked.connect(lambda _checked: self.showForm())
        column.placeButton.clicked.connect(lambda _checked: self._show_places())
        column.goOnButton.clicked.connect(lambda _checked: trainings.go_on())
        column.actRequested.connect(self._act)
        self.list.chosen.connect(lambda _value: self._show_chosen())
        self.list.overlaidChanged.connect(self._show_chosen)
        trainings.queueChanged.connect(self._fill_list)
        trainings.runsChanged.connect(self._fill_list)
        trainings.runningChanged.connect(self._take_running)
        trainings.runsRead.connect(self._take_runs)
        trainings.waits.connect(self._take_waiting)
        trainings.finished.connect(self._take_finished)
        trainings.failed.connect(self._take_failed)
        page.pauseRequested.connect(self._pause)
        page.resumeRequested.connect(lambda: self._with_folder(trainings.resume))
        page.finishRequested.connect(lambda: self._with_folder(self._finish))
        page.modelRequested.connect(self._open_model)
        page.folderRequested.connect(lambda: self._with_folder(_show_folder))
        page.settingsRequested.connect(lambda: self._with_folder(self._train_as))
        page.attention.epochChosen.connect(self._load_attention)
        new.startRequested.connect(self._start)
        self.form.loaded.connect(self.showForm)
        self.form.remarked.connect(self._remark)
        self.form.failed.connect(self._report)
        self._fill_list()

    # Shown or not

    def showEvent(self, event: QShowEvent) -> None:
        """Read the runs for as long as they are looked at."""
        super().showEvent(event)
        self._trainings.set_watching(is_on=True)
        self.form.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the folders alone."""
        super().hideEvent(event)
        self._trainings.set_watching(is_on=False)

    def setProject(self, project: Path | None) -> None:
        """The project that is open: a new training learns from it where nothing else was chosen."""
        self._project = project

    # The runs

    def showForm(self, settings: TrainingSettings | None = None) -> None:
        """Show the form of a new training, filled with `settings` where some are given."""
        self.list.setCurrentRow(-1)
        self._trainings.show(())
        self.stack.setCurrentWidget(self.new)
        if settings is not None:
            self.new.form.setSettings(settings)
        elif self._project is not None and not self.new.form.settings().data.source:
            self.new.form.setValue("data.source", str(self._project))
        self.form.inspect()

    def showRun(self, folder: Path) -> None:
        """Watch a run."""
        self.list.choose(folder)
        self._show_chosen()

    def _fill_list(self) -> None:
        trainings = self._trainings
        running = trainings.running
        self.list.setRuns(trainings.queue, trainings.runs)
        waiting = len(trainings.queue)
        self.column.setQueue(waiting, is_held=trainings.is_held and waiting > 0 and running is None)
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
        self._trainings.show((chosen.folder, *self._folds(chosen.folder), *self.list.overlaid()))

    def _folds(self, folder: Path) -> tuple[Path, ...]:
        """The folds of a cross-validation, which has no curves of its own."""
        return tuple(sorted(entry.folder for entry in self._trainings.runs if entry.folder.parent == folder))

    def _take_runs(self, runs: tuple[WatchedRun, ...]) -> None:
        chosen = self.list.current()
        if chosen is None or not runs or runs[0].folder != chosen.folder:
            return
        self._runs = runs
        if len(self._folds(chosen.folder)) > len(runs) - 1:
            self._show_chosen()  # another fold has begun
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

    def _act(self, act: RunAct, value: Queued | RunEntry) -> None:
        """What was asked of a run in the list, whether it is the one that is shown or not."""
        trainings = self._trainings
        if isinstance(value, Queued):
            if act is RunAct.WITHDRAW:
                trainings.withdraw(value)
            else:
                trainings.move(value, -1 if act is RunAct.EARLIER else 1)
            return
        self.list.choose(value.folder)
        match act:
            case RunAct.PAUSE if self._standing(value.folder).is_running:
                self._pause()
            case RunAct.PAUSE:
                self._remark(tr("'{value_name}' is trained elsewhere: pause it there", value_name=value.name))
            case RunAct.RESUME:
                trainings.resume(value.folder)
            case RunAct.FINISH:
                self._finish(value.folder)
            case RunAct.OVERLAY:
                self.list.toggleOverlay(value.folder)
            case RunAct.AGAIN:
                self._train_as(value.folder)
            case RunAct.FOLDER:
                _show_folder(value.folder)

    def _pause(self) -> None:
        self._is_stopping = True
        self._trainings.pause()
        self._refresh()

    def _finish(self, folder: Path) -> None:
        self._is_stopping = self._standing(folder).is_running
        self._trainings.finish(folder)
        self._refresh()

    def _open_model(self) -> None:
        run = self.page.run()
        if run is not None and run.model is not None:
            self.modelRequested.emit(run.model)

    def _train_as(self, folder: Path) -> None:
        """The form of a new training with the settings of a run."""
        self.form.load(RunFolder(folder).settings)

    def _with_folder(self, act: Callable[[Path], object]) -> None:
        run = self.page.run()
        if run is not None:
            act(run.folder)

    # What trainings tell

    def _take_waiting(self, reason: str) -> None:
        if reason:
            self.messages.showMessage(MessageKind.WARNING, reason)

    def _take_finished(self, folder: Path) -> None:
        self._remark(tr("'{folder_name}' is trained: its model can be opened", folder_name=folder.name))

    def _take_failed(self, folder: Path, error: FunduscopeError) -> None:
        self._report(
            FunduscopeError(
                tr("'{folder_name}' could not go on: {message}", folder_name=folder.name, message=error.message),
                error.hint,
            )
        )

    def _report(self, error: FunduscopeError) -> None:
        self.messages.showMessage(MessageKind.ERROR, error.message, hint=error.hint)

    def _remark(self, text: str) -> None:
        self.messages.showMessage(MessageKind.INFO, text)

    # A new one

    def _start(self) -> None:
        folder = self._trainings.submit(self.new.form.settings())
        if self._trainings.running is not None and self._trainings.running.folder != folder:
            self._remark(tr("'{folder_name}' waits for its turn", folder_name=folder.name))
        self._trainings.look()
        self._await(folder)

    def _await(self, folder: Path) -> None:
        """Watch a run from its first file on."""
        self.stack.setCurrentWidget(self.page)
        self._fill_list()
        self.list.choose(folder)
        self._trainings.show((folder,))

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
        menu.addAction(tr("Watch a folder…"), self._ask_place)
        for place in self._trainings.places():
            action = menu.addAction(tr("No longer watch {place}", place=place))
            action.triggered.connect(lambda _checked=False, place=place: self._trainings.remove_place(place))
        menu.popup(self.column.placeButton.mapToGlobal(self.column.placeButton.rect().bottomLeft()))

    def _ask_place(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("A folder in which others train"))
        if name:
            self._trainings.add_place(Path(name))


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
