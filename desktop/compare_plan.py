"""What a grid compares: one or two axes of values that take the place of what is selected. Knows no Qt and no torch.

A grid of one axis has up to nine cells, one of two axes up to three times three. A value of an axis replaces that part
of the selection, and everything else of a cell is as selected; a pinned view replaces all of it but the photograph,
which the cells have in common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any

from core.errors import ExplainError
from core.explain.params import params_type
from core.explain.query import Method, Target
from core.explain.targets import target_from_json, target_to_json
from desktop.translation import mark, tr
from desktop.wishes import Wish

MOST_CELLS = 9
MOST_A_SIDE = 3


class AxisKind(StrEnum):
    """What varies from cell to cell; the value is the name in files."""

    METHODS = "methods"
    LAYERS = "layers"
    TARGETS = "targets"
    MODELS = "models"
    VIEWS = "views"

    @property
    def words(self) -> str:
        """The name as it is shown."""
        return tr(_TITLES[self])


_TITLES = {
    AxisKind.METHODS: mark("Methods"),
    AxisKind.LAYERS: mark("Layers"),
    AxisKind.TARGETS: mark("Classes"),
    AxisKind.MODELS: mark("Models"),
    AxisKind.VIEWS: mark("Pinned views"),
}


@dataclass(frozen=True, slots=True)
class PinnedView:
    """A view that stays what it is whatever is selected: model file and question, of whichever photograph is shown.

    `class_names` are those of the model when it was pinned.
    """

    model: Path
    wish: Wish
    class_names: tuple[str, ...]


Value = Method | str | Target | Path | PinnedView
"""A method, the name of a layer, a target, a model file, or a pinned view."""

GRADIENT_METHODS = (
    Method.SALIENCY,
    Method.INPUT_X_GRADIENT,
    Method.GUIDED_BACKPROPAGATION,
    Method.GUIDED_GRAD_CAM,
    Method.SMOOTH_GRAD,
    Method.INTEGRATED_GRADIENTS,
)
ACTIVATION_METHODS = (
    Method.GRAD_CAM,
    Method.HIRES_CAM,
    Method.GRAD_CAM_PLUS_PLUS,
    Method.LAYER_CAM,
    Method.EIGEN_CAM,
    Method.SCORE_CAM,
)
FIRST_METHODS = (Method.GRAD_CAM, Method.SALIENCY, Method.INTEGRATED_GRADIENTS, Method.LAYER_CAM)
"""What is compared before anything was chosen: two families, the quick ones of each."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which axes, and which values on each.

    Axes whose values are empty are filled by what is selected: see `desktop.compare_values`. `rows` None: one axis.
    """

    columns: AxisKind = AxisKind.METHODS
    rows: AxisKind | None = None
    methods: tuple[Method, ...] = ()
    layers: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    models: tuple[Path, ...] = ()
    views: tuple[PinnedView, ...] = ()

    def __post_init__(self) -> None:
        if self.rows is self.columns or AxisKind.VIEWS in (self.rows, self.columns):
            object.__setattr__(self, "rows", None)  # a pinned view leaves nothing for a second axis to change

    @property
    def axes(self) -> tuple[AxisKind, ...]:
        """The kinds that vary: one or two."""
        return (self.columns,) if self.rows is None else (self.columns, self.rows)

    @property
    def most_values(self) -> int:
        """How many values an axis has room for."""
        return MOST_CELLS if self.rows is None else MOST_A_SIDE

    def values(self, kind: AxisKind) -> tuple[Value, ...]:
        """What was chosen for a kind, whether it is an axis now or not; empty: nothing, it is filled by itself."""
        chosen: tuple[Value, ...] = getattr(self, kind.value)
        return chosen

    def with_values(self, kind: AxisKind, values: Sequence[Value]) -> Plan:
        """Other values of a kind, each once, no more than a grid has cells."""
        chosen: dict[str, Any] = {kind.value: tuple(dict.fromkeys(values))[:MOST_CELLS]}
        return replace(self, **chosen)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for the settings."""
        return {
            "columns": self.columns.value,
            "rows": None if self.rows is None else self.rows.value,
            "methods": [method.value for method in self.methods],
            "layers": list(self.layers),
            "targets": [target_to_json(target) for target in self.targets],
            "models": [str(path) for path in self.models],
            "views": [_view_to_json(view) for view in self.views],
        }

    @staticmethod
    def from_json(fields: Mapping[str, Any]) -> Plan:
        """The plan that `to_json` wrote. Raises ValueError, TypeError or KeyError for anything else."""
        try:
            return Plan(
                columns=AxisKind(fields["columns"]),
                rows=None if fields["rows"] is None else AxisKind(fields["rows"]),
                methods=tuple(Method(name) for name in fields["methods"])[:MOST_CELLS],
                layers=tuple(str(name) for name in fields["layers"])[:MOST_CELLS],
                targets=tuple(target_from_json(target) for target in fields["targets"])[:MOST_CELLS],
                models=tuple(Path(text) for text in fields["models"])[:MOST_CELLS],
                views=tuple(_view_from_json(view) for view in fields["views"])[:MOST_CELLS],
            )
        except ExplainError as error:
            raise ValueError(str(error)) from error


