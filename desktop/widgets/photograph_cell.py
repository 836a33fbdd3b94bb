"""How one photograph of a project is painted: picture, badges, name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from core.datasets.catalogue.filters import Agreement, PairAgreement, PhotographState
from core.datasets.splits import Part
from core.images.facts import Eye
from desktop.itemmodels.photograph_words import Names
from desktop.itemmodels.project_photographs import ProjectPhotographs
from desktop.translation import mark, tr
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
from desktop.widgets.thumbnail_delegate import BADGE_BACKGROUND, BADGE_DIM_TEXT, BADGE_TEXT

if TYPE_CHECKING:
    from core.datasets.catalogue.browsing import Row

MARGIN_PX = 4
PAD_PX = 5
SIZE_PX = 128
RIGHT = QColor("#6fdc8c")
WRONG = QColor("#ff8389")
"""Right and wrong predictions. Beside their colour they differ by a sign, for those who cannot tell the two apart."""
DOUBTFUL = QColor("#ffb454")
PART_COLOURS = {Part.TRAINING: QColor("#78a9ff"), Part.VALIDATION: QColor("#d4a5ff"), Part.TEST: QColor("#ffd27a")}
_PART_WORDS = {Part.TRAINING: mark("Tr"), Part.VALIDATION: mark("Val"), Part.TEST: mark("Test")}
_VERDICTS = {Agreement.RIGHT: ("✓ ", RIGHT), Agreement.WRONG: ("✗ ", WRONG), None: ("", BADGE_TEXT)}
FADED = 0.35


class PhotographCell(SizedDelegate):
    """Paints a row of :class:`ProjectPhotographs` into a cell whose picture is `thumbnailSize` logical pixels wide."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(SIZE_PX, parent)

    def cellSize(self, metrics: QFontMetrics) -> QSize:
        """The smallest cell that holds the picture and the name beneath."""
        height = self.pictureHeight() + 4 * MARGIN_PX + metrics.height()
        return QSize(self._size_px + 4 * MARGIN_PX, height)

    def paintCell(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex,
        place: QRect,
        *,
        is_selected: bool,
        is_current: bool,
        is_hovered: bool,
        has_focus: bool,
    ) -> None:
        """Paint one cell at `place`."""
        model = index.model()
        if not isinstance(model, ProjectPhotographs):
            return
        cell = place.adjusted(MARGIN_PX // 2, MARGIN_PX // 2, -MARGIN_PX // 2, -MARGIN_PX // 2)
        if is_selected:
            draw_filled(painter, cell, chosen_colour(option.palette))
        elif is_hovered:
            draw_filled(painter, cell, hover_colour(option.palette))
        height = self.pictureHeight()
        box = QRect(cell.center().x() - self._size_px // 2, cell.top() + MARGIN_PX, self._size_px, height)
        row = model.row(index.row())
        self._paint_picture(painter, option, model, row, box)
        if row is not None:
            paint_badges(painter, option, row, model.names(), box)
            line = QRect(box.left(), box.bottom() + MARGIN_PX, box.width(), cell.bottom() - box.bottom() - MARGIN_PX)
            _paint_name(painter, option, row, line)
        if is_selected or (is_current and has_focus):
            width = 2.0 if is_current else 1.0
            draw_outline(painter, cell, accent_colour(option.palette), width=width)

    def _paint_picture(
        self, painter: QPainter, option: QStyleOptionViewItem, model: ProjectPhotographs, row: Row | None, box: QRect
    ) -> None:
        image, error = model.picture(row) if row is not None else (None, "")
        if image is not None and row is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(FADED if row.state is PhotographState.EXCLUDED else 1.0)
            painter.drawImage(fitted(image.size(), box), image)
            painter.setOpacity(1.0)
            return
        place = fitted(QSize(4, 3), box)
        draw_filled(painter, place, hover_colour(option.palette))
        if error or (row is not None and row.state is PhotographState.MISSING):
            draw_broken_picture(painter, place, dim_colour(option.palette))


def paint_badges(painter: QPainter, option: QStyleOptionViewItem, row: Row, names: Names, box: QRect) -> None:
    """Label above, prediction below; eye and split on the right."""
    painter.save()
    painter.setFont(small_font(option.font))
    metrics = QFontMetrics(painter.font())
    eye = _eye_words(row)
    if eye:
        colour = BADGE_TEXT if len(eye.rstrip("?")) == 1 else DOUBTFUL
        _pill(painter, metrics, eye, colour, box, is_top=True, is_left=False)
    room = box.width() - (metrics.horizontalAdvance(eye) + 2 * PAD_PX + 4 if eye else 0)
    label = tr("conflict") if row.is_conflict else names.label(row.label)
    if label:
        colour = DOUBTFUL if row.is_conflict else BADGE_TEXT
        _pill(painter, metrics, label, colour, box, is_top=True, is_left=True, room=room)
    part_width = 0
    if row.part is not None:
        words = tr(_PART_WORDS[row.part]) if row.fold is None else f"F{row.fold + 1}"
        part_width = metrics.horizontalAdvance(words) + 2 * PAD_PX + 4
        _pill(painter, metrics, words, PART_COLOURS[row.part], box, is_top=False, is_left=False)
    if row.predicted is not None:
        sign, colour = _VERDICTS[row.agreement]
        number = f"{row.confidence:.2f}" if row.confidence is not None else ""
        said, room = f"{sign}{names.prediction(row.predicted)}", box.width() - part_width
        _pill(painter, metrics, said, colour, box, is_top=False, is_left=True, room=room, number=number)
    if row.is_annotated:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent_colour(option.palette))
        painter.drawEllipse(box.right() - 8, box.center().y() - 4, 8, 8)
    painter.restore()


def _eye_words(row: Row) -> str:
    """Which eye, whether that is a guess, whether it is upside down, and whether the other eye says something else."""
    if row.eye is None:
        return ""
    doubt = "?" if row.eye_source == "guessed" else ""
    turned = " ↻" if row.is_inverted and not row.is_flipped else ""
    differs = " ≠" if PairAgreement.DIFFERENT in (row.pair_by_label, row.pair_by_prediction) else ""
    return f"{'R' if row.eye is Eye.RIGHT else 'L'}{doubt}{turned}{differs}"


def _pill(
    painter: QPainter,
    metrics: QFontMetrics,
    text: str,
    colour: QColor,
    box: QRect,
    *,
    is_top: bool,
    is_left: bool,
    room: int = 0,
    number: str = "",
) -> None:
    number_width = metrics.horizontalAdvance(number) + PAD_PX if number else 0
    most = (room or box.width()) - 2 * PAD_PX - number_width - 4
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(most, 8))
    width = metrics.horizontalAdvance(shown) + number_width + 2 * PAD_PX
    height = metrics.height() + 2
    left = box.left() + 2 if is_left else box.right() - width - 1
    top = box.top() + 2 if is_top else box.bottom() - height - 1
    pill = QRect(left, top, width, height)
    draw_filled(painter, pill, BADGE_BACKGROUND)
    inner = pill.adjusted(PAD_PX, 0, -PAD_PX, 0)
    painter.setPen(colour)
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    if number:
        painter.setPen(BADGE_DIM_TEXT)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)


def _paint_name(painter: QPainter, option: QStyleOptionViewItem, row: Row, line: QRect) -> None:
    painter.save()
    font = small_font(option.font)
    painter.setFont(font)
    is_dim = row.state in (PhotographState.EXCLUDED, PhotographState.UNREADABLE, PhotographState.MISSING)
    painter.setPen(dim_colour(option.palette) if is_dim else option.palette.windowText().color())
    # Names of one study differ at their end, so the middle gives way.
    name = QFontMetrics(font).elidedText(row.name, Qt.TextElideMode.ElideMiddle, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignCenter, name)
    painter.restore()
