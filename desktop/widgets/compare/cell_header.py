"""The line above a cell: what it shows, and what its colours mean."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.explain.overlay import Rendering, table_of
from core.explain.rendering import Limits
from desktop.widgets.painting import accent_colour, bold_font, chosen_colour, dim_colour, small_font
from desktop.widgets.viewer.numbers import short_number

LINE_PX = 18
_MARGIN_PX = 6
_SCALE_PX = 44
_SCALE_HEIGHT_PX = 7
_GAP_PX = 4


class CellHeader(QWidget):
    """Title and scale in one line; where there is height for a second one, the rest of the words beneath the title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._rest = ""
        self._limits: Limits | None = None
        self._rendering = Rendering()
        self._is_signed = False
        self._is_selected = False
        self._has_two_lines = True
        self.setTwoLines(True)

    def setWords(self, title: str, rest: str) -> None:
        """What is particular to the cell, and the rest."""
        if (title, rest) != (self._title, self._rest):
            self._title, self._rest = title, rest
            self.update()

    def setScale(self, limits: Limits | None, rendering: Rendering, *, is_signed: bool) -> None:
        """What the ends of the colours stand for, in raw units; None: there is nothing to colour."""
        wanted = (limits, rendering, is_signed)
        if wanted != (self._limits, self._rendering, self._is_signed):
            self._limits, self._rendering, self._is_signed = wanted
            self.update()

    def setSelected(self, is_selected: bool) -> None:  # noqa: FBT001
        """Whether this is the cell of what is selected."""
        if is_selected != self._is_selected:
            self._is_selected = is_selected
            self.update()

    def setTwoLines(self, has_two: bool) -> None:  # noqa: FBT001
        """Whether there is height for two lines."""
        self._has_two_lines = has_two
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """One or two lines."""
        return QSize(160, LINE_PX * (2 if self._has_two_lines else 1) + 2)

    def scaleText(self) -> tuple[str, str]:
        """The two ends of the scale as they are written; empty where there is nothing to colour."""
        if self._limits is None or not self._limits[0] < self._limits[1]:
            return "", ""
        return short_number(self._limits[0], 2), short_number(self._limits[1], 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), chosen_colour(palette) if self._is_selected else palette.base().color())
        if self._is_selected:
            painter.fillRect(QRect(0, 0, 3, self.height()), accent_colour(palette))
        top = QRect(_MARGIN_PX, 1, self.width() - 2 * _MARGIN_PX, LINE_PX)
        painter.setPen(palette.windowText().color())
        bold = bold_font(self.font())
        if self._has_two_lines:
            self._write(painter, top, self._title, bold)
            below = top.translated(0, LINE_PX - 1)
            painter.setPen(dim_colour(palette))
            used = self._paint_scale(painter, below)
            self._write(painter, below.adjusted(0, 0, -used, 0), self._rest, small_font(self.font()))
            return
        title_px = QFontMetrics(bold).horizontalAdvance(self._title)
        used = self._paint_scale(painter, top, most_px=max(0, top.width() - title_px - _GAP_PX))
        painter.setPen(palette.windowText().color())
        written = self._write(painter, top.adjusted(0, 0, -used, 0), self._title, bold)
        painter.setPen(dim_colour(palette))
        left = top.adjusted(written + 2 * _GAP_PX, 0, -used, 0)
        if left.width() > 30:
            self._write(painter, left, self._rest, small_font(self.font()))

    def _write(self, painter: QPainter, where: QRect, text: str, font: object) -> int:
        """Write one line, shortened where there is no room. Returns how wide it is."""
        painter.setFont(font)  # type: ignore[arg-type]  # a QFont
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, where.width()))
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
        return painter.fontMetrics().horizontalAdvance(short)

    def _paint_scale(self, painter: QPainter, line: QRect, *, most_px: int = 10_000) -> int:
        """Paint the colours with the values at their ends, to the right. Returns how much room that takes."""
        lower, upper = self.scaleText()
        if not upper:
            return 0
        painter.setFont(small_font(self.font()))
        metrics = painter.fontMetrics()
        lower_px, upper_px = metrics.horizontalAdvance(lower), metrics.horizontalAdvance(upper)
        bar_px = min(_SCALE_PX, most_px - lower_px - upper_px - 3 * _GAP_PX)
        if bar_px < 12:  # the values alone still say what the brightest colour means
            bar_px = 0
        width = lower_px + upper_px + bar_px + 3 * _GAP_PX
        x = line.right() + 1 - width + _GAP_PX
        painter.setPen(dim_colour(self.palette()))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(x, line.y(), lower_px + 1, line.height()), flags, lower)
        bar = QRectF(x + lower_px + _GAP_PX, line.center().y() - _SCALE_HEIGHT_PX / 2 + 1, bar_px, _SCALE_HEIGHT_PX)
        if bar_px:
            painter.drawImage(bar, _ramp(self._rendering, is_signed=self._is_signed))
        painter.drawText(QRect(int(bar.right()) + _GAP_PX, line.y(), upper_px + 1, line.height()), flags, upper)
        return width


def _ramp(rendering: Rendering, *, is_signed: bool) -> QImage:
    table = table_of(rendering.colours_of(is_signed=is_signed))
    return QImage(table.tobytes(), 256, 1, 3 * 256, QImage.Format.Format_RGB888).copy()
