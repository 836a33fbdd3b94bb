"""Which methods are tried, and that a network which does not admit one loses that one alone."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from core.datasets.samples import Sample
from core.experiments import explaining
from core.experiments.experiment import Scale
from core.experiments.explaining import Subject, class_maps, localisation_rows, methods_for
from core.experiments.localising import truth_of
from core.experiments.predicting import Answer
from core.explain.catalogue import CATALOGUE
from core.explain.explainer import Explainer
from core.explain.method import Method
from core.images.photograph import ImageId, Photograph
from core.images.preparation import Normalisation, recipe
from core.jobs import CancelToken
from core.networks.analysis import layer_table
from core.networks.card import ModelCard, ModelId
from core.networks.loaded import LoadedModel


class Bright(nn.Module):
    """The first class is for bright pictures; the second has nothing of its own but a bias."""

    def __init__(self) -> None:
        super().__init__()
        self.grey = nn.Conv2d(3, 1, 1, bias=False)
        self.grey.weight.data.fill_(1 / 3)
        self.relu = nn.ReLU()
        self.pool = nn.AvgPool2d(4)
        self.head = nn.Linear(1, 2)
        self.head.weight.data = torch.tensor([[10.0], [0.0]])
        self.head.bias.data = torch.tensor([0.0, 0.2])

    def forward(self, image: Tensor) -> Tensor:
        return self.head(self.pool(self.relu(self.grey(image))).mean((2, 3)))


@pytest.fixture
def model() -> LoadedModel:
    card = ModelCard(
        name="bright",
        architecture="test/bright",
        class_names=("bright", "none"),
        preparation=recipe("stretch", input_size=32, normalisation=Normalisation.UNIT),
    )
    module = Bright().eval().requires_grad_(False)
    layers = layer_table(module, card.input_size)
    return LoadedModel(ModelId("1" * 64), Path("bright"), card, module, layers, torch.device("cpu"))


def picture(*, is_marked: bool) -> Photograph:
    pixels = np.full((64, 64, 3), 1, np.uint8)
    if is_marked:
        pixels[8:24, 8:24] = 250
    return Photograph(ImageId(f"{int(is_marked):064d}"), Path("a.png"), pixels, "PNG", "RGB", 8)


def subject(model: LoadedModel) -> Subject:
    photograph = picture(is_marked=True)
    mask = np.zeros((64, 64), bool)
    mask[8:24, 8:24] = True
    prediction = Explainer().predict(model, photograph)
    answer = Answer(
        "a.png",
        "p",
        0,
        prediction.predicted,
        tuple(prediction.logits.tolist()),
        tuple(prediction.probabilities.tolist()),
    )
    truth = truth_of(photograph, {"bright": mask}, is_fundus=False)
    return Subject(Sample(Path("a.png"), 0), photograph, {"bright": mask}, truth, answer)


def test_slow_methods_are_for_full_scale_and_tiny_inputs() -> None:
    everything = {method for method, entry in CATALOGUE.items() if entry.is_for_target}
    assert set(methods_for(Scale.FULL, 512)) == everything
    assert set(methods_for(Scale.SMALL, 32)) == everything
    quick = set(methods_for(Scale.SMALL, 96))
    assert Method.GRAD_CAM in quick
    assert Method.OCCLUSION not in quick
    assert quick < everything


def test_grad_cam_is_judged_at_every_layer_and_the_others_at_one(model: LoadedModel) -> None:
    methods = (Method.GRAD_CAM, Method.LAYER_CAM, Method.SALIENCY)
    rows = localisation_rows(Explainer(), model, subject(model), methods, refused={}, token=CancelToken())
    assert [(row.method, row.layer) for row in rows] == [
        (Method.GRAD_CAM, "grey"),
        (Method.GRAD_CAM, "relu"),
        (Method.GRAD_CAM, "pool"),
        (Method.LAYER_CAM, model.layers.default.name),
        (Method.SALIENCY, None),
    ]
    assert all((row.label, row.predicted, row.target, row.group) == (0, 0, 0, "p") for row in rows)


def test_a_method_that_is_refused_is_named_once(model: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: dict[Method, str] = {}
    methods = (Method.ATTENTION_ROLLOUT, Method.SALIENCY)
    for _ in range(2):
        rows = localisation_rows(Explainer(), model, subject(model), methods, refused=refused, token=CancelToken())
        assert [row.method for row in rows] == [Method.SALIENCY]
    assert list(refused) == [Method.ATTENTION_ROLLOUT]
    assert refused[Method.ATTENTION_ROLLOUT]


def test_a_class_without_evidence_has_a_map_of_zeros(model: LoadedModel) -> None:
    bright, none = class_maps(Explainer(), model, subject(model), picture(is_marked=False), token=CancelToken())
    assert bright.target == 0
    assert bright.peak > 0
    assert bright.inside is not None
    assert bright.inside > 0.7
    assert bright.chance == pytest.approx(256 / 4096)
    assert bright.logit_below is not None
    assert bright.logit_below < bright.logit
    assert (none.peak, none.inside, none.coverage) == (0, None, 0)
    assert none.logit_below == pytest.approx(none.logit)
    assert none.likeness is None


def test_without_a_photograph_below_nothing_is_said_of_it(model: LoadedModel) -> None:
    for each in class_maps(Explainer(), model, subject(model), None, token=CancelToken()):
        assert (each.logit_below, each.peak_below, each.likeness) == (None, None, None)
    assert explaining.has_grid(model)
