"""The layers of the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.explain.catalogue import CATALOGUE
from core.explain.targets import ChannelTarget
from desktop.selection import Selection
from desktop.session import Session
from desktop.translation import mark, tr
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.layer_tree import LayerTree
from desktop.widgets.wrapped_label import WrappedLabel

_CHANNEL_WORDS = mark("The layer whose channel is explained.")

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


class LayersPanel(QWidget):
    """The layer tree, following the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.tree = LayerTree()
        self.words = WrappedLabel(role="dim")
        self.words.hide()
        self.remark = ElidedLabel()  # one line: the layers need the room, and the tooltip says all of it
        self.remark.setProperty("role", "dim")
        self.remark.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 0)
        layout.addWidget(self.words)
        layout.addWidget(self.tree)
        layout.addWidget(self.remark)
        self.tree.layerChosen.connect(session.chooseLayer)
        session.modelChanged.connect(self._set_model)
        session.selectionChanged.connect(self._follow)

    def setRemark(self, words: str, details: str = "") -> None:
        """Say something of the selected layer, the details as its tooltip; empty: nothing."""
        self.remark.setText(words)
        self.remark.setFullToolTip(details)
        self.remark.setVisible(bool(words))

    def _set_model(self, model: LoadedModel | None) -> None:
        self.tree.setLayers(model.layers if model is not None else None)
        self._follow(self._session.selection)

    def _follow(self, selection: Selection) -> None:
        if self.tree.currentLayer() != selection.layer:
            self.tree.setCurrentLayer(selection.layer)
        is_channel = isinstance(selection.target, ChannelTarget)
        self.words.setVisible(not selection.has_layer)
        self.words.setText(
            tr(_CHANNEL_WORDS)
            if is_channel
            else tr("{title} asks for no layer.", title=tr(CATALOGUE[selection.method].title))
        )
