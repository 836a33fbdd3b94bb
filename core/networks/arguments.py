"""What an architecture may be built with besides its name, as a card holds it. Knows no torch.

Cards come from anywhere, so only arguments that shape the network are let through: nothing that would make a library
download weights or open a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import ModelError, did_you_mean
from core.networks.ensemble_arguments import Ensemble, read_ensemble

MAX_INPUT_SIZE = 4096
MAX_INPUT_CHANNELS = 64
MAX_HEAD_WIDTH = 65_536
MAX_FEATURES = 1 << 22
MAX_KERNEL, MAX_FILTERS, MAX_CONVOLUTIONS = 16, 4096, 12
POOLS = ("average", "flatten")
CONVOLUTIONAL = ("kernel", "filters", "pools", "dense", "dropout")
"""The arguments of Casini's networks alone."""


@dataclass(frozen=True, slots=True)
class HeadLayer:
    """One layer of a head: `kind` is "linear", "batch_norm", "layer_norm", "relu", "dropout", "average" or "flatten".

    `width` is a hidden linear's, `rate` the share that a dropout leaves out in training.
    """

    kind: str
    width: int | None = None
    has_bias: bool = True
    rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Head:
    """A head of several layers in place of the module `at`; its last layer is a linear one of a width a class.

    `width` is the number of features that it takes, None: as many as the first linear layer of the module did. `pool`
    is the module that pools before it, if that is to be another: "average" the mean over the picture, "flatten" none.
    """

    at: str
    layers: tuple[HeadLayer, ...]
    width: int | None = None
    pool: tuple[str, str] | None = None

    def to_json(self) -> dict[str, Any]:
        """As the card holds it: `{"at": "fc", "layers": ["linear 512", "relu", "linear"]}`."""
        obj: dict[str, Any] = {"at": self.at, "layers": [_layer_text(layer) for layer in self.layers]}
        if self.width is not None:
            obj["width"] = self.width
        if self.pool is not None:
            obj["pool"] = list(self.pool)
        return obj


@dataclass(frozen=True, slots=True)
class Arguments:
    """The checked arguments; None: as the library has it.

    `in_chans` channels of the input (3), `img_size` (height, width) for which a transformer is made, `global_pool` as
    timm has it ("avg" is RETFound's), `transform_input` whether torchvision's InceptionV3 and GoogLeNet turn ImageNet's
    normalisation into the one they were trained with (true unless said otherwise), `head` a head of several layers,
    `ensemble` the networks of which an ensemble is made. Of Casini's networks `kernel` is the side of the convolutions,
    `filters` and `pools` their numbers and the sides of the poolings behind them, one each, `dense` the width of the
    dense layer and `dropout` the share left out before and behind it.
    """

    in_chans: int | None = None
    img_size: tuple[int, int] | None = None
    global_pool: str | None = None
    transform_input: bool | None = None
    head: Head | None = None
    ensemble: Ensemble | None = None
    kernel: int | None = None
    filters: tuple[int, ...] | None = None
    pools: tuple[int, ...] | None = None
    dense: int | None = None
    dropout: float | None = None


def read_arguments(arguments: Mapping[str, Any]) -> Arguments:
    """The arguments of a card's JSON. Raises ModelError naming the one that is unknown or wrong."""
    for name in arguments:
        if name not in Arguments.__dataclass_fields__:
            hint = did_you_mean(name, Arguments.__dataclass_fields__)
            raise ModelError(f"There is no architecture argument '{name}'.", hint)
    pool = arguments.get("global_pool")
    transform = arguments.get("transform_input")
    if not isinstance(pool, str | None) or pool == "" or (pool is not None and len(pool) > 20):
        raise ModelError(f"Architecture argument 'global_pool' must be a short text, not {pool!r:.80}.")
    if not isinstance(transform, bool | None):
        raise ModelError(f"Architecture argument 'transform_input' must be true or false, not {transform!r:.80}.")
    return Arguments(
        in_chans=_number(arguments.get("in_chans"), "in_chans", 1, MAX_INPUT_CHANNELS),
        img_size=_size(arguments.get("img_size")),
        global_pool=pool,
        transform_input=transform,
        head=_head(arguments.get("head")),
        ensemble=read_ensemble(arguments.get("ensemble"), read_arguments),
        kernel=_number(arguments.get("kernel"), "kernel", 1, MAX_KERNEL),
        filters=_numbers(arguments.get("filters"), "filters", MAX_FILTERS),
        pools=_numbers(arguments.get("pools"), "pools", MAX_KERNEL),
        dense=_number(arguments.get("dense"), "dense", 1, MAX_HEAD_WIDTH),
        dropout=_share(arguments.get("dropout")),
    )


