"""From paths to photographs and models: what is dropped, chosen in a dialog, given on the command line, remembered."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import FunduscopeError, ImageError
from desktop.files import Kind, kind_of
from desktop.jobs import JobContext, Lane
from desktop.restore import ViewRecord, read_record
from desktop.translation import tr

BATCH = 200
MAX_SOURCES = 500


@dataclass(slots=True)
class Found:
    """What came out of a number of paths."""

    models: list[Path] = field(default_factory=list)
    projects: list[Path] = field(default_factory=list)
    studies: list[Path] = field(default_factory=list)
    views: list[tuple[Path, ViewRecord]] = field(default_factory=list)
    photograph_count: int = 0
    errors: list[FunduscopeError] = field(default_factory=list)


class Opening(QObject):
    """Sorts paths in a lane: folders are walked through, exported views recognised, models set aside."""

    photographsFound = Signal(list, bool)
    """Paths, and whether they take the place of the photographs before."""
    modelFound = Signal(object)
    projectFound = Signal(object)
    studyFound = Signal(object)
    viewFound = Signal(object, object)
    """Path and ViewRecord of an exported view."""
    failed = Signal(object)
    finished = Signal(object)
    """The Found of everything that was asked for with one call."""
    _batch = Signal(int, list)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._numbers = itertools.count(1)
        self._number = 0
        self._replaces = False
        self.sources: tuple[Path, ...] = ()
        self._batch.connect(self._take_batch, Qt.ConnectionType.QueuedConnection)

    def open(self, paths: Iterable[Path], *, replaces: bool = False) -> None:
        """Open whatever these are. `replaces`: photographs take the place of those that are listed."""
        wanted = [path.expanduser().absolute() for path in paths]
        if not wanted:
            return
        self._number, self._replaces = next(self._numbers), replaces
        self._remember(wanted, replaces=replaces)
        number = self._number
        # A slot of its own for each call: dropping a second folder does not stop the first one.
        self._lane.submit(
            lambda context: _sort(wanted, context, lambda batch: self._batch.emit(number, batch)),
            self._take,
            slot=f"open {number}",
            title=tr("Looking for photographs"),
        )

    def forget_sources(self) -> None:
        """Nothing is open any more."""
        self.sources = ()

    def _remember(self, paths: Sequence[Path], *, replaces: bool) -> None:
        known = [path for path in paths if kind_of(path) in (Kind.FOLDER, Kind.PICTURE)]
        if known:
            before = () if replaces else self.sources
            self.sources = tuple(dict.fromkeys((*before, *known)))[-MAX_SOURCES:]

    def _take_batch(self, number: int, batch: list[Path]) -> None:
        replaces = self._replaces and number == self._number
        if replaces:
            self._replaces = False
        self.photographsFound.emit(batch, replaces)

    def _take(self, found: Found) -> None:
        for error in found.errors:
            self.failed.emit(error)
        for path in found.models:
            self.modelFound.emit(path)
        for path in found.projects[-1:]:  # one at a time
            self.projectFound.emit(path)
        for path in found.studies[-1:]:
            self.studyFound.emit(path)
        for path, record in found.views:
            self.viewFound.emit(path, record)
        self.finished.emit(found)


def _sort(paths: Sequence[Path], context: JobContext, emit: Callable[[list[Path]], None]) -> Found:
    """In the lane: tell photographs in batches while looking for more."""
    found, batch = Found(), _Batch(emit)
    for path in paths:
        context.token.check()
        kind = kind_of(path)
        if kind is Kind.MISSING:
            found.errors.append(
                ImageError(
                    tr("'{path_name}' is not there any more.", path_name=path.name),
                    tr("It may have been moved or renamed."),
                )
            )
        elif kind is Kind.MODEL:
            found.models.append(path)
        elif kind is Kind.PROJECT:
            found.projects.append(path)
        elif kind is Kind.STUDY:
            found.studies.append(path)
        elif kind is Kind.FOLDER:
            _walk(path, context, found, batch)
        elif (record := _record(path, found)) is not None:
            found.views.append((path, record))
        else:
            _add_all(path, batch)  # whatever its suffix: if it is no photograph, the viewer says what it is
    batch.flush()
    found.photograph_count = batch.count
    return found


def _add_all(path: Path, batch: _Batch) -> None:
    """The photographs of a file: several where it is a DICOM file of several frames."""
    from core.images.reading import photographs_in

    for photograph in photographs_in(path):
        batch.add(photograph)


def _walk(folder: Path, context: JobContext, found: Found, batch: _Batch) -> None:
    from core.images.reading import find_photographs

    before = batch.count
    try:
        for path in find_photographs(folder, token=context.token):
            batch.add(path)
    except FunduscopeError as error:
        found.errors.append(error)
    if batch.count == before:
        found.errors.append(
            ImageError(
                tr("There is no photograph in '{folder_name}'.", folder_name=folder.name), tr("Choose another folder.")
            )
        )


def _record(path: Path, found: Found) -> ViewRecord | None:
    try:
        return read_record(path)
    except FunduscopeError as error:
        found.errors.append(error)
        return None


class _Batch:
    """Collects paths and emits them a few hundred at a time."""

    def __init__(self, emit: Callable[[list[Path]], None]) -> None:
        self._emit = emit
        self._paths: list[Path] = []
        self.count = 0

    def add(self, path: Path) -> None:
        self._paths.append(path)
        self.count += 1
        if len(self._paths) >= BATCH or self.count == 1:
            self.flush()

    def flush(self) -> None:
        if self._paths:
            self._emit(self._paths)
            self._paths = []
