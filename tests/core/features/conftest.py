"""A small network, a folder of pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
import torchvision
from PIL import Image

from core.images.preparation import Normalisation, recipe
from core.networks.card import ModelCard
from core.networks.files import load_model, save_model
from core.networks.loaded import LoadedModel


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    """A SqueezeNet with random weights, for inputs of 80 x 80."""
    torch.manual_seed(5)
    card = ModelCard(
        name="squeeze",
        architecture="torchvision/squeezenet1_1",
        class_names=("a", "b", "c"),
        preparation=recipe("stretch", input_size=80, normalisation=Normalisation.IMAGENET),
    )
    path = tmp_path_factory.mktemp("model") / "squeeze.safetensors"
    save_model(path, torchvision.models.squeezenet1_1(num_classes=3), card)
    return load_model(path)


@pytest.fixture(scope="session")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Fourteen pictures of different sizes with blobs of colour."""
    folder = tmp_path_factory.mktemp("photographs")
    random = np.random.default_rng(2)
    paths = []
    for number in range(14):
        height, width = random.integers(90, 160, 2)
        small = random.integers(0, 255, (9, 11, 3), np.uint8)
        path = folder / f"{number:02}.png"
        Image.fromarray(small).resize((int(width), int(height)), Image.Resampling.BICUBIC).save(path)
        paths.append(path)
    return paths
