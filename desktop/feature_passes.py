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

from core.datasets.catalogue.features import KeptPass
from core.errors import FunduscopeError
from core.features.passfile import about_pass, key_of_set, write_pass
from core.jobs import Progress
from core.networks.card import ModelId
from desktop.feature_answers import FramedField, PassState, Pixels, Which
from desktop.feature_networks import FeatureNetworks
from desktop.feature_tasks import StrongestTask
from desktop.jobs import JobContext, Lane
from desktop.processes import call_in_process
from desktop.projects import Projects
from desktop.session import Session
from desktop.translation import tr, tr_count

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project
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
SUFFIX = ".pass.npz"
MOST_NAMES = 8


class FeaturePasses(QObject):
    """Makes passes, stops them, goes on with them, and holds what the last few found."""

    changed = Signal(object)
    """The Which for which a pass began, got on or ended."""
    remarked = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        projects: Projects,
        networks: FeatureNetworks,
        work: Lane,
        cutting: Lane,
        *,
        cache: Path,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._networks = networks
        self._work = work
        self._cutting = cutting
        self._cache = cache
        self._passes: dict[tuple[ModelId, int | None, str], StrongestUnits] = {}
        self._running: dict[Which, Progress] = {}
        self._projects = projects
        self._set: tuple[tuple[Path, ...], str] | None = None
        session.photographsChanged.connect(self._forget_set)

    # What is known

    def _forget_set(self) -> None:
        self._set = None

    def _known_set(self) -> tuple[tuple[Path, ...], str]:
        """The photographs of the browser, and what tells them from another set."""
        if self._set is None or len(self._set[0]) != len(self._session.order):
            paths = tuple(sorted(self._session.order))
            self._set = paths, key_of_set(paths)
        return self._set

    def paths(self) -> tuple[Path, ...]:
        """The photographs of the browser; in which order it shows them makes no difference."""
        return self._known_set()[0]

    def state_path(self, model: LoadedModel, which: Which) -> Path:
        """The file in which the pass over these photographs is kept."""
        of = hashlib.sha256(model_key(model, which).encode()).hexdigest()
        return self._cache / f"{self._known_set()[1][:24]}-{of[:24]}{SUFFIX}"

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

        def finish(found: StrongestUnits) -> None:
            self._tell_left_out(found)
            self._take(model.id, which, state.name, found)
            self._keep(model, which)

        self._work.submit(
            work,
            finish,
            slot=f"pass {which.slot}",
            title=tr("Looking through the photographs"),
            refuse=lambda error: self._refuse(which, error),
            preview=lambda told: self._note(which, told),
        )
        self.changed.emit(which)

    def _tell_left_out(self, found: StrongestUnits) -> None:
        """List what could not be read."""
        if not found.left_out:
            return
        names = [found.paths[place].name for place in sorted(found.left_out)]
        more = tr(" and {count} more", count=len(names) - MOST_NAMES) if len(names) > MOST_NAMES else ""
        what = tr_count("1 photograph", "{count} photographs", len(names))
        self.remarked.emit(
            tr(
                "{what} could not be read and are left out: {parts}{more}.",
                what=what,
                parts=", ".join(names[:MOST_NAMES]),
                more=more,
            )
        )

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
        state, key, project = self.state_path(model, which), self._known_set()[1], self._projects.project

        def work(_context: JobContext) -> StrongestUnits | PassState | None:
            if project is not None and not state.exists():
                kept = project.features.pass_state(model_key(model, which), key)
                if kept is not None:
                    write_pass(state, kept)
            found = _recalled(self._networks.loaded(model, which), paths, state)
            if found is None and which.seed is None:
                return _of_another_model(model, state, key, project, len(paths))
            return found

        def take(found: StrongestUnits | PassState | None) -> None:
            if found is None or isinstance(found, PassState):
                deliver(found)
                return
            self._take(model.id, which, state.name, found)
            self._look_at_file(model)

        self._session.networks.lane.submit(
            work, take, slot=f"features recall {which.slot}", refuse=lambda _error: deliver(None)
        )

    def _look_at_file(self, model: LoadedModel) -> None:
        """Say so where the file of the model holds another one by now."""

        def work(_context: JobContext) -> bool:
            from core.networks.card_file import model_id

            return model_id(model.path) != model.id

        words = tr(
            "'{path_name}' has changed on the disk since it was opened: what is shown is of the model as it "
            "was. Open it again to look through the photographs with the new one.",
            path_name=model.path.name,
        )
        self._cutting.submit(
            work,
            lambda has_changed: self.remarked.emit(words) if has_changed else None,
            slot="features model file",
            refuse=lambda error: self.remarked.emit(error.message),
        )

    def _keep(self, model: LoadedModel, which: Which) -> None:
        """Keep what is known of a pass in the open project."""
        project, state, (paths, key) = self._projects.project, self.state_path(model, which), self._known_set()
        if project is None or project.is_read_only:
            return

        def work(_context: JobContext) -> None:
            about = about_pass(state)
            if about is not None:
                kept = KeptPass(model_key(model, which), model.path.name, key, about.done, len(paths))
                project.features.keep_pass(kept, state.read_bytes())

        self._cutting.submit(work, lambda _nothing: None, slot=f"features keep {which.slot}", refuse=self.failed.emit)

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
            title=tr("Cutting out what the units see"),
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


def model_key(model: LoadedModel, which: Which) -> str:
    """What a pass of a network is kept under."""
    return str(model.id) if which.seed is None else f"{model.id} random {which.seed}"


def _recalled(model: LoadedModel, paths: Sequence[Path], state: Path) -> StrongestUnits | PassState | None:
    """What a kept pass found, how far it is, or None where there is none."""
    from core.features.strongest import recall_strongest

    about = about_pass(state)
    if about is None:
        return None
    if about.done < len(paths):
        return PassState(about.done, len(paths))
    found = recall_strongest(model, paths, state=state)
    return found or PassState(0, len(paths), tr("Photographs have changed since they were looked through."))


def _of_another_model(
    model: LoadedModel, state: Path, key: str, project: Project | None, total: int
) -> PassState | None:
    """A remark where these photographs were looked through by what the model's file held before; else None."""
    kept = project.features.passes() if project is not None else ()
    names = {each.model_file for each in kept if each.photographs == key and _is_other(model, each.model)}
    for path in state.parent.glob(f"{state.name.partition('-')[0]}-*{SUFFIX}"):
        about = about_pass(path)
        if about is not None and Path(about.model_file) == model.path and _is_other(model, about.model):
            names.add(model.path.name)
    if model.path.name not in names:
        return None
    return PassState(
        0, total, tr("'{path_name}' has changed since its pass over these photographs.", path_name=model.path.name)
    )


def _is_other(model: LoadedModel, known: str) -> bool:
    """Whether a pass was made by another model, and not by this one or its architecture with random weights."""
    return not known.startswith(str(model.id))
