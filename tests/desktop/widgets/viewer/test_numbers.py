import math

import pytest

from desktop.widgets.viewer.numbers import common_power, nice_ticks, power_text, read_number, short_number, tiny_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.08123, "0.0812"),
        (0.5, "0.5"),
        (100, "100"),
        (2400, "2400"),
        (-0.02, "\N{MINUS SIGN}0.02"),
        (3.3e-7, "3.3e\N{MINUS SIGN}7"),
        (1e6, "1e6"),
        (float("nan"), "—"),
        (0.99999, "1"),
        (12345, "12345"),
    ],
)
def test_short_numbers(value, text):
    assert short_number(value) == text


@pytest.mark.parametrize("value", [0.0812, -0.02, 3.3e-7, 2400.0, 1e6])
def test_what_is_written_can_be_read(value):
    assert read_number(short_number(value)) == pytest.approx(value, rel=0.01)


def test_numbers_are_read_with_point_or_comma():
    assert read_number(" 0,25 ") == 0.25
    assert read_number("1e-3") == 0.001
    assert read_number("much") is None
    assert read_number("nan") is None


@pytest.mark.parametrize("upper", [1e-9, 0.081, 1.0, 7.3, 2400.0, 1e9])
def test_ticks_are_round_few_and_within(upper):
    ticks = nice_ticks(0.0, upper, 8)
    assert 2 <= len(ticks) <= 8
    assert ticks[0] == 0
    assert ticks[-1] <= upper * (1 + 1e-9)
    mantissa = float(f"{ticks[1]:.3e}".split("e")[0])
    assert mantissa in (1, 2, 5)


def test_no_ticks_for_no_range():
    assert nice_ticks(0.0, 0.0, 8) == []
    assert nice_ticks(0.0, float("inf"), 8) == []


@pytest.mark.parametrize(
    ("largest", "power"),
    [(0.5, 0), (0.01, 0), (0.0052, -3), (3e-7, -7), (900.0, 0), (25000.0, 4), (0.0, 0), (math.inf, 0)],
)
def test_small_and_large_scales_have_a_common_power(largest, power):
    assert common_power(largest) == power


def test_a_power_is_written_raised():
    assert power_text(-3) == "\N{MULTIPLICATION SIGN}10⁻³"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.00068, "6.8e-4"),
        (-0.0011, "-1.1e-3"),
        (0.02, "0.02"),
        (9999.0, "9999"),
        (23456.0, "2.3e4"),
        (5e-3, "5e-3"),
    ],
)
def test_tiny_numbers_take_little_room(value, text):
    assert tiny_number(value) == text.replace("-", "\N{MINUS SIGN}")
    assert read_number(tiny_number(value)) == pytest.approx(value, rel=0.03)
