"""The answer to a query: a map, and where it lies on the photograph."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.explain.catalogue import is_signed
from core.explain.query import Query
from core.images.geometry import Affine


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """A map of evidence.

    `map` is float32 (h, w), raw values, never normalised, read-only.
    `to_photograph` takes continuous map points (cell `(column, row)` covers one unit square) to photograph points; a
    cell lies where the centre of its receptive field is, so the outer cells may stop short of what the network saw, or
    stand out. `seen` is the part of the photograph that the network saw, (left, top, right, bottom) in its pixels: no
    map says anything of what is outside; the outer cells answer for what lies between them and this border.
    `seconds` is what the computation took; 0.0 where it fell out of one made for another query.
    `notes` are sentences for the user about how it was made. `is_partial`: the computation goes on, or was given up;
    cells that are not there yet are NaN.
    `estimate` (h, w), read-only, is there while `map` is partial, where the method can tell: the exact value where it
    is known, elsewhere a first look in fewer digits or what lies between known cells. For pictures alone, which say
    that they are partial: what is read, measured or remembered is `map`.
    """

    query: Query
    map: NDArray[np.float32]
    to_photograph: Affine
    seen: tuple[float, float, float, float]
    seconds: float
    notes: tuple[str, ...] = ()
    is_partial: bool = False
    estimate: NDArray[np.float32] | None = None

    @property
    def shown(self) -> NDArray[np.float32]:
        """What a window paints: the estimate while there is one, else the map."""
        return self.map if self.estimate is None else self.estimate

    @property
    def is_signed(self) -> bool:
        """Whether values below zero mean something too."""
        return is_signed(self.query)

    @property
    def has_evidence(self) -> bool:
        """Whether any value says something: is above zero, or other than zero where the map is signed.

        Where none is, there is nothing to show and the window says so.
        """
        found = np.isfinite(self.map) & (self.map != 0) if self.is_signed else self.map > 0
        return bool(found.any())
