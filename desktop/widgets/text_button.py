"""A small button with words."""

from PySide6.QtWidgets import QToolButton


def text_button(text: str, tip: str) -> QToolButton:
    """A tool button that shows its text, and says in its tooltip what it does."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    return button
