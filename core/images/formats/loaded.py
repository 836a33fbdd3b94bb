"""What every decoder hands back, and the limits that all of them keep."""

from dataclasses import dataclass

from PIL import Image

from core.images.formats.unreadable import Unreadable

MAX_PIXELS = 2**26
"""The most pixels that a photograph may have (8192 x 8192); four times those of the largest fundus camera.

A decoder holds up to 10 bytes a pixel, so that no file, however few bytes it has, takes over 1 GiB.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A decoded picture, as stored (not yet upright), in any of Pillow's 8-bit modes.

    `mode` is Pillow's name for what the file stores; `bit_depth` the bits that it stores for each channel.
    `size` is the stored picture's (width, height), which is more than the image's where it was decoded at a smaller scale.
    """

    image: Image.Image
    mode: str
    bit_depth: int
    size: tuple[int, int]


def check_size(width: int, height: int) -> None:
    """Raise `Unreadable` unless a picture of this declared size may be decoded."""
    if width < 1 or height < 1:
        raise Unreadable(f"is damaged: it declares a size of {width} x {height} pixels.")
    if width * height > MAX_PIXELS:
        raise Unreadable(
            f"is too large: it declares {width} x {height} pixels, and at most {MAX_PIXELS // 10**6} million are opened.",
            "Export it at a smaller size.",
        )
