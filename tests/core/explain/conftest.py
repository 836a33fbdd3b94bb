"""Networks of known answers, and a case made of any network without a model file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn

from core.explain.case import Case
from core.explain.forward_pass import ForwardPass
from core.explain.params import MethodParams
from core.explain.query import Method, Query, Target
from core.images.photograph import ImageId
from core.jobs import CancelToken
from core.networks.analysis import layer_table
from core.networks.card import ModelId

Ask = Callable[..., Query]
MakeCase = Callable[..., Case]


def _trained_like(module: nn.Module, seed: int = 0) -> nn.Module:
    generator = torch.Generator().manual_seed(seed)
    for part in module.modules():
        if isinstance(part, (nn.Conv2d, nn.Linear)):
            fan = part.weight[0].numel()
            part.weight.data = torch.randn(part.weight.shape, generator=generator) * (2.0 / fan) ** 0.5
            if part.bias is not None:
                part.bias.data = torch.randn(part.bias.shape, generator=generator) * 0.05
        elif isinstance(part, nn.BatchNorm2d):
            part.running_mean = torch.randn(part.running_mean.shape, generator=generator) * 0.1
            part.running_var = torch.rand(part.running_var.shape, generator=generator) + 0.5
    return module.eval().requires_grad_(False)


@pytest.fixture(scope="session")
def trained_like() -> Callable[..., nn.Module]:
    """Weights that keep activity and gradients of usable size through the depth, as training would."""
    return _trained_like


@pytest.fixture(scope="session")
def make_case() -> MakeCase:
    """A case of any network and input, as the explainer makes it of a model and a photograph."""

    def make(module: nn.Module, image: Tensor, **options: object) -> Case:
        table = layer_table(module, (image.shape[2], image.shape[3]), channels=image.shape[1])
        token = options.pop("token", None) or CancelToken()
        forward = ForwardPass.run(module, image, table, token=token)
        channels = image.shape[1]
        given = {"mean": (0.5,) * channels, "std": (0.25,) * channels, **options}
        return Case(module, forward, token=token, **given)

    return make


@pytest.fixture(scope="session")
def ask() -> Ask:
    """A query about no photograph in particular."""

    def make(method: Method, target: Target, layer: str | None = None, params: MethodParams | None = None) -> Query:
        return Query(ImageId("0" * 64), ModelId("0" * 64), method, target, layer, params)

    return make
