"""A confusion matrix whose cells lead to their photographs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.translation import tr
from desktop.widgets.painting import accent_colour, dim_colour, line_colour

CELL_PX = (64, 44)
HEAD_PX = 24
RIGHT, WRONG = QColor(16, 160, 90), QColor(214, 74, 58)
"""Right and wrong answers; each cell also says its count and share, so that colour is never all."""
SHADE = 150


class ConfusionMatrix(QWidget):
    """Rows are true classes, columns predicted ones; the arrows move the focus, Enter opens a cell."""

    cellActivated = Signal(int, int)
    """True class and predicted class."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Confusion matrix"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._names: tuple[str, ...] = ()
        self._counts: tuple[tuple[int, ...], ...] = ()
        self._cell = (0, 0)
        self._is_by_column = False

    def setByColumn(self, is_by_column: bool) -> None:  # noqa: FBT001
        """Whether shares are of what is predicted, down each column, or of each label, along its row."""
        self._is_by_column = is_by_column
        self.update()

    def share(self, row: int, column: int, *, is_by_column: bool) -> float:
        """What part of its row, or of its column, a cell is, 0..1."""
        cells = [line[column] for line in self._counts] if is_by_column else self._counts[row]
        return self._counts[row][column] / max(1, sum(cells))

    def setMatrix(self, names: Sequence[str], counts: Sequence[Sequence[int]]) -> None:
        """Show these counts."""
        self._names, self._counts = tuple(names), tuple(tuple(row) for row in counts)
        self._cell = (0, 0)
        self.updateGeometry()
        self.update()

    def counts(self) -> tuple[tuple[int, ...], ...]:
        """What is shown."""
        return self._counts

    def sizeHint(self) -> QSize:
        """As many cells as there are classes."""
        count = max(1, len(self._names))
        return QSize(self._side() + count * CELL_PX[0], HEAD_PX + count * CELL_PX[1] + 1)

    def minimumSizeHint(self) -> QSize:
        """The same: a matrix that is cut off says nothing."""
        return self.sizeHint()

    def cellRect(self, row: int, column: int) -> QRectF:
        """Where a cell is."""
        width = (self.width() - self._side() - 1) / max(1, len(self._names))
        return QRectF(self._side() + column * width, HEAD_PX + row * CELL_PX[1], width, CELL_PX[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint names, cells and the focus."""
        painter = QPainter(self)
        metrics, middle = self.fontMetrics(), Qt.AlignmentFlag.AlignCenter
        for index, name in enumerate(self._names):
            painter.setPen(dim_colour(self.palette()))
            head = self.cellRect(0, index).adjusted(2, -HEAD_PX, -2, -CELL_PX[1])
            painter.drawText(head, middle, metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(head.width())))
            side = QRectF(0, self.cellRect(index, 0).y(), self._side() - 8, CELL_PX[1])
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(side.width()))
            painter.drawText(side, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
            self._paint_row(painter, index)
        if self.hasFocus() and self._names:
            painter.setPen(QPen(accent_colour(self.palette()), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cellRect(*self._cell).adjusted(1, 1, -1, -1))

    def _paint_row(self, painter: QPainter, row: int) -> None:
        for column, count in enumerate(self._counts[row]):
            box, share = self.cellRect(row, column), self.share(row, column, is_by_column=self._is_by_column)
            colour = QColor(RIGHT if row == column else WRONG)
            colour.setAlpha(round(SHADE * share))
            painter.fillRect(box, colour)
            painter.setPen(QPen(line_colour(self.palette()), 1))
            painter.drawRect(box)
            painter.setPen(self.palette().color(self.foregroundRole()))
            upper = box.adjusted(0, 4, 0, -box.height() / 2)
            painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, f"{count:,}")
            painter.setPen(dim_colour(self.palette()))
            painter.drawText(
                box.adjusted(0, box.height() / 2, 0, -4), Qt.AlignmentFlag.AlignCenter, f"{100 * share:.0f} %"
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the cell."""
        cell = self._cell_at(event.position().toPoint())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self._cell = cell
            self.update()
            self.cellActivated.emit(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter."""
        moves = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is not None and self._names:
            last = len(self._names) - 1
            row, column = (min(max(at + by, 0), last) for at, by in zip(self._cell, move, strict=True))
            self._cell = (row, column)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._names:
            self.cellActivated.emit(*self._cell)
        else:
            super().keyPressEvent(event)

    def event(self, event: object) -> bool:
        """A tooltip says in words what a cell holds."""
        if isinstance(event, QHelpEvent):
            cell = self._cell_at(event.pos())
            if cell is not None:
                row, column = cell
                words = tr(
                    "{counts:,} photographs of '{names}' are called '{names_2}': {by_row:.1%} of that label, "
                    "{by_column:.1%} of that prediction. Click to see them.",
                    counts=self._counts[row][column],
                    names=self._names[row],
                    names_2=self._names[column],
                    by_row=self.share(row, column, is_by_column=False),
                    by_column=self.share(row, column, is_by_column=True),
                )
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().event(event)  # type: ignore[arg-type]

    def _cell_at(self, place: QPoint) -> tuple[int, int] | None:
        for row in range(len(self._names)):
            for column in range(len(self._names)):
                if self.cellRect(row, column).contains(place.x(), place.y()):
                    return row, column
        return None

    def _side(self) -> int:
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in self._names), default=0)
        return min(160, widest + 16)
