"""Sources: every photograph with its label, and every one without is named."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

from core.datasets.identity import content_id, read_pixels
from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.opening import SourceOptions, open_source
from core.datasets.sources.tables import Columns
from core.errors import DatasetError

Draw = Callable[..., Path]


def labels_by_name(found: LabelledPhotographs) -> dict[str, int]:
    return {sample.name: sample.label for sample in found.samples}


def test_class_folders_in_natural_order(draw: Draw) -> None:
    for name in ("10 worst/a.png", "2 mild/b.png", "2 mild/deeper/c.png", "loose.png"):
        folder = draw(name)
    (folder / "notes").mkdir()
    found = open_source(folder)
    assert found.class_names == ("2 mild", "10 worst")
    assert labels_by_name(found) == {"2 mild/b.png": 0, "2 mild/deeper/c.png": 0, "10 worst/a.png": 1}
    assert found.unmatched_files == ("loose.png",)


def test_class_folders_inside_images(draw: Draw) -> None:
    for name in ("images/no/a.png", "images/yes/b.png", "masks/MA/b_MA.png"):
        folder = draw(name)
    assert labels_by_name(open_source(folder)) == {"images/no/a.png": 0, "images/yes/b.png": 1}


def test_given_class_names_set_the_order_and_must_name_every_folder(draw: Draw) -> None:
    draw("no/a.png")
    folder = draw("yes/b.png")
    found = open_source(folder, SourceOptions(class_names=("yes", "no", "maybe")))
    assert labels_by_name(found) == {"yes/b.png": 0, "no/a.png": 1}
    assert found.class_counts() == (1, 1, 0)
    with pytest.raises(DatasetError, match=r"The folder 'yes' .* Did you mean 'yse'\?"):
        open_source(folder, SourceOptions(class_names=("no", "yse")))


@pytest.mark.parametrize(
    ("header", "separator"),
    [
        ("id_code,diagnosis", ","),
        ("image;Retinopathy grade", ";"),
        ("image\tlevel", "\t"),
        ("Image name,other,label", ","),
    ],
)
def test_tables_as_they_come(draw: Draw, header: str, separator: str) -> None:
    folder = draw("1_left.png")
    draw("1_right.png")
    cells = [["1_left", "0"], ["1_right.png", "2.0"]]
    rows = [separator.join([cell[0], "?", cell[1]] if "other" in header else cell) for cell in cells]
    (folder / "labels.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8-sig")
    found = open_source(folder)
    assert labels_by_name(found) == {"1_left.png": 0, "1_right.png": 2}
    assert found.class_names == ("0", "1", "2")
    assert [sample.group for sample in found.samples] == ["1", "1"]
    assert found.notes == ("No row has the class '1'.",)


def test_what_finds_no_counterpart_is_listed(draw: Draw) -> None:
    folder = draw("a.png")
    draw("b.png")
    draw("c.png")
    (folder / "labels.csv").write_text("image,label\na,0\ngone,1\nb,\n")
    found = open_source(folder)
    assert labels_by_name(found) == {"a.png": 0}
    assert set(found.unmatched_files) == {"b.png", "c.png"}
    assert set(found.unmatched_rows) == {"line 3: 'gone' is not in the folder", "line 4: 'b' has no label"}


def test_labels_as_text_and_other_columns(draw: Draw) -> None:
    folder = draw("x/a.png")
    draw("x/b.png")
    table = folder / "grades.tsv"
    table.write_text("file\tgrading\tpatient no\nx/a.png\tsevere\tp1\nX\\B.PNG\tmild\tp1\n", encoding="cp1252")
    options = SourceOptions(
        labels=table, class_names=("mild", "severe"), columns=Columns(label="grading", group="Patient no")
    )
    found = open_source(folder, options)
    assert labels_by_name(found) == {"x/a.png": 1, "x/b.png": 0}
    assert {sample.group for sample in found.samples} == {"p1"}
    with pytest.raises(DatasetError, match=r"no column 'gradng'. Did you mean 'grading'"):
        open_source(folder, SourceOptions(labels=table, columns=Columns(label="gradng")))


def test_a_synthesised_set_knows_its_classes_and_patients(draw: Draw) -> None:
    draw("images/none/0001.png")
    folder = draw("images/car/0002.png")
    (folder / "labels.csv").write_text(
        "image,label,class,eye,patient\nimages/none/0001.png,0,none,right,7\nimages/car/0002.png,1,car,left,7\n"
    )
    found = open_source(folder)
    assert found.class_names == ("none", "car")
    assert [sample.group for sample in found.samples] == ["7", "7"]
    (folder / "truth.json").write_text(json.dumps({"class_names": ["none", "car", "droid"]}))
    assert open_source(folder).class_names == ("none", "car", "droid")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("image,label\na,0\na,1\n", r"gives 'a.png' two labels, 0 and 1 \(line 3\)"),
        ("image,label\na,-1\n", "Line 2 of 'labels.csv' has label -1; labels run from 0"),
        ("image,comment\na,fine\n", "no column that is known to hold the labels"),
        ("image,label\n", "holds no row"),
        ("", "'labels.csv' is empty"),
        ("image,label\na\n", "Line 2 of 'labels.csv' has fewer cells than the header: 1 of 2"),
    ],
)
def test_tables_that_cannot_be_used(draw: Draw, text: str, message: str) -> None:
    folder = draw("a.png")
    (folder / "labels.csv").write_text(text)
    with pytest.raises(DatasetError, match=message):
        open_source(folder)


def test_a_name_that_two_photographs_have_is_refused(draw: Draw) -> None:
    draw("day/1.png")
    folder = draw("night/1.png")
    (folder / "labels.csv").write_text("image,label\n1.png,0\n")
    with pytest.raises(DatasetError, match=r"names '1.png', which 2 photographs are called \(in day, night\)"):
        open_source(folder)


def test_labels_beyond_the_named_classes_are_refused(draw: Draw) -> None:
    folder = draw("a.png")
    (folder / "labels.csv").write_text("image,label\na,2\n")
    with pytest.raises(DatasetError, match="label 2; labels run from 0 to 1"):
        open_source(folder, SourceOptions(class_names=("no", "yes")))
    with pytest.raises(DatasetError, match="'x' has label 5, but there are 2 classes"):
        LabelledPhotographs((Sample(Path("x"), 5, name="x"),), ("no", "yes"))


def test_hdf5_as_the_thesis_wrote_it(tmp_path: Path) -> None:
    rgb = np.random.default_rng(0).integers(0, 255, (3, 5, 5, 3), dtype=np.uint8)
    path = tmp_path / "set.hdf5"
    with h5py.File(path, "w") as file:
        file["dataset"] = rgb[..., ::-1]
        file["label"] = np.array([[0], [2], [2]])
    found = open_source(path)
    assert found.labels == (0, 2, 2)
    np.testing.assert_array_equal(read_pixels(found.samples[1]), rgb[1])
    assert len({content_id(sample) for sample in found.samples}) == 3
    with h5py.File(path, "a") as file:
        del file["label"]
        file["label"] = np.array([0.5, 1, 2])
    with pytest.raises(DatasetError, match="not a whole number"):
        open_source(path)


def test_what_is_no_data_set(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="There is no data set"):
        open_source(tmp_path / "gone")
    with pytest.raises(DatasetError, match="no folder of a class"):
        open_source(tmp_path)
    (tmp_path / "a.h5").write_bytes(b"nonsense")
    with pytest.raises(DatasetError, match="not an HDF5 file"):
        open_source(tmp_path / "a.h5")
    (tmp_path / "a.doc").write_bytes(b"nonsense")
    with pytest.raises(DatasetError, match="is not a data set"):
        open_source(tmp_path / "a.doc")


def test_the_real_grades(data_dir: Path) -> None:
    found = open_source(data_dir / "idrid" / "grading")
    assert found.class_counts() == (134, 20, 136, 74, 49)
    assert found.unmatched_files == found.unmatched_rows == ()


def test_names_with_accents_from_another_system(draw: Draw) -> None:
    """macOS writes an accent as a sign of its own."""
    folder = draw("Ünï 2.png")
    table = folder / "labels.csv"
    table.write_text(unicodedata.normalize("NFD", "image,label\nÜnï 2.PNG,1\n"), "utf-8")
    assert labels_by_name(open_source(folder)) == {"Ünï 2.png": 1}


def test_one_class_in_several_spellings_is_one(draw: Draw) -> None:
    folder = draw("a.png")
    for name in ("b.png", "c.png", "d.png"):
        draw(name)
    (folder / "labels.csv").write_text("image,label\na,Severe\nb,severe\nc, SEVERE \nd,severe\n")
    found = open_source(folder)
    assert found.class_names == ("severe",)
    assert set(found.labels) == {0}


def test_what_is_ungradable_among_grades_has_no_label(draw: Draw) -> None:
    folder = draw("a.png")
    draw("b.png")
    (folder / "labels.csv").write_text("image,label\na,Ungradable\nb,4\n")
    found = open_source(folder)
    assert found.class_names == ("0", "1", "2", "3", "4")
    assert labels_by_name(found) == {"b.png": 4}
    assert found.unmatched_rows == ("line 2: 'a' has no label: Ungradable",)
    (folder / "labels.csv").write_text("image,label\na,ungradable\nb,gradable\n")
    assert open_source(folder).class_names == ("gradable", "ungradable")
