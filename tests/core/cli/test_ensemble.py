"""The command `ensemble`: one file of several, weighed and stacked on labelled photographs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
import torchvision
from PIL import Image

from core.images.preparation import Normalisation, recipe
from core.networks.card import ModelCard
from core.networks.files import read_card, save_model
from core.training.stacking import fit_stacking

Cli = Callable[..., object]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder, paths = tmp_path_factory.mktemp("pair"), []
    for seed in range(2):
        torch.manual_seed(seed)
        card = ModelCard(
            name=f"m{seed}",
            architecture="torchvision/squeezenet1_1",
            class_names=("a", "b"),
            preparation=recipe("stretch", input_size=64, normalisation=Normalisation.IMAGENET),
        )
        paths.append(folder / f"m{seed}.safetensors")
        save_model(paths[-1], torchvision.models.squeezenet1_1(num_classes=2), card)
    return paths


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("labelled")
    random = np.random.default_rng(0)
    (folder / "images").mkdir()
    for number in range(8):
        pixels = random.integers(0, 255, (30, 30, 3), np.uint8)
        Image.fromarray(pixels).save(folder / "images" / f"{number}.png")
    (folder / "labels.csv").write_text(
        "image,label\n" + "\n".join(f"{number},{'ab'[number % 2]}" for number in range(8))
    )
    return folder


@pytest.mark.parametrize(
    "options",
    [
        ("--rule", "mean-logits"),
        ("--rule", "vote"),
        ("--weigh", "accuracy"),
        ("--weigh", "recall"),
        ("--rule", "stacking"),
        ("--views", "plain,mirrored"),
    ],
)
def test_every_rule_gives_a_model_that_evaluates(
    cli: Cli, pair: list[Path], labelled: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    out = tmp_path / "e.safetensors"
    given = ("--images", labelled / "images", "--labels", labelled / "labels.csv")
    result = cli("ensemble", *pair, "--out", out, *options, *given)
    assert result.status == 0, result.err
    assert read_card(out).name == "m0 + m1"
    result = cli("evaluate", out, *given, "--out", tmp_path / "report")
    assert result.status == 0, result.err
    assert json.loads((tmp_path / "report" / "metrics.json").read_text("utf-8"))["count"] == 8


def test_what_is_missing_is_told(cli: Cli, pair: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "e.safetensors"
    assert "must be measured" in cli("ensemble", *pair, "--out", out, "--weigh", "accuracy").err
    assert "no view 'sideways'" in cli("ensemble", *pair, "--out", out, "--views", "sideways").err
    assert "two models or more" in cli("ensemble", pair[0], "--out", out).err
    assert "is what the result is made from" in cli("ensemble", *pair, "--out", pair[0]).err
    assert not out.exists()


def test_stacking_learns_whom_to_believe() -> None:
    """One member knows, the other guesses: stacking comes near to the one that knows."""
    random = np.random.default_rng(0)
    labels = random.integers(0, 3, 600)
    logits = np.stack([2.0 * np.eye(3)[labels] + random.normal(0, 1, (600, 3)), random.normal(0, 2, (600, 3))])
    said = logits - np.log(np.exp(logits).sum(2, keepdims=True))
    weight, bias = fit_stacking(said, labels)
    joined = said.transpose(1, 0, 2).reshape(600, -1) @ weight.numpy().T + bias.numpy()
    accuracy = (joined.argmax(1) == labels).mean()
    assert accuracy > (said.mean(0).argmax(1) == labels).mean() + 0.05
    assert accuracy > (said[0].argmax(1) == labels).mean() - 0.02
