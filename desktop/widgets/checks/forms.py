"""What can be chosen of the checks, as small forms."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QSpinBox, QWidget

from core.explain.check_settings import FEWEST, BandScale, BandScope, BandSettings, RandomisationSettings, Weights
from desktop.translation import mark, tr

_WEIGHTS = {
    Weights.INITIAL: (mark("As before training"), mark("Drawn as the architecture's own library begins a training")),
    Weights.SHUFFLED: (mark("Trained, shuffled"), mark("The trained weights of each layer in random order")),
}
_SCOPES = {
    BandScope.CELL: (mark("For each place"), mark("What random networks reach at this very place of the photograph")),
    BandScope.MAP: (mark("For the whole map"), mark("One range for all places: steadier, and blind to where it is")),
}
_SCALES = {
    BandScale.MATCHED: (
        mark("As sure as this one"),
        mark("Their logits spread over the classes as far as those of this network"),
    ),
    BandScale.AS_DRAWN: (
        mark("As they are drawn"),
        mark("Untrained networks mostly speak much more quietly than trained ones"),
    ),
}
_QUANTILES = (0.9, 0.95, 0.99, 1.0)


class _Form(QWidget):
    """Fields with their titles, one below the other."""

    valueChanged = Signal(object)
    _edited = Signal()
    """The user has changed a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_ready = False
        self.layout_ = QFormLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 4)
        self.layout_.setHorizontalSpacing(8)
        self.layout_.setVerticalSpacing(4)
        self.layout_.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)

    def _combo(self, title: str, tip: str, choices: Mapping[Any, tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        for key, (text, help_text) in choices.items():
            box.addItem(tr(text), key)
            box.setItemData(box.count() - 1, tr(help_text), Qt.ItemDataRole.ToolTipRole)
        box.setMinimumContentsLength(6)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(lambda _index: self._tell())
        self._add(title, tip, box)
        return box

    def _spin(self, title: str, tip: str, lowest: int, highest: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(lowest, highest)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda _value: self._tell())
        self._add(title, tip, box)
        return box

    def _add(self, title: str, tip: str, field: QWidget) -> None:
        field.setToolTip(tip)
        field.setAccessibleName(title)
        self.layout_.addRow(title, field)

    def _tell(self) -> None:
        if self._is_ready:
            self._edited.emit()


class RandomisationForm(_Form):
    """The RandomisationSettings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weights = self._combo(tr("Weights"), tr("Where random weights come from"), _WEIGHTS)
        self.networks = self._spin(tr("Networks"), tr("Random as a whole; the verdict rests on their median"), 1, 100)
        self.steps = self._spin(tr("Steps"), tr("Of the cascade from the top layer down"), 1, 200)
        self.seed = self._spin(tr("Seed"), tr("The same seed gives the same weights"), 0, 2**31 - 1)
        self.independent = QCheckBox(tr("Layers by themselves, too"))
        self.independent.setToolTip(tr("Besides, each step's layers random while all others stay trained"))
        self.independent.toggled.connect(lambda _is_on: self._tell())
        self.layout_.addRow(self.independent)
        self._edited.connect(lambda: self.valueChanged.emit(self.value()))
        self.setValue(RandomisationSettings())

    def value(self) -> RandomisationSettings:
        """What is chosen."""
        return RandomisationSettings(
            seed=self.seed.value(),
            steps=self.steps.value(),
            networks=self.networks.value(),
            weights=Weights(self.weights.currentData()),
            is_independent=self.independent.isChecked(),
        )

    def setValue(self, settings: RandomisationSettings) -> None:
        """Show a choice."""
        self._is_ready = False
        self.weights.setCurrentIndex(self.weights.findData(settings.weights))
        self.networks.setValue(settings.networks)
        self.steps.setValue(settings.steps)
        self.seed.setValue(settings.seed)
        self.independent.setChecked(settings.is_independent)
        self._is_ready = True


class BandForm(_Form):
    """The BandSettings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        quantiles = {
            share: (f"{share:.0%}", tr("The range holds {share:.0%} of the random networks' values", share=share))
            for share in _QUANTILES
        }
        self.scale = self._combo(tr("Networks are"), tr("How loudly random networks speak"), _SCALES)
        self.scope = self._combo(tr("Range"), tr("For what the range is worked out"), _SCOPES)
        self.quantile = self._combo(
            tr("Holds"), tr("How much of what random networks reach counts as nothing"), quantiles
        )
        self.weights = self._combo(tr("Weights"), tr("Where random weights come from"), _WEIGHTS)
        self.networks = self._spin(
            tr("How many"), tr("More networks make the range steadier, and take longer"), FEWEST, 1000
        )
        self.seed = self._spin(tr("Seed"), tr("The same seed gives the same weights"), 0, 2**31 - 1)
        self._edited.connect(lambda: self.valueChanged.emit(self.value()))
        self.setValue(BandSettings())

    def value(self) -> BandSettings:
        """What is chosen."""
        return BandSettings(
            networks=self.networks.value(),
            quantile=float(self.quantile.currentData()),
            scope=BandScope(self.scope.currentData()),
            scale=BandScale(self.scale.currentData()),
            weights=Weights(self.weights.currentData()),
            seed=self.seed.value(),
        )

    def setValue(self, settings: BandSettings) -> None:
        """Show a choice."""
        self._is_ready = False
        choices: tuple[tuple[QComboBox, StrEnum | float], ...] = (
            (self.scale, settings.scale),
            (self.scope, settings.scope),
            (self.quantile, settings.quantile),
            (self.weights, settings.weights),
        )
        for box, choice in choices:
            box.setCurrentIndex(max(0, box.findData(choice)))
        self.networks.setValue(settings.networks)
        self.seed.setValue(settings.seed)
        self._is_ready = True
