"""What a fundus photograph is rendered with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from core.errors import SynthesisError, did_you_mean

MIN_SIDE = 128
MAX_SIDE = 4400
MAX_ASPECT = 2.0


class Eye(StrEnum):
    """Which eye. A photograph of a right eye shows the optic disc on its right side, as it is seen."""

    RIGHT = "right"
    LEFT = "left"

    @property
    def other(self) -> Eye:
        """The patient's other eye."""
        return Eye.LEFT if self is Eye.RIGHT else Eye.RIGHT


class Grade(IntEnum):
    """The International Clinical Diabetic Retinopathy severity scale (Wilkinson et al., Ophthalmology 110, 2003)."""

    NONE = 0
    MILD = 1
    MODERATE = 2
    SEVERE = 3
    PROLIFERATIVE = 4


CLASS_NAMES = ("No DR", "Mild NPDR", "Moderate NPDR", "Severe NPDR", "Proliferative DR")


class FieldShape(StrEnum):
    """What the camera's aperture leaves of the circle of light."""

    CIRCLE = "circle"
    CUT = "cut"
    NOTCHED = "notched"


@dataclass(frozen=True, slots=True, kw_only=True)
class FundusOptions:
    """The size of the photograph and what is to be in it; None leaves it to the draw.

    `width` and `height` are in pixels, 128 to 4400, at most twice as long as wide. `grade` is 0 to 4. `has_drusen`
    allows drusen as distractors, at any grade. Everything is drawn in fractions of the field's radius: one seed and
    index at another size is the same eye at another resolution.

    Raises SynthesisError for a size or a grade that cannot be.
    """

    width: int = 512
    height: int = 512
    grade: int | None = None
    eye: Eye | None = None
    field_shape: FieldShape | None = None
    has_drusen: bool = True

    def __post_init__(self) -> None:
        _check_size(self.width, self.height)
        _check_grade(self.grade)
        for name, kind in (("eye", Eye), ("field_shape", FieldShape)):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, _member(name, kind, value))


def _check_size(width: int, height: int) -> None:
    for name, side in (("width", width), ("height", height)):
        if isinstance(side, bool) or not isinstance(side, int):
            raise SynthesisError(f"The {name} of a rendered fundus is {side!r}.", "Give a whole number of pixels.")
        if side < MIN_SIDE:
            raise SynthesisError(
                f"A fundus of {width} x {height} pixels is too small: a microaneurysm would be less than a pixel.",
                f"Make both sides {MIN_SIDE} pixels or more.",
            )
        if side > MAX_SIDE:
            raise SynthesisError(
                f"A fundus of {width} x {height} pixels is too large.", f"Make both sides {MAX_SIDE} pixels or less."
            )
    if max(width, height) > MAX_ASPECT * min(width, height):
        raise SynthesisError(
            f"A fundus of {width} x {height} pixels is too narrow.", "Make the longer side at most twice the shorter."
        )


def _check_grade(grade: int | None) -> None:
    if grade is None:
        return
    if isinstance(grade, bool) or not isinstance(grade, int) or not 0 <= grade < len(Grade):
        raise SynthesisError(f"The grade {grade!r} is not on the scale.", "Grades are 0, 1, 2, 3 and 4.")


def _member(name: str, kind: type[StrEnum], value: str) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        choices = [member.value for member in kind]
        hint = did_you_mean(str(value), choices) or f"Choose one of: {', '.join(choices)}."
        raise SynthesisError(f"{value!r} is no {name.replace('_', ' ')}.", hint) from None
