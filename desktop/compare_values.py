"""What stands on the axes of a grid where nothing was chosen, and what each cell asks. Knows no Qt and no torch."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import ExplainError
from core.explain.catalogue import CATALOGUE
from core.explain.params import MethodParams
from core.explain.query import ChannelTarget, ClassTarget, Method, Target
from core.explain.targets import BoundaryTarget, MarginTarget, ProbabilityTarget
from core.networks.layers import LayerTable
from core.networks.prediction import Prediction
from desktop.compare_plan import FIRST_METHODS, AxisKind, PinnedView, Plan, Value
from desktop.layer_choice import default_layer
from desktop.selection import Selection
from desktop.translation import tr
from desktop.wishes import Wish

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

DEPTHS = 5


@dataclass(frozen=True, slots=True)
class CellQuestion:
    """What a cell asks of whichever photograph is shown.

    `class_names` are those that `target` speaks of; a model that has them in another order is asked by name. A model
    without `layer` is asked at its own default layer, unless `is_layer_fixed`.
    """

    model: Path
    method: Method
    target: Target | None
    class_names: tuple[str, ...]
    layer: str | None
    is_layer_fixed: bool
    params: MethodParams


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What is selected, from which the cells differ. `models` are the files that the user has to do with."""

    selection: Selection
    model: LoadedModel
    prediction: Prediction | None
    models: Sequence[Path]
    params: Callable[[Method], MethodParams]


def axis_values(plan: Plan, kind: AxisKind, ground: Ground | None) -> tuple[Value, ...]:
    """The values of an axis: those chosen as far as it has room, else what suits the selection."""
    chosen = plan.values(kind)
    if not chosen and ground is not None:
        chosen = _automatic(kind, ground, plan.most_values)
    return chosen[: plan.most_values]


def cell_question(values: Mapping[AxisKind, Value], ground: Ground) -> CellQuestion:
    """The question of the cell with these values."""
    view = values.get(AxisKind.VIEWS)
    if isinstance(view, PinnedView):
        wish = view.wish
        return CellQuestion(
            view.model, wish.method, wish.target, view.class_names, wish.layer, wish.layer is not None, wish.params
        )
    selection = ground.selection
    method, layer, target, model = (
        values.get(kind) for kind in (AxisKind.METHODS, AxisKind.LAYERS, AxisKind.TARGETS, AxisKind.MODELS)
    )
    method = method if isinstance(method, Method) else selection.method
    return CellQuestion(
        model=model if isinstance(model, Path) else ground.model.path,
        method=method,
        target=selection.target if target is None else target,  # type: ignore[arg-type]  # of that axis
        class_names=ground.model.card.class_names,
        layer=layer if isinstance(layer, str) else selection.layer,
        is_layer_fixed=isinstance(layer, str),
        params=ground.params(method),
    )


def cell_wish(question: CellQuestion, model: LoadedModel) -> Wish:
    """The question as it is put to its model. Raises ExplainError where that cannot be."""
    entry = CATALOGUE[question.method]
    if question.is_layer_fixed and not entry.has_layer:
        raise ExplainError(
            tr(
                "{title} explains at the network's input: it has no map of '{layer}'.",
                title=tr(entry.title),
                layer=question.layer,
            )
        )
    target = translated(question.target, question.class_names, model)
    layer = _layer_of(question, model) if entry.has_layer else None
    if isinstance(target, ChannelTarget) and layer is not None and not question.is_layer_fixed:
        names = model.layers.names
        if target.layer in names and names.index(layer) > names.index(target.layer):
            layer = target.layer
    return Wish(question.method, target, layer, question.params)


def translated(target: Target | None, class_names: tuple[str, ...], model: LoadedModel) -> Target | None:
    """The target with the indices that its classes have in `model`. Raises ExplainError where one is not there."""
    if class_names == model.card.class_names:
        return target
    match target:
        case ClassTarget(index) | ProbabilityTarget(index):
            return type(target)(_index(class_names[index], model))
        case MarginTarget(index, other):
            return MarginTarget(_index(class_names[index], model), _index(class_names[other], model))
        case BoundaryTarget(lower):
            below, above = (_index(class_names[grade], model) for grade in (lower, lower + 1))
            if above != below + 1:
                raise ExplainError(
                    tr(
                        "'{class_names}' and '{class_names_2}' are no neighbours in '{card_name}'.",
                        class_names=class_names[lower],
                        class_names_2=class_names[lower + 1],
                        card_name=model.card.name,
                    )
                )
            return BoundaryTarget(below)
        case _:
            return target


