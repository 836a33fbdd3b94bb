"""The overlay of one photograph: values, colours and contour, each worked out anew only when it has to be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from core.explain.colour_maps import SIGNED_ZERO
from core.explain.overlay import (
    FALL_RGB,
    Box,
    Interpolation,
    Rendering,
    automatic_limits,
    colour_indices,
    contour_on_photograph,
    extended,
    filled,
    rgba_table,
    sides,
    upscale,
)
from core.explain.veil import Veil, VeilStyle
from core.images.geometry import IDENTITY, Affine
from desktop.widgets.viewer.items import ClipItem, ContourItem, OverlayItem
from desktop.widgets.viewer.regions_item import RegionsItem

_SCREEN_PIXELS = 1 << 20
"""Samples of the enlarged map: about as many as a large window shows; recolouring them takes 2 to 5 ms."""


class OverlayLayer(ClipItem):
    """Shows a map over the photograph."""

    most_samples = _SCREEN_PIXELS

    def __init__(self) -> None:
        super().__init__()
        self._rendering = Rendering()
        self._map: NDArray[np.float32] | None = None
        self._to_photograph = IDENTITY
        self._cells = self._raw_cells = np.zeros((1, 1), np.float32)
        self._from_photograph = IDENTITY
        self._seen: Box = (0.0, 0.0, 0.0, 0.0)
        self._fine = np.zeros((1, 1), np.float32)
        self._indices: NDArray[np.uint8] | None = None
        self._visible_from: float | None = None
        self._image = OverlayItem()
        self._image.setParentItem(self)
        self._contour = ContourItem()
        self._contour.setParentItem(self)
        self._fall = ContourItem(QColor(*FALL_RGB))
        self._fall.setParentItem(self)
        self._regions = RegionsItem()
        self._regions.setParentItem(self)
        self._is_signed = False
        self._veil: Veil | None = None

    def setVeil(self, veil: Veil | None) -> None:
        """Take colours away where `veil`, of the map's own shape, says so; None: nowhere. Another map ends it."""
        if veil is not None and (self._map is None or veil.within.shape != self._map.shape):
            veil = None
        if veil is self._veil:
            return
        self._veil = veil
        if self._map is not None:
            self._resample(self._from_photograph.inverse())
            self._recolour()

    def setRegions(self, outlines: Sequence[Sequence[NDArray[np.float64]]] | None, box: Box | None = None) -> None:
        """Show regions (closed lines (k, 2) each) and a box instead of the map's colours; None: the colours again."""
        self._regions.setRegions(outlines or (), box)
        for item in (self._image, self._contour, self._fall):
            item.setVisible(outlines is None)

    def setMap(
        self,
        values: NDArray[np.float32] | None,
        to_photograph: Affine,
        seen: Box | None,
        *,
        is_signed: bool = False,
        is_partial: bool = False,
        estimate: NDArray[np.float32] | None = None,
    ) -> None:
        """Show another map; without `seen` its cells are taken for all that the network saw.

        A partial map looks like its `estimate`, and cells that are not known yet like the nearest that is.
        """
        self._map = filled(values if estimate is None else estimate) if is_partial and values is not None else values
        self._is_signed = is_signed
        self._indices = None
        self._veil = None
        if values is None or self._map is None:
            self._image.setColours(None, is_smooth=True)
            for contour in (self._contour, self._fall):
                contour.setLines([])
            return
        self._to_photograph = to_photograph
        self._seen = seen or to_photograph.bounds(values.shape[1], values.shape[0])
        self._cells, cells_to_photograph = extended(self._map, to_photograph, self._seen)
        self._raw_cells = extended(values, to_photograph, self._seen)[0]
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
        if _scale_of(before) != _scale_of(rendering):
            self._indices = None
        self._recolour()
        self._update_contour()

    def setVisibleFrom(self, x: float | None) -> None:
        """Show only what lies right of `x` in the photograph; None: everything."""
        self._visible_from = x
        self._update_clip()

    def limits(self) -> tuple[float, float]:
        """The raw values at the ends of the colour map; (0.0, 0.0) without a map."""
        chosen = self._rendering.limits_of(is_signed=self._is_signed)
        if chosen is not None or self._map is None:
            return chosen or (0.0, 0.0)
        return automatic_limits(self._map, is_signed=self._is_signed, is_symmetric=self._rendering.is_symmetric)

    def value_at(self, x: float, y: float) -> float | None:
        """The raw value of the cell at a point of the photograph; None where there is none."""
        left, top, right, bottom = self._seen
        if self._map is None or not (left <= x < right and top <= y < bottom):
            return None
        column, row = (int(np.floor(position)) for position in self._from_photograph(x, y))
        height, width = self._cells.shape
        return float(self._raw_cells[row, column]) if 0 <= row < height and 0 <= column < width else None

    def _resample(self, cells_to_photograph: Affine) -> None:
        self._fine = upscale(self._cells, self._rendering.interpolation, max_pixels=self.most_samples)
        if self._veil is not None and self._veil.style is VeilStyle.HATCH and self._fine.shape == self._cells.shape:
            # Stripes are finer than the cells of a coarse map.
            factor = max(1, int((self.most_samples / self._cells.size) ** 0.5))
            self._fine = self._fine.repeat(factor, 0).repeat(factor, 1)
        self._indices = None
        to_cells = Affine.scale(self._cells.shape[1] / self._fine.shape[1], self._cells.shape[0] / self._fine.shape[0])
        self._image.setPlace(to_cells.then(cells_to_photograph))

    def _recolour(self) -> None:
        if self._indices is None:
            self._indices = colour_indices(
                self._fine, self.limits(), self._rendering.threshold, is_signed=self._is_signed
            )
            if self._veil is not None:
                veil = self._veil.extended(self._to_photograph, self._seen)
                self._indices[veil.enlarged(self._indices.shape)] = SIGNED_ZERO if self._is_signed else 0
        is_smooth = self._rendering.interpolation is Interpolation.SMOOTH
        table = _premultiplied(rgba_table(self._rendering, is_signed=self._is_signed))
        self._image.setColours(table[self._indices], is_smooth=is_smooth)

    def _update_contour(self) -> None:
        lines: list[list[NDArray[np.float64]]] = [[], []]
        if self._rendering.is_contour_shown and self._map is not None:
            for number, side in enumerate(sides(self._map, self.limits(), is_signed=self._is_signed)):
                lines[number] = contour_on_photograph(
                    side.values, self._to_photograph, self._rendering, limits=side.limits, seen=self._seen
                )
        self._contour.setLines(lines[0])
        self._fall.setLines(lines[1])

    def _update_clip(self) -> None:
        left, top, right, bottom = self._seen
        if self._visible_from is not None:
            left = min(max(left, self._visible_from), right)
        self.setRect(QRectF(left, top, right - left, bottom - top))


def _scale_of(rendering: Rendering) -> tuple[object, ...]:
    """What the place of a value between the colours depends on."""
    return rendering.limits, rendering.signed_limits, rendering.is_symmetric, rendering.threshold


def _premultiplied(table: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """RGBA colours (n, 4) as Qt's 0xAARRGGBB with alpha multiplied in, (n,)."""
    red, green, blue, alpha = table.astype(np.uint32).T
    red, green, blue = ((channel * alpha + 127) // 255 for channel in (red, green, blue))
    packed: NDArray[np.uint32] = (alpha << 24) | (red << 16) | (green << 8) | blue
    return packed
