"""Which layer to look at first."""

from core.networks.layers import Layer, LayerTable, Layout


def default_layer(table: LayerTable) -> str | None:
    """The last layer that has a grid and is no mere container of another one.

    In a network whose class token gathers the answer, the last blocks' patch tokens do not reach it any more: there it
    is the first normalisation of the last block, as in pytorch-grad-cam's instructions for vision transformers.
    None where no layer has more than one position.
    """
    names = table.names
    leaves = [layer for layer in table if _has_grid(layer) and not _is_container(layer, names)]
    if leaves and leaves[-1].layout is Layout.TOKENS and leaves[-1].prefix_tokens:
        normalisations = [layer for layer in leaves if layer.name.endswith((".norm1", ".ln_1"))]
        leaves = normalisations or leaves
    return leaves[-1].name if leaves else None


def _has_grid(layer: Layer) -> bool:
    _channels, height, width = layer.shape
    return height * width > 1


def _is_container(layer: Layer, names: tuple[str, ...]) -> bool:
    return any(name.startswith(f"{layer.module_name}.") for name in names)
