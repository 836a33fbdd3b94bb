"""Loaded models made of an architecture's name, a photograph, and the trained model that comes with the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from core.images.photograph import ImageId, Photograph
from core.images.preparation import Normalisation, recipe
from core.images.reading import read_photograph
from core.networks.analysis import layer_table
from core.networks.architectures import build
from core.networks.card import ModelCard, ModelId
from core.networks.files import load_model
from core.networks.loaded import LoadedModel

CLASS_NAMES = ("none", "mild", "moderate", "severe")
MakeModel = Callable[..., LoadedModel]


@pytest.fixture(scope="session")
def make_model(trained_like: Callable) -> MakeModel:
    """A model of any architecture with weights as after a training, its input `side` pixels a side."""

    def make(
        architecture: str, side: int = 64, *, seed: int = 0, name: str = "made", **arguments: object
    ) -> LoadedModel:
        module = trained_like(build(architecture, arguments, len(CLASS_NAMES), is_initialised=True), seed)
        card = ModelCard(
            name=name,
            architecture=architecture,
            arguments=arguments,
            class_names=CLASS_NAMES,
            preparation=recipe("stretch", input_size=side, normalisation=Normalisation.HALF),
        )
        identity = ModelId(f"{seed:064}")
        return LoadedModel(
            identity, Path(f"{name}.safetensors"), card, module, layer_table(module, (side, side)), torch.device("cpu")
        )

    return make


@pytest.fixture(scope="session")
def small(make_model: MakeModel) -> LoadedModel:
    """A small network of convolutions and ReLUs, for which class 2 is not silent."""
    return make_model("torchvision/squeezenet1_1", seed=7)


@pytest.fixture(scope="session")
def normalising(make_model: MakeModel) -> LoadedModel:
    """A small network with batch normalisation."""
    return make_model("torchvision/mobilenet_v3_small")


@pytest.fixture(scope="session")
def photograph() -> Photograph:
    """Blurred noise of 96 x 128 pixels, with structure at every place."""
    random = np.random.default_rng(5)
    coarse = random.integers(0, 255, (12, 16, 3)).astype(np.float32)
    pixels = np.kron(coarse, np.ones((8, 8, 1), np.float32)) * 0.7 + random.integers(0, 70, (96, 128, 3))
    return Photograph(ImageId("a" * 64), Path("noise.png"), pixels.astype(np.uint8), "PNG", "RGB", 8)


@pytest.fixture(scope="session")
def trained(repository: Path) -> LoadedModel:
    """The model trained on real fundus photographs."""
    return load_model(repository / "models" / "idrid-grades.safetensors")


@pytest.fixture(scope="session")
def fundus(repository: Path) -> Photograph:
    """A rendered fundus photograph."""
    folder = repository / "resources" / "samples" / "fundus" / "images"
    return read_photograph(folder / "Moderate NPDR" / "fundus_000004.jpg")
