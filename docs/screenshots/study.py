"""Scenes of the workspace Study."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt

from desktop.workspace import Workspace
from screenshots.stage import FULL, REPOSITORY, Stage, shoot, shoot_window, wait_for


def study_scenes(stage: Stage) -> None:
    """A reader study of the samples: its form, a reader at work, and results of answers that chance has drawn."""
    from core.evaluation.reading.plan import Arm

    window, panel = stage.window, stage.window.study
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    window.open_paths([REPOSITORY / "resources" / "samples" / "fundus"], replaces=True)
    wait_for(lambda: all("fundus" in path.parts for path in stage.session.order) and stage.is_calm())
    window.workspaces.choose(Workspace.STUDY)
    panel.showForm()
    form = panel.new
    wait_for(lambda: form.source() is not None)
    form.titleEdit.setText("Does the overlay help?")
    form.readersEdit.setText("Reader A, Reader B, Reader C")
    form.armBoxes[Arm.PREDICTION].setChecked(True)
    form.setTarget(Path(tempfile.mkdtemp()) / "Does the overlay help.study")
    form.seedBox.setValue(7)
    form.countBox.setValue(15)
    with QSignalBlocker(form.targetEdit):
        kept = form.targetEdit.text()
        form.targetEdit.setText("studies/Does the overlay help.study")
        shoot_window(stage, "study-form")
        form.targetEdit.setText(kept)
    form.washoutBox.setValue(0)
    form.makeButton.click()
    wait_for(lambda: panel.path() is not None and stage.program.studies.preparing is None)
    wait_for(lambda: not panel.page.sight().state.unprepared)
    draw_answers(panel.path(), "Reader A", most=40)
    stage.program.studies.show(panel.path())
    wait_for(lambda: True)
    panel.page.readButtons["Reader A"].click()
    wait_for(lambda: window.studying.reading is not None and window.studying.reading.sheet.view.viewState() is not None)
    reading = window.studying.reading
    reading.setWindowState(Qt.WindowState.WindowNoState)
    while not reading.sheet.cards.cards()[0].share():
        reading.sheet.cards.choose(2)
        reading.confidence.choose(2)
        reading.lock()
        wait_for(lambda: True)
    shoot(reading, "study-reading", FULL)
    reading.close()
    wait_for(lambda: stage.program.lanes.studies.is_idle)
    path = panel.path()
    for reader in panel.page.sight().state.plan.readers:
        draw_answers(path, reader)
    panel.page.showResults()
    panel.analyse()
    wait_for(lambda: panel.page.results.analysis() is not None)
    shoot_window(stage, "study-results")


def draw_answers(path: Path, reader: str, *, most: int = 10_000) -> None:
    """Answer as a reader would who is right three times in five, and follows the network every other time."""
    from datetime import UTC, datetime

    import numpy as np

    from core.evaluation.reading.records import Answer
    from core.evaluation.reading.study import GradingTask, Study

    chance = np.random.default_rng(len(reader) + most)
    with Study.open(path) as study:
        for _ in range(most):
            task = study.state.next(reader, datetime.now(UTC))
            if not isinstance(task, GradingTask):
                return
            reading, said = task.reading, study.state.prepared[task.reading.case].predicted
            truth = study.plan.cases[reading.case].reference or 0
            near = truth if chance.random() < 0.6 else int(np.clip(truth + chance.choice([-1, 1]), 0, 4))
            grade = near if task.before is None else said if chance.random() < 0.5 else task.before.grade
            seconds = float(chance.gamma(6, 2))
            who = (reader, reading.case, reading.period, reading.position, reading.arm, task.stage)
            study.add(Answer(*who, grade, 3, datetime.now(UTC), seconds))
