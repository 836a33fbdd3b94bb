"""Procedural textures: grass, granite, fabric, bricks, pebbles.

Each function paints uint8 RGB (height, width, 3) from a generator. `grain_px` is the size of what the texture is made
of (a blade's width, a crystal, a thread, a brick's height, a pebble), in pixels. Nothing but whole numbers and plain
arithmetic of floats is used, so that the same generator paints the same bytes everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from core.synthesis.markers.grids import UNIT, Ints, clipped, drift, grains, halved, noise, painted, turned
from core.synthesis.markers.randomness import TURN, directions

_SHIFT = 3
"""Bits behind the point in the corners of blades."""


def paint_grass(generator: Generator, height: int, width: int, grain_px: float) -> NDArray[np.uint8]:
    """Blades that grow roughly one way, the dark ones behind and the light ones in front."""
    fine_height, fine_width = 2 * height, 2 * width
    soil = clipped(noise(generator, fine_height, fine_width, 10)[..., None] + np.array((50, 44, 22), np.int32))
    blade_width = max(2.0, 2 * grain_px)
    blade_length = 8 * blade_width
    count = int(2.2 * (fine_height + blade_length) * (fine_width + blade_length) / (blade_width * blade_length)) + 1
    draws = generator.random((count, 7))
    blades = _blades(draws, int(generator.integers(TURN)), blade_width, blade_length, (fine_height, fine_width))
    for number, (corners, draw) in enumerate(zip(blades, draws, strict=True)):
        green = 52 + int(104 * number / count) + int(44 * draw[4])
        red, blue = int(green * (0.26 + 0.42 * draw[5])), int(green * (0.12 + 0.16 * draw[6]))
        cv2.fillConvexPoly(soil, corners, (red, green, blue), cv2.LINE_8, _SHIFT)
        rib = (corners[:2] + corners[:2:-1]) // 2
        lit = (red + 24, green + 38, blue + 12)
        cv2.fillPoly(soil, [np.concatenate([corners[:3], rib[::-1]])], lit, cv2.LINE_8, _SHIFT)
    return halved(soil)


def paint_granite(generator: Generator, height: int, width: int, grain_px: float) -> NDArray[np.uint8]:
    """Crystals of feldspar and quartz side by side, with specks of black mica among them."""
    warm = int(generator.integers(0, 40))
    stones = (
        (206, 200, 196),
        (176, 172, 170),
        (146, 144, 144),
        (212 + warm // 4, 190 - warm // 2, 178 - warm),
        (232, 230, 226),
    )
    number, _nearest, _second = grains(generator, height, width, 2.2 * grain_px)
    colour = _by_grain(generator, number, stones, spread=14)
    specks, near, far = grains(generator, height, width, 1.3 * grain_px)
    chance = generator.integers(0, 100, int(specks.max()) + 1)[specks]
    cluster = drift(generator, height, width, cell_px=5 * grain_px, amplitude=16)
    mica = (chance < 22 + cluster) & (far > near)
    colour = np.where(
        mica[..., None], np.array((34, 32, 36), np.int32) + noise(generator, height, width, 10)[..., None], colour
    )
    sparkle = noise(generator, height, width, 12) + drift(generator, height, width, cell_px=8 * grain_px, amplitude=10)
    return clipped(colour + sparkle[..., None])


def paint_fabric(generator: Generator, height: int, width: int, grain_px: float) -> NDArray[np.uint8]:
    """A woven cloth: threads over and under each other, with stripes of a second colour both ways."""
    ground, stripe = _cloth(generator)
    angle = int(generator.integers(TURN))
    u, v = turned(2 * height, 2 * width, angle, 2 * grain_px)
    wobble = drift(generator, 2 * height, 2 * width, cell_px=14 * grain_px, amplitude=UNIT // 3)
    u, v = u + wobble, v + wobble // 2
    across, along = u // UNIT, v // UNIT
    twill = int(generator.integers(2, 4))
    is_warp = (across + along) % twill == 0 if twill == 2 else (across + along) % 4 < 2
    shade = np.where(is_warp, _roundness(u % UNIT, v % UNIT), _roundness(v % UNIT, u % UNIT))
    period = int(generator.integers(9, 15))
    band = int(generator.integers(2, 5))
    is_striped = np.where(is_warp, across % period < band, along % period < band)
    uneven = np.where(is_warp, _by_line(generator, across), _by_line(generator, along))
    levels = shade * (UNIT + uneven) // UNIT
    cloth = np.where(is_striped[..., None], painted(levels, stripe), painted(levels, ground))
    return halved(cloth)


def paint_bricks(generator: Generator, height: int, width: int, grain_px: float) -> NDArray[np.uint8]:
    """A brick wall in stretcher bond: each row is shifted by half a brick."""
    angle = int(generator.integers(-150, 151)) + (TURN // 2) * int(generator.integers(2))
    u, v = turned(2 * height, 2 * width, angle, 2 * grain_px)
    row = v // UNIT
    shifted = u + (row % 2) * (9 * UNIT // 8)
    brick = shifted // (9 * UNIT // 4)
    within_x, within_y = shifted % (9 * UNIT // 4), v % UNIT
    joint = UNIT // 7
    ragged = noise(generator, 2 * height, 2 * width, joint // 4)
    is_mortar = (within_x + ragged < joint) | (within_y + ragged < joint)
    is_lit = (within_y < 2 * joint) & ~is_mortar
    tones = ((168, 72, 52), (150, 60, 46), (186, 92, 66), (132, 54, 44), (196, 112, 84))
    colour = _by_grain(generator, _numbered(row, brick), tones, spread=10)
    rough = noise(generator, 2 * height, 2 * width, 16) + drift(
        generator, 2 * height, 2 * width, cell_px=grain_px, amplitude=18
    )
    mortar = np.array((206, 200, 188), np.int32)
    wall = np.where(is_mortar[..., None], mortar, colour + (is_lit * 22)[..., None])
    return halved(clipped(wall + rough[..., None]))


def paint_pebbles(generator: Generator, height: int, width: int, grain_px: float) -> NDArray[np.uint8]:
    """Rounded stones beside each other, light from one side, dark gaps between them."""
    number, nearest, second = grains(generator, 2 * height, 2 * width, 4 * grain_px)
    tones = ((150, 142, 134), (120, 116, 118), (176, 160, 138), (98, 102, 112), (196, 190, 182), (136, 112, 92))
    colour = _by_grain(generator, number, tones, spread=12)
    # How much farther the next seed is than the own one (nothing at the gap), and no more than a round stone has.
    step = int(max(2, round(4 * grain_px)))
    room = np.minimum((second - nearest) * 2, (9 * step * step // 10 - nearest) * 3 // 2)
    height_of = np.clip(room * UNIT // (step * step), 0, UNIT)
    dome = 40 + _bulge(height_of) * 170 // UNIT
    slope = np.zeros_like(dome)
    slope[1:, 1:] = (dome[1:, 1:] - dome[:-1, :-1]) * 2
    stones = colour * (dome + np.clip(slope, -60, 60))[..., None] // 200
    return halved(clipped(stones + noise(generator, 2 * height, 2 * width, 6)[..., None]))


def _blades(
    draws: NDArray[np.float64], upwards: int, width: float, length: float, size: tuple[int, int]
) -> NDArray[np.int32]:
    """The five corners (n, 5, 2) of blades that bend to one side: root, middle, tip, middle, root."""
    lean = upwards + ((draws[:, 2] - 0.5) * 800).astype(np.int64)
    bend = lean + ((draws[:, 3] - 0.5) * 700).astype(np.int64)
    reach = length * (0.6 + 0.8 * draws[:, 6])
    half = width * (0.4 + 0.4 * draws[:, 4])
    along, onwards = directions(lean), directions(bend)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1) * half[:, None]
    root = draws[:, :2] * (np.array(size[::-1]) + reach[:, None]) - reach[:, None] / 2
    middle = root + along * (0.55 * reach)[:, None]
    tip = middle + onwards * (0.45 * reach)[:, None]
    corners = [root + across, middle + 0.7 * across, tip, middle - 0.7 * across, root - across]
    fixed: NDArray[np.int32] = np.floor(np.stack(corners, axis=1) * 2**_SHIFT + 0.5).astype(np.int32)
    return fixed


def _by_grain(generator: Generator, number: Ints, tones: Sequence[tuple[int, int, int]], *, spread: int) -> Ints:
    """A tone for each grain, a little lighter or darker than the others of its kind."""
    count = int(number.max()) + 1
    table = np.array(tones, np.int32)[generator.integers(0, len(tones), count)]
    table = table + generator.integers(-spread, spread + 1, (count, 1), dtype=np.int32)
    coloured: Ints = table.astype(np.int32)[number]
    return coloured


def _by_line(generator: Generator, line: Ints) -> Ints:
    """How much each thread is lighter or darker than the cloth, in 256ths."""
    first = int(line.min())
    table = generator.integers(-28, 29, int(line.max()) - first + 1, dtype=np.int32)
    uneven: Ints = table[line - first]
    return uneven


def _numbered(row: Ints, column: Ints) -> Ints:
    """One number from 0 for each pair."""
    across = column - int(column.min())
    numbered: Ints = (row - int(row.min())) * (int(across.max()) + 1) + across
    return numbered


def _roundness(across: Ints, along: Ints) -> Ints:
    """The light on a thread: most along its middle, and where it comes to the top between two others. In 256ths."""
    side = across * (UNIT - across) * 4 // UNIT
    crest = along * (UNIT - along) * 4 // UNIT
    light: Ints = 84 + side * 110 // UNIT + crest * 80 // UNIT
    return light


def _bulge(height: Ints) -> Ints:
    """A dome's profile: steep at the rim, flat in the middle; 0 to 256 for 0 to 256."""
    profile: Ints = UNIT - (UNIT - height) * (UNIT - height) // UNIT
    return profile


def _cloth(generator: Generator) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """The colours of a cloth: ground and stripe."""
    pairs = (
        ((52, 82, 150), (226, 222, 206)),
        ((232, 224, 206), (60, 92, 158)),
        ((44, 66, 112), (120, 150, 200)),
        ((226, 226, 230), (90, 110, 134)),
        ((40, 96, 110), (230, 214, 160)),
    )
    return pairs[int(generator.integers(len(pairs)))]
