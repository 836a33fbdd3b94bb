"""What a study comes to: figures with intervals, tables, and matrices whose cells lead to their photographs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from core.evaluation.reading.figures import FIGURE_TITLES, TIMES, Figure
from core.evaluation.reading.plan import ARM_TITLES
from core.evaluation.reading.verdicts import VERDICTS
from desktop import study_tables
from desktop.translation import tr
from desktop.widgets.confusion_matrix import ConfusionMatrix
from desktop.widgets.study.interval_plot import IntervalPlot, VerdictBars
from desktop.widgets.study.result_table import ResultTable
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.evaluation.reading.analysis import StudyAnalysis
    from core.evaluation.reading.verdicts import VerdictAnalysis


class _Results(QScrollArea):
    """A column of headings and what belongs to them, which scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 8, 8, 16)
        self._column.setSpacing(8)
        self.setAccessibleName(tr("Results"))
        self.cautions = WrappedLabel(role="warning")
        self.cautions.setAccessibleName(tr("What speaks against believing these figures"))
        self._column.addWidget(self.cautions)
        self.setWidget(page)

    def _add(self, title: str, widget: QWidget, note: str = "") -> tuple[QWidget, ...]:
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        made: list[QWidget] = [heading, widget]
        if note:
            made.append(WrappedLabel(note, role="dim"))
        for each in made:
            self._column.addWidget(each)
        self._column.addSpacing(8)
        return tuple(made)

    def _tell(self, cautions: tuple[str, ...]) -> None:
        self.cautions.setText("\n".join(f"• {words}" for words in cautions))
        self.cautions.setVisible(bool(cautions))


