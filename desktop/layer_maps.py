"""The maps of all layers for one question, as far as they are known: what the layer strip shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.explain.catalogue import CATALOGUE
from core.explain.explanation import Explanation
from core.explain.query import Query
from desktop.networks import Networks

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


class LayerMaps(QObject):
    """Tells which maps there are, each time that there are others."""

    changed = Signal(object)
    """A dict of layer names to Explanations; empty: forget all."""

    def __init__(self, networks: Networks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._networks = networks
        self._told: tuple[Query, int] | None = None

    def known(self, model: LoadedModel | None, query: Query) -> dict[str, Explanation]:
        """The explanations of all layers of `model` that are known already, for the question `query`."""
        if model is None or not CATALOGUE[query.method].has_layer:
            return {}
        found = ((name, self._networks.cached(replace(query, layer=name))) for name in model.layers.names)
        return {name: explanation for name, explanation in found if explanation is not None}

    def fill(self, model: LoadedModel | None, query: Query) -> None:
        """Show the maps of all layers as far as they are known; the rest follow behind."""
        maps = self.known(model, query)
        wanted = (replace(query, layer=None), len(maps))
        if wanted == self._told:
            return
        if self._told is None or self._told[0] != wanted[0]:
            self.changed.emit({})
        self._told = wanted
        self.changed.emit(maps)

    def clear(self) -> None:
        """Forget all."""
        if self._told is not None:
            self._told = None
            self.changed.emit({})

    def keep_for(self, query: Query | None) -> None:
        """Forget all, unless they answer `query` at other layers."""
        if self._told is not None and (query is None or self._told[0] != replace(query, layer=None)):
            self.clear()
