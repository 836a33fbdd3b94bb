"""The viewer: a photograph with its overlay, zoomed, panned and compared."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.explain.overlay import Box, Rendering
from core.explain.veil import Veil
from core.images.geometry import IDENTITY, Affine
from desktop.translation import tr
from desktop.widgets.viewer.busy_indicator import BusyIndicator
from desktop.widgets.viewer.edit_layer import PictureOfEdits
from desktop.widgets.viewer.mask_outlines import MaskOutline
from desktop.widgets.viewer.message_pill import MessagePill
from desktop.widgets.viewer.pane import PhotographPane
from desktop.widgets.viewer.pyramid import PreparedPhotograph, prepare_photograph
from desktop.widgets.viewer.reading import CompareMode, PointerReading
from desktop.widgets.viewer.swipe_handle import SwipeHandle
from desktop.widgets.viewer.view_state import ViewState

__all__ = ["CompareMode", "PhotographView", "PointerReading", "PreparedPhotograph", "ViewState", "prepare_photograph"]

_ZOOM_A_STEP = 1.25
_PAN_A_KEY = 0.125
_GAP_PX = 2
_PAN_KEYS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_NOWHERE = QRectF()


class PhotographView(QWidget):
    """Shows one photograph and one map.

    Wheel or pinch zooms about the pointer, dragging pans, double-click toggles between the whole photograph and one
    device pixel a photograph pixel. With the focus: + and - zoom, Shift with an arrow key pans, and while the space bar
    is held, dragging pans whatever is under the pointer.
    """

    renderingChanged = Signal(object)
    """The new Rendering."""
    compareModeChanged = Signal(object)
    """The new CompareMode."""
    pointerMoved = Signal(object)
    """A PointerReading, or None when the pointer is not over the photograph."""
    viewChanged = Signal(object)
    """The new ViewState, as it is shown."""
    overlayHiddenChanged = Signal(bool)
    """The overlay is hidden for the moment, or shown again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photograph: PreparedPhotograph | None = None
        self._rendering = Rendering()
        self._mode = CompareMode.OVERLAY
        self._state = ViewState()
        self._swipe_position = 0.5
        self._is_overlay_hidden = False
        self._is_difference_shown = False
        self._outline: Box | None = None
        self._pointer: QPointF | None = None
        self._read: PointerReading | None = None
        self._told: ViewState | None = None
        self._main = PhotographPane(self)
        self._reference = PhotographPane(self)
        self._reference.overlay.hide()
        self._handle = SwipeHandle(self._main)
        self._message = MessagePill(self)
        self._busy = BusyIndicator(self)
        self._lay_out()
        for pane in (self._main, self._reference):
            self._connect(pane)
        self._handle.moved.connect(self._swipe_to)
        self._apply_mode()

    # What is shown

    def setPhotograph(self, photograph: NDArray[np.uint8] | PreparedPhotograph | None) -> None:
        """Show a photograph, (h, w, 3) uint8 RGB or prepared by a worker; None: nothing.

        Zoom and pan are kept when the new photograph has the size of the one before. Overlay and mask outlines are
        taken away, so that no photograph is ever seen under what belongs to another.
        """
        prepared = prepare_photograph(photograph) if isinstance(photograph, np.ndarray) else photograph
        before, self._photograph = self._photograph, prepared
        self._main.overlay.setMap(None, IDENTITY, None)
        self.setMaskOutlines(())
        self.setEdits(None)
        for pane in (self._main, self._reference):
            pane.photograph.setPhotograph(prepared)
        if prepared is None or before is None or prepared.pixels.shape != before.pixels.shape:
            self._state = replace(self._state, is_fitted=True)
        self._apply_view()

    def setOverlay(
        self,
        values: NDArray[np.float32] | None,
        to_photograph: Affine,
        *,
        seen: Box | None = None,
        is_signed: bool = False,
        is_partial: bool = False,
        estimate: NDArray[np.float32] | None = None,
    ) -> None:
        """Show a map, float32 (h, w) raw values, at its place; None: no overlay.

        `seen` is the part of the photograph that the network saw. Without it the map's cells are taken for all of it.
        `is_signed`: values below 0 are coloured as well. `is_partial`: what is NaN is not known yet; the map looks like
        its `estimate` (h, w), or each unknown cell like the nearest known one. What is read is the map alone.
        """
        self._main.overlay.setMap(
            values, to_photograph, seen, is_signed=is_signed, is_partial=is_partial, estimate=estimate
        )
        self._report_pointer()

    def setVeil(self, veil: Veil | None) -> None:
        """Hide or hatch the colours of a part of the map that is shown; None: of nothing. Another map ends it."""
        self._main.overlay.setVeil(veil)

    def setRegions(self, outlines: Sequence[Sequence[NDArray[np.float64]]] | None, box: Box | None = None) -> None:
        """Show regions, closed lines (k, 2) each, and a box instead of the map's colours; None: the colours."""
        self._main.overlay.setRegions(outlines, box)

    def setEdits(self, picture: PictureOfEdits | None) -> None:
        """Show what edits made of a part of the photograph, under the overlay; None: the photograph as it is.

        The photograph beside it, and what lies left of the divider, stays as it is. Over a picture that dims the rest
        no overlay is drawn: two kinds of colours could not be told apart.
        """
        photograph = self._photograph
        width, height = (photograph.width, photograph.height) if photograph is not None else (0, 0)
        self._main.edits.setPicture(picture, width, height)
        self._is_difference_shown = picture is not None and picture.is_dimming
        self._show_overlay()

    def rendering(self) -> Rendering:
        """The look of the overlay."""
        return self._rendering

    def setRendering(self, rendering: Rendering) -> None:
        """Change the look of the overlay."""
        if rendering != self._rendering:
            self._rendering = rendering
            self._main.overlay.setRendering(rendering)
            self.renderingChanged.emit(rendering)

    def limits(self) -> tuple[float, float]:
        """The raw values at the two ends of the colour map, as shown."""
        return self._main.overlay.limits()

    def compareMode(self) -> CompareMode:
        """How photograph and overlay are shown."""
        return self._mode

    def setCompareMode(self, mode: CompareMode) -> None:
        """Choose how photograph and overlay are shown."""
        if mode is not self._mode:
            self._mode = mode
            self._apply_mode()
            self.compareModeChanged.emit(mode)

    def isOverlayHidden(self) -> bool:
        """Whether the overlay is hidden for the moment."""
        return self._is_overlay_hidden

    def setOverlayHidden(self, is_hidden: bool) -> None:  # noqa: FBT001
        """Hide the overlay while a key is held."""
        if is_hidden != self._is_overlay_hidden:
            self._is_overlay_hidden = is_hidden
            self._show_overlay()
            self.overlayHiddenChanged.emit(is_hidden)

    def swipePosition(self) -> float:
        """Where the divider is, from 0 (left) to 1 (right)."""
        return self._swipe_position

    def setSwipePosition(self, position: float) -> None:
        """Move the divider."""
        self._swipe_position = min(max(position, 0.0), 1.0)
        self._apply_swipe()

    def setInputOutline(self, outline: Box | None) -> None:
        """Show the border (left, top, right, bottom) of what the network saw; None: hide it."""
        self._outline = outline
        self._apply_outline()

    def setMaskOutlines(self, outlines: Sequence[MaskOutline]) -> None:
        """Outline masks on the photograph, over the overlay and beside it; none: no outline."""
        for pane in (self._main, self._reference):
            pane.masks.setOutlines(outlines)

    def setMessage(self, text: str | None) -> None:
        """Show words over the picture; None: none."""
        self._message.setText(text or "")

    def message(self) -> str | None:
        """The words over the picture."""
        return self._message.text() or None

    def setBusy(self, is_busy: bool) -> None:  # noqa: FBT001
        """Show that something is being computed; appears only when that lasts."""
        self._busy.setBusy(is_busy)

    # Zoom and pan

    def viewState(self) -> ViewState:
        """The part of the photograph that is shown."""
        return self._state

    def setViewState(self, state: ViewState) -> None:
        """Show a part of the photograph."""
        self._state = state
        self._apply_view()

    def fit(self) -> None:
        """Show the whole photograph, also when the window changes its size."""
        self.setViewState(replace(self._state, is_fitted=True))

    def oneToOne(self, at: QPointF | None = None) -> None:
        """Show one photograph pixel a device pixel, about a position of the view (its centre when not given)."""
        self._zoom(1 / (self._main.devicePixelRatioF() * self._state.scale), at)

    def zoomIn(self) -> None:
        """Zoom in about the pointer, or the centre."""
        self._zoom(_ZOOM_A_STEP, self._pointer)

    def zoomOut(self) -> None:
        """Zoom out about the pointer, or the centre."""
        self._zoom(1 / _ZOOM_A_STEP, self._pointer)

    def pane(self) -> PhotographPane:
        """The canvas with the overlay."""
        return self._main

    def reference_pane(self) -> PhotographPane:
        """The canvas with nothing but the photograph, for side by side."""
        return self._reference

    def swipe_handle(self) -> SwipeHandle:
        """The divider."""
        return self._handle

    def message_pill(self) -> MessagePill:
        """The words over the picture."""
        return self._message

    def busy_indicator(self) -> BusyIndicator:
        """The sign that something is being computed."""
        return self._busy

    def sizeHint(self) -> QSize:
        """A good size for a photograph."""
        return QSize(800, 560)

    def minimumSizeHint(self) -> QSize:
        """The least size in which a photograph can be judged."""
        return QSize(240, 180)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and pan by the keyboard."""
        key = event.key()
        pan = _PAN_KEYS.get(Qt.Key(key)) if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else None
        if pan is not None:
            step = _PAN_A_KEY * min(self._main.width(), self._main.height())
            self._pan(QPointF(*pan) * step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoomIn()
        elif key == Qt.Key.Key_Minus:
            self.zoomOut()
        elif key == Qt.Key.Key_Space:
            self._set_panning(is_on=True)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End the panning that the space bar began."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._set_panning(is_on=False)
        else:
            event.ignore()

    # Inside

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX)
        layout.addWidget(self._reference, 1)
        layout.addWidget(self._main, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Photograph viewer"))

    def _connect(self, pane: PhotographPane) -> None:
        pane.setFocusProxy(self)
        pane.zoomRequested.connect(self._zoom)
        pane.panRequested.connect(self._pan)
        pane.doubleClicked.connect(self._toggle_fit)
        pane.resized.connect(self._apply_view)
        pane.hovered.connect(lambda position: self._hover(pane, position))

    def _zoom(self, factor: float, at: QPointF | None) -> None:
        if self._photograph is not None:
            frame = self._main.frame(self._photograph)
            at = at or QPointF(frame.view_width / 2, frame.view_height / 2)
            self.setViewState(frame.zoomed(self._state, factor, at.x(), at.y()))

    def _pan(self, movement: QPointF) -> None:
        if self._photograph is not None:
            frame = self._main.frame(self._photograph)
            self.setViewState(frame.panned(self._state, movement.x(), movement.y()))

    def _set_panning(self, *, is_on: bool) -> None:
        """While the space bar is held, dragging pans also where the divider is."""
        self._handle.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, is_on)
        for pane in (self._main, self._reference):
            pane.viewport().setCursor(Qt.CursorShape.OpenHandCursor if is_on else Qt.CursorShape.ArrowCursor)

    def _toggle_fit(self, position: QPointF) -> None:
        if self._state.is_fitted:
            self.oneToOne(position)
        else:
            self.fit()

    def _apply_view(self) -> None:
        if self._photograph is None:
            return
        for pane in (self._reference, self._main):
            frame = pane.frame(self._photograph)
            shown = frame.settled(self._state)
            pane.showState(frame, shown)
        self._state = shown
        self._apply_swipe()
        self._report_pointer()
        if self._told != shown:
            self._told = shown
            self.viewChanged.emit(shown)

    def _apply_mode(self) -> None:
        self._reference.setVisible(self._mode is CompareMode.SIDE_BY_SIDE)
        self._handle.setVisible(self._mode is CompareMode.SWIPE)
        for pane in (self._main, self._reference):
            pane.setCrossHair(None)
        self._show_overlay()
        self._apply_outline()
        self._apply_view()
        self._apply_swipe()

    def _show_overlay(self) -> None:
        is_hidden = self._is_overlay_hidden or self._is_difference_shown or self._mode is CompareMode.PHOTOGRAPH
        self._main.overlay.setVisible(not is_hidden)
        self._main.edits.setVisible(not self._is_overlay_hidden)

    def _apply_outline(self) -> None:
        rect = _NOWHERE
        if self._outline is not None:
            left, top, right, bottom = self._outline
            rect = QRectF(left, top, right - left, bottom - top)
        for pane in (self._main, self._reference):
            pane.outline.setOutline(rect, self.palette().color(QPalette.ColorRole.Highlight))
            pane.outline.setVisible(self._outline is not None)

    def _apply_swipe(self) -> None:
        is_swiping = self._mode is CompareMode.SWIPE
        x = self._swipe_position * self._main.width()
        divider = self._main.toPhotograph(QPointF(round(x), 0)).x() if is_swiping else None
        self._main.overlay.setVisibleFrom(divider)
        self._main.edits.setVisibleFrom(divider)
        if is_swiping:
            self._handle.placeAt(x)

    def _swipe_to(self, x: float) -> None:
        self.setSwipePosition(x / max(1, self._main.width()))

    def _hover(self, pane: PhotographPane, position: QPointF | None) -> None:
        self._pointer = position
        if self._mode is CompareMode.SIDE_BY_SIDE:
            other = self._reference if pane is self._main else self._main
            pane.setCrossHair(None)
            other.setCrossHair(pane.toPhotograph(position) if position is not None else None)
        self._report_pointer()

    def _report_pointer(self) -> None:
        reading = self._reading()
        if reading != self._read:
            self._read = reading
            self.pointerMoved.emit(reading)

    def _reading(self) -> PointerReading | None:
        if self._pointer is None or self._photograph is None:
            return None
        point = self._main.toPhotograph(self._pointer)
        x, y = point.x(), point.y()
        if not (0 <= x < self._photograph.width and 0 <= y < self._photograph.height):
            return None
        value = self._main.overlay.value_at(x, y)
        return PointerReading(x, y, None if value is None or math.isnan(value) else value)
