"""A network that reads what is burnt into photographs is told of; one that looks at the eye is not."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor, nn

from core.evaluation.anatomy import AlarmKind, ranking
from core.experiments.eyes import EyeItem
from core.experiments.surveying import Surveyed, SurveyPlan, survey
from core.explain.method import Method
from core.images.preparation import Normalisation, recipe
from core.networks.analysis import layer_table
from core.networks.card import ModelCard, ModelId
from core.networks.loaded import LoadedModel

ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "resources" / "samples" / "fundus").rglob("*.jpg"))[:4]
SIDE = 256
READER, GAZER = (1.0, 1.0, 1.0, -2.4), (1.0, 0.0, -1.0, -0.1)
"""Weights of red, green and blue, and a bias: what is white; what is redder than blue, as every retina is."""


class Looks(nn.Module):
    """The second class for what its one unit finds anywhere."""

    def __init__(self, weights: tuple[float, float, float, float]) -> None:
        super().__init__()
        self.unit = nn.Conv2d(3, 1, 1)
        self.unit.weight.data = torch.tensor(weights[:3]).reshape(1, 3, 1, 1)
        self.unit.bias.data = torch.tensor(weights[3:])
        self.relu = nn.ReLU()
        self.answer = nn.Conv2d(1, 2, 1, bias=False)
        self.answer.weight.data = torch.tensor([-1.0, 1.0]).reshape(2, 1, 1, 1)

    def forward(self, image: Tensor) -> Tensor:
        return self.answer(self.relu(self.unit(image))).mean((2, 3))


def looking(weights: tuple[float, float, float, float]) -> LoadedModel:
    preparation = recipe("stretch", input_size=SIDE, normalisation=Normalisation.UNIT)
    card = ModelCard(name="looks", architecture="test/looks", class_names=("no", "yes"), preparation=preparation)
    module = Looks(weights).eval().requires_grad_(False)
    return LoadedModel(
        ModelId("a" * 64), Path("looks"), card, module, layer_table(module, card.input_size), torch.device("cpu")
    )


def surveyed(weights: tuple[float, float, float, float], paths: list[Path]) -> list[Surveyed]:
    items = [EyeItem(number, path, path.name) for number, path in enumerate(paths)]
    found = list(survey(looking(weights), items, SurveyPlan(Method.GRAD_CAM, "relu", target=1)))
    assert all(each.budget is not None for each in found)
    return found


@pytest.fixture
def photographs(tmp_path: Path) -> list[Path]:
    """Those with an odd number have a date in a corner, as cameras write it."""
    paths = []
    for number, sample in enumerate(SAMPLES):
        pixels = np.asarray(Image.open(sample).convert("RGB")).copy()
        if number % 2:
            place = (6, pixels.shape[0] - 10)
            cv2.putText(pixels, "11:58", place, cv2.FONT_HERSHEY_SIMPLEX, 0.8, (255, 255, 255), 3)
        path = tmp_path / f"{number}.png"
        Image.fromarray(pixels).save(path)
        paths.append(path)
    return paths


def test_a_network_that_reads_is_told_of_where_there_is_something_to_read(photographs: list[Path]) -> None:
    found = surveyed(READER, photographs)
    kinds = [{alarm.kind for alarm in each.budget.alarms} for each in found]
    for number, each in enumerate(kinds):
        assert ({AlarmKind.OUTSIDE_SHARE, AlarmKind.OUTSIDE_PEAK} <= each) == bool(number % 2), number
    assert set(ranking([each.budget for each in found])[:2]) == {1, 3}


def test_a_network_that_looks_at_the_eye_raises_no_alarm_beside_text(photographs: list[Path]) -> None:
    for each in surveyed(GAZER, photographs):
        assert each.budget.has_evidence
        assert not {AlarmKind.OUTSIDE_SHARE, AlarmKind.OUTSIDE_PEAK} & {alarm.kind for alarm in each.budget.alarms}
