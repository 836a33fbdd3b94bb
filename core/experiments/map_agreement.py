"""How far models look at the same places: the rank correlation of their maps, photograph by photograph."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.evaluation.intervals import MeanInterval, mean_interval
from core.experiments.eyes import EyeItem
from core.explain.agreement import agreement
from core.explain.catalogue import CATALOGUE
from core.explain.explainer import Explainer
from core.explain.method import Method
from core.explain.query import ClassTarget, Query
from core.jobs import CancelToken
from core.networks.loaded import LoadedModel


@dataclass(frozen=True, slots=True, eq=False)
class MapsAgree:
    """Of one photograph: float64 (models, models), NaN where a map is the same everywhere."""

    key: int
    name: str
    group: str
    correlations: NDArray[np.float64]


def agreement_of_models(
    models: Sequence[LoadedModel],
    items: Sequence[EyeItem],
    method: Method,
    *,
    target: int | None = None,
    token: CancelToken | None = None,
) -> Iterator[MapsAgree]:
    """Explain one class by each model at its usual layer: `target`, else the true class, else what the first predicts.

    A photograph that cannot be read is passed over. Raises ExplainError where a network has not what the method takes,
    Cancelled.
    """
    token = token or CancelToken()
    explainers = [Explainer(cache_bytes=1 << 20, state_bytes=0) for _ in models]
    for item in items:
        token.check()
        try:
            photograph = item.read()
        except ImageError:
            continue
        asked = target if target is not None else item.label if item.label >= 0 else None
        if asked is None:
            asked = explainers[0].predict(models[0], photograph, token=token).predicted
        maps = []
        for explainer, model in zip(explainers, models, strict=True):
            layer = model.layers.default.name if CATALOGUE[method].has_layer else None
            query = Query(photograph.id, model.id, method, ClassTarget(asked), layer)
            maps.append(explainer.explain(model, photograph, query, token=token))
        table = agreement(maps, [model.card.name for model in models])
        yield MapsAgree(item.key, item.name, item.group or item.name, table.correlations)


def mean_agreement(found: Sequence[MapsAgree], first: int, second: int) -> MeanInterval | None:
    """The mean correlation of two models' maps with its interval over patients; None where no photograph has one."""
    known = [(each.group, float(each.correlations[first, second])) for each in found]
    known = [(group, value) for group, value in known if not math.isnan(value)]
    return mean_interval([value for _group, value in known], groups=[group for group, _value in known])
