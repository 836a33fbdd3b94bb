"""Projects in the window: made, filled, asked, walked through, closed and opened again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.datasets.catalogue.errors import DamagedProjectError
from core.datasets.catalogue.filters import Column, OneOf
from core.datasets.catalogue.project import Project
from desktop.app import Program
from desktop.commands import CommandId
from desktop.widgets.data_head import Layout
from desktop.workspace import Workspace
from tests.desktop.conftest import WAIT_MS, write_photograph


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Photographs of both eyes of four patients, with a table of labels."""
    folder = tmp_path / "clinic"
    rows = ["image,label,age"]
    for number in range(1, 5):
        for side in ("left", "right"):
            write_photograph(folder / f"{number}_{side}.png", seed=10 * number + len(side))
            rows.append(f"{number}_{side},{(number + (side == 'left')) % 3},{40 + number}")
    (folder / "labels.csv").write_text("\n".join(rows))
    return folder


@pytest.fixture
def filled(program: Program, place: Path, tmp_path: Path, qtbot: QtBot) -> Program:
    """A program with a project of these photographs, all of them read."""
    program.projects.create(tmp_path / "study.funduscope")
    qtbot.waitUntil(lambda: program.projects.project is not None, timeout=WAIT_MS)
    program.window.workspaces.choose(Workspace.DATA)
    program.projects.add_folder(place)
    model = program.window.data.model

    def is_shown() -> bool:  # rows of before the labels came are shown until those of after are there
        rows = [model.row(number) for number in range(model.rowCount())]
        return len(rows) == 8 and all(row is not None and "age" in row.facts for row in rows)

    qtbot.waitUntil(lambda: is_ready(program) and is_shown(), timeout=WAIT_MS)
    return program


def is_ready(program: Program) -> bool:
    return not program.projects.is_reading and program.projects.content.photographs > 0


def shown(program: Program) -> list[str]:
    model = program.window.data.model
    rows = [model.row(number) for number in range(model.rowCount())]
    return [row.name if row is not None else "" for row in rows]


def test_a_folder_comes_with_its_labels(filled: Program) -> None:
    data = filled.window.data
    assert shown(filled)[:3] == ["1_left.png", "1_right.png", "2_left.png"]
    row = data.model.row(0)
    assert row is not None
    assert (data.model.names().label(row.label), row.eye, row.facts["age"]) == ("2", "left", 41)
    assert data.bar.count.text() == "8 photographs"
    assert filled.projects.content.columns == ("age",)


def test_filters_sorting_and_grouping(filled: Program, qtbot: QtBot) -> None:
    data = filled.window.data
    data.bar.field.setText("3_")
    qtbot.waitUntil(lambda: shown(filled) == ["3_left.png", "3_right.png"], timeout=WAIT_MS)
    assert data.bar.count.text() == "2 of 8 photographs"
    data.bar.clear()
    data.bar.addCondition(OneOf(Column.EYE, frozenset({"right"})))
    data.bar.setSort(Column.LABEL, is_descending=True)
    qtbot.waitUntil(lambda: shown(filled)[:1] == ["2_right.png"] and data.model.rowCount() == 4, timeout=WAIT_MS)
    filled.window.action(CommandId.SHOW_ALL).trigger()
    filled.window.action(CommandId.GROUP_BY_PATIENT).trigger()
    qtbot.waitUntil(lambda: len(data.model.order().groups) == 4, timeout=WAIT_MS)
    data.bar.field.setText("nothing is called so")
    qtbot.waitUntil(lambda: data.model.rowCount() == 0, timeout=WAIT_MS)
    assert data.pages.currentWidget() is data.pages.left_out


