"""Bringing two photographs of one eye onto each other, and saying how well that went.

Vessels are what stays between two visits: points on them are found and described (SIFT, Lowe 2004), matched both ways,
and a similarity is fitted that most of them agree with (RANSAC, Fischler and Bolles 1981). An affine map, or a
quadratic one, which follows the curvature of the eye (Can, Stewart, Roysam and Tanenbaum 2002), takes its place where
it leaves clearly less error on points that were not used to fit it. OpenCV does points, matching and RANSAC.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.images.field import Field, find_field

SIDE_PX = 768
"""Fields are brought to this diameter before points are looked for."""
MOST_POINTS = 3000
RATIO = 0.8
"""A match counts where the second best is so much worse (Lowe 2004, section 7.1)."""
REACH_SHARE = 0.012
"""A match agrees with a map that takes it as near as this share of the field's diameter."""
LEAST_MATCHES = 15
LEAST_OVERLAP = 0.2
WORST_ERROR = 0.01
"""A median error on held-out points above this share of the field's diameter is no registration."""
LEAST_LIKENESS = 0.15
"""Vessels that lie on each other no better than this are not those of one eye."""
_MUCH_BETTER = 0.9
_FOLDS = 5
_LARGEST_ZOOM = 1.6

Points = NDArray[np.float64]


class RegistrationKind(StrEnum):
    """What kind of map takes the one photograph to the other."""

    SIMILARITY = "similarity"
    AFFINE = "affine"
    QUADRATIC = "quadratic"

    @property
    def term_count(self) -> int:
        """Numbers a coordinate."""
        return {"similarity": 2, "affine": 3, "quadratic": 6}[self.value]


class RegistrationError(ImageError):
    """Two photographs that could not be brought onto each other."""


