"""The record in an exported picture."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.explain.query import ClassTarget, Method, Query
from core.explain.rendering import Rendering
from core.images.photograph import ImageId
from core.networks.card import ModelId
from desktop.restore import HashIndex, RestoreError, ViewRecord, read_record, write_view

IMAGE, MODEL = (hashlib.sha256(name).hexdigest() for name in (b"image", b"model"))
RECORD = ViewRecord(
    Query(ImageId(IMAGE), ModelId(MODEL), Method.GRAD_CAM, ClassTarget(2), "features.12"),
    Rendering(limits=(0.125, 0.5), opacity=0.4),
)
PIXELS = np.arange(60 * 40 * 3, dtype=np.uint8).reshape(40, 60, 3)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "view.png"
    write_view(path, PIXELS, RECORD)
    assert read_record(path) == RECORD
    assert np.array_equal(np.asarray(Image.open(path)), PIXELS)


def test_nothing_says_whose_eye_or_machine_it_was(tmp_path: Path) -> None:
    path = tmp_path / "Jane Doe.png"
    write_view(path, PIXELS, RECORD)
    content = path.read_bytes()
    for secret in (b"Jane", str(tmp_path).encode(), b"tIME", b"eXIf"):
        assert secret not in content
    with Image.open(path) as image:
        assert set(image.info) == {"funduscope", "Disclaimer"}


def test_other_pictures_have_no_record(tmp_path: Path) -> None:
    plain = tmp_path / "plain.png"
    Image.fromarray(PIXELS).save(plain)
    assert read_record(plain) is None
    fake = tmp_path / "fake.png"
    fake.write_bytes(b"no picture at all")
    assert read_record(fake) is None
    assert read_record(tmp_path / "absent.png") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"format_version": 1', '"format_version": 9'),
        (IMAGE, "../../etc/passwd"),
        ('"gradcam"', '"palmistry"'),
        ('"class": 2', '"class": []'),
        ("{", "["),
    ],
)
def test_a_damaged_record_is_refused_in_words(old: str, new: str) -> None:
    text = RECORD.dumps()
    assert old in text
    with pytest.raises(RestoreError):
        ViewRecord.loads(text.replace(old, new, 1))


def test_a_fault_while_writing_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "view.png"
    write_view(path, PIXELS, RECORD)
    before = path.read_bytes()
    with pytest.raises((TypeError, ValueError, AttributeError)):
        write_view(path, "no pixels", RECORD)  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["view.png"]


def test_places_are_remembered_and_bounded(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.png" for number in range(8)]
    for file in files:
        file.write_bytes(b"x")
    index = HashIndex(tmp_path / "deep" / "places.json", length=5)
    for number, file in enumerate(files):
        index.note(f"hash{number}", file)
    index.save()
    again = HashIndex(tmp_path / "deep" / "places.json", length=5)
    assert again.find("hash7") == files[7]
    assert again.find("hash0") is None
    files[7].unlink()
    assert again.find("hash7") is None
    assert again.known("hash7") == files[7]


def test_a_broken_index_is_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "places.json"
    path.write_text("[1, 2")
    assert HashIndex(path).find("x") is None
