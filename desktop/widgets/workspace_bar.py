"""The names of the workspaces side by side, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.translation import tr


class WorkspaceBar(QWidget):
    """Buttons for checkable actions of which one is checked. Hidden where there is no choice."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workspaceBar")
        self.setAccessibleName(tr("Workspaces"))
        group = QActionGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(0)
        for action in actions:
            group.addAction(action)
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setProperty("role", "workspace")
            button.setAutoRaise(True)
            button.setAccessibleName(tr("Workspace {action}", action=action.text()))
            layout.addWidget(button)
        self.setVisible(len(actions) > 1)
