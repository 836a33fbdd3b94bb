"""Local evaluation against whole passes: the networks by name, and any network that can be put together by chance."""

from __future__ import annotations

from collections.abc import Callable

import hypothesis
import pytest
import torch
import torchvision
from hypothesis import strategies
from torch import Tensor, nn
from torch.nn import functional

from core.explain.windows.evaluator import LocalEvaluator
from core.explain.windows.operations import Convolution, Replay
from core.explain.windows.places import Patch
from core.jobs import Cancelled, CancelToken

NETWORKS = {
    "squeezenet1_1": 64,
    "mobilenet_v2": 64,
    "efficientnet_b0": 64,
    "shufflenet_v2_x0_5": 64,
    "resnet50": 64,
    "densenet121": 64,
    "inception_v3": 80,
    "alexnet": 96,
    "vgg16": 64,
}
SLOW = set(NETWORKS) - {"squeezenet1_1", "shufflenet_v2_x0_5"}


def _network(name: str) -> nn.Module:
    build = getattr(torchvision.models, name)
    return build(weights=None, num_classes=5, **({"init_weights": False} if name == "inception_v3" else {}))


def _against_plain(
    module: nn.Module, image: Tensor, boxes: list[tuple[int, int, int, int]], follow: Callable, changed: Callable
) -> None:
    engine = LocalEvaluator(follow(module, image), image)
    patch, pictures = changed(image, boxes)
    found = engine.output(patch, token=CancelToken())
    with torch.no_grad():
        expected, before = module(pictures), module(image)
    whole = found if isinstance(found, Tensor) else engine.whole(engine.graph.output, found)
    size = float((expected - before).abs().max())
    assert size > 0
    torch.testing.assert_close(whole, expected, rtol=0, atol=max(1e-9 * size, 1e-12 * float(expected.abs().max())))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if name in SLOW else []) for name in NETWORKS]
)
def test_every_architecture_in_corners_at_borders_and_inside(
    name: str, trained_like: Callable, follow: Callable, changed: Callable
) -> None:
    """In double precision, where nothing but a mistake makes a difference. All of one batch, odd sizes, any phase."""
    side = NETWORKS[name]
    module = trained_like(_network(name)).double()
    image = torch.randn(1, 3, side, side - 3, dtype=torch.double, generator=torch.Generator().manual_seed(1))
    last = (side - 7, side - 3 - 9, side, side - 3)
    boxes = [(0, 0, 7, 9), last, (17, 0, 24, 9), (31, 30, 38, 39), (32, 33, 33, 34), (side - 7, 13, side, 22)]
    _against_plain(module, image, boxes, follow, changed)
    _against_plain(module, image, [(29, 22, 34, 27)], follow, changed)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["resnet18", *NETWORKS])
def test_single_precision_rounds_no_worse_than_whole_passes(
    name: str, trained_like: Callable, follow: Callable, changed: Callable
) -> None:
    module = trained_like(_network(name))
    image = torch.randn(1, 3, 96, 96, generator=torch.Generator().manual_seed(1))
    engine = LocalEvaluator(follow(module, image), image)
    patch, pictures = changed(image, [(0, 0, 16, 16), (40, 44, 56, 60), (80, 80, 96, 96)])
    with torch.no_grad():
        output = engine.output(patch, token=CancelToken())
        is_patch = isinstance(output, Patch)
        found = output.change.flatten(1) if is_patch else output - engine.clean.whole(engine.graph.output)
        plain = module(pictures) - module(image)
        double = module.double()
        exact = double(pictures.double()) - double(image.double())
    error, plain_error = (found - exact).abs().max(), (plain - exact).abs().max()
    assert error <= max(3 * plain_error, 1e-5 * exact.abs().max())


