"""One row of controls for the look of the overlay."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QMenu, QSlider, QWidget

from core.explain.overlay import ColourMap, Interpolation, Rendering, SignedColourMap
from desktop.translation import mark, tr
from desktop.widgets.spin_text import give_text_room
from desktop.widgets.viewer.colour_map_box import ColourMapBox, colour_map_icon, colour_maps
from desktop.widgets.viewer.compare_buttons import CompareButtons
from desktop.widgets.viewer.glyph_button import GlyphButton
from desktop.widgets.viewer.glyphs import Glyph
from desktop.widgets.viewer.reading import CompareMode
from desktop.widgets.viewer.region_controls import RegionControls

__all__ = ["OverlayControls"]

_HEIGHT_PX = 34
_THRESHOLD_STEPS = 20
_REGIONS_TIP = mark("Regions: where the evidence gathers, without colours")


class OverlayControls(QWidget):
    """Shows a rendering and a comparison mode, and tells how the user wants them changed.

    In the region view the controls of the colours give way to those of the regions. Where the width does not suffice,
    the threshold (also on the colour bar), cells, contour and colour map give way, in this order; what the colour bar
    has not can then be reached through the button at the end.
    """

    valueChanged = Signal(object)
    """The wanted Rendering."""
    compareModeChanged = Signal(object)
    """The wanted CompareMode."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = Rendering()
        self._compare = CompareButtons(self)
        self._opacity = QSlider(Qt.Orientation.Horizontal, self)
        self._percent = QLabel(self)
        self._colour_map = ColourMapBox(self)
        self._threshold = QDoubleSpinBox(self)
        self._contour = GlyphButton(Glyph.CONTOUR, tr("Contour"), parent=self)
        self._cells = GlyphButton(Glyph.CELLS, tr("Show the map's own cells instead of smooth values"), parent=self)
        self._more = GlyphButton(Glyph.MORE, tr("More"), parent=self)
        self._region_view = GlyphButton(Glyph.REGIONS, tr(_REGIONS_TIP), parent=self)
        self._regions = RegionControls(self)
        self._is_signed = False
        self._set_up()
        self._lay_out()
        self._connect()
        self.setMaximumValue(1.0)
        self._show()

    def value(self) -> Rendering:
        """The rendering."""
        return self._value

    def setValue(self, rendering: Rendering) -> None:
        """Show another rendering."""
        if rendering != self._value:
            self._value = rendering
            self._show()

    def setSigned(self, *, is_signed: bool) -> None:
        """Offer the colours for maps with values on both sides of 0, or for evidence alone."""
        if is_signed != self._is_signed:
            self._is_signed = is_signed
            self._colour_map.setSigned(is_signed=is_signed)
            self._show()

    def compareMode(self) -> CompareMode:
        """The comparison mode."""
        return self._compare.value()

    def setCompareMode(self, mode: CompareMode) -> None:
        """Show another comparison mode."""
        self._compare.setValue(mode)

    def setMaximumValue(self, maximum: float) -> None:
        """Set the largest value of the map, to which digits and steps of the threshold are suited."""
        maximum = maximum if math.isfinite(maximum) and maximum > 0 else 1.0
        step = 10.0 ** math.floor(math.log10(maximum / _THRESHOLD_STEPS) + 1e-9)
        self._threshold.blockSignals(True)  # noqa: FBT003
        self._threshold.setDecimals(min(12, max(0, 1 - math.floor(math.log10(step)))))
        self._threshold.setSingleStep(step)
        self._threshold.blockSignals(False)  # noqa: FBT003
        self._show()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(720, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """The least that is of use: comparison, opacity and a menu for the rest."""
        return QSize(300, _HEIGHT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the less important controls give way."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def overflowMenu(self) -> QMenu:
        """What has given way."""
        menu = QMenu(self)
        colours = menu.addMenu(tr("Colour map"))
        for colour_map in colour_maps(is_signed=self._is_signed):
            action = colours.addAction(colour_map_icon(colour_map), tr(colour_map.label))
            action.setCheckable(True)
            action.setChecked(colour_map is self._value.colours_of(is_signed=self._is_signed))
            action.triggered.connect(lambda _on=False, chosen=colour_map: self._want_colours(chosen))
        for button in (self._contour, self._cells):
            action = menu.addAction(button.text())
            action.setCheckable(True)
            action.setChecked(button.isChecked())
            action.triggered.connect(button.click)
        return menu

    def _set_up(self) -> None:
        self._opacity.setRange(0, 100)
        self._opacity.setMinimumWidth(70)
        self._opacity.setMaximumWidth(160)
        self._opacity.setAccessibleName(tr("Opacity of the overlay"))
        self._opacity.setToolTip(tr("Opacity of the overlay"))
        self._percent.setFixedWidth(self.fontMetrics().horizontalAdvance("100\N{NARROW NO-BREAK SPACE}%") + 4)
        self._threshold.setRange(0.0, 1e12)
        self._threshold.setPrefix("\N{GREATER-THAN OR EQUAL TO} ")
        self._threshold.setSpecialValueText(tr("no threshold"))
        self._threshold.setKeyboardTracking(False)
        give_text_room(self._threshold)
        self._threshold.setFixedWidth(self.fontMetrics().horizontalAdvance(tr("no threshold")) + 40)
        self._threshold.setAccessibleName(tr("Threshold"))
        self._threshold.setToolTip(tr("Values below are not coloured"))
        for button in (self._contour, self._cells, self._region_view):
            button.setCheckable(True)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 2)
        layout.setSpacing(8)
        layout.addWidget(self._compare)
        layout.addWidget(self._region_view)
        layout.addWidget(self._regions, 4)
        layout.addWidget(self._opacity, 4)
        layout.addWidget(self._percent)
        layout.addWidget(self._colour_map)
        layout.addWidget(self._threshold)
        layout.addWidget(self._contour)
        layout.addWidget(self._cells)
        layout.addWidget(self._more)
        layout.addStretch(1)
        self.setFixedHeight(_HEIGHT_PX)
        self.setMinimumWidth(self.minimumSizeHint().width())  # else the layout would not let anything give way
        self._more.hide()

    def _connect(self) -> None:
        self._compare.modeChosen.connect(self.compareModeChanged)
        self._opacity.valueChanged.connect(lambda percent: self._want(opacity=percent / 100))
        self._colour_map.colourMapChosen.connect(self._want_colours)
        self._region_view.clicked.connect(lambda is_on: self._want(is_region_view=is_on))
        self._regions.valueChanged.connect(lambda regions: self._want(regions=regions))
        self._threshold.valueChanged.connect(lambda value: self._want(threshold=value if value > 0 else None))
        self._contour.clicked.connect(lambda is_on: self._want(is_contour_shown=is_on))
        self._cells.clicked.connect(
            lambda is_on: self._want(interpolation=Interpolation.CELLS if is_on else Interpolation.SMOOTH)
        )
        self._more.clicked.connect(self._open_menu)

    def _want_colours(self, colour_map: ColourMap | SignedColourMap) -> None:
        name = "signed_colour_map" if isinstance(colour_map, SignedColourMap) else "colour_map"
        self._want(**{name: colour_map})

    def _want(self, **changes: Any) -> None:
        wanted = replace(self._value, **changes)
        if wanted != self._value:
            self._value = wanted
            self._show()
            self.valueChanged.emit(wanted)

    def _show(self) -> None:
        widgets = (self._opacity, self._threshold)
        for widget in widgets:
            widget.blockSignals(True)  # noqa: FBT003
        self._opacity.setValue(round(100 * self._value.opacity))
        self._threshold.setValue(self._value.threshold or 0.0)
        for widget in widgets:
            widget.blockSignals(False)  # noqa: FBT003
        self._percent.setText(f"{round(100 * self._value.opacity)}\N{NARROW NO-BREAK SPACE}%")
        self._colour_map.setValue(self._value.colours_of(is_signed=self._is_signed))
        self._contour.setChecked(self._value.is_contour_shown)
        self._cells.setChecked(self._value.interpolation is Interpolation.CELLS)
        self._region_view.setChecked(self._value.is_region_view)
        self._regions.setValue(self._value.regions)
        if self._regions.isVisibleTo(self) != self._value.is_region_view:
            self._fit(self.width())

    def _fit(self, width: int) -> None:
        """Hide from the least important on until the rest fits."""
        layout = self.layout()
        if layout is None:
            return
        margins = layout.contentsMargins()
        room = width - margins.left() - margins.right()
        optional = (self._colour_map, self._contour, self._cells, self._threshold)
        always: tuple[QWidget, ...] = (self._opacity, self._percent)
        self._regions.setVisible(self._value.is_region_view)
        if isinstance(layout, QHBoxLayout):
            layout.setStretch(layout.count() - 1, 0 if self._value.is_region_view else 1)  # words need the room
        for widget in always:
            widget.setVisible(not self._value.is_region_view)
        if self._value.is_region_view:
            for widget in (*optional, self._more):
                widget.hide()
            return
        used = sum(widget.minimumSizeHint().width() for widget in (self._compare, self._percent))
        used += self._region_view.width() + layout.spacing() + self._opacity.minimumWidth() + 2 * layout.spacing()
        more = self._more.sizeHint().width() + layout.spacing()
        needed = [max(widget.sizeHint().width(), widget.minimumWidth()) + layout.spacing() for widget in optional]
        shown = 0
        while shown < len(optional):
            is_last = shown + 1 == len(optional)
            if used + sum(needed[: shown + 1]) + (0 if is_last else more) > room:
                break
            shown += 1
        for position, widget in enumerate(optional):
            widget.setVisible(position < shown)
        self._more.setVisible(shown < optional.index(self._threshold))

    def _open_menu(self) -> None:
        menu = self.overflowMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
