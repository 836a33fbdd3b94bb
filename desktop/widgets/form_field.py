"""One row of a form: a control, a sentence about it, and what is wrong with what stands in it."""

from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from desktop.widgets.wrapped_label import WrappedLabel


class FormField(QWidget):
    """A control with its explanation and its error beneath; either is only there where it says something."""

    def __init__(self, title: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.label = QLabel(title)
        self.label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(title)
        self._title = title
        self._note = WrappedLabel(role="dim")
        self._error = WrappedLabel(role="error")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for widget in (control, self._note, self._error):
            layout.addWidget(widget)
        self.setFocusProxy(control)
        self.setNote("")
        self.setError("")

    def addTo(self, form: QFormLayout) -> None:
        """Become a row of a form."""
        form.addRow(self.label, self)

    def setRowVisible(self, is_visible: bool) -> None:  # noqa: FBT001
        """Show or hide the row with its title."""
        self.label.setVisible(is_visible)
        self.setVisible(is_visible)

    def setNote(self, text: str) -> None:
        """What the control means as it stands."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def note(self) -> str:
        """The explanation."""
        return self._note.text()

    def setError(self, text: str) -> None:
        """What is wrong; empty where nothing is."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.control.setAccessibleDescription(text)

    def error(self) -> str:
        """What is wrong."""
        return self._error.text()
