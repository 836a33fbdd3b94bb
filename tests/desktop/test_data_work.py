"""What is done to the photographs of a project in the window: changed and undone, divided, balanced, dropped."""

from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.datasets.balance import BalanceMethod, BalancePlan
from core.datasets.catalogue.filters import Column, OneOf
from core.datasets.catalogue.findings import Finding
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.splits import SplitPlan
from core.datasets.splits import Part
from desktop import project_selection
from desktop.app import Program
from desktop.commands import CommandId
from desktop.widgets.filter_bar import FilterBar
from desktop.windows.columns_dialog import ColumnsDialog
from desktop.windows.data_dialogs import SplitDialog, SplitWish
from desktop.windows.tables_dialog import TablesDialog
from desktop.workspace import Workspace
from tests.desktop.conftest import WAIT_MS, write_photograph

COUNT = 12
C = CommandId


@pytest.fixture
def filled(program: Program, tmp_path: Path, qtbot: QtBot) -> Program:
    """A program with a project of six patients, both eyes of each, graded 0 (eight of them) and 1 (four)."""
    folder = tmp_path / "clinic"
    rows = ["image,label"]
    for number in range(1, 7):
        for side in ("left", "right"):
            write_photograph(folder / f"{number}_{side}.png", seed=10 * number + len(side))
            rows.append(f"{number}_{side},{int(number > 4)}")
    (folder / "labels.csv").write_text("\n".join(rows))
    program.projects.create(tmp_path / "study.funduscope")
    qtbot.waitUntil(lambda: program.projects.project is not None, timeout=WAIT_MS)
    program.window.workspaces.choose(Workspace.DATA)
    program.projects.add_folder(folder)
    wait_for(program, qtbot, COUNT)
    return program


def wait_for(program: Program, qtbot: QtBot, count: int) -> None:
    model, projects = program.window.data.model, program.projects
    qtbot.waitUntil(
        lambda: (
            not projects.is_reading
            and projects.content.photographs == count
            and model.rowCount() == count
            and all(map(model.row, range(count)))
        ),
        timeout=WAIT_MS,
    )


def open_project(program: Program) -> Project:
    project = program.projects.project
    assert project is not None
    return project


def states(program: Program) -> list[str]:
    model = program.window.data.model
    return [row.state.value if (row := model.row(at)) is not None else "?" for at in range(model.rowCount())]


def select(program: Program, rows: range, qtbot: QtBot) -> None:
    grid = program.window.data.grid
    grid.setFocus()
    grid.setCurrentIndex(program.window.data.model.index(rows.start, 0))
    for _ in rows[1:]:
        qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(program.window.data.selected()) == len(rows)


def test_many_are_excluded_at_once_undone_and_done_again(filled: Program, qtbot: QtBot) -> None:
    window = filled.window
    select(filled, range(2, 6), qtbot)
    window.action(C.EXCLUDE).trigger()
    qtbot.waitUntil(lambda: states(filled).count("excluded") == 4, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.action(C.UNDO).text() == "&Undo 4 photographs excluded", timeout=WAIT_MS)
    window.action(C.UNDO).trigger()
    qtbot.waitUntil(lambda: states(filled).count("excluded") == 0, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.action(C.REDO).isEnabled(), timeout=WAIT_MS)
    assert not window.action(C.UNDO).isEnabled()
    window.action(C.REDO).trigger()
    qtbot.waitUntil(lambda: states(filled).count("excluded") == 4, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.action(C.UNDO).isEnabled(), timeout=WAIT_MS)
    window.workspaces.choose(Workspace.REVIEW)
    assert not window.action(C.UNDO).isEnabled()  # there the key belongs to what-if edits
    window.workspaces.choose(Workspace.DATA)
    assert window.action(C.UNDO).isEnabled()


