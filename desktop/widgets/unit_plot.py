"""Curves in the unit square: receiver operating characteristic, precision and recall, reliability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.series_colours import series_colour
from desktop.widgets.painting import accent_colour, dim_colour, line_colour, small_font

_LEFT, _RIGHT, _TOP, _BOTTOM = 38, 10, 24, 34
REACH_PX = 14
"""A click so near to a point of a line means that point."""
BAR_ALPHA = 70


@dataclass(frozen=True, slots=True)
class PlotLine:
    """A named line through points in the unit square."""

    name: str
    points: Sequence[tuple[float, float]]
    is_dotted: bool = False


class UnitPlot(QWidget):
    """Lines with a legend, and points that stand out. Points can be clicked, or walked along with the arrows.

    `words` says what the point of a line stands for, in a tooltip.
    """

    pointActivated = Signal(int, int)
    """The numbers of a line and of a point of it."""

    def __init__(self, title: str, across: str, up: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lines: tuple[PlotLine, ...] = ()
        self._marks: tuple[tuple[float, float], ...] = ()
        self._bars: tuple[tuple[float, float, float], ...] = ()
        self._points: list[np.ndarray] = []
        self._at: tuple[int, int] | None = None
        self._words: Callable[[int, int], str] | None = None
        self._title_words = (title, across, up)

    def setLines(
        self,
        lines: Sequence[PlotLine],
        marks: Sequence[tuple[float, float]] = (),
        *,
        bars: Sequence[tuple[float, float, float]] = (),
        words: Callable[[int, int], str] | None = None,
    ) -> None:
        """Show these; `bars` are (left, right, height). With `words` points can be clicked."""
        self._lines, self._marks, self._bars, self._words = tuple(lines), tuple(marks), tuple(bars), words
        self._points = [np.array(line.points, np.float64).reshape(-1, 2) for line in self._lines]
        self._at = None
        self.setToolTip("\n".join(line.name for line in lines if line.name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if words is not None else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(words is not None)
        self.setCursor(Qt.CursorShape.PointingHandCursor if words is not None else Qt.CursorShape.ArrowCursor)
        self.update()

    def setMarks(self, marks: Sequence[tuple[float, float]]) -> None:
        """Let these points stand out."""
        self._marks = tuple(marks)
        self.update()

    def marks(self) -> tuple[tuple[float, float], ...]:
        """The points that stand out."""
        return self._marks

    def placeOf(self, line: int, point: int) -> QPointF:
        """Where a point of a line is, in pixels."""
        return _place(self._box(), self._lines[line].points[point])

    def lines(self) -> tuple[PlotLine, ...]:
        """What is shown."""
        return self._lines

    def sizeHint(self) -> QSize:
        """A square, with words."""
        return QSize(260, 270)

    def minimumSizeHint(self) -> QSize:
        """The smallest that can be read."""
        return QSize(180, 190)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint grid, lines and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small_font(self.font()))
        box = self._box()
        title, across, up = self._title_words
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(QRectF(_LEFT, 2, box.width(), _TOP - 6), Qt.AlignmentFlag.AlignLeft, title)
        self._paint_grid(painter, box)
        for left, right, height in self._bars:
            colour = series_colour(0, self.palette())
            colour.setAlpha(BAR_ALPHA)
            painter.fillRect(QRectF(_place(box, (left, height)), _place(box, (right, 0.0))), colour)
        painter.setPen(dim_colour(self.palette()))
        painter.drawText(QRectF(box.left(), box.bottom() + 16, box.width(), 16), Qt.AlignmentFlag.AlignCenter, across)
        painter.save()
        painter.translate(10, box.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-box.height() / 2, -8, box.height(), 16), Qt.AlignmentFlag.AlignCenter, up)
        painter.restore()
        for number, line in enumerate(self._lines):
            style = Qt.PenStyle.DotLine if line.is_dotted else Qt.PenStyle.SolidLine
            painter.setPen(QPen(series_colour(number, self.palette()), 1.8, style))
            painter.drawPolyline(QPolygonF([_place(box, point) for point in line.points]))
        painter.setPen(QPen(self.palette().color(self.foregroundRole()), 1.5))
        for mark in self._marks:
            painter.drawEllipse(_place(box, mark), 4, 4)
        if self._at is not None and self.hasFocus():
            painter.setPen(QPen(accent_colour(self.palette()), 2))
            painter.drawEllipse(self.placeOf(*self._at), 6, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the nearest point."""
        found = self._nearest(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if found is not None and self._words is not None:
            self._at = found
            self.update()
            self.pointActivated.emit(*found)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk along a line and from line to line, Enter opens a point."""
        key = Qt.Key(event.key())
        if self._words is None or not any(line.points for line in self._lines):
            super().keyPressEvent(event)
            return
        line, point = self._at or (0, 0)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        lines = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps:
            point += steps[key]
        elif key in lines:
            line = (line + lines[key]) % len(self._lines)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pointActivated.emit(line, point)
            return
        else:
            super().keyPressEvent(event)
            return
        self._at = line, min(max(point, 0), max(0, len(self._lines[line].points) - 1))
        QToolTip.showText(self.mapToGlobal(self.placeOf(*self._at).toPoint()), self._words(*self._at), self)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first point is where one begins."""
        if self._at is None and any(line.points for line in self._lines):
            self._at = (next(number for number, line in enumerate(self._lines) if line.points), 0)
        super().focusInEvent(event)
        self.update()

    def event(self, event: object) -> bool:
        """A tooltip says what the nearest point stands for."""
        if isinstance(event, QHelpEvent) and self._words is not None:
            found = self._nearest(QPointF(event.pos()))
            if found is not None:
                QToolTip.showText(event.globalPos(), self._words(*found), self)
                return True
        return super().event(event)  # type: ignore[arg-type]

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _nearest(self, place: QPointF | QPoint) -> tuple[int, int] | None:
        box, best, found = self._box(), float(REACH_PX), None
        at = np.array([(place.x() - box.left()) / box.width(), (box.bottom() - place.y()) / box.height()])
        for line, points in enumerate(self._points):
            if not len(points):
                continue
            away = np.hypot(*((points - at) * (box.width(), box.height())).T)
            nearest = int(away.argmin())
            if away[nearest] < best:
                best, found = float(away[nearest]), (line, nearest)
        return found

    def _paint_grid(self, painter: QPainter, box: QRectF) -> None:
        for tick in (0.0, 0.5, 1.0):
            painter.setPen(QPen(line_colour(self.palette()), 1))
            painter.drawLine(_place(box, (0, tick)), _place(box, (1, tick)))
            painter.setPen(dim_colour(self.palette()))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(18, _place(box, (0, tick)).y() - 8, _LEFT - 22, 16), right, f"{tick:g}")
            below = QRectF(_place(box, (tick, 0)).x() - 14, box.bottom() + 1, 28, 14)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"{tick:g}")
        painter.setPen(QPen(line_colour(self.palette()), 1, Qt.PenStyle.DashLine))
        painter.drawLine(_place(box, (0, 0)), _place(box, (1, 1)))


def _place(box: QRectF, point: tuple[float, float]) -> QPointF:
    return QPointF(box.left() + point[0] * box.width(), box.bottom() - point[1] * box.height())
