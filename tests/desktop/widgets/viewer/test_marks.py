"""What is at a place, and what tools make of the pointer: under any zoom, in pixels of the photograph."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.datasets.catalogue.annotations import ShapeKind
from desktop.widgets.photograph_view import PhotographView
from desktop.widgets.viewer.mark_tools import MarkTool, MarkTools
from desktop.widgets.viewer.marks import Mark, edge_at, handle_at, mark_at

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
POINT = Mark(ShapeKind.POINT, "MA", (((40.0, 30.0),),))
BOX = Mark(ShapeKind.BOX, "HE", (((100.0, 60.0), (140.0, 90.0)),))
REGION = Mark(ShapeKind.REGION, "EX", (((200.0, 20.0), (260.0, 20.0), (260.0, 80.0), (200.0, 80.0)),))
INNER = Mark(ShapeKind.REGION, "SE", (((210.0, 30.0), (220.0, 30.0), (220.0, 40.0)),))
MARKS = (POINT, BOX, REGION, INNER)


def test_the_smallest_mark_at_a_place_counts() -> None:
    assert mark_at(MARKS, 41, 31, 3) == 0
    assert mark_at(MARKS, 120, 70, 3) == 1
    assert mark_at(MARKS, 250, 70, 3) == 2
    assert mark_at(MARKS, 218, 32, 3) == 3
    assert mark_at(MARKS, 262, 50, 3) == 2
    assert mark_at(MARKS, 300, 100, 3) == -1


def test_handles_and_edges() -> None:
    assert handle_at(BOX, 139, 91, 3) == 2
    assert handle_at(BOX, 120, 75, 3) == -1
    assert edge_at(REGION, 230, 21, 3) == 0
    assert edge_at(REGION, 199, 50, 3) == 3
    assert BOX.moved(0, (150.0, 95.0)) == ((140.0, 90.0), (150.0, 95.0)), "drawn over to the other side"
    assert REGION.moved(1, (300.0, 10.0))[1] == (300.0, 10.0)
    assert POINT.shifted(1, 2) == ((41.0, 32.0),)
    assert Mark(ShapeKind.REGION, "EX", REGION.lines, is_fixed=True).handles() == ()


class _Desk:
    """A viewer with tools, and what they told."""

    def __init__(self, view: PhotographView) -> None:
        self.view = view
        self.tools = MarkTools([view.pane(), view.reference_pane()], view)
        self.drawn: list[tuple[ShapeKind, list[tuple[float, float]]]] = []
        self.reshaped: list[tuple[int, list[tuple[float, float]]]] = []
        self.selected: list[int] = []
        self.tools.drawn.connect(lambda kind, points: self.drawn.append((kind, list(points))))
        self.tools.reshaped.connect(lambda number, points: self.reshaped.append((number, list(points))))
        self.tools.selected.connect(self.selected.append)

    def at(self, x: float, y: float) -> QPoint:
        return self.view.pane().fromPhotograph(QPointF(x, y)).toPoint()

    def click(self, x: float, y: float, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self.view.pane().viewport(), LEFT, modifier, self.at(x, y))

    def drag(self, *path: tuple[float, float]) -> None:
        viewport = self.view.pane().viewport()
        QTest.mousePress(viewport, LEFT, pos=self.at(*path[0]))
        for place in path[1:]:
            QTest.mouseMove(viewport, self.at(*place))
        QTest.mouseRelease(viewport, LEFT, pos=self.at(*path[-1]))


@pytest.fixture(params=[1.0, 2.5])
def desk(request: pytest.FixtureRequest, qtbot: QtBot) -> _Desk:
    view = PhotographView()
    view.resize(660, 500)
    qtbot.addWidget(view)
    view.setPhotograph(np.zeros((240, 320, 3), np.uint8))
    with qtbot.waitExposed(view):
        view.show()
    state = view.viewState()
    view.setViewState(replace(state, scale=state.scale * request.param, centre_x=150, centre_y=60, is_fitted=False))
    return _Desk(view)


def _near(points: list[tuple[float, float]], expected: list[tuple[float, float]], tolerance: float = 0.6) -> bool:
    return len(points) == len(expected) and bool(np.allclose(points, expected, atol=tolerance))


def test_a_click_marks_a_point_where_it_is(desk: _Desk) -> None:
    desk.tools.setTool(MarkTool.POINT)
    desk.click(120, 70)
    desk.drag((120, 70), (150, 90))
    (kind, points), *others = desk.drawn
    assert kind is ShapeKind.POINT
    assert _near(points, [(120, 70)])
    assert not others, "dragging marks nothing"


def test_a_box_by_dragging_or_by_two_clicks(desk: _Desk) -> None:
    desk.tools.setTool(MarkTool.BOX)
    desk.drag((150, 90), (130, 80), (120, 60))
    desk.click(120, 60)
    assert desk.tools.is_drawing
    desk.click(150, 90)
    assert [kind for kind, _points in desk.drawn] == [ShapeKind.BOX] * 2
    for _kind, points in desk.drawn:
        assert _near(points, [(120, 60), (150, 90)])


def test_a_region_corner_by_corner(desk: _Desk) -> None:
    desk.tools.setTool(MarkTool.REGION)
    corners = [(120.0, 50.0), (160.0, 50.0), (160.0, 80.0), (140.0, 100.0)]
    for corner in corners:
        desk.click(*corner)
    desk.click(125, 95)
    assert desk.tools.corner_count == 5
    assert desk.tools.takeBack()
    assert desk.tools.finish()
    desk.tools.giveUp()
    for corner in corners:
        desk.click(*corner)
    desk.click(*corners[0])
    assert len(desk.drawn) == 2, "a click on the first corner ends it as well"
    for _kind, points in desk.drawn:
        assert _near(points, corners)
    assert not desk.tools.finish()


def test_a_region_drawn_round_in_one_go(desk: _Desk) -> None:
    desk.tools.setTool(MarkTool.REGION)
    angles = np.linspace(0, 2 * np.pi, 80)
    circle = [(150 + 30 * np.cos(angle), 60 + 30 * np.sin(angle)) for angle in angles]
    desk.drag(*circle)
    ((kind, points),) = desk.drawn
    assert kind is ShapeKind.REGION
    assert 8 <= len(points) < 80, "as many corners as it needs"
    x, y = np.array(points).T
    area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
    assert area == pytest.approx(np.pi * 900, rel=0.03)


def test_marks_are_selected_moved_and_given_other_corners(desk: _Desk) -> None:
    desk.tools.setMarks(MARKS, {}, -1, "EX")
    desk.tools.setTool(MarkTool.SELECT)
    desk.click(120, 70)
    assert desk.selected == [1]
    desk.tools.setMarks(MARKS, {}, 1, "EX")
    desk.drag((120, 75), (130, 80), (140, 85))
    desk.drag((140, 90), (150, 95), (160, 100))
    assert [number for number, _points in desk.reshaped] == [1, 1]
    assert _near(desk.reshaped[0][1], [(120, 70), (160, 100)], 1.2)
    assert _near(desk.reshaped[1][1], [(100, 60), (160, 100)], 1.2)
    desk.click(90, 30)
    assert desk.selected == [1, -1]


def test_corners_are_added_and_taken_away(desk: _Desk) -> None:
    region = Mark(ShapeKind.REGION, "EX", (((110.0, 40.0), (180.0, 40.0), (180.0, 80.0), (110.0, 80.0)),))
    desk.tools.setMarks((region,), {}, 0, "EX")
    desk.tools.setTool(MarkTool.SELECT)
    QTest.mouseDClick(desk.view.pane().viewport(), LEFT, pos=desk.at(145, 40))
    ((number, points),) = desk.reshaped
    assert number == 0
    assert _near(points, [(110, 40), (145, 40), (180, 40), (180, 80), (110, 80)], 1.2)
    desk.click(180, 80, SHIFT)
    assert _near(desk.reshaped[1][1], [(110, 40), (180, 40), (110, 80)], 0.01)


def test_esc_goes_back_one_step_a_time(desk: _Desk) -> None:
    desk.tools.setTool(MarkTool.REGION)
    desk.click(120, 50)
    desk.tools.leave()
    assert (desk.tools.tool(), desk.tools.is_drawing) == (MarkTool.REGION, False)
    desk.tools.leave()
    assert desk.tools.tool() is MarkTool.NONE
    desk.click(120, 50)
    assert desk.drawn == []


def test_while_the_bare_photograph_is_shown_nothing_is_marked(desk: _Desk) -> None:
    desk.tools.setTool(MarkTool.POINT)
    desk.tools.setHeld(True)
    desk.click(120, 70)
    assert desk.drawn == []
    assert not desk.tools.item().isVisible()
    desk.tools.setHeld(False)
    desk.click(120, 70)
    assert len(desk.drawn) == 1
