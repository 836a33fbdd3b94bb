"""Prepared photographs: the pixels that inference sees, made once."""

from __future__ import annotations

import multiprocessing
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.datasets import makers as module
from core.datasets.identity import content_id
from core.datasets.prepared import PreparedPhotographs
from core.datasets.samples import Sample
from core.errors import FunduscopeError
from core.images.orientation import Orientation
from core.images.preparation import Normalisation, Preparation, recipe
from core.images.reading import read_photograph
from core.images.steps.resampling import Interpolation
from core.jobs import Cancelled, CancelToken, Progress

Draw = Callable[..., Path]
PREPARATION = recipe("stretch", input_size=8, normalisation=Normalisation.IMAGENET)
RECORD_BYTES = 8 * 8 * 3 + 4


@pytest.fixture
def samples(draw: Draw) -> list[Sample]:
    return [Sample(draw(f"{index}.png", index) / f"{index}.png", 0, name=f"{index}.png") for index in range(4)]


def made(folder: Path, preparation: Preparation = PREPARATION, max_bytes: int = 10**6) -> PreparedPhotographs:
    return PreparedPhotographs(folder, preparation, max_bytes=max_bytes)


def read(photographs: PreparedPhotographs, sample: Sample, identity: str) -> np.ndarray:
    out = np.zeros(photographs.shape, np.uint8)
    photographs.read(sample, identity, out)
    return out


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.rgb"))


def test_the_pixels_are_those_of_the_preparation(samples: list[Sample], tmp_path: Path) -> None:
    photographs = made(tmp_path / "cache")
    ids = [content_id(sample) for sample in samples]
    assert photographs.prepare(samples, ids) == {}
    for sample, identity in zip(samples, ids, strict=True):
        pixels = read_photograph(sample.path).pixels
        expected, _ = PREPARATION.apply_to_pixels(pixels)
        np.testing.assert_array_equal(read(photographs, sample, identity), expected)
        # and normalised as the network gets them
        values = (expected.astype(np.float32) / np.float32(255)).transpose(2, 0, 1)
        mean, std = (np.float32(each)[:, None, None] for each in (PREPARATION.mean, PREPARATION.std))
        np.testing.assert_array_equal((values - mean) / std, PREPARATION.apply(pixels).values)


def test_nothing_is_decoded_twice(samples: list[Sample], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [content_id(sample) for sample in samples]
    made(tmp_path / "cache").prepare(samples, ids)
    before = [read(made(tmp_path / "cache"), *pair) for pair in zip(samples, ids, strict=True)]
    monkeypatch.setattr(module, "read_pixels", lambda _sample: pytest.fail("decoded again"))
    again = made(tmp_path / "cache")
    assert again.prepare(samples, ids) == {}
    np.testing.assert_array_equal([read(again, *pair) for pair in zip(samples, ids, strict=True)], before)


def test_another_normalisation_shares_the_pixels_another_size_does_not(samples: list[Sample], tmp_path: Path) -> None:
    ids = [content_id(sample) for sample in samples]
    for normalisation in Normalisation:
        made(tmp_path / "cache", recipe("stretch", input_size=8, normalisation=normalisation)).prepare(samples, ids)
    assert len(files(tmp_path / "cache")) == 4
    other = made(tmp_path / "cache", recipe("stretch", input_size=9, normalisation=Normalisation.UNIT))
    other.prepare(samples, ids)
    assert len(files(tmp_path / "cache")) == 8


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * RECORD_BYTES])
def test_a_damaged_file_is_made_anew(samples: list[Sample], tmp_path: Path, damage: bytes) -> None:
    ids = [content_id(sample) for sample in samples]
    made(tmp_path / "cache").prepare(samples, ids)
    whole = [path.read_bytes() for path in files(tmp_path / "cache")]
    files(tmp_path / "cache")[1].write_bytes(damage)
    made(tmp_path / "cache").prepare(samples, ids)
    assert [path.read_bytes() for path in files(tmp_path / "cache")] == whole


