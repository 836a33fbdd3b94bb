"""Tables, maps and marks of the Evaluate workspace: what a click means, and what is drawn."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from scipy.stats import binomtest

from core.evaluation.assessment import assess
from core.evaluation.operating import operating_at, scores_from
from core.evaluation.predictions import Judged
from desktop.widgets.evaluate.choices import ChoiceRow
from desktop.widgets.evaluate.curve_board import CurveBoard
from desktop.widgets.evaluate.figure_table import FigureCell, FigureTable
from desktop.widgets.evaluate.landmark_view import LandmarkView, Marks
from desktop.widgets.evaluate.plane_view import Plane, PlaneView, limits_of


@pytest.fixture
def table(qtbot: QtBot) -> FigureTable:
    table = FigureTable("figures")
    qtbot.addWidget(table)
    rows = [
        [FigureCell("b", value="b", key="row b"), FigureCell("0.2", value=0.2, key=("b", 1))],
        [FigureCell("a", value="a", key="row a"), FigureCell("10.0", value=10.0, key=("a", 1))],
        [FigureCell("c", value="c"), FigureCell("-", value=None)],
    ]
    table.setFigures(["Name", "Value"], rows, tips=["", "a tip"])
    return table


def test_figures_sort_as_numbers_and_missing_ones_have_no_place_between(table: FigureTable) -> None:
    table.sortItems(1, Qt.SortOrder.DescendingOrder)
    assert [table.cellOf(row, 0).text for row in range(3)] == ["a", "b", "c"]
    table.sortItems(0, Qt.SortOrder.AscendingOrder)
    assert [table.cellOf(row, 1).text for row in range(3)] == ["10.0", "0.2", "-"]


def test_a_cell_leads_to_what_it_is_of(table: FigureTable, qtbot: QtBot) -> None:
    table.show()
    with qtbot.waitSignal(table.cellChosen) as chosen:
        place = table.visualItemRect(table.item(0, 1)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [("b", 1)]
    table.setCurrentCell(1, 0)
    with qtbot.waitSignal(table.cellChosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == ["row a"]
    table.setCurrentCell(2, 0)
    with qtbot.assertNotEmitted(table.cellChosen):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_the_table_is_copied_with_tabs(table: FigureTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines() == ["Name\tValue", "b\t0.2", "a\t10.0", "c\t-"]


def test_the_users_order_is_kept_while_the_heads_stay(table: FigureTable) -> None:
    table.sortItems(1, Qt.SortOrder.DescendingOrder)
    table.setFigures(["Name", "Value"], [[FigureCell(n, value=n), FigureCell(n, value=float(n))] for n in "231"])
    assert [table.cellOf(row, 0).text for row in range(3)] == ["3", "2", "1"]


@pytest.fixture
def view(qtbot: QtBot) -> LandmarkView:
    view = LandmarkView()
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.setPhotograph(np.full((100, 100, 3), 90, np.uint8), (200, 200))
    view.setMarks(Marks((140, 100), (60, 110), 30), "found")
    view.show()
    return view


def drag(view: LandmarkView, start: tuple[float, float], end: tuple[float, float], qtbot: QtBot) -> Marks:
    with qtbot.waitSignal(view.marksChanged) as changed:
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=view.at(*start).toPoint())
        qtbot.mouseMove(view, view.at(*end).toPoint())
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=view.at(*end).toPoint())
    return changed.args[0]


def test_disc_fovea_and_rim_are_dragged(view: LandmarkView, qtbot: QtBot) -> None:
    assert drag(view, (60, 110), (70, 90), qtbot).fovea == pytest.approx((70, 90), abs=0.6)
    marks = drag(view, (140, 100), (150, 110), qtbot)
    assert marks.disc == pytest.approx((150, 110), abs=0.6)
    assert marks.diameter == 30
    assert drag(view, (165, 110), (175, 110), qtbot).diameter == pytest.approx(50, abs=1.5)


def test_arrows_move_what_was_touched_last(view: LandmarkView, qtbot: QtBot) -> None:
    drag(view, (60, 110), (60, 110), qtbot)
    before = view.marks().fovea
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.marks().fovea == pytest.approx((before[0] + 10, before[1] - 1))
    view.setEditable(False)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.marks().fovea == pytest.approx((before[0] + 10, before[1] - 1))


def test_nothing_leaves_the_photograph(view: LandmarkView, qtbot: QtBot) -> None:
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=view.at(60, 110).toPoint())
    qtbot.mouseMove(view, QPoint(-500, 5000))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton)
    assert view.marks().fovea == (0, 200)


def test_a_map_is_drawn_where_it_is_known(qtbot: QtBot) -> None:
    values = np.zeros((20, 20), np.float32)
    values[:, 10:] = 4
    values[:5] = np.nan
    view = PlaneView()
    qtbot.addWidget(view)
    view.resize(300, 300)
    plane = Plane("one", values, np.full((20, 20, 3), 40, np.uint8), [("Disc", 4, 4)], unit="x")
    view.setPlane(plane)
    assert view.limits()[1] == pytest.approx(4)
    image = view._image
    assert image.pixelColor(2, 2).getRgb()[:3] == (40, 40, 40)  # not known
    assert image.pixelColor(2, 15).getRgb()[:3] == (40, 40, 40)  # zero is no evidence, and not coloured
    assert image.pixelColor(15, 15).getRgb()[:3] != (40, 40, 40)
    stronger = Plane("two", values * 2)
    assert limits_of([plane, stronger])[1] == pytest.approx(8)
    view.grab()


def test_one_works_at_a_point_of_any_grade_and_reads_its_intervals(qtbot: QtBot) -> None:
    random = np.random.default_rng(0)
    labels = random.integers(0, 3, 60)
    given = random.dirichlet([1, 1, 1], 60) + np.eye(3)[labels]
    given /= given.sum(1, keepdims=True)
    images = tuple(f"{number}.png" for number in range(60))
    judged = Judged(images, labels, given.argmax(1), ("no", "some", "much"), tuple(range(60)), given)
    board = CurveBoard()
    qtbot.addWidget(board)
    asked: list[tuple[int, float]] = []
    board.operatingRequested.connect(lambda lowest, threshold: asked.append((lowest, threshold)))
    board.setAssessment(assess(judged), judged)
    assert [board.lowestBox.itemText(row) for row in range(2)] == ["some", "much"]
    board.lowestBox.setCurrentIndex(1)
    board.lowestBox.activated.emit(1)
    lowest, threshold = asked[-1]
    assert lowest == 2
    assert threshold == board.point.threshold
    said = given[:, 2] >= threshold
    assert board.point.sensitivity == pytest.approx(said[labels == 2].mean())
    board.setOperating(operating_at(*scores_from(judged, 2), threshold))
    limits = binomtest(int(said[labels == 2].sum()), int((labels == 2).sum())).proportion_ci(method="exact")
    assert f"[{limits.low:.3f}, {limits.high:.3f}]" in board.pointLabel.text()
    before = board.pointLabel.text()
    board.setOperating(operating_at(*scores_from(judged, 2), 0.123))  # a point that was left meanwhile
    assert board.pointLabel.text() == before
    missed = (labels == 2) & ~said
    with qtbot.waitSignal(board.placesRequested) as requested:
        board.missedButton.click()
    assert sorted(requested.args[0]) == np.flatnonzero(missed).tolist()


def test_choices_keep_what_was_chosen(qtbot: QtBot) -> None:
    choices = ChoiceRow(("Method", "Layer"))
    qtbot.addWidget(choices)
    choices.fill("Layer", [("a", 1), ("b", 2)])
    choices.choose("Layer", 2)
    choices.fill("Layer", [("c", 3), ("b", 4)])
    assert choices.value("Layer") == 4
    choices.fill("Layer", [])
    assert choices.value("Layer") is None
    assert choices.value("Method") is None
