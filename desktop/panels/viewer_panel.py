"""The photograph with its overlay, and everything that belongs to looking at it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.errors import FunduscopeError
from core.explain.explanation import Explanation
from core.explain.overlay import automatic_limits
from core.explain.query import Query
from core.explain.rendering import Rendering
from core.images.geometry import IDENTITY
from core.images.photograph import Photograph
from desktop.regions import FoundRegions, Regions
from desktop.resources import icon
from desktop.session import Session
from desktop.translation import tr
from desktop.truth import Truth
from desktop.widgets.colour_bar import ColourBar
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.message_bar import MessageBar, MessageKind
from desktop.widgets.overlay_controls import OverlayControls
from desktop.widgets.photograph_view import CompareMode, PhotographView, PointerReading, PreparedPhotograph
from desktop.widgets.viewer.mask_legend import MaskLegend
from desktop.words import STOPPED_WORDS, no_evidence, partial_words, region_words


class ViewerPanel(QWidget):
    """Messages, the viewer with its colour bar and controls, and a line about what is under the pointer."""

    openPhotographsRequested = Signal()
    openFolderRequested = Signal()
    openSamplesRequested = Signal()
    reproduceRequested = Signal()
    renderingChanged = Signal(object)

    def __init__(self, session: Session, truth: Truth, regions: Regions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self._session = session
        self._truth = truth
        self.regions = regions
        self._shown: Explanation | None = None
        self._instead: Explanation | None = None
        self._asked: tuple[object, ...] = ()
        self._expected: tuple[Query, Rendering] | None = None
        self._pointer: PointerReading | None = None
        self._refused: Path | None = None
        self._hint = ""
        self._footprint = ""
        self.messages = MessageBar()
        self.view = PhotographView()
        self.legend = MaskLegend(self.view)
        self.bar = ColourBar()
        self.controls = OverlayControls()
        self.info = ElidedLabel()
        self.info.setObjectName("info")
        self.empty = self._make_empty()
        self.pictures = QStackedWidget()
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(
            tr("Drop a folder of fundus photographs here"), tr("JPEG, PNG, TIFF, BMP and WebP, of any size and depth.")
        )
        empty.setIcon(icon("photograph"))
        empty.setDropHint(tr("Models, weights and exported views may be dropped as well, anywhere on the window"))
        folder = empty.addButton(tr("Open folder…"), icon=icon("folder"), is_default=True)
        files = empty.addButton(tr("Open photographs…"), icon=icon("photograph"))
        self._first_button = folder
        self.setFocusProxy(folder)
        folder.clicked.connect(self.openFolderRequested)
        files.clicked.connect(self.openPhotographsRequested)
        self._samples = empty.addButton(tr("Look at samples"), icon=icon("samples"), is_second=True)
        self._samples.setToolTip(tr("Rendered photographs whose lesions are known"))
        self._samples.clicked.connect(self.openSamplesRequested)
        self._samples.hide()
        reproduce = empty.addButton(tr("Reproduce experiments…"), icon=icon("reproduce"), is_second=True)
        reproduce.setToolTip(tr("Repeat the experiments of the works this program grew from"))
        reproduce.clicked.connect(self.reproduceRequested)
        return empty

    def _lay_out(self) -> None:
        page = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.bar)
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 8, 4)
        line.addWidget(self.info)
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.controls)
        picture = QWidget()
        picture.setLayout(row)
        self.pictures.addWidget(picture)
        inside.addWidget(self.pictures, 1)
        inside.addLayout(line)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        session = self._session
        session.photographsChanged.connect(self._show_page)
        session.selectionChanged.connect(lambda _selection: self._show_page())
        session.photographChanged.connect(self._set_photograph)
        session.photographFailed.connect(self._set_failure)
        session.explanationChanged.connect(self._set_explanation)
        session.busyChanged.connect(self.view.setBusy)
        self._truth.changed.connect(self._show_truth)
        self._truth.failed.connect(self.report)
        self.legend.kindToggled.connect(self._truth.setKindShown)
        self.view.pointerMoved.connect(self._set_pointer)
        self.view.renderingChanged.connect(self._take_rendering)
        self.view.compareModeChanged.connect(self.controls.setCompareMode)
        self.controls.compareModeChanged.connect(self.view.setCompareMode)
        self.controls.valueChanged.connect(self.view.setRendering)
        self.bar.limitsChanged.connect(self._change_limits)
        self.bar.symmetricChanged.connect(lambda is_on: self._change(is_symmetric=is_on, signed_limits=None))
        self.regions.changed.connect(self._show_regions)
        session.stopped.connect(self._show_words)
        self.bar.thresholdChanged.connect(lambda threshold: self._change(threshold=threshold))

    # Intents of the rest of the window

    def addGrid(self, grid: QWidget) -> None:
        """Show `grid` in the place of the one large picture while that is how one compares."""
        self.pictures.addWidget(grid)
        self.view.compareModeChanged.connect(
            lambda mode: self.pictures.setCurrentIndex(1 if mode is CompareMode.GRID else 0)
        )

    def setHint(self, words: str) -> None:
        """Say what a click does while a tool is in hand; empty: nothing special."""
        self._hint = words
        self._show_info()

    def setFootprint(self, words: str) -> None:
        """Say how large what the layer sees at the pointer is; empty: nothing."""
        if words != self._footprint:
            self._footprint = words
            self._show_info()

    def setPointer(self, reading: PointerReading | None) -> None:
        """Say what is under the pointer in a picture beside this one."""
        self._set_pointer(reading)

    def rendering(self) -> Rendering:
        """How the overlay is drawn."""
        return self.view.rendering()

    def setRendering(self, rendering: Rendering) -> None:
        """Draw the overlay in another way."""
        self.view.setRendering(rendering)

    def toggleRegionView(self) -> None:
        """Show the regions of the map instead of its colours, or its colours again."""
        self._change(is_region_view=not self.view.rendering().is_region_view)

    def expect(self, query: Query, rendering: Rendering) -> None:
        """Draw the answer to `query` in this way when it is there, with the limits that belong to it."""
        self._expected = (query, rendering)
        self._set_explanation(self._session.explanation)

    def _change(self, **fields: Any) -> None:
        self.view.setRendering(replace(self.view.rendering(), **fields))

    def _change_limits(self, limits: tuple[float, float] | None) -> None:
        explanation = self._session.explanation
        is_signed = explanation is not None and explanation.is_signed
        self.view.setRendering(self.view.rendering().with_limits(limits, is_signed=is_signed))

    def _take_rendering(self, rendering: Rendering) -> None:
        self.regions.setSettings(rendering.regions if rendering.is_region_view else None)
        self._show_regions(self.regions.found())
        self.bar.setRendering(rendering)
        self.controls.setValue(rendering)
        self.renderingChanged.emit(rendering)

    def report(self, error: FunduscopeError) -> None:
        """Say what went wrong; it stays until it is dismissed."""
        self.messages.showMessage(MessageKind.ERROR, error.message, hint=error.hint)

    def remark(self, text: str) -> None:
        """Say something that vanishes by itself."""
        self.messages.showMessage(MessageKind.INFO, text)

    # What is shown

    def _show_page(self) -> None:
        has_photographs = bool(self._session.order) or self._session.selection.photograph is not None
        page = 1 if has_photographs else 0
        if page != self.stack.currentIndex():
            self.stack.setCurrentIndex(page)
            self.setFocusProxy(self.view if page else self._first_button)
            if page:
                self.view.setFocus()

    def _set_photograph(self, _photograph: Photograph | None) -> None:
        # Limits belong to one picture unless they are locked: kept, they would stretch or cut the next one's colours.
        if not self.bar.isLocked():
            self._change(limits=None, signed_limits=None)
        self._set_explanation(None)
        prepared = self._session.prepared
        self.view.setPhotograph(prepared if isinstance(prepared, PreparedPhotograph) else None)
        self._show_truth()

    def _set_failure(self, path: Path, error: FunduscopeError) -> None:
        self._refused = path
        self._show_info()
        self.view.setMessage(str(error))

    def showInstead(self, explanation: Explanation | None) -> None:
        """Show this map in the place of the selection's own; None: the selection's again."""
        if explanation is not self._instead:
            self._instead = explanation
            self._set_explanation(self._session.explanation)

    def _set_explanation(self, explanation: Explanation | None) -> None:
        explanation = self._instead or explanation
        self._shown = explanation
        if explanation is None or self._session.model is None:
            self.view.setOverlay(None, IDENTITY)
            self.bar.setMap(None)
            self._show_words()
            return
        self._forget_limits_of_other_units(explanation)
        is_signed = explanation.is_signed
        self.view.setOverlay(
            explanation.map,
            explanation.to_photograph,
            seen=explanation.seen,
            is_signed=is_signed,
            is_partial=explanation.is_partial,
            estimate=explanation.estimate,
        )
        self.bar.setMap(explanation.shown, is_signed=is_signed)
        self.controls.setSigned(is_signed=is_signed)
        self.controls.setMaximumValue(max(automatic_limits(explanation.shown, is_signed=is_signed)))
        self._show_words()

    def _forget_limits_of_other_units(self, explanation: Explanation) -> None:
        """Another method, or another kind of target, measures in other units: chosen limits would mean nothing."""
        query = explanation.query
        asked = (query.method, type(query.target), explanation.is_signed)
        if self._expected is not None and query == self._expected[0]:
            self.view.setRendering(self._expected[1])
            self._expected = None
        elif self._asked not in ((), asked):
            self.bar.setLocked(False)
            self._change(limits=None, signed_limits=None, threshold=None)
        self._asked = asked

    def _show_words(self) -> None:
        """Words over the picture, where it alone would mislead."""
        model, explanation = self._session.model, self._shown
        words = None
        if model is not None and explanation is not None and explanation.is_partial:
            words = partial_words(explanation, is_stopped=self._session.is_stopped)
        elif model is not None and explanation is not None and not explanation.has_evidence:
            words = no_evidence(model, explanation)
        elif model is not None and explanation is None and self._session.is_stopped:
            words = tr(STOPPED_WORDS)
        self.view.setMessage(words)

    def _show_regions(self, found: FoundRegions | None) -> None:
        if not self.view.rendering().is_region_view:
            self.view.setRegions(None)
        elif found is None:
            self.view.setRegions(())
        else:
            self.view.setRegions([region.outline for region in found.regions], found.box)
        self._show_info()

    def _show_truth(self) -> None:
        truth = self._truth
        self.view.setMaskOutlines(truth.outlines())
        if truth.masks is not None:
            self.legend.setMasks(
                truth.masks, hidden=[mask.code for mask in truth.masks if not truth.isKindShown(mask.code)]
            )
        elif truth.is_reading:
            self.legend.setReading()
        else:
            self.legend.clear()
        self._show_info()

    def _set_pointer(self, reading: PointerReading | None) -> None:
        self._pointer = reading
        self.bar.setPointerValue(reading.value if reading is not None else None)
        self._show_info()

    def _show_info(self) -> None:
        photograph, reading = self._session.photograph, self._pointer
        if photograph is None:
            path = self._session.selection.photograph
            is_refused = path is not None and path == self._refused
            self.info.setText(
                "" if path is None else path.name if is_refused else tr("Opening {path_name}…", path_name=path.name)
            )
            return
        words = [self._hint] if self._hint else []
        if reading is None or not self._footprint:  # the line is full: its name stands in the browser
            words.append(f"{photograph.path.name}  {photograph.width} x {photograph.height}")
        words += [self._session.orientation.words] if self._session.orientation.words else []
        if photograph.bit_depth != 8:
            words.append(tr("{bit_depth} bit", bit_depth=photograph.bit_depth))
        if reading is not None:
            words.append(f"x {int(reading.x)}  y {int(reading.y)}")
            words.append(self._value_words(reading.value))
            words += self._truth.names_at(reading.x, reading.y)
            words += [self._footprint] if self._footprint else []
        found = self.regions.found() if self.view.rendering().is_region_view else None
        if found is not None:
            words.append(region_words([region.share for region in found.regions]))
        self.info.setText(" · ".join(words))

    def _value_words(self, value: float | None) -> str:
        if value is not None:
            return tr("map {value:.3g}", value=value)
        is_partial = self._shown is not None and self._shown.is_partial
        return tr("not computed yet") if is_partial else tr("no map here")

    def setSamplesOffered(self, is_offered: bool) -> None:  # noqa: FBT001
        """Whether there are samples to look at."""
        self._samples.setVisible(is_offered)

    def setDropActive(self, is_active: bool) -> None:  # noqa: FBT001
        """Whether something is held over the window that could be dropped."""
        self.empty.setDropActive(is_active)
