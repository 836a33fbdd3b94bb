"""Whole-number picture operations of the textures: the same bytes on every machine, whatever it calculates with."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from core.synthesis.markers.randomness import cosine, sine

Ints = NDArray[np.int32]
UNIT = 256
"""Fixed point: turned coordinates and distances are in 256ths."""


def turned(height: int, width: int, angle: int, scale: float) -> tuple[Ints, Ints]:
    """Coordinates (u, v) of each pixel along axes turned by tenths of a degree, in 256ths of `scale` pixels."""
    step = UNIT / scale
    x, y = np.arange(width, dtype=np.float64), np.arange(height, dtype=np.float64)
    c, s = cosine(angle) * step, sine(angle) * step
    u = np.floor((x * c)[None, :] + (y * s)[:, None])
    v = np.floor((y * c)[:, None] - (x * s)[None, :])
    return u.astype(np.int32), v.astype(np.int32)


def noise(generator: Generator, height: int, width: int, amplitude: int) -> Ints:
    """Independent whole numbers from -amplitude to amplitude."""
    drawn: Ints = generator.integers(-amplitude, amplitude + 1, (height, width), dtype=np.int32)
    return drawn


def drift(generator: Generator, height: int, width: int, *, cell_px: float, amplitude: int) -> Ints:
    """Numbers from -amplitude to amplitude that change slowly: drawn at the corners of cells, linear in between."""
    step = max(1, round(cell_px))
    corners = generator.integers(-amplitude, amplitude + 1, (height // step + 2, width // step + 2), dtype=np.int32)
    rows, columns = np.arange(height, dtype=np.int32), np.arange(width, dtype=np.int32)
    r, fr = rows // step, (rows % step)[:, None]
    c, fc = columns // step, (columns % step)[None, :]
    upper = corners[r][:, c] * (step - fc) + corners[r][:, c + 1] * fc
    lower = corners[r + 1][:, c] * (step - fc) + corners[r + 1][:, c + 1] * fc
    return ((upper * (step - fr) + lower * fr) // (step * step)).astype(np.int32)


def halved(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The mean of each 2 x 2 block of (2h, 2w, 3)."""
    wide = pixels.astype(np.uint16)
    total = wide[0::2, 0::2] + wide[0::2, 1::2] + wide[1::2, 0::2] + wide[1::2, 1::2]
    half: NDArray[np.uint8] = ((total + 2) >> 2).astype(np.uint8)
    return half


def grains(generator: Generator, height: int, width: int, cell_px: float) -> tuple[Ints, Ints, Ints]:
    """A tiling by the nearest of scattered seeds, one in each square cell.

    Returns for each pixel the number of its seed, and the squared distances in pixels to the nearest and to the second
    nearest seed, all int32 (h, w). Seeds are numbered from 0, row by row.
    """
    step = max(2, round(cell_px))
    rows, columns = height // step + 3, width // step + 3
    first_y, first_x = (np.arange(-1, count - 1, dtype=np.int32) * step for count in (rows, columns))
    at_y: Ints = generator.integers(0, step, (rows, columns), dtype=np.int32) + first_y[:, None]
    at_x: Ints = generator.integers(0, step, (rows, columns), dtype=np.int32) + first_x[None, :]
    y, x = np.arange(height, dtype=np.int32), np.arange(width, dtype=np.int32)
    cell_y, cell_x = y // step + 1, x // step + 1
    number = np.zeros((height, width), np.int32)
    nearest = np.full((height, width), 2**30, np.int32)
    second = nearest.copy()
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            r, c = (cell_y + down)[:, None], (cell_x + right)[None, :]
            distance = (at_y[r, c] - y[:, None]) ** 2 + (at_x[r, c] - x[None, :]) ** 2
            is_nearer = distance < nearest
            second = np.where(is_nearer, nearest, np.minimum(second, distance))
            nearest = np.where(is_nearer, distance, nearest)
            number = np.where(is_nearer, r * columns + c, number)
    return number, nearest, second


def painted(levels: Ints, colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    """A colour brightened and darkened by `levels`, int32 (h, w) in 256ths of itself."""
    scaled = levels[..., None] * np.array(colour, np.int32) // UNIT
    return clipped(scaled)


def clipped(values: Ints) -> NDArray[np.uint8]:
    """Values limited to 0 to 255."""
    limited: NDArray[np.uint8] = np.clip(values, 0, 255).astype(np.uint8)
    return limited
