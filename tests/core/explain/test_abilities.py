"""What is said of a network without asking it, against what the methods themselves say when they are asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
import torchvision
from torch import nn

from core.errors import ExplainError
from core.explain.abilities import misfits, why_not
from core.explain.catalogue import CATALOGUE, Group, Place, is_signed
from core.explain.methods import compute
from core.explain.params import (
    Extent,
    GradCamParams,
    HiResCamParams,
    IntegratedGradientsParams,
    MethodParams,
    OcclusionParams,
    Shown,
    SmoothGradParams,
)
from core.explain.probing import probe
from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method, Target
from core.networks.analysis import layer_table
from core.networks.layers import LayerTable

QUICK: dict[Method, MethodParams] = {
    Method.SMOOTH_GRAD: SmoothGradParams(samples=1),
    Method.INTEGRATED_GRADIENTS: IntegratedGradientsParams(steps=1),
    Method.OCCLUSION: OcclusionParams(window=24, stride=24),
}
SIDE = 48


class Functional(nn.Module):
    """A network whose only ReLU is a function, which no list of modules shows."""

    def __init__(self) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(3, 4, 3, padding=1)
        self.head = nn.Linear(4, 3)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.head(nn.functional.relu(self.convolution(image)).mean((2, 3)))


def silu() -> nn.Module:
    parts = [nn.Conv2d(3, 4, 3, padding=1), nn.SiLU(), nn.Conv2d(4, 4, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    return nn.Sequential(*parts, nn.Linear(4, 3))


def transformer() -> nn.Module:
    module = torchvision.models.VisionTransformer(
        image_size=SIDE, patch_size=16, num_layers=2, num_heads=2, hidden_dim=16, mlp_dim=16, num_classes=3
    )
    nn.init.normal_(module.heads.head.weight)  # torchvision begins with zeros, of which no answer depends on anything
    return module


def windows() -> nn.Module:
    return torchvision.models.SwinTransformer(
        patch_size=[4, 4], embed_dim=8, depths=[1, 1], num_heads=[1, 1], window_size=[3, 3], num_classes=3
    )


@pytest.mark.parametrize("make", [Functional, silu, transformer, windows])
@pytest.mark.parametrize("target", [ClassTarget(1), None])
def test_a_method_is_grey_exactly_where_it_would_be_refused(
    make: Callable[[], nn.Module], target: Target | None, make_case: Callable, ask: Callable
) -> None:
    torch.manual_seed(0)
    module = make().eval().requires_grad_(False)
    table = layer_table(module, (SIDE, SIDE))
    abilities = probe(module, table)
    name = table.default.name
    target = target or ChannelTarget(name, 0)
    case = make_case(module, torch.randn(1, 3, SIDE, SIDE))
    for method, entry in CATALOGUE.items():
        reason = why_not(method, target, table, abilities)
        layer = name if entry.has_layer else None
        query = ask(method, target, layer, QUICK.get(method))
        if reason:
            with pytest.raises(ExplainError):
                compute(case, query, [layer])
        elif isinstance(target, ClassTarget):  # on the way to a channel there may be less than in the whole network
            compute(case, query, [layer])


def test_probing_leaves_the_network_as_it_was(make_case: Callable) -> None:
    module = nn.Sequential(nn.Conv2d(3, 2, 3), nn.ReLU(inplace=True), nn.AdaptiveAvgPool2d(1), nn.Flatten()).eval()
    table = layer_table(module, (SIDE, SIDE))
    assert probe(module, table).relu_count == 1
    assert module[1].inplace
    assert not any(part._forward_hooks or part._forward_pre_hooks for part in module.modules())


def test_a_network_without_layers_has_no_methods_on_layers() -> None:
    table = LayerTable((), (SIDE, SIDE))
    for method, entry in CATALOGUE.items():
        assert bool(why_not(method, ClassTarget(0), table, None)) == entry.has_layer


def test_what_does_not_fit_is_told_by_parameter() -> None:
    size = (48, 64)
    channel = ChannelTarget("a", 0)
    assert misfits(GradCamParams(), None, size) == {}
    assert misfits(OcclusionParams(window=48), None, size) == {}
    assert "48" in misfits(OcclusionParams(window=49), None, size)["window"]
    field = OcclusionParams(extent=Extent.FIELD)
    assert set(misfits(field, ClassTarget(0), size)) == {"extent"}
    assert set(misfits(field, None, size)) == {"extent"}
    assert set(misfits(field, ChannelTarget("a", 0, Aggregate.SUM), size)) == {"extent"}
    assert misfits(field, channel, size) == {}


def test_every_method_has_a_group_and_maps_on_layers_are_listed_together() -> None:
    groups = {group: [entry for entry in CATALOGUE.values() if entry.group is group] for group in Group}
    assert all(groups.values())
    assert all(entry.place is Place.LAYER for entry in groups[Group.LAYER])


def test_a_map_is_signed_by_its_method_and_its_parameters(ask: Callable) -> None:
    assert not is_signed(ask(Method.HIRES_CAM, ClassTarget(0), "a"))
    assert is_signed(ask(Method.HIRES_CAM, ClassTarget(0), "a", HiResCamParams(is_signed=True)))
    assert is_signed(ask(Method.OCCLUSION, ClassTarget(0)))
    assert not is_signed(ask(Method.OCCLUSION, ClassTarget(0), None, OcclusionParams(shows=Shown.FILL_SPREAD)))
    assert not is_signed(ask(Method.SALIENCY, ClassTarget(0)))
