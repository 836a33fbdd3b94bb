"""What the members of an ensemble look at: a map of each, their weighted mean, and where they disagree.

Each member is explained by itself, at the layer of the same name where it has one and at its usual layer otherwise, for
the same class. Networks spread their logits differently, so each map is divided by the mean of its absolute values: 1
is the average of that member's own map, whatever its units. Maps are brought onto one lattice over what the ensemble
saw. Their mean weighs members as the ensemble weighs their answers for that class; the disagreement is the weighted
standard deviation between members. Views of test-time augmentation are left out: maps are of the photograph as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.errors import ExplainError
from core.explain.agreement import MOST_PLACES, Agreement, agreement, averaged
from core.explain.catalogue import CATALOGUE
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.query import ClassTarget, Query
from core.images.geometry import Affine
from core.images.photograph import Photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.ensemble_arguments import Rule
from core.networks.ensembles import ensemble_of, member
from core.networks.layers import LayerTable
from core.networks.loaded import LoadedModel


@dataclass(frozen=True, slots=True, eq=False)
class MemberMap:
    """One member: `explanation` is its own map, raw; `weight` what its answer for the class counts, all together 1."""

    name: str
    weight: float
    explanation: Explanation
    probability: float
    """What it gives the class that is explained, 0..1."""


@dataclass(frozen=True, slots=True, eq=False)
class MembersExplained:
    """The members' maps, and on one lattice their weighted `mean` and `disagreement`, in units of an average map.

    Both are Explanations of the ensemble, so that they are drawn and exported like any other; the disagreement is 0 or
    more. `agreement` holds the rank correlation of each member's map with each.
    """

    members: tuple[MemberMap, ...]
    mean: Explanation
    disagreement: Explanation
    agreement: Agreement


def explain_members(
    explainer: Explainer,
    model: LoadedModel,
    photograph: Photograph,
    query: Query,
    *,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> MembersExplained:
    """Explain each member of the ensemble `model` as `query` asks, for one class. Raises ExplainError, Cancelled.

    The query may name a layer of the ensemble (`members.0.features.12`) or of its members (`features.12`).
    """
    network = ensemble_of(model)
    if network is None:
        raise ExplainError(f"'{model.card.name}' is no ensemble.", "Its own map is all there is.")
    if not isinstance(query.target, ClassTarget):
        raise ExplainError("The members of an ensemble have no channel in common.", "Choose a class as the target.")
    token = token or CancelToken()
    count = len(network.members)
    weights = _weights(model, query.target.index)
    found = []
    for place in range(count):
        token.check()
        report(Progress(place, count, "explaining the members"))
        own = member(model, place)
        asked = replace(query, model=own.id, layer=_layer_of(own.layers, query))
        explanation = explainer.explain(own, photograph, asked, token=token)
        said = explainer.predict(own, photograph, token=token).probabilities[query.target.index]
        found.append(MemberMap(own.card.name, float(weights[place]), explanation, float(said)))
    report(Progress(count, count, "explaining the members"))
    mean, spread = joined([each.explanation for each in found], weights)
    template = found[0].explanation
    table = agreement([each.explanation for each in found], [each.name for each in found])
    return MembersExplained(tuple(found), _placed(mean, template, query), _placed(spread, template, query), table)


def joined(
    maps: Sequence[Explanation], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weighted mean and standard deviation of maps on one lattice: float32 (rows, columns) each.

    The lattice is that of the finest map, at most `MOST_PLACES` a side, over what all networks saw.
    """
    box = _common(maps)
    rows = min(MOST_PLACES, max(round((box[3] - box[1]) / abs(each.to_photograph.yy)) for each in maps))
    columns = min(MOST_PLACES, max(round((box[2] - box[0]) / abs(each.to_photograph.xx)) for each in maps))
    placed = np.stack([_scaled(averaged(each, box, max(1, rows), max(1, columns))) for each in maps])
    shares = (weights / weights.sum())[:, None, None]
    mean = (shares * placed).sum(0)
    spread = np.sqrt((shares * (placed - mean) ** 2).sum(0))
    return mean.astype(np.float32), spread.astype(np.float32)


def _scaled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    known = np.nan_to_num(values)
    size = float(np.abs(known).mean())
    return known / size if size > 0 else known


def _common(maps: Sequence[Explanation]) -> tuple[float, float, float, float]:
    sides = list(zip(*(each.seen for each in maps), strict=True))
    box = (max(sides[0]), max(sides[1]), min(sides[2]), min(sides[3]))
    if not (box[0] < box[2] and box[1] < box[3]):
        raise ExplainError("The members saw nothing of the photograph in common.")
    return box


def _weights(model: LoadedModel, index: int) -> NDArray[np.float64]:
    """What each member's answer for a class counts: the rule's weights; of stacking the size of what its layer gives.

    Where all of them are 0, all count alike.
    """
    network = ensemble_of(model)
    if network is None:
        raise ExplainError(f"'{model.card.name}' is no ensemble.")
    count = len(network.members)
    if network.rule is Rule.STACKING:
        layer = network.combine.weight.detach().double().cpu().reshape(-1, count, network.weights.shape[-1])
        values = layer[index].abs().sum(1).numpy()
    elif network.rule is Rule.MEAN_PROBABILITIES:
        values = network.weights[:, 0, index].detach().double().cpu().numpy()
    else:  # a vote's weights decide ties alone
        values = np.ones(count)
    total = float(values.sum())
    return np.asarray(values / total if total > 0 else np.full(count, 1 / count), np.float64)


def _layer_of(layers: LayerTable, query: Query) -> str | None:
    """The layer of the same name in a member, else its usual one: the last with several positions."""
    if not CATALOGUE[query.method].has_layer:
        return None
    if query.layer is None:
        return layers.default.name
    plain = query.layer.split(".", 2)[2] if query.layer.startswith("members.") else query.layer
    if plain in layers.names:
        return plain
    return layers.default.name


def _placed(values: NDArray[np.float32], template: Explanation, query: Query) -> Explanation:
    left, top, right, bottom = template.seen
    rows, columns = values.shape
    place = Affine.scale((right - left) / columns, (bottom - top) / rows).then(Affine.shift(left, top))
    values.flags.writeable = False
    return replace(template, query=query, map=values, to_photograph=place)
