"""The overlay of one photograph: values, colours and contour, each worked out anew only when it has to be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from core.explain.overlay import (
    Box,
    Interpolation,
    Rendering,
    automatic_limits,
    colour_indices,
    contour_on_photograph,
    extended,
    rgba_table,
    upscale,
)
from core.images.geometry import IDENTITY, Affine
from desktop.widgets.viewer.items import ClipItem, ContourItem, OverlayItem

_SCREEN_PIXELS = 1 << 20
"""Samples of the enlarged map: about as many as a large window shows; recolouring them takes 2 to 5 ms."""


class OverlayLayer(ClipItem):
    """Shows a map over the photograph."""

    def __init__(self) -> None:
        super().__init__()
        self._rendering = Rendering()
        self._map: NDArray[np.float32] | None = None
        self._to_photograph = IDENTITY
        self._cells = np.zeros((1, 1), np.float32)
        self._from_photograph = IDENTITY
        self._seen: Box = (0.0, 0.0, 0.0, 0.0)
        self._fine = np.zeros((1, 1), np.float32)
        self._indices: NDArray[np.uint8] | None = None
        self._visible_from: float | None = None
        self._image = OverlayItem()
        self._image.setParentItem(self)
        self._contour = ContourItem()
        self._contour.setParentItem(self)

    def setMap(self, values: NDArray[np.float32] | None, to_photograph: Affine, seen: Box | None) -> None:
        """Show another map; without `seen` its cells are taken for all that the network saw."""
        self._map = values
        self._indices = None
        if values is None:
            self._image.setColours(None, is_smooth=True)
            self._contour.setLines([])
            return
        self._to_photograph = to_photograph
        self._seen = seen or to_photograph.bounds(values.shape[1], values.shape[0])
        self._cells, cells_to_photograph = extended(values, to_photograph, self._seen)
        self._from_photograph = cells_to_photograph.inverse()
        self._resample(cells_to_photograph)
        self._recolour()
        self._update_contour()
        self._update_clip()

    def setRendering(self, rendering: Rendering) -> None:
        """Change the look."""
        before, self._rendering = self._rendering, rendering
        if self._map is None or before == rendering:
            return
        if before.interpolation is not rendering.interpolation:
            self._resample(self._from_photograph.inverse())
        if (before.limits, before.threshold) != (rendering.limits, rendering.threshold):
            self._indices = None
        self._recolour()
        self._update_contour()

    def setVisibleFrom(self, x: float | None) -> None:
        """Show only what lies right of `x` in the photograph; None: everything."""
        self._visible_from = x
        self._update_clip()

    def limits(self) -> tuple[float, float]:
        """The raw values at the ends of the colour map; (0.0, 0.0) without a map."""
        if self._map is None:
            return self._rendering.limits or (0.0, 0.0)
        return self._rendering.limits or automatic_limits(self._map)

    def value_at(self, x: float, y: float) -> float | None:
        """The raw value of the cell at a point of the photograph; None where there is none."""
        left, top, right, bottom = self._seen
        if self._map is None or not (left <= x < right and top <= y < bottom):
            return None
        column, row = (int(np.floor(position)) for position in self._from_photograph(x, y))
        height, width = self._cells.shape
        return float(self._cells[row, column]) if 0 <= row < height and 0 <= column < width else None

    def _resample(self, cells_to_photograph: Affine) -> None:
        self._fine = upscale(self._cells, self._rendering.interpolation, max_pixels=_SCREEN_PIXELS)
        self._indices = None
        to_cells = Affine.scale(self._cells.shape[1] / self._fine.shape[1], self._cells.shape[0] / self._fine.shape[0])
        self._image.setPlace(to_cells.then(cells_to_photograph))

    def _recolour(self) -> None:
        if self._indices is None:
            self._indices = colour_indices(self._fine, self.limits(), self._rendering.threshold)
        is_smooth = self._rendering.interpolation is Interpolation.SMOOTH
        self._image.setColours(_premultiplied(rgba_table(self._rendering))[self._indices], is_smooth=is_smooth)

    def _update_contour(self) -> None:
        lines = []
        if self._rendering.is_contour_shown and self._map is not None:
            limits = self.limits()
            lines = contour_on_photograph(
                self._map, self._to_photograph, self._rendering, limits=limits, seen=self._seen
            )
        self._contour.setLines(lines)

    def _update_clip(self) -> None:
        left, top, right, bottom = self._seen
        if self._visible_from is not None:
            left = min(max(left, self._visible_from), right)
        self.setRect(QRectF(left, top, right - left, bottom - top))


def _premultiplied(table: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """RGBA colours (n, 4) as Qt's 0xAARRGGBB with alpha multiplied in, (n,)."""
    red, green, blue, alpha = table.astype(np.uint32).T
    red, green, blue = ((channel * alpha + 127) // 255 for channel in (red, green, blue))
    packed: NDArray[np.uint32] = (alpha << 24) | (red << 16) | (green << 8) | blue
    return packed
