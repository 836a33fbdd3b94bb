"""Probabilities before and after a change, class by class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.translation import tr
from desktop.widgets.class_delegate import probability_text
from desktop.widgets.painting import accent_colour, bold_font, dim_colour, draw_filled, line_colour, mixed

ROW_PX = 28
MOST_ROWS = 8
_BAR_PX = 6
_GAP_PX = 8
_MARK_PX = 2
_LEAST_CHANGE = 0.005


class ChangeBars(QWidget):
    """One row a class: name, `before → after`, and a bar that is filled to what it is now, with a mark where it was.

    Of many classes those are shown that are or were most probable. The class that is predicted now is bold; what
    changed is drawn in the accent, what did not is quiet.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._before: NDArray[np.float32] | None = None
        self._after: NDArray[np.float32] | None = None
        self._rows: list[int] = []
        self._is_waiting = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Probabilities before and after"))

    def setValues(
        self,
        names: Sequence[str],
        before: NDArray[np.float32] | None,
        after: NDArray[np.float32] | None,
        *,
        is_waiting: bool = False,
    ) -> None:
        """The probabilities (classes,); without `after` nothing is changed. `is_waiting`: it is of a moment ago."""
        self._names, self._before, self._after = tuple(names), before, after
        self._is_waiting = is_waiting
        rows = self._chosen()
        if len(rows) != len(self._rows):
            self.updateGeometry()
        self._rows = rows
        self.setAccessibleDescription("; ".join(self.words(row) for row in range(len(rows))))
        self.update()

    def words(self, row: int) -> str:
        """A row in words."""
        number = self._rows[row]
        if self._before is None:
            return self._names[number]
        return f"{self._names[number]}: {self._figures(number)}"

    def rowCount(self) -> int:
        """The number of rows."""
        return len(self._rows)

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(220, max(1, len(self._rows)) * ROW_PX)

    def minimumSizeHint(self) -> QSize:
        """All rows, narrower."""
        return QSize(120, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Tell a row in full where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row = int(event.pos().y()) // ROW_PX
            QToolTip.showText(event.globalPos(), self._tip(row) if 0 <= row < len(self._rows) else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        for row, number in enumerate(self._rows):
            self._paint_row(painter, QRect(0, row * ROW_PX, self.width(), ROW_PX), number)

    def _chosen(self) -> list[int]:
        if self._before is None or len(self._before) != len(self._names):
            return []
        if len(self._names) <= MOST_ROWS:
            return list(range(len(self._names)))
        highest = np.maximum(self._before, self._before if self._after is None else self._after)
        return sorted(int(number) for number in np.argsort(-highest, kind="stable")[:MOST_ROWS])

    def _figures(self, number: int) -> str:
        if self._before is None:
            return ""
        before = probability_text(float(self._before[number]))
        if self._after is None:
            return before
        return f"{before} → {probability_text(float(self._after[number]))}"

    def _tip(self, row: int) -> str:
        number = self._rows[row]
        if self._before is None or self._after is None:
            return self.words(row)
        before, after = float(self._before[number]), float(self._after[number])
        return f"{self._names[number]}: {before:.4f} → {after:.4f} ({after - before:+.4f})"

    def _paint_row(self, painter: QPainter, row: QRect, number: int) -> None:
        if self._before is None:
            return
        palette, shown = self.palette(), self._before if self._after is None else self._after
        before, now = float(self._before[number]), float(shown[number])
        is_changed = abs(now - before) >= _LEAST_CHANGE
        font = bold_font(self.font()) if int(shown.argmax()) == number else self.font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        text = row.adjusted(0, 2, 0, -(_BAR_PX + 5))
        figures = self._figures(number)
        colour = (
            palette.color(QPalette.ColorRole.WindowText) if is_changed or self._after is None else dim_colour(palette)
        )
        painter.setPen(colour)
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figures)
        room = text.width() - metrics.horizontalAdvance(figures) - _GAP_PX
        name = metrics.elidedText(self._names[number], Qt.TextElideMode.ElideRight, room)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        self._paint_bar(painter, QRectF(row.left(), row.bottom() - _BAR_PX - 2, row.width(), _BAR_PX), before, now)

    def _paint_bar(self, painter: QPainter, bar: QRectF, before: float, now: float) -> None:
        palette = self.palette()
        radius = bar.height() / 2
        draw_filled(painter, bar, line_colour(palette), radius=radius)
        accent = accent_colour(palette)
        quiet = mixed(dim_colour(palette), accent, 0.15)
        is_changed = abs(now - before) >= _LEAST_CHANGE
        fill = accent if is_changed else quiet
        if self._is_waiting:
            fill = mixed(fill, line_colour(palette), 0.4)
        self._fill(painter, bar, now, fill)
        if not is_changed:
            return
        # From where it was to where it is: what was lost is faint, and the mark stays where it was.
        if before > now:
            lost = QRectF(bar.left() + bar.width() * now, bar.top() + 2, bar.width() * (before - now), bar.height() - 4)
            painter.fillRect(lost, mixed(line_colour(palette), accent, 0.55))
        x = bar.left() + bar.width() * min(max(before, 0.0), 1.0)
        x = min(max(x, bar.left() + _MARK_PX / 2), bar.right() - _MARK_PX / 2)
        mark = QRectF(x - _MARK_PX / 2, bar.top() - 2, _MARK_PX, bar.height() + 4)
        painter.fillRect(mark, palette.color(QPalette.ColorRole.WindowText))

    def _fill(self, painter: QPainter, bar: QRectF, value: float, colour: object) -> None:
        filled = QRectF(bar)
        filled.setWidth(max(bar.width() * min(max(value, 0.0), 1.0), 2.0 if value > 0 else 0.0))
        if filled.width() > 0:
            draw_filled(painter, filled, colour, radius=min(bar.height() / 2, filled.width() / 2))  # type: ignore[arg-type]
