"""Architectures are told from names and shapes: every one of torchvision's, a broad sample of timm's, what users do."""

import random
import re
from collections.abc import Mapping

import pytest
import timm
import torch
from torch import Tensor, nn
from torchvision import models

from core.errors import ModelError
from core.networks.architectures import build, timm_names, torchvision_names
from core.networks.index import load_index
from core.networks.recognition import Recognition, recognise

PREFIXES = ("", "module.", "model.", "_orig_mod.", "net.", "module.model.", "backbone.", "encoder.module.")
HEADLESS = ("_enc",)


def _state(architecture: str, count: int = 5, **arguments: object) -> dict[str, Tensor]:
    return dict(build(architecture, arguments, count, meta=True).state_dict())


def _check(architecture: str) -> None:
    """With a random number of classes and a random prefix it is recognised as itself, or as one of the same weights."""
    chance = random.Random(architecture)
    count, prefix = chance.choice((2, 3, 5, 8, 10, 1000)), chance.choice(PREFIXES)
    state = {f"{prefix}{name}": tensor for name, tensor in _state(architecture, count).items()}
    found = recognise(state)
    assert architecture in found.candidates
    assert found.output_count == count
    assert found.arguments == {}
    assert found.state.keys() == _state(architecture, count).keys()


def _families() -> list[str]:
    """The first architecture of each of timm's families, by the module that it is in."""
    first: dict[str, str] = {}
    for name in timm.list_models():
        if not name.endswith(HEADLESS):
            first.setdefault(timm.models._registry._model_to_module[name], name)
    return sorted(first.values())


@pytest.mark.parametrize("name", torchvision_names())
def test_every_classifier_of_torchvision(name: str) -> None:
    _check(f"torchvision/{name}")


@pytest.mark.parametrize("name", _families())
def test_one_of_each_family_of_timm(name: str) -> None:
    _check(f"timm/{name}")


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("letter", sorted({name[0] for name in timm_names()}))
def test_all_of_timm(letter: str) -> None:
    for name in timm_names():
        if name.startswith(letter) and not name.endswith(HEADLESS):
            _check(f"timm/{name}")


def test_torchvision_is_preferred_then_the_plainest_name() -> None:
    assert recognise(_state("timm/resnet50")).architecture == "torchvision/resnet50"
    assert recognise(_state("timm/tf_efficientnet_b0")).architecture == "timm/efficientnet_b0"
    note = recognise(_state("timm/tf_efficientnet_b0")).notes[0]
    assert "timm/tf_efficientnet_b0" in note
    assert "may compute with them in another way" in note


@pytest.mark.parametrize("hint", ["tf_efficientnet_b0", "TF_EfficientNet_B0_fold1", "my-tf_efficientnet_b0-3"])
def test_what_the_file_says_of_itself_decides(hint: str) -> None:
    assert recognise(_state("timm/efficientnet_b0"), hint=hint).architecture == "timm/tf_efficientnet_b0"


