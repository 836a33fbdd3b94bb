"""Sines, roots and fading from additions, multiplications, divisions and square roots alone.

IEEE 754 fixes those to the last bit; `np.sin`, `np.exp` and `**` differ in theirs between processors and libraries of
mathematics. The same seed has to give the same bytes everywhere, so these stand in for them here.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

TURN = 6.283185307179586
_QUARTER = 1.5707963267948966


def cos_sin(angle: Floats) -> tuple[Floats, Floats]:
    """Cosine and sine of float64 angles in radians, any shape, good to 1e-10 for angles of a few turns."""
    quarters = np.rint(angle / _QUARTER)
    x = angle - quarters * _QUARTER
    square = x * x
    sine = x * (1 + square * (-1 / 6 + square * (1 / 120 + square * (-1 / 5040 + square * (1 / 362880)))))
    cosine = 1 + square * (-1 / 2 + square * (1 / 24 + square * (-1 / 720 + square * (1 / 40320))))
    cosine = cosine - square * square * square * square * square / 3628800
    quadrant = quarters.astype(np.int64) % 4
    odd = quadrant % 2 == 1
    first, second = np.where(odd, sine, cosine), np.where(odd, cosine, sine)
    return np.where((quadrant == 1) | (quadrant == 2), -first, first), np.where(quadrant >= 2, -second, second)


def exponential(x: float) -> float:
    """E to the power of `x`, for one number between -16 and 16, good to 1e-9."""
    reduced = x / 64
    term = total = 1.0
    for order in range(1, 10):
        term = term * reduced / order
        total += term
    for _ in range(6):
        total *= total
    return total


def cube_root(x: float, above: float) -> float:
    """The cube root of one number above 0, by Newton's method from `above`, which must not be less than the root."""
    root = above
    while True:
        closer = (root + root + x / (root * root)) / 3
        if closer >= root:
            return root
        root = closer


def turned(cosine: Floats, sine: Floats, half_tangent: Floats) -> tuple[Floats, Floats]:
    """Unit vectors (n,), (n,), each turned by the angle whose half has this tangent (n,)."""
    square = half_tangent * half_tangent
    share = 1 / (1 + square)
    along, across = (1 - square) * share, (half_tangent + half_tangent) * share
    return cosine * along - sine * across, cosine * across + sine * along


def lengths(vectors: Floats) -> Floats:
    """The lengths (...,) of vectors (..., 2)."""
    return np.sqrt(vectors[..., 0] * vectors[..., 0] + vectors[..., 1] * vectors[..., 1])


def unit(vectors: Floats) -> Floats:
    """Vectors (..., 2) at length one; one of no length stays as it is."""
    return vectors / np.maximum(lengths(vectors), 1e-12)[..., None]
