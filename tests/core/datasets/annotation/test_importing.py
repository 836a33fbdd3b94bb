"""COCO JSON comes back as it went out; that of others is understood, and bad files change nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.datasets.annotation.coco_reading import decoded
from core.datasets.annotation.exporting import ExportFormat, export_annotations
from core.datasets.annotation.importing import import_coco
from core.datasets.annotation.lesions import lesions_of
from core.datasets.annotation.pixels import runs_of
from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.project import Project
from core.errors import DatasetError
from tests.core.datasets.annotation.conftest import SIZE


def test_what_was_exported_comes_back_whole(
    project: Project, annotated: list[int], folder: Path, tmp_path: Path
) -> None:
    runs = Shape(ShapeKind.REGION, "OD", (), (100, 50, SIZE[0] * SIZE[1] - 150), SIZE)
    project.annotations.put(annotated[2], "anna", Annotation(quality="good", shapes=(runs,)))
    path = tmp_path / "said.json"
    export_annotations(project, path, ExportFormat.COCO, has_patients=True)
    with Project.create(tmp_path / "other.funduscope") as other:
        list_folder(other, folder)
        index(other)
        result = import_coco(other, path, "somebody")
        assert (result.photographs, result.marks, result.new_lesions) == (3, 4, ())
        assert (result.unmatched, result.passed_over) == ((), ())
        for here, there in zip(annotated, (other.files.at(folder / name)[0] for name in _NAMES), strict=True):
            assert other.annotations.all_of(there) == project.annotations.all_of(here)
        assert import_coco(other, path, "somebody").marks == 0, "nothing is taken in twice"


_NAMES = ("a/eye 1.png", "a/eye 2.png", "b/eye 3.png")


def _foreign(**more: Any) -> dict[str, Any]:
    """As another program writes it."""
    mask = np.zeros((SIZE[1], SIZE[0]), bool)
    mask[3:9, 5:20] = True
    plain = {
        "images": [{"id": 7, "file_name": "somewhere/else/EYE 3.png", "width": SIZE[0], "height": SIZE[1]}],
        "categories": [
            {"id": 1, "name": "Hard exudate"},
            {"id": 2, "name": "CWS"},
            {"id": 3, "name": "epiretinal membrane"},
        ],
        "annotations": [
            {"id": 1, "image_id": 7, "category_id": 1, "segmentation": [[1, 1, 9, 1, 9, 9], [20, 20, 30, 20, 30, 30]]},
            {"id": 2, "image_id": 7, "category_id": 2, "bbox": [4, 5, 6, 7], "segmentation": []},
            {
                "id": 3,
                "image_id": 7,
                "category_id": 3,
                "segmentation": {"counts": list(runs_of(mask)), "size": [SIZE[1], SIZE[0]]},
            },
            {"id": 4, "image_id": 7, "category_id": 1, "keypoints": [3, 4, 2, 0, 0, 0]},
        ],
    }
    return plain | more


def _written(tmp_path: Path, plain: object) -> Path:
    path = tmp_path / "foreign.json"
    path.write_text(json.dumps(plain))
    return path


def test_files_of_other_programs(project: Project, folder: Path, tmp_path: Path) -> None:
    result = import_coco(project, _written(tmp_path, _foreign()), "anna")
    assert (result.photographs, result.marks) == (1, 5)
    assert [(one.code, one.name) for one in result.new_lesions] == [("epiretinal membrane", "epiretinal membrane")]
    assert result.new_lesions[0] in lesions_of(project)
    photograph = project.files.at(folder / "b/eye 3.png")[0]
    shapes = project.annotations.of(photograph, "anna").shapes
    assert [(one.name, one.kind.value) for one in shapes] == [
        ("EX", "region"),
        ("EX", "region"),
        ("SE", "box"),
        ("epiretinal membrane", "region"),
        ("EX", "point"),
    ]
    assert shapes[2].points == ((4, 5), (10, 12))
    assert sum(shapes[3].runs[1::2]) == 6 * 15
    project.annotations.undo(photograph, "anna")
    assert project.annotations.of(photograph, "anna").is_empty


def test_what_cannot_be_used_is_told(project: Project, folder: Path, tmp_path: Path) -> None:
    plain = _foreign()
    plain["annotations"] += [
        {"id": 10, "image_id": 99, "category_id": 1, "bbox": [0, 0, 1, 1]},
        {"id": 11, "image_id": 7, "category_id": 99, "bbox": [0, 0, 1, 1]},
        {"id": 12, "image_id": 7, "category_id": 1, "bbox": [0, 0, float("nan"), 1]},
        {"id": 13, "image_id": 7, "category_id": 1, "segmentation": [[1, 2, 3]]},
        {"id": 14, "image_id": 7, "category_id": 1, "segmentation": {"counts": [5], "size": [SIZE[1], SIZE[0]]}},
        {"id": 15, "image_id": 7, "category_id": 1, "segmentation": {"counts": "~~", "size": [SIZE[1], SIZE[0]]}},
        {"id": 16, "image_id": 7, "category_id": 1},
        {"id": 17, "image_id": 7, "category_id": 1, "bbox": "here"},
    ]
    plain["images"] += [
        {"id": 8, "file_name": "nowhere.png", "width": 5, "height": 5},
        {"id": 9, "file_name": "eye 1.png", "width": 5, "height": 5},
    ]
    result = import_coco(project, _written(tmp_path, plain), "anna")
    assert result.marks == 5
    assert len(result.passed_over) == 8
    assert [line.partition(":")[0] for line in result.unmatched] == ["nowhere.png", "eye 1.png"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 100_000,
        b'{"images": 3}',
        b'{"images": [{"id": "a"}], "annotations": [], "categories": []}',
        b'{"images": [{"id": 1, "width": -1, "height": 2}], "annotations": [], "categories": []}',
        b'{"images": [{"id": 1, "width": 4, "height": 2}], "annotations": [], "categories": []}',
    ],
)
def test_what_is_no_coco_file_changes_nothing(project: Project, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    before = project.revision
    with pytest.raises(DatasetError, match=r"bad\.json"):
        import_coco(project, path, "anna")
    assert project.revision == before


def test_packed_runs_are_those_of_the_reference() -> None:
    reference = pytest.importorskip("pycocotools.mask")
    for seed in range(5):
        mask = np.random.default_rng(seed).random((31, 45)) < 0.3
        packed = reference.encode(np.asfortranarray(mask.astype(np.uint8)))["counts"].decode()
        assert tuple(decoded(packed)) == runs_of(mask)


def test_packed_runs_by_hand() -> None:
    """`rleToString` of the counts [6, 1, 40, 4, 5, 4, 5, 4, 21], as the comments of the COCO API have them."""
    assert decoded("61X13mN000`0") == [6, 1, 40, 4, 5, 4, 5, 4, 21]
