"""Grey and colour of more than 8 bits a channel, brought to 8."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.images.formats.bands import bands
from core.images.formats.unreadable import UnreadableError


def grey_to_eight_bits(image: Image.Image, *, bits: int, is_inverted: bool = False) -> Image.Image:
    """The upper 8 of the `bits` significant bits of an integer grey picture, as Pillow does it for colour.

    The range is that of the file's type and never that of its content, so that two photographs stay comparable.
    Negative values become 0. The grey declared transparent (PNG) becomes black.
    """
    grey = np.empty((image.height, image.width), np.uint8)
    transparent = image.info.get("transparency")
    for rows, band in bands(image):
        values = np.asarray(band).astype(np.int64)
        if bits == 32:  # Pillow keeps unsigned 32-bit values in signed ones
            values &= 0xFFFFFFFF
        grey[rows] = np.clip(values, 0, 2**bits - 1) >> max(0, bits - 8)
        if is_inverted:
            np.subtract(255, grey[rows], out=grey[rows])
        if isinstance(transparent, int):
            grey[rows][values == transparent] = 0
    return Image.fromarray(grey)


def float_to_eight_bits(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Floating-point intensities as uint8. `values` is overwritten.

    A floating-point file says nothing of its range. Values that all lie within 0 to 1 are fractions; within 0 to 255,
    8-bit values; within 0 to 65535, 16-bit values. Anything else is not a photograph and raises `UnreadableError`.
    """
    low, high = float(values.min()), float(values.max())  # not a number where any value is
    if not (np.isfinite(low) and np.isfinite(high)):
        raise UnreadableError("is a floating-point image with values that are not numbers, so it is no photograph.")
    if low < 0 or high > 65535:
        raise UnreadableError(
            f"is a floating-point image whose values run from {low:.4g} to {high:.4g}, so it is no photograph.",
            "Photographs lie within 0 to 1, 0 to 255 or 0 to 65535. Export it as an integer image.",
        )
    values *= np.float32(255.0 if high <= 1 else 1.0 if high <= 255 else 255.0 / 65535.0)
    return np.rint(values, out=values).astype(np.uint8)
