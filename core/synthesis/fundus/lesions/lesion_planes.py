"""The planes on which lesions are drawn, and the masks that they leave."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from core.synthesis.codes import Code
from core.synthesis.fundus.canvas import Canvas, Coverage, blurred, mask_of
from core.synthesis.fundus.view import View


class LesionPlanes:
    """A canvas for each kind of lesion, made when the first of it is drawn.

    What is seen of a lesion and what its mask outlines may be two planes: fine new vessels are seen as lines, their
    mask covers the frond.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._seen: dict[Code, Canvas] = {}
        self._outlines: dict[Code, Canvas] = {}
        self.counts: dict[Code, int] = {}

    def canvas(self, code: Code) -> Canvas:
        """Where a lesion is drawn as it is seen."""
        if code not in self._seen:
            self._seen[code] = Canvas(self.view)
        return self._seen[code]

    def outline(self, code: Code) -> Canvas:
        """Where a lesion's extent is drawn, if that differs from what is seen."""
        if code not in self._outlines:
            self._outlines[code] = Canvas(self.view)
        return self._outlines[code]

    def count(self, code: Code, number: int = 1) -> None:
        """Note that so many more of it were drawn."""
        self.counts[code] = self.counts.get(code, 0) + number

    def seen(self, codes: tuple[Code, ...], softness_dd: float) -> Coverage | None:
        """The plane of some kinds of lesions together, softened; None where there is none."""
        planes = [self._seen[code].coverage() for code in codes if code in self._seen]
        if not planes:
            return None
        return blurred(reduce(np.maximum, planes), softness_dd * self.view.disc_px)

    def masks(self, field: NDArray[np.bool_]) -> Iterator[tuple[Code, NDArray[np.bool_]]]:
        """The mask of every kind of lesion that is there, within the field."""
        for code in self.counts:
            canvas = self._outlines.get(code) or self._seen[code]
            mask = mask_of(canvas.coverage()) & field
            if mask.any():
                yield code, mask
