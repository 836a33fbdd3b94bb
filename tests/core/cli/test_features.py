"""The command `features`: a table, sheets, an atlas."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.features import FeatureName
from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.project import Project
from core.features.names import NameFile
from core.networks.files import model_id

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


def test_names_are_suggested_by_masks_and_marks(cli: Cli, model: Path, photographs: Path, tmp_path: Path) -> None:
    out, layer = tmp_path / "out", "features.3.squeeze"
    given = ("--images", photographs, "--out", out, "--no-sheets", "--layer", layer, "--suggest")
    assert cli("features", model, *given).status == 0
    assert _rows(out / "suggestions.csv") == []
    # A reader has outlined two thirds of a picture, and another one has marked the rest as something else.
    with Project.create(tmp_path / "eyes") as project:
        list_folder(project, photographs)
        index(project)
        path = photographs / "a.png"
        with Image.open(path) as picture:
            width, height = picture.size
        for reader, code, left, right in (("ada", "=EX", 0, 2 * width // 3), ("ben", "HE", 2 * width // 3, width)):
            box = Shape(ShapeKind.BOX, code, ((float(left), 0.0), (float(right), float(height))))
            project.annotations.put(project.files.at(path)[0], reader, Annotation(shapes=(box,)))
        where = project.path
    result = cli("features", model, *given, "--names", where)
    assert result.status == 0, result.err
    rows = _rows(out / "suggestions.csv")
    assert f"suggestions.csv: {len({row['channel'] for row in rows})} channels" in result.out
    assert {row["name"] for row in rows} <= {"'=EX", "haemorrhage"}
    assert {"haemorrhage"} <= {row["name"] for row in rows}
    for row in rows:
        assert float(row["overlap"]) >= max(0.2, 2 * float(row["chance"])) - 1e-4
        assert row["photographs"] == "1"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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


def test_dictionary_and_exemplars(cli: Cli, model: Path, photographs: Path, tmp_path: Path) -> None:
    out, names = tmp_path / "out", tmp_path / "names.json"
    given = ("--images", photographs, "--out", out, "--no-sheets", "--layer", "features.3.squeeze")
    NameFile(names).put(FeatureName(model_id(model), "features.3.squeeze", 3, "ada", "vessel", 0.5, "thin"))
    result = cli("features", model, *given, "--dictionary", "named", "--names", names, "--evidence", "occlusion")
    assert result.status == 0, result.err
    assert "dictionary.pdf: 1 pages" in result.out
    assert (out / "dictionary.pdf").read_bytes().startswith(b"%PDF")
    assert not (out / "atlas.pdf").exists()
    assert "No feature" in cli("features", model, *given, "--dictionary", "named").err
    for start in ("noise", "mean", "strongest"):
        result = cli("features", model, *given, "--exemplars", "0-1", "--start", start, "--steps", 2)
        assert result.status == 0, result.err
        pictures = sorted((out / "exemplars").iterdir())
        assert [path.name for path in pictures] == ["features.3.squeeze-0000.png", "features.3.squeeze-0001.png"]
    shutil.rmtree(out / "exemplars")
    assert cli("features", model, *given, "--exemplars", "classes", "--steps", 2).status == 0
    assert {path.name.split("-")[0] for path in (out / "exemplars").iterdir()} == {"class"}
    assert "does not name" in cli("features", model, *given, "--exemplars", "99").err
    assert "no strongest patch" in cli("features", model, *given, "--exemplars", "classes", "--start", "strongest").err
