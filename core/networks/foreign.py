"""Names that other codebases give to the same weights, brought to those of torchvision and timm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from torch import Tensor

State = Mapping[str, Tensor]


def translations(state: State) -> Iterator[tuple[str, dict[str, Tensor], str]]:
    """The state from each codebase whose marks it bears: a note that says which, the state, and a hint.

    The hint is how the names of the architectures begin that compute as that codebase does, or "".
    """
    for marks, translate, note, hint in _CODEBASES:
        if all(any(re.search(mark, name) for name in state) for mark in marks):
            yield note, translate(state), hint


def _rename(state: State, rules: tuple[tuple[str, str], ...]) -> dict[str, Tensor]:
    renamed = {}
    for name, tensor in state.items():
        new = name
        for pattern, replacement in rules:
            new = re.sub(pattern, replacement, new)
        renamed[new] = tensor
    return renamed


def _old_densenet(state: State) -> dict[str, Tensor]:
    """Torchvision before 0.3: "denselayer1.norm.1.weight"."""
    return _rename(state, ((r"(denselayer\d+\.(?:norm|relu|conv))\.([12])\.", r"\1\2."),))


def _facebook_convnext(state: State) -> dict[str, Tensor]:
    """github.com/facebookresearch/ConvNeXt and ConvNeXt-V2, as timm's own loader does it."""
    renamed = _rename(
        state,
        (
            (r"^downsample_layers\.0\.", "stem."),
            (r"^stages\.(\d+)\.(\d+)\.", r"stages.\1.blocks.\2."),
            (r"^downsample_layers\.(\d+)\.(\d+)\.", r"stages.\1.downsample.\2."),
            (r"dwconv", "conv_dw"),
            (r"pwconv", "mlp.fc"),
            (r"grn\.beta$", "mlp.grn.bias"),
            (r"grn\.gamma$", "mlp.grn.weight"),
            (r"^head\.", "head.fc."),
            (r"^norm\.", "head.norm."),
        ),
    )
    return {name: tensor.flatten() if ".grn." in name else tensor for name, tensor in renamed.items()}


def _microsoft_swin(state: State) -> dict[str, Tensor]:
    """github.com/microsoft/Swin-Transformer: the merging of patches belongs to the stage before in it, and tables."""
    kept = {name: t for name, t in state.items() if not name.endswith(("attn_mask", *_SWIN_TABLES))}
    renamed = _rename(kept, ((r"^head\.(weight|bias)$", r"head.fc.\1"),))
    return {
        re.sub(r"^layers\.(\d+)\.downsample", lambda match: f"layers.{int(match[1]) + 1}.downsample", name): tensor
        for name, tensor in renamed.items()
    }


_SWIN_TABLES = ("relative_position_index", "relative_coords_table")


def _lukemelas_efficientnet(state: State) -> dict[str, Tensor]:
    """github.com/lukemelas/EfficientNet-PyTorch: one list of blocks, where timm has stages of blocks.

    A stage begins where the number of output channels changes, or where a block has another kernel than its stage.
    """
    parts = {"_conv_stem": "conv_stem", "_bn0": "bn1", "_conv_head": "conv_head", "_bn1": "bn2", "_fc": "classifier"}
    blocks = _efficientnet_blocks(state)
    renamed = {}
    for name, tensor in state.items():
        if name.startswith("_blocks."):
            _blocks, number, part, leaf = [*name.split(".", 3), "", "", ""][:4]
            stage, place = blocks.get(int(number), (0, 0))
            inner = _EXPANDED if f"_blocks.{number}._expand_conv.weight" in state else _SEPARABLE
            renamed[f"blocks.{stage}.{place}.{inner.get(part, part)}.{leaf}"] = tensor
        else:
            part, _dot, leaf = name.partition(".")
            renamed[f"{parts.get(part, part)}.{leaf}"] = tensor
    return renamed


_SEPARABLE = {
    "_depthwise_conv": "conv_dw",
    "_bn1": "bn1",
    "_se_reduce": "se.conv_reduce",
    "_se_expand": "se.conv_expand",
    "_project_conv": "conv_pw",
    "_bn2": "bn2",
}
_EXPANDED = {
    "_expand_conv": "conv_pw",
    "_bn0": "bn1",
    "_depthwise_conv": "conv_dw",
    "_bn1": "bn2",
    "_se_reduce": "se.conv_reduce",
    "_se_expand": "se.conv_expand",
    "_project_conv": "conv_pwl",
    "_bn2": "bn3",
}


def _efficientnet_blocks(state: State) -> dict[int, tuple[int, int]]:
    """The (stage, place in it) of each block. Within a stage the output channels stay; stages differ in them."""
    places: dict[int, tuple[int, int]] = {}
    stage, place, before = -1, 0, -1
    number = 0
    while (project := state.get(f"_blocks.{number}._project_conv.weight")) is not None:
        if int(project.shape[0]) != before:
            stage, place, before = stage + 1, 0, int(project.shape[0])
        places[number] = (stage, place)
        place += 1
        number += 1
    return places


_CODEBASES: tuple[tuple[tuple[str, ...], Callable[[State], dict[str, Tensor]], str, str], ...] = (
    ((r"denselayer\d+\.norm\.1\.",), _old_densenet, "The names are those of torchvision before 0.3.", ""),
    ((r"^downsample_layers\.", r"dwconv"), _facebook_convnext, "The names are those of facebookresearch/ConvNeXt.", ""),
    (
        (r"^layers\.\d+\.downsample\.reduction", r"^head\.weight|^norm\.weight"),
        _microsoft_swin,
        "The names are those of microsoft/Swin-Transformer.",
        "",
    ),
    (
        (r"^_conv_stem\.", r"^_blocks\.0\._depthwise_conv"),
        _lukemelas_efficientnet,
        "The names are those of the package efficientnet_pytorch, which pads as TensorFlow does.",
        "timm/tf_",
    ),
)
