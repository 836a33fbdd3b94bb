"""The curves of an evaluation: points lead to photographs, and one is chosen at which one works."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.series_colours import series_colour
from desktop.translation import tr
from desktop.widgets.eliding_combo_box import ElidingComboBox
from desktop.widgets.unit_plot import PlotLine, UnitPlot
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.evaluation.assessment import Assessment
    from core.evaluation.calibration import Bin
    from core.evaluation.curves import Curve, OperatingPoint
    from core.evaluation.operating import Operating, Share
    from core.evaluation.predictions import Judged


class CurveBoard(QWidget):
    """Shows an Assessment of answers that are at hand as Judged."""

    placesRequested = Signal(object, str)
    """The places, among the answers, of the photographs behind a figure, and what they are."""
    operatingRequested = Signal(int, float)
    """The lowest class that is called positive, and the threshold, whose figures with intervals are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plots = {
            "roc": UnitPlot(tr("Receiver operating characteristic"), tr("1 - specificity"), tr("sensitivity")),
            "precision": UnitPlot(tr("Precision and recall"), tr("recall"), tr("precision")),
            "referable": UnitPlot(tr("Referable"), tr("1 - specificity"), tr("sensitivity")),
            "reliability": UnitPlot(tr("Reliability"), tr("highest probability"), tr("share that is right")),
        }
        self.point: OperatingPoint | None = None
        self.pointLabel, self._legend = WrappedLabel(role="dim"), QLabel()
        self.calledButton, self.missedButton = QPushButton(tr("Referred…")), QPushButton(tr("Missed…"))
        self.calledButton.setToolTip(
            tr("The photographs that are referred at this point, those that should not be first")
        )
        self.missedButton.setToolTip(tr("The photographs that should be referred and are not"))
        self.lowestBox = ElidingComboBox()
        self.lowestBox.setAccessibleName(tr("Called positive from this class on"))
        self.lowestBox.setToolTip(tr("Which classes are called positive: this one and all above it"))
        self.lowestBox.setMinimumContentsLength(12)
        self.lowestBox.activated.connect(lambda row: self._choose_lowest(row + 1))
        self._lowest: int | None = None
        self._curve: Curve | None = None
        self._judged: Judged | None = None
        self._curves: list[tuple[int, Curve]] = []
        self._bins: list[Bin] = []
        self._lay_out()
        for name in ("roc", "precision"):
            self.plots[name].pointActivated.connect(self._show_point)
        self.plots["referable"].pointActivated.connect(lambda _line, point: self._choose_point(point))
        self.plots["reliability"].pointActivated.connect(lambda _line, point: self._show_bin(point))
        self.calledButton.clicked.connect(lambda: self._show_referred(is_missed=False))
        self.missedButton.clicked.connect(lambda: self._show_referred(is_missed=True))

    def setAssessment(self, found: Assessment, judged: Judged) -> None:
        """Show these figures of these answers."""
        self._judged = judged
        names = judged.class_names
        self._curves = [(index, each) for index, each in enumerate(found.curves) if each is not None]
        for plot, points in (("roc", _roc), ("precision", _precision)):
            lines = [PlotLine(names[index], points(each)) for index, each in self._curves]
            self.plots[plot].setLines(lines, words=self.pointWords)
        self._fill_referable(found)
        self._fill_reliability(found)
        spans = (
            f'<span style="color: {series_colour(place, self.palette()).name()}">&#9632;</span> {escape(names[index])}'
            for place, (index, _each) in enumerate(self._curves)
        )
        self._legend.setText("&nbsp;&nbsp; ".join(spans))

    def bins(self) -> Sequence[Bin]:
        """The bins that are shown: those that hold photographs."""
        return self._bins

    def pointWords(self, line: int, point: int) -> str:
        """What a point of a class's curve stands for."""
        from core.evaluation.curves import point_at

        index, curve = self._curves[line]
        name = self._judged.class_names[index] if self._judged is not None else ""
        return tr(
            "{name}: {in_words}. Click to see what is called so, wrong ones first.",
            name=name,
            in_words=in_words(point_at(curve, point)),
        )

    def _fill_referable(self, found: Assessment) -> None:
        """The curve of those that are referred, with the point at which one works."""
        names = self._judged.class_names if self._judged is not None else ()
        if [self.lowestBox.itemText(row) for row in range(self.lowestBox.count())] != list(names[1:]):
            self.lowestBox.clear()
            self.lowestBox.addItems(list(names[1:]))
            self._lowest = found.referable_from
        self.lowestBox.setVisible(len(names) > 1 and self._judged is not None and bool(found.curves))
        self._choose_lowest(self._lowest if self._lowest is not None else 1)

    def _choose_lowest(self, lowest: int) -> None:
        """Work with the probability of this class and all above it."""
        from core.evaluation.curves import curve, youden_point
        from core.evaluation.operating import scores_from

        judged = self._judged
        self._lowest, self._curve = lowest, None
        if judged is not None and judged.probabilities is not None and lowest < len(judged.class_names):
            self.lowestBox.setCurrentIndex(lowest - 1)
            self._curve = curve(*scores_from(judged, lowest))
        self.plots["referable"].setVisible(self._curve is not None)
        lines = [PlotLine("referable", _roc(self._curve))] if self._curve is not None else []
        self.plots["referable"].setLines(lines, words=self._referable_words)
        self._take_point(youden_point(self._curve) if self._curve is not None else None)

    def _fill_reliability(self, found: Assessment) -> None:
        bins = found.calibration.bins if found.calibration is not None else ()
        self._bins = [each for each in bins if each.count]
        points = [(each.confidence or 0.0, each.accuracy or 0.0) for each in self._bins]
        bars = [(each.low, each.high, each.count / max(1, found.metrics.count)) for each in self._bins]
        self.plots["reliability"].setLines([PlotLine("", points)], points, bars=bars, words=self._bin_words)

    def _take_point(self, point: OperatingPoint | None) -> None:
        self.point = point
        for widget in (self.pointLabel, self.calledButton, self.missedButton):
            widget.setVisible(point is not None)
        if point is not None:
            self.plots["referable"].setMarks([(1 - point.specificity, point.sensitivity)])
            self.pointLabel.setText(
                tr("{in_words}. Click the curve to work at another point.", in_words=in_words(point))
            )
            self.operatingRequested.emit(self._lowest or 1, point.threshold)

    def setOperating(self, found: Operating) -> None:
        """Say what the point gives, with its intervals; of another point than the one that is chosen: nothing."""
        if self.point is not None and found.threshold == self.point.threshold:
            self.pointLabel.setText(operating_words(found))

    def _choose_point(self, index: int) -> None:
        if self._curve is None:
            return
        from core.evaluation.curves import point_at

        self._take_point(point_at(self._curve, index))

    # What is behind a figure

    def _referable_words(self, _line: int, point: int) -> str:
        from core.evaluation.curves import point_at

        curve = self._curve
        return (
            tr("{in_words}. Click to work at this point.", in_words=in_words(point_at(curve, point)))
            if curve is not None
            else ""
        )

    def _bin_words(self, _line: int, point: int) -> str:
        one = self._bins[point]
        return tr(
            "{count:,} photographs with a highest probability of {low:.2f} to {high:.2f}, of which "
            "{accuracy:.0%} are right. Click to see them, the wrong ones first.",
            count=one.count,
            low=one.low,
            high=one.high,
            accuracy=one.accuracy or 0.0,
        )

    def _show_point(self, line: int, point: int) -> None:
        if self._judged is None:
            return
        from core.evaluation.behind import called

        index, curve = self._curves[line]
        places = called(self._judged, index, float(curve.thresholds[point]))
        self.placesRequested.emit(places, tr("called '{class_names}'", class_names=self._judged.class_names[index]))

    def _show_bin(self, point: int) -> None:
        if self._judged is None:
            return
        from core.evaluation.behind import in_bin

        one = self._bins[point]
        words = tr("with a probability of {low:.2f} to {high:.2f}", low=one.low, high=one.high)
        self.placesRequested.emit(in_bin(self._judged, one), words)

    def _show_referred(self, *, is_missed: bool) -> None:
        lowest = self._lowest
        if self._judged is None or self.point is None or lowest is None:
            return
        from core.evaluation.behind import called, missed

        places = (missed if is_missed else called)(self._judged, lowest, self.point.threshold, is_from=True)
        self.placesRequested.emit(places, tr("that are missed") if is_missed else tr("that are referred"))

    def _lay_out(self) -> None:
        plots, working = QHBoxLayout(), QHBoxLayout()
        for plot in self.plots.values():
            plots.addWidget(plot, 1)
        working.addWidget(QLabel(tr("Referred from")))
        working.addWidget(self.lowestBox)
        working.addWidget(self.pointLabel, 1)
        working.addWidget(self.calledButton)
        working.addWidget(self.missedButton)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(plots, 1)
        layout.addWidget(self._legend)
        layout.addLayout(working)


