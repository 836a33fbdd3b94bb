"""The command that brings annotations out of a project, and into one."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.project import Project

if TYPE_CHECKING:
    from tests.core.cli.conftest import Result

Cli = Callable[..., "Result"]
BOX = Shape(ShapeKind.BOX, "HE", ((5.0, 6.0), (15.0, 12.0)))


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "photographs"
    folder.mkdir()
    for name in ("a.png", "b.png"):
        pixels = np.random.default_rng(len(name)).integers(0, 256, (32, 40, 3), np.uint8)
        pixels[0, 0] = ord(name[0])
        Image.fromarray(pixels).save(folder / name)
    path = tmp_path / "study.funduscope"
    with Project.create(path) as project:
        list_folder(project, folder)
        index(project)
        photograph = project.files.at(folder / "a.png")[0]
        project.annotations.put(photograph, "anna", Annotation(quality="good", notes="of Mr. X", shapes=(BOX,)))
    return path


def test_all_of_it_is_written(cli: Cli, study: Path, tmp_path: Path) -> None:
    assert cli("annotations", study).out.splitlines() == [
        "anna: 1 photographs, 0 graded, 1 marks",
        "HE (haemorrhage): 1",
    ]
    table, coco, masks = tmp_path / "said.csv", tmp_path / "said.json", tmp_path / "masks"
    result = cli("annotations", study, "--csv", table, "--coco", coco, "--masks", masks)
    assert result.status == 0, result.err
    with table.open(newline="") as file:
        assert [row["image"] for row in csv.DictReader(file)] == ["a.png"]
    with table.with_name("said-marks.csv").open(newline="") as file:
        assert [row["area_px"] for row in csv.DictReader(file)] == ["60"]
    assert json.loads(coco.read_bytes())["annotations"][0]["bbox"] == [5.0, 6.0, 10.0, 6.0]
    with Image.open(masks / "HE" / "a_HE.png") as picture:
        assert np.asarray(picture).sum() == 60
    assert "Mr. X" not in table.read_text() + coco.read_text()
    cli("annotations", study, "--csv", table, "--patients")
    assert "Mr. X" in table.read_text()


def test_what_is_open_elsewhere_can_be_exported(cli: Cli, study: Path, tmp_path: Path) -> None:
    with Project.open(study):
        result = cli("annotations", study, "--csv", tmp_path / "said.csv")
    assert result.status == 0, result.err


def test_coco_is_taken_in(cli: Cli, study: Path, tmp_path: Path) -> None:
    coco = tmp_path / "said.json"
    cli("annotations", study, "--coco", coco)
    plain = json.loads(coco.read_bytes())
    plain["images"][0]["file_name"] = "b.png"
    plain["images"][0]["funduscope"] = {}
    plain["annotations"][0]["funduscope"] = {}
    coco.write_text(json.dumps(plain))
    result = cli("annotations", study, "--import-coco", coco, "--reader", "ben")
    assert (result.status, result.out.strip()) == (0, "taken in: 1 marks on 1 photographs")
    with Project.open(study) as project:
        assert project.annotations.readers() == {"anna": 1, "ben": 1}
    plain["images"][0]["file_name"] = "nowhere.png"
    coco.write_text(json.dumps(plain))
    result = cli("annotations", study, "--import-coco", coco)
    assert result.status == 2
    assert "nowhere.png" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["{study}", "--csv", "{folder}"],
        ["{study}", "--csv", "/not/there/said.csv"],
        ["{study}", "--csv", "{study}"],
        ["{study}", "--masks", "{photographs}"],
        ["{study}", "--coco", "said.json", "--reader", "an"],
        ["{study}", "--import-coco", "/not/there.json"],
        ["/not/there.funduscope"],
    ],
)
def test_what_can_be_mended_is_said_in_a_line(
    cli: Cli, study: Path, tmp_path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    places = {"study": study, "folder": tmp_path, "photographs": tmp_path / "photographs"}
    result = cli("annotations", *(argument.format(**places) for argument in arguments))
    assert result.status == 2
    assert result.err.startswith("error: ")
    assert result.err.count("\n") == 1
    assert cli("annotations", study).out.startswith("anna: 1 photographs")
    assert not (tmp_path / "said.json").exists()
