"""The session: one selection, and the one loop from an intent of the user to what is shown.

intent -> new selection -> query -> job in a lane -> explanation -> signal to the views. Views hold no truth: they emit
intents and follow the signals, which always speak of what is selected now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import FunduscopeError
from core.explain.explanation import Explanation
from core.explain.params import MethodParams
from core.explain.query import ClassTarget, Method, Query, Target
from core.images.orientation import AS_STORED, Orientation
from core.images.photograph import Photograph
from core.networks.card import ModelId
from core.networks.prediction import Prediction
from desktop.answers import Answer
from desktop.asking import Asking
from desktop.choices import fits, settled, with_layer
from desktop.jobs import Lane
from desktop.layer_choice import default_layer
from desktop.layer_maps import LayerMaps
from desktop.lookahead import LookAhead
from desktop.networks import Networks
from desktop.params_memory import ParamsMemory
from desktop.photographs import Decoded, Orient, PhotographStore, Prepare, as_stored, read
from desktop.selection import History, Selection
from desktop.translation import tr

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


PATIENCE_MS = 150
"""For so long the photograph before stays on the screen while the next one is decoded; then the place is emptied."""


class Session(QObject):
    """Holds the selection and keeps what is shown in step with it."""

    selectionChanged = Signal(object)
    """The new Selection."""
    historyChanged = Signal()
    photographsChanged = Signal()
    """Other photographs, or in another order."""
    photographChanged = Signal(object)
    """The Photograph that is shown now, or None."""
    photographFailed = Signal(object, object)
    """Path and ImageError of the selected photograph."""
    photographDecoded = Signal(object)
    """Any Photograph that was decoded, ahead or asked for."""
    modelChanged = Signal(object)
    """The selected LoadedModel, or None."""
    predictionChanged = Signal(object)
    predicted = Signal(object, object)
    """Path and Prediction of any photograph, for the browser."""
    explanationChanged = Signal(object)
    """The Explanation of the selection, or None while there is none. A partial one is followed by better ones."""
    progressed = Signal(object)
    """The Progress of the explanation of the selection."""
    stopped = Signal()
    """The user has stopped the explanation of the selection: what there is of it stays."""
    busyChanged = Signal(bool)
    """Whether the explanation of the selection is being computed."""
    layerMapsChanged = Signal(object)
    """A dict of layer names to Explanations for the strip; empty: forget all."""
    failed = Signal(object)

    def __init__(self, *, decode: Lane, networks: Networks, prepare: Prepare, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.networks = networks
        self.photographs = PhotographStore()
        self.history = History()
        self.layers_by_architecture: dict[str, str] = {}
        self.params_memory = ParamsMemory()
        self.prepare = prepare
        self.orient: Orient = as_stored
        self._decode = decode
        self._order: list[Path] = []
        self._selection = Selection()
        self._decoded: Decoded | None = None
        self._prediction: Prediction | None = None
        self._explanation: Explanation | None = None
        self._direction = 1
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self.photographChanged.emit(None))
        self._maps = LayerMaps(networks, self)
        self._maps.changed.connect(self.layerMapsChanged)
        self._ahead = LookAhead(self, decode)
        self._asking = Asking(networks, self)
        for ours, theirs in (
            (self.busyChanged, self._asking.busyChanged),
            (self.progressed, self._asking.progressed),
            (self.stopped, self._asking.stopped),
        ):
            theirs.connect(ours)
        self._asking.previewed.connect(self._take_preview)
        self._asking.answered.connect(self._take_answer)
        self._asking.refused.connect(self._refuse_answer)
        networks.modelLoaded.connect(lambda model: self.chooseModel(model.id))

    # What is the case

    @property
    def selection(self) -> Selection:
        """What is selected."""
        return self._selection

    @property
    def photograph(self) -> Photograph | None:
        """The photograph that is shown."""
        return self._decoded.photograph if self._decoded is not None else None

    @property
    def orientation(self) -> Orientation:
        """How the photograph was turned to be shown."""
        return self._decoded.orientation if self._decoded is not None else AS_STORED

    @property
    def prepared(self) -> object:
        """What the viewer made of the photograph that is shown; None where there is none."""
        return self._decoded.prepared if self._decoded is not None else None

    @property
    def model(self) -> LoadedModel | None:
        """The selected model."""
        return self.networks.model(self._selection.model)

    @property
    def prediction(self) -> Prediction | None:
        """What the model says of the photograph, where known."""
        return self._prediction

    @property
    def explanation(self) -> Explanation | None:
        """The explanation that is shown."""
        return self._explanation

    @property
    def order(self) -> Sequence[Path]:
        """The photographs, in the order of the browser."""
        return self._order

    @property
    def direction(self) -> int:
        """+1 or -1: which way the user walks through the photographs."""
        return self._direction

    @property
    def is_busy(self) -> bool:
        """Whether the explanation of the selection is being computed."""
        return self._asking.is_busy

    @property
    def is_stopped(self) -> bool:
        """Whether the user has stopped the explanation of the selection before it was whole."""
        return self._asking.is_stopped

    def target(self, prediction: Prediction | None = None) -> Target | None:
        """What is explained: the chosen target, else the predicted class where that is known."""
        prediction = prediction or self._prediction
        if self._selection.target is not None:
            return self._selection.target
        return ClassTarget(prediction.predicted) if prediction is not None else None

    def params(self, method: Method | None = None) -> MethodParams:
        """The parameters last chosen for a method (default: the selected one)."""
        if method is None or method is self._selection.method:
            return self._selection.params
        return self.params_memory.get(method)

    def query(self) -> Query | None:
        """The question that the selection asks, once photograph, model, layer and target are known."""
        photograph, model, wish = self.photograph, self.model, self._selection.wish
        if photograph is None or model is None or not wish.is_complete:
            return None
        predicted = self._prediction.predicted if self._prediction is not None else None
        return wish.query(photograph.id, model.id, predicted)

    # Intents

    def setOrder(self, paths: Sequence[Path]) -> None:
        """The photographs there are, in the order in which to walk through them."""
        self._order = list(paths)
        self.photographsChanged.emit()
        self._ahead.restart()

    def choosePhotograph(self, path: Path | None) -> None:
        """Look at the photograph `path`."""
        self._go(replace(self._selection, photograph=path))

    def step(self, count: int) -> None:
        """Go `count` photographs further (back where negative), staying within the list."""
        if not self._order:
            return
        self._direction = 1 if count > 0 else -1
        position = self._position()
        row = 0 if position is None else min(max(position + count, 0), len(self._order) - 1)
        self.choosePhotograph(self._order[row])

    def chooseModel(self, model_id: ModelId | None) -> None:
        """Ask the loaded model of that id."""
        model = self.networks.model(model_id)
        if model is None:
            self._go(replace(self._selection, model=None))
            return
        self.networks.use(model.id)
        before, target = self.model, self._selection.target
        keeps_classes = before is None or before.card.class_names == model.card.class_names
        if target is not None and not (keeps_classes and fits(target, model)):
            target = None
        new = replace(self._selection, model=model.id, layer=self.layer_for(model), target=target)
        self._go(settled(new, model.layers))

    def chooseLayer(self, name: str) -> None:
        """Look at the layer `name`."""
        model = self.model
        if model is None or name not in model.layers.names:
            return
        self.layers_by_architecture[model.card.architecture] = name
        self._go(with_layer(self._selection, name, model.layers))

    def stepLayer(self, count: int) -> None:
        """Go `count` layers deeper (shallower where negative), staying within the table."""
        names = self.model.layers.names if self.model is not None else ()
        if names:
            position = names.index(self._selection.layer) if self._selection.layer in names else 0
            self.chooseLayer(names[min(max(position + count, 0), len(names) - 1)])

    def chooseTarget(self, target: Target | int | None) -> None:
        """Explain `target` (a number: the class of that index) on every photograph; None: whichever is predicted."""
        model = self.model
        if target is None:
            self.followPrediction()
            return
        target = ClassTarget(target) if isinstance(target, int) else target
        if model is not None and fits(target, model):
            self._go(settled(replace(self._selection, target=target), model.layers))

    def chooseMethod(self, method: Method) -> None:
        """Explain by another method, with the parameters last chosen for it."""
        new = replace(self._selection, method=method, params=self.params(method))
        self._go(new if self.model is None else settled(new, self.model.layers))

    def chooseParams(self, params: MethodParams) -> None:
        """Compute with other parameters; those of another method are kept until that is chosen."""
        self.params_memory.keep(params)
        if params.method_name == self._selection.method:
            self._go(replace(self._selection, params=params))

    def followPrediction(self) -> None:
        """Explain whichever class is predicted."""
        self._go(replace(self._selection, target=None))

    def back(self) -> None:
        """Return to the selection before."""
        self._go(self.history.back(self._selection), is_new=False)

    def forward(self) -> None:
        """Go forward to the selection that was left by going back."""
        self._go(self.history.forward(self._selection), is_new=False)

    def restore(self, selection: Selection) -> None:
        """Take on a whole selection, as one step."""
        self._go(selection)

    def stop(self) -> None:
        """Stop computing the explanation of the selection; what there is of it stays, marked as partial."""
        self._asking.stop()

    def resume(self) -> None:
        """Compute the explanation that was stopped, after all."""
        if self.is_stopped:
            self._ask()

    def reloadPhotograph(self, path: Path) -> None:
        """Read a photograph again, whose file has changed."""
        self.photographs.forget(path)
        if path == self._selection.photograph:
            self._fetch()

    # The loop

    def _go(self, new: Selection, *, is_new: bool = True) -> None:
        old = self._selection
        if not is_new and (new.model is None or self.networks.model(new.model) is None):
            # The past may know a model that is gone, or none as yet: going back does not take away the one at hand.
            new = replace(new, model=old.model, layer=old.layer, target=None)
        self.params_memory.keep(new.params)
        if new == old:
            self.historyChanged.emit()
            return
        if is_new:
            self.history.add(old, new)
        self._selection = new
        differences = new.differences(old)
        if "model" in differences:
            # What the other model said is not put into the words of this one: it may have fewer classes.
            self._set_prediction(None)
            self._set_explanation(None)
        self.selectionChanged.emit(new)
        self.historyChanged.emit()
        if "model" in differences:
            self.modelChanged.emit(self.model)
        if "photograph" in differences:
            self._fetch()
        else:
            self._ask()

    def _fetch(self) -> None:
        path = self._selection.photograph
        self._asking.give_up()
        self.networks.lane.cancel("layers")
        decoded = self.photographs.get(path) if path is not None else None
        if path is None or decoded is not None:
            self._decode.cancel("photograph")
            self._show_photograph(decoded)
            return
        # The picture before may stay for a moment; what was said of it may not.
        self._show_nothing()
        self._patience.start()
        self._asking.set_busy(is_busy=True)
        self._decode.submit(
            lambda _context: read(path, self.prepare, self.orient),
            lambda decoded: self._take_photograph(path, decoded),
            slot="photograph",
            title=tr("Opening {path_name}", path_name=path.name),
            key=("photograph", path),
            refuse=lambda error: self._refuse_photograph(path, error),
        )

    def _take_photograph(self, path: Path, decoded: Decoded) -> None:
        self.keep(path, decoded)
        self._show_photograph(decoded)

    def keep(self, path: Path, decoded: Decoded) -> None:
        """Hold a decoded photograph in memory."""
        self.photographs.put(path, decoded)
        self.photographDecoded.emit(decoded.photograph)

    def shutdown(self) -> None:
        """The window closes: nobody waits for a photograph any more."""
        self._patience.stop()

    def _refuse_photograph(self, path: Path, error: FunduscopeError) -> None:
        self._show_photograph(None)
        self.photographFailed.emit(path, error)
        self._ahead.restart()

    def _show_photograph(self, decoded: Decoded | None) -> None:
        self._patience.stop()
        self._decoded = decoded
        self._set_prediction(None)
        self._set_explanation(None)
        self.photographChanged.emit(self.photograph)
        self._ask()

    def _show_nothing(self) -> None:
        self._decoded = None
        self._set_prediction(None)
        self._set_explanation(None)
        self._maps.clear()

    def _ask(self) -> None:
        """Show what is known of the selection, and ask for what is not."""
        photograph, model = self.photograph, self.model
        if photograph is None and self._decode.has("photograph"):
            return  # asked again when it is there
        self._asking.is_stopped = False
        if photograph is None or model is None:
            self._show_without_answer()
            return
        self._set_prediction(self.networks.cached_prediction(photograph.id, model.id))
        query = self.query()
        known = self.networks.cached(query) if query is not None and self._prediction is not None else None
        if known is not None:
            self._asking.give_up()
            self._show_answer(known)
            return
        if self._explanation is None or self._explanation.query != query:  # a part of the answer stays
            self._set_explanation(None)
        self._maps.keep_for(query)
        path = self._selection.photograph
        if path is not None:
            self._asking.ask(path, photograph, model, self._selection.wish)

    def _show_without_answer(self) -> None:
        self._asking.give_up()
        self._set_prediction(None)
        self._set_explanation(None)
        self._maps.clear()
        self._asking.set_busy(is_busy=False)
        self._ahead.restart()

    def _take_preview(self, path: Path, answer: Answer) -> None:
        self._set_prediction(answer.prediction)
        self.predicted.emit(path, answer.prediction)
        if answer.explanation is not None:
            self._set_explanation(answer.explanation)

    def _take_answer(self, path: Path, answer: Answer) -> None:
        self._take_preview(path, answer)
        if answer.explanation is not None:
            self._show_answer(answer.explanation)

    def _refuse_answer(self, error: FunduscopeError) -> None:
        photograph, model = self.photograph, self.model
        if photograph is not None and model is not None:
            # What the network says is known where only the explanation was refused.
            self._set_prediction(self.networks.cached_prediction(photograph.id, model.id))
        self._set_explanation(None)
        self._maps.clear()
        self.failed.emit(error)

    def _show_answer(self, explanation: Explanation) -> None:
        self._asking.set_busy(is_busy=False)
        self._set_explanation(explanation)
        self._maps.fill(self.model, explanation.query)
        self._ahead.restart()

    # What is shown

    def _set_prediction(self, prediction: Prediction | None) -> None:
        if prediction is not self._prediction:
            self._prediction = prediction
            self.predictionChanged.emit(prediction)

    def _set_explanation(self, explanation: Explanation | None) -> None:
        if explanation is not self._explanation:
            self._explanation = explanation
            self.explanationChanged.emit(explanation)

    def known_maps(self, query: Query) -> dict[str, Explanation]:
        """The explanations of all layers that are known already, for the question `query`."""
        return self._maps.known(self.model, query)

    def take_layers(self, query: Query) -> None:
        """The maps of all layers were computed for `query`: show them where it is still asked."""
        if self.query() is not None and replace(query, layer=self._selection.layer) == self.query():
            self._maps.fill(self.model, query)

    def _position(self) -> int | None:
        path = self._selection.photograph
        return self._order.index(path) if path in self._order else None

    def layer_for(self, model: LoadedModel) -> str | None:
        """The layer to look at in `model`: the one before, where it has that, else the one last looked at."""
        names = model.layers.names
        remembered = self.layers_by_architecture.get(model.card.architecture)
        for name in (self._selection.layer if self.model is None else None, remembered):
            if name in names:
                return name
        return default_layer(model.layers)
