"""Photographs are drawn by a seed, each content once, grades in turns."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from core.evaluation.reading.choosing import Candidate, choose_cases, match_classes
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.sources import source_of_folder, source_of_paths


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
    assert match_classes(("0", "1", "2", "3", "4"), ("No DR", "Mild", "Moderate", "Severe", "PDR")) == tuple(range(5))
    assert match_classes(("dog", "cat"), ("Cat", "Dog")) == (1, 0)
    assert match_classes(("0", "1"), ("Cat", "Dog")) == (0, 1)
    with pytest.raises(StudyError, match="are not those of the study"):
        match_classes(("horse", "cat"), ("Cat", "Dog"))


def write_pictures(folder: Path, names: list[str]) -> list[Path]:
    """Files that are called photographs; nobody decodes them here."""
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(path.name.encode())
    return paths


def test_labels_are_found_beside_the_photographs(tmp_path: Path) -> None:
    paths = write_pictures(tmp_path / "set" / "images", ["a.jpg", "b.jpg", "c.jpg"])
    (tmp_path / "set" / "labels.csv").write_text("image,label,patient\na,0,P1\nb,2,P1\n")
    for source in (source_of_paths(paths), source_of_folder(tmp_path / "set")):
        assert [candidate.reference for candidate in source.candidates] == [0, 2, None]
        assert [candidate.patient for candidate in source.candidates] == ["P1", "P1", ""]
        assert source.counts()[:3] == (1, 0, 1)
        assert "labels.csv" in source.words
    assert source.without_references().candidates[1].reference is None
    other = tmp_path / "other.csv"
    other.write_text("image,label\nc,1\n")
    assert [each.reference for each in source_of_paths(paths, other).candidates] == [None, None, 1]
    other.write_text("image,label\nz,1\n")
    with pytest.raises(StudyError, match="No photograph has a label"):
        source_of_paths(paths, other)


def test_several_sets_have_their_own_tables_and_must_mean_the_same(tmp_path: Path) -> None:
    first = write_pictures(tmp_path / "one", ["a.jpg", "b.jpg"])
    second = write_pictures(tmp_path / "two", ["a.jpg", "c.jpg"])
    (tmp_path / "one" / "labels.csv").write_text("image,label\na,healthy\nb,ill\n")
    (tmp_path / "two" / "labels.csv").write_text("image,label\na,ill\nc,healthy\n")
    source = source_of_paths([*first, *second])
    assert [candidate.reference for candidate in source.candidates] == [0, 1, 1, 0]
    (tmp_path / "two" / "labels.csv").write_text("image,label\na,cat\nc,dog\n")
    with pytest.raises(StudyError, match=r"different things: 'one' \(2\) and 'two' \(2\)"):
        source_of_paths([*first, *second])


def test_class_folders_and_bare_folders_are_sources_too(tmp_path: Path) -> None:
    write_pictures(tmp_path / "classes", ["healthy/a.jpg", "ill/b.jpg"])
    source = source_of_folder(tmp_path / "classes")
    assert (source.class_names, source.counts()) == (("healthy", "ill"), (1, 1))
    assert source.in_classes(("Ill", "Healthy")).counts() == (1, 1)
    assert [each.reference for each in source.in_classes(("Ill", "Healthy")).candidates] == [1, 0]
    with pytest.raises(StudyError, match="not those of the study"):
        source.in_classes(("cat", "dog"))
    write_pictures(tmp_path / "bare", ["a.jpg"])
    assert source_of_folder(tmp_path / "bare").class_names == ()
    (tmp_path / "empty").mkdir()
    with pytest.raises(StudyError, match="no photograph"):
        source_of_folder(tmp_path / "empty")
    with pytest.raises(StudyError, match="no folder"):
        source_of_folder(tmp_path / "nowhere")


def test_labels_are_found_by_a_path_that_leads_through_other_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a command line: `--images ../set`, and the same whether one stands here or there."""
    folder = tmp_path / "set" / "images"
    folder.mkdir(parents=True)
    for number in range(3):
        (folder / f"{number}.png").write_bytes(b"photograph %d" % number)
    (folder.parent / "labels.csv").write_text("image,label\n0.png,2\n1.png,0\n2.png,1\n", "utf-8")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    found = source_of_folder(Path("../set"))
    assert [each.reference for each in found.candidates] == [2, 0, 1]
