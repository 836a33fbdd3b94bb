"""The checks of the map that is shown: made in the lane of the networks, kept with the question that they are about."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import FunduscopeError
from core.explain.check_settings import BandSettings, RandomisationSettings
from core.explain.explanation import Explanation
from core.explain.query import Query
from core.explain.veil import Veil, VeilStyle
from core.jobs import Progress
from desktop.jobs import Job, JobContext, Priority
from desktop.session import Session
from desktop.translation import mark, tr

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

SLOT = "check"
KEPT = 6
"""Questions whose checks are kept, so that going back to one shows them again."""


class CheckKind(Enum):
    """What can be asked of a map; the value is its name in files."""

    RANDOMISATION = "randomisation"
    NULL_BAND = "null_band"
    STABILITY = "stability"
    PRECISION = "precision"


TITLES = {
    CheckKind.RANDOMISATION: mark("Checking against random weights"),
    CheckKind.NULL_BAND: mark("Computing the null band"),
    CheckKind.STABILITY: mark("Checking the stability"),
    CheckKind.PRECISION: mark("Comparing precisions"),
}


@dataclass(slots=True)
class _Known:
    """What is known of one question."""

    results: dict[CheckKind, Any] = field(default_factory=dict)
    errors: dict[CheckKind, FunduscopeError] = field(default_factory=dict)


class Checks(QObject):
    """Makes one check at a time, of the explanation that is shown; another selection ends it.

    A question of the user's goes first: a check that it interrupts begins anew when the lane is idle.
    """

    changed = Signal()
    """Another map is shown, or a check began, ended or was stopped."""
    progressed = Signal(object)
    """The Progress of the check that runs."""
    veilChanged = Signal(object)
    """The Veil of the map that is shown, or None."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lane = session.networks.lane
        self._known: OrderedDict[Query, _Known] = OrderedDict()
        self._randomisation = RandomisationSettings()
        self._band = BandSettings()
        self._style: VeilStyle | None = None
        self._wanted: tuple[CheckKind, Explanation] | None = None
        self._job: Job | None = None
        self._is_stopped = False
        self._veil: Veil | None = None
        session.explanationChanged.connect(self._follow)
        self._lane.jobProgressed.connect(self._note_progress)
        self._lane.jobFinished.connect(self._note_finished)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._go_on)

    # What is the case

    @property
    def explanation(self) -> Explanation | None:
        """The map that can be checked: the one that is shown, once it is whole."""
        shown = self._session.explanation
        return shown if shown is not None and not shown.is_partial else None

    @property
    def running(self) -> CheckKind | None:
        """The check that is being made."""
        return self._wanted[0] if self._wanted is not None else None

    @property
    def is_stopped(self) -> bool:
        """Whether the last check was stopped by the user."""
        return self._is_stopped

    def result(self, kind: CheckKind) -> Any:
        """What the check of the map that is shown came to: the core's own dataclass; None where it was not made."""
        return self._of_shown().results.get(kind)

    def results(self) -> Mapping[CheckKind, Any]:
        """All that is known of the map that is shown."""
        return self._of_shown().results

    def error(self, kind: CheckKind) -> FunduscopeError | None:
        """Why the check could not be made."""
        return self._of_shown().errors.get(kind)

    def veil(self) -> Veil | None:
        """What the overlay leaves out."""
        return self._veil

    def veil_style(self) -> VeilStyle | None:
        """What becomes of evidence within the null band; None: it is shown."""
        return self._style

    def randomisation_settings(self) -> RandomisationSettings:
        """How maps are checked against random weights."""
        return self._randomisation

    def band_settings(self) -> BandSettings:
        """How null bands are made."""
        return self._band

    # Intents

    def setRandomisationSettings(self, settings: RandomisationSettings) -> None:
        """Check against random weights in this way from now on; what is known stays."""
        self._randomisation = settings

    def setBandSettings(self, settings: BandSettings) -> None:
        """Make null bands in this way from now on; what is known stays."""
        self._band = settings

    def setVeilStyle(self, style: VeilStyle | None) -> None:
        """Hide or hatch what lies within the null band, where it is known; None: show it."""
        self._style = style
        self._update_veil()
        self.changed.emit()

    def run(self, kind: CheckKind) -> None:
        """Make a check of the map that is shown, anew where it was made before."""
        explanation = self.explanation
        if explanation is None:
            return
        self._forget_job()
        self._is_stopped = False
        self._of_shown().errors.pop(kind, None)
        self._wanted = (kind, explanation)
        self._submit()
        self.changed.emit()

    def stop(self) -> None:
        """Give the check up that is being made."""
        if self._wanted is not None:
            self._forget_job()
            self._is_stopped = True
            self.changed.emit()

    # Inside

    def _of_shown(self) -> _Known:
        explanation = self.explanation
        return self._known.get(explanation.query, _Known()) if explanation is not None else _Known()

    def _keep(self, query: Query) -> _Known:
        known = self._known.setdefault(query, _Known())
        self._known.move_to_end(query)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        return known

    def _follow(self, explanation: Explanation | None) -> None:
        if self._wanted is not None and (explanation is None or explanation.query != self._wanted[1].query):
            self._forget_job()
        self._is_stopped = False
        # The viewer takes every veil away with the map that it belongs to.
        self._veil = None
        self._update_veil()
        self.changed.emit()

    def _submit(self) -> None:
        session = self._session
        model, photograph = session.model, session.photograph
        if self._wanted is None or model is None or photograph is None:
            return
        kind, explanation = self._wanted
        others = [other for other in session.networks.models() if other.id != model.id]
        work = self._work(kind, explanation, model, others)
        self._job = self._lane.submit(
            work,
            lambda result: self._take(kind, explanation.query, result),
            slot=SLOT,
            priority=Priority.FOLLOW,
            title=tr(TITLES[kind]),
            refuse=lambda error: self._refuse(kind, explanation.query, error),
        )

    def _work(
        self, kind: CheckKind, explanation: Explanation, model: LoadedModel, others: list[LoadedModel]
    ) -> Callable[[JobContext], Any]:
        photograph, query = self._session.photograph, explanation.query
        if photograph is None:  # asked by _submit
            raise ValueError(kind)
        randomised, band = self._randomisation, self._band

        def work(context: JobContext) -> Any:
            from core.explain import checks

            given: dict[str, Any] = {"token": context.token, "report": context.report}
            match kind:
                case CheckKind.RANDOMISATION:
                    return checks.randomisation(model, photograph, query, randomised, known=explanation, **given)
                case CheckKind.NULL_BAND:
                    return checks.null_band(model, photograph, query, band, known=explanation, **given)
                case CheckKind.STABILITY:
                    return checks.stability(model, photograph, query, others=others, known=explanation, **given)
                case CheckKind.PRECISION:
                    return checks.precision(model, photograph, query, **given)

        return work

    def _take(self, kind: CheckKind, query: Query, result: Any) -> None:
        self._wanted = self._job = None
        self._keep(query).results[kind] = result
        if kind is CheckKind.NULL_BAND:
            self._style = self._style or VeilStyle.HIDE
            self._veil = None
            self._update_veil()
        self.changed.emit()

    def _refuse(self, kind: CheckKind, query: Query, error: FunduscopeError) -> None:
        self._wanted = self._job = None
        known = self._keep(query)
        known.errors[kind] = error
        known.results.pop(kind, None)
        self.changed.emit()

    def _update_veil(self) -> None:
        explanation, band = self.explanation, self.result(CheckKind.NULL_BAND)
        before = self._veil
        if self._style is None or explanation is None or band is None:
            self._veil = None
        else:
            self._veil = Veil(band.within(explanation.map), self._style)
        if self._veil is not None or before is not None:
            self.veilChanged.emit(self._veil)

    def _forget_job(self) -> None:
        self._wanted = self._job = None
        self._lane.cancel(SLOT)

    def _note_progress(self, job: Job, progress: Progress) -> None:
        if job is self._job:
            self.progressed.emit(progress)

    def _note_finished(self, job: Job) -> None:
        """A check that ends without an answer gave way to the user's question, was stopped, or fell over a defect."""
        if job is not self._job:
            # Whatever the check gave way to may have ended; the lane tells of idleness only after work.
            self._later.start()
            return
        self._job = None
        if not job.token.is_cancelled:
            # An answer or a refusal follows in this very turn; a defect is reported by the lane, and not asked again.
            QTimer.singleShot(0, self, lambda: self._end_without_answer(job))
        elif self._lane.is_wanted:
            self._later.start()
        else:
            self._wanted = None
            self._is_stopped = True
            self.changed.emit()

    def _end_without_answer(self, _job: Job) -> None:
        if self._wanted is not None and self._job is None and not self._lane.has(SLOT):
            self._wanted = None
            self.changed.emit()

    def _go_on(self) -> None:
        """The lane is idle: a check that gave way begins anew."""
        is_waiting = self._wanted is not None and self._job is None and self._lane.is_idle
        if is_waiting and self._wanted is not None and self._wanted[1] is self._session.explanation:
            self._submit()
