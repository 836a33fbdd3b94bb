"""The regions of what is shown, found in lanes: cutting a map takes longer than a frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.explain.catalogue import CATALOGUE
from core.explain.explanation import Explanation
from core.explain.query import ChannelTarget
from core.explain.regions import Region, RegionSettings, find_regions
from core.explain.sampling import Box
from core.explain.units import strongest_field
from core.images.photograph import Photograph
from desktop.jobs import JobContext, Lane
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

SLOT = "regions"


@dataclass(frozen=True, slots=True, eq=False)
class FoundRegions:
    """The regions of an explanation, and the receptive field of its strongest unit where there is one."""

    explanation: Explanation
    regions: tuple[Region, ...]
    box: Box | None


class Regions(QObject):
    """Keeps the regions of the explanation in step with it while they are wanted."""

    changed = Signal(object)
    """The FoundRegions, or None while there are none."""

    def __init__(self, session: Session, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lane = lane
        self._settings: RegionSettings | None = None
        self._found: FoundRegions | None = None
        session.explanationChanged.connect(lambda _explanation: self._find())

    def found(self) -> FoundRegions | None:
        """What is shown."""
        return self._found

    def setSettings(self, settings: RegionSettings | None) -> None:
        """Cut regions out of every map in this way; None: they are not wanted."""
        if settings != self._settings:
            self._settings = settings
            self._find()

    def _find(self) -> None:
        session, settings = self._session, self._settings
        explanation, photograph, model = session.explanation, session.photograph, session.model
        self._lane.cancel(SLOT)
        session.networks.lane.cancel(SLOT)
        is_wanted = settings is not None and explanation is not None and not explanation.is_partial
        if not is_wanted or settings is None or explanation is None or photograph is None or model is None:
            self._take(None)
            return
        if self._found is not None and self._found.explanation is not explanation:
            self._take(None)  # no photograph is seen under the regions of another
        lane, work = self._work(explanation, photograph, model, settings)
        lane.submit(work, self._take, slot=SLOT, title=tr("Finding regions"))

    def _work(
        self, explanation: Explanation, photograph: Photograph, model: LoadedModel, settings: RegionSettings
    ) -> tuple[Lane, Callable[[JobContext], FoundRegions]]:
        target, networks = explanation.query.target, self._session.networks
        explainer = networks.explainer
        if (
            isinstance(target, ChannelTarget)
            and explainer is not None
            and not CATALOGUE[explanation.query.method].has_layer
        ):
            # The strongest unit of the channel is known to the network alone.
            return networks.lane, lambda context: FoundRegions(
                explanation,
                find_regions(explanation, settings),
                explainer.strongest_unit(model, photograph, target, token=context.token).field,
            )
        layers = model.layers
        return self._lane, lambda _context: FoundRegions(
            explanation, find_regions(explanation, settings), strongest_field(explanation, layers)
        )

    def _take(self, found: FoundRegions | None) -> None:
        if found is not self._found:
            self._found = found
            self.changed.emit(found)
