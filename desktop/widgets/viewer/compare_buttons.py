"""The choice between the ways of comparing photograph and overlay."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from desktop.translation import tr
from desktop.widgets.viewer.glyph_button import GlyphButton
from desktop.widgets.viewer.glyphs import Glyph
from desktop.widgets.viewer.reading import CompareMode

_GLYPHS = {
    CompareMode.OVERLAY: Glyph.OVERLAY,
    CompareMode.PHOTOGRAPH: Glyph.PHOTOGRAPH,
    CompareMode.SIDE_BY_SIDE: Glyph.SIDE_BY_SIDE,
    CompareMode.SWIPE: Glyph.SWIPE,
    CompareMode.GRID: Glyph.GRID,
}


class CompareButtons(QWidget):
    """One button a mode, joined; exactly one is down."""

    modeChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[CompareMode, GlyphButton] = {}
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(1)
        for mode, glyph in _GLYPHS.items():
            button = GlyphButton(glyph, tr(mode.value), parent=self)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, mode=mode: self.modeChosen.emit(mode))
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[mode] = button
        self.setAccessibleName(tr("Comparison of photograph and overlay"))
        self.setValue(CompareMode.OVERLAY)

    def value(self) -> CompareMode:
        """The chosen mode."""
        return next(mode for mode, button in self._buttons.items() if button.isChecked())

    def setValue(self, mode: CompareMode) -> None:
        """Choose a mode."""
        self._buttons[mode].setChecked(True)

    def button(self, mode: CompareMode) -> GlyphButton:
        """The button of a mode."""
        return self._buttons[mode]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame that joins the buttons."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
