"""A list at the left, the page of what is chosen in it beside, messages above both: how workspaces of files look."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def lay_out_list_beside_pages(panel: QWidget, messages: QWidget, column: QWidget, pages: QWidget) -> None:
    """Give `panel` that layout; pages take the room that is left."""
    both = QHBoxLayout()
    both.setSpacing(0)
    both.addWidget(column)
    both.addWidget(pages, 1)
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(messages)
    layout.addLayout(both, 1)
