from pytestqt.qtbot import QtBot

from desktop.widgets.eliding_combo_box import ElidingComboBox


def test_a_long_text_is_shortened_to_the_room_there_is(qtbot: QtBot) -> None:
    box = ElidingComboBox()
    qtbot.addWidget(box)
    box.addItem("a network with a name that is far too long for its place, fold 3")
    box.resize(160, 28)
    box.show()
    shown = box.shownText()
    assert "\N{HORIZONTAL ELLIPSIS}" in shown
    assert box.fontMetrics().horizontalAdvance(shown) <= 160
    assert not box.grab().isNull()
    box.resize(900, 28)
    assert box.shownText() == box.currentText()
