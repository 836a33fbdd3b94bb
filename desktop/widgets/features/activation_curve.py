"""How the activation rises while an exemplar is made."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.translation import tr
from desktop.widgets.painting import accent_colour, dim_colour, line_colour, small_font

MARGIN_PX = 4


class ActivationCurve(QWidget):
    """A line over the steps, with a mark where one looks now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(56)
        self.setAccessibleName(tr("Activation by step"))
        self._steps: tuple[int, ...] = ()
        self._values: tuple[float, ...] = ()
        self._place = 0

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, 56)

    def setCurve(self, steps: tuple[int, ...], values: tuple[float, ...], place: int) -> None:
        """Show the activation at each of `steps`; `place` is the one that is looked at."""
        self._steps, self._values, self._place = steps, values, place
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line, mark and the ends of the scale."""
        if not self._values:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small_font(self.font()))
        low, high = min(0.0, *self._values), max(*self._values, 0.0)
        text = f"{high:.3g}"
        left = painter.fontMetrics().horizontalAdvance(max(text, f"{low:.3g}", key=len)) + 8
        area = QRectF(left, MARGIN_PX, self.width() - left - MARGIN_PX, self.height() - 2 * MARGIN_PX)
        painter.setPen(dim_colour(self.palette()))
        height = painter.fontMetrics().height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, area.top() - 2, left - 4, height), right, text)
        painter.drawText(QRectF(0, area.bottom() - height + 2, left - 4, height), right, f"{low:.3g}")
        painter.setPen(line_colour(self.palette()))
        painter.drawRect(area)
        span, last = (high - low) or 1.0, max(self._steps[-1], 1)
        points = [
            QPointF(area.left() + step / last * area.width(), area.bottom() - (value - low) / span * area.height())
            for step, value in zip(self._steps, np.nan_to_num(self._values), strict=True)
        ]
        painter.setPen(QPen(accent_colour(self.palette()), 1.5))
        painter.drawPolyline(points)
        painter.setBrush(accent_colour(self.palette()))
        painter.drawEllipse(points[min(self._place, len(points) - 1)], 3.5, 3.5)
        painter.end()
