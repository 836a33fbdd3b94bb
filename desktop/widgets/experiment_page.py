"""One experiment: what it is, what the work reported, a run that goes on, and those of the past."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.experiments.experiment import Experiment, Scale, Stage
from core.jobs import Progress
from desktop.experiments import STEPS, PastRun, RunState
from desktop.resources import icon
from desktop.translation import inside, mark, tr
from desktop.widgets.job_bar import JobBar
from desktop.widgets.metric_curves import Curve, MetricCurves
from desktop.widgets.stage_list import StageList
from desktop.widgets.wrapped_label import WrappedLabel

STAGE_TITLES = {
    Stage.DATA: mark("Photographs"),
    Stage.TRAINING: mark("Training"),
    Stage.EVALUATION: mark("Evaluation"),
    Stage.EXPLANATIONS: mark("Explanations"),
    Stage.REPORT: mark("Report"),
}
CURVE_TITLES = {
    "training_loss": mark("Loss, training"),
    "validation_loss": mark("Loss, validation"),
    "validation_accuracy": mark("Accuracy, validation"),
    "validation_quadratic_weighted_kappa": mark("Kappa, validation"),
}
SCALE_TITLES = {Scale.SMALL: mark("Small"), Scale.FULL: mark("In full")}
NO_CUDA = mark("Needs a CUDA card, and this machine has none that torch can use")
LOOKING_FOR_CUDA = mark("Looking for a CUDA card…")
ANOTHER_RUNS = mark("Another experiment is running; one runs at a time")
_MOST_RUNS = 8
_REPORTED_STRETCHES = (3, 5, 3)


class ExperimentPage(QWidget):
    """Shows an experiment; what its buttons ask for is told by signals."""

    runRequested = Signal(object)
    """The Scale."""
    continueRequested = Signal(object)
    """A PastRun that did not end."""
    cancelRequested = Signal()
    reportRequested = Signal(object)
    photographsRequested = Signal(object)
    modelRequested = Signal(object)
    """The PastRun whose files are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._experiment: Experiment | None = None
        self._shown_run: RunState | None = None
        self._is_busy = False
        self._cuda: bool | None = None
        self._title = WrappedLabel(role="title")
        self._work = WrappedLabel(role="dim")
        self._description = WrappedLabel()
        self.smallButton = QPushButton(tr(" Run at a size fit for this machine"))
        self.smallButton.setIcon(icon("run"))
        self.fullButton = QPushButton(tr("In full (needs CUDA)"))
        self._cost = WrappedLabel(role="dim")
        self.job = JobBar()
        self.stages = StageList()
        self.stages.setStages([tr(STAGE_TITLES[stage]) for stage in Stage])
        self.curves = MetricCurves()
        self._running = QWidget()
        self._reported = QWidget()
        self._runs = QWidget()
        self._runs_title = _heading(tr("Runs"))
        self._lay_out()
        self._connect()
        self.showRun(None)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.smallButton)
        buttons.addWidget(self.fullButton)
        buttons.addStretch(1)
        running = QVBoxLayout(self._running)
        running.setContentsMargins(0, 4, 0, 4)
        running.setSpacing(8)
        running.addWidget(self.job)
        running.addWidget(self.stages)
        running.addWidget(self.curves)
        self._reported_grid = _grid(self._reported)
        for column, stretch in enumerate(_REPORTED_STRETCHES):
            self._reported_grid.setColumnStretch(column, stretch)
        self._runs_grid = _grid(self._runs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        for label in (self._title, self._work, self._description):
            layout.addWidget(label)
        layout.addLayout(buttons)
        for widget in (self._cost, self._running, _heading(tr("What the work reported")), self._reported):
            layout.addWidget(widget)
        layout.addWidget(self._runs_title)
        layout.addWidget(self._runs)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.smallButton.clicked.connect(lambda _checked: self.runRequested.emit(Scale.SMALL))
        self.fullButton.clicked.connect(lambda _checked: self.runRequested.emit(Scale.FULL))
        self.job.cancelRequested.connect(self.cancelRequested)

    # What is shown

    def setExperiment(self, experiment: Experiment) -> None:
        """Show another experiment."""
        self._experiment = experiment
        self._title.setText(experiment.title)
        self._work.setText(f"{experiment.work.value}, {tr(experiment.place)}")
        self._description.setText(experiment.description)
        self._cost.setText(
            tr(
                "About {small_minutes} minutes on two processor cores; in full about "
                "{full_minutes} on a CUDA card. Smaller than the work: {scaled_down}",
                small_minutes=experiment.small_minutes,
                full_minutes=experiment.full_minutes,
                scaled_down=experiment.scaled_down,
            )
        )
        _clear(self._reported_grid)
        for row, reported in enumerate(experiment.reported):
            for column, text in enumerate((reported.what, reported.value, reported.where)):
                label = WrappedLabel(text, role="" if column == 1 else "dim")
                self._reported_grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)

    def setCuda(self, has_cuda: bool) -> None:  # noqa: FBT001
        """Whether there is a CUDA card."""
        self._cuda = has_cuda
        self._enable()

    def showRun(self, run: RunState | None, *, is_busy: bool = False) -> None:
        """Show the run that goes on, where it is of this experiment; `is_busy`: there is one, of this or another."""
        self._is_busy = is_busy
        is_new = run is not self._shown_run
        self._shown_run = run
        self._running.setVisible(run is not None)
        self._enable()
        if run is None:
            self.job.finish()
            return
        if is_new:
            self.job.start(f"{run.experiment.title}, {inside(SCALE_TITLES[run.scale])}")
        self.setProgress(run)

    def setProgress(self, run: RunState) -> None:
        """How far it is."""
        self.stages.setFractions({tr(STAGE_TITLES[stage]): run.fraction(stage) for stage in Stage})
        latest = run.latest
        if latest is None:
            self.curves.setCurves(())
            return
        arm = next((arm.title for arm in run.experiment.arms if arm.id == latest.arm), "")
        words = f"{arm}: {latest.text}" if arm and len(run.experiment.arms) > 1 else latest.text
        self.job.setProgress(Progress(round(STEPS * latest.overall), STEPS, words))
        self.curves.setCurves(_curves(run))

    def setRuns(self, runs: Sequence[PastRun]) -> None:
        """List the runs of this experiment, the latest first."""
        _clear(self._runs_grid)
        self._runs_title.setVisible(bool(runs))
        for row, run in enumerate(runs[:_MOST_RUNS]):
            self._add_run(row, run)
        self._runs_grid.setColumnStretch(0, 1)

    def _add_run(self, row: int, run: PastRun) -> None:
        when = time.strftime("%d %b %Y %H:%M", time.localtime(run.changed_s))
        scale = tr(SCALE_TITLES[Scale(run.scale)]) if run.scale in list(Scale) else run.scale
        label = WrappedLabel(f"{scale}, {when}" + ("" if run.is_finished else tr(", not finished")))
        label.setToolTip(str(run.folder))
        self._runs_grid.addWidget(label, row, 0)
        wanted = (
            ((tr("Open report"), self.reportRequested), (tr("Open photographs"), self.photographsRequested))
            if run.is_finished
            else ((tr("Continue"), self.continueRequested),)
        )
        buttons = (*wanted, (tr("Open model"), self.modelRequested)) if run.is_finished else wanted
        for column, (text, signal) in enumerate(buttons, start=1):
            button = QPushButton(text)
            button.setAccessibleName(tr("{text} of {when}", text=text, when=when))
            button.setAutoDefault(False)
            button.setEnabled(run.is_finished or not self._is_busy)
            button.clicked.connect(lambda _checked, signal=signal: signal.emit(run))
            self._runs_grid.addWidget(button, row, column)
            button.show()

    def _enable(self) -> None:
        self.smallButton.setEnabled(not self._is_busy)
        self.fullButton.setEnabled(not self._is_busy and self._cuda is True)
        is_other = self._is_busy and self._shown_run is None
        self.smallButton.setToolTip(tr(ANOTHER_RUNS) if is_other else tr("Small inputs, few photographs, few epochs"))
        no_cuda = tr(LOOKING_FOR_CUDA) if self._cuda is None else "" if self._cuda else tr(NO_CUDA)
        self.fullButton.setToolTip(no_cuda or (tr(ANOTHER_RUNS) if is_other else tr("As the work describes it")))


def _curves(run: RunState) -> list[Curve]:
    """The figures of the arm that was trained last."""
    if not run.history:
        return []
    arm = run.history[-1][0]
    rows = [metrics for name, metrics in run.history if name == arm]
    return [
        Curve(tr(title), tuple(row[name] for row in rows if name in row))
        for name, title in CURVE_TITLES.items()
        if any(name in row for row in rows)
    ]


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    label.setContentsMargins(0, 8, 0, 0)
    return label


def _grid(widget: QWidget) -> QGridLayout:
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    return grid


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
