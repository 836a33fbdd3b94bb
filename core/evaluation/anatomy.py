"""Where on the retina the evidence of a map lies, and an alarm where it lies on no retina at all. On plain arrays.

The sectors are those of the ETDRS grid (Early Treatment Diabetic Retinopathy Study report 10, Ophthalmology 1991):
circles of 1, 3 and 6 mm in diameter around the fovea, the two rings cut into quadrants by the diagonals. Millimetres
come from the disc, which is taken to be 1.8 mm high.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.evaluation.localisation import Scored, check_sizes, positive
from core.images.facts import Eye

DISC_MM = 1.8
"""The diameter of the optic disc."""
CENTRE_MM, INNER_MM, OUTER_MM = 0.5, 1.5, 3.0
"""The radii of the grid's circles."""
BORDER_SHARE = 0.03
"""How far the border of the field of view reaches to its inside, in shares of the field's diameter."""
NOTABLE = 0.05
"""An alarm is raised where a share exceeds what area predicts by so much: a twentieth of all evidence."""


class Sector(StrEnum):
    """The parts of a photograph, of which each pixel belongs to one; the value is the name in files."""

    CENTRE = "centre"
    """The fovea: within 0.5 mm of its middle."""
    INNER_SUPERIOR = "inner_superior"
    INNER_NASAL = "inner_nasal"
    INNER_INFERIOR = "inner_inferior"
    INNER_TEMPORAL = "inner_temporal"
    OUTER_SUPERIOR = "outer_superior"
    OUTER_NASAL = "outer_nasal"
    OUTER_INFERIOR = "outer_inferior"
    OUTER_TEMPORAL = "outer_temporal"
    DISC = "disc"
    """The optic disc; it goes before the grid where they overlap."""
    BEYOND = "arcades_and_beyond"
    """What else there is of the retina: the vascular arcades run there, outside of the grid."""
    OUTSIDE = "outside_field"
    """Outside of the field of view: black border, text, dust."""


class Zone(StrEnum):
    """Parts made of sectors, and the border, which lies across them."""

    FOVEA = "fovea"
    INNER_RING = "inner_ring"
    OUTER_RING = "outer_ring"
    GRID = "etdrs_grid"
    BORDER = "border"
    """The rim of the field of view, inside: where prepared photographs have an edge that is no anatomy."""


_QUADRANTS = ("superior", "nasal", "inferior", "temporal")
_ZONES: Mapping[Zone, tuple[Sector, ...]] = {
    Zone.FOVEA: (Sector.CENTRE,),
    Zone.INNER_RING: tuple(Sector(f"inner_{side}") for side in _QUADRANTS),
    Zone.OUTER_RING: tuple(Sector(f"outer_{side}") for side in _QUADRANTS),
    Zone.GRID: tuple(one for one in Sector if one not in (Sector.DISC, Sector.BEYOND, Sector.OUTSIDE)),
}
_ORDER = tuple(Sector)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What is known of an eye, (x, y) in pixels of the map's grid; corrected by hand or as found.

    `disc` and `fovea` are centres, `disc_diameter_px` the height of the disc. Raises FunduscopeError where they cannot
    be: disc and fovea at one place, or a disc without size.
    """

    disc: tuple[float, float]
    fovea: tuple[float, float]
    eye: Eye
    disc_diameter_px: float

    def __post_init__(self) -> None:
        numbers = (*self.disc, *self.fovea, self.disc_diameter_px)
        if not all(np.isfinite(number) for number in numbers) or not self.disc_diameter_px > 0:
            raise FunduscopeError(f"A disc of {self.disc_diameter_px} pixels is none.", "Mark the disc by hand.")
        if self.disc[0] == self.fovea[0]:
            raise FunduscopeError("Disc and fovea lie on one vertical line.", "Mark the disc and the fovea by hand.")

    @property
    def px_per_mm(self) -> float:
        """Pixels of the grid in a millimetre of the retina."""
        return self.disc_diameter_px / DISC_MM

    @property
    def is_turned(self) -> bool:
        """Whether the photograph stands on its head: upright, a right eye has its disc right of the fovea."""
        return (self.disc[0] > self.fovea[0]) != (self.eye is Eye.RIGHT)

    def scaled(self, across: float, down: float) -> Landmarks:
        """The same on a grid that is so many times as wide and as high; both should be nearly alike."""
        disc, fovea = ((x * across, y * down) for x, y in (self.disc, self.fovea))
        return Landmarks(disc, fovea, self.eye, self.disc_diameter_px * down)


class AlarmKind(StrEnum):
    """Why a map may follow a shortcut."""

    OUTSIDE_SHARE = "evidence_outside_field"
    OUTSIDE_PEAK = "peak_outside_field"
    BORDER_SHARE = "evidence_at_border"


@dataclass(frozen=True, slots=True)
class Alarm:
    """`share` of the evidence lies where `area` is the share of the pixels; `words` say so."""

    kind: AlarmKind
    share: float
    area: float
    words: str


@dataclass(frozen=True, slots=True)
class Budget:
    """The share of the evidence in each part: `value`, with the share of the pixels that it covers as `chance`.

    `sectors` add up to 1; `zones` overlap them. All values are 0, and `has_evidence` false, for a map without evidence.
    """

    sectors: Mapping[Sector, Scored]
    zones: Mapping[Zone, Scored]
    alarms: tuple[Alarm, ...]
    has_evidence: bool

    @property
    def shortcut(self) -> float:
        """By how much the evidence outside of the field and at its border exceeds what area predicts: to rank by."""
        if not self.has_evidence:
            return 0.0
        parts = (self.sectors[Sector.OUTSIDE], self.zones[Zone.BORDER])
        return sum(part.value for part in parts) - sum(part.chance for part in parts)


def sector_map(landmarks: Landmarks, field: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The sector of each pixel, by its centre: uint8 (h, w), positions in the list of `Sector`.

    `field`, bool (h, w), is the field of view. Superior is up and nasal towards the disc; where the disc lies on the
    wrong side for the eye, the photograph is turned by half and superior is down. The grid is not turned to the axis
    from disc to fovea, as readers lay it. A pixel on a circle belongs to the outer part.
    """
    height, width = field.shape
    x = np.arange(width) + 0.5
    y = np.arange(height)[:, None] + 0.5
    towards_disc = 1.0 if landmarks.disc[0] > landmarks.fovea[0] else -1.0
    nasal = (x - landmarks.fovea[0]) * towards_disc / landmarks.px_per_mm
    superior = (landmarks.fovea[1] - y) * (-1.0 if landmarks.is_turned else 1.0) / landmarks.px_per_mm
    distance = np.hypot(nasal, superior)
    is_steep = np.abs(superior) >= np.abs(nasal)
    quadrant = np.select(
        [is_steep & (superior >= 0), is_steep, np.broadcast_to(nasal > 0, is_steep.shape)], [0, 2, 1], 3
    )
    inner, outer = _ORDER.index(Sector.INNER_SUPERIOR), _ORDER.index(Sector.OUTER_SUPERIOR)
    found = np.select(
        [distance < CENTRE_MM, distance < INNER_MM, distance < OUTER_MM],
        [np.full(quadrant.shape, _ORDER.index(Sector.CENTRE)), inner + quadrant, outer + quadrant],
        _ORDER.index(Sector.BEYOND),
    )
    is_disc = np.hypot(x - landmarks.disc[0], y - landmarks.disc[1]) < landmarks.disc_diameter_px / 2
    found[is_disc] = _ORDER.index(Sector.DISC)
    found[~field] = _ORDER.index(Sector.OUTSIDE)
    return found.astype(np.uint8)


