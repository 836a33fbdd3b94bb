"""The page of the Evaluate workspace: its own pages, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.evaluations import Evaluations
from desktop.panels.evaluation.anatomy_panel import AnatomyPanel
from desktop.panels.evaluation.cohorts_panel import CohortsPanel
from desktop.panels.evaluation.localisation_panel import LocalisationPanel
from desktop.panels.evaluation.models_panel import ModelsPanel
from desktop.panels.evaluation.visits_panel import VisitsPanel
from desktop.translation import mark, tr


class EvaluatePage(StrEnum):
    """In the order of the tabs; the value is the title."""

    FIGURES = mark("Figures")
    MODELS = mark("Models")
    LOCALISATION = mark("Localisation")
    ANATOMY = mark("Anatomy")
    COHORTS = mark("Cohorts")
    VISITS = mark("Visits")


TIPS: Mapping[EvaluatePage, str] = {
    EvaluatePage.FIGURES: mark("How good one model is, and whether to believe it"),
    EvaluatePage.MODELS: mark("Several models side by side, where they disagree, and ensembles"),
    EvaluatePage.LOCALISATION: mark("Whether maps point at the lesions, and which method and layer to trust"),
    EvaluatePage.ANATOMY: mark("In which part of the eye the evidence lies, and alarms where there is no eye"),
    EvaluatePage.COHORTS: mark("Maps of many eyes laid on each other, by grade, camera or any column"),
    EvaluatePage.VISITS: mark("Two visits of one eye, registered and compared"),
}


class Page(Protocol):
    """What every page does when it is looked at and when not."""

    def wake(self) -> None:
        """Somebody looks."""

    def sleep(self) -> None:
        """Nobody looks any more."""


class EvaluatePages(QWidget):
    """Tabs over pages. `makers` make the pages that are not there yet, by their kind."""

    made = Signal(object, object)
    """The EvaluatePage and its new widget."""

    def __init__(
        self, first: QWidget, makers: Mapping[EvaluatePage, Callable[[], QWidget]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Evaluate"))
        self._makers = dict(makers)
        self._pages: dict[EvaluatePage, QWidget] = {EvaluatePage.FIGURES: first}
        self._is_awake = False
        self.tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=True)
        self.tabs.setAccessibleName(tr("Pages of the workspace"))
        for page in EvaluatePage:
            self.tabs.setTabToolTip(self.tabs.addTab(tr(page.value)), tr(TIPS[page]))
        self._stack = QStackedWidget()
        self._stack.addWidget(first)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 0)
        layout.setSpacing(4)
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(lambda row: self.choose(tuple(EvaluatePage)[row]))

    @property
    def current(self) -> EvaluatePage:
        """The page that is shown."""
        return tuple(EvaluatePage)[self.tabs.currentIndex()]

    def choose(self, page: EvaluatePage) -> QWidget:
        """Show a page, which is made where it is not there yet."""
        widget = self._pages.get(page)
        if widget is None:
            widget = self._makers[page]()
            self._pages[page] = widget
            self._stack.addWidget(widget)
            self.made.emit(page, widget)
        before = self._stack.currentWidget()
        self._stack.setCurrentWidget(widget)
        if self.current is not page:
            self.tabs.setCurrentIndex(tuple(EvaluatePage).index(page))
        if self._is_awake and before is not widget:
            _page(before).sleep()
            _page(widget).wake()
        return widget

    def wake(self) -> None:
        """The workspace is looked at."""
        self._is_awake = True
        _page(self._stack.currentWidget()).wake()

    def sleep(self) -> None:
        """Nobody looks."""
        self._is_awake = False
        _page(self._stack.currentWidget()).sleep()


def _page(widget: QWidget | None) -> Page:
    return widget  # type: ignore[return-value]


def evaluate_pages(figures: QWidget, evaluations: Evaluations) -> EvaluatePages:
    """The pages of the workspace over what is measured there."""
    makers: dict[EvaluatePage, Callable[[], QWidget]] = {
        EvaluatePage.MODELS: lambda: ModelsPanel(evaluations),
        EvaluatePage.LOCALISATION: lambda: LocalisationPanel(evaluations),
        EvaluatePage.ANATOMY: lambda: AnatomyPanel(evaluations),
        EvaluatePage.COHORTS: lambda: CohortsPanel(evaluations),
        EvaluatePage.VISITS: lambda: VisitsPanel(evaluations),
    }
    return EvaluatePages(figures, makers)
