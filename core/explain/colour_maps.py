"""The colour maps in which evidence is drawn, as tables of 256 colours. Knows no torch and no Qt."""

from enum import StrEnum
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray


class ColourMap(StrEnum):
    """The colour maps; the value is the name in files and on the command line."""

    INFERNO = "inferno"
    MAGMA = "magma"
    PLASMA = "plasma"
    VIRIDIS = "viridis"
    CIVIDIS = "cividis"
    TURBO = "turbo"
    JET = "jet"

    @property
    def label(self) -> str:
        """The name as it is shown."""
        return "Jet (classic)" if self is ColourMap.JET else self.value.capitalize()

    @property
    def is_uniform(self) -> bool:
        """Whether equal steps of the value look equally large, in grey and to the colour-blind too."""
        return self not in (ColourMap.TURBO, ColourMap.JET)


_OPENCV_CODES = {
    ColourMap.INFERNO: cv2.COLORMAP_INFERNO,
    ColourMap.MAGMA: cv2.COLORMAP_MAGMA,
    ColourMap.PLASMA: cv2.COLORMAP_PLASMA,
    ColourMap.VIRIDIS: cv2.COLORMAP_VIRIDIS,
    ColourMap.CIVIDIS: cv2.COLORMAP_CIVIDIS,
    ColourMap.TURBO: cv2.COLORMAP_TURBO,
    ColourMap.JET: cv2.COLORMAP_JET,
}


@cache
def colour_table(colour_map: ColourMap) -> NDArray[np.uint8]:
    """The (256, 3) uint8 RGB colours from the lower to the upper limit; read-only."""
    ramp = np.arange(256, dtype=np.uint8)[:, None]
    table = np.ascontiguousarray(cv2.applyColorMap(ramp, _OPENCV_CODES[colour_map])[:, 0, ::-1], dtype=np.uint8)
    table.setflags(write=False)
    return table
