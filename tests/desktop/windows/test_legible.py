"""Nothing is clipped: in a small window, and with the large words of a system on which somebody has chosen them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import desktop.theme as theme
from desktop.app import Program
from desktop.theme import BODY_PX, LARGEST_PX, body_px, sized
from desktop.workspace import Workspace
from tests.desktop.clipped import clipped
from tests.desktop.windows.test_access import OPENERS, opened

SMALL, FULL = QSize(1280, 720), QSize(1440, 900)
DIALOG_ROOM = SMALL - QSize(0, 40)
"""What a screen leaves to a dialog: there is a bar of the system, and a title."""
DOCKS = ("annotation", "explanation", "whatif", "checks", "layers", "classes")


@pytest.mark.parametrize(("body", "size"), [(BODY_PX, SMALL), (LARGEST_PX, FULL)])
def test_words_have_room(
    make_program: Callable[[], Program],
    photographs: list[Path],
    model_file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    body: int,
    size: QSize,
) -> None:
    monkeypatch.setattr(theme, "body_px", lambda: body)
    program = make_program()
    window = program.window
    with qtbot.waitExposed(window):
        program.start()
    window.resize(size)
    window.open_paths([photographs[0].parent, model_file])
    qtbot.waitUntil(lambda: program.session.explanation is not None)
    found = {name: lacks for name in DOCKS if (lacks := _lacks_with(program, name))}
    for workspace in Workspace:
        window.workspaces.choose(workspace)
        _settle()
        found |= {workspace.value: lacks} if (lacks := clipped(window)) else {}
    assert window.size() == size
    assert found == {}


def test_annotating_has_room_in_a_small_window(with_project: Program) -> None:
    window = with_project.window
    window.resize(SMALL)
    _settle()
    assert _lacks_with(with_project, "annotation") == []


def _lacks_with(program: Program, dock: str) -> list[str]:
    program.window.docks.bring(dock)
    _settle()
    return clipped(program.window)


def _settle() -> None:
    """Layouts follow in turns of the event loop: until nothing is asked for any more."""
    for _ in range(10):
        QApplication.processEvents()


def test_dialogs_fit_a_small_screen_and_have_room(ready: Program, qtbot: QtBot) -> None:
    window = ready.window
    window.resize(SMALL)
    found: dict[str, list[str]] = {}
    for command in OPENERS:
        before = set(opened(window))
        window.action(command).setEnabled(True)
        window.action(command).trigger()
        qtbot.waitUntil(lambda before=before: bool(set(opened(window)) - before))
        for each in set(opened(window)) - before:
            _settle()
            least = each.minimumSizeHint().expandedTo(each.minimumSize())
            lacks = clipped(each)
            if least.width() > DIALOG_ROOM.width() or least.height() > DIALOG_ROOM.height():
                lacks.append(f"needs {least.width()} x {least.height()} px")
            found |= {command.value: lacks} if lacks else {}
            each.close()
        qtbot.waitUntil(lambda before=before: not set(opened(window)) - before)
    assert found == {}


@pytest.mark.parametrize(("system_px", "expected"), [(12, 13), (15, 13), (16, 16), (17, 17), (40, 18)])
def test_large_words_of_the_system_are_followed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, system_px: int, expected: int
) -> None:
    monkeypatch.setattr("desktop.theme.QFontInfo.pixelSize", lambda _self: system_px)
    assert body_px() == expected
    assert sized(130) == 10 * expected


def test_what_is_clipped_is_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    label, button = QLabel("Words that take some room"), QPushButton("Open")
    column.addWidget(label)
    column.addWidget(button)
    page.show()
    _settle()
    assert clipped(page) == []
    label.setFixedWidth(30)
    button.setFixedWidth(10)
    _settle()
    assert len(clipped(page)) == 2
    page.close()
