"""Outlines of masks: where they run, and how many regions they count."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.datasets.masks import find_masks, read_mask
from core.datasets.outlines import draw_outlines, outline


def area(lines: tuple[np.ndarray, ...]) -> float:
    """What the lines enclose, by Gauss's formula; holes run the other way round."""
    products = [line[:-1, 0] * line[1:, 1] - line[1:, 0] * line[:-1, 1] for line in lines]
    return abs(sum(float(product.sum()) for product in products) / 2)


def border_distance(mask: np.ndarray, x: float, y: float) -> float:
    """How far a point is from the nearest border between a pixel of the mask and one outside."""
    padded = np.pad(mask, 1)
    least = np.inf
    for row, column in np.argwhere(padded[1:-1, 1:] != padded[1:-1, :-1]):  # upright borders
        least = min(least, float(np.hypot(x - column, y - np.clip(y, row, row + 1))))
    for row, column in np.argwhere(padded[1:, 1:-1] != padded[:-1, 1:-1]):
        least = min(least, float(np.hypot(x - np.clip(x, column, column + 1), y - row)))
    return least


def test_a_block_is_outlined_along_its_border() -> None:
    mask = np.zeros((40, 60), bool)
    mask[10:30, 20:50] = True
    found = outline(mask)
    (line,) = found.lines
    assert found.region_count == 1
    assert line.min(axis=0) == pytest.approx([20, 10])
    assert line.max(axis=0) == pytest.approx([50, 30])
    assert line[0] == pytest.approx(line[-1])
    assert area(found.lines) == pytest.approx(600, abs=1)


def test_a_single_pixel_is_a_small_circle_about_its_centre() -> None:
    mask = np.zeros((9, 9), bool)
    mask[4, 6] = True
    (line,) = outline(mask).lines
    radii = np.hypot(*(line - (6.5, 4.5)).T)
    assert 0.35 < radii.min() <= radii.max() < 0.6


def test_a_hole_has_a_line_and_is_no_region() -> None:
    mask = np.zeros((30, 30), bool)
    mask[5:25, 5:25] = True
    mask[10:20, 10:20] = False
    found = outline(mask)
    assert (found.region_count, len(found.lines)) == (1, 2)
    assert area(found.lines) == pytest.approx(300, abs=2)


def test_the_whole_picture_and_nothing() -> None:
    full = outline(np.ones((5, 7), bool))
    assert full.region_count == 1
    assert area(full.lines) == pytest.approx(35, abs=1)
    empty = outline(np.zeros((5, 7), bool))
    assert (empty.lines, empty.region_count) == ((), 0)


@given(arrays(np.bool_, st.tuples(st.integers(1, 9), st.integers(1, 9))))
def test_no_point_is_farther_from_the_border_than_half_a_pixel(mask: np.ndarray) -> None:
    found = outline(mask)
    count, _labels = cv2.connectedComponents(mask.view(np.uint8), connectivity=8)
    assert found.region_count == count - 1
    for line in found.lines:
        for x, y in line:
            assert border_distance(mask, x, y) <= 0.5


def test_lines_are_drawn_where_they_run() -> None:
    pixels = np.full((40, 60, 3), 100, np.uint8)
    mask = np.zeros((40, 60), bool)
    mask[10:30, 20:50] = True
    draw_outlines(pixels, outline(mask).lines, (0, 255, 0))
    rows, columns = np.nonzero((pixels != 100).any(axis=2))
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == pytest.approx((9.5, 29.5, 19.5, 49.5), abs=4)
    assert (pixels[20, 35] == 100).all()
    assert pixels[20, 19:21].tolist() == [[0, pytest.approx(230, abs=20), 0]] * 2  # between two pixels


def test_without_a_casing_less_is_covered() -> None:
    mask = np.zeros((40, 60), bool)
    mask[10:30, 20:50] = True
    pictures = [np.full((40, 60, 3), 100, np.uint8) for _ in range(2)]
    for picture, has_casing in zip(pictures, (True, False), strict=True):
        draw_outlines(picture, outline(mask).lines, (0, 255, 0), has_casing=has_casing)
    covered = [int((picture != 100).any(axis=2).sum()) for picture in pictures]
    assert 0 < covered[1] < 0.6 * covered[0]


def test_nothing_is_drawn_for_an_empty_mask() -> None:
    pixels = np.full((4, 4, 3), 100, np.uint8)
    draw_outlines(pixels, (), (0, 255, 0))
    assert (pixels == 100).all()


def test_the_masks_of_a_large_photograph_keep_their_area(data_dir: Path) -> None:
    photograph = data_dir / "idrid" / "segmentation" / "images" / "IDRiD_03.jpg"
    for file in find_masks(photograph):
        mask = read_mask(file.path, (4288, 2848))
        assert area(outline(mask).lines) == pytest.approx(float(mask.sum()), rel=0.01), file.code