def test_an_index_of_another_version_makes_no_wrong_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is only asked for a short list: where it is wrong, the weights are still compared with the network."""
    index = load_index()
    swapped = tuple(
        {"torchvision/vgg11": "torchvision/vgg13", "torchvision/vgg13": "torchvision/vgg11"}.get(n, n)
        for n in index.names
    )
    wrong = type(index)(swapped, *(getattr(index, f) for f in list(index.__dataclass_fields__)[1:]))
    monkeypatch.setattr("core.networks.recognition.load_index", lambda: wrong)
    try:
        found = recognise(_state("torchvision/vgg11")).architecture
    except ModelError:
        return
    assert found in ("torchvision/vgg11", "timm/vgg11")


def test_the_index_holds_every_classifier_that_is_installed() -> None:
    names = {f"torchvision/{name}" for name in torchvision_names()}
    names |= {f"timm/{name}" for name in timm_names() if not name.endswith(HEADLESS)}
    missing = names - set(load_index().names)
    assert len(missing) <= 0.02 * len(names), f"run python -m core.networks.index: {sorted(missing)[:5]} are not in it"


# What transformers for other inputs, and RETFound, look like.


@pytest.mark.parametrize(
    ("architecture", "arguments"),
    [
        ("timm/vit_large_patch16_224", {"global_pool": "avg"}),
        ("timm/vit_large_patch14_dinov2", {"img_size": 224}),
        ("timm/vit_base_patch16_224", {"img_size": 512}),
        ("torchvision/vit_b_16", {"img_size": 384}),
        ("timm/gmlp_s16_224", {"img_size": 320}),
    ],
)
def test_the_input_size_is_read_from_the_shapes(architecture: str, arguments: dict[str, object]) -> None:
    found = recognise(_state(architecture, 5, **arguments))
    assert (found.architecture, found.arguments, found.output_count) == (architecture, arguments, 5)


def test_retfound_before_fine_tuning_has_no_head() -> None:
    state = {name: t for name, t in _state("timm/vit_large_patch16_224").items() if not name.startswith("head")}
    state |= {"mask_token": torch.zeros(1, 1, 512), "decoder_blocks.0.norm1.weight": torch.zeros(512)}
    with pytest.raises(ModelError, match=r"masked autoencoder.*Fine-tune it"):
        recognise(state)


def test_distilled_transformers_have_two_heads() -> None:
    found = recognise(_state("timm/deit_base_distilled_patch16_224", 4))
    assert (found.architecture, found.output_count) == ("timm/deit_base_distilled_patch16_224", 4)


# What training leaves in a state.


@pytest.mark.parametrize("name", ["inception_v3", "googlenet"])
def test_auxiliary_heads_are_left_out(name: str) -> None:
    with torch.device("meta"):
        net = models.get_model(name, aux_logits=True, init_weights=False, num_classes=1000)
        net.fc = nn.Linear(net.fc.in_features, 3)
    found = recognise(net.state_dict())
    assert (found.architecture, found.output_count) == (f"torchvision/{name}", 3)
    assert any("only training needs" in note for note in found.notes)
    assert not any(key.lower().startswith("aux") for key in found.state)


def test_losses_metrics_and_profilers_are_left_out() -> None:
    state = {f"model.{name}": tensor for name, tensor in _state("torchvision/resnet18").items()}
    state |= {
        "criterion.weight": torch.zeros(5),
        "val_acc.tp": torch.zeros(5),
        "model.layer1.total_ops": torch.zeros(1),
    }
    assert recognise(state).architecture == "torchvision/resnet18"


def test_old_files_without_counters() -> None:
    state = {name: t for name, t in _state("torchvision/resnet18").items() if not name.endswith("num_batches_tracked")}
    assert recognise(state).state.keys() == state.keys()


# Names of other codebases.


def _renamed(state: Mapping[str, Tensor], *rules: tuple[str, str]) -> dict[str, Tensor]:
    renamed = {}
    for name, tensor in state.items():
        new = name
        for pattern, replacement in rules:
            new = re.sub(pattern, replacement, new)
        renamed[new] = tensor
    return renamed


def _expect(found: Recognition, architecture: str) -> None:
    assert found.architecture == architecture
    assert found.output_count == 5
    assert found.state.keys() == _state(architecture).keys()


def test_densenet_of_old_torchvision() -> None:
    state = _renamed(_state("torchvision/densenet121"), (r"(denselayer\d+\.(?:norm|conv))([12])", r"\1.\2"))
    _expect(recognise(state), "torchvision/densenet121")


def test_convnext_of_facebook() -> None:
    rules = (
        (r"^stem\.", "downsample_layers.0."),
        (r"stages\.(\d)\.blocks\.", r"stages.\1."),
        (r"stages\.(\d)\.downsample", r"downsample_layers.\1"),
        ("conv_dw", "dwconv"),
        (r"mlp\.fc", "pwconv"),
        (r"head\.norm", "norm"),
        (r"head\.fc", "head"),
    )
    _expect(recognise(_renamed(_state("timm/convnext_tiny"), *rules)), "timm/convnext_tiny")


def test_swin_of_microsoft() -> None:
    state = {
        re.sub(r"layers\.(\d)\.downsample", lambda m: f"layers.{int(m[1]) - 1}.downsample", name).replace(
            "head.fc", "head"
        ): t
        for name, t in _state("timm/swin_tiny_patch4_window7_224").items()
    }
    state["layers.0.blocks.0.attn.relative_position_index"] = torch.zeros(49, 49)
    state["layers.0.blocks.1.attn_mask"] = torch.zeros(64, 49, 49)
    _expect(recognise(state), "timm/swin_tiny_patch4_window7_224")


@pytest.mark.parametrize("size", ["b0", "b3", "b5"])
def test_efficientnet_pytorch_pads_as_tensorflow_does(size: str) -> None:
    state: dict[str, Tensor] = {}
    number, before = -1, ""
    outer = {"conv_stem": "_conv_stem", "bn1": "_bn0", "conv_head": "_conv_head", "bn2": "_bn1", "classifier": "_fc"}
    separable = {"conv_dw": "_depthwise_conv", "bn1": "_bn1", "conv_pw": "_project_conv", "bn2": "_bn2"}
    expanded = {
        "conv_pw": "_expand_conv", "bn1": "_bn0", "conv_dw": "_depthwise_conv", "bn2": "_bn1",
        "conv_pwl": "_project_conv", "bn3": "_bn2",
    }  # fmt: skip
    gate = {"se.conv_reduce": "_se_reduce", "se.conv_expand": "_se_expand"}
    wanted = _state(f"timm/tf_efficientnet_{size}")
    for name, tensor in wanted.items():
        if not name.startswith("blocks."):
            part, _dot, leaf = name.partition(".")
            state[f"{outer[part]}.{leaf}"] = tensor
            continue
        _blocks, stage, place, rest = name.split(".", 3)
        if before != f"{stage}.{place}":
            number, before = number + 1, f"{stage}.{place}"
        part, _dot, leaf = rest.rpartition(".")
        inner = expanded if f"blocks.{before}.conv_pwl.weight" in wanted else separable
        state[f"_blocks.{number}.{(inner | gate)[part]}.{leaf}"] = tensor
    _expect(recognise(state), f"timm/tf_efficientnet_{size}")


# Heads of the users' own.


def _with_head(name: str, place: str, head: nn.Module) -> dict[str, Tensor]:
    with torch.device("meta"):
        net = models.get_model(name)
        net.set_submodule(place, head.to("meta"))
        return dict(net.state_dict())


@pytest.mark.parametrize(
    ("name", "place", "head"),
    [
        ("resnet50", "fc", nn.Sequential(nn.Dropout(), nn.Linear(2048, 5))),
        ("mobilenet_v2", "classifier", nn.Linear(1280, 5)),
        ("vgg16", "classifier.6", nn.Sequential(nn.Dropout(), nn.Linear(4096, 5))),
        ("efficientnet_b0", "classifier", nn.Sequential(nn.Dropout(), nn.Dropout(), nn.Linear(1280, 5))),
    ],
)
def test_a_linear_head_under_another_name(name: str, place: str, head: nn.Module) -> None:
    found = recognise(_with_head(name, place, head))
    assert (found.architecture, found.output_count, found.arguments) == (f"torchvision/{name}", 5, {})
    assert found.state.keys() == _state(f"torchvision/{name}").keys()


R, L, B, D = nn.ReLU, nn.Linear, nn.BatchNorm1d, nn.Dropout


@pytest.mark.parametrize(
    ("place", "head", "layers"),
    [
        ("fc", (L(512, 64), R(), L(64, 5)), ["linear 64", "relu", "linear"]),
        (
            "fc",
            (L(512, 64), R(), D(), L(64, 32), R(), D(), L(32, 5)),
            ["linear 64", "relu", "linear 32", "relu", "linear"],
        ),
        ("fc", (L(512, 64), B(64), R(), L(64, 5)), ["linear 64", "batch_norm", "relu", "linear"]),
        ("fc", (B(512), L(512, 64), R(), B(64), L(64, 5)), ["batch_norm", "linear 64", "relu", "batch_norm", "linear"]),
        ("fc", (L(512, 64), L(64, 5)), ["linear 64", "linear"]),
        ("fc", (L(512, 64, bias=False), R(), L(64, 5)), ["linear 64 no bias", "relu", "linear"]),
    ],
)
def test_heads_of_several_layers(place: str, head: tuple[nn.Module, ...], layers: list[str]) -> None:
    net = models.resnet18()
    net.set_submodule(place, nn.Sequential(*head))
    net.eval()
    found = recognise(net.state_dict())
    assert found.arguments == {"head": {"at": place, "layers": layers}}
    assert any("ReLU was assumed" in note for note in found.notes) == ("relu" in layers)
    built = build(found.architecture, found.arguments, found.output_count)
    built.load_state_dict(found.state)
    x = torch.rand(1, 3, 32, 32)
    with torch.no_grad():
        assert torch.equal(built(x), net(x))


def test_a_head_beside_the_body() -> None:
    body = {f"backbone.{name}": t for name, t in _state("torchvision/resnet18").items() if not name.startswith("fc.")}
    found = recognise({**body, "classifier.weight": torch.zeros(5, 512), "classifier.bias": torch.zeros(5)})
    _expect(found, "torchvision/resnet18")
    assert any("'classifier'" in note for note in found.notes)


# What cannot be used says why.


def test_a_body_without_head() -> None:
    state = {name: t for name, t in _state("torchvision/resnet18").items() if not name.startswith("fc.")}
    with pytest.raises(
        ModelError, match=r"body of torchvision/resnet18 without its head \(fc\.weight, fc\.bias missing\)"
    ):
        recognise(state)


def test_partial_weights_name_the_nearest_and_each_kind_of_difference() -> None:
    state = _state("torchvision/resnet50")
    for name in [name for name in state if name.startswith("layer2.1.")]:
        del state[name]
    state["layer4.2.conv3.weight"] = torch.empty(2048, 512, 3, 3, device="meta")
    state["extra.weight"] = torch.empty(3, device="meta")
    with pytest.raises(ModelError) as caught:
        recognise(state, source="'w.pth'")
    message = caught.value.message
    assert message.startswith(
        "'w.pth' fits no architecture of torchvision or timm. The nearest is torchvision/resnet50"
    )
    assert "15 missing: layer2.1.conv1.weight, layer2.1.bn1.weight, " in message
    assert "1 unexpected: extra.weight" in message
    assert "1 of the wrong shape: layer4.2.conv3.weight 2048x512x3x3 instead of 2048x512x1x1" in message


def test_the_architecture_can_be_forced() -> None:
    state = _state("timm/tf_efficientnet_b0")
    assert recognise(state, architecture="tf_efficientnet_b0").architecture == "timm/tf_efficientnet_b0"
    with pytest.raises(
        ModelError, match=r"does not fit torchvision/resnet18 \(102 weights\): .* missing: conv1\.weight"
    ):
        recognise(state, architecture="resnet18")
    with pytest.raises(ModelError, match=r"Did you mean 'torchvision/resnet18'|Did you mean 'resnet18'"):
        recognise(state, architecture="resnet_18")


def test_other_networks_are_like_none() -> None:
    with pytest.raises(ModelError, match="not like any architecture"):
        recognise({"a.b": torch.zeros(3), "c": torch.zeros(4, 4)})
    with torch.device("meta"):
        net = models.segmentation.fcn_resnet50(weights=None, weights_backbone=None)
    with pytest.raises(ModelError, match="The nearest is torchvision/resnet50"):
        recognise(net.state_dict())
