import time

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.itemmodels.classes import ClassOrder
from desktop.widgets.class_delegate import probability_text
from desktop.widgets.class_list import ClassList

GRADES = ("No DR", "Mild", "Moderate", "Severe", "Proliferative DR")
PROBABILITIES = np.array([0.1, 0.05, 0.6, 0.2, 0.05], np.float32)


@pytest.fixture
def classes(qtbot: QtBot) -> ClassList:
    classes = ClassList()
    qtbot.addWidget(classes)
    classes.setClasses(GRADES)
    classes.setProbabilities(PROBABILITIES)
    classes.resize(280, 300)
    classes.show()
    return classes


def row_centre(classes: ClassList, row: int):
    return classes.view.visualRect(classes.view.model().index(row, 0)).center()


def test_a_click_explains_a_class_by_its_index(qtbot: QtBot, classes: ClassList) -> None:
    classes.setOrder(ClassOrder.PROBABILITY)
    with qtbot.waitSignal(classes.targetChosen) as chosen:
        qtbot.mouseClick(classes.view.viewport(), Qt.MouseButton.LeftButton, pos=row_centre(classes, 1))
    assert chosen.args == [3]
    assert classes.classIndexAt(1) == 3
    assert classes.classIndexAt(5) is None


def test_arrows_walk_and_enter_explains(qtbot: QtBot, classes: ClassList) -> None:
    chosen: list[int] = []
    classes.targetChosen.connect(chosen.append)
    classes.view.setFocus()
    qtbot.keyClick(classes.view, Qt.Key.Key_Down)
    assert chosen == []
    qtbot.keyClick(classes.view, Qt.Key.Key_Return)
    assert chosen == [3]


def test_following_the_prediction(qtbot: QtBot, classes: ClassList) -> None:
    assert classes.followBox.isChecked()
    classes.setTarget(4)
    assert not classes.followBox.isChecked()
    with qtbot.waitSignal(classes.predictedRequested):
        qtbot.mouseClick(classes.followBox, Qt.MouseButton.LeftButton)
    classes.setTarget(None)
    assert classes.followBox.isChecked()
    with qtbot.waitSignal(classes.targetChosen) as held:
        qtbot.mouseClick(classes.followBox, Qt.MouseButton.LeftButton)
    assert held.args == [2]


def test_setters_tell_nobody(qtbot: QtBot, classes: ClassList) -> None:
    told: list[object] = []
    classes.targetChosen.connect(told.append)
    classes.predictedRequested.connect(lambda: told.append("predicted"))
    classes.setTarget(1)
    classes.setTarget(None)
    classes.setProbabilities(None)
    classes.setClasses(("a", "b"))
    assert told == []


def test_the_filter_is_there_for_many_classes_only(qtbot: QtBot, classes: ClassList) -> None:
    assert not classes.filterField.isVisible()
    classes.setClasses([f"class {number}" for number in range(13)])
    assert classes.filterField.isVisible()
    assert classes.order() is ClassOrder.PROBABILITY
    qtbot.keyClicks(classes.filterField, "12")
    assert classes.view.model().rowCount() == 1
    with qtbot.waitSignal(classes.targetChosen) as chosen:
        qtbot.keyClick(classes.filterField, Qt.Key.Key_Return)
    assert chosen.args == [12]


def test_a_thousand_classes_change_within_a_frame_or_three(qtbot: QtBot, classes: ClassList) -> None:
    random = np.random.default_rng(0)
    classes.setClasses([f"class {number}" for number in range(1000)])
    started = time.process_time()
    for _ in range(20):
        classes.setProbabilities(random.dirichlet(np.ones(1000)).astype(np.float32))
        classes.grab()
    assert (time.process_time() - started) / 20 < 0.05


def test_predicted_and_explained_look_different_from_the_rest(classes: ClassList) -> None:
    classes.setProbabilities(np.full(5, 0.2, np.float32))  # the first is predicted
    classes.setTarget(1)
    classes.view.clearFocus()

    def row(number: int):
        return classes.view.viewport().grab(classes.view.visualRect(classes.view.model().index(number, 0))).toImage()

    marked, explained, plain = row(0), row(1), row(4)
    assert explained.pixelColor(1, 10) != plain.pixelColor(1, 10)
    assert marked.pixelColor(1, 10) == plain.pixelColor(1, 10)
    classes.setProbabilities(np.array([0.1, 0.1, 0.1, 0.1, 0.6], np.float32))
    assert row(0) != marked


@pytest.mark.parametrize(
    ("probability", "text"),
    [(0.0, "0.00"), (1e-9, "<0.01"), (0.812, "0.81"), (0.9951, ">0.99"), (0.99999, ">0.99"), (1.0, "1.00")],
)
def test_numbers_do_not_claim_more_than_is_known(probability: float, text: str) -> None:
    assert probability_text(probability) == text
