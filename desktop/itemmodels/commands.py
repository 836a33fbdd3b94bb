"""The commands of the program as rows: for the palette that finds them, and for the list that gives them other keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop.itemmodels.fuzzy import Match, fuzzy_match
from desktop.translation import mark, tr

AnyIndex = QModelIndex | QPersistentModelIndex
NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True, eq=False)
class CommandEntry:
    """A command: its action, the titles of the menus that lead to it, and the shortcut it has from the start."""

    action: QAction
    menus: tuple[str, ...] = ()
    default: QKeySequence = field(default_factory=QKeySequence)

    @property
    def title(self) -> str:
        """The title without the mark of the access key."""
        return plain_title(self.action.text())

    @property
    def path(self) -> str:
        """The menus that lead to the command."""
        return " › ".join(self.menus)  # noqa: RUF001

    @property
    def shortcut(self) -> str:
        """The shortcuts as this system writes them."""
        return ", ".join(sequence.toString(NATIVE) for sequence in self.action.shortcuts())

    @property
    def tip(self) -> str:
        """What the command does, in a sentence."""
        return self.action.statusTip() or self.action.toolTip()


def plain_title(text: str) -> str:
    """A menu's or action's text as it is shown: without the ampersand before the access key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def menu_entries(menu_bar: QMenuBar) -> list[CommandEntry]:
    """An entry for every action in the menus; the shortcut that it has now counts as the one from the start."""
    return [entry for action in menu_bar.actions() for entry in _walk(action, ())]


def _walk(action: QAction, menus: tuple[str, ...]) -> Iterator[CommandEntry]:
    menu = action.menu()
    if isinstance(menu, QMenu):
        for inner in menu.actions():
            yield from _walk(inner, (*menus, plain_title(menu.title())))
    elif not action.isSeparator() and action.text():
        yield CommandEntry(action, menus, action.shortcut())


class PaletteRole(IntEnum):
    """What a row of the palette has beside its title."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    PLACES = Qt.ItemDataRole.UserRole + 2
    """tuple[int, ...]: the letters of the title that were typed."""


class PaletteModel(QAbstractListModel):
    """The commands that fit what was typed, the best first; those that cannot be used now come last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[CommandEntry, ...] = ()
        self._pattern = ""
        self._rows: list[tuple[CommandEntry, Match]] = []

    def setEntries(self, entries: Sequence[CommandEntry]) -> None:
        """The commands among which one searches. Invisible actions are left out."""
        self._entries = tuple(entry for entry in entries if entry.action.isVisible())
        self.setPattern(self._pattern)

    def setPattern(self, pattern: str) -> None:
        """What was typed."""
        self.beginResetModel()
        self._pattern = pattern
        found = [(entry, match) for entry in self._entries if (match := _command_match(pattern, entry)) is not None]
        # Sorting is stable: commands that fit equally well stay in the order of the menus.
        self._rows = sorted(found, key=lambda row: (not row[0].action.isEnabled(), -row[1].score))
        self.endResetModel()

    def entry(self, row: int) -> CommandEntry:
        """The command of a row."""
        return self._rows[row][0]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """How many commands fit."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, tooltip and the roles of :class:`PaletteRole`."""
        if not 0 <= index.row() < len(self._rows):
            return None
        entry, match = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.ToolTipRole:
                # That of an action says why it is grey.
                return entry.tip if entry.action.isEnabled() else entry.action.toolTip()
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (entry.title, entry.path, entry.shortcut) if part)
            case PaletteRole.ENTRY:
                return entry
            case PaletteRole.PLACES:
                return match.places
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A command that cannot be used now cannot be chosen."""
        is_enabled = index.isValid() and self._rows[index.row()][0].action.isEnabled()
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled if is_enabled else Qt.ItemFlag.NoItemFlags


def _command_match(pattern: str, entry: CommandEntry) -> Match | None:
    in_title = fuzzy_match(pattern, entry.title)
    if in_title is not None:
        return in_title
    # Found only with the help of the menu's name: less likely meant, and nothing in the title to underline.
    with_menus = fuzzy_match(pattern, f"{entry.path} {entry.title}")
    return None if with_menus is None else Match(with_menus.score - 20, ())


class ShortcutColumn(IntEnum):
    """The columns of the list of shortcuts."""

    TITLE = 0
    MENU = 1
    SHORTCUT = 2
    TIP = 3


SHORTCUT_HEADERS = (mark("Command"), mark("Menu"), mark("Shortcut"), mark("What it does"))


class ShortcutModel(QAbstractTableModel):
    """One row a command, with its shortcut as it is now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[CommandEntry, ...] = ()

    def setEntries(self, entries: Sequence[CommandEntry]) -> None:
        """Show these commands."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def entries(self) -> tuple[CommandEntry, ...]:
        """All commands."""
        return self._entries

    def entry(self, row: int) -> CommandEntry:
        """The command of a row."""
        return self._entries[row]

    def refresh(self) -> None:
        """Shortcuts have changed."""
        if self._entries:
            last = self.index(len(self._entries) - 1, len(ShortcutColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """How many commands there are."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """The columns of :class:`ShortcutColumn`."""
        return 0 if parent.isValid() else len(ShortcutColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' titles."""
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return tr(SHORTCUT_HEADERS[section]) if is_title else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The texts."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.tip
        return (entry.title, entry.path, entry.shortcut, entry.tip)[index.column()]
