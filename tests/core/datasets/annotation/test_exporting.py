"""Annotations as CSV, COCO JSON and masks: what is written is what was said, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.datasets.annotation.exporting import ExportFormat, export_annotations, marks_path
from core.datasets.annotation.mask_files import MANIFEST
from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.project import Project
from core.datasets.formulas import FORMULA_STARTS
from core.datasets.masks import find_masks, read_mask
from core.errors import DatasetError
from core.jobs import Cancelled, CancelToken, Progress
from tests.core.datasets.annotation.conftest import BOX, POINT, REGION, SIZE


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode())))


def test_tables_say_what_was_said(project: Project, annotated: list[int], tmp_path: Path) -> None:
    target = tmp_path / "said.csv"
    exported = export_annotations(project, target, ExportFormat.CSV)
    assert exported.paths == (target, marks_path(target))
    first, second, third = _rows(target)
    assert (first["image"], first["reader"], first["classes"]) == ("a/eye 1.png", "anna", "ICDR")
    assert (first["grade"], first["grade_name"], first["quality"]) == ("2", "Moderate", "usable")
    assert (first["marks"], first["MA"], first["HE"], first["EX"]) == ("2", "1", "1", "0")
    assert first["reasons"] == "too dark; =1+1"
    assert (second["reader"], second["EX"], second["grade"]) == ("ben", "1", "")
    assert (third["image"], third["grade"], third["grade_name"]) == ("a/eye 2.png", "0", "No DR")
    assert "notes" not in first
    assert "patient" not in first
    point, box, region = _rows(marks_path(target))
    assert (point["kind"], point["x"], point["y"], point["area_px"]) == ("point", "10.5", "20.25", "0")
    assert (box["left"], box["top"], box["width"], box["height"]) == ("5", "6", "10.5", "6")
    assert (box["name"], box["area_px"]) == ("haemorrhage", "60")
    outline = [tuple(map(float, pair.split(","))) for pair in region["outline"].split()]
    assert tuple(outline) == REGION.points


def test_no_cell_is_a_formula(project: Project, annotated: list[int], tmp_path: Path) -> None:
    project.annotations.put(annotated[2], "=cmd", Annotation(quality="+bad", reasons=("@x",), shapes=(POINT,)))
    target = tmp_path / "said.csv"
    export_annotations(project, target, ExportFormat.CSV, has_patients=True)
    for path in (target, marks_path(target)):
        cells = [cell for row in csv.reader(io.StringIO(path.read_bytes().decode())) for cell in row]
        assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]
    notes = {row["notes"] for row in _rows(target)}
    assert "'=HYPERLINK(1)" in notes


def test_notes_and_patients_leave_only_when_asked_for(project: Project, annotated: list[int], tmp_path: Path) -> None:
    for kind, name in ((ExportFormat.CSV, "plain.csv"), (ExportFormat.COCO, "plain.json")):
        export_annotations(project, tmp_path / name, kind)
        assert "HYPERLINK" not in (tmp_path / name).read_text()
        export_annotations(project, tmp_path / f"all {name}", kind, has_patients=True)
        assert "HYPERLINK" in (tmp_path / f"all {name}").read_text()


def _check_coco(plain: dict[str, Any]) -> None:
    """The rules of cocodataset.org's data format."""
    assert set(plain) >= {"info", "images", "annotations", "categories", "licenses"}
    for key in ("images", "annotations", "categories"):
        ids = [one["id"] for one in plain[key]]
        assert len(set(ids)) == len(ids)
        assert all(type(one) is int and one > 0 for one in ids)
    images = {one["id"]: one for one in plain["images"]}
    categories = {one["id"] for one in plain["categories"]}
    for one in plain["annotations"]:
        image = images[one["image_id"]]
        assert one["category_id"] in categories
        assert one["iscrowd"] in (0, 1)
        left, top, width, height = one["bbox"]
        assert 0 <= left <= left + width <= image["width"]
        assert 0 <= top <= top + height <= image["height"]
        assert one["area"] > 0
        if one["iscrowd"]:
            assert sum(one["segmentation"]["counts"]) == image["width"] * image["height"]
            assert one["segmentation"]["size"] == [image["height"], image["width"]]
        else:
            assert all(len(polygon) >= 6 and len(polygon) % 2 == 0 for polygon in one["segmentation"])
        if "keypoints" in one:
            assert len(one["keypoints"]) == 3 * one["num_keypoints"]


