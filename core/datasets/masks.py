"""Masks on disk: which pixels of a photograph are a lesion, a marker or the optic disc.

A mask is a picture of the photograph's size in which every pixel that is not black belongs to what the mask outlines.
It lies in a folder named after its code, in a folder `masks` beside the photographs:

    TARGET/images/IDRiD_01.jpg            TARGET/images/Mild NPDR/0007.jpg
    TARGET/masks/MA/IDRiD_01_MA.png       TARGET/masks/MA/0007_MA.png

A photograph may lie up to three folders below the one that holds `masks`. What is absent from it has no file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.images.frames import split_frame
from core.images.reading import MASKS_FOLDER, natural_key, read_photograph
from core.synthesis.codes import name_of

SUFFIXES = (".png", ".tif", ".tiff", ".bmp", ".gif")
"""Formats without loss: what JPEG makes of a mask has a seam of pixels that are nearly black."""

_FOLDERS_ABOVE = 4


@dataclass(frozen=True, slots=True)
class MaskFile:
    """One mask of a photograph: `code` is the name of its folder ("MA", "car"), `name` the same in words."""

    code: str
    name: str
    path: Path


def find_masks(photograph: Path, folder: Path | None = None) -> tuple[MaskFile, ...]:
    """The masks of a photograph, in the natural order of their codes; none where there are none on disk.

    Reads names only. Without `folder`, which holds a folder of masks a code, the folder `masks` nearest to the
    photograph counts, and no other. A folder that may not be listed counts as one without masks.
    """
    if folder is None:
        parents = photograph.absolute().parents[:_FOLDERS_ABOVE]
        folder = next((parent / MASKS_FOLDER for parent in parents if (parent / MASKS_FOLDER).is_dir()), None)
    if folder is None:
        return ()
    found = (_mask_in(kind, mask_stem(photograph)) for kind in _folders(folder))
    return tuple(mask for mask in found if mask is not None)


def mask_stem(photograph: Path) -> str:
    """What the names of a photograph's masks begin with; of one of several in a file also its number: `eyes_3`."""
    file, number = split_frame(photograph)
    return file.stem if number is None else f"{file.stem}_{number}"


def read_mask(path: Path, size: tuple[int, int]) -> NDArray[np.bool_]:
    """The mask of a photograph of `size` (width, height): bool (height, width), True where its subject is.

    A pixel belongs to the subject where its colour is not black. Alpha says nothing of that: masks are about that are
    opaque everywhere, and of them only what has a colour counts. Raises `ImageError` where the file cannot be read, has
    another size than the photograph, or stores more than 8 bits a channel, of which the lowest would be lost.
    """
    picture = read_photograph(path)
    if picture.bit_depth > 8:
        raise ImageError(
            f"The mask '{path.name}' stores {picture.bit_depth} bits a channel.", "Save it with 1 bit or 8 bits."
        )
    if (picture.width, picture.height) != tuple(size):
        raise ImageError(
            f"The mask '{path.name}' has {picture.width} x {picture.height} pixels, and its photograph "
            f"{size[0]} x {size[1]}.",
            "A mask needs the size of its photograph: export it anew, or move it away.",
        )
    red, green, blue = (picture.pixels[..., channel] for channel in range(3))
    mask: NDArray[np.bool_] = (red | green | blue) != 0
    return mask


def _folders(folder: Path) -> list[Path]:
    try:
        kinds = [entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return []
    return sorted(kinds, key=lambda kind: natural_key(kind.name))


def _mask_in(folder: Path, stem: str) -> MaskFile | None:
    code = folder.name
    paths = (folder / f"{stem}_{code}{suffix}" for suffix in SUFFIXES)
    path = next((path for path in paths if path.is_file()), None)
    return MaskFile(code, name_of(code), path) if path is not None else None
