"""HiResCAM, Grad-CAM++, LayerCAM, Score-CAM and Eigen-CAM by hand and against pytorch-grad-cam."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
import torchvision
from pytorch_grad_cam import EigenCAM, GradCAMPlusPlus, HiResCAM, LayerCAM, ScoreCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torch import Tensor, nn

from core.explain.eigencam import first_component
from core.explain.gradcam_plus_plus import channel_weights
from core.explain.methods import compute
from core.explain.params import EigenCamParams, GradCamPlusPlusParams, HiResCamParams, MethodParams
from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method
from core.explain.scorecam import masks
from core.jobs import Cancelled, CancelToken

RELATIVE = 1e-5
# Rectified layers: the denominator of Grad-CAM++ is ill-conditioned where activations are negative.
NETWORKS = {
    "squeezenet1_1": ("features.3", "features.7", "features.12"),
    "resnet18": ("layer1", "layer3.0", "layer4"),
    "mobilenet_v2": ("features.2.conv.0", "features.18"),
}
LIBRARY: dict[Method, tuple[type, MethodParams | None]] = {
    Method.HIRES_CAM: (HiResCAM, None),
    Method.GRAD_CAM_PLUS_PLUS: (GradCAMPlusPlus, GradCamPlusPlusParams(epsilon=1e-6)),
    Method.LAYER_CAM: (LayerCAM, None),
    Method.EIGEN_CAM: (EigenCAM, EigenCamParams(is_centred=True)),
}


def network(name: str, trained_like: Callable) -> tuple[nn.Module, Tensor]:
    module = trained_like(torchvision.models.get_model(name, weights=None, num_classes=5))
    return module, torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))


def library_map(kind: type, module: nn.Module, image: Tensor, layer: str, target: int) -> np.ndarray:
    """The library's map before it stretches and enlarges it, values below 0 kept."""
    module.requires_grad_(True)
    targets = [ClassifierOutputTarget(target)]
    with kind(module, [module.get_submodule(layer)]) as cam:
        output = cam.activations_and_grads(image)
        output[0, target].backward()
        activations = cam.activations_and_grads.activations[0].numpy()
        grads = cam.activations_and_grads.gradients[0].numpy()
        raw = cam.get_cam_image(image, module.get_submodule(layer), targets, activations, grads, False)[0]
    module.zero_grad()
    module.requires_grad_(False)
    return raw


def assert_same(ours: np.ndarray, theirs: np.ndarray, words: str) -> None:
    scale = abs(theirs).max()
    assert scale > 0, f"{words}: compares nothing"
    assert ours.shape == theirs.shape
    assert abs(ours - theirs).max() <= RELATIVE * scale, (words, abs(ours - theirs).max() / scale)


@pytest.mark.parametrize("method", LIBRARY)
@pytest.mark.parametrize("name", NETWORKS)
def test_against_pytorch_grad_cam(
    method: Method, name: str, trained_like: Callable, make_case: Callable, ask: Callable
) -> None:
    module, image = network(name, trained_like)
    kind, params = LIBRARY[method]
    found = compute(make_case(module, image), ask(method, ClassTarget(3), None, params), NETWORKS[name])
    for layer in NETWORKS[name]:
        theirs, ours = library_map(kind, module, image, layer, 3), found[layer].map
        if method is Method.EIGEN_CAM:  # its sign is left to chance there
            candidates = [np.maximum(theirs, 0), np.maximum(-theirs, 0)]
            theirs = min(candidates, key=lambda candidate: abs(candidate - ours).max())
        assert_same(ours, np.maximum(theirs, 0), f"{method} at {layer} of {name}")
        assert found[layer].to_input == make_case(module, image).forward.layers[layer].to_input


