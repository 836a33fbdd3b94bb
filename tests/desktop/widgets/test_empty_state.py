from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.resources import icon
from desktop.theme import Theme, palette
from desktop.widgets.empty_state import EmptyState

SENTENCE = "Open fundus photographs and a trained network, and see which regions speak for any class. " * 2


def test_says_what_to_do(qtbot: QtBot) -> None:
    state = EmptyState("Nothing here", SENTENCE)
    qtbot.addWidget(state)
    state.setIcon(icon("photograph"))
    button = state.addButton("Open…", icon=icon("folder"), is_default=True)
    state.show()
    with qtbot.waitSignal(state.buttonClicked) as clicked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicked.args == [button]
    assert state.accessibleName() == "Nothing here"


def test_no_text_is_clipped_even_where_it_is_narrow(qtbot: QtBot) -> None:
    state = EmptyState("Look where a network looks", SENTENCE)
    qtbot.addWidget(state)
    state.setDropHint("or drop a folder here")
    state.resize(240, 500)
    with qtbot.waitExposed(state):
        state.show()
    for label in state.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_the_frame_shows_that_one_may_drop(qtbot: QtBot) -> None:
    state = EmptyState("Title")
    qtbot.addWidget(state)
    state.resize(300, 200)
    state.show()
    plain = state.grab().toImage()
    state.setDropHint("or drop a folder here")
    framed = state.grab().toImage()
    state.setDropActive(True)
    active = state.grab().toImage()
    assert framed != plain
    assert active.pixelColor(30, 30) != framed.pixelColor(30, 30)


def test_another_theme_draws_the_picture_anew(qapp: QApplication, qtbot: QtBot) -> None:
    before = qapp.palette()
    qapp.setPalette(palette(Theme.DARK))
    state = EmptyState("Nothing here", SENTENCE)
    qtbot.addWidget(state)
    state.setIcon(icon("photograph"))
    state.show()
    picture = next(label for label in state.findChildren(QLabel) if not label.pixmap().isNull())
    dark = picture.pixmap().toImage()
    qapp.setPalette(palette(Theme.LIGHT))
    qtbot.waitUntil(lambda: picture.pixmap().toImage() != dark)
    qapp.setPalette(before)
