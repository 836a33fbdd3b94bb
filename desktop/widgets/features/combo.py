"""A chooser among the members of an enumeration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox


def filled_combo(words: Mapping[Any, str], tip: str) -> QComboBox:
    """A chooser of the keys of `words`, which are its data, by their words."""
    box = QComboBox()
    for value, text in words.items():
        box.addItem(text, value)
    box.setToolTip(tip)
    return box
