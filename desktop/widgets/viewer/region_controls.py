"""How regions are cut out of a map: how smooth it is made, how far from peaks they reach, and what a peak is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from core.explain.rendering import RegionSettings

_SMOOTHEST = 0.1
"""Of the shorter side: beyond that one region is left."""
_STEPS = 100


_RANGES = {"smoothing": _SMOOTHEST, "threshold": 1.0, "prominence": 1.0}
"""The setting at the right end of each slider; the names are those of the settings."""
_TIPS = {
    "smoothing": "Standard deviation of the Gaussian that smooths the map before it is cut, as a share of the shorter "
    "side of what the network saw",
    "threshold": "Share of the highest peak down to which regions reach",
    "prominence": "How far a peak must stand above the saddle to the next one to be a region of its own, as a share of "
    "the highest",
}


class RegionControls(QWidget):
    """Three sliders with their figures."""

    valueChanged = Signal(object)
    """The wanted RegionSettings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = RegionSettings()
        self._sliders = {name: self._slider(name, tip) for name, tip in _TIPS.items()}
        self._texts = {name: QLabel(self) for name in _TIPS}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        wide = self.fontMetrics().horizontalAdvance("100\N{NARROW NO-BREAK SPACE}%") + 4
        for name, slider in self._sliders.items():
            label = QLabel(name.capitalize(), self)
            label.setProperty("role", "dim")
            label.setToolTip(slider.toolTip())
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setMaximumWidth(label.sizeHint().width())
            self._texts[name].setMinimumWidth(wide)
            layout.addWidget(label, 2)
            layout.addWidget(slider, 3)
            layout.addWidget(self._texts[name])
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

    def slider(self, name: str) -> QSlider:
        """The slider of the setting of that name."""
        return self._sliders[name]

    def _slider(self, name: str, tip: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, _STEPS)
        slider.setMinimumWidth(40)
        slider.setMaximumWidth(160)
        slider.setAccessibleName(f"{name.capitalize()} of the regions")
        slider.setToolTip(tip)
        slider.valueChanged.connect(lambda step: self._want(**{name: step / _STEPS * _RANGES[name]}))
        return slider

    def _want(self, **changes: float) -> None:
        self._value = replace(self._value, **changes)
        self._show()
        self.valueChanged.emit(self._value)

    def _show(self) -> None:
        for name, slider in self._sliders.items():
            value = getattr(self._value, name)
            slider.blockSignals(True)  # noqa: FBT003
            slider.setValue(round(value / _RANGES[name] * _STEPS))
            slider.blockSignals(False)  # noqa: FBT003
            digits = 1 if _RANGES[name] < 1 else 0
            self._texts[name].setText(f"{100 * value:.{digits}f}\N{NARROW NO-BREAK SPACE}%")
