"""What lies behind the vessels: pigment, macula, choroid, nerve fibres, the optic disc and the light on all of it.

All of it is smooth enough for one spline field a channel: optical densities, by which the colour of the lit retina is
faded (below 0: brightened).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.synthesis.fundus.arithmetic import TURN, Floats, cos_sin, unit
from core.synthesis.fundus.canvas import Canvas, blurred
from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.patient import Anatomy
from core.synthesis.fundus.spline import Plane, SplineField, knot_positions, noise
from core.synthesis.fundus.vessels.drawing import draw_vessels
from core.synthesis.fundus.vessels.growth import Manner, free_tips, grow
from core.synthesis.fundus.vessels.vessel import Kind, Vessel
from core.synthesis.fundus.view import View

CELLS = 256
_CHANNELS = 3
# How much of each absorber's density the three channels see.
_PIGMENT = (0.40, 0.85, 0.85)
_XANTHOPHYLL = (0.58, 0.88, 1.0)
_CHOROID = (-0.34, -0.26, -0.10)
_LEAST_TESSELLATION = 0.2
_CHOROID_VESSELS = 140
_FIBRES = (-0.16, -0.30, -0.34)
_SHEEN = (-0.12, -0.30, -0.42)
_FIBRE_LINES = 80
_DISC_REACH = 1.5
_HALO_END = 0.066

Part = tuple[slice, slice]


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """Where the knots lie, float32 (n, n) each: `u`, `v` in the field's radius, `x`, `y` in the eye's frame."""

    u: Plane
    v: Plane
    x: Plane
    y: Plane

    def within(self, part: Part) -> _Ground:
        """Those knots only."""
        return _Ground(self.u[part], self.v[part], self.x[part], self.y[part])


def draw_backdrop(draws: Draws, anatomy: Anatomy, view: View) -> tuple[SplineField, ...]:
    """The density of the backdrop in red, green and blue."""
    ground = _ground(view)
    pigment = _pigment(draws, anatomy)
    macula = _macula(draws, anatomy, ground)
    choroid = _choroid(draws, anatomy, view, ground)
    fibres = _fibres(draws, anatomy, view, ground)
    sheen = _sheen(draws, anatomy, ground)
    near = _near_disc(anatomy, view)
    disc, cover = _disc(draws, anatomy, ground.within(near))
    light = _light(draws, ground)
    fields = []
    for channel in range(_CHANNELS):
        density = pigment * np.float32(_PIGMENT[channel]) + macula * np.float32(_XANTHOPHYLL[channel])
        if choroid is not None:
            density += choroid * np.float32(_CHOROID[channel])
        density += fibres * np.float32(_FIBRES[channel])
        if sheen is not None:
            density += sheen * np.float32(_SHEEN[channel])
        density[near] *= 1 - np.float32(0.85) * cover
        density[near] += disc[channel]
        density += light[channel]
        fields.append(SplineField(density))
    return tuple(fields)


def _ground(view: View) -> _Ground:
    line = knot_positions(CELLS).astype(np.float32)
    u, v = np.meshgrid(line, line)
    x, y = view.to_eye(u, v)
    return _Ground(u, v, x.astype(np.float32, copy=False), y.astype(np.float32, copy=False))


def _near_disc(anatomy: Anatomy, view: View) -> Part:
    """The rows and columns of the knots about the disc."""
    grid = view.on_grid(CELLS)
    x, y = grid.to_pixels(np.array([[anatomy.disc_x, anatomy.disc_y]]))[0]
    reach = int(_DISC_REACH * grid.disc_px)
    rows = slice(max(0, int(y) - reach), max(0, int(y) + reach))
    return rows, slice(max(0, int(x) - reach), max(0, int(x) + reach))


def _bump(square: Plane) -> Plane:
    """A hill of height 1 over squared distances in units of its width."""
    low: Plane = np.float32(1) / (1 + square)
    return low * low


def _pigment(draws: Draws, anatomy: Anatomy) -> Plane:
    """The pigment epithelium: clouds and grains."""
    strength = 0.55 + 0.6 * anatomy.patient.pigment
    clouds = (0.10, 0.07, 0.045, 0.03, 0.03, 0.034, 0.045)
    return noise(draws, 4, tuple(strength * amplitude for amplitude in clouds)).knots


def _macula(draws: Draws, anatomy: Anatomy, ground: _Ground) -> Plane:
    """The macula's yellow pigment and the fovea's dark floor, with its small reflex in young eyes."""
    square = ground.x * ground.x + ground.y * ground.y
    depth = anatomy.fovea_depth
    wide, narrow = draws.between(0.6, 1.0), draws.between(0.2, 0.34)
    dark = _bump(square * np.float32(1 / (wide * wide))) * np.float32(0.36 * depth)
    dark += _bump(square * np.float32(1 / (narrow * narrow))) * np.float32(0.30 * depth)
    if anatomy.has_reflexes and draws.chance(0.5):
        dark -= _bump(square * np.float32(1 / 0.002)) * np.float32(0.5)
    return dark


def _choroid(draws: Draws, anatomy: Anatomy, view: View, ground: _Ground) -> Plane | None:
    """The choroid's vessels, lighter than the pigment between them, here more and there less; None where none show."""
    strength = anatomy.patient.tessellation
    if strength < _LEAST_TESSELLATION:
        return None
    canvas = Canvas(view.on_grid(CELLS), 1)
    vessels = _choroid_vessels(draws)
    draw_vessels(canvas, vessels, strength=0.9)
    network = blurred(canvas.coverage(), draws.between(0.9, 1.8)).astype(np.float32) * np.float32(1 / 255)
    square = ground.x * ground.x + ground.y * ground.y
    outside = 1 - np.float32(0.8) * _bump(square * np.float32(0.6))
    clouds = noise(draws, 4, (1.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0)).knots + np.float32(0.6)
    patches = np.minimum(np.maximum(clouds, 0), 1.2)
    shown: Plane = (network - np.float32(0.35)) * outside * patches * np.float32(strength)
    return shown


