"""One canvas: a photograph, what lies over it, and the pointer's gestures on it."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPalette,
    QPen,
    QRegion,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from desktop.widgets.viewer.edit_layer import EditLayer
from desktop.widgets.viewer.items import OutlineItem, PhotographItem, RootItem
from desktop.widgets.viewer.mask_outlines import MaskOutlinesItem
from desktop.widgets.viewer.overlay_layer import OverlayLayer
from desktop.widgets.viewer.pyramid import PreparedPhotograph
from desktop.widgets.viewer.view_state import Frame, ViewState

_ZOOM_A_NOTCH = 1.25
_ANGLE_A_NOTCH = 120
_DRAG_BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)


def surround_colour(palette: QPalette) -> QColor:
    """The colour around the photograph: dark in either theme, so that nothing there is brighter than the photograph."""
    window = palette.color(QPalette.ColorRole.Window)
    is_dark = window.lightness() < 128
    return window.darker(260) if is_dark else palette.color(QPalette.ColorRole.WindowText).lighter(130)


class PhotographPane(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """Paints; knows where the pointer is; decides nothing: what the pointer does is told by signals in pane pixels."""

    zoomRequested = Signal(float, QPointF)
    """Factor, and the position that stays where it is."""
    panRequested = Signal(QPointF)
    """The movement of the picture."""
    doubleClicked = Signal(QPointF)
    hovered = Signal(object)
    """The position (QPointF) of the pointer, None when it leaves."""
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.root = RootItem()
        self.photograph = PhotographItem()
        self.edits = EditLayer()
        self.overlay = OverlayLayer()
        self.masks = MaskOutlinesItem()
        self.outline = OutlineItem()
        for item in (self.photograph, self.edits, self.overlay, self.masks, self.outline):
            item.setParentItem(self.root)
        self.scene().addItem(self.root)
        self._offset = QPointF()
        self._scale = 1.0
        self._cross_hair: QPointF | None = None
        self._drag_from: QPointF | None = None
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._take_colours()

    def frame(self, photograph: PreparedPhotograph) -> Frame:
        """The sizes on which the view of `photograph` depends here."""
        ratio = self.devicePixelRatioF()
        return Frame(photograph.width, photograph.height, self.width(), self.height(), ratio)

    def showState(self, frame: Frame, state: ViewState) -> None:
        """Zoom and pan."""
        x, y = frame.offset(state)
        self._scale, self._offset = state.scale, QPointF(x, y)
        self.root.setTransform(QTransform(state.scale, 0, 0, state.scale, x, y))

    def toPhotograph(self, position: QPointF) -> QPointF:
        """The point of the photograph at a position of the pane."""
        return (position - self._offset) / self._scale

    def fromPhotograph(self, point: QPointF) -> QPointF:
        """Where in the pane a point of the photograph lies."""
        return point * self._scale + self._offset

    def setCrossHair(self, point: QPointF | None) -> None:
        """Mark a point of the photograph by two thin lines."""
        region = self._cross_hair_region()
        self._cross_hair = point
        self.viewport().update(region + self._cross_hair_region())

    def crossHair(self) -> QPointF | None:
        """The marked point of the photograph."""
        return self._cross_hair

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """Paint the cross-hair."""
        if self._cross_hair is None:
            return
        centre = self.fromPhotograph(self._cross_hair)
        horizontal = QLineF(0, centre.y(), self.width(), centre.y())
        vertical = QLineF(centre.x(), 0, centre.x(), self.height())
        for colour, width in ((QColor(0, 0, 0, 110), 3), (QColor(255, 255, 255, 200), 1)):
            painter.setPen(QPen(colour, width))
            painter.drawLines([horizontal, vertical])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Tell."""
        super().resizeEvent(event)
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        angle = event.angleDelta().y() or event.angleDelta().x()
        if angle:
            self.zoomRequested.emit(_ZOOM_A_NOTCH ** (angle / _ANGLE_A_NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        if event.button() in _DRAG_BUTTONS:
            self._drag_from = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            event.accept()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or tell where the pointer is."""
        if self._drag_from is not None:
            movement = event.position() - self._drag_from
            self._drag_from = event.position()
            self.panRequested.emit(movement)
        self.hovered.emit(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if event.button() in _DRAG_BUTTONS:
            self._drag_from = None
            self.viewport().unsetCursor()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.doubleClicked.emit(event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer is elsewhere."""
        super().leaveEvent(event)
        self.hovered.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys to the view around."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom by pinching, on touch pads and touch screens."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoomRequested.emit(max(0.1, 1 + event.value()), event.position())
            return True
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = QPointF(self.viewport().mapFromGlobal(pinch.centerPoint().toPoint()))
                self.zoomRequested.emit(max(0.1, pinch.scaleFactor()), centre)
                return True
        return bool(super().viewportEvent(event))

    def _cross_hair_region(self) -> QRegion:
        if self._cross_hair is None:
            return QRegion()
        centre = self.fromPhotograph(self._cross_hair)
        x, y = math.floor(centre.x()), math.floor(centre.y())
        return QRegion(0, y - 3, self.width(), 7) + QRegion(x - 3, 0, 7, self.height())

    def _take_colours(self) -> None:
        self.setBackgroundBrush(surround_colour(self.palette()))
