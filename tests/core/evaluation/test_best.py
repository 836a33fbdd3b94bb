"""The best of many: whose lead is real, and how much of it is luck."""

import numpy as np
import pytest

from core.errors import FunduscopeError
from core.evaluation.best import best_of


def test_a_real_lead_is_found_and_kept() -> None:
    random = np.random.default_rng(0)
    values = random.normal(0, 0.1, (40, 5))
    values[:, 3] += 0.5
    best = best_of(values)
    assert best is not None
    assert (best.index, best.looks, best.rivals, best.chosen_again) == (3, 5, (), 1.0)
    assert best.mean.mean == pytest.approx(values[:, 3].mean())
    assert best.judged_apart == pytest.approx(values[:, 3].mean(), abs=0.01)


def test_a_lead_by_luck_melts_on_what_took_no_part_in_choosing() -> None:
    """Forty candidates that are all worth 0: the best looks good, judged apart it does not. Over many draws."""
    seen, apart = [], []
    for seed in range(30):
        best = best_of(np.random.default_rng(seed).normal(0, 1, (12, 40)), resamples=300)
        assert best is not None
        assert best.judged_apart is not None
        assert best.rivals
        seen.append(best.mean.mean)
        apart.append(best.judged_apart)
    assert np.mean(seen) > 0.5
    assert abs(float(np.mean(apart))) < 0.15


def test_judged_apart_is_what_a_plain_loop_over_its_definition_gives() -> None:
    values = np.random.default_rng(3).normal(0, 1, (6, 4))
    groups = ["a", "a", "b", "c", "c", "d"]
    best = best_of(values, groups=groups, resamples=400, seed=5)
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([5, 4])))
    draws = random.multinomial(4, np.full(4, 0.25), size=400)
    found = []
    for draw in draws:
        times = [int(draw["abcd".index(group)]) for group in groups]
        drawn = np.repeat(values, times, axis=0)
        rest = values[np.array(times) == 0]
        if len(rest):
            found.append(rest[:, int(drawn.mean(0).argmax())].mean())
    assert best is not None
    assert best.judged_apart == pytest.approx(np.mean(found))


def test_equal_candidates_are_rivals_and_the_first_wins() -> None:
    column = np.random.default_rng(1).normal(0, 1, (9, 1))
    best = best_of(np.hstack([column - 5, column, column]))
    assert best is not None
    assert (best.index, best.rivals) == (1, (2,))


def test_one_patient_says_nothing_of_luck() -> None:
    best = best_of(np.array([[0.1, 0.2], [0.3, 0.5]]), groups=["p", "p"])
    assert best is not None
    assert (best.index, best.judged_apart, best.chosen_again, best.rivals) == (1, None, None, ())
    assert best.mean.low is None


def test_nothing_to_choose_from() -> None:
    assert best_of(np.zeros((0, 3))) is None
    assert best_of(np.zeros((3, 0))) is None
    with pytest.raises(FunduscopeError, match="not a finite"):
        best_of(np.array([[np.nan, 1.0]]))
    with pytest.raises(FunduscopeError, match="2 items have 1 groups"):
        best_of(np.zeros((2, 2)), groups=["a"])
