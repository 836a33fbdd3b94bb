"""What one unit sees, against the support and the values of the whole gradient."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
import torchvision
from torch import Tensor, nn

from core.explain.targets import Aggregate, ChannelTarget
from core.explain.windows.channels import channel_gradients, strongest_units
from core.explain.windows.following import followed
from core.explain.windows.units import Seen, Unit, Units
from core.jobs import CancelToken


def _whole_gradient(module: nn.Module, layer: str, image: Tensor, unit: Unit) -> Tensor:
    outputs = []
    handle = module.get_submodule(layer).register_forward_hook(lambda _m, _i, output: outputs.append(output))
    leaf = image.clone().requires_grad_()
    module(leaf * 1.0)
    handle.remove()
    return torch.autograd.grad(outputs[0][0, unit.channel, unit.row, unit.column], [leaf])[0][0]


def _check(seen: Seen, expected: Tensor) -> None:
    part = seen.part
    inside = expected[:, part.top : part.bottom, part.left : part.right]
    torch.testing.assert_close(seen.gradient, inside, rtol=1e-9, atol=1e-12)
    assert float(expected.abs().sum()) == pytest.approx(float(inside.abs().sum()))


@pytest.mark.parametrize("layer", ["features.3", "features.4.expand3x3", "features.6", "features.10"])
def test_in_the_middle_and_at_every_border(layer: str, trained_like: Callable, make_case: Callable) -> None:
    module = trained_like(torchvision.models.squeezenet1_1(weights=None, num_classes=4)).double()
    for part in module.modules():
        if hasattr(part, "inplace"):
            part.inplace = False
    image = torch.randn(1, 3, 95, 90, dtype=torch.double, generator=torch.Generator().manual_seed(2))
    case = make_case(module, image)
    _, height, width = case.forward.layers[layer].shape
    cells = [(0, 0), (height // 2, width // 2), (height - 1, width - 1), (0, width // 2), (height - 2, 1)]
    units = [Unit(3 * index, row, column) for index, (row, column) in enumerate(cells)]
    views = Units(followed(case, layer), image)
    for unit, seen in zip(units, views.gradients(units, batch=2, token=CancelToken()), strict=True):
        assert seen.unit == unit
        _check(seen, _whole_gradient(module, layer, image, unit))
        assert seen.part == views.part(unit.row, unit.column)
    middle = views.part(height // 2, width // 2)
    field = case.forward.layers[layer].receptive_field
    if field[0] < 50:
        assert (middle.bottom - middle.top, middle.right - middle.left) == field


def test_average_pooling_a_border_and_branches(trained_like: Callable, make_case: Callable) -> None:
    class Branched(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.norm = nn.Conv2d(3, 4, 3, 2, 1), nn.BatchNorm2d(4)
            self.pad, self.second = nn.ConstantPad2d((1, 0, 2, 1), 0.5), nn.Conv2d(4, 4, (4, 2), padding=0, groups=2)
            self.pool, self.last = nn.AvgPool2d(3, 1, 1, count_include_pad=False), nn.Conv2d(8, 4, 1)
            self.out = nn.MaxPool2d(3, 2, 1)

        def forward(self, image: Tensor) -> Tensor:
            values = self.norm(self.first(image)).sigmoid()
            both = torch.cat([self.second(self.pad(values)), self.pool(values)], 1)
            return self.out(self.last(both) + values * values).mean((2, 3))

    module = trained_like(Branched()).double()
    image = torch.randn(1, 3, 31, 28, dtype=torch.double, generator=torch.Generator().manual_seed(4))
    case = make_case(module, image)
    _, height, width = case.forward.layers["out"].shape
    units = [Unit(row % 4, row, column) for row in range(height) for column in range(width)]
    for seen in Units(followed(case, "out"), image).gradients(units, batch=99, token=CancelToken()):
        _check(seen, _whole_gradient(module, "out", image, seen.unit))


@pytest.mark.parametrize("layer", ["features.6", "classifier.2"])
def test_the_strongest_unit_of_every_channel(layer: str, trained_like: Callable, make_case: Callable) -> None:
    """As a backward pass a channel on the whole picture says."""
    module = trained_like(torchvision.models.squeezenet1_1(weights=None, num_classes=4)).double()
    image = torch.randn(1, 3, 64, 64, dtype=torch.double, generator=torch.Generator().manual_seed(5))
    case, reports = make_case(module, image), []
    object.__setattr__(case, "report", reports.append)
    channels = [0, 3, 2]
    units = strongest_units(case, layer, channels)
    for channel, unit, seen in zip(channels, units, channel_gradients(case, layer, channels), strict=True):
        assert seen.unit == unit
        target = ChannelTarget(layer, channel, Aggregate.MAX)
        _check(seen, case.forward.input_gradient(target, token=CancelToken())[0])
    assert [(progress.done, progress.total) for progress in reports] == [(1, 3), (2, 3), (3, 3)]


def test_where_every_unit_sees_everything(trained_like: Callable, make_case: Callable) -> None:
    class Gated(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv, self.last = nn.Conv2d(3, 4, 3), nn.Conv2d(4, 4, 1)

        def forward(self, image: Tensor) -> Tensor:
            values = self.conv(image)
            return self.last(values * values.mean((2, 3), keepdim=True).sigmoid()).mean((2, 3))

    image = torch.randn(1, 3, 9, 9, dtype=torch.double)
    case = make_case(trained_like(Gated()).double(), image)
    for seen in channel_gradients(case, "last", range(4)):
        assert (seen.part.top, seen.part.left, seen.part.bottom, seen.part.right) == (0, 0, 9, 9)
        _check(seen, case.forward.input_gradient(ChannelTarget("last", seen.unit.channel), token=CancelToken())[0])
