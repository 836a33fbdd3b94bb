"""What of a map is taken out of the overlay, since networks with random weights reach as much: hidden, or hatched.

The map's values stay what they are; only where its colours are drawn changes. Knows no torch and no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.explain.check_settings import VeilStyle
from core.explain.sampling import Axis, Box, extended
from core.images.geometry import Affine

__all__ = ["Veil", "VeilStyle"]

Mask = NDArray[np.bool_]

STRIPES = 60
"""Stripes of a hatching across the shorter side."""
INK = 0.3
"""Share of a stripe that keeps its colour."""


@dataclass(frozen=True, slots=True, eq=False)
class Veil:
    """The cells of a map that are veiled: `within` is bool (h, w) of the map's own shape, read-only."""

    within: Mask
    style: VeilStyle = VeilStyle.HIDE

    def extended(self, to_photograph: Affine, seen: Box) -> Veil:
        """The veil of the map that `core.explain.sampling.extended` makes of its own."""
        values, _place = extended(self.within.astype(np.float32), to_photograph, seen)
        return Veil(values > 0.5, self.style)

    def enlarged(self, shape: tuple[int, int]) -> Mask:
        """Which samples lose their colour, of a map whose cells are each divided evenly into samples: `shape`."""
        factors = [side // own for side, own in zip(shape, self.within.shape, strict=True)]
        mask = self.within.repeat(factors[0], 0).repeat(factors[1], 1)
        if self.style is VeilStyle.HATCH:
            mask = mask & _gaps(np.arange(shape[0]), np.arange(shape[1]), min(shape))
        return mask

    def read(self, rows: Axis, columns: Axis, begin: int, end: int, side: int) -> Mask:
        """Which pixels lose their colour in a band of rows; `side` is the shorter side of the picture in pixels."""
        mask: Mask = self.within[np.ix_(rows.cell[begin:end], columns.cell)]
        if self.style is VeilStyle.HATCH:
            down, across = np.arange(rows.start + begin, rows.start + end), np.arange(columns.start, columns.stop)
            mask = mask & _gaps(down, across, side)
        return mask


def _gaps(down: NDArray[np.intp], across: NDArray[np.intp], side: int) -> Mask:
    """What lies between the stripes, at these rows and columns."""
    period = max(3, side // STRIPES)
    gaps: Mask = (down[:, None] + across[None]) % period >= max(1, round(INK * period))
    return gaps
