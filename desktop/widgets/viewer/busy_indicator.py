"""A small turning arc that says that something is being computed, once that takes long enough to be noticed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from desktop.translation import tr
from desktop.widgets.viewer.afloat import Afloat

_DELAY_MS = 150
_TICK_MS = 40
_SIZE_PX = 28
_MARGIN_PX = 12
_DEGREES_A_TICK = 14


class BusyIndicator(Afloat):
    """Sits in the upper right corner of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._angle = 0
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._appear)
        self._ticks = QTimer(self, interval=_TICK_MS)
        self._ticks.timeout.connect(self._turn)
        self.setAccessibleName(tr("Computing"))
        self.resize(_SIZE_PX, _SIZE_PX)

    def setBusy(self, is_busy: bool) -> None:  # noqa: FBT001
        """Appear after 150 ms, or vanish at once."""
        if not is_busy:
            self._delay.stop()
            self._ticks.stop()
            self.hide()
        elif not self._delay.isActive() and not self._ticks.isActive():
            self._delay.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the arc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = QColor(self.palette().color(QPalette.ColorRole.Base))
        field.setAlpha(200)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(field)
        painter.drawEllipse(self.rect())
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent, 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(QRectF(self.rect()).adjusted(7, 7, -7, -7), -self._angle * 16, 270 * 16)

    def _appear(self) -> None:
        self.place()
        self.show()
        self.raise_()
        self._ticks.start()

    def _turn(self) -> None:
        self._angle = (self._angle + _DEGREES_A_TICK) % 360
        self.update()

    def place(self) -> None:
        """Go into the corner."""
        self.move(self.around.width() - _SIZE_PX - _MARGIN_PX, _MARGIN_PX)
