"""One question put to an ordered list of photographs: how evidence and posteriors change along them.

After Kalmeijer 2016, chapter 5, who follows the saliency of a feature along the rotations of a die. One range of values
is common to all maps, so that a colour means the same value in every frame. Knows no torch: what it is given does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import ExplainError, ImageError
from core.explain.explanation import Explanation
from core.explain.overlay import automatic_limits
from core.explain.query import ClassTarget, Method, MethodParams, Query, Target
from core.images.geometry import Affine
from core.images.photograph import Photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report

if TYPE_CHECKING:
    from core.explain.explainer import Explainer
    from core.networks.loaded import LoadedModel

FRAME_SIDE_PX = 480
"""The longer side of a photograph in a frame."""
LEAST_SIDE_PX = 96
FRAMES_BYTES = 256 << 20
"""What the photographs of one sequence may take in memory; the frames of longer ones are smaller."""
LONGEST_SEQUENCE = 5000


@dataclass(frozen=True, slots=True)
class SequenceQuestion:
    """What is asked of every photograph. `target` None: whichever class the network predicts of each.

    `layer` None for methods that explain at the input; `params` None: the method's defaults.
    """

    method: Method
    target: Target | None = None
    layer: str | None = None
    params: MethodParams | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SequenceStep:
    """One photograph of a sequence with its answer.

    `pixels` is uint8 (h, w, 3) RGB, the photograph at the size of a frame, and `explanation` lies on those pixels, not
    on those of the file. `probabilities` is float32 (classes,).
    """

    path: Path
    pixels: NDArray[np.uint8]
    explanation: Explanation
    probabilities: NDArray[np.float32]

    @property
    def predicted(self) -> int:
        """The index of the most probable class."""
        return int(self.probabilities.argmax())


@dataclass(frozen=True, slots=True, eq=False)
class ExplainedSequence:
    """The answers in order. `skipped` are the photographs that could not be read, each with the reason."""

    question: SequenceQuestion
    model_name: str
    class_names: tuple[str, ...]
    steps: tuple[SequenceStep, ...]
    skipped: tuple[tuple[Path, str], ...] = ()

    @property
    def limits(self) -> tuple[float, float]:
        """0 and the largest value of all maps, in raw units; (0, 0) where no map has a value above 0.

        Of signed maps the largest of either sign, on both sides.
        """
        is_signed = self.is_signed
        ends = [automatic_limits(step.explanation.map, is_signed=is_signed) for step in self.steps]
        return min((lower for lower, _upper in ends), default=0.0), max((upper for _lower, upper in ends), default=0.0)

    @property
    def is_signed(self) -> bool:
        """Whether values below 0 mean something in its maps."""
        return any(step.explanation.is_signed for step in self.steps)

    @property
    def posteriors(self) -> NDArray[np.float32]:
        """float32 (steps, classes): what the network says of each."""
        return np.stack([step.probabilities for step in self.steps])


def explain_sequence(
    explainer: Explainer,
    model: LoadedModel,
    paths: Sequence[Path],
    question: SequenceQuestion,
    *,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> ExplainedSequence:
    """Put `question` to every photograph, in order; those that cannot be read are left out and listed.

    Raises ExplainError where the question does not fit the model or there are too few or too many photographs,
    ImageError where none can be read, Cancelled once `token` is cancelled.
    """
    from core.images.reading import read_photograph

    side = frame_side(len(paths))
    token = token or CancelToken()
    steps: list[SequenceStep] = []
    skipped: list[tuple[Path, str]] = []
    for number, path in enumerate(paths):
        token.check()
        report(Progress(number, len(paths), path.name))
        try:
            photograph = read_photograph(path)
        except ImageError as error:
            skipped.append((path, str(error)))
        else:
            steps.append(explain_step(explainer, model, photograph, question, side_px=side, token=token))
    report(Progress(len(paths), len(paths)))
    return assemble(model, question, steps, skipped)


def assemble(
    model: LoadedModel,
    question: SequenceQuestion,
    steps: Sequence[SequenceStep],
    skipped: Sequence[tuple[Path, str]] = (),
) -> ExplainedSequence:
    """A sequence of steps that were computed one by one. Raises ImageError where there are none."""
    if not steps:
        reason = f" {skipped[0][1]}" if skipped else ""
        raise ImageError(f"None of the {len(skipped)} photographs can be read.{reason}", "Choose another folder.")
    return ExplainedSequence(question, model.card.name, model.card.class_names, tuple(steps), tuple(skipped))


def explain_step(
    explainer: Explainer,
    model: LoadedModel,
    photograph: Photograph,
    question: SequenceQuestion,
    *,
    side_px: int = FRAME_SIDE_PX,
    token: CancelToken | None = None,
) -> SequenceStep:
    """The answer for one photograph, brought to the size of a frame."""
    prediction = explainer.predict(model, photograph, token=token)
    target = ClassTarget(prediction.predicted) if question.target is None else question.target
    query = Query(photograph.id, model.id, question.method, target, question.layer)
    if question.params is not None:
        query = replace(query, params=question.params)
    explanation = explainer.explain(model, photograph, query, token=token)
    pixels = fitted(photograph.pixels, side_px)
    scale = Affine.scale(pixels.shape[1] / photograph.width, pixels.shape[0] / photograph.height)
    left, top, right, bottom = explanation.seen
    placed = replace(
        explanation,
        to_photograph=explanation.to_photograph.then(scale),
        seen=(*scale(left, top), *scale(right, bottom)),
    )
    return SequenceStep(photograph.path, pixels, placed, prediction.probabilities)


def frame_side(count: int) -> int:
    """The longer side of a photograph in the frames of a sequence of `count`, so that all of them fit into memory.

    Raises ExplainError for a sequence of none, or of too many.
    """
    if count < 1:
        raise ExplainError("There are no photographs to make a sequence of.", "Open a folder of photographs first.")
    if count > LONGEST_SEQUENCE:
        raise ExplainError(
            f"{count} photographs are too many for one animation.", f"Choose {LONGEST_SEQUENCE} of them at most."
        )
    return max(LEAST_SIDE_PX, min(FRAME_SIDE_PX, int((FRAMES_BYTES / (3 * count)) ** 0.5)))


def fitted(pixels: NDArray[np.uint8], side_px: int) -> NDArray[np.uint8]:
    """A photograph (h, w, 3) whose longer side is `side_px` at most; small ones grow by a whole factor, unsmoothed."""
    height, width = pixels.shape[:2]
    longer = max(height, width)
    if longer <= side_px:
        factor = side_px // longer
        grown: NDArray[np.uint8] = np.ascontiguousarray(pixels.repeat(factor, axis=0).repeat(factor, axis=1))
        return grown
    size = max(1, round(width * side_px / longer)), max(1, round(height * side_px / longer))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
