"""Maps of many eyes laid on each other: right and left ones mirrored, aligned on disc and fovea, averaged by group.

The standard eye is a right one, upright: its fovea lies in the middle and its disc `DISC` cells to the right of it, on
one height. Each photograph is turned, scaled, shifted and, if it is a left eye, mirrored onto it, from disc and fovea
alone. Maps are divided by the mean of their absolute values over the field, so that every eye counts alike whatever its
logits. Averages are over the eyes that a place was seen in; patients are drawn whole for intervals.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.evaluation.anatomy import Landmarks
from core.evaluation.intervals import LEVEL, group_draws, numbered
from core.experiments.placing import field_on_grid, grid_size, map_on_grid, seen_on_grid
from core.explain.explanation import Explanation
from core.images.facts import Eye
from core.images.geometry import Affine
from core.images.photograph import Photograph

SIDE = 160
"""Cells a side of the standard eye: disc and fovea lie 36 of them apart, and a field of 50 degrees fits in."""
DISC = 36.0
"""How far the disc lies from the fovea, in cells."""
LEAST_SHARE = 0.5
"""An average is told where at least so many of the eyes were seen."""
RESAMPLES = 500
_GRID_PX = 512

Plane = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class StandardMap:
    """One eye's map on the standard eye: float32 (SIDE, SIDE), NaN where the network saw nothing of the eye.

    `group` is the patient; `is_empty`: the map has no evidence at all, and is 0.
    """

    name: str
    group: str
    values: Plane
    is_empty: bool


@dataclass(frozen=True, slots=True, eq=False)
class CohortMap:
    """The mean of some eyes' maps: 1 is the average evidence of an eye. NaN where fewer than half of them were seen.

    `low` and `high` are the 95 % interval of each cell over resampled patients, NaN with fewer than two of them. `seen`
    counts the eyes of each cell; `disc` and `fovea` are (x, y) in cells.
    """

    name: str
    eyes: int
    patients: int
    without_evidence: int
    mean: Plane
    low: Plane
    high: Plane
    seen: NDArray[np.int32]

    @property
    def fovea(self) -> tuple[float, float]:
        """In cells."""
        return SIDE / 2, SIDE / 2

    @property
    def disc(self) -> tuple[float, float]:
        """In cells."""
        return SIDE / 2 + DISC, SIDE / 2


@dataclass(frozen=True, slots=True, eq=False)
class CohortDifference:
    """The first cohort's mean less the second's; `is_sure` where the 95 % interval of the difference leaves 0 out.

    By chance that is so at 5 % of the cells, in patches since neighbours are alike: few sure cells say little.
    """

    first: str
    second: str
    mean: Plane
    is_sure: NDArray[np.bool_]

    @property
    def sure_share(self) -> float:
        """The share of the cells that are sure, of those that both cohorts have."""
        known = np.isfinite(self.mean)
        return float(self.is_sure[known].mean()) if known.any() else 0.0


def to_standard(landmarks: Landmarks) -> Affine:
    """From pixels of the photograph to cells of the standard eye: a similarity, mirrored for left eyes.

    A photograph that stands on its head is turned by it as well, since disc and fovea then lie the other way round.
    """
    along = (landmarks.disc[0] - landmarks.fovea[0], landmarks.disc[1] - landmarks.fovea[1])
    length = math.hypot(*along)
    if not length > 0:
        raise FunduscopeError("Disc and fovea lie at one place.", "Mark the disc and the fovea by hand.")
    scale = DISC / length
    centred = Affine.shift(-landmarks.fovea[0], -landmarks.fovea[1])
    is_left = landmarks.eye is Eye.LEFT
    if is_left:
        along = (-along[0], along[1])
        centred = centred.then(Affine.scale(-1, 1))
    cosine, sine = along[0] / length, along[1] / length
    turned = centred.then(Affine(xx=cosine, xy=sine, yx=-sine, yy=cosine))
    return turned.then(Affine.scale(scale, scale)).then(Affine.shift(SIDE / 2, SIDE / 2))


def standardised(
    explanation: Explanation, photograph: Photograph, landmarks: Landmarks, *, name: str, group: str = ""
) -> StandardMap:
    """A map on the standard eye. `landmarks` are in pixels of the photograph."""
    size = (photograph.width, photograph.height)
    grid = grid_size(*size, max_side=_GRID_PX)
    values = map_on_grid(explanation, size, grid)
    inside = field_on_grid(photograph.pixels, grid) & seen_on_grid(explanation, size, grid)
    mean = float(np.abs(values[inside]).mean()) if inside.any() else 0.0
    scaled = values / np.float32(mean) if mean > 0 else np.zeros_like(values)
    to_cells = Affine.scale(size[0] / grid[0], size[1] / grid[1]).then(to_standard(landmarks))
    return StandardMap(name, group or name, _warped(scaled, inside, to_cells), is_empty=not mean > 0)


def _warped(values: Plane, inside: NDArray[np.bool_], to_cells: Affine) -> Plane:
    """Bring a plane onto the standard eye; finer ones are averaged over the cells. NaN outside."""
    centred = Affine.shift(0.5, 0.5).then(to_cells).then(Affine.shift(-0.5, -0.5)).matrix()[:2]
    fineness = 1 / max(1e-9, math.sqrt(abs(centred[0, 0] * centred[1, 1] - centred[0, 1] * centred[1, 0])))
    weight = inside.astype(np.float32)
    given = values * weight
    if fineness > 1:
        sigma = 0.5 * math.sqrt(fineness**2 - 1)
        given, weight = (np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), np.float32) for plane in (given, weight))
    moved, shares = (
        np.asarray(cv2.warpAffine(plane, centred, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderValue=0.0), np.float32)
        for plane in (given, weight)
    )
    is_known = shares > 0.5
    return np.where(is_known, moved / np.where(is_known, shares, 1), np.float32(np.nan)).astype(np.float32)


def average(name: str, maps: Sequence[StandardMap], *, resamples: int = RESAMPLES, seed: int = 0) -> CohortMap:
    """The mean of the maps of one cohort, with intervals over patients. Raises FunduscopeError without any."""
    if not maps:
        raise FunduscopeError(f"There is no map in '{name}'.", "Choose other groups, or explain more photographs.")
    sums, counts, eyes = _by_patient(maps)
    total, seen = sums.sum(0), counts.sum(0)
    is_told = seen >= max(1.0, LEAST_SHARE * len(maps))
    mean = np.where(is_told, total / np.maximum(seen, 1), np.nan)
    low, high = np.full((2, *mean.shape), np.nan)
    if len(sums) > 1:
        low, high = _limits(_resampled_means(sums, counts, resamples, seed))
        low, high = np.where(is_told, low, np.nan), np.where(is_told, high, np.nan)
    return CohortMap(
        name,
        eyes,
        len(sums),
        sum(each.is_empty for each in maps),
        _plane(mean),
        _plane(low),
        _plane(high),
        seen.reshape(SIDE, SIDE).astype(np.int32),
    )


def difference(
    first: tuple[str, Sequence[StandardMap]],
    second: tuple[str, Sequence[StandardMap]],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> CohortDifference:
    """How two cohorts differ. A patient with an eye in both is drawn into each by itself, which is the cautious way."""
    one, other = average(*first, resamples=2, seed=seed), average(*second, resamples=2, seed=seed)
    mean = one.mean - other.mean
    is_sure = np.zeros(mean.shape, np.bool_)
    if one.patients > 1 and other.patients > 1:
        drawn = [
            _resampled_means(*_by_patient(maps)[:2], resamples, seed + place)
            for place, (_name, maps) in enumerate((first, second))
        ]
        low, high = _limits(drawn[0] - drawn[1])
        is_sure = ((low > 0) | (high < 0)).reshape(SIDE, SIDE) & np.isfinite(mean)
    return CohortDifference(first[0], second[0], mean, is_sure)


def cohorts_of(maps: Sequence[StandardMap], labels: Sequence[str]) -> dict[str, list[StandardMap]]:
    """The maps by their label, in the order of the labels' names; those without a label are left out."""
    found: dict[str, list[StandardMap]] = {}
    for each, label in zip(maps, labels, strict=True):
        if label:
            found.setdefault(label, []).append(each)
    return dict(sorted(found.items()))


