"""Sentences follow from figures: each verdict for the figures that it is about, and for no others."""

import pytest

from core.experiments.explaining import ClassMap
from core.experiments.findings import (
    accuracy_in_words,
    across_in_words,
    class_pairs,
    clean_class_in_words,
    has_learned,
    independence_in_words,
)

NAMES = ("grass", "none")


def metrics(matrix: list[list[int]], interval: list[float] | None, kappa: float | None = 0.5) -> dict[str, object]:
    count = sum(map(sum, matrix))
    return {
        "count": count,
        "accuracy": sum(row[index] for index, row in enumerate(matrix)) / count,
        "quadratic_weighted_kappa": kappa,
        "confusion_matrix": matrix,
        "per_class": [{"support": sum(row)} for row in matrix],
        "intervals": {"accuracy": interval, "quadratic_weighted_kappa": [0.4, 0.6]},
    }


def one_map(label: int, target: int, **values: object) -> ClassMap:
    usual = {
        "image": "a",
        "group": "a",
        "logit": 1.0,
        "peak": 2.0,
        "inside": 0.02,
        "chance": 0.1,
        "coverage": 0.6,
        "logit_below": 3.0,
        "peak_below": 2.0,
        "likeness": 0.9,
    }
    return ClassMap(label=label, target=target, **(usual | values))  # type: ignore[arg-type]


def answer(**values: object) -> str:
    maps = [one_map(0, 1, **values), one_map(0, 0, inside=0.8, peak=8.0, logit=5.0, logit_below=-1.0)]
    return " ".join(clean_class_in_words(class_pairs(maps), NAMES))


def test_learning_is_more_than_naming_the_most_frequent() -> None:
    good, bad = metrics([[18, 2], [1, 19]], [0.85, 0.99]), metrics([[20, 0], [18, 2]], [0.4, 0.7])
    assert has_learned(good)
    assert not has_learned(bad)
    assert "is right on 92% of 40 photographs held out (95 % interval 85% to 99%)" in accuracy_in_words(
        "VGG16", good, is_graded=False, noun="photographs"
    )
    assert "kappa of 0.50 (95 % interval 0.40 to 0.60)" in accuracy_in_words(
        "VGG16", good, is_graded=True, noun="photographs"
    )
    assert "has not learned" in accuracy_in_words("VGG16", bad, is_graded=False, noun="photographs")


def test_independence_is_measured() -> None:
    assert independence_in_words(metrics([[10, 10], [10, 10]], None, 0.0)) == "p = 1.000 by chi-square, kappa 0.000"
    assert independence_in_words(metrics([[20, 0], [0, 20]], None, 1.0)).startswith("p < 0.001")
    assert "one class alone" in independence_in_words(metrics([[20, 0], [20, 0]], None, None))


def test_a_background_that_is_always_lit_is_told_so() -> None:
    text = answer()
    assert "2% of its evidence lies on the marker, which covers 10%" in text
    assert "Its peak is 0.25 times" in text
    assert "from 1.00 to 3.00 and that of grass from 5.00 to -1.00" in text
    assert "no fault of the method" in text


def test_a_background_that_changes_is_told_otherwise() -> None:
    text = answer(likeness=0.1)
    assert "changes with the photograph" in text
    assert "becomes another (correlation 0.10)" in text


def test_a_faint_map_is_lit_by_stretching_alone() -> None:
    text = answer(peak=0.3)
    assert "Its peak is 0.037 times" in text
    assert "stretched to full colour" in text
    assert "no fault of the method" not in text


def test_evidence_all_over_a_clean_photograph_is_told() -> None:
    spread = clean_class_in_words(class_pairs([one_map(1, 1, inside=None, chance=None, coverage=0.5)]), NAMES)
    narrow = clean_class_in_words(class_pairs([one_map(1, 1, inside=None, chance=None, coverage=0.1)]), NAMES)
    assert "the fundus as a whole" in spread[0]
    assert "the fundus as a whole" not in narrow[0]


def test_a_map_over_the_marker_is_no_background() -> None:
    assert "does not avoid the marker" in answer(inside=0.3)


def test_a_map_of_zeros_is_nothing_to_show() -> None:
    assert "is zero on all 1" in answer(peak=0.0, inside=None)


def test_means_leave_zero_maps_out_and_count_them() -> None:
    (pair,) = class_pairs([one_map(0, 1), one_map(0, 1, peak=0.0, inside=None, likeness=None, coverage=0.0)])
    assert pair.zero == pytest.approx(0.5)
    assert pair.inside == pytest.approx(0.02)
    assert pair.coverage == pytest.approx(0.6)
    assert pair.count == 2


def test_without_a_clean_class_there_is_no_puzzle() -> None:
    assert clean_class_in_words(class_pairs([one_map(0, 1)]), ("grass", "car")) == []


def test_several_networks_are_told_in_few_sentences() -> None:
    def chief(accuracy: float, energy: float | None) -> dict[str, object]:
        return {
            "accuracy": accuracy,
            "accuracy_interval": [accuracy - 0.1, accuracy + 0.1],
            "energy_inside": energy,
            "energy_inside_by_chance": 0.1,
        }

    chiefs = [chief(0.5, 0.2), chief(0.8, 0.6), chief(0.2, 0.9)]
    first, idle, evidence = across_in_words(["A", "B", "C"], chiefs, [True, True, False], "lesions")
    assert first.startswith("Of 3 networks B answers best, right on 80%")
    assert "C worst, on 20%" in first
    assert "class: C." in idle
    assert "B 60% (10%); A 20% (10%)." in evidence
    assert "90%" not in evidence
