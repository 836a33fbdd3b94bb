"""Photographs with their maps as cases of a report, chosen by a rule that anybody can repeat."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.errors import ExplainError, ImageError
from core.evaluation.evaluating import Evaluated
from core.explain.catalogue import CATALOGUE
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.method import Method
from core.explain.overlay import Rendering, compose
from core.explain.params import params_type
from core.explain.query import ClassTarget, Query
from core.images.orientation import AS_STORED, Orientation
from core.images.photograph import Photograph
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.loaded import LoadedModel
from core.reports.document import Case, Tone
from core.reports.figures import percent
from core.reports.origin import pseudonym
from core.reports.pictures import picture

RIGHT_PER_CLASS, MOST_WRONG = 1, 6
SIDE_PX = 420


def chosen(evaluated: Evaluated, *, right_per_class: int = RIGHT_PER_CLASS, wrong: int = MOST_WRONG) -> list[int]:
    """The places of the surest right answers of each class, in the order of the classes, then of the surest wrong ones.

    Nothing without probabilities.
    """
    answers = evaluated.answers
    if answers.probabilities is None:
        return []
    sureness = answers.probabilities.max(1)
    order = np.argsort(-sureness, kind="stable")
    is_right = answers.labels == answers.predicted
    found: list[int] = []
    for label in range(len(answers.class_names)):
        of_class = [int(place) for place in order if is_right[place] and answers.labels[place] == label]
        found += of_class[:right_per_class]
    return found + [int(place) for place in order if not is_right[place]][:wrong]


def cases(
    evaluated: Evaluated,
    model: LoadedModel,
    path_of: Callable[[int], Path],
    *,
    orientation_of: Callable[[int], Orientation] = lambda _place: AS_STORED,
    method: Method = Method.GRAD_CAM,
    layer: str | None = None,
    are_names_shown: bool = False,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> tuple[tuple[Case, ...], str]:
    """The chosen photographs with the maps of their answers, and a sentence that names method and layer.

    `path_of` gives the file of a place among the answers, `orientation_of` how it is shown. `layer`: by default the one
    to look at first. Photographs that cannot be read any more are left out. Raises Cancelled.
    """
    token = token or CancelToken()
    entry = CATALOGUE[method]
    try:
        where = (layer or model.layers.default.name) if entry.has_layer else None
    except ExplainError as error:
        return (), f"There are no maps: {error.message}"
    explainer = Explainer(cache_bytes=1 << 20, state_bytes=0)
    places = chosen(evaluated)
    found = []
    for number, place in enumerate(places):
        token.check()
        progress(Progress(number, len(places), "pictures of the report"))
        try:
            photograph = orientation_of(place).photograph(read_photograph(path_of(place)))
        except ImageError:
            continue
        explanation = _explained(explainer, model, photograph, method, where, token)
        name = evaluated.answers.images[place] if are_names_shown else pseudonym(evaluated.ids[place])
        found.append(_case(evaluated, place, name, photograph, explanation))
    if not found:
        return (), "None of the chosen photographs could be shown." if places else ""
    note = f"Maps: {entry.title}{f' at {where}' if where else ''}, for the predicted class."
    return tuple(found), note


def _explained(
    explainer: Explainer,
    model: LoadedModel,
    photograph: Photograph,
    method: Method,
    layer: str | None,
    token: CancelToken,
) -> Explanation | ExplainError:
    target = ClassTarget(explainer.predict(model, photograph, token=token).predicted)
    query = Query(photograph.id, model.id, method, target, layer, params_type(method)())
    try:
        return explainer.explain(model, photograph, query, token=token)
    except ExplainError as error:
        return error


def _case(
    evaluated: Evaluated, place: int, name: str, photograph: Photograph, explanation: Explanation | ExplainError
) -> Case:
    answers, names = evaluated.answers, evaluated.class_names
    label, said = int(answers.labels[place]), int(answers.predicted[place])
    sure = float(answers.probabilities[place].max()) if answers.probabilities is not None else 0.0
    shown = [picture(photograph.pixels, name, side_px=SIDE_PX)]
    if not isinstance(explanation, ExplainError):
        caption = "" if explanation.has_evidence else "no evidence at this layer"
        shown.append(picture(compose(photograph.pixels, explanation, Rendering()), caption, side_px=SIDE_PX))
    title = f"{names[label]}, said {names[said]} ({percent(sure, 0)})"
    if isinstance(explanation, ExplainError):
        title += f". {explanation.message}"
    return Case(title, tuple(shown), Tone.PLAIN if label == said else Tone.BAD)
