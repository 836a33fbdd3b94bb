"""Attention after every epoch: the maps of the program, and a training that does not notice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from core.experiments.attention import AttentionWriter, watched
from core.explain.explainer import Explainer
from core.explain.query import ClassTarget, Method, Query
from core.images.reading import read_photograph
from core.networks.files import load_model
from core.training.observer import EpochNetwork, Observer
from core.training.run import train
from core.training.settings import (
    AugmentationSettings,
    DataSettings,
    Device,
    MachineSettings,
    NetworkSettings,
    PreparationSettings,
    RunSettings,
    SplitSettings,
    TrainingSettings,
    WatchSettings,
)
from core.training.watching import RunReader


@pytest.fixture
def settings(tmp_path: Path) -> TrainingSettings:
    random = np.random.default_rng(0)
    for label in ("no", "yes"):
        (tmp_path / "eyes" / label).mkdir(parents=True)
        for number in range(6):
            pixels = random.integers(0, 120, (48, 64, 3)).astype(np.uint8)
            pixels[8:24, 8:24, 0] += 100 * (label == "yes")
            Image.fromarray(pixels).save(tmp_path / "eyes" / label / f"{number}.png")
    return TrainingSettings(
        data=DataSettings(source=str(tmp_path / "eyes")),
        split=SplitSettings(validation=0.34),
        preparation=PreparationSettings(size=64),
        network=NetworkSettings(architecture="torchvision/squeezenet1_1", dropout=0.3),
        augmentation=AugmentationSettings(horizontal_flip=True),
        run=RunSettings(epochs=2, batch_size=4),
        machine=MachineSettings(device=Device.CPU, threads=1, cache=str(tmp_path / "cache")),
    )


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def test_the_maps_are_those_of_the_program_and_training_does_not_notice(
    settings: TrainingSettings, tmp_path: Path
) -> None:
    alone = train(settings, tmp_path / "alone")
    done = train(settings, tmp_path / "run", observer=watched(Observer()))
    first, second = load_file(alone.model_file), load_file(done.model_file)
    assert all(torch.equal(first[name], second[name]) for name in first)
    read = RunReader(done.folder).read()
    assert [record.epoch for record in read.attention] == [0, 1, 2]
    best = next(record for record in read.attention if record.epoch == done.best_epoch)
    assert best.photograph.startswith("yes/")
    assert best.label == 1
    model = load_model(done.folder / "best.safetensors")
    photograph = read_photograph(tmp_path / "eyes" / best.photograph)
    explainer = Explainer()
    prediction = explainer.predict(model, photograph)
    assert prediction.predicted == best.predicted
    assert float(prediction.probabilities[best.predicted]) == pytest.approx(best.probability, rel=1e-5)
    query = Query(photograph.id, model.id, Method.GRAD_CAM, ClassTarget(best.predicted), best.layer)
    expected = explainer.explain(model, photograph, query).map
    place = done.folder / "attention" / f"epoch-{best.epoch:04}"
    np.testing.assert_allclose(np.load(place.with_suffix(".npy")), expected, rtol=1e-4, atol=1e-6)
    assert size_of(place.with_suffix(".png")) == (64, 48)


def test_a_photograph_of_ones_own_is_watched(settings: TrainingSettings, tmp_path: Path) -> None:
    own = tmp_path / "mine.png"
    Image.fromarray(np.full((600, 1200, 3), 90, np.uint8)).save(own)
    chosen = replace(settings, watch=WatchSettings(photograph=str(own)))
    done = train(chosen, tmp_path / "run", observer=watched(Observer()))
    record = json.loads((done.folder / "attention" / "epoch-0001.json").read_text())
    assert (record["photograph"], record["label"]) == ("mine.png", -1)
    assert size_of(done.folder / "attention" / "epoch-0001.png") == (512, 256)
    off = replace(settings, watch=WatchSettings(attention=False))
    assert not (train(off, tmp_path / "off", observer=watched(Observer())).folder / "attention").exists()


def test_what_cannot_be_drawn_is_told_once_and_ends_nothing(settings: TrainingSettings, tmp_path: Path) -> None:
    told: list[str] = []

    class Ear(Observer):
        def said(self, text: str) -> None:
            told.append(text)

    gone = replace(settings, watch=WatchSettings(photograph=str(tmp_path / "gone.png")))
    train(gone, tmp_path / "run", observer=watched(Ear()))
    assert len([text for text in told if text.startswith("Where the network looks is not drawn")]) == 1


def test_the_network_is_left_as_it_was(settings: TrainingSettings, tmp_path: Path) -> None:
    class Checker(AttentionWriter):
        def learned(self, network: EpochNetwork) -> None:
            parts = dict(network.module.named_modules())
            before = [(part.training, len(part._forward_hooks)) for part in parts.values()]
            wanted = [each.requires_grad for each in network.module.parameters()]
            state = torch.random.get_rng_state()
            super().learned(network)
            assert before == [(part.training, len(part._forward_hooks)) for part in parts.values()]
            assert wanted == [each.requires_grad for each in network.module.parameters()]
            assert torch.equal(state, torch.random.get_rng_state())

    train(settings, tmp_path / "run", observer=Checker(Observer()))
    assert (tmp_path / "run" / "attention" / "epoch-0002.png").is_file()
