"""What goes wrong with projects, as the user of the window meets it: each is said in words, and nothing is lost."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core.datasets.catalogue.project import Project, backup_of
from core.datasets.catalogue.schema import VERSION
from core.datasets.catalogue.settings import Setting
from core.errors import FunduscopeError
from desktop.app import Program
from desktop.commands import CommandId
from desktop.workspace import OFFERED, Workspace
from tests.desktop.conftest import WAIT_MS, write_photograph

C = CommandId
COUNT = 4


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """A folder of photographs, as on a drive that may be taken away."""
    for number in range(COUNT):
        write_photograph(tmp_path / "drive" / f"{number}_left.png", seed=number)
    return tmp_path / "drive"


@pytest.fixture
def filled(program: Program, drive: Path, tmp_path: Path, qtbot: QtBot) -> Program:
    """A program in whose project these photographs were read."""
    program.window.workspaces.choose(Workspace.DATA)
    program.projects.create(tmp_path / "study.funduscope")
    qtbot.waitUntil(lambda: program.projects.project is not None, timeout=WAIT_MS)
    program.projects.add_folder(drive)
    wait_until_read(program, qtbot)
    return program


def wait_until_read(program: Program, qtbot: QtBot) -> None:
    model = program.window.data.model
    qtbot.waitUntil(
        lambda: (
            not program.projects.is_reading
            and model.rowCount() == COUNT
            and all((row := model.row(at)) is not None and not row.error for at in range(COUNT))
            and open_project(program).files.count_to_read() == 0
        ),
        timeout=WAIT_MS,
    )


def open_project(program: Program) -> Project:
    assert program.projects.project is not None
    return program.projects.project


def said(program: Program) -> str:
    message = program.window.data.messages.currentMessage()
    return message.whole() if message is not None else ""


@pytest.mark.parametrize("leaves_an_empty_folder", [False, True])
def test_a_drive_with_the_photographs_vanishes_and_comes_back(
    filled: Program, drive: Path, qtbot: QtBot, leaves_an_empty_folder: bool
) -> None:
    away = drive.with_name("away")
    drive.rename(away)
    if leaves_an_empty_folder:
        drive.mkdir()
    filled.window.action(C.READ_AGAIN).trigger()
    qtbot.waitUntil(lambda: "cannot be reached" in said(filled), timeout=WAIT_MS)
    assert str(drive) in said(filled)
    assert f"{COUNT} photographs" in said(filled)
    assert "Nothing is forgotten" in said(filled)
    assert filled.window.data.model.rowCount() == COUNT
    if leaves_an_empty_folder:
        drive.rmdir()
    away.rename(drive)
    with qtbot.waitSignal(filled.projects.workChanged):
        filled.window.action(C.READ_AGAIN).trigger()
    wait_until_read(filled, qtbot)


def test_some_photographs_are_gone_which_is_said(filled: Program, drive: Path, qtbot: QtBot) -> None:
    (drive / "1_left.png").unlink()
    with qtbot.waitSignal(filled.projects.remarked, check_params_cb=lambda words: "1 not found" in words):
        filled.window.action(C.READ_AGAIN).trigger()


def test_a_full_disk_refuses_the_change_and_says_so(filled: Program, qtbot: QtBot) -> None:
    project, data = open_project(filled), filled.window.data
    with project.database.write() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")
    with qtbot.waitSignal(filled.projects.failed):
        filled.projects.change(lambda project: project.settings.setValue(Setting.VIEW, "x" * 200_000), "kept")
    assert "no room left" in said(filled)
    assert "Nothing is lost but this change" in said(filled)
    with project.database.write() as connection:
        connection.execute("PRAGMA max_page_count=1000000")
    with qtbot.waitSignal(filled.projects.remarked, check_params_cb=lambda words: words == "kept"):
        filled.projects.change(lambda project: project.settings.setValue(Setting.VIEW, "x" * 200_000), "kept")
    assert data.model.rowCount() == COUNT


def test_a_project_of_a_later_version_is_refused_untouched(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "later.funduscope"
    Project.create(path).close()
    content = bytearray(path.read_bytes())
    content[60:64] = (VERSION + 1).to_bytes(4)
    path.write_bytes(content)
    program.window.open_paths([path])
    qtbot.waitUntil(lambda: "later version" in said(program))
    assert "It was not touched" in said(program)
    assert "update this one" in said(program)
    assert path.read_bytes() == content
    assert {place.name for place in tmp_path.glob("later*")} == {path.name}
    assert program.projects.project is None
    assert program.window.data.pages.currentWidget() is program.window.data.pages.none


def test_a_project_that_is_gone_is_said(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    program.window.workspaces.choose(Workspace.DATA)
    program.projects.open(tmp_path / "nowhere.funduscope")
    qtbot.waitUntil(lambda: "There is no project" in said(program))


def test_a_damaged_project_asks_whether_its_copy_is_wanted(filled: Program, qtbot: QtBot) -> None:
    path = open_project(filled).path
    qtbot.waitUntil(lambda: filled.lanes.catalogue.is_idle and filled.lanes.indexing.is_idle)
    assert backup_of(path).is_file()
    filled.projects.close()
    qtbot.waitUntil(lambda: filled.lanes.catalogue.is_idle)
    path.write_bytes(b"spoilt" * 1000)
    filled.window.open_paths([path])
    qtbot.waitUntil(lambda: bool(filled.window.findChildren(QMessageBox)))
    (box,) = filled.window.findChildren(QMessageBox)
    assert "damaged" in box.text()
    assert "Its copy 'study (backup).funduscope' is whole" in box.informativeText()
    box.defaultButton().click()
    wait_until_read(filled, qtbot)
    assert path.with_name("study (damaged).funduscope").read_bytes() == b"spoilt" * 1000


def test_what_a_lane_could_not_do_is_seen_in_every_workspace(program: Program, qtbot: QtBot) -> None:
    messages = program.window.viewer.messages
    for space in OFFERED:
        program.window.workspaces.choose(space)
        messages.clear()
        program.lanes.files.failed.emit(FunduscopeError(f"'{space.value}' failed.", "Try again."))
        message = messages.currentMessage()
        assert message is not None
        assert message.whole() == f"'{space.value}' failed.\nTry again."
        assert messages.isVisible()
    messages.clear()
