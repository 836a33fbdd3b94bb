"""What is dragged onto the cells of the grid in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.explain.query import ClassTarget, Method
from desktop.app import Program
from desktop.commands import CommandId
from desktop.compare_plan import AxisKind, Plan
from desktop.widgets.dragging import Dragged, DragKind, DragSource, mime_of
from tests.desktop.conftest import WAIT_MS


def drop(program: Program, number: int, dragged: Dragged) -> None:
    """Over the picture of a cell, as the user does it."""
    cell = program.window.compare.grid.cells()[number]
    data, copy = mime_of(dragged), Qt.DropAction.CopyAction
    no_keys, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(30, 60), copy, data, left, no_keys)
    QApplication.sendEvent(cell, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(cell, QDropEvent(QPointF(30, 60), copy, data, left, no_keys))


def test_a_method_a_layer_a_class_a_model_and_a_photograph_are_dropped_on_cells(ready: Program, qtbot: QtBot) -> None:
    window, comparison, session = ready.window, ready.comparison, ready.session
    comparison.planning.setPlan(Plan(methods=(Method.GRAD_CAM, Method.SALIENCY)))
    window.action(CommandId.COMPARE_GRID).trigger()
    assert not window.compare.grid.cells()[0].pane.acceptDrops()
    drop(ready, 1, Dragged(DragKind.METHOD, "layercam"))
    assert comparison.plan == Plan(methods=(Method.GRAD_CAM, Method.LAYER_CAM)), "along the axis it changes the axis"
    drop(ready, 1, Dragged(DragKind.LAYER, "features.3"))
    assert comparison.plan.columns is AxisKind.VIEWS
    assert [cell.question.layer for cell in comparison.cells][1] == "features.3"
    drop(ready, 0, Dragged(DragKind.CLASS, "2"))
    assert next(cell.question.target for cell in comparison.cells) == ClassTarget(2)
    assert session.model is not None
    drop(ready, 0, Dragged(DragKind.MODEL, str(session.model.path)))
    assert next(cell.question.model for cell in comparison.cells) == session.model.path
    drop(ready, 1, Dragged(DragKind.PHOTOGRAPH, str(session.order[2])))
    assert session.selection.photograph == session.order[2]
    before = comparison.plan
    drop(ready, 0, Dragged(DragKind.METHOD, "no method"))
    assert comparison.plan == before
    assert window.compare.grid.focusedCell() in (0, None)
    qtbot.waitUntil(lambda: session.explanation is not None, timeout=WAIT_MS)


def test_lists_of_the_window_can_be_dragged_from(ready: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window, session = ready.window, ready.session
    begun: list[Dragged] = []
    monkeypatch.setattr(DragSource, "drag", lambda _self, dragged: begun.append(dragged))
    layer, photograph = session.selection.layer, session.selection.photograph

    def drag(widget: QWidget, start: QPoint) -> Dragged:
        begun.clear()
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(widget, start + QPoint(4, 4))
        QTest.mouseMove(widget, start + QPoint(30, 20))
        assert len(begun) == 1
        return begun[0]

    strip = window.strip.strip
    found = drag(strip.viewport(), QPoint(10, 20))
    assert (found.kind, found.value in session.model.layers.names) == (DragKind.LAYER, True)
    assert session.selection.layer == layer, "a layer is chosen by a click, not by dragging it away"
    classes = window.classes.list.view
    found = drag(classes.viewport(), classes.visualRect(classes.model().index(1, 0)).center())
    assert (found.kind, found.value) == (DragKind.CLASS, "1")
    browser = window.browser.view
    place = browser.visualRect(browser.model().index(session.order.index(photograph), 0)).center()
    found = drag(browser.viewport(), place)
    assert (found.kind, found.value) == (DragKind.PHOTOGRAPH, str(photograph))
    method, chooser = window.explanation.method, window.model.chooser
    row = method.findText("Saliency")
    method.view().resize(200, 600)
    assert method._dragged(method.view().visualRect(method.model().index(row, 0)).center()).value == "saliency"
    found = window.model._dragged(chooser.view().visualRect(chooser.model().index(0, 0)).center())
    assert (found.kind, found.value) == (DragKind.MODEL, str(session.model.path))
