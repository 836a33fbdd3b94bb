"""Reading COCO JSON: whose marks they are, on which photographs. Nothing of it is trusted before it is checked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.datasets.annotation.coco import OWN
from core.datasets.catalogue.annotations import Shape, ShapeKind
from core.errors import DatasetError
from core.jsontext import parse_json

MOST_BYTES = 1 << 30
MOST_POINTS = 20_000
_FARTHEST_PX = 1e5
_MOST_PIXELS = 1 << 28


@dataclass(frozen=True, slots=True)
class CocoCategory:
    """A kind of mark, as the file calls it; `code` is empty where another program wrote the file."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class CocoMark:
    """A mark whose `shape.name` is not settled: `category` is its number in the file."""

    category: int
    reader: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class CocoSaid:
    """What a reader says of a photograph as a whole."""

    reader: str
    classes: str = ""
    class_names: tuple[str, ...] = ()
    grade: int | None = None
    quality: str = ""
    reasons: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class CocoImage:
    """A photograph of the file; `content` is its SHA-256 where that is known."""

    file_name: str
    size: tuple[int, int]
    content: str
    said: tuple[CocoSaid, ...]
    marks: tuple[CocoMark, ...]


@dataclass(frozen=True, slots=True)
class CocoFile:
    """All that is used of a file; `passed_over` are sentences about annotations that cannot be used."""

    images: tuple[CocoImage, ...]
    categories: Mapping[int, CocoCategory]
    passed_over: tuple[str, ...]


def read_coco(path: Path) -> CocoFile:
    """Read a file of annotations. Raises DatasetError where it is none; single bad annotations are passed over."""
    plain = _load(path)
    lists = {}
    for key in ("images", "annotations", "categories"):
        value = plain.get(key)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise DatasetError(
                f"'{path.name}' is no COCO file: it has no list '{key}'.",
                "A COCO file holds the lists images, annotations and categories.",
            )
        lists[key] = value
    categories = {_number(one, "id", path): _category(one) for one in lists["categories"]}
    images = {_number(one, "id", path): one for one in lists["images"]}
    sizes = {number: _size(one, path) for number, one in images.items()}
    marks: dict[int, list[CocoMark]] = {number: [] for number in images}
    passed_over = []
    for position, one in enumerate(lists["annotations"], start=1):
        try:
            image, found = _marks(one, sizes, categories)
        except (DatasetError, ValueError, TypeError, OverflowError) as error:
            passed_over.append(f"Annotation {one.get('id', position)}: {error}")
            continue
        marks[image] += found
    found_images = [_image(one, sizes[number], marks[number], path) for number, one in images.items()]
    return CocoFile(tuple(found_images), categories, tuple(passed_over))


