"""Receptive fields, strides and centres against the support of gradients, published figures and a hand-made network."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
import torchvision
from torch import Tensor, nn

from core.errors import ExplainError, ModelError
from core.networks.analysis import layer_table
from core.networks.layers import Layer, Layout


def build(name: str) -> nn.Module:
    extra = {"init_weights": False} if name in {"inception_v3", "googlenet"} else {}
    return getattr(torchvision.models, name)(weights=None, **extra).eval()


def last(table, kind: tuple[int, int]):
    return [layer for layer in table if layer.shape[1:] == kind][-1]


# Araujo, Norris and Sim, Distill 2019, and the same recursion by hand for torchvision's variants (strides in the 3x3).
PUBLISHED = {
    "alexnet": ((224, 224), "features", 195, 32),
    "vgg16": ((224, 224), "features.30", 212, 32),
    "inception_v3": ((299, 299), "Mixed_7c", 1311, 32),
    "resnet50": ((224, 224), "layer4", 427, 32),
    "mobilenet_v2": ((224, 224), "features.18", 491, 32),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_receptive_fields(name: str) -> None:
    size, layer, field, stride = PUBLISHED[name]
    found = layer_table(build(name), size)[layer]
    assert found.receptive_field == (field, field)
    assert found.stride == (stride, stride)
    assert not found.is_global


def linearised(module: nn.Module) -> nn.Module:
    """The same connections with positive weights and no switch, so that the gradient's support is the whole field."""
    for name, child in module.named_children():
        if isinstance(child, (nn.ReLU, nn.ReLU6, nn.Dropout, nn.BatchNorm2d)):
            setattr(module, name, nn.Identity())
        elif isinstance(child, nn.MaxPool2d):
            pool = nn.AvgPool2d(child.kernel_size, child.stride, child.padding, ceil_mode=child.ceil_mode)
            setattr(module, name, pool)
        else:
            linearised(child)
    for parameter in module.parameters(recurse=False):
        parameter.data.fill_(1.0 / parameter.numel())
    return module


def support(module: nn.Module, layer: str, image: Tensor, cell: tuple[int, int]) -> tuple[int, int, int, int]:
    kept = {}
    handle = module.get_submodule(layer).register_forward_hook(lambda _m, _i, out: kept.setdefault("out", out))
    image = image.clone().requires_grad_()
    module(image)
    handle.remove()
    (gradient,) = torch.autograd.grad(kept["out"][0, :, cell[0], cell[1]].sum(), image)
    rows, columns = np.nonzero(gradient[0].abs().sum(0).numpy())
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def predicted(layer: Layer, cell: tuple[int, int], size: tuple[int, int]) -> tuple[float, float, float, float]:
    x, y = layer.to_input(cell[1] + 0.5, cell[0] + 0.5)
    half_y, half_x = layer.receptive_field[0] / 2, layer.receptive_field[1] / 2
    return max(x - half_x, 0), max(y - half_y, 0), min(x + half_x, size[1]), min(y + half_y, size[0])


SUPPORT = {
    "alexnet": (287, ["features.0", "features.2", "features.6", "features.12"]),
    "squeezenet1_1": (160, ["features.0", "features.5", "features.9.expand1x1"]),
    "vgg11": (160, ["features.3", "features.10", "features.18"]),
    "resnet18": (160, ["conv1", "layer1", "layer2.0.downsample.0", "layer2"]),
    "shufflenet_v2_x0_5": (224, ["conv1", "stage2.0.branch1.2", "stage2"]),
    "densenet121": (160, ["features.denseblock1", "features.transition1"]),
}


