"""The networks that are looked at beside the selected one: its random twin, or another model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.features.matching import matching_layer
from core.networks.card import ModelId
from desktop.feature_answers import LEARNED, Which
from desktop.feature_tasks import Subject
from desktop.jobs import JobContext
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


class FeatureNetworks(QObject):
    """Knows which model and layer a side shows. One other model and one random twin are held at a time."""

    otherChanged = Signal()
    """Another model stands beside, or another layer of it."""
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._lane = session.networks.lane
        self._twin: tuple[ModelId, int, LoadedModel] | None = None
        self._other: LoadedModel | None = None
        self._chosen: str | None = None
        session.selectionChanged.connect(lambda _selection: self._follow())

    # The other model

    @property
    def other(self) -> LoadedModel | None:
        """The model that stands beside, once it is loaded."""
        return self._other

    def open_other(self, path: Path, refuse: Callable[[FunduscopeError], None]) -> None:
        """Load a model to stand beside the selected one."""
        device = self._session.networks.device

        def work(_context: JobContext) -> LoadedModel:
            from core.networks.files import load_model

            return load_model(path, device=device)

        self._session.networks.load_libraries()
        known = next((model for model in self._session.networks.models() if model.path == path), None)
        if known is not None:
            self._take(known)
            return
        self._lane.submit(
            work, self._take, slot="features other", title=tr("Loading {path_name}", path_name=path.name), refuse=refuse
        )

    def choose_layer(self, name: str | None) -> None:
        """Look at the layer `name` of the other model; None: at the one that matches the selected layer."""
        if name != self._chosen:
            self._chosen = name
            self.otherChanged.emit()

    def _take(self, model: LoadedModel) -> None:
        self._other, self._chosen = model, None
        self.otherChanged.emit()

    def _follow(self) -> None:
        """A layer chosen for one selected layer is not meant for the next."""
        self._chosen = None

    # What a side shows

    def model(self, which: Which) -> LoadedModel | None:
        """The model behind a side, as far as the window knows it: of a random twin that which it is a twin of."""
        if which.other is None:
            return self._session.model
        return self._other if self._other is not None and self._other.path == which.other else None

    def layer(self, which: Which) -> str | None:
        """The layer that a side shows."""
        model, layer = self._session.model, self._session.selection.layer
        if which.other is None or layer is None or model is None:
            return layer
        other = self.model(which)
        if other is None:
            return None
        return self._chosen or matching_layer(model.layers, layer, other.layers)

    def title(self, which: Which) -> str:
        """What stands over a side."""
        model, layer = self.model(which), self.layer(which)
        if model is None:
            return tr("loading…") if which.other is not None else ""
        head = model.card.name if which.seed is None else tr("random weights, seed {seed}", seed=which.seed)
        return f"{head}: {layer}"

    def subject(self, which: Which) -> Subject | None:
        """What a process of its own is told of the model."""
        model = self.model(which)
        return Subject(model.path, model.id, model.device.type, which.seed) if model is not None else None

    def place(self, which: Which) -> tuple[object, ...]:
        """What must be the same for an answer to be shown."""
        model, photograph = self.model(which), self._session.photograph
        selected = self._session.selection.model
        return (
            selected,
            model.id if model is not None else None,
            self.layer(which),
            photograph.id if photograph is not None else None,
        )

    def loaded(self, model: LoadedModel, which: Which) -> LoadedModel:
        """The network to ask; called in the lane of the networks, which alone touches the twin."""
        if which == LEARNED or which.seed is None:
            return model
        if self._twin is None or self._twin[:2] != (model.id, which.seed):
            from core.features.untrained import untrained

            self._twin = None  # the one before must not stay beside the new one
            self._twin = (model.id, which.seed, untrained(model, which.seed))
        return self._twin[2]
