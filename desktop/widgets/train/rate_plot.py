"""The loss at every learning rate that was tried, and a line that is dragged to the one to take."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.jobs import Progress
from desktop.translation import mark, tr
from desktop.widgets.painting import accent_colour, dim_colour, line_colour
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.training.ratefinder import RateCurve

_HEIGHT_PX = 150
EXPLANATION = mark(
    "A short training in which the learning rate rises from step to step. Good is where the loss falls fastest, well "
    "before it turns up again."
)


class RatePlot(QWidget):
    """Asks for a search, shows what came of it, and tells which rate is taken."""

    findRequested = Signal()
    cancelRequested = Signal()
    rateTaken = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: RateCurve | None = None
        self._is_busy = False
        self.findButton = QPushButton(tr("Find"))
        self.findButton.setToolTip(tr(EXPLANATION))
        self.takeButton = QPushButton(tr("Take"))
        self.takeButton.setEnabled(False)
        self._words = WrappedLabel(tr(EXPLANATION), role="dim")
        self.view = pg.PlotWidget()
        self.view.setAccessibleName(tr("Loss by learning rate"))
        self.view.setFixedHeight(_HEIGHT_PX)
        self.plot = self.view.getPlotItem()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setLogMode(x=True)
        self.plot.setMouseEnabled(x=False, y=False)
        self._line = pg.InfiniteLine(angle=90, movable=True)
        self._line.sigPositionChanged.connect(lambda _line: self._show_rate())
        self.findButton.clicked.connect(lambda _checked: self._ask())
        self.takeButton.clicked.connect(lambda _checked: self.rateTaken.emit(self.rate()))
        row = QHBoxLayout()
        title = QLabel(tr("Learning rate"))
        title.setProperty("role", "heading")
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self.takeButton)
        row.addWidget(self.findButton)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._words)
        layout.addWidget(self.view)
        self.view.hide()
        self._dress()

    def setBusy(self, progress: Progress | None) -> None:
        """How far the search is; None: there is none."""
        self._is_busy = progress is not None
        self.findButton.setText(tr("Cancel") if self._is_busy else tr("Find"))
        if progress is not None:
            of = tr(" {done} of {total}", done=progress.done, total=progress.total) if progress.total else ""
            self._words.setText(f"{progress.text[:1].upper()}{progress.text[1:]}{of}…")
        elif self._curve is None:
            self._words.setText(tr(EXPLANATION))

    def setCurve(self, curve: RateCurve) -> None:
        """Show what came of the search."""
        self._curve = curve
        self.setBusy(None)
        self.view.show()
        self.plot.clear()
        self.plot.plot(list(curve.rates), list(curve.losses), pen=pg.mkPen(accent_colour(self.palette()), width=1.8))
        if curve.losses:
            first, least = curve.losses[0], min(curve.losses)
            self.plot.setYRange(least, first + 0.5 * max(first - least, 1e-6), padding=0.05)
        self.plot.addItem(self._line, ignoreBounds=True)
        middle = curve.rates[len(curve.rates) // 2] if curve.rates else 1e-3
        self._line.setPos(math.log10(curve.suggested or middle))
        self.takeButton.setEnabled(True)
        if curve.suggested is None:
            self._words.setText(tr("No rate stands out: the loss never fell. Drag the line to the rate to take."))
        else:
            self._words.setText(tr("The line is where the loss falls fastest. It can be dragged."))
        self._show_rate()

    def rate(self) -> float:
        """Where the line is, to two digits."""
        return float(f"{10 ** float(self._line.value()):.1e}")

    def _show_rate(self) -> None:
        self.takeButton.setText(tr("Take {rate:g}", rate=self.rate()))

    def _ask(self) -> None:
        (self.cancelRequested if self._is_busy else self.findRequested).emit()

    def _dress(self) -> None:
        palette = self.palette()
        self.view.setBackground(palette.color(palette.ColorRole.Base))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(line_colour(palette)))
            axis.setTextPen(pg.mkPen(dim_colour(palette)))
        self._line.setPen(pg.mkPen(dim_colour(palette), width=2))
        self._line.setHoverPen(pg.mkPen(accent_colour(palette), width=3))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "plot"):
            self._dress()
            if self._curve is not None:
                self.setCurve(self._curve)
