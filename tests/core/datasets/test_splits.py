"""Splits: every class has its share, no group stands on two sides, and the seed says it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.datasets.eyes import Eye, eye_of, patient_of
from core.datasets.grouping import groups, identical_photographs
from core.datasets.identity import content_ids, fingerprint
from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.opening import open_source
from core.datasets.splits import Part, Split, folds, read_split, split, split_table
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
