"""The circle of which the edge of the disc of light is a part, also where the photograph was cropped."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.field import SEARCH_SIDE_PX, Field

_DARKEST, _SHARE_OF_BRIGHT = 10.0, 0.15
_EDGE_PX, _NEAR_PX = 3, 1.5
_TRIES, _MOST_POINTS, _FEWEST_POINTS = 300, 360, 40
_MIN_RADIUS, _MAX_RADIUS = 0.2, 1.2
"""In longer sides of the photograph."""
_MIN_SHARE = 0.35
"""Of the points of the edge that the frame does not cut off, so many lie on the circle."""
_MIN_TURN = 0.12
"""The share of the full circle that is seen."""
_SECTORS = 72


def find_rim(pixels: NDArray[np.uint8], fallback: Field) -> Field:
    """The box around the whole disc of light of (h, w, 3) uint8 RGB, of which the frame may have cut off any part.

    A circle is fitted to those points of the edge that do not lie on the frame (three of them at a time, the one with
    most points near it, then least squares), always in the same way. `fallback`, what `find_field` gives, where too
    little of the edge is seen.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, SEARCH_SIDE_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    points = _edge(np.asarray(small, np.uint8))
    circle = _circle(points, max(size)) if len(points) >= _FEWEST_POINTS else None
    if circle is None:
        return fallback
    x, y, radius = circle
    return Field(x - radius, y - radius, x + radius, y + radius).scaled(width / size[0], height / size[1])


def _edge(small: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Points (n, 2) of the edge of the largest lit region that do not lie on the frame."""
    light = cv2.medianBlur(small.max(axis=2), 3)
    threshold = max(_DARKEST, _SHARE_OF_BRIGHT * float(np.percentile(light, 99)))
    lit = (light > threshold).astype(np.uint8)
    contours, _hierarchy = cv2.findContours(lit, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return np.empty((0, 2))
    points = max(contours, key=cv2.contourArea)[:, 0].astype(np.float64)
    height, width = lit.shape
    inside = ((points >= _EDGE_PX) & (points < np.array((width, height)) - _EDGE_PX)).all(axis=1)
    kept: NDArray[np.float64] = points[inside] + 0.5
    return kept[:: max(1, len(kept) // _MOST_POINTS)]


def _circle(points: NDArray[np.float64], side: int) -> tuple[float, float, float] | None:
    generator = np.random.default_rng(0)
    thirds = points[generator.integers(0, len(points), (_TRIES, 3))]
    circles = _through(thirds)
    circles = circles[(circles[:, 2] > _MIN_RADIUS * side) & (circles[:, 2] < _MAX_RADIUS * side)]
    if not len(circles):
        return None
    offsets = np.hypot(points[:, 0] - circles[:, :1], points[:, 1] - circles[:, 1:2]) - circles[:, 2:]
    near = np.abs(offsets) < _NEAR_PX
    chosen = near[int(np.argmax(near.sum(axis=1)))]
    if chosen.mean() < _MIN_SHARE or chosen.sum() < _FEWEST_POINTS:
        return None
    x, y, radius = _fitted(points[chosen])
    angles = np.arctan2(points[chosen, 1] - y, points[chosen, 0] - x)
    sectors = np.unique(((angles + np.pi) / (2 * np.pi) * _SECTORS).astype(int) % _SECTORS)
    return (x, y, radius) if len(sectors) >= _MIN_TURN * _SECTORS else None


def _through(thirds: NDArray[np.float64]) -> NDArray[np.float64]:
    """The circles (x, y, radius) through three points each (n, 3, 2); those through points in a line are left out."""
    a, b, c = thirds[:, 0], thirds[:, 1] - thirds[:, 0], thirds[:, 2] - thirds[:, 0]
    double = 2 * (b[:, 0] * c[:, 1] - b[:, 1] * c[:, 0])
    is_bent = np.abs(double) > 1e-6
    a, b, c, double = a[is_bent], b[is_bent], c[is_bent], double[is_bent]
    b2, c2 = (b * b).sum(axis=1), (c * c).sum(axis=1)
    x = (c[:, 1] * b2 - b[:, 1] * c2) / double
    y = (b[:, 0] * c2 - c[:, 0] * b2) / double
    return np.stack([a[:, 0] + x, a[:, 1] + y, np.hypot(x, y)], axis=1)


def _fitted(points: NDArray[np.float64]) -> tuple[float, float, float]:
    """The circle nearest to points, by least squares of x^2 + y^2 + ax + by + c (Kasa 1976)."""
    middle = points.mean(axis=0)
    x, y = (points - middle).T
    terms = np.stack([x, y, np.ones_like(x)], axis=1)
    (a, b, c), *_rest = np.linalg.lstsq(terms, -(x * x + y * y), rcond=None)
    radius = float(np.sqrt(max(a * a / 4 + b * b / 4 - c, 0.0)))
    return float(middle[0] - a / 2), float(middle[1] - b / 2), radius
