"""The whole window for minutes: a monkey at it, quitting in the midst of anything, every odd file in its browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(7200)]
MINUTES = 4
QUITS = 50
MOST_KB, PROGRAM_KB = 2**20, 2 * 2**20
"""1 GiB for a file, besides what the program takes: torch, a network, and its bounded caches of what was seen."""
QT_SAYS = "This plugin does not support"


def start(*arguments: object, home: Path, repository: Path) -> subprocess.CompletedProcess[str]:
    """A module of ours as a program with a home of its own."""
    places = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
    environment = {**os.environ, **places, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "faulthandler", "-m", *map(str, arguments)]
    return subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, timeout=7000)


def test_a_monkey_breaks_nothing(tmp_path: Path, repository: Path) -> None:
    log = tmp_path / "acts.jsonl"
    done = start(
        "tests.stress.monkey", "--minutes", MINUTES, "--seed", 11, "--log", log, home=tmp_path, repository=repository
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(log.read_text("utf-8").splitlines()) > 100
    assert " 0 crashes" in done.stdout


def test_it_can_be_quit_in_the_middle_of_anything(tmp_path: Path, repository: Path) -> None:
    for seed in range(QUITS):
        done = start("tests.stress.quitting", seed, home=tmp_path / str(seed), repository=repository)
        words = [line for line in done.stderr.splitlines() if QT_SAYS not in line]
        assert (done.returncode, words) == (0, []), f"seed {seed}: {done.stderr}"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measures memory as Linux tells it")
@pytest.mark.parametrize("name", ["broken-images", "dicom"])
def test_every_odd_file_is_browsed_and_asked_about(name: str, data_dir: Path, tmp_path: Path, repository: Path) -> None:
    done = start("tests.stress.browsing", data_dir / name, home=tmp_path, repository=repository)
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout.splitlines()[-1])
    assert outcome["thumbnails"] + outcome["refused_thumbnails"] == outcome["files"] > 60
    assert outcome["explained"] + len(outcome["refused"]) == outcome["files"]
    assert all(outcome["refused"].values()), "each has its reason"
    assert outcome["crashes"] == 0
    assert outcome["peak_kb"] < MOST_KB + PROGRAM_KB
