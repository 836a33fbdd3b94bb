"""What is asked about the features of the selected model, and where it is computed.

Kernels and maps come from the lane of the networks; passes over photographs and exemplars are made in processes of
their own, for which a lane waits; patches are cut out in another one. What was asked of a model, a layer or a
photograph that is not selected any more is not delivered.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from core.datasets.catalogue.features import FeatureName
from core.errors import FunduscopeError
from core.explain.sampling import Box
from core.features.exemplar_params import ExemplarParams
from core.features.kinds import Order, Scale, View
from core.features.names import NameFile, NameStore
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.card import ModelId
from desktop.feature_tasks import AtlasTask, ExemplarTask, StrongestTask, Subject
from desktop.jobs import JobContext, Lane
from desktop.processes import call_in_process
from desktop.projects import Projects
from desktop.session import Session

if TYPE_CHECKING:
    from core.features.exemplars import Exemplars, Snapshot
    from core.features.kernels import Kernels
    from core.features.maps import FeatureMaps
    from core.features.strongest import StrongestUnits
    from core.networks.loaded import LoadedModel

Pixels = NDArray[np.uint8]
Refuse = Callable[[FunduscopeError], None]
PICTURE_PX = 720
"""The larger side of the photograph on which a map or a field is shown large."""
ROWS_AT_ONCE = 3
KEPT_PASSES = 4
_FACTS = "facts"


@dataclass(frozen=True, slots=True)
class KernelLook:
    """How kernels are shown; `channel` is the input channel of View.INPUT, `like` the one of Order.SIMILARITY."""

    view: View | None = None
    scale: Scale = Scale.COMMON
    order: Order = Order.NUMBER
    channel: int = 0
    like: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class LayerKernels:
    """The kernels of the selected layer as they are looked at; arrays are by channel, `order` is that of the tiles."""

    kernels: Kernels
    view: View
    order: NDArray[np.intp]
    values: NDArray[np.float32]
    pixels: Pixels
    norms: NDArray[np.float32]
    is_dead: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class NoKernels:
    """The selected layer has none; `nearest` is a layer that has."""

    layer: str
    nearest: str | None


@dataclass(frozen=True, slots=True, eq=False)
class ShownMaps:
    """The maps of a layer, and the photograph they were computed for, made small: `factor` of its size.

    `order` is that of the tiles, `shades` and `peaks` are by channel.
    """

    maps: FeatureMaps
    order: NDArray[np.intp]
    shades: Pixels
    peaks: NDArray[np.float32]
    picture: Pixels
    factor: float


@dataclass(frozen=True, slots=True, eq=False)
class FramedField:
    """A photograph made small by `factor`, with the field of a unit in its own pixels."""

    path: Path
    picture: Pixels
    factor: float
    box: Box
    value: float


@dataclass(frozen=True, slots=True)
class PassState:
    """How far a pass over the photographs of the browser is: `done` of `total`."""

    done: int
    total: int


class Features(QObject):
    """Asks, and holds what is asked again and again. `seed` None speaks of the model, a number of a random network."""

    passChanged = Signal(object)
    """The seed for which a pass began, got on or ended."""
    namesChanged = Signal()
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        projects: Projects,
        work: Lane,
        cutting: Lane,
        *,
        cache: Path,
        names: Path,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._projects = projects
        self._networks = session.networks.lane
        self._work = work
        self._cutting = cutting
        self._cache = cache
        self._file = NameFile(names)
        self._random: tuple[ModelId, int, LoadedModel] | None = None
        self._passes: dict[tuple[ModelId, int | None, str], StrongestUnits] = {}
        self._running: dict[int | None, Progress] = {}
        self._names: tuple[FeatureName, ...] = ()
        projects.opened.connect(lambda _project: self.load_names())
        session.modelChanged.connect(lambda _model: self.load_names())

    # Kernels and maps

    def ask_kernels(
        self,
        seed: int | None,
        look: KernelLook,
        deliver: Callable[[LayerKernels | NoKernels], None],
        refuse: Refuse,
    ) -> None:
        """The kernels of the selected layer."""
        model, layer, photograph = self.session.model, self.session.selection.layer, self.session.photograph
        if model is None or layer is None:
            return

        def work(context: JobContext) -> LayerKernels | NoKernels:
            from core.features.kernels import convolutions, kernels_of
            from core.features.maps import feature_maps

            network = self._network(model, seed)
            names = convolutions(network.module)
            name = model.layers[layer].module_name
            if name not in names:
                return NoKernels(layer, _nearest(model.layers.names, layer, names))
            activations = None
            if look.order is Order.ACTIVATION and photograph is not None:
                activations = feature_maps(network, photograph, layer, token=context.token).peaks
            return _looked_at(kernels_of(network.module, name), look, activations)

        self._ask(f"kernels {_side(seed)}", work, deliver, refuse, "Reading the kernels")

    def ask_maps(self, seed: int | None, deliver: Callable[[ShownMaps], None], refuse: Refuse) -> None:
        """The maps of the selected layer on the photograph that is shown."""
        model, layer, photograph = self.session.model, self.session.selection.layer, self.session.photograph
        if model is None or layer is None or photograph is None:
            return

        def work(context: JobContext) -> ShownMaps:
            from core.features.maps import feature_maps

            maps = feature_maps(self._network(model, seed), photograph, layer, token=context.token)
            return ShownMaps(maps, maps.order(), maps.shades(), maps.peaks, *_small(photograph.pixels))

        self._ask(f"maps {_side(seed)}", work, deliver, refuse, "Computing the feature maps")

    def _ask(
        self,
        slot: str,
        work: Callable[[JobContext], Any],
        deliver: Callable[[Any], None],
        refuse: Refuse,
        title: str,
    ) -> None:
        """Ask in the lane of the networks; nothing is delivered once something else is selected."""
        asked = self._place()

        def take(answer: object) -> None:
            if self._place() == asked:
                deliver(answer)

        self._networks.submit(work, take, slot=f"features {slot}", title=title, refuse=refuse)

    def _place(self) -> tuple[object, ...]:
        selection, photograph = self.session.selection, self.session.photograph
        return selection.model, selection.layer, photograph.id if photograph is not None else None

    def forget_questions(self, seed: int | None) -> None:
        """Nobody looks at these views any more."""
        for kind in ("kernels", "maps"):
            self._networks.cancel(f"features {kind} {_side(seed)}")

    def _network(self, model: LoadedModel, seed: int | None) -> LoadedModel:
        """The model, or its random twin; called in the lane of the networks, which alone touches the twin."""
        if seed is None:
            return model
        if self._random is None or self._random[:2] != (model.id, seed):
            from core.features.untrained import untrained

            self._random = None  # the one before must not stay beside the new one
            self._random = (model.id, seed, untrained(model, seed))
        return self._random[2]

    # The strongest photographs

    def _subject(self, model: LoadedModel, seed: int | None) -> Subject:
        return Subject(model.path, model.id, model.device.type, seed)

    def _paths(self) -> tuple[Path, ...]:
        """The photographs of the browser; in which order it shows them makes no difference."""
        return tuple(sorted(self.session.order))

    def _state_path(self, model: LoadedModel, seed: int | None) -> Path:
        digest = hashlib.sha256(f"{model.id} {seed}".encode())
        for path in self._paths():
            digest.update(f"\n{path}".encode("utf-8", "surrogateescape"))
        return self._cache / f"{digest.hexdigest()[:32]}.pass.npz"

    def strongest(self, seed: int | None) -> StrongestUnits | None:
        """What a finished pass found for the selected model on the photographs of the browser."""
        model = self.session.model
        if model is None or not self.session.order:
            return None
        return self._passes.get((model.id, seed, self._state_path(model, seed).name))

    def pass_progress(self, seed: int | None) -> Progress | None:
        """How far a running pass is."""
        return self._running.get(seed)

    def look_through(self, seed: int | None) -> None:
        """Begin a pass, or go on with one that was stopped."""
        model, paths = self.session.model, self._paths()
        if model is None or not paths:
            return
        state = self._state_path(model, seed)
        task = StrongestTask(self._subject(model, seed), paths, state)
        self._running[seed] = Progress(0, len(paths))

        def work(context: JobContext) -> StrongestUnits:
            def tell(told: Progress) -> None:
                context.report(told)
                context.preview(told, may_drop=True)

            return call_in_process(task, context.token, tell)

        self._work.submit(
            work,
            lambda found: self._take_pass(model.id, seed, state.name, found),
            slot=f"pass {_side(seed)}",
            title="Looking through the photographs",
            refuse=lambda error: self._refuse_pass(seed, error),
            preview=lambda told: self._note_pass(seed, told),
        )
        self.passChanged.emit(seed)

    def stop_looking(self, seed: int | None) -> None:
        """Stop a pass; it can be gone on with."""
        self._work.cancel(f"pass {_side(seed)}")
        self._running.pop(seed, None)
        self.passChanged.emit(seed)

    def recall_pass(self, seed: int | None, deliver: Callable[[PassState | None], None]) -> None:
        """Take up what an earlier visit found, where it is whole; else tell how far it is (None: not begun)."""
        model, paths = self.session.model, self._paths()
        if model is None or not paths or seed in self._running:
            return
        state = self._state_path(model, seed)

        def work(_context: JobContext) -> StrongestUnits | PassState | None:
            done = _done_in(state)
            if done is None or done < len(paths):
                return PassState(done, len(paths)) if done else None
            return _whole_pass(self._network(model, seed), paths, state)

        def take(found: StrongestUnits | PassState | None) -> None:
            if found is None or isinstance(found, PassState):
                deliver(found)
            else:
                self._take_pass(model.id, seed, state.name, found)

        self._networks.submit(work, take, slot=f"features recall {_side(seed)}", refuse=lambda _error: deliver(None))

    def _take_pass(self, model: ModelId, seed: int | None, name: str, found: StrongestUnits) -> None:
        self._running.pop(seed, None)
        self._passes[(model, seed, name)] = found
        while len(self._passes) > KEPT_PASSES:
            del self._passes[next(iter(self._passes))]
        self.passChanged.emit(seed)

    def _note_pass(self, seed: int | None, told: Progress) -> None:
        self._running[seed] = told
        self.passChanged.emit(seed)

    def _refuse_pass(self, seed: int | None, error: FunduscopeError) -> None:
        self._running.pop(seed, None)
        self.passChanged.emit(seed)
        self.failed.emit(error)

    def ask_patches(
        self,
        seed: int | None,
        wanted: Sequence[tuple[int, int]],
        deliver: Callable[[dict[tuple[int, int], Pixels | None]], None],
        *,
        side: int,
    ) -> None:
        """Cut out what units of the selected layer see; `wanted` are channels and ranks. Some come before the rest."""
        found, model, layer = self.strongest(seed), self.session.model, self.session.selection.layer
        if found is None or model is None or layer is None or not wanted:
            return
        step = ROWS_AT_ONCE * found.layers[layer].values.shape[1]

        def work(context: JobContext) -> None:
            from core.features.patches import Place, cut_patches

            for begin in range(0, len(wanted), step):
                part = wanted[begin : begin + step]
                places = {key: Place(layer, *key) for key in part}
                patches = cut_patches(found, model.layers, places.values(), side=side, token=context.token)
                context.preview({key: patches.get(place) for key, place in places.items()})

        self._cutting.submit(
            work,
            lambda _nothing: None,
            slot=f"patches {_side(seed)}",
            title="Cutting out what the units see",
            preview=deliver,
            refuse=self.failed.emit,
        )

    def ask_field(
        self, seed: int | None, channel: int, rank: int, deliver: Callable[[FramedField], None], refuse: Refuse
    ) -> None:
        """The photograph of a unit among the strongest, with what the unit sees."""
        found, model, layer = self.strongest(seed), self.session.model, self.session.selection.layer
        if found is None or model is None or layer is None:
            return
        units = found.layers[layer]
        photograph = int(units.photographs[channel, rank])
        if photograph < 0 or not units.values[channel, rank] > 0:
            return
        path, value = found.paths[photograph], float(units.values[channel, rank])
        box = found.field(model.layers[layer], model.layers.input_size, channel, rank)

        def work(_context: JobContext) -> FramedField:
            from core.images.reading import read_photograph

            return FramedField(path, *_small(read_photograph(path).pixels), box, value)

        self._cutting.submit(work, deliver, slot="field", refuse=refuse)

    # Exemplars

    def make_exemplars(
        self,
        seed: int | None,
        wanted: Sequence[int],
        params: ExemplarParams,
        *,
        is_of_classes: bool,
        from_strongest: bool,
        watch: Callable[[Snapshot], None],
        deliver: Callable[[Exemplars], None],
        refuse: Refuse,
    ) -> None:
        """Make them; `watch` gets each Snapshot while they are made."""
        model, layer = self.session.model, self.session.selection.layer
        if model is None or layer is None:
            return
        subject, found = self._subject(model, seed), self.strongest(seed)
        has_start = from_strongest and not is_of_classes and found is not None

        def work(context: JobContext) -> Exemplars:
            given = None
            if has_start and found is not None:
                given = _strongest_patches(found, model, layer, wanted, context.token)

            def tell(told: Any) -> None:
                if isinstance(told, Progress):
                    context.report(told)
                else:
                    context.preview(told)

            task = ExemplarTask(subject, None if is_of_classes else layer, tuple(wanted), params, given)
            return call_in_process(task, context.token, tell)

        self._work.submit(
            work,
            deliver,
            slot=f"exemplars {_side(seed)}",
            title="Making exemplars",
            refuse=refuse,
            preview=watch,
        )

    def stop_exemplars(self, seed: int | None) -> None:
        """Stop making them; what was shown stays."""
        self._work.cancel(f"exemplars {_side(seed)}")

    # The atlas

    def write_atlas(self, out: Path, deliver: Callable[[int], None], refuse: Refuse) -> None:
        """Write the atlas of the model, with the strongest photographs where they are known."""
        model = self.session.model
        if model is None:
            return
        is_known = self.strongest(None) is not None
        state = self._state_path(model, None) if is_known else None
        task = AtlasTask(self._subject(model, None), out, self._paths() if is_known else (), state)
        self._work.submit(
            lambda context: call_in_process(task, context.token, context.report),
            deliver,
            slot="atlas",
            title="Writing the atlas",
            refuse=refuse,
        )

    # Names

    @property
    def has_project(self) -> bool:
        """Whether names are kept in a project."""
        return self._projects.project is not None

    def names(self) -> tuple[FeatureName, ...]:
        """Everybody's names for the features of the selected model."""
        return self._names

    def can_name(self) -> bool:
        """Whether names can be given: a project may be open to be looked at only."""
        project = self._projects.project
        return self.session.model is not None and (project is None or not project.is_read_only)

    def load_names(self) -> None:
        """Read the names of the selected model anew."""
        model = self.session.model
        if model is None:
            self._take_names(())
            return
        store = self._store()
        self._cutting.submit(
            lambda _context: store.of(model.id), self._take_names, slot="names", refuse=self.failed.emit
        )

    def put_name(self, name: FeatureName) -> None:
        """Name a channel; it is shown at once, and on the disk a moment later."""
        key = (name.layer, name.channel, name.reader)
        rest = tuple(each for each in self._names if (each.layer, each.channel, each.reader) != key)
        self._take_names((*rest, name) if name.name else rest)
        store = self._store()
        self._cutting.submit(
            lambda _context: store.put(name),
            lambda _nothing: None,
            slot=f"name {name.model} {key}",
            refuse=self._refuse_name,
        )

    def _refuse_name(self, error: FunduscopeError) -> None:
        self.failed.emit(error)
        self.load_names()

    def _store(self) -> NameStore:
        project = self._projects.project
        return project.features if project is not None else self._file

    def _take_names(self, names: tuple[FeatureName, ...]) -> None:
        self._names = names
        self.namesChanged.emit()


