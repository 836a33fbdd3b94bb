"""Passes over the photographs of the browser, and what they found: patches, fields.

A pass is made in a process of its own, for which a lane waits; patches are cut out in another lane.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.features.passfile import photographs_done
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.card import ModelId
from desktop.feature_answers import FramedField, PassState, Pixels, Which
from desktop.feature_networks import FeatureNetworks
from desktop.feature_tasks import StrongestTask
from desktop.jobs import JobContext, Lane
from desktop.processes import call_in_process
from desktop.session import Session

if TYPE_CHECKING:
    from core.features.strongest import StrongestUnits
    from core.features.units import Strongest
    from core.networks.loaded import LoadedModel

Refuse = Callable[[FunduscopeError], None]
Patch = tuple[int, int]
"""Channel and rank."""
PICTURE_PX = 720
"""The larger side of the photograph on which a map or a field is shown large."""
ROWS_AT_ONCE = 3
KEPT_PASSES = 4


class FeaturePasses(QObject):
    """Makes passes, stops them, goes on with them, and holds what the last few found."""

    changed = Signal(object)
    """The Which for which a pass began, got on or ended."""
    failed = Signal(object)

    def __init__(
        self, session: Session, networks: FeatureNetworks, work: Lane, cutting: Lane, cache: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._networks = networks
        self._work = work
        self._cutting = cutting
        self._cache = cache
        self._passes: dict[tuple[ModelId, int | None, str], StrongestUnits] = {}
        self._running: dict[Which, Progress] = {}

    # What is known

    def paths(self) -> tuple[Path, ...]:
        """The photographs of the browser; in which order it shows them makes no difference."""
        return tuple(sorted(self._session.order))

    def state_path(self, model: LoadedModel, which: Which) -> Path:
        """The file in which the pass over these photographs is kept."""
        digest = hashlib.sha256(f"{model.id} {which.seed}".encode())
        for path in self.paths():
            digest.update(f"\n{path}".encode("utf-8", "surrogateescape"))
        return self._cache / f"{digest.hexdigest()[:32]}.pass.npz"

    def found(self, which: Which) -> StrongestUnits | None:
        """What a finished pass found on the photographs of the browser."""
        model = self._networks.model(which)
        if model is None or not self._session.order:
            return None
        return self._passes.get((model.id, which.seed, self.state_path(model, which).name))

    def units(self, which: Which) -> Strongest | None:
        """The strongest units of the layer that is shown."""
        found, layer = self.found(which), self._networks.layer(which)
        return found.layers.get(layer) if found is not None and layer is not None else None

    def progress(self, which: Which) -> Progress | None:
        """How far a running pass is."""
        return self._running.get(which)

    # Passes

    def look_through(self, which: Which) -> None:
        """Begin a pass, or go on with one that was stopped."""
        model, subject, paths = self._networks.model(which), self._networks.subject(which), self.paths()
        if model is None or subject is None or not paths:
            return
        state = self.state_path(model, which)
        task = StrongestTask(subject, paths, state)
        self._running[which] = Progress(0, len(paths))

        def work(context: JobContext) -> StrongestUnits:
            def tell(told: Progress) -> None:
                context.report(told)
                context.preview(told, may_drop=True)

            return call_in_process(task, context.token, tell)

        self._work.submit(
            work,
            lambda found: self._take(model.id, which, state.name, found),
            slot=f"pass {which.slot}",
            title="Looking through the photographs",
            refuse=lambda error: self._refuse(which, error),
            preview=lambda told: self._note(which, told),
        )
        self.changed.emit(which)

    def stop(self, which: Which) -> None:
        """Stop a pass; it can be gone on with."""
        self._work.cancel(f"pass {which.slot}")
        self._running.pop(which, None)
        self.changed.emit(which)

    def recall(self, which: Which, deliver: Callable[[PassState | None], None]) -> None:
        """Take up what an earlier visit found, where it is whole; else tell how far it is (None: not begun)."""
        model, paths = self._networks.model(which), self.paths()
        if model is None or not paths or which in self._running:
            return
        state = self.state_path(model, which)

        def work(_context: JobContext) -> StrongestUnits | PassState | None:
            done = photographs_done(state)
            if done is None or done < len(paths):
                return PassState(done, len(paths)) if done else None
            return _whole_pass(self._networks.loaded(model, which), paths, state)

        def take(found: StrongestUnits | PassState | None) -> None:
            if found is None or isinstance(found, PassState):
                deliver(found)
            else:
                self._take(model.id, which, state.name, found)

        self._session.networks.lane.submit(
            work, take, slot=f"features recall {which.slot}", refuse=lambda _error: deliver(None)
        )

    def _take(self, model: ModelId, which: Which, name: str, found: StrongestUnits) -> None:
        self._running.pop(which, None)
        self._passes[(model, which.seed, name)] = found
        while len(self._passes) > KEPT_PASSES:
            del self._passes[next(iter(self._passes))]
        self.changed.emit(which)

    def _note(self, which: Which, told: Progress) -> None:
        self._running[which] = told
        self.changed.emit(which)

    def _refuse(self, which: Which, error: FunduscopeError) -> None:
        self._running.pop(which, None)
        self.changed.emit(which)
        self.failed.emit(error)

    # What units see

    def ask_patches(
        self,
        which: Which,
        wanted: Sequence[Patch],
        deliver: Callable[[dict[Patch, Pixels | None]], None],
        *,
        side: int,
    ) -> None:
        """Cut out what units of the layer see. Some come before the rest."""
        found, model, layer = self.found(which), self._networks.model(which), self._networks.layer(which)
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
            slot=f"patches {which.slot}",
            title="Cutting out what the units see",
            preview=deliver,
            refuse=self.failed.emit,
        )

    def ask_field(self, which: Which, patch: Patch, deliver: Callable[[FramedField], None], refuse: Refuse) -> None:
        """The photograph of a unit among the strongest, with what the unit sees."""
        found, model, layer = self.found(which), self._networks.model(which), self._networks.layer(which)
        if found is None or model is None or layer is None:
            return
        units = found.layers[layer]
        photograph = int(units.photographs[patch])
        if photograph < 0 or not units.values[patch] > 0:
            return
        path, value = found.paths[photograph], float(units.values[patch])
        box = found.field(model.layers[layer], model.layers.input_size, *patch)

        def work(_context: JobContext) -> FramedField:
            from core.images.reading import read_photograph

            return FramedField(path, *made_small(read_photograph(path).pixels), box, value)

        self._cutting.submit(work, deliver, slot="field", refuse=refuse)


def made_small(pixels: Pixels) -> tuple[Pixels, float]:
    """The photograph with its larger side at most `PICTURE_PX`, and by how much it was made smaller."""
    import cv2

    factor = min(1.0, PICTURE_PX / max(pixels.shape[:2]))
    size = max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), factor


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
