"""A study from the form to the report, with the real window, a real network and real keys."""

from __future__ import annotations

import csv
import os
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.evaluation.reading.plan import Arm, StudyKind
from core.evaluation.reading.records import Stage
from core.evaluation.reading.study import GradingTask, VerdictTask, read_study
from desktop.app import Program
from desktop.settings import STUDIES, STUDY_FORM
from desktop.study_wish import ClassChoice, Place
from desktop.windows.reading_window import Page, ReadingWindow, application
from desktop.workspace import Workspace
from tests.desktop.conftest import CLASS_NAMES, WAIT_MS

K = Qt.Key


def choose(program: Program) -> None:
    """Show the form, filled for three readings of four photographs."""
    window = program.window
    window.workspaces.choose(Workspace.STUDY)
    window.study.showForm()


def fill(program: Program, qtbot: QtBot, target: Path, *, kind: StudyKind = StudyKind.GRADING) -> None:
    """Fill the form in and wait for the photographs."""
    choose(program)
    new = program.window.study.new
    new.setKind(kind)
    new.readersEdit.setText("Ada, Bo")
    new.classBox.setCurrentIndex(new.classBox.findData(ClassChoice.MODEL.value))
    new.washoutBox.setValue(0)
    new.seedBox.setValue(3)
    for method, box in new.methodBoxes.items():
        box.setChecked(method.value in ("gradcam", "saliency"))
    new.setTarget(target)
    qtbot.waitUntil(lambda: new.source() is not None, timeout=WAIT_MS)


def make(program: Program, qtbot: QtBot, target: Path, *, kind: StudyKind = StudyKind.GRADING) -> None:
    """Make a study and wait until readers can begin."""
    fill(program, qtbot, target, kind=kind)
    panel = program.window.study
    assert not panel.new.problem(), panel.new.problem()
    panel.new.makeButton.click()
    qtbot.waitUntil(lambda: panel.path() == target, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: program.studies.preparing is None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not panel.page.sight().state.unprepared, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: all(button.isEnabled() for button in panel.page.readButtons.values()), timeout=WAIT_MS)


def begin(program: Program, qtbot: QtBot, reader: str) -> ReadingWindow:
    """Read as somebody."""
    program.window.study.page.readButtons[reader].click()
    qtbot.waitUntil(lambda: program.window.studying.reading is not None, timeout=WAIT_MS)
    reading = program.window.studying.reading
    qtbot.waitUntil(
        lambda: (
            not reading._session.is_busy and (reading._session.presentation is not None or reading.page() is Page.WORDS)
        ),
        timeout=WAIT_MS,
    )
    return reading


def press(reading: ReadingWindow, *keys: Qt.Key) -> None:
    """Keys, one after another."""
    for key in keys:
        QTest.keyClick(reading, key)


def lock(reading: ReadingWindow, qtbot: QtBot, *keys: Qt.Key) -> None:
    """Answer, and wait for what comes next."""
    before = reading._session.presentation
    press(reading, *keys, K.Key_Return)
    qtbot.waitUntil(
        lambda: reading._session.presentation is not before and not reading._session.is_busy, timeout=WAIT_MS
    )


def leave(program: Program, reading: ReadingWindow, qtbot: QtBot) -> None:
    """Esc, and wait until the study is free."""
    press(reading, K.Key_Escape)
    qtbot.waitUntil(lambda: program.window.studying.reading is None, timeout=WAIT_MS)
    lock_file = program.window.study.path().with_name(f"{program.window.study.path().name}-lock")
    qtbot.waitUntil(lambda: not lock_file.exists(), timeout=WAIT_MS)


def test_nothing_there_says_what_to_do(program: Program, qtbot: QtBot) -> None:
    program.window.workspaces.choose(Workspace.STUDY)
    panel = program.window.study
    assert panel.stack.currentWidget() is panel.empty
    panel.newButton.click()
    assert panel.stack.currentWidget() is panel.new
    assert panel.new.place() is Place.FOLDER
    assert not panel.new.makeButton.isEnabled()
    qtbot.waitUntil(lambda: bool(panel.new.foundProblem.text()), timeout=WAIT_MS)
    assert panel.new.problem()


