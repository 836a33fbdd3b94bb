"""How a map of evidence is drawn: everything that changes its look and nothing that changes its values."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.errors import ExplainError
from core.explain.colour_maps import ColourMap


class Interpolation(StrEnum):
    """What is drawn between the centres of a map's cells."""

    SMOOTH = "smooth"
    """Raw values, interpolated without creases: never above or below the cells around (see `sampling.MapSampler`)."""
    CELLS = "cells"
    """The cells as they are."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The look of an overlay.

    `limits` are the raw values at the two ends of the colour map, 0 <= lower < upper; None: from 0 to the maximum of
    the map. `opacity` 0..1 is the opacity of strong evidence. `threshold` is the raw value below which nothing is
    coloured; None: none. `contour_level` 0..1 is where between the limits the contour runs, when `is_contour_shown`.
    Raises ExplainError for values that mean nothing.
    """

    colour_map: ColourMap = ColourMap.INFERNO
    limits: tuple[float, float] | None = None
    opacity: float = 0.7
    threshold: float | None = None
    is_contour_shown: bool = False
    contour_level: float = 0.5
    interpolation: Interpolation = Interpolation.SMOOTH

    def __post_init__(self) -> None:
        if self.limits is not None:
            lower, upper = self.limits
            if not (math.isfinite(lower) and math.isfinite(upper) and 0 <= lower < upper):
                raise ExplainError(
                    f"The colour limits {lower:g} and {upper:g} do not make a range.",
                    "Give a lower limit of 0 or more and a higher upper limit.",
                )
        for name, fraction in (("opacity", self.opacity), ("contour level", self.contour_level)):
            if not 0 <= fraction <= 1:
                raise ExplainError(f"The {name} {fraction:g} is not between 0 and 1.", "Choose one between 0 and 1.")
        if self.threshold is not None and not math.isfinite(self.threshold):
            raise ExplainError(f"The threshold {self.threshold:g} is not a number.", "Give a number, or none.")

    def to_json(self) -> dict[str, Any]:
        """Plain values, for session files and the metadata of exported pictures."""
        return dataclasses.asdict(self)

    @staticmethod
    def from_json(fields: Mapping[str, Any]) -> Rendering:
        """The rendering that `to_json` wrote; fields that are absent keep their defaults. Raises ExplainError."""
        known = {field.name for field in dataclasses.fields(Rendering)}
        given = {name: value for name, value in fields.items() if name in known}
        try:
            if given.get("limits") is not None:
                lower, upper = given["limits"]
                given["limits"] = (float(lower), float(upper))
            given["colour_map"] = ColourMap(given.get("colour_map", ColourMap.INFERNO))
            given["interpolation"] = Interpolation(given.get("interpolation", Interpolation.SMOOTH))
            return Rendering(**given)
        except (TypeError, ValueError) as error:
            raise ExplainError(f"The rendering {dict(fields)} cannot be read: {error}.", "Write it anew.") from error
