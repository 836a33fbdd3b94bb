"""How one photograph of the browser is painted: picture, badge, name, and the outline of the current one."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.itemmodels.thumbnails import Badge, ThumbnailCell, ThumbnailModel
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
from desktop.widgets.sized_delegate import SizedDelegate

MARGIN_PX = 4
NAME_GAP_PX = 4
SIZE_PX = 112
BADGE_BACKGROUND = QColor(0, 0, 0, 190)
"""Badges lie on photographs, whatever the theme is: dark under light text."""
BADGE_TEXT = QColor("#e6e8ec")
BADGE_DIM_TEXT = QColor("#b9c0cc")


class ThumbnailDelegate(SizedDelegate):
    """Paints a row of a ThumbnailModel into a cell whose picture is `thumbnailSize` logical pixels wide."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(SIZE_PX, parent)

    def cellSize(self, metrics: QFontMetrics) -> QSize:
        """The smallest cell that holds the picture and the name beneath."""
        height = self.pictureHeight() + 3 * MARGIN_PX + NAME_GAP_PX + metrics.height()
        return QSize(self._size_px + 4 * MARGIN_PX, height)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """Every cell has the same size."""
        return self.cellSize(option.fontMetrics)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        model = index.model()
        if not isinstance(model, ThumbnailModel):
            return
        content = model.cell(index.row())
        cell = option.rect.adjusted(MARGIN_PX // 2, MARGIN_PX // 2, -MARGIN_PX // 2, -MARGIN_PX // 2)
        box = QRect(cell.left() + MARGIN_PX, cell.top() + MARGIN_PX, cell.width() - 2 * MARGIN_PX, self.pictureHeight())
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            draw_filled(painter, cell, chosen_colour(option.palette))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_filled(painter, cell, hover_colour(option.palette))
        picture = self._paint_picture(painter, option, content, box)
        if content.badge is not None:
            _paint_badge(painter, option, content.badge, picture)
        name_box = QRect(box.left(), box.bottom() + 1, box.width(), cell.bottom() - box.bottom())
        _paint_name(painter, option, content, name_box)
        if is_chosen:
            draw_outline(painter, cell, accent_colour(option.palette))

    def _paint_picture(
        self, painter: QPainter, option: QStyleOptionViewItem, content: ThumbnailCell, box: QRect
    ) -> QRect:
        inner = self._inner_box(box)
        if content.image is not None:
            # A picture of the size before the last Ctrl+wheel is stretched until its successor is there.
            place = fitted(content.image.size(), inner)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, content.image)
            return place
        place = fitted(QSize(4, 3), inner)
        draw_filled(painter, place, hover_colour(option.palette))
        if content.error:
            draw_broken_picture(painter, place, dim_colour(option.palette))
        return place

    def _inner_box(self, box: QRect) -> QRect:
        return QRect(box.center().x() - self._size_px // 2, box.top(), self._size_px, box.height())


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


def _paint_name(painter: QPainter, option: QStyleOptionViewItem, content: ThumbnailCell, rect: QRect) -> None:
    painter.save()
    font = small_font(option.font)
    painter.setFont(font)
    painter.setPen(dim_colour(option.palette) if content.error else option.palette.windowText().color())
    # Names of one study differ at their end, so the middle gives way.
    name = QFontMetrics(font).elidedText(content.name, Qt.TextElideMode.ElideMiddle, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)
    painter.restore()