def test_the_form_says_what_is_missing_and_remembers(ready: Program, qtbot: QtBot, tmp_path: Path) -> None:
    fill(ready, qtbot, tmp_path / "first.study")
    new = ready.window.study.new
    assert new.problem() == ""
    new.readersEdit.setText("Ada, ada")
    assert "same name" in new.problem()
    assert not new.makeButton.isEnabled()
    new.readersEdit.setText("Ada")
    for box in new.armBoxes.values():
        box.setChecked(False)
    assert "Choose how" in new.problem()
    new.armBoxes[Arm.PREDICTION].setChecked(True)
    assert new.problem() == ""
    new.washoutBox.setValue(2.5)
    new.makeButton.click()
    qtbot.waitUntil(lambda: ready.window.study.path() is not None, timeout=WAIT_MS)
    plan = read_study(tmp_path / "first.study").plan
    assert (plan.arms, plan.readers, plan.washout) == ((Arm.PREDICTION,), ("Ada",), timedelta(days=2.5))
    assert plan.model is not None
    assert plan.model.class_names == CLASS_NAMES
    assert ready.settings.value(STUDY_FORM)["readers"] == "Ada"
    assert ready.settings.value(STUDIES) == (str(tmp_path / "first.study"),)
    assert new.targetEdit.text() != str(tmp_path / "first.study")
    qtbot.waitUntil(lambda: ready.studies.preparing is None, timeout=WAIT_MS)


