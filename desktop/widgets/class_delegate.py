"""How one class is painted: number key, name, probability, bar; the predicted and the explained one are marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.itemmodels.classes import ClassRole
from desktop.widgets.painting import (
    accent_colour,
    bold_font,
    chosen_colour,
    dim_colour,
    draw_filled,
    draw_outline,
    hover_colour,
    line_colour,
    mixed,
    small_font,
)

ROW_HEIGHT_PX = 36
EDGE_PX = 3
DIGIT_WIDTH_PX = 16
MARK_WIDTH_PX = 14
BAR_HEIGHT_PX = 5


class ClassDelegate(QStyledItemDelegate):
    """Paints rows of a ClassModel."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """Every row has the same height."""
        return QSize(120, max(ROW_HEIGHT_PX, option.fontMetrics.height() + BAR_HEIGHT_PX + 14))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row = option.rect
        is_target = bool(index.data(ClassRole.IS_TARGET))
        _paint_background(painter, option, is_target=is_target)
        inner = row.adjusted(EDGE_PX + 6, 4, -10, -6)
        text = QRect(inner.left(), inner.top(), inner.width(), inner.height() - BAR_HEIGHT_PX - 3)
        painter.save()
        _paint_texts(painter, option, index, text)
        painter.restore()
        probability = index.data(ClassRole.PROBABILITY)
        if probability is not None:
            left = inner.left() + DIGIT_WIDTH_PX
            bar = QRectF(left, inner.bottom() - BAR_HEIGHT_PX + 1, inner.right() - left + 1, BAR_HEIGHT_PX)
            _paint_bar(painter, option.palette, bar, probability, is_target=is_target)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_outline(painter, row.adjusted(EDGE_PX + 1, 1, -1, -1), accent_colour(option.palette), width=1.0)


def _paint_background(painter: QPainter, option: QStyleOptionViewItem, *, is_target: bool) -> None:
    if is_target:
        painter.fillRect(option.rect, chosen_colour(option.palette))
        edge = QRect(option.rect.topLeft(), QSize(EDGE_PX, option.rect.height()))
        painter.fillRect(edge, accent_colour(option.palette))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, hover_colour(option.palette))


def _paint_texts(
    painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, box: QRect
) -> None:
    is_predicted = bool(index.data(ClassRole.IS_PREDICTED))
    probability = index.data(ClassRole.PROBABILITY)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(small_font(option.font))
    painter.setPen(dim_colour(option.palette))
    painter.drawText(QRect(box.left(), box.top(), DIGIT_WIDTH_PX, box.height()), middle, index.data(ClassRole.DIGIT))

    font = bold_font(option.font) if is_predicted else option.font
    metrics = QFontMetrics(font)
    painter.setFont(font)
    number = "" if probability is None else probability_text(probability)
    number_width = metrics.horizontalAdvance(number)
    painter.setPen(option.palette.color(QPalette.ColorRole.WindowText))
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, number)

    name_box = box.adjusted(DIGIT_WIDTH_PX, 0, -number_width - 8 - (MARK_WIDTH_PX if is_predicted else 0), 0)
    name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, name_box.width())
    painter.drawText(name_box, middle, name)
    if is_predicted:
        left = name_box.left() + metrics.horizontalAdvance(name) + 5
        _paint_mark(painter, option.palette, left, box.center().y() + 0.5)


def _paint_mark(painter: QPainter, palette: QPalette, left: float, middle: float) -> None:
    """A small triangle that points at the name of the predicted class: the mark does not hang on a colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.WindowText))
    corners = [QPointF(left, middle), QPointF(left + 6, middle - 4), QPointF(left + 6, middle + 4)]
    painter.drawPolygon(QPolygonF(corners))


def _paint_bar(painter: QPainter, palette: QPalette, bar: QRectF, probability: float, *, is_target: bool) -> None:
    radius = bar.height() / 2
    draw_filled(painter, bar, line_colour(palette), radius=radius)
    share = min(max(probability, 0.0), 1.0)
    if share <= 0.0:
        return
    filled = QRectF(bar)
    filled.setWidth(max(bar.width() * share, 2.0))
    accent = accent_colour(palette)
    colour = accent if is_target else mixed(dim_colour(palette), accent, 0.15)
    draw_filled(painter, filled, colour, radius=min(radius, filled.width() / 2))


def probability_text(probability: float) -> str:
    """Two decimals, without claiming 1.00 or 0.00 where it is neither."""
    if 0.995 <= probability < 1.0:
        return ">0.99"
    if 0.0 < probability < 0.005:
        return "<0.01"
    return f"{probability:.2f}"
