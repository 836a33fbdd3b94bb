"""What stands where there is nothing yet: what it is for, and what to do first."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme import sized
from desktop.widgets.painting import accent_colour, chosen_colour, line_colour
from desktop.widgets.wrapped_label import WrappedLabel

ICON_PX = 48
TEXT_WIDTH_PX = 420
FRAME_MARGIN_PX = 16


class EmptyState(QWidget):
    """Icon, title, a sentence, buttons, and a line that says what may be dropped here."""

    buttonClicked = Signal(object)
    """QPushButton."""

    def __init__(self, title: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QIcon()
        self.setObjectName("emptyState")
        self._has_drop_target = False
        self._is_drop_active = False
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = _label("title")
        self._text = _label("dim")
        self._hint = _label("dim")
        self._buttons, self._others = QHBoxLayout(), QHBoxLayout()
        self._lay_out()
        self.setTitle(title)
        self.setText(text)
        self.setDropHint("")
        self._icon.hide()

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(sized(TEXT_WIDTH_PX))
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self._icon)
        inside.addWidget(self._title)
        inside.addWidget(self._text)
        inside.addSpacing(8)
        for row in (self._buttons, self._others):
            row.setSpacing(8)
            row.addStretch(1)
            row.addStretch(1)
            inside.addLayout(row)
        inside.addSpacing(4)
        inside.addWidget(self._hint)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column, 100)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        margin = FRAME_MARGIN_PX + 8
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(1)

    def setIcon(self, icon: QIcon) -> None:
        """The picture above the title."""
        self._picture = icon
        self._icon.setPixmap(icon.pixmap(ICON_PX, ICON_PX))
        self._icon.setVisible(not icon.isNull())

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the picture is drawn anew, in its colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self._picture.isNull():
            self._icon.setPixmap(self._picture.pixmap(ICON_PX, ICON_PX))

    def setTitle(self, title: str) -> None:
        """What this place is for."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def setText(self, text: str) -> None:
        """One sentence about it."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def addButton(
        self, text: str, *, icon: QIcon | None = None, is_default: bool = False, is_second: bool = False
    ) -> QPushButton:
        """A button under the sentence, or in a second row below; connect to its `clicked`."""
        button = QPushButton(text if icon is None else f" {text}")
        if icon is not None:
            button.setIcon(icon)
        button.setDefault(is_default)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked: self.buttonClicked.emit(button))
        row = self._others if is_second else self._buttons
        row.insertWidget(row.count() - 1, button)
        return button

    def clearButtons(self) -> None:
        """Take away the buttons of both rows."""
        for row in (self._buttons, self._others):
            for item in [row.itemAt(place) for place in range(row.count())]:
                button = item.widget() if item is not None else None
                if button is not None:
                    row.removeWidget(button)
                    button.hide()
                    button.deleteLater()

    def setDropHint(self, text: str) -> None:
        """What may be dropped here, with a dashed frame around everything; empty: nothing may."""
        self._has_drop_target = bool(text)
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        self.update()

    def setDropActive(self, is_active: bool) -> None:  # noqa: FBT001
        """Whether something that can be dropped here is over the window now."""
        self._is_drop_active = is_active
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dashed frame."""
        if not self._has_drop_target:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = accent_colour(self.palette()) if self._is_drop_active else line_colour(self.palette())
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        if self._is_drop_active:
            painter.setBrush(chosen_colour(self.palette()))
        margin = FRAME_MARGIN_PX // 2
        frame: QRect = self.rect().adjusted(margin, margin, -margin, -margin)
        painter.drawRoundedRect(frame, 8.0, 8.0)
        painter.end()


def _label(role: str) -> WrappedLabel:
    label = WrappedLabel(role=role)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
