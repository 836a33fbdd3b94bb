"""The figures of runs, epoch by epoch, as curves that share one cursor; several runs lie over each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.training.watching import WatchedRun
from desktop.widgets.painting import accent_colour, dim_colour, line_colour

MOST_RUNS = 6
RUN_COLOURS = ("", "#f2a33c", "#7ccf5f", "#d178e0", "#e8615c", "#5cc8c0")
"""Of the runs beside the first, which has the accent; apart from each other on dark and on light."""
CLASS_COLOURS = ("#4cc2ff", "#7ccf5f", "#f2c53c", "#f28a3c", "#e8615c", "#d178e0", "#5cc8c0", "#9aa1ad")
_HEIGHT_PX = 110
_WIDTH_PX = 180
_COLUMNS = 2
_FAINT_ALPHA = 90
_LIGHT, _DARKER = 128, 165


@dataclass(frozen=True, slots=True)
class _Line:
    """One curve: the figure's name in a row, what the field calls it, and whether it is drawn with dashes."""

    figure: str
    title: str
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """One field with its curves; `is_log`: the axis counts powers of ten; `low`, `high`: the range, where known."""

    title: str
    lines: tuple[_Line, ...]
    is_log: bool = False
    low: float | None = None
    high: float | None = None


PLANS = (
    _Plan("Loss", (_Line("training_loss", "training", is_dashed=True), _Line("validation_loss", "validation"))),
    _Plan(
        "Accuracy",
        (_Line("training_accuracy", "training", is_dashed=True), _Line("validation_accuracy", "validation")),
        low=0.0,
        high=1.0,
    ),
    _Plan("Quadratic weighted kappa", (_Line("validation_quadratic_weighted_kappa", "validation"),), high=1.0),
    _Plan("Recall of each class, validation", (), low=0.0, high=1.0),
    _Plan("Learning rate", (_Line("learning_rate", ""),), is_log=True),
)
LOSS, RECALL = 0, 3


