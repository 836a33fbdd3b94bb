"""Dragging a value out of a list: what begins a drag, and what it carries."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.dragging import MIME, Dragged, DragKind, DragSource, dragged_in, mime_of


@pytest.mark.parametrize("kind", DragKind)
def test_what_is_dragged_arrives(kind: DragKind) -> None:
    assert dragged_in(mime_of(Dragged(kind, "features.3", "words"))) == Dragged(kind, "features.3")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"kind": "photo", "value": "x"}', b'{"kind": "layer"}'])
def test_what_is_no_value_is_not_taken(content: bytes) -> None:
    data = QMimeData()
    assert dragged_in(data) is None
    data.setData(MIME, content)
    assert dragged_in(data) is None


def test_a_drag_begins_once_the_pointer_has_moved_and_not_by_a_click(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Dragged] = []
    monkeypatch.setattr(DragSource, "drag", lambda _self, dragged: begun.append(dragged))
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(200, 100)
    widget.show()
    left = Dragged(DragKind.LAYER, "left")
    DragSource(widget, lambda position: left if position.x() < 100 else None)

    def drag(start: QPoint, end: QPoint) -> None:
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(widget, (start + end) / 2)
        QTest.mouseMove(widget, end)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)

    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    drag(QPoint(20, 20), QPoint(21, 21))
    drag(QPoint(120, 20), QPoint(160, 60))
    assert not begun
    drag(QPoint(20, 20), QPoint(80, 60))
    assert begun == [left]
