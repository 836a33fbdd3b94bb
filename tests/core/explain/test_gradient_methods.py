"""Input x gradient, SmoothGrad, integrated gradients, guided methods and deconvnets, by hand and against libraries."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
import torchvision
from torch import Tensor, nn
from torch.nn import functional

from core.errors import ExplainError
from core.explain.batches import LARGEST
from core.explain.case import Finding
from core.explain.integrated_gradients import spread
from core.explain.methods import ON_INPUT
from core.explain.params import Baseline, IntegratedGradientsParams, MethodParams, SmoothGradParams
from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method, Target
from core.explain.smoothgrad import sample_noise
from core.explain.targets import MarginTarget, ReferableTarget
from core.jobs import Cancelled, CancelToken, Progress

GRADIENT_METHODS = (
    Method.SALIENCY,
    Method.INPUT_X_GRADIENT,
    Method.SMOOTH_GRAD,
    Method.INTEGRATED_GRADIENTS,
    Method.GUIDED_BACKPROPAGATION,
    Method.DECONVNET,
)


@pytest.fixture(scope="module")
def squeezenet(trained_like: Callable) -> nn.Module:
    return trained_like(torchvision.models.squeezenet1_1(weights=None, num_classes=5))


@pytest.fixture(scope="module")
def image() -> Tensor:
    return torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))


@pytest.fixture
def find(make_case: Callable, ask: Callable) -> Callable[..., Finding]:
    """The finding of a method at the input."""

    def call(
        module: nn.Module, image: Tensor, method: Method, target: Target, params: MethodParams | None = None,
        layer: str | None = None, **options: object,
    ) -> Finding:  # fmt: skip
        return ON_INPUT[method](make_case(module, image, **options), ask(method, target, layer, params))

    return call


def assert_same(ours: np.ndarray, theirs: np.ndarray, relative: float = 1e-5) -> None:
    scale = abs(theirs).max()
    assert scale > 0, "compares nothing"
    assert ours.shape == theirs.shape
    assert abs(ours - theirs).max() <= relative * scale, abs(ours - theirs).max() / scale


def out_of_place(module: nn.Module) -> nn.Module:
    """captum's rectified methods cannot see a ReLU that overwrites its input."""
    for part in module.modules():
        if isinstance(part, (nn.ReLU, nn.ReLU6)):
            part.inplace = False
    return module


def test_input_x_gradient_against_captum(squeezenet: nn.Module, image: Tensor, find: Callable) -> None:
    from captum.attr import InputXGradient

    theirs = InputXGradient(squeezenet).attribute(image.clone().requires_grad_(), target=3)[0].detach().sum(0).numpy()
    assert_same(find(squeezenet, image, Method.INPUT_X_GRADIENT, ClassTarget(3)).map, theirs)
    assert theirs.min() < 0


def test_integrated_gradients_against_captum(squeezenet: nn.Module, image: Tensor, find: Callable) -> None:
    from captum.attr import IntegratedGradients

    for steps, baseline in ((7, Baseline.ZERO), (20, Baseline.BLACK)):
        # A mean of 0.5 and a deviation of 0.25, as the fixture has them, take black to -2.
        start = torch.full_like(image, 0.0 if baseline is Baseline.ZERO else -2.0)
        theirs = IntegratedGradients(squeezenet).attribute(image, start, target=3, n_steps=steps)
        params = IntegratedGradientsParams(steps=steps, baseline=baseline)
        ours = find(squeezenet, image, Method.INTEGRATED_GRADIENTS, ClassTarget(3), params)
        assert_same(ours.map, theirs[0].sum(0).detach().numpy())


def test_integrated_gradients_add_up_to_the_gain_or_say_so(
    squeezenet: nn.Module, image: Tensor, find: Callable
) -> None:
    for baseline in Baseline:
        params = IntegratedGradientsParams(steps=60, baseline=baseline)
        found = find(squeezenet, image, Method.INTEGRATED_GRADIENTS, MarginTarget(3, 1), params)
        assert not found.notes, baseline
    rough = IntegratedGradientsParams(steps=1, baseline=Baseline.BLACK)
    found = find(squeezenet, image, Method.INTEGRATED_GRADIENTS, MarginTarget(3, 1), rough)
    (note,) = found.notes
    assert f"adds up to {found.map.sum(dtype=np.float64):.4g}" in note


