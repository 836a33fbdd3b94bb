"""The class lists of Vincenzi's thesis (4.3.2).

Its text was not at hand when this was written. The markers and the numbers of classes are known; that the five natural
markers are its four objects and grass, and the three texture blobs grass, granite and fabric, follows from them.
"""

from __future__ import annotations

from enum import StrEnum

from core.errors import SynthesisError, did_you_mean
from core.synthesis.markers.kinds import Marker
from core.synthesis.markers.options import MarkerClass, check_classes

CLEAN = "none"
"""The usual name of the class without markers."""


class Preset(StrEnum):
    """A data set of the thesis. The value is its name on the command line."""

    NATURAL = "natural"
    CAR_GRASS = "car-grass"
    TEXTURES = "textures"
    GRASS_NONE = "grass-none"
    DR_GRADES = "dr-grades"


TITLES: dict[Preset, str] = {
    Preset.NATURAL: "Natural markers (5 classes)",
    Preset.CAR_GRASS: "Car or grass",
    Preset.TEXTURES: "Texture blobs and a clean class (4 classes)",
    Preset.GRASS_NONE: "Grass or nothing",
    Preset.DR_GRADES: "Grades of diabetic retinopathy",
}


def _of_each(*markers: Marker) -> tuple[MarkerClass, ...]:
    return tuple(MarkerClass(marker.value, (marker,)) for marker in markers)


PRESET_CLASSES: dict[Preset, tuple[MarkerClass, ...]] = {
    Preset.NATURAL: _of_each(Marker.GRASS, Marker.CAR, Marker.DROID, Marker.GIRAFFE, Marker.CARTOON),
    Preset.CAR_GRASS: _of_each(Marker.CAR, Marker.GRASS),
    Preset.TEXTURES: (*_of_each(Marker.GRASS, Marker.GRANITE, Marker.FABRIC), MarkerClass(CLEAN)),
    Preset.GRASS_NONE: (*_of_each(Marker.GRASS), MarkerClass(CLEAN)),
}
"""All but the grades, which have lesions instead of markers."""


def parse_classes(text: str) -> tuple[MarkerClass, ...]:
    """A class list as it is written: classes between commas, each a name, `=` and its markers joined by `+`.

    `grass` is short for `grass=grass`, `grass+car` for `grass+car=grass+car`, and `none` for `none=`, the clean class.
    Raises SynthesisError for a marker that there is not.
    """
    classes = tuple(_parse_class(part.strip()) for part in text.split(","))
    check_classes(classes)
    return classes


def _parse_class(text: str) -> MarkerClass:
    name, equals, markers = text.partition("=")
    name = name.strip()
    if not equals:
        markers = "" if name == CLEAN else name
    if not name:
        raise SynthesisError(
            f"A class has no name in '{text}'." if text else "A class has no name.", "Write NAME=MARKER."
        )
    return MarkerClass(name, tuple(_marker(word.strip()) for word in markers.split("+")) if markers.strip() else ())


def _marker(word: str) -> Marker:
    names = [marker.value for marker in Marker]
    if word not in names:
        raise SynthesisError(
            f"There is no marker '{word}'.", did_you_mean(word, names) or f"There are {', '.join(names)}."
        )
    return Marker(word)
