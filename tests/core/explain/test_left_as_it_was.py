"""Whatever a method does, and however it ends, the network and torch are afterwards as they were."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
import torchvision
from torch import Tensor, nn
from torch.nn import functional

from core.explain.case import Case
from core.explain.catalogue import CATALOGUE
from core.explain.methods import compute
from core.explain.params import IntegratedGradientsParams, MethodParams, OcclusionParams, SmoothGradParams
from core.explain.query import ChannelTarget, ClassTarget, Method, Target
from core.jobs import Cancelled

PARAMS: dict[Method, MethodParams] = {
    Method.SMOOTH_GRAD: SmoothGradParams(samples=3),
    Method.INTEGRATED_GRADIENTS: IntegratedGradientsParams(steps=2),
    Method.OCCLUSION: OcclusionParams(window=2, stride=2),
}
NO_FURTHER_PASS = (
    Method.GRAD_CAM, Method.HIRES_CAM, Method.GRAD_CAM_PLUS_PLUS, Method.LAYER_CAM, Method.EIGEN_CAM, Method.SALIENCY,
    Method.INPUT_X_GRADIENT,
)  # fmt: skip


class Awkward(nn.Module):
    """In-place operations of every kind, a ReLU that is used twice, and a fault on demand."""

    def __init__(self) -> None:
        super().__init__()
        self.one = nn.Conv2d(3, 6, 3, padding=1)
        self.norm = nn.BatchNorm2d(6)
        self.two = nn.Conv2d(6, 6, 3, padding=1)
        self.relu = nn.ReLU(inplace=True)
        self.head = nn.Linear(6, 4)
        self.is_broken = False

    def forward(self, image: Tensor) -> Tensor:
        image -= 0.1
        kept = self.relu(self.one(image))
        out = self.two(functional.relu(self.norm(kept), inplace=True))
        out += kept
        if self.is_broken:
            raise RuntimeError("as ordered")
        return self.head(torch.relu_(out).mean((2, 3)))


def vision_transformer() -> nn.Module:
    module = torchvision.models.VisionTransformer(
        image_size=12, patch_size=4, num_layers=2, num_heads=2, hidden_dim=8, mlp_dim=8, num_classes=4
    )
    nn.init.normal_(module.heads.head.weight)
    return module


def state(module: nn.Module) -> object:
    parts = list(module.modules())
    return (
        [(len(part._forward_hooks), len(part._forward_pre_hooks), len(part._backward_hooks)) for part in parts],
        [(part.training, getattr(part, "inplace", None), sorted(vars(part))) for part in parts],
        [(weight.requires_grad, weight.grad, weight._version) for weight in module.parameters()],
        [(buffer._version, float(buffer.double().sum())) for buffer in module.buffers()],
        torch._C._len_torch_function_stack(),
        torch.is_grad_enabled(),
    )


def prepare(method: Method, make_case: Callable, **options: object) -> tuple[Case, str, Target]:
    torch.manual_seed(0)
    is_attention = method is Method.ATTENTION_ROLLOUT
    module = (vision_transformer() if is_attention else Awkward()).eval().requires_grad_(False)
    case = make_case(module, torch.randn(1, 3, 12, 12), **options)
    return case, "relu", ClassTarget(1) if is_attention else ChannelTarget("two", 2)


@pytest.mark.parametrize("method", Method)
def test_after_an_answer(method: Method, make_case: Callable, ask: Callable) -> None:
    case, layer, channel = prepare(method, make_case)
    before, image = state(case.module), case.image.clone()
    for target in (ClassTarget(1), channel):
        asked = layer if CATALOGUE[method].has_layer else None
        compute(case, ask(method, target, asked, PARAMS.get(method)), [asked])
        assert state(case.module) == before
    assert torch.equal(case.image, image)
    assert case.forward.image.grad is None


@pytest.mark.parametrize("method", [method for method in Method if method not in NO_FURTHER_PASS])
def test_after_a_fault(method: Method, make_case: Callable, ask: Callable) -> None:
    case, layer, _channel = prepare(method, make_case)
    before = state(case.module)
    asked = layer if CATALOGUE[method].has_layer else None
    query = ask(method, ClassTarget(1), asked, PARAMS.get(method))
    breaking = case.module.register_forward_pre_hook(lambda _module, _given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        compute(case, query, [asked])
    breaking.remove()
    if isinstance(case.module, Awkward):
        case.module.is_broken = True
        with pytest.raises(RuntimeError, match="as ordered"):
            compute(case, query, [asked])
        case.module.is_broken = False
    assert state(case.module) == before


@pytest.mark.parametrize("method", Method)
def test_after_a_cancelling_in_the_middle_of_a_pass(method: Method, make_case: Callable, ask: Callable) -> None:
    case, layer, _channel = prepare(method, make_case)
    before = state(case.module)
    asked = layer if CATALOGUE[method].has_layer else None
    query = ask(method, ClassTarget(1), asked, PARAMS.get(method))
    cancelling = case.module.register_forward_hook(lambda _module, _given, _output: case.token.cancel())
    if method in NO_FURTHER_PASS:
        case.token.cancel()
        with pytest.raises(Cancelled):
            compute(case, query, [asked])
    elif method in PARAMS or method is Method.SCORE_CAM:
        with pytest.raises(Cancelled):  # noqa: PT012 - what is done in one batch is found out in the next
            compute(case, query, [asked])
            compute(case, ask(method, ClassTarget(2), asked, PARAMS.get(method)), [asked])
    cancelling.remove()
    assert state(case.module) == before


def test_timms_networks_are_rectified_too(make_case: Callable, ask: Callable) -> None:
    """Their ReLUs are modules, functions and parts of fused modules: the same map as from captum's patched modules."""
    import timm
    from captum.attr import GuidedBackprop

    torch.manual_seed(0)
    module = timm.create_model("resnet10t", num_classes=3).eval().requires_grad_(False)
    image = torch.randn(1, 3, 64, 64)
    ours = compute(make_case(module, image), ask(Method.GUIDED_BACKPROPAGATION, ClassTarget(1)), [None])[None].map
    for part in module.modules():
        if isinstance(part, nn.ReLU):
            part.inplace = False
    with pytest.warns(UserWarning, match="backward hooks"):
        theirs = GuidedBackprop(module).attribute(image.clone().requires_grad_(), target=1)[0].abs().amax(0).numpy()
    assert theirs.max() > 0
    assert abs(ours - theirs).max() <= 1e-5 * theirs.max()
