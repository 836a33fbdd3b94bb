"""Parts of which the pages of a study are laid out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from desktop.resources import icon


def form() -> QFormLayout:
    """Titles at the right of their column, controls as wide as there is room."""
    rows = QFormLayout()
    rows.setHorizontalSpacing(12)
    rows.setVerticalSpacing(7)
    rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return rows


def box() -> QComboBox:
    """A choice that may be narrower than its longest entry."""
    choice = QComboBox()
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(14)
    return choice


def beside(*widgets: QWidget) -> QWidget:
    """The first as wide as there is room, the others at its right."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 1 if number == 0 else 0)
    holder.setFocusProxy(widgets[0])
    return holder


def in_columns(boxes: Sequence[QWidget], columns: int = 2) -> QWidget:
    """Column by column."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 2, 0, 0)
    grid.setVerticalSpacing(4)
    height = -(-len(boxes) // columns)
    for place, box in enumerate(boxes):
        grid.addWidget(box, place % height, place // height)
    return holder


class DaysBox(QDoubleSpinBox):
    """Days, without zeros that say nothing."""

    def textFromValue(self, value: float) -> str:
        """As short as it can be."""
        return f"{value:g}"


def small_button(icon_name: str, tip: str, act: Callable[[], object]) -> QPushButton:
    """A button of one picture, which the tip explains."""
    button = QPushButton()
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked: act())
    return button


def label(text: str, role: str = "dim") -> QLabel:
    """Words in the colours and size of a role of the style sheet."""
    words = QLabel(text)
    words.setProperty("role", role)
    return words


def heading(text: str) -> QLabel:
    """Above a group of rows."""
    return label(text, "heading")


def title(text: str) -> QLabel:
    """Above a page."""
    return label(text, "title")
