"""Outlines of lesions: irregular spots, spindles, lines."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

import numpy as np

from core.synthesis.fundus.arithmetic import TURN, Floats, cos_sin
from core.synthesis.fundus.draws import Draws

_HARMONICS = (2, 3, 4, 5, 7)
# 1 / sqrt(2 harmonic): the cosine and the sine of a wave have its strength together.
_FALL = {harmonic: 1 / sqrt(2 * harmonic) for harmonic in _HARMONICS}


def blobs(draws: Draws, points: Floats, radii: Floats, roughness: float, *, corners: int = 20) -> Floats:
    """Irregular spots: outlines (n, corners, 2) about `points` (n, 2) of about these radii (n,).

    `roughness` is how far the outline strays, as a share of the radius: 0.05 round, 0.5 ragged.
    """
    count = len(points)
    size = np.ones((count, corners))
    strengths = draws.bells(len(_HARMONICS), 2, count) * roughness
    for harmonic, (along, across) in zip(_HARMONICS, strengths, strict=True):
        cosine, sine = _waves(harmonic, corners)
        size += (along[:, None] * cosine + across[:, None] * sine) * _FALL[harmonic]
    size = np.minimum(np.maximum(size, 0.35), 2.2) * radii[:, None]
    cosine, sine = _waves(1, corners)
    return np.stack([points[:, :1] + size * cosine, points[:, 1:] + size * sine], axis=2)


@lru_cache(maxsize=64)
def _waves(harmonic: int, corners: int) -> tuple[Floats, Floats]:
    """Cosine and sine of a wave around an outline, (corners,)."""
    return cos_sin(np.arange(corners) * (harmonic * TURN / corners))


def ovals(
    draws: Draws, points: Floats, radii: Floats, roughness: float, stretch: Floats, *, corners: int = 20
) -> Floats:
    """Irregular spots stretched along random directions, `stretch` (n,) times as long as wide."""
    rough = blobs(draws, np.zeros_like(points), radii, roughness, corners=corners)
    cosine, sine = (value[:, None] for value in cos_sin(draws.spread(0, TURN, len(points))))
    root = np.sqrt(stretch)[:, None]
    x, y = rough[:, :, 0] * root, rough[:, :, 1] / root
    return np.stack([points[:, :1] + x * cosine - y * sine, points[:, 1:] + x * sine + y * cosine], axis=2)


def spindle(middle: Floats, along: Floats, length: float, width: float) -> Floats:
    """A thin lens (12, 2) that points along a unit vector."""
    share = np.array([-1.0, -0.6, -0.2, 0.2, 0.6, 1.0])
    half = np.array([0.05, 0.62, 0.96, 0.96, 0.62, 0.05]) * (width / 2)
    across = np.array([-along[1], along[0]])
    line = middle + share[:, None] * along * (length / 2)
    return np.concatenate([line + half[:, None] * across, (line - half[:, None] * across)[::-1]])
