"""A line that folds what is beneath it: a chevron, and words that say what is inside while it is folded."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.resources import icon
from desktop.translation import inside, tr
from desktop.widgets.painting import dim_colour

_CHEVRON_PX = 12
_GAP_PX = 4
_PAD_PX = 3


class FoldButton(QAbstractButton):
    """Checked while it is open. Its title stands there then, and its text while it is closed."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setToolTip(tr("Show or hide: {title}", title=inside(title)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(160, self.fontMetrics().height() + 2 * _PAD_PX)

    def minimumSizeHint(self) -> QSize:
        """One line, however narrow."""
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint chevron and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 1))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        top = (self.height() - _CHEVRON_PX) // 2
        name = "chevron-down" if self.isChecked() else "chevron-right"
        icon(name).paint(painter, 1, top, _CHEVRON_PX, _CHEVRON_PX)
        is_lit = self.underMouse() and self.isEnabled()
        painter.setPen(palette.color(QPalette.ColorRole.WindowText) if is_lit else dim_colour(palette))
        room = self.rect().adjusted(_CHEVRON_PX + _GAP_PX, 0, -2, 0)
        words = self._title if self.isChecked() or not self.text() else self.text()
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
