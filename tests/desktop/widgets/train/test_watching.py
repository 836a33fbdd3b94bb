"""What shows a run: its curves with one cursor, where it looks, the list of runs."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from core.jobs import Progress
from core.training.ratefinder import RateCurve
from core.training.settings import TrainingSettings
from core.training.status import RunState, RunStatus
from core.training.steps import StepRow
from core.training.watching import AttentionRecord, WatchedRun
from desktop.training_queue import Action, Queued, RunEntry
from desktop.widgets.train.attention_strip import AttentionStrip
from desktop.widgets.train.rate_plot import RatePlot
from desktop.widgets.train.run_curves import RunCurves
from desktop.widgets.train.run_list import RunList, tick_rect, words
from desktop.widgets.train.run_page import RunPage, Standing


def make_run(name: str = "first", epochs: int = 3, **changes: object) -> WatchedRun:
    rows = tuple(
        {
            "epoch": float(epoch),
            "learning_rate": 0.1 / epoch,
            "training_loss": 2.0 / epoch,
            "validation_loss": 3.0 / epoch,
            "validation_accuracy": 0.2 * epoch,
            "validation_quadratic_weighted_kappa": 0.1 * epoch,
            "validation_recall_0": 0.25 * epoch,
        }
        for epoch in range(1, epochs + 1)
    )
    run = WatchedRun(
        folder=Path("runs") / name,
        settings=TrainingSettings(name=name),
        status=RunStatus(
            state=RunState.TRAINING, epoch=epochs, epochs=9, batch=2, batches=4, loss=0.5, learning_rate=0.1,
            images_per_second=12.5, seconds_left=130.0, memory_bytes=3 << 29, device="cuda:0", updated_s=time.time(),
        ),
        class_names=("no", "yes"),
        class_counts=(2, 3),
        skipped=(),
        history=rows,
        steps=(StepRow(0.5, 4.0, 0.1, 1.0),),
        attention=tuple(record(epoch) for epoch in range(epochs + 1)),
        log="begun\n",
        sample_batch=None,
        model=Path("runs") / name / "best.safetensors",
        changed_s=time.time(),
    )  # fmt: skip
    return replace(run, **changes)  # type: ignore[arg-type]


def record(epoch: int) -> AttentionRecord:
    return AttentionRecord(
        epoch=epoch,
        photograph="eye.png",
        label=1,
        predicted=0,
        probability=0.75,
        layer="conv5",
        has_evidence=epoch != 2,
    )


@pytest.fixture
def curves(qtbot: QtBot) -> RunCurves:
    made = RunCurves()
    qtbot.addWidget(made)
    return made


def test_one_cursor_in_all_fields_says_the_figures_there(curves: RunCurves, qtbot: QtBot) -> None:
    curves.setRuns([make_run()])
    loss, accuracy, kappa, recall, rate = curves.fields
    assert loss.figures() == {"training": pytest.approx(2 / 3), "validation": 1.0}
    with qtbot.waitSignal(curves.cursorMoved):
        loss.moved.emit(1.2)
    assert loss.figures() == {"training": 2.0, "validation": 3.0}
    assert accuracy.figures() == {"validation": 0.2}
    assert kappa.figures() == {"validation": pytest.approx(0.1)}
    assert recall.figures() == {"no": 0.25}
    assert rate.figures() == {"": 0.1}
    assert all(field._line.value() == 1.2 for field in curves.fields)


def test_runs_lie_over_each_other(curves: RunCurves) -> None:
    curves.setRuns([make_run(), make_run("second", epochs=5)])
    assert set(curves.fields[2].figures()) == {"first validation", "second validation"}
    assert curves.fields[2].figures()["second validation"] == pytest.approx(0.5)
    assert "second" in curves._legend.text()


def test_names_are_not_markup(curves: RunCurves) -> None:
    curves.setRuns([make_run("<b>x</b>"), make_run("y", class_names=("<i>",))])
    assert "&lt;b&gt;" in curves._legend.text()


def test_what_has_not_changed_is_not_drawn_anew(curves: RunCurves, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run()
    curves.setRuns([run])
    drawn: list[int] = []
    monkeypatch.setattr(curves, "_redraw", lambda: drawn.append(1))
    curves.setRuns([replace(run, steps=(*run.steps, StepRow(0.75, 2.0, 0.1, 1.0)))])
    assert drawn == []
    assert list(curves.fields[0]._faint.yData) == [4.0, 2.0]  # type: ignore[union-attr]
    curves.setRuns([make_run(epochs=4)])
    assert drawn == [1]


def test_a_run_without_an_epoch_has_no_curves(curves: RunCurves) -> None:
    curves.setRuns([make_run(epochs=0, status=None, steps=(), class_names=())])
    assert all(field.figures() == {} for field in curves.fields)


def test_attention_runs_through_the_epochs(qtbot: QtBot) -> None:
    strip = AttentionStrip()
    qtbot.addWidget(strip)
    chosen: list[int] = []
    strip.epochChosen.connect(chosen.append)
    strip.setRecords([record(epoch) for epoch in range(3)], ("no", "yes"))
    assert chosen == [2], "the latest"
    assert "no 0.75, labelled yes · no evidence at this layer · eye.png · conv5" in strip._text.text()
    strip.setRecords([record(epoch) for epoch in range(4)], ("no", "yes"))
    assert chosen == [2, 3], "it goes along"
    strip.slider.setValue(0)
    assert strip._epoch.text() == "before the first"
    strip.setRecords([record(epoch) for epoch in range(5)], ("no", "yes"))
    assert strip.slider.value() == 0, "it stays where it was put"
    strip.playButton.click()
    qtbot.waitUntil(lambda: strip.slider.value() == 4, timeout=10_000)
    qtbot.waitUntil(lambda: not strip.playButton.isChecked(), timeout=10_000)
    image = QImage(8, 8, QImage.Format.Format_RGB888)
    image.fill(QColor("red"))
    strip.setImage(image)
    assert strip.picture.image() == image


def test_the_page_says_how_it_stands_and_offers_what_can_be_done(qtbot: QtBot) -> None:
    page = RunPage()
    qtbot.addWidget(page)
    page.show()
    page.setRuns([make_run()], Standing(is_own=True, is_running=True))
    assert page._state.text() == "Epoch 3 of 9, batch 2 of 4, 2:10 left"
    assert page._figures.text() == "loss 0.5   rate 0.1   12.5 images/s   GPU 1.5 GiB   cuda:0"
    assert page.pauseButton.isVisible()
    assert not page.resumeButton.isVisible()
    assert page.finishButton.isVisible()
    assert page.modelButton.text() == " Open the best so far"
    page.setRuns([make_run()], Standing(is_own=True, is_running=True, is_stopping=True))
    assert page._state.text().startswith("Stopping after this step")
    assert not page.pauseButton.isEnabled()


def test_a_run_of_others_can_only_be_looked_at(qtbot: QtBot) -> None:
    page = RunPage()
    qtbot.addWidget(page)
    page.show()
    run = make_run()
    page.setRuns([replace(run, status=replace(run.status, host="server"))], Standing())  # type: ignore[type-var]
    assert page._state.text().startswith("On server, read-only. Epoch 3 of 9")
    assert not any(button.isVisible() for button in (page.pauseButton, page.resumeButton, page.finishButton))
    old = replace(run.status, updated_s=time.time() - 600)  # type: ignore[type-var]
    page.setRuns([replace(run, status=old)], Standing())
    assert page._state.text().startswith("Not heard of for 10 minutes")


def test_trouble_is_seen(qtbot: QtBot) -> None:
    page = RunPage()
    qtbot.addWidget(page)
    run = make_run()
    waiting = replace(run.status, state=RunState.WAITING, text="Waiting: the disk is full.")  # type: ignore[type-var]
    page.setRuns([replace(run, status=waiting)], Standing(is_own=True, is_running=True))
    assert page._state.text() == "Waiting: the disk is full."
    assert page._state.property("role") == "warning"


def entry(name: str, state: RunState | None = RunState.FINISHED, **changes: object) -> RunEntry:
    made = RunEntry(Path(name), name, state, 0.5, 0.75, 0.0, is_own=True, is_silent=False)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_the_list_keeps_what_was_chosen(qtbot: QtBot) -> None:
    runs = RunList()
    qtbot.addWidget(runs)
    runs.resize(260, 400)
    runs.show()
    chosen: list[object] = []
    runs.chosen.connect(lambda value: chosen.append(value.folder))
    queued = Queued(Path("q"), Action.START, TrainingSettings(name="waits"))
    runs.setRuns([queued], [entry("a"), entry("b")])
    runs.choose(Path("b"))
    assert chosen == [Path("b")]
    runs.setRuns([], [entry("c"), entry("b"), entry("a")])
    current = runs.current()
    assert current is not None
    assert current.folder == Path("b")
    assert chosen == [Path("b")], "nobody chose"
    place = tick_rect(runs.visualItemRect(runs.item(0))).center()
    qtbot.mouseClick(runs.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert runs.overlaid() == (Path("c"),)
    qtbot.keyClick(runs, Qt.Key.Key_Space)
    assert runs.overlaid() == (Path("c"),), "the chosen run lies under them anyway"
    runs.grab()


def test_the_words_of_a_row() -> None:
    assert words(entry("a", RunState.TRAINING)) == "training, 50 % · kappa 0.750"
    assert words(entry("a", RunState.TRAINING, is_silent=True, figure=None)) == "not heard of for a while"
    assert words(entry("a", None, is_own=False, figure=None)) == "not begun · read-only"
    assert words(Queued(Path("q"), Action.RESUME)) == "in the queue"


def test_the_rate_is_dragged_and_taken(qtbot: QtBot) -> None:
    plot = RatePlot()
    qtbot.addWidget(plot)
    plot.setBusy(Progress(3, 100, "trying learning rates"))
    assert plot.findButton.text() == "Cancel"
    with qtbot.waitSignal(plot.cancelRequested):
        plot.findButton.click()
    rates = tuple(10.0**power for power in range(-7, 1))
    plot.setCurve(RateCurve(rates, (2.0, 2.0, 1.9, 1.5, 1.0, 0.9, 3.0, 9.0), 1e-4))
    assert plot.rate() == 1e-4
    plot._line.setPos(-2.5)
    with qtbot.waitSignal(plot.rateTaken) as taken:
        plot.takeButton.click()
    assert taken.args == [3.2e-3]
    plot.setCurve(RateCurve(rates, (1.0,) * 8, None))
    assert "No rate stands out" in plot._words.text()
