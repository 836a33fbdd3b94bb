"""The studies that are known, each with how far its readers are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.evaluation.reading.plan import StudyKind
from desktop.studies import StudyEntry
from desktop.translation import mark, tr
from desktop.widgets.painting import accent_colour, bold_font, chosen_colour, dim_colour, hover_colour, line_colour

ROW_PX = 52
_ROLE = Qt.ItemDataRole.UserRole
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
KIND_WORDS = {StudyKind.GRADING: mark("photographs graded"), StudyKind.VERDICTS: mark("maps judged")}


class StudyList(QListWidget):
    """One row a study."""

    chosen = Signal(object)
    """The path of a study."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Studies"))
        self.setItemDelegate(_StudyDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._is_filling = False
        self.currentItemChanged.connect(self._take_current)

    def setEntries(self, entries: Sequence[StudyEntry]) -> None:
        """Show these; what was chosen stays chosen."""
        kept = self.current()
        self._is_filling = True
        self.clear()
        for entry in entries:
            item = QListWidgetItem(entry.title)
            item.setData(_ROLE, entry)
            item.setSizeHint(QSize(100, ROW_PX))
            item.setToolTip(f"{entry.path}\n{entry.problem or words(entry)}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}, {words(entry)}")
            self.addItem(item)
        if kept is not None:
            self.choose(kept.path)
        self._is_filling = False

    def current(self) -> StudyEntry | None:
        """What is chosen."""
        item = self.currentItem()
        entry: StudyEntry | None = item.data(_ROLE) if item is not None else None
        return entry

    def choose(self, path: Path | None) -> None:
        """Mark a study as the chosen one, without saying so; None: none is."""
        self.blockSignals(True)  # noqa: FBT003
        rows = [row for row in range(self.count()) if self.item(row).data(_ROLE).path == path]
        self.setCurrentRow(rows[0] if rows else -1)
        self.blockSignals(False)  # noqa: FBT003
        self.viewport().update()

    def _take_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._is_filling:
            self.chosen.emit(item.data(_ROLE).path)


def words(entry: StudyEntry) -> str:
    """The second line of a row."""
    if entry.problem:
        return tr("cannot be read")
    done = sum(reader.is_finished for reader in entry.readers)
    progress = f"{entry.share:.0%}" if done < len(entry.readers) else tr("finished")
    return f"{tr(KIND_WORDS[entry.kind])} · {entry.photographs:,} · {progress}"


class _StudyDelegate(QStyledItemDelegate):
    """Two lines, and a bar for how far it is."""

    def __init__(self, view: StudyList) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row."""
        entry: StudyEntry = index.data(_ROLE)
        colours, rect = self._view.palette(), option.rect
        painter.save()
        if option.state & option.state.State_Selected:
            painter.fillRect(rect, chosen_colour(colours))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), accent_colour(colours))
        elif option.state & option.state.State_MouseOver:
            painter.fillRect(rect, hover_colour(colours))
        inside = rect.adjusted(12, 6, -10, -8)
        half = inside.height() // 2
        text = QColor(colours.color(colours.ColorRole.WindowText))
        for line, font, colour, top in (
            (entry.title, bold_font(self._view.font()), text, inside.top()),
            (words(entry), self._view.font(), dim_colour(colours), inside.top() + half),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(QRect(inside.left(), top, inside.width(), half), _MIDDLE, shown)
        painter.fillRect(QRect(rect.left(), rect.bottom() - 2, rect.width(), 2), line_colour(colours))
        painter.fillRect(
            QRect(rect.left(), rect.bottom() - 2, round(rect.width() * entry.share), 2), accent_colour(colours)
        )
        painter.restore()
