"""Prepared copies: what they hold, that they go on, and that nothing is lost."""

import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import h5py
import numpy as np
import pytest
from PIL import Image

from core.datasets.masks import find_masks, read_mask
from core.datasets.preparing import run as running
from core.datasets.preparing.journal import JOURNAL
from core.datasets.preparing.order import Container, Order, plan, read_recipe
from core.datasets.preparing.overlaying import prepared_mask
from core.datasets.preparing.run import prepare_copy
from core.datasets.sources.opening import open_source
from core.errors import DatasetError, FunduscopeError
from core.images.geometry import Affine
from core.images.preparation import Normalisation, recipe
from core.images.reading import read_photograph
from core.jobs import Cancelled, CancelToken
from core.synthesis.writing.pictures import PictureFormat

PLAIN = recipe("plain", input_size=32, normalisation=Normalisation.UNIT)
MANY = 400
WAIT_S = 800
PNG = Order(preparation=PLAIN, picture_format=PictureFormat.PNG)


def fundus(seed: int, side: int = 64) -> Image.Image:
    rng = np.random.default_rng(seed)
    pixels = np.zeros((side, side + 20, 3), np.uint8)
    colour = tuple(int(value) for value in rng.integers(90, 220, 3))
    cv2.circle(pixels, (side // 2 + 10, side // 2), side // 2 - 4, colour, -1)
    return Image.fromarray(pixels)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    for number, name in enumerate(["mild/1_left.png", "mild/1_right.jpg", "severe/2_left.png", "severe/2_left.jpg"]):
        (folder / "images" / name).parent.mkdir(parents=True, exist_ok=True)
        fundus(number).save(folder / "images" / name)
    mask = np.zeros((64, 84), bool)
    mask[20:40, 30:50] = True
    (folder / "masks" / "MA").mkdir(parents=True)
    Image.fromarray(mask).save(folder / "masks" / "MA" / "1_left_MA.png")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_copy_holds_photographs_masks_labels_and_a_manifest(source: Path, tmp_path: Path) -> None:
    before, target = content(source), tmp_path / "copy"

    outcome = prepare_copy(source, target, PNG)

    assert content(source) == before
    assert (outcome.made, outcome.kept, outcome.failed) == (4, 0, ())
    wanted, way = PLAIN.apply_to_pixels(read_photograph(source / "images/mild/1_left.png").pixels)
    assert np.array_equal(read_photograph(target / "images/mild/1_left.png").pixels, wanted)
    assert sorted(path.name for path in (target / "images/severe").iterdir()) == ["2_left.jpg.png", "2_left.png.png"]
    opened = open_source(target)
    assert opened.class_names == ("mild", "severe")
    assert opened.labels == (0, 0, 1, 1)
    assert [sample.group for sample in opened.samples] == ["1", "1", "2", "2"]
    (mask,) = find_masks(target / "images/mild/1_left.png")
    small = read_mask(mask.path, (32, 32))
    rows, columns = np.nonzero(small)
    left, top = way(columns.min(), rows.min())
    right, bottom = way(columns.max() + 1, rows.max() + 1)
    assert (left, top, right, bottom) == pytest.approx((30, 20, 50, 40), abs=1.5)
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    first = manifest["photographs"][0]
    assert manifest["recipe"] == PLAIN.to_json()
    assert manifest["class_counts"] == [2, 2]
    assert first["to_photograph"] == [way.xx, way.xy, way.x0, way.yx, way.yy, way.y0]
    assert first["source_sha256"] == read_photograph(source / "images/mild/1_left.png").id


def test_a_microaneurysm_does_not_vanish_from_its_mask() -> None:
    mask = np.zeros((800, 800), bool)
    mask[401:404, 601:604] = True

    small = prepared_mask(mask, Affine.scale(10, 10), (80, 80))

    assert np.argwhere(small).tolist() == [[40, 60]]


def test_what_was_stopped_goes_on_and_what_is_whole_is_brought_up_to_date(source: Path, tmp_path: Path) -> None:
    target, token, seen = tmp_path / "copy", CancelToken(), []

    def stop_at_two(progress) -> None:
        seen.append(progress.done)
        if progress.done == 2:
            token.cancel()

    with pytest.raises(Cancelled):
        prepare_copy(source, target, PNG, token=token, report=stop_at_two)
    with (target / JOURNAL).open("a") as journal:
        journal.write('{"source": "cut o')  # as when the power fails
    assert not (target / "manifest.json").exists()

    went_on = prepare_copy(source, target, PNG)
    again = prepare_copy(source, target, PNG)
    (target / "images/mild/1_right.png").unlink()
    fundus(99).save(source / "images/mild/1_left.png")
    os.utime(source / "images/mild/1_left.png", ns=(1, 1))
    updated = prepare_copy(source, target, PNG)

    assert (went_on.made, went_on.kept) == (2, 2)
    assert (again.made, again.kept) == (0, 4)
    assert (updated.made, updated.kept) == (2, 2)
    wanted, _ = PLAIN.apply_to_pixels(np.asarray(fundus(99)))
    assert np.array_equal(read_photograph(target / "images/mild/1_left.png").pixels, wanted)
    with pytest.raises(DatasetError, match="begun by another recipe"):
        prepare_copy(source, target, Order(preparation=PLAIN))


def test_photographs_that_cannot_be_read_are_named_and_the_others_made(source: Path, tmp_path: Path) -> None:
    (source / "images/mild/broken.jpg").write_bytes(b"\xff\xd8nothing")
    Image.new("RGB", (50, 50)).save(source / "images/mild/dark.png")

    outcome = prepare_copy(source, tmp_path / "copy", PNG)

    assert (outcome.made, outcome.total) == (4, 6)
    assert [Path(entry.source).name for entry in outcome.failed] == ["broken.jpg", "dark.png"]
    failures = json.loads((tmp_path / "copy/manifest.json").read_text("utf-8"))["failures"]
    assert "dark all over" in failures[1]["error"]


def test_one_hdf5_file_in_vincenzis_layout(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.h5"

    prepare_copy(source, target, Order(preparation=PLAIN, container=Container.HDF5))

    with h5py.File(target) as file:
        assert file["dataset"].shape == (4, 32, 32, 3)
        assert file["label"][:].tolist() == [[0], [0], [1], [1]]
        bgr = file["dataset"][0]
    wanted, _ = PLAIN.apply_to_pixels(read_photograph(source / "images/mild/1_left.png").pixels)
    assert np.array_equal(bgr[:, :, ::-1], wanted)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.h5", "copy.h5.manifest.json", "source"]
    again = prepare_copy(target, tmp_path / "unpacked", PNG)
    assert again.made == 4
    assert np.array_equal(read_photograph(tmp_path / "unpacked/images/copy_000000.png").pixels.shape, (32, 32, 3))
    with pytest.raises(DatasetError, match="is there already"):
        prepare_copy(source, target, Order(preparation=PLAIN, container=Container.HDF5))


def test_sources_are_never_in_the_way(source: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    for target, words in (
        (source, "is what the copy is made from"),
        (source / "copy", "lies in the folder of the photographs"),
        (tmp_path, "The photographs lie in"),
        (tmp_path / "other", "holds something else"),
        (tmp_path / "other" / "letter.txt", "is a file"),
        (tmp_path / "nowhere" / "copy", "does not exist"),
    ):
        with pytest.raises(DatasetError, match=words):
            prepare_copy(source, target, PNG)
    (source / "link").symlink_to(source / "images")
    with pytest.raises(DatasetError, match="lies in the folder"):
        prepare_copy(source, source / "link" / "copy", PNG)
    (tmp_path / "loose").mkdir()
    fundus(1).save(tmp_path / "loose" / "eye.png")
    with pytest.raises(DatasetError, match="have no label"):
        plan(tmp_path / "loose", Order(preparation=PLAIN, container=Container.HDF5))


@pytest.mark.parametrize(("code", "words"), [(errno.ENOSPC, "no room left"), (errno.EROFS, "Read-only")])
def test_a_full_or_read_only_disk_is_said_and_nothing_is_lost(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    calls = []

    def failing(path: Path, data: bytes) -> None:
        calls.append(path)
        if len(calls) == 3:
            raise OSError(code, os.strerror(code))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    monkeypatch.setattr("core.datasets.preparing.task.write_beside", failing)
    with pytest.raises(DatasetError, match=words):
        prepare_copy(source, tmp_path / "copy", PNG)
    monkeypatch.undo()

    outcome = prepare_copy(source, tmp_path / "copy", PNG)

    assert outcome.made + outcome.kept == 4
    assert outcome.kept >= 1


def test_processes_make_the_same_and_an_interrupt_leaves_a_copy_that_goes_on(source: Path, tmp_path: Path) -> None:
    one = io.BytesIO()
    fundus(9, 400).save(one, "PNG")
    for number in range(MANY):  # so many that it is not done by itself on a machine that looks away for a moment
        (source / "images" / "mild" / f"more{number}.png").write_bytes(one.getvalue() + str(number).encode())
    command = [sys.executable, "-m", "core", "prepare", str(source), str(tmp_path / "copy"), "--recipe", "plain"]
    command += ["--size", "32", "--pictures", "png", "--workers", "2"]
    # What starts the tests in the background may have it ignore Ctrl-C, which children inherit.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    journal = tmp_path / "copy" / JOURNAL
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline and not (journal.exists() and len(journal.read_text().splitlines()) > 3):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=800)
    done = len(journal.read_text().splitlines()) - 1

    finished = subprocess.run(command, capture_output=True, text=True, timeout=800)

    assert process.returncode == 130
    assert "goes on from there" in said
    assert 3 <= done < MANY + 4
    assert finished.returncode == 0, finished.stderr
    assert f"{MANY + 4 - done} photographs prepared, {done} were there already" in finished.stdout
    prepare_copy(source, tmp_path / "alone", PNG)
    here = {name: data for name, data in content(tmp_path / "alone").items() if name.startswith("images")}
    assert here == {name: data for name, data in content(tmp_path / "copy").items() if name.startswith("images")}


@pytest.mark.parametrize(
    ("name", "more"),
    [
        pytest.param("copy", ["--pictures", "jpg"], marks=pytest.mark.slow),
        ("copy", ["--pictures", "png"]),
        pytest.param("copy.h5", [], marks=pytest.mark.slow),
    ],
)
def test_what_was_killed_goes_on_and_is_the_same(source: Path, tmp_path: Path, name: str, more: list[str]) -> None:
    count = 64
    for number in range(count - 4):
        fundus(number, 400).save(source / "images" / "mild" / f"more{number}.png")
    before = content(source)
    target = tmp_path / name
    command = [
        sys.executable,
        "-m",
        "core",
        "prepare",
        str(source),
        "--recipe",
        "plain",
        "--size",
        "32",
        "--workers",
        "1",
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    for least in (8, 24):
        process = subprocess.Popen([*command, *more, str(target)], **quiet)  # type: ignore[call-overload]
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline and process.poll() is None and made_in(tmp_path) < least:
            time.sleep(0.002)
        process.kill()
        was_killed = process.wait(WAIT_S) < 0  # else it was done before: this machine looked away for too long
    killed_at = made_in(tmp_path)
    finished = subprocess.run([*command, *more, str(target)], capture_output=True, text=True, timeout=800)
    whole = tmp_path / "whole" / name
    whole.parent.mkdir()
    subprocess.run([*command, *more, str(whole)], check=True, timeout=800, **quiet)  # type: ignore[call-overload]

    assert finished.returncode == 0, finished.stderr
    assert killed_at >= 8 or not was_killed
    assert same_copies(target, whole, count)
    assert content(source) == before
    assert not list(tmp_path.rglob("*.part"))


def made_in(folder: Path) -> int:
    """How many photographs the journal of an unfinished copy has, wherever it lies."""
    return sum(len(path.read_text().splitlines()) - 1 for path in folder.rglob(JOURNAL) if path.is_file())


def same_copies(one: Path, other: Path, count: int) -> bool:
    if one.suffix != ".h5":
        pictures = [{n: d for n, d in content(place).items() if n.startswith("images")} for place in (one, other)]
        named = [json.loads((place / "manifest.json").read_text())["photographs"] for place in (one, other)]
        return pictures[0] == pictures[1] and len(pictures[0]) == len(named[0]) == len(named[1]) == count
    with h5py.File(one) as first, h5py.File(other) as second:
        pixels = [np.asarray(file["dataset"]) for file in (first, second)]
        labels = [np.asarray(file["label"]) for file in (first, second)]
    return len(pixels[0]) == count and np.array_equal(*pixels) and np.array_equal(*labels)


def test_own_recipes_come_from_json(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text(json.dumps(PLAIN.to_json()))

    assert read_recipe(file) == PLAIN
    file.write_text('{"steps": [{"step": "fieldcrop"}]}')
    with pytest.raises(FunduscopeError, match="Did you mean 'field_crop'"):
        read_recipe(file)
    file.write_text("no JSON")
    with pytest.raises(DatasetError, match="is not JSON"):
        read_recipe(file)
    assert running.Outcome(1, 2, ()).total == 3
