"""Answers queries, and remembers: the one door to every explanation method."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.errors import ExplainError
from core.explain.all_channels import ChannelMaps, all_channels, check_all_channels
from core.explain.cache import ByteCache
from core.explain.case import Before, Case, Finding, Sweeps, kept_fields, kept_sweeps
from core.explain.case import no_partial as no_look
from core.explain.catalogue import CATALOGUE, Place
from core.explain.explanation import Explanation
from core.explain.forward_pass import ForwardPass
from core.explain.methods import compute
from core.explain.params import Extent, OcclusionParams
from core.explain.query import Aggregate, ChannelTarget, Query
from core.explain.sampling import Box
from core.explain.scalar import channels
from core.explain.targets import check_target
from core.explain.units import Unit, receptive_box
from core.images.geometry import Affine
from core.images.photograph import ImageId, Photograph
from core.jobs import CancelToken, ProgressReport, no_report
from core.networks.card import ModelId
from core.networks.device_failures import device_failures_in_words
from core.networks.loaded import LoadedModel
from core.networks.prediction import Prediction, prediction_from_logits

Subject = tuple[ImageId, ModelId]
TakePartial = Callable[[Explanation], None]


def no_partial(_explanation: Explanation) -> None:
    """For callers that want whole maps only."""


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """A forward pass, what it answered, and where its input lies on the photograph."""

    forward: ForwardPass
    prediction: Prediction
    to_photograph: Affine
    seen: tuple[float, float, float, float]


class Explainer:
    """Computes explanations with one forward pass a photograph and model, and one backward pass a target.

    Methods that must run the network anew (`is_quick` of their catalogue entry is False) do so beside the pass that is
    kept.

    Computing is for one thread at a time; the `cached…` methods may be called from any. Both caches are bounded:
    `cache_bytes` for maps and predictions, `state_bytes` for forward passes (activations and graph), of which the
    latest is always kept so that another class or layer needs no second one.
    """

    def __init__(
        self, *, cache_bytes: int = 256 << 20, state_bytes: int = 1 << 30, sweeps: Sweeps | None = None
    ) -> None:
        """`sweeps`: the memory of another explainer for the answers to many inputs, to share it."""
        self._explanations: ByteCache[Query, Explanation] = ByteCache(cache_bytes, lambda kept: kept.map.nbytes + 512)
        self._predictions: ByteCache[Subject, Prediction] = ByteCache(
            cache_bytes // 8, lambda kept: 2 * kept.logits.nbytes + 512
        )
        self.sweeps = kept_sweeps(cache_bytes // 4) if sweeps is None else sweeps
        self._fields = kept_fields(cache_bytes // 4)
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
        self,
        model: LoadedModel,
        photograph: Photograph,
        query: Query,
        *,
        token: CancelToken | None = None,
        report: ProgressReport = no_report,
        partial: TakePartial = no_partial,
        before: Before | None = None,
    ) -> Explanation:
        """The answer to `query`, going no deeper into the network than its layer.

        Methods that take long tell `report` how far they are, and those whose map comes piece by piece give `partial`
        what there is, so that what is known survives a cancelling. With `partial` occlusion takes a first look at all
        positions (a third of the time besides) and then goes where it matters first; without, it goes straight to the
        exact map. Both are called in the computing thread. `before` is a photograph that differs from this one in a
        part: where occlusion knows that one, it begins with what it found there, nearest to the part.

        Raises ExplainError where the query does not fit the model, Cancelled once `token` is cancelled.
        """
        looking = (token, report, partial, before)
        return self._explain(model, photograph, query, [query.layer], *looking)[query.layer]

    def explain_all_layers(
        self,
        model: LoadedModel,
        photograph: Photograph,
        query: Query,
        *,
        token: CancelToken | None = None,
        report: ProgressReport = no_report,
    ) -> dict[str, Explanation]:
        """The answers to `query` for every layer of the model, by layer name.

        Where the method's catalogue entry says `is_quick` that is one backward pass in all. For a channel of a layer
        these are the layers down to that one. Raises ExplainError for a method that asks for no layer.
        """
        names = list(model.layers.names)
        if isinstance(query.target, ChannelTarget) and query.target.layer in names:
            names = names[: names.index(query.target.layer) + 1]
        known = self._explain(model, photograph, query, names, token, report, no_partial)
        return {name: explanation for name, explanation in known.items() if name is not None}

    @device_failures_in_words()
    def channel_maps(
        self,
        model: LoadedModel,
        photograph: Photograph,
        query: Query,
        *,
        token: CancelToken | None = None,
        report: ProgressReport = no_report,
    ) -> ChannelMaps:
        """The maps of all channels of the layer of `query`'s target at once, by occlusion or as saliency of maxima.

        That is one sweep, or for each channel what its strongest unit sees. It is kept: `explain` then has the map of
        each of these channels at once. Raises ExplainError where the query is another one, Cancelled once `token` is
        cancelled.
        """
        check_all_channels(query)
        check_query(model, photograph, query, [None])
        run = self._run(model, photograph, token or CancelToken())
        return all_channels(self._case(model, run, token or CancelToken(), report), query)

    def strongest_unit(
        self, model: LoadedModel, photograph: Photograph, target: ChannelTarget, *, token: CancelToken | None = None
    ) -> Unit:
        """The unit of a channel that is most active: the one that `Aggregate.MAX` explains. Raises ExplainError."""
        _check_channel(model, target, ())
        layer = model.layers[target.layer]
        run = self._run(model, photograph, token or CancelToken())
        activations = channels(run.forward.outputs[layer.name].detach(), layer)[0, target.channel]
        row, column = divmod(int(activations.argmax()), layer.shape[2])
        field = receptive_box(layer, (row, column), run.to_photograph, run.seen)
        return Unit(layer.name, row, column, float(activations.max()), field)

    def strongest_channel(
        self,
        model: LoadedModel,
        photograph: Photograph,
        name: str,
        aggregate: Aggregate,
        *,
        token: CancelToken | None = None,
    ) -> int:
        """The channel of the layer `name` whose activation, brought to one number by `aggregate`, is the largest."""
        layer = model.layers[name]
        run = self._run(model, photograph, token or CancelToken())
        activations = channels(run.forward.outputs[layer.name].detach(), layer)[0]
        found = activations.amax(1) if aggregate is Aggregate.MAX else activations.sum(1)
        return int(found.argmax())

    @device_failures_in_words()
    def _explain(
        self,
        model: LoadedModel,
        photograph: Photograph,
        query: Query,
        layers: Sequence[str | None],
        token: CancelToken | None,
        report: ProgressReport,
        partial: TakePartial,
        before: Before | None = None,
    ) -> dict[str | None, Explanation]:
        check_query(model, photograph, query, layers)
        asked = {layer: replace(query, layer=layer) for layer in layers}
        known = {layer: kept for layer in layers if (kept := self.cached(asked[layer])) is not None}
        missing = [layer for layer in layers if layer not in known]
        if missing:
            token = token or CancelToken()
            run = self._run(model, photograph, token)
            started = time.perf_counter()

            def answer(finding: Finding, query: Query) -> Explanation:
                seconds = (time.perf_counter() - started) / len(missing)
                finding.map.flags.writeable = False
                if finding.estimate is not None:
                    finding.estimate.flags.writeable = False
                to_photograph = finding.to_input.then(run.to_photograph)
                seen = _said_of(query, finding.map, to_photograph, run.seen)
                told = (finding.notes, finding.is_partial, finding.estimate)
                return Explanation(query, finding.map, to_photograph, seen, seconds, *told)

            # As it is where nobody looks on, so that methods take no steps for the eye alone.
            look = no_look if partial is no_partial else lambda finding: partial(answer(finding, query))
            case = replace(self._case(model, run, token, report, look), before=before)
            for layer, finding in compute(case, query, missing).items():
                known[layer] = answer(finding, asked[layer])
                self._explanations.put(asked[layer], known[layer])
        return known

    def _case(
        self,
        model: LoadedModel,
        run: _Run,
        token: CancelToken,
        report: ProgressReport,
        look: Callable[[Finding], None] = no_look,
    ) -> Case:
        normalisation = (model.card.mean, model.card.std)
        return Case(model.module, run.forward, *normalisation, token, report, look, self.sweeps, self._fields)

    @device_failures_in_words()
    def _run(self, model: LoadedModel, photograph: Photograph, token: CancelToken) -> _Run:
        subject = (photograph.id, model.id)
        run = self._runs.get(subject)
        if run is None:
            started = time.perf_counter()
            image, to_photograph = model.prepare(photograph)
            forward = ForwardPass.run(model.module, image, model.layers, token=token)
            logits = forward.logits[0].detach().float().cpu().numpy().copy()
            seconds = time.perf_counter() - started
            prediction = prediction_from_logits(
                *subject, logits=logits, seconds=seconds, temperature=model.card.temperature
            )
            seen = to_photograph.bounds(image.shape[3], image.shape[2])
            run = _Run(forward, prediction, to_photograph, seen)
            self._runs.put(subject, run)
            self._predictions.put(subject, prediction)
        return run


def _said_of(query: Query, values: NDArray[np.float32], to_photograph: Affine, seen: Box) -> Box:
    """The part of the photograph that a map speaks of: what the network saw, or less where windows lay on a part."""
    if not isinstance(query.params, OcclusionParams) or query.params.extent is Extent.PICTURE:
        return seen
    left, top, right, bottom = to_photograph.bounds(values.shape[1], values.shape[0])
    return max(left, seen[0]), max(top, seen[1]), min(right, seen[2]), min(bottom, seen[3])


def check_query(model: LoadedModel, photograph: Photograph, query: Query, layers: Sequence[str | None]) -> None:
    """Raise ExplainError where `query`, asked at each of `layers`, does not fit the model or the photograph."""
    _check_layers(model, query, layers)
    if (query.image, query.model) != (photograph.id, model.id):
        raise ExplainError("The query is about another photograph or model than the ones given.")
    check_target(query.target, model.card.class_names)
    if isinstance(query.target, ChannelTarget):
        _check_channel(model, query.target, layers)


def _check_layers(model: LoadedModel, query: Query, layers: Sequence[str | None]) -> None:
    entry = CATALOGUE[query.method]
    for layer in layers:
        if layer is None and entry.has_layer:
            raise ExplainError(f"{entry.title} explains a layer, and none is chosen.", "Choose a layer.")
        if layer is not None and entry.place is Place.INPUT:
            raise ExplainError(f"{entry.title} explains at the network's input, not at '{layer}'.", "Choose no layer.")
        if layer is not None:
            model.layers[layer]


def _check_channel(model: LoadedModel, target: ChannelTarget, layers: Sequence[str | None]) -> None:
    count = model.layers[target.layer].shape[0]
    if not 0 <= target.channel < count:
        raise ExplainError(
            f"Layer '{target.layer}' has no channel {target.channel}.", f"Its {count} channels are 0 to {count - 1}."
        )
    names = model.layers.names
    for layer in layers:
        if layer is not None and names.index(layer) > names.index(target.layer):
            raise ExplainError(
                f"Layer '{layer}' comes after '{target.layer}', whose channel is explained.", "Choose an earlier layer."
            )
