"""Where lesions lie: in the field, off the disc, not on one another."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.synthesis.fundus.arithmetic import Floats, lengths
from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.patient import Anatomy
from core.synthesis.fundus.view import View

_OFF_DISC = 0.68
_GAP_PX = 2.5
_BATCHES = 24
_HUB = np.array([0.25, 0.0])

Condition = Callable[[Floats], NDArray[np.bool_]]


def quadrants_of(points: Floats) -> NDArray[np.int64]:
    """The quadrant of points (n, 2) of the eye's frame.

    0 is superotemporal, 1 superonasal, 2 inferotemporal, 3 inferonasal. They meet in the fovea: all four are in view in
    a photograph of the posterior pole.
    """
    return (points[:, 0] > 0).astype(np.int64) + 2 * (points[:, 1] > 0)


class Ground:
    """What is still free of the part of the eye that is in view."""

    def __init__(self, view: View, anatomy: Anatomy) -> None:
        self.view = view
        self.anatomy = anatomy
        self._points: Floats = np.empty((0, 2))
        self._radii: Floats = np.empty(0)

    @property
    def disc(self) -> Floats:
        """The middle of the optic disc (2,)."""
        return np.array([self.anatomy.disc_x, self.anatomy.disc_y])

    def place(self, draws: Draws, radii: Floats, *, spread: float = 1.6, condition: Condition | None = None) -> Floats:
        """Places (n, 2) for spots of these radii, apart from all that was placed before.

        Near the macula they are densest: `spread` is how far from it they reach. Where the field is too full, spots
        come to lie beside one another closer than they should, and at last on one another; none is left out unless no
        place in the field meets the condition at all.
        """
        chosen: list[Floats] = []
        for attempt in range(_BATCHES):
            crowding = 1.0 if attempt < _BATCHES // 2 else (0.5 if attempt < _BATCHES - 4 else 0.0)
            for point in self._candidates(draws, radii, spread * (1 + 0.06 * attempt), condition):
                if len(chosen) == len(radii):
                    return self._taken(chosen, radii)
                radius = float(radii[len(chosen)])
                if self._is_free(point, radius, crowding):
                    chosen.append(point)
                    self._points = np.concatenate([self._points, point[None]])
                    self._radii = np.append(self._radii, radius)
        return self._taken(chosen, radii)

    def occupy(self, points: Floats, radii: Floats) -> None:
        """Let nothing else be placed here."""
        self._points = np.concatenate([self._points, points])
        self._radii = np.concatenate([self._radii, radii])

    def _candidates(self, draws: Draws, radii: Floats, spread: float, condition: Condition | None) -> Floats:
        points = draws.bells(6 * len(radii) + 24, 2) * [1.15 * spread, spread] + _HUB
        is_good = self.view.is_inside(points, float(radii.max()) + 2 / self.view.disc_px)
        is_good &= lengths(points - self.disc) > _OFF_DISC + float(radii.max())
        if condition is not None:
            is_good &= condition(points)
        good: Floats = points[is_good]
        return good

    def _is_free(self, point: Floats, radius: float, crowding: float) -> bool:
        if not len(self._points):
            return True
        room = (self._radii + radius) * (1.15 * crowding) + crowding * _GAP_PX / self.view.disc_px
        away = self._points - point
        return bool(np.all(away[:, 0] * away[:, 0] + away[:, 1] * away[:, 1] > room * room))

    @staticmethod
    def _taken(chosen: list[Floats], radii: Floats) -> Floats:
        return np.array(chosen).reshape(-1, 2)[: len(radii)]
