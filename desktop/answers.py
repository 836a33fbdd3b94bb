"""One question to a network, as a lane computes it: what it says of a photograph, and where it looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.explain.explanation import Explanation
from core.explain.query import ClassTarget, Method, Query
from core.images.photograph import Photograph
from core.networks.prediction import Prediction
from desktop.jobs import JobContext

if TYPE_CHECKING:
    from core.explain.explainer import Explainer
    from core.networks.loaded import LoadedModel


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Prediction and explanation of one photograph, for one layer."""

    prediction: Prediction
    explanation: Explanation


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """`work` computes the answer in the lane; two questions with one `key` have the same answer."""

    key: tuple[object, ...]
    work: Callable[[JobContext], Answer]


def ask(
    explainer: Explainer, model: LoadedModel, photograph: Photograph, *, layer: str, target: int | None
) -> Question:
    """The question where `model` looks in `photograph` at `layer`, for the class `target` (None: the predicted one)."""

    def work(context: JobContext) -> Answer:
        prediction = explainer.predict(model, photograph, token=context.token)
        query = Query(
            image=photograph.id,
            model=model.id,
            method=Method.GRAD_CAM,
            target=ClassTarget(prediction.predicted if target is None else target),
            layer=layer,
        )
        return Answer(prediction, explainer.explain(model, photograph, query, token=context.token))

    return Question(("answer", photograph.id, model.id, layer, target), work)


def ask_all_layers(
    explainer: Explainer, model: LoadedModel, photograph: Photograph, query: Query
) -> Callable[[JobContext], None]:
    """The work that computes the maps of every layer for the class of `query`; they are then in the cache."""

    def work(context: JobContext) -> None:
        explainer.explain_all_layers(model, photograph, query, token=context.token)

    return work
