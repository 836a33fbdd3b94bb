"""What can be chosen of the checks of a map, and what they may come to. Knows no torch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.errors import ExplainError

FEWEST = 3
"""Of fewer random networks no null band is made."""
FLIPS_BELOW = 0.5
"""A map whose rank correlation with the original is below this has flipped."""
MOVED_FROM = 0.15
"""So has one whose maximum moved by this share of the shorter side of what the network saw."""


class Weights(StrEnum):
    """Where random weights come from."""

    INITIAL = "initial"
    """As the architecture's library begins a training: each module with its own kind and scale of initialisation."""
    SHUFFLED = "shuffled"
    """The trained weights of each tensor in random order: what was learned is gone, the scale of every layer stays."""


@dataclass(frozen=True, slots=True)
class RandomisationSettings:
    """How much is done. Raises ExplainError for a number out of its bounds.

    `steps` of the cascade from the top, the last of which leaves no trained weight; `networks` that are random as a
    whole, the one of the last step among them; `is_independent`: besides, each step's layers random by themselves.
    """

    seed: int = 0
    steps: int = 6
    networks: int = 6
    weights: Weights = Weights.INITIAL
    is_independent: bool = False

    def __post_init__(self) -> None:
        for name, lowest, highest in (("seed", 0, 2**32), ("steps", 1, 200), ("networks", 1, 100)):
            value = getattr(self, name)
            if not lowest <= value <= highest:
                raise ExplainError(f"The number of {name} is {value}.", f"Choose one from {lowest} to {highest}.")

    def to_json(self) -> dict[str, Any]:
        """The settings by name."""
        return {name: getattr(self, name) for name in self.__slots__}


class Verdict(StrEnum):
    """What came of it, in a word."""

    CHANGES = "changes"
    CHANGES_IN_PART = "changes in part"
    DOES_NOT_CHANGE = "does not change"
    NO_MAP = "no map"
    """The map that is checked is the same everywhere."""


class BandScope(StrEnum):
    """For what the range is worked out."""

    CELL = "cell"
    """For each cell by itself: also what lies where every network sees something, as at the border of the fundus."""
    MAP = "map"
    """One range for the whole map, of all cells of all networks together: steadier, and blind to places."""


class BandScale(StrEnum):
    """How loudly the random networks speak."""

    MATCHED = "matched"
    """Their logits spread as far over the classes as those of the network that is asked."""
    AS_DRAWN = "as drawn"
    """As they come."""


@dataclass(frozen=True, slots=True)
class BandSettings:
    """How the band is made. Raises ExplainError for a number out of its bounds.

    `quantile` is the share of the random networks' values that the band holds: for maps without a sign from 0 up, for
    signed ones the middle share.
    """

    networks: int = 12
    quantile: float = 0.95
    scope: BandScope = BandScope.CELL
    scale: BandScale = BandScale.MATCHED
    weights: Weights = Weights.INITIAL
    seed: int = 0

    def __post_init__(self) -> None:
        if not FEWEST <= self.networks <= 1000:
            raise ExplainError(f"A null band of {self.networks} networks.", f"Choose from {FEWEST} to 1000.")
        if not 0 < self.quantile <= 1:
            raise ExplainError(f"The quantile {self.quantile:g} is not a share.", "Choose one above 0 and up to 1.")
        if not 0 <= self.seed <= 2**32:
            raise ExplainError(f"The seed is {self.seed}.", "Choose one from 0 to 4294967296.")

    def to_json(self) -> dict[str, Any]:
        """The settings by name."""
        return {name: getattr(self, name) for name in self.__slots__}


class VeilStyle(StrEnum):
    """What becomes of the cells within."""

    HIDE = "hide"
    """They are transparent."""
    HATCH = "hatch"
    """Their colours are seen in thin stripes alone."""
