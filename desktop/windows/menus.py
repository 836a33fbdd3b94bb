"""The menu bar, made from the declared commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop.commands import COMMANDS, Command, CommandId, Menu
from desktop.translation import tr


def fill_menu_bar(bar: QMenuBar, actions: Mapping[CommandId, QAction]) -> dict[str, QMenu]:
    """Put every command into its menu. Returns the menus and submenus by name."""
    menus = {menu.value: bar.addMenu(tr(menu.value)) for menu in Menu}
    for menu in menus.values():
        menu.setToolTipsVisible(True)
    for command in COMMANDS:
        _place(command, menus).addAction(actions[command.id])
    return menus


def _place(command: Command, menus: dict[str, QMenu]) -> QMenu:
    menu = menus[command.menu.value]
    if command.is_new_group and not menu.isEmpty():
        menu.addSeparator()
    if not command.submenu:
        return menu
    if command.submenu not in menus:
        menus[command.submenu] = menu.addMenu(tr(command.submenu))
        menus[command.submenu].setToolTipsVisible(True)
    return menus[command.submenu]


class RecentMenu:
    """A menu of files that were open lately; what is gone is greyed, and can be cleared away."""

    def __init__(self, menu: QMenu, open_path: Callable[[Path], None], clear: Callable[[], None]) -> None:
        self.menu = menu
        self._open = open_path
        self._clear = clear
        menu.setToolTipsVisible(True)

    def setPaths(self, paths: Sequence[Path]) -> None:
        """List these."""
        self.menu.clear()
        for number, path in enumerate(paths):
            action = self.menu.addAction(f"&{(number + 1) % 10} {path.name or path}" if number < 10 else path.name)
            action.setToolTip(str(path))
            action.setStatusTip(str(path))
            action.setEnabled(path.exists())
            action.triggered.connect(lambda _checked=False, path=path: self._open(path))
        self.menu.setEnabled(bool(paths))
        if paths:
            self.menu.addSeparator()
            forget = self.menu.addAction(tr("Clear this list"))
            forget.setToolTip(tr("Forget these files; none is touched"))
            forget.triggered.connect(lambda _checked=False: self._clear())
