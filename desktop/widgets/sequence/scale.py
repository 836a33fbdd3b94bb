"""What the colours of an animation mean: one scale for all frames, and the largest value of the one that is shown."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.explain.colour_maps import ColourMap, SignedColourMap, table_of
from desktop.translation import mark, tr
from desktop.widgets.painting import dim_colour, line_colour, small_font
from desktop.widgets.sequence.picture_view import rgb_image
from desktop.widgets.viewer.numbers import short_number

BAR_PX, MARK_PX, GAP_PX = 10, 5, 8
NOTHING = mark("No evidence in any photograph")
NOTHING_HERE = mark("no evidence in this one")


class SequenceScale(QWidget):
    """A lying colour bar in raw units, with a mark at the largest value of the frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sequenceScale")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._limits = (0.0, 0.0)
        self._colour_map: ColourMap | SignedColourMap = ColourMap.INFERNO
        self._largest: float | None = None

    def setScale(self, limits: tuple[float, float], colour_map: ColourMap | SignedColourMap) -> None:
        """The raw values at the two ends, and the colours between; equal ends: no map has a value above 0."""
        self._limits, self._colour_map = limits, colour_map
        self._say()

    def setLargest(self, value: float | None) -> None:
        """The largest value of the frame that is shown; None: no frame."""
        self._largest = value
        self._say()

    def words(self) -> str:
        """What the scale says of the frame."""
        lower, upper = self._limits
        if self._largest is None:
            return ""
        if not lower < upper:
            return tr(NOTHING)
        return (
            tr("at most {short_number} here", short_number=short_number(self._largest))
            if self._largest > 0
            else tr(NOTHING_HERE)
        )

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(320, max(self.fontMetrics().height(), BAR_PX + MARK_PX) + 4)

    def minimumSizeHint(self) -> QSize:
        """One line, however narrow."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ends, colours, mark and words."""
        if self._largest is None:
            return
        painter = QPainter(self)
        painter.setFont(small_font(self.font()))
        painter.setPen(dim_colour(self.palette()))
        flags = Qt.AlignmentFlag.AlignVCenter
        words_width = painter.fontMetrics().horizontalAdvance(f"{tr(NOTHING_HERE)} ")
        words_box = self.rect().adjusted(self.width() - words_width, 0, 0, 0)
        lower, upper = self._limits
        if not lower < upper:
            painter.drawText(self.rect(), flags, self.words())
        else:
            painter.drawText(words_box, flags | Qt.AlignmentFlag.AlignRight, self.words())
            self._paint_bar(painter, self.rect().adjusted(0, 0, -words_width - GAP_PX, 0))
        painter.end()

    def _paint_bar(self, painter: QPainter, box: QRect) -> None:
        left, right = (short_number(limit) for limit in self._limits)
        metrics = painter.fontMetrics()
        bar = box.adjusted(metrics.horizontalAdvance(left) + GAP_PX, 0, -metrics.horizontalAdvance(right) - GAP_PX, 0)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags | Qt.AlignmentFlag.AlignLeft, left)
        painter.drawText(box, flags | Qt.AlignmentFlag.AlignRight, right)
        bar.setTop(box.center().y() - BAR_PX // 2)
        bar.setHeight(BAR_PX)
        painter.drawImage(bar, rgb_image(np.ascontiguousarray(table_of(self._colour_map)[None])))
        painter.setPen(QPen(line_colour(self.palette())))
        painter.drawRect(bar)
        lower, upper = self._limits
        place = min(max(((self._largest or 0.0) - lower) / (upper - lower), 0.0), 1.0)
        x = bar.left() + place * bar.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().windowText())
        top = bar.bottom() - 1
        tip = [QPointF(x, top), QPointF(x - MARK_PX, top + MARK_PX + 2), QPointF(x + MARK_PX, top + MARK_PX + 2)]
        painter.drawPolygon(QPolygonF(tip))

    def _say(self) -> None:
        lower, upper = self._limits
        self.setAccessibleName(
            tr(
                "Colours from {short_number} to {short_number_2}",
                short_number=short_number(lower),
                short_number_2=short_number(upper),
            )
        )
        self.setAccessibleDescription(self.words())
        self.setToolTip(
            tr("One scale for the whole sequence, in raw units; the mark is the largest value of this frame")
        )
        self.update()
