"""What is compared: the plan of the grid, as the user changes it and as it is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.compare_plan import MOST_CELLS, AxisKind, PinnedView, Plan, Preset, Value
from desktop.compare_values import Ground, axis_values
from desktop.settings import COMPARISON, Settings
from desktop.translation import tr


class ComparePlanning(QObject):
    """Holds the plan. `ground` tells what is selected, from which an axis that nobody has filled takes its values."""

    changed = Signal()
    remarked = Signal(str)

    def __init__(self, settings: Settings, ground: Callable[[], Ground | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._ground = ground
        self._plan = _remembered(settings)

    @property
    def plan(self) -> Plan:
        """What is compared."""
        return self._plan

    def values(self, kind: AxisKind) -> tuple[Value, ...]:
        """The values of an axis as they are shown."""
        return axis_values(self._plan, kind, self._ground())

    def setPlan(self, plan: Plan) -> None:
        """Compare something else."""
        if plan == self._plan:
            return
        self._plan = plan
        self._settings.setValue(COMPARISON, plan.to_json())
        self.changed.emit()

    def applyPreset(self, preset: Preset) -> None:
        """Compare what people often compare."""
        self.setPlan(preset.applied(self._plan))

    def setAxes(self, columns: AxisKind, rows: AxisKind | None) -> None:
        """Let other things vary."""
        self.setPlan(replace(self._plan, columns=columns, rows=rows))

    def addValue(self, kind: AxisKind, value: Value) -> None:
        """One more value on an axis, where there is room."""
        shown = self.values(kind)
        if value not in shown and len(shown) < self._plan.most_values:
            self.setPlan(self._plan.with_values(kind, (*shown, value)))

    def removeValue(self, kind: AxisKind, value: Value) -> None:
        """One value less; the last one of an axis stays, but for pinned views."""
        left = [other for other in self.values(kind) if other != value]
        if left or kind is AxisKind.VIEWS:
            self.setPlan(self._plan.with_values(kind, left))

    def replaceValue(self, kind: AxisKind, old: Value, new: Value) -> None:
        """Another value at the same place."""
        shown = self.values(kind)
        if old in shown and new not in shown:
            self.setPlan(self._plan.with_values(kind, [new if value == old else value for value in shown]))

    def pin(self, view: PinnedView) -> None:
        """Keep a view among the pinned ones."""
        views = self._plan.views
        if view in views:
            self.remarked.emit(tr("This view is pinned already"))
        elif len(views) == MOST_CELLS:
            self.remarked.emit(tr("{most_cells} views are pinned: remove one first", most_cells=MOST_CELLS))
        else:
            self.setPlan(self._plan.with_values(AxisKind.VIEWS, (*views, view)))
            self.remarked.emit(tr("Pinned: {count} of {most_cells} views", count=len(views) + 1, most_cells=MOST_CELLS))


def _remembered(settings: Settings) -> Plan:
    fields = settings.value(COMPARISON)
    try:
        return Plan.from_json(fields) if fields else Plan()
    except (ValueError, TypeError, KeyError, AttributeError):
        return Plan()
