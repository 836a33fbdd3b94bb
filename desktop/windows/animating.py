"""Makes an animation photograph by photograph, so that the network's lane is free for the user in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import ExplainError, FunduscopeError, ImageError
from core.explain.animation import Animation
from core.explain.movies import export_animation
from core.explain.rendering import Rendering
from core.explain.sequence import SequenceQuestion, SequenceStep, assemble, explain_step, frame_side
from core.jobs import Progress
from desktop.jobs import JobContext, Lane
from desktop.photographs import read
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

SLOT = "animation"
EXPORT_SLOT = "animation export"


@dataclass(eq=False, slots=True)
class _Task:
    """What is being made."""

    model: LoadedModel
    paths: Sequence[Path]
    question: SequenceQuestion
    rendering: Rendering
    caption: str
    side_px: int
    steps: list[SequenceStep] = field(default_factory=list)
    skipped: list[tuple[Path, str]] = field(default_factory=list)

    @property
    def done(self) -> int:
        return len(self.steps) + len(self.skipped)


class AnimationMaker(QObject):
    """One animation at a time: a new one replaces the one before."""

    progressed = Signal(object)
    """Progress, of all photographs."""
    stepMade = Signal(object)
    """A SequenceStep."""
    made = Signal(object)
    """The Animation."""
    failed = Signal(object)
    """A FunduscopeError; nothing is made."""
    ended = Signal()
    """Made, failed or cancelled."""
    exported = Signal(object)
    """The path that was written."""

    def __init__(self, session: Session, files: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._networks = session.networks
        self._files = files
        self._task: _Task | None = None

    @property
    def is_making(self) -> bool:
        """Whether an animation is being made."""
        return self._task is not None

    def make(
        self, model: LoadedModel, paths: Sequence[Path], question: SequenceQuestion, looks: tuple[Rendering, str]
    ) -> bool:
        """Begin; `looks` are the look of the overlay and the caption. False where it cannot be, and why is said."""
        self.cancel()
        try:
            side_px = frame_side(len(paths))
        except ExplainError as error:
            self.failed.emit(error)
            return False
        self._task = _Task(model, tuple(paths), question, *looks, side_px)
        self._ask_next()
        return True

    def cancel(self) -> None:
        """Make no more of what is being made."""
        self._networks.lane.cancel(SLOT)
        if self._task is not None:
            self._task = None
            self.ended.emit()

    def export(self, animation: Animation, path: Path, *, fps: float, is_looped: bool) -> None:
        """Write an animation, in the lane of files; the status bar shows how far it is."""

        def work(context: JobContext) -> Path:
            export_animation(animation, path, fps=fps, is_looped=is_looped, token=context.token, report=context.report)
            return path

        self._files.submit(
            work,
            self.exported.emit,
            slot=EXPORT_SLOT,
            title=tr("Exporting {path_name}", path_name=path.name),
            refuse=self.failed.emit,
        )

    def _ask_next(self) -> None:
        task, explainer = self._task, self._networks.explainer
        if task is None or explainer is None:
            return
        if task.done == len(task.paths):
            self._finish(task)
            return
        path = task.paths[task.done]
        self.progressed.emit(Progress(task.done, len(task.paths), path.name))

        orient = self._session.orient

        def work(context: JobContext) -> SequenceStep:
            photograph = read(path, lambda photograph: photograph, orient).photograph
            context.token.check()
            return explain_step(
                explainer, task.model, photograph, task.question, side_px=task.side_px, token=context.token
            )

        self._networks.lane.submit(
            work,
            lambda step: self._take(task, step),
            slot=SLOT,
            refuse=lambda error: self._refuse(task, path, error),
        )

    def _take(self, task: _Task, step: SequenceStep) -> None:
        task.steps.append(step)
        self.stepMade.emit(step)
        self._ask_next()

    def _refuse(self, task: _Task, path: Path, error: FunduscopeError) -> None:
        if isinstance(error, ImageError):
            task.skipped.append((path, str(error)))
            self._ask_next()
        else:
            self._fail(error)

    def _finish(self, task: _Task) -> None:
        """Put it together, in the lane: the limits ask every value of every map."""

        def work(_context: JobContext) -> Animation:
            sequence = assemble(task.model, task.question, task.steps, task.skipped)
            return Animation(sequence, task.rendering, caption=task.caption)

        self._networks.lane.submit(work, self._deliver, slot=SLOT, refuse=self._fail)

    def _deliver(self, animation: Animation) -> None:
        self._task = None
        self.made.emit(animation)
        self.ended.emit()

    def _fail(self, error: FunduscopeError) -> None:
        self._task = None
        self.failed.emit(error)
        self.ended.emit()
