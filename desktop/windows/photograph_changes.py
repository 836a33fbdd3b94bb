"""What the user does to photographs of a project, one or many at once: labels, quality, eye, split, exclusion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from core.datasets.catalogue.filters import Column, OneOf, View
from core.datasets.splits import Part
from core.images.facts import Eye
from desktop.bulk import BulkChanges
from desktop.commands import CommandId
from desktop.panels.data_panel import DataPanel
from desktop.projects import Projects
from desktop.translation import mark, tr, tr_as, tr_count
from desktop.windows.undoing import Undoer
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project
    from core.datasets.catalogue.splits import StoredSplit
    from desktop.windows.main_window import MainWindow

C = CommandId
QUALITIES = ("good", "usable", "reject")
BY_HAND = mark("by hand")
Work = Callable[["Project"], object]


def counted(count: int) -> str:
    """So many photographs, in words."""
    return tr_count("one photograph", "{count:,} photographs", count)


class PhotographChanges(QObject):
    """The menu of the selected photographs, and what its entries do. Each can be undone."""

    def __init__(self, window: MainWindow, panel: DataPanel, projects: Projects) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._projects = projects
        self.bulk = BulkChanges(projects, self)
        panel.menuRequested.connect(self._show_menu)

    def handlers(self) -> dict[CommandId, Callable[[], object]]:
        """What the commands do."""
        return {
            C.EXCLUDE: self.toggle_excluded,
            C.FLIP: self.toggle_flipped,
            C.MIRROR_SELECTED: self.toggle_mirrored,
            C.SHOW_PATIENT: self.show_patient,
        }

    def undoer(self) -> Undoer:
        """In the workspace of the photographs, their changes are taken back."""
        return Undoer(
            is_turn=lambda: self._window.workspaces.current is Workspace.DATA,
            undo=self.bulk.undo,
            redo=self.bulk.redo,
            undo_words=lambda: self.bulk.undo_words,
            redo_words=lambda: self.bulk.redo_words,
        )

    def toggle_excluded(self) -> None:
        """Keep the selected photographs out of splits, training and prediction; or take them in again."""
        chosen, row = self._panel.selected(), self._panel.current()
        is_excluded = row is not None and bool(row.exclusion)
        reason, done = ("", tr("taken in again")) if is_excluded else (tr(BY_HAND), "excluded")
        self._do(chosen, lambda project: project.photographs.exclude(chosen, reason), done)

    def toggle_flipped(self) -> None:
        """Turn the selected photographs by half, or back."""
        chosen, row = self._panel.selected(), self._panel.current()
        is_flipped = row is not None and row.is_flipped
        done = tr("turned back") if is_flipped else tr("turned by half")
        self._do(chosen, lambda project: project.photographs.set_flipped(chosen, not is_flipped), done)

    def toggle_mirrored(self) -> None:
        """Show the selected photographs as in a mirror, or as their files have them."""
        chosen, row = self._panel.selected(), self._panel.current()
        is_mirrored = row is not None and row.is_mirrored
        done = tr("no longer mirrored") if is_mirrored else tr("mirrored")
        self._do(chosen, lambda project: project.photographs.set_mirrored(chosen, not is_mirrored), done)

    def show_patient(self) -> None:
        """Show all photographs of the patient of the current one, and no others."""
        row = self._panel.current()
        if row is not None and row.patient:
            self._window.workspaces.choose(Workspace.DATA)
            self._panel.bar.clear()
            self._panel.bar.addCondition(OneOf(Column.PATIENT, frozenset({row.patient})))

    def _do(self, chosen: Sequence[int], work: Work, done: str) -> None:
        self.bulk.do(chosen, work, f"{counted(len(chosen))} {done}")

    # The menu

    def _show_menu(self, at: QPoint) -> None:
        project, row = self._projects.project, self._panel.current()
        if project is None or row is None:
            return
        menu = QMenu(self._window)
        menu.setToolTipsVisible(True)
        menu.addAction(tr("&Review"), lambda: self._panel.grid.opened.emit(row.id))
        menu.addAction(self._window.action(C.BOTH_EYES))
        menu.addAction(self._window.action(C.SHOW_PATIENT))
        menu.addSeparator()
        if not project.is_read_only:
            for title, changes in (
                (tr("&Label"), self._labels()),
                (tr("&Quality"), self._qualities()),
                (tr("E&ye"), self._eyes()),
                (tr("&Split"), self._parts()),
            ):
                self._fill(menu.addMenu(title), changes)
            menu.addAction(self._window.action(C.EXCLUDE))
            menu.addAction(self._window.action(C.FLIP))
            menu.addAction(self._window.action(C.MIRROR_SELECTED))
            menu.addSeparator()
        menu.addAction(self._window.action(C.EXPORT_TABLE))
        menu.popup(at)

    def _fill(self, menu: QMenu, changes: Sequence[tuple[str, Work, str]]) -> None:
        chosen = self._panel.selected()
        for words, work, done in changes:
            menu.addAction(words, partial(self._do, chosen, work, done))
        menu.setEnabled(bool(changes))

    def _labels(self) -> list[tuple[str, Work, str]]:
        scheme = (self._projects.view or View()).scheme
        if scheme is None:
            return []
        chosen = self._panel.selected()

        def correct(project: Project, value: int | None) -> None:
            project.labels.correct(chosen, scheme, value)

        names = enumerate(self._panel.model.names().labels)
        changes: list[tuple[str, Work, str]] = [
            (f"&{index} {name}", partial(correct, value=index), tr("labelled '{name}'", name=name))
            for index, name in names
        ]
        return [*changes, (tr("&As the sources say"), partial(correct, value=None), tr("labelled as the sources say"))]

    def _qualities(self) -> list[tuple[str, Work, str]]:
        chosen = self._panel.selected()

        def set_quality(project: Project, quality: str) -> None:
            project.photographs.set_quality(chosen, quality)

        return [
            (
                f"&{tr(quality or 'not said')}",
                partial(set_quality, quality=quality),
                tr("of quality '{quality}'", quality=tr(quality or "not said")),
            )
            for quality in (*QUALITIES, "")
        ]

    def _eyes(self) -> list[tuple[str, Work, str]]:
        chosen = self._panel.selected()

        def set_eye(project: Project, eye: Eye | None) -> None:
            from core.datasets.catalogue.pairing import pair_eyes

            project.photographs.set_eye(chosen, eye)
            pair_eyes(project.database)

        return [
            (
                f"&{tr_as('eye', eye.value) if eye is not None else tr('not known')}",
                partial(set_eye, eye=eye),
                tr("of the eye: {eye}", eye=tr_as("eye", eye.value) if eye is not None else "?"),
            )
            for eye in (*Eye, None)
        ]

    def _parts(self) -> list[tuple[str, Work, str]]:
        split = self._split()
        if split is None or split.settings.get("folds"):
            return []
        chosen, name = self._panel.selected(), split.name

        def move(project: Project, part: Part | None) -> None:
            project.splits.move(name, chosen, part)

        return [
            (
                f"&{tr(part.value) if part is not None else tr('none of them')}",
                partial(move, part=part),
                tr("in the part '{value}' of '{name}'", value=tr(part.value), name=name)
                if part is not None
                else tr("taken out of '{name}'", name=name),
            )
            for part in (*Part, None)
        ]

    def _split(self) -> StoredSplit | None:
        """The split by which photographs are seen."""
        chosen = (self._projects.view or View()).split
        return next((split for split in self._projects.content.splits if split.id == chosen), None)