def _choroid_vessels(draws: Draws) -> list[Vessel]:
    """Broad bands that fan out from the posterior pole."""
    number = _CHOROID_VESSELS
    starts = draws.bells(number, 2) * [2.2, 1.9] + [0.6, 0.0]
    away = unit(unit(starts - [1.0, 0.0]) + 0.45 * draws.bells(number, 2))
    tips = free_tips(starts, away, draws.spread(0.8, 2.4, number))
    courses = grow(draws, tips, None, Manner(step=0.1, steering=0.5, wandering=0.75, macula_radius=0.0))
    widths = draws.spread(0.018, 0.052, number)
    return [
        Vessel(Kind.VEIN, 0, course, np.full(len(course), width)) for course, width in zip(courses, widths, strict=True)
    ]


def _fibres(draws: Draws, anatomy: Anatomy, view: View, ground: _Ground) -> Plane:
    """The nerve fibre layer: a sheen above and below the disc, striped along the fibres."""
    lines = _fibre_lines(draws, anatomy)
    canvas = Canvas(view.on_grid(CELLS), 1)
    for value in range(60, 256, 28):
        canvas.trace(lines[draws.fractions(len(lines)) < 0.2], value)
    striped = blurred(canvas.coverage(), 0.6).astype(np.float32) * np.float32(1 / 255)
    x, y = ground.x - np.float32(anatomy.disc_x), ground.y - np.float32(anatomy.disc_y)
    square = x * x * np.float32(0.55) + y * y
    sheen = _bump(square * np.float32(0.42))
    poles = y * y / (square + np.float32(0.08))
    strength = np.float32((1.15 - 0.9 * anatomy.patient.age) * draws.between(0.3, 1.0))
    fibres: Plane = (striped * np.float32(0.9) + np.float32(0.45)) * sheen * (poles + np.float32(0.2)) * strength
    return fibres