def test_many_are_relabelled_and_moved_to_another_part(filled: Program, qtbot: QtBot) -> None:
    data, changes = filled.window.data, filled.window.data_work.changes
    scheme = filled.projects.content.schemes[0].id
    filled.window.data_work.splitting.make(SplitWish("mine", SplitPlan(scheme=scheme, test=0.3), is_locked=False))
    qtbot.waitUntil(lambda: bool(filled.projects.content.splits), timeout=WAIT_MS)
    select(filled, range(3), qtbot)
    chosen = data.selected()
    relabel = next(work for words, work, _done in changes._labels() if "1" in words)
    changes._do(chosen, relabel, "labelled '1'")
    qtbot.waitUntil(lambda: [row.label for at in range(3) if (row := data.model.row(at))] == [1, 1, 1], timeout=WAIT_MS)
    move = next(work for words, work, _done in changes._parts() if "validation" in words)
    changes._do(chosen, move, "in the part 'validation'")
    project = open_project(filled)
    qtbot.waitUntil(
        lambda: [one for one, part in project.splits.members("mine").items() if part is Part.VALIDATION] == chosen,
        timeout=WAIT_MS,
    )
    qtbot.waitUntil(lambda: changes.bulk.undo_words.endswith("'validation'"), timeout=WAIT_MS)
    changes.bulk.undo()
    qtbot.waitUntil(lambda: changes.bulk.undo_words.endswith("labelled '1'"), timeout=WAIT_MS)
    changes.bulk.undo()
    qtbot.waitUntil(lambda: [row.label for at in range(3) if (row := data.model.row(at))] == [0, 0, 0], timeout=WAIT_MS)
    assert Part.VALIDATION not in project.splits.members("mine").values()


def test_all_photographs_of_a_patient(filled: Program, qtbot: QtBot) -> None:
    data = filled.window.data
    data.bar.addCondition(OneOf(Column.EYE, frozenset({"left"})))
    qtbot.waitUntil(lambda: data.model.rowCount() == 6 and all(map(data.model.row, range(6))), timeout=WAIT_MS)
    data.grid.setCurrentIndex(data.model.index(2, 0))
    qtbot.waitUntil(filled.window.action(C.SHOW_PATIENT).isEnabled, timeout=WAIT_MS)
    filled.window.action(C.SHOW_PATIENT).trigger()
    qtbot.waitUntil(lambda: data.model.rowCount() == 2 and all(map(data.model.row, range(2))), timeout=WAIT_MS)
    assert [row.name for at in range(2) if (row := data.model.row(at))] == ["3_left.png", "3_right.png"]


def test_findings_masks_and_marks_are_filters(filled: Program, qtbot: QtBot) -> None:
    project, bar, model = open_project(filled), filled.window.data.bar, filled.window.data.model
    ids = list(model.order().ids)
    project.findings.replace(["out_of_focus"], [Finding("out_of_focus", one) for one in ids[:3]])
    project.photographs.set_masks({ids[1]: {"MA": "/nowhere/MA.png"}})
    assert offered(bar, Column.FINDING)({"out_of_focus"}) == ["Out of focus"]
    assert offered(bar, Column.MASK)({"MA", None}) == ["MA microaneurysm", "no mask"]
    bar.addCondition(OneOf(Column.FINDING, frozenset({"out_of_focus"})))
    qtbot.waitUntil(lambda: list(model.order().ids) == ids[:3], timeout=WAIT_MS)
    bar.addCondition(OneOf(Column.MASK, frozenset({None})))
    qtbot.waitUntil(lambda: list(model.order().ids) == [ids[0], ids[2]], timeout=WAIT_MS)


def offered(bar: FilterBar, column: Column) -> Callable[[set[str | None]], list[str]]:
    words = bar.words(column)
    return lambda values: sorted(map(words, values))


