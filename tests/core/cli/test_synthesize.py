"""`synthesize`: the door for scripts."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest
from PIL import Image

from core.synthesis.fundus.options import FundusOptions
from core.synthesis.fundus.render import render_fundus

Cli = Callable[..., object]
WAIT_S = 600


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Photographs of the user's own."""
    folder = tmp_path / "own"
    folder.mkdir()
    for index in range(2):
        pixels = render_fundus(1, index, FundusOptions(width=240, height=200)).pixels
        Image.fromarray(pixels).save(folder / f"{index}.png")
    return folder


@pytest.mark.parametrize(
    ("arguments", "images", "classes"),
    [
        (["fundus", "--size", "160"], "*.jpg", 5),
        (["fundus", "--size", "200x150", "--grades", "0,3", "--eye", "left"], "*.jpg", 2),
        (["markers", "--size", "160"], "*.jpg", 5),
        (["markers", "--size", "160", "--preset", "textures"], "*.jpg", 4),
        (["markers", "--size", "160", "--preset", "dr-grades"], "*.jpg", 5),
        (["markers", "--size", "160", "--classes", "car,toys=car+droid,none", "--pictures", "png"], "*.png", 3),
        (["markers", "--photographs", "{own}", "--marker-size", "0.2", "0.3", "--marker-count", "1", "1"], "*.jpg", 5),
        (["die"], "*.png", 6),
        (["die", "--sequence", "tour", "--size", "48"], "*.png", 6),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_sets_in_folders(arguments: list[str], images: str, classes: int, cli: Cli, own: Path, tmp_path: Path) -> None:
    out = tmp_path / "set"
    result = cli("synthesize", *(argument.format(own=own) for argument in arguments), "--count", 2, "--out", out)
    assert (result.status, result.err) == (0, "")
    assert result.out == f"{out}: 2 photographs, {classes} classes\n"
    assert len(list((out / "images").rglob(images))) == 2
    assert len(list((out / "images").iterdir())) == classes
    assert {"labels.csv", "truth.json"} <= {path.name for path in out.iterdir()}


def test_a_set_in_one_file(cli: Cli, own: Path, tmp_path: Path) -> None:
    out = tmp_path / "set.h5"
    options = ["--photographs", own, "--size", 128, "--format", "hdf5", "--preset", "grass-none"]
    assert cli("synthesize", "markers", *options, "--count", 4, "--out", out).status == 0
    with h5py.File(out) as file:
        assert file["dataset"].shape == (4, 128, 128, 3)
        assert sorted(np.ravel(file["label"])) == [0, 0, 1, 1]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["sky"],
        ["fundus"],
        ["fundus", "--count", "3"],
        ["fundus", "--count", "0", "--out", "{new}"],
        ["fundus", "--count", "many", "--out", "{new}"],
        ["fundus", "--count", "3", "--seed", "-1", "--out", "{new}"],
        ["fundus", "--count", "3", "--out", "{own}"],
        ["fundus", "--count", "3", "--out", "/not/there/set"],
        ["fundus", "--count", "3", "--size", "20", "--out", "{new}"],
        ["fundus", "--count", "3", "--size", "1e9", "--out", "{new}"],
        ["fundus", "--count", "3", "--size", "100000", "--out", "{new}"],
        ["fundus", "--count", "3", "--size", "900x130", "--out", "{new}"],
        ["fundus", "--count", "3", "--grades", "0,5", "--out", "{new}"],
        ["fundus", "--count", "3", "--grades", "", "--out", "{new}"],
        ["fundus", "--count", "3", "--grades", "1,1", "--out", "{new}"],
        ["fundus", "--count", "3", "--preset", "natural", "--out", "{new}"],
        ["fundus", "--count", "3", "--workers", "0", "--out", "{new}"],
        ["fundus", "--count", "3", "--size", "200x150", "--format", "hdf5", "--out", "{new}"],
        ["markers", "--count", "3", "--preset", "naturl", "--out", "{new}"],
        ["markers", "--count", "3", "--classes", "gras", "--out", "{new}"],
        ["markers", "--count", "3", "--classes", "a/b=car", "--out", "{new}"],
        ["markers", "--count", "3", "--preset", "textures", "--classes", "car", "--out", "{new}"],
        ["markers", "--count", "3", "--marker-size", "0.3", "0.2", "--out", "{new}"],
        ["markers", "--count", "3", "--marker-size", "nan", "nan", "--out", "{new}"],
        ["markers", "--count", "3", "--marker-size", "0.001", "0.001", "--out", "{new}"],
        ["markers", "--count", "3", "--marker-count", "0", "2", "--out", "{new}"],
        ["markers", "--count", "3", "--strength", "2", "--out", "{new}"],
        ["markers", "--count", "3", "--photographs", "/not/there", "--out", "{new}"],
        ["markers", "--count", "3", "--photographs", "{empty}", "--out", "{new}"],
        ["markers", "--count", "3", "--photographs", "{holiday}", "--out", "{new}"],
        ["markers", "--count", "3", "--photographs", "{broken}", "--out", "{new}"],
        ["markers", "--count", "3", "--photographs", "{own}", "--size", "200x100", "--out", "{new}"],
        ["markers", "--count", "3", "--photographs", "{own}", "--format", "hdf5", "--out", "{new}"],
        ["markers", "--count", "3", "--photographs", "{own}", "--preset", "dr-grades", "--out", "{new}"],
        ["die", "--count", "3", "--size", "3", "--out", "{new}"],
        ["die", "--count", "1", "--sequence", "tour", "--out", "{new}"],
        ["die", "--count", "3", "--margin", "2", "--out", "{new}"],
        ["die", "--count", "3", "--sequence", "spin", "--out", "{new}"],
    ],
    ids=" ".join,
)
def test_mistakes_are_one_line_and_leave_nothing(arguments: list[str], cli: Cli, own: Path, tmp_path: Path) -> None:
    for name in ("empty", "holiday", "broken"):
        (tmp_path / name).mkdir()
    Image.new("RGB", (300, 200), (90, 160, 220)).save(tmp_path / "holiday" / "beach.png")
    (tmp_path / "broken" / "eye.jpg").write_bytes(b"\xff\xd8\xff\xe0 not much of an eye")
    before = sorted(tmp_path.rglob("*"))
    places = {name: tmp_path / name for name in ("own", "empty", "holiday", "broken", "new")}
    result = cli("synthesize", *(argument.format(**places) for argument in arguments))
    assert result.status == 2
    assert result.err.startswith("error: ")
    assert result.err.count("\n") == 1
    assert result.out == ""
    assert sorted(tmp_path.rglob("*")) == before
    if "{holiday}" in arguments:
        assert "beach.png" in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize(("container", "workers"), [("folders", 2), ("hdf5", 1)])
