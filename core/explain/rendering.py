"""How a map of evidence is drawn: everything that changes its look and nothing that changes its values."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.errors import ExplainError
from core.explain.colour_maps import ColourMap, SignedColourMap

Limits = tuple[float, float]


class Interpolation(StrEnum):
    """What is drawn between the centres of a map's cells."""

    SMOOTH = "smooth"
    """Raw values, interpolated without creases: never above or below the cells around (see `sampling.MapSampler`)."""
    CELLS = "cells"
    """The cells as they are."""


@dataclass(frozen=True, slots=True)
class RegionSettings:
    """How regions are cut out. All are shares, 0 to 1. Raises ExplainError for anything else.

    `smoothing` is the standard deviation of the Gaussian, of the shorter side of what the network saw; `threshold` the
    level at which the flooding ends, and `prominence` how far a peak must stand above its saddle to be a region of its
    own, both of the smoothed maximum.
    """

    smoothing: float = 0.02
    threshold: float = 0.5
    prominence: float = 0.15

    def __post_init__(self) -> None:
        for name in ("smoothing", "threshold", "prominence"):
            value = getattr(self, name)
            if not 0 <= value <= 1:
                raise ExplainError(f"The {name} of regions is {value:g}.", "Choose one between 0 and 1.")


@dataclass(frozen=True, slots=True)
class Rendering:
    """The look of an overlay.

    `limits` are the raw values at the two ends of the colour map, 0 <= lower < upper; None: from 0 to the maximum of
    the map. Maps on both sides of 0 have a colour map and limits of their own, lower <= 0 <= upper; None: to the
    largest value of either sign on both sides where `is_symmetric`, else from the minimum to the maximum. `opacity`
    0..1 is the opacity of strong evidence. `threshold` is the raw value below which (in either sign) nothing is
    coloured; None: none. `contour_level` 0..1 is where between the limits the contour runs, when `is_contour_shown`.
    `is_region_view`: the photograph with the `regions` of the map instead of its colours. Raises ExplainError for
    values that mean nothing.
    """

    colour_map: ColourMap = ColourMap.INFERNO
    limits: Limits | None = None
    opacity: float = 0.7
    threshold: float | None = None
    is_contour_shown: bool = False
    contour_level: float = 0.5
    interpolation: Interpolation = Interpolation.SMOOTH
    signed_colour_map: SignedColourMap = SignedColourMap.BLUE_YELLOW
    signed_limits: Limits | None = None
    is_symmetric: bool = True
    is_region_view: bool = False
    regions: RegionSettings = RegionSettings()

    def __post_init__(self) -> None:
        if self.limits is not None:
            lower, upper = self.limits
            if not (math.isfinite(lower) and math.isfinite(upper) and 0 <= lower < upper):
                raise ExplainError(
                    f"The colour limits {lower:g} and {upper:g} do not make a range.",
                    "Give a lower limit of 0 or more and a higher upper limit.",
                )
        if self.signed_limits is not None:
            lower, upper = self.signed_limits
            if not (math.isfinite(lower) and math.isfinite(upper) and lower <= 0 <= upper and lower < upper):
                raise ExplainError(
                    f"The colour limits {lower:g} and {upper:g} do not make a range around 0.",
                    "Give a lower limit of 0 or less and an upper limit of 0 or more.",
                )
        for name, fraction in (("opacity", self.opacity), ("contour level", self.contour_level)):
            if not 0 <= fraction <= 1:
                raise ExplainError(f"The {name} {fraction:g} is not between 0 and 1.", "Choose one between 0 and 1.")
        if self.threshold is not None and not math.isfinite(self.threshold):
            raise ExplainError(f"The threshold {self.threshold:g} is not a number.", "Give a number, or none.")

    def colours_of(self, *, is_signed: bool) -> ColourMap | SignedColourMap:
        """The colour map of maps of that kind."""
        return self.signed_colour_map if is_signed else self.colour_map

    def limits_of(self, *, is_signed: bool) -> Limits | None:
        """The chosen limits of maps of that kind; None where they are automatic."""
        return self.signed_limits if is_signed else self.limits

    def with_limits(self, limits: Limits | None, *, is_signed: bool) -> Rendering:
        """The same look with other limits for maps of that kind. Raises ExplainError."""
        if is_signed:
            return dataclasses.replace(self, signed_limits=limits)
        return dataclasses.replace(self, limits=limits)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for session files and the metadata of exported pictures."""
        return dataclasses.asdict(self)

    @staticmethod
    def from_json(fields: Mapping[str, Any]) -> Rendering:
        """The rendering that `to_json` wrote; fields that are absent keep their defaults. Raises ExplainError."""
        known = {field.name for field in dataclasses.fields(Rendering)}
        given = {name: value for name, value in fields.items() if name in known}
        try:
            for name in ("limits", "signed_limits"):
                if given.get(name) is not None:
                    lower, upper = given[name]
                    given[name] = (float(lower), float(upper))
            given["signed_colour_map"] = SignedColourMap(given.get("signed_colour_map", SignedColourMap.BLUE_YELLOW))
            given["regions"] = RegionSettings(**given.get("regions", {}))
            given["colour_map"] = ColourMap(given.get("colour_map", ColourMap.INFERNO))
            given["interpolation"] = Interpolation(given.get("interpolation", Interpolation.SMOOTH))
            return Rendering(**given)
        except (TypeError, ValueError) as error:
            raise ExplainError(f"The rendering {dict(fields)} cannot be read: {error}.", "Write it anew.") from error
