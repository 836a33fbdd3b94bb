"""A small model, a photograph and answers to report on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
import torchvision
from PIL import Image

from core.evaluation.assessment import assess
from core.evaluation.evaluating import Evaluated
from core.evaluation.predictions import Judged
from core.images.photograph import ImageId, Photograph
from core.images.preparation import Normalisation, recipe
from core.images.reading import read_photograph
from core.networks.card import ModelCard
from core.networks.files import load_model, save_model
from core.networks.loaded import LoadedModel

CLASS_NAMES = ("No DR", "Mild", "Moderate", "Severe", "Proliferative DR")
COUNT = 40


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    torch.manual_seed(3)
    card = ModelCard(
        name="Größe <5>",
        architecture="torchvision/squeezenet1_1",
        class_names=CLASS_NAMES,
        preparation=recipe("stretch", input_size=96, normalisation=Normalisation.IMAGENET),
        training={"epochs": 3, "data": {"source": "/home/somebody/Müller, Eva/eyes", "label_column": "grade"}},
        data_fingerprint="ab" * 32,
        metrics={"validation_accuracy": 0.71, "best_epoch": 3},
        licence="CC BY 4.0",
        notes="Only for tests.",
    )
    path = tmp_path_factory.mktemp("model") / "small.safetensors"
    save_model(path, torchvision.models.squeezenet1_1(num_classes=5), card)
    return load_model(path)


@pytest.fixture(scope="session")
def eye_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    random = np.random.default_rng(5)
    pixels = random.integers(0, 255, (150, 200, 3), dtype=np.uint8)
    path = tmp_path_factory.mktemp("eyes") / "Eva Müller 1961.png"
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture(scope="session")
def eye(eye_file: Path) -> Photograph:
    return read_photograph(eye_file)


@pytest.fixture(scope="session")
def evaluated() -> Evaluated:
    """Answers of which about half are right."""
    random = np.random.default_rng(1)
    labels = random.integers(0, 5, COUNT)
    logits = random.normal(0, 1, (COUNT, 5))
    logits[np.arange(COUNT), labels] += 1.2
    probabilities = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    answers = Judged(
        images=tuple(f"Meier_{number}.jpg" for number in range(COUNT)),
        labels=labels,
        predicted=probabilities.argmax(1),
        class_names=CLASS_NAMES,
        groups=tuple(range(COUNT)),
        probabilities=probabilities,
        unlabelled=("Schulze (left).jpg",),
    )
    ids = tuple(ImageId(f"{number:064x}") for number in range(COUNT))
    return Evaluated("small", "cd" * 32, answers, assess(answers), ids, architecture="torchvision/squeezenet1_1")
