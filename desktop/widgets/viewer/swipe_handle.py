"""The divider between photograph and overlay that can be dragged over the picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QWidget

from desktop.translation import tr

_WIDTH_PX = 32
_GRIP_RADIUS_PX = 13.0
_LINE_GRAB_PX = 6
_STEP_PX = 8
_BIG_STEP_PX = 64
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SwipeHandle(QWidget):
    """A line from top to bottom of its parent with a grip in the middle."""

    moved = Signal(float)
    """The wanted position of the line, in pixels of the parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(tr("Divider between photograph and overlay"))
        self.setToolTip(tr("Drag, or use the left and right arrow keys"))

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(_WIDTH_PX, 200)

    def placeAt(self, x: float) -> None:
        """Put the line at `x` of the parent."""
        self.setGeometry(round(x) - _WIDTH_PX // 2, 0, _WIDTH_PX, self._around.height())
        middle = _WIDTH_PX // 2
        strip = QRegion(middle - _LINE_GRAB_PX, 0, 2 * _LINE_GRAB_PX, self.height())
        grip = QRegion(0, self.height() // 2 - middle, _WIDTH_PX, _WIDTH_PX, QRegion.RegionType.Ellipse)
        self.setMask(strip + grip)  # the picture beside the line stays within reach of the pointer

    def event(self, event: QEvent) -> bool:
        """Claim the arrow keys before the shortcuts of the window, while the divider has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a small step, or by a large one with Shift."""
        direction = _KEYS.get(Qt.Key(event.key()))
        if direction is None:
            event.ignore()
            return
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.moved.emit(self._x() + direction * (_BIG_STEP_PX if is_shifted else _STEP_PX))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold, or leave other buttons to the picture below."""
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.moved.emit(self.mapToParent(event.position()).x())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it is gone."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line and grip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = _WIDTH_PX / 2, self.height() / 2
        painter.fillRect(QRectF(x - 2, 0, 4, self.height()), QColor(0, 0, 0, 120))
        painter.fillRect(QRectF(x - 1, 0, 2, self.height()), QColor(255, 255, 255, 225))
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent if self.hasFocus() else QColor(0, 0, 0, 130), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(250, 250, 250))
        painter.drawEllipse(QPointF(x, y), _GRIP_RADIUS_PX, _GRIP_RADIUS_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(40, 43, 50))
        for side in (-1, 1):
            arrow = QPainterPath(QPointF(x + side * 8, y))
            arrow.lineTo(x + side * 3, y - 4.5)
            arrow.lineTo(x + side * 3, y + 4.5)
            painter.drawPath(arrow)

    def _x(self) -> float:
        return self.x() + _WIDTH_PX / 2
