"""Annotations as COCO JSON: images, annotations with segmentation, bbox and area, categories.

What COCO has no word for (who says it, grades, image quality) stands under the key `funduscope`, which other programs
pass over. Source: the data format of cocodataset.org; points follow its keypoints.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import core
from core.datasets.annotation.gathering import Annotated, Gathered
from core.datasets.annotation.pixels import bounds, held
from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.jobs import CancelToken, Progress, ProgressReport, no_report

OWN = "funduscope"
POINT_NAME = "centre"
_VISIBLE = 2
_DIGITS = 3
_POINT_SIDE_PX = 1.0
"""A point has an extent in COCO: the pixel about it."""


def coco_json(
    gathered: Gathered,
    *,
    has_patients: bool = False,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> dict[str, Any]:
    """The whole as one JSON object; photographs whose size is not known are left out.

    Patients, days and notes are in it with `has_patients` only. Raises Cancelled.
    """
    numbers = {lesion.code: number for number, lesion in enumerate(gathered.lesions, start=1)}
    with_points = {
        shape.name for one in gathered.photographs for shape in one.shapes() if shape.kind is ShapeKind.POINT
    }
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    sized = [one for one in gathered.photographs if one.size is not None]
    for number, photograph in enumerate(sized, start=1):
        if token is not None:
            token.check()
        images.append(_image(number, photograph, gathered, has_patients=has_patients))
        for reader, said in photograph.said.items():
            for shape in said.shapes:
                mark = _mark(shape, photograph.size or (0, 0), reader)
                annotations.append(
                    {"id": len(annotations) + 1, "image_id": number, "category_id": numbers[shape.name], **mark}
                )
        progress(Progress(number, len(sized), "writing"))
    categories = [
        {"id": numbers[one.code], "name": one.name, "supercategory": "lesion", OWN: {"code": one.code}}
        | ({"keypoints": [POINT_NAME], "skeleton": []} if one.code in with_points else {})
        for one in gathered.lesions
    ]
    return {
        "info": _info(),
        "licenses": [],
        "images": images,
        "annotations": annotations,
        "categories": categories,
    }


def _info() -> dict[str, Any]:
    now = datetime.now(UTC)
    return {
        "description": "Annotations of fundus photographs. Not for clinical use.",
        "version": f"Funduscope {core.__version__}",
        "year": now.year,
        "contributor": "",
        "date_created": now.isoformat(timespec="seconds"),
    }


def _image(number: int, photograph: Annotated, gathered: Gathered, *, has_patients: bool) -> dict[str, Any]:
    width, height = photograph.size or (0, 0)
    own: dict[str, Any] = {
        "sha256": photograph.content,
        "said": [_said(reader, said, gathered, has_patients=has_patients) for reader, said in photograph.said.items()],
    }
    if has_patients:
        own |= {"patient": photograph.patient, "taken": photograph.taken}
    return {"id": number, "file_name": photograph.image, "width": width, "height": height, OWN: own}


def _said(reader: str, said: Annotation, gathered: Gathered, *, has_patients: bool) -> dict[str, Any]:
    scheme = gathered.schemes.get(said.scheme) if said.scheme is not None else None
    plain: dict[str, Any] = {"reader": reader, "quality": said.quality, "reasons": list(said.reasons)}
    if scheme is not None and said.grade is not None:
        plain |= {"classes": scheme.name, "class_names": list(scheme.class_names), "grade": said.grade}
    return plain | ({"notes": said.notes} if has_patients else {})


def _mark(shape: Shape, size: tuple[int, int], reader: str) -> dict[str, Any]:
    left, top, right, bottom = bounds(shape, size)
    plain: dict[str, Any] = {OWN: {"reader": reader, "kind": shape.kind.value}}
    if shape.kind is ShapeKind.POINT:
        (x, y), half = shape.points[0], _POINT_SIDE_PX / 2
        left, top, right, bottom = x - half, y - half, x + half, y + half
        plain |= {"keypoints": [_round(x), _round(y), _VISIBLE], "num_keypoints": 1}
    if shape.runs:
        segmentation: Any = {"counts": list(shape.runs), "size": [size[1], size[0]]}
    elif shape.kind is ShapeKind.REGION:
        segmentation = [_flat(shape.points)]
    else:
        segmentation = [_flat([(left, top), (right, top), (right, bottom), (left, bottom)])]
    area = _POINT_SIDE_PX**2 if shape.kind is ShapeKind.POINT else float(held(shape, size)[1].sum())
    return plain | {
        "segmentation": segmentation,
        "area": area,
        "bbox": [_round(left), _round(top), _round(right - left), _round(bottom - top)],
        "iscrowd": int(bool(shape.runs)),
    }


def _flat(points: Sequence[tuple[float, float]]) -> list[float]:
    return [_round(value) for point in points for value in point]


def _round(value: float) -> float:
    return round(float(value), _DIGITS)
