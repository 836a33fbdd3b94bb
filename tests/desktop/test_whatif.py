"""Painting on the photograph in the real window, with a real network behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.errors import FunduscopeError
from core.explain.edits.canvas import Canvas
from core.explain.edits.codec import NOTICE
from core.explain.edits.edit import Edit, EditKind, Offset, Patch
from core.explain.edits.editlist import EditList
from core.explain.edits.shapes import Box, Polygon, Runs, Stroke
from core.explain.explanation import Explanation
from core.explain.overlay import compose
from core.explain.params import OcclusionParams
from core.explain.query import Method
from core.images.photograph import ImageId
from desktop.app import Program
from desktop.commands import CommandId
from desktop.edit_export import read_edits_file, write_comparison, write_edits_file, write_picture
from desktop.whatif import ANSWER, PICTURE, Shown
from desktop.widgets.photograph_view import CompareMode
from desktop.widgets.viewer.paint_tools import Tool
from desktop.windows.editing import EDITED, EDITED_OLD_MAP, MAP_CHANGE, ORIGINAL

WAIT_MS = 60_000
C = CommandId
NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def position(program: Program, x: float, y: float) -> QPoint:
    return program.window.viewer.view.pane().fromPhotograph(QPointF(x, y)).toPoint()


def drag(program: Program, *points: tuple[float, float], button: Qt.MouseButton = LEFT) -> None:
    viewport = program.window.viewer.view.pane().viewport()
    QTest.mousePress(viewport, button, NO_KEYS, position(program, *points[0]))
    for point in points[1:]:
        QTest.mouseMove(viewport, position(program, *point))
    QTest.mouseRelease(viewport, button, NO_KEYS, position(program, *points[-1]))


def click(program: Program, x: float, y: float, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.mouseClick(program.window.viewer.view.pane().viewport(), LEFT, keys, position(program, x, y))


def settled(program: Program, qtbot: QtBot) -> None:
    whatif = program.whatif
    qtbot.waitUntil(
        lambda: (
            not program.lanes.decode.has(PICTURE)
            and not program.lanes.network.has(ANSWER)
            and not whatif.is_waiting
            and (whatif.picture is None or whatif.picture.retouch.edits == whatif.edits)
        ),
        timeout=WAIT_MS,
    )


@pytest.fixture
def brush(ready: Program, qtbot: QtBot) -> Program:
    """The brush is in the hand, wide enough for the bright spot, and the effect is the plainest."""
    ready.window.action(C.EDIT_BRUSH).trigger()
    ready.window.editing.tools.setRadius(14)
    ready.painting.setKind(EditKind.DARKEN)
    ready.painting.setStrength(0.8)
    qtbot.waitUntil(lambda: ready.lanes.network.is_idle, timeout=WAIT_MS)
    return ready


def probabilities(program: Program) -> np.ndarray:
    assert program.whatif.after is not None
    return program.whatif.after.probabilities.copy()


def test_painting_changes_the_probabilities_and_undo_restores_the_exact_numbers(brush: Program, qtbot: QtBot) -> None:
    path = brush.session.photograph.path
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    original = brush.session.prediction.probabilities.copy()
    drag(brush, (60, 50), (80, 60), (95, 65))
    settled(brush, qtbot)
    first = probabilities(brush)
    assert np.abs(first - original).max() > 1e-5
    drag(brush, (60, 90), (100, 90))
    settled(brush, qtbot)
    second = probabilities(brush)
    assert np.abs(second - first).max() > 1e-6
    brush.window.action(C.UNDO).trigger()
    settled(brush, qtbot)
    assert np.array_equal(probabilities(brush), first)
    brush.window.action(C.UNDO).trigger()
    settled(brush, qtbot)
    assert brush.whatif.after is None
    assert np.array_equal(brush.session.prediction.probabilities, original)
    assert not brush.window.action(C.UNDO).isEnabled()
    brush.window.action(C.REDO).trigger()
    brush.window.action(C.REDO).trigger()
    settled(brush, qtbot)
    assert np.array_equal(probabilities(brush), second)
    assert not brush.window.action(C.REDO).isEnabled()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_the_answer_is_that_to_a_file_with_the_edited_pixels(brush: Program, qtbot: QtBot) -> None:
    """The model of these tests stretches the whole photograph: there is no crop that could move."""
    drag(brush, (60, 50), (95, 65))
    settled(brush, qtbot)
    photograph, model = brush.session.photograph, brush.session.model
    edited = replace(photograph, id=ImageId("f" * 64), pixels=brush.whatif.picture.retouch.on(photograph.pixels))
    found: list[np.ndarray] = []
    explainer = brush.networks.explainer
    brush.lanes.network.submit(lambda _c: explainer.predict(model, edited).probabilities, found.append, slot="test")
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT_MS)
    assert np.abs(found[0] - probabilities(brush)).max() < 1e-6


def test_while_one_paints_the_answer_follows_and_what_came_between_is_left_out(brush: Program, qtbot: QtBot) -> None:
    viewport = brush.window.viewer.view.pane().viewport()
    answers: list[float] = []
    brush.whatif.answerChanged.connect(
        lambda: answers.append(float(brush.whatif.after.probabilities[0])) if brush.whatif.after else None
    )
    started: list[str] = []
    brush.lanes.decode.jobStarted.connect(lambda job: started.append(job.slot))
    QTest.mousePress(viewport, LEFT, NO_KEYS, position(brush, 50, 60))
    for x in range(52, 110, 2):
        QTest.mouseMove(viewport, position(brush, x, 60))
    assert brush.whatif.is_edited
    assert not brush.whatif.edits.edits  # it is made when the button is let go
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
    QTest.mouseRelease(viewport, LEFT, NO_KEYS, position(brush, 110, 60))
    settled(brush, qtbot)
    assert len(brush.whatif.edits.edits) == 1
    assert brush.whatif.picture.retouch.edits == brush.whatif.edits
    assert 1 <= started.count(PICTURE) < 25  # 30 moves


def test_no_answer_is_shown_on_another_photograph(brush: Program, photographs: list[Path], qtbot: QtBot) -> None:
    drag(brush, (60, 50), (95, 65))
    brush.session.choosePhotograph(photographs[1])
    qtbot.waitUntil(lambda: brush.session.explanation is not None and brush.lanes.network.is_idle, timeout=WAIT_MS)
    assert brush.whatif.picture is None
    assert brush.whatif.after is None
    assert brush.window.editing.banner.text() == ""
    brush.session.choosePhotograph(photographs[0])
    qtbot.waitUntil(lambda: brush.session.explanation is not None, timeout=WAIT_MS)
    settled(brush, qtbot)
    assert len(brush.whatif.edits.edits) == 1  # each photograph keeps its own
    assert brush.whatif.after is not None


def test_another_model_answers_anew(brush: Program, model_file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    from core.networks.files import read_card, write_card

    drag(brush, (60, 50), (95, 65))
    settled(brush, qtbot)
    other = tmp_path / "other.safetensors"
    other.write_bytes(model_file.read_bytes())
    write_card(other, replace(read_card(other), name="Other"))
    before = brush.session.model.id
    brush.networks.open(other)
    qtbot.waitUntil(lambda: brush.session.model.id != before, timeout=WAIT_MS)
    settled(brush, qtbot)
    assert brush.whatif.after is not None
    assert brush.whatif.after.model == brush.session.model.id


def test_the_viewer_shows_the_edits_and_says_so(brush: Program, qtbot: QtBot) -> None:
    view, editing = brush.window.viewer.view, brush.window.editing
    assert editing.banner.isHidden()
    drag(brush, (80, 60), (84, 60))
    settled(brush, qtbot)
    assert editing.banner.text() == EDITED_OLD_MAP
    assert brush.whatif.effect.sentence == editing.banner.detail()
    view.setCompareMode(CompareMode.PHOTOGRAPH)
    assert editing.banner.text() == EDITED
    after = _colour(view, 80, 60)
    view.setOverlayHidden(True)
    assert editing.banner.text() == ORIGINAL
    before = _colour(view, 80, 60)
    view.setOverlayHidden(False)
    assert after.max() < 0.5 * before.max()
    assert np.abs(_colour(view, 80, 60).astype(int) - after).max() <= 1
    brush.whatif.setShown(Shown.BEFORE)
    assert np.abs(_colour(view, 80, 60).astype(int) - before).max() <= 1
    brush.whatif.setShown(Shown.DIFFERENCE)
    blue = _colour(view, 80, 60).astype(int)
    assert blue[2] > blue[0] + 50  # darker than before
    view.setCompareMode(CompareMode.OVERLAY)
    assert not view.pane().overlay.isVisible()


def test_side_by_side_and_swipe_compare_before_and_after(brush: Program, qtbot: QtBot) -> None:
    view = brush.window.viewer.view
    drag(brush, (60, 60), (100, 60))
    settled(brush, qtbot)
    view.setCompareMode(CompareMode.SIDE_BY_SIDE)
    view.pane().overlay.hide()
    QApplication.processEvents()
    left = view.reference_pane().fromPhotograph(QPointF(80, 60)).toPoint()
    before = np.array(view.reference_pane().grab().toImage().pixelColor(left).getRgb()[:3])
    assert _colour(view, 80, 60).max() < 0.5 * before.max()
    view.setCompareMode(CompareMode.SWIPE)
    view.pane().overlay.hide()
    view.setSwipePosition(0.5)
    assert _colour(view, 95, 60).max() < 0.5 * _colour(view, 65, 60).max()


def _colour(view: object, x: float, y: float) -> np.ndarray:
    QApplication.processEvents()
    pane = view.pane()  # type: ignore[attr-defined]
    picture = pane.grab().toImage()
    ratio = picture.devicePixelRatio()
    point = pane.fromPhotograph(QPointF(x, y)) * ratio
    return np.array(picture.pixelColor(point.toPoint()).getRgb()[:3])


def test_keys_choose_tools_and_escape_leaves_the_stroke_then_the_tool(ready: Program, qtbot: QtBot) -> None:
    window, tools = ready.window, ready.window.editing.tools
    window.activateWindow()
    window.viewer.view.setFocus()
    for key, tool in ((Qt.Key.Key_B, Tool.BRUSH), (Qt.Key.Key_L, Tool.LASSO), (Qt.Key.Key_E, Tool.ERASER)):
        QTest.keyClick(window.viewer.view, key)
        assert tools.tool() is tool
    QTest.keyClick(window.viewer.view, Qt.Key.Key_B)
    radius = tools.radius()
    QTest.keyClick(window.viewer.view, Qt.Key.Key_BracketRight)
    assert tools.radius() > radius
    QTest.keyClick(window.viewer.view, Qt.Key.Key_BracketLeft)
    assert tools.radius() == pytest.approx(radius)
    viewport = window.viewer.view.pane().viewport()
    QTest.mousePress(viewport, LEFT, NO_KEYS, position(ready, 60, 60))
    QTest.mouseMove(viewport, position(ready, 90, 60))
    assert ready.whatif.is_edited
    QTest.keyClick(window.viewer.view, Qt.Key.Key_Escape)
    assert not ready.whatif.is_edited
    assert tools.tool() is Tool.BRUSH
    QTest.mouseRelease(viewport, LEFT, NO_KEYS, position(ready, 90, 60))
    QTest.keyClick(window.viewer.view, Qt.Key.Key_Escape)
    assert tools.tool() is Tool.LOOK
    assert not window.action(C.LEAVE_TOOL).isEnabled()
    settled(ready, qtbot)
    assert not ready.whatif.edits.edits
    drag(ready, (60, 60), (90, 60))  # pans
    assert not ready.whatif.is_edited


def test_the_middle_button_and_a_held_key_pan(brush: Program, qtbot: QtBot) -> None:
    view = brush.window.viewer.view
    view.oneToOne()
    view.zoomIn()
    view.zoomIn()
    start = view.viewState()
    drag(brush, (80, 60), (90, 60), button=Qt.MouseButton.MiddleButton)
    assert view.viewState() != start
    view.setOverlayHidden(True)
    start = view.viewState()
    drag(brush, (80, 60), (70, 60))
    view.setOverlayHidden(False)
    assert view.viewState() != start
    assert not brush.whatif.is_edited


def test_a_pen_paints_and_its_other_end_erases(brush: Program, qtbot: QtBot) -> None:
    def pen(kind: QTabletEvent.Type, x: float, y: float, *, is_eraser: bool = False) -> None:
        pointer = QPointingDevice.PointerType.Eraser if is_eraser else QPointingDevice.PointerType.Pen
        device = QPointingDevice(
            "pen",
            1,
            QInputDevice.DeviceType.Stylus,
            pointer,
            QInputDevice.Capability.Position,
            1,
            1,
        )
        viewport = brush.window.viewer.view.pane().viewport()
        at = QPointF(position(brush, x, y))
        buttons = Qt.MouseButton.NoButton if kind is QTabletEvent.Type.TabletRelease else LEFT
        button = Qt.MouseButton.NoButton if kind is QTabletEvent.Type.TabletMove else LEFT
        glob = QPointF(viewport.mapToGlobal(at.toPoint()))
        event = QTabletEvent(kind, device, at, glob, 0.5, 0, 0, 0, 0, 0, NO_KEYS, button, buttons)
        QApplication.sendEvent(viewport, event)

    for is_eraser in (False, True):
        pen(QTabletEvent.Type.TabletPress, 60, 60, is_eraser=is_eraser)
        pen(QTabletEvent.Type.TabletMove, 80, 60, is_eraser=is_eraser)
        pen(QTabletEvent.Type.TabletRelease, 80, 60, is_eraser=is_eraser)
    settled(brush, qtbot)
    assert [edit.kind for edit in brush.whatif.edits.edits] == [EditKind.DARKEN, EditKind.RESTORE]
    stroke = brush.whatif.edits.edits[0].region
    assert isinstance(stroke, Stroke)
    assert stroke.points[-1][0] == pytest.approx(80, abs=1)
    photograph = brush.session.photograph
    assert np.array_equal(brush.whatif.picture.retouch.on(photograph.pixels)[60, 70], photograph.pixels[60, 70])


def test_a_lasso_encloses_a_region(brush: Program, qtbot: QtBot) -> None:
    brush.window.action(C.EDIT_LASSO).trigger()
    drag(brush, (60, 40), (100, 40), (100, 80), (60, 80), (60, 45))
    settled(brush, qtbot)
    (edit,) = brush.whatif.edits.edits
    assert isinstance(edit.region, Polygon)
    after = brush.whatif.picture.retouch.on(brush.session.photograph.pixels)
    assert after[60, 80].max() < 0.3 * brush.session.photograph.pixels[60, 80].max()
    assert np.array_equal(after[60, 120], brush.session.photograph.pixels[60, 120])


def test_a_click_takes_a_region_of_the_map(brush: Program, qtbot: QtBot) -> None:
    from core.explain.regions import find_regions

    brush.window.action(C.EDIT_REGION).trigger()
    regions = find_regions(brush.session.explanation)
    shape = Polygon(tuple(tuple((float(x), float(y)) for x, y in line) for line in regions[0].outline))
    rows, columns = np.nonzero(shape.mask(Box(0, 0, 160, 120)))
    middle = len(rows) // 2
    click(brush, columns[middle] + 0.5, rows[middle] + 0.5)
    qtbot.waitUntil(lambda: len(brush.whatif.edits.edits) == 1, timeout=WAIT_MS)
    assert brush.whatif.edits.edits[0].label == "region 1 of the map"
    click(brush, 1, 1)
    qtbot.waitUntil(lambda: not brush.lanes.decode.has("what-if pick"), timeout=WAIT_MS)
    assert len(brush.whatif.edits.edits) == 1
    settled(brush, qtbot)


def test_a_click_takes_the_lesion_of_a_mask(brush: Program, photographs: list[Path], qtbot: QtBot) -> None:
    import cv2

    mask = np.zeros((120, 160), np.uint8)
    cv2.circle(mask, (60, 50), 8, 255, -1)
    cv2.circle(mask, (110, 80), 6, 255, -1)
    folder = photographs[0].parent / "masks" / "HE"
    folder.mkdir(parents=True)
    assert cv2.imwrite(str(folder / f"{photographs[0].stem}_HE.png"), mask)
    brush.window.action(C.SHOW_MASKS).trigger()
    qtbot.waitUntil(lambda: bool(brush.truth.outlines()), timeout=WAIT_MS)
    brush.window.action(C.EDIT_REGION).trigger()
    click(brush, 110, 80)
    qtbot.waitUntil(lambda: len(brush.whatif.edits.edits) == 1, timeout=WAIT_MS)
    (edit,) = brush.whatif.edits.edits
    assert isinstance(edit.region, Runs)
    assert "haemorrhage" in edit.label
    assert abs(edit.region.left + edit.region.width / 2 - 110.5) < 1.5
    assert 12 < edit.region.width < 20
    settled(brush, qtbot)
    click(brush, 60, 50, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(brush.whatif.edits.edits) == 2, timeout=WAIT_MS)
    assert "2 x" in brush.whatif.edits.edits[1].label
    settled(brush, qtbot)


def test_pasting_from_here_and_from_another_photograph(brush: Program, photographs: list[Path], qtbot: QtBot) -> None:
    drag_to = (100.0, 80.0)
    brush.painting.setKind(EditKind.PASTE)
    click(brush, *drag_to)
    settled(brush, qtbot)
    assert not brush.whatif.edits.edits  # nothing to paste as yet
    click(brush, 60, 50, Qt.KeyboardModifier.ControlModifier)
    source = brush.painting.source
    assert source is not None
    click(brush, *drag_to)
    settled(brush, qtbot)
    (edit,) = brush.whatif.edits.edits
    assert isinstance(edit.source, Offset)
    pixels = brush.session.photograph.pixels
    after = brush.whatif.picture.retouch.on(pixels)
    stroke = edit.region
    assert isinstance(stroke, Stroke)
    row, column = (int(value) for value in stroke.points[0][::-1])
    assert np.array_equal(after[row, column], pixels[row + edit.source.dy, column + edit.source.dx])
    brush.session.choosePhotograph(photographs[1])
    qtbot.waitUntil(lambda: brush.session.explanation is not None, timeout=WAIT_MS)
    click(brush, *drag_to)
    qtbot.waitUntil(lambda: len(brush.whatif.edits.edits) == 1, timeout=WAIT_MS)
    settled(brush, qtbot)
    (edit,) = brush.whatif.edits.edits
    assert isinstance(edit.source, Patch)
    other = brush.whatif.picture.retouch.on(brush.session.photograph.pixels)
    assert np.array_equal(other[row, column], pixels[int(source.y), int(source.x)])


def test_the_map_follows_the_edits(brush: Program, qtbot: QtBot) -> None:
    panel, viewer = brush.window.whatif, brush.window.viewer
    plain = brush.session.explanation
    panel.follow.setChecked(True)
    drag(brush, (60, 50), (95, 65))
    qtbot.waitUntil(lambda: brush.whatif.explanation is not None, timeout=WAIT_MS)
    settled(brush, qtbot)
    qtbot.waitUntil(lambda: brush.lanes.network.is_idle, timeout=WAIT_MS)
    found = brush.whatif.explanation
    assert not np.allclose(found.map, plain.map)
    assert viewer._shown is found
    assert brush.window.editing.banner.text() == EDITED
    brush.whatif.setShown(Shown.DIFFERENCE)
    assert np.allclose(viewer._shown.map, found.map - plain.map)
    assert brush.window.editing.banner.text() == MAP_CHANGE
    assert viewer.view.pane().overlay.isVisible()
    brush.whatif.setShown(Shown.BEFORE)
    assert viewer._shown is plain
    brush.whatif.setShown(Shown.AFTER)
    panel.follow.setChecked(False)
    assert viewer._shown is plain


def test_a_map_of_occlusion_follows_piece_by_piece(brush: Program, qtbot: QtBot) -> None:
    session, whatif = brush.session, brush.whatif
    session.chooseParams(OcclusionParams(window=8, stride=4))
    session.chooseMethod(Method.OCCLUSION)
    qtbot.waitUntil(lambda: session.explanation is not None and not session.explanation.is_partial, timeout=WAIT_MS)
    plain = session.explanation
    seen: list[Explanation] = []
    whatif.explanationChanged.connect(lambda: seen.append(whatif.explanation))
    brush.window.whatif.follow.setChecked(True)
    drag(brush, (60, 50), (95, 65))
    qtbot.waitUntil(
        lambda: whatif.explanation is not None and not whatif.explanation.is_partial and not whatif.is_waiting,
        timeout=WAIT_MS,
    )
    found = whatif.explanation
    assert found.map.shape == plain.map.shape
    assert not np.allclose(found.map, plain.map)
    parts = [part for part in seen if part is not None and part.is_partial]
    assert parts, "the map sharpens while one looks"
    assert all(np.isfinite(part.shown).all() for part in parts)
    settled(brush, qtbot)


def test_the_panel_lists_switches_off_and_takes_away(brush: Program, qtbot: QtBot) -> None:
    panel = brush.window.whatif
    assert panel.hint.isVisibleTo(panel)
    drag(brush, (60, 50), (70, 50))
    drag(brush, (90, 80), (100, 80))
    settled(brush, qtbot)
    both = probabilities(brush)
    assert [row.is_shown for row in panel.rows.rows()] == [True, True]
    assert panel.sentence.text() == brush.whatif.effect.sentence
    assert "→" in panel.bars.words(0)
    assert panel.pictures.button(Shown.AFTER).hasPicture()
    panel.rows.eye(0).click()
    settled(brush, qtbot)
    one = probabilities(brush)
    assert not np.array_equal(one, both)
    panel.rows.cross(0).click()
    settled(brush, qtbot)
    assert len(panel.rows.rows()) == 1
    assert np.abs(probabilities(brush) - one).max() < 1e-6
    brush.window.action(C.RESET_EDITS).trigger()
    settled(brush, qtbot)
    assert not panel.rows.rows()
    assert brush.whatif.after is None
    assert "→" not in panel.bars.words(0)
    for _ in range(3):
        brush.window.action(C.UNDO).trigger()
    settled(brush, qtbot)
    assert np.array_equal(probabilities(brush), both)


def test_edits_outlive_the_program(
    brush: Program, make_program: Callable[[], Program], photographs: list[Path], model_file: Path, qtbot: QtBot
) -> None:
    drag(brush, (60, 50), (95, 65))
    settled(brush, qtbot)
    edits, found = brush.whatif.edits, probabilities(brush)
    brush.window.close()
    again = make_program()
    with qtbot.waitExposed(again.window):
        again.start([photographs[0], model_file])
    qtbot.waitUntil(lambda: again.whatif.after is not None, timeout=WAIT_MS)
    settled(again, qtbot)
    assert again.whatif.edits == edits
    assert np.abs(probabilities(again) - found).max() < 1e-6
    assert again.window.editing.banner.text()


def test_files_say_what_they_are_and_are_read_again(brush: Program, tmp_path: Path, qtbot: QtBot) -> None:
    from PIL import Image

    drag(brush, (60, 50), (95, 65))
    settled(brush, qtbot)
    photograph, retouch = brush.session.photograph, brush.whatif.picture.retouch
    picture = write_picture(tmp_path / "edited.png", photograph, retouch)
    with Image.open(picture) as image:
        assert image.info["Description"] == NOTICE
        assert image.size[0] == photograph.width
        assert image.size[1] > photograph.height  # the caption is below, and hides nothing
        pixels = np.asarray(image)
    assert np.array_equal(pixels[: photograph.height], retouch.on(photograph.pixels))
    assert pixels[photograph.height :].max() > 150
    comparison = write_comparison(tmp_path / "both.png", photograph, retouch)
    with Image.open(comparison) as image:
        assert image.size[0] > 3 * photograph.width
    written = write_edits_file(tmp_path / "edits.json", photograph, retouch.edits)
    for path in (picture, comparison, written):
        assert read_edits_file(path) == retouch.edits
    assert str(photograph.path.parent) not in written.read_text()
    with pytest.raises(FunduscopeError, match="never written to"):
        write_picture(photograph.path, photograph, retouch)
    with pytest.raises(FunduscopeError, match="holds no edits"):
        read_edits_file(photograph.path)
    brush.whatif.reset()
    brush.window.editing.open(written)
    qtbot.waitUntil(lambda: brush.whatif.edits == retouch.edits, timeout=WAIT_MS)
    settled(brush, qtbot)


def test_edits_of_another_photograph_are_refused_and_nothing_is_lost(
    brush: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    drag(brush, (60, 50), (95, 65))
    settled(brush, qtbot)
    edits = brush.whatif.edits
    path = tmp_path / "other.json"
    other = EditList(ImageId("0" * 64), 160, 120, (Edit(EditKind.BLUR, Stroke(((5.0, 5.0),), 2.0)),))
    write_edits_file(path, brush.session.photograph, other)
    brush.window.editing.open(path)
    messages = brush.window.viewer.messages
    qtbot.waitUntil(lambda: messages.isVisible(), timeout=WAIT_MS)
    assert brush.whatif.edits == edits


def test_a_patch_that_cannot_be_read_is_taken_back(brush: Program, qtbot: QtBot) -> None:
    drag(brush, (60, 50), (95, 65))
    settled(brush, qtbot)
    good = brush.whatif.edits
    bad = Edit(EditKind.PASTE, Stroke(((50.0, 50.0),), 9.0), source=Patch(0, 0, b"no picture"))
    with qtbot.waitSignal(brush.whatif.failed, timeout=WAIT_MS):
        brush.whatif.takeOn(good.added(bad))
    settled(brush, qtbot)
    assert brush.whatif.edits == good
    assert np.array_equal(brush.whatif.picture.retouch.pixels, Canvas(brush.session.photograph).show(good).pixels)


def test_an_exported_view_shows_the_edits_and_restores_them(
    brush: Program, photographs: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    from PIL import Image

    drag(brush, (60, 50), (95, 65))
    settled(brush, qtbot)
    edits, pixels = brush.whatif.edits, brush.session.photograph.pixels
    path = tmp_path / "view.png"
    with qtbot.waitSignal(brush.window.exporting.exported, timeout=WAIT_MS):
        brush.window.sharing.export_view(path)
    with Image.open(path) as image:
        shown = np.asarray(image)
    assert shown.shape[0] > pixels.shape[0]
    after = brush.whatif.picture.retouch.on(pixels)
    wanted = compose(after, brush.session.explanation, brush.window.viewer.rendering())
    assert np.array_equal(shown[: len(wanted)], wanted)
    assert not np.array_equal(wanted, compose(pixels, brush.session.explanation, brush.window.viewer.rendering()))
    brush.whatif.reset()
    brush.session.choosePhotograph(photographs[1])
    qtbot.waitUntil(lambda: brush.session.explanation is not None, timeout=WAIT_MS)
    brush.window.open_paths([path])
    qtbot.waitUntil(lambda: brush.whatif.edits == edits, timeout=WAIT_MS)
    settled(brush, qtbot)
    assert brush.session.selection.photograph == photographs[0]
    assert brush.window.editing.banner.text()
    brush.window.action(C.UNDO).trigger()
    assert not brush.whatif.is_edited


def test_a_view_without_edits_is_restored_without_them(brush: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "view.png"
    with qtbot.waitSignal(brush.window.exporting.exported, timeout=WAIT_MS):
        brush.window.sharing.export_view(path)
    drag(brush, (60, 50), (95, 65))
    settled(brush, qtbot)
    with qtbot.waitSignal(brush.window.restoring.restored, timeout=WAIT_MS):
        brush.window.open_paths([path])
    assert brush.whatif.shown is Shown.BEFORE
    assert brush.window.editing.banner.text() == ORIGINAL
    assert len(brush.whatif.edits.edits) == 1  # they are kept, and one click away
