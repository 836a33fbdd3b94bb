"""The maps of all layers, as small pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.explain.explanation import Explanation
from core.explain.overlay import ColourMap, Rendering, colour_table
from desktop.selection import Selection
from desktop.session import Session
from desktop.widgets.layer_strip import LayerStrip

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


class StripPanel(QWidget):
    """The layer strip, following the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._colour_map: ColourMap | None = None
        self.strip = LayerStrip()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.addWidget(self.strip)
        self.strip.layerChosen.connect(session.chooseLayer)
        session.modelChanged.connect(self._set_model)
        session.selectionChanged.connect(self._follow)
        session.layerMapsChanged.connect(self._set_maps)
        session.explanationChanged.connect(self._set_one)
        self.setRendering(Rendering())

    def setRendering(self, rendering: Rendering) -> None:
        """Draw in the colours of the overlay."""
        if rendering.colour_map is not self._colour_map:
            self._colour_map = rendering.colour_map
            self.strip.setColourMap(colour_table(rendering.colour_map))

    def _set_model(self, model: LoadedModel | None) -> None:
        self.strip.setLayers(model.layers if model is not None else None)
        self._follow(self._session.selection)

    def _follow(self, selection: Selection) -> None:
        if self.strip.currentLayer() != selection.layer:
            self.strip.setCurrentLayer(selection.layer)

    def _set_maps(self, maps: Mapping[str, Explanation]) -> None:
        if not maps:
            self.strip.clearMaps()
        self.strip.setMaps({name: explanation.map for name, explanation in maps.items()})

    def _set_one(self, explanation: Explanation | None) -> None:
        if explanation is not None and explanation.query.layer is not None:
            self.strip.setMap(explanation.query.layer, explanation.map)
