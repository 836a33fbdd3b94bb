"""The cells of the grid of comparison: what each asks, and what it shows. Knows no Qt and no torch."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from core.explain.explanation import Explanation
from core.networks.prediction import Prediction
from desktop.answers import Answer
from desktop.compare_plan import AxisKind, Value
from desktop.compare_values import CellQuestion, Ground, cell_question
from desktop.compare_words import cell_parts, cell_title

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


class CellState(Enum):
    """How far a cell is."""

    WAITING = "waiting"
    COMPUTING = "computing"
    READY = "ready"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell. `title` is what is particular to it and `rest` the rest; `words` say why there is nothing to see.

    `explanation` is partial while the cell is computed. `progress` 0..1 is how far that is, None where nobody knows.
    """

    row: int
    column: int
    values: Mapping[AxisKind, Value]
    question: CellQuestion
    state: CellState = CellState.WAITING
    title: str = ""
    rest: str = ""
    explanation: Explanation | None = None
    prediction: Prediction | None = None
    model: LoadedModel | None = None
    words: str = ""
    progress: float | None = None
    is_selected: bool = False


def new_cell(place: tuple[int, int], values: Mapping[AxisKind, Value], ground: Ground) -> Cell:
    """The cell at a row and column, of which nothing is known as yet."""
    return Cell(*place, values, cell_question(values, ground))


def answered(cell: Cell, answer: Answer, *, state: CellState = CellState.READY) -> Cell:
    """The cell with an answer, or a part of it."""
    progress = None if state is CellState.READY else cell.progress
    return replace(
        cell, state=state, explanation=answer.explanation, prediction=answer.prediction, words="", progress=progress
    )


def is_open(cell: Cell) -> bool:
    """Whether the cell is still to be computed."""
    return cell.state in (CellState.WAITING, CellState.COMPUTING)


def looks(cell: Cell) -> tuple[object, ...]:
    """What is seen of a cell: where two are equal nothing has to be drawn anew."""
    return cell.state, cell.title, cell.rest, id(cell.explanation), cell.words, cell.is_selected, id(cell.model)


def titled(cell: Cell, axes: tuple[AxisKind, ...], common: Collection[AxisKind]) -> Cell:
    """The cell with the words that say what it shows, in a grid of these axes that has so much in `common`."""
    title, rest = cell_title(cell_parts(cell.question, cell.model, cell.explanation), axes, common)
    return replace(cell, title=title, rest=rest)
