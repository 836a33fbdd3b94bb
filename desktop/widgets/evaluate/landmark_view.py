"""A photograph on which disc, fovea and the ETDRS grid stand, and can be dragged to where they are."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.translation import tr
from desktop.widgets.painting import small_font

DISC_MM, RINGS_MM = 1.8, (0.5, 1.5, 3.0)
"""As the core has them: the disc's diameter, and the radii of the grid."""
_DISC, _FOVEA, _EDGE = QColor("#ffd166"), QColor("#6ecbff"), QColor(255, 255, 255, 150)
_REACH_PX = 14


@dataclass(frozen=True, slots=True)
class Marks:
    """Disc and fovea, (x, y), and the disc's diameter, in pixels of the photograph."""

    disc: tuple[float, float]
    fovea: tuple[float, float]
    diameter: float


class LandmarkView(QWidget):
    """Drag the disc, its rim, or the fovea; the arrow keys move what was touched last by a pixel, Shift ten."""

    marksChanged = Signal(object)
    """The Marks after a drag or a key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Disc and fovea"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._image = QImage()
        self._size = (1, 1)
        self._marks: Marks | None = None
        self._held = ""
        self._last = "disc"
        self._words = ""
        self._is_editable = True

    def setPhotograph(self, pixels: NDArray[np.uint8] | None, size: tuple[int, int]) -> None:
        """Show (h, w, 3) RGB pixels of a photograph of `size` (width, height); None: nothing."""
        if pixels is None:
            self._image = QImage()
        else:
            height, width = pixels.shape[:2]
            data = np.ascontiguousarray(pixels)
            self._image = QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        self._size = size
        self.update()

    def setMarks(self, marks: Marks | None, words: str = "") -> None:
        """Where disc and fovea are; `words` say how that is known."""
        self._marks, self._words = marks, words
        self.setAccessibleDescription(words)
        self.update()

    def marks(self) -> Marks | None:
        """Where they are now."""
        return self._marks

    def setEditable(self, is_editable: bool) -> None:  # noqa: FBT001
        """Whether they can be moved."""
        self._is_editable = is_editable

    def sizeHint(self) -> QSize:
        """Enough to see vessels."""
        return QSize(420, 380)

    def minimumSizeHint(self) -> QSize:
        """The smallest that can be marked on."""
        return QSize(220, 200)

    def at(self, x: float, y: float) -> QPointF:
        """Where a point of the photograph is in the widget."""
        box = self._box()
        return QPointF(box.left() + x * box.width() / self._size[0], box.top() + y * box.height() / self._size[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Photograph, grid, disc and fovea."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(12, 13, 16))
        if self._image.isNull():
            painter.end()
            return
        painter.drawImage(self._box(), self._image)
        painter.setFont(small_font(self.font()))
        if self._marks is not None:
            self._paint_marks(painter, self._marks)
        painter.setPen(QColor("#e6e8ec"))
        painter.drawText(self.rect().adjusted(8, 6, -8, -6), Qt.AlignmentFlag.AlignBottom, self._words)
        painter.end()

    def _paint_marks(self, painter: QPainter, marks: Marks) -> None:
        scale = self._scale()
        fovea, disc = self.at(*marks.fovea), self.at(*marks.disc)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_EDGE, 1, Qt.PenStyle.DashLine))
        px_per_mm = marks.diameter / DISC_MM * scale
        for ring in RINGS_MM:
            painter.drawEllipse(fovea, ring * px_per_mm, ring * px_per_mm)
        inner, outer = RINGS_MM[0] * px_per_mm, RINGS_MM[-1] * px_per_mm
        for angle in (45, 135, 225, 315):
            way = QPointF(math.cos(math.radians(angle)), math.sin(math.radians(angle)))
            painter.drawLine(fovea + way * inner, fovea + way * outer)
        painter.setPen(QPen(_DISC, 2))
        painter.drawEllipse(disc, marks.diameter / 2 * scale, marks.diameter / 2 * scale)
        painter.drawText(disc + QPointF(-12, -marks.diameter / 2 * scale - 6), tr("Disc"))
        painter.setPen(QPen(_FOVEA, 2))
        painter.drawLine(fovea - QPointF(8, 0), fovea + QPointF(8, 0))
        painter.drawLine(fovea - QPointF(0, 8), fovea + QPointF(0, 8))
        painter.drawText(fovea + QPointF(10, -8), tr("Fovea"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what is under the pointer."""
        self._held = self._part_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else ""
        self._last = self._held or self._last

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if not self._held:
            part = self._part_at(event.position())
            self.setCursor(Qt.CursorShape.SizeAllCursor if part else Qt.CursorShape.ArrowCursor)
            return
        box = self._box()
        x = (event.position().x() - box.left()) * self._size[0] / box.width()
        y = (event.position().y() - box.top()) * self._size[1] / box.height()
        self._move(self._held, x, y)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """It stays there."""
        if self._held:
            self._held = ""
            self.marksChanged.emit(self._marks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move what was touched last."""
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        way = ways.get(Qt.Key(event.key()))
        if way is None or self._marks is None or not self._is_editable:
            super().keyPressEvent(event)
            return
        step = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        x, y = self._marks.fovea if self._last == "fovea" else self._marks.disc
        self._move("fovea" if self._last == "fovea" else "disc", x + way[0] * step, y + way[1] * step)
        self.marksChanged.emit(self._marks)

    def _move(self, part: str, x: float, y: float) -> None:
        marks = self._marks
        if marks is None:
            return
        x, y = min(max(x, 0.0), float(self._size[0])), min(max(y, 0.0), float(self._size[1]))
        if part == "rim":
            diameter = 2 * math.hypot(x - marks.disc[0], y - marks.disc[1])
            self._marks = replace(marks, diameter=max(diameter, 0.02 * self._size[0]))
        elif part == "disc" and (x, y) != marks.fovea:
            self._marks = replace(marks, disc=(x, y))
        elif part == "fovea" and (x, y) != marks.disc:
            self._marks = replace(marks, fovea=(x, y))
        self.update()

    def _part_at(self, place: QPointF) -> str:
        if self._marks is None or not self._is_editable:
            return ""
        to_disc = _length(place - self.at(*self._marks.disc))
        radius = self._marks.diameter / 2 * self._scale()
        if _length(place - self.at(*self._marks.fovea)) < _REACH_PX:
            return "fovea"
        if abs(to_disc - radius) < _REACH_PX / 3:
            return "rim"
        return "disc" if to_disc < radius else ""

    def _scale(self) -> float:
        return self._box().width() / self._size[0]

    def _box(self) -> QRectF:
        scale = min(self.width() / self._size[0], self.height() / self._size[1])
        width, height = self._size[0] * scale, self._size[1] * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)


def _length(way: QPointF) -> float:
    return math.hypot(way.x(), way.y())
