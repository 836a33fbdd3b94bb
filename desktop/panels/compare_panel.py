"""The grid of comparison: the bar over it, the cells, and their menus."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.explain.explanation import Explanation
from core.explain.rendering import Limits, Rendering
from desktop.compare_cells import Cell, CellState
from desktop.compare_menus import add_menu, cell_menu
from desktop.compare_plan import AxisKind, Value
from desktop.compare_scales import cell_renderings, limits_now, scale_words
from desktop.compare_values import CellQuestion, dropped_value
from desktop.compare_words import value_words
from desktop.comparison import Comparison
from desktop.resources import icon
from desktop.session import Session
from desktop.settings import COMPARISON_SCALE, Settings
from desktop.translation import tr
from desktop.truth import Truth
from desktop.widgets.compare.bar import CompareBar, ScaleMode
from desktop.widgets.compare.cell import CellLook, CellMap
from desktop.widgets.compare.chips import Chip
from desktop.widgets.compare.grid import CompareGrid
from desktop.widgets.dragging import Dragged, DragKind
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.photograph_view import PreparedPhotograph
from desktop.words import no_evidence

PATIENCE_MS = 300
"""Cells that are filled within this time do not say that they wait."""


class ComparePanel(QWidget):
    """Follows the comparison and the session; computes only while it is visible."""

    leaveRequested = Signal()
    exportRequested = Signal()
    copyRequested = Signal()
    agreementRequested = Signal()
    pictureRequested = Signal(int)
    """Copy the picture of the cell of that number."""
    captionRequested = Signal(int)
    """Copy in words what the cell of that number shows."""
    openPhotographsRequested = Signal()
    openModelRequested = Signal()
    pointerMoved = Signal(object)
    """A PointerReading of the cell under the pointer, or None."""

    def __init__(
        self, session: Session, comparison: Comparison, truth: Truth, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.setAutoFillBackground(True)  # else what lies beneath shows between the cells
        self._session = session
        self._comparison = comparison
        self._truth = truth
        self._settings = settings
        self._rendering = Rendering()
        self._scale = _scale(settings.value(COMPARISON_SCALE))
        self._locked: dict[CellQuestion, Limits] | None = None
        self._maps: dict[int, tuple[Explanation, CellMap]] = {}
        self._is_patient = True
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_looks)
        self.bar = CompareBar()
        self.grid = CompareGrid()
        self.empty = EmptyState()
        self._make_empty()
        self._lay_out()
        self._connect()
        self._show_plan()

    def _make_empty(self) -> None:
        self.empty.setIcon(icon("grid"))
        self._open_photographs = self.empty.addButton(tr("Open photographs…"), icon=icon("photograph"))
        self._open_model = self.empty.addButton(tr("Open model…"), icon=icon("model"))
        self._pin = self.empty.addButton(tr("Pin what is selected"), icon=icon("pin"))
        self._open_photographs.clicked.connect(self.openPhotographsRequested)
        self._open_model.clicked.connect(self.openModelRequested)
        self._pin.clicked.connect(self._comparison.pinSelection)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.stack, 1)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        session, comparison, bar, grid = self._session, self._comparison, self.bar, self.grid
        session.photographChanged.connect(lambda _photograph: self._set_photograph())
        self._truth.changed.connect(lambda: grid.setMaskOutlines(self._truth.outlines()))
        comparison.planning.changed.connect(self._show_plan)
        comparison.cellsChanged.connect(self._show_cells)
        comparison.cellChanged.connect(self._show_cell)
        comparison.progressed.connect(self._show_progress)
        bar.axesChanged.connect(comparison.planning.setAxes)
        bar.presetChosen.connect(comparison.planning.applyPreset)
        bar.addRequested.connect(self._ask_value)
        bar.removeRequested.connect(comparison.planning.removeValue)
        bar.scaleChosen.connect(self.setScale)
        bar.lockToggled.connect(self.setLocked)
        bar.cancelRequested.connect(comparison.stop)
        bar.resumeRequested.connect(comparison.resume)
        bar.agreementRequested.connect(self.agreementRequested)
        bar.exportRequested.connect(self.exportRequested)
        bar.copyRequested.connect(self.copyRequested)
        bar.closeRequested.connect(self.leaveRequested)
        grid.leaveRequested.connect(self.leaveRequested)
        grid.chosen.connect(comparison.select)
        grid.removeRequested.connect(comparison.remove)
        grid.stepRequested.connect(session.step)
        grid.dropped.connect(self._drop)
        grid.menuRequested.connect(self._open_menu)
        grid.pointerMoved.connect(self.pointerMoved)

    # Intents of the rest of the window

    def setRendering(self, rendering: Rendering) -> None:
        """Draw the maps with the look of the large viewer; limits are the grid's own."""
        self._rendering = rendering
        if self.isVisible():
            self._show_looks()

    def setScale(self, mode: ScaleMode) -> None:
        """Give each cell its own scale, or one to all that are measured in the same unit."""
        self._scale = mode
        self._settings.setValue(COMPARISON_SCALE, mode.value)
        self.setLocked(False)
        self._show_looks()

    def scale(self) -> ScaleMode:
        """What the brightest colour of a cell stands for."""
        return self._scale

    def setLocked(self, is_locked: bool) -> None:  # noqa: FBT001
        """Keep the limits that the cells have now for the next photographs, or let them be automatic again."""
        self._locked = limits_now(self._comparison.cells, self.renderings()) if is_locked else None
        self._show_looks()

    def renderings(self) -> list[Rendering]:
        """The look of each cell."""
        return cell_renderings(
            self._comparison.cells,
            self._rendering,
            is_common=self._scale is ScaleMode.COMMON,
            locked=self._locked or {},
            threshold_of=self._session.explanation,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to compute."""
        super().showEvent(event)
        if not event.spontaneous():
            self._set_photograph()
            self.grid.setMaskOutlines(self._truth.outlines())
            self._comparison.setActive(True)
            self._show_cells()

    def hideEvent(self, event: QHideEvent) -> None:
        """Compute nothing that nobody sees."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._comparison.setActive(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, wherever in the panel the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.leaveRequested.emit()
        else:
            super().keyPressEvent(event)

    # What is shown

    def _set_photograph(self) -> None:
        if self.isVisible():
            prepared = self._session.prepared
            self._maps.clear()
            self.grid.setPhotograph(prepared if isinstance(prepared, PreparedPhotograph) else None)
            self._show_page()

    def _show_plan(self) -> None:
        self.bar.setPlan(self._comparison.plan)
        self._show_chips()

    def _show_chips(self) -> None:
        comparison, model = self._comparison, self._session.model
        plan, planning = comparison.plan, comparison.planning
        class_names = model.card.class_names if model is not None else ()

        def chip(value: Value) -> Chip:
            shown = comparison.model_at(value) if isinstance(value, Path) else None
            return Chip(value_words(value, class_names, shown), value)

        self.bar.setChips(plan, {kind: [chip(value) for value in planning.values(kind)] for kind in plan.axes})

    def _show_cells(self) -> None:
        cells = self._comparison.cells
        self._maps.clear()
        self.grid.setShape(*self._comparison.shape, len(cells))
        self._is_patient = True
        self._patience.start()
        self._show_looks()
        self._show_page()

    def _show_cell(self, number: int) -> None:
        cell = self._comparison.cells[number]
        known = self._maps.get(number)
        if known is None or known[0] is not cell.explanation:
            self._later.start()  # the scale of the others may change with it
        self._show_look(number, self.renderings()[number])

    def _show_looks(self) -> None:
        self._later.stop()
        for number, rendering in enumerate(self.renderings()):
            self._show_look(number, rendering)
        self._show_bar()

    def _show_look(self, number: int, rendering: Rendering) -> None:
        if number >= len(self.grid.cells()):
            return  # told again when the cells are laid out
        cell = self._comparison.cells[number]
        self.grid.setLook(
            number,
            CellLook(
                title=cell.title,
                rest=cell.rest,
                tip=_tip(cell),
                message=self._message(cell),
                map=self._map(number, cell),
                rendering=rendering,
                is_selected=cell.is_selected,
                is_busy=cell.state is CellState.COMPUTING,
                progress=cell.progress or 0.0,
            ),
        )

    def _map(self, number: int, cell: Cell) -> CellMap | None:
        """The map of a cell: the same object as long as it is the same answer, so that it is not drawn again."""
        explanation = cell.explanation
        if explanation is None:
            self._maps.pop(number, None)
            return None
        known = self._maps.get(number)
        if known is None or known[0] is not explanation:
            shown = CellMap(
                values=explanation.map,
                to_photograph=explanation.to_photograph,
                seen=explanation.seen,
                is_signed=explanation.is_signed,
                is_partial=explanation.is_partial,
                estimate=explanation.estimate,
            )
            known = self._maps[number] = (explanation, shown)
        return known[1]

    def _message(self, cell: Cell) -> str:
        match cell.state:
            case CellState.REFUSED:
                return cell.words
            case CellState.STOPPED:
                return tr("Stopped: press Go on to compute it") if cell.explanation is None else ""
            case CellState.WAITING:
                return "" if self._is_patient else tr("Waits for its turn")
            case _:
                if cell.explanation is None or cell.model is None or cell.explanation.is_partial:
                    return ""
                return "" if cell.explanation.has_evidence else no_evidence(cell.model, cell.explanation)

    def _show_bar(self) -> None:
        cells = self._comparison.cells
        count = sum(cell.explanation is not None for cell in cells)
        self._show_chips()  # a model has its name once its file is read
        self.bar.setScale(self._scale)
        self.bar.setLocked(self._locked is not None)
        self.bar.setStopped(self._comparison.is_stopped)
        self.bar.setReady(has_cells=bool(cells), has_maps=count > 0, has_two=count > 1)
        words = scale_words(cells) if self._scale is ScaleMode.COMMON else self._comparison.common_words()
        self.bar.setNote(words)

    def _show_progress(self, progress: object) -> None:
        self.bar.setProgress(progress)  # type: ignore[arg-type]  # a signal's argument
        if progress is None:
            self._later.start()

    def _lose_patience(self) -> None:
        self._is_patient = False
        self._show_looks()

    def _show_page(self) -> None:
        """The cells, or what is missing for them."""
        session, plan = self._session, self._comparison.plan
        has_model, has_photograph = session.model is not None, session.photograph is not None
        is_coming = session.selection.photograph is not None and not has_photograph
        is_pinning = plan.columns is AxisKind.VIEWS and not plan.views
        if not has_model:
            self._say(tr("Which network?"), tr("Open a model: the grid shows where it looks, by different methods."))
        elif not has_photograph and not is_coming:
            self._say(tr("Nothing to compare yet"), tr("Open a photograph: all cells of the grid show the same one."))
        elif is_pinning:
            self._say(
                tr("No view is pinned"),
                tr(
                    "Pin what is selected, or the cell of a grid by its menu; choose another view and pin that as well."
                ),
            )
        self._open_model.setVisible(not has_model)
        self._open_photographs.setVisible(has_model and not has_photograph)
        self._pin.setVisible(has_model and is_pinning)
        has_cells = has_model and (has_photograph or is_coming) and not is_pinning
        self.stack.setCurrentWidget(self.grid if has_cells else self.empty)

    def _say(self, title: str, text: str) -> None:
        self.empty.setTitle(title)
        self.empty.setText(text)

    # What is dropped

    def _drop(self, number: int, dragged: Dragged) -> None:
        """Show it in the cell; a photograph is that of all cells."""
        self.grid.focusCell(number)
        if dragged.kind is DragKind.PHOTOGRAPH:
            self._session.choosePhotograph(Path(dragged.value))
        elif (found := dropped_value(dragged.kind, dragged.value)) is not None:
            self._comparison.change(number, *found)

    # Menus

    def _ask_value(self, kind: AxisKind, place: QPoint) -> None:
        menu = add_menu(kind, self._comparison, self)
        if menu is not None:
            menu.popup(place)

    def _open_menu(self, number: int, place: QPoint) -> None:
        self.grid.focusCell(number)
        menu = cell_menu(number, self._comparison, self)
        menu.addSeparator()
        for text, wanted in (
            (tr("Copy this &picture"), self.pictureRequested),
            (tr("Copy c&aption"), self.captionRequested),
        ):
            copy = menu.addAction(icon("copy"), text)
            copy.setEnabled(self._comparison.cells[number].explanation is not None)
            copy.triggered.connect(lambda _checked=False, wanted=wanted: wanted.emit(number))
        menu.popup(place)


def _tip(cell: Cell) -> str:
    """Everything that is known of a cell."""
    lines = [cell.title, cell.rest]
    if cell.explanation is not None:
        explanation = cell.explanation
        height, width = explanation.map.shape
        lines.append(
            tr(
                "{width} x {height} values, computed in {seconds:.2f} s",
                width=width,
                height=height,
                seconds=explanation.seconds,
            )
        )
        lines += explanation.notes
    return "\n".join([*lines, cell.words] if cell.words else lines)


def _scale(text: str) -> ScaleMode:
    return ScaleMode(text) if text in list(ScaleMode) else ScaleMode.OWN
