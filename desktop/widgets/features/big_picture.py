"""One picture, large, with a field framed in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.features.tile_painting import fitted_box
from desktop.widgets.painting import accent_colour

HEIGHT_PX = 200


class BigPicture(QWidget):
    """Shows a picture as large as there is room, under it other pictures of the same size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(96)
        self._images: tuple[QImage, ...] = ()
        self._frame: QRectF | None = None
        self._is_smooth = False

    def sizeHint(self) -> QSize:
        """A square of the column."""
        return QSize(HEIGHT_PX, HEIGHT_PX)

    def setImages(self, *images: QImage, frame: QRectF | None = None, is_smooth: bool = True) -> None:
        """Show pictures over each other, each fitted into the place of the first; `frame` is in its pixels."""
        self._images, self._frame, self._is_smooth = images, frame, is_smooth
        self._take_height()
        self.update()

    def images(self) -> tuple[QImage, ...]:
        """What is shown."""
        return self._images

    def frame(self) -> QRectF | None:
        """What is framed, in pixels of the first picture."""
        return self._frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: another height."""
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        """No higher than the picture is at this width, so that what is said of it stands right under it."""
        image = self._images[0] if self._images else None
        share = image.height() / image.width() if image is not None and image.width() else 1.0
        self.setMaximumHeight(max(round(self.width() * share), self.minimumHeight()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Picture and frame."""
        if not self._images or self._images[0].isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._is_smooth)
        box = fitted_box(self._images[0], self.rect())
        for image in self._images:
            painter.drawImage(box, image)
        if self._frame is not None:
            factor = box.width() / self._images[0].width()
            frame = QRectF(
                box.left() + self._frame.left() * factor,
                box.top() + self._frame.top() * factor,
                max(self._frame.width() * factor, 3),
                max(self._frame.height() * factor, 3),
            )
            painter.setPen(QPen(accent_colour(self.palette()), 2))
            painter.drawRect(frame)
        painter.end()