def test_ctrl_c_leaves_nothing_behind(container: str, workers: int, repository: Path, tmp_path: Path) -> None:
    """The signal goes to the whole group of processes, as a terminal sends it."""
    options = ["--count", "100000", "--format", container, "--workers", str(workers)]
    command = [sys.executable, "-m", "core", "synthesize", "die", *options, "--out", str(tmp_path / "set")]
    # A shell that runs these tests in the background has them ignore the signal, and so would the child.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, cwd=repository, stderr=subprocess.PIPE, start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        _wait_for_work(tmp_path, process)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(WAIT_S) == 130
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert list(tmp_path.iterdir()) == []


def _wait_for_work(folder: Path, process: subprocess.Popen[bytes]) -> None:
    end_s = time.monotonic() + WAIT_S
    while not any(path.is_file() for path in folder.rglob("*")):
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < end_s
        time.sleep(0.02)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into Linux's table of processes")
def test_the_processes_end_with_a_program_that_is_killed(repository: Path, tmp_path: Path) -> None:
    options = ["--count", "100000", "--workers", "2", "--out", str(tmp_path / "set")]
    command = [sys.executable, "-m", "core", "synthesize", "die", *options]
    with subprocess.Popen(command, cwd=repository, start_new_session=True) as process:
        _wait_for_work(tmp_path, process)
        process.kill()
    end_s = time.monotonic() + WAIT_S
    while _alive_in(process.pid):
        assert time.monotonic() < end_s
        time.sleep(0.05)
    assert not (tmp_path / "set").exists()


def _alive_in(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
