"""One question to a network, as a lane computes it: what it says of a photograph, and where it looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.explain.explanation import Explanation
from core.explain.query import Query
from core.images.photograph import Photograph
from core.networks.prediction import Prediction
from desktop.jobs import JobContext
from desktop.wishes import Wish

if TYPE_CHECKING:
    from core.explain.explainer import Explainer
    from core.networks.loaded import LoadedModel


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Prediction and explanation of one photograph. The explanation is None in previews, while there is none yet."""

    prediction: Prediction
    explanation: Explanation | None


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """`work` computes the answer in the lane; two questions with one `key` have the same answer.

    While it works it gives what there is as previews: an `Answer` each, the first with the prediction alone.
    """

    key: tuple[object, ...]
    work: Callable[[JobContext], Answer]


def ask(explainer: Explainer, model: LoadedModel, photograph: Photograph, wish: Wish) -> Question:
    """The question what `model` says of `photograph`, and the explanation that is wished for."""

    def work(context: JobContext) -> Answer:
        prediction = explainer.predict(model, photograph, token=context.token)
        query = wish.query(photograph.id, model.id, prediction.predicted)
        if query is None:  # the prediction is known here
            raise ValueError(wish)
        if not wish.is_quick:
            context.preview(Answer(prediction, None))
        explanation = explainer.explain(
            model,
            photograph,
            query,
            token=context.token,
            report=context.report,
            partial=lambda partial: context.preview(Answer(prediction, partial), may_drop=True),
        )
        return Answer(prediction, explanation)

    return Question(("answer", photograph.id, model.id, wish), work)


def ask_prediction(explainer: Explainer, model: LoadedModel, photograph: Photograph) -> Question:
    """The question what `model` says of `photograph`, and nothing else."""

    def work(context: JobContext) -> Answer:
        return Answer(explainer.predict(model, photograph, token=context.token), None)

    return Question(("prediction", photograph.id, model.id), work)


def ask_all_layers(
    explainer: Explainer, model: LoadedModel, photograph: Photograph, query: Query
) -> Callable[[JobContext], None]:
    """The work that computes the maps of every layer for the target of `query`; they are then in the cache."""

    def work(context: JobContext) -> None:
        explainer.explain_all_layers(model, photograph, query, token=context.token)

    return work
