"""The panels around the viewer, as docks that can be moved, floated, closed and put back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget

from desktop.settings import WINDOW_IS_LOW, WINDOW_STATE, Settings
from desktop.theme import sized
from desktop.translation import tr

LAYOUT_VERSION = 4
"""Goes up when another set of docks makes older arrangements meaningless."""

NARROW_PX = 1400
SQUEEZING_PX = 1000
"""Windows narrower than this may have no room for the panels at their narrow size."""
SLACK_PX = 3
LOW_PX = 800
TAB_BAR_PX = 30

Area = Qt.DockWidgetArea


@dataclass(frozen=True, slots=True, eq=False)
class DockPlan:
    """One panel and where it is at first.

    `size_px` is its width at the sides, its height at the bottom; `narrow_px` the same in a window narrower than
    `NARROW_PX`, where the viewer must still have half of the area. `share` divides the height of a side. A panel with
    `tab_with` shares the place of the panel of that name, which is in front at first; one with `tab_when_low` does so
    in windows lower than `LOW_PX`, where there is not enough height for both.
    """

    name: str
    title: str
    panel: QWidget
    area: Area
    shortcut: str
    size_px: int
    narrow_px: int
    share: int = 1
    tab_with: str = ""
    tab_when_low: str = ""


class Docks:
    """Makes the docks of a window."""

    def __init__(self, window: QMainWindow, plans: Sequence[DockPlan], settings: Settings) -> None:
        self._window = window
        self._plans = plans
        self._settings = settings
        self.docks: dict[str, QDockWidget] = {}
        self._is_narrow = False
        self._is_low = False
        self._is_restored = self._has_own_widths = False
        self._borders = _Borders(window, self._note_drag)
        window.setDockNestingEnabled(True)
        window.setTabPosition(Area.RightDockWidgetArea, QTabWidget.TabPosition.North)
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
        toggle.setToolTip(tr("Show or hide the panel '{title}' ({shortcut})", title=plan.title, shortcut=plan.shortcut))
        toggle.setStatusTip(tr("Show or hide the panel '{title}'", title=plan.title))
        return dock

    def reset(self) -> None:
        """Put every panel to where it was at first."""
        for plan in self._plans:
            dock = self.docks[plan.name]
            dock.setFloating(False)
            self._window.addDockWidget(plan.area, dock)
            dock.show()
        for plan in self._plans:
            if plan.tab_with:
                self._window.tabifyDockWidget(self.docks[plan.tab_with], self.docks[plan.name])
        for name in {plan.tab_with for plan in self._plans if plan.tab_with}:
            self.docks[name].raise_()
        self._has_own_widths = False
        self._share_places(is_low=self._window.height() < LOW_PX)
        self._apply_sizes(is_narrow=self._window.width() < NARROW_PX)
        self._divide_height()

    def bring(self, name: str) -> None:
        """Show the panel `name`, in front of those that share its place."""
        self.docks[name].show()
        self.docks[name].raise_()

    def tidy_tabs(self) -> None:
        """Hide tab bars that belong to no panel that is shown: Qt leaves those of an arrangement that was never drawn.

        Such a bar has the titles of panels that are all hidden, or of one whose tab another
        bar has as well, right above it.
        """
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        bars = [bar for bar in self._window.findChildren(QTabBar, options=direct) if not bar.isHidden()]
        titles = {bar: {bar.tabText(index) for index in range(bar.count())} for bar in bars}
        there = {plan.title for plan in self._plans if not self.docks[plan.name].isHidden()}
        for bar in bars:
            stand_twice = titles[bar] & set().union(*(titles[other] for other in bars if other is not bar))
            if not titles[bar] & there or (stand_twice and not self._is_above_its_panel(bar, titles[bar])):
                bar.hide()

    def _is_above_its_panel(self, bar: QTabBar, titles: set[str]) -> bool:
        place = bar.geometry()
        docks = [self.docks[plan.name].geometry() for plan in self._plans if plan.title in titles]
        return any(dock.left() == place.left() and abs(dock.top() - place.bottom()) <= SLACK_PX for dock in docks)

    def adapt(self) -> None:
        """The window has another size: give the sides theirs, unless the user has chosen otherwise."""
        if all(dock.isHidden() for dock in self.docks.values()):
            return  # a page of another kind of work: they fit themselves when they are back
        is_narrow, is_low = self._window.width() < NARROW_PX, self._window.height() < LOW_PX
        if (is_narrow, is_low) != (self._is_narrow, self._is_low) and self._is_untouched():
            if is_low != self._is_low and self._are_sharers_shown():
                self._share_places(is_low=is_low)
            self._apply_sizes(is_narrow=is_narrow)
            self._divide_height()
        QTimer.singleShot(0, self._window, self.tidy_tabs)

    def _note_drag(self) -> None:
        self._has_own_widths = True

    def settle(self) -> None:
        """The window is shown: a restored arrangement that was left alone fits itself to the screen of today."""
        if self._is_restored:
            # A window too small for its panels squeezes them: that is the layout's doing, and not the user's.
            is_made = any(self._has_widths(is_narrow=is_narrow) for is_narrow in (False, True))
            self._has_own_widths = not is_made and self._window.width() >= SQUEEZING_PX
        else:
            self._divide_height()
        self.adapt()

    def _are_sharers_shown(self) -> bool:
        """Whether all that would move are there: Qt shows a hidden panel that is moved behind another one."""
        moved = [plan for plan in self._plans if plan.tab_when_low]
        names = {plan.name for plan in moved} | {plan.tab_when_low for plan in moved}
        return all(not self.docks[name].isHidden() for name in names)

    def _share_places(self, *, is_low: bool) -> None:
        self._is_low = is_low
        for plan in self._plans:
            if not plan.tab_when_low:
                continue
            host, dock = self.docks[plan.tab_when_low], self.docks[plan.name]
            tabs = [self.docks[other.name] for other in self._plans if other.tab_with == plan.name]
            visible = [each for each in (dock, *tabs) if not each.isHidden()]
            if is_low:
                for each in (dock, *tabs):
                    self._window.tabifyDockWidget(host, each)
            else:
                self._window.addDockWidget(plan.area, dock, Qt.Orientation.Vertical)
                for each in tabs:
                    self._window.tabifyDockWidget(dock, each)
            for each in (dock, *tabs):
                each.setVisible(each in visible)
            (host if is_low else dock).raise_()

    def _divide_height(self) -> None:
        shared = {plan.name for plan in self._plans if plan.tab_with or (plan.tab_when_low and self._is_low)}
        side = [plan for plan in self._plans if plan.area is Area.RightDockWidgetArea and plan.name not in shared]
        shares = [self._share_of_group(plan) for plan in side]
        self._window.resizeDocks([self.docks[plan.name] for plan in side], shares, Qt.Orientation.Vertical)

    def _share_of_group(self, plan: DockPlan) -> int:
        """Its own; one tab bar more than that where others join it in a low window."""
        has_joined = self._is_low and any(other.tab_when_low == plan.name for other in self._plans)
        return plan.share + TAB_BAR_PX if has_joined else plan.share

    def _apply_sizes(self, *, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        for area, direction in (
            (Area.LeftDockWidgetArea, Qt.Orientation.Horizontal),
            (Area.RightDockWidgetArea, Qt.Orientation.Horizontal),
            (Area.BottomDockWidgetArea, Qt.Orientation.Vertical),
        ):
            plans = [plan for plan in self._plans if plan.area is area]
            docks = [self.docks[plan.name] for plan in plans]
            self._window.resizeDocks(docks, [self._size(plan) for plan in plans], direction)

    def _size(self, plan: DockPlan) -> int:
        return sized(plan.narrow_px if self._is_narrow else plan.size_px)

    def _is_untouched(self) -> bool:
        """Whether every panel at the sides is where it was put, as wide as it was made."""
        docks = ((self.docks[plan.name], plan.area) for plan in self._plans)
        is_moved = any(dock.isFloating() or self._window.dockWidgetArea(dock) is not area for dock, area in docks)
        return not is_moved and not self._has_own_widths

    def _has_widths(self, *, is_narrow: bool) -> bool:
        """Whether the panels at the sides that stand alone are as wide as they are made."""
        for plan in self._plans:
            dock = self.docks[plan.name]
            shares_place = bool(plan.tab_with) or (self._is_low and bool(plan.tab_when_low))
            if plan.area is Area.BottomDockWidgetArea or shares_place or not dock.isVisible():
                continue
            if abs(dock.width() - sized(plan.narrow_px if is_narrow else plan.size_px)) > SLACK_PX:
                return False
        return True

    def give_height(self, name: str, height_px: int) -> None:
        """Let a panel at a side be at least so high, as far as its neighbours can give way."""
        dock = self.docks[name]
        if not dock.isFloating() and dock.isVisible() and dock.widget().height() < height_px:
            frame = dock.height() - dock.widget().height()
            self._window.resizeDocks([dock], [height_px + frame], Qt.Orientation.Vertical)

    def restore(self) -> None:
        """The arrangement of last time, where there is one that fits."""
        state = self._settings.value(WINDOW_STATE)
        if state.isEmpty():
            return
        self._is_restored = self._window.restoreState(state, LAYOUT_VERSION)
        if self._is_restored:
            self._is_low = self._settings.value(WINDOW_IS_LOW)
        else:
            self.reset()

    def save(self) -> None:
        """Remember the arrangement."""
        self._settings.setValue(WINDOW_IS_LOW, self._is_low)
        self._settings.setValue(WINDOW_STATE, QByteArray(self._window.saveState(LAYOUT_VERSION)))


class _Borders(QObject):
    """Tells of a border between panels that the user has dragged: the window itself is pressed nowhere else."""

    def __init__(self, window: QMainWindow, dragged: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._dragged = window, dragged
        self._before: list[int] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Compare widths before and after."""
        if watched is self._window and event.type() == QEvent.Type.MouseButtonPress:
            self._before = self._widths()
        elif watched is self._window and event.type() == QEvent.Type.MouseButtonRelease:
            if self._before and self._widths() != self._before:
                self._dragged()
            self._before = []
        return super().eventFilter(watched, event)

    def _widths(self) -> list[int]:
        return [dock.width() for dock in self._window.findChildren(QDockWidget)]
