"""The panels around the viewer, as docks that can be moved, floated, closed and put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from desktop.settings import WINDOW_STATE, Settings

LAYOUT_VERSION = 1
"""Goes up when another set of docks makes older arrangements meaningless."""

Area = Qt.DockWidgetArea


@dataclass(frozen=True, slots=True, eq=False)
class DockPlan:
    """One panel and where it is at first. `size_px` is its width at the sides, its height at the bottom."""

    name: str
    title: str
    panel: QWidget
    area: Area
    shortcut: str
    size_px: int
    share: int = 1


class Docks:
    """Makes the docks of a window."""

    def __init__(self, window: QMainWindow, plans: Sequence[DockPlan], settings: Settings) -> None:
        self._window = window
        self._plans = plans
        self._settings = settings
        self.docks: dict[str, QDockWidget] = {}
        window.setDockNestingEnabled(True)
        for corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner):
            window.setCorner(corner, Area.BottomDockWidgetArea)
        for plan in plans:
            self.docks[plan.name] = self._make(plan)
        self.reset()

    def _make(self, plan: DockPlan) -> QDockWidget:
        dock = QDockWidget(plan.title, self._window)
        dock.setObjectName(f"dock.{plan.name}")
        dock.setWidget(plan.panel)
        if plan.area is Area.BottomDockWidgetArea:
            # A title at the side leaves the height, of which there is least, to the pictures.
            dock.setFeatures(dock.features() | QDockWidget.DockWidgetFeature.DockWidgetVerticalTitleBar)
        toggle = dock.toggleViewAction()
        toggle.setObjectName(f"view.dock-{plan.name}")
        toggle.setShortcut(plan.shortcut)
        toggle.setText(plan.title)
        toggle.setToolTip(f"Show or hide the panel '{plan.title}' ({plan.shortcut})")
        toggle.setStatusTip(f"Show or hide the panel '{plan.title}'")
        return dock

    def reset(self) -> None:
        """Put every panel to where it was at first."""
        for plan in self._plans:
            dock = self.docks[plan.name]
            dock.setFloating(False)
            self._window.addDockWidget(plan.area, dock)
            dock.show()
        for area, direction in (
            (Area.LeftDockWidgetArea, Qt.Orientation.Horizontal),
            (Area.RightDockWidgetArea, Qt.Orientation.Horizontal),
            (Area.BottomDockWidgetArea, Qt.Orientation.Vertical),
        ):
            plans = [plan for plan in self._plans if plan.area is area]
            docks = [self.docks[plan.name] for plan in plans]
            self._window.resizeDocks(docks, [plan.size_px for plan in plans], direction)
        side = [plan for plan in self._plans if plan.area is Area.RightDockWidgetArea]
        docks = [self.docks[plan.name] for plan in side]
        self._window.resizeDocks(docks, [plan.share for plan in side], Qt.Orientation.Vertical)

    def restore(self) -> None:
        """The arrangement of last time, where there is one that fits."""
        state = self._settings.value(WINDOW_STATE)
        if not state.isEmpty() and not self._window.restoreState(state, LAYOUT_VERSION):
            self.reset()

    def save(self) -> None:
        """Remember the arrangement."""
        self._settings.setValue(WINDOW_STATE, QByteArray(self._window.saveState(LAYOUT_VERSION)))
