"""What is explained, by which method, with which parameters; how far it is, and what is to be known of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from core.explain.abilities import misfits
from core.explain.catalogue import CATALOGUE
from core.explain.explanation import Explanation
from core.explain.params import MethodParams
from core.explain.targets import Aggregate, ChannelTarget, ClassTarget, ProbabilityTarget, Target
from core.jobs import Progress
from core.networks.prediction import Prediction
from desktop.probing import Probing
from desktop.resources import icon
from desktop.selection import Selection
from desktop.session import Session
from desktop.translation import tr
from desktop.widgets.explain.channel_form import ChannelForm
from desktop.widgets.explain.method_box import MethodBox
from desktop.widgets.explain.params_form import ParamsForm
from desktop.widgets.explain.params_popup import ParamsPopup
from desktop.widgets.explain.target_button import TargetButton
from desktop.widgets.explain.target_menu import TargetMenu
from desktop.widgets.explain.target_words import meaning, question
from desktop.widgets.fold_button import FoldButton
from desktop.widgets.job_bar import JobBar
from desktop.widgets.painting import small_font
from desktop.widgets.wheel_guard import WheelGuard
from desktop.widgets.wrapped_label import WrappedLabel
from desktop.words import params_words

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

LEAST_HEIGHT_PX = 90
SENTENCE_PX = 14
"""The part of it that words may take where there is more to choose."""
SPACING_PX = 6
JOB_BAR_PX = 56
PATIENCE_MS = 300
"""An explanation that is there within this time is not worth a flicker."""


class ExplanationPanel(QWidget):
    """Target, method with its sentence, parameters (folded until opened), progress and notes, following the session."""

    allChannelsRequested = Signal()
    heightWanted = Signal(int)
    """Something was opened or closed: with this height everything is in sight."""

    def __init__(self, session: Session, probing: Probing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._probing = probing
        self.targetMenu = TargetMenu(self)
        self.target = TargetButton(self.targetMenu)
        self.channel = ChannelForm()
        self.method = MethodBox()
        self.sentence = WrappedLabel(role="dim")
        self.reason = WrappedLabel(role="warning")
        self.fold = FoldButton(tr("Parameters"))
        self.parametersButton = QToolButton()
        self.form = ParamsForm(self._misfits)
        self.popup = ParamsPopup(self.form, self)
        self.job = JobBar(bar_px=JOB_BAR_PX)
        self.stoppedLabel = WrappedLabel(role="warning")
        self.goOnButton = QToolButton()
        self.notes = WrappedLabel(role="dim")
        self._later = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._later.timeout.connect(self._show_job)
        self._set_up()
        self._lay_out()
        self._connect()
        self._set_model(session.model)
        self._follow(session.selection)

    # Making

    def _set_up(self) -> None:
        self.goOnButton.setObjectName("textButton")
        self.goOnButton.setText(tr("Go on"))
        self.goOnButton.setToolTip(tr("Compute the explanation to its end after all"))
        self.parametersButton.setIcon(icon("parameters"))
        self.parametersButton.setAccessibleName(tr("Parameters"))
        self.parametersButton.setCheckable(True)
        for widget in (self.channel, self.reason, self.notes, self.job):
            widget.hide()
        self._guard = WheelGuard(self)
        channel = self.channel
        self._guard.guard((self.target, self.method, channel.layerBox, channel.channelBox, channel.aggregateBox))
        for label in (self.sentence, self.notes, self.reason, self.stoppedLabel):
            label.setFont(small_font(self.font()))

    def _lay_out(self) -> None:
        self._stopped = QWidget()
        stopped = QHBoxLayout(self._stopped)
        stopped.setContentsMargins(0, 0, 0, 0)
        stopped.addWidget(self.stoppedLabel, 1)
        stopped.addWidget(self.goOnButton)
        self._stopped.hide()
        inside = QWidget()
        inside.setObjectName("panel")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(8, 4, 8, 8)
        rows.setSpacing(SPACING_PX)
        for widget in (self.target, self.channel, self._method_row(), self.sentence, self.reason, self.job):
            rows.addWidget(widget)
        for widget in (self._stopped, self.notes, self.fold):
            rows.addWidget(widget)
        rows.addStretch(1)
        self._inside = inside
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _method_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.method, 1)
        layout.addWidget(self.parametersButton)
        return row

    def _connect(self) -> None:
        session = self._session
        self.targetMenu.targetChosen.connect(session.chooseTarget)
        self.targetMenu.channelRequested.connect(self.chooseChannel)
        self.channel.targetChanged.connect(session.chooseTarget)
        self.channel.strongestRequested.connect(self.chooseStrongestChannel)
        self.channel.allRequested.connect(self.allChannelsRequested)
        self.method.methodChosen.connect(session.chooseMethod)
        for button in (self.fold, self.parametersButton):
            button.clicked.connect(self._toggle_form)
        self.popup.closed.connect(self._note_closed)
        self.form.paramsChanged.connect(session.chooseParams)
        self.job.cancelRequested.connect(session.stop)
        self.goOnButton.clicked.connect(session.resume)
        session.modelChanged.connect(self._set_model)
        session.selectionChanged.connect(self._follow)
        session.predictionChanged.connect(self._set_prediction)
        session.explanationChanged.connect(self._set_explanation)
        session.busyChanged.connect(self._set_busy)
        session.progressed.connect(self._set_progress)
        session.stopped.connect(self._show_stopped)
        self._probing.changed.connect(self._show_reasons)

    # What the user does

    def stepMethod(self, step: int) -> None:
        """Go `step` methods further in the list, past those that cannot be asked."""
        self._session.chooseMethod(self.method.beside(step))

    def openTargets(self) -> None:
        """Open the menu of targets."""
        if self._session.model is not None:
            self.target.showPopup()

    def explainRival(self) -> None:
        """Ask why it is the predicted class, and not the next most probable one."""
        rival = self.targetMenu.rival()
        if rival is not None:
            self._session.chooseTarget(rival)

    def explainProbability(self) -> None:
        """Explain the probability of the class that is explained now, else of the predicted one."""
        target, prediction = self._session.target(), self._session.prediction
        if isinstance(target, ClassTarget):
            self._session.chooseTarget(ProbabilityTarget(target.index))
        elif prediction is not None:
            self._session.chooseTarget(ProbabilityTarget(prediction.predicted))

    def chooseChannel(self) -> None:
        """Explain a channel of the selected layer: the one that is most active, until another is chosen."""
        if not isinstance(self._session.selection.target, ChannelTarget):
            self._probing.choose_strongest_channel(Aggregate.MAX)

    def chooseStrongestChannel(self) -> None:
        """Explain the channel of the layer that is most active on this photograph."""
        target = self._session.selection.target
        aggregate = target.aggregate if isinstance(target, ChannelTarget) else Aggregate.MAX
        self._probing.choose_strongest_channel(aggregate)

    def openParameters(self) -> None:
        """Open the form of the parameters and go to it."""
        if not self.popup.isVisible() and self.form.params() is not None:
            self.fold.setChecked(True)
            self.parametersButton.setChecked(True)
            self.popup.openBeside(self, top=self.method.mapTo(self, QPoint(0, 0)).y())

    def _toggle_form(self, is_open: bool) -> None:  # noqa: FBT001
        if is_open:
            self.openParameters()
        else:
            self.popup.hide()

    def _note_closed(self) -> None:
        self.fold.setChecked(False)
        self.parametersButton.setChecked(False)

    def _want_height(self) -> None:
        """Once the layout has taken in what has changed."""
        QTimer.singleShot(0, self, lambda: self.heightWanted.emit(self._content_height()))

    def _content_height(self) -> int:
        layout = self._inside.layout()
        width = self._inside.width()
        if layout is None:
            return 0
        return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()

    def minimumSizeHint(self) -> QSize:
        """Target, method and a line of what it means; the rest is scrolled to."""
        channel = self.channel.sizeHint().height() + SPACING_PX if self.channel.isVisibleTo(self._inside) else 0
        return QSize(super().minimumSizeHint().width(), max(LEAST_HEIGHT_PX, LEAST_HEIGHT_PX - SENTENCE_PX + channel))

    # What is shown

    def _set_model(self, model: LoadedModel | None) -> None:
        self.targetMenu.setClasses(model.card.class_names if model is not None else ())
        self.channel.setLayers(model.layers.layers if model is not None else ())
        for widget in (self.target, self.method, self.fold):
            widget.setEnabled(model is not None)
        self._follow(self._session.selection)
        if model is not None:
            self._want_height()

    def _set_prediction(self, prediction: Prediction | None) -> None:
        self.targetMenu.setProbabilities(None if prediction is None else prediction.probabilities)
        self._show_target(self._session.selection.target)

    def _follow(self, selection: Selection) -> None:
        entry = CATALOGUE[selection.method]
        self.targetMenu.setTarget(selection.target)
        self.targetMenu.setLayer(selection.layer)
        if self.method.value() is not selection.method:
            self.method.setValue(selection.method)
        self.sentence.setText(tr(entry.sentence))
        self.form.setParams(selection.params)
        self.form.recheck()
        self._show_params(selection)
        self._show_target(selection.target)
        self._show_reasons()
        self._show_stopped()

    def _show_params(self, selection: Selection) -> None:
        words = "".join(params_words(selection.params))
        self.fold.setVisible(bool(words))
        self.fold.setText(words[:1].upper() + words[1:])
        self.parametersButton.setEnabled(bool(words))
        self.parametersButton.setToolTip(
            tr("Parameters: {words}", words=words) if words else tr("This method has no parameters")
        )
        entry = CATALOGUE[selection.method]
        self.popup.setMethod(tr(entry.title), tr(entry.sentence))
        if not words:
            self.popup.hide()

    def _show_target(self, target: Target | None) -> None:
        model, prediction = self._session.model, self._session.prediction
        is_channel = isinstance(target, ChannelTarget)
        if self.channel.isVisibleTo(self._inside) != is_channel:
            self.channel.setVisible(is_channel)
            self.updateGeometry()
            self._want_height()
        if model is None:
            self.target.setText(tr("No model"))
            return
        names = model.card.class_names
        if isinstance(target, ChannelTarget):
            self.channel.setTarget(target)
        if target is not None:
            words, tip = question(target, names), meaning(target, names)
        elif prediction is not None:
            words = tr("Why {names}? (predicted)", names=names[prediction.predicted])
            tip = tr("The logit of whichever class is predicted")
        else:
            words, tip = tr("Whichever class is predicted"), tr("The logit of whichever class is predicted")
        self.target.setText(words)
        self.target.setToolTip(f"{words}\n{tip}")

    def _show_reasons(self) -> None:
        reasons = self._probing.reasons()
        self.method.setReasons(reasons)
        reason = reasons.get(self._session.selection.method, "")
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def _misfits(self, params: MethodParams) -> dict[str, str]:
        model = self._session.model
        return {} if model is None else misfits(params, self._session.selection.target, model.card.input_size)

    def _set_explanation(self, explanation: Explanation | None) -> None:
        notes = explanation.notes if explanation is not None else ()
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))

    def _set_busy(self, is_busy: bool) -> None:  # noqa: FBT001
        if is_busy:
            self._later.start()
        else:
            self._later.stop()
            self.job.finish()
        self._show_stopped()

    def _show_job(self) -> None:
        self.job.start(tr(CATALOGUE[self._session.selection.method].title))

    def _set_progress(self, progress: Progress) -> None:
        if self.job.isVisible():
            self.job.setProgress(progress)

    def _show_stopped(self) -> None:
        session = self._session
        self._stopped.setVisible(session.is_stopped)
        if session.is_stopped:
            partial = session.explanation is not None and session.explanation.is_partial
            self.stoppedLabel.setText(tr("Stopped: the map is partial.") if partial else tr("Stopped."))
