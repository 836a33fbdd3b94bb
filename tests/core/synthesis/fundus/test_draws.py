import numpy as np

from core.synthesis.fundus.draws import Draws


def test_one_key_draws_one_series() -> None:
    first, second = Draws(3, 1), Draws(3, 1)
    assert [first.between(0, 1) for _ in range(5)] == [second.between(0, 1) for _ in range(5)]
    assert Draws(3, 2).between(0, 1) != Draws(3, 1).between(0, 1)


def test_bells_are_of_mean_0_and_deviation_1() -> None:
    values = Draws(0).bells(40_000)
    assert abs(values.mean()) < 0.02
    assert abs(values.std() - 1) < 0.02
    assert np.abs(values).max() < 3.5


def test_choices_come_in_proportion_to_their_weights() -> None:
    draws = Draws(1)
    picked = [draws.pick("abc", (1, 0, 3)) for _ in range(4000)]
    assert "b" not in picked
    assert abs(picked.count("c") / 4000 - 0.75) < 0.03


def test_whole_numbers_include_both_ends() -> None:
    draws = Draws(2)
    assert {draws.whole(1, 3) for _ in range(100)} == {1, 2, 3}


def test_octets_fill_the_range() -> None:
    values = Draws(5).octets(100, 50, 3)
    assert values.shape == (100, 50, 3)
    assert values.dtype == np.uint8
    assert values.min() == 0
    assert values.max() == 255
