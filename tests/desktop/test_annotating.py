"""Annotations in the real window: said, drawn, kept, taken back, and right however the photograph is shown."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.project import Project
from core.images.orientation import Orientation
from desktop.annotating import ICDR, Readiness
from desktop.app import Program
from desktop.commands import CommandId
from desktop.files import PROJECT_SUFFIX
from desktop.widgets.viewer.mark_tools import MarkTool
from desktop.windows.annotation_files import outermost
from tests.desktop.conftest import WAIT_MS

C = CommandId
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def study(program: Program, photographs: list[Path], qtbot: QtBot) -> Program:
    """A program that shows the first photograph, of a project of all four."""
    program.window.open_paths([photographs[0].parent])
    qtbot.waitUntil(lambda: program.session.photograph is not None, timeout=WAIT_MS)
    program.window.docks.bring("annotation")
    assert program.annotating.readiness is Readiness.NO_PROJECT
    program.window.annotating.make_button.click()
    qtbot.waitUntil(lambda: program.annotating.is_ready, timeout=WAIT_MS)
    return program


def _kept(study: Program, qtbot: QtBot, reader: str | None = None) -> Annotation:
    """What is on the disk, once everything is."""
    annotating = study.annotating
    qtbot.waitUntil(lambda: annotating.is_saved, timeout=WAIT_MS)
    project, photograph = study.projects.project, study.session.photograph
    assert project is not None
    assert photograph is not None
    return project.annotations.of(project.files.at(photograph.path)[0], reader or annotating.reader)


def _click(study: Program, x: float, y: float) -> None:
    pane = study.window.viewer.view.pane()
    QTest.mouseClick(pane.viewport(), LEFT, pos=pane.fromPhotograph(QPointF(x, y)).toPoint())


def _is_as_stored(study: Program) -> bool:
    return study.session.photograph is not None and study.session.orientation.is_as_stored


def _begin(study: Program, reader: str, qtbot: QtBot) -> None:
    """A reader who has said nothing yet looks at the first photograph, with nothing in hand."""
    annotating = study.annotating
    study.window.annotation.tools.setTool(MarkTool.NONE)
    annotating.setReader(reader)
    annotating.setAdvancing(False)
    annotating.drawing.chooseLesion("MA")
    study.window.action(C.FIRST_PHOTOGRAPH).trigger()
    first = study.session.order[0]
    qtbot.waitUntil(lambda: _shows(study, first) and annotating.is_ready and annotating.is_saved, timeout=WAIT_MS)
    study.window.viewer.view.fit()
    assert annotating.annotation.is_empty


def _key(study: Program, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(study.window.viewer.view, key)


def _a_project_is_made_of_what_is_open_in_one_step(study: Program, photographs: list[Path], qtbot: QtBot) -> None:
    project = study.projects.project
    assert project is not None
    assert project.path == photographs[0].parent / f"eyes{PROJECT_SUFFIX}"
    qtbot.waitUntil(lambda: project.photographs.count() == 4, timeout=WAIT_MS)
    assert outermost([Path("/a/b"), Path("/a/b/c"), Path("/d"), Path("/a/b")]) == [Path("/a/b"), Path("/d")]


def _what_is_drawn_is_kept_at_once(study: Program, qtbot: QtBot) -> None:
    window = study.window
    window.action(C.MARK_POINT).trigger()
    assert study.annotating.drawing.lesion == "MA"
    _click(study, 60, 50)
    window.action(C.MARK_BOX).trigger()
    _key(study, Qt.Key.Key_2)
    _click(study, 70, 40)
    _click(study, 90, 60)
    window.action(C.MARK_REGION).trigger()
    _key(study, Qt.Key.Key_3)
    for corner in ((50, 60), (80, 65), (60, 85)):
        _click(study, *corner)
    _key(study, Qt.Key.Key_Return)
    shapes = _kept(study, qtbot).shapes
    assert [(shape.kind, shape.name) for shape in shapes] == [
        (ShapeKind.POINT, "MA"),
        (ShapeKind.BOX, "HE"),
        (ShapeKind.REGION, "EX"),
    ]
    for shape, expected in zip(shapes, ([(60, 50)], [(70, 40), (90, 60)], [(50, 60), (80, 65), (60, 85)]), strict=True):
        np.testing.assert_allclose(shape.points, expected, atol=0.5)
    assert study.window.annotating.marks.count() == 3
    assert "hard exudate" in study.window.viewer.info.text()


def _grading_by_keys_goes_on_to_the_next(study: Program, photographs: list[Path], qtbot: QtBot) -> None:
    window, annotating = study.window, study.annotating
    window.annotating.advance.click()
    window.action(C.MARK_SELECT).trigger()
    project = study.projects.project
    assert project is not None
    qtbot.waitUntil(lambda: project.photographs.count() == 4, timeout=WAIT_MS)
    for place, grade in enumerate((Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_4)):
        qtbot.waitUntil(lambda: annotating.is_ready, timeout=WAIT_MS)
        _key(study, grade)
        after = photographs[place + 1]
        qtbot.waitUntil(lambda after=after: _shows(study, after), timeout=WAIT_MS)
    _key(study, Qt.Key.Key_7)
    qtbot.waitUntil(lambda: annotating.is_saved, timeout=WAIT_MS)
    (scheme,) = project.labels.schemes()
    assert scheme.name == ICDR
    graded = [project.annotations.of(project.files.at(path)[0], annotating.reader).grade for path in photographs]
    assert graded == [2, 0, 4, None]
    assert project.labels.counts(scheme.id) == {0: 1, 2: 1, 4: 1}
    window.action(C.PREVIOUS_PHOTOGRAPH).trigger()
    qtbot.waitUntil(lambda: _shows(study, photographs[2]) and annotating.annotation.grade == 4, timeout=WAIT_MS)
    assert window.annotating.grades.value() == 4
    window.action(C.NEXT_UNANNOTATED).trigger()
    qtbot.waitUntil(lambda: _shows(study, photographs[3]), timeout=WAIT_MS)
    window.action(C.GRADE_1).trigger()
    qtbot.waitUntil(lambda: annotating.is_saved, timeout=WAIT_MS)
    with qtbot.waitSignal(annotating.remarked, timeout=WAIT_MS):
        window.action(C.NEXT_UNANNOTATED).trigger()


def _shows(study: Program, path: Path) -> bool:
    photograph = study.session.photograph
    return photograph is not None and photograph.path == path


def _quality_reasons_and_notes(study: Program, photographs: list[Path], qtbot: QtBot) -> None:
    panel = study.window.annotating
    study.window.action(C.QUALITY_REJECT).trigger()
    panel.reasons["too dark"].click()
    panel.notes.setPlainText("Nothing to be seen")
    assert not study.annotating.is_saved
    study.session.choosePhotograph(photographs[1])
    qtbot.waitUntil(lambda: _shows(study, photographs[1]) and study.annotating.is_ready, timeout=WAIT_MS)
    assert panel.notes.toPlainText() == ""
    qtbot.waitUntil(lambda: study.annotating.is_saved, timeout=WAIT_MS)
    project = study.projects.project
    assert project is not None
    first = project.files.at(photographs[0])[0]
    said = project.annotations.of(first, study.annotating.reader)
    assert said == Annotation(quality="reject", notes="Nothing to be seen", reasons=("too dark",))
    assert project.browsing.rows([first])[first].quality == "reject"
    study.window.action(C.QUALITY_GOOD).trigger()
    assert _kept(study, qtbot) == Annotation(quality="good")


def _undo_belongs_to_what_one_works_at(study: Program, qtbot: QtBot) -> None:
    window, annotating = study.window, study.annotating
    window.action(C.MARK_POINT).trigger()
    _click(study, 60, 50)
    _click(study, 70, 60)
    assert len(_kept(study, qtbot).shapes) == 2
    undo = window.action(C.UNDO)
    assert undo.text() == "&Undo annotation"
    undo.trigger()
    qtbot.waitUntil(lambda: len(annotating.annotation.shapes) == 1, timeout=WAIT_MS)
    assert len(_kept(study, qtbot).shapes) == 1
    window.action(C.REDO).trigger()
    qtbot.waitUntil(lambda: len(annotating.annotation.shapes) == 2, timeout=WAIT_MS)
    window.action(C.EDIT_BRUSH).trigger()
    assert window.annotation.tools.tool() is MarkTool.NONE
    assert "annotation" not in undo.text()
    window.action(C.MARK_SELECT).trigger()
    assert undo.text() == "&Undo annotation"
    window.action(C.LEAVE_TOOL).trigger()
    assert annotating.drawing.selected == -1
    window.action(C.LEAVE_TOOL).trigger()
    assert window.annotation.tools.tool() is MarkTool.NONE


def _marks_are_renamed_deleted_and_listed(study: Program, qtbot: QtBot) -> None:
    annotating, panel = study.annotating, study.window.annotating
    study.window.action(C.MARK_POINT).trigger()
    _click(study, 60, 50)
    _click(study, 90, 60)
    annotating.drawing.rename(0, "HE")
    assert [shape.name for shape in _kept(study, qtbot).shapes] == ["HE", "MA"]
    panel.marks.setCurrentRow(0)
    assert annotating.drawing.selected == 0
    state = study.window.viewer.view.viewState()
    assert (state.centre_x, state.centre_y) == pytest.approx((60, 50), abs=1)
    QTest.keyClick(panel.marks, Qt.Key.Key_Delete)
    assert [shape.name for shape in _kept(study, qtbot).shapes] == ["MA"]


def _marks_stay_on_their_lesion_however_it_is_shown(study: Program, command: CommandId, qtbot: QtBot) -> None:
    window, session, annotating = study.window, study.session, study.annotating
    window.action(C.MARK_POINT).trigger()
    _click(study, 60, 50)
    before, photograph = _kept(study, qtbot), session.photograph
    assert photograph is not None
    window.action(command).trigger()
    qtbot.waitUntil(lambda: not session.orientation.is_as_stored and session.photograph is not None, timeout=WAIT_MS)
    shown = session.photograph
    assert shown is not None
    is_turned = command is C.TURN
    expected = photograph.pixels[::-1, ::-1] if is_turned else photograph.pixels[:, ::-1]
    np.testing.assert_array_equal(shown.pixels, expected)
    assert shown.id != photograph.id
    qtbot.waitUntil(lambda: len(annotating.drawing.seen()) == 1, timeout=WAIT_MS)
    ((x, y),) = annotating.drawing.seen()[0].points
    assert (x, y) == pytest.approx((100, 70 if is_turned else 50), abs=1)
    assert _kept(study, qtbot) == before, "what is kept is in pixels of the file"
    _click(study, 100, 70 if is_turned else 50)
    np.testing.assert_allclose(_kept(study, qtbot).shapes[1].points, before.shapes[0].points, atol=1)
    window.action(C.UNDO).trigger()
    window.action(C.UNDO).trigger()
    qtbot.waitUntil(lambda: _is_as_stored(study), timeout=WAIT_MS)
    np.testing.assert_array_equal(session.photograph.pixels, photograph.pixels)


def _each_reader_has_annotations_of_their_own(study: Program, qtbot: QtBot) -> None:
    annotating = study.annotating
    study.window.action(C.GRADE_3).trigger()
    assert _kept(study, qtbot).grade == 3
    first = annotating.reader
    annotating.setReader("Dr. B")
    qtbot.waitUntil(lambda: annotating.is_ready, timeout=WAIT_MS)
    assert annotating.annotation.is_empty
    assert first in annotating.others
    study.window.action(C.GRADE_1).trigger()
    assert _kept(study, qtbot, "Dr. B").grade == 1
    assert _kept(study, qtbot, first).grade == 3


def test_closing_loses_nothing(
    make_program: Callable[[], Program], study: Program, photographs: list[Path], qtbot: QtBot
) -> None:
    study.window.annotating.notes.setPlainText("typed in the last moment")
    study.window.action(C.GRADE_2).trigger()
    path, reader = photographs[0].parent / f"eyes{PROJECT_SUFFIX}", study.annotating.reader
    study.window.close()
    with Project.open(path) as project:
        said = project.annotations.of(project.files.at(photographs[0])[0], reader)
    assert (said.grade, said.notes) == (2, "typed in the last moment")


def _what_is_exported_behind_the_window(study: Program, tmp_path: Path, qtbot: QtBot) -> None:
    study.window.action(C.MARK_BOX).trigger()
    _click(study, 70, 40)
    _click(study, 90, 60)
    files = study.window.annotation.files
    for target, kind in (
        (tmp_path / "said.csv", "csv"),
        (tmp_path / "said.json", "coco"),
        (tmp_path / "masks", "masks"),
    ):
        files.export(target, kind)
        qtbot.waitUntil(target.exists, timeout=WAIT_MS)
    assert len(json.loads((tmp_path / "said.json").read_bytes())["annotations"]) == 1
    with Image.open(tmp_path / "masks" / "MA" / "eye 1_MA.png") as mask:
        assert np.asarray(mask).sum() == pytest.approx(400, abs=45)
    qtbot.waitUntil(lambda: study.lanes.files.is_idle, timeout=WAIT_MS)
    study.annotating.drawing.remove(0)
    _kept(study, qtbot)
    files.import_coco(tmp_path / "said.json")
    qtbot.waitUntil(lambda: len(study.annotating.annotation.shapes) == 1, timeout=WAIT_MS)


def test_a_read_only_project_says_so_and_keeps_everything(
    program: Program, photographs: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "other.funduscope"
    with Project.create(path) as owner:
        from core.datasets.catalogue.indexing import index, list_folder

        list_folder(owner, photographs[0].parent)
        index(owner)
        photograph = owner.files.at(photographs[0])[0]
        owner.annotations.put(photograph, program.annotating.reader, Annotation(notes="mine"))
        program.projects.open(path)
        program.window.open_paths([photographs[0].parent])
        qtbot.waitUntil(lambda: program.annotating.readiness is Readiness.READ_ONLY, timeout=WAIT_MS)
        assert program.window.annotating.notes.toPlainText() == "mine"
        program.annotating.setQuality("reject")
        program.annotating.setNotes("other")
        assert program.annotating.is_saved
        program.window.action(C.MARK_POINT).trigger()
        assert program.window.annotation.tools.tool() is MarkTool.NONE
        program.projects.close()
        qtbot.waitUntil(lambda: program.lanes.catalogue.is_idle, timeout=WAIT_MS)


CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from core.datasets.annotation.lesions import DEFAULT_LESIONS
from core.datasets.catalogue.annotations import ShapeKind
from desktop.app import Program
from desktop.files import UserFolders

app = QApplication([])
program = Program(app, UserFolders.inside(Path(sys.argv[1])))
project, folder = Path(sys.argv[2]), Path(sys.argv[3])
program.window.show()
program.projects.open(project)
program.window.open_paths([folder])
annotating, count = program.annotating, 0

def tell():
    if annotating.is_saved and annotating.is_ready:
        print(len(annotating.annotation.shapes), flush=True)

def draw():
    global count
    if annotating.is_ready and (annotating.is_saved or count % 4):  # a few marks before all are on the disk
        annotating.drawing.add(ShapeKind.POINT, [(10 + count % 100, 20 + count // 100)])
        count += 1

annotating.savedChanged.connect(tell)
timer = QTimer(interval=5)
timer.timeout.connect(draw)
timer.start()
app.exec()
"""


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_killed_in_any_moment_nothing_acknowledged_is_lost(seed: int, photographs: list[Path], tmp_path: Path) -> None:
    from core.datasets.catalogue.indexing import index, list_folder

    path = tmp_path / "study.funduscope"
    with Project.create(path) as project:
        list_folder(project, photographs[0].parent)
        index(project)
        photograph = project.files.at(photographs[0])[0]
    script = tmp_path / "child.py"
    script.write_text(textwrap.dedent(CHILD))
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(Path(__file__).parents[2]))
    command = [sys.executable, str(script), str(tmp_path / "user"), str(path), str(photographs[0].parent)]
    acknowledged = 0
    wanted = int(np.random.default_rng(seed).integers(5, 40))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        try:
            for line in child.stdout:
                acknowledged = int(line) if line.strip().isdigit() else acknowledged
                if acknowledged >= wanted:
                    time.sleep(float(np.random.default_rng(seed).uniform(0, 0.02)))  # somewhere within a step
                    break
        finally:
            child.send_signal(signal.SIGKILL)
        rest = [int(line) for line in child.stdout if line.strip().isdigit()]
    acknowledged = max(acknowledged, *rest, 0)
    assert acknowledged >= wanted
    with Project.open(path) as project:
        (said,) = project.annotations.everything()
        assert said.photograph == photograph
        shapes = said.annotation.shapes
    assert len(shapes) >= acknowledged
    assert [shape.points for shape in shapes] == [((10.0 + n % 100, 20.0 + n // 100),) for n in range(len(shapes))]


def _a_disk_that_refuses_is_said_and_tried_again(study: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.datasets.catalogue.errors import ProjectError

    project = study.projects.project
    assert project is not None
    put = project.annotations.put

    def refuse(*_arguments: object) -> None:
        raise ProjectError("There is no room left on the disk.")

    monkeypatch.setattr(project.annotations, "put", refuse)
    study.annotating.drawing.add(ShapeKind.POINT, [(30, 40)])
    qtbot.waitUntil(lambda: study.annotating.error is not None, timeout=WAIT_MS)
    assert study.window.annotating.saved.text() == "Not saved"
    assert not study.annotating.is_saved
    monkeypatch.setattr(project.annotations, "put", put)
    study.window.annotating.saved.click()
    assert _kept(study, qtbot).shapes == (Shape(ShapeKind.POINT, "MA", ((30.0, 40.0),)),)
    qtbot.waitUntil(lambda: study.window.annotating.saved.text() == "Saved", timeout=WAIT_MS)


@pytest.mark.slow
def test_predictions_are_of_what_is_shown(study: Program, model_file: Path, qtbot: QtBot) -> None:
    session = study.session
    study.window.open_paths([model_file])
    qtbot.waitUntil(lambda: session.prediction is not None, timeout=WAIT_MS)
    before = session.prediction
    study.window.action(C.TURN).trigger()
    qtbot.waitUntil(
        lambda: session.orientation == Orientation(is_turned=True) and session.prediction is not None, timeout=WAIT_MS
    )
    after = session.prediction
    assert after is not None
    assert before is not None
    assert after.image != before.image
    model, shown = session.model, session.photograph
    assert model is not None
    assert shown is not None
    import torch

    with torch.inference_mode():
        values = torch.from_numpy(model.card.preparation.apply(shown.pixels).values)[None]
        expected = torch.softmax(model.module(values), 1)[0].numpy()
    np.testing.assert_allclose(after.probabilities, expected, atol=1e-4)


def _marks_are_outlined_as_truth(study: Program, qtbot: QtBot) -> None:
    window, truth = study.window, study.truth
    window.action(C.MARK_BOX).trigger()
    _click(study, 70, 40)
    _click(study, 90, 60)
    _kept(study, qtbot)
    truth.setShown(True)
    qtbot.waitUntil(lambda: len(truth.outlines()) == 1, timeout=WAIT_MS)
    (shown,) = truth.outlines()
    assert (shown.name, shown.region_count) == (f"microaneurysm, {study.annotating.reader}", 1)
    assert truth.names_at(80, 50) == (shown.name,)
    assert truth.names_at(100, 50) == ()
    _click(study, 30, 80)
    _click(study, 40, 90)
    qtbot.waitUntil(lambda: [one.region_count for one in truth.outlines()] == [2], timeout=WAIT_MS)
    window.action(C.MIRROR).trigger()
    qtbot.waitUntil(lambda: study.session.orientation.is_mirrored and bool(truth.outlines()), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: truth.names_at(125, 85) == (shown.name,), timeout=WAIT_MS)
    truth.setShown(False)
    qtbot.waitUntil(lambda: study.annotating.is_ready, timeout=WAIT_MS)
    window.action(C.MIRROR).trigger()
    qtbot.waitUntil(lambda: _is_as_stored(study), timeout=WAIT_MS)


def _a_box_is_a_box_in_the_mirror(study: Program, qtbot: QtBot) -> None:
    annotating = study.annotating
    annotating.drawing.add(ShapeKind.BOX, [(70, 40), (90, 60)])
    study.window.action(C.MIRROR).trigger()
    qtbot.waitUntil(
        lambda: study.session.orientation.is_mirrored and annotating.is_ready and len(annotating.drawing.seen()) == 1,
        timeout=WAIT_MS,
    )
    assert annotating.drawing.seen()[0].points == ((70, 40), (90, 60)), "160 pixels wide: it stands in the middle"
    annotating.drawing.reshape(0, annotating.drawing.seen()[0].moved(0, (60.0, 30.0)))
    assert _kept(study, qtbot).shapes[0].points == ((70, 30), (100, 60))
    study.window.action(C.MIRROR).trigger()
    qtbot.waitUntil(lambda: _is_as_stored(study), timeout=WAIT_MS)


def _wherever_a_photograph_is_turned_it_is_shown_so(study: Program, photographs: list[Path], qtbot: QtBot) -> None:
    project, browser = study.projects.project, study.window.browser
    assert project is not None
    first = project.files.at(photographs[0])[0]
    seen: list[Path] = []
    study.orienting.reoriented.connect(seen.append)
    before = study.session.photograph
    assert before is not None
    study.window.services.load_oriented(photographs[0], 64)
    plain = study.window.services.load_oriented(photographs[0], 64)  # from the cache, as it will be
    study.projects.change(lambda opened: opened.photographs.set_flipped([first], True))
    qtbot.waitUntil(lambda: study.session.orientation.is_turned, timeout=WAIT_MS)
    np.testing.assert_array_equal(study.session.photograph.pixels, before.pixels[::-1, ::-1])
    assert seen == [photographs[0]]
    np.testing.assert_array_equal(study.window.services.load_oriented(photographs[0], 64), plain[::-1, ::-1])
    assert browser.model.count() == 4
    study.projects.close()
    qtbot.waitUntil(lambda: _is_as_stored(study), timeout=WAIT_MS)
    np.testing.assert_array_equal(study.session.photograph.pixels, before.pixels)


def _everything_goes_by_keys(study: Program, qtbot: QtBot) -> None:
    annotating, tools, window = study.annotating, study.window.annotation.tools, study.window
    window.activateWindow()
    window.viewer.view.setFocus()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    _key(study, Qt.Key.Key_J, Qt.Key.Key_2)
    _key(study, Qt.Key.Key_Q, Qt.Key.Key_R)
    assert (annotating.annotation.grade, annotating.annotation.quality) == (2, "reject")
    _key(study, Qt.Key.Key_D)
    assert tools.tool() is MarkTool.POINT
    _key(study, Qt.Key.Key_J, Qt.Key.Key_3)
    assert (annotating.annotation.grade, annotating.drawing.lesion) == (3, "MA")
    _key(study, Qt.Key.Key_3)
    assert (annotating.annotation.grade, annotating.drawing.lesion) == (3, "EX")
    _key(study, Qt.Key.Key_A)
    _key(study, Qt.Key.Key_1)
    assert (tools.tool(), annotating.annotation.grade) == (MarkTool.SELECT, 1)
    _key(study, Qt.Key.Key_Escape)
    assert tools.tool() is MarkTool.NONE
    _key(study, Qt.Key.Key_J, Qt.Key.Key_Delete)
    assert annotating.annotation.grade is None
    annotating.drawing.add(ShapeKind.POINT, [(60, 50)])
    QTest.keyClick(window.viewer.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: annotating.is_saved and not annotating.annotation.shapes, timeout=WAIT_MS)
    QTest.keyClick(window.viewer.view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(annotating.annotation.shapes) == 1, timeout=WAIT_MS)
    annotating.drawing.select(0)
    _key(study, Qt.Key.Key_Delete)
    assert _kept(study, qtbot) == Annotation(quality="reject")


def test_marks_from_drawing_to_files(
    study: Program, photographs: list[Path], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _a_project_is_made_of_what_is_open_in_one_step(study, photographs, qtbot)
    _what_is_exported_behind_the_window(study, tmp_path, qtbot)
    for number, step in enumerate(
        (
            _what_is_drawn_is_kept_at_once,
            _marks_are_renamed_deleted_and_listed,
            _undo_belongs_to_what_one_works_at,
        )
    ):
        _begin(study, f"Reader {number}", qtbot)
        step(study, qtbot)
    _begin(study, "Reader of a full disk", qtbot)
    _a_disk_that_refuses_is_said_and_tried_again(study, qtbot, monkeypatch)


def test_grades_quality_notes_and_readers(study: Program, photographs: list[Path], qtbot: QtBot) -> None:
    _grading_by_keys_goes_on_to_the_next(study, photographs, qtbot)
    _begin(study, "Reader with keys", qtbot)
    _everything_goes_by_keys(study, qtbot)
    _begin(study, "Reader with reasons", qtbot)
    _quality_reasons_and_notes(study, photographs, qtbot)
    _begin(study, "Dr. A", qtbot)
    _each_reader_has_annotations_of_their_own(study, qtbot)


def test_however_a_photograph_is_shown(study: Program, photographs: list[Path], qtbot: QtBot) -> None:
    _begin(study, "Reader of truth", qtbot)
    _marks_are_outlined_as_truth(study, qtbot)
    for command in (C.TURN, C.MIRROR):
        _begin(study, f"Reader of {command.value}", qtbot)
        _marks_stay_on_their_lesion_however_it_is_shown(study, command, qtbot)
    _begin(study, "Reader of boxes", qtbot)
    _a_box_is_a_box_in_the_mirror(study, qtbot)
    study.annotating.drawing.remove(0)
    _wherever_a_photograph_is_turned_it_is_shown_so(study, photographs, qtbot)
