"""Rotations of the die, drawn and composed so that every machine gets the same bits."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

Vector = tuple[float, float, float]

_RADIUS = 1 << 20
"""Quaternions are drawn from whole numbers up to this one."""
_DIGITS = 12
"""Sines and cosines are rounded, since the last bit of `math.sin` differs between systems."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """A rotation as a unit quaternion, from the die's axes to the viewer's.

    The viewer's axes are x to the right, y up and z towards the viewer. Only + - * / and the square root are used,
    which every processor rounds alike, one after the other.
    """

    w: float
    x: float
    y: float
    z: float

    @staticmethod
    def about(axis: Vector, degrees: float) -> Rotation:
        """The turn by `degrees` about `axis` (of any length but 0), counter-clockwise seen against the axis."""
        length = math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2])
        half = math.radians(degrees) / 2
        sine = round(math.sin(half), _DIGITS)
        x, y, z = (part / length * sine for part in axis)
        return Rotation(round(math.cos(half), _DIGITS), x, y, z)._normalised()

    @staticmethod
    def random(generator: np.random.Generator) -> Rotation:
        """A rotation drawn uniformly: a point drawn uniformly in the 4-ball lies in a uniform direction."""
        while True:
            parts = [int(part) for part in generator.integers(-_RADIUS, _RADIUS, size=4, endpoint=True)]
            if 0 < sum(part * part for part in parts) <= _RADIUS * _RADIUS:
                return Rotation(*(float(part) for part in parts))._normalised()

    def then(self, other: Rotation) -> Rotation:
        """The rotation itself, followed by `other` about the viewer's axes."""
        a, b = other, self
        return Rotation(
            a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
            a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
            a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
            a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
        )._normalised()

    def rows(self) -> tuple[Vector, Vector, Vector]:
        """The rows of the matrix that takes the die's coordinates to the viewer's."""
        w, x, y, z = self.w, self.x, self.y, self.z
        return (
            (1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)),
            (2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)),
            (2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)),
        )

    def apply(self, vector: Vector) -> Vector:
        """Where a vector of the die points for the viewer."""
        x, y, z = (row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2] for row in self.rows())
        return x, y, z

    def to_json(self) -> list[float]:
        """The quaternion as [w, x, y, z]."""
        return [self.w, self.x, self.y, self.z]

    def _normalised(self) -> Rotation:
        w, x, y, z = self.w, self.x, self.y, self.z
        norm = math.sqrt(w * w + x * x + y * y + z * z)
        return Rotation(w / norm, x / norm, y / norm, z / norm)


IDENTITY = Rotation(1.0, 0.0, 0.0, 0.0)
