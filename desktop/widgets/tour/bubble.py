"""One step of a tour: all but one place of the window is dimmed, and a bubble beside it says what it is for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.theme import sized
from desktop.translation import tr

WIDTH_PX, GAP_PX, RADIUS_PX = 340, 14, 6
DIM = QColor(0, 0, 0, 150)


class TourVeil(QWidget):
    """Covers `window` but for a hole around the place that is shown; clicks go on to the next step."""

    nextRequested = Signal()
    backRequested = Signal()
    endRequested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self.setAccessibleName(tr("Tour"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._window = window
        self._target: QWidget | None = None
        self.bubble = Bubble(self)
        self.bubble.next.clicked.connect(self.nextRequested)
        self.bubble.back.clicked.connect(self.backRequested)
        self.bubble.end.clicked.connect(self.endRequested)
        window.installEventFilter(self)

    def showStep(
        self, title: str, text: str, place: str, target: QWidget | None, *, is_first: bool, is_last: bool
    ) -> None:
        """Show a step; `place` is where in the tour it stands. Without a target the bubble is in the middle."""
        self._target = target
        self.bubble.setStep(title, text, place, is_first=is_first, is_last=is_last)
        self._arrange()
        self.show()
        self.raise_()
        self.bubble.next.setFocus()
        self.update()

    def hole(self) -> QRect:
        """The place that is shown, in this widget; null where there is none."""
        target = self._target
        if target is None or not target.isVisible():
            return QRect()
        corner = self.mapFromGlobal(target.mapToGlobal(QPoint()))
        return QRect(corner, target.size()).adjusted(-2, -2, 2, 2).intersected(self.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._arrange()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Esc ends."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.endRequested.emit()
            case Qt.Key.Key_Right | Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.nextRequested.emit()
            case Qt.Key.Key_Left:
                self.backRequested.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim all but the hole."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        hole = self.hole()
        if not hole.isNull():
            inner = QPainterPath()
            inner.addRoundedRect(QRectF(hole), RADIUS_PX, RADIUS_PX)
            path = path.subtracted(inner)
        painter.fillPath(path, DIM)
        if not hole.isNull():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRoundedRect(QRectF(hole), RADIUS_PX, RADIUS_PX)
        painter.end()

    def _arrange(self) -> None:
        self.setGeometry(self._window.rect())
        self.bubble.adjustSize()
        self.bubble.move(beside(self.hole(), self.bubble.rect(), self.rect()))


def beside(hole: QRect, bubble: QRect, room: QRect) -> QPoint:
    """Where the bubble goes: on the side of the hole that has the most room; inside it where no side has any."""
    width, height = bubble.width(), bubble.height()
    middle = QPoint(room.center().x() - width // 2, room.center().y() - height // 2)
    if hole.isNull():
        return middle
    spots = (
        (room.right() - hole.right() - width, QPoint(hole.right() + GAP_PX, hole.center().y() - height // 2)),
        (hole.left() - width, QPoint(hole.left() - GAP_PX - width, hole.center().y() - height // 2)),
        (room.bottom() - hole.bottom() - height, QPoint(hole.center().x() - width // 2, hole.bottom() + GAP_PX)),
        (hole.top() - height, QPoint(hole.center().x() - width // 2, hole.top() - GAP_PX - height)),
    )
    space, spot = max(spots, key=lambda one: one[0])
    if space < GAP_PX:
        spot = QPoint(hole.center().x() - width // 2, hole.bottom() - height - GAP_PX)
    x = min(max(spot.x(), GAP_PX), max(room.right() - width - GAP_PX, GAP_PX))
    y = min(max(spot.y(), GAP_PX), max(room.bottom() - height - GAP_PX, GAP_PX))
    return QPoint(x, y)


class Bubble(QFrame):
    """The words of a step, and the ways on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tourBubble")
        self.setFixedWidth(sized(WIDTH_PX))
        self.title, self.text, self.place = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.text.setWordWrap(True)
        self.place.setProperty("role", "dim")
        self.end = QPushButton(tr("Leave the tour"), autoDefault=False, flat=True)
        self.back = QPushButton(tr("Back"), autoDefault=False)
        self.next = QPushButton(tr("Next"), default=True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.end)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addLayout(buttons)

    def setStep(self, title: str, text: str, place: str, *, is_first: bool, is_last: bool) -> None:
        """Say this."""
        self.title.setText(title)
        self.text.setText(text)
        self.place.setText(place)
        self.setAccessibleName(f"{title}. {text}")
        self.back.setVisible(not is_first)
        self.end.setVisible(not is_last)
        self.next.setText(tr("Done") if is_last else tr("Next"))
