"""What was found out about features as tiles and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPalette

from core.explain.overlay import rgba_table
from core.explain.rendering import Rendering
from desktop.feature_answers import FramedField, LayerKernels, ShownMaps
from desktop.translation import tr
from desktop.widgets.features.tile_layout import GAP_PX, TileLayout
from desktop.widgets.features.tile_painting import draw_tile
from desktop.widgets.features.tiles import ArrayTiles, PatchTiles, Tiles, to_image

if TYPE_CHECKING:
    from core.features.exemplars import Snapshot
    from core.features.units import Strongest

SHEET_WIDTH_PX = 1600
SHEET_MOST_PX = 24_000
HEAD_PX, TEXT_PX, CAPTION_PX = 56, 13, 18


def kernel_tiles(found: LayerKernels, *, is_silent: NDArray[np.bool_] | None) -> ArrayTiles:
    """Kernels in their order; dead ones are marked, and so are those that no photograph excites."""

    def mark(channel: int) -> str:
        if found.is_dead[channel]:
            return tr("dead: no weight")
        return tr("never active") if is_silent is not None and is_silent[channel] else ""

    numbers = [int(channel) for channel in found.order]
    captions = [tr("norm {norms:.3g}", norms=found.norms[channel]) for channel in numbers]
    return ArrayTiles(
        numbers,
        captions,
        found.pixels,
        found.values,
        rows=numbers,
        figures=[f"{found.norms[channel]:.2g}" for channel in numbers],
        marks=[mark(channel) for channel in numbers],
    )


def map_tiles(found: ShownMaps) -> ArrayTiles:
    """Maps, the strongest first."""
    numbers = [int(channel) for channel in found.order]
    captions = [tr("up to {peaks:.3g}", peaks=found.peaks[channel]) for channel in numbers]
    marks = ["" if found.peaks[channel] > 0 else tr("not active") for channel in numbers]
    figures = [f"{found.peaks[channel]:.3g}" for channel in numbers]
    return ArrayTiles(numbers, captions, found.shades, found.maps.values, rows=numbers, figures=figures, marks=marks)


def strongest_tiles(units: Strongest, *, by_value: bool) -> PatchTiles:
    """The strongest photographs of each channel, a row a channel."""
    best = units.values[:, 0]
    order = np.argsort(-best, kind="stable") if by_value else np.arange(len(best))
    numbers = [int(channel) for channel in order]
    captions = [tr("up to {best:.3g}", best=best[channel]) if best[channel] > 0 else "" for channel in numbers]
    marks = ["" if best[channel] > 0 else tr("never above nought") for channel in numbers]
    return PatchTiles(numbers, captions, units.values[order], marks=marks)


def exemplar_tiles(wanted: Sequence[int], shown: Snapshot, class_names: Sequence[str] | None) -> ArrayTiles:
    """The pictures of a step."""
    figures = [f"{value:.3g}" for value in shown.activations]
    if class_names is None:
        captions = [tr("activation {figure}", figure=figure) for figure in figures]
    else:
        figures = [f"{class_names[number]}: {figure}" for number, figure in zip(wanted, figures, strict=True)]
        captions = figures
    tiles = ArrayTiles(wanted, captions, shown.pictures, figures=figures)
    tiles.is_smooth = True
    return tiles


def map_overlay(found: ShownMaps, channel: int) -> tuple[QImage, QImage]:
    """The photograph and, of the same size, the map of a channel over it in the colours of evidence."""
    import cv2

    height, width = found.picture.shape[:2]
    peak = float(found.peaks[channel])
    to_small = found.maps.to_photograph.matrix().copy()[:2]
    to_small *= found.factor
    # Cells are centred half a cell from the corner that warpAffine takes for their place.
    to_small[:, 2] += to_small[:, :2].sum(1) / 2 - 0.5
    values = cv2.warpAffine(
        found.maps.values[channel], to_small, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    )
    levels = np.rint(255 * np.clip(values / (peak if peak > 0 else 1.0), 0, 1)).astype(np.uint8)
    rgba = np.ascontiguousarray(rgba_table(Rendering())[levels])
    over = QImage(rgba.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
    return to_image(found.picture), over


def evidence_colours(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """A map over a patch as RGBA: from transparent at nought to its own largest value, in the colours of evidence."""
    largest = float(values.max(initial=0))
    levels = np.rint(255 * np.clip(values / (largest if largest > 0 else 1.0), 0, 1)).astype(np.uint8)
    return np.asarray(rgba_table(Rendering())[levels], np.uint8)


def framed(found: FramedField) -> tuple[QImage, QRectF]:
    """The photograph made small, and the field on it."""
    left, top, right, bottom = (side * found.factor for side in found.box)
    return to_image(found.picture), QRectF(left, top, right - left, bottom - top)


def paint_sheet(
    sides: Sequence[tuple[str, Tiles, range]],
    size_px: int,
    names: dict[int, str],
    palette: QPalette,
    *,
    title: str,
    note: str,
) -> QImage:
    """The views beside each other as one picture, each with its heading; may be called in any thread."""
    width = SHEET_WIDTH_PX // len(sides)
    font = QFont()
    font.setPixelSize(TEXT_PX)
    layouts = [TileLayout(width, len(places), tiles.across, size_px, CAPTION_PX) for _heading, tiles, places in sides]
    most = SHEET_MOST_PX - 2 * HEAD_PX
    height = max(min(layout.lines, most // layout.cell.height()) * layout.cell.height() for layout in layouts)
    image = QImage(SHEET_WIDTH_PX, 2 * HEAD_PX + height, QImage.Format.Format_RGB32)
    image.fill(palette.color(QPalette.ColorRole.Base))
    painter = QPainter(image)
    painter.setFont(font)
    _write(painter, palette, QRect(GAP_PX, 4, SHEET_WIDTH_PX - 2 * GAP_PX, 22), title)
    _write(painter, palette, QRect(GAP_PX, image.height() - HEAD_PX // 2, SHEET_WIDTH_PX - 2 * GAP_PX, 22), note)
    for number, ((heading, tiles, places), layout) in enumerate(zip(sides, layouts, strict=True)):
        corner = QPoint(number * width, HEAD_PX - GAP_PX)
        _write(painter, palette, QRect(corner.x() + GAP_PX, 28, width - 2 * GAP_PX, 20), heading)
        for index, place in enumerate(places):
            rect = layout.tile(index)
            if rect.bottom() > height + GAP_PX:
                break
            draw_tile(painter, tiles, place, rect.translated(corner), layout, palette, names)
    painter.end()
    return image


def _write(painter: QPainter, palette: QPalette, box: QRect, words: str) -> None:
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
