"""Tools to mark lesions on the photograph: they tell what was drawn, and keep nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from core.datasets.catalogue.annotations import ShapeKind
from core.datasets.mask_colours import Rgb
from core.datasets.outlines import simplified
from desktop.widgets.viewer.marks import REACH_PX, Line, Mark, MarksItem, Point, edge_at, handle_at, mark_at
from desktop.widgets.viewer.pane import PhotographPane

MOST_POINTS = 4000
_STEP_PX = 2.5
_TOLERANCE_PX = 0.75
_CLICK_PX = 4.0
"""A press that moves no farther than this, on the screen, is a click."""

_LASSO_PX = 24.0
"""A line drawn in one go that is at least so long is a region; a shorter one is a corner."""


class MarkTool(Enum):
    """What a click on the photograph does."""

    NONE = "none"
    """Nothing is marked: dragging pans."""
    SELECT = "select"
    """A click selects a mark, dragging moves it or one of its points; elsewhere dragging pans."""
    POINT = "point"
    BOX = "box"
    REGION = "region"


KINDS = {MarkTool.POINT: ShapeKind.POINT, MarkTool.BOX: ShapeKind.BOX, MarkTool.REGION: ShapeKind.REGION}
_CURSORS = {
    MarkTool.SELECT: Qt.CursorShape.OpenHandCursor,
    MarkTool.POINT: Qt.CursorShape.CrossCursor,
    MarkTool.BOX: Qt.CursorShape.CrossCursor,
    MarkTool.REGION: Qt.CursorShape.CrossCursor,
}


class MarkTools(QObject):
    """Takes the left button of the pointer from panes while a tool is in hand; the middle button still pans.

    A box is drawn by dragging, or by a click at each of two corners. A region is drawn round in one go, or corner by
    corner: a click sets one, a double click, Enter or a click on the first ends it, Backspace takes the last one back.
    Points are those of the photograph as it is shown.
    """

    toolChanged = Signal(object)
    """The new MarkTool."""
    drawn = Signal(object, object)
    """ShapeKind and points of something new."""
    reshaped = Signal(int, object)
    """The number of a mark, and its new points."""
    selected = Signal(int)
    """The number of a mark that was clicked; -1: none."""
    draftChanged = Signal()
    """Something is begun, went on or was given up."""

    def __init__(self, panes: Sequence[PhotographPane], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = list(panes)
        self._items = {pane: MarksItem() for pane in self._panes}
        self._tool = MarkTool.NONE
        self._is_held = False
        self._marks: tuple[Mark, ...] = ()
        self._selected = -1
        self._code = ""
        self._draft: list[Point] = []
        self._is_dragging = False
        self._single = False
        self._corner = 0
        self._length_px = 0.0
        self._pressed: QPointF | None = None
        self._grip: tuple[int, int] | None = None
        self._grip_from: Point = (0.0, 0.0)
        self._moved: Line | None = None
        for pane, item in self._items.items():
            item.setParentItem(pane.root)
            pane.viewport().installEventFilter(self)

    # What is there

    def tool(self) -> MarkTool:
        """The tool in hand."""
        return self._tool

    def setTool(self, tool: MarkTool) -> None:
        """Take another tool; what was begun is given up."""
        if tool is self._tool:
            return
        self.giveUp()
        self._tool = tool
        self._apply_cursor()
        self.toolChanged.emit(tool)

    def setHeld(self, is_held: bool) -> None:  # noqa: FBT001
        """The bare photograph is shown for as long as a key is held: marks are hidden, and dragging pans."""
        self._is_held = is_held
        for item in self._items.values():
            item.setVisible(not is_held)
        self._apply_cursor()

    def setMarks(self, marks: Sequence[Mark], colours: dict[str, Rgb], selected: int, code: str) -> None:
        """Show these marks; `code` is what the next one will be called."""
        self._marks, self._selected, self._code = tuple(marks), selected, code
        for item in self._items.values():
            item.setMarks(self._marks, colours, selected)
        self._show_draft()

    def item(self) -> MarksItem:
        """What is painted on the first pane."""
        return self._items[self._panes[0]]

    @property
    def is_drawing(self) -> bool:
        """Whether something is begun that is not whole."""
        return bool(self._draft)

    @property
    def corner_count(self) -> int:
        """How many points the region that is being drawn has."""
        return len(self._draft)

    # What keys do

    def leave(self) -> None:
        """Give up what was begun, else what is selected, else the tool: one step a time."""
        if self._draft:
            self.giveUp()
        elif self._selected >= 0 and self._tool is MarkTool.SELECT:
            self.selected.emit(-1)
        else:
            self.setTool(MarkTool.NONE)

    def giveUp(self) -> None:
        """Forget what was begun."""
        self._draft, self._pressed, self._grip, self._moved = [], None, None, None
        self._is_dragging = False
        self._show_draft()

    def finish(self) -> bool:
        """End the region that is being drawn; False where there is none."""
        if self._tool is not MarkTool.REGION or not self._draft:
            return False
        points, self._draft = self._draft, []
        self._is_dragging = False
        self._show_draft()
        if len(points) >= 3:
            self.drawn.emit(ShapeKind.REGION, self._lighter(points))
        return True

    def takeBack(self) -> bool:
        """Take the last corner of the region back; False where there is none."""
        if self._tool is not MarkTool.REGION or not self._draft:
            return False
        self._draft.pop()
        self._show_draft()
        return True

    # The pointer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's."""
        if self._tool is MarkTool.NONE or self._is_held or not isinstance(event, QMouseEvent):
            return False
        pane = next((pane for pane in self._panes if pane.viewport() is watched), None)
        if pane is None:
            return False
        kind, point = event.type(), pane.toPhotograph(event.position()).toTuple()
        if kind is QEvent.Type.MouseMove:
            return self._move(pane, event.position(), point, event.buttons())
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if kind is QEvent.Type.MouseButtonPress:
            return self._press(pane, event.position(), point, event.modifiers())
        if kind is QEvent.Type.MouseButtonDblClick:
            return self._double_click(pane, event.position(), point)
        if kind is QEvent.Type.MouseButtonRelease:
            return self._release(pane, event.position(), point)
        return False

    def _press(self, pane: PhotographPane, position: QPointF, point: Point, modifiers: Qt.KeyboardModifier) -> bool:
        self._pressed = position
        if self._tool is MarkTool.SELECT:
            return self._grip_at(pane, point, modifiers)
        if self._tool is MarkTool.BOX and not self._draft:
            self._draft = [point, point]
        elif self._tool is MarkTool.REGION:
            if len(self._draft) >= 3 and math.dist(self._draft[0], point) <= REACH_PX / self._scale(pane):
                self._pressed = None
                self.finish()
                return True
            self._single, self._length_px = not self._draft, 0.0
            self._draft.append(point)
            self._corner = len(self._draft)
            self._is_dragging = True
        self._show_draft()
        return True

    def _move(self, pane: PhotographPane, position: QPointF, point: Point, buttons: Qt.MouseButton) -> bool:
        if self._tool is MarkTool.SELECT:
            return self._move_grip(pane, point)
        if not self._draft or buttons & Qt.MouseButton.MiddleButton:
            return False
        if self._tool is MarkTool.BOX:
            self._draft[1] = point
        elif self._is_dragging and len(self._draft) < MOST_POINTS:
            step = math.dist(self._draft[-1], point) * self._scale(pane)
            if step >= _STEP_PX:
                self._length_px += step
                self._draft.append(point)
        self._show_draft(point)
        pane.hovered.emit(position)
        return True

    def _release(self, pane: PhotographPane, position: QPointF, point: Point) -> bool:
        pressed, self._pressed = self._pressed, None
        if self._tool is MarkTool.SELECT:
            return self._let_go()
        if pressed is None:
            return True
        is_click = (position - pressed).manhattanLength() <= _CLICK_PX
        if self._tool is MarkTool.POINT:
            if is_click:
                self.drawn.emit(ShapeKind.POINT, (point,))
        elif self._tool is MarkTool.BOX:
            self._end_box(pane, point)
        elif self._is_dragging:
            self._is_dragging = False
            if self._single and self._length_px >= _LASSO_PX:
                self.finish()
            elif self._length_px < _LASSO_PX:
                del self._draft[self._corner :]  # a hand trembles when it sets a corner
        self._show_draft()
        return True

    def _end_box(self, pane: PhotographPane, point: Point) -> None:
        """Where the box has an extent, it is whole; else this was a click at its first corner."""
        if not self._draft:
            return
        start = self._draft[0]
        if min(abs(start[0] - point[0]), abs(start[1] - point[1])) * self._scale(pane) < _CLICK_PX / 2:
            return
        self._draft = []
        (left, right), (top, bottom) = (sorted((start[axis], point[axis])) for axis in (0, 1))
        self.drawn.emit(ShapeKind.BOX, ((left, top), (right, bottom)))

    def _double_click(self, pane: PhotographPane, position: QPointF, point: Point) -> bool:
        if self._tool is MarkTool.REGION:
            self.finish()
            return True
        if self._tool is not MarkTool.SELECT:
            return self._press(pane, position, point, Qt.KeyboardModifier.NoModifier)
        mark, reach = self._chosen(), REACH_PX / self._scale(pane)
        if mark is None or mark.is_fixed or mark.kind is not ShapeKind.REGION:
            return mark is not None
        edge = edge_at(mark, *point, reach)
        if edge >= 0 and handle_at(mark, *point, reach / 2) < 0:
            self.reshaped.emit(self._selected, (*mark.points[: edge + 1], point, *mark.points[edge + 1 :]))
        return True

    # Marks that are there

    def _chosen(self) -> Mark | None:
        return self._marks[self._selected] if 0 <= self._selected < len(self._marks) else None

    def _grip_at(self, pane: PhotographPane, point: Point, modifiers: Qt.KeyboardModifier) -> bool:
        """Take hold of the selected mark's handle, or of the mark at the place; elsewhere the pane pans."""
        reach, mark = REACH_PX / self._scale(pane), self._chosen()
        handle = handle_at(mark, *point, reach) if mark is not None else -1
        if mark is not None and handle >= 0 and modifiers & Qt.KeyboardModifier.ShiftModifier:
            if mark.kind is ShapeKind.REGION and len(mark.points) > 3:
                self.reshaped.emit(self._selected, (*mark.points[:handle], *mark.points[handle + 1 :]))
            return True
        if handle < 0:
            number = mark_at(self._marks, *point, reach)
            if number != self._selected:
                self.selected.emit(number)
            if number < 0:
                return False
        self._grip, self._grip_from, self._moved = (self._selected, handle), point, None
        return True

    def _move_grip(self, pane: PhotographPane, point: Point) -> bool:
        mark = self._chosen()
        if self._grip is None or mark is None:
            self._apply_cursor(pane, point)
            return False
        if mark.is_fixed:
            return True
        far = math.dist(self._grip_from, point) * self._scale(pane) > _CLICK_PX
        if far or self._moved is not None:
            handle = self._grip[1]
            dx, dy = point[0] - self._grip_from[0], point[1] - self._grip_from[1]
            self._moved = mark.moved(handle, point) if handle >= 0 else mark.shifted(dx, dy)
            self._show(Mark(mark.kind, mark.code, (self._moved,)))
        return True

    def _let_go(self) -> bool:
        grip, moved = self._grip, self._moved
        self._grip = self._moved = None
        self._show(None)
        if grip is not None and moved is not None:
            self.reshaped.emit(grip[0], moved)
        return grip is not None

    # What is painted

    def _show_draft(self, hover: Point | None = None) -> None:
        kind = KINDS.get(self._tool)
        if kind is None or not self._draft:
            self._show(None)
        elif kind is ShapeKind.BOX:
            (left, right), (top, bottom) = (sorted(point[axis] for point in self._draft) for axis in (0, 1))
            self._show(Mark(kind, self._code, (((left, top), (right, bottom)),), is_fixed=True))
        else:
            points = [*self._draft, *([hover] if hover is not None and not self._is_dragging else [])]
            self._show(Mark(kind, self._code, (tuple(points),), is_fixed=len(points) > 60), is_open=True)

    def _show(self, mark: Mark | None, *, is_open: bool = False) -> None:
        for item in self._items.values():
            item.setDraft(mark, is_open=is_open)
        self.draftChanged.emit()

    def _scale(self, pane: PhotographPane) -> float:
        return float(max(pane.root.transform().m11(), 1e-9))

    def _lighter(self, points: Sequence[Point]) -> Line:
        """The line without the points that it can do without: nobody sees less than a pixel of the screen."""
        if len(points) <= 12:
            return tuple(points)
        tolerance = _TOLERANCE_PX / self._scale(self._panes[0])
        line = simplified(np.array(points, np.float64), tolerance)[:-1]
        return tuple((float(x), float(y)) for x, y in line) if len(line) >= 3 else tuple(points)

    def _apply_cursor(self, pane: PhotographPane | None = None, point: Point | None = None) -> None:
        for one in self._panes if pane is None else [pane]:
            if self._tool is MarkTool.NONE or self._is_held:
                one.viewport().unsetCursor()
                continue
            shape = _CURSORS[self._tool]
            if point is not None:
                mark, reach = self._chosen(), REACH_PX / self._scale(one)
                if mark is not None and handle_at(mark, *point, reach) >= 0:
                    shape = Qt.CursorShape.SizeAllCursor
                elif mark_at(self._marks, *point, reach) >= 0:
                    shape = Qt.CursorShape.PointingHandCursor
            one.viewport().setCursor(shape)
