"""The painted part of the colour bar: colours, ticks and the handles of limits and threshold."""

from __future__ import annotations

from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.explain.overlay import Rendering, colour_indices, table_of
from desktop.translation import tr
from desktop.widgets.painting import dim_colour
from desktop.widgets.viewer.numbers import common_power, nice_ticks, power_text, short_number

_BAR_LEFT_PX = 11
_BAR_WIDTH_PX = 16
_HANDLE_PX = 9
_LABEL_GAP_PX = 11
_TICK_FONT_PX = 11
_END_PX = 8
_TICK_SPACING_PX = 34
_POWER_PX = 14
"""Room above the bar for the power of ten by which its figures are divided."""
_GRAB_PX = 9
_LEAST_SPAN = 0.005


class Handle(Enum):
    """What can be dragged."""

    LOWER = auto()
    UPPER = auto()
    THRESHOLD = auto()


class ColourScale(QWidget):
    """Shows `rendering` between 0 (of signed maps: the lowest value) and the highest.

    Limits are dragged on the right, the threshold on the left; that of a signed map holds on both sides of 0.
    """

    limitsDragged = Signal(object)
    thresholdDragged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rendering = Rendering()
        self._limits = (0.0, 0.0)
        self._extent = (0.0, 0.0)
        self._axis = (0.0, 1.0)
        self._is_signed = False
        self._power = 0
        self._pointer: float | None = None
        self._dragged: Handle | None = None
        self._hovered: Handle | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Colour scale: the up and down arrow keys move the threshold"))

    def sizeHint(self) -> QSize:
        """Tall."""
        return QSize(66, 240)

    def minimumSizeHint(self) -> QSize:
        """Still draggable."""
        return QSize(60, 80)

    def setScale(
        self,
        rendering: Rendering,
        limits: tuple[float, float],
        extent: tuple[float, float],
        *,
        is_signed: bool = False,
    ) -> None:
        """Show another look, the limits that it has now, and the map's smallest and largest value."""
        self._rendering, self._limits, self._extent, self._is_signed = rendering, limits, extent, is_signed
        if self._dragged is None:  # a scale that changed under the pointer would run away from it
            lower = min(limits[0], extent[0], 0.0) if is_signed else 0.0
            upper = max(limits[1], extent[1], 0.0)
            self._axis = (lower, upper) if lower < upper else (0.0, 1.0)
            self._power = common_power(max(upper, -lower))
        self.update()

    def setPointerValue(self, value: float | None) -> None:
        """Mark a value."""
        if value != self._pointer:
            self._pointer = value
            self.update()

    def valueAt(self, y: float) -> float:
        """The value at a height of the widget, within the scale."""
        top, bottom = self._ends()
        place = (bottom - y) / (bottom - top)
        lower, upper = self._axis
        return lower + (upper - lower) * min(max(place, 0.0), 1.0)

    def yOf(self, value: float) -> float:
        """The height at which a value is, within the scale."""
        top, bottom = self._ends()
        lower, upper = self._axis
        return bottom - (bottom - top) * min(max((value - lower) / (upper - lower), 0.0), 1.0)

    def _span(self) -> float:
        return self._axis[1] - self._axis[0]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = self._handle_at(event.position())
            event.setAccepted(self._dragged is not None)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._dragged is None:
            self._hovered = self._handle_at(event.position())
            self.setCursor(Qt.CursorShape.SizeVerCursor if self._hovered else Qt.CursorShape.ArrowCursor)
            self.update()
        else:
            self._drag_to(self.valueAt(event.position().y()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._dragged = None
        self.setScale(self._rendering, self._limits, self._extent, is_signed=self._is_signed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the threshold away, or leave the event to the bar."""
        if self._handle_at(event.position()) is Handle.THRESHOLD:
            self.thresholdDragged.emit(None)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the threshold."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        highest = max(self._axis[1], -self._axis[0])
        value = (self._rendering.threshold or 0.0) + step * highest / 100
        self.thresholdDragged.emit(min(value, highest) if value > 0 else None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_colours(painter)
        self._paint_ticks(painter)
        self._paint_pointer(painter)
        self._paint_handles(painter)

    def _ends(self) -> tuple[float, float]:
        top = _END_PX + (_POWER_PX if self._power else 0)
        return float(top), float(max(self.height() - _END_PX, top + 1))

    def _bar(self) -> QRectF:
        top, bottom = self._ends()
        return QRectF(_BAR_LEFT_PX, top, _BAR_WIDTH_PX, bottom - top)

    def _handle_at(self, position: QPointF) -> Handle | None:
        if position.x() < _BAR_LEFT_PX + _BAR_WIDTH_PX / 2:
            near = abs(self.yOf(self._rendering.threshold or 0.0) - position.y()) <= _GRAB_PX
            return Handle.THRESHOLD if near else None
        lower, upper = (abs(self.yOf(limit) - position.y()) for limit in self._limits)
        if min(lower, upper) > _GRAB_PX or not self._limits[0] < self._limits[1]:
            return None
        return Handle.UPPER if upper <= lower else Handle.LOWER

    def _drag_to(self, value: float) -> None:
        lower, upper = self._limits
        gap = _LEAST_SPAN * self._span()
        if self._dragged is Handle.THRESHOLD:
            self.thresholdDragged.emit(value if value > gap else None)
        elif self._is_signed:
            self._drag_signed(value, gap)
        elif self._dragged is Handle.UPPER:
            self.limitsDragged.emit((lower, max(value, lower + gap)))
        elif self._dragged is Handle.LOWER:
            self.limitsDragged.emit((max(0.0, min(value, upper - gap)), upper))

    def _drag_signed(self, value: float, gap: float) -> None:
        """A limit never goes beyond 0, to which its side of the colours ends; both go together where they are equal."""
        lower, upper = self._limits
        if self._rendering.is_symmetric:
            reach = max(abs(value) if (value > 0) == (self._dragged is Handle.UPPER) else 0.0, gap)
            self.limitsDragged.emit((-reach, reach))
        elif self._dragged is Handle.UPPER:
            self.limitsDragged.emit((lower, max(value, gap if lower == 0 else 0.0)))
        else:
            self.limitsDragged.emit((min(value, -gap if upper == 0 else 0.0), upper))

    def _paint_colours(self, painter: QPainter) -> None:
        bar = self._bar()
        rows = max(1, round(bar.height() * self.devicePixelRatioF()))
        values = self._axis[0] + (np.arange(rows)[::-1] + 0.5) / rows * self._span()
        lower, upper = self._limits
        line = self.palette().color(QPalette.ColorRole.Mid)
        painter.fillRect(bar, self.palette().color(QPalette.ColorRole.AlternateBase))
        painter.fillRect(bar, QBrush(line, Qt.BrushStyle.BDiagPattern))
        if lower < upper:
            rgba = self._colours(values)
            image = QImage(np.ascontiguousarray(rgba).data, 1, rows, 4, QImage.Format.Format_RGBA8888)
            painter.drawImage(bar, image)
        painter.setPen(QPen(line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _colours(self, values: NDArray[np.float64]) -> NDArray[np.uint8]:
        """The colours of values (n,): (n, 4) uint8, alpha 0 where nothing is coloured, else 255."""
        lower, threshold = self._limits[0], self._rendering.threshold or 0.0
        is_signed = self._is_signed
        indices = colour_indices(values.astype(np.float32), self._limits, None, is_signed=is_signed)
        shown = np.abs(values) >= threshold if is_signed else (values > lower) & (values >= threshold)
        colours = table_of(self._rendering.colours_of(is_signed=is_signed))[indices]
        return np.concatenate([colours, np.where(shown, 255, 0)[:, None]], axis=1).astype(np.uint8)

    def _paint_ticks(self, painter: QPainter) -> None:
        font = self.font()
        font.setPixelSize(_TICK_FONT_PX)
        painter.setFont(font)
        x = _BAR_LEFT_PX + _BAR_WIDTH_PX
        if self._power:
            painter.setPen(dim_colour(self.palette()))
            above = QRectF(0, 0, self.width(), _POWER_PX)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, power_text(self._power))
        most = max(2, int(self._bar().height() // _TICK_SPACING_PX))
        is_empty = not (self._limits[0] < self._limits[1] or self._extent[1] > 0)
        for value in [0.0] if is_empty else nice_ticks(*self._axis, most):
            y = self.yOf(value)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
            painter.drawLine(QPointF(x + 1, y), QPointF(x + 4, y))
            painter.setPen(dim_colour(self.palette()))
            room = QRectF(x + _LABEL_GAP_PX, y - 8, self.width() - x - _LABEL_GAP_PX, 16)
            painter.drawText(
                room,
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                short_number(value / 10.0**self._power, 2),
            )

    def _paint_pointer(self, painter: QPainter) -> None:
        if self._pointer is None:
            return
        y = self.yOf(self._pointer)
        bar = self._bar()
        for colour, width in ((QColor(0, 0, 0, 190), 4), (QColor(255, 255, 255), 2)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(bar.left() - 2, y), QPointF(bar.right() + 2, y))

    def _paint_handles(self, painter: QPainter) -> None:
        bar = self._bar()
        if self._limits[0] < self._limits[1]:
            for handle, value in ((Handle.LOWER, self._limits[0]), (Handle.UPPER, self._limits[1])):
                self._paint_handle(painter, handle, QPointF(bar.right() - 1, self.yOf(value)))
        threshold = self._rendering.threshold
        y = self.yOf(threshold or 0.0)
        if threshold is not None:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1.5))
            painter.drawLine(QPointF(bar.left(), y), QPointF(bar.right(), y))
        self._paint_handle(painter, Handle.THRESHOLD, QPointF(bar.left() + 1, y))

    def _paint_handle(self, painter: QPainter, handle: Handle, tip: QPointF) -> None:
        """A triangle whose tip touches the bar."""
        palette = self.palette()
        is_set = handle is not Handle.THRESHOLD or self._rendering.threshold is not None
        is_lit = handle in (self._dragged, self._hovered) or (handle is Handle.THRESHOLD and self.hasFocus())
        colour = palette.color(QPalette.ColorRole.WindowText) if is_set else dim_colour(palette)
        if is_lit or (handle is Handle.THRESHOLD and is_set):
            colour = palette.color(QPalette.ColorRole.Highlight)
        side = -1 if handle is Handle.THRESHOLD else 1
        shape = QPolygonF([tip, tip + QPointF(side * _HANDLE_PX, -5), tip + QPointF(side * _HANDLE_PX, 5)])
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Window), 1.5))
        painter.setBrush(colour)
        painter.drawPolygon(shape)
