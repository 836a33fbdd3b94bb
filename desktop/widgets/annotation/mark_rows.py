"""The list of marks on a photograph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from core.datasets.mask_colours import Rgb
from desktop.translation import tr

ROW_PX = 24
_FEWEST, _MOST = 3, 8
_SWATCH_PX = 12


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What is said of a mark, and its colour."""

    text: str
    rgb: Rgb


class MarkRows(QListWidget):
    """A row a mark. Moving through the list selects; Delete takes away, Enter, F2 or a double click renames."""

    chosen = Signal(int)
    removed = Signal(int)
    renameWanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Marks"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setToolTip(tr("A click selects a mark and shows it; Delete takes it away, F2 gives it another name"))
        self._rows: tuple[MarkRow, ...] = ()
        self._swatches: dict[Rgb, QIcon] = {}
        self._is_filling = False
        self.currentRowChanged.connect(self._tell)
        self.itemClicked.connect(lambda item: self._tell(self.row(item)))
        self.itemDoubleClicked.connect(lambda item: self.renameWanted.emit(self.row(item)))

    def setRows(self, rows: Sequence[MarkRow], selected: int) -> None:
        """List these; `selected` is the current one, -1: none."""
        rows = tuple(rows)
        self._is_filling = True
        try:
            if rows != self._rows:
                pairs = enumerate(zip(rows, self._rows, strict=False))
                common = next((place for place, (new, old) in pairs if new != old), min(len(rows), len(self._rows)))
                self._rows = rows
                while self.count() > common:
                    self.takeItem(self.count() - 1)
                for row in rows[common:]:
                    item = QListWidgetItem(self._swatch(row.rgb), row.text)
                    item.setSizeHint(QSize(100, ROW_PX))
                    self.addItem(item)
                self.setFixedHeight(self.sizeHint().height())
            self.setCurrentRow(selected)
        finally:
            self._is_filling = False

    def sizeHint(self) -> QSize:
        """A few rows; more are scrolled to."""
        return QSize(200, min(max(_FEWEST, len(self._rows)), _MOST) * ROW_PX + 4)

    def minimumSizeHint(self) -> QSize:
        """As high, and narrower."""
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What keys do with the current mark."""
        row, key = self.currentRow(), event.key()
        if row >= 0 and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(row)
        elif row >= 0 and key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.renameWanted.emit(row)
        else:
            super().keyPressEvent(event)

    def _swatch(self, rgb: Rgb) -> QIcon:
        if rgb not in self._swatches:
            self._swatches[rgb] = swatch(rgb)
        return self._swatches[rgb]

    def _tell(self, row: int) -> None:
        if not self._is_filling and row >= 0:
            self.chosen.emit(row)


def swatch(rgb: Rgb) -> QIcon:
    """A small field of a colour."""
    picture = QPixmap(_SWATCH_PX, _SWATCH_PX)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(0, 0, 0, 120))
    painter.setBrush(QColor(*rgb))
    painter.drawRoundedRect(1, 1, _SWATCH_PX - 2, _SWATCH_PX - 2, 3, 3)
    painter.end()
    return QIcon(picture)
