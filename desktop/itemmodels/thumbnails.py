"""The photographs of the browser: which there are, in which order, and their thumbnails as far as they are loaded."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from desktop.itemmodels.file_dates import UNKNOWN_DATE, FileDates
from desktop.itemmodels.natural_order import PathKey, path_key
from desktop.itemmodels.thumbnail_loader import LoadThumbnail, ThumbnailLoader
from desktop.itemmodels.thumbnail_memory import ThumbnailMemory
from desktop.translation import mark, tr

AnyIndex = QModelIndex | QPersistentModelIndex

DEFAULT_MEMORY_BYTES = 96 * 2**20
RESET_ABOVE_RUNS = 64
"""A batch that falls apart into more runs than this is cheaper to show by a reset than by insertions."""


class ThumbnailRole(IntEnum):
    """What a row has beside its name and tooltip."""

    PATH = Qt.ItemDataRole.UserRole + 1
    IMAGE = Qt.ItemDataRole.UserRole + 2
    """QImage, or None while it is loading."""
    ERROR = Qt.ItemDataRole.UserRole + 3
    """Why the file cannot be shown; empty where it can."""
    BADGE = Qt.ItemDataRole.UserRole + 4
    """Badge or None."""


class PhotographOrder(Enum):
    """The orders that the browser offers."""

    FOLDER = mark("Folder")
    """By folder, and by name within it."""
    NAME = mark("Name")
    NEWEST = mark("Newest")
    OLDEST = mark("Oldest")
    GIVEN = mark("As in the project")


_BY_DATE = (PhotographOrder.NEWEST, PhotographOrder.OLDEST)


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands on a thumbnail: the predicted class in short, and its probability in [0, 1] where known."""

    text: str
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class ThumbnailCell:
    """All that is painted of a row, asked for at once."""

    name: str
    image: QImage | None
    error: str
    badge: Badge | None


