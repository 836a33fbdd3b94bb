"""Adding photographs to a project and reading them: the work of the lane "indexing"."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import FunduscopeError
from desktop.jobs import JobContext
from desktop.translation import tr

if TYPE_CHECKING:
    from core.datasets.catalogue.importing import ImportResult
    from core.datasets.catalogue.indexing import IndexResult
    from core.datasets.catalogue.project import Project
    from core.datasets.sources.nearby import NearbyTable
    from core.datasets.sources.tables import Columns


class Reporting(JobContext):
    """The context of a job, which can also tell of a result before the job is done."""

    def __init__(self, context: JobContext, emit: Callable[[object], None]) -> None:
        super().__init__(context.token, context.report)
        self._tell = emit

    def report_now(self, result: object) -> None:
        """Tell it from the worker: a signal carries it to the window's thread."""
        self._tell(result)


@dataclass(frozen=True, slots=True)
class Addition:
    """Something to be added to a project: a folder, or an HDF5 file.

    With the labels of `table`, or (`has_classes`) with the names of the folders in it as classes.
    """

    place: Path
    table: Path | None = None
    scheme: str = ""
    has_classes: bool = False
    columns: Columns | None = None
    """Which columns of the table are meant, where their names do not say it."""
    class_names: tuple[str, ...] = ()
    """The classes, where those of this table alone would be too few."""


@dataclass(frozen=True, slots=True)
class TablesNear:
    """Tables that lie about a folder that was added without labels, and name photographs in it: to be offered."""

    folder: Path
    tables: tuple[NearbyTable, ...]


def take_all(
    project: Project, waiting: deque[Addition], context: Reporting, fail: Callable[[Addition, FunduscopeError], object]
) -> None:
    """In the lane: add what waits, one after the other. What cannot be added is told of, and the others are."""
    while waiting:
        try:
            result = take_folder(project, waiting[0], context)
            if result is not None:
                context.report_now(result)
        except FunduscopeError as error:
            fail(waiting[0], error)
        waiting.popleft()


def take_folder(project: Project, addition: Addition, context: JobContext) -> ImportResult | TablesNear | None:
    """In the lane: list a folder or an HDF5 file, with its labels where it has any.

    Of a folder without labels the tables that may hold them, None where there are none.
    """
    from core.datasets.catalogue.importing import add_made, class_folders, import_labels, is_made, note_masks
    from core.datasets.catalogue.importing_hdf5 import import_hdf5
    from core.datasets.sources.nearby import tables_near
    from core.datasets.sources.opening import SourceOptions, table_in
    from core.datasets.sources.tables import Columns

    folder, table, scheme = addition.place, addition.table, addition.scheme
    if table is None and is_made(folder):
        return add_made(project, folder, token=context.token, progress=context.report)
    lying = table_in(folder) if table is None and not addition.has_classes else table
    if lying is not None:
        columns = addition.columns or Columns()
        options = SourceOptions(labels=lying, columns=columns, class_names=addition.class_names)
        return import_labels(project, folder, options, scheme=scheme, token=context.token, progress=context.report)
    names = class_folders(folder) if folder.is_dir() else ()
    if addition.has_classes or names:
        options = SourceOptions(class_names=names)
        return import_labels(project, folder, options, scheme=scheme, token=context.token, progress=context.report)
    result = import_hdf5(project, folder, scheme=scheme, token=context.token, progress=context.report)
    note_masks(project, folder)
    if result is not None or not folder.is_dir():
        return result
    near = tables_near(folder, token=context.token)
    return TablesNear(folder, near) if near else None


def words_of(result: IndexResult) -> str:
    """What was found; empty where nothing was."""
    parts = [
        f"{count:,} {words}"
        for count, words in (
            (result.new, tr("new")),
            (result.moved, tr("moved")),
            (result.changed, tr("changed")),
            (result.missing, tr("not found where they were")),
            (result.identical, tr("identical to others")),
        )
        if count
    ]
    return tr("Photographs: {parts}", parts=", ".join(parts)) if parts else ""
