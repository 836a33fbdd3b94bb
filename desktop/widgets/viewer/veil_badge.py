"""A word at the top of the picture, that a part of the map's evidence is not shown."""

from __future__ import annotations

from PySide6.QtCore import QRect

from desktop.widgets.painting import small_font
from desktop.widgets.viewer.message_pill import MessagePill

_MARGIN_PX = 8
_PADDING_X_PX = 16
_PADDING_Y_PX = 8


class VeilBadge(MessagePill):
    """One line in a rounded field at the upper border of its parent; clicks go through it."""

    def place(self) -> None:
        """Go to the middle of the top, as wide as the line."""
        self.setFont(small_font(self.around.font()))
        metrics, around = self.fontMetrics(), self.around.rect()
        width = min(metrics.horizontalAdvance(self._text) + 2 * _PADDING_X_PX + 4, around.width() - 2 * _MARGIN_PX)
        height = metrics.height() + 2 * _PADDING_Y_PX
        left = around.left() + (around.width() - width) // 2
        self.setGeometry(QRect(left, around.top() + _MARGIN_PX, width, height))
        self.raise_()
