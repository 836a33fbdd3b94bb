"""Splits in the window: made, looked at, locked, balanced, removed and written as CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from core.datasets.catalogue.filters import View
from core.jobs import CancelToken
from core.training.settings import Balance, BalanceSettings, DataSettings, SplitSettings, TrainingSettings
from desktop.commands import CommandId
from desktop.files import write_atomically
from desktop.projects import Projects
from desktop.translation import tr

if TYPE_CHECKING:
    from core.datasets.balance import BalancePlan
    from core.datasets.catalogue.project import Project
    from core.datasets.catalogue.splits import StoredSplit
    from desktop.windows.data_dialogs import SplitWish
    from desktop.windows.main_window import MainWindow
    from desktop.windows.splits_dialog import SplitFigures, SplitsDialog

C = CommandId
FIGURES_SLOT = "splits"


class Splitting(QObject):
    """Joins the dialogs of splits and the project."""

    def __init__(self, window: MainWindow, projects: Projects) -> None:
        super().__init__(window)
        self._window = window
        self._projects = projects
        self.dialog: SplitsDialog | None = None
        self._new = ""
        projects.changed.connect(self._refresh)
        projects.opened.connect(lambda _project: self.close())

    def handlers(self) -> dict[CommandId, Callable[[], object]]:
        """What the commands do."""
        return {C.MAKE_SPLIT: self.ask_new, C.SPLITS: self.show}

    def show(self) -> None:
        """Open the dialog of all splits, or bring it to the front."""
        from desktop.windows.splits_dialog import SplitsDialog

        if self.dialog is None:
            dialog = SplitsDialog(self._window)
            dialog.newWanted.connect(self.ask_new)
            dialog.removalWanted.connect(self.remove)
            dialog.lockWanted.connect(self.lock)
            dialog.balanceWanted.connect(self.balance)
            dialog.exportWanted.connect(self._ask_export)
            dialog.trainingWanted.connect(self.train)
            dialog.finished.connect(self._forget)
            self.dialog = dialog
            dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self._refresh()

    def ask_new(self) -> None:
        """Let the user say how to divide the photographs."""
        from desktop.windows.data_dialogs import SplitDialog

        content, view = self._projects.content, self._projects.view or View()
        parent = self.dialog or self._window
        dialog = SplitDialog(content.schemes, view.scheme, [split.name for split in content.splits], parent)
        dialog.wished.connect(self.make)
        dialog.open()

    def make(self, wish: SplitWish) -> None:
        """Divide, and show what came of it."""

        def work(project: Project) -> None:
            with project.database.write():
                project.splits.make(wish.name, wish.plan)
                if wish.is_locked:
                    project.splits.setLocked(wish.name, is_locked=True)

        self._new = wish.name
        self._projects.change(
            work,
            tr("The split '{wish_name}' is kept with the project", wish_name=wish.name),
            deliver=lambda _nothing: self.show(),
        )

    def remove(self, name: str) -> None:
        """Forget a split."""
        self._projects.change(
            lambda project: project.splits.remove(name), tr("The split '{name}' is removed", name=name)
        )

    def lock(self, name: str, is_locked: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Lock a split, or unlock it."""
        words = tr("locked: its test photographs are never trained on") if is_locked else tr("unlocked")
        self._projects.change(
            lambda project: project.splits.setLocked(name, is_locked),
            tr("The split '{name}' is {words}", name=name, words=words),
        )

    def balance(self, name: str, plan: BalancePlan) -> None:
        """Keep how the classes of a split are balanced."""
        self._projects.change(lambda project: project.splits.set_balance(name, plan))

    def train(self, name: str) -> None:
        """Set up a training on a split, with its balance."""
        project, content = self._projects.project, self._projects.content
        split = next((one for one in content.splits if one.name == name), None)
        if project is None or split is None:
            return
        scheme = next((one.name for one in content.schemes if one.id == split.settings.get("scheme")), "")
        self.close()
        self._window.training.new(settings_for(project.path, scheme, split))

    def _ask_export(self, name: str) -> None:
        project = self._projects.project
        if project is None:
            return
        safe = "".join(sign if sign.isalnum() or sign in " -_." else "-" for sign in name)
        place = project.path.parent / f"{project.path.stem} {safe}.csv"
        path, _ = QFileDialog.getSaveFileName(
            self.dialog or self._window, tr("Export the split"), str(place), tr("CSV (*.csv)")
        )
        if path:
            self.export(name, Path(path))

    def export(self, name: str, path: Path) -> None:
        """Write a split as CSV."""

        def work(project: Project) -> None:
            from core.datasets.catalogue.exporting import split_csv

            text = split_csv(project, name)
            write_atomically(path, lambda file: file.write(text.encode("utf-8", "surrogateescape")))

        self._projects.change(work, tr("Exported {path_name}", path_name=path.name))

    # The dialog

    def _refresh(self) -> None:
        if self.dialog is not None:
            self._projects.ask(_figures, self._take, slot=FIGURES_SLOT)

    def _take(self, figures: list[SplitFigures]) -> None:
        if self.dialog is not None:
            project = self._projects.project
            is_writable = project is not None and not project.is_read_only
            self.dialog.setFigures(figures, is_writable=is_writable, chosen=self._new)
            self._new = ""

    def close(self) -> None:
        """Close the dialog: another project is open, or the window closes."""
        if self.dialog is not None:
            self.dialog.reject()

    def _forget(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def settings_for(path: Path, scheme: str, split: StoredSplit) -> TrainingSettings:
    """The settings of a training on a split of a project."""
    balance = split.balance
    return TrainingSettings(
        data=DataSettings(source=str(path), scheme=scheme),
        split=SplitSettings(name=split.name, seed=split.seed, folds=int(split.settings.get("folds") or 0)),
        balance=BalanceSettings(method=Balance(balance.method.value), strength=balance.strength, count=balance.count),
    )


def _figures(project: Project, token: CancelToken) -> list[SplitFigures]:
    """In the lane."""
    from desktop.windows.splits_dialog import SplitFigures

    schemes = {scheme.id: scheme for scheme in project.labels.schemes()}
    figures = []
    for split in project.splits.all():
        token.check()
        scheme = schemes.get(split.settings.get("scheme", 0)) or next(iter(schemes.values()), None)
        names = scheme.class_names if scheme is not None else ()
        counts = project.splits.class_counts(split.name, scheme.id) if scheme is not None else {}
        figures.append(SplitFigures(split, names, counts))
    return figures
