"""Disc and fovea marked by hand: kept in the project, also in one of an earlier format."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.landmarks import MarkedLandmarks
from core.datasets.catalogue.migrations import make
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.schema import MIGRATIONS

MARKED = MarkedLandmarks((120.5, 80), (60, 82), 21)


def add_photograph(project: Project) -> int:
    with project.database.write() as connection:
        row = connection.execute(
            "INSERT INTO photographs (name, name_key, search, added_s) VALUES ('a', 'a', 'a', 0) RETURNING id"
        ).fetchone()
    return int(row[0])


def test_marks_are_kept_and_taken_back(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.funduscope") as project:
        number = add_photograph(project)
        project.landmarks.put(number, MarkedLandmarks((1, 2), (3, 4), 5))
        project.landmarks.put(number, MARKED)
    with Project.open(tmp_path / "a.funduscope") as project:
        assert project.landmarks.of([number, 999]) == {number: MARKED}
        project.landmarks.forget(number)
        assert project.landmarks.of([number]) == {}


def test_an_earlier_project_takes_marks_too(tmp_path: Path) -> None:
    path = tmp_path / "earlier.funduscope"
    make(path, MIGRATIONS[:2])
    with Project.open(path) as project:
        assert project.migrated_from is not None
        number = add_photograph(project)
        project.landmarks.put(number, MARKED)
        assert project.landmarks.of([number]) == {number: MARKED}


def test_marks_that_are_none_are_refused() -> None:
    with pytest.raises(ProjectError, match="must lie apart"):
        MarkedLandmarks((1, 1), (1, 1), 5)
    with pytest.raises(ProjectError, match="must lie apart"):
        MarkedLandmarks((1, 1), (2, 1), 0)
