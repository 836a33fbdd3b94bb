"""What mutations have brought down, each as the smallest file that did."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from core.datasets.sources.hdf5 import read_hdf5
from core.datasets.splits import Part
from core.errors import DatasetError, FunduscopeError, ModelError, TrainingError
from core.evaluation.class_mapping import grade_of
from core.evaluation.class_maps import ClassMaps
from core.evaluation.predictions import judge_by_itself, read_predictions
from core.experiments.rowfile import RowFile
from core.features.names import NameFile
from core.features.passfile import about_pass
from core.training.answers import answers_of
from core.training.settingsfile import from_toml
from core.training.watching import RunReader
from desktop.restore import HashIndex
from desktop.training_queue import read_queue
from tests.stress.readers import READERS

BILLION = 10**9
"""As a number of a class: names for all below it would fill the memory."""


def test_a_class_of_a_billion_is_refused_before_the_others_are_named(tmp_path: Path) -> None:
    import h5py

    with h5py.File(tmp_path / "eyes.h5", "w") as file:
        file["dataset"] = np.zeros((2, 8, 8, 3), np.uint8)
        file["label"] = np.array([0, BILLION])
    with pytest.raises(DatasetError, match="1000000000"):
        read_hdf5(tmp_path / "eyes.h5")
    table = tmp_path / "predictions.csv"
    table.write_text(f"image,label,predicted\na.png,0,{BILLION}\n")
    with pytest.raises(DatasetError, match="more than 1000 classes"):
        read_predictions(table)


def test_predictions_without_a_class_are_refused_and_numbers_are_read_as_numbers(tmp_path: Path) -> None:
    table = tmp_path / "predictions.csv"
    table.write_text("image,label,predicted\na.png,0,1\nb.png,0,\n")
    with pytest.raises(DatasetError, match="Row 3"):
        read_predictions(table)
    table.write_text("image,label,predicted\na.png,,\n")
    with pytest.raises(DatasetError, match="Row 2"):
        read_predictions(table)
    table.write_text("image,label,predicted\na.png,1.0,1.0\nb.png,0,0\n")
    assert judge_by_itself(read_predictions(table)).predicted.tolist() == [1, 0]


def test_a_label_of_five_thousand_digits_is_no_grade() -> None:
    assert grade_of("1" * 5000) is None
    assert grade_of("2") == 2


@pytest.mark.parametrize("counts", [["x"], [[3]], 7, [None], [1e400]])
def test_counts_of_a_run_that_are_none_are_left_out(counts: object, tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text(json.dumps({"class_names": ["a"], "class_counts": counts}))
    assert RunReader(tmp_path).read().class_counts == ()


def test_what_was_drawn_after_an_epoch_is_left_out_where_it_is_no_record(tmp_path: Path) -> None:
    (tmp_path / "attention").mkdir()
    good = READERS["run-epoch-0001-json"]
    good.make(tmp_path / "attention" / "epoch-0001.json")
    for number, text in enumerate(('"x"', "[]", "1", "[" * 100_000, "null"), start=2):
        (tmp_path / "attention" / f"epoch-{number:04}.json").write_text(text)
    assert [record.epoch for record in RunReader(tmp_path).read().attention] == [1]


@pytest.mark.parametrize(
    "line", ["predicted,split\n0,validation\n", "image,split,label,probability_0\na,validation,0,nan\n"]
)
def test_answers_of_a_run_that_are_none_are_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text(json.dumps({"class_names": ["a"]}))
    (tmp_path / "predictions.csv").write_text(line)
    with pytest.raises(DatasetError, match="predictions of the run"):
        answers_of(tmp_path, Part.VALIDATION)


def test_a_queue_takes_what_can_be_read() -> None:
    lines = [
        json.dumps({"folder": "a", "action": "start", "settings": settings}) for settings in ("", 7, [1], {"a": 1})
    ]
    assert len(read_queue([*lines, "[" * 100_000])) == 1


def test_a_place_that_no_system_knows_is_nowhere(tmp_path: Path) -> None:
    (tmp_path / "places.json").write_text(json.dumps({"a": "x" * 100_000, "b": "\0"}))
    assert HashIndex(tmp_path / "places.json").find("a") is None
    assert HashIndex(tmp_path / "places.json").find("b") is None


def test_arrays_whose_head_is_cut_off_are_no_arrays(tmp_path: Path) -> None:
    import zipfile

    from core.evaluation.reading.errors import StudyError

    np.save(tmp_path / "a.npy", np.zeros((2, 2)))
    broken = (tmp_path / "a.npy").read_bytes().replace(b"'shape': (2, 2)", b"'shape': (2  2 ")
    (tmp_path / "mutated.npy").write_bytes(broken)
    with pytest.raises(StudyError, match="damaged"):
        READERS["study-map"].open(tmp_path / "mutated.npy")
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        archive.writestr("facts.npy", broken)
    assert about_pass(tmp_path / "a.npz") is None


def test_lone_halves_of_signs_do_not_keep_a_file_from_being_written(tmp_path: Path) -> None:
    maps = ClassMaps(tmp_path / "maps.json")
    maps.put(["\ud800"], ["a"], {"\ud800": "a"})
    assert ClassMaps(tmp_path / "maps.json").get(["\ud800"], ["a"]) == {"\ud800": "a"}
    names = tmp_path / "names.json"
    READERS["names"].make(names)
    names.write_text(names.read_text("utf-8").replace("vessel", "\\ud800"), "utf-8")
    with pytest.raises(FunduscopeError, match="damaged"):
        NameFile(names).of("ab" * 32)


def test_numbers_that_are_too_large_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="TOML"):
        from_toml("seed = " + "1" * 5000)
    rows = tmp_path / "a.rows"
    READERS["rows"].make(rows)
    head, first, *rest = rows.read_text().splitlines()
    rows.write_text("\n".join([head, first.replace('"label": 1', '"label": 1e999'), *rest]))
    with pytest.raises(FunduscopeError, match="damaged"):
        RowFile(rows, {"model": "ab"}).read()


@pytest.mark.parametrize("content", [b"\x80\x04\x8e" + (1 << 61).to_bytes(8, "little") + b".", b"\x80\x02\x8a\x7f."])
def test_weights_that_ask_for_more_memory_than_there_is_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pth").write_bytes(content)
    with pytest.raises(ModelError, match=r"a\.pth"):
        READERS["weights-pickle"].open(tmp_path / "a.pth")


def test_an_archive_whose_parts_have_no_names_is_refused_or_read_with_a_caution(tmp_path: Path) -> None:
    path = tmp_path / "a.pth"
    READERS["weights-zip"].make(path)
    content = bytearray(path.read_bytes())
    content[7] |= 0x08  # the name of the first part is UTF-8, it says
    content[30] = 0xBA
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"damaged"):
        READERS["weights-zip"].open(path)
