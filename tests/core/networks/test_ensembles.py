"""Ensembles: what the rules say, as one model file that predicts and is explained like any other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
import torchvision
from torch import nn

from core.errors import ModelError
from core.explain.explainer import Explainer
from core.explain.query import ClassTarget, Method, Query
from core.images.photograph import Photograph
from core.images.preparation import Normalisation, recipe
from core.images.reading import read_photograph
from core.networks.architectures import build
from core.networks.card import ModelCard
from core.networks.ensemble_arguments import Rule, View
from core.networks.ensembles import answers_of_members, combine, ensemble_of, member
from core.networks.files import load_model, save_model
from core.networks.loaded import LoadedModel

NAMES = ("a", "b", "c")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> list[LoadedModel]:
    folder = tmp_path_factory.mktemp("members")
    made = []
    for seed, normalisation in enumerate((Normalisation.IMAGENET, Normalisation.HALF, Normalisation.IMAGENET)):
        torch.manual_seed(seed)
        card = ModelCard(
            name=f"member {seed}",
            architecture="torchvision/squeezenet1_1",
            class_names=NAMES,
            preparation=recipe("stretch", input_size=64, normalisation=normalisation),
        )
        path = folder / f"{seed}.safetensors"
        network = torchvision.models.squeezenet1_1(num_classes=3)
        for part in network.modules():  # answers that differ enough to vote about
            if isinstance(part, nn.Conv2d):
                nn.init.normal_(part.weight, std=(2.0 / part.weight[0].numel()) ** 0.5)
        save_model(path, network, card)
        made.append(load_model(path))
    return made


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Photograph:
    from PIL import Image

    path = tmp_path_factory.mktemp("photograph") / "a.png"
    small = np.random.default_rng(0).integers(0, 255, (8, 10, 3), np.uint8)
    Image.fromarray(small).resize((100, 80), Image.Resampling.BICUBIC).save(path)
    return read_photograph(path)


def probabilities(model: LoadedModel, photograph: Photograph) -> np.ndarray:
    return Explainer().predict(model, photograph).probabilities


def test_means_and_weights(models: list[LoadedModel], photograph: Photograph, tmp_path: Path) -> None:
    single = np.array([probabilities(model, photograph) for model in models], np.float64)
    combine(models, Rule.MEAN_PROBABILITIES, tmp_path / "mean.safetensors")
    found = probabilities(load_model(tmp_path / "mean.safetensors"), photograph)
    np.testing.assert_allclose(found, single.mean(0), rtol=1e-4, atol=1e-6)
    accuracies = [[0.5], [0.9], [0.7]]
    combine(models, Rule.MEAN_PROBABILITIES, tmp_path / "weighted.safetensors", weights=accuracies)
    found = probabilities(load_model(tmp_path / "weighted.safetensors"), photograph)
    np.testing.assert_allclose(found, np.average(single, axis=0, weights=[0.5, 0.9, 0.7]), rtol=1e-4, atol=1e-6)
    recalls = np.array([[0.9, 0.2, 0.5], [0.4, 0.8, 0.5], [0.3, 0.1, 0.9]])
    combine(models, Rule.MEAN_PROBABILITIES, tmp_path / "recalls.safetensors", weights=recalls.tolist())
    found = probabilities(load_model(tmp_path / "recalls.safetensors"), photograph)
    expected = (recalls * single).sum(0) / recalls.sum(0)
    np.testing.assert_allclose(found, expected / expected.sum(), rtol=1e-4, atol=1e-6)
    combine(models, Rule.MEAN_LOGITS, tmp_path / "logits.safetensors")
    found = probabilities(load_model(tmp_path / "logits.safetensors"), photograph)
    expected = np.exp(np.log(single).mean(0))
    np.testing.assert_allclose(found, expected / expected.sum(), rtol=1e-3, atol=1e-6)


def test_votes_and_ties(models: list[LoadedModel]) -> None:
    from core.networks.ensemble import EnsembleNetwork
    from core.networks.ensemble_arguments import Ensemble, Member

    members = tuple(Member(f"{place}", "x", {}, weights=(weight,)) for place, weight in enumerate((0.6, 0.9, 0.7)))
    network = EnsembleNetwork(Ensemble(Rule.VOTE, members), [nn.Identity()] * 3, 3)
    logits = torch.tensor([[[5.0, 0, 0]], [[0, 5.0, 0]], [[0, 0, 5.0]]]).log_softmax(2)
    assert network.joined(logits).argmax().item() == 1  # a tie: the most accurate member
    logits = torch.tensor([[[5.0, 0, 0]], [[0, 5.0, 0]], [[5.0, 0, 0]]]).log_softmax(2)
    answer = network.joined(logits).softmax(1)[0]
    assert answer.argmax().item() == 0
    assert answer[0].item() == pytest.approx(2 / 3, abs=0.12)


def test_stacking(models: list[LoadedModel], photograph: Photograph, tmp_path: Path) -> None:
    random = torch.Generator().manual_seed(1)
    weight, bias = torch.randn((3, 9), generator=random), torch.randn(3, generator=random)
    combine(models, Rule.STACKING, tmp_path / "s.safetensors", stacking=(weight, bias))
    model = load_model(tmp_path / "s.safetensors")
    said = np.concatenate([np.log(probabilities(each, photograph)) for each in models])
    expected = torch.from_numpy(said) @ weight.T + bias
    np.testing.assert_allclose(Explainer().predict(model, photograph).logits, expected, rtol=1e-3, atol=1e-3)
    with pytest.raises(ModelError, match="Stacking needs"):
        combine(models, Rule.STACKING, tmp_path / "no.safetensors")


def test_views(models: list[LoadedModel], photograph: Photograph, tmp_path: Path) -> None:
    views = (View.PLAIN, View.MIRRORED)
    combine(models[:1], Rule.MEAN_PROBABILITIES, tmp_path / "v.safetensors", views=views)
    image, _ = models[0].prepare(photograph)
    with torch.no_grad():
        both = [models[0].module(each).softmax(1)[0] for each in (image, image.flip(3))]
    found = probabilities(load_model(tmp_path / "v.safetensors"), photograph)
    np.testing.assert_allclose(found, (both[0] + both[1]) / 2, rtol=1e-4, atol=1e-6)


def test_maps_of_layers_are_of_the_photograph_as_it_is(
    models: list[LoadedModel], photograph: Photograph, tmp_path: Path
) -> None:
    """Members look at other views as well, at whose layers everything lies on the other side."""
    views = (View.MIRRORED, View.TURNED, View.PLAIN)
    combine(models[:2], Rule.MEAN_PROBABILITIES, tmp_path / "v.safetensors", views=views)
    model = load_model(tmp_path / "v.safetensors")
    explainer = Explainer()
    for place, original in enumerate(models[:2]):
        own = member(model, place)
        assert own.layers.names == original.layers.names
        layer = "features.12"
        assert f"members.{place}.{layer}" in model.layers.names
        maps = [
            explainer.explain(
                each, photograph, Query(photograph.id, each.id, Method.EIGEN_CAM, ClassTarget(1), name)
            ).map
            for each, name in ((original, layer), (own, layer), (model, f"members.{place}.{layer}"))
        ]
        for other in maps[1:]:
            np.testing.assert_allclose(other, maps[0], rtol=1e-3, atol=1e-4 * np.abs(maps[0]).max())
    with pytest.raises(ModelError, match="as it is, too"):
        combine(models[:1], Rule.MEAN_PROBABILITIES, tmp_path / "w.safetensors", views=(View.MIRRORED, View.TURNED))


def test_an_ensemble_is_explained_like_any_other_model(
    models: list[LoadedModel], photograph: Photograph, tmp_path: Path
) -> None:
    for rule in (Rule.MEAN_PROBABILITIES, Rule.VOTE):
        path = tmp_path / f"{rule}.safetensors"
        combine(models, rule, path)
        model = load_model(path)
        layer = "members.1.features.12"
        assert layer in model.layers.names
        explainer = Explainer()
        for method, where in ((Method.GRAD_CAM, layer), (Method.SALIENCY, None), (Method.OCCLUSION, None)):
            query = Query(photograph.id, model.id, method, ClassTarget(1), where)
            assert np.isfinite(explainer.explain(model, photograph, query).map).all()


def test_the_map_of_a_mean_of_logits_is_the_mean_of_the_members_gradients(
    models: list[LoadedModel], photograph: Photograph, tmp_path: Path
) -> None:
    combine([models[0], models[2]], Rule.MEAN_LOGITS, tmp_path / "m.safetensors")
    model = load_model(tmp_path / "m.safetensors")
    image, _ = models[0].prepare(photograph)

    def gradient(network: nn.Module, target: int) -> torch.Tensor:
        leaf = image.clone().requires_grad_()
        (found,) = torch.autograd.grad(network(leaf).log_softmax(1)[0, target], [leaf])
        return found

    with torch.enable_grad():
        expected = (gradient(models[0].module, 1) + gradient(models[2].module, 1)) / 2
        leaf = image.clone().requires_grad_()
        (found,) = torch.autograd.grad(model.module(leaf)[0, 1], [leaf])
    torch.testing.assert_close(found, expected, rtol=1e-3, atol=1e-6)


def test_members_are_models_again(models: list[LoadedModel], photograph: Photograph, tmp_path: Path) -> None:
    combine(models, Rule.MEAN_PROBABILITIES, tmp_path / "e.safetensors")
    model = load_model(tmp_path / "e.safetensors")
    assert ensemble_of(model) is not None
    for place, original in enumerate(models):
        own = member(model, place)
        assert own.card.name == original.card.name
        assert own.layers.names == original.layers.names
        np.testing.assert_allclose(
            probabilities(own, photograph), probabilities(original, photograph), rtol=1e-4, atol=1e-6
        )
    image, _ = model.prepare(photograph)
    said = answers_of_members(model, image).exp().numpy()[:, 0]
    np.testing.assert_allclose(said, [probabilities(each, photograph) for each in models], rtol=1e-4, atol=1e-6)
    with pytest.raises(ModelError, match="no member 3"):
        member(model, 3)
    with pytest.raises(ModelError, match="is no ensemble"):
        answers_of_members(models[0], image)


def test_what_cannot_be_combined(models: list[LoadedModel], tmp_path: Path) -> None:
    import dataclasses

    out = tmp_path / "x.safetensors"
    with pytest.raises(ModelError, match="two models or more"):
        combine(models[:1], Rule.VOTE, out)
    other = dataclasses.replace(models[0], card=models[0].card.with_class_names(("a", "c", "b")))
    with pytest.raises(ModelError, match="different classes"):
        combine([models[1], other], Rule.VOTE, out)
    larger = dataclasses.replace(
        models[0].card, preparation=recipe("stretch", input_size=96, normalisation=Normalisation.HALF)
    )
    with pytest.raises(ModelError, match="prepare photographs differently"):
        combine([models[1], dataclasses.replace(models[0], card=larger)], Rule.VOTE, out)
    with pytest.raises(ModelError, match="2 weights for 3 models"):
        combine(models, Rule.VOTE, out, weights=[[1.0], [1.0]])
    combine(models, Rule.VOTE, out)
    with pytest.raises(ModelError, match="is an ensemble itself"):
        combine([models[0], load_model(out)], Rule.VOTE, tmp_path / "y.safetensors")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({}, "'rule' and 'members'"),
        ({"rule": "vote", "members": []}, "must hold 1 to 32"),
        ({"rule": "vot", "members": [{"architecture": "torchvision/alexnet", "arguments": {}}]}, "Did you mean 'vote'"),
        ({"rule": "vote", "members": [{"architecture": "nothing", "arguments": {}}]}, "not in the installed"),
        ({"rule": "vote", "members": [{"architecture": "torchvision/alexnet"}]}, "'architecture' and 'arguments'"),
        (
            {"rule": "vote", "members": [{"architecture": "a", "arguments": {"ensemble": {}}}]},
            "cannot be an ensemble",
        ),
        (
            {"rule": "vote", "members": [{"architecture": "a", "arguments": {}, "scale": [1, 2]}]},
            "'scale' must hold 3 numbers",
        ),
        (
            {"rule": "vote", "members": [{"architecture": "a", "arguments": {}, "weights": [-1]}]},
            "'weights' must hold numbers",
        ),
    ],
)
def test_cards_that_are_damaged(value: dict, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        build("funduscope/ensemble", {"ensemble": value}, 3)
