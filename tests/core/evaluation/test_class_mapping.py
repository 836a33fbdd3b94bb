"""What labels mean in other words, orders and languages; and what was decided before."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import DatasetError
from core.evaluation.class_mapping import Ground, as_map, as_text, grade_of, is_sure, propose
from core.evaluation.class_maps import MOST, ClassMaps
from core.evaluation.predictions import ClassMappingError, class_indices

NAMES = ("No DR", "Mild NPDR", "Moderate NPDR", "Severe NPDR", "Proliferative DR")


@pytest.mark.parametrize(
    "labels",
    [
        ("No DR", "mild_npdr", "MODERATE-NPDR", "Severe NPDR", "proliferative dr"),
        ("No apparent retinopathy", "Mild", "Moderate", "Severe", "PDR"),
        ("No DR", "Mild non-proliferative DR", "Moderate NPDR", "Severe non proliferative", "Proliferative"),
        ("keine", "leichte NPDR", "m\u00e4\u00dfige NPDR", "schwere NPDR", "proliferative DR"),
        ("keine Retinopathie", "leicht", "mittelschwer", "schwer", "proliferativ"),
        ("Sin retinopat\u00eda", "Leve", "Moderada", "Severa", "Proliferativa"),
        ("sin RD", "RD no proliferativa leve", "RD no proliferativa moderada", "RDNP severa", "RD proliferativa"),
        ("nessuna", "lieve", "moderata", "grave", "proliferante"),
        ("0", "1", "2", "3", "4"),
        ("R0", "R1", "R2", "R3", "R4"),
    ],
)
def test_grades_are_known_in_four_languages(labels: tuple[str, ...]) -> None:
    guesses = propose(labels, NAMES)
    assert [guess.index for guess in guesses] == [0, 1, 2, 3, 4], guesses
    assert is_sure(guesses)


def test_the_order_of_the_model_counts_not_that_of_the_labels() -> None:
    upside_down = tuple(reversed(NAMES))
    guesses = propose(("keine", "schwere", "mild"), upside_down)
    assert as_map(guesses, upside_down) == {"keine": "No DR", "schwere": "Severe NPDR", "mild": "Mild NPDR"}


def test_numbers_from_one_are_proposed_and_not_taken_for_sure() -> None:
    for labels in (("1", "2", "3", "4", "5"), ("I", "II", "III", "IV", "V")):
        guesses = propose(labels, NAMES)
        assert [guess.index for guess in guesses] == [0, 1, 2, 3, 4]
        assert {guess.ground for guess in guesses} == {Ground.FROM_ONE}
        assert not is_sure(guesses)


def test_similar_names_are_proposed_and_strange_ones_left_open() -> None:
    guesses = propose(("Glaucomma", "cat"), ("glaucoma", "healthy"))
    assert (guesses[0].index, guesses[0].ground) == (0, Ground.SIMILAR)
    assert (guesses[1].index, guesses[1].ground) == (None, Ground.NONE)
    assert not is_sure(guesses)


def test_two_labels_of_one_class_are_not_sure() -> None:
    assert not is_sure(propose(("Mild", "leicht"), NAMES))


def test_words_for_grades_mean_nothing_to_a_model_of_other_classes() -> None:
    assert propose(("mild",), ("car", "grass"))[0].ground is Ground.NONE


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("grade 3", 3),
        ("no", 0),
        ("north", None),
        ("DR", None),
        ("mild or moderate", None),
        ("stage 7", None),
        ("", None),
    ],
)
def test_grades_of_single_texts(text: str, grade: int | None) -> None:
    assert grade_of(text) == grade


def test_labels_that_name_no_class_come_with_a_proposal() -> None:
    with pytest.raises(ClassMappingError, match="leicht=Mild NPDR") as caught:
        class_indices(["keine", "leicht"], NAMES, {})
    assert caught.value.labels == ("keine", "leicht")
    assert caught.value.class_names == NAMES
    assert isinstance(caught.value, DatasetError)


def test_the_mapping_as_text_is_read_back() -> None:
    from core.cli.metrics import parse_class_map

    class_map = {"keine": "No DR", "leicht": "Mild NPDR"}
    assert parse_class_map(as_text(class_map)) == class_map


def test_what_was_decided_is_remembered_for_these_labels_and_this_model(tmp_path: Path) -> None:
    path = tmp_path / "maps" / "class-maps.json"
    class_map = {"gr\u00fcn": "a", "rot": "b"}
    ClassMaps(path).put(("rot", "gr\u00fcn"), ("a", "b"), class_map)
    again = ClassMaps(path)
    assert again.get(("gr\u00fcn", "rot", "rot"), ("a", "b")) == class_map
    assert again.get(("gr\u00fcn", "rot"), ("b", "a")) is None
    assert again.get(("gr\u00fcn",), ("a", "b")) is None


def test_the_file_is_bounded_and_damage_is_no_reason_to_stop(tmp_path: Path) -> None:
    path = tmp_path / "class-maps.json"
    maps = ClassMaps(path)
    for number in range(MOST + 3):
        maps.put((str(number),), ("a", "b"), {str(number): "a"})
    assert ClassMaps(path).get(("2",), ("a", "b")) is None
    assert ClassMaps(path).get(("3",), ("a", "b")) == {"3": "a"}
    for text in ("", "[]", '{"format_version": 1, "maps": 3}', '{"format_version": 9}'):
        path.write_text(text)
        assert ClassMaps(path).get(("3",), ("a", "b")) is None
