"""The loaded networks. Everything that touches torch runs in their lane; the window sees cards and layer tables."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.explain.explanation import Explanation
from core.explain.query import Query
from core.images.photograph import ImageId
from core.jobs import Progress
from core.networks.card import ModelCard, ModelId
from core.networks.prediction import Prediction
from core.networks.proposal import ImportChoices, ImportProposal
from desktop.jobs import JobContext, Lane
from desktop.libraries import load_libraries
from desktop.translation import tr

if TYPE_CHECKING:
    from core.explain.explainer import Explainer
    from core.networks.loaded import LoadedModel

KEPT_COUNT = 3


class Networks(QObject):
    """The network library behind the window, the last few models loaded with it, and their explainer."""

    librariesLoading = Signal()
    librariesLoaded = Signal()
    modelLoaded = Signal(object)
    """A LoadedModel that was asked for with :meth:`open`."""
    importProposed = Signal(object, object)
    """Path of foreign weights, and the ImportProposal for them."""
    openFailed = Signal(object, object)
    """Path and FunduscopeError."""
    changed = Signal()
    """Another set of models is loaded."""

    def __init__(self, lane: Lane, *, device: str = "cpu", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lane = lane
        self.device = device
        self._explainer: Explainer | None = None
        self._models: OrderedDict[ModelId, LoadedModel] = OrderedDict()

    def load_libraries(self) -> None:
        """Begin to load torch, unless that was done. Whatever is asked meanwhile waits in the lane behind it.

        Not before something needs a network: torch weighs more than a window with a project of 100,000 photographs.
        """
        if self._explainer is not None or self.lane.has("libraries"):
            return

        def work(context: JobContext) -> Explainer:
            load_libraries(context)
            from core.explain.explainer import Explainer

            return Explainer()

        self.librariesLoading.emit()
        self.lane.submit(work, self._take_explainer, slot="libraries", title=tr("Loading the network library"))

    def _take_explainer(self, explainer: Explainer) -> None:
        self._explainer = explainer
        self.librariesLoaded.emit()

    @property
    def explainer(self) -> Explainer | None:
        """The explainer, once the libraries are loaded. Only its `cached…` methods may be called from here."""
        return self._explainer

    def model(self, model_id: ModelId | None) -> LoadedModel | None:
        """The loaded model of that id."""
        return self._models.get(model_id) if model_id is not None else None

    def models(self) -> list[LoadedModel]:
        """The loaded models, the last used first."""
        return list(reversed(self._models.values()))

    def open(self, path: Path) -> None:
        """Load a model file, or propose how to import foreign weights. A newer call replaces the one before."""
        self.load_libraries()
        device = self.device

        def work(context: JobContext) -> LoadedModel | ImportProposal:
            from core.networks.card_file import is_model_file
            from core.networks.files import load_model
            from core.networks.importing import inspect_weights

            context.report(Progress(0, 0))
            return load_model(path, device=device) if is_model_file(path) else inspect_weights(path)

        self.lane.submit(
            work,
            lambda opened: self._take_opened(path, opened),
            slot="model",
            title=tr("Loading {path_name}", path_name=path.name),
            key=("model", path),
            refuse=lambda error: self.openFailed.emit(path, error),
        )

    def adopt(self, model: LoadedModel) -> None:
        """Take on a model that somebody else has loaded in the lane, as if it had been opened."""
        self._take_model(model)

    def use(self, model_id: ModelId) -> None:
        """Note that the model is in use: it is the last to go."""
        if model_id in self._models:
            self._models.move_to_end(model_id)

    def import_weights(self, path: Path, out: Path, choices: ImportChoices, deliver: Callable[[Path], None]) -> None:
        """Write `out`, a model file made of foreign weights."""

        def work(_context: JobContext) -> Path:
            from core.networks.importing import import_model

            out.parent.mkdir(parents=True, exist_ok=True)
            import_model(path, out, choices)
            return out

        self.lane.submit(work, deliver, slot="import", title=tr("Importing {path_name}", path_name=path.name))

    def write_card(self, path: Path, card: ModelCard, deliver: Callable[[Path], None]) -> None:
        """Write another card into a model file."""

        def work(_context: JobContext) -> Path:
            from core.networks.files import write_card

            write_card(path, card)
            return path

        self.lane.submit(work, deliver, slot="card", title=tr("Writing {path_name}", path_name=path.name))

    def cached(self, query: Query) -> Explanation | None:
        """The explanation, where it is known already."""
        return self._explainer.cached(query) if self._explainer is not None else None

    def cached_prediction(self, image: ImageId, model: ModelId) -> Prediction | None:
        """The prediction, where it is known already."""
        return self._explainer.cached_prediction(image, model) if self._explainer is not None else None

    def _take_opened(self, path: Path, opened: LoadedModel | ImportProposal) -> None:
        if isinstance(opened, ImportProposal):
            self.importProposed.emit(path, opened)
        else:
            self._take_model(opened)

    def _take_model(self, model: LoadedModel) -> None:
        for other in [m.id for m in self._models.values() if m.path == model.path and m.id != model.id]:
            self._drop(other)
        self._models[model.id] = model
        self._models.move_to_end(model.id)
        while len(self._models) > KEPT_COUNT:
            self._drop(next(iter(self._models)))
        self.changed.emit()
        self.modelLoaded.emit(model)

    def _drop(self, model_id: ModelId) -> None:
        """Let a model go, with the forward passes that are kept of it. The lane does the latter: they are its own."""
        del self._models[model_id]
        explainer = self._explainer
        if explainer is not None:
            self.lane.submit(
                lambda _context: explainer.forget(model_id),
                lambda _nothing: None,
                slot=f"forget {model_id}",
                key=("forget", model_id),
            )
