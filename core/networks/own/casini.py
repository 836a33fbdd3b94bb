"""Casini's convolutional networks for grading diabetic retinopathy, trained from random weights.

Four convolutions without padding, each with ReLU and max-pooling, one dense layer with ReLU and the classes, on
224 x 224. The totals of parameters with 5 classes are those that the work prints, and tests.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from torch import Tensor, nn

from core.errors import ModelError
from core.networks.arguments import CONVOLUTIONAL, Arguments
from core.networks.own.initialise import draw_as_keras
from core.networks.own.network import Build, OwnNetwork

_SIZE = (224, 224)


@dataclass(frozen=True, slots=True)
class _Plan:
    kernel: int
    filters: tuple[int, ...]
    pools: tuple[int, ...]
    dense: int
    dropout: float
    total: int
    """Parameters with 5 classes on 224 x 224."""


_PLANS = {
    "casini_cnn_1": _Plan(2, (32, 64, 128, 256), (2, 2, 3, 5), 512, 0.0, 1_355_621),
    "casini_cnn_1_dropout": _Plan(2, (32, 64, 128, 256), (2, 2, 3, 5), 512, 0.5, 1_355_621),
    "casini_cnn_2": _Plan(3, (32, 64, 128, 256), (2, 2, 3, 3), 1024, 0.5, 6_948_165),
    "casini_cnn_3": _Plan(2, (32, 64, 128, 128), (2, 2, 3, 3), 2048, 0.0, 6_673_125),
    "casini_cnn_4": _Plan(2, (32, 64, 128, 256), (2, 2, 3, 3), 512, 0.0, 3_452_773),
}


class CasiniCnn(nn.Module):
    """One of the four networks, or one like them.

    Takes (n, 3, height, width) of the size it was built for; gives (n, classes) logits.
    Dropout stands before and after the dense layer where there is any; the places have no weights, so that a network
    with it and one without share their weights' names.
    """

    def __init__(self, plan: _Plan, class_count: int, input_size: tuple[int, int]) -> None:
        super().__init__()
        steps: OrderedDict[str, nn.Module] = OrderedDict()
        channels, (height, width) = 3, input_size
        for number, (filters, pool) in enumerate(zip(plan.filters, plan.pools, strict=True), start=1):
            steps[f"conv{number}"] = nn.Conv2d(channels, filters, plan.kernel)
            steps[f"relu{number}"] = nn.ReLU()
            steps[f"pool{number}"] = nn.MaxPool2d(pool)
            channels = filters
            height, width = ((side - plan.kernel + 1) // pool for side in (height, width))
        if height < 1 or width < 1:
            raise ValueError(f"an input of {input_size[0]} x {input_size[1]} is too small for its poolings")
        self.features = nn.Sequential(steps)
        self.before = nn.Dropout(plan.dropout)
        self.dense = nn.Linear(channels * height * width, plan.dense)
        self.relu = nn.ReLU()
        self.after = nn.Dropout(plan.dropout)
        self.classifier = nn.Linear(plan.dense, class_count)
        draw_as_keras(self)

    def forward(self, images: Tensor) -> Tensor:
        """The logits."""
        features = self.before(self.features(images).flatten(1))
        logits: Tensor = self.classifier(self.after(self.relu(self.dense(features))))
        return logits


def _describe(plan: _Plan) -> str:
    filters = "-".join(str(count) for count in plan.filters)
    pools = "-".join(str(side) for side in plan.pools)
    dropout = f", dropout {plan.dropout:g}" if plan.dropout else ""
    return (
        f"Casini: convolutions {plan.kernel} x {plan.kernel} with {filters} filters, pools {pools}, "
        f"dense {plan.dense}{dropout}; {plan.total:,} parameters with 5 classes."
    )


def _reshaped(plan: _Plan, wanted: Arguments) -> Build:
    """The network with other layers. Raises ModelError where there is not one pooling for each convolution."""
    given: dict[str, Any] = {name: getattr(wanted, name) for name in CONVOLUTIONAL}
    changed = replace(plan, **{name: value for name, value in given.items() if value is not None})
    if len(changed.filters) != len(changed.pools):
        raise ModelError(
            f"There are {len(changed.filters)} 'filters' and {len(changed.pools)} 'pools': each convolution has one of "
            "both.",
            "Give both as lists of the same length.",
        )
    return partial(CasiniCnn, changed)


CASINI_NETWORKS = {
    name: OwnNetwork(
        _describe(plan), partial(CasiniCnn, plan), _SIZE, is_size_fixed=True, reshaped=partial(_reshaped, plan)
    )
    for name, plan in _PLANS.items()
}
