"""Rendering the die: rays through every sample of every pixel, with the same bytes on every machine.

Geometry is float64 in elementwise + - * / alone, each of which IEEE 754 rounds in one way; grey levels and the mean of
a pixel's samples are whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.synthesis.die.cube import FACES, PIP_RADIUS, Face, lead, pip_centres, prominence
from core.synthesis.die.options import DieOptions
from core.synthesis.die.rotation import Rotation, Vector
from core.synthesis.rendering import Rendering

_STREAM = 0xD1E
"""Keeps the die's random numbers apart from those of other renderers with the same seed."""
_SQRT_3 = 1.7320508075688772
_EDGE_ON = 1e-6
"""A face of which less than this share is seen covers no sample."""
_LIGHT: Vector = (-0.4, 0.52, 0.7547184905645283)
"""Where the light comes from: above, left and in front; a unit vector in the viewer's axes."""
_AMBIENT, _DIFFUSE = 0.42, 0.58
_FACE_GREY, _PIP_GREY = 245, 24
_PLAIN = DieOptions()


def render_die(seed: int, index: int, options: DieOptions = _PLAIN) -> Rendering:
    """The die under the rotation that `seed` and `index` draw, uniform over all views that are not ambiguous.

    The label is the index of the most prominent face in `CLASS_NAMES`. Raises FunduscopeError for a negative seed or
    index.
    """
    if seed < 0 or index < 0:
        raise FunduscopeError(f"Seed {seed} and index {index} must not be below 0.", "Choose whole numbers from 0.")
    generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence([_STREAM, seed, index])))
    while True:
        rotation = Rotation.random(generator)
        face, by = lead(prominence(rotation))
        if by >= options.margin and options.face in (None, face):
            return render_rotation(rotation, options)


def render_sequence(rotations: Sequence[Rotation], options: DieOptions = _PLAIN) -> Iterator[Rendering]:
    """The die under each rotation in turn. Nothing is left out: ambiguous views say so in their facts."""
    for position, rotation in enumerate(rotations):
        rendering = render_rotation(rotation, options)
        yield Rendering(rendering.pixels, rendering.masks, rendering.label, {**rendering.facts, "position": position})


def render_rotation(rotation: Rotation, options: DieOptions = _PLAIN) -> Rendering:
    """The die under one rotation, ambiguous or not.

    Masks go by the number of pips and lie side by side: a pixel of which the die takes at least half belongs to the
    face that has the most of it; a face that wins no pixel has none. Facts: `rotation` [w, x, y, z], `face`, `shares`
    (the share of each face that is seen), `is_ambiguous`.
    """
    samples = options.size * options.supersampling
    grey = np.full((samples, samples), options.background, np.int32)
    counts = np.zeros((len(FACES), options.size, options.size), np.int32)
    shares = prominence(rotation)
    for number, face in enumerate(FACES):
        if shares.get(face.pips, 0.0) > _EDGE_ON:
            covered, pips = _samples_of(face, rotation, samples, options.fill)
            grey[covered] = _grey(face, rotation, _FACE_GREY)
            grey[pips] = _grey(face, rotation, _PIP_GREY)
            counts[number] = _sums(covered.astype(np.int32), options)
    first, by = lead(shares)
    facts = {
        "rotation": rotation.to_json(),
        "face": first,
        "shares": {str(pips): share for pips, share in shares.items()},
        "is_ambiguous": by < options.margin,
    }
    pixels = np.repeat(_rounded_mean(grey, options)[:, :, None], 3, axis=2)
    return Rendering(pixels, _masks(counts, options), first - 1, facts)


def _masks(counts: NDArray[np.int32], options: DieOptions) -> dict[str, NDArray[np.bool_]]:
    """From the samples (6, size, size) of each pixel that each face takes."""
    is_die = 2 * counts.sum(axis=0) >= options.supersampling**2
    winner = counts.argmax(axis=0)
    masks = {str(face.pips): is_die & (winner == number) for number, face in enumerate(FACES)}
    return {name: mask for name, mask in masks.items() if mask.any()}


def _samples_of(
    face: Face, rotation: Rotation, samples: int, fill: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which samples see the face, and which of them a pip: two bool (samples, samples)."""
    right, up, towards = rotation.rows()
    place = (np.arange(samples) * 2 + 1 - samples) / samples  # -1 to 1 across the picture
    # In half edges of the cube, whose longest half diagonal is the square root of 3.
    x, y = (place * (_SQRT_3 / fill))[None, :], (-place * (_SQRT_3 / fill))[:, None]
    own, second, third = face.axis, (face.axis + 1) % 3, (face.axis + 2) % 3

    def along(axis: int) -> NDArray[np.float64]:
        return x * right[axis] + y * up[axis]

    depth = (face.sign - along(own)) / towards[own]
    u = along(second) + depth * towards[second]
    v = along(third) + depth * towards[third]
    covered = (np.abs(u) <= 1) & (np.abs(v) <= 1)
    pips = np.zeros_like(covered)
    for column, row in pip_centres(face):
        du, dv = u - column, v - row
        pips |= du * du + dv * dv <= PIP_RADIUS * PIP_RADIUS
    return covered, pips & covered


def _grey(face: Face, rotation: Rotation, full: int) -> int:
    """Lambert's law with some light from everywhere; `full` is the grey level of a surface that faces the light."""
    normal: list[float] = [0.0, 0.0, 0.0]
    normal[face.axis] = float(face.sign)
    x, y, z = rotation.apply((normal[0], normal[1], normal[2]))
    falling = x * _LIGHT[0] + y * _LIGHT[1] + z * _LIGHT[2]
    return round(full * (_AMBIENT + _DIFFUSE * max(0.0, falling)))


def _sums(values: NDArray[np.int32], options: DieOptions) -> NDArray[np.int32]:
    """The sum over each pixel's samples."""
    step = options.supersampling
    blocks = values.reshape(options.size, step, options.size, step)
    sums: NDArray[np.int32] = blocks.sum(axis=(1, 3), dtype=np.int32)
    return sums


def _rounded_mean(grey: NDArray[np.int32], options: DieOptions) -> NDArray[np.uint8]:
    count = options.supersampling**2
    mean: NDArray[np.uint8] = ((2 * _sums(grey, options) + count) // (2 * count)).astype(np.uint8)
    return mean
