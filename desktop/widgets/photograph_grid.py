"""A grid of photographs of any number: only what can be seen is laid out and painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyleOptionViewItem, QWidget

from desktop.itemmodels.project_photographs import ProjectPhotographs
from desktop.translation import tr
from desktop.widgets.painting import bold_font, dim_colour
from desktop.widgets.photograph_cell import MARGIN_PX, PhotographCell
from desktop.widgets.sized_delegate import turns_size

if TYPE_CHECKING:
    from core.datasets.catalogue.browsing import Group

AnyIndex = QModelIndex | QPersistentModelIndex
SIZES_PX = (64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
HEADING_PX = 28
LOOK_DELAY_MS = 30


class _Blocks:
    """Where groups of photographs stand: arrays of the first row, and of the top in px, of each.

    Without groups there is one block without a heading.
    """

    def __init__(self, groups: Sequence[Group], count: int, *, columns: int, height_px: int) -> None:
        self.groups = groups
        self.heading_px = HEADING_PX if groups else 0
        counts = np.fromiter((group.count for group in groups), np.int64, len(groups)) if groups else np.array([count])
        heights = self.heading_px + -(-counts // columns) * height_px
        self.counts = counts
        self.firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        self.tops = np.concatenate([[0], np.cumsum(heights)[:-1]])
        self.height_px = int(heights.sum())

    def of_row(self, row: int) -> int:
        """The block that a row is in."""
        return max(int(np.searchsorted(self.firsts, row, "right")) - 1, 0)

    def at_height(self, height_px: int) -> int:
        """The block at a height."""
        return max(int(np.searchsorted(self.tops, height_px, "right")) - 1, 0)

    def title(self, block: int) -> str:
        """What stands above a block."""
        group = self.groups[block]
        return f"{group.value if group.value is not None else tr('not known')}  ({group.count:,})"


class PhotographGrid(QAbstractItemView):
    """Thumbnails with badges. Arrows, Home, End and Page Up/Down walk; Shift and Ctrl select several.

    Ctrl with the wheel changes the size. Needs a :class:`ProjectPhotographs`.
    """

    opened = Signal(int)
    """The photograph that was double-clicked, or chosen by Enter."""
    sizeChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photographGrid")
        self.setAccessibleName(tr("Photographs"))
        self._cell = PhotographCell(self)
        self.setItemDelegate(self._cell)
        self._blocks = _Blocks((), 0, columns=1, height_px=1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._look = QTimer(self, singleShot=True, interval=LOOK_DELAY_MS)
        self._look.timeout.connect(self._tell_visible)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look_soon())
        self.activated.connect(self._open)

    # What it is made of

    def photographs(self) -> ProjectPhotographs | None:
        """The model."""
        model = self.model()
        return model if isinstance(model, ProjectPhotographs) else None

    def thumbnailSize(self) -> int:
        """The side of a thumbnail in logical pixels."""
        return self._cell.thumbnailSize()

    def setThumbnailSize(self, size_px: int) -> None:
        """Change it to the nearest of `SIZES_PX`; what was at the top stays there."""
        nearest = min(SIZES_PX, key=lambda size: abs(size - size_px))
        if nearest == self.thumbnailSize():
            return
        top = self.visibleRows().start
        self._cell.setThumbnailSize(nearest)
        self._apply_size()
        model = self.photographs()
        if model is not None and top < model.rowCount():
            self.verticalScrollBar().setValue(self._place(top).top())
        self.sizeChanged.emit(nearest)

    def stepThumbnailSize(self, steps: int) -> None:
        """So many sizes larger, or smaller where negative."""
        place = SIZES_PX.index(self.thumbnailSize()) + steps
        self.setThumbnailSize(SIZES_PX[min(max(place, 0), len(SIZES_PX) - 1)])

    def visibleRows(self) -> range:
        """The rows of which at least a part can be seen."""
        top, bottom = self.verticalScrollBar().value(), self.verticalScrollBar().value() + self.viewport().height()
        first = self._row_at_height(top)
        last = self._row_at_height(bottom) + self._columns()
        count = self._count()
        return range(min(first, count), min(max(last, first), count))

    # Layout

    def _count(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    def _columns(self) -> int:
        width = self._cell.cellSize(self.fontMetrics()).width()
        return max((self._inner_width() - 1) // width, 1)

    def _inner_width(self) -> int:
        # As if the scroll bar were always there: it coming and going must not change the number of columns.
        return self.maximumViewportSize().width() - self.verticalScrollBar().sizeHint().width()

    def _cell_size(self) -> QSize:
        return QSize(self._inner_width() // self._columns(), self._cell.cellSize(self.fontMetrics()).height())

    def _lay_out(self) -> None:
        model = self.photographs()
        groups = model.order().groups if model is not None else ()
        height = self._cell_size().height()
        self._blocks = _Blocks(groups, self._count(), columns=self._columns(), height_px=height)
        self.updateGeometries()
        self.viewport().update()
        self._look_soon()

    def _place(self, row: int) -> QRect:
        """Where a row is, from the top of all."""
        blocks, size = self._blocks, self._cell_size()
        block = blocks.of_row(row)
        line, column = divmod(row - int(blocks.firsts[block]), self._columns())
        top = int(blocks.tops[block]) + blocks.heading_px + line * size.height()
        return QRect(column * size.width(), top, size.width(), size.height())

    def _row_at_height(self, height: int) -> int:
        """The first row of the line of cells at a height, or the next one."""
        blocks = self._blocks
        block = blocks.at_height(height)
        line = max(height - int(blocks.tops[block]) - blocks.heading_px, 0) // self._cell_size().height()
        first = int(blocks.firsts[block])
        return min(first + line * self._columns(), first + int(blocks.counts[block]))

    # QAbstractItemView

    def reset(self) -> None:
        """The model has other rows."""
        super().reset()
        self._lay_out()

    def visualRect(self, index: AnyIndex) -> QRect:
        """Where a cell is, in the viewport."""
        if not index.isValid():
            return QRect()
        return self._place(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The cell under a point of the viewport."""
        height = point.y() + self.verticalOffset()
        size, model = self._cell_size(), self.model()
        column = point.x() // size.width()
        if model is None or not 0 <= column < self._columns():
            return QModelIndex()
        row = self._row_at_height(height) + column
        inside = row < self._count() and self._place(row).contains(QPoint(point.x(), height))
        return model.index(row, 0) if inside else QModelIndex()

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into view."""
        if not index.isValid():
            return
        place, view = self._place(index.row()), self.viewport().height()
        top = self.verticalOffset()
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            self.verticalScrollBar().setValue(place.center().y() - view // 2)
        elif place.top() < top:
            self.verticalScrollBar().setValue(place.top())
        elif place.bottom() > top + view:
            self.verticalScrollBar().setValue(place.bottom() - view + 1)

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Where a key goes."""
        count, model = self._count(), self.model()
        if not count or model is None:
            return QModelIndex()
        row, columns, kind = self.currentIndex().row(), self._columns(), QAbstractItemView.CursorAction
        if row < 0:
            return model.index(0, 0)
        page = max(self.viewport().height() // self._cell_size().height(), 1) * columns
        step = {
            kind.MoveLeft: -1,
            kind.MovePrevious: -1,
            kind.MoveRight: 1,
            kind.MoveNext: 1,
            kind.MoveUp: -columns,
            kind.MoveDown: columns,
            kind.MovePageUp: -page,
            kind.MovePageDown: page,
            kind.MoveHome: -count,
            kind.MoveEnd: count,
        }[action]
        return model.index(min(max(row + step, 0), count - 1), 0)

    def horizontalOffset(self) -> int:
        """Never scrolled sideways."""
        return 0

    def verticalOffset(self) -> int:
        """How far it is scrolled, in px."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: AnyIndex) -> bool:
        """None is."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select what a rectangle of the viewport touches: from the first cell of it to the last, as in a text."""
        model = self.model()
        if model is None:
            return
        first = self.indexAt(rect.topLeft())
        last = self.indexAt(rect.bottomRight())
        if not first.isValid() and not last.isValid():
            return
        rows = sorted(index.row() for index in (first, last) if index.isValid())
        chosen = QItemSelection(model.index(rows[0], 0), model.index(rows[-1], 0))
        self.selectionModel().select(chosen, command | QItemSelectionModel.SelectionFlag.Rows)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What is repainted when a selection changes: all that can be seen, where it can be seen."""
        visible = self.visibleRows()
        parts = [selection.at(number) for number in range(selection.size())]
        is_seen = any(part.top() < visible.stop and part.bottom() >= visible.start for part in parts)
        return QRegion(self.viewport().rect()) if is_seen else QRegion()

    def updateGeometries(self) -> None:
        """The range of the scroll bar."""
        super().updateGeometries()
        bar = self.verticalScrollBar()
        bar.setPageStep(max(self.viewport().height(), 1))
        bar.setSingleStep(max(self._cell_size().height() // 3, 1))
        bar.setRange(0, max(self._blocks.height_px - self.viewport().height(), 0))

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what can be seen."""
        model = self.model()
        if model is None:
            return
        painter = QPainter(self.viewport())
        offset, selection = self.verticalOffset(), self.selectionModel()
        self._paint_headings(painter, event.rect(), offset)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        hovered = (
            self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())) if self.underMouse() else QModelIndex()
        )
        for row in self.visibleRows():
            place = self._place(row).translated(0, -offset)
            if not place.intersects(event.rect()):
                continue
            index = model.index(row, 0)
            self._cell.paintCell(
                painter,
                option,
                index,
                place,
                is_selected=selection.isRowSelected(row, QModelIndex()),
                is_current=row == self.currentIndex().row(),
                is_hovered=row == hovered.row(),
                has_focus=self.hasFocus(),
            )
        painter.end()

    def _paint_headings(self, painter: QPainter, part: QRect, offset: int) -> None:
        blocks = self._blocks
        if not blocks.groups:
            return
        painter.setFont(bold_font(self.font()))
        painter.setPen(dim_colour(self.palette()))
        for block in range(blocks.at_height(part.top() + offset), len(blocks.groups)):
            top = int(blocks.tops[block]) - offset
            if top > part.bottom():
                break
            line = QRect(2 * MARGIN_PX, top, self._inner_width() - 4 * MARGIN_PX, HEADING_PX)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, blocks.title(block))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What the pointer is over is tinted."""
        super().mouseMoveEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens also where the system has no such habit."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or change the size with Ctrl."""
        if not turns_size(event, self.stepThumbnailSize):
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit."""
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what can be seen now, in the resolution of this screen."""
        super().showEvent(event)
        self._apply_size()

    def _open(self, index: AnyIndex) -> None:
        model = self.photographs()
        if model is not None and index.isValid():
            self.opened.emit(model.id(index.row()))

    def _apply_size(self) -> None:
        model = self.photographs()
        if model is not None:
            model.setThumbnailSize(round(self.thumbnailSize() * self.devicePixelRatioF()))
        self._lay_out()

    def _look_soon(self) -> None:
        if not self._look.isActive():
            self._look.start()

    def _tell_visible(self) -> None:
        model = self.photographs()
        if model is not None and self.isVisible():
            model.setVisibleRows(self.visibleRows())