def depths(table: LayerTable, count: int) -> tuple[str, ...]:
    """The names of `count` layers from the photograph to the answer, as far apart as can be.

    The last one is the default layer; those with a single position are left out, there is nothing to see.
    """
    grids = [layer.name for layer in table if layer.shape[1] * layer.shape[2] > 1]
    last = default_layer(table)
    if last in grids:
        grids = grids[: grids.index(last) + 1]
    count = min(count, len(grids))
    if count <= 1:
        return tuple(grids[-1:])
    return tuple(grids[round(place * (len(grids) - 1) / (count - 1))] for place in range(count))


def _automatic(kind: AxisKind, ground: Ground, most: int) -> tuple[Value, ...]:
    match kind:
        case AxisKind.METHODS:
            first = (ground.selection.method, *FIRST_METHODS)
            return tuple(dict.fromkeys(first))[:most]
        case AxisKind.LAYERS:
            return depths(ground.model.layers, min(DEPTHS, most))
        case AxisKind.TARGETS:
            return _likely_classes(ground, most)
        case AxisKind.MODELS:
            return tuple(dict.fromkeys([ground.model.path, *ground.models]))[:most]
        case AxisKind.VIEWS:
            return ()


def _likely_classes(ground: Ground, most: int) -> tuple[Value, ...]:
    """Every class in order, or the most probable ones where there are more than `most`."""
    count = len(ground.model.card.class_names)
    order: Sequence[int] = range(count)
    if count > most and ground.prediction is not None:
        order = sorted((-ground.prediction.probabilities).argsort(kind="stable")[:most].tolist())
    return tuple(ClassTarget(index) for index in order[:most])


def _layer_of(question: CellQuestion, model: LoadedModel) -> str:
    if question.layer in model.layers.names:
        return str(question.layer)
    if question.is_layer_fixed and question.layer is not None:
        return model.layers[question.layer].name  # raises, and says which names are close
    return model.layers.default.name


def _index(name: str, model: LoadedModel) -> int:
    if name not in model.card.class_names:
        raise ExplainError(tr("'{card_name}' has no class '{name}'.", card_name=model.card.name, name=name))
    return model.card.class_names.index(name)


def pinned_view(question: CellQuestion, model: LoadedModel | None, prediction: Prediction | None) -> PinnedView:
    """The view of a cell as it is now: the class that is predicted now stays, whatever will be predicted.

    Where the model cannot answer, or is not loaded, the view is what was asked of it.
    """
    wish, class_names = Wish(question.method, question.target, question.layer, question.params), question.class_names
    if model is not None:
        with contextlib.suppress(ExplainError):  # the pinned view says so in turn
            wish, class_names = cell_wish(question, model), model.card.class_names
        if wish.target is None and prediction is not None:
            wish, class_names = replace(wish, target=ClassTarget(prediction.predicted)), model.card.class_names
    elif not CATALOGUE[question.method].has_layer:
        wish = replace(wish, layer=None)
    return PinnedView(question.model, wish, class_names)


def changed_view(view: PinnedView, kind: AxisKind, value: Value, ground: Ground) -> PinnedView:
    """The view with another method, layer, target or model."""
    wish = view.wish
    match kind, value:
        case AxisKind.METHODS, Method():
            layer = (wish.layer or ground.selection.layer) if CATALOGUE[value].has_layer else None
            return replace(view, wish=replace(wish, method=value, params=ground.params(value), layer=layer))
        case AxisKind.LAYERS, str():
            return replace(view, wish=replace(wish, layer=str(value)))
        case AxisKind.MODELS, Path():
            return replace(view, model=value)
        case AxisKind.TARGETS, _ if not isinstance(value, str | Path | PinnedView):
            class_names = ground.model.card.class_names
            return PinnedView(view.model, replace(wish, target=value), class_names)
        case _:
            return view


def dropped_value(kind: str, text: str) -> tuple[AxisKind, Value] | None:
    """The value that was dragged onto a cell, and the axis that it belongs to; None where there is no such value."""
    with contextlib.suppress(ValueError):
        match kind:
            case "method":
                return AxisKind.METHODS, Method(text)
            case "layer":
                return AxisKind.LAYERS, text
            case "class":
                return AxisKind.TARGETS, ClassTarget(int(text))
            case "model":
                return AxisKind.MODELS, Path(text)
    return None
