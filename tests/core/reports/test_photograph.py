"""The report of a photograph: the answer, the map, what it means, and what has to be borne in mind."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.method import Method
from core.explain.params import params_type
from core.explain.query import ClassTarget, Query
from core.images.photograph import Photograph
from core.networks.loaded import LoadedModel
from core.networks.prediction import Prediction
from core.reports.caveats import caveats
from core.reports.html import render_html
from core.reports.maps import map_figures
from core.reports.pdf import render_pdf
from core.reports.photograph import PhotographFindings, photograph_document


@pytest.fixture(scope="module")
def answered(small_model: LoadedModel, eye: Photograph) -> tuple[Prediction, Explanation]:
    explainer = Explainer()
    prediction = explainer.predict(small_model, eye)
    layer = small_model.layers.default.name
    method = Method.GRAD_CAM
    target = ClassTarget(prediction.predicted)
    query = Query(eye.id, small_model.id, method, target, layer, params_type(method)())
    return prediction, explainer.explain(small_model, eye, query)


@pytest.fixture
def findings(small_model: LoadedModel, eye: Photograph, answered: tuple[Prediction, Explanation]) -> PhotographFindings:
    prediction, explanation = answered
    layer = explanation.query.layer
    assert layer is not None
    return PhotographFindings(
        photograph=eye,
        card=small_model.card,
        prediction=prediction,
        explanation=explanation,
        layer=small_model.layers[layer],
        label="Mild",
    )


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL))


def test_it_says_what_was_asked_and_what_came_out(findings: PhotographFindings) -> None:
    document = photograph_document(findings)
    said = text_of(render_html(document))
    prediction, explanation = findings.prediction, findings.explanation
    assert explanation is not None
    for name, probability in zip(findings.card.class_names, prediction.probabilities, strict=True):
        assert name in said
        assert f"{100 * probability:.1f} %" in said
    assert "Grad-CAM" in said
    assert str(explanation.query.layer) in said
    assert prediction.model in said
    assert findings.photograph.id in said
    assert "Not for clinical use" in said
    assert render_pdf(document).startswith(b"%PDF")


def test_who_it_is_stays_out_unless_asked_for(findings: PhotographFindings) -> None:
    assert "Eva" not in text_of(render_html(photograph_document(findings)))
    named = photograph_document(findings, are_identifiers_shown=True)
    assert "Eva M\u00fcller 1961.png" in text_of(render_html(named))


def test_a_map_without_evidence_is_said_and_not_coloured(findings: PhotographFindings) -> None:
    explanation = findings.explanation
    assert explanation is not None
    empty = replace(explanation, map=np.zeros_like(explanation.map))
    said = text_of(render_html(photograph_document(replace(findings, explanation=empty))))
    assert "no evidence, so nothing is coloured" in said
    assert "The map holds no evidence" in said


def test_a_report_without_a_map(findings: PhotographFindings) -> None:
    document = photograph_document(replace(findings, explanation=None, layer=None))
    assert "Where it looked" not in [section.title for section in document.sections]


def test_masks_are_outlined_named_and_compared(findings: PhotographFindings) -> None:
    mask = np.zeros((150, 200), bool)
    mask[40:90, 60:120] = True
    said = text_of(render_html(photograph_document(replace(findings, masks={"EX": mask}))))
    assert "hard exudate" in said
    assert "area under the ROC curve" in said


def test_a_close_call_is_one(findings: PhotographFindings) -> None:
    card, photograph = findings.card, findings.photograph
    for probabilities, words in (
        ([0.45, 0.44, 0.05, 0.05, 0.01], "A close call: No DR has 45.0 %, Mild 44.0 %."),
        ([0.4, 0.2, 0.2, 0.1, 0.1], "No class reaches half"),
    ):
        given = np.array(probabilities, np.float32)
        prediction = replace(findings.prediction, probabilities=given)
        assert any(words in each for each in caveats(card, photograph, prediction, None))
    sure = replace(findings.prediction, probabilities=np.array([0.9, 0.1, 0, 0, 0], np.float32))
    assert not any("call" in each or "half" in each for each in caveats(card, photograph, sure, None))


def test_figures_of_a_map_by_hand(findings: PhotographFindings) -> None:
    explanation = findings.explanation
    assert explanation is not None
    values = np.zeros((2, 4), np.float32)
    values[1, 2], values[0, 0] = 4.0, 2.0
    found = map_figures(replace(explanation, map=values))
    assert (found.lowest, found.highest) == (0.0, 4.0)
    assert found.share_above_half == pytest.approx(2 / 8)
    matrix = explanation.to_photograph.matrix()
    assert found.peak == pytest.approx(tuple((matrix @ (2.5, 1.5, 1.0))[:2]))
    # Gini by its definition: mean absolute difference over twice the mean.
    flat = values.ravel().astype(float)
    gini = np.abs(flat[:, None] - flat[None]).mean() / (2 * flat.mean())
    assert found.gini == pytest.approx(gini)
    unknown = np.full((2, 2), np.nan, np.float32)
    assert map_figures(replace(explanation, map=unknown)).highest is None
