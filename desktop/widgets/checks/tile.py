"""A small map with its figures, as the checks show it and as it is painted into exported pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPalette

from core.explain.overlay import automatic_limits, colourise
from core.explain.rendering import Limits, Rendering
from desktop.translation import mark, tr
from desktop.widgets.painting import bold_font, dim_colour, draw_outline, fitted

PICTURE_PX = 192
"""Longer side of what is kept of a map: twice what is shown, for screens of high density."""
GROUND = QColor(12, 13, 16)
MISSING = mark("no map")


@dataclass(frozen=True, slots=True, eq=False)
class MapTile:
    """`values` is a map (h, w), raw; None where there is none. `lines` are its figures; `tip` says everything.

    `title` may have several lines. `is_flagged`: something is to be noted, which the first of the lines says.
    """

    title: str
    values: NDArray[np.float32] | None
    lines: tuple[str, ...] = ()
    tip: str = ""
    is_flagged: bool = False


def limits_of(tiles: Sequence[MapTile], *, is_signed: bool) -> Limits:
    """The colour limits that hold all maps."""
    known = [tile.values[np.isfinite(tile.values)] for tile in tiles if tile.values is not None]
    if not known:
        return 0.0, 0.0
    return automatic_limits(np.concatenate(known), is_signed=is_signed)


def picture_of(tile: MapTile, rendering: Rendering, limits: Limits | None, *, is_signed: bool) -> QImage:
    """The colours of a map, made small; without `limits` in its own. Null where there is no map."""
    values = tile.values
    if values is None:
        return QImage()
    if limits is None:
        limits = automatic_limits(values, is_signed=is_signed)
    share = PICTURE_PX / max(values.shape)
    if share < 1:
        size = max(1, round(values.shape[1] * share)), max(1, round(values.shape[0] * share))
        finite = np.where(np.isfinite(values), values, np.float32(0))
        values = np.asarray(cv2.resize(finite, size, interpolation=cv2.INTER_AREA), np.float32)
    opaque = replace(rendering, opacity=1.0, limits=None, signed_limits=None, threshold=None)
    colours = np.ascontiguousarray(colourise(values, opaque, limits, is_signed=is_signed))
    height, width = values.shape
    return QImage(colours.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def title_lines(title: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The lines of a title that fit into `width`: broken between words, a word that is too long loses its middle."""
    lines: list[str] = []
    for line in title.splitlines():
        words = line.split()
        current = ""
        for word in words:
            longer = f"{current} {word}".strip()
            if current and metrics.horizontalAdvance(longer) > width:
                lines.append(current)
                longer = word
            current = longer
        lines.append(current)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, width) for line in lines]


def text_height(tile: MapTile, metrics: QFontMetrics, width: int) -> int:
    """The height that title and lines take."""
    return metrics.lineSpacing() * (len(title_lines(tile.title, metrics, width)) + len(tile.lines))


def paint_picture(painter: QPainter, box: QRect, image: QImage, palette: QPalette, *, flag: QColor | None) -> None:
    """The picture in its box, on the ground that photographs stand on; `flag` is the colour of a frame around it."""
    painter.fillRect(box, GROUND)
    if image.isNull():
        painter.setPen(dim_colour(palette))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr(MISSING))
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(fitted(image.size(), box), image)
    if flag is not None:
        draw_outline(painter, box, flag)


def paint_texts(painter: QPainter, box: QRect, tile: MapTile, palette: QPalette, *, flag: QColor | None) -> None:
    """Title and lines from the top of the box on."""
    font, spacing, top = painter.font(), painter.fontMetrics().lineSpacing(), box.top()
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    for line in title_lines(tile.title, painter.fontMetrics(), box.width()):
        painter.drawText(QRect(box.left(), top, box.width(), spacing), int(Qt.AlignmentFlag.AlignLeft), line)
        top += spacing
    for number, line in enumerate(tile.lines):
        is_marked = flag is not None and number == 0
        painter.setFont(bold_font(font) if is_marked else font)
        painter.setPen(flag if is_marked and flag is not None else dim_colour(palette))
        words = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRect(box.left(), top, box.width(), spacing), int(Qt.AlignmentFlag.AlignLeft), words)
        top += spacing
    painter.setFont(font)
