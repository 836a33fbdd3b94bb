"""One question of a grid after the other, put to the lane of the networks behind whatever the user waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.images.photograph import ImageId, Photograph
from core.jobs import Progress
from desktop.answers import Answer, ask
from desktop.compare_values import CellQuestion, cell_wish
from desktop.jobs import Job, JobContext, Priority
from desktop.networks import Networks
from desktop.translation import mark, tr

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

SLOT = "comparison"
Key = tuple[ImageId, CellQuestion]
"""A photograph, and what is asked of it."""
_DEFECT = mark("A defect of the program: this could not be computed.")


class Filling(QObject):
    """Holds at most one open question. Every question that is not cancelled ends in exactly one signal."""

    shown = Signal(object, object)
    """Key and Answer, as far as it is known."""
    answered = Signal(object, object)
    """Key and Answer."""
    refused = Signal(object, str)
    """Key, and why there is no answer."""
    modelLoaded = Signal(object)
    """A LoadedModel that was read for the question."""
    advanced = Signal(object, float)
    """Key, and how far the computation is, 0..1."""
    gaveWay = Signal()
    """The user's own question goes first: this one has to be asked again."""
    stopped = Signal()
    """The user has cancelled it."""

    def __init__(self, networks: Networks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._networks = networks
        self._lane = networks.lane
        self._job: Job | None = None
        self._asked: Key | None = None
        self._lane.jobProgressed.connect(self._note_progress)
        self._lane.jobFinished.connect(self._note_finished)

    @property
    def asked(self) -> Key | None:
        """The open question."""
        return self._asked

    @property
    def is_ready(self) -> bool:
        """Whether something can be asked now."""
        return self._asked is None and self._networks.explainer is not None

    def ask(self, photograph: Photograph, question: CellQuestion, model: LoadedModel | None, *, title: str) -> None:
        """Ask, if `is_ready`. Without `model` its file is read first."""
        explainer, device = self._networks.explainer, self._networks.device
        if explainer is None or self._asked is not None:
            return
        key = self._asked = (photograph.id, question)

        def work(context: JobContext) -> Answer:
            from core.networks.files import load_model

            asked = model or load_model(question.model, device=device)
            if model is None:
                context.preview(asked)
            return ask(explainer, asked, photograph, cell_wish(question, asked)).work(context)

        # Without a key: a twin is the selection's own question, which must not be taken from it.
        self._job = self._lane.submit(
            work,
            lambda answer: self._end(key, answer),
            slot=SLOT,
            priority=Priority.FOLLOW,
            title=tr("Comparing: {title}", title=title),
            refuse=lambda error: self._refuse(key, str(error)),
            preview=lambda value: self._show(key, value),
        )

    def cancel(self) -> None:
        """Forget the open question; no signal tells of it."""
        self._job = self._asked = None
        self._lane.cancel(SLOT)

    def _show(self, key: Key, value: Answer | LoadedModel) -> None:
        if isinstance(value, Answer):
            self.shown.emit(key, value)
        else:
            self.modelLoaded.emit(value)

    def _end(self, key: Key, answer: Answer) -> None:
        self._job = self._asked = None
        self.answered.emit(key, answer)

    def _refuse(self, key: Key, words: str) -> None:
        self._job = self._asked = None
        self.refused.emit(key, words)

    def _note_progress(self, job: Job, progress: Progress) -> None:
        if job is self._job and progress.total:
            self.advanced.emit(self._asked, min(1.0, progress.done / progress.total))

    def _note_finished(self, job: Job) -> None:
        if job is not self._job:
            return
        if not job.token.is_cancelled:
            # Answer or refusal follow in this very turn; a defect is reported by the lane, and not asked again.
            QTimer.singleShot(0, self, lambda: self._end_without_answer(job))
            return
        self._job = self._asked = None
        (self.gaveWay if job.has_given_way else self.stopped).emit()

    def _end_without_answer(self, job: Job) -> None:
        if job is self._job and self._asked is not None:
            self._refuse(self._asked, tr(_DEFECT))
