"""Photographs are drawn by a seed, each content once, grades in turns."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from core.evaluation.reading.choosing import Candidate, choose_cases, classes_of_model
from core.evaluation.reading.errors import StudyError


@pytest.fixture
def candidates(tmp_path: Path) -> list[Candidate]:
    """Forty of grade 0, four of grade 1, two of grade 2; the last is the first again. Two share a patient."""
    made = []
    for number, grade in enumerate([0] * 40 + [1] * 4 + [2] * 2):
        path = tmp_path / "eyes" / f"{number:02}.png"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"photograph %d" % (number if number < 45 else 44))
        made.append(Candidate(path, grade, "Smith" if number in (40, 41) else ""))
    return made


def test_grades_take_turns(candidates: list[Candidate], tmp_path: Path) -> None:
    chosen = choose_cases(candidates, tmp_path, seed=3, count=12)
    assert Counter(case.reference for case in chosen.cases) == {0: 7, 1: 4, 2: 1}
    assert chosen.identical == 1
    assert chosen.cases == choose_cases(candidates[::-1], tmp_path, seed=3, count=12).cases
    assert chosen.cases != choose_cases(candidates, tmp_path, seed=4, count=12).cases
    assert all(case.path.startswith("eyes/") for case in chosen.cases)
    by_chance = choose_cases(candidates, tmp_path, seed=3, count=12, is_balanced=False)
    assert Counter(case.reference for case in by_chance.cases)[0] > 7


def test_all_are_taken_without_a_count_and_patients_are_numbers(candidates: list[Candidate], tmp_path: Path) -> None:
    chosen = choose_cases(candidates, tmp_path, seed=1)
    assert len(chosen.cases) == 45
    shared = Counter(case.patient for case in chosen.cases)
    assert sorted(shared.values())[-1] == 2
    assert len(shared) == 44
    assert "Smith" not in repr(chosen)


def test_what_cannot_be_read_is_told(candidates: list[Candidate], tmp_path: Path) -> None:
    candidates[3].path.unlink()
    chosen = choose_cases(candidates, tmp_path, seed=1)
    assert len(chosen.unreadable) == 1
    assert "03.png" in chosen.unreadable[0]
    with pytest.raises(StudyError, match="No photograph"):
        choose_cases([candidates[3]], tmp_path, seed=1)
    with pytest.raises(StudyError, match="cannot be"):
        choose_cases(candidates, tmp_path, seed=1, count=0)


def test_classes_are_matched_by_grade_name_or_number() -> None:
    assert classes_of_model(("0", "1", "2", "3", "4"), ("No DR", "Mild", "Moderate", "Severe", "PDR")) == tuple(
        range(5)
    )
    assert classes_of_model(("dog", "cat"), ("Cat", "Dog")) == (1, 0)
    assert classes_of_model(("0", "1"), ("Cat", "Dog")) == (0, 1)
    with pytest.raises(StudyError, match="are not those of the study"):
        classes_of_model(("horse", "cat"), ("Cat", "Dog"))
