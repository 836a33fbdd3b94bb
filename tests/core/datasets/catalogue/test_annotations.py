"""What the store of annotations adds to plain saving: quality, orientation, undo, and files of the version before."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind, Undoable
from core.datasets.catalogue.filters import AnnotationState, BrowseQuery, Column, OneOf, View
from core.datasets.catalogue.migrations import copy_before, make
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.schema import MIGRATIONS
from core.images.orientation import Orientation

AddFiles = Callable[..., list[int]]
SPOT = Shape(ShapeKind.POINT, "MA", ((3.25, 4.5),))


@pytest.fixture
def eyes(add_files: AddFiles) -> list[int]:
    return add_files(["a.png", "b.png", "c.png"], [1, 2, 3])


def _quality(project: Project, photograph: int) -> str:
    return project.browsing.rows([photograph])[photograph].quality


def test_reasons_and_marks_come_back(project: Project, eyes: list[int]) -> None:
    said = Annotation(quality="reject", reasons=("out of focus", "too dark"), shapes=(SPOT,))
    project.annotations.put(eyes[0], "anna", said)
    assert project.annotations.of(eyes[0], "anna") == said
    assert [(one.photograph, one.reader, one.annotation) for one in project.annotations.everything()] == [
        (eyes[0], "anna", said)
    ]
    assert project.annotations.everything("ben") == ()
    assert project.annotations.annotated("anna") == {eyes[0]}


def test_what_a_reader_says_of_the_quality_is_that_of_the_photograph(project: Project, eyes: list[int]) -> None:
    photograph = eyes[0]
    project.annotations.put(photograph, "anna", Annotation(quality="usable"))
    assert _quality(project, photograph) == "usable"
    project.annotations.put(photograph, "ben", Annotation(quality="reject"))
    assert _quality(project, photograph) == "reject"
    project.annotations.undo(photograph, "ben")
    assert _quality(project, photograph) == "usable"
    project.photographs.set_quality([photograph], "good")
    project.annotations.undo(photograph, "anna")
    assert _quality(project, photograph) == "good", "what was said elsewhere since then stays"


def test_the_browser_filters_by_annotation(project: Project, eyes: list[int]) -> None:
    project.annotations.put(eyes[0], "anna", Annotation(notes="seen"))
    project.annotations.put(eyes[1], "ben", Annotation(shapes=(SPOT,)))
    state = OneOf(Column.ANNOTATION, frozenset({AnnotationState.ANNOTATED.value}))
    assert list(project.browsing.ids(BrowseQuery(conditions=(state,)))) == eyes[:2]
    assert list(project.browsing.ids(BrowseQuery(View(reader="ben"), (state,)))) == eyes[1:2]
    assert project.browsing.counts(BrowseQuery(), Column.ANNOTATION) == {"annotated": 2, "not annotated": 1}
    project.annotations.undo(eyes[1], "ben")
    assert not project.browsing.rows(eyes)[eyes[1]].is_annotated


def test_turning_a_photograph_is_undone_like_a_mark(project: Project, eyes: list[int]) -> None:
    photograph, annotations = eyes[0], project.annotations
    model = project.predictions.model("0" * 64, "net", ("no", "yes"))
    project.predictions.add(model, [(photograph, np.array([0.2, 0.8], np.float32))])
    annotations.put(photograph, "anna", Annotation(shapes=(SPOT,)))
    annotations.orient(photograph, "anna", Orientation(is_turned=True))
    assert project.predictions.missing(model) == eyes, "the model is asked anew about what it has not seen so"
    annotations.orient(photograph, "anna", Orientation(is_turned=True, is_mirrored=True))
    assert project.photographs.orientation(photograph) == Orientation(is_turned=True, is_mirrored=True)
    assert project.browsing.rows([photograph])[photograph].orientation.words == "turned by half and mirrored"
    assert annotations.undoable(photograph, "anna") == Undoable(can_undo=True)
    annotations.undo(photograph, "anna")
    assert project.photographs.orientation(photograph) == Orientation(is_turned=True)
    assert annotations.undoable(photograph, "anna") == Undoable(can_undo=True, can_redo=True)
    annotations.undo(photograph, "anna")
    assert project.photographs.orientation(photograph).is_as_stored
    assert annotations.of(photograph, "anna").shapes == (SPOT,)
    annotations.undo(photograph, "anna")
    assert annotations.undoable(photograph, "anna") == Undoable(can_redo=True)
    for _ in range(3):
        annotations.redo(photograph, "anna")
    assert project.photographs.orientation(photograph) == Orientation(is_turned=True, is_mirrored=True)
    assert annotations.undoable(eyes[1], "anna") == Undoable()


def test_a_project_of_the_first_format_is_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.funduscope"
    make(old, MIGRATIONS[:1])
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute(
            "INSERT INTO photographs (name, name_key, search, added_s, is_flipped) VALUES ('a', 'a', 'a', 0, 1)"
        )
        connection.execute("INSERT INTO annotations VALUES (1, 'anna', NULL, NULL, 'good', 'seen', '[]', 0)")
        connection.execute(
            "INSERT INTO annotation_history (photograph, reader, before, after, added_s) VALUES (1, 'anna', NULL, "
            '\'{"scheme": null, "grade": null, "quality": "good", "notes": "seen", "shapes": []}\', 0)'
        )
    shutil.copyfile(old, path)
    with Project.open(path) as project:
        assert project.migrated_from == copy_before(path, 1)
        assert project.annotations.of(1, "anna") == Annotation(quality="good", notes="seen")
        assert project.photographs.orientation(1) == Orientation(is_turned=True)
        project.annotations.undo(1, "anna")
        assert project.annotations.redo(1, "anna") == Annotation(quality="good", notes="seen")
