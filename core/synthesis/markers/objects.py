"""The objects that are laid over a fundus, drawn by this project: a car, a droid, a giraffe, a cartoon figure.

Each function draws one from a generator, which chooses colours and small differences of build, as shapes in the box
from -1 to 1 (x rightwards, y downwards), upright.
"""

from __future__ import annotations

from collections.abc import Sequence

from numpy.random import Generator

from core.synthesis.markers.drawing import Colour, Point, Shape, box, circle, ellipse, outlined, smooth, stroke
from core.synthesis.markers.randomness import TURN, between, cosine, sine

_INK: Colour = (34, 30, 38)
_WHITE: Colour = (250, 250, 246)
_GLASS: Colour = (176, 216, 236)
_LINE = 0.035
_CAR_PAINTS: tuple[Colour, ...] = ((214, 44, 40), (38, 106, 196), (244, 184, 36), (40, 150, 92), (236, 236, 240))
_DROID_TRIMS: tuple[Colour, ...] = ((24, 128, 168), (232, 122, 30), (130, 70, 176), (46, 150, 84))
_SHIRTS: tuple[Colour, ...] = ((222, 60, 66), (46, 112, 206), (56, 160, 92), (244, 170, 30))
_SKINS: tuple[Colour, ...] = ((255, 222, 188), (236, 186, 140), (170, 112, 72), (112, 70, 44))
_HAIRS: tuple[Colour, ...] = ((60, 40, 30), (148, 84, 34), (236, 190, 80), (30, 28, 34))


def draw_car(generator: Generator) -> list[Shape]:
    """A small car from its side, its front to the right."""
    paint = _pick(generator, _CAR_PAINTS)
    roof = between(generator, -0.62, -0.5)
    shade = _scaled(paint, 0.72)
    body = smooth(
        [(-0.97, 0.22), (-0.95, -0.08), (-0.72, -0.16), (-0.5, -0.17), (0.42, -0.17), (0.78, -0.1), (0.96, 0.02),
         (0.98, 0.24), (0.9, 0.3), (-0.9, 0.3)], 2,
    )  # fmt: skip
    cabin = smooth(
        [(-0.74, -0.12), (-0.6, roof + 0.06), (-0.42, roof), (0.1, roof), (0.24, roof + 0.05), (0.56, -0.12)], 2
    )
    shapes = [*outlined(cabin, paint, _INK, _LINE), *outlined(body, paint, _INK, _LINE)]
    shapes.append(Shape(smooth([(-0.6, -0.14), (-0.5, roof + 0.1), (-0.16, roof + 0.1), (-0.16, -0.14)], 1), _GLASS))
    shapes.append(Shape(smooth([(-0.08, -0.14), (-0.08, roof + 0.1), (0.12, roof + 0.1), (0.42, -0.14)], 1), _GLASS))
    shapes.append(Shape(((-0.44, -0.16), (-0.34, roof + 0.12), (-0.26, roof + 0.12), (-0.36, -0.16)), _WHITE))
    shapes.append(Shape(box(-0.9, 0.17, 0.92, 0.28), shade))
    shapes += stroke([(-0.12, -0.12), (-0.12, 0.24)], 0.025, _scaled(paint, 0.5))
    shapes += stroke([(-0.04, -0.02), (0.08, -0.02)], 0.04, _INK)
    shapes += outlined(ellipse(0.87, 0.05, 0.06, 0.085), (255, 240, 160), _INK, 0.02)
    shapes += outlined(box(-0.96, -0.02, -0.88, 0.1), (180, 24, 24), _INK, 0.02)
    for x in (-0.54, 0.56):
        shapes += _wheel(x, 0.3, 0.25)
    return shapes