class ThumbnailModel(QAbstractListModel):
    """Thousands of photographs; only those that are looked at have a picture, and only as many as fit the memory.

    `load(path, size_px)` gives (h, w, 3) uint8 RGB and is called in worker threads. Call :meth:`shutdown` at the end.
    """

    orderChanged = Signal()

    def __init__(
        self,
        load: LoadThumbnail,
        *,
        memory_bytes: int = DEFAULT_MEMORY_BYTES,
        thread_count: int = 2,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys: dict[Path, PathKey] = {}
        self._dates: dict[Path, float] = {}
        self._given: dict[Path, int] = {}
        self._rows: list[Path] = []
        self._row_of: dict[Path, int] = {}
        self._filter = ""
        self._order = PhotographOrder.FOLDER
        self._badges: dict[Path, Badge] = {}
        self._errors: dict[Path, str] = {}
        self._memory = ThumbnailMemory(memory_bytes)
        self._size_px = 128
        self._visible = range(0)
        self._loader = ThumbnailLoader(load, thread_count=thread_count, parent=self)
        self._loader.arrived.connect(self._take)
        self._are_dates_coming = False
        self._file_dates = FileDates(self)
        self._file_dates.read.connect(self._set_dates)

    # What there is

    def setPaths(self, paths: Iterable[Path]) -> None:
        """Show these photographs instead of the ones before. Errors and badges of the ones before are forgotten."""
        self._keys = {path: path_key(path) for path in paths}
        self._given = {path: place for place, path in enumerate(self._keys)}
        self._file_dates.shutdown()
        self._are_dates_coming = False
        for store in (self._dates, self._badges, self._errors, self._memory):
            store.clear()
        self._rebuild()
        self._read_dates_where_needed()

    def addPaths(self, paths: Iterable[Path]) -> None:
        """Show these as well; the ones already there are skipped."""
        new = {path: path_key(path) for path in paths if path not in self._keys}
        self._keys.update(new)
        arriving = sorted((path for path in new if self._is_shown(path)), key=self._sort_key)
        if arriving:
            self._insert(arriving)
        self._read_dates_where_needed()

    def paths(self) -> list[Path]:
        """The photographs that are shown, in their order."""
        return list(self._rows)

    def count(self) -> int:
        """How many photographs there are, filtered out or not."""
        return len(self._keys)

    def path(self, row: int) -> Path:
        """The photograph of a row. Raises IndexError where there is no such row."""
        return self._rows[row]

    def row(self, path: Path) -> int:
        """The row of a photograph, -1 where it is not shown."""
        return self._row_of.get(path, -1)

    def rowStarting(self, text: str, after: int) -> int:
        """The next row below `after`, from the top again at the end, whose name starts with `text`; -1 for none."""
        wanted = text.casefold()
        count = len(self._rows)
        rows = ((after + step) % count for step in range(1, count + 1))
        return next((row for row in rows if self._rows[row].name.casefold().startswith(wanted)), -1)

    # How it is shown

    def setFilter(self, text: str) -> None:
        """Show only photographs in whose name each word of `text` occurs."""
        if text != self._filter:
            self._filter = text
            self._rebuild()

    def filter(self) -> str:
        """The text by which the names are filtered."""
        return self._filter

    def setOrder(self, order: PhotographOrder) -> None:
        """Order the photographs. Dates are read behind the window; until they are there, the order is by folder."""
        if order is not self._order:
            self._order = order
            self._rebuild()
            self._read_dates_where_needed()

    def order(self) -> PhotographOrder:
        """The order of the photographs."""
        return self._order

    def setBadges(self, badges: Mapping[Path, Badge | None]) -> None:
        """Put badges on photographs, or take them off."""
        for path, badge in badges.items():
            if badge is None:
                self._badges.pop(path, None)
            else:
                self._badges[path] = badge
            self._tell(path, ThumbnailRole.BADGE)

    def clearBadges(self) -> None:
        """Take all badges off."""
        self.setBadges(dict.fromkeys(self._badges))

    # Thumbnails

    def setThumbnailSize(self, size_px: int) -> None:
        """The side, in device pixels, of the square into which thumbnails fit. Old ones stay until new ones come."""
        if size_px != self._size_px:
            self._size_px = size_px
            self._request()

    def setVisibleRows(self, rows: range) -> None:
        """Which rows can be seen: they are loaded first, then one screen in each direction, and nothing else."""
        self._visible = rows
        self._request()

    def reload(self, path: Path) -> None:
        """Forget the picture or the error of a file that has changed."""
        self._errors.pop(path, None)
        self._memory.forget(path)
        self._tell(path, ThumbnailRole.IMAGE)
        self._request()

    def memoryBytes(self) -> int:
        """How much the loaded thumbnails take; never above what the model was allowed."""
        return self._memory.size_bytes

    def shutdown(self) -> None:
        """End the worker threads. May be called twice."""
        self._file_dates.shutdown()
        self._loader.shutdown()

    def cell(self, row: int) -> ThumbnailCell:
        """What is painted of a row: one question instead of four, each of which may wait for the worker threads."""
        path = self._rows[row]
        return ThumbnailCell(path.name, self._memory.get(path), self._errors.get(path, ""), self._badges.get(path))

    # QAbstractListModel

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """How many photographs are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, tooltip and the roles of :class:`ThumbnailRole`."""
        row = index.row()
        if not 0 <= row < len(self._rows):
            return None
        reader = _READERS.get(role)
        return reader(self, self._rows[row]) if reader else None

    def _name(self, path: Path) -> str:
        return path.name

    def _tooltip(self, path: Path) -> str:
        error = self._errors.get(path)
        return f"{path}\n{error}" if error else str(path)

    def _image(self, path: Path) -> QImage | None:
        return self._memory.get(path)

    def _error(self, path: Path) -> str:
        return self._errors.get(path, "")

    def _badge(self, path: Path) -> Badge | None:
        return self._badges.get(path)

    def _spoken(self, path: Path) -> str:
        badge = self._badges.get(path)
        said = f", {badge.text}" if badge else ""
        return path.name + said + (tr(", cannot be read") if path in self._errors else "")

    # Order

    def _is_shown(self, path: Path) -> bool:
        return not self._filter or all(word in path.name.casefold() for word in self._filter.casefold().split())

    def _sort_key(self, path: Path) -> tuple[float, PathKey]:
        if self._order is PhotographOrder.FOLDER:
            return 0.0, self._keys[path]
        if self._order is PhotographOrder.NAME:
            folder, name = self._keys[path]
            return 0.0, (name, folder)
        if self._order is PhotographOrder.GIVEN:
            return float(self._given.get(path, len(self._given))), self._keys[path]
        date = self._dates.get(path, UNKNOWN_DATE)
        return (-date if self._order is PhotographOrder.NEWEST else date), self._keys[path]

    def _rebuild(self) -> None:
        self.beginResetModel()
        shown = filter(self._is_shown, self._keys) if self._filter else self._keys
        # The keys themselves are asked for in C where there is nothing to add to them.
        is_plain = self._order is PhotographOrder.FOLDER
        self._rows = sorted(shown, key=self._keys.__getitem__ if is_plain else self._sort_key)
        self._row_of = {path: row for row, path in enumerate(self._rows)}
        self.endResetModel()
        self.orderChanged.emit()

    def _insert(self, arriving: list[Path]) -> None:
        """Put sorted paths where they belong, in as few insertions as there are gaps."""
        runs: dict[int, list[Path]] = {}
        for path in arriving:
            row = bisect.bisect_right(self._rows, self._sort_key(path), key=self._sort_key)
            runs.setdefault(row, []).append(path)
        if len(runs) > RESET_ABOVE_RUNS:
            self._rebuild()
            return
        for row, run in sorted(runs.items(), reverse=True):  # from the end, so that earlier places stay true
            self.beginInsertRows(QModelIndex(), row, row + len(run) - 1)
            self._rows[row:row] = run
            self._row_of.update(zip(self._rows[row:], range(row, len(self._rows)), strict=True))
            self.endInsertRows()
        self.orderChanged.emit()

    def _read_dates_where_needed(self) -> None:
        is_needed = self._order in _BY_DATE and len(self._dates) < len(self._keys)
        if is_needed and not self._are_dates_coming:
            self._are_dates_coming = True
            self._file_dates.start([path for path in self._keys if path not in self._dates])

    def _set_dates(self, dates: dict[Path, float]) -> None:
        self._are_dates_coming = False
        self._dates.update((path, date) for path, date in dates.items() if path in self._keys)
        if self._order in _BY_DATE:
            self._rebuild()
            self._read_dates_where_needed()

    # Pictures

    def _request(self) -> None:
        self._loader.request([path for path in self._looked_at() if self._is_missing(path)], self._size_px)

    def _looked_at(self) -> list[Path]:
        """Visible rows from the top, then a screen below, then a screen above from its end."""
        first, last, screen = self._visible.start, self._visible.stop, max(len(self._visible), 1)
        above = self._rows[max(first - screen, 0) : first]
        return self._rows[first:last] + self._rows[last : last + screen] + above[::-1]

    def _is_missing(self, path: Path) -> bool:
        return path not in self._errors and not self._memory.has(path, self._size_px)

    def _take(self) -> None:
        for made in self._loader.take():
            if made.path not in self._keys:
                continue
            if made.image is None:
                self._errors[made.path] = made.error
            else:
                self._memory.put(made.path, made.image, made.size_px)
            self._tell(made.path, ThumbnailRole.IMAGE)

    def _tell(self, path: Path, role: ThumbnailRole) -> None:
        row = self.row(path)
        if row >= 0:
            index = self.index(row)
            self.dataChanged.emit(index, index, [role])


_READERS: dict[int, Callable[[ThumbnailModel, Path], Any]] = {
    Qt.ItemDataRole.DisplayRole: ThumbnailModel._name,
    Qt.ItemDataRole.ToolTipRole: ThumbnailModel._tooltip,
    Qt.ItemDataRole.AccessibleTextRole: ThumbnailModel._spoken,
    ThumbnailRole.PATH: lambda _model, path: path,
    ThumbnailRole.IMAGE: ThumbnailModel._image,
    ThumbnailRole.ERROR: ThumbnailModel._error,
    ThumbnailRole.BADGE: ThumbnailModel._badge,
}
