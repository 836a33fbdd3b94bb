"""The command `features`: a table, sheets, an atlas."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

Cli = Callable[..., object]


def test_table_sheets_and_atlas(cli: Cli, model: Path, photographs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    layers = ("--layer", "features.0", "--layer", "features.3.squeeze")
    result = cli("features", model, *layers, "--images", photographs, "--out", out)
    assert result.status == 0, result.err
    with (out / "strongest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["layer"] for row in rows} == {"features.0", "features.3.squeeze"}
    assert {row["image"] for row in rows} == {"a.png", "left/b.jpg"}
    assert {row["rank"] for row in rows} == {"1", "2"}
    assert all(0 <= float(row["left"]) < float(row["right"]) <= 90 for row in rows)
    assert all(float(row["value"]) > 0 for row in rows)
    names = {path.name for path in (out / "sheets").iterdir()}
    assert {"features.0-001.png", "features.3.squeeze-001.png"} <= names
    assert (out / "atlas.pdf").read_bytes().startswith(b"%PDF")
    assert cli("features", model, *layers, "--images", photographs, "--out", out, "--no-sheets").status == 0


def test_what_cannot_be_asked(cli: Cli, model: Path, photographs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    given = ("--images", photographs, "--out", out)
    assert "Did you mean" in cli("features", model, "--layer", "features.00", *given).err
    assert "There is no folder" in cli("features", model, "--images", tmp_path / "gone", "--out", out).err
    assert "Give 1 to 100" in cli("features", model, *given, "--count", 0).err
    (photographs / "c.png").write_bytes(b"broken")
    result = cli("features", model, "--layer", "features.0", *given, "--no-sheets")
    assert result.status == 2
    assert "1 of 3 photographs could not be read" in result.err
    assert (out / "strongest.csv").is_file()
