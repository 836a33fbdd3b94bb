"""What a die may look like, and what its classes are called."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import FunduscopeError

CLASS_NAMES = ("1", "2", "3", "4", "5", "6")
"""The classes in order: class k is the face with k + 1 pips. Masks go by the same names."""
SMALLEST_SIZE = 16
LARGEST_SIZE = 512
LARGEST_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class DieOptions:
    """The look of the die and the rule for its class.

    `size` is the side of the square picture in pixels. `margin` is the rule for ambiguous views: the share of a face
    that is seen is the cosine between its normal and the direction to the viewer, and a view is left out where the
    most prominent face leads the next by less than this. How far apart the two had to be in the thesis was not at
    hand; the default leaves out about a sixth of all views. `face` (1 to 6) wants one class; None: as it falls.
    `supersampling` is the number of samples a pixel along each axis; `background` the grey level behind the die, 0 to
    255. `fill` is the share of the picture's side that the die's longest diagonal takes. Raises FunduscopeError for
    values that make no picture.
    """

    size: int = 32
    margin: float = 0.1
    face: int | None = None
    supersampling: int = 4
    background: int = 0
    fill: float = 0.95

    def __post_init__(self) -> None:
        _check_range("size", self.size, SMALLEST_SIZE, LARGEST_SIZE)
        _check_range("margin", self.margin, 0, LARGEST_MARGIN)
        _check_range("supersampling", self.supersampling, 1, 8)
        _check_range("background", self.background, 0, 255)
        _check_range("fill", self.fill, 0.5, 1)
        if self.face is not None:
            _check_range("face", self.face, 1, 6)


def _check_range(name: str, value: float, lowest: float, highest: float) -> None:
    if not lowest <= value <= highest:
        raise FunduscopeError(f"The die's {name} {value:g} is not from {lowest:g} to {highest:g}.", "Choose another.")
