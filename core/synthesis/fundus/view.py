"""What the camera has in view: from the eye's own frame to pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.synthesis.fundus.arithmetic import Floats, cos_sin
from core.synthesis.fundus.draws import Draws, Stream
from core.synthesis.fundus.options import Eye, FieldShape, FundusOptions
from core.synthesis.fundus.patient import Anatomy
from core.synthesis.fundus.spline import EXTENT


@dataclass(frozen=True, slots=True)
class View:
    """Where the circle of light lies in the photograph, and which part of the eye it shows.

    The circle has its middle at (`centre_x`, `centre_y`) and the radius `radius_px`, in pixels; its middle shows the
    point (`look_x`, `look_y`) of the eye's frame, and `radius_dd` disc diameters lie from there to its rim. `side` is 1
    for a right eye, -1 for a left one. `roll` is by how much the camera was turned, clockwise, in radians.
    `half_height` is where the aperture is cut above and below, in radii.
    """

    width: int
    height: int
    centre_x: float
    centre_y: float
    radius_px: float
    look_x: float
    look_y: float
    radius_dd: float
    side: int
    roll: float
    cosine: float
    sine: float
    shape: FieldShape
    half_height: float

    @property
    def disc_px(self) -> float:
        """The optic disc's diameter in pixels, about."""
        return self.radius_px / self.radius_dd

    def on_grid(self, cells: int) -> View:
        """The same view of which every pixel is a knot of a spline field of so many cells."""
        middle = 1 + cells / 2
        radius = cells / (2 * EXTENT)
        side = cells + 3
        return replace(self, width=side, height=side, centre_x=middle, centre_y=middle, radius_px=radius)

    def of_field(self) -> View:
        """The same photograph in a frame of its own: the field's middle at (0, 0), its radius 1, nothing turned."""
        return replace(self, look_x=0.0, look_y=0.0, radius_dd=1.0, side=1, cosine=1.0, sine=0.0)

    def to_pixels(self, points: Floats) -> Floats:
        """Points (n, 2) of the eye's frame, in pixels of the photograph."""
        x = (points[:, 0] - self.look_x) * (self.side * self.disc_px)
        y = (points[:, 1] - self.look_y) * self.disc_px
        pixels = np.empty_like(points)
        pixels[:, 0] = self.centre_x + x * self.cosine - y * self.sine
        pixels[:, 1] = self.centre_y + x * self.sine + y * self.cosine
        return pixels

    def to_eye(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Points in units of the field's radius about its middle, in the eye's frame."""
        along = x * self.cosine + y * self.sine
        down = y * self.cosine - x * self.sine
        return along * (self.side * self.radius_dd) + self.look_x, down * self.radius_dd + self.look_y

    def is_inside(self, points: Floats, margin_dd: float = 0.0) -> NDArray[np.bool_]:
        """Whether points (n, 2) of the eye's frame lie in the field and in the photograph, this far from their rims."""
        pixels = self.to_pixels(points)
        margin = margin_dd * self.disc_px
        x, y = pixels[:, 0] - self.centre_x, pixels[:, 1] - self.centre_y
        room = self.radius_px - margin
        inside: NDArray[np.bool_] = (x * x + y * y < room * room) & (
            np.abs(y) < self.half_height * self.radius_px - margin
        )
        inside &= (pixels[:, 0] > margin) & (pixels[:, 0] < self.width - 1 - margin)
        inside &= (pixels[:, 1] > margin) & (pixels[:, 1] < self.height - 1 - margin)
        return inside


def draw_view(seed: int, index: int, anatomy: Anatomy, options: FundusOptions) -> View:
    """How photograph number `index` was taken."""
    draws = Draws(seed, index, Stream.VIEW)
    shape = options.field_shape or draws.pick(tuple(FieldShape), (4, 3, 3))
    radius, half_height = _aperture(draws, shape, options)
    spare = max(0.0, options.width / 2 - radius)
    is_on_disc = draws.chance(0.2)
    roll = draws.between(-0.09, 0.09)
    cosine, sine = (float(value[0]) for value in cos_sin(np.array([roll])))
    return View(
        width=options.width,
        height=options.height,
        centre_x=options.width / 2 - 0.5 + spare * draws.between(-0.35, 0.35),
        centre_y=options.height / 2 - 0.5 + 0.01 * radius * draws.bell(),
        radius_px=radius,
        look_x=(1.35 if is_on_disc else 0.45) + 0.3 * draws.bell(),
        look_y=0.22 * draws.bell(),
        radius_dd=draws.between(2.95, 3.65),
        side=1 if anatomy.eye is Eye.RIGHT else -1,
        roll=roll,
        cosine=cosine,
        sine=sine,
        shape=shape,
        half_height=half_height,
    )


def _aperture(draws: Draws, shape: FieldShape, options: FundusOptions) -> tuple[float, float]:
    """The circle's radius in pixels, and where it is cut above and below, in radii."""
    width, height = options.width, options.height
    fill = draws.between(0.465, 0.497)
    if shape is FieldShape.CIRCLE:
        return fill * min(width, height), 2.0
    cut = draws.between(0.78, 0.9)
    radius = min(fill * width, 0.5 * height / cut)
    is_masked = draws.chance(0.5)
    return radius, cut if is_masked or shape is FieldShape.CUT else 2.0
