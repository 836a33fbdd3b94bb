"""One pass over many eyes with one method: where in each of them the evidence lies, and its map on the standard eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.errors import FunduscopeError, ImageError
from core.evaluation.anatomy import Budget, Landmarks
from core.experiments.budgets import budget_of
from core.experiments.cohorts import StandardMap, standardised
from core.experiments.eyes import EyeItem, LandmarkSource, landmarks_of
from core.experiments.placing import grid_size
from core.explain.explainer import Explainer
from core.explain.method import Method
from core.explain.query import ClassTarget, Query
from core.jobs import CancelToken
from core.networks.loaded import LoadedModel

GRID_PX = 512


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """What is asked of every photograph; `layer` is None for methods of the input, `target` for the predicted class."""

    method: Method
    layer: str | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Surveyed:
    """One eye. `budget` and `standard` are None where disc and fovea are not known, all but `error` where it failed.

    `landmarks` are in pixels of the photograph as it is shown, whose size is `size` (width, height).
    """

    key: int
    name: str
    predicted: int = -1
    target: int = -1
    landmarks: Landmarks | None = None
    source: LandmarkSource = LandmarkSource.NONE
    size: tuple[int, int] = (0, 0)
    budget: Budget | None = None
    standard: StandardMap | None = None
    error: str = ""


def survey(
    model: LoadedModel, items: Sequence[EyeItem], plan: SurveyPlan, *, token: CancelToken | None = None
) -> Iterator[Surveyed]:
    """An answer for each item, in order, as they come; one that cannot be read says why.

    Raises ExplainError where the network has not what the method takes, Cancelled once the token says so.
    """
    token = token or CancelToken()
    explainer = Explainer(cache_bytes=1 << 20, state_bytes=0)
    for item in items:
        token.check()
        try:
            yield _surveyed(explainer, model, item, plan, token)
        except ImageError as error:
            yield Surveyed(item.key, item.name, error=str(error))


def _surveyed(
    explainer: Explainer, model: LoadedModel, item: EyeItem, plan: SurveyPlan, token: CancelToken
) -> Surveyed:
    photograph = item.read()
    predicted = explainer.predict(model, photograph, token=token).predicted
    asked = plan.target if plan.target is not None else item.target if item.target is not None else predicted
    query = Query(photograph.id, model.id, plan.method, ClassTarget(asked), plan.layer)
    explanation = explainer.explain(model, photograph, query, token=token)
    size = (photograph.width, photograph.height)
    try:
        landmarks, source = landmarks_of(item, photograph)
    except FunduscopeError as error:  # marks by hand that cannot be those of an eye
        return Surveyed(item.key, item.name, predicted, asked, size=size, error=str(error))
    if landmarks is None:
        return Surveyed(item.key, item.name, predicted, asked, size=size)
    budget = budget_of(explanation, photograph, landmarks, grid_size(*size, max_side=GRID_PX))
    standard = standardised(explanation, photograph, landmarks, name=item.name, group=item.group)
    return Surveyed(item.key, item.name, predicted, asked, landmarks, source, size, budget, standard)