class Pooled(nn.Module):
    """Average pooling in all its ways, a border of ones, products, slices and a function of several steps."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 6, 3, padding=1, bias=False)
        self.second = nn.Conv2d(6, 6, (1, 5), padding=(0, 2), groups=3)
        self.norm = nn.BatchNorm2d(12)

    def forward(self, image: Tensor) -> Tensor:
        image = torch.cat([(image[:, 0].unsqueeze(1)) * 0.5 + 0.1, image[:, 1:]], 1)
        values = functional.pad(self.first(image), (1, 2, 0, 3), value=1.0)
        values = functional.avg_pool2d(values, 3, 2, 1, ceil_mode=True, count_include_pad=False)
        gate, other = self.second(values).sigmoid() * values, functional.elu(values) - 0.25
        values = functional.silu(self.norm(torch.cat([gate, other], 1)).tanh())
        values = functional.avg_pool2d(values, 2, 1, 1)
        values = functional.max_pool2d(values + values.flip(1), 3, 2, 1, ceil_mode=True)
        left, right = values.chunk(2, 1)
        return (left * right).logsumexp((2, 3))


def test_what_those_networks_do_not_have(trained_like: Callable, follow: Callable, changed: Callable) -> None:
    module = trained_like(Pooled()).double()
    image = torch.randn(1, 3, 29, 40, dtype=torch.double, generator=torch.Generator().manual_seed(3))
    _against_plain(module, image, [(0, 0, 4, 3), (25, 37, 29, 40), (11, 20, 15, 23), (14, 0, 15, 1)], follow, changed)


@strategies.composite
def _layers(draw: strategies.DrawFn) -> list[nn.Module]:
    found: list[nn.Module] = []
    for _ in range(draw(strategies.integers(1, 4))):
        kernel = draw(strategies.tuples(strategies.integers(1, 4), strategies.integers(1, 4)))
        stride, dilation = draw(strategies.integers(1, 3)), draw(strategies.integers(1, 2))
        padding = tuple(draw(strategies.integers(0, side // 2)) for side in kernel)
        match draw(strategies.integers(0, 3)):
            case 0:
                found.append(nn.MaxPool2d(kernel, stride, padding, ceil_mode=draw(strategies.booleans())))
            case 1:
                is_counted = draw(strategies.booleans())
                found.append(nn.AvgPool2d(kernel, stride, padding, count_include_pad=is_counted))
            case _:
                groups = draw(strategies.sampled_from([1, 2, 4]))
                found.append(nn.Conv2d(4, 4, kernel, stride, padding, dilation, groups))
                found.append(draw(strategies.sampled_from([nn.ReLU, nn.GELU, nn.Identity]))())
    return found


@hypothesis.settings(max_examples=60, deadline=None, derandomize=True)
@hypothesis.given(
    layers=_layers(),
    boxes=strategies.lists(
        strategies.tuples(*[strategies.integers(0, 21), strategies.integers(0, 26)] * 2), min_size=1, max_size=4
    ),
    seed=strategies.integers(0, 99),
)
def test_any_stack_of_layers(
    layers: list[nn.Module], boxes: list, seed: int, follow: Callable, changed: Callable
) -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 1), *layers).double().eval().requires_grad_(False)
    image = torch.randn(1, 3, 22, 27, dtype=torch.double, generator=torch.Generator().manual_seed(seed))
    try:
        module(image)
    except RuntimeError:  # nothing is left of the grid
        return
    boxes = [
        (min(top, bottom), min(left, right), max(top, bottom) + 1, max(left, right) + 1)
        for top, left, bottom, right in boxes
    ]
    engine = LocalEvaluator(follow(module, image), image)
    patch, pictures = changed(image, boxes, seed)
    found = engine.output(patch, token=CancelToken())
    whole = engine.whole(engine.graph.output, found) if isinstance(found, Patch) else found
    torch.testing.assert_close(whole, module(pictures), rtol=1e-9, atol=1e-10)


def test_only_the_part_that_can_change_is_computed(follow: Callable, changed: Callable) -> None:
    module = nn.Sequential(*[nn.Sequential(nn.Conv2d(3, 3, 3, padding=1), nn.ReLU()) for _ in range(4)]).eval()
    image = torch.randn(1, 3, 100, 100)
    patch, _ = changed(image, [(40, 40, 44, 46)])
    engine = LocalEvaluator(follow(module, image), image)
    found = engine.output(patch, token=CancelToken())
    assert isinstance(found, Patch)
    assert found.change.shape == (1, 3, 12, 14)
    assert (int(found.place.rows.start[0]), int(found.place.columns.start[0])) == (36, 36)


def test_batch_normalisation_goes_into_the_weights(follow: Callable, trained_like: Callable) -> None:
    module = trained_like(nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU()))
    nodes = follow(module, torch.randn(1, 3, 9, 9)).nodes
    assert [type(node).__name__ for node in nodes] == ["Convolution", "Curve"]
    assert isinstance(nodes[0], Convolution)
    assert nodes[0].bias is not None


def test_a_whole_is_computed_behind_what_mixes_all_positions(follow: Callable, changed: Callable) -> None:
    class Mixed(nn.Module):
        def forward(self, image: Tensor) -> Tensor:
            tokens = image.flatten(2).transpose(1, 2)
            return functional.softmax(tokens @ tokens.transpose(1, 2), 2) @ tokens

    image = torch.randn(1, 3, 8, 8, dtype=torch.double)
    found = follow(Mixed(), image)
    assert any(isinstance(node, Replay) for node in found.nodes)
    _against_plain(Mixed(), image, [(0, 0, 2, 2), (3, 4, 5, 6), (7, 7, 8, 8)], follow, changed)


def test_given_up_between_two_operations(follow: Callable, changed: Callable) -> None:
    module, image = nn.Conv2d(3, 3, 3), torch.randn(1, 3, 9, 9)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        LocalEvaluator(follow(module, image), image).output(changed(image, [(0, 0, 2, 2)])[0], token=token)
