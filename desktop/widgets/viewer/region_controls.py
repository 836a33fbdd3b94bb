"""How regions are cut out of a map: how smooth it is made, how far from peaks they reach, and what a peak is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from core.explain.rendering import RegionSettings
from desktop.translation import capitalised, mark, tr

_SMOOTHEST = 0.1
"""Of the shorter side: beyond that one region is left."""
_STEPS = 100
_SLIDER_PX, _SPACING_PX = 40, 4


_RANGES = {"smoothing": _SMOOTHEST, "threshold": 1.0, "prominence": 1.0}
"""The setting at the right end of each slider; the names are those of the settings."""
_TIPS = {
    mark("smoothing"): mark(
        "Standard deviation of the Gaussian that smooths the map before it is cut, as a share of the shorter "
        "side of what the network saw"
    ),
    mark("threshold"): mark("Share of the highest peak down to which regions reach"),
    mark("prominence"): mark(
        "How far a peak must stand above the saddle to the next one to be a region of its own, as a share of "
        "the highest"
    ),
}


class RegionControls(QWidget):
    """Three sliders with their figures."""

    valueChanged = Signal(object)
    """The wanted RegionSettings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = RegionSettings()
        self._sliders = {name: self._slider(name, tr(tip)) for name, tip in _TIPS.items()}
        self._texts = {name: QLabel(self) for name in _TIPS}
        self._labels = {name: QLabel(capitalised(tr(name)), self) for name in _TIPS}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING_PX)
        wide = self.fontMetrics().horizontalAdvance("100\N{NARROW NO-BREAK SPACE}%") + 4
        for name, slider in self._sliders.items():
            label = self._labels[name]
            label.setProperty("role", "dim")
            label.setToolTip(slider.toolTip())
            self._texts[name].setMinimumWidth(wide)
            layout.addWidget(label)
            layout.addWidget(slider, 1)
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

    def minimumSizeHint(self) -> QSize:
        """The sliders with their figures: words give way."""
        least = sum(_SLIDER_PX + text.minimumWidth() + 2 * _SPACING_PX for text in self._texts.values())
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the words as a whole, or not at all; the tooltips of the sliders say them too."""
        super().resizeEvent(event)
        words = sum(label.sizeHint().width() + _SPACING_PX for label in self._labels.values())
        for label in self._labels.values():
            label.setVisible(event.size().width() >= self.minimumSizeHint().width() + words)

    def slider(self, name: str) -> QSlider:
        """The slider of the setting of that name."""
        return self._sliders[name]

    def _slider(self, name: str, tip: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, _STEPS)
        slider.setMinimumWidth(_SLIDER_PX)
        slider.setMaximumWidth(160)
        slider.setAccessibleName(tr("{name} of the regions", name=capitalised(tr(name))))
        slider.setToolTip(f"{capitalised(tr(name))}: {tip}")
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
