"""A whole map from a part of it: what cells may come to that are not there yet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import LinearNDInterpolator
from scipy.ndimage import distance_transform_edt
from scipy.spatial import QhullError

Doubles = NDArray[np.float64]


def between(values: Doubles) -> Doubles:
    """`values` (h, w) with each NaN taken from the known cells around it: (h, w), NaN only where nothing is known.

    Linear between three known cells, the nearest one's value outside of them all.
    """
    unknown = np.isnan(values)
    if unknown.all() or not unknown.any():
        return values
    nearest = distance_transform_edt(unknown, return_distances=False, return_indices=True)
    found: Doubles = values[tuple(nearest)]
    try:
        linear = LinearNDInterpolator(np.argwhere(~unknown), values[~unknown])(np.argwhere(unknown))
    except (QhullError, ValueError):  # fewer than three cells, or all in a line
        return found
    found[unknown] = np.where(np.isfinite(linear), linear, found[unknown])
    return found
