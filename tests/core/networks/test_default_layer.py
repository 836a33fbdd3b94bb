"""The layer that is shown before anybody has chosen one."""

import pytest

from core.errors import ExplainError
from core.images.geometry import IDENTITY
from core.networks.layers import Layer, LayerTable, Layout


def layer(name: str, shape: tuple[int, int, int], *, prefix_tokens: int = 0) -> Layer:
    return Layer(
        name=name,
        type="Anything",
        shape=shape,
        receptive_field=(1, 1),
        stride=(1.0, 1.0),
        is_global=False,
        to_input=IDENTITY,
        layout=Layout.TOKENS if prefix_tokens else Layout.CHANNELS_FIRST,
        prefix_tokens=prefix_tokens,
        call=1,
        is_changed_later=False,
    )


def table(*layers: Layer) -> LayerTable:
    return LayerTable(layers, (224, 224))


def test_it_is_the_last_one_with_more_than_one_position() -> None:
    layers = table(layer("layer3", (256, 14, 14)), layer("layer4", (512, 7, 7)), layer("avgpool", (512, 1, 1)))
    assert layers.default.name == "layer4"


def test_a_row_of_positions_counts() -> None:
    assert table(layer("a", (8, 4, 4)), layer("b", (8, 1, 4))).default.name == "b"


def test_a_branch_beside_the_way_is_not_taken_for_the_whole() -> None:
    layers = table(layer("Mixed_7c.branch_pool.bn", (192, 8, 8)), layer("Mixed_7c", (2048, 8, 8)))
    assert layers.default.name == "Mixed_7c"


@pytest.mark.parametrize("norm", ["norm1", "ln_1"])
def test_behind_the_last_attention_only_the_class_token_counts(norm: str) -> None:
    names = [f"blocks.0.{norm}", f"blocks.1.{norm}", "blocks.1.attn", "blocks.1", "norm"]
    layers = table(*(layer(name, (768, 14, 14), prefix_tokens=1) for name in names))
    assert layers.default.name == f"blocks.1.{norm}"


def test_tokens_of_other_makes_fall_back_to_the_last_layer() -> None:
    assert (
        table(layer("stage.0", (8, 7, 7), prefix_tokens=1), layer("out", (8, 7, 7), prefix_tokens=1)).default.name
        == "out"
    )


@pytest.mark.parametrize("layers", [(), (layer("head", (5, 1, 1)),)])
def test_where_there_is_no_grid_it_says_so(layers: tuple[Layer, ...]) -> None:
    with pytest.raises(ExplainError, match="no layer with more than one position"):
        _ = table(*layers).default
