"""The grid of photographs in the browser."""

from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QElapsedTimer, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from desktop.itemmodels.thumbnails import AnyIndex, ThumbnailModel
from desktop.translation import tr
from desktop.widgets.dragging import Dragged, DragKind, DragSource
from desktop.widgets.sized_delegate import turns_size
from desktop.widgets.thumbnail_delegate import ThumbnailDelegate

SIZES_PX = (64, 80, 96, 112, 128, 160, 192, 224, 256)
"""Sides of a thumbnail, in logical pixels, through which Ctrl+wheel goes."""

REQUEST_DELAY_MS = 30
"""While one scrolls, thumbnails are asked for this often; each time the wishes of before are dropped."""


class ThumbnailView(QListView):
    """Photographs as pictures with their names. Give it a :class:`ThumbnailModel`.

    Arrows, Home, End, Page Up/Down and typing the beginning of a name walk; Ctrl with the wheel changes the size.
    """

    photographChosen = Signal(object)
    """Path: the user has gone to another photograph. Not emitted by :meth:`setCurrentPath`."""
    photographActivated = Signal(object)
    """Path: double click or Enter."""
    thumbnailSizeChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thumbnailView")
        self.setAccessibleName(tr("Photographs"))
        self._delegate = ThumbnailDelegate(self)
        self.setItemDelegate(self._delegate)
        self._photographs: ThumbnailModel | None = None
        self._path: Path | None = None
        self._typed = ""
        self._since_typed = QElapsedTimer()
        self._is_following = False
        self._look = QTimer(self, singleShot=True, interval=REQUEST_DELAY_MS)
        self._look.timeout.connect(self._tell_visible_rows)
        self._set_up()
        DragSource(self.viewport(), self._dragged)

    def _set_up(self) -> None:
        # A wrapping list lays 10,000 equal cells out in one cheap pass; the icon mode keeps a tree of them.
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look_soon())
        self.activated.connect(self._activate)

    # What is shown

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show another :class:`ThumbnailModel`."""
        if self._photographs is not None:
            self._photographs.modelReset.disconnect(self._restore_current)
            self._photographs.orderChanged.disconnect(self._look_soon)
        super().setModel(model)
        self._photographs = model if isinstance(model, ThumbnailModel) else None
        if self._photographs is not None:
            self._photographs.modelReset.connect(self._restore_current)
            self._photographs.orderChanged.connect(self._look_soon)
            self._apply_size()

    def currentPath(self) -> Path | None:
        """The photograph that is outlined; kept while a filter hides it."""
        return self._path

    def setCurrentPath(self, path: Path | None) -> None:
        """Outline a photograph and scroll to it, without telling anybody."""
        self._path = path
        self._restore_current()

    def thumbnailSize(self) -> int:
        """The side of a thumbnail in logical pixels."""
        return self._delegate.thumbnailSize()

    def setThumbnailSize(self, size_px: int) -> None:
        """Change the side of a thumbnail to the nearest of `SIZES_PX`."""
        nearest = min(SIZES_PX, key=lambda size: abs(size - size_px))
        if nearest != self.thumbnailSize():
            self._delegate.setThumbnailSize(nearest)
            self._apply_size()
            self.thumbnailSizeChanged.emit(nearest)

    def stepThumbnailSize(self, steps: int) -> None:
        """So many sizes larger, or smaller where negative."""
        place = SIZES_PX.index(self.thumbnailSize()) + steps
        self.setThumbnailSize(SIZES_PX[min(max(place, 0), len(SIZES_PX) - 1)])

    def _dragged(self, position: QPoint) -> Dragged | None:
        index = self.indexAt(position)
        path = self._photographs.path(index.row()) if self._photographs is not None and index.isValid() else None
        return None if path is None else Dragged(DragKind.PHOTOGRAPH, str(path), path.name)

    # Qt

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell who listens that the user went on."""
        super().currentChanged(current, previous)
        if self._is_following or self._photographs is None or not current.isValid():
            return
        self._path = self._photographs.path(current.row())
        self.photographChosen.emit(self._path)

    def keyboardSearch(self, search: str) -> None:
        """Type-ahead on the names, without asking the model 10,000 times."""
        if self._photographs is None or not search:
            return
        pause_ms = QApplication.keyboardInputInterval()
        is_going_on = self._since_typed.isValid() and not self._since_typed.hasExpired(pause_ms)
        self._typed = self._typed + search if is_going_on else search
        self._since_typed.start()
        row = self.currentIndex().row()
        # A longer beginning may still fit where one is; a first letter goes on to the next name.
        found = self._photographs.rowStarting(self._typed, max(row - 1, -1) if len(self._typed) > 1 else row)
        if found >= 0:
            self.setCurrentIndex(self._photographs.index(found))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or change the size with Ctrl."""
        if not turns_size(event, self.stepThumbnailSize):
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among as many columns as fit."""
        self._fit_grid()
        super().resizeEvent(event)
        self._look_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what can be seen now, in the resolution of this screen."""
        super().showEvent(event)
        self._apply_size()

    # Inside

    def _look_soon(self) -> None:
        # Not restarted: whoever scrolls on and on sees pictures all the same.
        if not self._look.isActive():
            self._look.start()

    def _activate(self, index: QModelIndex) -> None:
        if self._photographs is not None:
            self.photographActivated.emit(self._photographs.path(index.row()))

    def _restore_current(self) -> None:
        if self._photographs is None:
            return
        row = -1 if self._path is None else self._photographs.row(self._path)
        self._is_following = True
        try:
            self.setCurrentIndex(self._photographs.index(row) if row >= 0 else QModelIndex())
        finally:
            self._is_following = False
        self._look_soon()

    def _apply_size(self) -> None:
        if self._photographs is not None:
            self._photographs.setThumbnailSize(round(self.thumbnailSize() * self.devicePixelRatioF()))
        self._fit_grid()
        self._look_soon()

    def _columns(self) -> int:
        cell = self._delegate.cellSize(self.fontMetrics())
        return max((self._inner_width() - 1) // cell.width(), 1)

    def _inner_width(self) -> int:
        # As if the scroll bar were always there: it coming and going must not change the number of columns.
        return self.maximumViewportSize().width() - self.verticalScrollBar().sizeHint().width()

    def _fit_grid(self) -> None:
        height = self._delegate.cellSize(self.fontMetrics()).height()
        grid = QSize(max((self._inner_width() - 1) // self._columns(), 24), height)
        if grid != self.gridSize():
            self.setGridSize(grid)

    def visibleRows(self) -> range:
        """The rows of which at least a part can be seen."""
        columns, height = self._columns(), max(self.gridSize().height(), 1)
        top = self.verticalScrollBar().value()
        first = top // height * columns
        last = ((top + self.viewport().height() - 1) // height + 1) * columns
        count = self._photographs.rowCount() if self._photographs is not None else 0
        return range(min(first, count), min(last, count))

    def _tell_visible_rows(self) -> None:
        if self._photographs is not None and self.isVisible():
            self._photographs.setVisibleRows(self.visibleRows())
