"""Preparing photographs: the list of steps with its history, the preview, and the task that writes the copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.images.preparation import Normalisation, Preparation, Recipe, recipe
from core.images.steps.crop import CentreCrop
from core.images.steps.resize import Resize, ResizeShorterSide
from core.images.steps.step import Step
from core.jobs import CancelToken
from desktop.processes import Tell
from desktop.translation import tr

if TYPE_CHECKING:
    from core.datasets.preparing.order import Container
    from core.datasets.preparing.run import Outcome

USUAL_SIDE_PX = 512
SHOWN_SIDE_PX = 640
"""The photograph as it was is shown no larger than this."""
Steps = tuple[Step, ...]


def new_step(step_type: type[Step]) -> Step:
    """A step of a kind with its usual parameters."""
    if step_type in (Resize, CentreCrop):
        return step_type.from_json({"height": USUAL_SIDE_PX, "width": USUAL_SIDE_PX, **_usual(step_type)})
    if step_type is ResizeShorterSide:
        return ResizeShorterSide(USUAL_SIDE_PX)
    return step_type.from_json(_usual(step_type))


def _usual(step_type: type[Step]) -> dict[str, object]:
    return {"interpolation": "bilinear"} if step_type is Resize else {}


def recipe_steps(name: Recipe, side_px: int = USUAL_SIDE_PX) -> Steps:
    """The steps of a usual preparation, without normalisation: a prepared copy holds colours."""
    made = recipe(name, input_size=side_px, normalisation=Normalisation.UNIT)
    return tuple(step for step in made.steps if isinstance(step, Step))


class StepHistory:
    """A list of steps whose changes can be undone and done again. `position` is the chosen step, -1 for none."""

    def __init__(self, steps: Sequence[Step] = ()) -> None:
        self._past: list[tuple[Steps, int]] = [(tuple(steps), 0 if steps else -1)]
        self._at = 0

    @property
    def steps(self) -> Steps:
        """The steps as they are now."""
        return self._past[self._at][0]

    @property
    def position(self) -> int:
        """The step that the last change was about."""
        return self._past[self._at][1]

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether a change was undone."""
        return self._at < len(self._past) - 1

    def undo(self) -> None:
        """Go back by one change."""
        self._at = max(0, self._at - 1)

    def redo(self) -> None:
        """Do a change again."""
        self._at = min(len(self._past) - 1, self._at + 1)

    def set(self, steps: Sequence[Step], position: int) -> None:
        """Change the whole list."""
        if tuple(steps) == self.steps:
            return
        del self._past[self._at + 1 :]
        self._past.append((tuple(steps), min(position, len(steps) - 1)))
        self._at += 1

    def insert(self, position: int, step: Step) -> None:
        """Put a step before the one at `position`."""
        self.set((*self.steps[:position], step, *self.steps[position:]), position)

    def remove(self, position: int) -> None:
        """Take a step out."""
        self.set((*self.steps[:position], *self.steps[position + 1 :]), position)

    def replace(self, position: int, step: Step) -> None:
        """Give a step other parameters."""
        self.set((*self.steps[:position], step, *self.steps[position + 1 :]), position)

    def move(self, position: int, by: int) -> None:
        """Move a step up (-1) or down (1)."""
        target = position + by
        if not 0 <= target < len(self.steps):
            return
        steps = list(self.steps)
        steps.insert(target, steps.pop(position))
        self.set(steps, target)


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """A photograph before and after, (h, w, 3) uint8 RGB, `before` shrunk to what is shown."""

    name: str
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]


def preview(path: Path, steps: Steps, token: CancelToken) -> Preview:
    """In a lane: what the steps make of a photograph. Raises FunduscopeError."""
    from core.images.reading import read_photograph
    from core.images.steps.resampling import Interpolation, resized

    preparation = Preparation(steps)
    pixels = read_photograph(path).pixels
    token.check()
    after, _ = preparation.apply_to_pixels(pixels)
    scale = min(1.0, SHOWN_SIDE_PX / max(pixels.shape[:2]))
    height, width = (max(1, round(side * scale)) for side in pixels.shape[:2])
    return Preview(path.name, resized(pixels, height, width, Interpolation.BILINEAR), after)


@dataclass(frozen=True, slots=True)
class PreparationWish:
    """What is to be prepared, how, and where it goes."""

    source: Path
    target: Path
    steps: Steps
    container: Container
    is_lossless: bool = False

    def problem(self) -> str:
        """Why it cannot be begun, in words; empty where it can."""
        from core.datasets.preparing.order import check_target

        try:
            Preparation(self.steps)
            if not self.source.exists():
                return tr("There is no folder '{source}'.", source=self.source)
            check_target(self.source, self.target)
        except FunduscopeError as error:
            return str(error)
        return ""


@dataclass(frozen=True, slots=True)
class PrepareSet:
    """Writes the copy, in a process of its own."""

    wish: PreparationWish
    workers: int

    def __call__(self, tell: Tell, token: CancelToken) -> Outcome:
        """Write it."""
        from core.datasets.preparing.order import Order
        from core.datasets.preparing.run import prepare_copy
        from core.synthesis.writing.pictures import PictureFormat

        order = Order(
            preparation=Preparation(self.wish.steps),
            container=self.wish.container,
            picture_format=PictureFormat.PNG if self.wish.is_lossless else PictureFormat.JPEG,
            workers=self.workers,
        )
        return prepare_copy(self.wish.source, self.wish.target, order, token=token, report=tell)