class RunCurves(QWidget):
    """Fields side by side. The cursor is one line in all of them, and each says its figures there."""

    cursorMoved = Signal(float)
    """The epoch under the pointer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Figures of the runs")
        self._runs: tuple[WatchedRun, ...] = ()
        self.fields = [_Field(plan) for plan in PLANS]
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
        for field in self.fields:
            field.clear()
        for number, run in enumerate(self._runs):
            self._draw(run, number)
        for field in self.fields:
            field.finish()
        self._legend.setText(self._legend_text())

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
            self.fields[LOSS].addFaint(_step_points(run), colour)
        for field in self.fields:
            for line in field.plan.lines:
                title = line.title if len(self._runs) == 1 else f"{run.name} {line.title}".strip()
                field.add(_points(run, line.figure), colour, title, is_dashed=line.is_dashed)
        if number == 0:
            for index, name in enumerate(run.class_names):
                points = _points(run, f"validation_recall_{index}")
                self.fields[RECALL].add(points, self._class_colour(index), name)

    def _colour(self, number: int) -> QColor:
        return self._shade(RUN_COLOURS[number]) if number else accent_colour(self.palette())

    def _class_colour(self, index: int) -> QColor:
        return self._shade(CLASS_COLOURS[index % len(CLASS_COLOURS)])

    def _shade(self, name: str) -> QColor:
        """Darker on light, so that figures in that colour can be read."""
        colour, palette = QColor(name), self.palette()
        is_light = palette.color(palette.ColorRole.Base).lightness() > _LIGHT
        return colour.darker(_DARKER) if is_light else colour

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
            lines.append(f'<span style="color:{dim}">{"<br>" if lines else ""}Recall</span>')
            lines += [
                f'<span style="color:{self._class_colour(index).name()}">&#9632;</span> {escape(name)}'
                for index, name in enumerate(self._runs[0].class_names)
            ]
            lines.append(f'<br><span style="color:{dim}">dashed: while learning; faint: step by step</span>')
        return "<br>".join(lines)


class _Field(QWidget):
    """One plot with a title, and beside it the figures under the cursor."""

    moved = Signal(float)

    def __init__(self, plan: _Plan) -> None:
        super().__init__()
        self.plan = plan
        self._curves: list[tuple[str, QColor, list[tuple[float, float]], bool]] = []
        self._epoch: float | None = None
        self._faint: pg.PlotDataItem | None = None
        self._title = QLabel(plan.title)
        self._title.setProperty("role", "dim")
        self._values = QLabel()
        self._values.setTextFormat(Qt.TextFormat.RichText)
        self._values.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.view = pg.PlotWidget()
        self.view.setMinimumSize(_WIDTH_PX, _HEIGHT_PX)
        self.view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.view.setAccessibleName(plan.title)
        self.plot = self.view.getPlotItem()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setLogMode(y=plan.is_log)
        self.plot.setMouseEnabled(x=True, y=False)
        self.plot.getAxis("left").setWidth(44)
        self._line = pg.InfiniteLine(angle=90, movable=False)
        self.plot.scene().sigMouseMoved.connect(self._take_pointer)
        head = QGridLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.addWidget(self._title, 0, 0)
        head.addWidget(self._values, 0, 1)
        head.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        self.dress()

    def dress(self) -> None:
        """Take the colours of the palette."""
        palette = self.palette()
        self.view.setBackground(palette.color(palette.ColorRole.Base))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(line_colour(palette)))
            axis.setTextPen(pg.mkPen(dim_colour(palette)))
        self._line.setPen(pg.mkPen(dim_colour(palette), width=1))

    def clear(self) -> None:
        """Take all curves away."""
        self.plot.clear()
        self._curves = []
        self._faint = None

    def add(
        self,
        points: list[tuple[float, float]],
        colour: QColor,
        title: str,
        *,
        is_dashed: bool = False,
    ) -> None:
        """One more curve of (epoch, figure)."""
        if self.plan.is_log:
            points = [(epoch, value) for epoch, value in points if value > 0]
        if not points:
            return
        style = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
        pen = pg.mkPen(colour, width=1.8, style=style)
        is_dotted = len(points) == 1
        self.plot.plot(
            [epoch for epoch, _ in points],
            [value for _, value in points],
            pen=pen,
            antialias=True,
            symbol="o" if is_dotted else None,
            symbolSize=5,
            symbolBrush=colour,
            symbolPen=None,
        )
        self._curves.append((title, colour, points, is_dashed))

    def addFaint(self, points: list[tuple[float, float]], colour: QColor) -> None:
        """A curve behind the others that says no figure, and may grow."""
        faint = QColor(colour)
        faint.setAlpha(_FAINT_ALPHA)
        self._faint = self.plot.plot(pen=pg.mkPen(faint, width=1))
        self.setFaint(points)

    def setFaint(self, points: list[tuple[float, float]]) -> None:
        """What the curve behind the others shows now."""
        if self._faint is not None:
            self._faint.setData([epoch for epoch, _ in points], [value for _, value in points])

    def finish(self) -> None:
        """After the last curve: range, cursor and figures."""
        self.plot.addItem(self._line, ignoreBounds=True)
        values = [value for *_rest, points, _dashed in self._curves for _epoch, value in points]
        if self.plan.high is not None and values:
            low = self.plan.low if self.plan.low is not None else min(0.0, *values)
            self.plot.setYRange(low, self.plan.high, padding=0.04)
        self.setCursor_(self._epoch)

    def setCursor_(self, epoch: float | None) -> None:
        """Put the cursor at an epoch; None: the latest."""
        self._epoch = epoch
        self._line.setVisible(epoch is not None)
        if epoch is not None:
            self._line.setPos(epoch)
        self._values.setText(self._text(epoch))

    def figures(self) -> dict[str, float]:
        """What is said at the cursor, by the title of the curve."""
        return {title: _nearest(points, self._epoch) for title, _colour, points, _dashed in self._curves}

    def _text(self, epoch: float | None) -> str:
        shown = self._curves[:MOST_RUNS]
        parts = [
            f'<span style="color:{colour.name()}">{_nearest(points, epoch):.3g}</span>'
            for _title, colour, points, _dashed in shown
        ]
        return "&nbsp; ".join(parts)

    def _take_pointer(self, place: object) -> None:
        box = self.plot.vb
        if box.sceneBoundingRect().contains(place):
            self.moved.emit(float(box.mapSceneToView(place).x()))


def _points(run: WatchedRun, figure: str) -> list[tuple[float, float]]:
    return [(row["epoch"], row[figure]) for row in run.history if figure in row and "epoch" in row]


def _step_points(run: WatchedRun) -> list[tuple[float, float]]:
    return [(row.epochs, row.loss) for row in run.steps if math.isfinite(row.loss)]


def _is_same(before: Sequence[WatchedRun], after: Sequence[WatchedRun]) -> bool:
    """Whether the epochs of all runs are those that were drawn: what was not read anew is the very same object."""
    return [(run.folder, id(run.history), run.class_names, run.name) for run in before] == [
        (run.folder, id(run.history), run.class_names, run.name) for run in after
    ]


def _nearest(points: list[tuple[float, float]], epoch: float | None) -> float:
    if epoch is None:
        return points[-1][1]
    return min(points, key=lambda point: abs(point[0] - epoch))[1]
