"""Grad-CAM by hand, against its definition, against captum and against pytorch-grad-cam."""

import warnings
from collections.abc import Callable

import numpy as np
import pytest
import torch
import torchvision
from torch import Tensor, nn
from torch.nn import functional

from core.explain.forward_pass import ForwardPass
from core.explain.gradcam import grad_cam
from core.explain.query import ClassTarget
from core.jobs import Cancelled, CancelToken
from core.networks.analysis import layer_table

RELATIVE = 1e-5


def maps_of(module: nn.Module, image: Tensor, target: int, names: list[str] | None = None) -> dict[str, np.ndarray]:
    table = layer_table(module, (image.shape[2], image.shape[3]))
    forward = ForwardPass.run(module, image, table, token=CancelToken())
    return grad_cam(forward, ClassTarget(target), names or list(table.names), token=CancelToken())


def assert_same(ours: np.ndarray, theirs: np.ndarray, name: str) -> None:
    assert ours.shape == theirs.shape, name
    scale = max(abs(theirs).max(), 1e-30)
    assert abs(ours - theirs).max() <= RELATIVE * scale, (name, abs(ours - theirs).max() / scale)


def trained_like(module: nn.Module, seed: int = 0) -> nn.Module:
    """Weights that keep activity and gradients of usable size through the depth, as training would."""
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


