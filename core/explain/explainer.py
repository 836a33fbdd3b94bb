"""Answers queries, and remembers: the one door to every explanation method."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.errors import ExplainError
from core.explain.cache import ByteCache
from core.explain.explanation import Explanation
from core.explain.forward_pass import ForwardPass
from core.explain.gradcam import grad_cam
from core.explain.query import Query
from core.images.geometry import Affine
from core.images.photograph import ImageId, Photograph
from core.jobs import CancelToken
from core.networks.card import ModelId
from core.networks.loaded import LoadedModel
from core.networks.prediction import Prediction, prediction_from_logits

Subject = tuple[ImageId, ModelId]


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """A forward pass, what it answered, and where its input lies on the photograph."""

    forward: ForwardPass
    prediction: Prediction
    to_photograph: Affine
    seen: tuple[float, float, float, float]


class Explainer:
    """Computes explanations with one forward pass a photograph and model, and one backward pass a class.

    Computing is for one thread at a time; the `cached…` methods may be called from any. Both caches are bounded:
    `cache_bytes` for maps and predictions, `state_bytes` for forward passes (activations and graph), of which the
    latest is always kept so that another class or layer needs no second one.
    """

    def __init__(self, *, cache_bytes: int = 256 << 20, state_bytes: int = 1 << 30) -> None:
        self._explanations: ByteCache[Query, Explanation] = ByteCache(cache_bytes, lambda kept: kept.map.nbytes + 512)
        self._predictions: ByteCache[Subject, Prediction] = ByteCache(
            cache_bytes // 8, lambda kept: 2 * kept.logits.nbytes + 512
        )
        self._runs: ByteCache[Subject, _Run] = ByteCache(state_bytes, lambda run: run.forward.bytes)

    def cached(self, query: Query) -> Explanation | None:
        """The answer, where it is known already."""
        return self._explanations.get(query)

    def cached_prediction(self, image: ImageId, model: ModelId) -> Prediction | None:
        """What the model says of the photograph, where that is known already."""
        return self._predictions.get((image, model))

    def is_ready(self, image: ImageId, model: ModelId) -> bool:
        """Whether the forward pass is kept, so that another class costs one backward pass."""
        return self._runs.get((image, model)) is not None

    def forget(self, model: ModelId) -> None:
        """Free the forward passes of a model that is no longer in use. Its maps and predictions stay known."""
        self._runs.drop(lambda subject: subject[1] == model)

    def predict(self, model: LoadedModel, photograph: Photograph, *, token: CancelToken | None = None) -> Prediction:
        """What the model says of the photograph; the forward pass is kept for the explanations to come."""
        known = self.cached_prediction(photograph.id, model.id)
        return known or self._run(model, photograph, token or CancelToken()).prediction

    def explain(
        self, model: LoadedModel, photograph: Photograph, query: Query, *, token: CancelToken | None = None
    ) -> Explanation:
        """The answer to `query`, going no deeper into the network than its layer.

        Raises ExplainError where the query does not fit the model, Cancelled once `token` is cancelled.
        """
        return self._explain(model, photograph, query, [_layer(query)], token)[_layer(query)]

    def explain_all_layers(
        self, model: LoadedModel, photograph: Photograph, query: Query, *, token: CancelToken | None = None
    ) -> dict[str, Explanation]:
        """The answers to `query` for every layer of the model, by layer name: one backward pass in all."""
        return self._explain(model, photograph, query, model.layers.names, token)

    def _explain(
        self,
        model: LoadedModel,
        photograph: Photograph,
        query: Query,
        names: Sequence[str],
        token: CancelToken | None,
    ) -> dict[str, Explanation]:
        _check(model, photograph, query, names)
        asked = {name: replace(query, layer=name) for name in names}
        known = {name: kept for name in names if (kept := self.cached(asked[name])) is not None}
        missing = [name for name in names if name not in known]
        if missing:
            token = token or CancelToken()
            run = self._run(model, photograph, token)
            started = time.perf_counter()
            maps = grad_cam(run.forward, query.target.index, missing, token=token)
            seconds = (time.perf_counter() - started) / len(missing)
            for name, values in maps.items():
                values.flags.writeable = False
                to_photograph = model.layers[name].to_input.then(run.to_photograph)
                known[name] = Explanation(asked[name], values, to_photograph, run.seen, seconds)
                self._explanations.put(asked[name], known[name])
        return known

    def _run(self, model: LoadedModel, photograph: Photograph, token: CancelToken) -> _Run:
        subject = (photograph.id, model.id)
        run = self._runs.get(subject)
        if run is None:
            started = time.perf_counter()
            image, to_photograph = model.prepare(photograph)
            forward = ForwardPass.run(model.module, image, model.layers, token=token)
            logits = forward.logits[0].detach().float().cpu().numpy().copy()
            seconds = time.perf_counter() - started
            prediction = prediction_from_logits(*subject, logits=logits, seconds=seconds)
            seen = to_photograph.bounds(image.shape[3], image.shape[2])
            run = _Run(forward, prediction, to_photograph, seen)
            self._runs.put(subject, run)
            self._predictions.put(subject, prediction)
        return run


def _layer(query: Query) -> str:
    if query.layer is None:
        raise ExplainError(f"{query.method} explains a layer, and none is chosen.", "Choose a layer.")
    return query.layer


def _check(model: LoadedModel, photograph: Photograph, query: Query, names: Sequence[str]) -> None:
    for name in names:
        model.layers[name]
    if (query.image, query.model) != (photograph.id, model.id):
        raise ExplainError("The query is about another photograph or model than the ones given.")
    count = len(model.card.class_names)
    if not 0 <= query.target.index < count:
        raise ExplainError(
            f"There is no class {query.target.index} in '{model.card.name}'.", f"It has classes 0 to {count - 1}."
        )
