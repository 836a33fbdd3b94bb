"""The members of an ensemble: each its own map, their mean and disagreement against plain arithmetic."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
import torchvision
from PIL import Image
from torch import nn

from core.errors import ExplainError
from core.explain.agreement import averaged
from core.explain.explainer import Explainer
from core.explain.members import explain_members, joined
from core.explain.query import ClassTarget, Method, Query
from core.images.photograph import Photograph
from core.images.preparation import Normalisation, recipe
from core.images.reading import read_photograph
from core.networks.card import ModelCard
from core.networks.ensemble_arguments import Rule
from core.networks.ensembles import combine, member
from core.networks.files import load_model, save_model
from core.networks.loaded import LoadedModel

WEIGHTS = ((0.9, 0.2, 0.5), (0.1, 0.6, 0.5))


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Photograph:
    path = tmp_path_factory.mktemp("photograph") / "a.png"
    small = np.random.default_rng(0).integers(0, 255, (8, 10, 3), np.uint8)
    Image.fromarray(small).resize((100, 80), Image.Resampling.BICUBIC).save(path)
    return read_photograph(path)


@pytest.fixture(scope="module")
def ensemble(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    folder = tmp_path_factory.mktemp("members")
    members = []
    for seed, normalisation in enumerate((Normalisation.IMAGENET, Normalisation.HALF)):
        torch.manual_seed(seed)
        preparation = recipe("stretch", input_size=64, normalisation=normalisation)
        card = ModelCard(
            name=f"member {seed}",
            architecture="torchvision/squeezenet1_1",
            class_names=("a", "b", "c"),
            preparation=preparation,
        )
        network = torchvision.models.squeezenet1_1(num_classes=3)
        for part in network.modules():
            if isinstance(part, nn.Conv2d):
                nn.init.normal_(part.weight, std=(2.0 / part.weight[0].numel()) ** 0.5)
        nn.init.constant_(network.classifier[1].bias, 5.0)  # so that no class is shut off by the last ReLU
        save_model(folder / f"{seed}.safetensors", network, card)
        members.append(load_model(folder / f"{seed}.safetensors"))
    combine(members, Rule.MEAN_PROBABILITIES, folder / "both.safetensors", weights=WEIGHTS)
    return load_model(folder / "both.safetensors")


def query(model: LoadedModel, photograph: Photograph, target: int = 0, layer: str = "features.12") -> Query:
    return Query(photograph.id, model.id, Method.LAYER_CAM, ClassTarget(target), layer)


def test_the_mean_and_the_disagreement_by_hand(ensemble: LoadedModel, photograph: Photograph) -> None:
    explainer = Explainer()
    found = explain_members(explainer, ensemble, photograph, query(ensemble, photograph))
    own = []
    for place in range(2):
        alone = explainer.explain(member(ensemble, place), photograph, query(member(ensemble, place), photograph))
        assert (alone.map == found.members[place].explanation.map).all()
        own.append(averaged(alone, (0, 0, 100, 80), 4, 4))  # a cell of 16 pixels of the input each
    assert found.mean.map.shape == (4, 4)
    shares = np.array([0.9, 0.1])
    assert [each.weight for each in found.members] == pytest.approx(shares)
    scaled = np.stack([values / np.abs(values).mean() for values in own]).astype(np.float64)
    mean = np.tensordot(shares, scaled, 1)
    np.testing.assert_allclose(found.mean.map, mean, rtol=1e-4, atol=1e-5)
    spread = np.sqrt(np.tensordot(shares, (scaled - mean) ** 2, 1))
    np.testing.assert_allclose(found.disagreement.map, spread, rtol=1e-4, atol=1e-5)
    assert found.disagreement.map.max() > 0.05
    assert found.mean.to_photograph.bounds(4, 4) == pytest.approx((0, 0, 100, 80))
    probability = explainer.predict(member(ensemble, 1), photograph).probabilities[0]
    assert found.members[1].probability == pytest.approx(float(probability))
    assert found.agreement.names == ("member 0", "member 1")


def test_weights_follow_the_class_and_layers_of_the_ensemble_name_those_of_members(
    ensemble: LoadedModel, photograph: Photograph
) -> None:
    asked = query(ensemble, photograph, target=1, layer="members.1.features.9")
    found = explain_members(Explainer(), ensemble, photograph, asked)
    assert [each.weight for each in found.members] == pytest.approx([0.25, 0.75])
    assert {each.explanation.query.layer for each in found.members} == {"features.9"}
    unknown = replace(asked, layer="members.1.layer4")
    assert explain_members(Explainer(), ensemble, photograph, unknown).members[0].explanation.query.layer is not None


def test_maps_of_other_sizes_are_brought_onto_the_finer_grid(ensemble: LoadedModel, photograph: Photograph) -> None:
    explainer = Explainer()
    fine = explainer.explain(
        member(ensemble, 0), photograph, query(member(ensemble, 0), photograph, layer="features.4")
    )
    coarse = explainer.explain(member(ensemble, 0), photograph, query(member(ensemble, 0), photograph))
    mean, spread = joined([fine, coarse], np.array([1.0, 1.0]))
    assert mean.shape == spread.shape
    assert max(mean.shape) > max(coarse.map.shape)
    alike, nothing = joined([fine, fine], np.array([1.0, 3.0]))
    assert nothing == pytest.approx(np.zeros_like(nothing), abs=1e-6)
    assert alike.mean() == pytest.approx(1, rel=0.2)


def test_one_network_has_no_members(ensemble: LoadedModel, photograph: Photograph) -> None:
    alone = member(ensemble, 0)
    with pytest.raises(ExplainError, match="is no ensemble"):
        explain_members(Explainer(), alone, photograph, query(alone, photograph))
