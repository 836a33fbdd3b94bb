from typing import Any

import pytest

from core.errors import SynthesisError
from core.synthesis.fundus.options import Eye, FieldShape, FundusOptions
from core.synthesis.fundus.render import render_fundus


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ({"width": 64, "height": 64}, "too small"),
        ({"width": 512, "height": 127}, "too small"),
        ({"width": 0}, "too small"),
        ({"height": -5}, "too small"),
        ({"width": 5000, "height": 5000}, "too large"),
        ({"width": 1200, "height": 500}, "too narrow"),
        ({"width": 512.0}, "512.0"),
        ({"width": True}, "True"),
        ({"grade": 5}, "5"),
        ({"grade": -1}, "-1"),
        ({"grade": 2.0}, "2.0"),
        ({"grade": True}, "True"),
        ({"eye": "third"}, "third"),
        ({"field_shape": "square"}, "square"),
    ],
)
def test_what_cannot_be_is_said(arguments: dict[str, Any], word: str) -> None:
    with pytest.raises(SynthesisError) as caught:
        FundusOptions(**arguments)
    assert word in caught.value.message
    assert caught.value.hint


def test_a_near_miss_is_named() -> None:
    with pytest.raises(SynthesisError, match="Did you mean 'right'"):
        FundusOptions(eye="rihgt")  # type: ignore[arg-type]


def test_words_become_members() -> None:
    options = FundusOptions(eye="left", field_shape="cut")  # type: ignore[arg-type]
    assert options.eye is Eye.LEFT
    assert options.field_shape is FieldShape.CUT


@pytest.mark.parametrize(("seed", "index"), [(-1, 0), (0, -1)])
def test_numbers_below_0(seed: int, index: int) -> None:
    with pytest.raises(SynthesisError, match="below 0"):
        render_fundus(seed, index)
