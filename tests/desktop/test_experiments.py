"""Experiments in the lane of the trainings: progress, cancelling, going on, and what is left on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.errors import FunduscopeError
from core.experiments.catalogue import find_experiment
from core.experiments.experiment import Experiment, Scale, Scaled, Stage
from core.jobs import CancelToken
from desktop.experiments import Experiments, PastRun, RunState, files_of, find_runs
from desktop.jobs import JobContext, Lane
from desktop.processes import Tell

WAIT_MS = 600_000
CONTEXT = JobContext(CancelToken(), lambda _progress: None)


@pytest.fixture
def tiny() -> Experiment:
    """The die with two of its networks, so small that it takes seconds."""
    die = find_experiment("kalmeijer-die")
    arms = tuple(
        replace(
            arm,
            data=replace(arm.data, train=Scaled(small=60, full=60), test=Scaled(small=6, full=6)),
            network=replace(arm.network, epochs=Scaled(small=2, full=2)),
        )
        for arm in die.arms[:2]
    )
    return replace(die, arms=arms)


@pytest.fixture
def experiments(qtbot: QtBot, tmp_path: Path) -> Iterator[Experiments]:
    owner = QObject()
    training, files = Lane("training", parent=owner), Lane("files", parent=owner)
    made = Experiments(training, files, tmp_path / "experiments", owner)
    yield made
    for lane in (training, files):
        lane.close()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the lane itself: a process would have to load torch anew each time. How processes behave is tested apart."""

    def call_here(task: Callable[[Tell, CancelToken], object], token: CancelToken, tell: Tell) -> object:
        return task(tell, token)

    monkeypatch.setattr("desktop.experiments.call_in_process", call_here)


def run(experiments: Experiments, experiment: Experiment, qtbot: QtBot, folder: Path | None = None) -> RunState:
    with qtbot.waitSignal(experiments.finished, timeout=WAIT_MS) as told:
        experiments.start(experiment, Scale.SMALL, folder=folder)
    state = told.args[0]
    assert isinstance(state, RunState)
    return state


@pytest.mark.timeout(900)
@pytest.mark.usefixtures("here")
def test_a_run_is_cancelled_gone_on_with_to_its_report_and_remembered(
    experiments: Experiments, tiny: Experiment, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(experiments.progressed, timeout=WAIT_MS):
        experiments.start(tiny, Scale.SMALL)
    begun = experiments.running
    experiments.start(tiny, Scale.FULL)  # one at a time: nothing happens
    assert experiments.running is begun
    experiments.cancel()
    qtbot.waitUntil(lambda: experiments.running is None and len(experiments.runs) == 1, timeout=WAIT_MS)
    (past,) = experiments.runs
    assert not past.is_finished

    seen: list[Stage] = []
    experiments.progressed.connect(lambda state: seen.append(state.latest.stage))
    state = run(experiments, tiny, qtbot, past.folder)
    qtbot.waitUntil(lambda: [each.is_finished for each in experiments.runs] == [True], timeout=WAIT_MS)
    assert {Stage.TRAINING, Stage.EXPLANATIONS} <= set(seen)
    assert [(arm, row["epoch"]) for arm, row in state.history][-1] == (tiny.arms[1].id, 2.0)
    assert all("training_loss" in row for _arm, row in state.history)
    (past,) = experiments.runs
    assert (past.experiment, past.scale, past.is_finished) == ("kalmeijer-die", "small", True)
    files = files_of(past)
    assert files.report.is_file()
    assert files.model.is_file()
    assert len(list(files.photographs.rglob("*.png"))) >= 6


@pytest.mark.timeout(900)
@pytest.mark.slow
def test_a_run_in_its_process_ends_with_a_report(experiments: Experiments, tiny: Experiment, qtbot: QtBot) -> None:
    state = run(experiments, replace(tiny, arms=tiny.arms[:1]), qtbot)
    assert (state.folder / "report.html").is_file()
    assert [row["epoch"] for _arm, row in state.history][-1] == 2.0


@pytest.mark.usefixtures("here")
def test_what_cannot_be_run_is_told(experiments: Experiments, tiny: Experiment, tmp_path: Path, qtbot: QtBot) -> None:
    place = tmp_path / "experiments" / "mine"
    place.mkdir(parents=True)
    (place / "notes.txt").write_text("something else")
    with qtbot.waitSignal(experiments.failed, timeout=WAIT_MS) as told:
        experiments.start(tiny, Scale.SMALL, folder=place)
    assert "is there already" in str(told.args[1])
    qtbot.waitUntil(lambda: experiments.running is None)


def test_runs_are_found_and_other_folders_passed_over(tmp_path: Path) -> None:
    assert find_runs(tmp_path / "nowhere", CONTEXT) == ()
    for name, text in (("a", '{"experiment": "x", "scale": "small"}'), ("b", "damaged"), ("c", "[]")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "experiment.json").write_text(text)
    (tmp_path / "d").mkdir()
    (run,) = find_runs(tmp_path, CONTEXT)
    assert (run.folder, run.experiment, run.is_finished) == (tmp_path / "a", "x", False)


def test_stages_count_over_all_arms(tiny: Experiment, tmp_path: Path) -> None:
    state = RunState(tiny, Scale.SMALL, tmp_path)
    state.fractions = {(Stage.TRAINING, tiny.arms[0].id): 1.0, (Stage.REPORT, ""): 0.5}
    assert state.fraction(Stage.TRAINING) == 0.5
    assert state.fraction(Stage.REPORT) == 0.5
    assert state.fraction(Stage.DATA) == 0.0


def test_files_of_an_unknown_scale_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FunduscopeError, match="enormous"):
        files_of(PastRun(tmp_path, "kalmeijer-die", "enormous", 0.0, is_finished=True))
