"""The report of a model: its figures, its warnings, its cases, and no name of anybody unless asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from core.errors import FunduscopeError
from core.evaluation.evaluating import Evaluated
from core.images.photograph import Photograph
from core.jobs import Cancelled, CancelToken
from core.networks.loaded import LoadedModel
from core.reports import origin
from core.reports.evaluation import Measured, evaluation_document
from core.reports.examples import cases, chosen
from core.reports.html import render_html
from core.reports.localisation import localisation_section, read_means
from core.reports.pdf import render_pdf


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL))


def test_it_says_the_figures_with_their_intervals(evaluated: Evaluated, small_model: LoadedModel) -> None:
    document = evaluation_document([Measured(evaluated=evaluated, card=small_model.card)], title="Evaluation")
    said = text_of(render_html(document))
    metrics, intervals = evaluated.assessment.metrics, evaluated.assessment.intervals.figures
    kappa, limits = metrics.quadratic_weighted_kappa, intervals["quadratic_weighted_kappa"]
    assert limits is not None
    assert f"{kappa:.3f} ({limits.low:.3f}\u2013{limits.high:.3f})" in said
    for row in metrics.confusion_matrix:
        assert all(str(count) in said for count in row)
    assert evaluated.model_id in said
    assert "Gr\u00f6\u00dfe &lt;5&gt;" in said
    assert "epochs 3" in said
    assert "data with the fingerprint " + "ab" * 32 in said
    assert render_pdf(document).startswith(b"%PDF")


def test_names_stay_out_unless_asked_for(evaluated: Evaluated, small_model: LoadedModel) -> None:
    measured = [Measured(evaluated=evaluated, card=small_model.card)]
    without = text_of(render_html(evaluation_document(measured, title="Evaluation")))
    assert "Meier" not in without
    assert "Schulze" not in without
    assert "somebody" not in without
    assert "1 photographs have no label" in without
    named = text_of(render_html(evaluation_document(measured, title="Evaluation", are_names_shown=True)))
    assert "Meier" in named
    assert "Schulze" in named


def test_examples_of_names_are_cut_from_warnings() -> None:
    text = "Test and training overlap: 3 photographs (such as Eva (left).jpg) are identical to training photographs."
    assert origin.without_names(text) == (
        "Test and training overlap: 3 photographs are identical to training photographs."
    )


def test_cases_are_chosen_by_rule(evaluated: Evaluated) -> None:
    answers = evaluated.answers
    places = chosen(evaluated, right_per_class=1, wrong=3)
    right = [place for place in places if answers.labels[place] == answers.predicted[place]]
    wrong = [place for place in places if place not in right]
    assert answers.probabilities is not None
    sureness = answers.probabilities.max(1)
    for place in right:
        same = (answers.labels == answers.labels[place]) & (answers.predicted == answers.labels[place])
        assert sureness[place] == sureness[same].max()
    is_wrong = answers.labels != answers.predicted
    assert sorted(sureness[wrong]) == sorted(np.sort(sureness[is_wrong])[-3:])


def test_cases_have_the_photograph_and_the_map(
    evaluated: Evaluated, small_model: LoadedModel, eye_file: Path, eye: Photograph
) -> None:
    found, note = cases(evaluated, small_model, lambda _place: eye_file)
    assert len(found) == len(chosen(evaluated))
    assert all(len(case.pictures) == 2 for case in found)
    assert small_model.layers.default.name in note
    assert not any("Meier" in case.title + case.pictures[0].caption for case in found)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        cases(evaluated, small_model, lambda _place: eye_file, token=token)


def test_photographs_that_are_gone_are_left_out(evaluated: Evaluated, small_model: LoadedModel) -> None:
    found, _note = cases(evaluated, small_model, lambda _place: Path("/nowhere/at all.png"))
    assert found == ()


def test_several_models_are_compared(evaluated: Evaluated) -> None:
    document = evaluation_document([Measured(evaluated=evaluated), Measured(evaluated=evaluated)], title="Two")
    assert document.sections[-1].title == "Comparison"
    assert "McNemar" in text_of(render_html(document))


def means(above: float, low: float | None) -> dict[str, object]:
    figure = {"mean": 0.5 + above, "low": 0.4, "high": 0.9, "count": 7, "chance": 0.5}
    figure["above_chance"] = {"mean": above, "low": low, "high": 0.4, "count": 7}
    return {"method": "gradcam", "layer": "features.12", "photographs": 7, "figures": {"area_under_roc_curve": figure}}


def test_localisation_names_the_best_and_doubts_what_is_not_above_chance() -> None:
    sure = localisation_section([means(0.1, 0.05), {**means(0.3, 0.2), "layer": "late"}], title="t")
    assert "at late" in sure.contents[0].text
    assert "trust none" in localisation_section([means(0.02, -0.1)], title="t").contents[0].text


def test_localisation_files_are_read_with_distrust(tmp_path: Path) -> None:
    path = tmp_path / "found.json"
    path.write_text(json.dumps({"means": [means(0.1, 0.05)]}))
    assert read_means(path)[0]["photographs"] == 7
    for text in ("{}", "[]", "no json", '{"means": [{"method": "magic"}]}', '{"means": []}'):
        path.write_text(text)
        with pytest.raises(FunduscopeError):
            read_means(path)
