"""What every decoder hands back, and the limits that all of them keep."""

from dataclasses import dataclass

from PIL import Image

from core.images.formats.unreadable import UnreadableError

MAX_PIXELS = 2**26
"""The most pixels that a photograph may have (8192 x 8192); four times those of the largest fundus camera.

A decoder holds up to 10 bytes a pixel, so that no file, however few bytes it has, takes over 1 GiB.
"""

_ORIENTATION_TAG = 274


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A decoded picture, as stored (not yet upright), in any of Pillow's 8-bit modes.

    `mode` is Pillow's name for what the file stores; `bit_depth` the bits that it stores for each channel;
    `orientation` the EXIF orientation that is still to be undone.
    """

    image: Image.Image
    mode: str
    bit_depth: int
    orientation: int = 1


def exif_orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 where there is none, or the metadata cannot be read."""
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # noqa: BLE001 - broken metadata raise anything, and do not make the pixels unreadable
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def check_size(width: int, height: int, *, at_most: int = MAX_PIXELS) -> None:
    """Raise `UnreadableError` unless a picture of this declared size may be decoded."""
    if width < 1 or height < 1:
        raise UnreadableError(f"is damaged: it declares a size of {width} x {height} pixels.")
    if width * height > at_most:
        raise UnreadableError(
            f"is too large: it declares {width} x {height} pixels, and at most {at_most:,} are opened.",
            "Export it at a smaller size.",
        )
