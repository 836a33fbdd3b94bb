"""A grid of comparison as one picture for papers and talks: titles, scales and what must be said.

Painted in a lane: on an image, which any thread may paint on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from core import __version__
from core.datasets.outlines import draw_outlines
from core.explain.explanation import Explanation
from core.explain.overlay import compose, effective_limits, table_of
from core.explain.rendering import Rendering
from core.explain.scales import measure, measure_words
from core.images.geometry import Affine
from core.jobs import CancelToken
from core.networks.card import DISCLAIMER
from desktop import restore
from desktop.compare_record import KEYWORD, CellRecord, GridRecord
from desktop.picture_files import pixels_of, write_png
from desktop.restore import ViewRecord
from desktop.widgets.viewer.mask_outlines import MaskOutline
from desktop.widgets.viewer.numbers import short_number

WIDEST_PX = 4800
"""Width of the whole picture: three photographs of 1600 pixels beside each other."""
LEAST_CELL_PX = 480
_PAPER, _INK, _FAINT = QColor("#ffffff"), QColor("#16181d"), QColor("#5a6069")


@dataclass(frozen=True, slots=True, eq=False)
class PictureCell:
    """One cell. Without `explanation` the bare photograph is shown under `words`, which say why."""

    title: str
    rest: str
    explanation: Explanation | None
    rendering: Rendering
    words: str = ""
    class_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class PictureGrid:
    """What the picture is made of. `pixels` is the photograph, (h, w, 3) uint8 RGB."""

    pixels: NDArray[np.uint8]
    columns: int
    cells: tuple[PictureCell, ...]
    masks: tuple[MaskOutline, ...] = ()
    scale_words: str = ""

    def record(self) -> GridRecord:
        """How each cell that has a map was made."""
        return GridRecord(
            tuple(
                CellRecord(
                    cell.title,
                    ViewRecord(
                        cell.explanation.query,
                        cell.rendering,
                        is_partial=cell.explanation.is_partial,
                        notes=cell.explanation.notes,
                    ),
                    cell.class_names,
                )
                for cell in self.cells
                if cell.explanation is not None
            )
        )


def paint_grid(grid: PictureGrid, token: CancelToken) -> QImage:
    """Paint all cells. Raises Cancelled once `token` is cancelled."""
    pixels, scale = _scaled(grid.pixels, min(WIDEST_PX // grid.columns, 2 * max(LEAST_CELL_PX, grid.pixels.shape[1])))
    height, width = pixels.shape[:2]
    unit = max(10, width // 30)  # the height of a line of text
    rows = -(-len(grid.cells) // grid.columns)
    cell_height = height + round(4.6 * unit)
    gap = unit
    size = (
        grid.columns * width + (grid.columns + 1) * gap,
        rows * cell_height + (rows + 1) * gap + 2 * unit,
    )
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(_PAPER)
    painter = QPainter(image)
    try:
        for number, cell in enumerate(grid.cells):
            token.check()
            row, column = divmod(number, grid.columns)
            corner = QPointF(gap + column * (width + gap), gap + row * (cell_height + gap))
            _paint_cell(painter, corner, cell, _composed(cell, pixels, scale, grid.masks), unit)
        _paint_foot(painter, QRect(gap, size[1] - round(2.2 * unit), size[0] - 2 * gap, 2 * unit), grid, unit)
    finally:
        painter.end()
    return image


def write_grid(path: Path, image: QImage, record: GridRecord) -> None:
    """Write the picture as a PNG with its record. What was at `path` before survives a fault. Raises OSError.

    It holds the record of its first cell, too: that is the view which is restored beneath the grid.
    """
    texts = {KEYWORD: record.dumps(), "Disclaimer": DISCLAIMER}
    if record.cells:
        texts[restore.KEYWORD] = record.cells[0].view.dumps()
    write_png(path, pixels_of(image), texts)


def _scaled(pixels: NDArray[np.uint8], width_px: int) -> tuple[NDArray[np.uint8], float]:
    """The photograph no wider than `width_px`, and by how much it was scaled; small ones grow by a whole factor."""
    height, width = pixels.shape[:2]
    if width < LEAST_CELL_PX:
        factor = -(-LEAST_CELL_PX // width)
        return np.ascontiguousarray(pixels.repeat(factor, axis=0).repeat(factor, axis=1)), float(factor)
    if width <= width_px:
        return pixels, 1.0
    scale = width_px / width
    size = (width_px, max(1, round(height * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), scale


def _composed(
    cell: PictureCell, pixels: NDArray[np.uint8], scale: float, masks: Sequence[MaskOutline]
) -> NDArray[np.uint8]:
    picture = pixels
    if cell.explanation is not None:
        left, top, right, bottom = cell.explanation.seen
        placed = replace(
            cell.explanation,
            to_photograph=cell.explanation.to_photograph.then(Affine.scale(scale, scale)),
            seen=(left * scale, top * scale, right * scale, bottom * scale),
        )
        picture = compose(pixels, placed, cell.rendering)
    if masks:
        picture = picture.copy() if picture is pixels else picture
        for mask in masks:
            draw_outlines(picture, tuple(line * scale for line in mask.lines), mask.rgb)
    return picture


def _paint_cell(painter: QPainter, corner: QPointF, cell: PictureCell, pixels: NDArray[np.uint8], unit: int) -> None:
    height, width = pixels.shape[:2]
    x, y = corner.x(), corner.y()
    _write(painter, QRectF(x, y, width, 1.3 * unit), cell.title, round(0.95 * unit), is_bold=True)
    _write(painter, QRectF(x, y + 1.3 * unit, width, unit), cell.rest, round(0.7 * unit), colour=_FAINT)
    top = y + 2.5 * unit
    data = np.ascontiguousarray(pixels)
    painter.drawImage(QPointF(x, top), QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888))
    below = QRectF(x, top + height + 0.35 * unit, width, 1.2 * unit)
    if cell.words:
        painter.setFont(_font(round(0.65 * unit)))
        painter.setPen(_INK)
        room = below.adjusted(0, 0, 0, 0.7 * unit)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, cell.words
        )
    elif cell.explanation is not None:
        _paint_scale(painter, below, cell.explanation, cell.rendering, unit)


def _paint_scale(painter: QPainter, where: QRectF, explanation: Explanation, rendering: Rendering, unit: int) -> None:
    """The colours with the raw values at their ends, and what they are measured in."""
    lower, upper = (short_number(limit) for limit in effective_limits(explanation, rendering))
    table = table_of(rendering.colours_of(is_signed=explanation.is_signed))
    ramp = QImage(table.tobytes(), 256, 1, 3 * 256, QImage.Format.Format_RGB888)
    text_px = round(0.75 * unit)
    painter.setFont(_font(text_px))
    lower_px, upper_px = (painter.fontMetrics().horizontalAdvance(text) for text in (lower, upper))
    bar = QRectF(where.x() + lower_px + 0.5 * unit, where.y() + 0.3 * unit, 8 * unit, 0.6 * unit)
    painter.drawImage(bar, ramp)
    _write(painter, where, lower, text_px)
    after = where.adjusted(bar.right() + 0.5 * unit - where.x(), 0, 0, 0)
    _write(painter, after, upper, text_px)
    words = measure_words(measure(explanation.query))
    _write(painter, after.adjusted(upper_px + unit, 0, 0, 0), words, text_px, colour=_FAINT)


def _paint_foot(painter: QPainter, where: QRect, grid: PictureGrid, unit: int) -> None:
    words = [f"Funduscope {__version__}", DISCLAIMER]
    if grid.scale_words:
        words.insert(0, grid.scale_words)
    _write(painter, QRectF(where), " · ".join(words), round(0.7 * unit), colour=_FAINT)


def _write(
    painter: QPainter, where: QRectF, text: str, size_px: int, *, is_bold: bool = False, colour: QColor = _INK
) -> None:
    painter.setFont(_font(size_px, is_bold=is_bold))
    painter.setPen(colour)
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(where.width()))
    painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)


def _font(size_px: int, *, is_bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(max(8, size_px))
    font.setBold(is_bold)
    return font
