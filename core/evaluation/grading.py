"""Whether classes are the grades of diabetic retinopathy, in rising order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

REFERABLE_FROM = 2
"""From this grade on (moderate) a patient is referred: International Council of Ophthalmology, 2017."""
GRADE_COUNT = 5

STEMS = (
    (
        "no",
        "none",
        "normal",
        "healthy",
        "kein",
        "keine",
        "ohne",
        "sin",
        "ninguna",
        "assente",
        "nessuna",
        "sana",
        "sano",
    ),
    ("mild", "leve", "lieve", "leicht"),
    ("moder", "massig", "mittel"),
    ("sever", "grave", "schwer"),
    ("prolif", "pdr"),
)
"""How the names of each grade begin: English, German, Spanish, Italian."""


def are_grades(class_names: Sequence[str]) -> bool:
    """Whether `class_names` are the five grades of the international clinical scale in order, by number or by name."""
    if len(class_names) != GRADE_COUNT:
        return False
    return all(_is_grade(name, grade) for grade, name in enumerate(class_names))


def _is_grade(name: str, grade: int) -> bool:
    words = re.findall(r"[a-z]+|\d+", _plain(name))
    if str(grade) in words:
        return True
    return any(word.startswith(stem) for word in words[:2] for stem in STEMS[grade])


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
