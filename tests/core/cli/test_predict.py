"""`predict`: a table that spreadsheets and scripts read, and that loses nothing."""

import csv
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.cli.table import Table, defused, defused_path
from core.images.reading import read_photograph
from core.networks.files import load_model

Cli = Callable[..., object]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_table_holds_every_photograph_and_class(cli: Cli, model: Path, photographs: Path) -> None:
    result = cli("predict", model, photographs)
    assert result.status == 0
    found = rows(result.out)
    assert list(found[0]) == ["image", "predicted", "No DR", "1", "0", "severe, or worse", "'=2+3"]
    assert [row["image"] for row in found] == [str(photographs / "a.png"), str(photographs / "left" / "b.jpg")]


def test_the_probabilities_are_those_of_the_network(cli: Cli, model: Path, photographs: Path) -> None:
    row = rows(cli("predict", model, photographs / "a.png").out)[0]
    loaded = load_model(model)
    with torch.inference_mode():
        expected = loaded.module(loaded.prepare(read_photograph(photographs / "a.png"))[0]).softmax(1)[0].numpy()
    written = np.array([float(cell) for cell in list(row.values())[2:]])
    np.testing.assert_allclose(written, expected, rtol=1e-5)
    assert row["predicted"] == [*loaded.card.class_names[:4], "'=2+3"][int(expected.argmax())]


def test_lines_end_as_rfc_4180_says_on_stdout_and_in_the_file(
    cli: Cli, model: Path, photographs: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    assert cli("predict", model, photographs, "--csv", out).out == ""
    content = out.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") == 3
    assert cli("predict", model, photographs).out.encode() == content


def test_a_graphics_card_that_fails_is_said_in_one_line(
    cli: Cli, model: Path, photographs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_arguments: object) -> None:
        raise torch.AcceleratorError("CUDA error: unspecified launch failure\nmore lines")

    monkeypatch.setattr("core.cli.predict.write_predictions", gone)
    result = cli("predict", model, photographs)
    assert result.status == 2
    assert "graphics card failed" in result.err
    assert result.err.strip().count("\n") == 0


def test_a_path_given_twice_is_one_row(cli: Cli, model: Path, photographs: Path) -> None:
    assert len(rows(cli("predict", model, photographs, photographs / "a.png").out)) == 2


def test_a_broken_file_does_not_lose_the_others(cli: Cli, model: Path, photographs: Path, tmp_path: Path) -> None:
    broken = photographs / "broken.jpg"
    broken.write_bytes((photographs / "left" / "b.jpg").read_bytes()[:500])
    out = tmp_path / "out.csv"
    result = cli("predict", model, photographs, "--csv", out)
    assert result.status == 2
    assert [Path(row["image"]).name for row in rows(out.read_text())] == ["a.png", "b.jpg"]
    first, last = result.err.splitlines()
    assert first.startswith(f"left out: {broken}: ")
    assert last == "error: 1 of 3 photographs could not be read; the others are in the table."


def test_a_single_broken_file_is_the_error(cli: Cli, model: Path, tmp_path: Path) -> None:
    broken, out = tmp_path / "broken.png", tmp_path / "out.csv"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n")
    result = cli("predict", model, broken, "--csv", out)
    assert result.status == 2
    assert result.err.startswith("error: 'broken.png' ")
    assert not out.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="file names that are not text are Linux's own")
def test_names_that_are_not_text_come_out_as_they_went_in(cli_process: Cli, model: Path, photographs: Path) -> None:
    name = os.fsdecode(b"caf\xe9.png")
    (photographs / "a.png").rename(photographs / name)
    out = photographs.parent / "out.csv"
    assert cli_process("predict", model, photographs / name, "--csv", out).status == 0
    assert b"caf\xe9.png," in out.read_bytes()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert defused(text) == f"'{text}"
    assert defused_path(Path(text)) == f"./{text}"


def test_a_defused_path_still_names_the_file() -> None:
    assert Path(defused_path(Path("=cmd.png"))) == Path("=cmd.png")
    assert defused_path(Path("eyes/=cmd.png")) == str(Path("eyes/=cmd.png"))
    assert defused("No DR") == "No DR"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), min_size=1))
def test_every_cell_is_read_back_as_it_was_written(cells: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    table = Table(stream, ["a", "b"])
    for row in cells:
        table.add(row)
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""), strict=True)) == [["a", "b"], *cells]
