"""Small weights, and the card that goes with them."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor
from torchvision import models

from core.images.preparation import Normalisation, recipe
from core.networks.card import ModelCard

ARCHITECTURE = "torchvision/squeezenet1_1"
CLASS_NAMES = ("No DR", "Mild", "Moderate", "Severe", "Proliferative DR")


@pytest.fixture
def state() -> dict[str, Tensor]:
    """A SqueezeNet 1.1 with five classes, 2.9 MB."""
    torch.manual_seed(0)
    return dict(models.squeezenet1_1(num_classes=5).state_dict())


@pytest.fixture
def card() -> ModelCard:
    return ModelCard(
        name="grades",
        architecture=ARCHITECTURE,
        class_names=CLASS_NAMES,
        preparation=recipe("stretch", input_size=64, normalisation=Normalisation.IMAGENET),
    )


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Write an object with torch.save; the path."""

    def write(obj: object, name: str = "weights.pth", **options: bool) -> Path:
        path = tmp_path / name
        torch.save(obj, path, **options)
        return path

    return write
