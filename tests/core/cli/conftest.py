"""A small real model, photographs and a way to call the command line."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torchvision
from PIL import Image

from core.cli.program import main
from core.images.preparation import Normalisation, recipe
from core.networks.card import ModelCard
from core.networks.files import save_model

CLASS_NAMES = ("No DR", "1", "0", "severe, or worse", "=2+3")
"""Names that ask for care: a number that is not the class's own index, a comma, a formula."""


@dataclass(frozen=True)
class Result:
    """What a command came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Call a command in this process."""

    def call(*arguments: object) -> Result:
        capfd.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Result(status, out, err)

    return call


@pytest.fixture(scope="session")
def cli_process(repository: Path) -> Callable[..., Result]:
    """Call a command as a program of its own."""

    def call(*arguments: object, input_text: str | None = None) -> Result:
        command = [sys.executable, "-m", "core", *(str(argument) for argument in arguments)]
        done = subprocess.run(
            command, cwd=repository, capture_output=True, text=True, encoding="utf-8", check=False, input=input_text
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plain state of a SqueezeNet with five classes."""
    torch.manual_seed(3)
    path = tmp_path_factory.mktemp("weights") / "squeeze.pth"
    torch.save(torchvision.models.squeezenet1_1(num_classes=5).state_dict(), path)
    return path


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory, weights: Path) -> Path:
    """A model file of those weights."""
    card = ModelCard(
        name="squeeze",
        architecture="torchvision/squeezenet1_1",
        class_names=CLASS_NAMES,
        preparation=recipe("stretch", input_size=96, normalisation=Normalisation.IMAGENET),
    )
    path = tmp_path_factory.mktemp("model") / "squeeze.safetensors"
    save_model(path, torch.load(weights, weights_only=True), card)
    return path


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    """A folder with two photographs that can be read, one of them in a folder of its own."""
    folder = tmp_path / "eyes"
    (folder / "left").mkdir(parents=True)
    random = np.random.default_rng(1)
    for place in (folder / "a.png", folder / "left" / "b.jpg"):
        Image.fromarray(random.integers(0, 255, (60, 90, 3), dtype=np.uint8)).save(place)
    return folder
