"""Which channel of which layer is explained, and how its units become one number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QToolButton, QVBoxLayout, QWidget

from core.explain.targets import Aggregate, ChannelTarget
from core.networks.layers import Layer
from desktop.resources import icon
from desktop.translation import capitalised, mark, tr
from desktop.widgets.eliding_combo_box import ElidingComboBox
from desktop.widgets.explain.target_words import AGGREGATE_WORDS
from desktop.widgets.spin_text import give_text_room

_SHORT_WORDS = {Aggregate.MAX: mark("maximum"), Aggregate.SUM: mark("sum")}


class ChannelForm(QWidget):
    """Layer, number of the channel, and maximum or sum; buttons that find the strongest channel, and show all."""

    targetChanged = Signal(object)
    """The wanted ChannelTarget."""
    strongestRequested = Signal()
    allRequested = Signal()
    """All channels of the layer are to be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[Layer, ...] = ()
        self.layerBox = ElidingComboBox()
        self.layerBox.setAccessibleName(tr("Layer of the channel"))
        self.layerBox.setToolTip(tr("The layer whose channel is explained"))
        self.layerBox.setMinimumContentsLength(6)
        self.channelBox = QSpinBox()
        self.channelBox.setAccessibleName(tr("Channel"))
        self.channelBox.setKeyboardTracking(False)
        give_text_room(self.channelBox)
        self.countLabel = QLabel()
        self.countLabel.setProperty("role", "dim")
        self.aggregateBox = QComboBox()
        self.aggregateBox.setAccessibleName(tr("How the channel becomes one number"))
        self.aggregateBox.setToolTip(
            tr("Explain the one place where the feature is clearest, or every place where it is")
        )
        for aggregate, words in _SHORT_WORDS.items():
            self.aggregateBox.addItem(tr(words), aggregate)
            self.aggregateBox.setItemData(
                self.aggregateBox.count() - 1, capitalised(tr(AGGREGATE_WORDS[aggregate])), Qt.ItemDataRole.ToolTipRole
            )
        self.strongestButton = QToolButton()
        self.strongestButton.setIcon(icon("strongest"))
        self.strongestButton.setAccessibleName(tr("Strongest channel"))
        self.strongestButton.setToolTip(tr("Choose the channel of this layer that is most active on this photograph"))
        self.allButton = QToolButton()
        self.allButton.setIcon(icon("grid"))
        self.allButton.setAccessibleName(tr("All channels"))
        self.allButton.setToolTip(tr("Look at the maps of all channels of this layer at once, and choose one of them"))
        self._lay_out()
        for box in (self.layerBox, self.aggregateBox):
            box.activated.connect(self._tell)
        self.channelBox.valueChanged.connect(self._tell)
        self.strongestButton.clicked.connect(self.strongestRequested)
        self.allButton.clicked.connect(self.allRequested)

    def setLayers(self, layers: Sequence[Layer]) -> None:
        """The layers to choose from."""
        self._layers = tuple(layers)
        self.layerBox.clear()
        for layer in layers:
            self.layerBox.addItem(layer.name)

    def setTarget(self, target: ChannelTarget) -> None:
        """Show a channel; nothing is emitted."""
        row = self.layerBox.findText(target.layer)
        if row < 0:
            return
        self.layerBox.setCurrentIndex(row)
        self._fit_channel()
        self.channelBox.blockSignals(True)  # noqa: FBT003
        self.channelBox.setValue(target.channel)
        self.channelBox.blockSignals(False)  # noqa: FBT003
        self.aggregateBox.setCurrentIndex(list(_SHORT_WORDS).index(target.aggregate))

    def target(self) -> ChannelTarget:
        """The channel that is shown."""
        aggregate = Aggregate(self.aggregateBox.currentData())
        return ChannelTarget(self.layerBox.currentText(), self.channelBox.value(), aggregate)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.channelBox, 2)
        row.addWidget(self.countLabel)
        row.addWidget(self.aggregateBox, 3)
        row.addWidget(self.strongestButton)
        row.addWidget(self.allButton)
        rows.addWidget(self.layerBox)
        rows.addLayout(row)

    def _fit_channel(self) -> None:
        if self._layers:
            count = self._layers[max(self.layerBox.currentIndex(), 0)].shape[0]
            self.channelBox.blockSignals(True)  # noqa: FBT003
            self.channelBox.setRange(0, count - 1)
            self.channelBox.blockSignals(False)  # noqa: FBT003
            self.channelBox.setToolTip(
                tr("The layer has {count} channels: 0 to {count_2}", count=count, count_2=count - 1)
            )
            self.countLabel.setText(tr("of {count}", count=count))

    def _tell(self) -> None:
        self._fit_channel()
        self.targetChanged.emit(self.target())
