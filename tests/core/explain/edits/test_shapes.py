"""Which pixels regions hold, against what is counted pixel by pixel."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.explain.edits.error import EditError
from core.explain.edits.shapes import Box, Polygon, Runs, Stroke, coverage

WIDTH, HEIGHT = 60, 40


def test_a_dab_is_a_disc() -> None:
    inside = Stroke(((30.0, 20.0),), 8.0).mask(Box(0, 0, WIDTH, HEIGHT))
    rows, columns = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    distance = np.hypot(columns - 30, rows - 20)
    assert inside[distance < 7.2].all()
    assert not inside[distance > 9.2].any()


def test_a_stroke_is_what_lies_near_its_line() -> None:
    points = ((10.0, 10.0), (45.0, 28.0))
    inside = Stroke(points, 5.0).mask(Box(0, 0, WIDTH, HEIGHT))
    (x0, y0), (x1, y1) = points
    rows, columns = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    along = np.clip(((columns - x0) * (x1 - x0) + (rows - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2), 0, 1)
    distance = np.hypot(columns - x0 - along * (x1 - x0), rows - y0 - along * (y1 - y0))
    assert inside[distance < 4].all()
    assert not inside[distance > 6.5].any()


def test_a_polygon_with_a_hole() -> None:
    square = ((10.0, 10.0), (40.0, 10.0), (40.0, 30.0), (10.0, 30.0))
    hole = ((20.0, 15.0), (30.0, 15.0), (30.0, 25.0), (20.0, 25.0))
    inside = Polygon((square, hole)).mask(Box(0, 0, WIDTH, HEIGHT))
    assert inside[12, 12]
    assert inside[27, 38]
    assert not inside[20, 25]
    assert not inside[5, 5]


@settings(deadline=None)
@given(st.data())
def test_runs_hold_what_the_mask_held(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(1, 12)), data.draw(st.integers(1, 12))
    bits = data.draw(st.lists(st.booleans(), min_size=height * width, max_size=height * width))
    mask = np.array(bits).reshape(height, width)
    if not mask.any():
        with pytest.raises(EditError):
            Runs.of(mask)
        return
    runs = Runs.of(mask, left=3, top=-2)
    there = np.zeros((30, 30), np.bool_)
    there[8 : 8 + height, 13 : 13 + width] = mask
    assert np.array_equal(runs.mask(Box(-10, -10, 20, 20)), there)


def test_coverage_is_whole_inside_and_fades_outside() -> None:
    box, shares = coverage(Stroke(((30.0, 20.0),), 8.0), 4.0, WIDTH, HEIGHT)
    inside = Stroke(((30.0, 20.0),), 8.0).mask(box)
    assert (shares[inside] == 1).all()
    distance = cv2.distanceTransform((~inside).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    assert not shares[distance > 6].any()
    fading = shares[(distance > 0) & (distance < 4)]
    assert ((fading > 0) & (fading < 1)).all()


def test_coverage_is_cut_at_the_border_of_the_photograph() -> None:
    whole_box, whole = coverage(Stroke(((100.0, 100.0),), 8.0), 4.0, 200, 200)
    box, shares = coverage(Stroke(((0.0, 100.0),), 8.0), 4.0, 200, 200)
    assert box.left == 0
    assert np.array_equal(shares, whole[:, 100 - whole_box.left :])


def test_coverage_of_what_lies_outside_is_nothing() -> None:
    box, shares = coverage(Stroke(((-50.0, 20.0),), 8.0), 4.0, WIDTH, HEIGHT)
    assert box.is_empty
    assert shares.size == 0


@pytest.mark.parametrize("radius", [0.0, -1.0, float("nan"), float("inf"), 1e6])
def test_a_brush_of_no_size(radius: float) -> None:
    with pytest.raises(EditError):
        Stroke(((1.0, 1.0),), radius)


@pytest.mark.parametrize("point", [(float("nan"), 0.0), (1e9, 0.0)])
def test_points_far_outside(point: tuple[float, float]) -> None:
    with pytest.raises(EditError):
        Stroke((point,), 3.0)
