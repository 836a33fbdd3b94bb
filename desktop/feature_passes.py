"""Passes over the photographs of the browser, and what they found.

A pass is made in a process of its own, for which a lane waits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.datasets.catalogue.features import KeptPass
from core.features.passfile import about_pass, key_of_set, write_pass
from core.jobs import Progress
from core.networks.card import ModelId
from desktop.feature_answers import PassState, Which
from desktop.feature_networks import FeatureNetworks
from desktop.feature_tasks import StrongestTask
from desktop.job_ends import when_ended
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

KEPT_PASSES = 4
SUFFIX = ".pass.npz"
MOST_NAMES = 8


@dataclass(slots=True, eq=False)
class _Running:
    """A pass that waits or runs, and how far it is."""

    progress: Progress


class FeaturePasses(QObject):
    """Makes passes, stops them, goes on with them, and holds what the last few found.

    A pass goes on while another model or other photographs are looked at; more than one wait for each other.
    """

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
        self._running: dict[str, _Running] = {}
        """By the name of the file in which a pass is kept."""
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
        model, name = self._networks.model(which), self._name(which)
        return self._passes.get((model.id, which.seed, name)) if model is not None and name is not None else None

    def units(self, which: Which) -> Strongest | None:
        """The strongest units of the layer that is shown."""
        found, layer = self.found(which), self._networks.layer(which)
        return found.layers.get(layer) if found is not None and layer is not None else None

    def progress(self, which: Which) -> Progress | None:
        """How far a running pass is."""
        name = self._name(which)
        running = self._running.get(name) if name is not None else None
        return running.progress if running is not None else None

    def _name(self, which: Which) -> str | None:
        """The name of the file of the pass that is looked at now; None where there can be none."""
        model = self._networks.model(which)
        return self.state_path(model, which).name if model is not None and self._session.order else None

    def _tell(self, which: Which, name: str) -> None:
        """Say that a pass has got on, where it is that which is looked at."""
        if self._name(which) == name:
            self.changed.emit(which)

    # Passes

    def look_through(self, which: Which) -> None:
        """Begin a pass, or go on with one that was stopped."""
        model, subject, paths = self._networks.model(which), self._networks.subject(which), self.paths()
        if model is None or subject is None or not paths:
            return
        state, key = self.state_path(model, which), self._known_set()[1]
        task = StrongestTask(subject, paths, state)
        name, running = state.name, _Running(Progress(0, len(paths)))
        self._running[name] = running

        def work(context: JobContext) -> StrongestUnits:
            def tell(told: Progress) -> None:
                context.report(told)
                context.preview(told, may_drop=True)

            return call_in_process(task, context.token, tell)

        def note(told: Progress) -> None:
            running.progress = told
            self._tell(which, name)

        def finish(found: StrongestUnits) -> None:
            self._tell_left_out(found)
            self._take(model.id, which, name, found)
            self._keep(KeptPass(model_key(model, which), model.path.name, key, len(paths), len(paths)), state, which)

        job = self._work.submit(
            work,
            finish,
            slot=_slot(name),
            title=tr("Looking through the photographs"),
            refuse=self.failed.emit,
            preview=note,
        )
        when_ended(self._work, job, lambda: self._end(which, name, running))
        self._tell(which, name)

    def _end(self, which: Which, name: str, running: _Running) -> None:
        """However it has ended: one that was cancelled elsewhere, or broke, is no longer shown as running."""
        if self._running.get(name) is running:
            del self._running[name]
        self._tell(which, name)

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
        name = self._name(which)
        if name is not None:
            self._work.cancel(_slot(name))
            self._running.pop(name, None)
            self._tell(which, name)

    def recall(self, which: Which, deliver: Callable[[PassState | None], None]) -> None:
        """Take up what an earlier visit found, where it is whole; else tell how far it is (None: not begun)."""
        model, paths = self._networks.model(which), self.paths()
        if model is None or not paths or self.progress(which) is not None:
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

    def _keep(self, kept: KeptPass, state: Path, which: Which) -> None:
        """Keep what a pass has found in the open project."""
        project = self._projects.project
        if project is None or project.is_read_only:
            return

        def work(_context: JobContext) -> None:
            about = about_pass(state)
            if about is not None:
                project.features.keep_pass(replace(kept, done=about.done), state.read_bytes())

        self._cutting.submit(work, lambda _nothing: None, slot=f"features keep {which.slot}", refuse=self.failed.emit)

    def _take(self, model: ModelId, which: Which, name: str, found: StrongestUnits) -> None:
        self._running.pop(name, None)
        self._passes[(model, which.seed, name)] = found
        while len(self._passes) > KEPT_PASSES:
            del self._passes[next(iter(self._passes))]
        self._tell(which, name)


def _slot(name: str) -> str:
    return f"pass {name}"


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
