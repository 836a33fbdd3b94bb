"""Two visits of one eye: the maps lie on each other as the photographs do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.datasets.catalogue.landmarks import MarkedLandmarks
from core.errors import FunduscopeError
from core.evaluation.anatomy import Sector
from core.experiments.eyes import EyeItem, LandmarkSource
from core.experiments.surveying import SurveyPlan, survey
from core.experiments.visits import VisitPlan, compare_visits
from core.explain.explainer import Explainer
from core.explain.method import Method
from core.images.facts import Eye
from core.images.orientation import Orientation
from core.images.photograph import ImageId, Photograph
from core.images.reading import read_photograph
from core.images.registration import RegistrationError
from core.networks.files import load_model
from core.networks.loaded import LoadedModel

ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "resources" / "samples" / "fundus").rglob("*.jpg"))


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return load_model(ROOT / "models" / "fundus-grades-rendered.safetensors")


def visit(photograph: Photograph, *, degrees: float = 4, by: tuple[float, float] = (18, -10)) -> Photograph:
    width, height = photograph.width, photograph.height
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    matrix[:, 2] += by
    pixels = np.asarray(cv2.warpAffine(photograph.pixels, matrix, (width, height)), np.uint8)
    pixels = (pixels * 0.9).astype(np.uint8)
    return replace(photograph, id=ImageId("1" * 64), pixels=pixels)


def test_maps_of_two_visits_lie_on_each_other(model: LoadedModel) -> None:
    first = read_photograph(SAMPLES[-1])
    layer = model.layers.default.name
    found = compare_visits(Explainer(), model, first, visit(first), VisitPlan(Method.SALIENCY))
    assert found.registration.error_share < 0.005
    assert found.earlier.shape == found.later.shape == found.difference.shape == found.photograph.shape[:2]
    known = np.isfinite(found.difference)
    assert known.mean() > 0.4
    np.testing.assert_array_equal(found.difference[known], (found.later - found.earlier)[known])
    assert found.target == found.predicted[1]
    at_layer = compare_visits(Explainer(), model, first, visit(first), VisitPlan(Method.GRAD_CAM, layer, target=0))
    assert at_layer.target == 0
    photographs = np.corrcoef(at_layer.photograph[known][:, 1], at_layer.later_photograph[known][:, 1])[0, 1]
    assert photographs > 0.98
    assert at_layer.to_json()["registration"]["matches"] >= 15


def test_another_eye_and_the_same_photograph_are_refused(model: LoadedModel) -> None:
    first, other = read_photograph(SAMPLES[0]), read_photograph(SAMPLES[-1])
    with pytest.raises(RegistrationError):
        compare_visits(Explainer(), model, first, other, VisitPlan(Method.SALIENCY))
    with pytest.raises(FunduscopeError, match="same photograph"):
        compare_visits(Explainer(), model, first, first, VisitPlan(Method.SALIENCY))


def test_a_survey_takes_marks_by_hand_before_what_it_finds(model: LoadedModel) -> None:
    width = read_photograph(SAMPLES[0]).width
    marked = MarkedLandmarks((0.7 * width, 0.5 * width), (0.4 * width, 0.52 * width), 0.14 * width)
    turned = Orientation(is_turned=True)
    items = [
        EyeItem(1, SAMPLES[0], "found"),
        EyeItem(2, SAMPLES[0], "marked", marked=marked, eye=Eye.RIGHT, group="p"),
        EyeItem(3, SAMPLES[0], "turned", marked=marked, eye=Eye.RIGHT, orientation=turned),
        EyeItem(4, ROOT / "pyproject.toml", "broken"),
    ]
    found = list(survey(model, items, SurveyPlan(Method.GRAD_CAM, model.layers.default.name, target=0)))
    assert [each.source for each in found[:3]] == [LandmarkSource.FOUND, LandmarkSource.HAND, LandmarkSource.HAND]
    assert found[1].landmarks is not None
    assert found[1].landmarks.disc == marked.disc
    assert found[2].landmarks is not None
    height = found[2].size[1]
    assert found[2].landmarks.disc == pytest.approx((width - marked.disc[0], height - marked.disc[1]))
    assert found[1].standard is not None
    assert found[1].standard.group == "p"
    for each in found[:3]:
        assert each.budget is not None
        assert each.target == 0
        total = sum(part.value for part in each.budget.sectors.values())
        assert total == pytest.approx(1 if each.budget.has_evidence else 0, abs=1e-6)
        assert set(each.budget.sectors) == set(Sector)
    assert found[3].budget is None
    assert "pyproject" in found[3].error
