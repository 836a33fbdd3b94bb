"""The Train workspace in the real window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from safetensors.torch import load_file

from core.cli.program import main
from core.datasets.catalogue.importing import import_labels
from core.datasets.catalogue.indexing import index
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.splits import SplitPlan
from core.training.settings import (
    AugmentationSettings,
    DataSettings,
    Device,
    MachineSettings,
    NetworkSettings,
    PreparationSettings,
    RunSettings,
    SplitSettings,
    TrainingSettings,
)
from core.training.settingsfile import from_toml, to_toml
from core.training.status import RunState
from desktop.app import Program
from desktop.commands import CommandId
from desktop.training_queue import Action, Queued
from desktop.windows.training import TrainingWorkspace
from desktop.workspace import Workspace
from tests.desktop.conftest import write_photograph

WAIT_MS = 240_000


@pytest.fixture
def settings_of_training(tmp_path: Path) -> TrainingSettings:
    for label in range(2):
        for number in range(6):
            write_photograph(tmp_path / "classes" / f"class {label}" / f"{number}.png", seed=10 * label + number)
    return TrainingSettings(
        name="Small",
        data=DataSettings(source=str(tmp_path / "classes")),
        split=SplitSettings(validation=0.34),
        preparation=PreparationSettings(size=32),
        network=NetworkSettings(architecture="funduscope/die_c4"),
        augmentation=AugmentationSettings(horizontal_flip=True, rotation_degrees=20.0),
        run=RunSettings(epochs=2, batch_size=4, seed=3),
        machine=MachineSettings(device=Device.CPU, threads=1),
    )


@pytest.fixture(autouse=True)
def closes_without_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that fails in the middle of a training would wait for an answer for ever."""
    monkeypatch.setattr(TrainingWorkspace, "_ask", lambda _self, _name: True)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_window_and_command_line_train_the_same_network(
    program: Program, settings_of_training: TrainingSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    window = program.window
    window.action(CommandId.NEW_TRAINING).trigger()
    assert window.workspaces.current is Workspace.TRAIN
    panel = window.train
    panel.new.form.setSettings(settings_of_training)
    file = tmp_path / "mine.toml"
    panel.form.save(file)
    qtbot.waitUntil(file.exists, timeout=WAIT_MS)
    assert from_toml(file.read_text(encoding="utf-8")) == settings_of_training
    qtbot.waitUntil(lambda: len(panel.new.preview.pictures()) == 9, timeout=WAIT_MS)
    assert panel.new.startButton.isEnabled()
    panel.new.startButton.click()

    def is_finished() -> bool:
        run = panel.page.run()
        return run is not None and run.model is not None and run.model.name == "model.safetensors"

    qtbot.waitUntil(is_finished, timeout=WAIT_MS)
    run = panel.page.run()
    assert run is not None
    assert panel.page.modelButton.text() == " Open the trained model"
    assert main(["train", str(file), "--out", str(tmp_path / "by hand"), "--device", "cpu"]) == 0
    first, second = load_file(run.folder / "model.safetensors"), load_file(tmp_path / "by hand" / "model.safetensors")
    assert first.keys() == second.keys()
    assert all(torch.equal(first[name], second[name]) for name in first)
    panel.page.modelButton.click()
    assert window.workspaces.current is Workspace.REVIEW
    qtbot.waitUntil(lambda: program.session.model is not None, timeout=WAIT_MS)
    assert program.session.model.card.name == "Small"  # type: ignore[union-attr]


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_window_and_command_line_cross_validate_the_same_networks(
    program: Program, settings_of_training: TrainingSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    """Folds are a field of the form; the whole is watched as one run, with the curves of its folds."""
    settings = replace(settings_of_training, split=SplitSettings(validation=0.25, folds=2))
    panel = program.window.train
    program.window.training.new(settings)
    qtbot.waitUntil(panel.new.startButton.isEnabled, timeout=WAIT_MS)
    panel.new.startButton.click()

    def is_finished() -> bool:
        run = panel.page.run()
        return run is not None and run.status is not None and run.status.state is RunState.FINISHED

    qtbot.waitUntil(is_finished, timeout=WAIT_MS)
    run = panel.page.run()
    assert run is not None
    qtbot.waitUntil(lambda: len(panel.page.curves.runs()) == 3, timeout=WAIT_MS)
    assert [each.folder.name for each in panel.page.curves.runs()[1:]] == ["fold-1", "fold-2"]
    file = tmp_path / "mine.toml"
    file.write_text(to_toml(settings), encoding="utf-8")
    assert main(["train", str(file), "--out", str(tmp_path / "by hand"), "--device", "cpu"]) == 0
    for name in ("predictions.csv", "metrics.json"):
        assert (run.folder / name).read_bytes() == (tmp_path / "by hand" / name).read_bytes()


def test_the_open_project_is_what_a_new_training_learns_from(
    program: Program, settings_of_training: TrainingSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    """Its labels and splits are offered, and settings that are there already stay."""
    place = tmp_path / "eyes.funduscope"
    with Project.create(place) as project:
        import_labels(project, Path(settings_of_training.data.source))
        index(project)
        project.splits.make("half", SplitPlan(scheme=project.labels.schemes()[0].id, test=0.34))
    panel = program.window.train
    with qtbot.waitSignal(program.projects.opened, timeout=WAIT_MS):
        program.projects.open(place)
    program.window.action(CommandId.NEW_TRAINING).trigger()
    form = panel.new.form
    assert Path(form.settings().data.source) == place
    box = form.editor("split.name").control
    assert isinstance(box, QComboBox)
    qtbot.waitUntil(lambda: box.findText("half") >= 0, timeout=WAIT_MS)
    form.setValue("split.name", "hafl")
    qtbot.waitUntil(lambda: "Did you mean 'half'?" in form.problems().get("split.name", ""), timeout=WAIT_MS)
    form.setSettings(settings_of_training)
    program.window.action(CommandId.NEW_TRAINING).trigger()
    assert form.settings() == settings_of_training


def test_what_is_wrong_keeps_it_from_starting(
    program: Program, settings_of_training: TrainingSettings, qtbot: QtBot
) -> None:
    program.window.training.new(replace(settings_of_training, data=DataSettings(source="nowhere at all")))
    page = program.window.train.new
    qtbot.waitUntil(lambda: "nowhere at all" in page.problemText(), timeout=WAIT_MS)
    assert not page.startButton.isEnabled()
    page.problemButton.click()
    assert page.form.editor("data.source").control.isAncestorOf(program.window.focusWidget())


@pytest.mark.parametrize("is_closed", [False, True])
def test_closing_asks_where_a_training_goes_on(
    program: Program, is_closed: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(_self: TrainingWorkspace, name: str) -> bool:
        asked.append(name)
        return is_closed

    monkeypatch.setattr(TrainingWorkspace, "_ask", answer)
    program.trainings.running = Queued(tmp_path / "run", Action.RESUME)
    program.window.close()
    assert asked == ["run"]
    assert program.window.isVisible() != is_closed
    program.trainings.running = None