def test_hires_cam_keeps_its_sign_and_adds_up_to_the_logit(make_case: Callable, ask: Callable) -> None:
    """The paper's promise: at the last convolution before one dense layer, without its bias."""
    torch.manual_seed(0)
    dense = nn.Linear(6 * 5 * 5, 3)
    module = nn.Sequential(nn.Conv2d(3, 6, 3, padding=1), nn.Flatten(), dense).eval().requires_grad_(False)
    case = make_case(module, torch.randn(1, 3, 5, 5))
    for target in range(3):
        signed = ask(Method.HIRES_CAM, ClassTarget(target), None, HiResCamParams(is_signed=True))
        found = compute(case, signed, ["0"])["0"].map
        assert found.sum() == pytest.approx(
            float(case.forward.logits.detach()[0, target] - dense.bias[target]), rel=1e-4
        )
        assert found.min() < 0
        cut = compute(case, ask(Method.HIRES_CAM, ClassTarget(target)), ["0"])["0"].map
        np.testing.assert_array_equal(cut, np.maximum(found, 0))


def test_grad_cam_plus_plus_by_hand() -> None:
    gradient = torch.tensor([[2.0, 1.0, 0.0, -1.0], [0.5, 0.0, 0.0, 0.0]])
    activations = torch.tensor([[1.0, 2.0, 0.0, 0.0], [4.0, 0.0, 0.0, 0.0]])
    # Channel 1: the activations add up to 3; alpha = g^2 / (2 g^2 + 3 g^3) where the gradient is above 0.
    expected = [4 / (8 + 24) * 2 + 1 / (2 + 3) * 1, 0.25 / (0.5 + 4 * 0.125) * 0.5]
    np.testing.assert_allclose(channel_weights(gradient, activations, 0.0), expected, rtol=1e-6)
    expected = [4 / 33 * 2 + 1 / 6, 0.25 / 2 * 0.5]
    np.testing.assert_allclose(channel_weights(gradient, activations, 1.0), expected, rtol=1e-6)


def test_grad_cam_plus_plus_does_not_depend_on_the_scale_of_a_quiet_network() -> None:
    """Where squares of gradients round to 0 the weights are still there."""
    gradient = torch.tensor([[1e-30, 3e-30]])
    np.testing.assert_allclose(channel_weights(gradient, torch.ones(1, 2), 0.0), [2e-30], rtol=1e-5)


def test_eigen_cam_against_numpy_and_its_sign() -> None:
    generator = torch.Generator().manual_seed(0)
    for shape in ((5, 40), (40, 5)):
        for is_centred in (False, True):
            activations = torch.randn(shape, generator=generator).relu() - 0.2
            matrix = activations.double().numpy().T
            matrix = matrix - matrix.mean(0) if is_centred else matrix
            expected = matrix @ np.linalg.svd(matrix, full_matrices=False)[2][0]
            strength = np.linalg.norm(activations.numpy(), axis=0)
            sign = np.sign(np.cov(expected, strength)[0, 1] if is_centred else expected @ strength)
            found = first_component(activations, is_centred=is_centred)
            np.testing.assert_allclose(found, sign * expected, atol=1e-5 * abs(expected).max())


