"""Faithfulness against its published formulas, written out slowly, and against Captum."""

import dataclasses
import itertools
from pathlib import Path

import captum.metrics
import numpy as np
import pytest
import scipy.stats
import torch
from torch import Tensor, nn

from core.errors import ExplainError
from core.experiments.faithfulness import (
    FaithfulnessBench,
    FaithfulnessFigure,
    FaithfulnessSettings,
    area,
    changes,
    noisy_inputs,
    order_of,
)
from core.experiments.localising import explained
from core.explain.checks import weights
from core.explain.checks.weights import RandomNetworks
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.params import Baseline
from core.explain.query import Method, Query
from core.explain.targets import ExpectedGradeTarget
from core.images.photograph import ImageId, Photograph
from core.images.preparation import Normalisation, recipe
from core.jobs import Cancelled, CancelToken
from core.networks.analysis import layer_table
from core.networks.card import ModelCard, ModelId
from core.networks.loaded import LoadedModel

SIDE = 16


class Corner(nn.Module):
    """Class 0 is as likely as there is red in the upper left quarter; bent, so that gradients change with the input."""

    def __init__(self) -> None:
        super().__init__()
        self.colour = nn.Conv2d(3, 3, 1, bias=False)
        self.colour.weight.data = torch.eye(3).reshape(3, 3, 1, 1)

    def forward(self, image: Tensor) -> Tensor:
        red = self.colour(image)[:, 0, : SIDE // 2, : SIDE // 2]
        score = 4 * (red**2).mean((1, 2))
        return torch.stack([score, torch.full_like(score, 1.0)], 1)


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that knows how an untrained network of this architecture begins."""

    def begun(*_arguments: object, **_options: object) -> nn.Module:
        network = Corner()
        nn.init.normal_(network.colour.weight)
        return network

    monkeypatch.setattr(weights, "build", begun)


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    card = ModelCard(
        name="corner",
        architecture="test/corner",
        class_names=("red", "other"),
        preparation=recipe("stretch", input_size=SIDE, normalisation=Normalisation.UNIT),
    )
    module = Corner().eval().requires_grad_(False)
    device = torch.device("cpu")
    return LoadedModel(ModelId("0" * 64), Path("m"), card, module, layer_table(module, card.input_size), device)


@pytest.fixture(scope="module")
def photograph() -> Photograph:
    pixels = np.random.default_rng(0).integers(0, 256, (SIDE, SIDE, 3), np.uint8)
    return Photograph(ImageId("1" * 64), Path("p.png"), pixels, "PNG", "RGB", 8)


def saliency(model: LoadedModel, photograph: Photograph) -> dict[str | None, Explanation]:
    return explained(Explainer(), model, photograph, method=Method.SALIENCY, target=0)


def test_the_curves_are_those_of_the_paper(model: LoadedModel, photograph: Photograph) -> None:
    """Petsiuk et al.: N/steps pixels at a time, one pass each, probability of the class, trapezium rule."""
    settings = FaithfulnessSettings(steps=16, hidden_by=Baseline.MEAN, revealed_from=Baseline.ZERO)
    explanation = saliency(model, photograph)[None]
    values = np.random.default_rng(4).permutation(SIDE * SIDE).astype(np.float32).reshape(SIDE, SIDE)  # no ties
    found = FaithfulnessBench(model, photograph, settings).judge({None: dataclasses.replace(explanation, map=values)})[
        None
    ]
    image, _to = model.prepare(photograph)
    for start, end, curve in (
        (image, image.mean((2, 3), keepdim=True).expand_as(image), found.deletion),
        (torch.zeros_like(image), image, found.insertion),
    ):
        current, expected = start.clone(), []
        order = sorted(range(SIDE * SIDE), key=lambda pixel: -values.ravel()[pixel])
        for step in range(17):
            expected.append(float(model.module(current).softmax(1)[0, 0]))
            for pixel in order[step * 16 : (step + 1) * 16]:
                current[0, :, pixel // SIDE, pixel % SIDE] = end[0, :, pixel // SIDE, pixel % SIDE]
        assert curve == pytest.approx(expected, abs=1e-6)
        trapezia = sum((left + right) / 2 / 16 for left, right in itertools.pairwise(expected))
        assert area(np.array(curve)) == pytest.approx(trapezia, abs=1e-6)


def test_a_map_that_knows_beats_chance_and_its_opposite(model: LoadedModel, photograph: Photograph) -> None:
    explanation = saliency(model, photograph)[None]
    red = photograph.pixels[..., 0].astype(np.float32)
    red[SIDE // 2 :] = red[:, SIDE // 2 :] = 0
    bench = FaithfulnessBench(
        model, photograph, FaithfulnessSettings(revealed_from=Baseline.ZERO, hidden_by=Baseline.ZERO)
    )
    right = bench.judge({None: dataclasses.replace(explanation, map=red)})[None].figures
    wrong = bench.judge({None: dataclasses.replace(explanation, map=red.max() - red)})[None].figures
    insertion, deletion = FaithfulnessFigure.INSERTION, FaithfulnessFigure.DELETION
    assert right[insertion].chance is not None
    assert right[deletion].chance is not None
    assert right[insertion].value > right[insertion].chance > wrong[insertion].value
    assert right[deletion].value < right[deletion].chance < wrong[deletion].value
    assert right[insertion].chance == wrong[insertion].chance


def test_maximum_sensitivity_is_that_of_captum(model: LoadedModel, photograph: Photograph) -> None:
    settings = FaithfulnessSettings(samples=3, radius=0.05)
    maps = saliency(model, photograph)
    found = FaithfulnessBench(model, photograph, settings).judge(maps)[None].figures
    image, _to = model.prepare(photograph)

    def gradients(inputs: Tensor) -> Tensor:
        with torch.enable_grad():
            leaf = inputs.detach().requires_grad_()
            (gradient,) = torch.autograd.grad(model.module(leaf)[:, 0].sum(), [leaf])
        return gradient.abs().amax(1)

    drawn = torch.cat(noisy_inputs(image, settings))
    expected = captum.metrics.sensitivity_max(
        lambda inputs: (gradients(inputs[0] if isinstance(inputs, tuple) else inputs),),
        image,
        perturb_func=lambda _inputs: drawn,
        n_perturb_samples=3,
    )
    assert found[FaithfulnessFigure.MAX_SENSITIVITY].value == pytest.approx(float(expected[0]), rel=1e-4)
    assert float(expected[0]) > 0.01


def test_maximum_sensitivity_per_input_is_that_of_quantus(model: LoadedModel, photograph: Photograph) -> None:
    """Its definition: max over samples of |a / max|a| - b / max|b|| / |x|, Euclidean norms of everything flattened."""
    settings = FaithfulnessSettings(samples=3, radius=0.05)
    maps = saliency(model, photograph)
    found = FaithfulnessBench(model, photograph, settings).judge(maps)[None].figures
    image, _to = model.prepare(photograph)
    ratios = []
    for noisy in noisy_inputs(image, settings):
        leaf = noisy.requires_grad_()
        (gradient,) = torch.autograd.grad(model.module(leaf)[:, 0].sum(), [leaf])
        a, b = maps[None].map.ravel(), gradient.abs().amax(1).numpy().ravel()
        difference = a / np.abs(a).max() - b / np.abs(b).max()
        ratios.append(np.sqrt((difference**2).sum()) / np.sqrt(float((image**2).sum())))
    assert found[FaithfulnessFigure.MAX_SENSITIVITY_PER_INPUT].value == pytest.approx(max(ratios), rel=1e-4)


def test_random_weights_are_compared_as_the_plain_definition_has_it(model: LoadedModel, photograph: Photograph) -> None:
    settings = FaithfulnessSettings(networks=3)
    maps = explained(Explainer(), model, photograph, method=Method.SALIENCY, target=0)
    found = FaithfulnessBench(model, photograph, settings).judge(maps)[None].figures[FaithfulnessFigure.RANDOMISATION]
    image, _ = model.prepare(photograph)
    correlations = []
    for seed in range(3):
        network = RandomNetworks(model, image).whole(seed)
        other = dataclasses.replace(model, id=ModelId(f"{seed + 1:064d}"), module=network)
        values = explained(Explainer(), other, photograph, method=Method.SALIENCY, target=0)[None].map
        pairs = ((maps[None].map, values), (np.abs(maps[None].map), np.abs(values)))
        correlations.append([scipy.stats.spearmanr(a.ravel(), b.ravel()).statistic for a, b in pairs])
    assert found.value == pytest.approx(np.median(correlations, axis=0).max(), abs=1e-6)
    assert found.chance is None


def test_noise_stays_within_its_radius_and_is_the_same_again() -> None:
    image = torch.zeros(1, 3, 8, 8)
    settings = FaithfulnessSettings(samples=4, radius=0.1)
    drawn = noisy_inputs(image, settings)
    assert len(drawn) == 4
    assert all(0.08 < float(one.abs().max()) <= 0.1 for one in drawn)
    assert not torch.equal(drawn[0], drawn[1])
    assert all(torch.equal(one, other) for one, other in zip(drawn, noisy_inputs(image, settings), strict=True))


def test_a_map_that_does_not_change_is_not_sensitive() -> None:
    values = np.arange(12, dtype=np.float32).reshape(3, 4)
    assert changes(values, values, 2.0) == (0.0, 0.0)
    assert changes(values, 2 * values, 2.0)[0] == pytest.approx(1.0)
    assert changes(values, 2 * values, 2.0)[1] == pytest.approx(0.0)  # its shape is the same
    assert changes(values * 0, values * 0, 2.0) == (0.0, 0.0)


def test_equal_values_are_in_no_order_of_their_own() -> None:
    evidence = np.zeros((20, 20), np.float32)
    evidence[12, 7], evidence[3, 3], evidence[5, 5] = 2, 1, np.nan
    order = order_of(evidence)
    assert order[:2].tolist() == [12 * 20 + 7, 3 * 20 + 3]
    assert sorted(order.tolist()) == list(range(400))
    assert abs(float(np.corrcoef(order[2:], np.arange(398))[0, 1])) < 0.2


def test_layers_are_judged_together(model: LoadedModel, photograph: Photograph) -> None:
    maps = explained(Explainer(), model, photograph, method=Method.GRAD_CAM, target=0)
    found = FaithfulnessBench(model, photograph, FaithfulnessSettings(steps=4, samples=1)).judge(maps)
    assert set(found) == {"colour"}
    assert set(found["colour"].figures) == set(FaithfulnessFigure)
    assert len(found["colour"].insertion) == 5


def test_a_map_without_evidence_orders_nothing(model: LoadedModel, photograph: Photograph) -> None:
    maps = explained(Explainer(), model, photograph, method=Method.GRAD_CAM, target=1)
    (found,) = FaithfulnessBench(model, photograph).judge(maps).values()
    assert (found.figures, found.insertion, found.deletion) == ({}, (), ())


def test_it_can_be_cancelled_in_the_middle(model: LoadedModel, photograph: Photograph) -> None:
    token = CancelToken()
    bench = FaithfulnessBench(model, photograph, token=token)
    maps = saliency(model, photograph)
    token.cancel()
    with pytest.raises(Cancelled):
        bench.judge(maps)


def test_what_has_no_probability_is_refused(model: LoadedModel, photograph: Photograph) -> None:
    query = Query(photograph.id, model.id, Method.SALIENCY, ExpectedGradeTarget(), None)
    explanation = dataclasses.replace(saliency(model, photograph)[None], query=query)
    with pytest.raises(ExplainError, match="Choose a class"):
        FaithfulnessBench(model, photograph).judge({None: explanation})


@pytest.mark.parametrize("wrong", [{"steps": 0}, {"samples": 0}, {"radius": 0.0}, {"random_maps": 0}])
def test_settings_that_measure_nothing_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ExplainError):
        FaithfulnessSettings(**wrong)
