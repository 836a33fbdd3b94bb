"""What waits can be put in another order and taken out; every run offers what can be done with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.training.settings import TrainingSettings
from core.training.status import RunState
from desktop.training_queue import Action, Queued, RunEntry
from desktop.widgets.train.run_column import RunColumn, acts
from desktop.widgets.train.run_list import RunAct

FIRST, SECOND = (Queued(Path(name), Action.START, TrainingSettings(name=name)) for name in ("first", "second"))


def entry(state: RunState | None, *, is_own: bool = True, figure: float | None = None) -> RunEntry:
    return RunEntry(Path("run"), "run", state, 0.5, figure, 1.0, is_own, is_silent=False)


@pytest.fixture
def column(qtbot: QtBot) -> RunColumn:
    made = RunColumn()
    qtbot.addWidget(made)
    made.list.setRuns((FIRST, SECOND), (entry(RunState.FINISHED),))
    made.setQueue(2, is_held=False)
    made.show()
    return made


@pytest.mark.parametrize(
    ("key", "modifier", "act"),
    [
        (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier, RunAct.EARLIER),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier, RunAct.LATER),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, RunAct.WITHDRAW),
    ],
)
def test_buttons_and_keys_ask_the_same(
    column: RunColumn, key: Qt.Key, modifier: Qt.KeyboardModifier, act: RunAct, qtbot: QtBot
) -> None:
    column.list.setCurrentRow(1)
    for ask in (column.queueButtons[act].click, lambda: qtbot.keyClick(column.list, key, modifier)):
        with qtbot.waitSignal(column.actRequested) as asked:
            ask()
        assert asked.args == [act, SECOND]


def test_what_does_not_wait_is_not_moved(column: RunColumn, qtbot: QtBot) -> None:
    column.list.setCurrentRow(2)
    assert not any(button.isEnabled() for button in column.queueButtons.values())
    with qtbot.assertNotEmitted(column.actRequested):
        qtbot.keyClick(column.list, Qt.Key.Key_Delete)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (FIRST, {RunAct.EARLIER, RunAct.LATER, RunAct.WITHDRAW}),
        (entry(RunState.TRAINING), {RunAct.PAUSE, RunAct.FINISH}),
        (entry(RunState.STOPPED), {RunAct.RESUME}),
        (entry(RunState.STOPPED, figure=0.5), {RunAct.RESUME, RunAct.FINISH}),
        (entry(RunState.FINISHED, figure=0.5), set()),
        (entry(RunState.TRAINING, is_own=False), set()),
    ],
)
def test_every_run_offers_what_can_be_done_with_it(
    value: Queued | RunEntry, wanted: set[RunAct], column: RunColumn
) -> None:
    always = set() if isinstance(value, Queued) else {RunAct.OVERLAY, RunAct.AGAIN, RunAct.FOLDER}
    assert set(acts(value)) == wanted | always
    assert len(column.menu(value).actions()) == len(wanted | always)
