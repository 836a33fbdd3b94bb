"""The sanity check: it finds what the literature found, and what is made to be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import cv2
import numpy as np
import pytest
import torch

from core.errors import ExplainError
from core.explain import methods
from core.explain.case import Case, Finding
from core.explain.catalogue import CATALOGUE
from core.explain.checks import RandomisationSettings, Verdict, randomisation
from core.explain.checks.weights import RandomNetworks
from core.explain.explainer import Explainer
from core.explain.fills import to_pixels
from core.explain.params import IntegratedGradientsParams, OcclusionParams, SmoothGradParams
from core.explain.query import ChannelTarget, ClassTarget, Method, Query
from core.explain.targets import (
    BoundaryTarget,
    ExpectedGradeTarget,
    MarginTarget,
    ProbabilityTarget,
    ReferableTarget,
    Target,
)
from core.images.photograph import Photograph
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.loaded import LoadedModel

FEW = RandomisationSettings(steps=3, networks=2)
PARAMS = {
    Method.SMOOTH_GRAD: SmoothGradParams(samples=2),
    Method.INTEGRATED_GRADIENTS: IntegratedGradientsParams(steps=2),
    Method.OCCLUSION: OcclusionParams(window=16, stride=16),
}


def query_of(model: LoadedModel, photograph: Photograph, method: Method, target: int = 2) -> Query:
    layer = model.layers.default.name if CATALOGUE[method].has_layer else None
    return Query(photograph.id, model.id, method, ClassTarget(target), layer, PARAMS.get(method))


@contextmanager
def untouched(model: LoadedModel) -> Iterator[None]:
    before = {name: value.clone() for name, value in model.module.state_dict().items()}
    versions = [value._version for value in model.module.state_dict().values()]
    yield
    assert all(torch.equal(before[name], value) for name, value in model.module.state_dict().items())
    assert versions == [value._version for value in model.module.state_dict().values()]
    for part in model.module.modules():
        assert not part._forward_hooks
        assert not part._forward_pre_hooks
        assert not part.training
    assert not any(value.requires_grad for value in model.module.parameters())


@pytest.mark.parametrize("method", [method for method in Method if method is not Method.ATTENTION_ROLLOUT])
def test_every_method_can_be_checked_and_leaves_the_model_alone(
    small: LoadedModel, photograph: Photograph, method: Method
) -> None:
    query = query_of(small, photograph, method)
    with untouched(small):
        found = randomisation(small, photograph, query, FEW)
    np.testing.assert_array_equal(found.map, Explainer().explain(small, photograph, query).map)
    assert len(found.cascade[0].layers) == 1
    assert len(found.cascade[-1].layers) == len(RandomNetworks(small, torch.zeros(1, 3, 64, 64)).parts)
    assert found.whole[0] is found.cascade[-1]
    assert all(step.map is None or step.map.shape == found.map.shape for step in found.cascade)


def test_guided_backpropagation_stays_where_gradients_and_grad_cam_change(
    trained: LoadedModel, fundus: Photograph
) -> None:
    """Adebayo et al. 2018, figures 2 to 4: on a network trained on real photographs."""
    found = {
        method: randomisation(trained, fundus, query_of(trained, fundus, method), RandomisationSettings(steps=1))
        for method in (Method.GUIDED_BACKPROPAGATION, Method.SALIENCY, Method.GRAD_CAM)
    }
    guided, gradient, cam = (check.correlation or 0.0 for check in found.values())
    assert guided > gradient > cam
    assert found[Method.GUIDED_BACKPROPAGATION].verdict is Verdict.DOES_NOT_CHANGE
    assert "does not change" in found[Method.GUIDED_BACKPROPAGATION].words
    assert found[Method.GRAD_CAM].verdict is Verdict.CHANGES


def edges(case: Case, _query: Query) -> Finding:
    grey = cv2.cvtColor(to_pixels(case), cv2.COLOR_RGB2GRAY).astype(np.float32)
    return Finding(np.asarray(np.abs(cv2.Laplacian(grey, cv2.CV_32F)), np.float32))


def test_a_method_that_finds_edges_is_said_not_to_change(
    small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(methods.ON_INPUT, Method.SALIENCY, edges)
    found = randomisation(small, photograph, query_of(small, photograph, Method.SALIENCY), FEW)
    assert found.verdict is Verdict.DOES_NOT_CHANGE
    assert found.correlation == pytest.approx(1)
    assert "does not change" in found.words


@pytest.mark.parametrize("makes", ["noise", "signs", "nothing", "everywhere the same"])
def test_words_for_what_else_there_may_be(
    small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch, makes: str
) -> None:
    own = small.module

    def method(case: Case, query: Query) -> Finding:
        is_own = case.module is own
        random = np.random.default_rng(0 if is_own else int(abs(float(case.forward.logits.detach().sum())) * 1e6))
        values = random.normal(size=(40, 40)).astype(np.float32)
        if makes == "signs":
            signs = np.sign(values)
            values = np.random.default_rng(1).exponential(size=(40, 40)).astype(np.float32) * signs
        elif makes == "nothing" and not is_own:
            values[:] = 0
        elif makes == "everywhere the same":
            values[:] = 3
        return Finding(values)

    monkeypatch.setitem(methods.ON_INPUT, Method.SALIENCY, method)
    found = randomisation(small, photograph, query_of(small, photograph, Method.SALIENCY), FEW)
    verdict, words = {
        "noise": (Verdict.CHANGES, "changes with the weights"),
        "signs": (Verdict.DOES_NOT_CHANGE, "does not change"),
        "nothing": (Verdict.CHANGES, "no map at all"),
        "everywhere the same": (Verdict.NO_MAP, "same everywhere"),
    }[makes]
    assert found.verdict is verdict
    assert words in found.words


def test_the_same_seed_gives_the_same_figures(small: LoadedModel, photograph: Photograph) -> None:
    query = query_of(small, photograph, Method.SALIENCY)
    settings = RandomisationSettings(seed=4, steps=2, networks=2, is_independent=True)
    first, again = (randomisation(small, photograph, query, settings).to_json() for _ in range(2))
    assert first == again
    assert first["settings"]["seed"] == 4
    assert [step["seed"] for step in first["whole"]] == [4, 5]
    assert len(first["independent"]) == 2
    other = randomisation(small, photograph, query, RandomisationSettings(seed=9, steps=2, networks=2)).to_json()
    assert other["whole"] != first["whole"]


def test_a_channel_of_a_layer_can_be_checked(small: LoadedModel, photograph: Photograph) -> None:
    query = Query(photograph.id, small.id, Method.SALIENCY, ChannelTarget("features.3", 5), None)
    found = randomisation(small, photograph, query, FEW)
    # What lies above the layer has no part in it.
    assert found.cascade[0].similarity is not None
    assert found.cascade[0].similarity.rank_correlation == pytest.approx(1)


@pytest.mark.parametrize(
    "target",
    [ProbabilityTarget(2), MarginTarget(2, 0), BoundaryTarget(1), ExpectedGradeTarget(), ReferableTarget()],
    ids=lambda target: type(target).__name__,
)
def test_every_clinical_question_can_be_checked(small: LoadedModel, photograph: Photograph, target: Target) -> None:
    query = Query(photograph.id, small.id, Method.GRAD_CAM, target, "features.7")
    found = randomisation(small, photograph, query, FEW)
    assert found.query.target == target
    assert all(step.similarity is not None for step in found.cascade)


def test_a_network_that_breaks_down_is_left_out_and_named(
    small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = small.module

    def method(case: Case, query: Query) -> Finding:
        if case.module is own:
            return Finding(np.eye(9, dtype=np.float32))
        if len(reports) % 2:
            raise ExplainError("It broke.")
        return Finding(np.full((9, 9), np.nan, np.float32))

    reports: list[Progress] = []
    monkeypatch.setitem(methods.ON_INPUT, Method.SALIENCY, method)
    query = query_of(small, photograph, Method.SALIENCY)
    found = randomisation(small, photograph, query, FEW, report=reports.append)
    notes = {step.note for step in found.cascade}
    assert any("It broke" in note for note in notes) or any("finite" in note for note in notes)
    assert found.verdict is Verdict.CHANGES
    assert "no map at all" in found.words


def test_cancelling_ends_it_and_leaves_the_model_alone(small: LoadedModel, photograph: Photograph) -> None:
    token, reports = CancelToken(), []

    def report(progress: Progress) -> None:
        reports.append(progress)
        if progress.done >= progress.total / 3:
            token.cancel()

    query = query_of(small, photograph, Method.SALIENCY)
    with untouched(small), pytest.raises(Cancelled):
        randomisation(small, photograph, query, FEW, token=token, report=report)
    assert [progress.done for progress in reports] == sorted(progress.done for progress in reports)
    assert reports[-1].done < reports[-1].total


def test_what_is_known_is_not_computed_again(
    small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = query_of(small, photograph, Method.SALIENCY)
    known = Explainer().explain(small, photograph, query)
    asked: list[object] = []
    compute = methods.ON_INPUT[Method.SALIENCY]

    def counted(case: Case, query: Query) -> Finding:
        asked.append(case.module)
        return compute(case, query)

    monkeypatch.setitem(methods.ON_INPUT, Method.SALIENCY, counted)
    found = randomisation(small, photograph, query, FEW, known=known)
    assert found.map is known.map
    assert small.module not in asked
    assert len(asked) == FEW.steps + FEW.networks - 1


@pytest.mark.parametrize("field", [{"seed": -1}, {"steps": 0}, {"networks": 0}, {"steps": 1000}])
def test_settings_out_of_bounds_are_refused(field: dict[str, int]) -> None:
    with pytest.raises(ExplainError, match=r"Choose one from"):
        RandomisationSettings(**field)


def test_a_query_that_does_not_fit_is_refused(small: LoadedModel, photograph: Photograph, ask: Callable) -> None:
    with pytest.raises(ExplainError, match="another photograph or model"):
        randomisation(small, photograph, ask(Method.SALIENCY, ClassTarget(0)), FEW)