def test_a_reader_grades_leaves_and_goes_on_where_it_was(ready: Program, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "grades.study"
    make(ready, qtbot, target)
    panel = ready.window.study
    reading = begin(ready, qtbot, "Ada")
    assert reading.windowTitle() == "Reader study"
    shown = reading._session.presentation
    assert shown is not None
    assert "eye" not in f"{reading.sheet.where.text()} {reading.sheet.what.text()} {reading.sheet.hint.text()}".lower()
    press(reading, K.Key_Return)
    assert reading._session.presentation is shown  # nothing is chosen, nothing is locked
    done = 0
    while not (isinstance(shown.task, GradingTask) and shown.task.before is not None and shown.map is not None):
        if isinstance(shown.task, GradingTask) and not shown.task.is_aid_shown:
            assert shown.shares is None
            assert shown.map is None
            assert all(card.share() is None for card in reading.sheet.cards.cards())
        lock(reading, qtbot, K.Key_2, K.Key_D)
        done += 1
        shown = reading._session.presentation
    assert reading.sheet.cards.cards()[0].share() is not None
    assert sum(shown.shares) == pytest.approx(1, abs=1e-5)
    assert reading.sheet.cards.value() == 1  # what was said before the aid stands until something else is chosen
    press(reading, K.Key_H)
    QTest.keyPress(reading, K.Key_H)
    assert reading.sheet.view.isOverlayHidden()
    QTest.keyRelease(reading, K.Key_H)
    assert not reading.sheet.view.isOverlayHidden()
    press(reading, K.Key_Space)
    assert not reading.sheet.view.viewState().is_fitted
    press(reading, K.Key_Space)
    assert reading.sheet.view.viewState().is_fitted
    press(reading, K.Key_1)
    leave(ready, reading, qtbot)
    state = read_study(target)
    assert len(state.answers) == done
    reading = begin(ready, qtbot, "Ada")
    again = reading._session.presentation
    assert again.task == shown.task
    assert again.number == shown.number
    lock(reading, qtbot, K.Key_3, K.Key_A)
    leave(ready, reading, qtbot)
    state = read_study(target)
    assert len(state.answers) == done + 1
    task = again.task.reading
    answer = state.answers["Ada", task.case, task.period, Stage.FINAL]
    assert (answer.grade, answer.confidence, answer.openings) == (2, 1, 2)
    assert not state.cautions
    qtbot.waitUntil(lambda: panel.page.sight().state.done("Ada") == state.done("Ada"), timeout=WAIT_MS)


def test_pausing_hides_the_photograph_and_stops_the_clock(ready: Program, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "pause.study"
    make(ready, qtbot, target)
    reading = begin(ready, qtbot, "Bo")
    press(reading, K.Key_1, K.Key_F, K.Key_P)
    assert reading.isPaused()
    assert reading.page() is Page.WORDS
    press(reading, K.Key_2)  # nothing can be chosen, and nothing locked
    qtbot.wait(300)
    press(reading, K.Key_P)
    assert reading.page() is Page.PHOTOGRAPH
    assert reading.sheet.cards.value() == 0
    application().applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    qtbot.waitUntil(reading.isPaused, timeout=WAIT_MS)  # another program came to the front
    press(reading, K.Key_P)
    lock(reading, qtbot)
    leave(ready, reading, qtbot)
    (answer,) = read_study(target).answers.values()
    assert answer.paused_s >= 0.25
    assert (answer.grade, answer.confidence) == (0, 4)


@pytest.mark.slow
def test_the_green_channel_and_the_end(ready: Program, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "end.study"
    make(ready, qtbot, target)
    reading = begin(ready, qtbot, "Ada")
    press(reading, K.Key_G)
    assert reading.isRedFree()

    def is_grey() -> bool:
        pixels = reading.sheet.view._photograph.pixels
        return bool((pixels[..., 0] == pixels[..., 2]).all() and (pixels[..., 0] == pixels[..., 1]).all())

    qtbot.waitUntil(is_grey, timeout=WAIT_MS)
    press(reading, K.Key_G)
    qtbot.waitUntil(lambda: not is_grey(), timeout=WAIT_MS)
    while reading.page() is Page.PHOTOGRAPH:
        lock(reading, qtbot, K.Key_U)  # who cannot grade is not asked how sure they are
    assert reading.words.accessibleName().startswith("Thank you")
    assert len(read_study(target).answers) == 4 + 4 * 2
    press(reading, K.Key_Return)
    qtbot.waitUntil(lambda: ready.window.studying.reading is None, timeout=WAIT_MS)


def test_a_full_disk_loses_no_answer_and_shows_no_other_photograph(
    ready: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "full.study"
    make(ready, qtbot, target)
    reading = begin(ready, qtbot, "Ada")
    qtbot.waitUntil(lambda: ready.lanes.studies.is_idle, timeout=WAIT_MS)
    shown = reading._session.presentation
    with monkeypatch.context() as patch:

        def refuse(_file: int) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr(os, "fsync", refuse)
        press(reading, K.Key_2, K.Key_D, K.Key_Return)
        qtbot.waitUntil(lambda: bool(reading.sheet.messages.messages()), timeout=WAIT_MS)
    assert reading._session.presentation is shown
    assert reading.sheet.cards.value() == 1
    lock(reading, qtbot)
    leave(ready, reading, qtbot)
    state = read_study(target)
    assert len(state.answers) == 1
    assert not state.cautions


def test_results_tables_and_the_photographs_behind_a_cell(ready: Program, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "results.study"
    folder = ready.session.order[0].parent
    names = [path.name for path in sorted(ready.session.order)]
    labels = [CLASS_NAMES[number % 3] for number in range(4)]
    rows = [f"{name},{label}" for name, label in zip(names, labels, strict=True)]
    (folder / "labels.csv").write_text("\n".join(["image,label", *rows]))
    make(ready, qtbot, target)
    panel = ready.window.study
    panel.page.showResults()
    qtbot.waitUntil(lambda: "Nobody has read" in panel.page.results.words.text(), timeout=WAIT_MS)
    for reader, key in (("Ada", K.Key_1), ("Bo", K.Key_2)):
        reading = begin(ready, qtbot, reader)
        while reading.page() is Page.PHOTOGRAPH:
            lock(reading, qtbot, key, K.Key_S)
        press(reading, K.Key_Escape)
        qtbot.waitUntil(lambda: ready.window.studying.reading is None, timeout=WAIT_MS)
        qtbot.waitUntil(lambda: ready.lanes.studies.is_idle, timeout=WAIT_MS)
    panel.page.showResults()
    panel.analyse()
    qtbot.waitUntil(lambda: panel.page.results.analysis() is not None, timeout=WAIT_MS)
    results = panel.page.results.grading
    assert results.matrix.counts()[0][0] == 2
    assert any("mean of readers" in row[0].lower() or row[0] == "alone" for row in results.figures.texts())
    assert results.plot.rows()
    ready.window.studying.write_csv(tmp_path)
    table = tmp_path / "results answers.csv"
    qtbot.waitUntil(lambda: table.is_file() and ready.lanes.files.is_idle, timeout=WAIT_MS)
    written = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    assert len(written) == 2 * (4 + 4 * 2)
    assert "eye" not in table.read_text("utf-8")
    report = tmp_path / "report.html"
    ready.window.studying.write_report(report)
    qtbot.waitUntil(report.is_file, timeout=WAIT_MS)
    assert "Not for clinical use" in report.read_text("utf-8")
    cell = results.matrix.cellRect(0, 0).center()
    panel.page.results.grading.ensureWidgetVisible(results.matrix)
    qtbot.mouseClick(results.matrix, Qt.MouseButton.LeftButton, pos=QPoint(int(cell.x()), int(cell.y())))
    assert ready.window.workspaces.current is Workspace.REVIEW
    qtbot.waitUntil(lambda: len(ready.session.order) == 2, timeout=WAIT_MS)


@pytest.mark.slow
def test_maps_are_judged_without_a_name(ready: Program, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "maps.study"
    make(ready, qtbot, target, kind=StudyKind.VERDICTS)
    reading = begin(ready, qtbot, "Ada")
    judged = 0
    while reading.page() is Page.PHOTOGRAPH:
        task = reading._session.presentation.task
        assert isinstance(task, VerdictTask)
        words = f"{reading.sheet.where.text()} {reading.sheet.what.text()} {reading.sheet.hint.text()}"
        assert not any(name in words for name in ("Grad-CAM", "Saliency"))
        assert f"Map {'AB'[task.judging.place]} of 2" in words
        lock(reading, qtbot, K.Key_1 if task.judging.map == 0 else K.Key_3)
        judged += 1
    assert judged == 8
    press(reading, K.Key_Return)
    qtbot.waitUntil(lambda: ready.window.studying.reading is None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: ready.lanes.studies.is_idle, timeout=WAIT_MS)
    panel = ready.window.study
    panel.page.showResults()
    panel.analyse()
    qtbot.waitUntil(lambda: panel.page.results.analysis() is not None, timeout=WAIT_MS)
    (best, shares, count), *_rest = panel.page.results.verdicts.bars.rows()
    assert best.startswith("Grad-CAM")
    assert (shares[0], count) == (1.0, 4)


@pytest.mark.slow
def test_what_is_no_study_is_told_and_a_dropped_one_is_opened(ready: Program, qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.study"
    broken.write_bytes(b"\x00nothing")
    window = ready.window
    window.studying.open(broken)
    qtbot.waitUntil(lambda: bool(window.study.messages.messages()), timeout=WAIT_MS)
    assert "not the file of a study" in window.study.messages.messages()[-1].text
    target = tmp_path / "dropped.study"
    make(ready, qtbot, target)
    window.workspaces.choose(Workspace.REVIEW)
    window.study.stack.setCurrentWidget(window.study.empty)
    window.open_paths([target])
    qtbot.waitUntil(lambda: window.study.path() == target, timeout=WAIT_MS)
    assert window.workspaces.current is Workspace.STUDY
