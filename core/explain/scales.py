"""In what the values of a map are measured: two maps share one scale of colours only where that means something.

Most methods give values of their own: products of activations and gradients, whose size depends on method, network and
layer. Some measure the target itself: what it loses when a place is hidden, or how its value divides among the pixels;
such maps can be laid side by side on one scale whatever the method, layer and network. Knows no torch.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.explain.catalogue import CATALOGUE
from core.explain.params import OcclusionParams, Shown
from core.explain.query import ChannelTarget, Method, Query
from core.explain.targets import ExpectedGradeTarget, ProbabilityTarget, Target
from core.networks.card import ModelId

_MEASURES_TARGET = frozenset({Method.INPUT_X_GRADIENT, Method.INTEGRATED_GRADIENTS, Method.OCCLUSION})


@dataclass(frozen=True, slots=True)
class Measure:
    """What the values of a map are measured in: maps with equal measures can share a scale.

    `unit` is that of the target: "logit", "probability", "grades" or "activation of LAYER", empty where the map is the
    same for every target; how far fills differ is another unit than what the target loses. `method`, `layer` and
    `model` are None where values of others are comparable.
    """

    unit: str
    method: Method | None
    layer: str | None
    model: ModelId | None


def measure(query: Query) -> Measure:
    """What the values of the answer to `query` are measured in."""
    unit = _unit(query.target) if CATALOGUE[query.method].is_for_target else ""
    if isinstance(query.params, OcclusionParams) and query.params.shows is Shown.FILL_SPREAD:
        unit = f"{unit} from fill to fill"
    if query.method in _MEASURES_TARGET:
        return Measure(unit, None, None, query.model if isinstance(query.target, ChannelTarget) else None)
    return Measure(unit, query.method, query.layer, query.model)


def measure_words(of: Measure) -> str:
    """The measure in words, as a scale is labelled."""
    if of.method is None:
        return of.unit
    title = CATALOGUE[of.method].title
    return f"{title}, {of.unit}" if of.unit else title


def _unit(target: Target) -> str:
    match target:
        case ProbabilityTarget():
            return "probability"
        case ExpectedGradeTarget():
            return "grades"
        case ChannelTarget(layer):
            return f"activation of {layer}"
        case _:
            return "logit"
