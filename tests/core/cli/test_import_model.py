"""`import-model`: foreign weights become a model file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
import torchvision

from core.images.preparation import Normalisation, recipe
from core.networks.files import read_card

Cli = Callable[..., object]


def test_the_architecture_is_recognised_and_the_answers_are_kept(cli: Cli, weights: Path, tmp_path: Path) -> None:
    out = tmp_path / "model.safetensors"
    options = ["--classes", "none, mild,moderate,severe,proliferative", "--input-size", 128, "--normalisation", "half"]
    result = cli("import-model", weights, "--out", out, *options, "--preparation", "centre")
    assert result.status == 0
    assert "torchvision/squeezenet1_1" in result.out
    card = read_card(out)
    assert card.architecture == "torchvision/squeezenet1_1"
    assert card.class_names == ("none", "mild", "moderate", "severe", "proliferative")
    assert card.preparation == recipe("centre", input_size=128, normalisation=Normalisation.HALF)
    assert cli("layers", out, "--json").json[0]["shape"] == [64, 63, 63]


@pytest.mark.parametrize(
    "content",
    ["a\nb\nc\nd\ne, f\n", '["a", "b", "c", "d", "e, f"]', '{"0": "a", "1": "b", "2": "c", "3": "d", "4": "e, f"}'],
)
def test_class_names_come_from_a_file(cli: Cli, weights: Path, tmp_path: Path, content: str) -> None:
    names, out = tmp_path / "names", tmp_path / "model.safetensors"
    names.write_text(content, "utf-8-sig")
    assert cli("import-model", weights, "--out", out, "--classes-file", names).status == 0
    assert read_card(out).class_names == ("a", "b", "c", "d", "e, f")


def test_a_preparation_comes_from_a_file(cli: Cli, weights: Path, tmp_path: Path) -> None:
    preparation = recipe("imagenet", input_size=160, normalisation=Normalisation.UNIT)
    file, out = tmp_path / "preparation.json", tmp_path / "model.safetensors"
    file.write_text(json.dumps(preparation.to_json()))
    assert cli("import-model", weights, "--out", out, "--preparation", file).status == 0
    assert read_card(out).preparation == preparation
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.safetensors", "preparation.json"]
    clash = cli("import-model", weights, "--out", out, "--preparation", file, "--input-size", 96)
    assert clash.status == 2
    assert "input size" in clash.err


def test_a_preparation_of_ones_own_decides_whether_the_network_changes_its_input(cli: Cli, tmp_path: Path) -> None:
    network = torchvision.models.inception_v3(num_classes=2, aux_logits=False, init_weights=False)
    network.Conv2d_1a_3x3.bn.running_mean.fill_(0.1)  # as if it had been trained
    weights, file, out = (tmp_path / name for name in ("weights.pth", "preparation.json", "model.safetensors"))
    torch.save(network.state_dict(), weights)
    file.write_text(json.dumps(recipe("stretch", input_size=299, normalisation=Normalisation.HALF).to_json()))
    assert cli("import-model", weights, "--out", out, "--preparation", file).status == 0
    assert read_card(out).arguments["transform_input"] is False


def test_a_model_that_is_there_survives_a_failed_import(cli: Cli, model: Path, weights: Path, tmp_path: Path) -> None:
    out = tmp_path / "model.safetensors"
    out.write_bytes(model.read_bytes())
    assert cli("import-model", weights, "--out", out, "--classes", "too,few").status == 2
    assert out.read_bytes() == model.read_bytes()
