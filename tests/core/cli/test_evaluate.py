"""The command `evaluate`: its figures are those of its own table of predictions, and that is what `predict` says."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sklearn.metrics import accuracy_score, cohen_kappa_score

from core.training.settings import DataSettings, TrainingSettings
from core.training.settingsfile import to_toml

Cli = Callable[..., object]
COUNT = 12


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graded")
    random = np.random.default_rng(0)
    (folder / "images").mkdir()
    for number in range(COUNT):
        pixels = random.integers(0, 255, (40, 50, 3), np.uint8)
        Image.fromarray(pixels).save(folder / "images" / f"{number // 2}_{'left' if number % 2 else 'right'}.png")
    names = [f"{number // 2}_{'left' if number % 2 else 'right'}" for number in range(COUNT)]
    rows = [f"{name},{index % 5}" for index, name in enumerate(names)]
    (folder / "labels.csv").write_text("\n".join(["image,level", *rows, "99_left,1"]))
    return folder


def evaluate(cli: Cli, graded: Path, out: Path, *models: object, options: tuple[object, ...] = ()) -> object:
    labels = graded / "labels.csv"
    return cli("evaluate", *models, "--images", graded / "images", "--labels", labels, "--out", out, *options)


def test_the_figures_are_those_of_the_predictions(cli: Cli, model: Path, graded: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = evaluate(cli, graded, out, model)
    assert result.status == 0, result.err
    with (out / "predictions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == COUNT
    found = json.loads((out / "metrics.json").read_text("utf-8"))
    labels, said = ([row[name] for row in rows] for name in ("label", "predicted"))
    assert found["accuracy"] == pytest.approx(accuracy_score(labels, said))
    names = found["class_names"]
    order = [name if not name.startswith("=") else f"'{name}" for name in names]
    indices = [[order.index(name) for name in each] for each in (labels, said)]
    if found["quadratic_weighted_kappa"] is not None:
        assert found["quadratic_weighted_kappa"] == pytest.approx(
            cohen_kappa_score(*indices, labels=range(5), weights="quadratic")
        )
    assert set(found["interval_kinds"].values()) == {"bootstrap"}  # both eyes of a patient belong together
    text = (out / "report.html").read_text("utf-8")
    assert "Not for clinical use" in text
    assert "1 labels have no photograph" in text
    assert "99_left" not in text  # names stay out unless they are asked for
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")
    named = tmp_path / "named"
    assert evaluate(cli, graded, named, model, options=("--names",)).status == 0
    assert "99_left" in (named / "report.html").read_text("utf-8")


def test_it_says_what_predict_says(cli: Cli, model: Path, graded: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert evaluate(cli, graded, out, model).status == 0
    with (out / "predictions.csv").open(encoding="utf-8", newline="") as file:
        mine = {Path(row["image"]).name: list(row.values())[3:] for row in csv.DictReader(file)}
    plain = cli("predict", model, graded / "images").out.splitlines()
    theirs = {Path(row["image"]).name: list(row.values())[2:] for row in csv.DictReader(plain)}
    assert mine.keys() == theirs.keys()
    for name, values in theirs.items():
        np.testing.assert_allclose([float(v) for v in mine[name]], [float(v) for v in values], atol=1e-5)


def test_models_are_compared(cli: Cli, model: Path, graded: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    other = tmp_path / "other.safetensors"
    shutil.copy(model, other)
    result = evaluate(cli, graded, out, model, other)
    assert result.status == 0, result.err
    (pair,) = json.loads((out / "comparison.json").read_text("utf-8"))
    assert pair["count"] == COUNT
    assert pair["only_first"] == pair["only_second"] == 0
    assert pair["p"] == 1
    assert pair["disagreements"] == []
    assert (out / "other" / "metrics.json").is_file()
    assert (out / model.stem / "predictions.csv").is_file()


def test_photographs_that_were_trained_on_are_told(cli: Cli, model: Path, graded: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    shutil.copy(model, run / "model.safetensors")
    settings = TrainingSettings(data=DataSettings(source=str(graded)))
    (run / "settings.toml").write_text(to_toml(settings), encoding="utf-8")
    rows = ["images/0_right.png,training", "images/1_left.png,validation", "images/2_left.png,test"]
    (run / "split.csv").write_text("\n".join(["image,split", *rows]))
    assert evaluate(cli, graded, tmp_path / "out", run).status == 0
    cautions = json.loads((tmp_path / "out" / "metrics.json").read_text("utf-8"))["cautions"]
    (text,) = [each["text"] for each in cautions if each["concern"] == "on_both_sides"]
    assert "2 photographs" in text


def test_photographs_that_cannot_be_read_are_left_out(cli: Cli, model: Path, graded: Path, tmp_path: Path) -> None:
    folder = tmp_path / "graded"
    shutil.copytree(graded, folder)
    (folder / "images" / "0_right.png").write_bytes(b"no picture")
    result = evaluate(cli, folder, tmp_path / "out", model)
    assert result.status == 2
    assert "1 photographs could not be read" in result.err
    found = json.loads((tmp_path / "out" / "metrics.json").read_text("utf-8"))
    assert found["count"] == COUNT - 1


def test_what_cannot_be_asked(cli: Cli, model: Path, graded: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    for arguments, message in (
        ((tmp_path / "gone",), "There is no model or run"),
        ((tmp_path,), "holds no finished run"),
    ):
        result = evaluate(cli, graded, tmp_path / "out", *arguments)
        assert result.status == 2
        assert message in result.err
    assert "is there already" in evaluate(cli, graded, tmp_path / "full", model).err
    result = evaluate(cli, graded, tmp_path / "out", model, options=("--referable-from", 9))
    assert "cannot be the lowest referable one" in result.err
