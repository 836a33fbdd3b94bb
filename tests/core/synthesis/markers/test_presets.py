"""Class lists as they are written."""

import pytest

from core.errors import SynthesisError
from core.synthesis.markers.kinds import Marker
from core.synthesis.markers.options import MarkerClass
from core.synthesis.markers.presets import parse_classes


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("grass", [("grass", "grass")]),
        ("grass,none", [("grass", "grass"), ("none", "")]),
        (" car , clean = ", [("car", "car"), ("clean", "")]),
        ("toys=car+droid,zoo=giraffe", [("toys", "car droid"), ("zoo", "giraffe")]),
        ("car + grass", [("car + grass", "car grass")]),
    ],
)
def test_class_lists(text: str, classes: list[tuple[str, str]]) -> None:
    expected = [MarkerClass(name, tuple(map(Marker, markers.split()))) for name, markers in classes]
    assert parse_classes(text) == tuple(expected)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no name"),
        ("car,", "no name"),
        ("=car", "no name"),
        ("gras", "Did you mean 'grass'"),
        ("a=car+", "no marker ''"),
        ("a=car,b=car", "same markers"),
        ("none,clean=", "same markers"),
        ("a=car+car", "twice"),
        ("xyzzy", "There are grass, granite"),
    ],
)
def test_mistakes_in_class_lists(text: str, words: str) -> None:
    with pytest.raises(SynthesisError, match=words):
        parse_classes(text)
