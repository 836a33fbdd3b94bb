"""A region by a click."""

from pathlib import Path

import cv2
import numpy as np

from core.explain.edits.picking import all_lesions, all_regions, lesion_at, region_at, smallest
from core.explain.edits.shapes import Box, Polygon, Runs
from core.explain.regions import Region


def test_one_lesion_of_many_is_picked_with_a_margin() -> None:
    mask = np.zeros((60, 80), np.bool_)
    mask[10:20, 10:30] = True
    mask[40:50, 50:60] = True
    mask[50, 60] = True  # touches at a corner
    picked = lesion_at(mask, 55.5, 45.5, "haemorrhage")
    assert picked is not None
    wanted = mask.copy()
    wanted[:30] = False
    assert np.array_equal(picked.region.mask(Box(0, 0, 80, 60)), wanted)
    assert (picked.label, picked.area) == ("haemorrhage", 101.0)
    wide = lesion_at(mask, 55.5, 45.5, "haemorrhage", margin_px=3)
    assert wide is not None
    ball = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    grown = cv2.dilate(wanted.astype(np.uint8), ball) > 0
    assert np.array_equal(wide.region.mask(Box(0, 0, 80, 60)), grown)
    assert lesion_at(mask, 35.0, 45.0, "haemorrhage") is None
    assert lesion_at(mask, -1.0, 500.0, "haemorrhage") is None


def test_all_lesions_of_a_kind() -> None:
    mask = np.zeros((60, 80), np.bool_)
    mask[0:5, 10:30] = True
    mask[40:50, 50:60] = True
    picked = all_lesions(mask, "haemorrhage", margin_px=2)
    assert picked.label == "2 x haemorrhage"
    ball = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    wanted = cv2.dilate(mask.astype(np.uint8), ball) > 0
    assert np.array_equal(picked.region.mask(Box(0, 0, 80, 60)), wanted)


def test_a_region_of_a_map_has_its_holes() -> None:
    def square(low: float, high: float) -> np.ndarray:
        return np.array([(low, low), (high, low), (high, high), (low, high), (low, low)])

    ring = Region((square(10, 50), square(20, 40)), (15.0, 15.0), 0.6, 1200.0)
    inner = Region((square(25, 30),), (27.0, 27.0), 0.2, 25.0)
    picked = region_at([ring, inner], 15, 15)
    assert picked is not None
    assert isinstance(picked.region, Polygon)
    assert picked.label == "region 1 of the map"
    inside = picked.region.mask(Box(0, 0, 60, 60))
    assert inside[15, 15]
    assert not inside[30, 30]
    assert region_at([ring, inner], 22, 22) is None
    found = region_at([ring, inner], 27, 27)
    assert found is not None
    assert found.label == "region 2 of the map"
    assert smallest([picked, None, found]) is found
    both = all_regions([ring, inner])
    assert both.label == "all 2 regions of the map"
    inside = both.region.mask(Box(0, 0, 60, 60))
    assert inside[15, 15]
    assert inside[27, 27]
    assert not inside[35, 35]
    assert smallest([]) is None


def test_a_real_mask(data_dir: Path) -> None:
    from core.datasets.masks import find_masks, read_mask
    from core.images.reading import read_photograph

    photograph = read_photograph(next((data_dir / "idrid" / "segmentation").rglob("IDRiD_*.jpg")))
    mask_file = next(file for file in find_masks(photograph.path) if file.code in ("HE", "MA", "EX"))
    mask = read_mask(mask_file.path, (photograph.width, photograph.height))
    row, column = (int(values[0]) for values in np.nonzero(mask))
    picked = lesion_at(mask, column + 0.5, row + 0.5, mask_file.name, margin_px=4)
    assert picked is not None
    assert isinstance(picked.region, Runs)
    assert picked.region.bounds().size[0] < photograph.height / 2
