"""The photographs, as thumbnails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.networks.prediction import Prediction
from desktop.itemmodels.thumbnails import Badge, PhotographOrder, ThumbnailModel
from desktop.selection import Selection
from desktop.session import Session
from desktop.widgets.thumbnail_header import ThumbnailHeader
from desktop.widgets.thumbnail_view import ThumbnailView

THUMBNAIL_PX = 96
"""Two columns in the width that the panel has at first."""

LoadThumbnail = Callable[[Path, int], NDArray[np.uint8]]


class BrowserPanel(QWidget):
    """Filter, order and thumbnails. `load(path, size_px)` gives (h, w, 3) uint8 RGB and is called in worker threads."""

    def __init__(self, session: Session, load: LoadThumbnail, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.model = ThumbnailModel(load, parent=self)
        self.header = ThumbnailHeader()
        self.view = ThumbnailView()
        self.view.setThumbnailSize(THUMBNAIL_PX)
        self.view.setModel(self.model)
        self._told = QTimer(self, singleShot=True, interval=0)
        self._told.timeout.connect(self._tell_order)
        self._connect()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.header.filterChanged.connect(self.model.setFilter)
        self.header.orderChanged.connect(self.model.setOrder)
        self.model.orderChanged.connect(self._told.start)
        self.view.photographChosen.connect(self._session.choosePhotograph)
        self._session.selectionChanged.connect(self._follow)
        self._session.predicted.connect(self._badge)
        self._session.modelChanged.connect(lambda _model: self.model.clearBadges())

    def setPaths(self, paths: Iterable[Path]) -> None:
        """Show these photographs instead of the ones before."""
        self.model.setPaths(paths)

    def addPaths(self, paths: Iterable[Path]) -> None:
        """Show these photographs as well."""
        self.model.addPaths(paths)

    def setOrder(self, order: PhotographOrder) -> None:
        """Order the photographs."""
        self.header.setOrder(order)
        self.model.setOrder(order)

    def shutdown(self) -> None:
        """End the worker threads."""
        self.model.shutdown()

    def _tell_order(self) -> None:
        paths = self.model.paths()
        self.header.setCounts(len(paths), self.model.count())
        self._session.setOrder(paths)
        self.view.setCurrentPath(self._session.selection.photograph)

    def _follow(self, selection: Selection) -> None:
        if self.view.currentPath() != selection.photograph:
            self.view.setCurrentPath(selection.photograph)

    def _badge(self, path: Path, prediction: Prediction) -> None:
        model = self._session.model
        if model is not None and model.id == prediction.model:
            index = prediction.predicted
            self.model.setBadges({path: Badge(model.card.class_names[index], float(prediction.probabilities[index]))})
