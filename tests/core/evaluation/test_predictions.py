"""Matching predictions with labels, in all the ways in which names and classes are written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.datasets.sources.tables import LabelRow
from core.errors import DatasetError
from core.evaluation.assessment import IntervalKind, assess, assess_matrix
from core.evaluation.predictions import (
    ClassMappingError,
    PredictionTable,
    judge_by_itself,
    judged,
    read_labels,
    read_predictions,
    scheme_indices,
    sums_in_words,
)
from core.evaluation.trust import Concern

NAMES = ("No DR", "Mild NPDR", "Moderate NPDR", "Severe NPDR", "Proliferative DR")


def table(*images: str, classes: tuple[str, ...] = NAMES) -> PredictionTable:
    probabilities = np.full((len(images), len(classes)), 0.1)
    probabilities[np.arange(len(images)), np.arange(len(images)) % len(classes)] = 1 - 0.1 * (len(classes) - 1)
    return PredictionTable(images, probabilities.argmax(1), classes, probabilities)


def rows(**labels: str) -> list[LabelRow]:
    return [LabelRow(line, image, label, "", "") for line, (image, label) in enumerate(labels.items(), 2)]


def test_names_match_by_path_by_file_and_without_suffix() -> None:
    predicted = table("/data/set/A/1_left.jpeg", "B\\2_LEFT.JPG", "./C/3.png")
    labels = [
        LabelRow(2, "1_left", "0", "", ""),
        LabelRow(3, "b/2_left.jpg", "1", "", ""),
        LabelRow(4, "3.tif", "2", "", ""),
        LabelRow(5, "4", "2", "", ""),
    ]
    found = judged(predicted, labels)
    assert found.labels.tolist() == [0, 1, 2]
    assert found.unpredicted == ("4",)
    assert found.unlabelled == ()


def test_eyes_of_a_patient_are_one_group() -> None:
    found = judged(
        table("1_left.jpg", "1_right.jpg", "2_left.jpg", "x.jpg"),
        rows(**{"1_left": "0", "1_right": "0", "2_left": "1", "x": "1"}),
    )
    assert found.groups == (0, 0, 1, 2)
    assert found.are_patients_known


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("0", "2.0", "4"), [0, 2, 4]),
        (("no dr", "MODERATE_NPDR", "Proliferative-DR"), [0, 2, 4]),
    ],
)
def test_classes_by_number_and_by_name(written: tuple[str, ...], expected: list[int]) -> None:
    found = judged(table("a", "b", "c"), rows(a=written[0], b=written[1], c=written[2]))
    assert found.labels.tolist() == expected


def test_classes_in_another_language_are_mapped() -> None:
    labels = rows(a="keine", b="leichte", c="schwere")
    with pytest.raises(DatasetError, match=r"'keine' is none of the model's classes.*--class-map"):
        judged(table("a", "b", "c"), labels)
    class_map = {"keine": "No DR", "leichte": "Mild NPDR", "schwere": "3"}
    with pytest.raises(DatasetError, match="'schwere'"):
        judged(table("a", "b", "c"), labels, class_map=class_map)
    found = judged(table("a", "b", "c"), labels, class_map=class_map | {"schwere": "Severe NPDR"})
    assert found.labels.tolist() == [0, 1, 3]


def test_names_that_are_numbers_go_before_positions() -> None:
    found = judged(table("a", "b", classes=("1", "0")), rows(a="1", b="0"))
    assert found.labels.tolist() == [0, 1]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(DatasetError, match="label 7 is none of the 5 classes"):
        judged(table("a"), rows(a="7"))
    with pytest.raises(DatasetError, match="may be any of 2 photographs"):
        judged(table("x/a.jpg", "y/a.jpg"), rows(a="1"))
    with pytest.raises(DatasetError, match="has two labels"):
        judged(table("a.jpg"), [LabelRow(2, "a", "1", "", ""), LabelRow(3, "a.jpg", "2", "", "")])
    with pytest.raises(DatasetError, match="No label belongs"):
        judged(table("a.jpg"), rows(b="1"))


def test_tables_as_the_program_writes_them(tmp_path: Path) -> None:
    path = tmp_path / "predictions.csv"
    path.write_text("image,predicted,a,\"'=b\"\r\nx/1.jpg,a,0.75,0.25\r\n./=2.jpg,'=b,0.25,0.75\r\n", encoding="utf-8")
    found = read_predictions(path)
    assert found.class_names == ("a", "=b")
    assert found.images == ("x/1.jpg", "./=2.jpg")
    np.testing.assert_array_equal(found.probabilities, [[0.75, 0.25], [0.25, 0.75]])
    path.write_text(
        "image,split,label,predicted,probability_0,probability_1\n1.jpg,test,1,0,0.9,0.1\n2.jpg,test,1,1,0.2,0.8\n"
    )
    by_itself = judge_by_itself(read_predictions(path))
    assert by_itself.labels.tolist() == [1, 1]
    assert by_itself.predicted.tolist() == [0, 1]
    path.write_text("image,predicted\n1,2\n2,0\n")
    plain = read_predictions(path)
    assert plain.class_names == ("0", "1", "2")
    assert plain.probabilities is None
    with pytest.raises(DatasetError, match="no labels"):
        judge_by_itself(plain)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no prediction"),
        ("image,predicted\n", "holds no prediction"),
        ("what,predicted\na,1\n", "no column of photographs"),
        ("image,note\na,1\n", "neither a column 'predicted'"),
        ("image,a,b\nx,0.5,1.5\n", "'1.5' in column 'b', which is no probability"),
        ("image,a,b\nx,0.5,\n", "'' in column 'b'"),
        ("image,a,b\nx,nan,0.5\n", "'nan' in column 'a'"),
    ],
)
def test_tables_that_are_none(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "predictions.csv"
    path.write_text(text)
    with pytest.raises(DatasetError, match=message):
        read_predictions(path)


def test_labels_with_a_mark_and_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes("\ufeffImage name;Retinopathy grade\r\nIDRiD_001;3\r\n".encode())
    (row,) = read_labels(path)
    assert (row.image, row.label) == ("IDRiD_001", "3")


def test_probabilities_that_do_not_sum_to_one_are_told_and_not_calibrated() -> None:
    given = np.array([[0.5, 0.2], [0.4, 0.6]])
    assert "of 1 photograph do not sum to one" in sums_in_words(given)
    assert sums_in_words(given[1:]) == ""
    found = assess(judged(PredictionTable(("a", "b"), given.argmax(1), ("x", "y"), given), rows(a="x", b="y")))
    assert Concern.BAD_PROBABILITIES in {each.concern for each in found.cautions}
    assert found.calibration is None
    assert found.metrics.loss is None


def test_intervals_are_exact_where_samples_are_independent() -> None:
    random = np.random.default_rng(0)
    names = [f"p{index}" for index in range(60)]
    given = random.dirichlet(np.ones(5), 60)
    labels = [LabelRow(2, name, str(random.integers(0, 5)), "", "") for name in names]
    alone = assess(judged(PredictionTable(tuple(names), given.argmax(1), NAMES, given), labels))
    assert alone.interval_kinds["accuracy"] is IntervalKind.EXACT
    assert alone.interval_kinds["quadratic_weighted_kappa"] is IntervalKind.BOOTSTRAP
    paired = [LabelRow(row.line, row.image, row.label, f"patient {index // 2}", "") for index, row in enumerate(labels)]
    together = assess(judged(PredictionTable(tuple(names), given.argmax(1), NAMES, given), paired))
    assert set(together.interval_kinds.values()) == {IntervalKind.BOOTSTRAP}
    assert alone.referable_from == 2
    assert alone.operating_point is not None
    assert alone.to_json()["per_class"][1]["intervals"]["auc"].keys() == {"low", "high"}


def test_a_matrix_alone_has_intervals_too() -> None:
    found = assess_matrix(np.array([[50, 5, 3], [4, 60, 6], [2, 8, 40]]), ("a", "b", "c"))
    interval = found.intervals.figures["quadratic_weighted_kappa"]
    assert interval.low < found.metrics.quadratic_weighted_kappa < interval.high
    assert found.to_json()["confusion_matrix_row_percent"][0][0] == pytest.approx(100 * 50 / 58)


def test_a_class_that_no_photograph_has_needs_no_meaning() -> None:
    names, labels = ("No DR", "Mild NPDR", "Severe NPDR"), ("0", "Mild NPDR", "Severe NPDR")
    assert scheme_indices(labels, ("Severe NPDR",), names, {}) == {"Severe NPDR": 2}
    assert scheme_indices(names, ("Severe NPDR",), names, {}) == {"No DR": 0, "Mild NPDR": 1, "Severe NPDR": 2}
    with pytest.raises(ClassMappingError) as raised:
        scheme_indices(labels, ("0", "Severe NPDR"), names, {})
    assert raised.value.labels == labels
    assert scheme_indices(labels, ("0", "Severe NPDR"), names, {"0": "No DR"})["0"] == 0
