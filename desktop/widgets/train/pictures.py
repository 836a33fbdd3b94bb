"""Pictures of a training: a grid of photographs, and one picture that fills its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.painting import dim_colour, small_font

_GAP_PX = 6
_CAPTION_PX = 18


class PictureView(QWidget):
    """One picture, as large as its place allows, or a sentence where there is none."""

    def __init__(self, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = empty
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def setImage(self, image: QImage) -> None:
        """Show another picture."""
        self._image = image
        self.update()

    def image(self) -> QImage:
        """What is shown."""
        return self._image

    def sizeHint(self) -> QSize:
        """A medium picture."""
        return QSize(240, 180)

    def minimumSizeHint(self) -> QSize:
        """A small one."""
        return QSize(96, 72)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image.isNull():
            painter.setPen(dim_colour(self.palette()))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), int(flags), self._empty)
            return
        painter.drawImage(fitted(self._image.size(), QRectF(self.rect()), grows=False), self._image)


class PictureGrid(QWidget):
    """Pictures in rows, all of one size, each with a word below it where it has one."""

    def __init__(self, columns: int, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._empty = empty
        self._pictures: tuple[tuple[QImage, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def setPictures(self, pictures: Sequence[tuple[QImage, str]]) -> None:
        """Show these."""
        self._pictures = tuple(pictures)
        self.setAccessibleDescription(", ".join(text for _image, text in self._pictures if text))
        self.update()

    def pictures(self) -> tuple[tuple[QImage, str], ...]:
        """What is shown."""
        return self._pictures

    def sizeHint(self) -> QSize:
        """Two rows."""
        return QSize(420, 240)

    def minimumSizeHint(self) -> QSize:
        """Two small rows."""
        return QSize(240, 130)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint row by row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(small_font(self.font()))
        if not self._pictures:
            painter.setPen(dim_colour(self.palette()))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), int(flags), self._empty)
            return
        caption = _CAPTION_PX if any(text for _image, text in self._pictures) else 0
        rows = -(-len(self._pictures) // self._columns)
        width = (self.width() - _GAP_PX * (self._columns - 1)) / self._columns
        height = (self.height() - _GAP_PX * (rows - 1)) / rows
        for number, (image, text) in enumerate(self._pictures):
            row, column = divmod(number, self._columns)
            cell = QRectF(column * (width + _GAP_PX), row * (height + _GAP_PX), width, height)
            painter.drawImage(fitted(image.size(), cell.adjusted(0, 0, 0, -caption), grows=True), image)
            painter.setPen(dim_colour(self.palette()))
            below = QRectF(cell.left(), cell.bottom() - caption, cell.width(), caption)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)


def fitted(size: QSize, box: QRectF, *, grows: bool) -> QRectF:
    """The largest place of that shape in the middle of a box; `grows`: also where the picture has fewer pixels."""
    scale = min(box.width() / max(size.width(), 1), box.height() / max(size.height(), 1))
    scale = scale if grows else min(scale, 2.0)
    width, height = size.width() * scale, size.height() * scale
    return QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height)
