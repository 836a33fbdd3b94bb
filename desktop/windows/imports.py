"""What labels were imported into the project, and what could not be placed: asked of the project, shown in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from desktop.bulk import BulkChanges
from desktop.commands import CommandId
from desktop.projects import Projects
from desktop.translation import tr

if TYPE_CHECKING:
    from core.datasets.catalogue.importing import ImportResult
    from core.datasets.catalogue.imports import PastImport
    from core.datasets.catalogue.project import Project
    from core.datasets.catalogue.removals import Removal
    from desktop.windows.imports_dialog import ImportsDialog
    from desktop.windows.main_window import MainWindow

IMPORTS_SLOT, LEFT_OUT_SLOT = "imports", "left out of an import"


class ImportsWork(QObject):
    """Shows the imports, by themselves when one of them left something out."""

    def __init__(self, window: MainWindow, projects: Projects, bulk: BulkChanges) -> None:
        super().__init__(window)
        self._window = window
        self._projects = projects
        self._bulk = bulk
        self._imports: tuple[PastImport, ...] = ()
        self.dialog: ImportsDialog | None = None
        projects.changed.connect(self._ask)
        projects.opened.connect(lambda _project: self.close())

    def handlers(self) -> dict[CommandId, Callable[[], object]]:
        """What the commands do."""
        return {CommandId.IMPORTS: partial(self.show, "", None)}

    def show(self, words: str = "", source: int | None = None) -> None:
        """Show all imports and what they left out, that of `source` at first; `words` say what was just imported."""
        if self.dialog is None:
            from desktop.windows.imports_dialog import ImportsDialog

            self.dialog = ImportsDialog(self._window)
            self.dialog.wanted.connect(self._ask_left_out)
            self.dialog.removalWanted.connect(self._ask_to_remove)
            self.dialog.finished.connect(self._forget)
            self.dialog.show()
        self.dialog.setWords(words)
        self._ask(source)
        self.dialog.raise_()

    def tell(self, result: ImportResult, words: str) -> None:
        """Labels were imported: what could not be placed is listed."""
        if result.left_out.rows or result.left_out.files:
            self.show(words, result.source)

    def close(self) -> None:
        """With the project."""
        if self.dialog is not None:
            self.dialog.close()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _ask(self, source: int | None = None) -> None:
        if self.dialog is not None:
            self._projects.ask(
                lambda project, _token: project.imports.all(),
                lambda imports: self._take(imports, source),
                slot=IMPORTS_SLOT,
            )

    def _take(self, imports: tuple[PastImport, ...], source: int | None) -> None:
        project = self._projects.project
        if self.dialog is None or project is None:
            return
        self._imports = imports
        self.dialog.setImports(imports, can_change=not project.is_read_only)
        if source is not None:
            self.dialog.choose(source)

    def _ask_left_out(self, source: int) -> None:
        def show(left_out: object) -> None:
            if self.dialog is not None:
                self.dialog.setLeftOut(source, left_out)  # type: ignore[arg-type]

        self._projects.ask(lambda project, _token: project.imports.left_out(source), show, slot=LEFT_OUT_SLOT)

    def _ask_to_remove(self, source: int) -> None:
        one = next((one for one in self._imports if one.source == source), None)
        if one is None:
            return
        box = QMessageBox(self.dialog)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Remove labels"))
        box.setText(tr("Remove {labels:,} labels that '{name}' says?", labels=one.labels, name=one.name))
        box.setInformativeText(
            tr("What other sources and you have said stays. It can be undone until the project is closed.")
        )
        remove = box.addButton(tr("Remove its labels"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(remove)
        box.accepted.connect(lambda: self.remove(source, one.name))
        box.open()

    def remove(self, source: int, name: str) -> None:
        """Forget an import, and all labels that it said; until the project is closed that can be undone."""
        words = tr("The labels of '{name}' are removed", name=Path(name).name)

        def work(project: Project) -> Removal:
            from core.datasets.catalogue.removals import removed

            return removed(project, source, words)

        self._bulk.keep(work, words)
