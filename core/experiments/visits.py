"""Two visits of one eye: the later photograph brought onto the earlier one, and what the network looks at in both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.experiments.placing import field_on_grid, grid_size, map_on_grid, seen_on_grid
from core.explain.agreement import spearman
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.method import Method
from core.explain.query import ClassTarget, Query
from core.images.photograph import Photograph
from core.images.registration import Registration, register
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.loaded import LoadedModel

GRID_PX = 768

Plane = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class VisitPlan:
    """What is asked of both photographs: one class, the one that is predicted of the later visit unless told."""

    method: Method
    layer: str | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class VisitComparison:
    """Both maps over the earlier photograph: float32 (h, w) of one grid, in the method's own units.

    `later` and `difference` (later less earlier) are NaN where the later photograph, or what the network saw of it,
    does not reach; `photograph` and `later_photograph` are uint8 (h, w, 3), the later one moved. `correlation` is the
    rank correlation of the maps where both are known; `probabilities` those of the class at both visits.
    """

    registration: Registration
    target: int
    predicted: tuple[int, int]
    probabilities: tuple[float, float]
    photograph: NDArray[np.uint8]
    later_photograph: NDArray[np.uint8]
    earlier: Plane
    later: Plane
    difference: Plane
    correlation: float | None
    explanations: tuple[Explanation, Explanation]

    def to_json(self) -> dict[str, Any]:
        """The figures, without the maps."""
        found = self.registration
        return {
            "registration": {
                "kind": found.kind.value,
                "matches": found.matches,
                "error_px": found.error_px,
                "error_share": found.error_share,
                "overlap": found.overlap,
                "likeness": found.likeness,
            },
            "target": self.target,
            "predicted": list(self.predicted),
            "probabilities": list(self.probabilities),
            "rank_correlation": self.correlation,
            "mean_difference": _mean(self.difference),
        }


def compare_visits(
    explainer: Explainer,
    model: LoadedModel,
    earlier: Photograph,
    later: Photograph,
    plan: VisitPlan,
    *,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> VisitComparison:
    """Bring `later` onto `earlier` and explain both for one class.

    Raises RegistrationError where they cannot be brought onto each other, ExplainError where the method cannot be asked
    of this network, Cancelled.
    """
    if earlier.id == later.id:
        raise FunduscopeError("Both are the same photograph.", "Choose photographs of two visits.")
    token = token or CancelToken()
    report(Progress(0, 3, "matching vessels"))
    registration = register(earlier.pixels, later.pixels)
    token.check()
    said = [explainer.predict(model, one, token=token) for one in (earlier, later)]
    target = plan.target if plan.target is not None else said[1].predicted
    maps = []
    for place, photograph in enumerate((earlier, later)):
        report(Progress(1 + place, 3, "explaining"))
        query = Query(photograph.id, model.id, plan.method, ClassTarget(target), plan.layer)
        maps.append(explainer.explain(model, photograph, query, token=token))
    report(Progress(3, 3))
    first, second = (_over(explanation, one) for explanation, one in zip(maps, (earlier, later), strict=True))
    moved = _fitted(registration.warped(second), first.shape)
    difference = moved - first
    known = np.isfinite(difference)
    correlation = spearman(first[known].astype(np.float64), moved[known].astype(np.float64)) if known.any() else np.nan
    return VisitComparison(
        registration,
        target,
        (said[0].predicted, said[1].predicted),
        (float(said[0].probabilities[target]), float(said[1].probabilities[target])),
        _small(earlier.pixels, first.shape),
        _moved_photograph(registration, later, first.shape),
        first,
        moved,
        difference,
        None if np.isnan(correlation) else float(correlation),
        (maps[0], maps[1]),
    )


def _over(explanation: Explanation, photograph: Photograph) -> Plane:
    """A map over its photograph, NaN where the network or the camera saw nothing."""
    size = (photograph.width, photograph.height)
    grid = grid_size(*size, max_side=GRID_PX)
    values = map_on_grid(replace(explanation), size, grid)
    inside = seen_on_grid(explanation, size, grid) & field_on_grid(photograph.pixels, grid)
    return np.where(inside, values, np.float32(np.nan)).astype(np.float32)


def _fitted(plane: Plane, shape: tuple[int, ...]) -> Plane:
    """To the very grid of the other one: photographs of other sizes give one of other rounding."""
    if plane.shape == shape:
        return plane
    resized = cv2.resize(plane, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(resized, np.float32)


def _small(pixels: NDArray[np.uint8], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(pixels, (shape[1], shape[0]), interpolation=cv2.INTER_AREA), np.uint8)


def _moved_photograph(registration: Registration, later: Photograph, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    grid = grid_size(later.width, later.height, max_side=GRID_PX)
    small = np.asarray(cv2.resize(later.pixels, grid, interpolation=cv2.INTER_AREA), np.float32)
    moved = _fitted(registration.warped(small, border=0.0), shape)
    return np.clip(moved, 0, 255).astype(np.uint8)


def _mean(plane: Plane) -> float | None:
    known = np.isfinite(plane)
    return float(plane[known].mean()) if known.any() else None
