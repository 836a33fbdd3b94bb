"""Which layers stand beside each other."""

from __future__ import annotations

import pytest

from core.errors import ExplainError
from core.features.matching import matching_layer
from core.images.geometry import Affine
from core.networks.layers import Layer, LayerTable, Layout


def table(*layers: tuple[str, str]) -> LayerTable:
    grid = Affine()
    return LayerTable(
        tuple(
            Layer(name, kind, (4, 8, 8), (3, 3), (1.0, 1.0), False, grid, Layout.CHANNELS_FIRST, 0, 1, False)
            for name, kind in layers
        ),
        (8, 8),
    )


ONE = table(("a", "Conv2d"), ("b", "ReLU"), ("c", "Conv2d"), ("d", "MaxPool2d"))


def test_a_layer_of_the_same_name_goes_first() -> None:
    assert matching_layer(ONE, "c", table(("c", "ReLU"), ("x", "Conv2d"))) == "c"


def test_else_the_same_type_at_the_same_depth() -> None:
    others = table(("p", "Conv2d"), ("q", "ReLU"), ("r", "Conv2d"), ("s", "ReLU"), ("t", "Conv2d"))
    assert matching_layer(ONE, "a", others) == "p"
    assert matching_layer(ONE, "c", others) == "r"
    assert matching_layer(ONE, "b", others) == "q"


def test_without_the_type_the_depth_alone() -> None:
    assert matching_layer(ONE, "d", table(("p", "Conv2d"), ("q", "ReLU"))) == "q"


def test_a_layer_that_is_not_there() -> None:
    with pytest.raises(ExplainError):
        matching_layer(ONE, "e", ONE)
