"""What is explained, on a button that opens the menu of everything that can be."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from desktop.translation import tr
from desktop.widgets.explain.target_menu import TargetMenu

_MARGIN_PX = 2


class TargetButton(QComboBox):
    """Looks and behaves like a chooser, but what opens is a menu with submenus."""

    def __init__(self, menu: TargetMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu = menu
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("What is explained"))

    def text(self) -> str:
        """The words on the button."""
        return self._words

    def setText(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def showPopup(self) -> None:
        """Open the menu."""
        self.menu.setMinimumWidth(self.width())
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        """As high as any chooser."""
        return QSize(160, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(80, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a chooser with these words, shortened where there is no room."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        room = field.width() - 2 * _MARGIN_PX
        option.currentText = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