def _sheen(draws: Draws, anatomy: Anatomy, ground: _Ground) -> Plane | None:
    """The glints of a young retina's inner surface: pale wisps around the macula and along the arcades."""
    if not anatomy.has_reflexes or not draws.chance(0.6):
        return None
    wisps = noise(draws, 8, (0.6, 0.7, 0.5, 0.25, 0.12, 0.0)).knots - np.float32(draws.between(0.25, 0.6))
    x, y = ground.x - np.float32(0.6), ground.y
    away = np.sqrt(x * x + y * y) - np.float32(1.5)
    around: Plane = np.minimum(np.maximum(wisps, 0), 1.2) * _bump(away * away * np.float32(1.2))
    return around * np.float32(draws.between(0.4, 1.1))


def _fibre_lines(draws: Draws, anatomy: Anatomy) -> Floats:
    """The course of nerve fibres (n, 36, 2): from the disc in arcs around the macula, and straight to the nose."""
    number = _FIBRE_LINES
    sign = np.where(draws.fractions(number) < 0.5, -1.0, 1.0)
    height = draws.spread(0.5, 3.0, number)
    is_nasal = draws.fractions(number) < 0.3
    x, y = np.full(number, anatomy.disc_x), np.full(number, anatomy.disc_y)
    temporal = [
        (x, y + 0.1 * sign * height),
        (x - 0.1 - 0.1 / height, y + sign * 0.25 * height),
        (x - 0.6 - 0.2 / height, y + sign * 0.62 * height),
        (x - 1.6, sign * 0.95 * height),
        (x - 2.9, sign * 1.02 * height),
        (x - 4.2, sign * 0.85 * height),
        (x - 5.4, sign * 0.5 * height),
    ]
    nasal = [
        (x + 0.3 * share * height, y + sign * share * (3.2 - height)) for share in (0.0, 0.2, 0.4, 0.8, 1.2, 1.6, 2.0)
    ]
    pairs = zip(nasal, temporal, strict=True)
    controls = np.array([[np.where(is_nasal, *both) for both in zip(*pair, strict=True)] for pair in pairs])
    return _splines(controls.transpose(2, 0, 1))


def _splines(controls: Floats) -> Floats:
    """Nine points (n, 9 (m - 3), 2) for every piece of each cubic B-spline of controls (n, m, 2)."""
    count, number, _ = controls.shape
    t = (np.arange(9) / 9)[:, None]
    s = 1 - t
    first, last = s * s * s / 6, t * t * t / 6
    second = (3 * t * t * t - 6 * t * t + 4) / 6
    third = 1 - first - second - last
    corners = [controls[:, start : start + number - 3, None, :] for start in range(4)]
    curves: Floats = first * corners[0] + second * corners[1] + third * corners[2] + last * corners[3]
    return curves.reshape(count, -1, 2)


def _disc(draws: Draws, anatomy: Anatomy, ground: _Ground) -> tuple[list[Plane], Plane]:
    """The optic disc's density in each channel, and how much it covers (0 to 1)."""
    x, y = ground.x - np.float32(anatomy.disc_x), ground.y - np.float32(anatomy.disc_y)
    wobble = _wobble(draws, x.shape)
    half_width, half_height = np.float32(2 / anatomy.disc_width), np.float32(2 / anatomy.disc_height)
    distance = np.sqrt(x * half_width * (x * half_width) + y * half_height * (y * half_height)) + 0.05 * wobble
    cover = _ramp(distance, 1.03, draws.between(0.07, 0.14))
    cup_x, cup_y = x + np.float32(0.07), y * np.float32(0.92)
    cup_distance = np.sqrt(cup_x * cup_x + cup_y * cup_y) * np.float32(2) + 0.05 * wobble
    cup = _ramp(cup_distance, anatomy.cup, draws.between(0.12, 0.25)) * cover
    temporal = cover * np.minimum(np.maximum(np.float32(0.5) - x, 0), 1)
    rim_glow, cup_glow = draws.between(0.8, 1.15), anatomy.cup_pallor
    mottle = 1 + 0.10 * wobble
    # Cut off at the border of what is computed here.
    halo = np.maximum(_bump(distance * distance * np.float32(0.35)) - np.float32(_HALO_END), 0)
    halo *= np.float32(draws.between(0.03, 0.22))
    crescent = _crescent(anatomy, x, y, distance)
    scleral_ring = _ramp(np.abs(distance - np.float32(1.06)), 0.05, 0.05) * np.float32(draws.between(0.0, 0.16))
    fields = []
    for rim, well, pale in ((0.25, 0.13, 0.13), (0.36, 0.28, 0.25), (0.42, 0.44, 0.30)):
        field = cover * mottle * np.float32(-rim * rim_glow) - cup * np.float32(well * cup_glow)
        field -= temporal * np.float32(pale * 0.9) + halo * np.float32(0.5 + rim) + scleral_ring * np.float32(1.6 * rim)
        fields.append(field + crescent * np.float32(-1.1 * rim))
    dark_edge = _ramp(np.abs(distance - np.float32(1.18)), 0.06, 0.10) * np.minimum(np.maximum(-x, 0), 1)
    pigment_edge = dark_edge * np.float32(draws.pick((0.0, 0.5), (2, 1)) * anatomy.patient.pigment)
    return [field + pigment_edge * np.float32(k) for field, k in zip(fields, _PIGMENT, strict=True)], cover