def test_splits_are_shown_balanced_locked_and_exported(filled: Program, tmp_path: Path, qtbot: QtBot) -> None:
    splitting, projects = filled.window.data_work.splitting, filled.projects
    scheme = projects.content.schemes[0].id
    splitting.make(SplitWish("10 to 2", SplitPlan(scheme=scheme, test=2 / 12, seed=3), is_locked=False))
    qtbot.waitUntil(lambda: splitting.dialog is not None and splitting.dialog.chosen() == "10 to 2", timeout=WAIT_MS)
    dialog = splitting.dialog
    assert dialog is not None
    before = [row.split("\t") for row in dialog.table.text().splitlines()]
    assert before[0] == ["", "Training", "Validation", "Test", "In an epoch", "Weight"]
    trained = [int(row[1]) for row in before[1:3]]
    assert [row[4] for row in before[1:3]] == [row[1] for row in before[1:3]]
    dialog.balance.method.setCurrentIndex(dialog.balance.method.findData(BalanceMethod.RESAMPLE.value))
    dialog.balance.method.activated.emit(dialog.balance.method.currentIndex())
    assert [row.split("\t")[4] for row in dialog.table.text().splitlines()[1:3]] == [str(max(trained))] * 2
    dialog.balance.count.setValue(5)
    project = open_project(filled)
    plan = BalancePlan(BalanceMethod.RESAMPLE, count=5)
    qtbot.waitUntil(lambda: project.splits.find("10 to 2").balance == plan, timeout=WAIT_MS)
    dialog.locked.click()
    qtbot.waitUntil(lambda: project.splits.find("10 to 2").is_locked, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not dialog.removeButton.isEnabled(), timeout=WAIT_MS)
    assert "locked" in dialog.list.item(0).text()
    splitting.export("10 to 2", tmp_path / "split.csv")
    qtbot.waitUntil((tmp_path / "split.csv").exists, timeout=WAIT_MS)
    rows = [row.split(",") for row in (tmp_path / "split.csv").read_text().splitlines()[1:]]
    assert sum(int(row[4]) for row in rows if row[4]) == 10
    dialog.trainButton.click()
    assert splitting.dialog is None
    assert filled.window.workspaces.current is Workspace.TRAIN
    settings = filled.window.train.new.form.settings()
    assert settings.data.source == str(project.path)
    assert (settings.split.name, settings.balance.method, settings.balance.count) == ("10 to 2", "resample", 5)


def test_a_locked_test_set_stays_and_says_so_here(filled: Program, qtbot: QtBot) -> None:
    splitting, projects, data = filled.window.data_work.splitting, filled.projects, filled.window.data
    scheme = projects.content.schemes[0].id
    plan = SplitPlan(scheme=scheme, test=0.4)
    splitting.make(SplitWish("held", plan, is_locked=True))
    qtbot.waitUntil(lambda: bool(projects.content.splits), timeout=WAIT_MS)
    project = open_project(filled)
    held = {one for one, part in project.splits.members("held").items() if part is Part.TEST}
    with qtbot.waitSignal(projects.failed, timeout=WAIT_MS):
        splitting.make(SplitWish("held", plan, is_locked=False))
    assert data.messages.isVisible()  # where the user is, and not in another workspace
    splitting.make(SplitWish("other", SplitPlan(scheme=scheme, test=0.5, seed=9), is_locked=False))
    qtbot.waitUntil(lambda: len(projects.content.splits) == 2, timeout=WAIT_MS)
    assert held <= {one for one, part in project.splits.members("other").items() if part is Part.TEST}


def test_folds_have_a_column_each(filled: Program, qtbot: QtBot) -> None:
    splitting, scheme = filled.window.data_work.splitting, filled.projects.content.schemes[0].id
    splitting.make(SplitWish("three", SplitPlan(scheme=scheme, fold_count=3), is_locked=False))
    qtbot.waitUntil(lambda: splitting.dialog is not None and splitting.dialog.chosen() == "three", timeout=WAIT_MS)
    assert splitting.dialog is not None
    rows = [row.split("\t") for row in splitting.dialog.table.text().splitlines()]
    assert rows[0][1:4] == ["Fold 1", "Fold 2", "Fold 3"]
    assert sum(map(int, rows[-1][1:4])) == COUNT
    assert int(rows[-1][4]) == COUNT - int(rows[-1][1])  # trained on all but the first
    splitting.ask_new()
    asked = splitting.dialog.findChild(SplitDialog)
    assert asked is not None
    asked.reject()


