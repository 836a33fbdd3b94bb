"""The one question that the selection asks, from the lane's point of view: under way, answered, refused or stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.explain.catalogue import CATALOGUE
from core.images.photograph import Photograph
from core.jobs import Progress
from desktop.answers import Answer, ask, ask_prediction
from desktop.jobs import Job
from desktop.networks import Networks
from desktop.translation import tr
from desktop.wishes import Wish

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

SLOT = "explanation"


class Asking(QObject):
    """Holds one question at a time. It is stopped where the user says so, and given up where another one is asked."""

    previewed = Signal(object, object)
    """Path and Answer as far as there is one."""
    answered = Signal(object, object)
    """Path and Answer."""
    refused = Signal(object)
    """A FunduscopeError."""
    progressed = Signal(object)
    stopped = Signal()
    busyChanged = Signal(bool)

    def __init__(self, networks: Networks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._networks = networks
        self._job: Job | None = None
        self._is_busy = False
        self.is_stopped = False
        networks.lane.jobProgressed.connect(self._note_progress)
        networks.lane.jobFinished.connect(self._note_finished)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._is_busy

    def set_busy(self, *, is_busy: bool) -> None:
        """An answer is awaited, or not."""
        if is_busy != self._is_busy:
            self._is_busy = is_busy
            self.busyChanged.emit(is_busy)

    def ask(self, path: Path, photograph: Photograph, model: LoadedModel, wish: Wish) -> None:
        """Ask; an open question is given up. Of a wish without its layer only the prediction is asked."""
        explainer = self._networks.explainer
        if explainer is None:
            return
        self.set_busy(is_busy=True)
        if wish.is_complete:
            question = ask(explainer, model, photograph, wish)
        else:
            question = ask_prediction(explainer, model, photograph)
        self._job = None  # what is asked anew is not stopped
        self._job = self._networks.lane.submit(
            question.work,
            lambda answer: self._take(path, answer),
            slot=SLOT,
            title=tr("Computing {title}", title=CATALOGUE[wish.method].title),
            key=question.key,
            refuse=self._refuse,
            preview=lambda answer: self.previewed.emit(path, answer),
        )

    def give_up(self) -> None:
        """Nobody wants the answer any more."""
        self._job = None
        self._networks.lane.cancel(SLOT)

    def stop(self) -> None:
        """The user stops it; what there is of the answer stays."""
        self._networks.lane.cancel(SLOT)

    def _take(self, path: Path, answer: Answer) -> None:
        self.set_busy(is_busy=False)
        self.answered.emit(path, answer)

    def _refuse(self, error: object) -> None:
        self.set_busy(is_busy=False)
        self.refused.emit(error)

    def _note_progress(self, job: Job, progress: Progress) -> None:
        if job is self._job:
            self.progressed.emit(progress)

    def _note_finished(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.token.is_cancelled:
            self.is_stopped = True
            self.set_busy(is_busy=False)
            self.stopped.emit()
