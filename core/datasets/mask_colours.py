"""The colour in which each kind of mask is outlined: the same for a kind wherever it is shown, in window and report."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable

from core.synthesis.codes import Code

Rgb = tuple[int, int, int]

_LESIONS: dict[str, Rgb] = {
    Code.MICROANEURYSM: (64, 232, 255),
    Code.DOT_HAEMORRHAGE: (96, 160, 255),
    Code.BLOT_HAEMORRHAGE: (160, 136, 255),
    Code.FLAME_HAEMORRHAGE: (255, 128, 240),
    Code.PRERETINAL_HAEMORRHAGE: (255, 96, 160),
    Code.HAEMORRHAGE: (96, 160, 255),
    Code.HARD_EXUDATE: (255, 240, 72),
    Code.COTTON_WOOL_SPOT: (255, 255, 255),
    Code.VENOUS_BEADING: (120, 255, 120),
    Code.IRMA: (0, 208, 160),
    Code.NEOVASCULARISATION: (184, 255, 0),
    Code.LASER_SCAR: (224, 200, 176),
    Code.DRUSEN: (255, 208, 144),
    Code.OPTIC_DISC: (176, 255, 224),
}
"""Bright, and none of the colours of a fundus: what is outlined in orange or red is lost on it."""

_OTHERS: tuple[Rgb, ...] = (
    (64, 232, 255),
    (255, 240, 72),
    (255, 128, 240),
    (120, 255, 120),
    (160, 136, 255),
    (255, 255, 255),
)


def mask_colours(codes: Iterable[str]) -> dict[str, Rgb]:
    """A colour (red, green, blue: 0..255) for each code.

    A code that is no lesion's has a colour by its letters, so that it is the same on every photograph, unless another
    one that is listed before it has that colour already.
    """
    colours: dict[str, Rgb] = {}
    for code in codes:
        colours[code] = _LESIONS.get(code) or _other(code, taken=colours.values())
    return colours


def _other(code: str, *, taken: Collection[Rgb]) -> Rgb:
    first = zlib.crc32(code.encode()) % len(_OTHERS)
    turned = _OTHERS[first:] + _OTHERS[:first]
    return next((colour for colour in turned if colour not in taken), turned[0])