def test_what_does_not_fit_is_made_each_time(samples: list[Sample], tmp_path: Path) -> None:
    ids = [content_id(sample) for sample in samples]
    photographs = made(tmp_path / "cache", max_bytes=2 * RECORD_BYTES)
    assert photographs.prepare(samples, ids) == {}
    assert len(files(tmp_path / "cache")) == 2
    for sample, identity in zip(samples, ids, strict=True):
        expected, _ = PREPARATION.apply_to_pixels(read_photograph(sample.path).pixels)
        np.testing.assert_array_equal(read(photographs, sample, identity), expected)


def test_older_preparations_make_room(samples: list[Sample], tmp_path: Path) -> None:
    ids = [content_id(sample) for sample in samples]
    made(tmp_path / "cache").prepare(samples, ids)
    other = recipe("stretch", input_size=8, normalisation=Normalisation.UNIT, interpolation=Interpolation.NEAREST)
    made(tmp_path / "cache", other, max_bytes=5 * RECORD_BYTES).prepare(samples, ids)
    assert len(files(tmp_path / "cache")) == 4


def test_unreadable_photographs_are_told_with_their_reason(samples: list[Sample], tmp_path: Path) -> None:
    ids = [content_id(sample) for sample in samples]
    samples[2].path.write_bytes(samples[2].path.read_bytes()[:60])
    failed = made(tmp_path / "cache").prepare(samples, ids)
    assert list(failed) == [2]
    assert isinstance(failed[2], FunduscopeError)
    assert "2.png" in str(failed[2])


def test_it_can_be_cancelled_and_tells_how_far_it_is(samples: list[Sample], tmp_path: Path) -> None:
    token, told = CancelToken(), []

    def progress(state: object) -> None:
        told.append(state.done)
        token.cancel()

    ids = [content_id(sample) for sample in samples]
    with pytest.raises(Cancelled):
        made(tmp_path / "cache").prepare(samples, ids, token=token, progress=progress)
    assert told == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_only_the_user_may_read_them(samples: list[Sample], tmp_path: Path) -> None:
    made(tmp_path / "cache").prepare(samples, [content_id(sample) for sample in samples])
    for path in (tmp_path / "cache").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_no_obstacle(samples: list[Sample], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    photographs = made(tmp_path / "file" / "cache")
    ids = [content_id(sample) for sample in samples]
    assert photographs.prepare(samples, ids) == {}
    assert read(photographs, samples[0], ids[0]).any()


def test_many_are_made_by_processes_of_their_own_and_are_the_same(
    samples: list[Sample], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first in threads, the others in two processes; one that cannot be read says why from there as well."""
    (tmp_path / "broken.png").write_bytes(b"no picture")
    many = [*samples, Sample(tmp_path / "broken.png", 0, name="broken.png")]
    ids = [content_id(sample) for sample in many]
    alone = made(tmp_path / "alone")
    expected = alone.prepare(many, ids)
    monkeypatch.setattr(module, "WORTHWHILE", 2)
    before = set(multiprocessing.active_children())
    started: list[int] = []

    def note(progress: Progress) -> None:
        started.append(len(set(multiprocessing.active_children()) - before))

    photographs = made(tmp_path / "cache")
    failed = photographs.prepare(many, ids, progress=note)
    assert max(started) == 2
    assert set(multiprocessing.active_children()) == before, "they ended with the work"
    assert {place: str(error) for place, error in failed.items()} == {4: str(expected[4])}
    for sample, identity in zip(samples, ids, strict=False):
        np.testing.assert_array_equal(read(photographs, sample, identity), read(alone, sample, identity))


def test_one_that_is_shown_turned_is_kept_beside_the_upright_one(samples: list[Sample], tmp_path: Path) -> None:
    photographs = made(tmp_path / "cache")
    turned = replace(samples[0], orientation=Orientation(is_turned=True))
    identity = content_id(samples[0])
    assert photographs.prepare([samples[0], turned], [identity, identity]) == {}
    assert len(files(tmp_path / "cache")) == 2
    upright, other = (read(photographs, sample, identity) for sample in (samples[0], turned))
    np.testing.assert_allclose(other.astype(int), upright[::-1, ::-1].astype(int), atol=1)
