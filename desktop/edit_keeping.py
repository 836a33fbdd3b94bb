"""What-if edits from one run of the program to the next: read once, and written a moment after they change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core.explain.edits.editlist import EditList
from desktop.edit_history import Stories
from desktop.edit_store import read_edits, write_edits
from desktop.jobs import Lane

STORE = "what-if store"
SAVE_AFTER_MS = 1500


class Keeping(QObject):
    """Keeps `stories` in the file `store`."""

    restored = Signal()
    """What was kept last time is there."""
    failed = Signal(object)

    def __init__(self, stories: Stories, files: Lane, store: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stories, self._files, self._store = stories, files, store
        self._unsaved = 0
        self._saving = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._saving.timeout.connect(self._save_in_lane)

    def load(self) -> None:
        """Begin to read what was kept last time."""
        store = self._store

        def deliver(lists: tuple[EditList, ...]) -> None:
            self._stories.restore(lists)
            self.restored.emit()

        # As urgent as anything else: what is not would be given up for what is, and not be read at all.
        self._files.submit(lambda _context: read_edits(store), deliver, slot=STORE, refuse=self.failed.emit)

    def note(self) -> None:
        """Something is new: it is written soon."""
        self._unsaved += 1
        self._saving.start()

    def save(self) -> None:
        """Write now: the program closes."""
        self._saving.stop()
        if self._unsaved:
            write_edits(self._store, self._stories.lists())
            self._unsaved = 0

    def _save_in_lane(self) -> None:
        store, lists, count = self._store, self._stories.lists(), self._unsaved

        def deliver(_nothing: None) -> None:
            self._unsaved -= count

        self._files.submit(lambda _context: write_edits(store, lists), deliver, slot=STORE)