def test_coco_keeps_to_the_rules(project: Project, annotated: list[int], tmp_path: Path) -> None:
    runs = Shape(ShapeKind.REGION, "OD", (), (100, 50, SIZE[0] * SIZE[1] - 150), SIZE)
    project.annotations.put(annotated[2], "anna", Annotation(shapes=(runs, REGION)))
    target = tmp_path / "said.json"
    exported = export_annotations(project, target, ExportFormat.COCO)
    plain = json.loads(target.read_bytes())
    _check_coco(plain)
    assert "5 marks on 3 photographs" in exported.words
    assert [one["file_name"] for one in plain["images"]] == ["a/eye 1.png", "a/eye 2.png", "b/eye 3.png"]
    region = next(one for one in plain["annotations"] if one["funduscope"]["reader"] == "ben")
    picture = Image.new("1", (SIZE[0] * 16, SIZE[1] * 16))
    ImageDraw.Draw(picture).polygon([(x * 16, y * 16) for x, y in REGION.points], fill=1)
    assert region["area"] == pytest.approx(np.asarray(picture).sum() / 256, rel=0.03)
    assert region["bbox"] == [30.0, 10.0, 20.0, 20.0]


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_coco_is_read_by_the_reference(project: Project, annotated: list[int], tmp_path: Path) -> None:
    reference = pytest.importorskip("pycocotools.coco")
    runs = Shape(ShapeKind.REGION, "OD", (), (100, 50, SIZE[0] * SIZE[1] - 150), SIZE)
    project.annotations.put(annotated[2], "anna", Annotation(shapes=(runs, REGION)))
    export_annotations(project, tmp_path / "said.json", ExportFormat.COCO)
    coco = reference.COCO(str(tmp_path / "said.json"))
    areas = {one["id"]: coco.annToMask(one).sum() for one in coco.loadAnns(coco.getAnnIds())}
    assert all(areas[one["id"]] == pytest.approx(one["area"], abs=12) for one in coco.loadAnns(coco.getAnnIds()))
    crowd = coco.loadAnns(coco.getAnnIds(iscrowd=True))
    assert [areas[one["id"]] for one in crowd] == [50]


