"""One key takes back, whatever was done last where the user is: what-if edits, changes of photographs, annotations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from desktop.translation import tr


@dataclass(frozen=True, slots=True)
class Undoer:
    """Something that can be taken back and done again.

    `is_turn` says whether the user is where it happens; `undo_words` and `redo_words` what would be done, empty where
    there is nothing.
    """

    is_turn: Callable[[], bool]
    undo: Callable[[], object]
    redo: Callable[[], object]
    undo_words: Callable[[], str]
    redo_words: Callable[[], str]


class Undoing(QObject):
    """Asks its undoers in the order in which they were added: the first whose turn it is gets the key."""

    def __init__(self, undo: QAction, redo: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = undo, redo
        self._undoers: list[Undoer] = []
        undo.triggered.connect(partial(self._call, is_back=True))
        redo.triggered.connect(partial(self._call, is_back=False))

    def add(self, undoer: Undoer) -> None:
        """Ask this one as well, after those before it. Call :meth:`update` whenever its answers change."""
        self._undoers.append(undoer)

    def update(self) -> None:
        """Say in the menu what would be undone, and grey what cannot be."""
        undoer = self._current()
        undo, redo = self._actions
        said = (undoer.undo_words(), undoer.redo_words()) if undoer is not None else ("", "")
        undo.setText(tr("&Undo {words}", words=said[0]) if said[0] else tr("&Undo"))
        redo.setText(tr("&Redo {words}", words=said[1]) if said[1] else tr("&Redo"))
        for action, words in zip((undo, redo), said, strict=True):
            action.setEnabled(bool(words))

    def _current(self) -> Undoer | None:
        return next((undoer for undoer in self._undoers if undoer.is_turn()), None)

    def _call(self, _is_checked: bool = False, *, is_back: bool) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        undoer = self._current()
        if undoer is not None:
            (undoer.undo if is_back else undoer.redo)()
