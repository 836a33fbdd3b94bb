"""The widgets of the page, and where they stand. Knows nothing of what they show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.panels.features_panel.view import TITLES, GridView
from desktop.resources import icon
from desktop.translation import tr
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.features.beside_chooser import BesideChooser
from desktop.widgets.features.detail import FeatureDetail
from desktop.widgets.features.grid_side import GridSide
from desktop.widgets.features.names_page import NamesPage
from desktop.widgets.message_bar import MessageBar


class FeaturesPage(QWidget):
    """Tabs, above two grids beside each other, with what belongs to a view around them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.messages = MessageBar()
        self.tabs = _tabs()
        self.besideButton = QPushButton(tr("Side by side"))
        self.besideButton.setCheckable(True)
        self.besideButton.setToolTip(
            tr(
                "Show the same of this architecture with random weights (what was learned, and what comes for free), "
                "or of another model"
            )
        )
        self.smallerButton = _tool("zoom-out", tr("Smaller tiles (Ctrl with the wheel)"))
        self.largerButton = _tool("zoom-in", tr("Larger tiles (Ctrl with the wheel)"))
        self.exportButton = _tool("export", tr("Export"))
        self.exportMenu = QMenu(self)
        self.exportButton.setMenu(self.exportMenu)
        self.exportButton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.beside = BesideChooser()
        self.learned, self.random = GridSide(), GridSide()
        self.names = NamesPage()
        self.detail = FeatureDetail()
        self.remark_label = QLabel()
        self.remark_label.setProperty("role", "dim")
        self.remark_label.hide()
        self.info = ElidedLabel()
        self.info.setObjectName("info")
        self.empty = EmptyState(
            tr("No model is open"), tr("Open a model, or trained weights, to see what each layer has learned.")
        )
        self.empty.setIcon(icon("model"))
        self.empty_button = self.empty.addButton(tr("Open model or weights…"), icon=icon("model"), is_default=True)

    def lay_out(self, views: Sequence[GridView]) -> None:
        """Put everything in its place."""
        self.stack = QStackedWidget()
        for page in (self._grids(views), self.names, self.empty):
            self.stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addLayout(self._top())
        layout.addWidget(self.stack, 1)
        line = QHBoxLayout()
        line.setContentsMargins(8, 2, 8, 4)
        line.addWidget(self.info, 1)
        line.addWidget(self.remark_label)
        layout.addLayout(line)

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setContentsMargins(4, 4, 8, 0)
        top.setSpacing(6)
        top.addWidget(self.tabs)
        top.addStretch(1)
        self._tools = (self.besideButton, self.smallerButton, self.largerButton, self.exportButton)
        for widget in (self.beside, *self._tools):
            top.addWidget(widget)
        return top

    def _grids(self, views: Sequence[GridView]) -> QWidget:
        self._options = QWidget()
        options = QHBoxLayout(self._options)
        options.setContentsMargins(8, 4, 8, 4)
        options.setSpacing(6)
        self._parts = {view: [*view.options, view.aside, view.foot] for view in views}
        for widget in (widget for view in views for widget in view.options):
            options.addWidget(widget)
        options.addStretch(1)
        sides = QSplitter()
        sides.addWidget(self.learned)
        sides.addWidget(self.random)
        sides.setChildrenCollapsible(False)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._options)
        middle.addWidget(sides, 1)
        for widget in (view.foot for view in views if view.foot is not None):
            middle.addWidget(widget)
        grids = QWidget()
        row = QHBoxLayout(grids)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (view.aside for view in views if view.aside is not None):
            row.addWidget(widget)
        row.addLayout(middle, 1)
        row.addWidget(self.detail)
        return grids

    def show_parts(self, shown: GridView | None, *, is_beside: bool) -> None:
        """Show what belongs to a view (None: to the page of names), and hide what belongs to others."""
        for view, parts in self._parts.items():
            for part in parts:
                if part is not None:
                    part.setVisible(view is shown)
        for tool in self._tools:
            tool.setVisible(shown is not None)
        self._options.setVisible(shown is not None and bool(shown.options))
        self.random.setVisible(is_beside)
        self.beside.setVisible(is_beside and shown is not None)


def _tabs() -> QTabBar:
    tabs = QTabBar()
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    tabs.setUsesScrollButtons(False)
    for number, (title, tip) in enumerate(TITLES.values()):
        tabs.addTab(tr(title))
        tabs.setTabToolTip(number, tr(tip))
    return tabs


def _tool(icon_name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
