"""Names that lesions suggest for the channels of the selected layer, once its strongest photographs are known."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.feature_answers import LEARNED
from desktop.feature_networks import FeatureNetworks
from desktop.feature_passes import FeaturePasses
from desktop.jobs import Job, JobContext, Priority
from desktop.projects import Projects
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.features.strongest import StrongestUnits
    from core.features.suggestions import Suggestion

Suggested = Mapping[int, "tuple[Suggestion, ...]"]
State = tuple[int, float]
"""Of all annotations of a project."""
KEPT_LAYERS = 16
SLOT, STATE_SLOT = "features suggestions", "state of annotations"


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """What is suggested for a layer. The pass is held, so that no other gets its number."""

    found: StrongestUnits
    suggested: Suggested
    state: State | None


class FeatureSuggestions(QObject):
    """Asks in the lane of the networks, behind the user; a whole layer at once, and once alone.

    What readers mark in the open project suggests names as masks do: when that has changed, it is asked anew.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        projects: Projects,
        networks: FeatureNetworks,
        passes: FeaturePasses,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._projects = projects
        self._networks = networks
        self._passes = passes
        self._lane = session.networks.lane
        self._known: OrderedDict[tuple[int, str], _Kept] = OrderedDict()
        self._asked: tuple[int, str] | None = None
        self._job: Job | None = None
        self._lane.jobFinished.connect(self._note_finished)
        projects.opened.connect(lambda _project: self.forget())
        projects.changed.connect(self._look_at_marks)

    def of(self, channel: int) -> tuple[Suggestion, ...]:
        """What masks suggest for a channel of the layer, as far as that is known; asks where it is not."""
        found, layer = self._passes.found(LEARNED), self._networks.layer(LEARNED)
        if found is None or layer is None:
            return ()
        kept = self._known.get((id(found), layer))
        if kept is not None:
            return kept.suggested.get(channel, ())
        self._ask(found, layer)
        return ()

    def _ask(self, found: StrongestUnits, layer: str) -> None:
        model, key = self._networks.model(LEARNED), (id(found), layer)
        if model is None or key == self._asked:
            return
        self._asked, project = key, self._projects.project

        def work(context: JobContext) -> _Kept:
            from core.features.suggestions import suggest_names
            from core.features.truth import NO_MARKS, project_marks

            state = project.annotations.state() if project is not None else None
            marks = project_marks(project) if project is not None else NO_MARKS
            told = suggest_names(model, found, [layer], marks=marks, token=context.token, progress=context.report)
            return _Kept(found, told[layer], state)

        self._job = self._lane.submit(
            work,
            lambda kept: self._take(key, kept),
            slot=SLOT,
            priority=Priority.FOLLOW,
            title=tr("Comparing features with lesions"),
            refuse=self.failed.emit,
        )

    def _look_at_marks(self) -> None:
        self._projects.ask(lambda project, _token: project.annotations.state(), self._take_state, slot=STATE_SLOT)

    def _take_state(self, state: State) -> None:
        if any(kept.state != state for kept in self._known.values()):
            self.forget()

    def forget(self) -> None:
        """Other lesions are known now: what they suggest is asked anew."""
        self._lane.cancel(SLOT)
        self._known.clear()
        self._asked = None
        self.changed.emit()

    def _take(self, key: tuple[int, str], kept: _Kept) -> None:
        self._known[key] = kept
        while len(self._known) > KEPT_LAYERS:
            self._known.popitem(last=False)
        self.changed.emit()
        self._look_at_marks()  # something may have been marked meanwhile

    def _note_finished(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.has_given_way:
            self._asked = None  # the next look at a channel asks again
