"""One plot of figures, epoch by epoch, with a cursor and what the figures are there."""

from __future__ import annotations

from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.translation import tr
from desktop.widgets.painting import dim_colour, line_colour

MOST_FIGURES = 6
SMOOTH_POINTS = 400
"""Longer curves are drawn without smoothing, which takes many times as long."""
HEIGHT_PX, WIDTH_PX = 110, 180
FAINT_ALPHA = 90


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: the figure's name in a row, what the field calls it, and whether it is drawn with dashes."""

    figure: str
    title: str
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """One field with its curves; `is_log`: the axis counts powers of ten; `low`, `high`: the range, where known."""

    title: str
    lines: tuple[Line, ...]
    is_log: bool = False
    low: float | None = None
    high: float | None = None


class CurveField(QWidget):
    """One plot with a title, and beside it the figures under the cursor."""

    moved = Signal(float)

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        self._curves: list[tuple[str, QColor, list[tuple[float, float]], bool]] = []
        self._epoch: float | None = None
        self._range: tuple[float, float] | None = None
        self._items: list[pg.PlotDataItem] = []
        self._faint: pg.PlotDataItem | None = None
        self._title = QLabel(tr(plan.title))
        self._title.setProperty("role", "dim")
        self._values = QLabel()
        self._values.setTextFormat(Qt.TextFormat.RichText)
        self._values.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.view = pg.PlotWidget()
        self.view.setMinimumSize(WIDTH_PX, HEIGHT_PX)
        self.view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.view.setAccessibleName(tr(plan.title))
        self.plot = self.view.getPlotItem()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setLogMode(y=plan.is_log)
        self.plot.setMouseEnabled(x=True, y=False)
        self.plot.getAxis("left").setWidth(44)
        self.plot.disableAutoRange(pg.ViewBox.XAxis)
        self._line = pg.InfiniteLine(angle=90, movable=False)
        self.plot.addItem(self._line, ignoreBounds=True)
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
        """Forget all curves; what is drawn stays until `draw`."""
        self._curves = []

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
        if points:
            self._curves.append((title, colour, points, is_dashed))

    def setFaint(self, points: list[tuple[float, float]], colour: QColor | None = None) -> None:
        """A curve behind the others that says no figure, and may grow; of many points only so many as can be seen."""
        if self._faint is None:
            self._faint = self.plot.plot()
            self._faint.setDownsampling(auto=True, method="peak")
            self._faint.setClipToView(True)
        if colour is not None:
            faint = QColor(colour)
            faint.setAlpha(FAINT_ALPHA)
            self._faint.setPen(pg.mkPen(faint, width=1))
        self._faint.setData([epoch for epoch, _ in points], [value for _, value in points])

    def draw(self) -> None:
        """Draw what was added, with the items that are there already."""
        while len(self._items) > len(self._curves):
            self.plot.removeItem(self._items.pop())
        while len(self._items) < len(self._curves):
            self._items.append(self.plot.plot())
        for item, (_title, colour, points, is_dashed) in zip(self._items, self._curves, strict=True):
            style = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
            item.setData(
                [epoch for epoch, _ in points],
                [value for _, value in points],
                pen=pg.mkPen(colour, width=1.8, style=style),
                antialias=len(points) <= SMOOTH_POINTS,
                symbol="o" if len(points) == 1 else None,
                symbolSize=5,
                symbolBrush=colour,
                symbolPen=None,
            )
        self._set_range()

    def _set_range(self) -> None:
        values = [value for *_rest, points, _dashed in self._curves for _epoch, value in points]
        if self.plan.high is not None and values:
            low = self.plan.low if self.plan.low is not None else min(0.0, *values)
            if (low, self.plan.high) != self._range:
                self._range = low, self.plan.high
                self.plot.setYRange(low, self.plan.high, padding=0.04)

    def refresh(self) -> None:
        """Say the figures at the cursor anew."""
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
        shown = self._curves[:MOST_FIGURES]
        parts = [
            f'<span style="color:{colour.name()}">{_nearest(points, epoch):.3g}</span>'
            for _title, colour, points, _dashed in shown
        ]
        return "&nbsp; ".join(parts)

    def _take_pointer(self, place: object) -> None:
        box = self.plot.vb
        if box.sceneBoundingRect().contains(place):
            self.moved.emit(float(box.mapSceneToView(place).x()))


def _nearest(points: list[tuple[float, float]], epoch: float | None) -> float:
    if epoch is None:
        return points[-1][1]
    return min(points, key=lambda point: abs(point[0] - epoch))[1]