def _numbers(value: object, name: str, high: int) -> tuple[int, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= MAX_CONVOLUTIONS:
        raise ModelError(
            f"Architecture argument '{name}' must be a list of 1 to {MAX_CONVOLUTIONS} whole numbers, "
            f"not {value!r:.80}."
        )
    numbers = (_number(each, name, 1, high) for each in value)
    return tuple(number for number in numbers if number is not None)


def _share(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1:
        raise ModelError(f"Architecture argument 'dropout' must be from 0 to below 1, not {value!r:.80}.")
    return float(value)


def _number(value: object, name: str, low: int, high: int) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not low <= value <= high:
        raise ModelError(
            f"Architecture argument '{name}' must be a whole number from {low} to {high}, not {value!r:.80}."
        )
    return value


def _size(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    sides = list(value) if isinstance(value, list | tuple) else [value, value]
    if len(sides) != 2:
        raise ModelError(f"Architecture argument 'img_size' must be one number or [height, width], not {value!r:.80}.")
    height, width = (_number(side, "img_size", 8, MAX_INPUT_SIZE) for side in sides)
    if height is None or width is None:
        raise ModelError("Architecture argument 'img_size' must hold two numbers, not null.")
    return height, width


def _head(value: object) -> Head | None:
    if value is None:
        return None
    if not isinstance(value, Mapping) or not {"at", "layers"} <= set(value) <= {"at", "layers", "width", "pool"}:
        raise ModelError(f"Architecture argument 'head' must be an object with 'at' and 'layers', not {value!r:.80}.")
    at, layers = value["at"], value["layers"]
    if not isinstance(at, str) or not at:
        raise ModelError(f"Architecture argument 'head': 'at' must be a module's name, not {at!r:.80}.")
    if not isinstance(layers, list | tuple) or not 1 <= len(layers) <= 32:
        raise ModelError("Architecture argument 'head': 'layers' must be a list of 1 to 32 layers.")
    read = tuple(_head_layer(layer) for layer in layers)
    widths = [layer.width for layer in read if layer.kind == "linear"]
    if read[-1].kind != "linear" or widths[-1] is not None or None in widths[:-1]:
        raise ModelError("Architecture argument 'head': every linear layer but the last, and only those, has a width.")
    width = _number(value.get("width"), "head", 1, MAX_FEATURES)
    return Head(at, read, width, _pool(value.get("pool")))


def _pool(value: object) -> tuple[str, str] | None:
    if value is None:
        return None
    is_pair = isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(each, str) for each in value)
    if not is_pair or value[1] not in POOLS:  # type: ignore[index]
        raise ModelError(
            f"Architecture argument 'head': 'pool' must be a module's name and {' or '.join(POOLS)}, not {value!r:.80}."
        )
    return value[0], value[1]  # type: ignore[index]


def _head_layer(text: object) -> HeadLayer:
    words = text.split() if isinstance(text, str) else []
    has_bias = words[-2:] != ["no", "bias"]
    words = words if has_bias else words[:-2]
    if len(words) == 2 and words[0] == "dropout" and re.fullmatch(r"0?\.[0-9]{1,6}", words[1]):
        return HeadLayer("dropout", rate=float(words[1]))
    if len(words) == 1 and words[0] in ("linear", "relu", "batch_norm", "layer_norm", *POOLS):
        return HeadLayer(words[0], has_bias=has_bias)
    if len(words) == 2 and words[0] == "linear" and words[1].isascii() and words[1].isdigit() and len(words[1]) < 7:
        width = _number(int(words[1]), "head", 1, MAX_HEAD_WIDTH)
        return HeadLayer("linear", width, has_bias)
    raise ModelError(
        f"Architecture argument 'head': {text!r:.80} is not a layer.",
        "Layers are 'linear N', 'relu', 'batch_norm', 'layer_norm', 'dropout 0.5', 'average', 'flatten' and, as the "
        "last, 'linear'.",
    )


def _layer_text(layer: HeadLayer) -> str:
    if layer.kind == "dropout":
        return f"dropout {layer.rate:g}"
    width = "" if layer.width is None else f" {layer.width}"
    return f"{layer.kind}{width}{'' if layer.has_bias else ' no bias'}"
