"""What the Data workspace asks of the window: dialogs, commands, and the way from a photograph to its review."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from core.datasets.catalogue.filters import (
    Agreement,
    Column,
    Condition,
    OneOf,
    PairAgreement,
    View,
)
from core.errors import FunduscopeError
from desktop.commands import CommandId
from desktop.itemmodels.thumbnails import PhotographOrder
from desktop.panels.data_panel import DataPanel
from desktop.projects import Projects
from desktop.settings import PROJECT, RECENT_PROJECTS, RESTORES_SESSION, TABLE_LAYOUT, remembered
from desktop.translation import tr, tr_count
from desktop.widgets.data_head import Layout
from desktop.windows.imports import ImportsWork
from desktop.windows.photograph_changes import PhotographChanges
from desktop.windows.project_dialogs import ProjectDialogs
from desktop.windows.splitting import Splitting
from desktop.windows.two_eyes import TwoEyes
from desktop.windows.undoing import Undoer
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from core.datasets.catalogue.errors import DamagedProjectError
    from core.datasets.catalogue.importing import ImportResult
    from core.datasets.catalogue.project import Project
    from desktop.windows.main_window import MainWindow

C = CommandId
REVIEWED = 4000
"""Photographs that are walked through in Review, around the one that was opened: all of most filters."""

REVIEW_SLOT = "review"


class DataWork(QObject):
    """Joins the panel, the projects and the window."""

    def __init__(self, window: MainWindow, panel: DataPanel, projects: Projects) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._projects = projects
        self._settings = window.services.settings
        self.both_eyes = TwoEyes(window, projects, window.services.lanes.decode)
        self.changes = PhotographChanges(window, panel, projects)
        self.changes.bulk.changed.connect(self._update_undo)
        self.splitting = Splitting(window, projects)
        self.imports = ImportsWork(window, projects, self.changes.bulk)
        self.dialogs = ProjectDialogs(window, panel, projects, self.open)
        projects.opened.connect(self._take_project)
        projects.damaged.connect(self._offer_copy)
        projects.remarked.connect(self._remark)
        projects.failed.connect(self._report)
        projects.imported.connect(self._tell_imported)
        projects.workChanged.connect(self.update_actions)
        window.session.modelChanged.connect(lambda _model: self.update_actions())
        window.workspaces.chosen.connect(self._follow_workspace)
        window.opening.projectFound.connect(self.open)
        panel.predictRequested.connect(self.predict_all)
        panel.activated.connect(self.review)
        panel.selectionChanged.connect(lambda _count: self.update_actions())
        panel.table.sizeColumns()
        panel.setLayoutKind(Layout.TABLE if self._settings.value(TABLE_LAYOUT) else Layout.GRID)

    def handlers(self) -> dict[CommandId, Callable[[], object]]:
        """What the commands do."""
        panel = self._panel
        own: dict[CommandId, Callable[[], object]] = {
            C.CLOSE_PROJECT: self._projects.close,
            C.READ_AGAIN: self._projects.read_again,
            C.PREDICT_ALL: self.predict_all,
            C.FIND_PHOTOGRAPHS: self._find,
            C.TABLE_LAYOUT: self._toggle_layout,
            C.SHOW_WRONG: partial(self._show, OneOf(Column.AGREEMENT, frozenset({Agreement.WRONG.value}))),
            C.SHOW_UNCERTAIN: partial(self._show, None, Column.UNCERTAINTY),
            C.SHOW_CONFLICTS: partial(self._show, OneOf(Column.CONFLICT, frozenset({"yes"}))),
            C.SHOW_DIFFERENT_EYES: self._show_different_eyes,
            C.GROUP_BY_PATIENT: self._group,
            C.SHOW_ALL: panel.bar.clear,
            C.BOTH_EYES: self.both_eyes.show,
        }
        parts = self.dialogs, self.changes, self.splitting, self.imports
        return own | {command: handler for part in parts for command, handler in part.handlers().items()}

    def undoer(self) -> Undoer:
        """What was done to photographs can be taken back."""
        return self.changes.undoer()

    def _update_undo(self) -> None:
        self._window.undoing.update()

    def update_actions(self) -> None:
        """Grey what makes no sense now."""
        project = self._projects.project
        is_open = project is not None
        can_write = project is not None and not project.is_read_only
        row = self._panel.current() if self._panel.model.rowCount() else None
        selected = row is not None
        for commands, is_possible in (
            ((C.CLOSE_PROJECT, C.EXPORT_TABLE, C.FIND_PHOTOGRAPHS, C.SHOW_ALL, C.GROUP_BY_PATIENT, C.SPLITS), is_open),
            ((C.IMPORTS, C.TABLE_LAYOUT), is_open),
            ((C.SHOW_WRONG, C.SHOW_UNCERTAIN, C.SHOW_CONFLICTS, C.SHOW_DIFFERENT_EYES), is_open),
            ((C.ADD_PHOTOGRAPHS, C.ADD_FILE, C.IMPORT_LABELS), can_write),
            ((C.FOLDER_CLASSES, C.READ_AGAIN, C.MAKE_SPLIT), can_write),
            ((C.PREDICT_ALL,), can_write and self._window.session.model is not None),
            ((C.EXCLUDE, C.FLIP, C.MIRROR_SELECTED), can_write and selected),
            ((C.SHOW_PATIENT,), selected and bool(row is not None and row.patient)),
            ((C.BOTH_EYES,), self._window.session.selection.photograph is not None),
        ):
            for command in commands:
                self._window.action(command).setEnabled(is_possible)
        self._window.action(C.TABLE_LAYOUT).setChecked(self._panel.layoutKind() is Layout.TABLE)
        self._window.action(C.GROUP_BY_PATIENT).setChecked(self._panel.query().group is Column.PATIENT)

    # Projects

    def open(self, path: Path) -> None:
        """Open a project and show it."""
        self._window.workspaces.choose(Workspace.DATA)
        self._projects.open(path)

    def restore(self) -> None:
        """Open the project of last time, where it still is."""
        text = self._settings.value(PROJECT)
        if text and self._settings.value(RESTORES_SESSION) and Path(text).is_file():
            self._projects.open(Path(text))

    def forget_recent(self) -> None:
        """No project is recent any more."""
        self._settings.setValue(RECENT_PROJECTS, ())
        self.show_recent()

    def show_recent(self) -> None:
        """Fill the menu."""
        self._window.recent_projects.setPaths([Path(text) for text in self._settings.value(RECENT_PROJECTS)])

    def save(self) -> None:
        """Remember what is open; the window closes."""
        self.both_eyes.close()
        self.splitting.close()
        self.imports.close()
        project = self._projects.project
        self._settings.setValue(PROJECT, str(project.path) if project is not None else "")
        self._settings.setValue(TABLE_LAYOUT, self._panel.layoutKind() is Layout.TABLE)

    def _take_project(self, project: Project | None) -> None:
        if project is not None:
            self._settings.setValue(PROJECT, str(project.path))  # at once: the program may be killed
            recent = remembered(self._settings.value(RECENT_PROJECTS), project.path)
            self._settings.setValue(RECENT_PROJECTS, recent)
            self.show_recent()
        self.update_actions()

    def _offer_copy(self, error: DamagedProjectError) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("The project is damaged"))
        box.setText(error.message)
        box.setInformativeText(error.hint)
        restore = box.addButton(tr("Restore the copy"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.accepted.connect(lambda: self._projects.restore_backup(error))
        box.setDefaultButton(restore)
        box.open()

    # Photographs and labels

    def offer_made(self, folder: Path) -> bool:
        """Add a set of photographs that was just made to the project that is open; False where none is."""
        project = self._projects.project
        if project is None or project.is_read_only:
            return False
        self._window.workspaces.choose(Workspace.DATA)
        self._projects.add_folder(folder)
        return True

    def _remark(self, text: str) -> None:
        where = self._panel if self._window.workspaces.current is Workspace.DATA else self._window.viewer
        where.remark(text)

    def _report(self, error: FunduscopeError) -> None:
        where = self._panel if self._window.workspaces.current is Workspace.DATA else self._window.viewer
        where.report(error)

    def _tell_imported(self, result: ImportResult) -> None:
        words = tr_count(
            "One photograph has a label of '{name}', from '{source}'",
            "{count:,} photographs have a label of '{name}', from '{source}'",
            result.labelled,
            name=result.scheme.name,
            source=Path(result.name).name,
        )
        self._remark(words)
        self.imports.tell(result, words)

    def predict_all(self) -> None:
        """Ask the selected model about all photographs."""
        model = self._window.session.model
        if model is not None:
            self._projects.predict_all(model)

    # What is shown

    def _find(self) -> None:
        self._window.workspaces.choose(Workspace.DATA)
        self._panel.focusSearch()

    def _toggle_layout(self) -> None:
        self._window.workspaces.choose(Workspace.DATA)
        is_table = self._panel.layoutKind() is Layout.TABLE
        self._panel.setLayoutKind(Layout.GRID if is_table else Layout.TABLE)
        self.update_actions()

    def _show(self, condition: Condition | None, sort: Column | None = None) -> None:
        self._window.workspaces.choose(Workspace.DATA)
        if condition is not None:
            self._panel.bar.addCondition(condition)
        if sort is not None:
            self._panel.bar.setSort(sort, is_descending=True)

    def _show_different_eyes(self) -> None:
        view = self._projects.view or View()
        column = Column.EYES_BY_PREDICTION if view.scheme is None else Column.EYES_BY_LABEL
        self._show(OneOf(column, frozenset({PairAgreement.DIFFERENT.value})))

    def _group(self) -> None:
        self._window.workspaces.choose(Workspace.DATA)
        is_grouped = self._panel.query().group is Column.PATIENT
        self._panel.bar.setGroup(None if is_grouped else Column.PATIENT)
        self.update_actions()

    # To the review

    def review(self, path: Path, ids: array[int]) -> None:
        """Look at a photograph in Review, and walk from there through those that are shown here, in their order."""
        self._projects.ask(
            lambda project, _token: _around(project, path, ids),
            lambda paths: self._walk(path, paths),
            slot=REVIEW_SLOT,
        )

    def _walk(self, path: Path, paths: list[Path]) -> None:
        window = self._window
        window.workspaces.choose(Workspace.REVIEW)
        window.browser.setOrder(PhotographOrder.GIVEN)
        window.browser.setPaths(paths)
        window.session.choosePhotograph(path)
        window.viewer.setFocus()

    def _follow_workspace(self, workspace: Workspace) -> None:
        """Whoever goes to Review with a photograph chosen here can walk on from it."""
        row, session = self._panel.current(), self._window.session
        if workspace is not Workspace.REVIEW or row is None or row.path != session.selection.photograph:
            return
        if row.path not in session.order:
            self.review(row.path, array("q", self._panel.model.order().ids))


def _around(project: Project, path: Path, ids: array[int]) -> list[Path]:
    """In the lane: the photographs to walk through, those around the one that was chosen where there are many."""
    numbers = project.files.at(path)
    place = ids.index(numbers[0]) if numbers and numbers[0] in ids else 0
    first = max(min(place - REVIEWED // 2, len(ids) - REVIEWED), 0)
    return project.browsing.paths(ids[first : first + REVIEWED])
