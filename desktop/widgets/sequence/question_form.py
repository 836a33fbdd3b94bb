"""What is asked of every photograph of a sequence: method, target, layer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from core.explain.catalogue import CATALOGUE
from core.explain.query import ChannelTarget, ClassTarget, Method, Target
from core.explain.sequence import SequenceQuestion
from core.explain.targets import Aggregate
from core.networks.layers import Layer
from desktop.translation import mark, tr
from desktop.widgets.eliding_combo_box import ElidingComboBox

PREDICTED = mark("whichever class is predicted")
CHANNEL = mark("a channel of the layer")
_TARGET_CHARACTERS, _LAYER_CHARACTERS = 22, 18
_AGGREGATES = {Aggregate.MAX: "maximum", Aggregate.SUM: "sum"}


class QuestionForm(QWidget):
    """Choosers in a row. A channel is one of the chosen layer; methods without a layer ask for it then alone."""

    questionChanged = Signal(object)
    """The SequenceQuestion, as the user changed it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("questionForm")
        self._layers: tuple[Layer, ...] = ()
        self.method = _box(tr("Method"), QComboBox())
        for method, entry in CATALOGUE.items():
            self.method.addItem(entry.title, method)
        self.target = _box(tr("What is explained"), ElidingComboBox())
        self.target.setMinimumContentsLength(_TARGET_CHARACTERS)
        self.layer = _box(tr("Layer"), ElidingComboBox())
        self.layer.setMinimumContentsLength(_LAYER_CHARACTERS)
        self.channel = QSpinBox()
        self.channel.setPrefix(tr("channel "))
        self.channel.setAccessibleName(tr("Channel"))
        self.aggregate = _box(tr("How the channel becomes one number"), QComboBox())
        for aggregate, words in _AGGREGATES.items():
            self.aggregate.addItem(words, aggregate)
        self._at = QLabel(tr("at"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.method, QLabel(tr("for")), self.target, self.channel, self.aggregate, self._at, self.layer):
            layout.addWidget(widget)
        for box in (self.method, self.target, self.layer, self.aggregate):
            box.activated.connect(self._changed)
        self.channel.valueChanged.connect(self._changed)
        self._adapt()

    def setModel(self, class_names: Sequence[str], layers: Sequence[Layer]) -> None:
        """The classes and layers to choose from."""
        self._layers = tuple(layers)
        self.target.clear()
        self.target.addItems([tr(PREDICTED), *class_names, tr(CHANNEL)])
        self.layer.clear()
        for layer in layers:
            self.layer.addItem(layer.name)
        self._adapt()

    def setQuestion(self, question: SequenceQuestion) -> None:
        """Show a question; nothing is emitted."""
        self.method.setCurrentIndex(max(self.method.findData(question.method), 0))
        target = question.target
        if isinstance(target, ChannelTarget):
            self.target.setCurrentIndex(self.target.count() - 1)
            self.layer.setCurrentText(target.layer)
            self._adapt()
            self.channel.blockSignals(True)  # noqa: FBT003 - Qt's
            self.channel.setValue(target.channel)
            self.channel.blockSignals(False)  # noqa: FBT003
            self.aggregate.setCurrentIndex(list(_AGGREGATES).index(target.aggregate))
        else:
            self.target.setCurrentIndex(target.index + 1 if isinstance(target, ClassTarget) else 0)
        if question.layer is not None:
            self.layer.setCurrentText(question.layer)
        self._adapt()

    def question(self) -> SequenceQuestion:
        """What is chosen."""
        method = Method(self.method.currentData())
        layer = self.layer.currentText() or None
        return SequenceQuestion(method, self._target(), layer if CATALOGUE[method].has_layer else None)

    def _target(self) -> Target | None:
        if self._is_channel():
            aggregate = Aggregate(self.aggregate.currentData())
            return ChannelTarget(self.layer.currentText(), self.channel.value(), aggregate)
        index = self.target.currentIndex() - 1
        return ClassTarget(index) if index >= 0 else None

    def _is_channel(self) -> bool:
        return self.target.currentIndex() == self.target.count() - 1 > 0

    def _changed(self) -> None:
        self._adapt()
        self.questionChanged.emit(self.question())

    def _adapt(self) -> None:
        """Show what belongs to the choice."""
        is_channel, has_layers = self._is_channel(), bool(self._layers)
        method = Method(self.method.currentData())
        needs_layer = CATALOGUE[method].has_layer or is_channel
        shown: dict[QWidget, bool] = {
            self.channel: is_channel,
            self.aggregate: is_channel,
            self._at: needs_layer,
            self.layer: needs_layer,
        }
        for widget, is_shown in shown.items():
            widget.setVisible(is_shown and has_layers)
        if has_layers:
            channels = self._layers[max(self.layer.currentIndex(), 0)].shape[0]
            self.channel.blockSignals(True)  # noqa: FBT003 - Qt's
            self.channel.setRange(0, channels - 1)
            self.channel.blockSignals(False)  # noqa: FBT003
            self.channel.setToolTip(tr("The layer has {channels} channels", channels=channels))


def _box(words: str, box: QComboBox) -> QComboBox:
    box.setAccessibleName(words)
    box.setToolTip(words)
    return box
