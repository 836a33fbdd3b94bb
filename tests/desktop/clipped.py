"""Finds words that have no room: labels, buttons, fields and boxes that are smaller than what stands in them."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.eliding_combo_box import ElidingComboBox
from desktop.widgets.viewer.glyph_button import GlyphButton

TAG = re.compile(r"<[^>]+>")
SLACK_PX = 2
FRAME_PX = 20
SHORTENS = (ElidedLabel, ElidingComboBox, GlyphButton)
"""Widgets that shorten their words themselves, or draw a picture instead."""


def clipped(root: QWidget) -> list[str]:
    """Every widget of `root` that is seen and has less room than its words take, with what it lacks."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.visibleRegion().isEmpty() or isinstance(widget, SHORTENS):
            continue  # behind another tab, say
        if lack := _lack(widget):
            parent = widget.parentWidget()
            place = f"{type(widget).__name__} in {parent.objectName() or type(parent).__name__}"
            found.append(f"{place}: {lack}")
    return sorted(set(found))


def _lack(widget: QWidget) -> str:
    match widget:
        case QLabel():
            return _lack_of_label(widget)
        case QComboBox():
            option = QStyleOptionComboBox()
            widget.initStyleOption(option)
            part = QStyle.SubControl.SC_ComboBoxEditField
            room = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget).width()
            return _narrow(widget, widget.currentText(), room)
        case QAbstractSpinBox():
            return _narrow(widget, widget.text(), widget.lineEdit().width())
        case QLineEdit():
            is_hint = not widget.text() and bool(widget.placeholderText())
            room = widget.width() - FRAME_PX
            return _narrow(widget, widget.placeholderText(), room) if is_hint else ""
        case QToolButton() if not widget.icon().isNull():
            return ""
        case QAbstractButton():
            return _narrow(widget, widget.text().replace("&", ""), widget.width())
        case QScrollArea() if widget.widget() is not None:
            is_fixed = widget.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            wide, room = widget.widget().width(), widget.viewport().width()
            return f"{wide} px in a view of {room} px" if is_fixed and wide > room + SLACK_PX else ""
    return ""


def _lack_of_label(label: QLabel) -> str:
    text = label.text()
    if not text:
        return ""
    if label.wordWrap():
        needed, room = label.heightForWidth(label.width()), label.height()
        return f"'{text[:40]}' is {needed} px high in {room} px" if needed > room + SLACK_PX else ""
    low = label.fontMetrics().ascent() > label.height()
    lines = TAG.sub("", text).replace("&", "").split("\n")
    return f"'{text[:40]}' is too high" if low else _narrow(label, max(lines, key=len), label.contentsRect().width())


def _narrow(widget: QWidget, text: str, room: int) -> str:
    needed = widget.fontMetrics().horizontalAdvance(text)
    return f"'{text[:40]}' is {needed} px wide in {room} px" if needed > room + SLACK_PX else ""
