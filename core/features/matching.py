"""Which layer of one network stands beside which of another. Knows no torch."""

from __future__ import annotations

from core.networks.layers import LayerTable


def matching_layer(layers: LayerTable, name: str, others: LayerTable) -> str:
    """The layer of `others` to look at beside the layer `name` of `layers`.

    That of the same name where there is one; else, of the layers of the same type, that at the most similar depth as a
    share of all, and of all types where there is none. Raises ExplainError for a layer that is not there.
    """
    wanted = layers[name]
    if name in others.names:
        return name
    depth = layers.names.index(name) / max(len(layers) - 1, 1)
    known = list(enumerate(others))
    alike = [(place, layer) for place, layer in known if layer.type == wanted.type] or known
    _place, found = min(alike, key=lambda each: abs(each[0] / max(len(others) - 1, 1) - depth))
    return found.name