def test_what_finds_no_counterpart_is_listed_at_once_and_whenever_it_is_asked_for(
    filled: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    imports = filled.window.data_work.imports
    table = tmp_path / "more.csv"
    table.write_text("image;level\n1_left;2\n99_left;1\n")
    filled.window.data_work.dialogs.import_table(table)

    def listed(words: str) -> bool:
        return imports.dialog is not None and words in imports.dialog.text.toPlainText()

    qtbot.waitUntil(lambda: listed("'99_left' is not in the folder"), timeout=WAIT_MS)
    assert imports.dialog is not None
    text = imports.dialog.text.toPlainText()
    assert "Rows without a photograph: 1" in text
    assert f"Photographs without a label: {COUNT - 1}" in text
    imports.dialog.close()
    path = open_project(filled).path
    filled.projects.close()
    filled.projects.open(path)
    wait_for(filled, qtbot, COUNT)
    filled.window.action(C.IMPORTS).trigger()
    qtbot.waitUntil(lambda: listed("'99_left' is not in the folder"), timeout=WAIT_MS)
    dialog = imports.dialog
    assert dialog is not None
    names = [item.text(0) for at in range(dialog.list.topLevelItemCount()) if (item := dialog.list.topLevelItem(at))]
    assert names == ["more.csv", "labels.csv"]  # the last one first
    dialog.copyButton.click()
    assert "1_right.png" in QApplication.clipboard().text()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    qtbot.waitUntil(lambda: listed("Every row found its photograph"), timeout=WAIT_MS)
    assert not dialog.copyButton.isEnabled()
    imports.remove(imports._imports[0].source, "more.csv")
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 1, timeout=WAIT_MS)
    undo = filled.window.action(C.UNDO)
    qtbot.waitUntil(lambda: "more.csv" in undo.text(), timeout=WAIT_MS)
    undo.trigger()
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2, timeout=WAIT_MS)
    dialog.choose(imports._imports[0].source)
    qtbot.waitUntil(lambda: listed("'99_left' is not in the folder"), timeout=WAIT_MS)
    dialog.close()


def test_columns_of_unusual_names_are_asked_for(filled: Program, tmp_path: Path, qtbot: QtBot) -> None:
    table = tmp_path / "clinic's own.csv"
    table.write_text("scan;result\n1_left;healthy\n2_left;ill\n", "utf-8")
    filled.window.data_work.dialogs.import_table(table)
    qtbot.waitUntil(lambda: filled.window.findChild(ColumnsDialog) is not None)
    dialog = filled.window.findChild(ColumnsDialog)
    assert dialog is not None
    assert not dialog.takeButton.isEnabled()
    assert dialog.rows.item(1, 1).text() == "ill"
    dialog.image.setCurrentText("scan")
    dialog.label.setCurrentText("scan")
    assert not dialog.takeButton.isEnabled()
    dialog.label.setCurrentText("result")
    dialog.takeButton.click()
    qtbot.waitUntil(lambda: ("healthy", "ill") in [one.class_names for one in filled.projects.content.schemes])
    imports = filled.window.data_work.imports
    qtbot.waitUntil(lambda: imports.dialog is not None)  # the others have no label there
    assert imports.dialog is not None
    imports.dialog.close()


