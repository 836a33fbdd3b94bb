"""Names of features."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from sklearn.metrics import cohen_kappa_score

from core.datasets.catalogue.features import FeatureName
from core.errors import FunduscopeError
from core.features.names import (
    NameFile,
    agreement,
    frequency_table,
    joined,
    names_in,
    to_csv,
    to_latex,
)
from core.networks.loaded import LoadedModel


def name(channel: int, text: str, *, layer: str = "features.0", reader: str = "A") -> FeatureName:
    return FeatureName("m", layer, channel, reader, text)


def test_several_names_in_one_text() -> None:
    assert names_in(" vessel ;optic  disc; vessel;") == ("vessel", "optic disc")
    assert names_in(joined(("vessel", "optic disc"))) == ("vessel", "optic disc")
    assert names_in(" ; ") == ()


def test_a_file_keeps_names_and_takes_them_off(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "names.json"
    book = NameFile(path)
    book.put(FeatureName("m", "b", 3, "A", "vessel", 0.5, "thin; ends at the disc"))
    book.put(name(1, "fovea", layer="a"))
    book.put(FeatureName("other", "a", 1, "A", "fovea"))
    again = NameFile(path)
    assert [(each.layer, each.channel) for each in again.of("m")] == [("a", 1), ("b", 3)]
    assert again.of("m", "b")[0] == FeatureName("m", "b", 3, "A", "vessel", 0.5, "thin; ends at the disc")
    again.put(name(1, "", layer="a"))
    assert [each.layer for each in NameFile(path).of("m")] == ["b"]
    assert not list(path.parent.glob("*.part"))


@pytest.mark.parametrize("text", ["{", "[]", '{"format_version": 1, "names": [{"model": 1}]}', '{"format_version": 9}'])
def test_a_damaged_file_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "names.json"
    path.write_text(text)
    with pytest.raises(FunduscopeError):
        NameFile(path).put(name(0, "vessel"))
    assert path.read_text() == text


def test_the_table_counts_each_name_in_each_layer(model: LoadedModel) -> None:
    given = [
        name(0, "vessel; optic disc"),
        name(1, "vessel"),
        name(2, "something else", layer="features.3.squeeze"),
        name(2, "fovea", reader="B"),
        name(3, "", layer="features.3.squeeze"),
    ]
    table = frequency_table(model.layers, given, reader="A")
    assert table.names == ("optic disc", "vessel", "something else")
    first, second = table.rows
    assert (first.layer, first.depth, first.features, first.named, first.counts) == ("features.0", 1, 64, 2, (1, 2, 0))
    assert (second.layer, second.named, second.counts) == ("features.3.squeeze", 1, (0, 0, 1))
    assert first.receptive_field == model.layers["features.0"].receptive_field == (3, 3)


def test_the_table_as_csv_and_latex(model: LoadedModel) -> None:
    given = [name(0, "=1+1"), name(1, "50% & more_than {this}")]
    table = frequency_table(model.layers, given, reader="A")
    rows = list(csv.reader(io.StringIO(to_csv(table))))
    assert rows[0][:6] == ["layer", "depth", "receptive_field_height", "receptive_field_width", "features", "named"]
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert rows[1][:6] == ["features.0", "1", "3", "3", "64", "2"]
    latex = to_latex(table)
    assert r"50\% \& more\_than \{this\}" in latex
    assert latex.count(r" \\") == 2


def test_agreement_is_that_of_scikit_learn() -> None:
    first = ["a", "a", "b", "c", "b", "a", "c", "b"]
    second = ["a", "b", "b", "c", "a", "a", "c", "c"]
    given = [name(number, text) for number, text in enumerate(first)]
    given += [name(number, text, reader="B") for number, text in enumerate(second)]
    given += [name(20, "only one"), name(21, "a", reader="C")]
    found = agreement(given, "A", "B")
    assert (found.count, found.same) == (8, 5)
    assert found.kappa == pytest.approx(cohen_kappa_score(first, second))


def test_agreement_without_a_choice_is_not_known() -> None:
    same = [name(0, "a"), name(0, "a", reader="B")]
    assert agreement(same, "A", "B").kappa is None
    assert agreement(same, "A", "C").count == 0
