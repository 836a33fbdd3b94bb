"""Specks on the lens: they lie with the camera, not with the eye."""

from __future__ import annotations

import numpy as np

from core.synthesis.fundus.canvas import Canvas, blurred
from core.synthesis.fundus.composition import Layer
from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.lesions.shapes import blobs
from core.synthesis.fundus.view import View

_DARK, _BRIGHT = (0.10, 0.14, 0.14), (-0.08, -0.16, -0.22)


def draw_dust(draws: Draws, view: View) -> list[Layer]:
    """Blurred specks, dark or bright; none in most photographs."""
    if not draws.chance(0.3):
        return []
    number = draws.whole(1, 7)
    canvas = Canvas(view.of_field(), 1)
    points = draws.spread(-0.8, 0.8, number, 2)
    radii = np.maximum(draws.spread(0.006, 0.03, number), canvas.least_radius)
    for outline, depth in zip(blobs(draws, points, radii, 0.05), draws.spread(60, 220, number), strict=True):
        canvas.fill(outline, int(depth))
    coverage = blurred(canvas.coverage(), draws.between(0.003, 0.012) * view.radius_px)
    return [Layer(coverage, _DARK if draws.chance(0.65) else _BRIGHT)]
