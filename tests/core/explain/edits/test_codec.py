"""Edits written and read again, and files that somebody else wrote."""

import base64
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.explain.edits.codec import dumps, loads
from core.explain.edits.contents import make_patch
from core.explain.edits.edit import Edit, EditKind, Offset
from core.explain.edits.editlist import EditList
from core.explain.edits.error import EditError
from core.explain.edits.shapes import Polygon, Runs, Shape, Stroke
from core.images.photograph import ImageId

IMAGE = ImageId("ab" * 32)
PATCH = make_patch(np.full((3, 4, 3), 7, np.uint8), 2, 3)

coordinates = st.floats(-500, 5000, allow_nan=False)
points = st.tuples(coordinates, coordinates)
strokes = st.builds(Stroke, st.lists(points, min_size=1, max_size=6).map(tuple), st.floats(0.5, 300, allow_nan=False))
polygons = st.lists(st.lists(points, min_size=3, max_size=6).map(tuple), min_size=1, max_size=3).map(
    lambda loops: Polygon(tuple(loops))
)
runs = st.lists(st.booleans(), min_size=12, max_size=12).map(
    lambda bits: Runs.of(np.array([*bits, True, False, True, False]).reshape(4, 4), left=5, top=7)
)
shapes: st.SearchStrategy[Shape] = st.one_of(strokes, polygons, runs)


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    kind = draw(st.sampled_from(list(EditKind)))
    source = None
    if kind is EditKind.PASTE:
        source = draw(
            st.one_of(
                st.builds(Offset, st.integers(-900, 900), st.integers(-900, 900)),
                st.just(PATCH),
            )
        )
    shares = st.floats(0, 1, allow_nan=False)
    return Edit(
        kind,
        draw(shapes),
        strength=draw(shares),
        feather_px=draw(st.floats(0, 60, allow_nan=False)),
        source=source,
        is_shown=draw(st.booleans()),
        label=draw(st.text(max_size=20)),
    )


# A busy machine takes its time to draw the first ones.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(edits(), max_size=5))
def test_what_is_written_is_read(found: list[Edit]) -> None:
    before = EditList(IMAGE, 4288, 2848, tuple(found))
    assert loads(dumps(before)) == before


def valid() -> dict[str, Any]:
    edit = Edit(EditKind.INPAINT, Stroke(((10.0, 20.0), (30.0, 20.0)), 6.0), feather_px=2.0, label="haemorrhage")
    return json.loads(dumps(EditList(IMAGE, 100, 80, (edit,))))


def test_the_file_says_what_it_is_not_for_and_holds_no_name() -> None:
    fields = valid()
    assert "not for clinical use" in fields["notice"]
    assert set(fields) == {"format_version", "program", "notice", "disclaimer", "image", "width", "height", "edits"}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda f: f.update(format_version=2), "newer"),
        (lambda f: f.update(format_version=True), "format"),
        (lambda f: f.update(image="../../etc"), "SHA-256"),
        (lambda f: f.update(image=7), "SHA-256"),
        (lambda f: f.update(width=0), "0 x 80"),
        (lambda f: f.update(width=1e400), "whole number"),
        (lambda f: f.update(edit=[]), "edits"),
        (lambda f: f.update(edits={}), "list"),
        (lambda f: f.update(edits=[None]), "object"),
        (lambda f: f.update(edits=f["edits"] * 501), "501"),
        (lambda f: f["edits"][0].update(strenght=1), "strength"),
        (lambda f: f["edits"][0].update(strength=1.5), "0 to 1"),
        (lambda f: f["edits"][0].update(strength=None), "number"),
        (lambda f: f["edits"][0].update(strength=True), "number"),
        (lambda f: f["edits"][0].update(strength=10**400), "number"),
        (lambda f: f["edits"][0].update(feather_px=-1), "feather"),
        (lambda f: f["edits"][0].update(kind="inpant"), "inpaint"),
        (lambda f: f["edits"][0].update(kind=[]), "kind"),
        (lambda f: f["edits"][0].update(kind="paste"), "source"),
        (lambda f: f["edits"][0].update(source={"offset": [1, 2]}), "source"),
        (lambda f: f["edits"][0].update(kind="paste", source={"offset": [1.5, 2]}), "whole"),
        (lambda f: f["edits"][0].update(kind="paste", source={"patch": {"left": 0, "top": 0, "png": "§"}}), "damaged"),
        (lambda f: f["edits"][0].update(is_shown=1), "is_shown"),
        (lambda f: f["edits"][0].update(label="x" * 200), "label"),
        (lambda f: f["edits"][0].update(region={}), "region"),
        (lambda f: f["edits"][0].update(region={"stroke": {}, "polygon": []}), "region"),
        (lambda f: f["edits"][0].update(region={"stroke": {"points": [], "radius": 3}}), "points"),
        (lambda f: f["edits"][0].update(region={"stroke": {"points": [[1, 2, 3]], "radius": 3}}), "two numbers"),
        (lambda f: f["edits"][0].update(region={"stroke": {"points": [["1", 2]], "radius": 3}}), "two numbers"),
        (lambda f: f["edits"][0].update(region={"polygon": [[[0, 0], [1, 1]]]}), "points"),
        (
            lambda f: f["edits"][0].update(
                region={"runs": {"left": 0, "top": 0, "width": 2, "height": 2, "lengths": [1, 2]}}
            ),
            "count",
        ),
        (
            lambda f: f["edits"][0].update(
                region={"runs": {"left": 0, "top": 0, "width": 1 << 20, "height": 1 << 20, "lengths": [1 << 40]}}
            ),
            "too large",
        ),
    ],
)
def test_hostile_fields(change: Any, word: str) -> None:
    fields = valid()
    change(fields)
    text = json.dumps(fields).replace("Infinity", "1e400")
    with pytest.raises(EditError, match=word):
        loads(text)


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "NaN", "[" * 100_000, b"\xff\xfe", '{"edits": NaN}'])
def test_what_is_no_file_of_edits(text: str | bytes) -> None:
    with pytest.raises(EditError):
        loads(text)


def test_a_patch_that_is_no_picture_is_refused_when_it_is_read() -> None:
    from core.explain.edits.contents import read_patch
    from core.explain.edits.edit import Patch

    for content in (b"nothing", base64.b64decode("iVBORw0KGgo=")):
        with pytest.raises(EditError, match="damaged"):
            read_patch(Patch(0, 0, content))
