from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.widgets.elided_label import ElidedLabel

LONG = "A photograph with quite a long name that was taken in the morning.jpg"


def test_gives_way_and_shows_the_whole_as_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG, mode=Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.isElided()
    assert "…" in label.displayedText()
    assert label.displayedText().endswith("g")
    assert label.toolTip() == LONG
    assert label.accessibleName() == LONG
    label.resize(label.sizeHint())
    assert label.displayedText() == LONG
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < 60


def test_one_line_and_a_tooltip_of_its_own(qtbot: QtBot) -> None:
    label = ElidedLabel("two\nlines")
    qtbot.addWidget(label)
    label.setFullToolTip("More")
    label.resize(200, 20)
    assert label.text() == "two lines"
    assert label.toolTip() == "More"
