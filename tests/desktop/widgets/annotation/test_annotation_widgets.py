"""The parts of the panel: choices, the list of marks, the names of lesions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from core.datasets.annotation.lesions import DEFAULT_LESIONS, Lesion
from desktop.widgets.annotation.choice_row import Choice, ChoiceRow
from desktop.widgets.annotation.lesion_editor import LesionEditor
from desktop.widgets.annotation.mark_rows import MarkRow, MarkRows


def test_a_click_on_what_is_chosen_takes_it_back(qtbot: QtBot) -> None:
    row = ChoiceRow("Grade")
    qtbot.addWidget(row)
    row.setChoices([Choice(str(grade), f"Grade {grade}") for grade in range(5)])
    chosen: list[int] = []
    row.chosen.connect(chosen.append)
    row.button(3).click()
    assert (row.value(), row.button(3).isChecked()) == (3, True)
    row.button(3).click()
    assert chosen == [3, -1]
    assert not row.button(3).isChecked()
    row.setValue(1)
    row.setChoices([Choice("a", "a"), Choice("b", "b")])
    assert row.button(1).isChecked()
    assert chosen == [3, -1], "what is shown is no click"


def test_marks_are_listed_as_they_come_and_go(qtbot: QtBot) -> None:
    rows = MarkRows()
    qtbot.addWidget(rows)
    chosen: list[int] = []
    removed: list[int] = []
    rows.chosen.connect(chosen.append)
    rows.removed.connect(removed.append)
    marks = [MarkRow(f"mark {number}", (255, 255, 0)) for number in range(4)]
    rows.setRows(marks, 2)
    assert rows.currentRow() == 2
    rows.setRows([*marks[:1], *marks[2:]], -1)
    assert [rows.item(row).text() for row in range(rows.count())] == ["mark 0", "mark 2", "mark 3"]
    assert chosen == []
    with qtbot.waitExposed(rows):
        rows.show()
    rows.setCurrentRow(1)
    assert chosen == [1]
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert removed == [1]


def test_names_of_lesions_are_changed_and_checked(qtbot: QtBot) -> None:
    editor = LesionEditor(DEFAULT_LESIONS)
    qtbot.addWidget(editor)
    taken: list[object] = []
    editor.accepted_names.connect(taken.append)
    assert editor.lesions() == DEFAULT_LESIONS
    ok = editor.buttons.button(QDialogButtonBox.StandardButton.Ok)
    editor.table.item(0, 0).setText("a/b")
    ok.click()
    assert taken == []
    assert "a/b" in editor.problem.text()
    editor.table.item(0, 0).setText("HE")
    ok.click()
    assert "'HE'" in editor.problem.text()
    editor.setLesions([Lesion("PVD", "posterior vitreous detachment"), Lesion("", "")])
    ok.click()
    assert taken == [(Lesion("PVD", "posterior vitreous detachment"),)]
