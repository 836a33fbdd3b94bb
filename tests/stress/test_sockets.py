"""Nobody can call the program: no process of it waits at a socket while it trains, renders or prepares photographs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from core.training.settings import (
    DataSettings,
    MachineSettings,
    NetworkSettings,
    PreparationSettings,
    RunSettings,
    TrainingSettings,
)
from core.training.settingsfile import to_toml

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]
LOOK_S = 0.05
LOOPBACK = ("127.", "::1")


def heard(command: list[object], repository: Path, *, processes: int = 2) -> set[tuple[str, int]]:
    """Every address at which the program or a process of its own waited to be called, until it was done."""
    found: set[tuple[str, int]] = set()
    words = [sys.executable, "-m", "core", *map(str, command)]
    with subprocess.Popen(words, cwd=repository, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as begun:
        most = 0
        while begun.poll() is None:
            members = family(begun.pid)
            most = max(most, len(members))
            for process in members:
                found |= listening(process)
            time.sleep(LOOK_S)
        said = begun.stdout.read() if begun.stdout is not None else ""
    assert begun.returncode == 0, said
    assert most >= processes, "it had fewer processes than are looked for"
    return found


def family(number: int) -> list[psutil.Process]:
    try:
        first = psutil.Process(number)
        return [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def listening(process: psutil.Process) -> set[tuple[str, int]]:
    try:
        connections = process.net_connections(kind="inet")
    except psutil.Error:
        return set()
    return {(each.laddr.ip, each.laddr.port) for each in connections if each.status == psutil.CONN_LISTEN}


@pytest.fixture
def photographs(tmp_path: Path, repository: Path) -> Path:
    """Rendered by two processes."""
    place = tmp_path / "eyes"
    assert heard(["synthesize", "die", "--count", 40, "--workers", 2, "--out", place], repository) == set()
    return place


def test_nobody_can_call_what_renders_prepares_and_trains(photographs: Path, tmp_path: Path, repository: Path) -> None:
    prepare = ["prepare", photographs, tmp_path / "copy", "--recipe", "plain", "--size", 32, "--workers", 2]
    assert heard(prepare, repository) == set()
    settings = tmp_path / "settings.toml"
    settings.write_text(to_toml(settings_of(photographs)))
    assert heard(["train", settings, "--out", tmp_path / "run", "--device", "cpu"], repository, processes=1) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="torch for Windows has no gloo over processes here")
def test_devices_that_train_together_are_called_from_this_machine_alone(
    photographs: Path, tmp_path: Path, repository: Path
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(to_toml(settings_of(photographs)))
    command = ["train", settings, "--out", tmp_path / "run", "--device", "cpu", "--devices", 2]
    found = heard(command, repository)
    assert not [place for place in found if not place[0].startswith(LOOPBACK)]


def settings_of(photographs: Path) -> TrainingSettings:
    """A small network for two epochs."""
    return TrainingSettings(
        data=DataSettings(source=str(photographs)),
        preparation=PreparationSettings(recipe="plain", size=32),
        network=NetworkSettings(architecture="torchvision/shufflenet_v2_x0_5"),
        run=RunSettings(epochs=2, batch_size=8),
        machine=MachineSettings(workers=2),
    )
