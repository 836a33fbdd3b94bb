"""Scenes of the workspace Evaluate."""

from __future__ import annotations

from desktop.workspace import Workspace
from screenshots.stage import FULL, Stage, shoot_window, wait_for


def evaluation_scene(stage: Stage) -> None:
    """The samples surveyed: where in the eye the evidence lies, and the maps of all eyes laid on each other."""
    from desktop.evaluations import Work
    from desktop.windows.evaluate_pages import EvaluatePage

    window, projects = stage.window, stage.program.projects
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    window.resize(FULL)
    window.services.folders.data.mkdir(parents=True, exist_ok=True)
    projects.create(window.services.folders.data / "survey.funduscope")
    wait_for(lambda: projects.project is not None)
    projects.add_folder(stage.session.order[0].parents[2])
    wait_for(lambda: not projects.is_reading and projects.content.photographs > 0)
    window.workspaces.choose(Workspace.EVALUATE)
    anatomy = window.evaluate_pages.choose(EvaluatePage.ANATOMY)
    anatomy.start()
    wait_for(lambda: window.evaluations.is_busy(Work.SURVEY))
    wait_for(lambda: not window.evaluations.is_busy(Work.SURVEY) and stage.is_calm())
    shoot_window(stage, "anatomy")
    cohorts = window.evaluate_pages.choose(EvaluatePage.COHORTS)
    wait_for(lambda: cohorts.shown is not None)
    shoot_window(stage, "cohorts")
