"""The figures of runs, epoch by epoch, as curves that share one cursor; several runs lie over each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.training.watching import WatchedRun
from desktop.series_colours import series_colour
from desktop.translation import mark, tr
from desktop.widgets.painting import dim_colour
from desktop.widgets.train.curve_field import CurveField, Line, Plan

MOST_RUNS = 6
PAUSE_MS = 15
"""Between two fields, in which the window does what else there is."""
ROUND_EPOCHS = (10, 20, 30, 40, 60, 100, 150, 200, 300, 500, 1000, 2000, 5000, 10**4, 10**5, 10**9)
_COLUMNS = 2


PLANS = (
    Plan(mark("Loss"), (Line("training_loss", "training", is_dashed=True), Line("validation_loss", "validation"))),
    Plan(
        mark("Accuracy"),
        (Line("training_accuracy", "training", is_dashed=True), Line("validation_accuracy", "validation")),
        low=0.0,
        high=1.0,
    ),
    Plan(mark("Quadratic weighted kappa"), (Line("validation_quadratic_weighted_kappa", "validation"),), high=1.0),
    Plan(mark("Recall of each class, validation"), (), low=0.0, high=1.0),
    Plan(mark("Learning rate"), (Line("learning_rate", ""),), is_log=True),
)
LOSS, RECALL = 0, 3


class RunCurves(QWidget):
    """Fields side by side. The cursor is one line in all of them, and each says its figures there."""

    cursorMoved = Signal(float)
    """The epoch under the pointer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Figures of the runs"))
        self._runs: tuple[WatchedRun, ...] = ()
        self._waiting: list[CurveField] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._draw_next)
        self.fields = [CurveField(plan) for plan in PLANS]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for number, field in enumerate(self.fields):
            row, column = divmod(number, _COLUMNS)
            self._grid.addWidget(field, row, column)
            field.plot.setXLink(self.fields[0].plot if number else None)
            field.moved.connect(self.setCursorEpoch)
        self._legend = QLabel()
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._legend.setWordWrap(True)
        self._legend.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._legend.setContentsMargins(4, 2, 0, 0)
        row, column = divmod(len(self.fields), _COLUMNS)
        self._grid.addWidget(self._legend, row, column)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        for row in range(-(-(len(self.fields) + 1) // _COLUMNS)):
            self._grid.setRowStretch(row, 1)

    def setRuns(self, runs: Sequence[WatchedRun]) -> None:
        """Show these; the first is the one in full. What has not changed since is not drawn anew."""
        before, self._runs = self._runs, tuple(runs[:MOST_RUNS])
        if before and _is_same(before, self._runs):
            if before[0].steps is not self._runs[0].steps:
                self.fields[LOSS].setFaint(_step_points(self._runs[0]))
            return
        self._redraw()

    def _redraw(self) -> None:
        """Say the figures at once, and draw the fields one after the other: together they would hold the window up."""
        for field in self.fields:
            field.clear()
        for number, run in enumerate(self._runs):
            self._draw(run, number)
        self.fields[0].plot.setXRange(0, self._last_epoch(), padding=0.01)
        for field in self.fields:
            field.refresh()
        self._legend.setText(self._legend_text())
        self._waiting = list(self.fields)
        self._draw_next()

    def _draw_next(self) -> None:
        if not self._waiting:
            return
        self._waiting.pop(0).draw()
        if self._waiting:
            self._pause.start()

    def _last_epoch(self) -> float:
        """Where the axes end: a round number of epochs, so that they do not move with each."""
        epochs = max((row.get("epoch", 0.0) for run in self._runs for row in run.history), default=0.0)
        return next(float(end) for end in ROUND_EPOCHS if end >= epochs)

    def runs(self) -> tuple[WatchedRun, ...]:
        """What is shown."""
        return self._runs

    def setCursorEpoch(self, epoch: float) -> None:
        """Put the cursor of all fields at an epoch."""
        for field in self.fields:
            field.setCursor_(epoch)
        self.cursorMoved.emit(epoch)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has other colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "fields"):
            for field in self.fields:
                field.dress()
            self._redraw()

    def _draw(self, run: WatchedRun, number: int) -> None:
        colour = self._colour(number)
        if number == 0:
            self.fields[LOSS].setFaint(_step_points(run), colour)
        for field in self.fields:
            for line in field.plan.lines:
                title = tr(line.title) if len(self._runs) == 1 else f"{run.name} {tr(line.title)}".strip()
                field.add(_points(run, line.figure), colour, title, is_dashed=line.is_dashed)
        if number == 0:
            for index, name in enumerate(run.class_names):
                points = _points(run, f"validation_recall_{index}")
                self.fields[RECALL].add(points, self._class_colour(index), name)

    def _colour(self, number: int) -> QColor:
        return series_colour(number, self.palette())

    def _class_colour(self, index: int) -> QColor:
        return series_colour(index, self.palette())

    def _legend_text(self) -> str:
        from html import escape

        lines = []
        if len(self._runs) > 1:
            lines += [
                f'<span style="color:{self._colour(number).name()}">&#9632;</span> {escape(run.name)}'
                for number, run in enumerate(self._runs)
            ]
        if self._runs:
            dim = dim_colour(self.palette()).name()
            lines.append(tr('<span style="color:{dim}">{ending}Recall</span>', dim=dim, ending="<br>" if lines else ""))
            lines += [
                f'<span style="color:{self._class_colour(index).name()}">&#9632;</span> {escape(name)}'
                for index, name in enumerate(self._runs[0].class_names)
            ]
            lines.append(
                tr('<br><span style="color:{dim}">dashed: while learning; faint: step by step</span>', dim=dim)
            )
        return "<br>".join(lines)


def _points(run: WatchedRun, figure: str) -> list[tuple[float, float]]:
    return [(row["epoch"], row[figure]) for row in run.history if figure in row and "epoch" in row]


def _step_points(run: WatchedRun) -> list[tuple[float, float]]:
    return [(row.epochs, row.loss) for row in run.steps if math.isfinite(row.loss)]


def _is_same(before: Sequence[WatchedRun], after: Sequence[WatchedRun]) -> bool:
    """Whether the epochs of all runs are those that were drawn: what was not read anew is the very same object."""
    return [(run.folder, id(run.history), run.class_names, run.name) for run in before] == [
        (run.folder, id(run.history), run.class_names, run.name) for run in after
    ]
