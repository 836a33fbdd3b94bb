"""A small data set that can be learned, and settings that train on it in a moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.training.settings import (
    AugmentationSettings,
    DataSettings,
    Device,
    NetworkSettings,
    OptimiserSettings,
    PreparationSettings,
    RunSettings,
    ScheduleSettings,
    SplitSettings,
    TrainingSettings,
)

CLASS_NAMES = ("blue", "green", "red")
SIDE_PX = 40


def picture(label: int, seed: int) -> np.ndarray:
    """Noise with a band in the colour of the class: high up for the first, low down for the last."""
    random = np.random.default_rng(seed)
    pixels = random.integers(20, 100, (SIDE_PX, SIDE_PX + 8, 3))
    pixels[12 * label : 12 * label + 12, :, 2 - label] += 150
    return pixels.astype(np.uint8)


def write_photographs(folder: Path, counts: tuple[int, ...]) -> Path:
    """Class folders with so many photographs of each class."""
    for label, count in enumerate(counts):
        place = folder / CLASS_NAMES[label]
        place.mkdir(parents=True, exist_ok=True)
        for index in range(count):
            Image.fromarray(picture(label, 1000 * label + index)).save(place / f"{CLASS_NAMES[label]}{index}.png")
    return folder


@pytest.fixture
def make_photographs(tmp_path: Path) -> Callable[[str, tuple[int, ...]], Path]:
    """Class folders of a name with so many photographs of each class."""
    return lambda name, counts: write_photographs(tmp_path / name, counts)


@pytest.fixture
def make_picture() -> Callable[[int, int], np.ndarray]:
    """The pixels of a photograph of a class, by a seed."""
    return picture


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    """Class folders with eight photographs of each of three classes."""
    return write_photographs(tmp_path / "photographs", (8, 8, 8))


@pytest.fixture
def settings(photographs: Path, tmp_path: Path) -> TrainingSettings:
    """Two epochs of a small network with batch normalisation, dropout, augmentation and a moving average."""
    return TrainingSettings(
        name="colours",
        licence="CC0",
        data=DataSettings(source=str(photographs)),
        split=SplitSettings(validation=0.25),
        preparation=PreparationSettings(recipe="stretch", size=32),
        network=NetworkSettings(architecture="torchvision/shufflenet_v2_x0_5", dropout=0.2),
        augmentation=AugmentationSettings(horizontal_flip=True, rotation_degrees=20, brightness=0.1, blur_px=0.5),
        optimiser=OptimiserSettings(learning_rate=2e-3, average_decay=0.9),
        schedule=ScheduleSettings(warm_up_epochs=0.5),
        run=RunSettings(epochs=2, batch_size=6),
        machine=replace(TrainingSettings().machine, device=Device.CPU, cache=str(tmp_path / "cache"), threads=1),
    )


@pytest.fixture
def changed(settings: TrainingSettings) -> Callable[..., TrainingSettings]:
    """The settings with some fields of a table changed: `changed(run={"epochs": 3})`."""

    def change(**tables: dict[str, object]) -> TrainingSettings:
        parts = {name: replace(getattr(settings, name), **fields) for name, fields in tables.items()}
        return replace(settings, **parts)

    return change
