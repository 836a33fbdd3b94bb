"""How tiles look."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPalette

from desktop.widgets.features.tile_layout import TileLayout
from desktop.widgets.features.tiles import Tiles
from desktop.widgets.painting import accent_colour, dim_colour, line_colour

LEAST_TEXT_PX = 16
TEXT_GAP_PX = 6


def draw_tile(
    painter: QPainter,
    tiles: Tiles,
    place: int,
    rect: QRect,
    layout: TileLayout,
    palette: QPalette,
    names: Mapping[int, str],
) -> None:
    """One tile in its box: its pictures, and its number with figure or name under them."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, tiles.is_smooth)
    for rank in range(tiles.across):
        _draw_picture(painter, tiles, place, rank, layout.picture(rect, rank), palette)
    if tiles.marks[place]:
        first = layout.picture(rect, 0)
        painter.setPen(dim_colour(palette))
        painter.drawLine(first.bottomLeft(), first.topRight())
    _draw_words(painter, tiles, place, rect.adjusted(0, layout.pictures_px + 1, 0, 1), palette, names)


def _draw_picture(painter: QPainter, tiles: Tiles, place: int, rank: int, box: QRect, palette: QPalette) -> None:
    image = tiles.image(place, rank)
    if image is None:
        painter.setPen(line_colour(palette))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        return
    painter.drawImage(fitted_box(image, box), image)
    over = tiles.overlay(place, rank)
    if over is not None:
        painter.drawImage(fitted_box(image, box), over)


def _draw_words(
    painter: QPainter, tiles: Tiles, place: int, box: QRect, palette: QPalette, names: Mapping[int, str]
) -> None:
    number, metrics = tiles.numbers[place], painter.fontMetrics()
    head, name, mark = str(number), names.get(number), tiles.marks[place]
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    painter.drawText(box, flags, head)
    rest = box.adjusted(metrics.horizontalAdvance(head) + TEXT_GAP_PX, 0, 0, 0)
    if rest.width() <= LEAST_TEXT_PX:
        return
    # A name and what is odd are worth reading in part. A figure is not, and stands under all tiles or none.
    said = name or mark
    if said:
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, rest.width())
    elif has_room_for_figures(tiles, box.width(), metrics):
        said = tiles.figures[place]
    painter.setPen(accent_colour(palette) if name else dim_colour(palette))
    painter.drawText(rest, flags, said)


def has_room_for_figures(tiles: Tiles, width_px: int, metrics: QFontMetrics) -> bool:
    """Whether the longest figure fits beside the longest number."""
    digit = metrics.horizontalAdvance("0")
    return tiles.longest * digit + TEXT_GAP_PX <= width_px


def fitted_box(image: QImage, box: QRect) -> QRectF:
    """The largest place inside `box` with the proportions of `image`."""
    if image.width() * box.height() == image.height() * box.width():
        return QRectF(box)
    factor = min(box.width() / image.width(), box.height() / image.height())
    width, height = image.width() * factor, image.height() * factor
    return QRectF(box.center().x() - width / 2 + 0.5, box.center().y() - height / 2 + 0.5, width, height)
