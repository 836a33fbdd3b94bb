"""Annotations in files: exported and imported behind the window; and a project of the photographs that are open."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog

from core.images.frames import file_of
from desktop.annotating import Annotating
from desktop.commands import CommandId
from desktop.files import PROJECT_SUFFIX, free_path
from desktop.jobs import JobContext
from desktop.resources import FOLDER
from desktop.translation import mark, tr

if TYPE_CHECKING:
    from core.datasets.annotation.exporting import Exported, ExportFormat
    from core.datasets.annotation.importing import CocoImport
    from core.datasets.catalogue.project import Project
    from desktop.windows.main_window import MainWindow

C = CommandId
SLOT = "annotation files"
TOLD = 8
CSV, JSON = mark("CSV (*.csv)"), mark("COCO JSON (*.json)")


class AnnotationFiles(QObject):
    """Asks where, and does the work in the lane of files, with progress and a way to stop."""

    def __init__(self, window: MainWindow, annotating: Annotating) -> None:
        super().__init__(window)
        self._window, self._annotating = window, annotating
        self._folders: list[Path] = []
        window.services.projects.opened.connect(self._fill_project)

    def handlers(self) -> dict[CommandId, Callable[[], object]]:
        """What the commands do."""
        return {
            C.EXPORT_ANNOTATIONS: self.ask_tables,
            C.EXPORT_COCO: self.ask_coco,
            C.EXPORT_MASKS: self.ask_masks,
            C.IMPORT_COCO: self.ask_import,
        }

    # A project of what is open

    def make_project(self) -> None:
        """Make a project beside the photographs that are open, with these in it; nothing is asked."""
        session = self._window.session
        paths = list(session.order) or [path for path in [session.selection.photograph] if path is not None]
        if not paths:
            return
        self._folders = outermost([file_of(path).absolute().parent for path in paths])
        home = self._folders[0] if len(self._folders) == 1 else Path(os.path.commonpath(self._folders))
        is_of_program = home.is_relative_to(FOLDER)  # the samples: what is the user's does not go among them
        place = home if os.access(home, os.W_OK) and not is_of_program else _documents()
        self._window.services.projects.create(free_path(place, home.name or "study", PROJECT_SUFFIX))

    def add_folder(self) -> None:
        """Add the folder of the photograph that is shown to the project."""
        path = self._window.session.selection.photograph
        if path is not None:
            self._window.services.projects.add_folder(file_of(path).absolute().parent)

    def _fill_project(self, project: Project | None) -> None:
        folders, self._folders = self._folders, []
        if project is not None and folders:
            self._window.viewer.remark(tr("Annotations are kept in {path}", path=project.path))
            # After the project has begun to look through what it has, which this replaces.
            QTimer.singleShot(0, self, partial(self._window.services.projects.add_folders, folders))

    # Out

    def ask_tables(self) -> None:
        """Let the user say where the tables go, and whether patients may be in them."""
        from desktop.windows.data_dialogs import ask_about_patients

        has_patients = ask_about_patients(self._window)
        if has_patients is None:
            return
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export annotations"), self._place(".csv"), tr(CSV))
        if name:
            self.export(_with_suffix(Path(name), ".csv"), "csv", has_patients=has_patients)

    def ask_coco(self) -> None:
        """Let the user say where the COCO file goes, and whether patients may be in it."""
        from desktop.windows.data_dialogs import ask_about_patients

        has_patients = ask_about_patients(self._window)
        if has_patients is None:
            return
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export annotations"), self._place(".json"), tr(JSON))
        if name:
            self.export(_with_suffix(Path(name), ".json"), "coco", has_patients=has_patients)

    def ask_masks(self) -> None:
        """Let the user name the folder of masks, which is made."""
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Folder of masks to make"), self._place(tr(" masks")))
        if name:
            self.export(Path(name), "masks")

    def export(self, target: Path, kind: str, *, has_patients: bool = False) -> None:
        """Write the annotations of all readers as "csv", "coco" or "masks"."""
        project = self._window.services.projects.project
        if project is None:
            return
        self._annotating.flush()

        def work(context: JobContext) -> Exported:
            from core.datasets.annotation.exporting import ExportFormat, export_annotations

            chosen: ExportFormat = ExportFormat(kind)
            return export_annotations(
                project, target, chosen, has_patients=has_patients, token=context.token, progress=context.report
            )

        self._submit(work, self._tell_exported, tr("Exporting annotations"))
        self._window.remembering.note_export(target.parent)

    def _tell_exported(self, exported: Exported) -> None:
        names = ", ".join(path.name for path in exported.paths)
        self._window.viewer.remark(tr("Exported {names}: {words}", names=names, words=exported.words))
        self._tell_left_out(tr("Left out"), exported.left_out)

    # In

    def ask_import(self) -> None:
        """Let the user choose a COCO file."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Import COCO JSON"), self._window.remembering.export_folder(), tr(JSON)
        )
        if name:
            self.import_coco(Path(name))

    def import_coco(self, path: Path) -> None:
        """Take the annotations of a file in, for the reader of the panel where the file names none."""
        project, reader = self._window.services.projects.project, self._annotating.reader
        if project is None or project.is_read_only:
            return
        self._annotating.flush()

        def work(context: JobContext) -> CocoImport:
            from core.datasets.annotation.importing import import_coco

            return import_coco(project, path, reader, token=context.token, progress=context.report)

        self._submit(work, self._tell_imported, tr("Importing annotations"))

    def _tell_imported(self, result: CocoImport) -> None:
        self._window.viewer.remark(
            tr(
                "Taken in: {marks:,} marks on {photographs:,} photographs",
                marks=result.marks,
                photographs=result.photographs,
            )
        )
        self._tell_left_out(tr("Not taken in"), (*result.unmatched, *result.passed_over))
        self._window.services.projects.look_for_changes()

    def _submit(self, work: Callable[[JobContext], object], take: Callable[..., None], title: str) -> None:
        self._window.services.lanes.files.submit(work, take, slot=SLOT, title=title)

    def _tell_left_out(self, title: str, lines: tuple[str, ...]) -> None:
        if not lines:
            return
        from core.errors import DatasetError

        more = tr(" and {count:,} more", count=len(lines) - TOLD) if len(lines) > TOLD else ""
        self._window.viewer.report(DatasetError(f"{title}: {'; '.join(lines[:TOLD])}{more}."))

    def _place(self, suffix: str) -> str:
        project = self._window.services.projects.project
        stem = project.path.stem if project is not None else "photographs"
        return str(Path(self._window.remembering.export_folder()) / f"{stem} annotations{suffix}")


def outermost(folders: list[Path]) -> list[Path]:
    """The folders without those that lie in others of them, each once, in their order."""
    unique = list(dict.fromkeys(folders))
    return [folder for folder in unique if not any(other in folder.parents for other in unique)]


def _documents() -> Path:
    """Where a project goes whose photographs lie where nothing may be written."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(place or Path.home())
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _with_suffix(path: Path, suffix: str) -> Path:
    return path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")