def test_masks_are_read_back_as_masks_of_lesions(
    project: Project, annotated: list[int], folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "masks"
    exported = export_annotations(project, target, ExportFormat.MASKS)
    assert exported.words == "3 masks of 1 photographs"
    photograph = folder / "a" / "eye 1.png"
    masks = {mask.code: read_mask(mask.path, SIZE) for mask in find_masks(photograph, target)}
    assert list(masks) == ["EX", "HE", "MA"]
    expected = np.zeros((SIZE[1], SIZE[0]), bool)
    expected[6:12, 5:15] = True
    np.testing.assert_array_equal(masks["HE"], expected)
    assert masks["MA"][20, 10]
    assert find_masks(folder / "a" / "eye 2.png", target) == ()
    manifest = json.loads((target / MANIFEST).read_bytes())
    assert [one["image"] for one in manifest["photographs"]] == ["a/eye 1.png", "a/eye 2.png"]
    with Image.open(target / "EX" / "eye 1_EX.png") as picture:
        assert (picture.mode, picture.size) == ("1", SIZE)


def test_an_export_replaces_its_like_and_nothing_else(project: Project, annotated: list[int], tmp_path: Path) -> None:
    target = tmp_path / "masks"
    export_annotations(project, target, ExportFormat.MASKS)
    project.annotations.put(annotated[0], "ben", Annotation())
    export_annotations(project, target, ExportFormat.MASKS)
    assert not (target / "EX").exists()
    foreign = tmp_path / "photographs of mine"
    foreign.mkdir()
    (foreign / "a.txt").write_text("mine")
    with pytest.raises(DatasetError, match="not an export of masks"):
        export_annotations(project, foreign, ExportFormat.MASKS)
    assert (foreign / "a.txt").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_one_reader_alone(project: Project, annotated: list[int], tmp_path: Path) -> None:
    export_annotations(project, tmp_path / "ben", ExportFormat.MASKS, reader="ben")
    assert sorted(path.name for path in (tmp_path / "ben").iterdir()) == ["EX", MANIFEST]
    with pytest.raises(DatasetError, match="Did you mean 'anna'"):
        export_annotations(project, tmp_path / "x.csv", ExportFormat.CSV, reader="Ana")


def test_photographs_of_one_name_are_left_out_of_masks_and_told(
    project: Project, annotated: list[int], folder: Path, tmp_path: Path
) -> None:
    from core.datasets.catalogue.indexing import index

    twin = folder / "b" / "eye 1.png"
    Image.new("RGB", SIZE, (9, 9, 9)).save(twin)
    index(project)
    project.annotations.put(project.files.at(twin)[0], "anna", Annotation(shapes=(BOX,)))
    exported = export_annotations(project, tmp_path / "masks", ExportFormat.MASKS)
    assert exported.words == "0 masks of 0 photographs"
    assert [line.partition(":")[0] for line in exported.left_out] == ["a/eye 1.png", "b/eye 1.png"]


@pytest.mark.parametrize("kind", ExportFormat)
def test_stopped_or_refused_nothing_is_left(
    project: Project, annotated: list[int], tmp_path: Path, kind: ExportFormat
) -> None:
    target = tmp_path / "out"
    token = CancelToken()

    def stop(_progress: Progress) -> None:
        token.cancel()

    token.cancel() if kind is ExportFormat.CSV else None
    project.annotations.put(annotated[1], "anna", Annotation(shapes=(BOX,)))
    with pytest.raises(Cancelled):
        export_annotations(project, target, kind, token=token, progress=stop)
    missing = tmp_path / "missing" / "out"
    with pytest.raises(DatasetError, match="missing"):
        export_annotations(project, missing, kind)
    assert not target.exists()
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name or path.suffix == ".part"] == []


def test_nothing_annotated_is_said(project: Project, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="Nothing is annotated"):
        export_annotations(project, tmp_path / "x.csv", ExportFormat.CSV)


def test_photographs_of_one_file_have_masks_of_their_own(
    project: Project, annotated: list[int], tmp_path: Path
) -> None:
    import h5py

    from core.datasets.catalogue.importing_hdf5 import import_hdf5
    from core.datasets.catalogue.indexing import index

    with h5py.File(tmp_path / "eyes.h5", "w") as file:
        file["dataset"] = np.random.default_rng(1).integers(0, 256, (3, 32, 32, 3), np.uint8)
        file["label"] = np.zeros((3, 1), np.int64)
    import_hdf5(project, tmp_path / "eyes.h5")
    index(project)
    numbers = project.files.at(tmp_path / "eyes.h5")
    assert len(numbers) == 3
    for number in numbers:
        project.annotations.put(number, "anna", Annotation(shapes=(BOX,)))
    exported = export_annotations(project, tmp_path / "masks", ExportFormat.MASKS)
    assert exported.left_out == ()
    names = {path.name for path in (tmp_path / "masks" / "HE").iterdir()}
    assert names == {"eye 1_HE.png", "eyes_1_HE.png", "eyes_2_HE.png", "eyes_3_HE.png"}
    for number in numbers:
        path = project.files.places([number])[number][0].path
        assert [mask.code for mask in find_masks(path, tmp_path / "masks")] == ["HE"]
