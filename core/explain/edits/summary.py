"""What edits changed in the answer, in words: does the grade fall when this is gone? Knows no torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.evaluation.grading import REFERABLE_FROM, are_grades
from core.explain.edits.edit import EditKind
from core.explain.edits.editlist import EditList

Floats = NDArray[np.float32]

_GRADE_WORDS = ("dr", "npdr", "pdr", "mild", "moderate", "severe", "proliferative", "retinopathy", "grade", "normal")


@dataclass(frozen=True, slots=True)
class Shift:
    """A figure before and after."""

    before: float
    after: float

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before

    def words(self) -> str:
        """Both, with two decimals."""
        return f"{_two(self.before)} → {_two(self.after)}"


@dataclass(frozen=True, slots=True)
class Effect:
    """What edits changed. `expected_grade` and `referable` are None where the classes are no grades."""

    sentence: str
    expected_grade: Shift | None
    referable: Shift | None


def are_rising(class_names: tuple[str, ...]) -> bool:
    """Whether the classes are grades of a disease in rising order: the clinical scale, a part of it, or numbers."""
    if are_grades(class_names):
        return True
    if not 3 <= len(class_names) <= 10:
        return False
    if [name.strip() for name in class_names] == [str(number) for number in range(len(class_names))]:
        return True
    words = [set(name.lower().replace("-", " ").replace("_", " ").split()) for name in class_names]
    return sum(bool(found & set(_GRADE_WORDS)) for found in words) >= len(class_names) - 1


def effect(edits: EditList, before: Floats, after: Floats, class_names: tuple[str, ...]) -> Effect:
    """What the probabilities `after` the edits say, beside those `before`: (classes,) each."""
    sentence = _sentence(edits, before, after, class_names)
    if not are_rising(class_names):
        return Effect(sentence, None, None)
    grades = np.arange(len(before))
    expected = Shift(float(before @ grades), float(after @ grades))
    referable = None
    if len(class_names) > REFERABLE_FROM:
        referable = Shift(float(before[REFERABLE_FROM:].sum()), float(after[REFERABLE_FROM:].sum()))
    return Effect(sentence, expected, referable)


def _sentence(edits: EditList, before: Floats, after: Floats, class_names: tuple[str, ...]) -> str:
    first, last = int(before.argmax()), int(after.argmax())
    name, when = class_names[first], _when(edits)
    if not edits.shown:
        return f"{name} {_two(before[first])}: nothing is edited."
    if first == last:
        if _two(before[first]) == _two(after[first]):
            return f"{name} {_two(before[first])} → {_two(after[first])}: the answer does not change {when}."
        verb = "less" if after[first] < before[first] else "more"
        return f"Still {name}: {_two(before[first])} → {_two(after[first])}, {verb} sure {when}."
    shift = f"{name} {_two(before[first])} → {class_names[last]} {_two(after[last])}"
    if not are_rising(class_names):
        return f"{shift}: the answer changes {when}."
    return f"{shift}: the grade {'falls' if last < first else 'rises'} {when}."


def _when(edits: EditList) -> str:
    """Under which condition, by what was done."""
    changing = [edit.kind for edit in edits.shown if edit.kind is not EditKind.RESTORE]
    is_one = len(changing) == 1
    if changing and all(kind in (EditKind.INPAINT, EditKind.INPAINT_VESSELS) for kind in changing):
        return "when this region is gone" if is_one else "when these regions are gone"
    if changing and all(kind is EditKind.BLUR for kind in changing):
        return "when this region is blurred" if is_one else "when these regions are blurred"
    if changing and all(kind is EditKind.DARKEN for kind in changing):
        return "when this region is dark" if is_one else "when these regions are dark"
    return "with this edit" if is_one else "with these edits"


def _two(value: float) -> str:
    return f"{float(value):.2f}"
