"""Masks on disk: which pixels of a photograph are a lesion, a marker or the optic disc.

A mask is a picture of the photograph's size in which every pixel that is not black belongs to what the mask outlines.
It lies in a folder named after its code, in a folder `masks` beside the photographs:

    TARGET/images/IDRiD_01.jpg            TARGET/images/Mild NPDR/0007.jpg
    TARGET/masks/MA/IDRiD_01_MA.png       TARGET/masks/MA/0007_MA.png

A photograph may lie up to three folders below the one that holds `masks`. What is absent from it has no file.

Published sets call these folders otherwise, and part them as their photographs are parted; IDRiD has

    TARGET/1. Original Images/a. Training Set/IDRiD_01.jpg
    TARGET/2. All Segmentation Groundtruths/a. Training Set/1. Microaneurysms/IDRiD_01_MA.tif
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.images.frames import split_frame
from core.images.reading import MASKS_FOLDER, holds_masks, natural_key, read_photograph
from core.synthesis.codes import NAMES, Code, name_of

SUFFIXES = (".png", ".tif", ".tiff", ".bmp", ".gif")
"""Formats without loss: what JPEG makes of a mask has a seam of pixels that are nearly black."""

_FOLDERS_ABOVE = 4
_CODES = {name: str(code) for code, name in NAMES.items()} | {
    "hemorrhage": Code.HAEMORRHAGE.value,
    "soft exudate": Code.COTTON_WOOL_SPOT.value,
    "cotton wool spot": Code.COTTON_WOOL_SPOT.value,
}
"""What folders of masks are called in published sets, in the singular."""


@dataclass(frozen=True, slots=True)
class MaskFile:
    """One mask of a photograph: `code` is the name of its folder ("MA", "car"), `name` the same in words."""

    code: str
    name: str
    path: Path


def find_masks(photograph: Path, folder: Path | None = None) -> tuple[MaskFile, ...]:
    """The masks of a photograph, in the natural order of their codes; none where there are none on disk.

    Reads names only. Without `folder`, which holds a folder of masks a code, the folder of masks nearest to the
    photograph counts, and no other: `masks`, else one that is called so (`core.images.reading.holds_masks`). A folder
    that may not be listed counts as one without masks.
    """
    place = folder if folder is not None else masks_folder(photograph.absolute().parent)
    if place is None:
        return ()
    stem = mask_stem(photograph)
    found = (_mask_in(kind, stem) for kind in kinds_in(place, photograph.absolute().parent))
    return tuple(sorted((mask for mask in found if mask is not None), key=lambda mask: natural_key(mask.code)))


def masks_folder(folder: Path) -> Path | None:
    """The folder of masks nearest to photographs that lie in `folder`."""
    above = (folder, *folder.parents)[:_FOLDERS_ABOVE]
    return next((found for place in above if (found := _masks_beside(place)) is not None), None)


def kinds_in(place: Path, folder: Path) -> list[Path]:
    """The folders in a folder of masks, one a kind; of one that is parted as photographs are, those of their part."""
    kinds = _folders(place)
    part = next((kind for kind in kinds if kind.name.casefold() == folder.name.casefold()), None)
    return _folders(part) or kinds if part is not None else kinds


def code_of(name: str) -> str:
    """The code of the masks in a folder of this name: `MA` of `MA` and of `1. Microaneurysms`, else the name itself."""
    words = re.sub(r"^[\W\d_]+|[\W_]+(masks?|ground ?truths?)$", "", name, flags=re.IGNORECASE)
    plain = re.sub(r"[\W_]+", " ", words).casefold().removesuffix("s")
    return name if name in NAMES else _CODES.get(plain, name)


def stems_of(kind: Path) -> dict[str, Path]:
    """The masks in a folder of one kind, by the stem of their photograph."""
    endings = tuple({f"_{code_of(kind.name)}", f"_{kind.name}"})
    found = {}
    for mask in sorted(kind.iterdir()):
        if mask.suffix.lower() in SUFFIXES and not mask.name.startswith("."):
            ending = next((ending for ending in endings if mask.stem.endswith(ending)), "")
            found[mask.stem.removesuffix(ending)] = mask
    return found


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


def _masks_beside(folder: Path) -> Path | None:
    """The folder of masks in a folder: `masks`, else the first that is called so and holds folders."""
    usual = folder / MASKS_FOLDER
    if usual.is_dir():
        return usual
    try:
        return _other_masks(folder, folder.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=256)
def _other_masks(folder: Path, _changed_ns: int) -> Path | None:
    """Looked up once while nothing is added to the folder: it may hold many thousand photographs."""
    with os.scandir(folder) as entries:
        named = sorted(entry.name for entry in entries if holds_masks(entry.name) and entry.is_dir())
    return next((folder / name for name in named if _folders(folder / name)), None)


def _folders(folder: Path) -> list[Path]:
    try:
        kinds = [entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return []
    return sorted(kinds, key=lambda kind: natural_key(kind.name))


def _mask_in(folder: Path, stem: str) -> MaskFile | None:
    code = code_of(folder.name)
    names = dict.fromkeys((f"{stem}_{code}", f"{stem}_{folder.name}", stem))
    paths = (folder / f"{name}{suffix}" for name in names for suffix in SUFFIXES)
    path = next((path for path in paths if path.is_file()), None)
    return MaskFile(code, name_of(code), path) if path is not None else None
