"""The figures of a training as small curves, epoch by epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.translation import tr
from desktop.widgets.painting import accent_colour, dim_colour, line_colour, small_font

_HEIGHT_PX = 92
_GAP_PX = 16
_HEAD_PX = 20
_DOT_PX = 2.5


@dataclass(frozen=True, slots=True)
class Curve:
    """A figure by name, one value an epoch."""

    name: str
    values: tuple[float, ...]


class MetricCurves(QWidget):
    """Paints each curve in a field of its own, between its least and its largest value, with the latest in numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: tuple[Curve, ...] = ()
        self.setAccessibleName(tr("Figures of the training"))

    def setCurves(self, curves: Sequence[Curve]) -> None:
        """Show these; curves without a value are left out."""
        self._curves = tuple(curve for curve in curves if curve.values)
        self.setAccessibleDescription(", ".join(f"{curve.name} {curve.values[-1]:.3g}" for curve in self._curves))
        self.setVisible(bool(self._curves))
        self.update()

    def curves(self) -> tuple[Curve, ...]:
        """What is shown."""
        return self._curves

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(320, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """A narrow strip."""
        return QSize(160, _HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the fields side by side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - _GAP_PX * (len(self._curves) - 1)) / max(1, len(self._curves))
        for number, curve in enumerate(self._curves):
            self._paint_curve(painter, QRectF(number * (width + _GAP_PX), 0, width, self.height()), curve)

    def _paint_curve(self, painter: QPainter, field: QRectF, curve: Curve) -> None:
        head = QRectF(field.x(), field.y(), field.width(), _HEAD_PX)
        painter.setFont(small_font(self.font()))
        painter.setPen(dim_colour(self.palette()))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, curve.name)
        painter.setPen(self.palette().color(self.foregroundRole()))
        latest = f"{curve.values[-1]:.3g}"
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, latest)
        box = field.adjusted(0, _HEAD_PX, 0, -1)
        painter.setPen(QPen(line_colour(self.palette()), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        points = _points(curve.values, box.adjusted(_DOT_PX, 6, -_DOT_PX, -6))
        painter.setPen(QPen(accent_colour(self.palette()), 1.6))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(accent_colour(self.palette()))
        painter.drawEllipse(points[-1], _DOT_PX, _DOT_PX)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _points(values: Sequence[float], box: QRectF) -> list[QPointF]:
    low, high = min(values), max(values)
    step = box.width() / max(1, len(values) - 1)
    span = (high - low) or 1.0
    return [
        QPointF(box.left() + number * step, box.bottom() - (value - low) / span * box.height())
        for number, value in enumerate(values)
    ]
