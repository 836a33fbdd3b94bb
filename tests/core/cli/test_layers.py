"""`layers`: what scripts learn of a model."""

from collections.abc import Callable
from pathlib import Path

from core.images.preparation import Normalisation, recipe
from core.networks.architectures import build
from core.networks.card import ModelCard
from core.networks.files import save_model

Cli = Callable[..., object]


def test_json_lists_every_layer_in_order(cli: Cli, model: Path) -> None:
    layers = {layer["name"]: layer for layer in cli("layers", model, "--json").json}
    assert next(iter(layers)) == "features.0"
    # 3x3 convolution of stride 2 without padding on 96 pixels; then 3x3 pooling of stride 2, ceil mode.
    assert layers["features.0"] == {
        "name": "features.0",
        "type": "Conv2d",
        "shape": [64, 47, 47],
        "receptive_field": 3,
        "receptive_field_hw": [3, 3],
        "stride": 2,
        "stride_hw": [2, 2],
        "global": False,
    }
    assert layers["features.2"]["shape"] == [64, 23, 23]
    assert layers["features.2"]["receptive_field"] == 7
    assert layers["features.2"]["stride"] == 4


def test_the_table_has_a_line_for_each_layer(cli: Cli, model: Path) -> None:
    lines = cli("layers", model).out.splitlines()
    assert len(lines) == 1 + len(cli("layers", model, "--json").json)
    assert lines[0].split() == ["layer", "type", "shape", "receptive", "field", "stride"]
    assert lines[1].split() == ["features.0", "Conv2d", "64x47x47", "3x3", "2x2"]


def test_names_are_those_of_modules_unless_every_call_is_asked_for(cli: Cli, tmp_path: Path) -> None:
    module = build("torchvision/resnet18", {}, 3, is_initialised=True)
    preparation = recipe("stretch", input_size=64, normalisation=Normalisation.IMAGENET)
    card = ModelCard(
        name="r", architecture="torchvision/resnet18", class_names=("a", "b", "c"), preparation=preparation
    )
    save_model(tmp_path / "r.safetensors", module, card)
    names = [layer["name"] for layer in cli("layers", tmp_path / "r.safetensors", "--json").json]
    modules = dict(module.named_modules())
    assert len(set(names)) == len(names)
    assert set(names) <= set(modules)
    calls = [layer["name"] for layer in cli("layers", tmp_path / "r.safetensors", "--json", "--calls").json]
    assert set(calls) - set(names) == {f"layer{stage}.{block}.relu@1" for stage in (1, 2, 3, 4) for block in (0, 1)}
