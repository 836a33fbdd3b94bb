"""A flat button with a drawing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.widgets.painting import dim_colour
from desktop.widgets.viewer.glyphs import Glyph, paint_glyph


class GlyphButton(QAbstractButton):
    """Shows `glyph`, and `checked_glyph` while it is checked; its text is what tooltip and screen readers say."""

    def __init__(
        self, glyph: Glyph, text: str, *, checked_glyph: Glyph | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._glyph = glyph
        self._checked_glyph = checked_glyph or glyph
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Large enough to hit."""
        return QSize(30, 26)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be flat again."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint field, focus ring and drawing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        field = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            is_strong = self.isChecked() or self.isDown()
            painter.setBrush(palette.color(QPalette.ColorRole.Mid if is_strong else QPalette.ColorRole.AlternateBase))
            painter.drawRoundedRect(field, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(field, 5, 5)
        glyph = self._checked_glyph if self.isChecked() else self._glyph
        paint_glyph(painter, glyph, rect=field.adjusted(4, 4, -4, -4), colour=self._colour())

    def _colour(self) -> QColor:
        palette = self.palette()
        if not self.isEnabled():
            faint = QColor(dim_colour(palette))
            faint.setAlpha(110)
            return faint
        if self.isChecked():
            return palette.color(QPalette.ColorRole.Highlight)
        is_lit = self.underMouse() or self.isDown()
        return palette.color(QPalette.ColorRole.WindowText) if is_lit else dim_colour(palette)
