"""Figures below one another with their intervals, and shares as bars: what a study comes to at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.drawing.frame import ticks
from desktop.series_colours import series_colour
from desktop.study_tables import PlotRow
from desktop.translation import tr
from desktop.widgets.painting import bold_font, dim_colour, line_colour, small_font

ROW_PX = 22
_AXIS_PX = 34
_NAMES_PX, _WORDS_PX = 216, 170
VERDICT_COLOURS = ("#3aa76d", "#c9971c", "#e0663f", "#8a93a3")
"""Right, partly, artefact, missed lesion; the legend and the numbers say it too."""


class IntervalPlot(QWidget):
    """A point for each figure; a thick line is its interval, a thin one that for other readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Figures with their intervals"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: tuple[PlotRow, ...] = ()
        self._across = ""
        self._limits: tuple[float, float] | None = None

    def setRows(self, rows: Sequence[PlotRow], *, across: str, limits: tuple[float, float] | None = None) -> None:
        """Show these over an axis that is called `across`, from its limits or those of the figures."""
        self._rows, self._across, self._limits = tuple(rows), across, limits
        self.setAccessibleDescription("; ".join(f"{row.name.strip()}: {row.words}" for row in rows))
        self.updateGeometry()
        self.update()

    def rows(self) -> tuple[PlotRow, ...]:
        """What is shown."""
        return self._rows

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        return QSize(560, ROW_PX * max(1, len(self._rows)) + _AXIS_PX)

    def minimumSizeHint(self) -> QSize:
        """As high; narrower plots still tell."""
        return QSize(_NAMES_PX + _WORDS_PX + 80, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axis and figures."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(_NAMES_PX, 2, self.width() - _NAMES_PX - _WORDS_PX, ROW_PX * len(self._rows))
        low, high = self._axis()
        painter.setFont(small_font(self.font()))
        for tick in ticks(low, high):
            x = _place(tick, low, high, box)
            if not box.left() - 1 <= x <= box.right() + 1:
                continue
            painter.setPen(QPen(line_colour(self.palette()), 1))
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            painter.setPen(dim_colour(self.palette()))
            painter.drawText(QRectF(x - 30, box.bottom() + 2, 60, 14), Qt.AlignmentFlag.AlignCenter, f"{tick:g}")
        painter.drawText(
            QRectF(box.left(), box.bottom() + 16, box.width(), 15), Qt.AlignmentFlag.AlignCenter, self._across
        )
        for number, row in enumerate(self._rows):
            self._paint_row(painter, row, box, number, (low, high))

    def _paint_row(
        self, painter: QPainter, row: PlotRow, box: QRectF, number: int, limits: tuple[float, float]
    ) -> None:
        y = box.top() + (number + 0.5) * ROW_PX
        colour = series_colour(row.group, self.palette())
        text = self.palette().color(self.foregroundRole())
        painter.setFont(bold_font(self.font()) if row.is_strong else self.font())
        painter.setPen(text if row.is_strong else dim_colour(self.palette()))
        names = QRectF(0, y - ROW_PX / 2, _NAMES_PX - 12, ROW_PX)
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, int(names.width()))
        painter.drawText(names, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        words = QRectF(box.right() + 12, y - ROW_PX / 2, _WORDS_PX - 12, ROW_PX)
        painter.setFont(self.font())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.words)
        for interval, width in ((row.wide, 1.0), (row.interval, 3.0 if row.is_strong else 2.0)):
            if interval is not None:
                painter.setPen(QPen(colour, width))
                ends = (_place(end, *limits, box) for end in (interval.low, interval.high))
                painter.drawLine(*(QPointF(end, y) for end in ends))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        radius = 4.5 if row.is_strong else 3.5
        painter.drawEllipse(QPointF(_place(row.value, *limits, box), y), radius, radius)

    def _axis(self) -> tuple[float, float]:
        if self._limits is not None:
            return self._limits
        ends = [end for row in self._rows for end in (row.interval, row.wide) if end is not None]
        values = [row.value for row in self._rows] + [limit for end in ends for limit in (end.low, end.high)]
        levels = ticks(min(values), max(values))
        return levels[0], levels[-1]


class VerdictBars(QWidget):
    """A bar a method, divided by verdict."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Verdicts by method"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: tuple[tuple[str, tuple[float, ...], int], ...] = ()
        self._names: tuple[str, ...] = ()

    def setRows(self, rows: Sequence[tuple[str, tuple[float, ...], int]], names: Sequence[str]) -> None:
        """Show methods with their shares of the verdicts that are called `names`, and how many were judged."""
        self._rows, self._names = tuple(rows), tuple(names)
        self.updateGeometry()
        self.update()

    def rows(self) -> tuple[tuple[str, tuple[float, ...], int], ...]:
        """What is shown."""
        return self._rows

    def sizeHint(self) -> QSize:
        """As high as the rows, with a legend."""
        return QSize(560, (ROW_PX + 8) * max(1, len(self._rows)) + 26)

    def minimumSizeHint(self) -> QSize:
        """As high."""
        return QSize(_NAMES_PX + 200, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint legend and bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = float(_NAMES_PX)
        painter.setFont(small_font(self.font()))
        for name, colour in zip(self._names, VERDICT_COLOURS, strict=False):
            painter.fillRect(QRectF(left, 6, 10, 10), QColor(colour))
            painter.setPen(dim_colour(self.palette()))
            width = painter.fontMetrics().horizontalAdvance(name)
            painter.drawText(QRectF(left + 15, 2, width + 8, 18), Qt.AlignmentFlag.AlignVCenter, name)
            left += width + 38
        for number, (name, shares, count) in enumerate(self._rows):
            self._paint_bar(painter, name, shares, count, 24 + number * (ROW_PX + 8))

    def _paint_bar(self, painter: QPainter, name: str, shares: Sequence[float], count: int, top: float) -> None:
        painter.setFont(bold_font(self.font()))
        painter.setPen(self.palette().color(self.foregroundRole()))
        names = QRectF(0, top, _NAMES_PX - 12, ROW_PX)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, int(names.width()))
        painter.drawText(names, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        whole = self.width() - _NAMES_PX - 70
        left = float(_NAMES_PX)
        painter.setFont(small_font(self.font()))
        for share, colour in zip(shares, VERDICT_COLOURS, strict=False):
            box = QRectF(left, top, whole * share, ROW_PX)
            painter.fillRect(box, QColor(colour))
            if box.width() > 34:
                painter.setPen(QColor("#0d0e11"))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{share:.0%}")
            left += box.width()
        painter.setPen(dim_colour(self.palette()))
        words = QRectF(_NAMES_PX + whole + 10, top, 60, ROW_PX)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, tr("of {count:,}", count=count)
        )


def _place(value: float, low: float, high: float, box: QRectF) -> float:
    return box.left() + (value - low) / (high - low or 1.0) * box.width()
