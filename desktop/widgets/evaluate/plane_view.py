"""A map on a picture, with its colour bar, figures under the pointer and marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.explain.overlay import automatic_limits, colourise
from core.explain.rendering import Limits, Rendering
from desktop.translation import tr
from desktop.widgets.painting import dim_colour, small_font

GROUND = QColor(12, 13, 16)
BAR_PX, BAR_GAP_PX, TITLE_PX, TICK_PX = 12, 8, 20, 46


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """`values` is float32 (h, w), NaN where nothing is known; `ground` uint8 (h, w, 3) of any size beneath it.

    `marks` are named points in cells of the map. `hatched` bool (h, w): cells that are not sure, drawn faint.
    """

    title: str
    values: NDArray[np.float32] | None
    ground: NDArray[np.uint8] | None = None
    marks: Sequence[tuple[str, float, float]] = ()
    is_signed: bool = False
    hatched: NDArray[np.bool_] | None = None
    unit: str = ""


class PlaneView(QWidget):
    """One map. `limits` may be shared with others, so that one colour means one value in all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._plane: Plane | None = None
        self._limits: Limits = (0.0, 0.0)
        self._image, self._bar = QImage(), QImage()

    def setPlane(self, plane: Plane | None, limits: Limits | None = None) -> None:
        """Show a map; without `limits` in its own."""
        self._plane = plane
        self._image, self._bar = QImage(), QImage()
        if plane is not None:
            self.setAccessibleName(plane.title)
            self._render(plane, limits)
        self.update()

    def plane(self) -> Plane | None:
        """What is shown."""
        return self._plane

    def limits(self) -> Limits:
        """The values at the ends of the colour bar."""
        return self._limits

    def sizeHint(self) -> QSize:
        """A square with its bar."""
        return QSize(300, 290)

    def minimumSizeHint(self) -> QSize:
        """The smallest that says something."""
        return QSize(150, 150)

    def _render(self, plane: Plane, limits: Limits | None) -> None:
        ground = plane.ground
        if plane.values is None:
            if ground is not None:
                self._image = _picture(ground)
            return
        known = plane.values[np.isfinite(plane.values)]
        self._limits = limits if limits is not None else limits_of([plane])
        height, width = plane.values.shape
        if ground is None:
            ground = np.zeros((height, width, 3), np.uint8)
        size = (ground.shape[1], ground.shape[0])
        if not known.size or not self._limits[1] > self._limits[0]:
            self._image = _picture(ground)
            return
        rendering = Rendering()
        colours = colourise(np.nan_to_num(plane.values), rendering, self._limits, is_signed=plane.is_signed)
        alpha = np.where(np.isfinite(plane.values), colours[..., 3] / 255.0, 0.0).astype(np.float32)
        if plane.hatched is not None:
            alpha = np.where(plane.hatched, alpha * np.float32(0.25), alpha)
        tint = np.asarray(cv2.resize(colours[..., :3].astype(np.float32), size, interpolation=cv2.INTER_LINEAR))
        share = np.asarray(cv2.resize(alpha, size, interpolation=cv2.INTER_LINEAR))[..., None]
        self._image = _picture(np.clip(ground * (1 - share) + tint * share, 0, 255).astype(np.uint8))
        ramp = np.linspace(self._limits[1], self._limits[0], 128, dtype=np.float32)[:, None]
        opaque = colourise(ramp, rendering, self._limits, is_signed=plane.is_signed)
        self._bar = _picture(np.ascontiguousarray(opaque[..., :3]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Title, picture, marks and bar."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        plane = self._plane
        if plane is None:
            painter.end()
            return
        painter.setFont(small_font(self.font()))
        painter.setPen(self.palette().color(self.foregroundRole()))
        title = QRectF(0, 0, self.width(), TITLE_PX)
        words = painter.fontMetrics().elidedText(plane.title, Qt.TextElideMode.ElideRight, int(title.width()))
        painter.drawText(title, int(Qt.AlignmentFlag.AlignVCenter), words)
        box = self._box()
        painter.fillRect(box, GROUND)
        if not self._image.isNull():
            painter.drawImage(box, self._image)
        self._paint_marks(painter, plane, box)
        if not self._bar.isNull():
            self._paint_bar(painter, plane, box)
        painter.end()

    def _paint_marks(self, painter: QPainter, plane: Plane, box: QRectF) -> None:
        if plane.values is None:
            return
        height, width = plane.values.shape
        painter.setPen(QPen(QColor("#e6e8ec"), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for name, x, y in plane.marks:
            place = QPointF(box.left() + x * box.width() / width, box.top() + y * box.height() / height)
            painter.drawEllipse(place, 5, 5)
            painter.drawText(place + QPointF(8, -6), name)

    def _paint_bar(self, painter: QPainter, plane: Plane, box: QRectF) -> None:
        bar = QRectF(box.right() + BAR_GAP_PX, box.top(), BAR_PX, box.height())
        painter.drawImage(bar, self._bar)
        painter.setPen(dim_colour(self.palette()))
        low, high = self._limits
        for share, value in ((0.0, high), (0.5, (low + high) / 2), (1.0, low)):
            top = min(max(bar.top() + share * bar.height() - 8, bar.top()), bar.bottom() - 16)
            text = QRectF(bar.right() + 4, top, TICK_PX, 16)
            painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), f"{value:.3g}")
        if plane.unit:
            self.setToolTip(plane.unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the value under the pointer."""
        plane, box = self._plane, self._box()
        if plane is None or plane.values is None or not box.contains(event.position()):
            QToolTip.hideText()
            return
        height, width = plane.values.shape
        column = min(int((event.position().x() - box.left()) * width / box.width()), width - 1)
        row = min(int((event.position().y() - box.top()) * height / box.height()), height - 1)
        value = float(plane.values[row, column])
        words = f"{value:.3g}" if np.isfinite(value) else tr("not known here")
        QToolTip.showText(event.globalPosition().toPoint(), f"{words} {plane.unit}".strip(), self)

    def _box(self) -> QRectF:
        """Where the picture stands: as large as it fits, with room for title and bar."""
        plane = self._plane
        shape = (1, 1)
        if plane is not None:
            source = plane.values if plane.values is not None else plane.ground
            shape = source.shape[:2] if source is not None else shape
        room_x = max(10.0, self.width() - BAR_PX - BAR_GAP_PX - TICK_PX - 4)
        room_y = max(10.0, float(self.height() - TITLE_PX - 4))
        scale = min(room_x / shape[1], room_y / shape[0])
        return QRectF(0, TITLE_PX, shape[1] * scale, shape[0] * scale)


def limits_of(planes: Sequence[Plane]) -> Limits:
    """Colour limits that hold all of these."""
    known = [plane.values[np.isfinite(plane.values)] for plane in planes if plane.values is not None]
    if not known or not sum(values.size for values in known):
        return 0.0, 0.0
    return automatic_limits(np.concatenate(known), is_signed=any(plane.is_signed for plane in planes))


def _picture(pixels: NDArray[np.uint8]) -> QImage:
    height, width = pixels.shape[:2]
    data = np.ascontiguousarray(pixels)
    return QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