def in_words(point: OperatingPoint) -> str:
    """What an operating point gives."""
    return tr(
        "sensitivity {sensitivity:.3f}, specificity {specificity:.3f}, positive predictive value "
        "{precision:.3f} from a probability of {threshold:.3f} on",
        sensitivity=point.sensitivity,
        specificity=point.specificity,
        precision=point.precision,
        threshold=min(point.threshold, 1.0),
    )


def operating_words(found: Operating) -> str:
    """The same with counts and 95 % intervals."""
    parts = [
        f"{title} {_share(share)}"
        for title, share in (
            (tr("sensitivity"), found.sensitivity),
            (tr("specificity"), found.specificity),
            (tr("positive predictive value"), found.precision),
            (tr("negative predictive value"), found.negative_predictive_value),
        )
    ]
    return tr(
        "From a probability of {threshold:.3f} on: {parts}. Click the curve for another.",
        threshold=min(found.threshold, 1.0),
        parts=", ".join(parts),
    )


def _share(share: Share) -> str:
    if share.value is None:
        return tr("undefined")
    limits = "" if share.interval is None else f" [{share.interval.low:.3f}, {share.interval.high:.3f}]"
    return f"{share.value:.3f}{limits} ({share.part:,}/{share.whole:,})"


def _roc(of: Curve) -> list[tuple[float, float]]:
    return list(zip((1 - of.specificity).tolist(), of.sensitivity.tolist(), strict=True))


def _precision(of: Curve) -> list[tuple[float, float]]:
    return list(zip(of.sensitivity.tolist(), of.precision.tolist(), strict=True))
