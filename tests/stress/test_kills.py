"""Killed at random moments: what was told to be kept is there, and every file is whole."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.datasets.catalogue.filters import BrowseQuery, Column
from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.project import Project
from tests.stress.kills import annotate, export, killed, list_and_index, prepare
from tests.stress.writers import WRITERS, project_with_marks

COUNT = 60
EXPORTS = ("model", "report-pdf", "features-text", "marks-csv", "view")
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project, and photographs for it."""
    (tmp_path / "eyes").mkdir()
    for number in range(COUNT):
        pixels = np.random.default_rng(number).integers(0, 255, (240, 240, 3), np.uint8)
        assert cv2.imwrite(str(tmp_path / "eyes" / f"{number}.png"), pixels)
    Project.create(tmp_path / "study.funduscope").close()
    return tmp_path


def kill_annotating(place: Path, kills: int) -> None:
    with Project.open(place / "study.funduscope") as project:
        list_folder(project, place / "eyes")
        index(project)
    for seed in range(kills):
        told = killed(annotate, place, seed=seed)
        with Project.open(place / "study.funduscope") as project:
            assert not project.is_read_only
            assert project.database.check() == ""
            (photograph,) = project.files.at(place / "eyes" / "0.png")
            assert int(project.annotations.of(photograph, "anna").notes) in (told[-1], told[-1] + 1)


def kill_indexing(place: Path, kills: int) -> None:
    known = 0
    for seed in range(kills):
        killed(list_and_index, place, seed=seed)
        with Project.open(place / "study.funduscope") as project:
            assert project.database.check() == ""
            ready = project.browsing.counts(BrowseQuery(), Column.STATE).get("ready", 0)
            assert ready >= known, "what was read is forgotten"
            known = ready
            if ready == COUNT:  # a new one: what is whole is not indexed again
                project.close()
                for path in place.glob("study.funduscope*"):
                    path.unlink()
                Project.create(place / "study.funduscope").close()
                known = 0
    with Project.open(place / "study.funduscope") as project:
        list_folder(project, place / "eyes")
        assert index(project).read == COUNT - known
        assert project.browsing.counts(BrowseQuery(), Column.STATE) == {"ready": COUNT}


def kill_preparing(place: Path, kills: int) -> None:
    for seed in range(kills):
        told = killed(prepare, place, seed=seed)
        made = [path for path in (place / "copy").rglob("*.png") if not path.name.startswith(".")]
        assert all(cv2.imread(str(path)).shape == (32, 32, 3) for path in made), "a picture is not whole"
        assert len(made) >= max(told)
        if told[-1] == -1:
            assert len(made) == COUNT
            for path in sorted((place / "copy").rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            (place / "copy").rmdir()


def kill_exporting(place: Path, kills: int, name: str) -> None:
    folder = place / "out"
    folder.mkdir()
    if name.startswith("marks"):  # what is exported is there before
        for version in range(9):
            project_with_marks(folder.with_name("out project"), version)
    for seed in range(kills):
        told = killed(export, folder, name, seed=seed)
        assert WRITERS[name].read(folder) in (told[-1], (told[-1] + 1) % 9)


@pytest.mark.parametrize("work", [kill_annotating, kill_indexing, kill_preparing, partial(kill_exporting, name="view")])
def test_killed_twice(work: Callable[[Path, int], None], place: Path) -> None:
    work(place, 2)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("work", "kills"),
    [
        (kill_annotating, 15),
        (kill_indexing, 15),
        (kill_preparing, 15),
        *((partial(kill_exporting, name=name), 5) for name in EXPORTS),
    ],
)
def test_killed_again_and_again(work: Callable[[Path, int], None], kills: int, place: Path) -> None:
    work(place, kills)
