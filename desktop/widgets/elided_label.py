"""A label that gives way: it shortens its text where there is no room and shows the whole as its tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

MINIMUM_CHARACTERS = 4


class ElidedLabel(QFrame):
    """One line of plain text. The accessible name is always the whole text."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._mode = mode
        self._tool_tip = ""
        self._alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Change the text; line breaks become spaces."""
        self._text = " ".join(text.split())
        self.setAccessibleName(self._text)
        self._update_tool_tip()
        self.updateGeometry()
        self.update()

    def setElideMode(self, mode: Qt.TextElideMode) -> None:
        """Which part of the text gives way."""
        self._mode = mode
        self.update()

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Where the text stands when there is more room than it needs."""
        self._alignment = alignment
        self.update()

    def setFullToolTip(self, text: str) -> None:
        """A tooltip that is shown whether or not the text is shortened."""
        self._tool_tip = text
        self._update_tool_tip()

    def displayedText(self) -> str:
        """The text as it stands there now."""
        return self.fontMetrics().elidedText(self._text, self._mode, self.contentsRect().width())

    def isElided(self) -> bool:
        """Whether a part of the text is not shown."""
        return self.displayedText() != self._text

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        few = self.fontMetrics().averageCharWidth() * MINIMUM_CHARACTERS
        return QSize(min(few, self.sizeHint().width()), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text may fit now, or no longer."""
        super().resizeEvent(event)
        self._update_tool_tip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, in the colour that palette or style sheet give the widget's text."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self._alignment, self.displayedText())
        painter.end()

    def _update_tool_tip(self) -> None:
        self.setToolTip(self._tool_tip or (self._text if self.isElided() else ""))
