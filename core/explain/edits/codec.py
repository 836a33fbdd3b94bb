"""Edits as JSON. A file from elsewhere is checked field by field: a misspelt key is an error and never a default."""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from core import __version__
from core.errors import did_you_mean
from core.explain.edits.edit import Edit, EditKind, Offset, Patch, Source
from core.explain.edits.editlist import EditList
from core.explain.edits.error import EditError
from core.explain.edits.shapes import Point, Polygon, Runs, Shape, Stroke
from core.images.photograph import ImageId
from core.networks.card import DISCLAIMER

FORMAT_VERSION = 1
MOST_TEXT_BYTES = 64 << 20
NOTICE = "what-if, edited photograph, not for clinical use"
"""What stands with every edited picture that leaves the program."""

_LIST_KEYS = ("format_version", "program", "notice", "disclaimer", "image", "width", "height", "edits")
_EDIT_KEYS = ("kind", "region", "strength", "feather_px", "source", "is_shown", "label")
_HEX = frozenset("0123456789abcdef")


def dumps(edits: EditList, *, indent: int | None = None) -> str:
    """The edits as JSON text. Of the photograph it holds the content's hash; no path, no name, no date."""
    return json.dumps(to_json(edits), indent=indent, allow_nan=False)


def loads(text: str | bytes) -> EditList:
    """The edits of that text. Raises EditError, whatever is in it."""
    if len(text) > MOST_TEXT_BYTES:
        raise EditError(f"A file of edits has {len(text) >> 20} MB.", f"Up to {MOST_TEXT_BYTES >> 20} MB are read.")
    try:
        fields = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise EditError("The file of edits is not JSON.", "Export the edits anew.") from error
    return from_json(fields)


def to_json(edits: EditList) -> dict[str, Any]:
    """The edits as JSON values."""
    return {
        "format_version": FORMAT_VERSION,
        "program": f"Funduscope {__version__}",
        "notice": NOTICE,
        "disclaimer": DISCLAIMER,
        "image": edits.image,
        "width": edits.width,
        "height": edits.height,
        "edits": [_edit_to_json(edit) for edit in edits.edits],
    }


def from_json(fields: object) -> EditList:
    """The edits that `to_json` gave. Raises EditError."""
    fields = _object(fields, "the edits", _LIST_KEYS)
    version = fields.get("format_version")
    if version != FORMAT_VERSION or isinstance(version, bool):
        raise EditError(
            f"The edits are in format {_short(version)}, and this program knows {FORMAT_VERSION}.",
            "Open them with the newer Funduscope that wrote them.",
        )
    image = fields.get("image")
    if not isinstance(image, str) or len(image) != 64 or not set(image) <= _HEX:
        raise EditError(f"The edits name {_short(image)} as their photograph, which is no SHA-256.")
    entries = _sequence(fields, "edits")
    return EditList(
        ImageId(image),
        _whole(fields, "width"),
        _whole(fields, "height"),
        tuple(_edit_from_json(entry) for entry in entries),
    )


def _edit_to_json(edit: Edit) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "kind": edit.kind.value,
        "region": _shape_to_json(edit.region),
        "strength": edit.strength,
        "feather_px": edit.feather_px,
        "is_shown": edit.is_shown,
        "label": edit.label,
    }
    match edit.source:
        case Offset(dx, dy):
            fields["source"] = {"offset": [dx, dy]}
        case Patch(left, top, png):
            fields["source"] = {"patch": {"left": left, "top": top, "png": base64.b64encode(png).decode("ascii")}}
        case None:
            pass
    return fields


def _shape_to_json(shape: Shape) -> dict[str, Any]:
    match shape:
        case Stroke(points, radius):
            return {"stroke": {"points": [list(point) for point in points], "radius": radius}}
        case Polygon(loops):
            return {"polygon": [[list(point) for point in loop] for loop in loops]}
        case Runs(left, top, width, height, lengths):
            box = {"left": left, "top": top, "width": width, "height": height}
            return {"runs": {**box, "lengths": list(lengths)}}


