"""Splits: every class has its share, no group stands on two sides, and the seed says it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.cli.program import main
from core.datasets.eyes import Eye, eye_of, patient_of
from core.datasets.grouping import groups, identical_photographs
from core.datasets.identity import content_ids, fingerprint
from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.opening import open_source
from core.datasets.splits import Part, Split, folds, read_split, split, split_around, split_table
from core.errors import DatasetError, FunduscopeError
from core.images.photograph import ImageId

Draw = Callable[..., Path]
grouped = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 30)), min_size=12, max_size=80)


def sample(name: str, label: int = 0, group: str = "") -> Sample:
    return Sample(Path(name), label, group, name)


@settings(deadline=None)
@given(grouped, st.integers(0, 9), st.integers(2, 6))
def test_folds_cover_everything_once_and_cut_no_group(pairs: list[tuple[int, int]], seed: int, count: int) -> None:
    labels, owners = zip(*pairs, strict=True)
    if len(set(owners)) < count:
        return
    made = folds(labels, owners, count, seed=seed)
    seen = Counter(place for each in made for place in each.validation)
    assert seen == Counter(range(len(labels)))
    for each in made:
        assert set(each.training) | set(each.validation) == set(range(len(labels)))
        assert not {owners[place] for place in each.training} & {owners[place] for place in each.validation}
    assert made == folds(labels, owners, count, seed=seed)


@settings(deadline=None)
@given(grouped, st.integers(0, 9))
def test_a_split_cuts_no_group(pairs: list[tuple[int, int]], seed: int) -> None:
    labels, owners = zip(*pairs, strict=True)
    try:
        made = split(labels, owners, validation=0.3, test=0.2, seed=seed)
    except DatasetError:
        return
    sides = [{owners[place] for place in made.part(part)} for part in Part]
    assert len(set.union(*sides)) == sum(len(side) for side in sides)
    assert sorted((*made.training, *made.validation, *made.test)) == list(range(len(labels)))


@pytest.mark.parametrize("seed", range(5))
def test_each_part_has_its_share_of_each_class(seed: int) -> None:
    """The counts of the real data set, every photograph alone: as even as whole numbers allow, within one."""
    labels = [label for label, count in enumerate((134, 20, 136, 74, 49)) for _ in range(count)]
    made = split(labels, range(len(labels)), validation=0.1, seed=seed)
    counts = Counter(labels[place] for place in made.validation)
    for label, count in enumerate((134, 20, 136, 74, 49)):
        assert abs(counts[label] - 0.1 * count) <= 1
    assert len(made.validation) in (41, 42)
    for each in folds(labels, range(len(labels)), 5, seed=seed):
        counts = Counter(labels[place] for place in each.validation)
        assert counts[1] == 4
        assert abs(len(each.validation) - 82.6) <= 2


def test_pairs_of_eyes_are_shared_out_evenly_too() -> None:
    labels = [(patient // 4) % 5 for patient in range(100) for _eye in range(2)]
    owners = [patient for patient in range(100) for _eye in range(2)]
    made = split(labels, owners, validation=0.2, seed=3)
    assert Counter(labels[place] for place in made.validation) == dict.fromkeys(range(5), 8)


def test_another_seed_is_another_split() -> None:
    labels = [0, 1] * 30
    assert split(labels, range(60), validation=0.2, seed=0) != split(labels, range(60), validation=0.2, seed=1)


def test_what_leaves_nothing_is_refused() -> None:
    with pytest.raises(DatasetError, match="leave nothing to train on"):
        split([0, 1], [0, 1], validation=0.5, test=0.5)
    with pytest.raises(DatasetError, match="The validation part of the split is empty: 2 photographs in 1 groups"):
        split([0, 1], [0, 0], validation=0.5)
    with pytest.raises(DatasetError, match="7 folds cannot be made of 6 groups: 2 to 6 can"):
        folds([0, 1] * 3, range(6), 7)


def test_a_split_is_read_back(tmp_path: Path) -> None:
    samples = [sample(name) for name in ("a, b.png", "c.png", "d.png")]
    path = tmp_path / "split.csv"
    path.write_text(split_table(samples, Split((2,), (0,), (1,))))
    assert read_split(path, samples) == Split((2,), (0,), (1,))
    path.write_text("image,split\nc.png,trainig\n")
    with pytest.raises(DatasetError, match=r"Line 2 of 'split\.csv' has the part 'trainig'\. Did you mean 'training'"):
        read_split(path, samples)
    path.write_text("image,split\nzzz.png,training\n")
    with pytest.raises(DatasetError, match=r"names 'zzz\.png', which is not in the data set"):
        read_split(path, samples)


def test_identical_photographs_and_eyes_of_a_patient_are_one_group() -> None:
    samples = [sample("a", 0, "p"), sample("b", 1), sample("c", 2, "q"), sample("d", 0, "p"), sample("e", 3, "q")]
    ids = [ImageId(text) for text in ("1", "2", "2", "3", "4")]
    assert groups(samples, ids) == (0, 1, 1, 0, 1)
    assert groups(samples, ids, are_patients_kept=False) == (0, 1, 1, 2, 3)
    (found,) = identical_photographs(samples, ids)
    assert found.members == (1, 2)
    assert found.has_conflict


@pytest.mark.parametrize(
    ("name", "patient", "eye"),
    [
        ("10_left.jpeg", "10", Eye.LEFT),
        ("10_right.jpeg", "10", Eye.RIGHT),
        ("p7-OD.png", "p7", Eye.RIGHT),
        ("p7 os.png", "p7", Eye.LEFT),
        ("IDRiD_001.jpg", "", None),
        ("upright.png", "", None),
    ],
)
def test_eyes_by_name(name: str, patient: str, eye: Eye | None) -> None:
    assert patient_of(name) == patient
    assert eye_of(name) == eye


def test_the_fingerprint_is_of_contents_and_labels_not_of_places(draw: Draw, tmp_path: Path) -> None:
    draw("one/x/a.png", 1)
    draw("one/y/b.png", 2)
    draw("two/x/a.png", 1)
    draw("two/y/b.png", 2)
    prints = [_fingerprint(tmp_path / name) for name in ("one", "two")]
    assert prints[0] == prints[1]
    draw("two/y/b.png", 3)
    assert _fingerprint(tmp_path / "two") != prints[0]


def _fingerprint(folder: Path) -> str:
    found = open_source(folder)
    ids = content_ids(found.samples)
    return fingerprint(found, [each for each in ids if not isinstance(each, FunduscopeError)])


def test_the_real_pairs_are_found(data_dir: Path) -> None:
    found = open_source(data_dir / "idrid" / "grading")
    ids = content_ids(found.samples)
    assert not any(isinstance(each, FunduscopeError) for each in ids)
    names = {
        tuple(Path(found.samples[place].name).stem[-3:] for place in each.members): each.has_conflict
        for each in identical_photographs(found.samples, ids)
    }
    assert names[("021", "391")]
    assert names[("028", "327")]
    assert not names[("045", "333")]
    made = split(found.labels, groups(found.samples, ids), validation=0.2, seed=0)
    sides = {place: part for part in Part for place in made.part(part)}
    for each in identical_photographs(found.samples, ids):
        assert len({sides[place] for place in each.members}) == 1


def test_labels_without_photographs_of_two_classes_cannot_be_learned() -> None:
    with pytest.raises(DatasetError, match="holds no photograph"):
        LabelledPhotographs((), ("a", "b")).require_trainable()
    with pytest.raises(DatasetError, match="All 1 photographs are of one class, 'b'"):
        LabelledPhotographs((sample("x", 1),), ("a", "b")).require_trainable()


def test_a_locked_test_part_stands_and_its_other_eyes_take_no_part() -> None:
    labels = [index % 3 for index in range(60)]
    groups = [index // 2 for index in range(60)]
    test = [0, 1, 10, 33]  # of the patients of 10 and 33 one eye each

    made = split_around(labels, groups, test, validation=0.2, seed=3)

    assert made.test == (0, 1, 10, 33)
    assert not {11, 32} & {*made.training, *made.validation, *made.test}
    assert len(made.training) + len(made.validation) == 54
    assert 9 <= len(made.validation) <= 13
    assert not {groups[place] for place in made.training} & {groups[place] for place in made.validation}
    with pytest.raises(DatasetError, match="leaves nothing"):
        split_around(labels, groups, range(60), seed=1)


def test_ninety_to_ten_is_usual() -> None:
    made = split([index % 2 for index in range(200)], range(200))

    assert (len(made.training), len(made.validation), len(made.test)) == (180, 20, 0)


def test_names_that_are_formulas_are_defused_and_read_back(tmp_path: Path) -> None:
    samples = [sample("=cmd|' /C calc'!A0.jpg"), sample("-1.jpg"), sample("eye.jpg")]
    made = Split((0, 2), (1,))
    text = split_table(samples, made)
    (tmp_path / "split.csv").write_text(text)

    assert not any(line.startswith(("=", "-")) for line in text.splitlines())
    assert read_split(tmp_path / "split.csv", samples) == made


def test_the_command_keeps_a_test_part_that_is_locked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(40):
        folder = tmp_path / "set" / ("mild" if number % 2 else "severe")
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.full((4, 4, 3), number, np.uint8)).save(folder / f"{number // 4}_{number % 4}_left.png")
    command = ["split", str(tmp_path / "set"), "--out", str(tmp_path / "split.csv")]

    assert main([*command, "--test", "0.2"]) == 0
    first = (tmp_path / "split.csv").read_text()
    assert main([*command, "--test", "0.2", "--seed", "1"]) == 2
    assert "which is locked" in capsys.readouterr().err
    assert (tmp_path / "split.csv").read_text() == first
    assert main([*command, "--keep-test", str(tmp_path / "split.csv"), "--seed", "1"]) == 0
    tested = [
        {line for line in text.splitlines() if line.endswith(",test")}
        for text in (first, (tmp_path / "split.csv").read_text())
    ]
    assert tested[0] == tested[1]
    assert len(tested[0]) == 8
    assert main(["split", str(tmp_path / "set"), "--folds", "4", "--out", str(tmp_path / "folds")]) == 0
    assert sorted(path.name for path in (tmp_path / "folds").iterdir()) == [
        f"fold{number}.csv" for number in (1, 2, 3, 4)
    ]