@pytest.mark.parametrize("name", SUPPORT)
def test_fields_are_the_support_of_the_gradient(name: str) -> None:
    side, layers = SUPPORT[name]
    size = (side, side + 32)
    module = linearised(build(name)).double()
    table = layer_table(module, size)
    image = torch.rand(1, 3, *size, dtype=torch.float64) + 1
    for layer_name in layers:
        layer = table[layer_name]
        _, rows, columns = layer.shape
        middle = (rows // 2, columns // 2)
        found, box = support(module, layer_name, image, middle), predicted(layer, middle, size)
        assert (box[2] - box[0], box[3] - box[1]) == layer.receptive_field[::-1], "choose a size that holds the field"
        assert found == box, (layer_name, middle)
        for corner in ((0, 0), (rows - 1, columns - 1)):
            # A layer below may not reach the last rows of its input, so the field can end a little before the border.
            found, box = support(module, layer_name, image, corner), predicted(layer, corner, size)
            slack = [abs(end - side) for end, side in zip(found, box, strict=True)]
            assert max(slack) < layer.stride[0], (layer_name, corner, found, box)


def test_attention_and_excitation_see_everything() -> None:
    efficient = layer_table(build("efficientnet_b0"), (224, 224))
    assert not efficient["features.1.0.block.0"].is_global
    assert efficient["features.1.0.block.1"].is_global
    assert efficient["features.8"].receptive_field == (224, 224)
    assert efficient["features.8"].stride == (32, 32)
    transformer = layer_table(build("vit_b_16"), (224, 224))
    assert not transformer["encoder.layers.encoder_layer_0.ln_1"].is_global
    assert transformer["encoder.layers.encoder_layer_0"].is_global


def test_tokens_fold_back_to_their_grid() -> None:
    layer = layer_table(build("vit_b_16"), (224, 224))["encoder.layers.encoder_layer_11.ln_1"]
    assert (layer.layout, layer.prefix_tokens, layer.shape) == (Layout.TOKENS, 1, (768, 14, 14))
    assert layer.to_input(0, 0) == (0, 0)
    assert layer.to_input(14, 14) == (224, 224)


def test_swin_is_channels_last_and_merges_patches() -> None:
    table = layer_table(build("swin_t"), (224, 224))
    assert table["features.1"].layout is Layout.CHANNELS_LAST
    assert table["features.1"].shape == (96, 56, 56)
    assert table["features.7"].shape == (768, 7, 7)
    assert table["features.7"].stride == (32, 32)


def test_attention_matrices_are_no_maps() -> None:
    timm = pytest.importorskip("timm")
    table = layer_table(timm.create_model("vit_tiny_patch16_224", num_classes=5), (224, 224))
    assert all(layer.shape[1:] == (14, 14) for layer in table)
    assert not [name for name in table.names if "attn_drop" in name or "q_norm" in name]


class Reusing(nn.Module):
    """One ReLU for three places, an in-place sum, and a layer whose output is overwritten in the code."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 4, 3, padding=1)
        self.second = nn.Conv2d(4, 4, (1, 3), stride=(1, 2))
        self.relu = nn.ReLU(inplace=True)
        self.head = nn.Linear(4, 2)

    def forward(self, image: Tensor) -> Tensor:
        kept = self.relu(self.first(image))
        out = self.second(kept)
        out += 1
        return self.head(self.relu(out).mean((2, 3)))


def test_reused_modules_have_a_row_a_call() -> None:
    table = layer_table(Reusing(), (8, 12))
    assert table.names == ("first", "relu@1", "second", "relu")
    assert table["relu@1"].shape == (4, 8, 12)
    assert table["relu"].shape == (4, 8, 5)
    assert table["relu"].receptive_field == (3, 5)
    assert table["relu"].stride == (1, 2)
    assert [layer.is_changed_later for layer in table] == [False, False, True, False]


def test_the_network_is_left_as_it_was() -> None:
    module = Reusing().train()
    layer_table(module, (8, 12))
    assert module.training
    assert module.relu.inplace
    assert all(not part._forward_hooks and not part._forward_pre_hooks for part in module.modules())
    assert all(parameter.grad is None and parameter.requires_grad for parameter in module.parameters())


def test_an_input_of_the_wrong_size_is_an_error_that_says_so() -> None:
    with pytest.raises(ModelError, match="3 x 20 x 20"):
        layer_table(build("alexnet"), (20, 20))
    with pytest.raises(ModelError, match="3 x 160 x 160"):
        layer_table(build("vit_b_16"), (160, 160))


def test_a_wrong_name_gets_the_closest_one() -> None:
    table = layer_table(build("resnet18"), (64, 64))
    with pytest.raises(ExplainError, match="Did you mean 'layer4'"):
        table["layer5"]


DEFAULTS = {
    "vgg16": "features.29",
    "alexnet": "features.11",
    "resnet50": "layer4",
    "densenet121": "features",
    "mobilenet_v2": "features",
    "swin_t": "permute",
    "vit_b_16": "encoder.layers.encoder_layer_11.ln_1",
}


@pytest.mark.parametrize("name", DEFAULTS)
def test_the_layer_to_look_at_first(name: str) -> None:
    assert layer_table(build(name), (224, 224)).default.name == DEFAULTS[name]


class Looking(nn.Module):
    """Branches on a value."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)

    def forward(self, image: Tensor) -> Tensor:
        kept = self.conv(image)
        return kept.mean((2, 3)) if bool(kept.sum() > 1e9) else kept.amax((2, 3))


def test_a_network_may_look_at_values() -> None:
    assert layer_table(Looking(), (8, 8)).names == ("conv",)


def test_the_compiler_of_torch_is_not_loaded() -> None:
    """It takes four seconds of the user's time and holds Python's lock meanwhile."""
    code = """
import sys
import torch
from torch import nn
from core.networks.analysis import layer_table
layers = [nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(16, 2)]
layer_table(nn.Sequential(*layers), (16, 16))
sys.exit("torch._dynamo" in sys.modules or "sympy" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3]).returncode == 0


def test_tokens_in_another_order_than_the_picture_are_not_folded() -> None:
    timm = pytest.importorskip("timm")
    table = layer_table(timm.create_model("hiera_tiny_224", num_classes=2), (224, 224))
    assert table.names == ("patch_embed.proj", "patch_embed")