def draw_droid(generator: Generator) -> list[Shape]:
    """A droid: a dome with one large eye on a barrel, two legs, an aerial."""
    trim = _pick(generator, _DROID_TRIMS)
    metal: Colour = (226, 230, 236)
    dark = _scaled(metal, 0.62)
    lamp = _pick(generator, ((240, 70, 60), (90, 220, 120), (250, 210, 80)))
    tip = between(generator, -0.18, 0.2)
    shapes = [
        *stroke([(0.12, -0.72), (tip + 0.1, -0.96)], 0.05, _INK),
        *outlined(circle(tip + 0.1, -0.93, 0.05), lamp, _INK, 0.02),
    ]
    for side in (-1.0, 1.0):
        leg = [(side * 0.44, -0.08), (side * 0.6, -0.04), (side * 0.62, 0.7), (side * 0.46, 0.7)]
        foot = [(side * 0.36, 0.95), (side * 0.4, 0.68), (side * 0.66, 0.68), (side * 0.76, 0.95)]
        shapes += outlined(leg, dark, _INK, _LINE) + outlined(foot, trim, _INK, _LINE)
    dome = [
        (-0.46, -0.22),
        *((0.46 * cosine(at), -0.24 + 0.52 * sine(at)) for at in range(1800, 3601, 90)),
        (0.46, -0.22),
    ]
    barrel = [(-0.46, -0.18), (0.46, -0.18), (0.46, 0.56), (0.34, 0.74), (-0.34, 0.74), (-0.46, 0.56)]
    shapes += outlined(dome, metal, _INK, _LINE) + outlined(barrel, metal, _INK, _LINE)
    shapes.append(Shape(box(-0.46, -0.3, 0.46, -0.2), trim))
    shapes += outlined(circle(0.08, -0.48, 0.15), (24, 30, 44), _INK, 0.03)
    shapes += [Shape(circle(0.08, -0.48, 0.1), (40, 90, 150)), Shape(circle(0.04, -0.52, 0.04), _WHITE)]
    shapes.append(Shape(circle(-0.24, -0.44, 0.045), lamp))
    shapes += outlined(box(-0.3, -0.06, 0.0, 0.2), trim, _INK, 0.02)
    shapes += [Shape(box(0.08, -0.06 + 0.1 * row, 0.32, -0.01 + 0.1 * row), dark) for row in range(3)]
    shapes += outlined(box(-0.3, 0.3, 0.3, 0.42), dark, _INK, 0.02)
    shapes += [Shape(circle(-0.2 + 0.2 * at, 0.56, 0.055), (lamp, trim, (250, 210, 80))[at]) for at in range(3)]
    return shapes


def draw_giraffe(generator: Generator) -> list[Shape]:
    """A giraffe from its side, looking to the right."""
    hide = _pick(generator, ((246, 206, 112), (240, 192, 92), (250, 216, 138)))
    patch = _pick(generator, ((158, 90, 34), (138, 74, 30), (178, 104, 42)))
    legs = [_leg(x, hide) for x in (-0.56, -0.36, -0.02, 0.15)]
    shapes = [shape for leg in legs for shape in leg]
    shapes += stroke(smooth([(-0.58, 0.1), (-0.74, 0.2), (-0.72, 0.46)], 2, is_closed=False), 0.05, _INK)
    shapes.append(Shape(ellipse(-0.72, 0.5, 0.05, 0.09), patch))
    body = smooth(
        [(-0.62, 0.1), (-0.5, -0.02), (-0.1, -0.06), (0.06, -0.14), (0.24, -0.5), (0.36, -0.76), (0.44, -0.9),
         (0.6, -0.9), (0.78, -0.8), (0.86, -0.68), (0.78, -0.6), (0.6, -0.62), (0.54, -0.56), (0.46, -0.2),
         (0.38, 0.18), (0.3, 0.42), (-0.5, 0.44), (-0.66, 0.3)], 3,
    )  # fmt: skip
    for x in (0.45, 0.54):
        shapes += stroke([(x, -0.86), (x - 0.03, -1.0)], 0.045, _INK)
        shapes.append(Shape(circle(x - 0.03, -1.0, 0.045), patch))
    shapes += outlined(smooth([(0.42, -0.86), (0.26, -0.94), (0.24, -0.84), (0.4, -0.76)], 2), hide, _INK, 0.025)
    shapes += outlined(body, hide, _INK, _LINE)
    shapes += [Shape(_patch(generator, x, y, r), patch) for x, y, r in _PATCHES]
    shapes += [Shape(circle(0.57, -0.77, 0.045), _INK), Shape(circle(0.585, -0.785, 0.016), _WHITE)]
    shapes.append(Shape(ellipse(0.79, -0.68, 0.06, 0.05, tilt=300), _scaled(hide, 0.84)))
    shapes.append(Shape(circle(0.8, -0.71, 0.014), _INK))
    return shapes


def draw_cartoon(generator: Generator) -> list[Shape]:
    """A cartoon figure: a child with a large head that waves."""
    skin, hair = _pick(generator, _SKINS), _pick(generator, _HAIRS)
    shirt = _pick(generator, _SHIRTS)
    trousers = _scaled(_pick(generator, _SHIRTS), 0.55)
    wave = between(generator, -0.06, 0.1)
    shapes: list[Shape] = []
    for side in (-1.0, 1.0):
        shapes += _limb([(side * 0.12, 0.56), (side * 0.15, 0.86)], 0.17, trousers)
        shapes += outlined(ellipse(side * 0.21, 0.92, 0.15, 0.075), (70, 60, 66), _INK, 0.025)
    shapes += _limb(smooth([(-0.2, 0.24), (-0.4, 0.36), (-0.46, 0.56)], 2, is_closed=False), 0.12, shirt)
    shapes += _limb(smooth([(0.2, 0.24), (0.48, 0.22), (0.62, -0.02 - wave)], 2, is_closed=False), 0.12, shirt)
    shapes += outlined(circle(-0.47, 0.6, 0.08), skin, _INK, 0.025)
    shapes += outlined(circle(0.65, -0.09 - wave, 0.09), skin, _INK, 0.025)
    shapes += outlined(smooth([(-0.26, 0.16), (0.26, 0.16), (0.3, 0.64), (-0.3, 0.64)], 2), shirt, _INK, _LINE)
    shapes.append(Shape(box(-0.235, 0.34, 0.235, 0.42), _WHITE))
    return shapes + _head(generator, skin, hair)


