"""The grid of comparison: which cells there are, and the loop that fills them.

It follows the session as a view does. Its questions go to the lane of the networks one after the other, in a slot of
their own and behind the selection's: what is selected is answered first, and makes a cell that is being computed give
way. A cell shows an answer only while that is the answer to its question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import FunduscopeError
from core.explain.catalogue import CATALOGUE
from core.explain.query import Query
from core.images.photograph import Photograph
from core.jobs import Progress
from desktop.answers import Answer
from desktop.compare_cells import Cell, CellState, answered, is_open, looks, new_cell, titled
from desktop.compare_filling import Filling, Key
from desktop.compare_memory import CompareMemory
from desktop.compare_plan import AxisKind, PinnedView, Plan, Value, shape_for
from desktop.compare_planning import ComparePlanning
from desktop.compare_values import (
    Ground,
    cell_question,
    cell_wish,
    changed_view,
    pinned_view,
)
from desktop.compare_words import cell_parts, common_parts
from desktop.selection import Selection
from desktop.session import Session
from desktop.settings import RECENT_MODELS, Settings

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

_FINE = 1000
"""Steps a cell in the progress of the whole grid."""


class Comparison(QObject):
    """Holds the plan of the grid and the answers of its cells. Computes only while it is active: while one looks."""

    cellsChanged = Signal()
    """Other cells, or another shape."""
    cellChanged = Signal(int)
    """The cell of that number shows something else."""
    progressed = Signal(object)
    """A Progress of the whole grid; None: nothing is left to compute, or it was stopped."""

    def __init__(
        self, session: Session, settings: Settings, bundled: Sequence[Path] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._bundled = tuple(bundled)
        self._filling = Filling(session.networks, self)
        self.planning = ComparePlanning(settings, self.ground, self)
        self._shape = (1, 1)
        self._cells: list[Cell] = []
        self._common: frozenset[AxisKind] = frozenset()
        self._memory = CompareMemory(session.networks)
        self._total = 0
        self._is_active = False
        self._is_stopped = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._pump)
        self._connect()

    def _connect(self) -> None:
        session = self._session
        self.planning.changed.connect(self._follow_plan)
        session.selectionChanged.connect(lambda _selection: self._follow())
        session.photographChanged.connect(lambda _photograph: self._follow())
        session.modelChanged.connect(lambda _model: self._follow())
        session.predictionChanged.connect(lambda _prediction: self._follow())
        session.networks.librariesLoaded.connect(self._later.start)
        session.networks.changed.connect(self._follow)
        filling = self._filling
        filling.shown.connect(self._show)
        filling.answered.connect(self._take)
        filling.refused.connect(self._refuse)
        filling.modelLoaded.connect(self._keep_model)
        filling.advanced.connect(self._advance)
        filling.gaveWay.connect(self._follow)
        filling.stopped.connect(self.stop)

    # What is the case

    @property
    def plan(self) -> Plan:
        """What is compared."""
        return self.planning.plan

    @property
    def cells(self) -> Sequence[Cell]:
        """The cells, row by row."""
        return self._cells

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self._shape

    @property
    def is_active(self) -> bool:
        """Whether the grid is looked at."""
        return self._is_active

    @property
    def is_stopped(self) -> bool:
        """Whether the user has stopped the computation with cells left."""
        return self._is_stopped

    @property
    def is_busy(self) -> bool:
        """Whether cells are left to compute, and will be."""
        return self._is_active and not self._is_stopped and any(is_open(cell) for cell in self._cells)

    def ground(self) -> Ground | None:
        """What is selected; None without a model."""
        session, model = self._session, self._session.model
        if model is None:
            return None
        # Looking for files takes its time on a disk far away: only where their names are needed.
        models = self.known_models() if AxisKind.MODELS in self.plan.axes else ()
        return Ground(session.selection, model, session.prediction, models, session.params)

    def known_models(self) -> list[Path]:
        """The model files that are open, were open lately, or came with the program."""
        recent = (Path(text) for text in self._settings.value(RECENT_MODELS))
        loaded = (model.path for model in self._session.networks.models())
        return list(dict.fromkeys([*loaded, *(path for path in recent if path.is_file()), *self._bundled]))

    def model_at(self, path: Path) -> LoadedModel | None:
        """The model of a file, where it is loaded."""
        return self._memory.model_at(path)

    # Intents

    def setActive(self, is_active: bool) -> None:  # noqa: FBT001
        """Begin to fill the grid, or leave it."""
        if is_active == self._is_active:
            return
        self._is_active = is_active
        self._is_stopped = False
        if is_active:
            self._memory.forget_refusals()  # a file may be there now that was missing
            self._follow()
        else:
            self._filling.cancel()
            self._memory.forget_models()
            self.progressed.emit(None)

    def change(self, number: int, kind: AxisKind, value: Value) -> None:
        """Another method, layer, target or model in one cell.

        Along an axis that changes the axis. Anything else makes a grid of pinned views of what is shown, in which only
        this cell is another.
        """
        ground, cell = self.ground(), self._cells[number]
        if kind in self.plan.axes:
            self.planning.replaceValue(kind, cell.values[kind], value)
        elif ground is not None:
            views = [self._view(cell) for cell in self._cells]
            views[number] = changed_view(views[number], kind, value, ground)
            self.planning.setPlan(
                replace(self.plan.with_values(AxisKind.VIEWS, views), columns=AxisKind.VIEWS, rows=None)
            )

    def remove(self, number: int) -> None:
        """Take a cell away, with its row or column where there are two axes: the values that it stands for."""
        kind = self.plan.columns
        self.planning.removeValue(kind, self._cells[number].values[kind])

    def select(self, number: int) -> None:
        """Make the view of a cell the selection."""
        cell = self._cells[number]
        model = self.model_at(cell.question.model)
        path = self._session.selection.photograph
        if model is None or path is None:
            return
        try:
            wish = cell_wish(cell.question, model)
        except FunduscopeError:
            return  # the cell says it
        session = self._session
        if session.networks.model(model.id) is None:
            session.networks.adopt(model)
        layer = wish.layer or (session.selection.layer if cell.question.model == self._selected_path() else None)
        session.restore(
            Selection(path, model.id, layer or session.layer_for(model), wish.target, wish.method, wish.params)
        )

    def pin(self, number: int) -> None:
        """Keep the view of a cell among the pinned ones."""
        self.planning.pin(self._view(self._cells[number]))

    def pinSelection(self) -> None:
        """Keep what is selected among the pinned views."""
        ground = self.ground()
        if ground is not None:
            self.planning.pin(pinned_view(cell_question({}, ground), ground.model, ground.prediction))

    def stop(self) -> None:
        """Compute no further; what there is stays."""
        if not self.is_busy:
            return
        self._is_stopped = True
        self._filling.cancel()
        for number, cell in enumerate(self._cells):
            if is_open(cell):
                self._set(number, replace(cell, state=CellState.STOPPED, progress=None))
        self.progressed.emit(None)

    def resume(self) -> None:
        """Compute what was left, after all."""
        if self._is_stopped:
            self._is_stopped = False
            self._follow()

    # Following

    def _follow_plan(self) -> None:
        self._is_stopped = False
        self._follow()

    def _follow(self) -> None:
        """Make the cells of what is selected now, with the answers that are known."""
        if not self._is_active:
            return
        ground = self.ground()
        made = [] if ground is None else self._make(ground)
        self._common = frozenset(common_parts([cell_parts(cell.question, None, None) for cell in made]))
        is_same = [(cell.row, cell.column, cell.question) for cell in made] == [
            (cell.row, cell.column, cell.question) for cell in self._cells
        ]
        before, self._cells = self._cells, [self._known(cell) for cell in made]
        self._forget()
        if self._filling.asked is not None and self._filling.asked not in self._open_keys():
            self._filling.cancel()
        self._total = sum(is_open(cell) for cell in self._cells)
        if not is_same:
            self.cellsChanged.emit()
        else:
            for number, (old, new) in enumerate(zip(before, self._cells, strict=True)):
                if looks(old) != looks(new):
                    self.cellChanged.emit(number)
        self._later.start()

    def _photograph(self) -> Photograph | None:
        """The photograph that is selected; None as soon as another one is, whether that is there already or not."""
        photograph = self._session.photograph
        is_selected = photograph is not None and photograph.path == self._session.selection.photograph
        return photograph if is_selected else None

    def _make(self, ground: Ground) -> list[Cell]:
        plan = self.plan
        columns = self.planning.values(plan.columns)
        if plan.rows is None:
            self._shape = shape_for(len(columns))
            return [
                new_cell(divmod(place, self._shape[1]), {plan.columns: value}, ground)
                for place, value in enumerate(columns)
            ]
        rows = self.planning.values(plan.rows)
        self._shape = len(rows), len(columns)
        return [
            new_cell((row, column), {plan.rows: down, plan.columns: across}, ground)
            for row, down in enumerate(rows)
            for column, across in enumerate(columns)
        ]

    def _known(self, cell: Cell) -> Cell:
        """The cell with what is known of its answer."""
        photograph, question = self._photograph(), cell.question
        model = self.model_at(question.model)
        cell = replace(cell, model=model, is_selected=self._is_selected(cell, model))
        if photograph is None:
            return self._titled(cell)
        key = (photograph.id, question)
        words = self._memory.refusal(key)
        if words is not None:
            return self._titled(replace(cell, state=CellState.REFUSED, words=words))
        answer = self._memory.answer(key)
        if answer is not None:
            return self._titled(answered(cell, answer))
        state = CellState.STOPPED if self._is_stopped else CellState.WAITING
        return self._titled(replace(cell, state=CellState.COMPUTING if key == self._filling.asked else state))

    def _titled(self, cell: Cell) -> Cell:
        return titled(cell, self.plan.axes, self._common)

    def _is_selected(self, cell: Cell, model: LoadedModel | None) -> bool:
        """Whether the cell shows what is selected."""
        session, selected = self._session, self._session.selection.wish
        if model is None or model.id != session.selection.model:
            return False
        try:
            wish = cell_wish(cell.question, model)
        except FunduscopeError:
            return False
        if (wish.method, wish.layer, wish.params) != (selected.method, selected.layer, selected.params):
            return False
        return wish.target == selected.target or (wish.target is not None and wish.target == session.target())

    def _selected_path(self) -> Path | None:
        model = self._session.model
        return model.path if model is not None else None

    def _open_keys(self) -> list[Key]:
        """What is still to be computed."""
        photograph = self._photograph()
        if photograph is None:
            return []
        return [(photograph.id, cell.question) for cell in self._cells if is_open(cell)]

    def _forget(self) -> None:
        """Let go of answers that no cell shows: nothing here grows with the number of photographs."""
        photograph = self._photograph()
        self._memory.forget_but((photograph.id, cell.question) for cell in self._cells if photograph is not None)

    # Computing

    def _pump(self) -> None:
        """Ask the next question, those that are quick to answer first."""
        photograph = self._photograph()
        if not self._is_active or self._is_stopped:
            return
        waiting = [number for number, cell in enumerate(self._cells) if is_open(cell)]
        if not waiting:
            self.progressed.emit(None)
        elif self._session.networks.explainer is None:
            self._session.networks.load_libraries()  # it goes on when they are there
        elif photograph is not None and self._filling.is_ready:
            number = min(waiting, key=lambda number: (not _is_quick(self._cells[number]), number))
            cell = self._cells[number]
            self._set(number, replace(cell, state=CellState.COMPUTING))
            self._tell_progress(0.0, cell.title)
            self._filling.ask(photograph, cell.question, self.model_at(cell.question.model), title=cell.title)

    def _show(self, key: Key, answer: Answer) -> None:
        for number in self._numbers(key) if self._memory.is_of_today(key[1], answer) else ():
            self._set(number, self._titled(answered(self._cells[number], answer, state=CellState.COMPUTING)))

    def _take(self, key: Key, answer: Answer) -> None:
        numbers = self._numbers(key) if self._memory.is_of_today(key[1], answer) else []
        if numbers:
            self._memory.keep(key, answer)
        for number in numbers:
            self._set(number, self._titled(answered(self._cells[number], answer)))
        self._later.start()

    def _refuse(self, key: Key, words: str) -> None:
        numbers = self._numbers(key)
        if numbers:
            self._memory.refuse(key, words)
        for number in numbers:
            self._set(number, replace(self._cells[number], state=CellState.REFUSED, words=words, progress=None))
        self._later.start()

    def _numbers(self, key: Key) -> list[int]:
        """The cells that ask this, as long as this is the photograph that is shown."""
        photograph, (image, question) = self._photograph(), key
        if photograph is None or photograph.id != image:
            return []
        return [number for number, cell in enumerate(self._cells) if cell.question == question]

    def _keep_model(self, model: LoadedModel) -> None:
        self._memory.keep_model(model)
        for number, cell in enumerate(self._cells):
            if cell.question.model == model.path:
                self._set(number, self._titled(replace(cell, model=model)))

    def _advance(self, key: Key, share: float) -> None:
        for number in self._numbers(key):
            self._set(number, replace(self._cells[number], progress=share))
            self._tell_progress(share, self._cells[number].title)

    def _tell_progress(self, share: float, text: str) -> None:
        left = sum(is_open(cell) for cell in self._cells)
        self._total = max(self._total, left)
        done = (self._total - left + share) * _FINE
        self.progressed.emit(Progress(round(done), self._total * _FINE, text))

    def _set(self, number: int, cell: Cell) -> None:
        self._cells[number] = cell
        self.cellChanged.emit(number)

    def _view(self, cell: Cell) -> PinnedView:
        return pinned_view(cell.question, self.model_at(cell.question.model), cell.prediction)

    def common_words(self) -> str:
        """What all cells share, in words."""
        cells = [cell_parts(cell.question, cell.model, cell.explanation) for cell in self._cells]
        return " · ".join(common_parts(cells).values())

    def queries(self) -> list[Query]:
        """The questions that are answered, in the order of the cells."""
        return [cell.explanation.query for cell in self._cells if cell.explanation is not None]


def _is_quick(cell: Cell) -> bool:
    return CATALOGUE[cell.question.method].is_quick
