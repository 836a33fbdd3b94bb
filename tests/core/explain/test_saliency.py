"""Saliency by hand, against captum, and for channels of layers against a slow definition."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
import torchvision
from torch import Tensor, nn

from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method
from core.explain.saliency import saliency


class Weighted(nn.Module):
    """Logit k is the sum of the input times the picture k: its gradient is that picture."""

    def __init__(self, pictures: Tensor) -> None:
        super().__init__()
        self.pictures = pictures

    def forward(self, image: Tensor) -> Tensor:
        return (image[:, None] * self.pictures).sum((2, 3, 4))


def test_by_hand(make_case: Callable, ask: Callable) -> None:
    pictures = torch.tensor([[[[1.0, -5.0]], [[-2.0, 3.0]]], [[[0.0, 0.5]], [[0.0, 0.0]]]])
    case = make_case(Weighted(pictures), torch.randn(1, 2, 1, 2))
    found = [saliency(case, ask(Method.SALIENCY, ClassTarget(k))).map.tolist() for k in (0, 1)]
    assert found == [[[2.0, 5.0]], [[0.0, 0.5]]]


@pytest.mark.parametrize("name", ["squeezenet1_1", "resnet18", "mobilenet_v2"])
def test_against_captum(name: str, trained_like: Callable, make_case: Callable, ask: Callable) -> None:
    from captum.attr import Saliency

    module = trained_like(torchvision.models.get_model(name, weights=None, num_classes=5))
    image = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    ours = saliency(make_case(module, image), ask(Method.SALIENCY, ClassTarget(3))).map
    theirs = Saliency(module).attribute(image.requires_grad_(), target=3, abs=True)[0].amax(0).numpy()
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-5 * theirs.max())
    assert theirs.max() > 0


@pytest.mark.parametrize("aggregate", Aggregate)
def test_a_channel_against_its_definition(
    aggregate: Aggregate, trained_like: Callable, make_case: Callable, ask: Callable
) -> None:
    """Kalmeijer, section 3.2.1, with the part of the network above the layer left out."""
    module = trained_like(torchvision.models.squeezenet1_1(weights=None, num_classes=5))
    image = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(2))
    case = make_case(module, image)
    for layer in ("features.0", "features.6", "features.12"):
        channel = int(case.forward.outputs[layer][0].amax((1, 2)).argmax())
        leaf = image.clone().requires_grad_()
        below = nn.Sequential(*list(module.features)[: int(layer.split(".")[1]) + 1])
        for part in below:
            part.inplace = False
        units = below(leaf)[0, channel]
        (units.max() if aggregate is Aggregate.MAX else units.sum()).backward()
        expected = leaf.grad[0].abs().amax(0).numpy()
        ours = saliency(case, ask(Method.SALIENCY, ChannelTarget(layer, channel, aggregate))).map
        np.testing.assert_allclose(ours, expected, rtol=0, atol=1e-5 * expected.max())
        assert expected.max() > 0


def test_the_strongest_unit_alone_is_seen() -> None:
    """Of two units that are equally strong the first counts: the map is that of one receptive field."""
    from core.explain.scalar import activation
    from core.networks.analysis import layer_table

    module = nn.Sequential(nn.Conv2d(1, 1, 1, bias=False), nn.Flatten(), nn.Linear(4, 2))
    layer = layer_table(module, (2, 2), channels=1).layers[0]
    output = torch.tensor([[[[1.0, 7.0], [7.0, 2.0]]]], requires_grad=True)
    activation(output, layer, ChannelTarget("0", 0)).sum().backward()
    assert output.grad.tolist() == [[[[0.0, 1.0], [0.0, 0.0]]]]


def test_a_dead_channel_has_a_map_of_zeros(make_case: Callable, ask: Callable) -> None:
    module = nn.Sequential(nn.Conv2d(3, 2, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten()).eval()
    module[0].bias.data[:] = -1e3
    case = make_case(module.requires_grad_(False), torch.randn(1, 3, 8, 8))
    assert not saliency(case, ask(Method.SALIENCY, ChannelTarget("1", 0))).map.any()


def test_a_vision_transformers_tokens_have_channels_too(make_case: Callable, ask: Callable) -> None:
    module = torchvision.models.VisionTransformer(
        image_size=32, patch_size=8, num_layers=2, num_heads=2, hidden_dim=16, mlp_dim=16, num_classes=3
    ).eval()
    nn.init.normal_(module.heads.head.weight)
    case = make_case(module.requires_grad_(False), torch.randn(1, 3, 32, 32))
    layer = "encoder.layers.encoder_layer_0.ln_1"
    found = saliency(case, ask(Method.SALIENCY, ChannelTarget(layer, 5))).map
    # Before the first attention a token sees its own patch and nothing else.
    strongest = int(case.forward.outputs[layer][0, 1:, 5].argmax())
    row, column = strongest // 4 * 8, strongest % 4 * 8
    assert found[row : row + 8, column : column + 8].any()
    found[row : row + 8, column : column + 8] = 0
    assert not found.any()
