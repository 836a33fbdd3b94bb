"""The canvas of one cell: the shared photograph, the cell's own map, and the value where the pointer is."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QGraphicsView, QWidget

from desktop.widgets.compare.backdrop import Backdrop, Window
from desktop.widgets.painting import small_font
from desktop.widgets.viewer.numbers import short_number
from desktop.widgets.viewer.pane import PhotographPane, surround_colour
from desktop.widgets.viewer.view_state import Frame, ViewState

SAMPLES = 1 << 18
"""Samples of an enlarged map: more than a cell has pixels, a quarter of what the one large viewer takes."""
_CLICK_PX = 4
_LABEL_GAP_PX = 6
_NO_VALUE = "\N{EM DASH}"


class GridPane(PhotographPane):
    """Shows what the other cells show as well, and tells a click from a drag."""

    clicked = Signal()
    menuRequested = Signal(object)
    """The position (QPoint) on the screen."""

    def __init__(self, backdrop: Backdrop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backdrop = backdrop
        self._pressed_at: QPointF | None = None
        self._is_value_shown = True
        self.overlay.most_samples = SAMPLES
        self.outline.hide()
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)  # the background moves with every pan

    def showState(self, frame: Frame, state: ViewState) -> None:
        """Zoom and pan."""
        super().showState(frame, state)
        self.viewport().update()

    def setValueShown(self, is_shown: bool) -> None:  # noqa: FBT001
        """Whether the value of the map is written beside the cross-hair."""
        self._is_value_shown = is_shown

    def setCrossHair(self, point: QPointF | None) -> None:
        """Mark a point of the photograph, with the value of the map there."""
        before = self.crossHair()
        super().setCrossHair(point)
        if before != point:
            self.viewport().update()

    def valueText(self) -> str:
        """The value that is written beside the cross-hair; empty where there is no cross-hair."""
        point = self.crossHair()
        if point is None or not self._is_value_shown:
            return ""
        value = self.overlay.value_at(point.x(), point.y())
        return _NO_VALUE if value is None else short_number(value)

    def drawBackground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """Paint the photograph, which is made once for all cells."""
        painter.save()
        painter.resetTransform()
        painter.drawImage(QPointF(0, 0), self._backdrop.photograph(self._window(), surround_colour(self.palette())))
        painter.restore()

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """Paint outlines, made once for all cells as well, cross-hair and value."""
        outlines = self._backdrop.outlines(self._window())
        if outlines is not None:
            painter.drawImage(QPointF(0, 0), outlines)
        point = self.crossHair()
        if point is None:
            return
        centre = self.fromPhotograph(point)
        lines = [QLineF(0, centre.y(), self.width(), centre.y()), QLineF(centre.x(), 0, centre.x(), self.height())]
        for colour, width in ((QColor(0, 0, 0, 110), 3), (QColor(255, 255, 255, 200), 1)):
            painter.setPen(QPen(colour, width))
            painter.drawLines(lines)
        if self._is_value_shown:
            self._draw_value(painter, centre)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag, or a click."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        super().mouseReleaseEvent(event)
        pressed_at, self._pressed_at = self._pressed_at, None
        if pressed_at is not None and (event.position() - pressed_at).manhattanLength() < _CLICK_PX:
            self.clicked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu."""
        self.menuRequested.emit(event.globalPos())
        event.accept()

    def _window(self) -> Window:
        size, ratio = self.viewport().size(), self.devicePixelRatioF()
        return Window(size.width(), size.height(), self._offset.x(), self._offset.y(), self._scale, ratio)

    def _draw_value(self, painter: QPainter, centre: QPointF) -> None:
        text = self.valueText()
        painter.setFont(small_font(self.font()))
        size = painter.fontMetrics().size(0, text)
        width, height = size.width() + 8, size.height() + 2
        x = centre.x() + _LABEL_GAP_PX
        y = centre.y() - _LABEL_GAP_PX - height
        if x + width > self.width():
            x = centre.x() - _LABEL_GAP_PX - width
        if y < 0:
            y = centre.y() + _LABEL_GAP_PX
        field = QRectF(round(x), round(y), width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(field, 3, 3)
        painter.setPen(QColor(Qt.GlobalColor.white))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, text)
