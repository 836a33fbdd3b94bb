"""What is known of where the disease is: the masks that lie beside a photograph."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.datasets.masks import find_masks, read_mask
from core.errors import ImageError
from core.images.photograph import Photograph
from core.synthesis.codes import Code

_ANATOMY = (Code.OPTIC_DISC, "FO")


def masks_of(photograph: Photograph) -> tuple[dict[str, NDArray[np.bool_]], tuple[str, ...]]:
    """The masks of lesions and markers beside the photograph, bool (h, w) by code; those of the anatomy are left out.

    The second are sentences about masks that cannot be used: unreadable ones, and those of another size.
    """
    found, notes = {}, []
    for mask in find_masks(photograph.path):
        if mask.code in _ANATOMY:
            continue
        try:
            values = read_mask(mask.path, (photograph.width, photograph.height))
        except ImageError as error:
            notes.append(f"A mask ({mask.name}) is not outlined: {error.message.replace(mask.path.name, mask.code)}")
            continue
        if values.any():
            found[mask.code] = values
    return found, tuple(notes)
