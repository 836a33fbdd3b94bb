"""The record in an exported picture."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.explain.catalogue import CATALOGUE
from core.explain.params import Fill, OcclusionParams
from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method, Query, Target
from core.explain.rendering import Rendering
from core.explain.targets import MarginTarget, ProbabilityTarget, ReferableTarget
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


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize(
    "target",
    [MarginTarget(2, 1), ReferableTarget(), ChannelTarget("features.3", 7, Aggregate.SUM), ProbabilityTarget(0)],
)
def test_any_question_is_written_and_read(method: Method, target: Target) -> None:
    layer = "features.3" if CATALOGUE[method].has_layer else None
    query = Query(ImageId(IMAGE), ModelId(MODEL), method, target, layer)
    rendering = Rendering(signed_limits=(-0.5, 2.0), is_symmetric=False, is_region_view=True)
    record = ViewRecord(query, rendering, is_partial=True, notes=("Plain evaluation was used.",))
    assert ViewRecord.loads(record.dumps()) == record


def test_parameters_are_written_and_read() -> None:
    params = OcclusionParams(window=24, stride=6, fill=Fill.BACKGROUND)
    record = ViewRecord(
        Query(ImageId(IMAGE), ModelId(MODEL), Method.OCCLUSION, ClassTarget(1), None, params), Rendering()
    )
    assert ViewRecord.loads(record.dumps()) == record


def test_records_of_before_are_read() -> None:
    fields = json.loads(RECORD.dumps())
    del fields["is_partial"], fields["notes"]
    for name in ("signed_colour_map", "signed_limits", "is_symmetric", "is_region_view", "regions"):
        del fields["rendering"][name]
    assert ViewRecord.loads(json.dumps(fields)) == RECORD
