"""How good a model is on the photographs of the project, whether to believe it, and which photographs are wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.datasets.splits import Part
from core.errors import FunduscopeError
from core.jobs import CancelToken
from desktop.measuring import Measuring
from desktop.project_content import Content
from desktop.projects import Projects
from desktop.resources import icon
from desktop.translation import mark, tr
from desktop.widgets.confusion_matrix import ConfusionMatrix
from desktop.widgets.eliding_combo_box import ElidingComboBox
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.evaluate.assessment_figures import CLASS_FIGURES, FIGURES, AssessmentFigures
from desktop.widgets.evaluate.curve_board import CurveBoard
from desktop.widgets.unit_plot import UnitPlot
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.datasets.catalogue.labels import Scheme
    from core.datasets.catalogue.predictions import KnownModel
    from core.datasets.catalogue.project import Project
    from core.evaluation.assessment import Assessment
    from core.evaluation.class_maps import ClassMaps
    from core.evaluation.from_project import ProjectJudged
    from core.evaluation.operating import Operating
    from core.evaluation.predictions import ClassMappingError
    from core.evaluation.trust import Caution
    from core.networks.card import ModelCard

SLOT, POINT_SLOT = "evaluate", "operating point"
SLOW_MS = 250
"""After which it is said that something is being measured, where nothing is shown or something else was."""
AGAIN_MS = 800
"""Between two evaluations that changes in the project alone make necessary."""
ALL = ("", None)
MEANING = mark("Say what labels mean…")


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What is shown: the model, the labels, what is known of both, and what it comes to.

    `split` and `part` are those of the photographs; nothing for all of them.
    """

    model: KnownModel
    scheme: Scheme
    split: str
    part: Part | None
    judged: ProjectJudged
    assessment: Assessment

    def is_of(self, scheme: Scheme, model: KnownModel, split: str, part: Part | None) -> bool:
        """Whether it answers that question, whatever has come to the project since."""
        asked = (scheme.id, model.id, split, part)
        return asked == (self.scheme.id, self.model.id, self.split, self.part)


