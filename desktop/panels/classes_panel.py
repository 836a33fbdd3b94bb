"""What the network says, and which class is explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from core.explain.targets import ClassTarget, MarginTarget, ProbabilityTarget
from core.networks.prediction import Prediction
from desktop.itemmodels.classes import ClassRole
from desktop.resources import icon
from desktop.selection import Selection
from desktop.session import Session
from desktop.translation import tr
from desktop.widgets.class_list import ClassList
from desktop.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


class _Pages(QStackedWidget):
    """Needs no more room than the page that is shown."""

    def minimumSizeHint(self) -> QSize:
        """That of the page."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()


class ClassesPanel(QWidget):
    """The class list, following the session."""

    openRequested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = ClassList()
        self._names: tuple[str, ...] = ()
        self.empty = EmptyState(tr("Drop a model here"))
        button = self.empty.addButton(tr("Open…"), icon=icon("model"), is_default=True)
        button.setToolTip(tr("Trained weights of torchvision's and timm's networks are recognised"))
        button.clicked.connect(self.openRequested)
        self.stack = _Pages()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.stack)
        self.calibrated = QLabel()
        self.calibrated.setProperty("role", "dim")
        self.calibrated.setContentsMargins(12, 0, 12, 4)
        self.calibrated.hide()
        layout.addWidget(self.calibrated)
        self.list.targetChosen.connect(session.chooseTarget)
        self.list.predictedRequested.connect(session.followPrediction)
        session.modelChanged.connect(self._set_model)
        session.predictionChanged.connect(self._set_prediction)
        session.selectionChanged.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        """Two classes."""
        return QSize(super().minimumSizeHint().width(), self.stack.minimumSizeHint().height() + 4)

    def classAt(self, row: int) -> int | None:
        """The index of the class in a row of the list as it is ordered now; None where there is no such row."""
        model = self.list.view.model()
        index = model.index(row, 0)
        return int(index.data(ClassRole.INDEX)) if index.isValid() else None

    def _set_model(self, model: LoadedModel | None) -> None:
        self.stack.setCurrentWidget(self.empty if model is None else self.list)
        names = model.card.class_names if model is not None else ()
        is_calibrated = model is not None and model.card.is_calibrated
        self.calibrated.setVisible(is_calibrated)
        if model is not None and is_calibrated:
            self.calibrated.setText(
                tr("Calibrated probabilities (T = {temperature:.2f})", temperature=model.card.temperature)
            )
            self.calibrated.setToolTip(
                tr(
                    "Temperature scaling, found on {get} photographs: "
                    "a probability of 0.8 is meant to be right eight times in ten on such photographs",
                    get=model.card.calibration.get("photographs", "some"),
                )
            )
        if names != self._names:
            self._names = names
            self.list.setClasses(names)

    def _set_prediction(self, prediction: Prediction | None) -> None:
        self.list.setProbabilities(None if prediction is None else prediction.probabilities)

    def _follow(self, selection: Selection) -> None:
        target = selection.target
        index = target.index if isinstance(target, (ClassTarget, ProbabilityTarget, MarginTarget)) else None
        self.list.setTarget(index, is_following=target is None)
