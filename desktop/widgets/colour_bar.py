"""The colour bar: what the colours of the overlay mean, in raw units, and where that is changed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolTip, QVBoxLayout, QWidget

from core.explain.overlay import Rendering, automatic_limits
from desktop.translation import mark, tr
from desktop.widgets.viewer.colour_scale import ColourScale
from desktop.widgets.viewer.glyph_button import GlyphButton
from desktop.widgets.viewer.glyphs import Glyph
from desktop.widgets.viewer.limit_edit import LimitEdit
from desktop.widgets.viewer.numbers import tiny_number

_WIDTH_PX = 72
_SMALL_FONT_PX = 10
_BUTTON_PX = 22
_AUTOMATIC_TIP = mark("Automatic limits: as far as the map reaches from 0")


class ColourBar(QWidget):
    """Shows colour map, limits and threshold of a rendering, and the range of the map's values.

    The bar holds no truth: it tells what the user wants, and shows what it is given by `setRendering` and `setMap`.
    While it is locked whoever shows another photograph keeps the limits; else it makes them automatic again.
    """

    limitsChanged = Signal(object)
    """(lower, upper) in raw units, or None for automatic limits."""
    thresholdChanged = Signal(object)
    """A raw value, or None for no threshold."""
    symmetricChanged = Signal(bool)
    """Whether both sides of a signed map are to have the same limits."""
    lockedChanged = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rendering = Rendering()
        self._range: tuple[float, float] | None = None
        self._scale = ColourScale(self)
        self._upper = LimitEdit(tr("Upper limit"), self)
        self._lower = LimitEdit(tr("Lower limit"), self)
        self._extent = QLabel(self)
        self._is_signed = False
        self._automatic = GlyphButton(Glyph.AUTOMATIC, tr(_AUTOMATIC_TIP), parent=self)
        self._symmetric = GlyphButton(Glyph.SYMMETRIC, tr("The same limits for rise and fall"), parent=self)
        self._lock = GlyphButton(
            Glyph.UNLOCK, tr("Lock the limits across photographs"), checked_glyph=Glyph.LOCK, parent=self
        )
        self._lay_out()
        self._scale.limitsDragged.connect(self._want_limits)
        self._scale.thresholdDragged.connect(self._want_threshold)
        self._upper.valueTyped.connect(lambda value: self._type_limits(self.limits()[0], value))
        self._lower.valueTyped.connect(lambda value: self._type_limits(value, self.limits()[1]))
        self._automatic.clicked.connect(self.makeAutomatic)
        self._lock.toggled.connect(self._tell_lock)
        self._symmetric.clicked.connect(self.symmetricChanged)
        self._show()

    def sizeHint(self) -> QSize:
        """Narrow and tall."""
        return QSize(_WIDTH_PX, 320)

    def setMap(self, values: NDArray[np.float32] | None, *, is_signed: bool = False) -> None:
        """Show the range of a map's values; None: no map. `is_signed`: the colours reach to both sides of 0."""
        self._is_signed = is_signed
        finite = values[np.isfinite(values)] if values is not None else np.empty(0, np.float32)
        self._range = (float(finite.min()), float(finite.max())) if finite.size else None
        self._show()

    def setRendering(self, rendering: Rendering) -> None:
        """Show colour map, limits and threshold."""
        if rendering != self._rendering:
            self._rendering = rendering
            self._show()

    def limits(self) -> tuple[float, float]:
        """The raw values at the two ends of the colours; (0.0, 0.0) where there is nothing to colour."""
        values = np.array(self._range if self._range else [], np.float64)
        chosen = self._rendering.limits_of(is_signed=self._is_signed)
        return chosen or automatic_limits(values, is_signed=self._is_signed, is_symmetric=self._rendering.is_symmetric)

    def threshold(self) -> float | None:
        """The raw value below which nothing is coloured."""
        return self._rendering.threshold

    def isLocked(self) -> bool:
        """Whether the limits are to stay when the photograph changes."""
        return self._lock.isChecked()

    def setLocked(self, is_locked: bool) -> None:  # noqa: FBT001
        """Keep the limits when the photograph changes. Automatic limits are fixed at what they are now."""
        self._lock.setChecked(is_locked)

    def scale(self) -> ColourScale:
        """The painted part."""
        return self._scale

    def upper_field(self) -> LimitEdit:
        """The field of the upper limit."""
        return self._upper

    def lower_field(self) -> LimitEdit:
        """The field of the lower limit."""
        return self._lower

    def setPointerValue(self, value: float | None) -> None:
        """Mark the value under the pointer."""
        self._scale.setPointerValue(value)

    def makeAutomatic(self) -> None:
        """Ask for automatic limits."""
        self._lock.setChecked(False)
        self._want_limits(None)

    def reset(self) -> None:
        """Ask for automatic limits and no threshold."""
        self.makeAutomatic()
        self._want_threshold(None)

    def contextMenu(self) -> QMenu:
        """The menu of everything that can be done here."""
        menu = QMenu(self)
        menu.addAction(tr("Automatic limits"), self.makeAutomatic)
        menu.addAction(tr("Type the upper limit"), lambda: self._begin_typing(self._upper))
        menu.addAction(tr("Type the lower limit"), lambda: self._begin_typing(self._lower))
        if self._is_signed:
            symmetric = menu.addAction(self._symmetric.text())
            symmetric.setCheckable(True)
            symmetric.setChecked(self._rendering.is_symmetric)
            symmetric.toggled.connect(self.symmetricChanged)
        lock = menu.addAction(tr("Lock limits across photographs"))
        lock.setCheckable(True)
        lock.setChecked(self.isLocked())
        lock.toggled.connect(self.setLocked)
        menu.addSeparator()
        no_threshold = menu.addAction(tr("No threshold"), lambda: self._want_threshold(None))
        no_threshold.setEnabled(self.threshold() is not None)
        menu.addAction(tr("Reset all"), self.reset)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        menu = self.contextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type the limit that is nearer."""
        is_upper = event.position().y() < self.height() / 2
        self._begin_typing(self._upper if is_upper else self._lower)

    def _lay_out(self) -> None:
        font = self.font()
        font.setPixelSize(_SMALL_FONT_PX)
        self._extent.setFont(font)
        self._extent.setObjectName("dimText")
        self._extent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button in (self._lock, self._symmetric):
            button.setCheckable(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self._automatic, self._symmetric, self._lock):
            button.setFixedWidth(_BUTTON_PX)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 8, 2, 8)
        layout.setSpacing(4)
        layout.addWidget(self._upper)
        layout.addWidget(self._scale, 1)
        layout.addWidget(self._lower)
        layout.addWidget(self._extent)
        layout.addLayout(buttons)
        self.setFixedWidth(_WIDTH_PX)
        self.setAccessibleName(tr("Colour bar"))

    def _show(self) -> None:
        limits = self.limits()
        self._scale.setScale(self._rendering, limits, self._range or (0.0, 0.0), is_signed=self._is_signed)
        self._symmetric.setVisible(self._is_signed)
        self._symmetric.setChecked(self._rendering.is_symmetric)
        self._lower.setValue(limits[0])
        self._upper.setValue(limits[1])
        has_limits = limits[0] < limits[1]
        for edit in (self._lower, self._upper):
            edit.setEnabled(has_limits)
        self._automatic.setEnabled(self._rendering.limits_of(is_signed=self._is_signed) is not None)
        self._extent.setText(self._describe_range())

    def _describe_range(self) -> str:
        if self._range is None:
            return tr("no map")
        lowest, highest = self._range
        return tr(
            "max {tiny_number}\nmin {tiny_number_2}",
            tiny_number=tiny_number(highest),
            tiny_number_2=tiny_number(lowest),
        )

    def _want_limits(self, limits: tuple[float, float] | None) -> None:
        self.limitsChanged.emit(limits)

    def _want_threshold(self, threshold: float | None) -> None:
        self.thresholdChanged.emit(threshold)

    def _type_limits(self, lower: float, upper: float) -> None:
        if self._is_signed and self._rendering.is_symmetric:
            # The one that was typed is the one that differs.
            reach = abs(upper if upper != self.limits()[1] else lower)
            lower, upper = -reach, reach
        if lower < upper and (lower <= 0 <= upper if self._is_signed else lower >= 0):
            self._want_limits((lower, upper))
            return
        words = tr("The lower limit is 0 or more, and the upper one is above it.")
        if self._is_signed:
            words = tr("The lower limit is 0 or less, the upper one 0 or more, and one of them is not 0.")
        QToolTip.showText(self._upper.mapToGlobal(self._upper.rect().bottomLeft()), words, self)

    def _begin_typing(self, edit: LimitEdit) -> None:
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()

    def _tell_lock(self, is_locked: bool) -> None:  # noqa: FBT001
        lower, upper = self.limits()
        if is_locked and self._rendering.limits_of(is_signed=self._is_signed) is None and lower < upper:
            self._want_limits((lower, upper))
        self.lockedChanged.emit(is_locked)
