"""One cell of a grid: a header, the photograph with a map, and words where there is nothing to see."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.explain.overlay import Box, Rendering
from core.images.geometry import IDENTITY, Affine
from desktop.widgets.compare.backdrop import Backdrop
from desktop.widgets.compare.cell_header import CellHeader
from desktop.widgets.compare.grid_pane import GridPane
from desktop.widgets.dragging import dragged_in
from desktop.widgets.painting import accent_colour, line_colour
from desktop.widgets.viewer.message_pill import MessagePill

_TALL_PX = 170
"""Cells at least so high have room for two lines of words."""
_PROGRESS_PX = 3
_KEYS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Menu,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Delete,
    }
)
"""Keys that belong to the cell with the focus before they are shortcuts of the window."""


@dataclass(frozen=True, slots=True, eq=False)
class CellMap:
    """A map to show: float32 (h, w) raw values, its place, and what of the photograph the network saw.

    `estimate` (h, w): what a partial map looks like where its values are not known yet.
    """

    values: NDArray[np.float32]
    to_photograph: Affine
    seen: Box
    is_signed: bool
    is_partial: bool = False
    estimate: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CellLook:
    """What a cell shows. `message` stands over the picture, `tip` tells everything.

    `progress` 0..1, or 0 while nobody knows, where the cell `is_busy`.
    """

    title: str
    rest: str = ""
    tip: str = ""
    message: str = ""
    map: CellMap | None = None
    rendering: Rendering = field(default_factory=Rendering)
    is_selected: bool = False
    is_busy: bool = False
    progress: float = 0.0


class CompareCell(QWidget):
    """Shows a look; what is done to it is told by signals."""

    chosen = Signal()
    menuRequested = Signal(object)
    keyPressed = Signal(int)
    """One of the keys that move between cells (a Qt.Key)."""
    focused = Signal()
    dropped = Signal(object)
    """A Dragged that was dropped on the cell."""

    def __init__(self, backdrop: Backdrop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = CellLook("")
        self._drawn: CellMap | None = None
        self._is_target = False
        self._rendering = Rendering()
        self.header = CellHeader(self)
        self.pane = GridPane(backdrop, self)
        self.pill = MessagePill(self.pane)
        self._progress = _ProgressLine(self.pane)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        for part in (self.pane, self.pane.viewport()):
            part.setAcceptDrops(False)  # what is dropped on the picture is the cell's
        self.pane.setFocusProxy(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.pane, 1)
        self.pane.clicked.connect(self.chosen)
        self.pane.menuRequested.connect(self.menuRequested)

    def look(self) -> CellLook:
        """What is shown."""
        return self._look

    def setLook(self, look: CellLook) -> None:
        """Show something else. The map is drawn by `drawMap`, so that nine maps need not be drawn in one turn."""
        self._look = look
        self.header.setWords(look.title, look.rest)
        self.header.setSelected(look.is_selected)
        self.setToolTip(look.tip)
        self.setAccessibleName(f"{look.title}, {look.rest}")
        self.setAccessibleDescription(look.message)
        self.pill.setText(look.message)
        self._progress.setProgress(look.progress if look.is_busy else None)
        if self._drawn is not look.map:
            self.clearMap()

    def clearMap(self) -> None:
        """Take away the map that is drawn."""
        self._drawn = None
        self.pane.overlay.setMap(None, IDENTITY, None)
        self.header.setScale(None, self._look.rendering, is_signed=False)

    def isDrawn(self) -> bool:
        """Whether the map of the look is drawn as it should be."""
        return self._look.map is None or (self._drawn is self._look.map and self._rendering == self._look.rendering)

    def drawMap(self) -> None:
        """Draw the map of the look."""
        wanted, rendering, overlay = self._look.map, self._look.rendering, self.pane.overlay
        if wanted is None:
            return
        self._rendering = rendering
        overlay.setRendering(rendering)
        if wanted is not self._drawn:
            self._drawn = wanted
            overlay.setMap(
                wanted.values,
                wanted.to_photograph,
                wanted.seen,
                is_signed=wanted.is_signed,
                is_partial=wanted.is_partial,
                estimate=wanted.estimate,
            )
        self.header.setScale(overlay.limits(), rendering, is_signed=wanted.is_signed)
        self.pane.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines of words where there is height for them."""
        super().resizeEvent(event)
        self.header.setTwoLines(event.size().height() >= _TALL_PX)

    def event(self, event: QEvent) -> bool:
        """Keys that move between cells are not the window's while a cell has the focus."""
        is_offered = event.type() == QEvent.Type.ShortcutOverride
        if is_offered and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of the keys that move between cells."""
        if _is_own(event):
            self.keyPressed.emit(event.key())
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show it."""
        super().focusInEvent(event)
        self.update()
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it."""
        super().focusOutEvent(event)
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what can be shown in a cell."""
        if dragged_in(event.mimeData()) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._set_target(is_target=True)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes elsewhere."""
        super().dragLeaveEvent(event)
        self._set_target(is_target=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of it."""
        self._set_target(is_target=False)
        dragged = dragged_in(event.mimeData())
        if dragged is not None:
            event.acceptProposedAction()
            self.dropped.emit(dragged)

    def _set_target(self, *, is_target: bool) -> None:
        self._is_target = is_target
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame: the accent where the focus is, and where something would be dropped."""
        painter = QPainter(self)
        is_strong = self.hasFocus() or self._look.is_selected or self._is_target
        painter.setPen(QPen(accent_colour(self.palette()) if is_strong else line_colour(self.palette()), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.hasFocus() or self._is_target:
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))


class _ProgressLine(QWidget):
    """A line along the top of a picture: how far its computation is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(_PROGRESS_PX)
        self.hide()
        parent.installEventFilter(self)

    def setProgress(self, share: float | None) -> None:
        """0..1; None: nothing is computed."""
        self.setVisible(share is not None)
        self._share = share or 0.0
        self.update()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """As wide as the picture."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setFixedWidth(watched.width())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), line_colour(self.palette()))
        painter.fillRect(QRectF(0, 0, self.width() * self._share, self.height()), accent_colour(self.palette()))


def _is_own(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in _KEYS and modifiers == Qt.KeyboardModifier.NoModifier