@dataclass(frozen=True, slots=True, eq=False)
class Registration:
    """Takes points of the second photograph to the first.

    `matches` pairs of points agree with it; `error_px` is the median distance of held-out ones, in pixels of the first
    photograph, `error_share` the same as a share of its field's diameter. `overlap` is the share of the first field
    that the second covers, `likeness` the correlation of the vessels there, -1..1. `coefficients` is float64 (terms, 2)
    for the terms of `_terms` on points divided by `scale`.
    """

    kind: RegistrationKind
    matches: int
    error_px: float
    error_share: float
    overlap: float
    likeness: float
    coefficients: Points
    scale: float
    first_size: tuple[int, int]
    second_size: tuple[int, int]

    def to_first(self, points: Points) -> Points:
        """Points (n, 2) of the second photograph in pixels of the first."""
        return _apply(self.kind, self.coefficients, np.asarray(points, np.float64) / self.scale) * self.scale

    def warped(self, values: NDArray[np.floating], *, border: float = np.nan) -> NDArray[np.float32]:
        """A plane over the second photograph, of any resolution, as seen in the first one at the same resolution.

        `values` is (h, w) or (h, w, c) and spans the second photograph; the answer spans the first, at the same number
        of values a pixel of the photograph. What the second does not cover is `border`.
        """
        shrink = max(values.shape[:2]) / max(self.second_size)
        width, height = (max(1, round(side * shrink)) for side in self.first_size)
        back = self._inverse_grid(width, height)
        across = np.float32(values.shape[1] / self.second_size[0])
        down = np.float32(values.shape[0] / self.second_size[1])
        x, y = (back[..., 0] * across - 0.5).astype(np.float32), (back[..., 1] * down - 0.5).astype(np.float32)
        moved = cv2.remap(values.astype(np.float32), x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        is_covered = (back >= 0).all(-1) & (back[..., 0] < self.second_size[0]) & (back[..., 1] < self.second_size[1])
        result = np.asarray(moved, np.float32)
        result[~is_covered] = border
        return result

    def _inverse_grid(self, width: int, height: int) -> Points:
        """For each pixel of a grid over the first photograph the point of the second, by Newton's method."""
        x = (np.arange(width) + 0.5) * self.first_size[0] / width
        y = (np.arange(height) + 0.5) * self.first_size[1] / height
        wanted = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
        return _inverse(self.kind, self.coefficients, wanted / self.scale).reshape(height, width, 2) * self.scale


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A photograph as it is matched: grey (h, w) uint8 with vessels brought out, and where it lies."""

    grey: NDArray[np.uint8]
    mask: NDArray[np.uint8]
    field: Field
    zoom: float
    size: tuple[int, int]


def register(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> Registration:
    """Bring `second` onto `first`, both (h, w, 3) uint8 RGB and of the same eye, the same way up.

    Raises RegistrationError, which says why, where too few points match, or what matches does not lie well: for
    photographs of two eyes, of two places that do not overlap, or without visible vessels. Raises ImageError for a
    photograph that is dark all over.
    """
    seen, other = _seen(first), _seen(second)
    here, there = _matched(seen, other)
    if len(here) < LEAST_MATCHES:
        raise _refused(f"only {len(here)} points of their vessels match, and {LEAST_MATCHES} are the least")
    diameter = seen.field.diameter
    agreeing = _agreeing(here, there, REACH_SHARE * diameter)
    if agreeing.sum() < LEAST_MATCHES:
        raise _refused(f"only {int(agreeing.sum())} matching points agree on how one lies on the other")
    here, there = here[agreeing], there[agreeing]
    kind, error = _chosen_kind(here / diameter, there / diameter)
    coefficients = _fit(kind, there / diameter, here / diameter)
    found = Registration(
        kind, len(here), error * diameter, error, 0.0, 0.0, coefficients, diameter, seen.size, other.size
    )
    overlap, likeness = _vessels_alike(found, first, second)
    _check(found, overlap, likeness)
    return Registration(
        kind, len(here), error * diameter, error, overlap, likeness, coefficients, diameter, seen.size, other.size
    )


def _refused(why: str) -> RegistrationError:
    return RegistrationError(
        f"The two photographs cannot be brought onto each other: {why}.",
        "Take two photographs of the same eye that show the same place, sharp enough to see its vessels.",
    )


def _check(found: Registration, overlap: float, likeness: float) -> None:
    matrix = _fit(RegistrationKind.AFFINE, *_corners(found))
    stretch = np.linalg.svd(matrix[1:].T, compute_uv=False)
    if stretch[0] > _LARGEST_ZOOM * _zoom(found) or stretch[-1] < _zoom(found) / _LARGEST_ZOOM:
        raise _refused("the one would have to be distorted to fit the other")
    if np.linalg.det(matrix[1:].T) < 0:
        raise _refused("the one is the mirror image of the other, as right and left eyes are")
    if found.error_share > WORST_ERROR:
        raise _refused(f"points that were left out miss by {found.error_share:.1%} of the field")
    if overlap < LEAST_OVERLAP:
        raise _refused(f"they have only {overlap:.0%} of the field in common")
    if likeness < LEAST_LIKENESS:
        raise _refused(f"their vessels do not lie on each other (correlation {likeness:.2f})")


def _corners(found: Registration) -> tuple[Points, Points]:
    width, height = found.second_size
    points = np.array([[x * width, y * height] for x in (0.2, 0.5, 0.8) for y in (0.2, 0.5, 0.8)])
    return points / found.scale, found.to_first(points) / found.scale


def _zoom(found: Registration) -> float:
    """How much larger the first photograph is in pixels: what size alone makes of the scale."""
    return max(found.first_size) / max(found.second_size)


# Points


def _seen(pixels: NDArray[np.uint8]) -> _Seen:
    field = find_field(pixels)
    zoom = min(1.0, SIDE_PX / field.diameter)
    size = (max(8, round(pixels.shape[1] * zoom)), max(8, round(pixels.shape[0] * zoom)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA) if zoom < 1 else pixels
    green = np.ascontiguousarray(small[..., 1])
    grey = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(cv2.GaussianBlur(green, (0, 0), 1.0))
    mask = _inside(field, zoom, size)
    return _Seen(np.asarray(grey, np.uint8), mask, field, zoom, (pixels.shape[1], pixels.shape[0]))


def _inside(field: Field, zoom: float, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Where points may be: the field without its rim, which looks alike in all photographs."""
    centre_x, centre_y = (side * zoom for side in field.centre)
    x, y = np.arange(size[0]) + 0.5, np.arange(size[1])[:, None] + 0.5
    inside = np.hypot(x - centre_x, y - centre_y) < 0.46 * field.diameter * zoom
    return np.where(inside, np.uint8(255), np.uint8(0))


def _matched(first: _Seen, second: _Seen) -> tuple[Points, Points]:
    """Points of both photographs that are each other's best match, in their own pixels."""
    finder = cv2.SIFT.create(nfeatures=MOST_POINTS, contrastThreshold=0.01)
    sides = [finder.detectAndCompute(one.grey, one.mask) for one in (first, second)]
    if any(descriptors is None or len(points) < 2 for points, descriptors in sides):
        return np.empty((0, 2)), np.empty((0, 2))
    (points, ours), (others, theirs) = sides
    matcher = cv2.BFMatcher(cv2.NORM_L2)
    rooted, others_rooted = (_rooted(np.asarray(values, np.float32)) for values in (ours, theirs))
    there = _best(matcher.knnMatch(rooted, others_rooted, k=2))
    back = _best(matcher.knnMatch(others_rooted, rooted, k=2))
    pairs = [(one, other) for one, other in there.items() if back.get(other) == one]
    here = np.array([points[one].pt for one, _ in pairs], np.float64).reshape(-1, 2)
    away = np.array([others[other].pt for _, other in pairs], np.float64).reshape(-1, 2)
    # OpenCV counts from the centre of the first pixel.
    return (here + 0.5) / first.zoom, (away + 0.5) / second.zoom


def _rooted(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Square roots of shares: their distances tell descriptors apart better (Arandjelovic and Zisserman 2012)."""
    shares = descriptors / np.maximum(descriptors.sum(1, keepdims=True), 1e-7)
    rooted: NDArray[np.float32] = np.sqrt(shares).astype(np.float32)
    return rooted


def _best(matches: object) -> dict[int, int]:
    found = {}
    for candidates in matches:  # type: ignore[attr-defined]
        if len(candidates) == 2 and candidates[0].distance < RATIO * candidates[1].distance:
            found[candidates[0].queryIdx] = candidates[0].trainIdx
    return found


def _agreeing(here: Points, there: Points, reach_px: float) -> NDArray[np.bool_]:
    """Which pairs a similarity holds for. The same every time: RANSAC's random numbers are seeded by OpenCV itself."""
    _matrix, inliers = cv2.estimateAffinePartial2D(
        there, here, method=cv2.RANSAC, ransacReprojThreshold=reach_px, maxIters=5000, confidence=0.999
    )
    if inliers is None:
        return np.zeros(len(here), np.bool_)
    return np.asarray(inliers.ravel() > 0, np.bool_)


# Maps


def _terms(kind: RegistrationKind, points: Points) -> Points:
    x, y = points.T
    one = np.ones_like(x)
    if kind is RegistrationKind.QUADRATIC:
        return np.stack([one, x, y, x * x, x * y, y * y], 1)
    return np.stack([one, x, y], 1)


def _fit(kind: RegistrationKind, source: Points, target: Points) -> Points:
    """Least squares: (terms, 2) coefficients that take `source` to `target`."""
    if kind is RegistrationKind.SIMILARITY:
        x, y = source.T
        zero, one = np.zeros_like(x), np.ones_like(x)
        rows = np.concatenate([np.stack([one, zero, x, -y], 1), np.stack([zero, one, y, x], 1)])
        (x0, y0, a, b), *_ = np.linalg.lstsq(rows, np.concatenate([target[:, 0], target[:, 1]]), rcond=None)
        return np.array([[x0, y0], [a, b], [-b, a]])
    found, *_ = np.linalg.lstsq(_terms(kind, source), target, rcond=None)
    return np.asarray(found, np.float64)


def _apply(kind: RegistrationKind, coefficients: Points, points: Points) -> Points:
    result: Points = _terms(kind, points) @ coefficients
    return result


def _inverse(kind: RegistrationKind, coefficients: Points, wanted: Points) -> Points:
    linear = coefficients[1:3].T
    guess: Points = (wanted - coefficients[0]) @ np.linalg.inv(linear).T
    if kind is not RegistrationKind.QUADRATIC:
        return guess
    for _ in range(6):
        x, y = guess.T
        slope_x = coefficients[1] + 2 * x[:, None] * coefficients[3] + y[:, None] * coefficients[4]
        slope_y = coefficients[2] + x[:, None] * coefficients[4] + 2 * y[:, None] * coefficients[5]
        miss = _apply(kind, coefficients, guess) - wanted
        determinant = slope_x[:, 0] * slope_y[:, 1] - slope_y[:, 0] * slope_x[:, 1]
        determinant = np.where(np.abs(determinant) < 1e-9, 1e-9, determinant)
        step_x = (miss[:, 0] * slope_y[:, 1] - miss[:, 1] * slope_y[:, 0]) / determinant
        step_y = (miss[:, 1] * slope_x[:, 0] - miss[:, 0] * slope_x[:, 1]) / determinant
        guess = guess - np.stack([step_x, step_y], 1)
    return guess


def _chosen_kind(here: Points, there: Points) -> tuple[RegistrationKind, float]:
    """The simplest kind of map that no richer one clearly beats on held-out points, and its median error on them."""
    errors = {kind: _held_out_error(kind, here, there) for kind in RegistrationKind if len(here) >= 5 * kind.term_count}
    chosen = RegistrationKind.SIMILARITY
    for kind in (RegistrationKind.AFFINE, RegistrationKind.QUADRATIC):
        if kind in errors and errors[kind] < _MUCH_BETTER * errors[chosen]:
            chosen = kind
    return chosen, errors[chosen]


def _held_out_error(kind: RegistrationKind, here: Points, there: Points) -> float:
    order = np.random.Generator(np.random.PCG64(0)).permutation(len(here))
    misses = []
    for fold in range(_FOLDS):
        held = order[fold::_FOLDS]
        rest = np.setdiff1d(order, held)
        coefficients = _fit(kind, there[rest], here[rest])
        misses.append(np.linalg.norm(_apply(kind, coefficients, there[held]) - here[held], axis=1))
    return float(np.median(np.concatenate(misses)))


# Quality


def _vessels_alike(found: Registration, first: NDArray[np.uint8], second: NDArray[np.uint8]) -> tuple[float, float]:
    """The share of the first field that the second covers, and the correlation of the vessels there."""
    ours, theirs = _vessels(first), _vessels(second)
    zoom = max(ours.shape) / max(first.shape[:2])
    moved = found.warped(theirs)
    moved = np.asarray(cv2.resize(moved, (ours.shape[1], ours.shape[0]), interpolation=cv2.INTER_AREA))
    field = _inside(find_field(first), zoom, (ours.shape[1], ours.shape[0])) > 0
    covered = field & np.isfinite(moved) & (np.nan_to_num(moved, nan=-1.0) >= 0)
    share = float(covered.sum() / max(1, int(field.sum())))
    if covered.sum() < 100 or not np.ptp(ours[covered]) > 0 or not np.ptp(moved[covered]) > 0:
        return share, 0.0
    return share, float(np.corrcoef(ours[covered], moved[covered])[0, 1])


def _vessels(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How dark each place is against what is around it: 0 or more outside of the field -1; at most 512 pixels."""
    zoom = min(1.0, 512 / max(pixels.shape[:2]))
    size = (max(8, round(pixels.shape[1] * zoom)), max(8, round(pixels.shape[0] * zoom)))
    green = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)[..., 1].astype(np.float32)
    field = _inside(find_field(pixels), zoom, size) > 0
    weight = field.astype(np.float32)
    near = cv2.GaussianBlur(green * weight, (0, 0), 8) / np.maximum(cv2.GaussianBlur(weight, (0, 0), 8), 1e-3)
    dark = np.clip(cv2.GaussianBlur(near - green, (0, 0), 1.2), 0, None)
    return np.where(field, dark, np.float32(-1.0)).astype(np.float32)
