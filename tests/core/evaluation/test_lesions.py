"""Lesion by lesion, by hand."""

import numpy as np
import pytest

from core.errors import FunduscopeError
from core.evaluation.lesions import lesion_hits


def scene() -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """One lesion hit in full, one with weak evidence only, one without any; and evidence on none."""
    evidence = np.zeros((20, 30), np.float32)
    evidence[2:4, 2:4] = 8
    evidence[10, 10] = 3
    evidence[15, 25] = 5
    microaneurysms = np.zeros((20, 30), bool)
    microaneurysms[2:4, 2:4] = True
    microaneurysms[10, 9:12] = True
    exudates = np.zeros((20, 30), bool)
    exudates[18, 2] = exudates[17, 3] = True  # by a corner: one lesion
    return evidence, {"MA": microaneurysms, "EX": exudates}


def test_each_lesion_is_hit_or_missed() -> None:
    found = lesion_hits(*scene())
    assert [(lesion.code, lesion.area_px, lesion.is_hit) for lesion in found.lesions] == [
        ("MA", 4, True),
        ("MA", 3, False),
        ("EX", 2, False),
    ]
    first, second, third = found.lesions
    assert (first.x, first.y) == (3.0, 3.0)
    assert (second.x, second.y) == (10.5, 10.5)
    assert (third.x, third.y) == (3.0, 18.0)
    total = 4 * 8 + 3 + 5
    assert first.evidence_share == pytest.approx(32 / total)
    assert second.evidence_share == pytest.approx(3 / total)
    assert second.peak_share == pytest.approx(3 / 8)
    assert found.outside_share == pytest.approx(5 / total)


def test_the_chance_is_the_share_of_places_that_touch() -> None:
    """Of a lesion of one pixel with radius 0.564 within reach of five hot pixels: those alone."""
    evidence, _masks = scene()
    lesion = np.zeros((20, 30), bool)
    lesion[0, 29] = True
    (only,) = lesion_hits(evidence, {"MA": lesion}).lesions
    assert only.chance == pytest.approx(5 / 600)
    (near,) = lesion_hits(evidence, {"MA": lesion}, margin_px=0.5).lesions  # reach 1.064: with the neighbours by side
    assert near.chance == pytest.approx((4 + 8 + 5) / 600)


def test_a_margin_hits_what_is_near() -> None:
    evidence, masks = scene()
    masks = {"MA": np.zeros((20, 30), bool)}
    masks["MA"][2, 6] = True
    assert not lesion_hits(evidence, masks, margin_px=2.9).lesions[0].is_hit
    assert lesion_hits(evidence, masks, margin_px=3.0).lesions[0].is_hit


def test_the_region_bounds_everything() -> None:
    evidence, masks = scene()
    region = np.zeros((20, 30), bool)
    region[:, :12] = True
    evidence[0, 29] = 100  # outside: neither the maximum nor evidence
    found = lesion_hits(evidence, masks, region=region)
    assert [lesion.is_hit for lesion in found.lesions] == [True, False, False]
    assert found.outside_share == pytest.approx(0)
    masks["MA"][:, :12] = False
    assert [lesion.code for lesion in lesion_hits(evidence, masks, region=region).lesions] == ["EX"]


def test_without_evidence_nothing_is_hit() -> None:
    _evidence, masks = scene()
    found = lesion_hits(np.zeros((20, 30), np.float32), masks, margin_px=100)
    assert found.outside_share is None
    assert all(
        (lesion.is_hit, lesion.chance, lesion.evidence_share, lesion.peak_share) == (False, 0, 0, 0)
        for lesion in found.lesions
    )
    assert len(found.lesions) == 3


def test_without_lesions_all_evidence_is_outside() -> None:
    evidence, _masks = scene()
    found = lesion_hits(evidence, {})
    assert found.lesions == ()
    assert found.outside_share == 1


def test_sizes_must_agree() -> None:
    with pytest.raises(FunduscopeError):
        lesion_hits(np.zeros((3, 3), np.float32), {"MA": np.zeros((3, 4), bool)})
