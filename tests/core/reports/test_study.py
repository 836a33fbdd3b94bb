"""The report of a reader study, from an analysis of readings that were made up."""

from __future__ import annotations

import re
from datetime import timedelta

import numpy as np
import pytest

from core.evaluation.reading.analysis import StudyAnalysis, analyse
from core.evaluation.reading.figures import Figure
from core.evaluation.reading.plan import Arm, MapRecipe, Plan, StudyCase, StudyKind, StudyModel
from core.evaluation.reading.study import StudyState
from core.reports.html import render_html
from core.reports.pdf import render_pdf
from core.reports.study import study_document
from tests.core.evaluation.reading.conftest import CLASSES, NOON, image_id
from tests.core.evaluation.reading.test_analysis import read

READERS = ("Dr. Huber", "Dr. Maier")


@pytest.fixture(scope="module")
def analysis() -> StudyAnalysis:
    plan = Plan(
        title="Does <it> help?",
        kind=StudyKind.GRADING,
        cases=tuple(StudyCase(image_id(n), f"eyes/{n}.jpg", n % 5, n) for n in range(30)),
        readers=READERS,
        classes=CLASSES,
        referable_from=2,
        arms=tuple(Arm),
        washout=timedelta(hours=24),
        seed=7,
        model=StudyModel("ab" * 32, "Grader", "grader.safetensors", CLASSES),
        classes_of_model=(0, 1, 2, 3, 4),
        maps=(MapRecipe("Grad-CAM", "gradcam", "layer4"),),
        made=NOON,
    )
    return analyse(read(StudyState(plan), np.random.default_rng(3)))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL))


def test_it_says_the_figures_of_the_analysis(analysis: StudyAnalysis) -> None:
    document = study_document(analysis)
    said = text_of(render_html(document))
    for arm in Arm:
        value = analysis.value(Figure.KAPPA, arm)
        assert value is not None
        assert f"{value.value:.3f}" in said
    assert "ab" * 32 in said
    assert "Not for clinical use" in said
    assert "Does &lt;it&gt; help?" in said
    assert render_pdf(document).startswith(b"%PDF")


def test_readers_are_numbers_unless_names_are_asked_for(analysis: StudyAnalysis) -> None:
    said = text_of(render_html(study_document(analysis)))
    assert "Huber" not in said
    assert "Reader 1" in said
    assert "Dr. Huber" in text_of(render_html(study_document(analysis, are_names_shown=True)))
