"""The maps of all layers, as small pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.explain.catalogue import CATALOGUE, Place
from core.explain.explanation import Explanation
from core.explain.overlay import ColourMap, Rendering, SignedColourMap
from core.explain.targets import ChannelTarget
from desktop.selection import Selection
from desktop.session import Session
from desktop.translation import tr
from desktop.widgets.layer_picture import on_dark
from desktop.widgets.layer_strip import LayerStrip
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


class StripPanel(QWidget):
    """The layer strip, following the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._rendering = Rendering()
        self._colour_map: ColourMap | SignedColourMap | None = None
        self._is_signed = False
        self.strip = LayerStrip()
        self.words = WrappedLabel(role="dim")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.strip)
        self.pages.addWidget(self.words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.addWidget(self.pages)
        self.strip.layerChosen.connect(session.chooseLayer)
        session.modelChanged.connect(self._set_model)
        session.selectionChanged.connect(self._follow)
        session.layerMapsChanged.connect(self._set_maps)
        session.explanationChanged.connect(self._set_one)
        self.setRendering(Rendering())

    def setRendering(self, rendering: Rendering) -> None:
        """Draw in the colours of the overlay."""
        self._rendering = rendering
        colour_map = rendering.colours_of(is_signed=self._is_signed)
        if colour_map is not self._colour_map:
            self._colour_map = colour_map
            self.strip.setColourMap(on_dark(colour_map))

    def _set_signed(self, *, is_signed: bool) -> None:
        if is_signed != self._is_signed:
            self._is_signed = is_signed
            self.strip.setSigned(is_signed=is_signed)
            self.setRendering(self._rendering)

    def _set_model(self, model: LoadedModel | None) -> None:
        self.strip.setLayers(model.layers if model is not None else None)
        self._follow(self._session.selection)

    def _follow(self, selection: Selection) -> None:
        if self.strip.currentLayer() != selection.layer:
            self.strip.setCurrentLayer(selection.layer)
        entry, is_channel = CATALOGUE[selection.method], isinstance(selection.target, ChannelTarget)
        has_maps = entry.has_layer or is_channel
        self.strip.setComputing(is_computing=entry.place is Place.LAYER and entry.is_quick and not is_channel)
        self.pages.setCurrentWidget(self.strip if has_maps else self.words)
        if not has_maps:
            words = tr(
                "{title} explains at the network's input: one map, and no layer to choose.", title=tr(entry.title)
            )
            if entry.is_for_target:
                words += tr(" With a channel of a layer as the target, the layers are listed here again.")
            self.words.setText(words)

    def _set_maps(self, maps: Mapping[str, Explanation]) -> None:
        if not maps:
            self.strip.clearMaps()
        self._set_signed(is_signed=any(explanation.is_signed for explanation in maps.values()))
        self.strip.setMaps({name: explanation.map for name, explanation in maps.items()})

    def _set_one(self, explanation: Explanation | None) -> None:
        if explanation is not None and explanation.query.layer is not None:
            self._set_signed(is_signed=explanation.is_signed)
            self.strip.setMap(explanation.query.layer, explanation.map)
