"""Repeating the experiments of the works: one at a time, in a process behind the lane of the trainings.

Past runs are found on disk, where each has a folder.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.jobs import CancelToken, Progress
from core.jsontext import parse_json
from desktop.files import free_path
from desktop.jobs import Job, JobContext, Lane
from desktop.processes import Tell, call_in_process
from desktop.translation import tr

if TYPE_CHECKING:
    from core.experiments.experiment import Experiment, ExperimentProgress, Scale, Stage
    from core.experiments.run import ExperimentResult

SLOT = "experiment"
RUNS_SLOT = "experiment runs"
RECORD, REPORT = "experiment.json", "report.html"
STEPS = 1000
"""Steps in which a run is counted from its beginning to its end."""


@dataclass(frozen=True, slots=True)
class ExperimentReport(Progress):
    """How far an experiment is, for those who know no more than `Progress`, and in full."""

    detail: ExperimentProgress | None = None


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run that was begun: its folder, what it repeats at which scale, when it was last changed, whether it ended."""

    folder: Path
    experiment: str
    scale: str
    changed_s: float
    is_finished: bool


@dataclass(slots=True, eq=False)
class RunState:
    """The run that goes on. `fractions` says how far each stage of each arm is, 0..1; `history` has a row an epoch."""

    experiment: Experiment
    scale: Scale
    folder: Path
    started_s: float = field(default_factory=time.time)
    fractions: dict[tuple[Stage, str], float] = field(default_factory=dict)
    history: list[tuple[str, Mapping[str, float]]] = field(default_factory=list)
    latest: ExperimentProgress | None = None

    def note(self, progress: ExperimentProgress) -> None:
        """In the lane: note how far it is, and the figures of each epoch of each arm.

        All that is told comes here. Reports to the window are so many a second, and those in between are dropped.
        """
        self.fractions[progress.stage, progress.arm] = progress.fraction
        metrics = progress.metrics
        if "epoch" not in metrics:
            return
        is_new = not self.history or (self.history[-1][0], self.history[-1][1]["epoch"]) != (
            progress.arm,
            metrics["epoch"],
        )
        if is_new:
            self.history.append((progress.arm, dict(metrics)))

    def fraction(self, stage: Stage) -> float:
        """How far a stage is over all arms, 0..1."""
        parts = [self.fractions.get((stage, arm.id), 0.0) for arm in self.experiment.arms]
        return max(sum(parts) / len(parts), self.fractions.get((stage, ""), 0.0))


class Experiments(QObject):
    """Runs experiments in `lane` and knows those of the past, which are kept in `folder`."""

    runningChanged = Signal()
    progressed = Signal(object)
    """The RunState."""
    finished = Signal(object, object)
    """The RunState that ended, and its ExperimentResult."""
    failed = Signal(object, object)
    """The RunState that could not go on, and the FunduscopeError."""
    runsChanged = Signal()

    def __init__(self, lane: Lane, files: Lane, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._files = files
        self.folder = folder
        self.running: RunState | None = None
        self.runs: tuple[PastRun, ...] = ()
        self._job: Job | None = None
        lane.jobProgressed.connect(self._take_progress)
        lane.jobFinished.connect(self._take_end)

    def start(self, experiment: Experiment, scale: Scale, *, folder: Path | None = None) -> None:
        """Run an experiment in a new folder, or go on in `folder`. Does nothing while another one runs."""
        if self.running is not None:
            return
        out = folder or free_path(self.folder, f"{experiment.id} {scale.value}", "")
        self.running = state = RunState(experiment, scale, out)

        def work(context: JobContext) -> ExperimentResult:
            def tell(progress: ExperimentProgress) -> None:
                state.note(progress)
                text = f"{progress.stage.value}, {progress.text}"
                context.report(ExperimentReport(round(STEPS * progress.overall), STEPS, text, progress))

            return call_in_process(_Repeat(experiment, scale, out), context.token, tell)

        self._job = self._lane.submit(
            work,
            lambda result: self.finished.emit(state, result),
            slot=SLOT,
            title=experiment.title,
            refuse=lambda error: self.failed.emit(state, error),
        )
        self.runningChanged.emit()

    def cancel(self) -> None:
        """Stop; what is done by then is kept, and can be gone on with."""
        self._lane.cancel(SLOT)

    def look(self) -> None:
        """Find the runs of the past."""
        folder = self.folder
        self._files.submit(lambda context: find_runs(folder, context), self._take_runs, slot=RUNS_SLOT)

    def _take_progress(self, _job: Job, progress: Progress) -> None:
        if self.running is not None and isinstance(progress, ExperimentReport) and progress.detail is not None:
            self.running.latest = progress.detail
            self.progressed.emit(self.running)

    def _take_end(self, job: Job) -> None:
        if job is self._job:
            self._job = self.running = None
            self.runningChanged.emit()
            self.look()

    def _take_runs(self, runs: tuple[PastRun, ...]) -> None:
        self.runs = runs
        self.runsChanged.emit()


@dataclass(frozen=True, slots=True)
class _Repeat:
    """Runs an experiment, in a process of its own: torch, and all that trains with it, would hold up the window."""

    experiment: Experiment
    scale: Scale
    folder: Path

    def __call__(self, tell: Tell, token: CancelToken) -> ExperimentResult:
        from core.experiments.run import run_experiment

        self.folder.parent.mkdir(parents=True, exist_ok=True)
        return run_experiment(
            self.experiment, self.folder, scale=self.scale, observer=tell, token=token, workers=_workers()
        )


def find_runs(folder: Path, context: JobContext) -> tuple[PastRun, ...]:
    """In a lane: the runs in `folder`, the last changed first; what is no run is passed over."""
    found = []
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        context.token.check()
        run = _read_run(place)
        if run is not None:
            found.append(run)
    return tuple(sorted(found, key=lambda run: -run.changed_s))


def _read_run(folder: Path) -> PastRun | None:
    try:
        record = parse_json((folder / RECORD).read_text(encoding="utf-8"))
        report = folder / REPORT
        is_finished = report.is_file()
        changed_s = (report if is_finished else folder).stat().st_mtime
        return PastRun(folder, str(record["experiment"]), str(record["scale"]), changed_s, is_finished)
    except (OSError, ValueError, KeyError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class RunFiles:
    """What a finished run left to look at."""

    report: Path
    photographs: Path
    model: Path


def files_of(run: PastRun) -> RunFiles:
    """Where the files of a run are. Raises FunduscopeError where the program does not know its experiment."""
    from core.experiments.catalogue import find_experiment
    from core.experiments.experiment import Scale
    from core.experiments.files import ExperimentFolder

    experiment = find_experiment(run.experiment)
    if run.scale not in list(Scale):
        raise FunduscopeError(
            tr(
                "'{folder_name}' was run at the scale '{scale}', which is not known here.",
                folder_name=run.folder.name,
                scale=run.scale,
            )
        )
    folder = ExperimentFolder(run.folder, experiment, Scale(run.scale))
    arm = experiment.main_arm
    return RunFiles(folder.report, folder.test(arm), folder.model(arm))


def _workers() -> int:
    """Processes that render: all processors but the window's."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, usable - 1)