def _wobble(draws: Draws, shape: tuple[int, ...]) -> Plane:
    """Unevenness of edges and surfaces: noise from a sixteenth of the disc on, about the middle of what is computed."""
    knots = noise(draws, 8, (0.5, 0.4, 0.0, 0.0)).knots
    wobble = np.zeros(shape, np.float32)
    rows, columns = min(shape[0], len(knots)), min(shape[1], len(knots))
    top, left = (shape[0] - rows) // 2, (shape[1] - columns) // 2
    wobble[top : top + rows, left : left + columns] = knots[:rows, :columns]
    return wobble


def _crescent(anatomy: Anatomy, x: Plane, y: Plane, distance: Plane) -> Plane:
    """Bare sclera and choroid on the disc's temporal side."""
    shifted = np.sqrt((x + np.float32(0.14)) * (x + np.float32(0.14)) + y * y) * np.float32(2)
    reach = _ramp(shifted, 1.12, 0.12) * (1 - _ramp(distance, 1.03, 0.1))
    return reach * np.float32(0.55 * anatomy.crescent)


def _ramp(distance: Plane, edge: float, softness: float) -> Plane:
    """1 below the edge, 0 beyond, in between smooth."""
    t = np.minimum(np.maximum((np.float32(edge + softness) - distance) * np.float32(0.5 / softness), 0), 1)
    smooth: Plane = t * t * (3 - 2 * t)
    return smooth


def _light(draws: Draws, ground: _Ground) -> list[Plane]:
    """How the flash falls: less towards the rim, more on one side, uneven; red reaches further than green and blue."""
    square = ground.u * ground.u + ground.v * ground.v
    slope = draws.between(0.05, 0.32) * draws.bells(2)
    vignette, rim = draws.between(0.08, 0.6), draws.between(0.0, 0.4)
    shade = square * np.float32(vignette) + square * square * square * np.float32(rim)
    shade += ground.u * np.float32(slope[0]) + ground.v * np.float32(slope[1])
    clouds = noise(draws, 4, (0.14, 0.08, 0.0, 0.0, 0.0, 0.0, 0.0)).knots
    shade += clouds
    cosine, sine = (float(value) for value in cos_sin(np.array(draws.between(0, TURN))))
    middle = (ground.u - np.float32(0.35 * cosine), ground.v - np.float32(0.35 * sine))
    spot = draws.between(1.5, 5.0)
    shade -= _bump((middle[0] * middle[0] + middle[1] * middle[1]) * np.float32(spot)) * np.float32(
        draws.between(0, 0.3)
    )
    hue = ground.u * np.float32(0.07 * draws.bell()) + ground.v * np.float32(0.07 * draws.bell())
    hue += clouds * np.float32(0.4 * draws.bell())
    tints = (0.9, 1.1 + 0.25 * draws.bell(), 1.4 + 0.4 * draws.bell())
    hues = (-0.25, 1.0, 1.6)
    lights = [shade * np.float32(tint) + hue * np.float32(own) for tint, own in zip(tints, hues, strict=True)]
    return [light.astype(np.float32, copy=False) for light in lights]
