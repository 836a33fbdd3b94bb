"""Names that masks suggest for the channels of the selected layer, once its strongest photographs are known."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.feature_answers import LEARNED
from desktop.feature_networks import FeatureNetworks
from desktop.feature_passes import FeaturePasses
from desktop.jobs import Job, JobContext, Priority
from desktop.session import Session

if TYPE_CHECKING:
    from core.features.strongest import StrongestUnits
    from core.features.suggestions import Suggestion

Suggested = Mapping[int, "tuple[Suggestion, ...]"]
KEPT_LAYERS = 16
SLOT = "features suggestions"


class FeatureSuggestions(QObject):
    """Asks in the lane of the networks, behind the user; a whole layer at once, and once alone."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, networks: FeatureNetworks, passes: FeaturePasses, parent: QObject) -> None:
        super().__init__(parent)
        self._networks = networks
        self._passes = passes
        self._lane = session.networks.lane
        self._known: OrderedDict[tuple[int, str], tuple[StrongestUnits, Suggested]] = OrderedDict()
        self._asked: tuple[int, str] | None = None
        self._job: Job | None = None
        self._lane.jobFinished.connect(self._note_finished)

    def of(self, channel: int) -> tuple[Suggestion, ...]:
        """What masks suggest for a channel of the layer, as far as that is known; asks where it is not."""
        found, layer = self._passes.found(LEARNED), self._networks.layer(LEARNED)
        if found is None or layer is None:
            return ()
        kept = self._known.get((id(found), layer))
        if kept is not None:
            return kept[1].get(channel, ())
        self._ask(found, layer)
        return ()

    def _ask(self, found: StrongestUnits, layer: str) -> None:
        model, key = self._networks.model(LEARNED), (id(found), layer)
        if model is None or key == self._asked:
            return
        self._asked = key

        def work(context: JobContext) -> Suggested:
            from core.features.suggestions import suggest_names

            return suggest_names(model, found, layer, token=context.token, progress=context.report)

        self._job = self._lane.submit(
            work,
            lambda suggested: self._take(key, found, suggested),
            slot=SLOT,
            priority=Priority.FOLLOW,
            title="Comparing features with masks",
            refuse=self.failed.emit,
        )

    def _take(self, key: tuple[int, str], found: StrongestUnits, suggested: Suggested) -> None:
        self._known[key] = (found, suggested)  # the pass is held, so that no other gets its number
        while len(self._known) > KEPT_LAYERS:
            self._known.popitem(last=False)
        self.changed.emit()

    def _note_finished(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.has_given_way:
            self._asked = None  # the next look at a channel asks again
