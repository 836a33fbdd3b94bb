"""Outlines and their rasters."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.random import Generator

from core.synthesis.markers import objects
from core.synthesis.markers.drawing import (
    Shape,
    bounds,
    box,
    circle,
    ellipse,
    filled,
    outlined,
    placed,
    rasterise,
    smooth,
    stroke,
)
from core.synthesis.markers.randomness import Stream, cosine, generator_of, sine

DRAWERS = (objects.draw_car, objects.draw_droid, objects.draw_giraffe, objects.draw_cartoon)


def area(shapes: list[Shape]) -> float:
    """Pixels, with the shares of those at the rim."""
    raster = rasterise(shapes)
    return float(raster.covered.sum()) / raster.samples


@pytest.mark.parametrize("radius", [4.0, 17.3, 60.0])
def test_a_circle_has_its_area(radius: float) -> None:
    # OpenCV fills the samples on the outline too, up to half a sample all around.
    expected = np.pi * (radius + 1 / 16) ** 2
    assert area([Shape(circle(0, 0, radius), (1, 1, 1))]) == pytest.approx(expected, rel=0.02)


def test_an_outline_lies_around_its_shape() -> None:
    fill = circle(0, 0, 20)
    ringed = outlined(fill, (200, 0, 0), (10, 10, 10), 3.0)
    assert area(ringed) == pytest.approx(np.pi * 23.1**2, rel=0.03)
    reverse = outlined(tuple(reversed(fill)), (200, 0, 0), (10, 10, 10), 3.0)
    assert area(reverse) == pytest.approx(area(ringed), rel=0.01)


def test_a_stroke_has_its_width_and_round_ends() -> None:
    assert area(stroke([(0, 0), (60, 0)], 10, (9, 9, 9))) == pytest.approx(600 + np.pi * 25, rel=0.05)
    tapered = stroke([(0, 0), (60, 0)], 10, (9, 9, 9), end_width=0)
    assert area(tapered) == pytest.approx(300 + np.pi * 25 / 2, rel=0.08)


def test_cut_corners_stay_within_the_hull() -> None:
    corners = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    rounded = smooth(corners)
    assert len(rounded) == 32
    assert all(0 <= x <= 10 and 0 <= y <= 10 for x, y in rounded)
    line = smooth(corners, is_closed=False)
    assert (line[0], line[-1]) == (corners[0], corners[-1])


def test_placing_turns_clockwise_as_it_is_seen_and_mirrors_first() -> None:
    [turned] = placed([Shape(((1.0, 0.0), (0.0, 0.5)), (0, 0, 0))], 2.0, 900)
    np.testing.assert_allclose(turned.points, [(0, 2), (-1, 0)], atol=1e-5)
    [mirrored] = placed([Shape(((1.0, 0.0), (0.0, 0.5)), (0, 0, 0))], 2.0, 0, is_mirrored=True)
    np.testing.assert_allclose(mirrored.points, [(-2, 0), (0, 1)], atol=1e-5)


@pytest.mark.parametrize("drawer", DRAWERS)
def test_every_drawing_fits_its_box_and_varies(drawer: Callable[[Generator], list[Shape]]) -> None:
    drawings = [drawer(generator_of(1, Stream.MARKER, index)) for index in range(8)]
    for drawing in drawings:
        assert max(map(abs, bounds(drawing))) <= 1.1
    assert len({tuple(drawing) for drawing in drawings}) > 1


@settings(max_examples=30, deadline=None)
@given(scale=st.floats(3, 200), angle=st.integers(0, 3599), across=st.floats(0.1, 1), down=st.floats(0.1, 1))
def test_a_raster_holds_all_that_it_draws(scale: float, angle: int, across: float, down: float) -> None:
    raster = rasterise(placed([Shape(ellipse(0.3, -0.2, across, down), (255, 255, 255))], scale, angle))
    mask = raster.mask
    assert mask.any()
    assert not mask[[0, -1]].any()
    assert not mask[:, [0, -1]].any()
    # White is 255 in each covered sample and nothing elsewhere.
    np.testing.assert_array_equal(raster.colours, np.repeat(raster.covered[..., None] * 255, 3, axis=2))


def test_a_large_drawing_is_the_small_one_enlarged() -> None:
    shapes = objects.draw_giraffe(generator_of(3, Stream.MARKER, 0))
    small, large = (rasterise(placed(shapes, scale, 250)) for scale in (100, 400))
    assert (small.samples, large.samples) == (16, 4)
    ratio = (large.covered.sum() / large.samples) / (small.covered.sum() / small.samples)
    assert ratio == pytest.approx(16, rel=0.03)


def test_a_filled_outline_is_its_inside() -> None:
    mask = filled(box(2.2, 3.2, 6.8, 4.8), 10, 12)
    rows, columns = np.nonzero(mask)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (3, 4, 2, 6)


def test_sines_are_those_of_mathematics() -> None:
    tenths = range(-3600, 7200, 7)
    angles = np.radians([tenth / 10 for tenth in tenths])
    np.testing.assert_allclose([sine(tenth) for tenth in tenths], np.sin(angles), atol=1e-6)
    np.testing.assert_allclose([cosine(tenth) for tenth in tenths], np.cos(angles), atol=1e-6)
