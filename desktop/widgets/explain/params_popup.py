"""The form of the parameters on a sheet of its own, beside what opened it: it has room on the smallest screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.theme import sized
from desktop.widgets.explain.params_form import ParamsForm
from desktop.widgets.wrapped_label import WrappedLabel

_WIDTH_PX = 300
_GAP_PX = 6


class ParamsPopup(QFrame):
    """Closes by Escape or a click elsewhere; what is chosen takes effect at once."""

    closed = Signal()

    def __init__(self, form: ParamsForm, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("paramsPopup")
        # The click on the button that opened it closes it, and does not open it again.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
        self.form = form
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.text = WrappedLabel(role="dim")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for widget in (self.title, self.text, form):
            layout.addWidget(widget)
        self.setFixedWidth(sized(_WIDTH_PX))
        self.hide()

    def setMethod(self, title: str, sentence: str) -> None:
        """Whose parameters these are."""
        self.title.setText(title)
        self.text.setText(sentence)

    def openBeside(self, panel: QWidget, *, top: int) -> None:
        """Open to the left of `panel`, at the height `top` of it, within the screen."""
        self.adjustSize()
        corner = panel.mapToGlobal(QPoint(0, top))
        screen = panel.screen().availableGeometry()
        x = corner.x() - self.width() - _GAP_PX
        x = x if x >= screen.left() else corner.x() + panel.width() + _GAP_PX
        y = max(screen.top(), min(corner.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.form.focusFirst()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is closed, in whichever way."""
        super().hideEvent(event)
        self.closed.emit()
