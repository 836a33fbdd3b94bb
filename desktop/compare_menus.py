"""The menus of the grid of comparison: which values can be added to an axis, and what can be done to a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from core.explain.catalogue import CATALOGUE
from core.explain.query import ClassTarget, Method, Target
from core.explain.targets import (
    BoundaryTarget,
    ExpectedGradeTarget,
    MarginTarget,
    ProbabilityTarget,
    ReferableTarget,
    describe_target,
)
from desktop.choices import fits
from desktop.compare_plan import AxisKind, Value
from desktop.compare_values import Ground
from desktop.compare_words import model_name
from desktop.comparison import Comparison
from desktop.resources import icon
from desktop.translation import capitalised, mark, tr

Choose = Callable[[Value], object]
_MOST_IN_ONE_MENU = 24
_LIKELY = 12

_CHANGES = {
    AxisKind.METHODS: mark("Change &method"),
    AxisKind.TARGETS: mark("Change &class"),
    AxisKind.LAYERS: mark("Change &layer"),
    AxisKind.MODELS: mark("Change m&odel"),
}
_REMOVALS = {
    AxisKind.METHODS: mark("this method"),
    AxisKind.TARGETS: mark("this class"),
    AxisKind.LAYERS: mark("this layer"),
    AxisKind.MODELS: mark("this model"),
    AxisKind.VIEWS: mark("this view"),
}


def add_menu(kind: AxisKind, comparison: Comparison, parent: QWidget) -> QMenu | None:
    """What can be added to an axis; None where a view was pinned at once, for there is nothing to choose."""
    if kind is AxisKind.VIEWS:
        comparison.pinSelection()
        return None
    menu = _menu(parent)
    planning = comparison.planning
    _fill(menu, kind, comparison, lambda value: planning.addValue(kind, value), planning.values(kind))
    return menu


def cell_menu(number: int, comparison: Comparison, parent: QWidget) -> QMenu:
    """What can be done to a cell."""
    cell, plan, planning = comparison.cells[number], comparison.plan, comparison.planning
    menu = _menu(parent)
    choose = menu.addAction(tr("&Look at this one\tEnter"), lambda: comparison.select(number))
    choose.setToolTip(tr("Make the method, layer, class and model of this cell the selection"))
    choose.setEnabled(cell.model is not None and not cell.is_selected)
    pin = menu.addAction(icon("pin"), tr("&Pin this view"), lambda: comparison.pin(number))
    pin.setToolTip(tr("Keep it among the pinned views, whatever is selected later"))
    menu.addSeparator()
    for kind, title in _CHANGES.items():
        inner = menu.addMenu(tr(title))
        inner.setToolTipsVisible(True)
        shown = planning.values(kind) if kind in plan.axes else ()

        def change(value: Value, kind: AxisKind = kind) -> None:
            comparison.change(number, kind, value)

        _fill(inner, kind, comparison, change, shown)
    menu.addSeparator()
    for place, kind in enumerate(plan.axes):
        value = cell.values[kind]
        keys = tr("\tDel") if place == 0 else ""
        removal = menu.addAction(tr("&Remove {removals}{keys}", removals=_REMOVALS[kind], keys=keys))
        removal.triggered.connect(lambda _checked=False, kind=kind, value=value: planning.removeValue(kind, value))
        removal.setEnabled(len(planning.values(kind)) > 1 or kind is AxisKind.VIEWS)
    return menu


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    return menu


def _fill(menu: QMenu, kind: AxisKind, comparison: Comparison, choose: Choose, taken: Iterable[Value]) -> None:
    ground = comparison.ground()
    if ground is None:
        menu.setEnabled(False)
        return
    taken = set(taken)
    match kind:
        case AxisKind.METHODS:
            for method in Method:
                entry = CATALOGUE[method]
                _add(menu, tr(entry.title), method, choose, taken, tip=tr(entry.sentence))
        case AxisKind.LAYERS:
            _fill_layers(menu, ground, choose, taken)
        case AxisKind.TARGETS:
            _fill_targets(menu, ground, choose, taken)
        case AxisKind.MODELS:
            for path in comparison.known_models():
                _add(menu, model_name(path, comparison.model_at(path)), path, choose, taken, tip=str(path))


def _fill_layers(menu: QMenu, ground: Ground, choose: Choose, taken: set[Value]) -> None:
    """Every layer; in menus by the first part of their names where there are many."""
    names = ground.model.layers.names
    groups: dict[str, QMenu] = {}
    for name in names:
        place = menu
        if len(names) > _MOST_IN_ONE_MENU:
            first = name.partition(".")[0].partition("@")[0]
            if first not in groups:
                groups[first] = menu.addMenu(first)
            place = groups[first]
        channels, height, width = ground.model.layers[name].shape
        _add(
            place,
            name,
            name,
            choose,
            taken,
            tip=tr("{channels} channels, {width} x {height}", channels=channels, width=width, height=height),
        )


def _fill_targets(menu: QMenu, ground: Ground, choose: Choose, taken: set[Value]) -> None:
    names = ground.model.card.class_names
    if len(names) > _MOST_IN_ONE_MENU:
        _fill_many_classes(menu, ground, choose, taken)
        return
    for index, name in enumerate(names):
        _add(menu, name, ClassTarget(index), choose, taken)
    menu.addSeparator()
    pairs = [(index, other) for index in range(len(names)) for other in range(len(names)) if index != other]
    groups: dict[str, list[Target]] = {
        "Probability": [ProbabilityTarget(index) for index in range(len(names))],
        "One rather than another": [MarginTarget(*pair) for pair in pairs] if len(names) <= 6 else [],
        "Boundary between grades": [BoundaryTarget(lower) for lower in range(len(names) - 1)],
    }
    for title, targets in groups.items():
        if targets:
            inner = menu.addMenu(tr(title))
            for target in targets:
                _add(inner, describe_target(target, names), target, choose, taken)
    for target in (ExpectedGradeTarget(), ReferableTarget()):
        if fits(target, ground.model):
            _add(menu, capitalised(describe_target(target, names)), target, choose, taken)


def _fill_many_classes(menu: QMenu, ground: Ground, choose: Choose, taken: set[Value]) -> None:
    """The most probable ones, then all in menus by their first letter."""
    names = ground.model.card.class_names
    if ground.prediction is not None:
        likely = (-ground.prediction.probabilities).argsort(kind="stable")[:_LIKELY]
        for index in likely.tolist():
            _add(menu, names[index], ClassTarget(index), choose, taken)
        menu.addSeparator()
    groups: dict[str, QMenu] = {}
    for name, index in sorted((name, index) for index, name in enumerate(names)):
        letter = name[:1].upper()
        if letter not in groups:
            groups[letter] = menu.addMenu(letter.replace("&", "&&"))
        _add(groups[letter], name, ClassTarget(index), choose, taken)


def _add(menu: QMenu, text: str, value: Value, choose: Choose, taken: set[Value], *, tip: str = "") -> None:
    action = menu.addAction(text.replace("&", "&&"))
    action.setToolTip(tip or text)
    action.setEnabled(value not in taken)
    action.triggered.connect(lambda _checked=False: choose(value))