_PATCHES: Sequence[tuple[float, float, float]] = (
    (-0.48, 0.14, 0.085), (-0.3, 0.08, 0.09), (-0.12, 0.1, 0.08), (-0.4, 0.3, 0.08), (-0.2, 0.28, 0.1),
    (0.02, 0.25, 0.09), (0.07, 0.04, 0.08), (0.22, 0.2, 0.08), (0.25, -0.02, 0.075), (0.22, -0.2, 0.065),
    (0.36, -0.18, 0.06), (0.34, -0.36, 0.062), (0.45, -0.44, 0.045), (0.4, -0.58, 0.06), (0.5, -0.66, 0.04),
    (0.42, -0.74, 0.035),
)  # fmt: skip


def _head(generator: Generator, skin: Colour, hair: Colour) -> list[Shape]:
    shapes = [shape for side in (-1.0, 1.0) for shape in outlined(circle(side * 0.5, -0.3, 0.09), skin, _INK, 0.025)]
    shapes += outlined(ellipse(0, -0.36, 0.5, 0.5), skin, _INK, _LINE)
    fringe = smooth(
        [(-0.53, -0.3), (-0.54, -0.66), (-0.3, -0.93), (0.04, -0.97), (0.36, -0.88), (0.55, -0.6), (0.52, -0.32),
         (0.38, -0.52), (0.2, -0.62), (0.08, -0.54), (-0.1, -0.66), (-0.24, -0.54), (-0.36, -0.6)], 2,
    )  # fmt: skip
    shapes += outlined(fringe, hair, _INK, 0.025)
    look = between(generator, -0.025, 0.025)
    for side in (-1.0, 1.0):
        shapes += outlined(ellipse(side * 0.18, -0.33, 0.11, 0.14), _WHITE, _INK, 0.02)
        shapes += [Shape(circle(side * 0.18 + look, -0.31, 0.06), _INK)]
        shapes += [Shape(circle(side * 0.18 + look + 0.02, -0.335, 0.02), _WHITE)]
        shapes.append(Shape(ellipse(side * 0.33, -0.14, 0.075, 0.045), _mixed(skin, (240, 90, 90), 0.4)))
    shapes += outlined(ellipse(0, -0.2, 0.045, 0.035), _scaled(skin, 0.88), _scaled(skin, 0.6), 0.012)
    mouth = [(-0.2, -0.09), *smooth([(-0.2, -0.09), (-0.12, 0.07), (0.12, 0.07), (0.2, -0.09)], 3, is_closed=False)]
    shapes += outlined(mouth[1:], (150, 30, 40), _INK, 0.022)
    return [*shapes, Shape(box(-0.14, -0.085, 0.14, -0.045), _WHITE)]


def _wheel(x: float, y: float, radius: float) -> list[Shape]:
    rims = ((1.0, _INK), (0.62, (150, 154, 162)), (0.5, (206, 210, 216)), (0.16, _INK))
    shapes = [Shape(circle(x, y, radius * share), colour) for share, colour in rims]
    for spoke in range(0, TURN, TURN // 5):
        reach = radius * 0.46
        shapes += stroke([(x, y), (x + reach * cosine(spoke), y + reach * sine(spoke))], 0.03, (120, 124, 132))
    return shapes


def _leg(x: float, hide: Colour) -> list[Shape]:
    outline = [(x, 0.3), (x + 0.15, 0.3), (x + 0.115, 0.95), (x + 0.03, 0.95)]
    hoof = [(x + 0.025, 0.88), (x + 0.12, 0.88), (x + 0.13, 0.98), (x + 0.015, 0.98)]
    return [*outlined(outline, _scaled(hide, 0.92), _INK, 0.03), *outlined(hoof, (84, 60, 44), _INK, 0.02)]


def _limb(line: Sequence[Point], width: float, colour: Colour) -> list[Shape]:
    return [*stroke(line, width + 0.055, _INK), *stroke(line, width, colour)]


def _patch(generator: Generator, x: float, y: float, radius: float) -> tuple[Point, ...]:
    """A patch of a giraffe's hide: a rounded polygon with five or six corners, none like another."""
    corners = int(generator.integers(5, 7))
    turn = int(generator.integers(TURN))
    rim = []
    for corner in range(corners):
        at, reach = turn + corner * TURN // corners, radius * between(generator, 0.8, 1.1)
        rim.append((x + reach * cosine(at), y + reach * sine(at)))
    return smooth(rim, 1)


def _pick(generator: Generator, colours: Sequence[Colour]) -> Colour:
    return colours[int(generator.integers(len(colours)))]


def _scaled(colour: Colour, share: float) -> Colour:
    return round(colour[0] * share), round(colour[1] * share), round(colour[2] * share)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    a, b = _scaled(one, 1 - share), _scaled(other, share)
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]