def _load(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DatasetError(f"'{path.name}' is larger than {MOST_BYTES >> 20} MB.", "Divide it.")
        plain = parse_json(path.read_bytes())
    except OSError as error:
        raise DatasetError(f"'{path}' cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise DatasetError(f"'{path.name}' is no JSON ({error}).", "Choose a COCO JSON file.") from error
    if not isinstance(plain, dict):
        raise DatasetError(f"'{path.name}' is no COCO file.", "It must be a JSON object.")
    return plain


def _number(plain: Mapping[str, Any], key: str, path: Path) -> int:
    value = plain.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise DatasetError(f"'{path.name}' is no COCO file: '{key}' is {value!r}, and must be a whole number.")
    return value


def _size(plain: Mapping[str, Any], path: Path) -> tuple[int, int]:
    width, height = _number(plain, "width", path), _number(plain, "height", path)
    if not (width > 0 and height > 0 and width * height <= _MOST_PIXELS):
        raise DatasetError(f"'{path.name}' names a photograph of {width} x {height} pixels.")
    return width, height


def _category(plain: Mapping[str, Any]) -> CocoCategory:
    own = _own(plain)
    return CocoCategory(_text(plain.get("name")), _text(own.get("code")))


def _image(plain: Mapping[str, Any], size: tuple[int, int], marks: Sequence[CocoMark], path: Path) -> CocoImage:
    name = plain.get("file_name")
    if not isinstance(name, str) or not name:
        raise DatasetError(f"'{path.name}' is no COCO file: a photograph has no 'file_name'.")
    own = _own(plain)
    said = own.get("said")
    statements = tuple(_said(one) for one in said if isinstance(one, dict)) if isinstance(said, list) else ()
    return CocoImage(name, size, _text(own.get("sha256")), statements, tuple(marks))


def _said(plain: Mapping[str, Any]) -> CocoSaid:
    names, grade = plain.get("class_names"), plain.get("grade")
    names = tuple(_text(one) for one in names) if isinstance(names, list) else ()
    is_grade = isinstance(grade, int) and not isinstance(grade, bool) and 0 <= grade < len(names)
    reasons = plain.get("reasons")
    return CocoSaid(
        _text(plain.get("reader")),
        _text(plain.get("classes")) if is_grade else "",
        names if is_grade else (),
        grade if is_grade else None,
        _text(plain.get("quality")),
        tuple(_text(one) for one in reasons) if isinstance(reasons, list) else (),
        _text(plain.get("notes")),
    )


def _own(plain: Mapping[str, Any]) -> Mapping[str, Any]:
    own = plain.get(OWN)
    return own if isinstance(own, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _marks(
    plain: Mapping[str, Any], sizes: Mapping[int, tuple[int, int]], categories: Mapping[int, CocoCategory]
) -> tuple[int, list[CocoMark]]:
    image, category = plain.get("image_id"), plain.get("category_id")
    if not isinstance(image, int) or image not in sizes:
        raise DatasetError(f"there is no photograph {image!r}.")
    if not isinstance(category, int) or category not in categories:
        raise DatasetError(f"there is no category {category!r}.")
    own = _own(plain)
    shapes = _shapes(plain, sizes[image], _text(own.get("kind")))
    return image, [CocoMark(category, _text(own.get("reader")), shape) for shape in shapes]


def _shapes(plain: Mapping[str, Any], size: tuple[int, int], kind: str) -> list[Shape]:
    """What an annotation marks: several regions where its segmentation has several polygons."""
    segmentation, keypoints, box = plain.get("segmentation"), plain.get("keypoints"), plain.get("bbox")
    if kind == ShapeKind.BOX and box is not None:
        return [_box(box)]
    if kind == ShapeKind.POINT or (keypoints and not segmentation):
        return [Shape(ShapeKind.POINT, "", (point,)) for point in _keypoints(keypoints)]
    if isinstance(segmentation, dict):
        return [_runs(segmentation, size)]
    if isinstance(segmentation, list) and segmentation:
        return [Shape(ShapeKind.REGION, "", tuple(_pairs(polygon))) for polygon in segmentation]
    if box is not None:
        return [_box(box)]
    raise DatasetError("it has neither segmentation nor bbox nor keypoints.")


def _box(box: object) -> Shape:
    left, top, width, height = _numbers(box, 4)
    if width < 0 or height < 0:
        raise DatasetError("its bbox has a negative side.")
    return Shape(ShapeKind.BOX, "", ((left, top), (left + width, top + height)))


def _keypoints(keypoints: object) -> list[tuple[float, float]]:
    values = _numbers(keypoints)
    points = [(values[at], values[at + 1]) for at in range(0, len(values) - 2, 3) if values[at + 2] > 0]
    if not points:
        raise DatasetError("none of its keypoints is labelled.")
    return points


def _pairs(polygon: object) -> list[tuple[float, float]]:
    values = _numbers(polygon)
    if len(values) % 2 or not 6 <= len(values) <= 2 * MOST_POINTS:
        raise DatasetError(f"a polygon has {len(values)} numbers.")
    return list(zip(values[::2], values[1::2], strict=True))


def _numbers(values: object, count: int | None = None) -> list[float]:
    if not isinstance(values, list) or (count is not None and len(values) != count):
        raise DatasetError(f"{values!r:.60} are no coordinates.")
    plain = [float(value) for value in values]
    if not all(math.isfinite(value) and abs(value) <= _FARTHEST_PX for value in plain):
        raise DatasetError("it lies far outside of any photograph.")
    return plain


def _runs(segmentation: Mapping[str, Any], size: tuple[int, int]) -> Shape:
    if segmentation.get("size") != [size[1], size[0]]:
        raise DatasetError(f"its runs are of {segmentation.get('size')!r:.40}, and its photograph is of another size.")
    counts = segmentation.get("counts")
    runs = decoded(counts) if isinstance(counts, str) else [int(value) for value in _list(counts)]
    if min(runs, default=0) < 0:
        raise DatasetError("it has a run below zero.")
    if sum(runs) != size[0] * size[1]:
        raise DatasetError(f"its runs count {sum(runs)} pixels, and its photograph has {size[0] * size[1]}.")
    return Shape(ShapeKind.REGION, "", (), tuple(runs), size)


def _list(value: object) -> Iterable[Any]:
    if not isinstance(value, list):
        raise DatasetError("it has no runs.")
    return value


def decoded(text: str) -> list[int]:
    """Runs as COCO packs them into text: five bits a character, each run after the third less the one before the last.

    Source: `rleFrString` of the COCO API. Raises DatasetError.
    """
    runs: list[int] = []
    value = shift = 0
    for sign in text:
        bits = ord(sign) - 48
        if not 0 <= bits < 64 or shift > 40:
            raise DatasetError("its packed runs cannot be read.")
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits & 0x20:
            continue
        if bits & 0x10:
            value -= 1 << shift
        runs.append(value + (runs[-2] if len(runs) > 2 else 0))
        value = shift = 0
    if shift:
        raise DatasetError("its packed runs end too soon.")
    return runs
