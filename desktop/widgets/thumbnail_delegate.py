"""How one photograph of the browser is painted: picture, badge, name, and the outline of the current one."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.itemmodels.thumbnails import Badge, ThumbnailRole
from desktop.widgets.painting import (
    accent_colour,
    chosen_colour,
    dim_colour,
    draw_broken_picture,
    draw_filled,
    draw_outline,
    fitted,
    hover_colour,
    small_font,
)

MARGIN_PX = 4
NAME_GAP_PX = 4
BADGE_BACKGROUND = QColor(0, 0, 0, 190)
"""Badges lie on photographs, whatever the theme is: dark under light text."""
BADGE_TEXT = QColor("#e6e8ec")
BADGE_DIM_TEXT = QColor("#b9c0cc")


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints a row of a ThumbnailModel into a cell whose picture is a square of `thumbnailSize` logical pixels."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._size_px = 112

    def thumbnailSize(self) -> int:
        """The side of the picture's square, in logical pixels."""
        return self._size_px

    def setThumbnailSize(self, size_px: int) -> None:
        """Change the side of the picture's square, in logical pixels."""
        self._size_px = size_px

    def cellSize(self, metrics: QFontMetrics) -> QSize:
        """The smallest cell that holds the picture and the name beneath."""
        return QSize(self._size_px + 4 * MARGIN_PX, self._size_px + 4 * MARGIN_PX + NAME_GAP_PX + metrics.height())

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """Every cell has the same size."""
        return self.cellSize(option.fontMetrics)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        cell = option.rect.adjusted(MARGIN_PX // 2, MARGIN_PX // 2, -MARGIN_PX // 2, -MARGIN_PX // 2)
        box = QRect(cell.left() + MARGIN_PX, cell.top() + MARGIN_PX, cell.width() - 2 * MARGIN_PX, self._size_px)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            draw_filled(painter, cell, chosen_colour(option.palette))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_filled(painter, cell, hover_colour(option.palette))
        picture = self._paint_picture(painter, option, index, box)
        badge = index.data(ThumbnailRole.BADGE)
        if isinstance(badge, Badge):
            _paint_badge(painter, option, badge, picture)
        name_box = QRect(box.left(), box.bottom() + 1, box.width(), cell.bottom() - box.bottom())
        _paint_name(painter, option, index, name_box)
        if is_chosen:
            draw_outline(painter, cell, accent_colour(option.palette))

    def _paint_picture(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        box: QRect,
    ) -> QRect:
        image = index.data(ThumbnailRole.IMAGE)
        if isinstance(image, QImage):
            place = _place(image, box, painter.device().devicePixelRatioF())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image)
            return place
        square = QRect(box.center().x() - self._size_px // 2, box.top(), self._size_px, box.height())
        place = fitted(QSize(4, 3), square)
        draw_filled(painter, place, hover_colour(option.palette))
        if index.data(ThumbnailRole.ERROR):
            draw_broken_picture(painter, place, dim_colour(option.palette))
        return place


def _place(image: QImage, box: QRect, pixel_ratio: float) -> QRect:
    """Where a picture goes: pixel for pixel in the middle of the box where it fits, else scaled into it."""
    natural = QSize(round(image.width() / pixel_ratio), round(image.height() / pixel_ratio))
    side = box.height()
    square = QRect(box.center().x() - side // 2, box.top(), side, side)
    # A picture of the size before the last Ctrl+wheel is stretched until its successor is there.
    return fitted(natural, square)


def _paint_badge(painter: QPainter, option: QStyleOptionViewItem, badge: Badge, picture: QRect) -> None:
    font = small_font(option.font)
    metrics = QFontMetrics(font)
    number = "" if badge.probability is None else f"{badge.probability:.2f}"
    pad = 5
    number_width = metrics.horizontalAdvance(number) + pad if number else 0
    text = metrics.elidedText(badge.text, Qt.TextElideMode.ElideRight, picture.width() - number_width - 2 * pad - 6)
    text_width = metrics.horizontalAdvance(text)
    height = metrics.height() + 2
    pill = QRect(picture.left() + 3, picture.bottom() - height - 2, text_width + number_width + 2 * pad, height)
    draw_filled(painter, pill, BADGE_BACKGROUND)
    painter.save()
    painter.setFont(font)
    inner = pill.adjusted(pad, 0, -pad, 0)
    painter.setPen(BADGE_TEXT)
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
    painter.setPen(BADGE_DIM_TEXT)
    painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
    painter.restore()


def _paint_name(
    painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, rect: QRect
) -> None:
    is_broken = bool(index.data(ThumbnailRole.ERROR))
    painter.save()
    font = small_font(option.font)
    painter.setFont(font)
    painter.setPen(dim_colour(option.palette) if is_broken else option.palette.windowText().color())
    # Names of one study differ at their end, so the middle gives way.
    name = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)
    painter.restore()
