"""Explanations of a network held against the masks of its photographs: rows for tables, and their means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.evaluation.anatomy import Budget, Landmarks
from core.evaluation.intervals import MeanInterval, mean_interval
from core.evaluation.lesions import LesionHits, lesion_hits
from core.evaluation.localisation import Figure, Localisation, Scored, localise, within
from core.experiments.budgets import budget_of
from core.experiments.faithfulness import Faithfulness, FaithfulnessBench, FaithfulnessFigure
from core.experiments.placing import field_on_grid, grid_size, map_on_grid, mask_on_grid, seen_on_grid
from core.explain.catalogue import CATALOGUE
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.query import ClassTarget, Method, Query
from core.images.photograph import Photograph
from core.jobs import CancelToken
from core.networks.loaded import LoadedModel

MARGIN_SHARE = 0.03
"""The margin of the tolerant pointing game, in shares of the longer side: 15 of 500 pixels, as Zhang et al. have it."""
MAX_GRID_PX = 1024
_RESCALING = ("BatchNorm", "Dropout", "Identity")
UNKNOWN = -1
"""The label of a photograph whose class is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """What is known of a photograph, on the grid on which its maps are judged.

    `masks` are bool (h, w) by their codes; `pointed_at` those that an explanation should point at, together. `region`
    is where a map could have pointed, `near` what lies within `margin_px` of what is pointed at; `size` is the
    photograph's (width, height), `grid` that of all arrays here.
    """

    masks: Mapping[str, NDArray[np.bool_]]
    pointed_at: NDArray[np.bool_]
    region: NDArray[np.bool_]
    near: NDArray[np.bool_]
    size: tuple[int, int]
    grid: tuple[int, int]

    @property
    def margin_px(self) -> float:
        """The margin of the tolerant pointing game, in pixels of the grid."""
        return _margin_px(self.grid)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One map of one photograph against its mask.

    `image` is the photograph's name, `group` what it belongs to (its patient). `target` and `predicted` are indices of
    classes, `label` that of the true one, -1 where it is not known. `localisation` is None where nothing is to be
    pointed at, `faithfulness` and `anatomy` where they were not asked for.
    """

    image: str
    group: str
    label: int
    predicted: int
    target: int
    method: Method
    layer: str | None
    localisation: Localisation | None
    lesions: LesionHits | None
    faithfulness: Faithfulness | None = None
    anatomy: Budget | None = None


@dataclass(frozen=True, slots=True)
class FigureMean:
    """A figure over photographs, what chance would give on the same masks, and by how much the one is above."""

    value: MeanInterval
    chance: float
    above_chance: MeanInterval

    @property
    def is_above_chance(self) -> bool:
        """Whether the interval of the difference lies above 0."""
        return self.above_chance.low is not None and self.above_chance.low > 0


@dataclass(frozen=True, slots=True)
class FaithfulnessMean:
    """A figure of faithfulness over photographs; the last two are None where it has no level of chance."""

    value: MeanInterval
    chance: float | None
    above_chance: MeanInterval | None


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """The means over the photographs of one method at one layer.

    `count` photographs had something to point at; of them `without_evidence` got a map of zeros, which no figure
    counts. `lesions_hit` is the share of all lesions that were hit, as a figure; `outside_share` the mean share of the
    evidence on no lesion.
    """

    method: Method
    layer: str | None
    count: int
    without_evidence: int
    figures: Mapping[Figure, FigureMean]
    lesion_count: int
    lesions_hit: FigureMean | None
    coverage: MeanInterval | None
    sparseness: MeanInterval | None
    faithfulness: Mapping[FaithfulnessFigure, FaithfulnessMean] = field(default_factory=dict)


def truth_of(
    photograph: Photograph,
    masks: Mapping[str, NDArray[np.bool_]],
    *,
    beside: Iterable[str] = (),
    is_fundus: bool = True,
    max_side: int = MAX_GRID_PX,
) -> Truth:
    """The truth of a photograph from its masks, bool (h, w) of its size, by their codes.

    Those in `beside` are not pointed at. For a fundus, the black around the disc of light is left out of the region: a
    map earns nothing by not pointing there. A photograph with a side longer than `max_side` is judged on a coarser
    grid.
    """
    grid = grid_size(photograph.width, photograph.height, max_side=max_side)
    wanted = {code: mask_on_grid(mask, grid) for code, mask in masks.items() if code not in set(beside)}
    nothing = np.zeros((grid[1], grid[0]), np.bool_)
    together: NDArray[np.bool_] = np.logical_or.reduce([nothing, *wanted.values()])
    region = field_on_grid(photograph.pixels, grid) if is_fundus else ~nothing
    near = within(together, _margin_px(grid))
    return Truth(wanted, together, region, near, (photograph.width, photograph.height), grid)


def _margin_px(grid: tuple[int, int]) -> float:
    return MARGIN_SHARE * max(grid)


def explained(
    explainer: Explainer,
    model: LoadedModel,
    photograph: Photograph,
    *,
    method: Method,
    target: int,
    layers: Sequence[str] | None = None,
    token: CancelToken | None = None,
) -> dict[str | None, Explanation]:
    """The maps of a method for a class, by layer; all layers without `layers`, and None for a method of the input.

    Raises ExplainError where the method can't be asked of this network.
    """
    entry = CATALOGUE[method]
    query = Query(photograph.id, model.id, method, ClassTarget(target), None)
    if not entry.has_layer:
        return {None: explainer.explain(model, photograph, query, token=token)}
    names = layers if layers is not None else layers_of(model)
    if entry.is_quick and len(names) > 1:
        first = Query(photograph.id, model.id, method, ClassTarget(target), names[0])
        known = explainer.explain_all_layers(model, photograph, first, token=token)
        return {name: known[name] for name in names}
    maps: dict[str | None, Explanation] = {}
    for name in names:
        at_layer = Query(photograph.id, model.id, method, ClassTarget(target), name)
        maps[name] = explainer.explain(model, photograph, at_layer, token=token)
    return maps


def layers_of(model: LoadedModel) -> tuple[str, ...]:
    """Every layer, as the command `layers` lists them: without earlier calls of a module that is called again."""
    return tuple(layer.name for layer in model.layers if layer.name == layer.module_name)


def telling_layers(model: LoadedModel) -> tuple[str, ...]:
    """The layers that tell something of their own: with more than one position, and not only rescaling or passing on.

    Normalisations and dropouts are left out: their maps are those of the layer before them, or nearly so.
    """
    return tuple(
        layer.name
        for layer in model.layers
        if layer.shape[1] * layer.shape[2] > 1
        and layer.name == layer.module_name
        and not layer.type.startswith(_RESCALING)
    )


def judge(explanation: Explanation, truth: Truth) -> tuple[Localisation | None, LesionHits | None]:
    """Hold one map against the truth: as a whole, and lesion by lesion; None where there is nothing to point at."""
    evidence = map_on_grid(explanation, truth.size, truth.grid)
    region = truth.region & seen_on_grid(explanation, truth.size, truth.grid)
    margin = truth.margin_px
    localisation = localise(evidence, truth.pointed_at, region=region, margin_px=margin, near=truth.near)
    if localisation is None:
        return None, None
    return localisation, lesion_hits(evidence, truth.masks, region=region, margin_px=margin)


def rows_of(
    explainer: Explainer,
    model: LoadedModel,
    photograph: Photograph,
    truth: Truth,
    *,
    name: str,
    method: Method,
    target: int | None = None,
    layers: Sequence[str] | None = None,
    label: int = UNKNOWN,
    group: str = "",
    bench: FaithfulnessBench | None = None,
    landmarks: Landmarks | None = None,
    token: CancelToken | None = None,
) -> list[Row]:
    """One method's maps of a photograph against its truth, a row a layer; of the predicted class unless told.

    With `bench`, which is for this photograph and model, also whether the network's answer follows the maps; with
    `landmarks`, in the photograph's pixels, where in the eye the evidence lies.
    """
    predicted = explainer.predict(model, photograph, token=token).predicted
    asked = predicted if target is None else target
    maps = explained(explainer, model, photograph, method=method, target=asked, layers=layers, token=token)
    faithful = bench.judge(maps) if bench is not None else {}
    rows = []
    for layer, explanation in maps.items():
        if token is not None:
            token.check()
        localisation, lesions = judge(explanation, truth)
        budget = budget_of(explanation, photograph, landmarks, truth.grid) if landmarks is not None else None
        known = (localisation, lesions, faithful.get(layer), budget)
        rows.append(Row(name, group, label, predicted, asked, method, layer, *known))
    return rows


def summarise(rows: Sequence[Row]) -> tuple[Summary, ...]:
    """The means of rows, one summary a method and layer, in the order in which they come first."""
    kinds: dict[tuple[Method, str | None], list[Row]] = {}
    for row in rows:
        if row.localisation is not None:
            kinds.setdefault((row.method, row.layer), []).append(row)
    return tuple(_summary(method, layer, members) for (method, layer), members in kinds.items())


def _summary(method: Method, layer: str | None, rows: Sequence[Row]) -> Summary:
    judged = [(row, row.localisation) for row in rows if row.localisation is not None]
    seen = [(row.group or row.image, found) for row, found in judged if found.has_evidence]
    groups = [group for group, _found in seen]
    figures = {}
    for figure in Figure:
        scored = [(group, found.figures[figure]) for group, found in seen if figure in found.figures]
        mean = figure_mean([score for _group, score in scored], [group for group, _score in scored])
        if mean is not None:
            figures[figure] = mean
    lesions = [
        (row.group or row.image, Scored(float(lesion.is_hit), lesion.chance))
        for row in rows
        if row.lesions is not None
        for lesion in row.lesions.lesions
    ]
    return Summary(
        method,
        layer,
        count=len(judged),
        without_evidence=len(judged) - len(seen),
        figures=figures,
        lesion_count=len(lesions),
        lesions_hit=figure_mean([score for _group, score in lesions], [group for group, _score in lesions]),
        coverage=mean_interval([found.coverage for _group, found in seen], groups=groups),
        sparseness=mean_interval([found.sparseness for _group, found in seen], groups=groups),
        faithfulness=_faithfulness_means(rows),
    )


def _faithfulness_means(rows: Sequence[Row]) -> dict[FaithfulnessFigure, FaithfulnessMean]:
    means = {}
    for figure in FaithfulnessFigure:
        found = [
            (row.group or row.image, row.faithfulness.figures[figure])
            for row in rows
            if row.faithfulness is not None and figure in row.faithfulness.figures
        ]
        value = mean_interval([one.value for _group, one in found], groups=[group for group, _one in found])
        if value is None:
            continue
        levels = [(group, one.value, one.chance) for group, one in found if one.chance is not None]
        above = mean_interval([own - chance for _group, own, chance in levels], groups=[group for group, *_ in levels])
        chance = float(np.mean([level for *_, level in levels])) if levels else None
        means[figure] = FaithfulnessMean(value, chance, above)
    return means


def figure_mean(scores: Sequence[Scored], groups: Sequence[str]) -> FigureMean | None:
    """The mean of a figure and of its excess over chance, with intervals over groups; None without any."""
    value = mean_interval([score.value for score in scores], groups=groups)
    above = mean_interval([score.value - score.chance for score in scores], groups=groups)
    if value is None or above is None:
        return None
    return FigureMean(value, float(np.mean([score.chance for score in scores])), above)


def lesions_by_code(rows: Sequence[Row]) -> dict[str, dict[str, float | int]]:
    """By the code of their mask: how many lesions, the share that was hit and that chance would hit, their evidence."""
    found: dict[str, list[tuple[bool, float, float]]] = {}
    for row in rows:
        for lesion in row.lesions.lesions if row.lesions is not None else ():
            found.setdefault(lesion.code, []).append((lesion.is_hit, lesion.chance, lesion.evidence_share))
    return {
        code: {
            "count": len(lesions),
            "hit": float(np.mean([is_hit for is_hit, _chance, _share in lesions])),
            "chance": float(np.mean([chance for _hit, chance, _share in lesions])),
            "evidence_share": float(np.mean([share for _hit, _chance, share in lesions])),
        }
        for code, lesions in found.items()
    }
