"""Building networks: as the libraries do, without filling weights, without downloading."""

import pytest
import timm
import torch
from torch import nn
from torchvision import models

from core.errors import ModelError
from core.networks.architectures import build, resolve

X = torch.rand(1, 3, 224, 224, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize(
    ("architecture", "original"),
    [
        ("torchvision/regnet_y_400mf", lambda: models.regnet_y_400mf(num_classes=3)),
        ("torchvision/swin_t", lambda: models.swin_t(num_classes=3)),
        ("timm/swin_tiny_patch4_window7_224", lambda: timm.create_model("swin_tiny_patch4_window7_224", num_classes=3)),
        ("timm/maxvit_rmlp_pico_rw_256", lambda: timm.create_model("maxvit_rmlp_pico_rw_256", num_classes=3)),
        ("timm/tf_mobilenetv3_small_100", lambda: timm.create_model("tf_mobilenetv3_small_100", num_classes=3)),
    ],
)
def test_it_computes_what_the_library_computes(architecture: str, original: object) -> None:
    """Also where something is worked out while building and is not among the weights: tables, masks."""
    net: nn.Module = original().eval()  # type: ignore[operator]
    built = build(architecture, {}, 3)
    built.load_state_dict(net.state_dict())
    x = X if "256" not in architecture else nn.functional.interpolate(X, 256)
    with torch.no_grad():
        assert torch.equal(built(x), net(x))


def test_initialised_on_request() -> None:
    torch.manual_seed(1)
    expected = models.resnet18(num_classes=3).state_dict()
    torch.manual_seed(1)
    found = build("torchvision/resnet18", {}, 3, is_initialised=True).state_dict()
    assert all(torch.equal(found[name], tensor) for name, tensor in expected.items())


def test_building_leaves_torch_as_it_was() -> None:
    build("torchvision/resnet18", {}, 3)
    linear = nn.Linear(64, 64)
    assert linear.weight.std() > 0.01
    assert linear.weight.device.type == "cpu"


@pytest.mark.parametrize("architecture", ["torchvision/vit_l_32", "torchvision/regnet_y_128gf", "timm/resnet50"])
def test_on_the_meta_device(architecture: str) -> None:
    net = build(architecture, {}, 3, meta=True)
    assert {tensor.device.type for tensor in net.state_dict().values()} == {"meta"}
    assert not net.training


def test_other_input_channels() -> None:
    for architecture in ("torchvision/densenet121", "timm/resnet18"):
        assert build(architecture, {"in_chans": 1}, 2, meta=True)(torch.empty(2, 1, 64, 64, device="meta")).shape == (
            2,
            2,
        )


def test_names() -> None:
    assert resolve("resnet50") == "torchvision/resnet50"
    assert resolve(" timm/resnet50 ") == "timm/resnet50"
    assert resolve("seresnet50") == "timm/seresnet50"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "''"),
        ("resnet_50", "Did you mean"),
        ("torchvision/Resnet50", "Did you mean 'resnet50'"),
        ("torchvision/seresnet50", "not in the installed torchvision"),
        ("keras/resnet50", "no library 'keras'"),
        ("timm/hf-hub:someone/model", "not in the installed timm"),
        ("timm/local-dir:/tmp", "not in the installed timm"),
        ("torchvision/fcn_resnet50", "not in the installed torchvision"),
        ("torchvision/quantized_resnet50", "not in the installed torchvision"),
    ],
)
def test_unknown_names(name: str, said: str) -> None:
    with pytest.raises(ModelError) as caught:
        resolve(name)
    assert said in str(caught.value)