class Toy(nn.Module):
    """Two channels, each a multiple of the input, and logits that are sums: everything can be done in the head."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 1, bias=False)
        self.conv.weight.data = torch.tensor([1.0, -2.0]).reshape(2, 1, 1, 1)

    def forward(self, image: Tensor) -> Tensor:
        first, second = self.conv(image).sum((2, 3)).unbind(1)
        return torch.stack([3 * first, second, -first - second], 1)


def test_by_hand() -> None:
    image = torch.tensor([[[[1.0, 2.0], [0.0, -1.0]]]])
    module = Toy().requires_grad_(False)
    table = layer_table(module, (2, 2), channels=1)
    forward = ForwardPass.run(module, image, table, token=CancelToken())
    # Channel 1 is the image, channel 2 is -2 times it; the gradient of each logit is the same at all positions.
    np.testing.assert_array_equal(
        grad_cam(forward, ClassTarget(0), ["conv"], token=CancelToken())["conv"], [[3, 6], [0, 0]]
    )
    np.testing.assert_array_equal(
        grad_cam(forward, ClassTarget(1), ["conv"], token=CancelToken())["conv"], [[0, 0], [0, 2]]
    )
    np.testing.assert_array_equal(
        grad_cam(forward, ClassTarget(2), ["conv"], token=CancelToken())["conv"], [[1, 2], [0, 0]]
    )


class Awkward(nn.Module):
    """In-place everything: the input, a reused ReLU, `functional.relu` on a kept output, a residual sum into one."""

    def __init__(self) -> None:
        super().__init__()
        self.one = nn.Conv2d(3, 6, 3, padding=1)
        self.norm = nn.BatchNorm2d(6)
        self.two = nn.Conv2d(6, 6, 3, padding=1)
        self.relu = nn.ReLU(inplace=True)
        self.drop = nn.Dropout(0.5, inplace=True)
        self.head = nn.Linear(6, 4)

    def forward(self, image: Tensor) -> Tensor:
        image -= 0.1
        kept = self.drop(self.relu(self.one(image)))
        out = self.two(functional.relu(self.norm(kept), inplace=True))
        out += kept
        return self.head(self.relu(out).mean((2, 3)))


def by_definition(module: Awkward, image: Tensor, target: int) -> dict[str, np.ndarray]:
    """Selvaraju et al., equations 1 and 2, with every intermediate result written out of place."""
    image = image - 0.1
    steps: dict[str, Tensor] = {}
    steps["one"] = module.one(image).requires_grad_()
    steps["relu@1"] = functional.relu(steps["one"])
    steps["drop"] = steps["relu@1"]
    steps["norm"] = module.norm(steps["relu@1"])
    steps["two"] = module.two(functional.relu(steps["norm"]))
    steps["relu"] = functional.relu(steps["two"] + steps["relu@1"])
    logit = module.head(steps["relu"].mean((2, 3)))[0, target]
    found = {}
    for name, output in steps.items():
        (gradient,) = torch.autograd.grad(logit, output, retain_graph=True)
        weights = gradient[0].mean((1, 2))
        found[name] = sum(weight * channel for weight, channel in zip(weights, output[0].detach(), strict=True))
    return {name: values.clamp(min=0).numpy() for name, values in found.items()}


def test_in_place_operations_and_reused_modules_against_the_definition() -> None:
    torch.manual_seed(3)
    module = trained_like(Awkward())
    image = torch.randn(1, 3, 9, 7)
    for target in range(4):
        ours, truth = maps_of(module, image.clone(), target), by_definition(module, image, target)
        assert set(ours) == set(truth)
        for name in truth:
            assert_same(ours[name], truth[name], name)
    assert module.relu.inplace
    assert module.drop.inplace


NETWORKS: dict[str, tuple[Callable[[], nn.Module], int]] = {
    "vgg16": (lambda: torchvision.models.vgg16(weights=None, num_classes=7), 48),
    "resnet50": (lambda: torchvision.models.resnet50(weights=None, num_classes=7), 64),
    "mobilenet_v2": (lambda: torchvision.models.mobilenet_v2(weights=None, num_classes=7), 64),
    "inception_v3": (lambda: torchvision.models.inception_v3(weights=None, init_weights=False), 80),
    "efficientnet_b0": (lambda: torchvision.models.efficientnet_b0(weights=None, num_classes=7), 64),
    "squeezenet1_1": (lambda: torchvision.models.squeezenet1_1(weights=None, num_classes=7), 64),
}


def compare_with_captum(name: str, side: int, *, every: int = 1) -> None:
    from captum.attr import LayerGradCam

    module = trained_like(NETWORKS[name][0]())
    image = torch.randn(1, 3, side, side, generator=torch.Generator().manual_seed(1))
    ours = maps_of(module, image, target=3)
    alive = 0
    for number, layer in enumerate(ours):
        if "@" in layer or number % every:
            continue
        captum = LayerGradCam(module, module.get_submodule(layer))
        theirs = captum.attribute(image, target=3, relu_attributions=True)[0, 0].detach().numpy()
        assert_same(ours[layer], theirs, layer)
        alive += bool(theirs.max() > 0)
    assert alive > len(ours) // every // 3, "nearly all maps are empty: this compares nothing"


@pytest.mark.parametrize("name", NETWORKS)
def test_against_captum(name: str) -> None:
    compare_with_captum(name, NETWORKS[name][1], every=3 if name in {"vgg16", "squeezenet1_1"} else 12)


@pytest.mark.slow
@pytest.mark.parametrize("name", NETWORKS)
def test_against_captum_every_layer_at_full_size(name: str) -> None:
    compare_with_captum(name, 299 if name == "inception_v3" else 224)


def test_vision_transformer_against_pytorch_grad_cam() -> None:
    from pytorch_grad_cam.activations_and_gradients import ActivationsAndGradients

    torch.manual_seed(0)
    module = torchvision.models.VisionTransformer(
        image_size=64, patch_size=16, num_layers=4, num_heads=4, hidden_dim=64, mlp_dim=128, num_classes=7
    ).eval()
    nn.init.normal_(module.heads.head.weight)
    image = torch.randn(1, 3, 64, 64)
    ours = maps_of(module.requires_grad_(False), image, 2)

    def fold(tokens: Tensor) -> Tensor:
        return tokens[:, 1:].reshape(1, 4, 4, -1).permute(0, 3, 1, 2)

    module.requires_grad_(True)
    compared = 0
    for name in ours:
        if name == "conv_proj":
            continue
        theirs = ActivationsAndGradients(module, [module.get_submodule(name)], fold)
        theirs(image)[0, 2].backward()
        if theirs.gradients:
            activations, gradients = theirs.activations[0][0], theirs.gradients[0][0]
            weights = gradients.mean((1, 2), keepdim=True)
            assert_same(ours[name], (weights * activations).sum(0).clamp(min=0).numpy(), name)
            compared += 1
        theirs.release()
    assert compared > 20


@pytest.mark.slow
def test_vit_b_16_against_pytorch_grad_cam() -> None:
    from pytorch_grad_cam import GradCAM
    from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

    torch.manual_seed(0)
    module = torchvision.models.vit_b_16(weights=None, num_classes=5).eval()
    nn.init.normal_(module.heads.head.weight)
    image = torch.randn(1, 3, 224, 224)
    ours = maps_of(module.requires_grad_(False), image, 1)
    module.requires_grad_(True)

    def fold(tokens: Tensor) -> Tensor:
        return tokens[:, 1:].reshape(1, 14, 14, -1).permute(0, 3, 1, 2)

    for name in ours:
        if name == "conv_proj":
            continue
        with GradCAM(module, [module.get_submodule(name)], reshape_transform=fold) as theirs:
            theirs(image, [ClassifierOutputTarget(1)])
            found = theirs.compute_cam_per_layer(image, [ClassifierOutputTarget(1)], eigen_smooth=False)[0][0, 0]
        span = ours[name].max() - ours[name].min()
        scaled = (ours[name] - ours[name].min()) / (1e-7 + span)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            resized = torch.nn.functional.interpolate(torch.tensor(scaled)[None, None], (224, 224), mode="bilinear")
        if span > 1e-4:
            np.testing.assert_allclose(resized[0, 0].numpy(), found, atol=1e-4)


def test_a_layer_without_evidence_is_zero_not_stretched() -> None:
    # The last block of a transformer with a class token: the patches' outputs do not reach the answer.
    module = torchvision.models.VisionTransformer(
        image_size=32, patch_size=16, num_layers=2, num_heads=2, hidden_dim=16, mlp_dim=16, num_classes=3
    ).eval()
    nn.init.normal_(module.heads.head.weight)
    maps = maps_of(module, torch.randn(1, 3, 32, 32), 0)
    assert not maps["encoder.ln"].any()
    assert maps["encoder.layers.encoder_layer_0.ln_1"].any()


def test_one_backward_pass_gives_what_each_layer_alone_gives() -> None:
    module = trained_like(NETWORKS["resnet50"][0]())
    image = torch.randn(1, 3, 64, 64)
    together = maps_of(module, image, 1)
    for name in ("layer1.0.conv1", "layer2", "layer3.0.downsample.0", "layer4.2.relu@1"):
        assert_same(maps_of(module, image, 1, [name])[name], together[name], name)


def test_the_model_is_left_as_it_was_also_after_a_fault() -> None:
    module = trained_like(Awkward())
    table = layer_table(module, (9, 7))

    def state() -> tuple[object, ...]:
        return (
            [(len(part._forward_hooks), len(part._forward_pre_hooks), part.training) for part in module.modules()],
            [(parameter.requires_grad, parameter.grad) for parameter in module.parameters()],
            [getattr(part, "inplace", None) for part in module.modules()],
            {name: value.clone() for name, value in module.state_dict().items()}.keys(),
        )

    before = state()
    forward = ForwardPass.run(module, torch.randn(1, 3, 9, 7), table, token=CancelToken())
    grad_cam(forward, ClassTarget(0), list(table.names), token=CancelToken())
    assert state() == before
    with pytest.raises(RuntimeError):
        ForwardPass.run(module, torch.randn(1, 4, 9, 7), table, token=CancelToken())
    assert state() == before
    cancelled = CancelToken()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        ForwardPass.run(module, torch.randn(1, 3, 9, 7), table, token=cancelled)
    with pytest.raises(Cancelled):
        grad_cam(forward, ClassTarget(1), list(table.names), token=cancelled)
    assert state() == before
    # What was given up half way can be asked for again.
    assert grad_cam(forward, ClassTarget(1), list(table.names), token=CancelToken())["one"].shape == (9, 7)
