"""The photographs of a project: filtered, sorted, grouped; as a grid or a table."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from core.datasets.catalogue.filters import BrowseQuery, Key, Value, View
from core.datasets.sources.tables import TABLE_SUFFIXES
from core.errors import FunduscopeError
from core.images.hdf5 import HDF5_SUFFIXES
from core.jobs import CancelToken
from desktop.itemmodels.photograph_words import Names
from desktop.itemmodels.project_photographs import Order, ProjectPhotographs
from desktop.itemmodels.thumbnail_loader import LoadThumbnail
from desktop.jobs import Priority
from desktop.project_content import Content
from desktop.project_order import ProjectOrder
from desktop.project_selection import ProjectSelection
from desktop.projects import Projects
from desktop.session import Session
from desktop.translation import tr
from desktop.widgets.data_head import BOXES, DataHead, Layout
from desktop.widgets.data_pages import DataPages
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.filter_bar import FilterBar
from desktop.widgets.filter_chip import FilterChip
from desktop.widgets.message_bar import MessageBar, MessageKind
from desktop.widgets.photograph_grid import PhotographGrid
from desktop.widgets.photograph_table import PhotographTable

if TYPE_CHECKING:
    from core.datasets.catalogue.browsing import Row
    from core.datasets.catalogue.labels import Scheme
    from core.datasets.catalogue.predictions import KnownModel
    from core.datasets.catalogue.project import Project
    from core.datasets.catalogue.splits import StoredSplit

ROWS_SLOT, VALUES_SLOT = "rows", "values"
SAID_MS = 12_000
ADDABLE = frozenset({*HDF5_SUFFIXES, *TABLE_SUFFIXES})
LEAST_PX = (320, 200)


class DataPanel(QWidget):
    """Shows the project that is open, whatever its size. `load(path, size_px)` gives thumbnails, in worker threads."""

    newRequested = Signal()
    openRequested = Signal()
    addRequested = Signal()
    predictRequested = Signal()
    activated = Signal(object, object)
    """Path of the photograph that is to be reviewed, and the numbers of all that are shown, in order."""
    menuRequested = Signal(object)
    """Global QPoint where a menu for the selected photographs is wanted."""
    dropped = Signal(list)
    """Paths of folders, HDF5 files and tables that are to be added to the project."""
    selectionChanged = Signal(int)
    """How many photographs are selected."""

    def __init__(
        self, session: Session, projects: Projects, load: LoadThumbnail, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Data"))
        self.setAcceptDrops(True)
        self._session = session
        self._projects = projects
        self.model = ProjectPhotographs(load, parent=self)
        self.bar = FilterBar()
        self.grid = PhotographGrid()
        self.table = PhotographTable()
        self.head = DataHead()
        self.messages = MessageBar()
        self._selection = ProjectSelection(session, projects, self.model, self.isVisible, self)
        self.grid.setModel(self.model)
        self.grid.setSelectionModel(self._selection.rows)
        self.table.share(self.model, self._selection.rows)
        self._order = ProjectOrder(projects, self.query, self)
        self.pages = DataPages()
        for view in (self.grid, self.table):
            self.pages.addWidget(view)
        self._said = ElidedLabel()
        self._said.setAccessibleName(tr("What was done last"))
        self._hush = QTimer(self, singleShot=True, interval=SAID_MS)
        self._hush.timeout.connect(lambda: self._said.setText(""))
        self._count = QLabel()
        self._count.setProperty("role", "dim")
        self._lay_out()
        self._connect()
        self._show_page()

    # Making

    def _lay_out(self) -> None:
        self._tools = QWidget()
        tools = QVBoxLayout(self._tools)
        tools.setContentsMargins(12, 8, 12, 8)
        tools.setSpacing(8)
        tools.addWidget(self.head)
        tools.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 4)
        foot.setSpacing(16)
        foot.addWidget(self.bar.count)
        foot.addWidget(self._said, 1)
        foot.addWidget(self._count)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addWidget(self._tools)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self._foot)

    def _connect(self) -> None:
        projects, model = self._projects, self.model
        projects.opened.connect(self._take_project)
        projects.contentChanged.connect(self._take_content)
        projects.viewChanged.connect(self._take_view)
        projects.workChanged.connect(self._show_work)
        self._session.modelChanged.connect(lambda _model: self._show_work())
        self._order.found.connect(self._take_order)
        self.bar.queryChanged.connect(self._order.ask)
        self.bar.valuesWanted.connect(self._count_values)
        model.rowsWanted.connect(self._fetch)
        self._selection.changed.connect(self._tell_selection)
        self._selection.scattered.connect(
            lambda count: self.remark(tr("{count:,} photographs lie scattered now and are not selected", count=count))
        )
        self.grid.opened.connect(self._open)
        self.table.activated.connect(lambda index: self._open(self.model.id(index.row())))
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: self._tell_table_rows())
        for view in (self.grid, self.table):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(lambda at, view=view: self._want_menu(view, at))
        head, pages = self.head, self.pages
        head.viewChosen.connect(lambda: projects.setView(View(*head.chosen())))
        head.layoutChosen.connect(self.setLayoutKind)
        head.predictButton.clicked.connect(self._predict_or_stop)
        head.addButton.clicked.connect(self.addRequested)
        pages.newRequested.connect(self.newRequested)
        pages.openRequested.connect(self.openRequested)
        pages.addRequested.connect(self.addRequested)
        pages.allRequested.connect(self.bar.clear)

    def minimumSizeHint(self) -> QSize:
        """Small: behind the page of another workspace it must not keep the window wide."""
        return QSize(*LEAST_PX)

    # What is shown

    def layoutKind(self) -> Layout:
        """Grid or table."""
        return self.head.layoutKind()

    def setLayoutKind(self, kind: Layout) -> None:
        """Show the same photographs otherwise."""
        self.head.setLayoutKind(kind)
        had_focus = self.grid.hasFocus() or self.table.hasFocus()
        self._show_page()
        view = self.view()
        current = self._selection.rows.currentIndex()
        if current.isValid():
            view.scrollTo(current)
        if had_focus:
            view.setFocus()

    def view(self) -> QAbstractItemView:
        """The view that is looked at."""
        return self.table if self.layoutKind() is Layout.TABLE else self.grid

    def query(self) -> BrowseQuery:
        """What is asked for."""
        return self.bar.query(self._projects.view or View())

    def selected(self) -> list[int]:
        """The photographs that are selected, in the order in which they are shown."""
        return self._selection.selected()

    def current(self) -> Row | None:
        """The photograph that the keyboard is at."""
        return self._selection.current()

    def selectAll(self) -> None:
        """Select all that is shown."""
        self.view().selectAll()

    def focusSearch(self) -> None:
        """Put the keyboard into the search field."""
        self.bar.field.setFocus()
        self.bar.field.selectAll()

    def report(self, error: FunduscopeError) -> None:
        """Say what went wrong; it stays until it is dismissed."""
        self.messages.showMessage(MessageKind.ERROR, error.message, hint=error.hint)

    def remark(self, text: str) -> None:
        """Say something that vanishes by itself, where it moves nothing."""
        self._said.setText(text)
        self._hush.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What can be added to the project is; everything else goes to the window."""
        event.setAccepted(bool(self._addable(event.mimeData())))

    def dropEvent(self, event: QDropEvent) -> None:
        """Add it."""
        paths = self._addable(event.mimeData())
        event.setAccepted(bool(paths))
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _addable(self, data: QMimeData) -> list[Path]:
        """What of it belongs into the project that is open; nothing, unless all of it does."""
        project = self._projects.project
        if project is None or project.is_read_only or not data.hasUrls():
            return []
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return paths if all(path.suffix.lower() in ADDABLE or path.is_dir() for path in paths) else []

    def shutdown(self) -> None:
        """End the worker threads."""
        self.model.shutdown()

    # The project

    def _take_project(self, project: Project | None) -> None:
        self._order.forget()
        self.model.clear()
        self.bar.clear()
        if project is not None:
            suffix = tr("  (read only)") if project.is_read_only else ""
            self.head.title.setText(f"{project.path.stem}{suffix}")
            self.head.title.setToolTip(f"{project.path}\n{project.reason}".strip())
        self.messages.clear()
        if project is not None and project.is_read_only:
            self.messages.showMessage(
                MessageKind.WARNING, tr("This project can only be looked at."), hint=project.reason
            )
        self._show_work()
        self._show_page()

    def _take_content(self, content: Content) -> None:
        self.bar.setColumns(content.columns, content.numbers)
        self.model.setFactColumns(content.columns)
        choices: tuple[Sequence[Scheme | KnownModel | StoredSplit], ...] = (
            content.schemes,
            content.models,
            content.splits,
        )
        offered = {name: [(one.name, one.id) for one in each] for name, each in zip(BOXES, choices, strict=True)}
        self.head.setChoices(offered)
        self._show_view()
        self._show_counts()
        self._show_page()

    def _take_view(self, _view: View) -> None:
        self._show_view()
        self._order.ask()

    def _show_view(self) -> None:
        view, content = self._projects.view or View(), self._projects.content
        self.head.setChosen(dict(zip(BOXES, (view.scheme, view.model, view.split), strict=True)))
        labels = next((one.class_names for one in content.schemes if one.id == view.scheme), ())
        said = next((one.class_names for one in content.models if one.id == view.model), ())
        self.model.setNames(Names(labels, said))
        self.bar.setNames(Names(labels, said))

    def _show_work(self) -> None:
        projects, project = self._projects, self._projects.project
        can_write = project is not None and not project.is_read_only
        model = self._session.model
        self.head.predictButton.setText(tr("Stop predicting") if projects.is_predicting else tr("Predict all"))
        self.head.predictButton.setEnabled(can_write and (projects.is_predicting or model is not None))
        tip = (
            tr("Open a model first")
            if model is None
            else tr("Ask {card_name} about every photograph, behind the window", card_name=model.card.name)
        )
        self.head.predictButton.setToolTip(tip)
        self.head.addButton.setEnabled(can_write)
        self._show_page()

    def _predict_or_stop(self) -> None:
        if self._projects.is_predicting:
            self._projects.stop_predicting()
        else:
            self.predictRequested.emit()

    # Asking

    def _take_order(self, order: Order, is_same_question: bool) -> None:  # noqa: FBT001 - a signal's argument
        before = self.model.order()
        if order.ids != before.ids or order.groups != before.groups:
            self._replace(order, keeps_place=is_same_question)
        self.model.refresh()
        self._show_counts()
        self._show_page()

    def _replace(self, order: Order, *, keeps_place: bool) -> None:
        """Show another order, and stay where one was as far as that is still there."""
        view = self.view()
        top = view.verticalScrollBar().value()
        row = self._selection.replace(order)
        if keeps_place:
            view.verticalScrollBar().setValue(top)
        elif row >= 0:
            view.scrollTo(self.model.index(row, 0))
        else:
            view.scrollToTop()
        self._tell_table_rows()

    def _fetch(self, photographs: list[int]) -> None:
        view = self.query().view
        self._projects.ask(
            lambda project, _token: project.browsing.rows(photographs, view),
            self.model.setRows,
            slot=ROWS_SLOT,
            priority=Priority.USER,
        )

    def _count_values(self, chip: FilterChip) -> None:
        """Count the values of one column among what the other conditions let through."""
        query, key = self.query(), chip.key
        others = tuple(one for one in query.conditions if getattr(one, "key", None) != key)
        rest = BrowseQuery(query.view, others)

        def question(project: Project, token: CancelToken) -> tuple[dict[Value, int], tuple[Value, Value]]:
            browsing = project.browsing
            return browsing.counts(rest, key, token), browsing.limits(rest, key, token)

        def take(answer: tuple[dict[Value, int], tuple[Value, Value]]) -> None:
            counts, (low, high) = answer
            self.bar.setValues(chip, counts)
            if isinstance(low, int | float) and isinstance(high, int | float):
                chip.setLimits(low, high)

        self._projects.ask(question, take, slot=VALUES_SLOT, priority=Priority.USER)

    def _open(self, photograph: int) -> None:
        row = self.model.known(photograph)
        if row is not None:
            self._selection.rest()
            self.activated.emit(row.path, array("q", self.model.order().ids))

    def paths_of(self, photographs: Sequence[int]) -> list[Path]:
        """Where photographs lie, as far as their rows are known."""
        rows = (self.model.known(one) for one in photographs)
        return [row.path for row in rows if row is not None]

    # Showing

    def _sort_by(self, column: int) -> None:
        key: Key = self.model.columnKey(column)
        is_same = key == self.query().sort
        self.bar.setSort(key, is_descending=is_same and not self.query().is_descending)

    def _tell_table_rows(self) -> None:
        if self.layoutKind() is Layout.TABLE:
            self.model.setVisibleRows(self.table.visibleRows())

    def _tell_selection(self, count: int) -> None:
        self._count.setText(tr("{count:,} selected", count=count) if count > 1 else "")
        self.selectionChanged.emit(count)

    def _show_counts(self) -> None:
        self.bar.setCounts(len(self.model.order().ids), self._projects.content.photographs)

    def _show_page(self) -> None:
        project, content = self._projects.project, self._projects.content
        has_photographs = content.photographs > 0 or self.model.rowCount() > 0
        if project is None:
            page: QWidget = self.pages.none
        elif not has_photographs and not self._projects.is_reading:
            page = self.pages.bare
        elif not self.model.rowCount() and self.bar.isFiltered():
            page = self.pages.left_out
        else:
            page = self.view()
        self._tools.setVisible(project is not None)
        self._foot.setVisible(project is not None)
        self.pages.setCurrentWidget(page)
        if page is self.table:
            self._tell_table_rows()

    def _want_menu(self, view: QAbstractItemView, at: QPoint) -> None:
        if self._selection.rows.hasSelection():
            self.menuRequested.emit(view.viewport().mapToGlobal(at))

    def index(self, photograph: int) -> QModelIndex:
        """Where a photograph is shown; nowhere where it is not."""
        row = self.model.rowOf(photograph)
        return self.model.index(row, 0) if row >= 0 else QModelIndex()
