"""What a set of photographs with known truth is made of: one recipe for fundi, one for markers, one for the die.

A recipe can be pickled, and renders each photograph by itself, so that any number of processes come to the same set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Any, Protocol

from core.errors import SynthesisError
from core.synthesis.die.options import CLASS_NAMES as DIE_CLASSES
from core.synthesis.die.options import DieOptions
from core.synthesis.die.render import render_die, render_rotation
from core.synthesis.die.rotation import Rotation
from core.synthesis.die.sequence import Turn, rotation_sequence
from core.synthesis.fundus.options import CLASS_NAMES as GRADE_NAMES
from core.synthesis.fundus.options import FundusOptions
from core.synthesis.fundus.render import render_fundus
from core.synthesis.markers.options import MarkerClass, MarkerOptions, check_classes
from core.synthesis.markers.presets import PRESET_CLASSES, Preset
from core.synthesis.markers.randomness import Stream, drawn_order, generator_of
from core.synthesis.markers.render import render_markers
from core.synthesis.rendering import Rendering


class Recipe(Protocol):
    """How the photographs of a set are made."""

    @property
    def generator(self) -> str:
        """A word for what makes them; it begins the names of files."""

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes, in the order of the labels."""

    @property
    def size(self) -> tuple[int, int] | None:
        """(width, height) of every photograph in pixels; None where each has its own."""

    def render(self, seed: int, index: int) -> Rendering:
        """Photograph number `index`: the same for a seed on every machine."""

    def to_json(self) -> dict[str, object]:
        """What it was made with, for the record: JSON values, and no path of this machine."""


@dataclass(frozen=True, slots=True)
class FundusRecipe:
    """Rendered fundus photographs, labelled by their grade of diabetic retinopathy.

    With `grades` each of these is drawn equally often, in an order that is drawn, and the classes are these and no
    others; without, the renderer draws the grade and the classes are all five. Raises SynthesisError for a grade that
    there is not.
    """

    options: FundusOptions = field(default_factory=FundusOptions)
    grades: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for grade in self.grades:
            replace(self.options, grade=grade)  # which checks it
        if len(set(self.grades)) != len(self.grades):
            raise SynthesisError("A grade is named twice.", "Name each grade once.")

    @property
    def generator(self) -> str:
        """The name of the recipe."""
        return "fundus"

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of the grades."""
        return tuple(GRADE_NAMES[grade] for grade in self.grades) if self.grades else GRADE_NAMES

    @property
    def size(self) -> tuple[int, int]:
        """The size that was asked for."""
        return self.options.width, self.options.height

    def render(self, seed: int, index: int) -> Rendering:
        """Photograph number `index`."""
        if not self.grades:
            return render_fundus(seed, index, self.options)
        count = len(self.grades)
        label = drawn_order(generator_of(seed, Stream.CLASS, index // count), index, count)
        rendering = render_fundus(seed, index, replace(self.options, grade=self.grades[label]))
        return replace(rendering, label=label)

    def to_json(self) -> dict[str, object]:
        """The options."""
        return {**_plain(self.options), "grades": list(self.grades)}


@dataclass(frozen=True, slots=True)
class MarkerRecipe:
    """Fundus photographs with artificial markers, rendered ones or the user's own, labelled by their markers."""

    classes: tuple[MarkerClass, ...]
    options: MarkerOptions = field(default_factory=MarkerOptions)

    def __post_init__(self) -> None:
        check_classes(self.classes)

    @property
    def generator(self) -> str:
        """The name of the recipe."""
        return "markers"

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of the classes."""
        return tuple(one.name for one in self.classes)

    @property
    def size(self) -> tuple[int, int] | None:
        """The size that was asked for; none for the user's own photographs as they are."""
        if not self.options.photographs:
            return self.options.fundus.width, self.options.fundus.height
        side = self.options.size_px
        return None if side is None else (side, side)

    def render(self, seed: int, index: int) -> Rendering:
        """Photograph number `index`."""
        return render_markers(seed, index, self.classes, self.options)

    def to_json(self) -> dict[str, object]:
        """The classes and the options."""
        plain = _plain(self.options)
        del plain["folder"]
        if self.options.photographs:
            del plain["fundus"]
        plain["photographs"] = len(self.options.photographs)
        markers = {one.name: [marker.value for marker in one.markers] for one in self.classes}
        return {**plain, "classes": markers}


@dataclass(frozen=True, slots=True)
class DieRecipe:
    """Views of a die, labelled by the most prominent face.

    With `turn` they are the `steps` views of a sequence in order, ambiguous ones too; without, random unambiguous ones.
    """

    options: DieOptions = field(default_factory=DieOptions)
    turn: Turn | None = None
    steps: int = 0

    def __post_init__(self) -> None:
        if self.turn is not None:
            _sequence(self.steps, self.turn)

    @property
    def generator(self) -> str:
        """The name of the recipe."""
        return "die"

    @property
    def class_names(self) -> tuple[str, ...]:
        """The faces."""
        return DIE_CLASSES

    @property
    def size(self) -> tuple[int, int]:
        """The size that was asked for."""
        return self.options.size, self.options.size

    def render(self, seed: int, index: int) -> Rendering:
        """Photograph number `index`."""
        if self.turn is None:
            return render_die(seed, index, self.options)
        return render_rotation(_sequence(self.steps, self.turn)[index], self.options)

    def to_json(self) -> dict[str, object]:
        """The options."""
        return {**_plain(self.options), "turn": self.turn and self.turn.value}


def preset_recipe(preset: Preset, options: MarkerOptions | None = None) -> Recipe:
    """The recipe of one of the thesis's data sets; of the grades, all five equally often, `options.fundus` counts."""
    chosen = options or MarkerOptions()
    if preset is not Preset.DR_GRADES:
        return MarkerRecipe(PRESET_CLASSES[preset], chosen)
    if chosen.photographs:
        raise SynthesisError("Lesions cannot be put into photographs of one's own.", "Leave the photographs out.")
    return FundusRecipe(replace(chosen.fundus, grade=None), tuple(range(len(GRADE_NAMES))))


@lru_cache(maxsize=4)
def _sequence(steps: int, turn: Turn) -> tuple[Rotation, ...]:
    return rotation_sequence(steps, turn)


def _plain(options: Any) -> dict[str, Any]:
    """A frozen dataclass as JSON values."""
    fields: Mapping[str, Any] = asdict(options)
    return {name: getattr(value, "value", value) for name, value in fields.items()}
