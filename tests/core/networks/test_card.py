"""The card: JSON in, JSON out, and every wrong field named."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelError
from core.images.preparation import Normalisation, recipe
from core.networks.card import FORMAT_VERSION, ModelCard

Change = Callable[[dict[str, Any]], object]


def test_what_is_written_is_read(card: ModelCard) -> None:
    full = replace(
        card,
        arguments={"global_pool": "avg"},
        training={"epochs": 3, "optimiser": {"name": "AdamW", "rate": 1e-4}},
        data_fingerprint="ab12",
        metrics={"accuracy": 0.75},
        licence="CC BY 4.0",
        notes="Two lines,\nand 眼底.",
    )
    assert ModelCard.loads(full.dumps()) == full


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1), min_size=2, unique=True))
def test_any_class_names_survive(names: list[str]) -> None:
    preparation = recipe("stretch", input_size=64, normalisation=Normalisation.HALF)
    card = ModelCard(name="n", architecture="timm/x", class_names=tuple(names), preparation=preparation)
    assert ModelCard.loads(card.dumps()).class_names == tuple(names)


@pytest.mark.parametrize("character", ["\n", "\x7f", "\x85", "\x9f", "\ud800"])
def test_control_characters_are_refused(card: ModelCard, character: str) -> None:
    names = ("a", f"b{character}", "c", "d", character)
    for swapped in (names, names[::-1]):
        with pytest.raises(ModelError, match="control character in the name of class"):
            card.with_class_names(swapped)


def test_derived_values_are_written_for_other_readers(card: ModelCard) -> None:
    fields = card.to_json()
    assert fields["input_size"] == [64, 64]
    assert fields["mean"] == [0.485, 0.456, 0.406]
    assert fields["std"] == [0.229, 0.224, 0.225]
    assert fields["disclaimer"] == "Not for clinical use"


def test_a_newer_version_is_refused_and_said_so(card: ModelCard) -> None:
    fields = {**card.to_json(), "format_version": FORMAT_VERSION + 1, "unheard_of": 1}
    with pytest.raises(ModelError, match=f"'format_version' is {FORMAT_VERSION + 1}.*newer Funduscope"):
        ModelCard.from_json(fields)


def test_a_card_of_version_1_is_read_for_ever(card: ModelCard) -> None:
    """Literal: what version 1 wrote. This text must never change."""
    text = (
        '{"format_version": 1, "name": "grades", "architecture": "torchvision/squeezenet1_1", "arguments": {}, '
        '"class_names": ["No DR", "Mild", "Moderate", "Severe", "Proliferative DR"], "preparation": '
        + json.dumps(card.preparation.to_json())
        + ', "training": {}, "data_fingerprint": "", "metrics": {}, "licence": "", "notes": "", '
        '"disclaimer": "Not for clinical use"}'
    )
    assert ModelCard.loads(text) == card


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda card: card.pop("name"), "'name'"),
        (lambda card: card.update(name=3), "'name'"),
        (lambda card: card.update(name=" "), "'name'"),
        (lambda card: card.pop("architecture"), "'architecture'"),
        (lambda card: card.update(architecture=None), "'architecture'"),
        (lambda card: card.pop("arguments"), "'arguments'"),
        (lambda card: card.update(arguments=[1]), "'arguments'"),
        (lambda card: card.pop("class_names"), "'class_names'"),
        (lambda card: card.update(class_names="abc"), "'class_names'"),
        (lambda card: card.update(class_names=["a", 2]), "'class_names'"),
        (lambda card: card.update(class_names=["a"]), "'class_names'"),
        (lambda card: card.update(class_names=["a", "a"]), "'class_names'"),
        (lambda card: card.update(class_names=["a", ""]), "'class_names'"),
        (lambda card: card.update(class_names=["a", "b\n"]), "'class_names'"),
        (lambda card: card.pop("preparation"), "'preparation'"),
        (lambda card: card.update(preparation={}), "'preparation'"),
        (lambda card: card.update(preparation=7), "'preparation'"),
        (lambda card: card.update(training=1), "'training'"),
        (lambda card: card.update(metrics="good"), "'metrics'"),
        (lambda card: card.update(licence=1), "'licence'"),
        (lambda card: card.update(notes=[]), "'notes'"),
        (lambda card: card.update(format_version="1"), "'format_version'"),
        (lambda card: card.update(format_version=True), "'format_version'"),
        (lambda card: card.update(format_version=0), "'format_version'"),
        (lambda card: card.pop("format_version"), "'format_version'"),
        (lambda card: card.update(clas_names=[]), "Did you mean 'class_names'"),
        (lambda card: card.update(input_size=[32, 32]), "'input_size'"),
        (lambda card: card.update(mean=[0.5, 0.5, 0.5]), "'mean'"),
        (lambda card: card.update(std="x"), "'std'"),
    ],
)
def test_a_wrong_field_is_named(card: ModelCard, change: Change, named: str) -> None:
    fields = card.to_json()
    change(fields)
    with pytest.raises(ModelError) as caught:
        ModelCard.from_json(fields)
    assert named in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["", "[", "null", "3", '{"format_version": NaN}', '{"format_version": 1e999}', "[" * 100_000, '{"a":1,"a":2}'],
)
def test_what_is_no_card_is_refused(text: str) -> None:
    with pytest.raises(ModelError, match="Model card"):
        ModelCard.loads(text)


def test_nan_cannot_be_written(card: ModelCard) -> None:
    with pytest.raises(ModelError, match="grades"):
        replace(card, metrics={"accuracy": float("nan")}).dumps()


def test_an_endless_card_is_refused(card: ModelCard) -> None:
    with pytest.raises(ModelError, match="8,000,000"):
        replace(card, notes="x" * 9_000_000).dumps()


def test_renaming_classes_keeps_their_number(card: ModelCard) -> None:
    assert card.with_class_names(("a", "b", "c", "d", "e")).class_names == ("a", "b", "c", "d", "e")
    with pytest.raises(ModelError, match=r"4 class names.*5 classes"):
        card.with_class_names(("a", "b", "c", "d"))


def test_the_window_can_speak_of_cards_without_torch(repository: Path) -> None:
    modules = "core.networks.card, core.networks.proposal, core.networks.class_names, core.networks.arguments"
    code = f"import sys, {modules}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=repository, check=False).returncode == 0
