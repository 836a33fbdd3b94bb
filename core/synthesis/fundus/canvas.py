"""Drawing shapes of the eye's frame as coverage, pixel by pixel."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from core.synthesis.fundus.arithmetic import Floats
from core.synthesis.fundus.view import View

Coverage = NDArray[np.uint8]
_SHIFT = 4
_IS_PRESENT = 64
_LEAST_RADIUS_PX = 0.62
_THICKEST = 0.12


class Canvas:
    """A plane of coverage, 0 to 255, on which polygons are filled.

    Small photographs are drawn at twice or four times their size and averaged. Only filled polygons with whole
    numbers (sixteenths of a pixel) are used: OpenCV computes those in integers, the same on every machine.
    """

    def __init__(self, view: View, factor: int | None = None) -> None:
        self._view = view
        self._factor = factor or _factor(view.radius_px)
        self._plane = np.zeros((view.height * self._factor, view.width * self._factor), np.uint8)

    @property
    def size(self) -> NDArray[np.int64]:
        """Width and height, in the units of :meth:`fixed`."""
        return np.array(self._plane.shape[::-1], np.int64) << _SHIFT

    @property
    def reach(self) -> float:
        """How far the thickest vessel reaches from its middle, in the units of :meth:`fixed`."""
        return _THICKEST / self.pixel * (1 << _SHIFT)

    @property
    def pixel(self) -> float:
        """One pixel of the drawing plane, in disc diameters."""
        return 1 / (self._view.disc_px * self._factor)

    @property
    def least_radius(self) -> float:
        """The radius, in disc diameters, below which a spot might cover no pixel."""
        return _LEAST_RADIUS_PX / self._view.disc_px

    def fill(self, outline: Floats, value: int = 255) -> None:
        """Fill the polygon of these points (n, 2) of the eye's frame; what was there is overwritten."""
        self.fill_fixed(self.fixed(outline), value)

    def fill_each(self, outlines: Floats, values: Floats) -> None:
        """Fill polygons (n, points, 2), each with its value of `values` (n,), rounded down."""
        fixed = self.fixed(outlines.reshape(-1, 2)).reshape(outlines.shape)
        for outline, value in zip(fixed, values.tolist(), strict=True):
            self.fill_fixed(outline, int(value))

    def fill_fixed(self, outline: NDArray[np.int32], value: int = 255) -> None:
        """Fill the polygon of these points, as :meth:`fixed` gives them."""
        cv2.fillPoly(self._plane, [outline], value, cv2.LINE_8, _SHIFT)

    def trace(self, lines: Floats, value: int = 255) -> None:
        """Draw lines (n, points, 2), one pixel of the drawing plane wide."""
        if len(lines):
            fixed = self.fixed(lines.reshape(-1, 2)).reshape(lines.shape)
            cv2.polylines(self._plane, list(fixed), isClosed=False, color=value, thickness=1, lineType=8, shift=_SHIFT)

    def coverage(self) -> Coverage:
        """The plane at the photograph's size, uint8 (h, w); nothing can be drawn afterwards."""
        if self._factor > 1:
            size = (self._view.width, self._view.height)
            self._plane = _averaged(self._plane, size)
            self._factor = 1
        return self._plane

    def fixed(self, points: Floats) -> NDArray[np.int32]:
        """Points (n, 2) of the eye's frame in sixteenths of the drawing plane's pixels."""
        pixels = (self._view.to_pixels(points) + 0.5) * self._factor - 0.5
        fixed: NDArray[np.int32] = np.rint(pixels * (1 << _SHIFT)).astype(np.int32)
        return fixed


def _averaged(plane: Coverage, size: tuple[int, int]) -> Coverage:
    return cv2.resize(plane, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def mask_of(coverage: Coverage) -> NDArray[np.bool_]:
    """Where at least a quarter of a pixel is covered."""
    return coverage >= _IS_PRESENT


def blurred(coverage: Coverage, sigma_px: float) -> Coverage:
    """The plane after a Gaussian of this many pixels; below a quarter of a pixel nothing is done."""
    if sigma_px < 0.25:
        return coverage
    # OpenCV computes this on bytes in fixed point, with a kernel of whole numbers.
    return cv2.GaussianBlur(coverage, (0, 0), sigma_px, borderType=cv2.BORDER_REPLICATE).astype(np.uint8, copy=False)


def _factor(radius_px: float) -> int:
    if radius_px < 130:
        return 4
    return 2 if radius_px < 700 else 1
