"""How large what the selected layer sees is on the photograph that is shown, found out behind the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.explain.sampling import Box
from core.features.footprint import Footprint, RetinalScale, footprint_at, resolution_words, retinal_scale
from core.images.geometry import Affine
from desktop.jobs import Job, JobContext, Lane, Priority
from desktop.projects import Projects
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project
    from core.images.photograph import Photograph
    from core.networks.loaded import LoadedModel

GROUND_SLOT, EFFECTIVE_SLOT, MARKED_SLOT = "footprint", "effective field", "marked disc"
SIGNALS = 8
KEPT_LAYERS = 64


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Where the network's input lies on a photograph, what of it the network sees, and the scale of the retina."""

    photograph: Photograph
    model: LoadedModel
    to_photograph: Affine
    seen: Box
    scale: RetinalScale | None
    marked_disc_px: float | None = None
    """The disc's diameter as a person has marked it in the open project."""


class Footprints(QObject):
    """Follows the session's photograph, model and layer. The effective field is asked for where it is wanted."""

    changed = Signal()

    def __init__(self, session: Session, projects: Projects, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._projects = projects
        self._lane = lane
        self._ground: Ground | None = None
        self._effective: dict[tuple[str, str], tuple[float, float]] = {}
        self._is_wanted = False
        self._job: Job | None = None
        session.photographChanged.connect(lambda _photograph: self._follow())
        session.modelChanged.connect(lambda _model: self._follow())
        session.selectionChanged.connect(lambda _selection: self._tell())
        session.networks.lane.idle.connect(self._ask_effective)
        projects.changed.connect(self._look_at_marks)
        projects.opened.connect(lambda _project: self._follow())

    def setWanted(self, is_wanted: bool) -> None:  # noqa: FBT001
        """Whether somebody looks at the field at the pointer."""
        self._is_wanted = is_wanted
        self._tell()

    def at(self, x: float, y: float) -> Footprint | None:
        """The footprint of the selected layer at a point of the photograph, as far as it is known."""
        ground, layer = self._current(), self._session.selection.layer
        if ground is None or layer is None:
            return None
        table = ground.model.layers[layer]
        effective = None if table.is_global else self._effective.get((str(ground.model.id), layer))
        return footprint_at(table, (x, y), ground.to_photograph, ground.seen, scale=ground.scale, effective=effective)

    def scale(self) -> RetinalScale | None:
        """How large the retina is on the photograph, as far as that is known."""
        ground = self._current()
        return ground.scale if ground is not None else None

    def resolution(self) -> str:
        """The sentence where the selected layer cannot resolve a microaneurysm; empty where it can, or is not known."""
        ground, layer = self._current(), self._session.selection.layer
        if ground is None or layer is None or ground.scale is None:
            return ""
        return resolution_words(ground.model.layers[layer], ground.to_photograph, ground.scale)

    def _current(self) -> Ground | None:
        ground, session = self._ground, self._session
        is_current = ground is not None and ground.photograph is session.photograph and ground.model is session.model
        return ground if is_current else None

    def _follow(self) -> None:
        photograph, model = self._session.photograph, self._session.model
        if photograph is None or model is None:
            self._lane.cancel(GROUND_SLOT)
            self._tell()
            return

        project = self._projects.project

        def work(_context: JobContext) -> Ground:
            to_photograph = model.card.preparation.apply(photograph.pixels).to_photograph
            height, width = model.layers.input_size
            left, top, right, bottom = to_photograph.bounds(width, height)
            seen = max(left, 0.0), max(top, 0.0), min(right, photograph.width), min(bottom, photograph.height)
            marked_px = marked_disc_px(project, photograph)
            scale = retinal_scale(photograph, marked_disc_px=marked_px)
            return Ground(photograph, model, to_photograph, seen, scale, marked_px)

        # What cannot be prepared is said where it is explained.
        self._lane.submit(
            work, self._take, slot=GROUND_SLOT, priority=Priority.FOLLOW, refuse=lambda _error: self._tell()
        )

    def _look_at_marks(self) -> None:
        """Somebody may have marked the disc."""
        ground = self._current()
        if ground is None:
            return

        def take(marked_px: float | None) -> None:
            if self._current() is ground and marked_px != ground.marked_disc_px:
                self._follow()

        self._projects.ask(lambda project, _token: marked_disc_px(project, ground.photograph), take, slot=MARKED_SLOT)

    def _take(self, ground: Ground) -> None:
        self._ground = ground
        self._tell()
        self._look_at_marks()  # the disc may have been marked meanwhile

    def _tell(self) -> None:
        self.changed.emit()
        self._ask_effective()

    def _ask_effective(self) -> None:
        """The effective field of the layer, on the photograph that is there when it is first asked for."""
        ground, layer = self._current(), self._session.selection.layer
        lane = self._session.networks.lane
        if not self._is_wanted or ground is None or layer is None or lane.has(EFFECTIVE_SLOT):
            return
        key = (str(ground.model.id), layer)
        if key in self._effective or ground.model.layers[layer].is_global:
            return

        def work(context: JobContext) -> tuple[float, float]:
            from core.features.effective_field import effective_size, mean_gradient

            image, _place = ground.model.prepare(ground.photograph)
            gradient = mean_gradient(ground.model, layer, image, signals=SIGNALS, token=context.token)
            return effective_size(gradient)

        self._job = lane.submit(
            work,
            lambda size: self._take_effective(key, size),
            slot=EFFECTIVE_SLOT,
            priority=Priority.FOLLOW,
            title=tr("Measuring the effective field"),
            refuse=lambda _error: self._take_effective(key, (0.0, 0.0)),
        )

    def _take_effective(self, key: tuple[str, str], size: tuple[float, float]) -> None:
        self._effective[key] = size
        while len(self._effective) > KEPT_LAYERS:
            del self._effective[next(iter(self._effective))]
        self.changed.emit()
        self._ask_effective()


def marked_disc_px(project: Project | None, photograph: Photograph) -> float | None:
    """The disc's diameter in pixels of the photograph, where a person has marked it. For any thread."""
    if project is None:
        return None
    try:
        number = project.photographs.find(photograph.id)
        marked = project.landmarks.of([number]).get(number) if number is not None else None
    except FunduscopeError:  # closed at this moment, or its drive is gone: whoever asks next says so
        return None
    return marked.disc_diameter_px if marked is not None else None
