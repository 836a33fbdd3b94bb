"""The pictures of a report: curves of the training, filters, and photographs with the maps of the answer."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.drawing.charts import Series, curves
from core.drawing.shapes import Ink
from core.drawing.svg import svg
from core.errors import ExplainError
from core.evaluation.localisation import Figure
from core.experiments.experiment import Arm, Experiment
from core.experiments.explaining import Subject, read_subject
from core.experiments.files import ExperimentFolder
from core.experiments.localising import explained, judge
from core.experiments.pictures import SIDE_PX, encoded, example
from core.experiments.predicting import Answer, open_photographs
from core.explain.catalogue import CATALOGUE
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.method import Method
from core.jobs import CancelToken
from core.networks.loaded import LoadedModel

_RIGHT_EXAMPLES_PER_CLASS = 1
_MOST_WRONG_EXAMPLES = 4


def training_plots(history: Path) -> list[dict[str, str]]:
    """Loss and accuracy by epoch, from the table that the training wrote."""
    with history.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def column(name: str) -> list[float | None]:
        return [float(row[name]) if row.get(name) else None for row in rows]

    def lines(figure: str) -> list[Series]:
        return [
            Series("training", column(f"training_{figure}"), Ink.FIRST),
            Series("validation", column(f"validation_{figure}"), Ink.SECOND),
        ]

    drawn = {"Loss": curves(lines("loss")), "Accuracy": curves(lines("accuracy"), top=1.0)}
    return [{"svg": svg(plot), "caption": caption} for caption, plot in drawn.items() if plot is not None]


def filter_figure(found: tuple[str, Any] | None) -> dict[str, str] | None:
    """The grid of filters with its caption; None where there is none."""
    if found is None:
        return None
    layer, grid = found
    return {
        "layer": layer,
        "picture": encoded(grid, is_drawing=True),
        "caption": f"Kernels of '{layer}', at most 64, the strongest first. Grey is 0; all share one scale, up to the "
        "largest weight.",
    }


def example_panels(
    experiment: Experiment,
    arm: Arm,
    folder: ExperimentFolder,
    model: LoadedModel,
    answers: Sequence[Answer],
    token: CancelToken,
) -> tuple[list[dict[str, Any]], list[str]]:
    """Photographs with the maps of the answer, and the codes of the masks that are outlined on any of them."""
    labelled = open_photographs(folder.test(arm), model.card.class_names, token=token)
    explainer = Explainer(cache_bytes=1 << 20, state_bytes=0)
    shown: list[dict[str, Any]] = []
    codes: dict[str, None] = {}
    for place in _chosen(answers):
        token.check()
        subject = read_subject(experiment, labelled.samples[place], answers[place], model.card.class_names)
        codes |= dict.fromkeys(subject.masks)
        shown.append(_example(explainer, model, subject, token))
    return shown, list(codes)


def _chosen(answers: Sequence[Answer]) -> list[int]:
    """The first right answers of each class, then the first wrong ones."""
    right: dict[int, list[int]] = {}
    wrong = []
    for place, answer in enumerate(answers):
        if not answer.is_right:
            wrong.append(place)
        elif len(right.setdefault(answer.label, [])) < _RIGHT_EXAMPLES_PER_CLASS:
            right[answer.label].append(place)
    return [place for label in sorted(right) for place in right[label]] + wrong[:_MOST_WRONG_EXAMPLES]


def _example(explainer: Explainer, model: LoadedModel, subject: Subject, token: CancelToken) -> dict[str, Any]:
    names, answer = model.card.class_names, subject.answer
    pixels = subject.photograph.pixels
    is_small = 2 * max(pixels.shape[:2]) <= SIDE_PX
    said = f"said {names[answer.predicted]} ({answer.probabilities[answer.predicted]:.0%})"
    verdict = f"{names[answer.label]}, {said}"
    panels = [{"picture": encoded(example(pixels, subject.masks), is_drawing=is_small), "caption": verdict}]
    for method in (Method.GRAD_CAM, Method.SALIENCY):
        try:
            explanation = _one_map(explainer, model, subject, method, token)
        except ExplainError as error:
            panels.append({"picture": panels[0]["picture"], "caption": f"{CATALOGUE[method].title}: {error.message}"})
            continue
        picture = encoded(example(pixels, subject.masks, explanation), is_drawing=is_small)
        panels.append({"picture": picture, "caption": _caption(subject, explanation)})
    return {"is_right": answer.is_right, "panels": [{**panel, "is_pixels": is_small} for panel in panels]}


def _one_map(
    explainer: Explainer, model: LoadedModel, subject: Subject, method: Method, token: CancelToken
) -> Explanation:
    layers = [model.layers.default.name] if CATALOGUE[method].has_layer else None
    (explanation,) = explained(
        explainer,
        model,
        subject.photograph,
        method=method,
        target=subject.answer.predicted,
        layers=layers,
        token=token,
    ).values()
    return explanation


def _caption(subject: Subject, explanation: Explanation) -> str:
    title = CATALOGUE[explanation.query.method].title
    if not explanation.has_evidence:
        return f"{title}: no evidence for this class at this layer"
    localisation, _lesions = judge(explanation, subject.truth)
    if localisation is None or not localisation.has_evidence:
        return f"{title}, up to {float(explanation.map.max()):.3g}"
    energy = localisation.figures[Figure.ENERGY_INSIDE]
    return f"{title}: {energy.value:.0%} of the evidence inside, by chance {energy.chance:.0%}"