def test_keys_walk_and_enter_opens_the_review(filled: Program, qtbot: QtBot) -> None:
    window, data = filled.window, filled.window.data
    data.grid.setFocus()
    data.grid.setCurrentIndex(data.model.index(0, 0))
    qtbot.keyClick(data.grid, Qt.Key.Key_Right)
    qtbot.keyClick(data.grid, Qt.Key.Key_Right)
    assert data.grid.currentIndex().row() == 2
    row = data.current()
    assert row is not None
    qtbot.waitUntil(
        lambda: filled.session.selection.photograph == row.path, timeout=WAIT_MS
    )  # one selection everywhere
    qtbot.keyClick(data.grid, Qt.Key.Key_End)
    assert data.grid.currentIndex().row() == 7
    qtbot.keyClick(data.grid, Qt.Key.Key_Home)
    qtbot.keyClick(data.grid, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert len(data.selected()) == 8
    qtbot.keyClick(data.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspaces.current is Workspace.REVIEW, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(filled.session.order) == 8, timeout=WAIT_MS)
    assert [path.name for path in filled.session.order] == shown(filled)


def test_the_review_walks_in_the_order_of_the_project(filled: Program, qtbot: QtBot) -> None:
    data = filled.window.data
    data.bar.setSort(Column.LABEL, is_descending=True)
    qtbot.waitUntil(lambda: shown(filled)[0] == "1_left.png", timeout=WAIT_MS)
    order = shown(filled)
    data.grid.opened.emit(data.model.id(3))
    qtbot.waitUntil(lambda: [path.name for path in filled.session.order] == order, timeout=WAIT_MS)
    filled.session.step(1)
    qtbot.waitUntil(lambda: data.current() is not None and data.current().name == order[4], timeout=WAIT_MS)


def test_a_model_is_asked_about_all(filled: Program, model_file: Path, qtbot: QtBot) -> None:
    filled.window.open_paths([model_file])
    qtbot.waitUntil(lambda: filled.session.model is not None, timeout=WAIT_MS)
    filled.window.action(CommandId.PREDICT_ALL).trigger()
    assert filled.projects.is_predicting
    model = filled.window.data.model
    qtbot.waitUntil(
        lambda: (
            not filled.projects.is_predicting
            and all(row is not None and row.predicted is not None for row in map(model.row, range(8)))
        ),
        timeout=WAIT_MS,
    )
    row = model.row(0)
    assert row is not None
    assert model.names().prediction(row.predicted) in ("No DR", "Mild", "Severe")
    assert row.agreement is not None  # three classes here and there: matched by their order
    filled.window.action(CommandId.SHOW_UNCERTAIN).trigger()
    qtbot.waitUntil(
        lambda: is_descending([row.uncertainty for row in map(model.row, range(8)) if row]), timeout=WAIT_MS
    )


def is_descending(values: list[float | None]) -> bool:
    known = [value for value in values if value is not None]
    return len(known) == 8 and known == sorted(known, reverse=True)


def test_what_is_done_to_photographs_is_kept(
    filled: Program, make_program: Callable[[], Program], qtbot: QtBot
) -> None:
    data = filled.window.data
    path = filled.projects.project.path if filled.projects.project else Path()
    data.grid.setCurrentIndex(data.model.index(1, 0))
    filled.window.action(CommandId.EXCLUDE).trigger()
    qtbot.waitUntil(lambda: (row := data.model.row(1)) is not None and row.state == "excluded", timeout=WAIT_MS)
    data.setLayoutKind(Layout.TABLE)
    filled.window.close()
    with Project.open(path) as project:  # the window let go of it
        assert not project.is_read_only
    again = make_program()
    again.start()
    qtbot.waitUntil(
        lambda: again.projects.project is not None and again.window.data.model.rowCount() == 8, timeout=WAIT_MS
    )
    assert again.window.data.layoutKind() is Layout.TABLE
    qtbot.waitUntil(lambda: is_ready(again), timeout=WAIT_MS)


def test_somebody_else_has_it_open(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    with Project.create(tmp_path / "study.funduscope") as first:
        with qtbot.waitSignal(
            program.projects.remarked, timeout=WAIT_MS, check_params_cb=lambda words: "can only be looked at" in words
        ):
            program.window.open_paths([first.path])
        qtbot.waitUntil(lambda: program.projects.project is not None, timeout=WAIT_MS)
        assert program.window.workspaces.current is Workspace.DATA
        assert not program.window.action(CommandId.ADD_PHOTOGRAPHS).isEnabled()
        assert "read only" in program.window.data.head.title.text()
        message = program.window.data.messages.currentMessage()
        assert message is not None
        assert "can only be looked at" in message.whole()
        program.projects.close()
        qtbot.waitUntil(lambda: program.lanes.catalogue.is_idle, timeout=WAIT_MS)


def test_a_damaged_project_offers_its_copy(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "study.funduscope"
    with Project.create(path) as project:
        project.keep_backup()
    path.write_bytes(b"spoilt" * 100)
    with qtbot.waitSignal(program.projects.damaged, timeout=WAIT_MS) as told:
        program.projects.open(path)
    error = told.args[0]
    assert isinstance(error, DamagedProjectError)
    program.projects.restore_backup(error)
    qtbot.waitUntil(lambda: program.projects.project is not None, timeout=WAIT_MS)
    for box in program.window.findChildren(type(program.window).__mro__[-2]):  # the question is still open
        if box.inherits("QMessageBox"):
            box.close()


def test_the_table_goes_out_without_patients(filled: Program, tmp_path: Path, qtbot: QtBot) -> None:
    filled.window.data_work.dialogs.export(tmp_path / "out.csv")
    qtbot.waitUntil((tmp_path / "out.csv").is_file, timeout=WAIT_MS)
    text = (tmp_path / "out.csv").read_text()
    assert text.splitlines()[0].startswith("image,label,predicted")
    assert "age" not in text.splitlines()[0].split(",")
    assert len(text.splitlines()) == 9


def test_what_is_made_goes_into_the_project(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    program.projects.create(tmp_path / "study.funduscope")
    qtbot.waitUntil(lambda: program.projects.project is not None, timeout=WAIT_MS)
    program.window.action(CommandId.MAKE_PHOTOGRAPHS).trigger()
    qtbot.waitUntil(lambda: program.window.making.dialog is not None, timeout=WAIT_MS)
    dialog = program.window.making.dialog
    assert dialog is not None
    assert "study" in dialog.intoProject.text()
    dialog.form.setTarget(tmp_path / "made")
    wish = replace(dialog.form.wish(), count=2, size_px=128, target=tmp_path / "made")
    dialog.wished.emit(wish, wish.recipe())
    dialog.close()
    qtbot.waitUntil(lambda: program.projects.content.photographs == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bool(program.projects.content.schemes), timeout=WAIT_MS)
    assert program.window.workspaces.current is Workspace.DATA
    qtbot.waitUntil(lambda: not program.projects.is_reading, timeout=WAIT_MS)