def test_a_folder_as_kaggle_gives_it_brings_its_labels(filled: Program, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "eyepacs"
    for name in ("10_left", "10_right", "13_left"):
        write_photograph(folder / "train" / f"{name}.jpeg", seed=sum(name.encode()))
    (folder / "trainLabels.csv").write_text("image,level\n10_left,0\n10_right,3\n13_left,4\n")
    with qtbot.waitSignal(filled.projects.imported) as told:
        filled.projects.add_folder(folder)
    assert told.args[0].labelled == 3
    assert told.args[0].scheme.class_names == ("0", "1", "2", "3", "4")
    wait_for(filled, qtbot, COUNT + 3)
    assert filled.window.data_work.imports.dialog is None  # all found their counterpart


def test_tables_about_a_folder_are_offered_and_taken_only_when_asked_for(
    filled: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """A workbook or table for each folder, none of which alone has all grades."""
    for base, grade in (("Base11", 1), ("Base12", 3)):
        for number in (0, 1):
            write_photograph(tmp_path / "messidor" / base / f"{base}_{number}.tif", seed=10 * grade + number)
        rows = f"Image name;Retinopathy grade\n{base}_0.tif;0\n{base}_1.tif;{grade}\n"
        (tmp_path / "messidor" / base / f"Annotation {base}.csv").write_text(rows)
    said: list[str] = []
    monkeypatch.setattr(filled.window.data, "remark", said.append)
    filled.projects.add_folder(tmp_path / "messidor")
    qtbot.waitUntil(lambda: filled.window.findChild(TablesDialog) is not None)
    wait_for(filled, qtbot, COUNT + 4)
    dialog = filled.window.findChild(TablesDialog)
    assert dialog is not None
    assert [near.table.name for near in dialog.ticked()] == ["Annotation Base11.csv", "Annotation Base12.csv"]
    assert [scheme.class_names for scheme in filled.projects.content.schemes] == [("0", "1")]  # nothing was taken
    dialog.takeButton.click()
    qtbot.waitUntil(lambda: [words[-13:] for words in said if ".csv" in words] == ["n Base11.csv'", "n Base12.csv'"])
    qtbot.waitUntil(lambda: len(filled.projects.content.schemes) == 2)
    assert filled.projects.content.schemes[1].class_names == ("0", "1", "2", "3")


def test_a_selection_that_another_order_scatters_too_far_is_let_go_of_and_said(
    filled: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    data = filled.window.data
    select(filled, range(6), qtbot)
    chosen = set(data.selected())
    by_name = list(data.model.order().ids)
    data.bar.setSort(Column.EYE, is_descending=False)  # left and right stood in turn: two times three in a row now
    qtbot.waitUntil(lambda: list(data.model.order().ids) != by_name)
    assert set(data.selected()) == chosen
    data.bar.setSort(Column.NAME, is_descending=False)
    qtbot.waitUntil(lambda: list(data.model.order().ids) == by_name)
    assert set(data.selected()) == chosen
    monkeypatch.setattr(project_selection, "MOST_RUNS", 1)
    with qtbot.waitSignal(data._selection.scattered) as told:
        data.bar.setSort(Column.EYE, is_descending=False)
    assert told.args == [6]
    assert data.selected() == []


def test_many_are_mirrored_and_undo_brings_back_what_a_model_said(filled: Program, qtbot: QtBot) -> None:
    window, project = filled.window, open_project(filled)
    ids = list(window.data.model.order().ids)
    model = project.predictions.model("0" * 64, "made up", ("no", "yes"))
    project.predictions.add(model, [(one, np.array([0.25, 0.75], np.float32)) for one in ids])
    select(filled, range(3), qtbot)
    chosen = set(window.data.selected())
    window.action(C.MIRROR_SELECTED).trigger()
    qtbot.waitUntil(lambda: set(project.photographs.oriented()) == chosen, timeout=WAIT_MS)
    assert {orientation.is_mirrored for orientation in project.photographs.oriented().values()} == {True}
    assert project.predictions.models()[0].predictions == COUNT - 3
    qtbot.waitUntil(window.action(C.UNDO).isEnabled, timeout=WAIT_MS)
    window.action(C.UNDO).trigger()
    qtbot.waitUntil(lambda: not project.photographs.oriented(), timeout=WAIT_MS)
    assert project.predictions.models()[0].predictions == COUNT
    qtbot.waitUntil(window.action(C.REDO).isEnabled, timeout=WAIT_MS)
    window.action(C.REDO).trigger()
    qtbot.waitUntil(lambda: set(project.photographs.oriented()) == chosen, timeout=WAIT_MS)
    assert project.predictions.models()[0].predictions == COUNT - 3


def test_an_hdf5_file_is_dropped_on_the_project(filled: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "eyes.h5"
    with h5py.File(path, "w") as file:
        file["dataset"] = np.random.default_rng(5).integers(0, 255, (3, 40, 40, 3), np.uint8)
        file["label"] = np.array([[0], [1], [1]])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, buttons, keys)
    filled.window.data.dropEvent(event)
    assert event.isAccepted()
    wait_for(filled, qtbot, COUNT + 3)
    names = [row.name for at in range(COUNT + 3) if (row := filled.window.data.model.row(at))]
    assert names[-3:] == ["eyes.h5 #1", "eyes.h5 #2", "eyes.h5 #3"]
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "model.safetensors"))])
    event = QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, buttons, keys)
    filled.window.data.dropEvent(event)
    assert not event.isAccepted()  # the window takes it


