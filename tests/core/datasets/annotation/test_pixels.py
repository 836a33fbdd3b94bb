"""Which pixels marks hold, against Pillow and against asking each centre."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from core.datasets.annotation.pixels import Mask, bounds, mask_of, mask_of_runs, point_radius_px, runs_of
from core.datasets.catalogue.annotations import Shape, ShapeKind

SIZE = (40, 30)
coordinates = st.tuples(st.floats(-5, 45, width=32), st.floats(-5, 35, width=32))


def _winding(points: list[tuple[float, float]], x: float, y: float) -> int:
    """How often the outline goes around a point: the sum of signed crossings of the ray to the left, edge by edge."""
    total = 0
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        if (y0 <= y) != (y1 <= y) and x0 + (y - y0) * (x1 - x0) / (y1 - y0) <= x:
            total += 1 if y1 > y0 else -1
    return total


@given(st.lists(coordinates, min_size=3, max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_region_holds_the_pixels_whose_centre_it_goes_around(points: list[tuple[float, float]]) -> None:
    mask = mask_of([Shape(ShapeKind.REGION, "EX", tuple(points))], SIZE)
    expected = np.array(
        [[_winding(points, column + 0.5, row + 0.5) != 0 for column in range(SIZE[0])] for row in range(SIZE[1])]
    )
    if expected.any():
        np.testing.assert_array_equal(mask, expected)
    else:
        assert mask.sum() == 1


def test_a_region_has_the_area_that_pillow_fills_when_it_draws_finely() -> None:
    points = [(30.0, 10.0), (150.0, 22.5), (131.25, 130.0), (88.0, 96.5), (31.0, 128.0)]
    size, fine = (200, 160), 16
    mask = mask_of([Shape(ShapeKind.REGION, "EX", tuple(points))], size)
    picture = Image.new("L", (size[0] * fine, size[1] * fine))
    ImageDraw.Draw(picture).polygon([(x * fine, y * fine) for x, y in points], fill=255)
    coverage = np.asarray(picture, np.float64).reshape(size[1], fine, size[0], fine).mean(axis=(1, 3)) / 255
    assert np.array_equal(mask[coverage > 0.6], np.ones((coverage > 0.6).sum(), bool))
    assert not mask[coverage < 0.4].any()
    assert mask.sum() == pytest.approx(coverage.sum(), rel=0.003)


def test_boxes_and_points_hold_what_lies_in_them() -> None:
    box = mask_of([Shape(ShapeKind.BOX, "HE", ((5.0, 6.0), (15.0, 12.0)))], SIZE)
    expected = np.zeros((SIZE[1], SIZE[0]), bool)
    expected[6:12, 5:15] = True
    np.testing.assert_array_equal(box, expected)
    turned = mask_of([Shape(ShapeKind.BOX, "HE", ((15.0, 12.0), (5.0, 6.0)))], SIZE)
    np.testing.assert_array_equal(turned, expected)
    disc = mask_of([Shape(ShapeKind.POINT, "MA", ((20.0, 15.0),))], SIZE, radius_px=6.0)
    assert disc.sum() == pytest.approx(np.pi * 36, rel=0.05)
    assert disc[15, 20]
    assert not disc[15, 27]
    assert point_radius_px((4288, 2848)) == pytest.approx(10.72)


@pytest.mark.parametrize(
    "shape",
    [
        Shape(ShapeKind.POINT, "MA", ((39.9, 0.1),)),
        Shape(ShapeKind.BOX, "MA", ((10.1, 10.1), (10.3, 10.2))),
        Shape(ShapeKind.REGION, "MA", ((10.6, 10.6), (10.7, 10.6), (10.7, 10.7))),
        Shape(ShapeKind.REGION, "MA", ((10.0, 10.0), (20.0, 10.0), (30.0, 10.0))),
        Shape(ShapeKind.POINT, "MA", ((-3.0, 90.0),)),
    ],
)
def test_no_mark_is_lost_for_being_small(shape: Shape) -> None:
    assert mask_of([shape], SIZE, radius_px=0.1).sum() == 1


@given(st.integers(0, 2**32 - 1), st.integers(1, 9), st.integers(1, 9))
@settings(max_examples=40, deadline=None)
def test_runs_come_back(seed: int, width: int, height: int) -> None:
    mask: Mask = np.random.default_rng(seed).random((height, width)) < 0.5
    runs = runs_of(mask)
    assert sum(runs) == mask.size
    np.testing.assert_array_equal(mask_of_runs(runs, (width, height)), mask)


def test_runs_are_those_of_the_reference() -> None:
    reference = pytest.importorskip("pycocotools.mask")
    mask = np.random.default_rng(5).random((13, 17)) < 0.4
    packed = reference.encode(np.asfortranarray(mask.astype(np.uint8)))
    again = reference.frPyObjects({"counts": list(runs_of(mask)), "size": [13, 17]}, 13, 17)
    assert again["counts"] == packed["counts"]


def test_bounds_of_each_kind() -> None:
    assert bounds(Shape(ShapeKind.POINT, "MA", ((3.0, 4.0),)), SIZE) == (3, 4, 3, 4)
    assert bounds(Shape(ShapeKind.BOX, "MA", ((9.0, 8.0), (3.0, 4.0))), SIZE) == (3, 4, 9, 8)
    mask = np.zeros((SIZE[1], SIZE[0]), bool)
    mask[4:9, 7:20] = True
    assert bounds(Shape(ShapeKind.REGION, "MA", (), runs_of(mask), SIZE), SIZE) == (7, 4, 20, 9)
    np.testing.assert_array_equal(mask_of([Shape(ShapeKind.REGION, "MA", (), runs_of(mask), SIZE)], SIZE), mask)
