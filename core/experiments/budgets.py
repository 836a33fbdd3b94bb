"""The anatomical budget of explanations, with disc and fovea as the program finds them."""

from __future__ import annotations

from typing import Any

from core.datasets.eye_guess import guess_eye
from core.errors import ImageError
from core.evaluation.anatomy import Budget, Landmarks, anatomical_budget
from core.experiments.placing import Size, field_on_grid, map_on_grid, seen_on_grid
from core.explain.explanation import Explanation
from core.images.disc import DISC_PX, SIDE_PX, find_disc
from core.images.field import find_field
from core.images.photograph import Photograph


def find_landmarks(photograph: Photograph) -> Landmarks | None:
    """Disc, fovea and eye in pixels of the photograph; None where the disc does not stand out.

    The disc's diameter is taken to be the usual share of the field's, that of photographs of 45 to 50 degrees.
    """
    try:
        finding = find_disc(photograph.pixels)
        diameter = find_field(photograph.pixels).diameter * DISC_PX / SIDE_PX
    except ImageError:
        return None
    eye = guess_eye(finding, photograph.facts.eye).eye
    if eye is None or finding.disc[0] == finding.fovea[0]:
        return None
    return Landmarks(finding.disc, finding.fovea, eye, diameter)


def budget_of(explanation: Explanation, photograph: Photograph, landmarks: Landmarks, grid: Size) -> Budget:
    """The budget of one map on a grid (width, height) over the photograph, whose landmarks are in its own pixels."""
    size = (photograph.width, photograph.height)
    placed = landmarks.scaled(grid[0] / size[0], grid[1] / size[1])
    return anatomical_budget(
        map_on_grid(explanation, size, grid),
        placed,
        field_on_grid(photograph.pixels, grid),
        seen=seen_on_grid(explanation, size, grid),
    )


def budget_to_json(budget: Budget) -> dict[str, Any]:
    """Sectors and zones with share and area, the excess that photographs are ranked by, and the alarms."""
    return {
        "has_evidence": budget.has_evidence,
        "sectors": {one.value: {"share": part.value, "area": part.chance} for one, part in budget.sectors.items()},
        "zones": {one.value: {"share": part.value, "area": part.chance} for one, part in budget.zones.items()},
        "shortcut": budget.shortcut,
        "alarms": [{"kind": alarm.kind.value, "words": alarm.words} for alarm in budget.alarms],
    }
