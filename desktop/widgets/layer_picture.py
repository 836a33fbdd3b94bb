"""A layer's map made small: what the layer strip shows of it."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, qRgb

from core.explain.colour_maps import SIGNED_ZERO, ColourMap, SignedColourMap, table_of
from core.explain.overlay import OPACITY_RAMP, colour_indices
from desktop.translation import mark, tr
from desktop.widgets.painting import grey_image


class Evidence(Enum):
    """What is known of a layer's map."""

    PENDING = mark("Being computed")
    NOT_ASKED = mark("Not computed: choose the layer to compute its map")
    NONE = mark("No evidence for this class at this layer: no value of the map is above zero")
    FOUND = mark("Scaled to its own maximum; compare layers by their numbers, not by these colours")


@dataclass(frozen=True, slots=True)
class LayerPicture:
    """A map as 256 levels from zero to its own maximum, small enough that thousands may be kept."""

    evidence: Evidence
    levels: QImage | None
    maximum: float

    @staticmethod
    def of(values: NDArray[np.float32], side_px: int, *, is_signed: bool = False) -> "LayerPicture":
        """The picture of a raw map (h, w), fitting into a square of `side_px`.

        Negative values count as zero, unless the map is signed: then zero is level 128.
        """
        finite = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
        maximum = float((np.abs(finite) if is_signed else finite).max(initial=0.0))
        if maximum <= 0.0:
            return LayerPicture(Evidence.NONE, None, 0.0)
        levels = colour_indices(finite, (-maximum if is_signed else 0.0, maximum), is_signed=is_signed)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = grey_image(levels).scaled(QSize(side_px, side_px), keep, smooth)
        return LayerPicture(Evidence.FOUND, small.convertToFormat(QImage.Format.Format_Grayscale8), maximum)

    def coloured(self, table: list[int]) -> QImage:
        """The picture through a table of 256 colours, as :func:`colour_table` makes it. Null without evidence."""
        if self.levels is None:
            return QImage()
        levels = self.levels
        # The same bytes, read as places in the table.
        indexed = QImage(
            levels.constBits(), levels.width(), levels.height(), levels.bytesPerLine(), QImage.Format.Format_Indexed8
        )
        indexed.setColorTable(table)
        return indexed.convertToFormat(QImage.Format.Format_RGB32)


def colour_table(lut: NDArray[np.uint8]) -> list[int]:
    """The colour table of a (256, 3) uint8 RGB array. Raises ValueError for any other shape."""
    if lut.shape != (256, 3):
        raise ValueError(tr("a colour table has the shape (256, 3), not {shape}", shape=lut.shape))
    return [qRgb(int(red), int(green), int(blue)) for red, green, blue in lut]


def on_dark(colour_map: ColourMap | SignedColourMap) -> NDArray[np.uint8]:
    """The colours of small pictures, under which no photograph lies: faint values on both sides of 0 fade to dark."""
    table = table_of(colour_map)
    if not isinstance(colour_map, SignedColourMap):
        return table
    share = np.minimum(1, np.abs(np.arange(256) - SIGNED_ZERO) / (SIGNED_ZERO * OPACITY_RAMP))[:, None]
    return np.asarray(np.rint(table * share), np.uint8)
