"""How the cells of a grid are called. What is said of an answer is read off its query, so that no title can lie."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.explain.catalogue import CATALOGUE
from core.explain.explanation import Explanation
from core.explain.params import MethodParams, params_type
from core.explain.query import Method, Target
from core.explain.targets import describe_target
from desktop.compare_plan import AxisKind, PinnedView, Value
from desktop.compare_values import CellQuestion
from desktop.translation import mark, tr

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

PREDICTED = mark("predicted class")
AT_INPUT = mark("at the input")
ANY_TARGET = mark("the same for every class")


def model_name(path: Path, model: LoadedModel | None) -> str:
    """A model's name: that of its card once that is read, else that of its file."""
    return model.card.name if model is not None else path.stem


def cell_parts(
    question: CellQuestion, model: LoadedModel | None, explanation: Explanation | None
) -> dict[AxisKind, str]:
    """What a cell shows, part by part: as answered where there is an answer, else as asked."""
    method, target, layer, names = question.method, question.target, question.layer, question.class_names
    entry = CATALOGUE[method]
    is_known = explanation is not None and model is not None
    if explanation is not None and model is not None:
        target, layer, names = explanation.query.target, explanation.query.layer, model.card.class_names
    words = tr(PREDICTED) if target is None else describe_target(target, names)
    if question.target is None and is_known:
        words = tr("{words} (predicted)", words=words)
    return {
        AxisKind.METHODS: _method_words(method, question.params),
        AxisKind.TARGETS: words if entry.is_for_target else tr(ANY_TARGET),
        AxisKind.LAYERS: (layer or tr(AT_INPUT)) if entry.has_layer else tr(AT_INPUT),
        AxisKind.MODELS: model_name(question.model, model),
    }


def cell_title(
    parts: Mapping[AxisKind, str], axes: tuple[AxisKind, ...], common: Collection[AxisKind]
) -> tuple[str, str]:
    """What is particular to a cell, and the rest: first what differs from other cells, then what is `common` to all."""
    if AxisKind.VIEWS in axes:
        axes = (AxisKind.METHODS, AxisKind.TARGETS)
    particular = [parts[kind] for kind in axes]
    rest = sorted((kind for kind in parts if kind not in axes), key=lambda kind: kind in common)
    return " · ".join(particular), " · ".join(parts[kind] for kind in rest)


def common_parts(cells: Sequence[Mapping[AxisKind, str]]) -> dict[AxisKind, str]:
    """What all cells share; nothing where there is only one."""
    if len(cells) < 2:
        return {}
    return {kind: text for kind, text in cells[0].items() if all(other[kind] == text for other in cells)}


def value_words(value: Value, class_names: tuple[str, ...], model: LoadedModel | None) -> str:
    """A value of an axis, as a chip shows it. `model` is that of a model's file, where it is loaded."""
    match value:
        case Method():
            return tr(CATALOGUE[value].title)
        case PinnedView():
            wish = value.wish
            target = tr(PREDICTED) if wish.target is None else describe_target(wish.target, value.class_names)
            return f"{tr(CATALOGUE[wish.method].title)} · {target}"
        case Path():
            return model_name(value, model)
        case str():
            return value
        case _:
            return target_words(value, class_names)


def target_words(target: Target, class_names: tuple[str, ...]) -> str:
    """A target in words, also where the model at hand does not have its classes."""
    try:
        return describe_target(target, class_names)
    except IndexError:
        return tr("a class that is not there")


def changed_params(params: MethodParams) -> str:
    """What differs from the method's defaults, in words; empty where nothing does."""
    defaults = params_type(params.method_name)()
    return ", ".join(
        f"{field.title.lower()} {getattr(params, field.name)}"
        for field in params.form()
        if getattr(params, field.name) != getattr(defaults, field.name)
    )


def _method_words(method: Method, params: MethodParams) -> str:
    changed = changed_params(params)
    title = tr(CATALOGUE[method].title)
    return f"{title} ({changed})" if changed else title
