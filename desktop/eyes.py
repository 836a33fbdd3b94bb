"""Both eyes of a person: which photographs they are, and what is shown of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.datasets.eyes import eye_of, patient_of
from core.explain.explanation import Explanation
from core.images.facts import Eye
from core.images.geometry import Affine
from core.images.orientation import AS_STORED, Orientation
from desktop.widgets.viewer.view_state import ViewState

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class EyeView:
    """A photograph of an eye: `is_guessed`: the disc told whose it is; `orientation`: how it is shown."""

    path: Path
    eye: Eye
    is_guessed: bool = False
    orientation: Orientation = AS_STORED


@dataclass(frozen=True, slots=True)
class EyePair:
    """The right and the left eye; None where there is no photograph of one."""

    right: EyeView | None
    left: EyeView | None

    def of(self, eye: Eye) -> EyeView | None:
        """The photograph of one of them."""
        return self.right if eye is Eye.RIGHT else self.left


def pair_by_name(path: Path, others: Sequence[Path]) -> EyePair | None:
    """The pair of a photograph whose name ends with its eye; None where it does not."""
    eye, patient = eye_of(path.name), patient_of(path.name).casefold()
    if eye is None:
        return None
    candidates = (one for one in others if eye_of(one.name) not in (None, eye))
    matching = [one for one in candidates if patient_of(one.name).casefold() == patient]
    other = next((one for one in matching if one.parent == path.parent), next(iter(matching), None))
    views = {eye: EyeView(path, eye)}
    if other is not None:
        opposite = Eye.LEFT if eye is Eye.RIGHT else Eye.RIGHT
        views[opposite] = EyeView(other, opposite)
    return EyePair(views.get(Eye.RIGHT), views.get(Eye.LEFT))


def mirrored_map(explanation: Explanation, width: int) -> tuple[np.ndarray, Affine, Box | None]:
    """A map, its place and what the network saw, on a photograph of `width` px that is shown mirrored."""
    values = np.ascontiguousarray(explanation.map[:, ::-1])
    flip_map, flip_photograph = Affine(xx=-1, x0=values.shape[1]), Affine(xx=-1, x0=width)
    place = flip_map.then(explanation.to_photograph).then(flip_photograph)
    seen = explanation.seen
    box = None if seen is None else (width - seen[2], seen[1], width - seen[0], seen[3])
    return values, place, box


def linked(state: ViewState, here: tuple[int, int], there: tuple[int, int], *, is_opposite: bool) -> ViewState:
    """What the other eye shows when one eye, of size `here` (width, height), shows `state`.

    The same part of the picture at the same share of its size; `is_opposite`: of the two, one is the other's mirror
    image, as the eyes are unless one is shown mirrored.
    """
    x, y = state.centre_x / here[0], state.centre_y / here[1]
    x = 1 - x if is_opposite else x
    return ViewState(x * there[0], y * there[1], state.scale * here[0] / there[0], state.is_fitted)
