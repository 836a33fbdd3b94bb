"""Tables about photographs that lie elsewhere: found by the names in them, in the layouts of published sets."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook
from PIL import Image

from core.datasets.audit.collecting import collect
from core.datasets.sources.nearby import NearbyTable, classes_of, likely, tables_near
from core.datasets.sources.opening import SourceOptions, open_source
from core.errors import DatasetError

IDRID = "B. Disease Grading"
ORIGINALS, TRUTH = "1. Original Images", "2. Groundtruths"


def photographs(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        Image.fromarray(np.full((8, 8, 3), len(name), np.uint8)).save(folder / name)
    return folder


def table(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines))
    return path


def found(folder: Path) -> list[tuple[str, str, int]]:
    return [(near.table.name, near.folder.name, near.named) for near in tables_near(folder)]


def eyepacs(place: Path) -> Path:
    photographs(place / "train", "10_left.jpeg", "10_right.jpeg", "13_left.jpeg")
    photographs(place / "test", "1_left.jpeg")
    table(place / "trainLabels.csv", "image,level", "10_left,0", "10_right,4", "13_left,1", "99_left,2")
    table(place / "sampleSubmission.csv", "image,level", "1_left,0", "1_right,0")
    return place


def idrid(place: Path) -> Path:
    """The same names in both parts, as they are in IDRiD."""
    originals, truth = place / IDRID / ORIGINALS, place / IDRID / TRUTH
    photographs(originals / "a. Training Set", *(f"IDRiD_{n:03d}.jpg" for n in range(1, 6)))
    photographs(originals / "b. Testing Set", *(f"IDRiD_{n:03d}.jpg" for n in range(1, 3)))
    header = "Image name,Retinopathy grade,Risk of macular edema ,,"
    table(truth / "a. Training Labels.csv", header, *(f"IDRiD_{n:03d},{n % 4},0,," for n in range(1, 6)))
    table(truth / "b. Testing Labels.csv", header, *(f"IDRiD_{n:03d},{n},0,," for n in range(1, 3)))
    return place


def test_a_table_above_the_photographs(tmp_path: Path) -> None:
    folder = eyepacs(tmp_path / "eyepacs")
    assert found(folder / "train") == [("trainLabels.csv", "train", 3)]
    assert found(folder) == [("trainLabels.csv", "train", 3), ("sampleSubmission.csv", "test", 1)]
    assert [near.table.name for near in likely(tables_near(folder))] == ["trainLabels.csv"]  # the other tells nothing


def test_tables_in_a_folder_beside_whose_names_occur_twice(tmp_path: Path) -> None:
    folder = idrid(tmp_path) / IDRID
    both = [("a. Training Labels.csv", "a. Training Set", 5), ("b. Testing Labels.csv", "b. Testing Set", 2)]
    assert found(folder) == found(folder / ORIGINALS) == both
    training = folder / ORIGINALS / "a. Training Set"
    assert [near.table.name for near in likely(tables_near(training))] == ["a. Training Labels.csv"]


def test_a_workbook_in_each_folder_and_their_classes_together(tmp_path: Path) -> None:
    for base, grades in (("Base11", (0, 1)), ("Base12", (0, 3))):
        photographs(tmp_path / "messidor" / base, f"{base}_0.tif", f"{base}_1.tif")
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["Image name", "Ophthalmologic department", "Retinopathy grade", "Risk of macular edema "])
        for number, grade in enumerate(grades):
            sheet.append([f"{base}_{number}.tif", "Lariboisière", float(grade), 0])
        book.save(tmp_path / "messidor" / base / f"Annotation_{base}.xlsx")
    near = tables_near(tmp_path / "messidor")
    assert [(one.folder.name, one.values) for one in near] == [("Base11", ("0", "1")), ("Base12", ("0", "3"))]
    assert classes_of(near) == ("0", "1", "2", "3")


def test_classes_by_name_stand_in_their_order_and_others_are_left_to_each_table() -> None:
    place = Path("set")
    grades = NearbyTable(place, place, 2, 2, 2, ("PDR", "No DR"))
    others = NearbyTable(place, place, 2, 2, 2, ("glaucoma", "healthy"))
    assert classes_of((grades,)) == ("No DR", "PDR")
    assert classes_of((others,)) == classes_of((grades, others)) == ()


def test_tables_of_other_things_are_not_offered(tmp_path: Path) -> None:
    folder = photographs(tmp_path / "set" / "images", "a.png", "b.png", "c.png", "d.png")
    table(tmp_path / "set" / "pupils.csv", "name,grade", *(f"pupil {n},{n}" for n in range(6)), "a,1")
    table(tmp_path / "set" / "broken.csv", "image,label", "a")
    (tmp_path / "set" / "other.xlsx").write_bytes(b"PK\3\4 nothing")
    assert tables_near(folder) == ()


def test_paths_that_begin_above_the_folder_or_on_another_machine(tmp_path: Path) -> None:
    folder = photographs(tmp_path / "set" / "train", "a.png", "b.png", "c.png")
    labels = table(
        tmp_path / "labels.csv", "image,label", "set/train/a.png,0", r"D:\eyes\train\b.png,1", "elsewhere/c.png,1"
    )
    read = open_source(folder, SourceOptions(labels=labels))
    assert {sample.name: sample.label for sample in read.samples} == {"a.png": 0, "b.png": 1}
    assert read.unmatched_rows == ("line 4: 'elsewhere/c.png' is not in the folder",)


@pytest.mark.parametrize("folder", ["train", "."])
def test_the_parts_of_a_set_are_no_classes_and_the_table_is_named(tmp_path: Path, folder: str) -> None:
    place = eyepacs(tmp_path / "eyepacs")
    with pytest.raises(DatasetError) as told:
        open_source(place / folder)
    assert "trainLabels.csv' names 3 of 3 in 'train'" in told.value.hint
    collected = collect(idrid(tmp_path / "idrid"))
    assert not any(collected.labels)


def test_parts_without_a_table_are_refused_too(tmp_path: Path) -> None:
    photographs(tmp_path / "train", "a.png")
    photographs(tmp_path / "test", "b.png")
    with pytest.raises(DatasetError, match="no classes"):
        open_source(tmp_path)
    assert open_source(tmp_path, SourceOptions(class_names=("test", "train"))).class_names == ("test", "train")
