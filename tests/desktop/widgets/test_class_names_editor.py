from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.class_names import class_names_problem, split_class_names
from desktop.widgets.class_names_editor import ClassNamesEditor


@pytest.fixture
def editor(qtbot: QtBot) -> ClassNamesEditor:
    editor = ClassNamesEditor()
    qtbot.addWidget(editor)
    editor.setNames(("class 0", "class 1", "class 2"))
    return editor


@pytest.mark.parametrize("text", ["a\nb\nc", "a\r\nb \r\n\r\n c\n", "a, b,c", "a\tb\tc", "a; b; c"])
def test_splits_what_people_paste(text: str) -> None:
    assert split_class_names(text) == ("a", "b", "c")


def test_commas_in_lines_are_part_of_the_names() -> None:
    assert split_class_names("tench, Tinca\ngoldfish, Carassius") == ("tench, Tinca", "goldfish, Carassius")
    assert split_class_names("single") == ("single",)
    assert split_class_names("  ") == ()


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (("a", "b"), ""),
        (("a", " "), "Class 1 has no name."),
        (("a", "b", "a"), "Classes 0 and 2 are both called 'a'."),
        ((), "There are no classes."),
    ],
)
def test_problems(names: tuple[str, ...], problem: str) -> None:
    assert class_names_problem(names) == problem


def test_paste(qtbot: QtBot, editor: ClassNamesEditor) -> None:
    QGuiApplication.clipboard().setText("No DR\nMild\nSevere\n")
    with qtbot.waitSignal(editor.namesChanged):
        editor.paste()
    assert editor.names() == ("No DR", "Mild", "Severe")


@pytest.mark.parametrize(("text", "part"), [("a,b", "2 names"), ("a,b,a", "both called 'a'")])
def test_what_does_not_fit_changes_nothing_and_says_so(
    qtbot: QtBot, editor: ClassNamesEditor, text: str, part: str
) -> None:
    QGuiApplication.clipboard().setText(text)
    with qtbot.waitSignal(editor.problemFound) as found:
        editor.paste()
    assert part in found.args[0]
    assert editor.names() == ("class 0", "class 1", "class 2")


def test_from_a_file(qtbot: QtBot, editor: ClassNamesEditor, tmp_path: Path) -> None:
    file = tmp_path / "names.json"
    file.write_text('["x", "y", "z"]')
    editor.loadFile(file)
    assert editor.names() == ("x", "y", "z")
    with qtbot.waitSignal(editor.problemFound) as found:
        editor.loadFile(tmp_path / "gone.txt")
    assert "gone.txt" in found.args[0]


def test_usual_names(editor: ClassNamesEditor) -> None:
    assert not editor.presetButton.isEnabled()
    editor.setPresets({"Letters": ("a", "b", "c")})
    assert editor.presetButton.isEnabled()
    editor.presetButton.menu().actions()[0].trigger()
    assert editor.names() == ("a", "b", "c")


def test_a_name_is_edited_in_place(qtbot: QtBot, editor: ClassNamesEditor) -> None:
    with qtbot.waitSignal(editor.namesChanged):
        editor.view.model().setData(editor.view.model().index(1, 0), "  ")
    assert editor.problem() == "Class 1 has no name."
