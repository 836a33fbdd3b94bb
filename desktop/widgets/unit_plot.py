"""Curves in the unit square: receiver operating characteristic, precision and recall, reliability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.painting import dim_colour, line_colour, small_font

COLOURS = ("#4c9be8", "#e0663f", "#3aa76d", "#c9971c", "#9a6bd6", "#8a93a3")
"""One a class, told apart with any colour vision; the legend names them."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 38, 10, 24, 34


@dataclass(frozen=True, slots=True)
class PlotLine:
    """A named line through points in the unit square."""

    name: str
    points: Sequence[tuple[float, float]]
    is_dotted: bool = False


class UnitPlot(QWidget):
    """Lines with a legend, and points that stand out."""

    def __init__(self, title: str, across: str, up: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._words = (title, across, up)
        self._lines: tuple[PlotLine, ...] = ()
        self._marks: tuple[tuple[float, float], ...] = ()

    def setLines(self, lines: Sequence[PlotLine], marks: Sequence[tuple[float, float]] = ()) -> None:
        """Show these."""
        self._lines, self._marks = tuple(lines), tuple(marks)
        self.setToolTip("\n".join(line.name for line in lines if line.name))
        self.update()

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
        box = QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        title, across, up = self._words
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(QRectF(_LEFT, 2, box.width(), _TOP - 6), Qt.AlignmentFlag.AlignLeft, title)
        self._paint_grid(painter, box)
        painter.setPen(dim_colour(self.palette()))
        painter.drawText(QRectF(box.left(), box.bottom() + 16, box.width(), 16), Qt.AlignmentFlag.AlignCenter, across)
        painter.save()
        painter.translate(10, box.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-box.height() / 2, -8, box.height(), 16), Qt.AlignmentFlag.AlignCenter, up)
        painter.restore()
        for number, line in enumerate(self._lines):
            style = Qt.PenStyle.DotLine if line.is_dotted else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(COLOURS[number % len(COLOURS)]), 1.8, style))
            painter.drawPolyline(QPolygonF([_place(box, point) for point in line.points]))
        painter.setPen(QPen(self.palette().color(self.foregroundRole()), 1.5))
        for mark in self._marks:
            painter.drawEllipse(_place(box, mark), 4, 4)

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
