"""What follows when one part of a selection is chosen anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import ExplainError
from core.explain.params import Fill, OcclusionParams, SaliencyParams
from core.explain.query import Aggregate, ChannelTarget, GradCamParams, Method
from core.images.geometry import Affine
from core.networks.layers import Layer, LayerTable, Layout
from desktop.choices import settled, with_layer
from desktop.params_memory import ParamsMemory
from desktop.selection import Selection


def layer(name: str, channels: int) -> Layer:
    return Layer(name, "Conv2d", (channels, 8, 8), (3, 3), (1, 1), False, Affine(), Layout.CHANNELS_FIRST, 0, 0, False)


TABLE = LayerTable((layer("early", 4), layer("middle", 16), layer("late", 8)), (8, 8))
CHANNEL = ChannelTarget("middle", 9, Aggregate.SUM)
BASE = Selection(Path("a"), layer="early", target=CHANNEL)


def test_a_method_at_the_input_takes_the_channel_along_to_another_layer() -> None:
    chosen = with_layer(Selection(Path("a"), layer="middle", target=CHANNEL, method=Method.SALIENCY), "late", TABLE)
    assert chosen.layer == "late"
    assert chosen.target == ChannelTarget("late", 7, Aggregate.SUM)


def test_a_method_on_layers_leaves_the_channel_where_it_is_unless_the_layer_comes_after_it() -> None:
    assert with_layer(BASE, "middle", TABLE).target == CHANNEL
    after = with_layer(BASE, "late", TABLE)
    assert (after.layer, after.target) == ("late", ChannelTarget("late", 7, Aggregate.SUM))


def test_no_map_is_asked_for_behind_the_channel_that_it_explains() -> None:
    chosen = Selection(Path("a"), layer="late", target=CHANNEL)
    assert settled(chosen, TABLE).layer == "middle"
    assert settled(BASE, TABLE) == BASE
    at_input = Selection(Path("a"), layer="late", target=CHANNEL, method=Method.OCCLUSION)
    assert settled(at_input, TABLE) == at_input


def test_a_selection_has_the_parameters_of_its_method_and_of_no_other() -> None:
    assert Selection().params == GradCamParams()
    assert Selection(method=Method.OCCLUSION).params == OcclusionParams()
    with pytest.raises(ExplainError, match="mean nothing"):
        Selection(method=Method.OCCLUSION, params=SaliencyParams())


def test_a_wish_has_no_layer_where_the_method_asks_for_none() -> None:
    assert Selection(layer="early", method=Method.SALIENCY).wish.layer is None
    assert Selection(layer="early", method=Method.SALIENCY).wish.is_complete
    assert Selection(layer="early").wish.layer == "early"
    assert not Selection().wish.is_complete


def test_parameters_are_remembered_by_method_and_what_cannot_be_read_is_left_out() -> None:
    memory, again = ParamsMemory(), ParamsMemory()
    chosen = OcclusionParams(window=9, fill=Fill.BLUR)
    memory.keep(chosen)
    memory.keep(GradCamParams())
    assert set(memory.to_json()) == {"occlusion"}
    again.restore({**memory.to_json(), "palmistry": {}, "smoothgrad": {"samples": -4}, "eigencam": 3})
    assert again.get(Method.OCCLUSION) == chosen
    assert again.get(Method.SMOOTH_GRAD).samples == 50  # type: ignore[attr-defined]
