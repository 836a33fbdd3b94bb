"""Localisation on maps small enough to be worked out by hand, against scikit-learn and the literature."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import average_precision_score, roc_auc_score

from core.errors import FunduscopeError
from core.evaluation.localisation import Figure, Localisation, gini_index, localise, within

EVIDENCE = np.array([[4, 0, 0, 0], [3, 2, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]], np.float32)
MASK = np.zeros((4, 4), bool)
MASK[:2, 0] = True  # the 4 and the 3
MASK[3, 3] = True  # where there is nothing


def worked_out() -> Localisation:
    result = localise(EVIDENCE, MASK)
    assert result is not None
    return result


@pytest.mark.parametrize(
    ("figure", "value", "chance"),
    [
        (Figure.POINTING_GAME, 1.0, 3 / 16),
        (Figure.ENERGY_INSIDE, 7 / 10, 3 / 16),
        # The three strongest are 4, 3 and 2, of which two are in the mask.
        (Figure.RANK_ACCURACY, 2 / 3, 3 / 16),
        # Cut at 3: two of two chosen, one missed.
        (Figure.IOU_BEST, 2 / 3, 3 / 16),
        # All four above 0 reach 1: two are inside, five pixels in the union. By chance 4 * 3 / 16 = 0.75 are inside.
        (Figure.IOU_25, 2 / 5, 0.75 / (4 + 3 - 0.75)),
        # 4, 3 and 2 reach 2.
        (Figure.IOU_50, 2 / 4, (9 / 16) / (6 - 9 / 16)),
        # 4 and 3 reach 3.
        (Figure.IOU_75, 2 / 3, (6 / 16) / (5 - 6 / 16)),
        # 13 pixels outside; the 4 and the 3 are above all of them, the third is below two and level with eleven.
        (Figure.AUROC, (13 + 13 + 11 / 2) / 39, 0.5),
        # Precision 1, 1 at the first two hits, 3/16 at the last.
        (Figure.AVERAGE_PRECISION, (1 + 1 + 3 / 16) / 3, 3 / 16),
    ],
)
def test_every_figure_by_hand(figure: Figure, value: float, chance: float) -> None:
    scored = worked_out().figures[figure]
    assert scored.value == pytest.approx(value, rel=1e-6)
    assert scored.chance == pytest.approx(chance, rel=1e-6)


def test_the_shape_of_the_map_by_hand() -> None:
    result = worked_out()
    assert result.mask_share == 3 / 16
    assert result.coverage == 3 / 16  # 4, 3 and 2 reach half of 4
    assert result.coverage_any == 4 / 16
    assert result.best_level == pytest.approx(3 / 4)
    # 2 i - n - 1 is 15, 13, 11, 9 for the four largest of sixteen.
    assert result.sparseness == pytest.approx((15 * 4 + 13 * 3 + 11 * 2 + 9 * 1) / (16 * 10))


def test_a_margin_forgives_what_lies_beside() -> None:
    evidence = np.zeros((9, 9), np.float32)
    evidence[4, 6] = 1
    mask = np.zeros((9, 9), bool)
    mask[4, 4] = True
    near, far = localise(evidence, mask, margin_px=2), localise(evidence, mask, margin_px=1.5)
    assert near is not None
    assert far is not None
    assert near.figures[Figure.POINTING_GAME].value == 0
    assert near.figures[Figure.POINTING_GAME_TOLERANT].value == 1
    assert near.figures[Figure.POINTING_GAME_TOLERANT].chance == pytest.approx(13 / 81)  # a disc of radius 2
    assert far.figures[Figure.POINTING_GAME_TOLERANT].value == 0


def test_a_plateau_is_judged_as_a_whole() -> None:
    """Where a quarter of the equal maxima lie inside, a map drawn in any order would hit every fourth time."""
    evidence = np.ones((4, 4), np.float32)
    mask = np.zeros((4, 4), bool)
    mask[0] = True
    result = localise(evidence, mask)
    assert result is not None
    for figure in (Figure.POINTING_GAME, Figure.RANK_ACCURACY, Figure.ENERGY_INSIDE, Figure.AVERAGE_PRECISION):
        assert result.figures[figure].value == pytest.approx(0.25), figure
    assert result.figures[Figure.AUROC].value == pytest.approx(0.5)
    assert result.sparseness == pytest.approx(0)


def test_a_map_without_evidence_points_nowhere() -> None:
    for evidence in (
        np.zeros((4, 4), np.float32),
        np.full((4, 4), -1, np.float32),
        np.full((4, 4), np.nan, np.float32),
    ):
        result = localise(evidence, MASK)
        assert result is not None
        assert not result.has_evidence
        assert result.figures == {}
        assert (result.coverage, result.coverage_any, result.sparseness, result.best_level) == (0, 0, 0, None)
        assert result.mask_share == 3 / 16


def test_an_empty_mask_cannot_be_hit() -> None:
    assert localise(EVIDENCE, np.zeros((4, 4), bool)) is None
    region = np.ones((4, 4), bool)
    region[MASK] = False
    assert localise(EVIDENCE, MASK, region=region) is None


def test_evidence_against_and_broken_values_are_no_evidence() -> None:
    spoilt = EVIDENCE.copy()
    spoilt[0, 3], spoilt[1, 3], spoilt[2, 0] = -50, np.nan, np.inf
    result = localise(spoilt, MASK)
    assert result is not None
    assert result.figures == worked_out().figures


def test_what_lies_outside_of_the_region_does_not_count() -> None:
    padded = np.pad(EVIDENCE, 3, constant_values=9)
    region = np.pad(np.ones((4, 4), bool), 3)
    result = localise(padded, np.pad(MASK, 3, constant_values=True), region=region)
    assert result is not None
    assert result.figures == worked_out().figures
    assert result.mask_share == worked_out().mask_share


def test_a_mask_over_everything_has_no_auroc() -> None:
    result = localise(EVIDENCE, np.ones((4, 4), bool))
    assert result is not None
    assert Figure.AUROC not in result.figures
    assert result.figures[Figure.AVERAGE_PRECISION].value == pytest.approx(1)
    assert result.figures[Figure.RANK_ACCURACY].value == pytest.approx(1)
    assert result.figures[Figure.IOU_BEST].value == pytest.approx(4 / 16)  # 0 is no level to cut at


def test_a_map_beside_the_mask_has_no_best_level() -> None:
    evidence = np.zeros((4, 4), np.float32)
    evidence[3, 0] = 1
    result = localise(evidence, MASK)
    assert result is not None
    assert result.figures[Figure.IOU_BEST].value == 0
    assert result.best_level is None


def test_a_mask_of_another_photograph_is_refused() -> None:
    with pytest.raises(FunduscopeError, match="5 x 4 pixels and the map 4 x 4"):
        localise(EVIDENCE, np.ones((4, 5), bool))


def test_the_margin_is_a_disc() -> None:
    mask = np.zeros((7, 7), bool)
    mask[3, 3] = True
    rows, columns = np.mgrid[:7, :7]
    assert (within(mask, 2.3) == (np.hypot(rows - 3, columns - 3) <= 2.3)).all()
    assert (within(mask, 0) == mask).all()
    assert not within(np.zeros((3, 3), bool), 2).any()


maps = arrays(np.float32, (6, 7), elements=st.integers(-2, 5).map(float))
masks = arrays(np.bool_, (6, 7))


@given(maps, masks)
@settings(max_examples=150, deadline=None)
def test_the_detector_is_scikit_learns(evidence: np.ndarray, mask: np.ndarray) -> None:
    result = localise(evidence, mask)
    if result is None or not result.has_evidence or mask.all():
        return
    scores = np.maximum(evidence, 0).ravel()
    assert result.figures[Figure.AUROC].value == pytest.approx(roc_auc_score(mask.ravel(), scores))
    expected = average_precision_score(mask.ravel(), scores)
    assert result.figures[Figure.AVERAGE_PRECISION].value == pytest.approx(expected)


@given(maps, masks)
@settings(max_examples=150, deadline=None)
def test_the_slow_way_gives_the_same(evidence: np.ndarray, mask: np.ndarray) -> None:
    result = localise(evidence, mask)
    if result is None or not result.has_evidence:
        return
    scores = np.maximum(evidence, 0)
    levels = [level for level in np.unique(scores) if level > 0]
    overlaps = [((scores >= level) & mask).sum() / ((scores >= level) | mask).sum() for level in levels]
    assert result.figures[Figure.IOU_BEST].value == pytest.approx(max(overlaps))
    # The mean over orders within the level at which the count of the mask's pixels is reached.
    count = int(mask.sum())
    cut = np.sort(scores, axis=None)[::-1][count - 1]
    above, level = scores > cut, scores == cut
    hits = mask[above].sum() + (count - above.sum()) * mask[level].mean()
    assert result.figures[Figure.RANK_ACCURACY].value == pytest.approx(hits / count)
    assert all(0 <= scored.value <= 1 + 1e-12 and 0 <= scored.chance <= 1 for scored in result.figures.values())


def test_a_map_that_knows_nothing_reaches_chance() -> None:
    """The chance levels are what noise really gets, on average."""
    random = np.random.default_rng(5)
    mask = np.zeros((48, 48), bool)
    mask[10:22, 30:41] = True
    results = [localise(random.random((48, 48), np.float32), mask, margin_px=3) for _ in range(60)]
    for figure in Figure:
        values = [result.figures[figure].value for result in results if result is not None]
        chances = [result.figures[figure].chance for result in results if result is not None]
        noise = 4 * np.std(values) / np.sqrt(len(values))
        # The best of many levels is a little above the level of everything, which is its bound from below.
        slack = 0.01 if figure in (Figure.IOU_BEST, Figure.AVERAGE_PRECISION) else 0.001
        assert abs(np.mean(values) - np.mean(chances)) < noise + slack, figure


def test_the_gini_index_has_its_known_values() -> None:
    assert gini_index(np.zeros(5, np.float32)) == 0
    assert gini_index(np.full(5, 2, np.float32)) == pytest.approx(0)
    one = np.zeros(8, np.float32)
    one[3] = 7
    assert gini_index(one) == pytest.approx(7 / 8)
    assert gini_index(np.array([[1, 3], [2, 4]], np.float32)) == pytest.approx(0.25)  # the textbook's 1, 2, 3, 4
