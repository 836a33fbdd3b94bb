"""What of the strongest patches excites the units that see them: asked in the lane of the networks, behind the user.

What the user waits for goes first; what gave way to it is asked again when the lane is idle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from core.features.kinds import Evidence
from desktop.feature_answers import Which
from desktop.feature_networks import FeatureNetworks
from desktop.feature_passes import FeaturePasses
from desktop.feature_patches import Patch
from desktop.jobs import Job, JobContext, Priority
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.features.evidence import PatchEvidence

Maps = Mapping[Patch, NDArray[np.float32]]


class FeatureEvidence(QObject):
    """One question a side. A map comes as soon as it is known."""

    gaveWay = Signal(object)
    """The Which whose question has to be asked again."""
    stopped = Signal()
    """The user has cancelled it."""
    failed = Signal(object)

    def __init__(self, session: Session, networks: FeatureNetworks, passes: FeaturePasses, parent: QObject) -> None:
        super().__init__(parent)
        self._networks = networks
        self._passes = passes
        self._lane = session.networks.lane
        self._jobs: dict[Which, Job] = {}
        self._waiting: set[Which] = set()
        self._lane.jobFinished.connect(self._note_finished)
        self._lane.idle.connect(self._go_on)

    def ask(
        self, which: Which, wanted: Sequence[Patch], kind: Evidence, deliver: Callable[[Maps], None], side: int
    ) -> None:
        """The maps of the layer over patches of `side` pixels; what was asked of that side before is forgotten."""
        self.forget(which)
        found, model, layer = self._passes.found(which), self._networks.model(which), self._networks.layer(which)
        if found is None or model is None or layer is None or not wanted or kind is Evidence.NONE:
            return

        def work(context: JobContext) -> None:
            from core.features.evidence import evidence_of, over_patch
            from core.features.patches import Place

            network = self._networks.loaded(model, which)
            places = [Place(layer, *patch) for patch in wanted]
            shown, size = model.layers[layer], model.layers.input_size

            def laid(each: PatchEvidence) -> NDArray[np.float32]:
                return over_patch(each, found.field(shown, size, each.place.channel, each.place.rank), side)

            token, progress = context.token, context.report
            for each in evidence_of(network, found, places, kind, token=token, progress=progress):
                context.preview({(each.place.channel, each.place.rank): laid(each)})

        self._jobs[which] = self._lane.submit(
            work,
            lambda _nothing: None,
            slot=f"features evidence {which.slot}",
            priority=Priority.FOLLOW,
            title=tr("Looking into the patches"),
            preview=deliver,
            refuse=self.failed.emit,
        )

    def forget(self, which: Which) -> None:
        """Nobody looks at these maps any more."""
        self._waiting.discard(which)
        if self._jobs.pop(which, None) is not None:
            self._lane.cancel(f"features evidence {which.slot}")

    def _note_finished(self, job: Job) -> None:
        which = next((which for which, each in self._jobs.items() if each is job), None)
        if which is None:
            return
        del self._jobs[which]
        if job.has_given_way:
            self._waiting.add(which)
        elif job.token.is_cancelled:
            self.stopped.emit()

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, set()
        for which in waiting:
            self.gaveWay.emit(which)