def test_integrated_gradients_of_a_square_are_exact(find: Callable) -> None:
    """For f = x^2 a baseline of b gives x^2 - b^2, whatever the way of summing."""

    class Square(nn.Module):
        def forward(self, image: Tensor) -> Tensor:
            return torch.stack([(image**2).sum((1, 2, 3)), image.sum((1, 2, 3))], 1)

    image = torch.tensor([[[[1.0, 3.0]], [[-2.0, 0.0]]]])
    params = IntegratedGradientsParams(steps=3, baseline=Baseline.BLACK)
    found = find(Square(), image, Method.INTEGRATED_GRADIENTS, ClassTarget(0), params, mean=(0.5, 0.5), std=(0.5, 0.5))
    np.testing.assert_allclose(found.map, [[(1 - 1) + (4 - 1), (9 - 1) + (0 - 1)]], atol=1e-5)


def test_integrated_gradients_sharpen_step_by_step(squeezenet: nn.Module, image: Tensor, find: Callable) -> None:
    """What is given as partial is the mean over the steps that are done, which lie spread over the way."""
    steps = 21
    params = IntegratedGradientsParams(steps=steps)
    seen: list[Finding] = []
    found = find(squeezenet, image, Method.INTEGRATED_GRADIENTS, ClassTarget(3), params, partial=seen.append)
    assert not found.is_partial
    assert len(seen) == 2
    assert all(part.is_partial and np.isfinite(part.map).all() for part in seen)
    nodes, weights = np.polynomial.legendre.leggauss(steps)
    first = sorted(spread(steps)[:8].tolist())
    assert np.diff(nodes[first]).max() < 0.6
    total = torch.zeros_like(image)
    for number in first:
        leaf = (float(nodes[number] + 1) / 2 * image).requires_grad_()
        total += float(weights[number]) * torch.autograd.grad(squeezenet(leaf)[0, 3], leaf)[0]
    assert_same(seen[0].map, (image * total / weights[first].sum())[0].sum(0).numpy())
    errors = [abs(part.map - found.map).max() for part in seen]
    assert errors[1] < errors[0]


@pytest.mark.parametrize("count", [1, 2, 3, 50, 64])
def test_steps_are_spread_and_each_is_taken_once(count: int) -> None:
    assert sorted(spread(count).tolist()) == list(range(count))
    assert spread(8).tolist() == [0, 4, 2, 6, 1, 5, 3, 7]


