"""The figures of an evaluation in words: of the whole set, and by class, whose names lead to their photographs."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.translation import mark, tr

if TYPE_CHECKING:
    from core.evaluation.assessment import Assessment

_BY_KEYS = Qt.TextInteractionFlag.LinksAccessibleByKeyboard
MISSING = "\u2013"
FIGURES = {
    "accuracy": mark("Accuracy"),
    "balanced_accuracy": mark("Balanced accuracy"),
    "quadratic_weighted_kappa": mark("Quadratic weighted kappa"),
    "auc_one_against_rest": mark("AUC, class against rest"),
    "auc_referable": mark("AUC, referable"),
    "referable_sensitivity": mark("Sensitivity, referable"),
    "referable_specificity": mark("Specificity, referable"),
}
CLASS_FIGURES = {
    "recall": mark("Sensitivity"),
    "specificity": mark("Specificity"),
    "precision": "PPV",
    "negative_predictive_value": "NPV",
    "f1": "F1",
    "auc": "AUC",
}


class AssessmentFigures(QWidget):
    """Shows an Assessment; what a set leaves undefined is left out, or a dash."""

    classRequested = Signal(int)
    """The index of a class whose photographs are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid, self._classes = QGridLayout(), QGridLayout()
        self._words: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for title, layout in ((tr("Figures, with 95 % intervals"), self._grid), (tr("By class"), self._classes)):
            heading = QLabel(title)
            heading.setProperty("role", "heading")
            column.addWidget(heading)
            layout.setHorizontalSpacing(16)
            layout.setVerticalSpacing(4)
            column.addLayout(layout)
            column.addSpacing(8)
        column.addStretch(1)

    def words(self) -> dict[str, str]:
        """The figures of the whole set in words, by title."""
        return dict(self._words)

    def setAssessment(self, found: Assessment) -> None:
        """Show these."""
        self._fill_figures(found)
        self._fill_classes(found)

    def _fill_figures(self, found: Assessment) -> None:
        _clear(self._grid)
        self._words = {}
        for name, title in FIGURES.items():
            value = getattr(found.metrics, name)
            if value is None:
                continue
            interval = found.intervals.figures.get(name)
            limits = (
                tr("   {low:.3f} to {high:.3f}", low=interval.low, high=interval.high) if interval is not None else ""
            )
            self._words[title] = f"{value:.3f}{limits}"
            self._grid.addWidget(QLabel(tr(title)), len(self._words), 0)
            self._grid.addWidget(QLabel(self._words[title]), len(self._words), 1)

    def _fill_classes(self, found: Assessment) -> None:
        _clear(self._classes)
        for column, title in enumerate(("", tr("Photographs"), *CLASS_FIGURES.values())):
            label = QLabel(tr(title))
            label.setProperty("role", "dim")
            self._classes.addWidget(
                label, 0, column, Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            )
        for row, each in enumerate(found.metrics.per_class, start=1):
            values = [getattr(each, name) for name in CLASS_FIGURES]
            cells = [
                each.name,
                f"{each.support:,}",
                *(MISSING if value is None else f"{value:.3f}" for value in values),
            ]
            intervals = found.intervals.per_class[row - 1]
            for column, text in enumerate(cells):
                label = QLabel(text) if column else self._class_link(row - 1, each.name)
                interval = intervals.get(list(CLASS_FIGURES)[column - 2]) if column >= 2 else None
                if interval is not None:
                    label.setToolTip(tr("95 % interval {low:.3f} to {high:.3f}", low=interval.low, high=interval.high))
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                self._classes.addWidget(label, row, column, side)

    def _class_link(self, index: int, name: str) -> QLabel:
        """The name of a class, which leads to its photographs."""
        label = QLabel(f'<a href="#">{escape(name)}</a>')
        label.setToolTip(tr("Show the photographs of this class, those that are called otherwise first"))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse | _BY_KEYS)
        label.linkActivated.connect(lambda _link: self.classRequested.emit(index))
        return label


def _clear(layout: QGridLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
