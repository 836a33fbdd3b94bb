"""Layer tables for the tests of tree and strip."""

from collections.abc import Callable

import pytest

from core.images.geometry import Affine
from core.networks.layers import Layer, LayerTable, Layout


def _layer(name: str) -> Layer:
    return Layer(
        name=name,
        type="ReLU" if "relu" in name else "Conv2d",
        shape=(64, 14, 14),
        receptive_field=(99, 99),
        stride=(16.0, 16.0),
        is_global=False,
        to_input=Affine(),
        layout=Layout.CHANNELS_FIRST,
        prefix_tokens=0,
        call=0,
        is_changed_later=False,
    )


@pytest.fixture
def layer_table() -> Callable[..., LayerTable]:
    """Makes a table of layers of these names."""
    return lambda *names: LayerTable(tuple(_layer(name) for name in names), (224, 224))
