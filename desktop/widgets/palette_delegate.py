"""How the command palette paints a command: what was typed stands out, menus and shortcut on the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.itemmodels.commands import CommandEntry, PaletteRole
from desktop.widgets.painting import (
    accent_colour,
    bold_font,
    chosen_colour,
    dim_colour,
    draw_filled,
    hover_colour,
    line_colour,
    small_font,
)

ROW_HEIGHT_PX = 34
ICON_PX = 16
GAP_PX = 10


class PaletteDelegate(QStyledItemDelegate):
    """Paints rows of a PaletteModel."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """Every row has the same height."""
        return QSize(200, ROW_HEIGHT_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one command."""
        entry = index.data(PaletteRole.ENTRY)
        if not isinstance(entry, CommandEntry):
            return
        painter.save()
        row = option.rect.adjusted(4, 1, -4, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_filled(painter, row, chosen_colour(option.palette))
            draw_filled(painter, QRect(row.left(), row.top() + 6, 3, row.height() - 12), accent_colour(option.palette))
        inner = row.adjusted(GAP_PX, 0, -GAP_PX, 0)
        is_enabled = entry.action.isEnabled()
        mode = QIcon.Mode.Normal if is_enabled else QIcon.Mode.Disabled
        icon_box = QRect(inner.left(), inner.center().y() - ICON_PX // 2 + 1, ICON_PX, ICON_PX)
        entry.action.icon().paint(painter, icon_box, Qt.AlignmentFlag.AlignCenter, mode)
        inner.setLeft(icon_box.right() + GAP_PX)
        inner.setRight(_paint_shortcut(painter, option, entry.shortcut, inner) - GAP_PX)
        _paint_title(painter, option, entry, index.data(PaletteRole.PLACES) or (), inner)
        painter.restore()


def _paint_shortcut(painter: QPainter, option: QStyleOptionViewItem, text: str, box: QRect) -> int:
    """The keys in a small frame at the right edge; returns where the frame begins."""
    if not text:
        return box.right()
    font = small_font(option.font)
    metrics = QFontMetrics(font)
    width, height = metrics.horizontalAdvance(text) + 12, metrics.height() + 4
    frame = QRect(box.right() - width, box.center().y() - height // 2 + 1, width, height)
    draw_filled(painter, frame, hover_colour(option.palette))
    painter.setPen(QPen(line_colour(option.palette)))
    painter.drawRoundedRect(frame, 4, 4)
    painter.setFont(font)
    painter.setPen(dim_colour(option.palette))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
    return frame.left()


def _paint_title(
    painter: QPainter, option: QStyleOptionViewItem, entry: CommandEntry, places: tuple[int, ...], box: QRect
) -> None:
    group = QPalette.ColorGroup.Normal if entry.action.isEnabled() else QPalette.ColorGroup.Disabled
    plain, bold = option.font, bold_font(option.font)
    left = float(box.left())
    metrics = QFontMetrics(plain)
    baseline = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    for place, letter in enumerate(entry.title):
        is_typed = place in places
        painter.setFont(bold if is_typed else plain)
        text = option.palette.color(group, QPalette.ColorRole.WindowText)
        painter.setPen(accent_colour(option.palette) if is_typed else text)
        painter.drawText(QPointF(left, baseline), letter)
        left += QFontMetrics(bold if is_typed else plain).horizontalAdvance(letter)
    painter.setFont(small_font(option.font))
    painter.setPen(dim_colour(option.palette))
    rest = QRect(round(left) + GAP_PX, box.top(), box.right() - round(left) - GAP_PX, box.height())
    path = painter.fontMetrics().elidedText(entry.path, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, path)