def border_of(field: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The rim of the field of view, inside: bool (h, w). Where the picture's edge cuts the field there is no rim."""
    if field.all() or not field.any():
        return np.zeros(field.shape, np.bool_)
    rows, columns = np.flatnonzero(field.any(1)), np.flatnonzero(field.any(0))
    diameter = max(int(rows[-1] - rows[0]), int(columns[-1] - columns[0])) + 1
    inwards = cv2.distanceTransform(field.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    rim: NDArray[np.bool_] = field & (np.asarray(inwards) <= BORDER_SHARE * diameter)
    return rim


def anatomical_budget(
    evidence: NDArray[np.float32],
    landmarks: Landmarks,
    field: NDArray[np.bool_],
    *,
    seen: NDArray[np.bool_] | None = None,
) -> Budget:
    """The shares of the evidence of a map, float32 (h, w), by anatomy; what is below 0 or not finite counts as 0.

    `field`, bool (h, w), is the field of view; `seen` what the network saw of the photograph: the rest counts for
    nothing. Raises FunduscopeError where the sizes differ or the network saw nothing.
    """
    check_sizes(evidence, field, seen)
    looked_at = np.ones(field.shape, np.bool_) if seen is None else seen
    if not looked_at.any():
        raise FunduscopeError("The network saw nothing of the photograph.", "Check its preparation.")
    values = np.where(looked_at, positive(evidence), np.float32(0))
    parts = sector_map(landmarks, field)
    pixels = np.bincount(parts[looked_at], minlength=len(_ORDER)) / int(looked_at.sum())
    total = float(values.sum(dtype=np.float64))
    weights = np.bincount(parts.ravel(), values.ravel().astype(np.float64), len(_ORDER)) / (total or 1.0)
    sectors = {sector: Scored(float(weights[place]), float(pixels[place])) for place, sector in enumerate(_ORDER)}
    zones = {
        zone: Scored(sum(sectors[one].value for one in members), sum(sectors[one].chance for one in members))
        for zone, members in _ZONES.items()
    }
    rim = border_of(field) & looked_at
    on_rim = float(values[rim].sum(dtype=np.float64)) / (total or 1.0)
    zones[Zone.BORDER] = Scored(on_rim, float(rim.sum() / looked_at.sum()))
    is_peak_outside = total > 0 and not (field & (values == values.max())).any()
    alarms = _alarms(sectors[Sector.OUTSIDE], zones[Zone.BORDER], is_peak_outside=is_peak_outside)
    return Budget(sectors, zones, alarms, total > 0)


def ranking(budgets: Sequence[Budget]) -> list[int]:
    """The positions of budgets, those with the most evidence where there is no eye, above what area predicts, first."""
    return sorted(range(len(budgets)), key=lambda place: (-budgets[place].shortcut, place))


def _alarms(outside: Scored, border: Scored, *, is_peak_outside: bool) -> tuple[Alarm, ...]:
    found = []
    if outside.value - outside.chance >= NOTABLE:
        found.append(_alarm(AlarmKind.OUTSIDE_SHARE, outside, "lies outside of the field of view"))
    if is_peak_outside:
        words = "The strongest evidence lies outside of the field of view, where there is no eye: text, dust or border."
        found.append(Alarm(AlarmKind.OUTSIDE_PEAK, outside.value, outside.chance, words))
    if border.value - border.chance >= NOTABLE:
        found.append(_alarm(AlarmKind.BORDER_SHARE, border, "lies on the rim of the field of view"))
    return tuple(found)


def _alarm(kind: AlarmKind, part: Scored, where: str) -> Alarm:
    words = f"{part.value:.0%} of the evidence {where}, which is {part.chance:.0%} of the area: perhaps a shortcut."
    return Alarm(kind, part.value, part.chance, words)
