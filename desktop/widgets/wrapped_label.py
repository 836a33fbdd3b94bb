"""A label of several lines that is as narrow as its surroundings want, and exactly as high as its text then needs."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

MINIMUM_CHARACTERS = 8


class WrappedLabel(QLabel):
    """Plain text with word wrap. A plain QLabel claims the height that its text has at its narrowest."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "") -> None:
        super().__init__(text, parent)
        # Names of files and foreign cards come by here: nothing in them is markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setWordWrap(True)  # after the policy, to which it adds that the height follows from the width
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        """A few letters; the height follows from the width."""
        return QSize(self.fontMetrics().averageCharWidth() * MINIMUM_CHARACTERS, self.fontMetrics().height())