class Preset(Enum):
    """Comparisons that people ask for; the value is the name in menus."""

    GRADIENTS = mark("All gradient methods")
    ACTIVATIONS = mark("All class activation maps")
    DEPTHS = mark("Five depths of the network")
    CLASSES = mark("Every class")
    MODELS = mark("My models")
    METHODS_BY_CLASS = mark("Three methods by three classes")
    PINNED = mark("Pinned views")

    @property
    def tip(self) -> str:
        """What it compares, in a sentence."""
        return tr(_TIPS[self])

    def applied(self, plan: Plan) -> Plan:
        """`plan` with the axes and values of this preset; what was chosen for other kinds stays."""
        match self:
            case Preset.GRADIENTS:
                return replace(plan, columns=AxisKind.METHODS, rows=None, methods=GRADIENT_METHODS)
            case Preset.ACTIVATIONS:
                return replace(plan, columns=AxisKind.METHODS, rows=None, methods=ACTIVATION_METHODS)
            case Preset.DEPTHS:
                return replace(plan, columns=AxisKind.LAYERS, rows=None, layers=())
            case Preset.CLASSES:
                return replace(plan, columns=AxisKind.TARGETS, rows=None, targets=())
            case Preset.MODELS:
                return replace(plan, columns=AxisKind.MODELS, rows=None, models=())
            case Preset.METHODS_BY_CLASS:
                return replace(
                    plan, columns=AxisKind.TARGETS, rows=AxisKind.METHODS, methods=FIRST_METHODS[:3], targets=()
                )
            case Preset.PINNED:
                return replace(plan, columns=AxisKind.VIEWS, rows=None)


_TIPS = {
    Preset.GRADIENTS: mark("Six ways to read the gradient at the network's input"),
    Preset.ACTIVATIONS: mark("Six ways to weight the channels of the layer"),
    Preset.DEPTHS: mark("The method at five layers, from the photograph to the answer"),
    Preset.CLASSES: mark("The map of each class; of the nine most probable where there are more"),
    Preset.MODELS: mark("The models that are open, were open lately, or came with the program"),
    Preset.METHODS_BY_CLASS: mark("Methods from top to bottom, the three most probable classes from left to right"),
    Preset.PINNED: mark("The views that you pinned, whatever is selected now"),
}


def shape_for(count: int) -> tuple[int, int]:
    """Rows and columns for so many cells of one axis: as square as can be, never taller than wide."""
    if count <= MOST_A_SIDE:
        return 1, max(1, count)
    columns = 2 if count == 4 else MOST_A_SIDE
    return -(-count // columns), columns


def _view_to_json(view: PinnedView) -> dict[str, Any]:
    wish = view.wish
    return {
        "model": str(view.model),
        "class_names": list(view.class_names),
        "method": wish.method.value,
        "target": None if wish.target is None else target_to_json(wish.target),
        "layer": wish.layer,
        "params": wish.params.to_json(),
    }


def _view_from_json(fields: Mapping[str, Any]) -> PinnedView:
    method, layer, target = Method(fields["method"]), fields["layer"], fields["target"]
    if layer is not None and not isinstance(layer, str):
        raise TypeError(layer)
    wish = Wish(
        method=method,
        target=None if target is None else target_from_json(target),
        layer=layer,
        params=params_type(method).from_json(fields["params"]),
    )
    return PinnedView(Path(fields["model"]), wish, tuple(str(name) for name in fields["class_names"]))