def _edit_from_json(value: object) -> Edit:
    fields = _object(value, "an edit", _EDIT_KEYS)
    kind, kinds = fields.get("kind"), [kind.value for kind in EditKind]
    if not isinstance(kind, str) or kind not in kinds:
        hint = did_you_mean(kind, kinds) if isinstance(kind, str) else ""
        raise EditError(f"There is no kind of edit {_short(kind)}.", hint or f"There are {', '.join(kinds)}.")
    is_shown, label = fields.get("is_shown", True), fields.get("label", "")
    if not isinstance(is_shown, bool) or not isinstance(label, str):
        raise EditError("'is_shown' of an edit must be true or false, and 'label' a text.")
    source = fields.get("source")
    return Edit(
        EditKind(kind),
        _shape_from_json(fields.get("region")),
        strength=_number(fields, "strength", 1.0),
        feather_px=_number(fields, "feather_px", 0.0),
        source=None if source is None else _source_from_json(source),
        is_shown=is_shown,
        label=label,
    )


def _shape_from_json(value: object) -> Shape:
    name, content = _only(value, "a region", ("stroke", "polygon", "runs"))
    if name == "stroke":
        fields = _object(content, "a stroke", ("points", "radius"))
        return Stroke(_points(fields.get("points")), _number(fields, "radius"))
    if name == "polygon":
        if not isinstance(content, list):
            raise _wrong("polygon", content, "a list of outlines")
        return Polygon(tuple(_points(loop) for loop in content))
    fields = _object(content, "the runs of a mask", ("left", "top", "width", "height", "lengths"))
    lengths = _sequence(fields, "lengths")
    if not all(type(length) is int for length in lengths):
        raise EditError("The runs of a mask must be whole numbers.")
    left, top, width, height = (_whole(fields, key) for key in ("left", "top", "width", "height"))
    return Runs(left, top, width, height, tuple(lengths))


def _source_from_json(value: object) -> Source:
    name, content = _only(value, "a source", ("offset", "patch"))
    if name == "offset":
        if not isinstance(content, list) or len(content) != 2 or not all(type(step) is int for step in content):
            raise _wrong("offset", content, "two whole numbers")
        return Offset(*content)
    fields = _object(content, "a patch", ("left", "top", "png"))
    text = fields.get("png")
    if not isinstance(text, str):
        raise _wrong("png", text, "a text")
    try:
        return Patch(_whole(fields, "left"), _whole(fields, "top"), base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError) as error:
        raise EditError("The patch of an edit is damaged.") from error


def _points(value: object) -> tuple[Point, ...]:
    if not isinstance(value, list):
        raise _wrong("points", value, "a list")
    points = []
    for point in value:
        if not isinstance(point, list) or len(point) != 2 or not all(_is_number(number) for number in point):
            raise _wrong("a point", point, "two numbers")
        points.append((float(point[0]), float(point[1])))
    return tuple(points)


def _object(value: object, what: str, keys: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _wrong(what, value, "an object")
    for key in value:
        if key not in keys:
            raise EditError(f"{what.capitalize()} has no field {_short(key)}.", did_you_mean(str(key), keys))
    return value


def _only(value: object, what: str, kinds: Sequence[str]) -> tuple[str, object]:
    fields = _object(value, what, kinds)
    if len(fields) != 1:
        raise _wrong(what, value, f"an object with one of {', '.join(kinds)}")
    return next(iter(fields.items()))


def _sequence(fields: Mapping[str, Any], key: str) -> list[Any]:
    value = fields.get(key)
    if not isinstance(value, list):
        raise _wrong(key, value, "a list")
    return value


def _whole(fields: Mapping[str, Any], key: str) -> int:
    value = fields.get(key)
    if type(value) is not int or abs(value) > 1 << 30:
        raise _wrong(key, value, "a whole number")
    return value


def _number(fields: Mapping[str, Any], key: str, default: float | None = None) -> float:
    value = fields.get(key, default)
    if not _is_number(value):
        raise _wrong(key, value, "a number")
    return float(value)


def _is_number(value: object) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    # A whole number of a thousand digits is none that could be turned into a float.
    return is_number and abs(value) < 1e9 and math.isfinite(value)  # type: ignore[arg-type]


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _wrong(what: str, value: object, wanted: str) -> EditError:
    return EditError(f"'{what}' of the edits is {_short(value)}, and must be {wanted}.")


def _short(value: object) -> str:
    shown = repr(value) if not isinstance(value, int) or abs(value) < 1 << 64 else "a huge number"
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