def user_name() -> str:
    """Who is at the computer, until a reader says otherwise."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reader"


def _side(seed: int | None) -> str:
    return "learned" if seed is None else "random"


def _looked_at(kernels: Kernels, look: KernelLook, activations: NDArray[np.float32] | None) -> LayerKernels:
    """Raises ExplainError where what the look asks for is not there."""
    from core.features.kernels import order, planes, shades

    view = look.view if look.view in kernels.views() else kernels.views()[0]
    numbers = order(kernels, look.order, activations=activations, like=min(look.like, kernels.count - 1))
    values = planes(kernels, view, channel=min(look.channel, kernels.inputs - 1))
    return LayerKernels(kernels, view, numbers, values, shades(values, look.scale), kernels.norms, kernels.is_dead)


def _small(pixels: Pixels) -> tuple[Pixels, float]:
    """The photograph with its larger side at most `PICTURE_PX`, and by how much it was made smaller."""
    import cv2

    factor = min(1.0, PICTURE_PX / max(pixels.shape[:2]))
    size = max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), factor


def _nearest(layers: Sequence[str], layer: str, convolutions: Sequence[str]) -> str | None:
    """The convolution that comes last before a layer, else the first one after it."""
    place = list(layers).index(layer)
    known = set(convolutions)
    before = [name for name in layers[:place] if name in known]
    after = [name for name in layers[place:] if name in known]
    return before[-1] if before else after[0] if after else None


def _done_in(state: Path) -> int | None:
    """How many photographs a kept pass has looked at; None where there is none."""
    try:
        with state.open("rb") as file, np.load(file, allow_pickle=False) as found:
            facts = json.loads(found[_FACTS].tobytes())
        return len(facts["photographs"]) + len(facts["left_out"])
    except Exception:  # noqa: BLE001  whatever is wrong with it, it is then looked at anew
        return None


def _whole_pass(model: LoadedModel, paths: Sequence[Path], state: Path) -> StrongestUnits | None:
    """What a kept pass found; None where photographs have changed since, so that it would have to look again."""
    from core.features.strongest import find_strongest

    token = CancelToken()
    is_anew = False

    def stop(_progress: Progress) -> None:
        nonlocal is_anew
        is_anew = True
        token.cancel()

    try:
        found = find_strongest(model, paths, batch=1, state=state, token=token, progress=stop)
    except Cancelled:
        return None
    return None if is_anew and len(paths) > 1 else found


def _strongest_patches(
    found: StrongestUnits, model: LoadedModel, layer: str, wanted: Sequence[int], token: CancelToken
) -> Pixels:
    """What the strongest unit of each channel sees; grey where there is none."""
    from core.features.patches import Place, cut_patches

    places = [Place(layer, channel, 0) for channel in wanted]
    patches = cut_patches(found, model.layers, dict.fromkeys(places), token=token)
    pixels = [patches.get(place) for place in places]
    side = next((each.shape[0] for each in pixels if each is not None), 1)
    grey = np.full((side, side, 3), 128, np.uint8)
    return np.stack([grey if each is None else each for each in pixels])
