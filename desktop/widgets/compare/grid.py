"""Up to three times three cells with one photograph, one zoom and one pointer."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.translation import tr
from desktop.widgets.compare.backdrop import Backdrop
from desktop.widgets.compare.cell import CellLook, CompareCell
from desktop.widgets.viewer.mask_outlines import MaskOutline
from desktop.widgets.viewer.pane import PhotographPane
from desktop.widgets.viewer.pyramid import PreparedPhotograph
from desktop.widgets.viewer.reading import PointerReading
from desktop.widgets.viewer.view_state import Frame, ViewState

GAP_PX = 4
_ZOOM_A_STEP = 1.25
_PAN_A_KEY = 0.125
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_PANS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_CHOICES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class CompareGrid(QWidget):
    """Lays out cells of one size. Zoom, pan and pointer of one are those of all.

    With the focus: arrow keys, Home and End go from cell to cell, Enter chooses, Delete removes, the menu key opens the
    menu, Page up and down go to another photograph, + and - zoom, Shift with an arrow key pans, Esc leaves.
    """

    chosen = Signal(int)
    menuRequested = Signal(int, object)
    """The number of the cell, and the position (QPoint) on the screen."""
    removeRequested = Signal(int)
    dropped = Signal(int, object)
    """The number of the cell, and the Dragged that was dropped on it."""
    cellFocused = Signal(int)
    stepRequested = Signal(int)
    """Go so many photographs further."""
    leaveRequested = Signal()
    pointerMoved = Signal(object)
    """A PointerReading of the cell that the pointer is over, or None."""
    viewChanged = Signal(object)
    """The new ViewState."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backdrop = Backdrop()
        self._photograph: PreparedPhotograph | None = None
        self._state = ViewState()
        self._shape = (1, 1)
        self._cells: list[CompareCell] = []
        self._count = 0
        self._is_hidden = False
        self._drawing: deque[int] = deque()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._draw_next)
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._apply_view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Grid of comparison"))

    # What is shown

    def setShape(self, rows: int, columns: int, count: int) -> None:
        """So many cells in so many rows and columns; each shows nothing until it is told."""
        while len(self._cells) < count:
            self._cells.append(self._make(len(self._cells)))
        self._shape, self._count = (max(1, rows), max(1, columns)), count
        for number, cell in enumerate(self._cells):
            cell.setVisible(number < count)
        for before, after in zip(self.cells(), self.cells()[1:], strict=False):
            self.setTabOrder(before, after)
        self._place()

    def cells(self) -> Sequence[CompareCell]:
        """The cells that are shown, row by row."""
        return self._cells[: self._count]

    def setLook(self, number: int, look: CellLook) -> None:
        """Show something else in a cell; its map is drawn within the next turns of the event loop, one cell a turn."""
        cell = self._cells[number]
        cell.setLook(look)
        if not cell.isDrawn() and number not in self._drawing:
            self._drawing.append(number)
            self._later.start()

    def isDrawing(self) -> bool:
        """Whether maps are still to be drawn."""
        return bool(self._drawing)

    def setPhotograph(self, photograph: PreparedPhotograph | None) -> None:
        """Show another photograph in all cells; their maps and outlines are taken away."""
        before, self._photograph = self._photograph, photograph
        self._backdrop.setPhotograph(photograph)
        self.setMaskOutlines(())
        for cell in self._cells:
            cell.clearMap()
            cell.pane.setCrossHair(None)
        if photograph is None or before is None or photograph.pixels.shape != before.pixels.shape:
            self._state = replace(self._state, is_fitted=True)
        self._apply_view()

    def setMaskOutlines(self, outlines: Sequence[MaskOutline]) -> None:
        """Outline masks in all cells."""
        self._backdrop.setOutlines(outlines)
        for cell in self._cells:
            cell.pane.viewport().update()

    def setOverlayHidden(self, is_hidden: bool) -> None:  # noqa: FBT001
        """Hide the maps of all cells, while a key is held."""
        self._is_hidden = is_hidden
        for cell in self._cells:
            cell.pane.overlay.setVisible(not is_hidden)
            cell.pill.setVisible(not is_hidden and bool(cell.look().message))

    # Zoom and pan

    def viewState(self) -> ViewState:
        """The part of the photograph that all cells show."""
        return self._state

    def setViewState(self, state: ViewState) -> None:
        """Show a part of the photograph."""
        self._state = state
        self._apply_view()

    def frame(self) -> Frame | None:
        """The sizes on which the view depends; None without photograph or cells."""
        if self._photograph is None or not self._count:
            return None
        return self._cells[0].pane.frame(self._photograph)

    def fit(self) -> None:
        """Show the whole photograph."""
        self.setViewState(replace(self._state, is_fitted=True))

    def oneToOne(self, at: QPointF | None = None) -> None:
        """Show one photograph pixel a device pixel, about a position of a cell (its centre when not given)."""
        self._zoom(1 / (self.devicePixelRatioF() * self._state.scale), at)

    def zoomIn(self) -> None:
        """Zoom in about the centre."""
        self._zoom(_ZOOM_A_STEP, None)

    def zoomOut(self) -> None:
        """Zoom out about the centre."""
        self._zoom(1 / _ZOOM_A_STEP, None)

    def sizeHint(self) -> QSize:
        """Room for three times three photographs."""
        return QSize(800, 560)

    def minimumSizeHint(self) -> QSize:
        """The least in which cells can be told apart."""
        return QSize(240, 180)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cells anew."""
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and pan by the keyboard."""
        key = Qt.Key(event.key())
        frame = self.frame()
        if key in _PANS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and frame is not None:
            step = _PAN_A_KEY * min(frame.view_width, frame.view_height)
            self._pan(QPointF(*_PANS[key]) * step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoomIn()
        elif key == Qt.Key.Key_Minus:
            self.zoomOut()
        else:
            event.ignore()

    def focusCell(self, number: int) -> None:
        """Give a cell the focus."""
        if 0 <= number < self._count:
            self._cells[number].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusedCell(self) -> int | None:
        """The cell that has the focus."""
        return next((number for number, cell in enumerate(self.cells()) if cell.hasFocus()), None)

    # Inside

    def _make(self, number: int) -> CompareCell:
        cell = CompareCell(self._backdrop, self)
        pane = cell.pane
        pane.overlay.setVisible(not self._is_hidden)
        pane.zoomRequested.connect(self._zoom)
        pane.panRequested.connect(self._pan)
        pane.doubleClicked.connect(self._toggle_fit)
        pane.resized.connect(self._refit.start)
        pane.hovered.connect(lambda position: self._hover(pane, position))
        cell.chosen.connect(lambda: self._choose(number))
        cell.menuRequested.connect(lambda position: self.menuRequested.emit(number, position))
        cell.keyPressed.connect(lambda key: self._press(number, Qt.Key(key)))
        cell.dropped.connect(lambda dragged: self.dropped.emit(number, dragged))
        cell.focused.connect(lambda: self.cellFocused.emit(number))
        return cell

    def _place(self) -> None:
        """Cells of exactly one size, so that they can share the scaled photograph."""
        rows, columns = self._shape
        width = (self.width() - (columns - 1) * GAP_PX) // columns
        height = (self.height() - (rows - 1) * GAP_PX) // rows
        for number, cell in enumerate(self.cells()):
            row, column = divmod(number, columns)
            cell.setGeometry(column * (width + GAP_PX), row * (height + GAP_PX), max(1, width), max(1, height))
        self._apply_view()

    def _draw_next(self) -> None:
        if self._drawing:
            number = self._drawing.popleft()
            if number < self._count:
                self._cells[number].drawMap()
        if self._drawing:
            self._later.start()

    def _apply_view(self) -> None:
        frame = self.frame()
        if frame is None or self._photograph is None:
            return
        shown = frame.settled(self._state)
        is_new = shown != self._state
        self._state = shown
        for cell in self.cells():
            cell.pane.showState(cell.pane.frame(self._photograph), shown)
        if is_new:
            self.viewChanged.emit(shown)

    def _zoom(self, factor: float, at: QPointF | None) -> None:
        frame = self.frame()
        if frame is not None:
            at = at or QPointF(frame.view_width / 2, frame.view_height / 2)
            self._show(frame.zoomed(self._state, factor, at.x(), at.y()))

    def _pan(self, movement: QPointF) -> None:
        frame = self.frame()
        if frame is not None:
            self._show(frame.panned(self._state, movement.x(), movement.y()))

    def _show(self, state: ViewState) -> None:
        self.setViewState(state)
        self.viewChanged.emit(self._state)

    def _toggle_fit(self, position: QPointF) -> None:
        if self._state.is_fitted:
            self.oneToOne(position)
        else:
            self.fit()

    def _hover(self, pane: PhotographPane, position: QPointF | None) -> None:
        """The pointer is at one point of the photograph: in all cells."""
        photograph = self._photograph
        point = pane.toPhotograph(position) if position is not None and photograph is not None else None
        if point is not None and photograph is not None:
            is_inside = 0 <= point.x() < photograph.width and 0 <= point.y() < photograph.height
            point = point if is_inside else None
        for cell in self.cells():
            cell.pane.setCrossHair(point)
        if point is None:
            self.pointerMoved.emit(None)
            return
        value = pane.overlay.value_at(point.x(), point.y())
        is_known = value is not None and not math.isnan(value)
        self.pointerMoved.emit(PointerReading(point.x(), point.y(), value if is_known else None))

    def _choose(self, number: int) -> None:
        self.focusCell(number)
        self.chosen.emit(number)

    def _press(self, number: int, key: Qt.Key) -> None:
        rows, columns = self._shape
        if key in _MOVES:
            row, column = divmod(number, columns)
            down, across = _MOVES[key]
            row, column = min(max(row + down, 0), rows - 1), min(max(column + across, 0), columns - 1)
            self.focusCell(min(row * columns + column, self._count - 1))
        elif key in _ENDS:
            self.focusCell(0 if key == Qt.Key.Key_Home else self._count - 1)
        elif key in _CHOICES:
            self.chosen.emit(number)
        elif key in _STEPS:
            self.stepRequested.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.leaveRequested.emit()
        elif key == Qt.Key.Key_Delete:
            self.removeRequested.emit(number)
        elif key == Qt.Key.Key_Menu:
            cell = self._cells[number]
            self.menuRequested.emit(number, cell.mapToGlobal(QPoint(12, cell.header.height())))
