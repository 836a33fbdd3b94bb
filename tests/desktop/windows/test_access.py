"""Everything that takes the focus says what it is, and can be reached and left by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollBar, QStackedWidget, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.commands import CommandId
from desktop.widgets.photograph_view import PhotographView
from desktop.windows.main_window import MainWindow
from desktop.workspace import Workspace

OPENERS = (
    CommandId.EXPORT_OVERLAYS,
    CommandId.REPORT_PHOTOGRAPH,
    CommandId.EDIT_CARD,
    CommandId.MAKE_PHOTOGRAPHS,
    CommandId.PREPARE,
    CommandId.AUDIT,
    CommandId.REPRODUCE,
    CommandId.GUIDE,
    CommandId.PALETTE,
    CommandId.SHORTCUT_LIST,
    CommandId.ABOUT,
    CommandId.ALL_CHANNELS,
    CommandId.PARAMETERS,
    CommandId.LESION_NAMES,
)
OPENERS_OF_PROJECTS = (
    CommandId.MAKE_SPLIT,
    CommandId.SPLITS,
    CommandId.IMPORTS,
    CommandId.BOTH_EYES,
    CommandId.ANIMATE,
    CommandId.LANGUAGE,
)
TAB_STEPS = 150


def takes_focus(root: QWidget) -> Iterator[QWidget]:
    """What in `root` is a stop of its own for the keyboard or the pointer."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, QScrollBar) or is_stand_in(widget) or is_put_away(widget):
            continue
        if isinstance(widget, QLabel) and not widget.text():
            continue
        if isinstance(widget, QTabBar) and not widget.count():
            continue
        yield widget


def is_stand_in(widget: QWidget) -> bool:
    """Whether the focus goes on to what holds it, or it is the list that a box folds out, which speaks for it."""
    ancestors = [widget]
    while (parent := ancestors[-1].parentWidget()) is not None:
        ancestors.append(parent)
    if widget.focusProxy() in ancestors[1:]:
        return True
    return any(each.metaObject().className() == "QComboBoxPrivateContainer" for each in ancestors)


def is_put_away(widget: QWidget) -> bool:
    """Whether it was hidden for itself, and not only as a page behind another one."""
    return widget.isHidden() and not widget.isWindow() and not isinstance(widget.parentWidget(), QStackedWidget)


def nameless(root: QWidget) -> set[str]:
    """Where in `root` something takes the focus and cannot say what it is."""
    found = set()
    for widget in takes_focus(root):
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip():
            places, at = [], widget
            while at is not None and len(places) < 5:
                places.append(at.objectName() or type(at).__name__)
                at = at.parentWidget()
            found.add(" in ".join(places))
    return found


def test_every_control_of_the_window_has_a_name(ready: Program, qtbot: QtBot) -> None:
    window = ready.window
    missing: set[str] = set()
    for workspace in Workspace:
        window.workspaces.choose(workspace)
        QApplication.processEvents()
        missing |= nameless(window)
    assert missing == set()


def test_every_control_of_what_opens_has_a_name(ready: Program, qtbot: QtBot) -> None:
    assert {command: found for command in OPENERS if (found := nameless_behind(ready.window, command, qtbot))} == {}


def test_every_control_of_what_a_project_opens_has_a_name(with_project: Program, qtbot: QtBot) -> None:
    window = with_project.window
    found = {
        command: missing for command in OPENERS_OF_PROJECTS if (missing := nameless_behind(window, command, qtbot))
    }
    assert found == {}


def nameless_behind(window: MainWindow, command: CommandId, qtbot: QtBot) -> set[str]:
    """What has no name in the dialog that a command opens; the dialog is closed again."""
    before = set(opened(window))
    window.action(command).setEnabled(True)
    window.action(command).trigger()
    qtbot.waitUntil(lambda: bool(set(opened(window)) - before))
    found = [each for each in opened(window) if each not in before]
    missing = {name for each in found for name in nameless(each)}
    for each in found:
        each.close()
    qtbot.waitUntil(lambda: not set(opened(window)) - before)
    return missing


def opened(window: QWidget) -> list[QWidget]:
    """The dialogs and windows beside the program's own that are shown."""
    tops = [each for each in QApplication.topLevelWidgets() if each is not window and each.isVisible()]
    inside = [each for each in window.findChildren(QWidget) if each.isVisible() and isinstance(each, QDialog)]
    palettes = [each for each in window.findChildren(QWidget, "commandPalette") if each.isVisible()]
    return list(dict.fromkeys([*tops, *inside, *palettes]))


def test_the_tab_key_walks_round_and_one_sees_where(ready: Program, qtbot: QtBot) -> None:
    window = ready.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    found: dict[Workspace, list[str]] = {}
    for workspace in Workspace:
        window.workspaces.choose(workspace)
        QApplication.processEvents()
        stops = tab_stops(window, qtbot)
        assert 3 <= len(stops) < TAB_STEPS, workspace
        dark = [named(stop) for stop in stops if not is_bare(stop) and not shows_focus(stop)]
        found[workspace] = dark
    assert {workspace: dark for workspace, dark in found.items() if dark} == {}


def tab_stops(window: MainWindow, qtbot: QtBot) -> list[QWidget]:
    """Where the tab key leads from here, until it comes round; each can be seen when it is reached."""
    stops: list[QWidget] = []
    for _ in range(TAB_STEPS):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        stop = QApplication.focusWidget()
        assert stop is not None
        assert stop.isVisible(), [named(each) for each in (*stops, stop)]
        if stop in stops:
            break
        stops.append(stop)
    return stops


def is_bare(widget: QWidget) -> bool:
    """Whether a frame has no place on it: the viewer is all photograph, and Qt keeps tab bars without a current tab."""
    return isinstance(widget, PhotographView) or (isinstance(widget, QTabBar) and widget.currentIndex() < 0)


def shows_focus(widget: QWidget) -> bool:
    """Whether a widget looks otherwise while it has the focus."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    lit = widget.grab().toImage()
    widget.clearFocus()
    return lit != widget.grab().toImage()


def named(widget: QWidget) -> str:
    name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return f"{type(widget).__name__} '{name}' in {type(widget.parentWidget()).__name__}"
