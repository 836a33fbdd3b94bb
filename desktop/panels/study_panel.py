"""The Study workspace: the studies on the left; in the middle the one that is chosen, or the form of a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.errors import FunduscopeError
from core.explain.rendering import Rendering
from core.jobs import CancelToken
from desktop.probing import Probing
from desktop.projects import Projects
from desktop.resources import icon
from desktop.session import Session
from desktop.settings import STUDY_FORM, Settings
from desktop.studies import Studies, StudyEntry, StudySight
from desktop.study_wish import Photographs, Place
from desktop.translation import tr
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.list_beside_pages import lay_out_list_beside_pages
from desktop.widgets.message_bar import MessageBar, MessageKind
from desktop.widgets.study.new_page import NewStudyPage, Offer
from desktop.widgets.study.study_list import StudyList
from desktop.widgets.study.study_page import StudyPage

if TYPE_CHECKING:
    from core.datasets.catalogue.filters import BrowseQuery
    from core.datasets.catalogue.project import Project
    from core.evaluation.reading.sources import Source

LIST_PX = 260
SOURCE_SLOT = "study photographs"
DEBOUNCE_MS = 300
REFRESH_MS = 30_000
"""How often it is looked whether a washout has ended, as long as somebody looks."""


class StudyPanel(QWidget):
    """Brings the studies and their widgets together."""

    openRequested = Signal()
    modelRequested = Signal()
    folderRequested = Signal()
    tableRequested = Signal()
    targetRequested = Signal()
    csvRequested = Signal()
    reportRequested = Signal()
    copiesRequested = Signal()
    locateRequested = Signal()
    photographsRequested = Signal(object)
    """Paths of photographs to look at in Review."""

    def __init__(
        self,
        session: Session,
        studies: Studies,
        projects: Projects,
        probing: Probing,
        settings: Settings,
        *,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(tr("Study"))
        self._session = session
        self._studies = studies
        self._projects = projects
        self._probing = probing
        self._settings = settings
        self._copies: dict[Path, tuple[Path, ...]] = {}
        self.projectQuery: Callable[[], BrowseQuery] | None = None
        self.rendering: Callable[[], Rendering] = Rendering
        self.messages = MessageBar()
        self.list = StudyList()
        self.newButton = _button(tr("New study"), "add", tr("Choose photographs, readers and arms"))
        self.openButton = _button("", "folder", tr("Open a study that is not in the list"))
        self.openButton.setAccessibleName(tr("Open a study"))
        self.new = NewStudyPage(folder)
        self.page = StudyPage()
        self.empty = EmptyState(
            tr("No study yet"),
            tr(
                "Let readers grade photographs alone and with the network's help, or judge its maps without knowing "
                "whose they are; then see what it changes."
            ),
        )
        self.stack = QStackedWidget()
        self._later = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._look = QTimer(self, interval=REFRESH_MS)
        self.new.remember(settings.value(STUDY_FORM))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.empty.setIcon(icon("classes"))
        first = self.empty.addButton(tr("New study"), icon=icon("add"), is_default=True)
        first.clicked.connect(lambda _checked: self.showForm())
        second = self.empty.addButton(tr("Open study…"), icon=icon("folder"))
        second.clicked.connect(lambda _checked: self.openRequested.emit())
        for widget in (self.empty, self.page, self.new):
            self.stack.addWidget(widget)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.newButton, 1)
        top.addWidget(self.openButton)
        left = QVBoxLayout()
        left.setContentsMargins(10, 10, 0, 8)
        left.setSpacing(8)
        left.addLayout(top)
        left.addWidget(self.list, 1)
        column = QWidget()
        column.setFixedWidth(LIST_PX)
        column.setLayout(left)
        lay_out_list_beside_pages(self, self.messages, column, self.stack)

    def _connect(self) -> None:
        studies, new, page = self._studies, self.new, self.page
        self.newButton.clicked.connect(lambda _checked: self.showForm())
        self.openButton.clicked.connect(lambda _checked: self.openRequested.emit())
        self.list.chosen.connect(studies.show)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self._look.timeout.connect(studies.refresh)
        self._later.timeout.connect(self._look_into)
        studies.listed.connect(self._take_list)
        studies.shown.connect(self._take_sight)
        studies.lookedInto.connect(self._take_source)
        studies.made.connect(self._take_made)
        studies.analysed.connect(self._take_analysis)
        studies.workChanged.connect(self._update_preparing)
        studies.progressed.connect(page.setProgress)
        studies.remarked.connect(self.remark)
        studies.failed.connect(self.report)
        new.photographsChanged.connect(self._look_later)
        new.makeRequested.connect(self._make)
        for ours, theirs in (
            (self.modelRequested, new.modelRequested),
            (self.folderRequested, new.folderRequested),
            (self.tableRequested, new.tableRequested),
            (self.targetRequested, new.targetRequested),
            (self.csvRequested, page.csvRequested),
            (self.reportRequested, page.reportRequested),
            (self.copiesRequested, page.copiesRequested),
            (self.locateRequested, page.locateRequested),
        ):
            theirs.connect(ours)
        page.readRequested.connect(lambda reader: self._with_path(lambda path: studies.begin(path, reader)))
        page.prepareRequested.connect(lambda: self._with_path(studies.prepare))
        page.stopRequested.connect(studies.stop_preparing)
        page.resultsRequested.connect(self.analyse)
        page.results.grading.cellRequested.connect(self._tell_cell)
        self._session.photographsChanged.connect(self._offer)
        self._session.modelChanged.connect(lambda _model: self._offer())
        self._probing.changed.connect(self._offer)
        self._projects.opened.connect(lambda _project: self._offer())
        self._projects.contentChanged.connect(lambda _content: self._offer())

    # Shown or not

    def wake(self) -> None:
        """The panel is looked at: from now on it keeps in step with the files."""
        self._studies.refresh()
        self._look.start()
        sight = self.page.sight()
        if sight is not None and self.stack.currentWidget() is self.page:
            self._studies.show(sight.path)

    def sleep(self) -> None:
        """Nobody looks."""
        self._look.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Offer what is there by now."""
        super().showEvent(event)
        self._offer()

    # What is shown

    def showForm(self) -> None:
        """Show the form of a new study."""
        self.list.choose(None)
        self.stack.setCurrentWidget(self.new)
        self._offer()

    def path(self) -> Path | None:
        """The file of the study that is shown."""
        sight = self.page.sight()
        return sight.path if sight is not None and self.stack.currentWidget() is self.page else None

    def copies(self) -> tuple[Path, ...]:
        """The copies of the study whose answers count, too."""
        path = self.path()
        return self._copies.get(path, ()) if path is not None else ()

    def addCopies(self, copies: tuple[Path, ...]) -> None:
        """Count the answers of copies of the study, too."""
        path = self.path()
        if path is not None:
            known = self._copies.get(path, ())
            self._copies[path] = tuple(dict.fromkeys([*known, *(copy for copy in copies if copy != path)]))
            self.page.showResults()
            self.analyse()

    def analyse(self) -> None:
        """Say what the study that is shown comes to."""
        path = self.path()
        if path is not None:
            self._studies.analyse(path, self.copies())

    def report(self, error: FunduscopeError) -> None:
        """Say what went wrong."""
        self.messages.showMessage(MessageKind.ERROR, error.message, hint=error.hint)

    def remark(self, text: str) -> None:
        """Say what was done."""
        self.messages.showMessage(MessageKind.INFO, text)

    # Following the studies

    def _take_list(self, entries: tuple[StudyEntry, ...]) -> None:
        self.list.setEntries(entries)
        path = self.path()
        self.list.choose(path)
        if self.stack.currentWidget() is self.empty and entries:
            self._studies.show(entries[0].path)
        elif not entries and self.stack.currentWidget() is self.page:
            self.stack.setCurrentWidget(self.empty)

    def _take_sight(self, sight: StudySight) -> None:
        self.page.setSight(sight)
        self.stack.setCurrentWidget(self.page)
        self.list.choose(sight.path)
        self._update_preparing()

    def _take_made(self, path: Path) -> None:
        self._settings.setValue(STUDY_FORM, self.new.memory())
        self.new.suggestNewTarget()
        self._studies.show(path)

    def _take_analysis(self, path: Path, found: object) -> None:
        if path != self.path():
            return
        if isinstance(found, FunduscopeError):
            self.page.results.setWords(f"{found.message} {found.hint}".strip())
        else:
            self.page.results.setAnalysis(found)  # type: ignore[arg-type]

    def _update_preparing(self) -> None:
        path = self.path()
        self.page.setPreparing(path is not None and self._studies.preparing == path)

    def _with_path(self, act: Callable[[Path], object]) -> None:
        path = self.path()
        if path is not None:
            act(path)

    def _tell_cell(self, reader: str, arm: object, true: int, given: int) -> None:
        analysis, path = self.page.results.grading.analysis(), self.path()
        sight = self.page.sight()
        if analysis is None or path is None or sight is None:
            return
        cases = analysis.cases_of((reader, arm), true, given)  # type: ignore[arg-type]
        if cases:
            self.photographsRequested.emit([sight.state.path_of(case, path.parent) for case in cases])

    def _show_menu(self, at: QPoint) -> None:
        entry = self.list.current() if self.list.itemAt(at) is not None else None
        if entry is None:
            return
        menu = QMenu(self)
        forget = menu.addAction(tr("Take off the list"))
        forget.setToolTip(tr("The file stays where it is"))
        forget.triggered.connect(lambda _checked: self._forget(entry.path))
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _forget(self, path: Path) -> None:
        if self.path() == path:
            self.stack.setCurrentWidget(self.empty)
        self._studies.forget(path)

    # The form

    def _offer(self) -> None:
        if not self.isVisible() or self.stack.currentWidget() is not self.new:
            return
        content = self._projects.content
        has_project = self._projects.project is not None and self.projectQuery is not None
        self.new.setOffer(
            Offer(
                tuple(self._session.order),
                has_project,
                tuple(scheme.name for scheme in content.schemes),
                self._session.model,
                self._probing.reasons(),
            )
        )

    def _look_later(self) -> None:
        self.new.setLooking()
        self._later.start()

    def _look_into(self) -> None:
        wanted = self.new.photographs()
        if wanted.place is Place.PROJECT:
            self._ask_project(wanted)
        else:
            self._studies.look_into(wanted)

    def _ask_project(self, wanted: Photographs) -> None:
        if self.projectQuery is None:
            return
        query = self.projectQuery()
        scheme = next((each for each in self._projects.content.schemes if each.name == wanted.scheme), None)

        def question(project: Project, token: CancelToken) -> Source | FunduscopeError:
            from core.evaluation.reading.sources import source_of_project

            try:
                return source_of_project(project, project.browsing.ids(query, token), scheme)
            except FunduscopeError as error:
                return error

        self._projects.ask(question, lambda found: self._take_source(wanted, found), slot=SOURCE_SLOT)

    def _take_source(self, wanted: Photographs, found: Source | FunduscopeError) -> None:
        if wanted != self.new.photographs():
            return
        if isinstance(found, FunduscopeError):
            self.new.setFound(None, f"{found.message} {found.hint}".strip())
        else:
            self.new.setFound(found)

    def _make(self) -> None:
        source = self.new.source()
        if source is not None and not self.new.problem():
            self._studies.make(replace(self.new.wish(), rendering=self.rendering()), source)


def _button(text: str, icon_name: str, tip: str) -> QPushButton:
    button = QPushButton(f" {text}" if text else "")
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
