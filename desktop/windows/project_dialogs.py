"""What the user is asked of a project's files: where it is, what is added to it, and where its table goes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from core.datasets.catalogue.filters import View
from core.datasets.sources.tables import TABLE_SUFFIXES
from desktop.commands import CommandId
from desktop.files import PROJECT_SUFFIX, write_atomically
from desktop.panels.data_panel import DataPanel
from desktop.project_reading import Addition
from desktop.projects import Projects
from desktop.settings import RECENT_PROJECTS
from desktop.translation import mark, tr
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project
    from core.datasets.sources.nearby import NearbyTable
    from core.datasets.sources.tables import UnknownColumnsError
    from desktop.project_reading import TablesNear
    from desktop.windows.main_window import MainWindow

C = CommandId
PROJECT_FILTER = f"Projects (*{PROJECT_SUFFIX})"
HDF5_FILTER = mark("HDF5 files (*.h5 *.hdf5);;All files (*)")
TABLE_FILTER = mark("Tables (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods);;All files (*)")


class ProjectDialogs(QObject):
    """Asks, and passes on what was chosen. `open_project` opens a project and shows it."""

    def __init__(
        self, window: MainWindow, panel: DataPanel, projects: Projects, open_project: Callable[[Path], object]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._projects = projects
        self._open = open_project
        self._settings = window.services.settings
        panel.newRequested.connect(self.ask_new)
        panel.openRequested.connect(self.ask_open)
        panel.addRequested.connect(self.ask_folder)
        panel.dropped.connect(self.take_dropped)
        projects.columnsNeeded.connect(self.ask_columns)
        projects.tablesFound.connect(self.offer_tables)

    def handlers(self) -> dict[CommandId, Callable[[], object]]:
        """What the commands do."""
        return {
            C.NEW_PROJECT: self.ask_new,
            C.OPEN_PROJECT: self.ask_open,
            C.ADD_PHOTOGRAPHS: self.ask_folder,
            C.ADD_FILE: self.ask_file,
            C.IMPORT_LABELS: self.ask_labels,
            C.FOLDER_CLASSES: self.ask_folder_names,
            C.EXPORT_TABLE: self.ask_export,
        }

    # Where projects are

    def ask_new(self) -> None:
        """Let the user say where the new project goes."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("New project"), str(self._folder() / f"study{PROJECT_SUFFIX}"), PROJECT_FILTER
        )
        if name:
            self._window.workspaces.choose(Workspace.DATA)
            self._projects.create(Path(name))

    def ask_open(self) -> None:
        """Let the user choose a project."""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open project"), str(self._folder()), PROJECT_FILTER)
        if name:
            self._open(Path(name))

    def _folder(self) -> Path:
        recent = self._settings.value(RECENT_PROJECTS)
        return Path(recent[0]).parent if recent else Path(self._window.remembering.photograph_folder())

    # What is added

    def ask_folder(self) -> None:
        """Let the user choose a folder of photographs."""
        name = QFileDialog.getExistingDirectory(
            self._window, tr("Add photographs to the project"), self._window.remembering.photograph_folder()
        )
        if name:
            self._projects.add_folder(Path(name))

    def ask_file(self) -> None:
        """Let the user choose an HDF5 file of photographs."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Add an HDF5 file"), self._window.remembering.photograph_folder(), tr(HDF5_FILTER)
        )
        if name:
            self._projects.add_folder(Path(name))

    def take_dropped(self, paths: list[Path]) -> None:
        """Add what was dropped on the photographs of a project: folders, HDF5 files, and tables of labels."""
        for path in paths:
            if path.suffix.lower() in TABLE_SUFFIXES:
                self.import_table(path)
            else:
                self._projects.add_folder(path)

    def ask_folder_names(self) -> None:
        """Take the names of the folders in a folder of the project for the classes of their photographs."""
        folders = [path for path in self._projects.content.folders if path.is_dir()]
        start = str(folders[0]) if folders else self._window.remembering.photograph_folder()
        chosen = start
        if len(folders) != 1:
            chosen = QFileDialog.getExistingDirectory(self._window, tr("Folder with a folder a class in it"), start)
        if chosen:
            self._projects.add((Addition(Path(chosen), has_classes=True),))

    def ask_labels(self) -> None:
        """Let the user choose a table, and the folder whose photographs it names."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Table of labels"), self._window.remembering.photograph_folder(), tr(TABLE_FILTER)
        )
        if name:
            self.import_table(Path(name))

    def import_table(self, table: Path) -> None:
        """Take labels out of a table; where the project has several folders, ask which of them it names."""
        folders = self._projects.content.folders
        folder = folders[0] if len(folders) == 1 else None
        if folder is None:
            start = str(folders[0] if folders else table.parent)
            chosen = QFileDialog.getExistingDirectory(
                self._window, tr("Folder of the photographs that it names"), start
            )
            folder = Path(chosen) if chosen else None
        if folder is not None:
            self._projects.add_folder(folder, table)

    def ask_columns(self, addition: Addition, error: UnknownColumnsError) -> None:
        """Let the user say which columns of a table are meant."""
        from desktop.windows.columns_dialog import ColumnsDialog

        table = addition.table or addition.place
        dialog = ColumnsDialog(table, error, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda columns: self._projects.add((replace(addition, columns=columns),)))
        dialog.open()

    def offer_tables(self, near: TablesNear) -> None:
        """Let the user say which of the tables that lie about a folder hold its labels."""
        from desktop.windows.tables_dialog import TablesDialog

        dialog = TablesDialog(near, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._take_tables)
        dialog.open()

    def _take_tables(self, tables: Sequence[NearbyTable]) -> None:
        from core.datasets.sources.nearby import classes_of

        names = classes_of(tables)
        self._projects.add([Addition(one.folder, one.table, class_names=names) for one in tables])

    # What goes out

    def ask_export(self) -> None:
        """Let the user say where the table goes, and whether patients may be in it."""
        from desktop.windows.data_dialogs import ask_about_patients

        answer = ask_about_patients(self._window)
        if answer is None:
            return
        project = self._projects.project
        place = self._folder() / f"{project.path.stem if project is not None else 'photographs'}.csv"
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export the table"), str(place), tr("CSV (*.csv)"))
        if name:
            self.export(Path(name), has_patients=answer)

    def export(self, path: Path, *, has_patients: bool = False) -> None:
        """Write what is shown, in its order, as CSV."""
        ids, view = array("q", self._panel.model.order().ids), self._projects.view or View()

        def work(project: Project) -> None:
            from core.datasets.catalogue.exporting import photographs_csv

            text = photographs_csv(project, ids, view, has_patients=has_patients)
            write_atomically(path, lambda file: file.write(text.encode("utf-8", "surrogateescape")))

        self._projects.change(work, tr("Exported {path_name}", path_name=path.name))
