import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.message_bar import Message, MessageBar, MessageKind


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def test_hidden_until_there_is_something_to_say(qtbot: QtBot, bar: MessageBar) -> None:
    assert not bar.isVisible()
    with qtbot.waitSignal(bar.countChanged) as counted:
        bar.showMessage(MessageKind.ERROR, "It is broken.", hint="Mend it.")
    assert counted.args == [1]
    assert bar.isVisible()
    assert bar.property("kind") == "error"
    qtbot.mouseClick(bar.closeButton, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert bar.currentMessage() is None


def test_several_stack_and_the_newest_is_in_front(qtbot: QtBot, bar: MessageBar) -> None:
    bar.showMessage(MessageKind.ERROR, "first")
    bar.showMessage(MessageKind.WARNING, "second")
    assert bar.currentMessage() == Message(MessageKind.WARNING, "second")
    assert bar._count.text() == "2 of 2"
    qtbot.mouseClick(bar._older, Qt.MouseButton.LeftButton)
    assert bar.currentMessage() == Message(MessageKind.ERROR, "first")
    assert bar.property("kind") == "error"
    bar.dismissCurrent()
    assert bar.currentMessage() == Message(MessageKind.WARNING, "second")
    assert not bar._count.isVisible()


def test_the_same_is_said_once_and_comes_to_the_front(bar: MessageBar) -> None:
    for text in ("one", "two", "one"):
        bar.showMessage(MessageKind.ERROR, text)
    assert [message.text for message in bar.messages()] == ["two", "one"]


def test_remarks_vanish_and_errors_stay(qtbot: QtBot, bar: MessageBar) -> None:
    bar.showMessage(MessageKind.ERROR, "stays")
    bar.showMessage(MessageKind.WARNING, "stays too")
    bar.showMessage(MessageKind.INFO, "goes", shown_ms=20)
    qtbot.waitUntil(lambda: len(bar.messages()) == 2)
    assert bar.isVisible()
    assert [message.text for message in bar.messages()] == ["stays", "stays too"]


def test_copy_takes_the_hint_along(qtbot: QtBot, bar: MessageBar) -> None:
    bar.showMessage(MessageKind.ERROR, "It is broken.", hint="Mend it.")
    qtbot.mouseClick(bar.copyButton, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "It is broken.\nMend it."


def test_names_of_files_are_no_markup(bar: MessageBar) -> None:
    bar.showMessage(MessageKind.ERROR, "'<b>x</b>.jpg' is broken")
    assert bar._text.textFormat() is Qt.TextFormat.PlainText
    bar.clear()
    assert not bar.isVisible()


def test_a_long_message_wraps_in_a_narrow_bar_and_nothing_is_clipped(qtbot: QtBot, bar: MessageBar) -> None:
    bar.showMessage(MessageKind.ERROR, "word " * 60)
    bar.resize(300, bar.heightForWidth(300))
    assert bar._text.height() >= bar._text.heightForWidth(bar._text.width())
    assert bar.heightForWidth(300) > 2 * bar.heightForWidth(1500)
