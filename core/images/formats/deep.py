"""Grey pictures of more than 8 bits."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.images.formats.unreadable import Unreadable


def grey_to_eight_bits(image: Image.Image, *, bits: int, is_inverted: bool = False) -> Image.Image:
    """The upper 8 of the `bits` significant bits of an integer grey picture, as Pillow does it for colour.

    The range is that of the file's type and never that of its content, so that two photographs stay comparable.
    Negative values of signed types become 0. The colour declared transparent (PNG) becomes black.
    """
    values = np.asarray(image)
    clipped = np.clip(values, 0, 2**bits - 1) if values.dtype.kind == "i" and bits < 32 else values
    grey = (clipped >> max(0, bits - 8)).astype(np.uint8)
    if is_inverted:
        grey = 255 - grey
    transparent = image.info.get("transparency")
    if isinstance(transparent, int):
        grey[values == transparent] = 0
    return Image.fromarray(grey)


def float_to_eight_bits(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Floating-point intensities as uint8.

    A floating-point file says nothing of its range. Values that all lie within 0 to 1 are fractions; within 0 to 255,
    8-bit values; within 0 to 65535, 16-bit values. Anything else is not a photograph and raises `Unreadable`.
    """
    if not np.isfinite(values).all():
        raise Unreadable("is a floating-point image with values that are not numbers, so it is no photograph.")
    low, high = float(values.min()), float(values.max())
    if low < 0 or high > 65535:
        raise Unreadable(
            f"is a floating-point image whose values run from {low:.4g} to {high:.4g}, so it is no photograph.",
            "Photographs lie within 0 to 1, 0 to 255 or 0 to 65535. Export it as an integer image.",
        )
    scale = 255.0 if high <= 1 else 1.0 if high <= 255 else 255.0 / 65535.0
    scaled = np.multiply(values, np.float32(scale), dtype=np.float32)
    return np.rint(scaled, out=scaled).astype(np.uint8)