def standard_photograph(photographs: Iterable[tuple[Photograph, Landmarks]]) -> NDArray[np.uint8]:
    """The mean of photographs on the standard eye, to draw maps on: uint8 (SIDE, SIDE, 3) RGB, black where none is."""
    total, count = np.zeros((SIDE, SIDE, 3)), np.zeros((SIDE, SIDE, 1))
    for photograph, landmarks in photographs:
        grid = grid_size(photograph.width, photograph.height, max_side=_GRID_PX)
        small = np.asarray(cv2.resize(photograph.pixels, grid, interpolation=cv2.INTER_AREA), np.float32)
        inside = field_on_grid(photograph.pixels, grid)
        across = Affine.scale(photograph.width / grid[0], photograph.height / grid[1])
        planes = [_warped(small[..., channel], inside, across.then(to_standard(landmarks))) for channel in range(3)]
        moved = np.stack(planes, -1)
        is_known = np.isfinite(moved).all(-1, keepdims=True)
        total += np.where(is_known, moved, 0)
        count += is_known
    mean: NDArray[np.uint8] = np.clip(total / np.maximum(count, 1), 0, 255).astype(np.uint8)
    return mean


def _by_patient(maps: Sequence[StandardMap]) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
    """Sums and counts of each patient's cells, (patients, cells), and how many eyes there are."""
    members, patients = numbered([each.group for each in maps])
    sums, counts = np.zeros((patients, SIDE * SIDE)), np.zeros((patients, SIDE * SIDE))
    for member, each in zip(members, maps, strict=True):
        flat = each.values.ravel()
        is_known = np.isfinite(flat)
        sums[member] += np.where(is_known, flat, 0)
        counts[member] += is_known
    return sums, counts, len(maps)


def _resampled_means(
    sums: NDArray[np.float64], counts: NDArray[np.float64], resamples: int, seed: int
) -> NDArray[np.float64]:
    patients = len(sums)
    drawn = np.concatenate(list(group_draws(np.zeros(patients, np.int64), count=resamples, seed=seed, salt=patients)))
    with np.errstate(invalid="ignore", divide="ignore"):
        means: NDArray[np.float64] = (drawn @ sums) / (drawn @ counts)
    return means


def _limits(drawn: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The middle of each column of (resamples, cells); resamples that saw nothing of a cell count as its mean."""
    known = np.isfinite(drawn)
    filled = np.where(known, drawn, 0)
    filled = np.where(known, drawn, filled.sum(0) / np.maximum(known.sum(0), 1))
    low, high = np.quantile(filled, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low, high


def _plane(values: NDArray[np.float64]) -> Plane:
    return values.reshape(SIDE, SIDE).astype(np.float32)
