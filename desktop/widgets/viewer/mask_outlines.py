"""The masks of a photograph, made ready for painting at any zoom and for telling what is under the pointer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPainterPath

from core.datasets.mask_colours import Rgb
from core.datasets.outlines import outline, simplified
from desktop.widgets.viewer.items import ContourItem, RootItem, line_path

_COARSE_BELOW_SCALE = 0.5
"""Device pixels a photograph pixel below which lines are painted without what is less than half a device pixel."""
_COARSE_TOLERANCE_PX = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class MaskOutline:
    """One kind of mask on a photograph.

    `lines` are (k, 2) points (x, y) in photograph pixels, `path` and `coarse_path` the same for painting near and from
    afar; `bits` is the mask, eight pixels of a row a byte, of which a photograph of 12 megapixels takes 1.5 MB.
    """

    code: str
    name: str
    rgb: Rgb
    region_count: int
    lines: tuple[NDArray[np.float64], ...]
    path: QPainterPath
    coarse_path: QPainterPath
    bits: NDArray[np.uint8]

    def covers(self, x: float, y: float) -> bool:
        """Whether the pixel at a point of the photograph belongs to the mask."""
        column, row = int(x), int(y)
        if not (0 <= row < self.bits.shape[0] and 0 <= column < 8 * self.bits.shape[1]):
            return False
        return bool(self.bits[row, column >> 3] >> (7 - (column & 7)) & 1)


def prepare_mask(code: str, name: str, rgb: Rgb, mask: NDArray[np.bool_]) -> MaskOutline:
    """Make `mask`, bool (h, w), ready. May be called from any thread; 12 megapixels: up to 0.1 s."""
    found = outline(mask)
    return MaskOutline(
        code=code,
        name=name,
        rgb=rgb,
        region_count=found.region_count,
        lines=found.lines,
        path=line_path(found.lines),
        coarse_path=line_path([simplified(line, _COARSE_TOLERANCE_PX) for line in found.lines]),
        bits=np.packbits(mask, axis=1),
    )


class KindItem(ContourItem):
    """Paints one kind."""

    def __init__(self, kind: MaskOutline) -> None:
        super().__init__(QColor(*kind.rgb))
        self._coarse_path = kind.coarse_path
        self.setPath(kind.path)

    def pathFor(self, scale: float) -> QPainterPath:
        """The coarse lines from afar."""
        return self._coarse_path if scale < _COARSE_BELOW_SCALE else self._path


class MaskOutlinesItem(RootItem):
    """Paints the outlines of several kinds."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[KindItem] = []

    def setOutlines(self, outlines: Sequence[MaskOutline]) -> None:
        """Show these, and no others."""
        scene = self.scene()
        for item in self._items:
            scene.removeItem(item)
        self._items = [KindItem(kind) for kind in outlines]
        for item in self._items:
            item.setParentItem(self)
