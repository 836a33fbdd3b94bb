"""Casini's heads for transfer: the convolutions of VGG16 or MobileNetV2 with dense layers of the work's own.

The base is torchvision's, its weights under torchvision's names ("features.…"), so that ImageNet's can be loaded. The
totals with 5 classes on 224 x 224 count batch normalisation's running means and variances, as Keras does, and are those
that the work prints.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from torch import Tensor, nn

from core.networks.lean_import import torchvision_models
from core.networks.own.initialise import draw_as_keras
from core.networks.own.network import OwnNetwork

_SIZE = (224, 224)


@dataclass(frozen=True, slots=True)
class _BasePlan:
    architecture: str
    title: str
    channels: int
    positions: Callable[[int], int]
    """From the side of the input to the side of what the base gives."""


class _Base(Enum):
    # VGG16 halves five times, rounding down; MobileNetV2 five times, rounding up.
    VGG16 = _BasePlan("vgg16", "VGG16", 512, lambda side: side // 32)
    MOBILENET_V2 = _BasePlan("mobilenet_v2", "MobileNetV2", 1280, lambda side: -(-side // 32))


@dataclass(frozen=True, slots=True)
class _Plan:
    base: _Base
    is_pooled: bool
    dense: tuple[int, ...]
    dropout: float
    total: int


_PLANS = {
    "vgg16_flatten_256": _Plan(_Base.VGG16, False, (256,), 0.0, 21_138_757),  # noqa: FBT003 - a table
    "vgg16_flatten_128_dropout": _Plan(_Base.VGG16, False, (128,), 0.5, 17_926_725),  # noqa: FBT003
    "vgg16_pool_256_dropout": _Plan(_Base.VGG16, True, (256,), 0.5, 14_847_301),  # noqa: FBT003
    "mobilenet_v2_flatten": _Plan(_Base.MOBILENET_V2, False, (), 0.0, 2_571_589),  # noqa: FBT003
    "mobilenet_v2_pool": _Plan(_Base.MOBILENET_V2, True, (), 0.0, 2_264_389),  # noqa: FBT003
    "mobilenet_v2_pool_256": _Plan(_Base.MOBILENET_V2, True, (256,), 0.0, 2_587_205),  # noqa: FBT003
    "mobilenet_v2_pool_512": _Plan(_Base.MOBILENET_V2, True, (512,), 0.0, 2_916_421),  # noqa: FBT003
    "mobilenet_v2_pool_512_512": _Plan(_Base.MOBILENET_V2, True, (512, 512), 0.0, 3_179_077),  # noqa: FBT003
}


class TransferNetwork(nn.Module):
    """A base with a head. Takes (n, 3, height, width), of the size it was built for where it is flattened.

    Gives (n, classes) logits. Dropout stands behind each dense layer.
    """

    def __init__(self, plan: _Plan, class_count: int, input_size: tuple[int, int]) -> None:
        super().__init__()
        base = plan.base.value
        self.features: nn.Module = torchvision_models().get_model(base.architecture, weights=None).features
        height, width = (base.positions(side) for side in input_size)
        if height < 1 or width < 1:
            raise ValueError(f"an input of {input_size[0]} x {input_size[1]} is too small")
        self.head = nn.Sequential(_head(plan, base.channels, height * width, class_count))
        draw_as_keras(self.head)

    def forward(self, images: Tensor) -> Tensor:
        """The logits."""
        logits: Tensor = self.head(self.features(images))
        return logits


def _head(plan: _Plan, channels: int, positions: int, class_count: int) -> OrderedDict[str, nn.Module]:
    layers: OrderedDict[str, nn.Module] = OrderedDict()
    if plan.is_pooled:
        layers["pool"] = nn.AdaptiveAvgPool2d(1)
    layers["flatten"] = nn.Flatten()
    width = channels if plan.is_pooled else channels * positions
    for number, units in enumerate(plan.dense, start=1):
        layers[f"dense{number}"] = nn.Linear(width, units)
        layers[f"relu{number}"] = nn.ReLU()
        if plan.dropout:
            layers[f"dropout{number}"] = nn.Dropout(plan.dropout)
        width = units
    layers["classifier"] = nn.Linear(width, class_count)
    return layers


def _describe(plan: _Plan) -> str:
    shape = "global average pooling" if plan.is_pooled else "flatten"
    dense = "".join(f", dense {units}" for units in plan.dense)
    dropout = f", dropout {plan.dropout:g}" if plan.dropout else ""
    return f"Casini: {plan.base.value.title} base, {shape}{dense}{dropout}; {plan.total:,} parameters with 5 classes."


TRANSFER_NETWORKS = {
    name: OwnNetwork(_describe(plan), partial(TransferNetwork, plan), _SIZE, is_size_fixed=not plan.is_pooled)
    for name, plan in _PLANS.items()
}
