"""What a choice of layer, target, method or model makes of a selection: the fields that do not fit follow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.errors import ExplainError
from core.explain.query import ChannelTarget, Target
from core.explain.targets import check_target
from core.networks.layers import LayerTable
from desktop.selection import Selection

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


def fits(target: Target, model: LoadedModel) -> bool:
    """Whether `model` has what `target` speaks of."""
    try:
        check_target(target, model.card.class_names)
        return not isinstance(target, ChannelTarget) or (0 <= target.channel < model.layers[target.layer].shape[0])
    except ExplainError:
        return False


def with_layer(selection: Selection, name: str, layers: LayerTable) -> Selection:
    """Another layer is chosen.

    Where a channel is explained the target goes along, if the method asks for no layer, or if the layer comes after
    the channel's own, where its evidence cannot be.
    """
    target, names = selection.target, layers.names
    if isinstance(target, ChannelTarget):
        is_after = names.index(name) > names.index(target.layer)
        if is_after or not selection.has_layer:
            target = on_layer(target, name, layers)
    return replace(selection, layer=name, target=target)


def on_layer(target: ChannelTarget, name: str, layers: LayerTable) -> ChannelTarget:
    """The channel of the same number on another layer, or the last one that this layer has."""
    return replace(target, layer=name, channel=min(target.channel, layers[name].shape[0] - 1))


def settled(selection: Selection, layers: LayerTable) -> Selection:
    """The selection with a layer that does not come after the one whose channel is explained."""
    target, layer, names = selection.target, selection.layer, layers.names
    if not isinstance(target, ChannelTarget) or not selection.has_layer or layer not in names:
        return selection
    is_after = names.index(layer) > names.index(target.layer)
    return replace(selection, layer=target.layer) if is_after else selection
