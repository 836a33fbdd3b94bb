"""Scenes of the workspace Data, and of what is done to whole sets."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit, QWidget

from core.datasets.balance import BalanceMethod, BalancePlan
from core.datasets.catalogue.splits import SplitPlan
from desktop.commands import CommandId
from desktop.windows.data_dialogs import SplitWish
from desktop.workspace import Workspace
from screenshots.stage import FULL, REPOSITORY, Stage, shoot_both, shoot_window, wait_for


def hide_places(dialog: QWidget, folder: Path) -> None:
    """Show folders of this machine as a user's own would be."""
    for edit in dialog.findChildren(QLineEdit):
        if str(folder) in edit.text():
            with QSignalBlocker(edit):
                edit.setText(str(Path("photographs") / Path(edit.text()).name))


def data_scenes(stage: Stage) -> None:
    """Preparing photographs with a preview, and what an audit finds: the samples, and one of them a second time."""
    from desktop.windows.auditing_dialog import AuditingDialog
    from desktop.windows.preparing_dialog import PreparingDialog

    window = stage.window
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(REPOSITORY / "resources" / "samples" / "fundus", folder / "fundus")
    photographs = sorted((folder / "fundus" / "images").rglob("*.jpg"))
    shutil.copy(photographs[0], photographs[-1].with_name("again.jpg"))
    (folder / "fundus" / "labels.csv").unlink(missing_ok=True)
    window.open_paths([folder / "fundus"], replaces=True)
    wait_for(lambda: len(stage.session.order) > len(photographs) and stage.is_calm())
    window.action(CommandId.PREPARE).trigger()
    wait_for(lambda: isinstance(window.preparing.dialog, PreparingDialog))
    preparing = window.preparing.dialog
    wait_for(lambda: preparing.pictures.afterImage() is not None and not preparing.pictures.isStale())
    hide_places(preparing, folder)
    shoot_both(stage, preparing, "prepare")
    preparing.reject()
    window.action(CommandId.AUDIT).trigger()
    wait_for(lambda: isinstance(window.auditing.dialog, AuditingDialog))
    auditing = window.auditing.dialog
    auditing.startButton.click()
    wait_for(lambda: auditing.audit() is not None and bool(auditing.pictures.captions()))
    hide_places(auditing, folder)
    shoot_both(stage, auditing, "audit")
    auditing.reject()


def project_scene(stage: Stage) -> None:
    """The samples as a project: what the model says of each, right and wrong, by patient."""
    window, projects = stage.window, stage.program.projects
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    window.resize(FULL)
    stage.window.services.folders.data.mkdir(parents=True, exist_ok=True)
    projects.create(stage.window.services.folders.data / "study.funduscope")
    wait_for(lambda: projects.project is not None)
    window.workspaces.choose(Workspace.DATA)
    projects.add_folder(stage.session.order[0].parents[2])
    wait_for(lambda: not projects.is_reading and projects.content.photographs > 0)
    stage.trigger(CommandId.PREDICT_ALL)
    wait_for(lambda: not projects.is_predicting)
    stage.trigger(CommandId.SHOW_UNCERTAIN)
    wait_for(stage.is_calm)
    shoot_window(stage, "project")
    splits_scene(stage)


def splits_scene(stage: Stage) -> None:
    """A split of them, with its classes balanced."""
    projects, splitting = stage.program.projects, stage.window.data_work.splitting
    plan = SplitPlan(scheme=projects.content.schemes[0].id, test=0.3, seed=1)
    splitting.make(SplitWish("70/30", plan, is_locked=False))
    wait_for(lambda: splitting.dialog is not None and splitting.dialog.chosen() == "70/30")
    splitting.balance("70/30", BalancePlan(BalanceMethod.RESAMPLE))
    wait_for(lambda: projects.content.splits[0].balance.method is BalanceMethod.RESAMPLE)
    wait_for(stage.is_calm)
    assert splitting.dialog is not None
    shoot_both(stage, splitting.dialog, "splits")
    splitting.close()