def test_smooth_grad_against_its_definition(squeezenet: nn.Module, image: Tensor, find: Callable) -> None:
    """Smilkov et al., section 3.1, a sample at a time."""
    params = SmoothGradParams(samples=21, noise=0.1, seed=5)
    total = torch.zeros_like(image)
    for number in range(21):
        noisy = image + 0.1 * (image.max() - image.min()) * sample_noise(5, number, image)
        leaf = noisy.requires_grad_()
        total += torch.autograd.grad(squeezenet(leaf)[0, 3], leaf)[0]
    seen: list[np.ndarray] = []
    found = find(
        squeezenet, image, Method.SMOOTH_GRAD, ClassTarget(3), params, partial=lambda part: seen.append(part.map)
    )
    assert_same(found.map, (total / 21)[0].abs().amax(0).numpy())
    assert len(seen) == -(-21 // LARGEST["cpu"]) - 1
    assert not found.is_partial


def test_smooth_grad_without_noise_is_saliency_and_with_a_seed_is_itself(
    squeezenet: nn.Module, image: Tensor, find: Callable
) -> None:
    saliency = find(squeezenet, image, Method.SALIENCY, ClassTarget(3)).map
    still = SmoothGradParams(samples=2, noise=0)
    assert_same(find(squeezenet, image, Method.SMOOTH_GRAD, ClassTarget(3), still).map, saliency)
    maps = [
        find(squeezenet, image, Method.SMOOTH_GRAD, ClassTarget(3), SmoothGradParams(samples=3, seed=seed)).map
        for seed in (1, 1, 2)
    ]
    np.testing.assert_array_equal(maps[0], maps[1])
    assert (maps[0] != maps[2]).any()


def test_noise_is_normal_and_each_samples_own() -> None:
    like = torch.zeros(1, 3, 100, 100)
    noise = [sample_noise(0, number, like) for number in range(2)]
    assert abs(float(noise[0].mean())) < 0.02
    assert abs(float(noise[0].std()) - 1) < 0.02
    assert (noise[0] != noise[1]).all()


@pytest.mark.parametrize("name", ["squeezenet1_1", "resnet18"])
def test_guided_backpropagation_and_deconvnet_against_captum(
    name: str, trained_like: Callable, image: Tensor, find: Callable
) -> None:
    from captum.attr import Deconvolution, GuidedBackprop

    module = trained_like(torchvision.models.get_model(name, weights=None, num_classes=5))
    ours = {
        method: find(module, image, method, ClassTarget(3)).map
        for method in (Method.GUIDED_BACKPROPAGATION, Method.DECONVNET)
    }
    out_of_place(module)
    for method, kind in ((Method.GUIDED_BACKPROPAGATION, GuidedBackprop), (Method.DECONVNET, Deconvolution)):
        with pytest.warns(UserWarning, match="backward hooks"):
            theirs = kind(module).attribute(image.clone().requires_grad_(), target=3)
        assert_same(ours[method], theirs[0].abs().amax(0).detach().numpy())


def test_guided_grad_cam_against_captum(trained_like: Callable, image: Tensor, find: Callable) -> None:
    from captum.attr import GuidedGradCam

    module = trained_like(torchvision.models.squeezenet1_1(weights=None, num_classes=5))
    ours = find(module, image, Method.GUIDED_GRAD_CAM, ClassTarget(3), layer="features.12").map
    out_of_place(module)
    with pytest.warns(UserWarning, match="backward hooks"):
        theirs = GuidedGradCam(module, module.features[12]).attribute(
            image.clone().requires_grad_(), target=3, interpolate_mode="bilinear"
        )
    assert_same(ours, theirs[0].abs().amax(0).detach().numpy())


class EveryRelu(nn.Module):
    """Every way to write a ReLU, in place and not, between two fixed multiplications."""

    def __init__(self, spelling: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.spelling = spelling
        self.weights = nn.Parameter(torch.tensor([[2.0, -1.0, 3.0], [-4.0, 5.0, -6.0]]), requires_grad=False)

    def forward(self, image: Tensor) -> Tensor:
        hidden = image[:, 0, 0] * torch.tensor([1.0, 1.0, -1.0])
        return self.spelling(hidden) @ self.weights.T


def overwritten(function: Callable[[Tensor], object]) -> Callable[[Tensor], Tensor]:
    """Calls a function that works in place and goes on with what it was called with."""

    def call(values: Tensor) -> Tensor:
        values = values * 1
        function(values)
        return values

    return call


SPELLINGS: dict[str, Callable[[Tensor], Tensor]] = {
    "module": nn.ReLU(),
    "module in place": nn.ReLU(inplace=True),
    "functional": functional.relu,
    "functional by keyword": lambda values: functional.relu(input=values),
    "functional in place": lambda values: functional.relu(values, inplace=True),
    "functional in place by position": overwritten(lambda values: functional.relu(values, True)),
    "torch": torch.relu,
    "torch in place": overwritten(torch.relu_),
    "tensor": Tensor.relu,
    "tensor in place": overwritten(Tensor.relu_),
    "relu6": functional.relu6,
    "relu6 module": nn.ReLU6(),
    "relu6 in place": overwritten(lambda values: functional.relu6(values, inplace=True)),
    "hardtanh": lambda values: functional.hardtanh(values, 0.0, 6.0),
    "hardtanh in place": overwritten(lambda values: functional.hardtanh_(values, 0.0, 6.0)),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_a_relu_by_hand(spelling: str, find: Callable) -> None:
    module = EveryRelu(SPELLINGS[spelling])
    image = torch.tensor([[[[0.5, -2.0, 4.0]]]])  # before the ReLU: 0.5, -2, -4; only the first is open
    maps = [
        find(module, image, method, ClassTarget(target)).map.tolist()
        for method in (Method.GUIDED_BACKPROPAGATION, Method.DECONVNET)
        for target in (0, 1)
    ]
    # Gradients 2, -1, 3 and -4, 5, -6: those above 0 pass, guided where the ReLU was open, deconvolution anywhere.
    assert maps == [[[2.0, 0.0, 0.0]], [[0.0, 0.0, 0.0]], [[2.0, 0.0, 3.0]], [[0.0, 5.0, 0.0]]]
    with torch.no_grad():
        assert module(image)[0].tolist() == [1.0, -2.0]


def test_relu6_is_closed_above_6(find: Callable) -> None:
    image = torch.tensor([[[[7.0, 3.0, -9.0]]]])
    assert find(EveryRelu(nn.ReLU6()), image, Method.GUIDED_BACKPROPAGATION, ClassTarget(0)).map.tolist() == [[0, 0, 0]]
    assert find(EveryRelu(nn.ReLU6()), image, Method.DECONVNET, ClassTarget(0)).map.tolist() == [[2, 0, 3]]


def test_a_deconvnet_uses_the_switches_of_max_pooling(find: Callable) -> None:
    module = nn.Sequential(nn.Conv2d(1, 2, 1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8, 2)).eval()
    module[0].weight.data[:] = torch.tensor([1.0, -1.0]).reshape(2, 1, 1, 1)
    module[0].bias.data[:] = 10
    picture = torch.arange(16.0).reshape(1, 1, 4, 4)
    found = find(module.requires_grad_(False), picture, Method.DECONVNET, ChannelTarget("2", 0, Aggregate.SUM)).map
    assert np.argwhere(found).tolist() == [[1, 1], [1, 3], [3, 1], [3, 3]]
    found = find(module, picture, Method.DECONVNET, ChannelTarget("2", 1, Aggregate.MAX)).map
    assert np.argwhere(found).tolist() == [[0, 0]]


@pytest.mark.parametrize("method", [Method.GUIDED_BACKPROPAGATION, Method.DECONVNET, Method.GUIDED_GRAD_CAM])
def test_a_network_without_relu_is_refused_and_a_mixture_is_noted(method: Method, find: Callable) -> None:
    def network(activation: nn.Module) -> nn.Module:
        parts = [nn.Conv2d(3, 4, 3), activation, nn.Conv2d(4, 4, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten()]
        return nn.Sequential(*parts).eval().requires_grad_(False)

    image = torch.randn(1, 3, 12, 12)
    module = network(nn.GELU())
    assert "gelu" in find(module, image, method, ClassTarget(0), layer="3").notes[0]
    module[3] = nn.SiLU()
    with pytest.raises(ExplainError, match=r"none \(it has gelu, silu\)"):
        find(module, image, method, ClassTarget(0), layer="3")
    assert not find(network(nn.ReLU()), image, method, ClassTarget(0), layer="3").notes


@pytest.mark.parametrize("method", GRADIENT_METHODS)
@pytest.mark.parametrize("target", [ReferableTarget(), ChannelTarget("features.3", 4, Aggregate.SUM)])
def test_the_network_is_left_as_it_was_also_after_a_fault(
    method: Method, target: Target, squeezenet: nn.Module, image: Tensor, find: Callable
) -> None:
    def state() -> object:
        return (
            [(len(part._forward_hooks), len(part._forward_pre_hooks), part.training) for part in squeezenet.modules()],
            [(weight.requires_grad, weight.grad) for weight in squeezenet.parameters()],
            [getattr(part, "inplace", None) for part in squeezenet.modules()],
            torch.is_grad_enabled(),
        )

    before, token, calls = state(), CancelToken(), []

    def stop(progress: Progress) -> None:
        calls.append(progress)
        token.cancel()

    params = SmoothGradParams(samples=2) if method is Method.SMOOTH_GRAD else None
    assert find(squeezenet, image, method, target, params).map.any()
    assert state() == before
    if method in (Method.SMOOTH_GRAD, Method.INTEGRATED_GRADIENTS):
        with pytest.raises(Cancelled):
            find(squeezenet, image, method, target, None, token=token, report=stop)
        assert len(calls) == 1
    assert state() == before


def test_a_rectified_pass_leaves_the_pass_that_is_kept_alone(
    squeezenet: nn.Module, image: Tensor, make_case: Callable, ask: Callable
) -> None:
    case = make_case(squeezenet, image)
    before = ON_INPUT[Method.SALIENCY](case, ask(Method.SALIENCY, ClassTarget(0))).map
    ON_INPUT[Method.DECONVNET](case, ask(Method.DECONVNET, ClassTarget(0)))
    after = ON_INPUT[Method.SALIENCY](case, ask(Method.SALIENCY, ClassTarget(0))).map
    np.testing.assert_array_equal(before, after)