def test_score_cam_against_pytorch_grad_cam(
    trained_like: Callable, make_case: Callable, ask: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With cells aligned by their corners, which the library does not do."""
    module = trained_like(torchvision.models.squeezenet1_1(weights=None, num_classes=5))
    image = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))

    def aligned(size: tuple[int, int]) -> nn.Module:
        return nn.Upsample(size, mode="bilinear", align_corners=False)

    monkeypatch.setattr(torch.nn, "UpsamplingBilinear2d", aligned)
    monkeypatch.setattr("tqdm.tqdm", lambda steps: steps)
    done: list[int] = []
    layers = ["features.4.squeeze_activation", "features.7.squeeze_activation"]
    case = make_case(module, image, report=lambda progress: done.append(progress.done))
    found = compute(case, ask(Method.SCORE_CAM, ClassTarget(2)), layers)
    assert done[-1] == sum(case.forward.layers[layer].shape[0] for layer in layers)
    for layer in layers:
        theirs = library_map(ScoreCAM, module, image, layer, 2)
        assert_same(found[layer].map, np.maximum(theirs, 0), layer)


def test_score_cam_by_its_definition(make_case: Callable, ask: Callable) -> None:
    """Algorithm 1, a channel at a time, with the baseline subtracted as the paper has it."""
    torch.manual_seed(1)
    module = nn.Sequential(nn.Conv2d(3, 4, 2, stride=2), nn.ReLU(), nn.Flatten(), nn.Linear(16, 3)).eval()
    module[0].bias.data[3] = -100  # a dead channel
    image = torch.randn(1, 3, 4, 4)
    case = make_case(module.requires_grad_(False), image)
    activations = case.forward.outputs["1"][0].detach()
    scores = []
    for channel in activations:
        large = nn.functional.interpolate(channel[None, None], (4, 4), mode="bilinear")
        span = large.max() - large.min()
        mask = (large - large.min()) / span if span else torch.zeros_like(large)
        scores.append(float(module(image * mask)[0, 1] - module(torch.zeros_like(image))[0, 1]))
    weights = np.exp(scores) / np.exp(scores).sum()
    expected = sum(weight * channel.numpy() for weight, channel in zip(weights, activations, strict=True))
    found = compute(case, ask(Method.SCORE_CAM, ClassTarget(1)), ["1"])["1"].map
    np.testing.assert_allclose(found, np.maximum(expected, 0), rtol=1e-5, atol=1e-7)


def test_score_cam_sharpens_channel_by_channel(trained_like: Callable, make_case: Callable, ask: Callable) -> None:
    """What is given as partial is the map of the channels that are done, the most active ones first."""
    module, image = network("squeezenet1_1", trained_like)
    layer, query, seen = "features.4.squeeze_activation", ask(Method.SCORE_CAM, ClassTarget(2)), []
    case = make_case(module, image, partial=seen.append)
    whole = compute(make_case(module, image), query, [layer])[layer].map
    np.testing.assert_array_equal(compute(case, query, [layer])[layer].map, whole)
    activations = case.forward.outputs[layer][0].detach()
    assert len(seen) == -(-len(activations) // 8) - 1
    first = activations.amax((1, 2)).argsort(descending=True, stable=True)[:8]
    scores = module(image * masks(activations[first], (64, 64)))[:, 2]
    expected = (activations[first] * scores.softmax(0)[:, None, None]).sum(0).relu()
    np.testing.assert_allclose(seen[0].map, expected.numpy(), rtol=1e-4, atol=1e-6)
    assert all(part.is_partial and part.to_input == case.forward.layers[layer].to_input for part in seen)
    count = len(seen)
    compute(case, query, [layer, "features.7.squeeze_activation"])
    assert len(seen) == count, "the maps of several layers are whole"


def test_masks_run_from_0_to_1_and_constants_hide_everything() -> None:
    found = masks(torch.stack([torch.arange(9.0).reshape(3, 3), torch.full((3, 3), 7.0)]), (12, 12))
    assert found.shape == (2, 1, 12, 12)
    assert (found[0].min(), found[0].max()) == (0, 1)
    assert not found[1].any()


@pytest.mark.parametrize("method", [*LIBRARY, Method.SCORE_CAM])
def test_channels_and_tokens_are_explained_too(method: Method, make_case: Callable, ask: Callable) -> None:
    torch.manual_seed(0)
    module = torchvision.models.VisionTransformer(
        image_size=32, patch_size=8, num_layers=2, num_heads=2, hidden_dim=16, mlp_dim=16, num_classes=3
    ).eval()
    case = make_case(module.requires_grad_(False), torch.randn(1, 3, 32, 32))
    target = ChannelTarget("encoder.layers.encoder_layer_1.ln_1", 3, Aggregate.SUM)
    layer = "encoder.layers.encoder_layer_0.ln_1"
    found = compute(case, ask(method, target), [layer])[layer].map
    assert found.shape == (4, 4)
    assert (found > 0).any()


@pytest.mark.parametrize("method", [*LIBRARY, Method.SCORE_CAM])
def test_cancelling_stops_and_leaves_the_network_as_it_was(
    method: Method, trained_like: Callable, make_case: Callable, ask: Callable
) -> None:
    module, image = network("squeezenet1_1", trained_like)
    token = CancelToken()
    case = make_case(module, image, token=token)
    token.cancel()
    with pytest.raises(Cancelled):
        compute(case, ask(method, ClassTarget(0)), ["features.12"])
    assert all(not part._forward_hooks and not part._forward_pre_hooks for part in module.modules())