class EvaluatePanel(QWidget):
    """Follows the project that is open; each figure is of the photographs that have a label and a prediction."""

    newRequested = Signal()
    openRequested = Signal()
    predictRequested = Signal()
    cellRequested = Signal(object, int, int)
    """The Measured, true class and predicted class whose photographs are wanted."""
    reportRequested = Signal(object)
    """The Measured of which a report is wanted."""
    photographsRequested = Signal(object, str)
    """The numbers of the photographs behind a figure, the wrong ones first, and what they are."""
    mapRequested = Signal(object, object)
    """Labels and class names, of which somebody has to say which means which."""
    calibrateRequested = Signal(object)
    """The Measured whose probabilities are to be calibrated."""

    def __init__(self, projects: Projects, measuring: Measuring, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Evaluate"))
        self._projects, self._measuring = projects, measuring
        self._content = Content()
        self._shown: Measured | None = None
        self._is_awake = False
        self._boxes = {name: _box(name) for name in ("Labels", "Model", "Photographs")}
        self.reportButton = QPushButton(tr("Save report…"))
        self.reportButton.setIcon(icon("export"))
        self.reportButton.setToolTip(
            tr("Write every figure with its interval, the matrix and the curves as PDF or HTML")
        )
        self.classesButton = QPushButton(tr("Classes…"))
        self.classesButton.setToolTip(tr("Say which class of the model each label means"))
        self.calibrateButton = QPushButton(tr("Calibrate…"))
        self.calibrateButton.setToolTip(tr("Make probabilities mean what they say, in a new model file"))
        self.class_maps: ClassMaps | None = None
        self.cardOf: Callable[[KnownModel], ModelCard | None] = lambda _model: None
        self._unmatched: ClassMappingError | None = None
        self.matrix = ConfusionMatrix()
        self.shareBox = ElidingComboBox()
        self.shareBox.setAccessibleName(tr("What the shares of the matrix are of"))
        self.shareBox.setMinimumContentsLength(15)
        self.shareBox.addItems([tr("% of the label"), tr("% of the prediction")])
        self.curves = CurveBoard()
        self.cautions, self._count = WrappedLabel(), QLabel()
        self._figures = AssessmentFigures()
        self._empty = EmptyState()
        self._empty.buttonClicked.connect(self._press)
        self._stack = QStackedWidget()
        self._lay_out()
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._measure)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._show_measuring)
        for box in self._boxes.values():
            box.activated.connect(lambda _row: self._measure())
        self.reportButton.clicked.connect(lambda: self.reportRequested.emit(self._shown))
        self.classesButton.clicked.connect(self._ask_map)
        self._figures.figureRequested.connect(self._show_whole)
        self._figures.classRequested.connect(self._show_class_figure)
        self.shareBox.activated.connect(lambda row: self.matrix.setByColumn(row == 1))
        self.calibrateButton.clicked.connect(lambda: self.calibrateRequested.emit(self._shown))
        self.curves.placesRequested.connect(self._request)
        self.curves.operatingRequested.connect(self._measure_point)
        self.matrix.cellActivated.connect(lambda row, column: self.cellRequested.emit(self._shown, row, column))
        projects.opened.connect(lambda _project: self._show_nothing())
        projects.contentChanged.connect(self._take_content)
        self._show_nothing()

    # What is shown

    @property
    def shown(self) -> Measured | None:
        """What the figures are of."""
        return self._shown

    @property
    def plots(self) -> Mapping[str, UnitPlot]:
        """The curves, by name."""
        return self.curves.plots

    def box(self, name: str) -> QComboBox:
        """The chooser of labels, model or photographs."""
        return self._boxes[name]

    def figures(self) -> Mapping[str, str]:
        """The figures of the whole set in words, by title."""
        return self._figures.words()

    def wake(self) -> None:
        """The panel is looked at: from now on it keeps in step with the project."""
        self._is_awake = True
        self._measure()

    def measure(self) -> None:
        """Measure anew, where it is looked at."""
        if self._is_awake:
            self._measure()

    def sleep(self) -> None:
        """Nobody looks: nothing is computed."""
        self._is_awake = False
        self._again.stop()

    # Following the project

    def _take_content(self, content: Content) -> None:
        self._content = content
        _fill(self._boxes["Labels"], [(scheme.name, scheme) for scheme in content.schemes])
        models = [(f"{model.name} ({model.predictions:,})", model) for model in content.models if model.predictions]
        _fill(self._boxes["Model"], models)
        parts = [
            (tr("{value} of '{split_name}'", value=tr(part.value), split_name=split.name), (split.name, part))
            for split in content.splits
            for part in reversed(Part)
        ]
        _fill(self._boxes["Photographs"], [(tr("all with a label"), ALL), *parts])
        if self._is_awake:
            self._again.start()

    def _measure(self) -> None:
        scheme, model = (self._boxes[name].currentData() for name in ("Labels", "Model"))
        if self._projects.project is None or scheme is None or model is None:
            self._show_nothing()
            return
        split, part = self._boxes["Photographs"].currentData() or ALL
        maps, card = self.class_maps, self.cardOf(model)

        def gather(project: Project, _token: CancelToken) -> tuple[ProjectJudged, tuple[Caution, ...], float | None]:
            from core.evaluation.evaluating import validation_kappa
            from core.evaluation.from_project import both_sides, judge_project

            known = maps.get(scheme.class_names, model.class_names) if maps is not None else None
            judged = judge_project(project, scheme, model, split=split, part=part, class_map=known)
            more = both_sides(project, judged.photographs, split, part)
            return judged, more, validation_kappa(card) if card is not None else None

        def figure(found: tuple[ProjectJudged, tuple[Caution, ...], float | None]) -> Measured:
            from core.evaluation.assessment import assess

            judged, more, kappa = found
            assessment = assess(judged.judged, validation_kappa=kappa, more=more)
            return Measured(model, scheme, split, part, judged, assessment)

        if self._shown is None or not self._shown.is_of(scheme, model, split, part):
            self._slow.start()
        self._measuring.ask(gather, figure, self._show, slot=SLOT)

    def _show_measuring(self) -> None:
        self._shown = None
        self._say(tr("Measuring…"), tr("Intervals come from 2,000 resampled sets of photographs."))
        self._stack.setCurrentIndex(1)

    def _show(self, answer: Measured | FunduscopeError) -> None:
        self._slow.stop()
        self._unmatched = None
        if isinstance(answer, FunduscopeError) and _is_unmatched(answer):
            self._show_unmatched(answer)
            return
        if isinstance(answer, FunduscopeError):
            self._shown = None
            self._say(tr("Nothing to measure"), f"{answer.message} {answer.hint}".strip())
            self._stack.setCurrentIndex(1)
            return
        self._shown = answer
        found = answer.assessment
        names = answer.judged.judged.class_names
        more = (
            tr("; {unpredicted:,} more have a label but no prediction", unpredicted=answer.judged.unpredicted)
            if answer.judged.unpredicted
            else ""
        )
        self._count.setText(
            tr("{count:,} photographs with label and prediction{more}", count=found.metrics.count, more=more)
        )
        self.cautions.setText("\n".join(f"• {each.text}" for each in found.cautions))
        self.cautions.setVisible(bool(found.cautions))
        self.matrix.setMatrix(names, found.metrics.confusion_matrix)
        self._figures.setAssessment(found)
        self.curves.setAssessment(found, answer.judged.judged)
        self.calibrateButton.setEnabled(bool(self.curves.bins()))
        self._stack.setCurrentIndex(0)

    def _show_nothing(self) -> None:
        self._slow.stop()
        self._shown = None
        if self._projects.project is None:
            self._say(
                tr("No project is open"),
                tr(
                    "A model is measured on the photographs of a project: it knows their labels and keeps what "
                    "models say."
                ),
            )
            self._empty.addButton(tr("New project…"), icon=icon("add"), is_default=True)
            self._empty.addButton(tr("Open project…"), icon=icon("folder"))
        elif not self._content.schemes:
            self._say(
                tr("The project has no labels"), tr("Add a folder with class folders or a table of labels (Data menu).")
            )
        else:
            self._say(
                tr("No model was asked yet"),
                tr("Open a model and ask it about every photograph of the project; its answers are kept there."),
            )
            self._empty.addButton(tr("Ask the model about all"), icon=icon("run"), is_default=True)
        self._stack.setCurrentIndex(1)

    def _measure_point(self, lowest: int, threshold: float) -> None:
        """What a point of the curve gives, with intervals over patients: in the lane."""
        shown = self._shown
        if shown is None:
            return
        judged = shown.judged.judged

        def question(_project: Project, _token: CancelToken) -> Operating:
            from core.evaluation.operating import operating_at, scores_from

            return operating_at(*scores_from(judged, lowest), threshold, groups=judged.groups)

        self._projects.ask(question, self.curves.setOperating, slot=POINT_SLOT)

    def _show_unmatched(self, error: ClassMappingError) -> None:
        """The labels are not the model's classes: somebody has to say what they mean."""
        self._shown, self._unmatched = None, error
        self._say(
            tr("Labels and classes have different names"),
            tr("{message} Say which class each label means.", message=error.message),
        )
        self._empty.addButton(tr(MEANING), icon=icon("classes"), is_default=True)
        self._stack.setCurrentIndex(1)

    def _ask_map(self) -> None:
        if self._unmatched is not None:
            self.mapRequested.emit(self._unmatched.labels, self._unmatched.class_names)
        elif self._shown is not None:
            self.mapRequested.emit(self._shown.scheme.class_names, self._shown.model.class_names)

    def _say(self, title: str, text: str) -> None:
        self._empty.clearButtons()
        self._empty.setTitle(title)
        self._empty.setText(text)

    def _press(self, button: QPushButton) -> None:
        if button.text().strip() == tr(MEANING):
            self._ask_map()
            return
        signals = {tr("New project…"): self.newRequested, tr("Open project…"): self.openRequested}
        signals.get(button.text().strip(), self.predictRequested).emit()

    def _show_whole(self, figure: str) -> None:
        if self._shown is None:
            return
        from core.evaluation.behind import behind_whole

        places = behind_whole(self._shown.judged.judged, figure, self._shown.assessment.referable_from)
        self._request(places, tr("behind '{figure}'", figure=tr(FIGURES[figure])))

    def _show_class(self, index: int) -> None:
        self._show_class_figure("support", index)

    def _show_class_figure(self, figure: str, index: int) -> None:
        if self._shown is None:
            return
        from core.evaluation.behind import behind_class

        judged = self._shown.judged.judged
        words = tr("of '{class_names}'", class_names=judged.class_names[index])
        if figure != "support":
            title = tr(CLASS_FIGURES[figure])
            words = tr("behind '{figure}' of '{class_name}'", figure=title, class_name=judged.class_names[index])
        self._request(behind_class(judged, figure, index), words)

    def _request(self, places: Sequence[int], words: str) -> None:
        """Ask for the photographs at these places among the answers."""
        if self._shown is not None:
            numbers = self._shown.judged.photographs
            self.photographsRequested.emit(tuple(numbers[place] for place in places), words)

    # Laying out

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        for name, box in self._boxes.items():
            label = QLabel(tr(name))
            label.setProperty("role", "dim")
            label.setBuddy(box)
            bar.addWidget(label)
            bar.addWidget(box, 1)
        for button in (self.classesButton, self.calibrateButton, self.reportButton):
            bar.addWidget(button)
        self._count.setProperty("role", "dim")
        self.cautions.setProperty("role", "warning")
        self.cautions.setAccessibleName(tr("What speaks against believing these figures"))
        right = QVBoxLayout()
        head = QHBoxLayout()
        head.addWidget(_heading(tr("Rows: label. Columns: prediction.")), 1)
        head.addWidget(self.shareBox)
        right.addLayout(head)
        right.addWidget(self.matrix)
        right.addStretch(1)
        upper = QHBoxLayout()
        upper.setSpacing(24)
        upper.addWidget(self._figures, 7)
        upper.addLayout(right, 5)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addWidget(self._count)
        column.addWidget(self.cautions)
        column.addLayout(upper)
        column.addWidget(self.curves, 1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(page)
        area.setAccessibleName(tr("Figures of the evaluation"))
        self._stack.addWidget(area)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addLayout(bar)
        whole.addWidget(self._stack, 1)


def _is_unmatched(error: FunduscopeError) -> TypeGuard[ClassMappingError]:
    from core.evaluation.predictions import ClassMappingError

    return isinstance(error, ClassMappingError)


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(tr(name))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box


def _fill(box: QComboBox, entries: Sequence[tuple[str, object]]) -> None:
    """Offer these; what was chosen stays chosen where it is still there under its name."""
    before = box.currentText().partition(" (")[0]
    box.clear()
    for text, value in entries:
        box.addItem(text, value)
    again = next((row for row, (text, _value) in enumerate(entries) if text.partition(" (")[0] == before), 0)
    box.setCurrentIndex(again if entries else -1)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