def test_several_folders_are_added_one_after_the_other(filled: Program, tmp_path: Path, qtbot: QtBot) -> None:
    for number, name in enumerate(("first/Mild NPDR/a.png", "first/No DR/b.png", "second/c.png", "third/d.png")):
        write_photograph(tmp_path / name, seed=500 + number)
    (tmp_path / "bad.csv").write_text("image,label\na,-1\n")
    with qtbot.waitSignal(filled.projects.failed, timeout=WAIT_MS):
        filled.window.data_work.dialogs.take_dropped([tmp_path / "first", tmp_path / "second"])
        filled.projects.add_folder(tmp_path / "third", tmp_path / "bad.csv")
    wait_for(filled, qtbot, COUNT + 4)
    scheme = next(one for one in filled.projects.content.schemes if "No DR" in one.class_names)
    assert scheme.class_names == ("No DR", "Mild NPDR")  # folders named after grades, in their order
    project = open_project(filled)
    labels = project.labels.current(scheme.id)
    (mild,) = project.files.at(tmp_path / "first" / "Mild NPDR" / "a.png")
    assert labels[mild].value == 1


def test_folder_names_are_taken_for_classes_where_the_user_says_so(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    for number, name in enumerate(("cats/a.png", "dogs/b.png", "dogs/c.png")):
        write_photograph(tmp_path / "pets" / name, seed=700 + number)
    program.projects.create(tmp_path / "pets.funduscope")
    qtbot.waitUntil(lambda: program.projects.project is not None, timeout=WAIT_MS)
    program.window.workspaces.choose(Workspace.DATA)
    program.projects.add_folder(tmp_path / "pets")
    wait_for(program, qtbot, 3)
    assert program.projects.content.schemes == ()  # they may be patients, or days
    program.window.action(C.FOLDER_CLASSES).trigger()
    qtbot.waitUntil(lambda: bool(program.projects.content.schemes), timeout=WAIT_MS)
    assert program.projects.content.schemes[0].class_names == ("cats", "dogs")


def test_an_hdf5_file_is_opened_for_review(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "eyes.h5"
    with h5py.File(path, "w") as file:
        file["dataset"] = np.random.default_rng(5).integers(0, 255, (3, 40, 40, 3), np.uint8)
    program.window.open_paths([path], replaces=True)
    qtbot.waitUntil(lambda: program.session.photograph is not None, timeout=WAIT_MS)
    assert [one.name for one in program.session.order] == [f"eyes.h5#frame={number}" for number in (1, 2, 3)]
    assert program.session.photograph is not None
    assert program.session.photograph.format == "HDF5"
