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


class SignedColourMap(StrEnum):
    """The colour maps for values on both sides of 0; the value is the name in files.

    Rise and fall of the same size are equally bright, and the colour-blind tell them apart (the red and blue one least
    well).
    """

    BLUE_YELLOW = "blue-yellow"
    PURPLE_GREEN = "purple-green"
    BLUE_RED = "blue-red"

    @property
    def label(self) -> str:
        """The name as it is shown: the colour of falls first."""
        fall, rise = self.value.split("-")
        return f"{fall.capitalize()}, {rise}"


SIGNED_ZERO = 128
"""The place of 0 in the table of a signed colour map: falls lie below, rises above."""

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


def table_of(colour_map: ColourMap | SignedColourMap) -> NDArray[np.uint8]:
    """The colours of a map of either kind, (256, 3) uint8 RGB; read-only."""
    if isinstance(colour_map, SignedColourMap):
        return signed_colour_table(colour_map)
    return colour_table(colour_map)


_ANCHORS: dict[SignedColourMap, tuple[tuple[tuple[int, int, int], ...], tuple[tuple[int, int, int], ...]]] = {
    SignedColourMap.BLUE_YELLOW: (
        ((30, 110, 235), (70, 165, 255), (150, 225, 255)),
        ((165, 110, 0), (235, 175, 0), (255, 232, 95)),
    ),
    SignedColourMap.PURPLE_GREEN: (
        ((150, 75, 200), (195, 130, 235), (240, 195, 255)),
        ((30, 130, 55), (85, 190, 95), (170, 250, 150)),
    ),
    SignedColourMap.BLUE_RED: (
        ((65, 100, 240), (120, 155, 255), (205, 222, 255)),
        ((215, 45, 50), (250, 115, 105), (255, 212, 202)),
    ),
}
"""Colours from 0 to either limit: first the falls, then the rises.

None is darker than a retina: faint evidence must not look like a haemorrhage.
"""


@cache
def signed_colour_table(colour_map: SignedColourMap) -> NDArray[np.uint8]:
    """The (256, 3) uint8 RGB colours from the lower limit through 0 at `SIGNED_ZERO` to the upper one; read-only."""
    falls, rises = (np.array(side, np.float64) for side in _ANCHORS[colour_map])
    below, above = SIGNED_ZERO, 255 - SIGNED_ZERO
    table = np.concatenate([_ramp(falls, below + 1)[:0:-1], _ramp(rises, above + 1)])
    table.setflags(write=False)
    return table


def _ramp(anchors: NDArray[np.float64], count: int) -> NDArray[np.uint8]:
    """`count` colours from the first to the last anchor, between which equal steps look equally bright."""
    places = np.linspace(0, len(anchors) - 1, _FINE_STEPS)
    fine = np.stack([np.interp(places, range(len(anchors)), anchors[:, channel]) for channel in range(3)], axis=1)
    lightness = _lightness(fine / 255)
    wanted = np.interp(np.linspace(lightness[0], lightness[-1], count), lightness, np.arange(_FINE_STEPS))
    return np.asarray(np.rint(fine[np.rint(wanted).astype(int)]), np.uint8)


_FINE_STEPS = 1024


def _lightness(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """L* of sRGB colours (n, 3), 0 to 1, by the definitions of IEC 61966-2-1 and CIE 15."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    luminance = linear @ np.array([0.2126, 0.7152, 0.0722])
    lightness: NDArray[np.float64] = np.where(
        luminance > 216 / 24389, 116 * np.cbrt(luminance) - 16, luminance * 24389 / 27
    )
    return lightness
