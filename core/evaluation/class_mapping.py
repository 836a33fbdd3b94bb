"""Which class of a model a label means, where the two are called or ordered otherwise: proposals that a user mends."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.evaluation.grading import GRADE_COUNT, STEMS

SIMILAR = 0.6
_NOT_PROLIFERATIVE = re.compile(
    r"\b(?:non|nicht|no|nao|not|pre|pra)[\s_-]*(?:prolif\w*)|\bnpdr\b|\bnpdrp\b|\brdnp\b|\bndr\b"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}


class Ground(StrEnum):
    """Why a class is proposed; the value is what a list says."""

    NAME = "same name"
    GRADE = "same grade in words"
    NUMBER = "number of the class"
    FROM_ONE = "numbered from 1"
    SIMILAR = "similar name"
    NONE = "not recognised"

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look at it."""
        return self in (Ground.NAME, Ground.GRADE, Ground.NUMBER)


@dataclass(frozen=True, slots=True)
class Guess:
    """The class that a label may mean, by its index; None where nothing is known."""

    label: str
    index: int | None
    ground: Ground


def propose(labels: Sequence[str], class_names: Sequence[str]) -> tuple[Guess, ...]:
    """A guess for each label, in their order.

    First equal names (case, hyphens and underscores aside), then words for the grades of diabetic retinopathy in
    English, German, Spanish and Italian, then numbers: from 0, or from 1 where there is no 0 and as many numbers as
    classes; then the most similar name. Grades in words count where each class of the model has one.
    """
    names = {_plain(name): index for index, name in enumerate(class_names)}
    grades = _grades_of_classes(class_names)
    shift = _first_number(labels, len(class_names))
    return tuple(_guess(label, names, grades, shift, class_names) for label in dict.fromkeys(labels))


def is_sure(guesses: Sequence[Guess]) -> bool:
    """Whether every label has a class on sure ground, and no two of them the same."""
    indices = [guess.index for guess in guesses]
    return all(guess.ground.is_sure for guess in guesses) and len(set(indices)) == len(indices)


def as_map(guesses: Sequence[Guess], class_names: Sequence[str]) -> dict[str, str]:
    """The guesses as names: from label to class; labels without a guess are left out."""
    return {guess.label: class_names[guess.index] for guess in guesses if guess.index is not None}


def as_text(class_map: Mapping[str, str]) -> str:
    """The mapping as the command line takes it."""
    return ",".join(f"{label}={name}" for label, name in class_map.items())


def grade_of(text: str) -> int | None:
    """The grade of diabetic retinopathy, 0 to 4, that a text means by its words or its number; None for neither."""
    plain = _plain(text)
    is_early = _NOT_PROLIFERATIVE.search(plain) is not None
    words = re.findall(r"[a-z]+", _NOT_PROLIFERATIVE.sub(" ", plain))
    found = [grade for grade in range(GRADE_COUNT) if any(_begins(word, grade) for word in words)]
    if is_early:
        found = [grade for grade in found if grade != GRADE_COUNT - 1]
    severe = [grade for grade in found if grade]
    if len(severe) == 1:
        return severe[0]
    if found == [0]:
        return 0
    numbers = {int(number) if len(number) < 10 else GRADE_COUNT for number in re.findall(r"\d+", plain)}
    return numbers.pop() if not found and len(numbers) == 1 and min(numbers) < GRADE_COUNT else None


def _begins(word: str, grade: int) -> bool:
    # Short stems are whole words: "no" begins many others.
    return any(word == stem if len(stem) <= 3 else word.startswith(stem) for stem in STEMS[grade])


def _grades_of_classes(class_names: Sequence[str]) -> dict[int, int]:
    """The class of each grade, where every class has a grade of its own; else nothing."""
    grades = [grade_of(name) for name in class_names]
    known = {grade: index for index, grade in enumerate(grades) if grade is not None}
    return known if len(known) == len(class_names) else {}


def _guess(
    label: str, names: Mapping[str, int], grades: Mapping[int, int], shift: int | None, class_names: Sequence[str]
) -> Guess:
    same = names.get(_plain(label))
    if same is not None:
        return Guess(label, same, Ground.NAME)
    number = _number(label)
    if number is None:
        grade = grade_of(label)
        if grade is not None and grade in grades:
            return Guess(label, grades[grade], Ground.GRADE)
    elif shift is not None and 0 <= number - shift < len(class_names):
        return Guess(label, number - shift, Ground.FROM_ONE if shift else Ground.NUMBER)
    close = difflib.get_close_matches(_plain(label), names, n=1, cutoff=SIMILAR)
    return Guess(label, names[close[0]], Ground.SIMILAR) if close else Guess(label, None, Ground.NONE)


def _first_number(labels: Sequence[str], count: int) -> int | None:
    """0 where numbers run from 0, 1 where they run from 1 to `count`; None where they do neither."""
    numbers = {number for label in labels if (number := _number(label)) is not None}
    if not numbers:
        return None
    if min(numbers) >= 0 and max(numbers) < count:
        return 0
    return 1 if min(numbers) >= 1 and max(numbers) == count else None


def _number(label: str) -> int | None:
    text = label.strip().casefold()
    if text in _ROMAN:
        return _ROMAN[text]
    try:
        value = float(text)
    except ValueError:
        return None
    return int(value) if value.is_integer() else None


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.replace("_", " ").replace("-", " ").split())
