"""The runs that there are: those that wait, the one that trains, those that ended, and those of others."""

from __future__ import annotations

import time
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.training.status import RunState
from desktop.training_queue import Queued, RunEntry
from desktop.translation import mark, tr
from desktop.widgets.painting import accent_colour, bold_font, chosen_colour, dim_colour, hover_colour, line_colour

ROW_PX = 50
_ROLE = Qt.ItemDataRole.UserRole
STATE_TITLES = {
    RunState.PREPARING: mark("preparing"),
    RunState.TRAINING: mark("training"),
    RunState.WAITING: mark("waiting: see its log"),
    RunState.STOPPED: mark("paused"),
    RunState.FAILED: mark("failed"),
    RunState.FINISHED: mark("finished"),
}


class RunAct(Enum):
    """What can be asked of a run."""

    EARLIER = auto()
    LATER = auto()
    WITHDRAW = auto()
    PAUSE = auto()
    RESUME = auto()
    FINISH = auto()
    AGAIN = auto()
    FOLDER = auto()
    OVERLAY = auto()


class RunList(QListWidget):
    """One row a run. A tick overlays its curves over those of the chosen one."""

    chosen = Signal(object)
    """The folder of a run, or the Queued."""
    overlaidChanged = Signal()
    actRequested = Signal(object, object)
    """A RunAct, and the Queued or RunEntry that it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Runs"))
        self.setItemDelegate(_RunDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._overlaid: set[Path] = set()
        self._is_filling = False
        self.currentItemChanged.connect(self._take_current)

    def setRuns(self, queue: Sequence[Queued], runs: Sequence[RunEntry]) -> None:
        """Show those that wait first, then the others; what was chosen stays chosen."""
        kept = self.current()
        self._is_filling = True
        self.clear()
        for queued in queue:
            self._add(queued, queued.folder)
        for entry in runs:
            self._add(entry, entry.folder)
        known = [self.item(row).data(_ROLE) for row in range(self.count())]
        self._is_filling = False
        row = next((row for row, value in enumerate(known) if kept is not None and value.folder == kept.folder), -1)
        self.blockSignals(True)  # noqa: FBT003
        self.setCurrentRow(row)
        self.blockSignals(False)  # noqa: FBT003
        self._overlaid &= {value.folder for value in known}

    def current(self) -> Queued | RunEntry | None:
        """What is chosen."""
        item = self.currentItem()
        value: Queued | RunEntry | None = item.data(_ROLE) if item is not None else None
        return value

    def value(self, item: QListWidgetItem) -> Queued | RunEntry:
        """What a row stands for."""
        found: Queued | RunEntry = item.data(_ROLE)
        return found

    def choose(self, folder: Path) -> None:
        """Choose a run."""
        for row in range(self.count()):
            if self.item(row).data(_ROLE).folder == folder:
                self.setCurrentRow(row)

    def overlaid(self) -> tuple[Path, ...]:
        """The runs with a tick, without the chosen one."""
        current = self.current()
        folders = [self.item(row).data(_ROLE).folder for row in range(self.count())]
        return tuple(f for f in folders if f in self._overlaid and (current is None or f != current.folder))

    def toggleOverlay(self, folder: Path) -> None:
        """Put a tick to a run, or take it away."""
        self._overlaid ^= {folder}
        self.viewport().update()
        self.overlaidChanged.emit()

    def isOverlaid(self, folder: Path) -> bool:
        """Whether a run has a tick."""
        return folder in self._overlaid

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The tick is at the right end of the row."""
        item = self.itemAt(event.position().toPoint())
        place = event.position().toPoint()
        is_run = item is not None and isinstance(item.data(_ROLE), RunEntry)
        if item is not None and is_run and tick_rect(self.visualItemRect(item)).adjusted(-6, -6, 6, 6).contains(place):
            self.toggleOverlay(item.data(_ROLE).folder)
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar sets the tick; those that wait are moved with Alt and the arrows, and leave with Del."""
        current = self.current()
        if event.key() == Qt.Key.Key_Space and isinstance(current, RunEntry):
            self.toggleOverlay(current.folder)
            return
        act = _KEYS.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if act is not None and isinstance(current, Queued):
            self.actRequested.emit(act, current)
            return
        super().keyPressEvent(event)

    def _add(self, value: Queued | RunEntry, folder: Path) -> None:
        item = QListWidgetItem(value.name)
        item.setData(_ROLE, value)
        item.setSizeHint(QSize(100, ROW_PX))
        item.setToolTip(f"{folder}\n{words(value)}{_changed(value)}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{value.name}, {words(value)}")
        self.addItem(item)

    def _take_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._is_filling:
            self.chosen.emit(item.data(_ROLE))


def words(value: Queued | RunEntry) -> str:
    """The second line of a row."""
    if isinstance(value, Queued):
        return tr("in the queue")
    state = tr(STATE_TITLES[value.state]) if value.state is not None else tr("not begun")
    if value.is_silent:
        state = tr("not heard of for a while")
    elif value.state is RunState.TRAINING:
        state = tr("training, {fraction:.0f} %", fraction=100 * value.fraction)
    parts = [state]
    if value.figure is not None:
        parts.append(tr("kappa {figure:.3f}", figure=value.figure))
    return " · ".join((*parts, *(() if value.is_own else (tr("read-only"),))))


def _changed(value: Queued | RunEntry) -> str:
    """The third line of its tooltip."""
    if isinstance(value, Queued) or not value.changed_s:
        return ""
    return time.strftime("\nlast heard of on %d %b %Y at %H:%M", time.localtime(value.changed_s))


def tick_rect(row: QRect) -> QRect:
    """Where the tick of a row is."""
    return QRect(row.right() - 22, row.center().y() - 7, 14, 14)


class _RunDelegate(QStyledItemDelegate):
    """Two lines, a bar for how far it is, and the tick."""

    def __init__(self, view: RunList) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row."""
        value: Queued | RunEntry = index.data(_ROLE)
        palette, rect = self._view.palette(), option.rect
        state = option.state
        painter.save()
        if state & option.state.State_Selected:
            painter.fillRect(rect, chosen_colour(palette))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), accent_colour(palette))
        elif state & option.state.State_MouseOver:
            painter.fillRect(rect, hover_colour(palette))
        inside = rect.adjusted(12, 6, -34, -6)
        half = inside.height() // 2
        metrics = painter.fontMetrics()
        painter.setFont(bold_font(self._view.font()))
        painter.setPen(palette.color(palette.ColorRole.WindowText))
        name = metrics.elidedText(value.name, Qt.TextElideMode.ElideRight, inside.width() - 8)
        painter.drawText(QRect(inside.left(), inside.top(), inside.width(), half), _MIDDLE, name)
        painter.setFont(self._view.font())
        painter.setPen(dim_colour(palette))
        below = metrics.elidedText(words(value), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(QRect(inside.left(), inside.top() + half, inside.width(), half), _MIDDLE, below)
        if isinstance(value, RunEntry):
            self._paint_bar(painter, rect, value)
            self._paint_tick(painter, tick_rect(rect), is_set=self._view.isOverlaid(value.folder))
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRect, entry: RunEntry) -> None:
        if entry.state in (RunState.TRAINING, RunState.WAITING, RunState.STOPPED):
            width = round(entry.fraction * rect.width())
            is_live = entry.state is RunState.TRAINING and not entry.is_silent
            colour = accent_colour(self._view.palette()) if is_live else line_colour(self._view.palette())
            painter.fillRect(QRect(rect.left(), rect.bottom() - 2, width, 2), colour)

    def _paint_tick(self, painter: QPainter, box: QRect, *, is_set: bool) -> None:
        palette = self._view.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(accent_colour(palette) if is_set else dim_colour(palette))
        painter.setBrush(accent_colour(palette) if is_set else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)


_KEYS = {
    (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): RunAct.EARLIER,
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): RunAct.LATER,
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): RunAct.WITHDRAW,
}
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
