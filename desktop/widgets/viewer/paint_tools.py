"""Tools to paint and draw on the photograph: they tell where, and change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets.viewer.edit_layer import TrailItem
from desktop.widgets.viewer.pane import PhotographPane

MOST_POINTS = 4000
LEAST_RADIUS_PX = 1.0
MOST_SHARE = 0.25
SIZE_STEP = 1.25
_NEAREST_SHARE = 1 / 6
"""Points of a stroke are at least that share of the radius apart: nearer ones change nothing that one could see."""
_LASSO_STEP_PX = 3.0
"""Points of a lasso are at least that far apart, on the screen."""


class Tool(Enum):
    """What the pointer does on the photograph."""

    LOOK = "look"
    """Dragging pans."""
    BRUSH = "brush"
    LASSO = "lasso"
    REGION = "region"
    """A click chooses a region of the map, or a lesion whose mask is shown."""
    ERASER = "eraser"


_STROKES = (Tool.BRUSH, Tool.ERASER)


class PaintTools(QObject):
    """Takes the left button of the pointer from panes while a tool is chosen; the other buttons still pan.

    While `isHeld`, which is when the bare photograph is shown, the left button pans too. Points are those of the
    photograph. A pen paints as the mouse does, and its other end erases.
    """

    toolChanged = Signal(object)
    """The new Tool."""
    radiusChanged = Signal(float)
    strokeMoved = Signal(object, object)
    """A stroke goes on: Tool and all its points (list of QPointF) so far."""
    strokeEnded = Signal(object, object)
    """A stroke is whole: Tool and points."""
    strokeLeft = Signal()
    """A stroke is given up."""
    lassoEnded = Signal(object)
    """The points of a closed line."""
    clicked = Signal(QPointF, bool)
    """With the tool for regions; whether Shift was held, which asks for all that is of the same kind."""
    sourceChosen = Signal(QPointF)
    """Clicked with Ctrl held: what is pasted comes from here."""

    def __init__(self, panes: Sequence[PhotographPane], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = list(panes)
        self._tool = Tool.LOOK
        self._held = False
        self._size = (1, 1)
        self._share = 0.02
        self._points: list[QPointF] = []
        self._stroke: Tool | None = None
        self._pane = self._panes[0]
        self._trails = {pane: TrailItem() for pane in self._panes}
        self._cursors = {pane: _BrushCursor(pane) for pane in self._panes}
        for pane in self._panes:
            self._trails[pane].setParentItem(pane.root)
            pane.viewport().installEventFilter(self)

    def tool(self) -> Tool:
        """The chosen tool."""
        return self._tool

    def setTool(self, tool: Tool) -> None:
        """Choose a tool; a stroke that has begun is given up."""
        if tool is self._tool:
            return
        self.leaveStroke()
        self._tool = tool
        self._apply_cursor()
        self.toolChanged.emit(tool)

    def setHeld(self, is_held: bool) -> None:  # noqa: FBT001
        """The bare photograph is shown for as long as a key is held: nothing can be painted on it."""
        self._held = is_held
        if is_held:
            self.leaveStroke()
        self._apply_cursor()

    def setPhotographSize(self, width: int, height: int) -> None:
        """Another photograph: the brush keeps its size as a share of it."""
        if (width, height) != self._size:
            self._size = (width, height)
            self._apply_cursor()
            self.radiusChanged.emit(self.radius())

    def radius(self) -> float:
        """The radius of the brush, in pixels of the photograph."""
        return max(LEAST_RADIUS_PX, self._share * min(self._size))

    def setRadius(self, radius: float) -> None:
        """Choose the radius of the brush, in pixels of the photograph."""
        shorter = min(self._size)
        share = min(max(radius, LEAST_RADIUS_PX), max(LEAST_RADIUS_PX, MOST_SHARE * shorter)) / shorter
        if share != self._share:
            self._share = share
            self._apply_cursor()
            self.radiusChanged.emit(self.radius())

    def enlarge(self) -> None:
        """A larger brush."""
        self.setRadius(self.radius() * SIZE_STEP)

    def reduce(self) -> None:
        """A smaller brush."""
        self.setRadius(self.radius() / SIZE_STEP)

    def leave(self) -> None:
        """Give up the stroke that has begun, else the tool."""
        if self._stroke is not None:
            self.leaveStroke()
        else:
            self.setTool(Tool.LOOK)

    def leaveStroke(self) -> None:
        """Give up the stroke that has begun."""
        if self._stroke is not None:
            self._stroke = None
            self.clearTrail()
            self.strokeLeft.emit()

    def clearTrail(self) -> None:
        """What was drawn is in the picture by now."""
        if self._stroke is None:
            for trail in self._trails.values():
                trail.clear()

    # The pointer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's."""
        if self._tool is Tool.LOOK:
            return False
        pane = next((pane for pane in self._panes if pane.viewport() is watched), None)
        if pane is None:
            return False
        if isinstance(event, QTabletEvent):
            return self._take_tablet(pane, event)
        if isinstance(event, QMouseEvent):
            return self._take_mouse(pane, event)
        if event.type() in (QEvent.Type.Leave, QEvent.Type.WindowDeactivate):
            self._cursors[pane].hide()
        return False

    def _take_mouse(self, pane: PhotographPane, event: QMouseEvent) -> bool:
        kind = event.type()
        self._show_cursor(pane, event.position())
        if self._held:
            return False
        if kind is QEvent.Type.MouseMove:
            if self._stroke is None:
                return False  # hovering is the pane's
            self._go_on(pane, event.position())
            pane.hovered.emit(event.position())
            return True
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._press(pane, event.position(), event.modifiers(), self._tool)
        elif kind is QEvent.Type.MouseButtonRelease:
            self._release()
        return True

    def _take_tablet(self, pane: PhotographPane, event: QTabletEvent) -> bool:
        if self._held:
            return False
        is_eraser = event.pointerType() is QPointingDevice.PointerType.Eraser
        self._show_cursor(pane, event.position())
        if event.type() is QEvent.Type.TabletPress and event.button() is Qt.MouseButton.LeftButton:
            tool = Tool.ERASER if is_eraser and self._tool in _STROKES else self._tool
            self._press(pane, event.position(), event.modifiers(), tool)
        elif event.type() is QEvent.Type.TabletMove and self._stroke is not None:
            self._go_on(pane, event.position())
        elif event.type() is QEvent.Type.TabletRelease and self._stroke is not None:
            self._release()
        else:
            return False
        event.accept()
        return True

    def _press(self, pane: PhotographPane, position: QPointF, modifiers: Qt.KeyboardModifier, tool: Tool) -> None:
        point = pane.toPhotograph(position)
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.sourceChosen.emit(point)
        elif tool is Tool.REGION:
            self.clicked.emit(point, bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        else:
            self._pane, self._stroke, self._points = pane, tool, [point]
            self._draw()

    def _go_on(self, pane: PhotographPane, position: QPointF) -> None:
        if pane is not self._pane or len(self._points) >= MOST_POINTS:
            return
        point = pane.toPhotograph(position)
        moved = point - self._points[-1]
        is_lasso = self._stroke is Tool.LASSO
        scale = pane.root.transform().m11()
        least = _LASSO_STEP_PX / scale if is_lasso else max(_NEAREST_SHARE * self.radius(), 0.5)
        if moved.x() ** 2 + moved.y() ** 2 >= least**2:
            self._points.append(point)
            self._draw()

    def _release(self) -> None:
        stroke, points = self._stroke, list(self._points)
        self._stroke = None
        if stroke is Tool.LASSO:
            if len(points) >= 3:
                self.lassoEnded.emit(points)
            self.clearTrail()
        elif stroke is not None:
            self.strokeEnded.emit(stroke, points)

    def _draw(self) -> None:
        is_lasso = self._stroke is Tool.LASSO
        for trail in self._trails.values():
            if is_lasso:
                trail.setLine(self._points)
            else:
                trail.setStroke(self._points, self.radius())
        if not is_lasso:
            self.strokeMoved.emit(self._stroke, list(self._points))

    # The cursor

    def _apply_cursor(self) -> None:
        for pane in self._panes:
            if self._tool is Tool.LOOK or self._held:
                pane.viewport().unsetCursor()
            else:
                is_hand = self._tool is Tool.REGION
                pane.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_hand else Qt.CursorShape.CrossCursor)
            cursor = self._cursors[pane]
            if self._tool in _STROKES and not self._held:
                cursor.setRadius(self.radius() * pane.root.transform().m11())
            else:
                cursor.hide()

    def _show_cursor(self, pane: PhotographPane, position: QPointF) -> None:
        cursor = self._cursors[pane]
        if self._tool in _STROKES and not self._held:
            cursor.setRadius(self.radius() * pane.root.transform().m11())
            cursor.showAt(position)
        else:
            cursor.hide()


class _BrushCursor(QWidget):
    """A circle of the brush's true size, light on dark, which is seen on any picture; clicks go through it."""

    def __init__(self, pane: PhotographPane) -> None:
        super().__init__(pane.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._radius = 8.0
        self._at = QPointF()
        self.hide()

    def setRadius(self, radius: float) -> None:
        """The radius on the screen."""
        if radius != self._radius:
            self._radius = radius
            self._place()

    def showAt(self, position: QPointF) -> None:
        """Show it about a position of the pane."""
        self._at = QPointF(position)
        self._place()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the circle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = self._at - QPointF(self.pos())
        circle = QRectF(-self._radius, -self._radius, 2 * self._radius, 2 * self._radius).translated(centre)
        for colour, width in ((QColor(0, 0, 0, 160), 3.0), (QColor(255, 255, 255), 1.2)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(circle)

    def _place(self) -> None:
        reach = self._radius + 3
        rect = QRectF(self._at.x() - reach, self._at.y() - reach, 2 * reach, 2 * reach).toAlignedRect()
        self.setGeometry(rect)
        self.update()
