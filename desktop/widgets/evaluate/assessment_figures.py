"""The figures of an evaluation: of the whole set, and by class. Each leads to the photographs that it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.translation import mark, tr
from desktop.widgets.evaluate.figure_table import FigureCell, FigureTable

if TYPE_CHECKING:
    from core.evaluation.assessment import Assessment
    from core.evaluation.intervals import Interval
    from core.evaluation.metrics import Means

MISSING = "\u2013"
ROW_PX = 20
FIGURES = {
    "accuracy": mark("Accuracy"),
    "balanced_accuracy": mark("Balanced accuracy"),
    "quadratic_weighted_kappa": mark("Quadratic weighted kappa"),
    "auc_one_against_rest": mark("AUC, class against rest"),
    "auc_referable": mark("AUC, referable"),
    "referable_sensitivity": mark("Sensitivity, referable"),
    "referable_specificity": mark("Specificity, referable"),
    "expected_calibration_error": mark("Expected calibration error"),
}
CLASS_FIGURES = {
    "support": mark("Photographs"),
    "recall": mark("Sensitivity"),
    "specificity": mark("Specificity"),
    "precision": "PPV",
    "negative_predictive_value": "NPV",
    "f1": "F1",
    "auc": "AUC",
    "average_precision": "AP",
}
TIPS = {
    "support": mark("How many photographs have this label"),
    "recall": mark("Sensitivity (recall): of the photographs of this class the share that is called so"),
    "specificity": mark("Of the other photographs the share that is not called so"),
    "precision": mark("Positive predictive value (precision): of what is called so the share that is"),
    "negative_predictive_value": mark("Negative predictive value: of what is not called so the share that is not"),
    "f1": mark("The harmonic mean of sensitivity and positive predictive value"),
    "auc": mark("Area under the receiver operating characteristic, this class against the rest"),
    "average_precision": mark("Average precision: the area under the precision-recall curve"),
}


class AssessmentFigures(QWidget):
    """Shows an Assessment; what a set leaves undefined is left out, or a dash."""

    figureRequested = Signal(str)
    """The name of a figure of the whole set whose photographs are wanted."""
    classRequested = Signal(str, int)
    """The name of a figure of a class, and the index of the class, whose photographs are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whole = FigureTable(tr("Figures, with 95 % intervals"), is_sortable=False)
        self.classes = FigureTable(tr("By class"), is_sortable=False)
        self._words: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for title, table in ((tr("Figures, with 95 % intervals"), self.whole), (tr("By class"), self.classes)):
            heading = QLabel(title)
            heading.setProperty("role", "heading")
            column.addWidget(heading)
            column.addWidget(table)
        column.addStretch(1)
        for table in (self.whole, self.classes):
            table.verticalHeader().setMinimumSectionSize(ROW_PX)
            table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.whole.horizontalHeader().hide()
        self.whole.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.whole.cellChosen.connect(lambda name: self.figureRequested.emit(name))
        self.classes.cellChosen.connect(lambda key: self.classRequested.emit(*key))

    def words(self) -> dict[str, str]:
        """The figures of the whole set in words, by title."""
        return dict(self._words)

    def setAssessment(self, found: Assessment) -> None:
        """Show these."""
        self._fill_whole(found)
        self._fill_classes(found)
        for table in (self.whole, self.classes):
            table.fitHeight()

    def _fill_whole(self, found: Assessment) -> None:
        self._words, rows = {}, []
        for name, title in FIGURES.items():
            value = _value(found, name)
            if value is None:
                continue
            limits = _limits(found.intervals.figures.get(name))
            self._words[title] = f"{value:.3f}" + (f"   {limits}" if limits else "")
            tip = tr("Click to see its photographs, the wrong ones first")
            cells = ((tr(title), None), (f"{value:.3f}", value), (limits, None))
            rows.append([FigureCell(text, tip, number, key=name) for text, number in cells])
        self.whole.setFigures(["", "", ""], rows)

    def _fill_classes(self, found: Assessment) -> None:
        rows = []
        for index, each in enumerate(found.metrics.per_class):
            intervals = found.intervals.per_class[index]
            tip = tr("Show the photographs of this class, those that are called otherwise first")
            cells = [FigureCell(each.name, tip, key=("support", index))]
            cells += [
                _class_cell(name, getattr(each, name), intervals.get(name), (name, index)) for name in CLASS_FIGURES
            ]
            rows.append(cells)
        rows.append(_mean_row(tr("Macro mean"), tr("Every class counts alike"), found.metrics.macro))
        rows.append(_mean_row(tr("Weighted mean"), tr("Classes count by their photographs"), found.metrics.weighted))
        heads = ["", *(tr(title) for title in CLASS_FIGURES.values())]
        self.classes.setFigures(heads, rows, tips=["", *(tr(TIPS[name]) for name in CLASS_FIGURES)])


def _value(found: Assessment, name: str) -> float | None:
    if name == "expected_calibration_error":
        return found.calibration.expected_calibration_error if found.calibration is not None else None
    value: float | None = getattr(found.metrics, name)
    return value


def _limits(interval: Interval | None) -> str:
    return "" if interval is None else tr("{low:.3f} to {high:.3f}", low=interval.low, high=interval.high)


def _class_cell(name: str, value: float | None, interval: Interval | None, key: tuple[str, int]) -> FigureCell:
    if name == "support":
        return FigureCell(f"{value:,}", "", value, key=key)
    limits = _limits(interval)
    tip = tr("95 % interval {limits}", limits=limits) if limits else ""
    click = tr("Click to see its photographs, the wrong ones first")
    return FigureCell(MISSING if value is None else f"{value:.3f}", f"{tip}\n{click}".strip(), value or 0.0, key=key)


def _mean_row(title: str, tip: str, means: Means) -> list[FigureCell]:
    cells = [FigureCell(title, tip)]
    for name in CLASS_FIGURES:
        value = getattr(means, name, None)
        cells.append(FigureCell("" if value is None else f"{value:.3f}", tip, value or 0.0))
    return cells
