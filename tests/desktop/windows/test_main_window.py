"""The real window: commands, drops, import, export, and from one run to the next."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QMenu, QMessageBox, QTabBar
from pytestqt.qtbot import QtBot

from core.explain.query import ClassTarget
from desktop.app import Program
from desktop.commands import COMMANDS, CommandId, clashes
from desktop.restore import read_record
from desktop.settings import RECENT_MODELS
from desktop.widgets.photograph_view import CompareMode
from desktop.workspace import Workspace

WAIT_MS = 60_000


def drop(program: Program, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window = program.window
    copy, buttons, modifiers = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, mime, buttons, modifiers)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, buttons, modifiers))


def menu_actions(program: Program) -> set[str]:
    menus = program.window.menuBar().findChildren(QMenu)
    return {action.objectName() for menu in menus for action in menu.actions()}


def test_every_command_is_in_a_menu_with_keys_and_a_tip(program: Program) -> None:
    placed = menu_actions(program)
    actions = program.window.finding.entries()
    assert {command.id.value for command in COMMANDS} <= placed
    assert clashes(entry.action for entry in actions) == []
    for entry in actions:
        assert entry.action.shortcut().toString(), entry.title
        assert entry.action.toolTip(), entry.title
        assert entry.action.statusTip(), entry.title


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900), (1920, 1080)])
def test_the_viewer_has_half_of_the_window_and_nothing_is_clipped(ready: Program, width: int, height: int) -> None:
    window = ready.window
    window.resize(width, height)
    QGuiApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    viewer = window.viewer
    assert viewer.width() * viewer.height() >= 0.5 * width * height
    for dock in window.docks.docks.values():
        assert dock.isVisible()
        assert dock.width() >= dock.minimumSizeHint().width()
        assert dock.height() >= dock.minimumSizeHint().height()


def test_a_mixture_of_folder_and_model_can_be_dropped(
    program: Program, photographs: list[Path], model_file: Path, qtbot: QtBot
) -> None:
    drop(program, [photographs[0].parent, model_file])
    qtbot.waitUntil(lambda: program.session.explanation is not None, timeout=WAIT_MS)
    assert list(program.session.order) == photographs
    assert program.session.selection.photograph == photographs[0]
    assert program.session.model is not None
    assert program.session.model.card.name == "Small"
    assert program.window.classes.list.predicted() == program.session.prediction.predicted  # type: ignore[union-attr]


def test_foreign_weights_are_asked_about_then_imported_and_explained(
    program: Program, photographs: list[Path], weights: Path, qtbot: QtBot
) -> None:
    program.window.open_paths([photographs[0], weights])
    qtbot.waitUntil(lambda: program.window.models.dialog is not None, timeout=WAIT_MS)
    dialog = program.window.models.dialog
    assert dialog is not None
    dialog.accept()
    qtbot.waitUntil(lambda: program.session.explanation is not None, timeout=WAIT_MS)
    model = program.session.model
    assert model is not None
    assert model.path.parent == program.window.services.folders.models
    assert str(model.path) in program.settings.value(RECENT_MODELS)


def test_what_is_wrong_with_a_file_is_said_and_stays(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "bad.pth"
    bad.write_bytes(b"not weights")
    program.window.open_paths([bad, tmp_path / "gone.jpg"])
    messages = program.window.viewer.messages
    qtbot.waitUntil(lambda: len(messages.messages()) == 2, timeout=WAIT_MS)
    texts = " ".join(message.text for message in messages.messages())
    assert "bad.pth" in texts
    assert "gone.jpg" in texts
    assert program.crash.dialog is None


def test_keys_walk_through_photographs_and_classes(ready: Program, qtbot: QtBot) -> None:
    session, window = ready.session, ready.window
    window.action(CommandId.NEXT_PHOTOGRAPH).trigger()
    assert session.selection.photograph == session.order[1]
    window.action(CommandId.CLASS_2).trigger()
    assert session.selection.target == ClassTarget(window.classes.classAt(1))
    window.action(CommandId.FOLLOW_PREDICTION).trigger()
    assert session.selection.target is None
    assert window.action(CommandId.FOLLOW_PREDICTION).isChecked()
    window.action(CommandId.COMPARE_SWIPE).trigger()
    assert window.viewer.view.compareMode() is CompareMode.SWIPE
    assert window.action(CommandId.COMPARE_SWIPE).isChecked()
    assert not window.action(CommandId.COMPARE_OVERLAY).isChecked()


@pytest.mark.parametrize("key", [Qt.Key.Key_H, Qt.Key.Key_Space])
def test_a_held_key_hides_the_overlay(ready: Program, key: Qt.Key, qtbot: QtBot) -> None:
    window = ready.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view = window.viewer.view
    view.setFocus()
    qtbot.keyPress(view, key)
    assert view.isOverlayHidden()
    qtbot.keyRelease(view, key)
    assert not view.isOverlayHidden()


def test_letters_typed_into_a_field_are_no_commands(ready: Program, qtbot: QtBot) -> None:
    window = ready.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field = window.browser.header.filterField
    field.setFocus()
    before = ready.session.selection
    qtbot.keyClicks(field, "h 1")
    assert field.text() == "h 1"
    assert not window.viewer.view.isOverlayHidden()
    assert ready.session.selection == before


def test_an_exported_view_restores_itself_even_in_another_run(
    ready: Program, make_program: Callable[[], Program], tmp_path: Path, qtbot: QtBot
) -> None:
    session, window = ready.session, ready.window
    session.step(2)
    session.chooseLayer("features.12")
    session.chooseTarget(2)
    qtbot.waitUntil(lambda: session.explanation is not None, timeout=WAIT_MS)
    wanted, shown = session.selection, session.explanation
    path = tmp_path / "view.png"
    with qtbot.waitSignal(window.exporting.exported, timeout=WAIT_MS):
        window.exporting.export(path, window.viewer.rendering())
    record = read_record(path)
    assert record is not None
    assert shown is not None
    assert record.query == shown.query
    window.close()
    other = make_program()
    other.window.show()
    other.networks.load_libraries()
    other.window.open_paths([path])
    qtbot.waitUntil(lambda: other.session.explanation is not None, timeout=WAIT_MS)
    assert other.session.selection == wanted
    assert other.session.explanation is not None
    assert (other.session.explanation.map == shown.map).all()


def test_a_view_that_is_given_at_the_start_wins_over_what_was_open_last_time(
    ready: Program, make_program: Callable[[], Program], tmp_path: Path, qtbot: QtBot
) -> None:
    session, window = ready.session, ready.window
    session.step(1)
    session.chooseLayer("features.12")
    qtbot.waitUntil(lambda: session.explanation is not None, timeout=WAIT_MS)
    path = tmp_path / "view.png"
    with qtbot.waitSignal(window.exporting.exported, timeout=WAIT_MS):
        window.exporting.export(path, window.viewer.rendering())
    wanted = session.explanation.query if session.explanation is not None else None
    session.step(1)
    session.chooseLayer("features.10")
    window.close()
    other = make_program()
    other.start([path])
    idle = (other.lanes.network, other.lanes.files, other.lanes.decode)
    with qtbot.waitSignal(other.window.restoring.restored, timeout=WAIT_MS):
        pass
    qtbot.waitUntil(
        lambda: other.session.explanation is not None and all(lane.is_idle for lane in idle), timeout=WAIT_MS
    )
    assert other.session.query() == wanted


def test_a_view_whose_photograph_has_changed_says_so(ready: Program, tmp_path: Path, qtbot: QtBot) -> None:
    session, window = ready.session, ready.window
    path = tmp_path / "view.png"
    photograph = session.selection.photograph
    assert photograph is not None
    with qtbot.waitSignal(window.exporting.exported, timeout=WAIT_MS):
        window.exporting.export(path, window.viewer.rendering())
    shutil.copy(session.order[1], photograph)
    window.open_paths([path])
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=WAIT_MS)
    box = window.findChildren(QMessageBox)[0]
    assert "has changed" in box.text()
    box.reject()
    qtbot.waitUntil(lambda: not window.restoring.is_active)


def test_the_view_and_its_caption_go_to_the_clipboard(ready: Program, qtbot: QtBot) -> None:
    window = ready.window
    with qtbot.waitSignal(window.exporting.copied, timeout=WAIT_MS):
        window.action(CommandId.COPY).trigger()
    image = QGuiApplication.clipboard().image()
    assert ready.session.photograph is not None
    assert (image.width(), image.height()) == (ready.session.photograph.width, ready.session.photograph.height)
    window.action(CommandId.COPY_CAPTION).trigger()
    text = QGuiApplication.clipboard().text()
    assert "eye 1.png" in text
    assert "classifier.2" in text


def test_the_next_run_begins_where_this_one_ended(
    ready: Program, make_program: Callable[[], Program], qtbot: QtBot
) -> None:
    session = ready.session
    session.step(2)
    session.chooseLayer("features.12")
    session.chooseTarget(1)
    ready.window.docks.docks["strip"].hide()
    qtbot.waitUntil(lambda: session.explanation is not None, timeout=WAIT_MS)
    wanted = session.selection
    ready.window.close()
    other = make_program()
    other.start()
    qtbot.waitUntil(lambda: other.session.explanation is not None, timeout=WAIT_MS)
    assert other.session.selection == wanted
    assert not other.window.docks.docks["strip"].isVisible()
    other.window.action(CommandId.RESET_LAYOUT).trigger()
    assert other.window.docks.docks["strip"].isVisible()


def test_an_arrangement_of_a_large_screen_leaves_room_on_a_small_one(
    program: Program, make_program: Callable[[], Program], qtbot: QtBot
) -> None:
    program.window.resize(1440, 900)
    qtbot.waitUntil(lambda: program.window.browser.width() > 240)
    program.window.close()
    other = make_program().window
    other.resize(1280, 720)
    other.show()
    qtbot.waitUntil(lambda: other.viewer.width() * other.viewer.height() >= 0.5 * 1280 * 720)
    other.close()


def test_files_that_are_gone_are_no_reason_not_to_start(
    ready: Program, make_program: Callable[[], Program], tmp_path: Path, qtbot: QtBot
) -> None:
    ready.window.close()
    shutil.rmtree(tmp_path / "eyes")
    other = make_program()
    other.start()
    qtbot.waitUntil(lambda: other.session.model is not None, timeout=WAIT_MS)
    assert other.session.photograph is None
    assert other.crash.dialog is None
    recent = [
        action
        for action in other.window.recent_photographs.menu.actions()
        if action.toolTip() == str(tmp_path / "eyes")
    ]
    assert not recent[0].isEnabled()


def test_a_card_can_be_edited_later(ready: Program, qtbot: QtBot, tmp_path: Path, model_file: Path) -> None:
    copy = tmp_path / "copy.safetensors"
    shutil.copy(model_file, copy)
    with qtbot.waitSignal(ready.networks.modelLoaded, timeout=WAIT_MS):
        ready.window.models.open(copy)
    ready.window.models.edit_card()
    dialog = ready.window.models.dialog
    assert dialog is not None
    dialog.form.classEditor.setNames(("A", "B", "C"))
    with qtbot.waitSignal(ready.networks.modelLoaded, timeout=WAIT_MS):
        dialog.accept()
    assert ready.session.model is not None
    assert ready.session.model.card.class_names == ("A", "B", "C")
    qtbot.waitUntil(lambda: ready.session.explanation is not None, timeout=WAIT_MS)


def test_a_map_without_evidence_is_said_to_be_empty(ready: Program, qtbot: QtBot) -> None:
    from dataclasses import replace

    import numpy as np

    session = ready.session
    shown = session.explanation
    assert shown is not None
    nothing = replace(shown, map=np.zeros_like(shown.map))
    session.explanationChanged.emit(nothing)
    message = ready.window.viewer.view.message()
    assert message is not None
    assert message.startswith("No evidence for")
    assert "classifier.2" in message


def test_the_theme_changes_at_once_and_is_remembered(ready: Program, make_program: Callable[[], Program]) -> None:
    ready.window.action(CommandId.THEME).trigger()
    assert ready.window.palette().window().color().name() == "#e9ebef"
    assert make_program().window.action(CommandId.THEME).isChecked()
    ready.window.action(CommandId.THEME).trigger()
    assert ready.window.palette().window().color().name() == "#16181d"


def test_the_status_bar_says_what_the_network_is_computed_on(ready: Program) -> None:
    assert ready.session.model is not None
    expected = "GPU" if ready.session.model.device.type == "cuda" else "CPU"
    assert ready.window.status.device.text() == expected


def _tabs(window: QMainWindow) -> list[str]:
    bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return sorted(bar.tabText(index) for bar in bars if bar.isVisible() for index in range(bar.count()))


def test_a_workspace_without_panels_shows_no_tabs_and_the_review_has_them_again(program: Program, qtbot: QtBot) -> None:
    window = program.window
    window.workspaces.choose(Workspace.TRAIN)
    window.show()
    window.resize(1440, 900)

    qtbot.waitUntil(lambda: _tabs(window) == [])
    window.workspaces.choose(Workspace.REVIEW)
    qtbot.waitUntil(lambda: _tabs(window) == ["Annotate", "Checks", "Explanation", "Layers", "What if"])


def test_the_first_arrangement_leaves_no_tabs_behind(program: Program, qtbot: QtBot) -> None:
    window = program.window
    window.resize(1440, 900)
    window.show()

    qtbot.waitUntil(lambda: _tabs(window) == ["Annotate", "Checks", "Explanation", "Layers", "What if"])
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: _tabs(window) == ["Annotate", "Checks", "Classes", "Explanation", "Layers", "What if"])
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: _tabs(window) == ["Annotate", "Checks", "Explanation", "Layers", "What if"])


def test_panels_whose_border_was_dragged_stay_as_they_are(program: Program, qtbot: QtBot) -> None:
    window = program.window
    window.resize(1440, 900)
    window.show()
    apart = ["Annotate", "Checks", "Explanation", "Layers", "What if"]
    qtbot.waitUntil(lambda: _tabs(window) == apart)
    dock = window.docks.docks["model"]
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=QPoint(0, 0))
    window.resizeDocks([dock], [420], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: dock.width() > 400)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=QPoint(0, 0))
    window.resize(1380, 700)
    qtbot.waitUntil(lambda: window.docks.docks["layers"].geometry().bottom() < 700)
    assert _tabs(window) == apart
    assert dock.width() > 400
