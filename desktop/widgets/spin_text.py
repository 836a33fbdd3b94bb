"""Room inside a number field."""

from PySide6.QtWidgets import QAbstractSpinBox

TEXT_MARGIN_PX = 5


def give_text_room(box: QAbstractSpinBox) -> None:
    """Keep the text of `box` off its left edge: a style sheet's padding does not reach the line edit inside."""
    box.lineEdit().setTextMargins(TEXT_MARGIN_PX, 0, TEXT_MARGIN_PX, 0)
