"""What the networks are able to, found out behind the window while nobody waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.explain.abilities import Abilities, why_not
from core.explain.method import Method
from core.explain.targets import Aggregate, ChannelTarget
from core.networks.card import ModelId
from desktop.jobs import JobContext, Priority
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

SLOT, STRONGEST_SLOT = "abilities", "strongest channel"


class Probing(QObject):
    """Looks at each model once, and knows then which methods can be asked of it, and why not the others."""

    changed = Signal()
    """More is known of the selected model."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lane = session.networks.lane
        self._known: dict[ModelId, Abilities] = {}
        self._failed: set[ModelId] = set()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._probe)
        session.modelChanged.connect(lambda _model: self._later.start())
        self._lane.idle.connect(self._later.start)

    def reasons(self) -> dict[Method, str]:
        """For each method that cannot be asked now: why."""
        model = self._session.model
        if model is None:
            return {}
        target, abilities = self._session.selection.target, self._known.get(model.id)
        found = {method: why_not(method, target, model.layers, abilities) for method in Method}
        return {method: reason for method, reason in found.items() if reason}

    def choose_strongest_channel(self, aggregate: Aggregate) -> None:
        """Explain the channel of the target's layer, else the selected one, that is most active on the photograph."""
        session = self._session
        model, photograph, explainer = session.model, session.photograph, session.networks.explainer
        target = session.selection.target
        layer = target.layer if isinstance(target, ChannelTarget) else session.selection.layer
        if model is None or photograph is None or explainer is None or layer is None:
            return
        self._lane.submit(
            lambda context: explainer.strongest_channel(model, photograph, layer, aggregate, token=context.token),
            lambda channel: session.chooseTarget(ChannelTarget(layer, channel, aggregate)),
            slot=STRONGEST_SLOT,
            title=tr("Finding the strongest channel"),
        )

    def _probe(self) -> None:
        model = self._session.model
        if model is None or model.id in self._known or model.id in self._failed or not self._lane.is_idle:
            return

        def work(context: JobContext) -> Abilities:
            from core.explain.probing import probe

            return probe(model.module, model.layers, device=model.device, token=context.token)

        self._lane.submit(
            work,
            lambda abilities: self._take(model, abilities),
            slot=SLOT,
            priority=Priority.FOLLOW,
            key=(SLOT, model.id),
            # A network that fails on zeros fails on photographs too, and that is where it is reported.
            refuse=lambda _error: self._failed.add(model.id),
        )

    def _take(self, model: LoadedModel, abilities: Abilities) -> None:
        self._known[model.id] = abilities
        self.changed.emit()
