"""How regions are cut out of a map: how smooth it is made first, and how far from its peaks they reach."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from core.explain.rendering import RegionSettings

_SMOOTHEST = 0.1
"""Of the shorter side: beyond that one region is left."""
_STEPS = 100


class RegionControls(QWidget):
    """Two sliders with their figures."""

    valueChanged = Signal(object)
    """The wanted RegionSettings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = RegionSettings()
        self._smoothing = self._slider("Smoothing", "Width of the Gaussian that smooths the map before it is cut")
        self._threshold = self._slider("Threshold", "Share of the highest peak down to which regions reach")
        self._smoothing_text, self._threshold_text = QLabel(self), QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        wide = self.fontMetrics().horizontalAdvance("100\N{NARROW NO-BREAK SPACE}%") + 4
        for words, slider, text in (
            ("Smoothing", self._smoothing, self._smoothing_text),
            ("Threshold", self._threshold, self._threshold_text),
        ):
            label = QLabel(words, self)
            label.setProperty("role", "dim")
            label.setToolTip(slider.toolTip())
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setMaximumWidth(label.sizeHint().width())
            text.setMinimumWidth(wide)
            layout.addWidget(label, 2)
            layout.addWidget(slider, 3)
            layout.addWidget(text)
        self._smoothing.valueChanged.connect(lambda step: self._want(smoothing=step / _STEPS * _SMOOTHEST))
        self._threshold.valueChanged.connect(lambda step: self._want(threshold=step / _STEPS))
        self._show()
        self.hide()

    def value(self) -> RegionSettings:
        """The settings."""
        return self._value

    def setValue(self, settings: RegionSettings) -> None:
        """Show other settings."""
        if settings != self._value:
            self._value = settings
            self._show()

    def _slider(self, name: str, tip: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, _STEPS)
        slider.setMinimumWidth(50)
        slider.setMaximumWidth(160)
        slider.setAccessibleName(f"{name} of the regions")
        slider.setToolTip(tip)
        return slider

    def _want(self, **changes: float) -> None:
        self._value = replace(self._value, **changes)
        self._show()
        self.valueChanged.emit(self._value)

    def _show(self) -> None:
        shares = ((self._smoothing, self._value.smoothing / _SMOOTHEST), (self._threshold, self._value.threshold))
        for slider, share in shares:
            slider.blockSignals(True)  # noqa: FBT003
            slider.setValue(round(share * _STEPS))
            slider.blockSignals(False)  # noqa: FBT003
        self._smoothing_text.setText(f"{100 * self._value.smoothing:.1f}\N{NARROW NO-BREAK SPACE}%")
        self._threshold_text.setText(f"{100 * self._value.threshold:.0f}\N{NARROW NO-BREAK SPACE}%")
