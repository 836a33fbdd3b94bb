"""A chooser whose current text is shortened with an ellipsis where there is no room for it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

MARGIN_PX = 2


class ElidingComboBox(QComboBox):
    """Qt's own cuts a long text off in the middle of a letter. The list that opens is as wide as its longest entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def shownText(self) -> str:
        """The current text as it is painted."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._elided(option)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what Qt would, with the shortened text."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._elided(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        """Open the list, wide enough for its texts."""
        metrics = self.view().fontMetrics()
        texts = [metrics.horizontalAdvance(self.itemText(row)) for row in range(self.count())]
        self.view().setMinimumWidth(max([self.width() - MARGIN_PX, *(width + 24 for width in texts)]))
        super().showPopup()

    def _elided(self, option: QStyleOptionComboBox) -> str:
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        room = field.width() - 2 * MARGIN_PX
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideMiddle, room)
