"""Every mapping between a photograph, the network's input and the maps of its layers.

Points are continuous `(x, y)`: pixel `(column, row)` covers the square from `(column, row)` to `(column + 1, row + 1)`,
so its centre is at `(column + 0.5, row + 0.5)` and resizing an image is a scaling without offset.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Affine:
    """The map `x' = xx*x + xy*y + x0`, `y' = yx*x + yy*y + y0` between two pixel frames. Hashable."""

    xx: float = 1.0
    xy: float = 0.0
    x0: float = 0.0
    yx: float = 0.0
    yy: float = 1.0
    y0: float = 0.0

    @staticmethod
    def scale(factor_x: float, factor_y: float) -> Affine:
        """Scaling about the origin."""
        return Affine(xx=factor_x, yy=factor_y)

    @staticmethod
    def shift(offset_x: float, offset_y: float) -> Affine:
        """Translation."""
        return Affine(x0=offset_x, y0=offset_y)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """The image of one point."""
        return self.xx * x + self.xy * y + self.x0, self.yx * x + self.yy * y + self.y0

    def then(self, after: Affine) -> Affine:
        """First this map, then `after`."""
        return Affine.from_matrix(after.matrix() @ self.matrix())

    def inverse(self) -> Affine:
        """The map back. Raises `numpy.linalg.LinAlgError` where there is none."""
        return Affine.from_matrix(np.linalg.inv(self.matrix()).astype(np.float64))

    def matrix(self) -> NDArray[np.float64]:
        """The homogeneous 3 x 3 matrix that multiplies column vectors `(x, y, 1)`."""
        return np.array([[self.xx, self.xy, self.x0], [self.yx, self.yy, self.y0], [0.0, 0.0, 1.0]])

    @staticmethod
    def from_matrix(matrix: NDArray[np.floating[Any]]) -> Affine:
        """The map of a homogeneous 3 x 3 matrix whose last row is `(0, 0, 1)`."""
        (xx, xy, x0), (yx, yy, y0) = matrix[:2].tolist()
        return Affine(xx, xy, x0, yx, yy, y0)

    def bounds(self, width: float, height: float) -> tuple[float, float, float, float]:
        """The box `(left, top, right, bottom)` around the image of the rectangle `(0, 0, width, height)`."""
        corners = [self(x, y) for x in (0.0, width) for y in (0.0, height)]
        columns, rows = zip(*corners, strict=True)
        return min(columns), min(rows), max(columns), max(rows)


IDENTITY = Affine()
