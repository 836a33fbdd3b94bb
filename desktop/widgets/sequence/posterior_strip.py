"""The posteriors along a sequence: a stacked strip with a cursor, and what the classes are called."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.explain.posterior_strip import StackedPosteriors, column_span, draw_strip, step_at
from desktop.translation import tr
from desktop.widgets.painting import bold_font, dim_colour, draw_filled, mixed
from desktop.widgets.sequence.picture_view import rgb_image

LEAST_WIDTH_PX, LEAST_STRIP_PX = 220, 96
SWATCH_PX = 12
GAP_PX = 8


class PosteriorStrip(QWidget):
    """One line a class with its posterior at the cursor, the last class on top as in the strip beneath.

    A click or a drag on the strip goes to the photograph under the pointer.
    """

    stepChosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("posteriorStrip")
        self.setAccessibleName(tr("Posteriors along the sequence"))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._stacked: StackedPosteriors | None = None
        self._step = 0
        self._strip = QImage()

    def setPosteriors(self, stacked: StackedPosteriors | None) -> None:
        """Show other posteriors, or none."""
        self._stacked = stacked
        self._strip = QImage()
        self._step = 0
        self._update()

    def setStep(self, step: int) -> None:
        """Move the cursor."""
        self._step = step
        self._update()

    def step(self) -> int:
        """Where the cursor is."""
        return self._step

    def stripRect(self) -> QRect:
        """Where the strip is: under the lines."""
        count = len(self._stacked.names) if self._stacked is not None else 0
        top = count * self._line_px() + GAP_PX
        return QRect(0, top, self.width(), max(self.height() - top, 1))

    def minimumSizeHint(self) -> QSize:
        """All classes, and a strip in which something can be seen."""
        return QSize(LEAST_WIDTH_PX, self.stripRect().top() + LEAST_STRIP_PX)

    def sizeHint(self) -> QSize:
        """As wide as the strip of a frame."""
        return QSize(336, self.stripRect().top() + 2 * LEAST_STRIP_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines, strip and cursor."""
        stacked = self._stacked
        if stacked is None:
            return
        painter = QPainter(self)
        for number in range(len(stacked.names)):
            self._paint_line(painter, stacked, number)
        box = self.stripRect()
        if self._strip.size() != box.size():
            self._strip = rgb_image(draw_strip(stacked, box.width(), box.height()))
        painter.drawImage(box.topLeft(), self._strip)
        first, last = column_span(self._step, len(stacked.shares), box.width())
        middle = (first + last) / 2
        for colour, width in ((QColor(0, 0, 0), 3.0), (QColor(255, 255, 255), 1.0)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QPointF(middle, box.top()), QPointF(middle, box.bottom() + 1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to what was clicked."""
        self._choose(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the pointer, and tell by its shape that it can."""
        is_over = self._stacked is not None and self.stripRect().contains(event.position().toPoint())
        self.setCursor(Qt.CursorShape.SplitHCursor if is_over else Qt.CursorShape.ArrowCursor)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event)

    def _choose(self, event: QMouseEvent) -> None:
        box = self.stripRect()
        if self._stacked is not None and event.position().y() >= box.top():
            self.stepChosen.emit(step_at(event.position().x(), len(self._stacked.shares), box.width()))

    def _paint_line(self, painter: QPainter, stacked: StackedPosteriors, number: int) -> None:
        share = float(stacked.shares[self._step, number])
        is_predicted = stacked.predicted[self._step] == number
        line = QRect(0, (len(stacked.names) - 1 - number) * self._line_px(), self.width(), self._line_px())
        red, green, blue = (int(part) for part in stacked.colours[number])
        swatch = QRectF(line.left(), line.center().y() - SWATCH_PX / 2 + 1, SWATCH_PX, SWATCH_PX)
        draw_filled(painter, swatch, QColor(red, green, blue), radius=2)
        painter.setFont(bold_font(self.font()) if is_predicted else self.font())
        text = self.palette().windowText().color()
        painter.setPen(text if is_predicted else mixed(dim_colour(self.palette()), text, 0.3))
        value = f"{share:.2f}"
        value_width = painter.fontMetrics().horizontalAdvance(value)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, value)
        name_box = line.adjusted(SWATCH_PX + GAP_PX, 0, -value_width - GAP_PX, 0)
        name = painter.fontMetrics().elidedText(stacked.names[number], Qt.TextElideMode.ElideRight, name_box.width())
        painter.drawText(name_box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def _line_px(self) -> int:
        return self.fontMetrics().height() + 4

    def _update(self) -> None:
        if self._stacked is not None:
            shares = self._stacked.shares[self._step]
            said = (f"{name} {share:.2f}" for name, share in zip(self._stacked.names, shares, strict=True))
            self.setAccessibleDescription(", ".join(said))
        self.updateGeometry()
        self.update()