class GradingResults(_Results):
    """The analysis of a study in which photographs were graded."""

    cellRequested = Signal(str, object, int, int)
    """Reader, Arm, reference and grade whose photographs are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: StudyAnalysis | None = None
        self.figureBox, self.matrixBox = QComboBox(), QComboBox()
        self.figureBox.setAccessibleName(tr("Figure"))
        self.matrixBox.setAccessibleName(tr("Reader and arm"))
        self.plot = IntervalPlot()
        self.matrix = ConfusionMatrix()
        self.figures, self.readers = ResultTable(tr("Figures by arm")), ResultTable(tr("Reader by reader"))
        self.changes, self.agreement = ResultTable(tr("Changes of mind")), ResultTable(tr("Agreement of readers"))
        top = QHBoxLayout()
        top.addWidget(self.figureBox)
        top.addStretch(1)
        self._column.addLayout(top)
        self._column.addWidget(self.plot)
        self._column.addSpacing(8)
        self._add(tr("Figures by arm, with 95 % intervals"), self.figures)
        self._change_parts = self._add(
            tr("Changes of mind"),
            self.changes,
            tr(
                "Misled: right before, then the network's wrong grade. Against “before aid” are the grades of the same "
                "reading, against “alone” those of another day."
            ),
        )
        self._agreement_parts = self._add(tr("Agreement of readers"), self.agreement)
        self._add(tr("Reader by reader"), self.readers)
        beside = QHBoxLayout()
        heading = QLabel(tr("Grades against the reference"))
        heading.setProperty("role", "heading")
        beside.addWidget(heading)
        beside.addWidget(self.matrixBox)
        beside.addStretch(1)
        self._column.addLayout(beside)
        self._column.addWidget(self.matrix)
        self._column.addWidget(
            WrappedLabel(tr("Rows: reference. Columns: grade. Click a cell to see its photographs."), role="dim")
        )
        self._column.addStretch(1)
        self.figureBox.activated.connect(lambda _row: self._draw())
        self.matrixBox.activated.connect(lambda _row: self._fill_matrix())
        self.matrix.cellActivated.connect(self._tell_cell)

    def analysis(self) -> StudyAnalysis | None:
        """What is shown."""
        return self._analysis

    def setAnalysis(self, analysis: StudyAnalysis) -> None:
        """Show another analysis; the figure that was chosen stays chosen."""
        self._analysis = analysis
        self._tell(analysis.cautions)
        kept, kept_key = self.figureBox.currentData(), self.matrixBox.currentText()
        self.figureBox.clear()
        for figure in study_tables.figures_there(analysis):
            self.figureBox.addItem(FIGURE_TITLES[figure], figure)
        self.figureBox.setCurrentIndex(max(0, self.figureBox.findData(kept)))
        self.matrixBox.clear()
        for reader, arm in study_tables.arms_of(analysis):
            self.matrixBox.addItem(f"{reader}, {ARM_TITLES[arm]}", (reader, arm))
        self.matrixBox.setCurrentIndex(max(0, self.matrixBox.findText(kept_key)))
        self.figures.setTable(study_tables.figure_table(analysis))
        self.readers.setTable(study_tables.reader_table(analysis))
        self.changes.setTable(study_tables.change_table(analysis))
        self.agreement.setTable(study_tables.agreement_table(analysis.agreements))
        for parts, is_there in (
            (self._change_parts, bool(analysis.changes)),
            (self._agreement_parts, bool(analysis.agreements)),
        ):
            for part in parts:
                part.setVisible(is_there)
        self._draw()
        self._fill_matrix()

    def _draw(self) -> None:
        if self._analysis is None or self.figureBox.currentData() is None:
            return
        figure = Figure(self.figureBox.currentData())
        limits = None if figure in TIMES else (0.0, 1.0)
        rows = study_tables.plot_rows(self._analysis, figure)
        if limits is not None and any(row.interval is not None and row.interval.low < 0 for row in rows):
            limits = None
        self.plot.setRows(
            rows,
            across=tr("{figure_titles}; thin lines: for other readers, too", figure_titles=FIGURE_TITLES[figure]),
            limits=limits,
        )

    def _fill_matrix(self) -> None:
        key = self.matrixBox.currentData()
        if self._analysis is not None and key is not None:
            self.matrix.setMatrix(self._analysis.plan.classes, self._analysis.matrix(tuple(key)))

    def _tell_cell(self, row: int, column: int) -> None:
        key = self.matrixBox.currentData()
        if key is not None:
            self.cellRequested.emit(key[0], key[1], row, column)


class VerdictResults(_Results):
    """The analysis of a study in which maps were judged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: VerdictAnalysis | None = None
        self.bars = VerdictBars()
        self.tallies, self.differences = (
            ResultTable(tr("Verdicts by method")),
            ResultTable(tr("Methods against one another")),
        )
        self.agreement = ResultTable(tr("Agreement of readers"))
        self._column.addWidget(self.bars)
        self._column.addSpacing(8)
        self._add(tr("Verdicts by method, with 95 % intervals"), self.tallies)
        self._difference_parts = self._add(
            tr("Methods against one another"),
            self.differences,
            tr(
                "By how much more often the first is right on the same photographs; 0 inside the interval: not "
                "told apart."
            ),
        )
        self._agreement_parts = self._add(tr("Agreement of readers on single maps"), self.agreement)
        self._column.addStretch(1)

    def analysis(self) -> VerdictAnalysis | None:
        """What is shown."""
        return self._analysis

    def setAnalysis(self, analysis: VerdictAnalysis) -> None:
        """Show another analysis."""
        self._analysis = analysis
        self._tell(analysis.cautions)
        self.bars.setRows(study_tables.verdict_rows(analysis), [verdict.value for verdict in VERDICTS])
        self.tallies.setTable(study_tables.verdict_table(analysis))
        self.differences.setTable(study_tables.difference_table(analysis))
        agreements = (analysis.agreement,) if analysis.agreement is not None else ()
        self.agreement.setTable(study_tables.agreement_table(agreements))
        for parts, is_there in (
            (self._difference_parts, bool(analysis.differences)),
            (self._agreement_parts, bool(agreements)),
        ):
            for part in parts:
                part.setVisible(is_there)


class ResultsPage(QStackedWidget):
    """Whichever of the two fits the study, or words where there is nothing yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grading, self.verdicts = GradingResults(), VerdictResults()
        self.words = WrappedLabel(role="dim")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self.words, self.grading, self.verdicts):
            self.addWidget(widget)

    def setWords(self, text: str) -> None:
        """Say why there is nothing to see."""
        self.words.setText(text)
        self.setCurrentWidget(self.words)

    def setAnalysis(self, analysis: StudyAnalysis | VerdictAnalysis) -> None:
        """Show what a study came to."""
        from core.evaluation.reading.verdicts import VerdictAnalysis

        if isinstance(analysis, VerdictAnalysis):
            self.verdicts.setAnalysis(analysis)
            self.setCurrentWidget(self.verdicts)
        else:
            self.grading.setAnalysis(analysis)
            self.setCurrentWidget(self.grading)

    def analysis(self) -> StudyAnalysis | VerdictAnalysis | None:
        """What is shown; None while there is nothing."""
        if self.currentWidget() is self.grading:
            return self.grading.analysis()
        return self.verdicts.analysis() if self.currentWidget() is self.verdicts else None
