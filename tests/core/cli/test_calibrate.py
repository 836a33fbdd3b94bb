"""The command `calibrate`: from answers to a new model file whose probabilities `predict` then gives."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.evaluation.calibration import at_temperature
from core.networks.files import read_card

Cli = Callable[..., object]


def predictions(path: Path, *, split: bool = False) -> None:
    """Answers that are too sure, with their labels, as `predict` and as a run write them."""
    random = np.random.default_rng(0)
    logits = random.normal(0, 4, (300, 5))
    honest = np.exp(logits / 3)
    honest /= honest.sum(1, keepdims=True)
    given = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["image", *(["split"] if split else []), "label", *(f"probability_{i}" for i in range(5))])
        for number, row in enumerate(given):
            label = random.choice(5, p=honest[number])
            part = ["training" if number < 100 else "validation"] if split else []
            writer.writerow([f"{number}.png", *part, label, *row])


def test_from_a_table(cli: Cli, model: Path, tmp_path: Path) -> None:
    predictions(tmp_path / "said.csv")
    out, figures = tmp_path / "new.safetensors", tmp_path / "figures.json"
    result = cli("calibrate", model, "--predictions", tmp_path / "said.csv", "--out", out, "--json", figures)
    assert result.status == 0, result.err
    assert "temperature" in result.out
    card = read_card(out)
    assert 2 < card.temperature < 4.5
    found = json.loads(figures.read_text())
    assert found["temperature"] == card.temperature
    assert len(found["before"]["bins"]) == 15
    again = cli("calibrate", model, "--predictions", tmp_path / "said.csv", "--out", out)
    assert again.status == 2
    assert "there already" in again.err


def test_predict_gives_the_calibrated_probabilities(cli: Cli, model: Path, photographs: Path, tmp_path: Path) -> None:
    predictions(tmp_path / "said.csv")
    out = tmp_path / "new.safetensors"
    assert cli("calibrate", model, "--predictions", tmp_path / "said.csv", "--out", out).status == 0
    plain, warm = (
        [row[2:] for row in csv.reader(cli("predict", each, photographs).out.splitlines())][1:] for each in (model, out)
    )
    wanted = at_temperature(np.array(plain, float), read_card(out).temperature)
    np.testing.assert_allclose(np.array(warm, float), wanted, atol=2e-6)


def test_a_run_is_calibrated_on_what_validated_it(cli: Cli, model: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    (run / "model.safetensors").write_bytes(model.read_bytes())
    (run / "data.json").write_text(json.dumps({"class_names": ["a", "b", "c", "d", "e"]}))
    predictions(run / "predictions.csv", split=True)
    out = tmp_path / "new.safetensors"
    assert cli("calibrate", run, "--out", out).status == 0
    assert read_card(out).calibration["photographs"] == 200
    (run / "predictions.csv").write_text("image,split,label,probability_0\n")
    refused = cli("calibrate", run, "--out", tmp_path / "other.safetensors")
    assert refused.status == 2
    assert "not validated" in refused.err


def test_what_says_nothing_of_the_answers_is_refused(cli: Cli, model: Path, tmp_path: Path) -> None:
    for options in ((), ("--images", tmp_path)):
        refused = cli("calibrate", model, "--out", tmp_path / "new.safetensors", *options)
        assert refused.status == 2
    assert not (tmp_path / "new.safetensors").exists()


def test_labels_in_other_words_are_found_where_that_is_sure(cli: Cli, tmp_path: Path) -> None:
    said = tmp_path / "said.csv"
    said.write_text("image,No DR,Mild NPDR,Severe NPDR\na,0.8,0.1,0.1\nb,0.1,0.8,0.1\nc,0.1,0.1,0.8\n")
    labels = tmp_path / "labels.csv"
    labels.write_text("image,label\na,keine\nb,leichte NPDR\nc,schwere NPDR\n", encoding="utf-8")
    refused = cli("metrics", "--labels", labels, "--predictions", said)
    assert refused.status == 2
    assert "leichte NPDR=Mild NPDR" in refused.err
    found = cli("metrics", "--labels", labels, "--predictions", said, "--map", "auto", "--json", tmp_path / "m.json")
    assert found.status == 0, found.err
    assert "leichte NPDR means Mild NPDR" in found.err
    assert json.loads((tmp_path / "m.json").read_text())["accuracy"] == 1.0
    labels.write_text("image,label\na,1\nb,2\nc,3\n")
    unsure = cli("metrics", "--labels", labels, "--predictions", said, "--map", "auto")
    assert unsure.status == 2
    assert "numbered from 1" in unsure.err


@pytest.mark.parametrize("suffix", ["pdf", "html"])
def test_a_report_of_a_photograph(cli: Cli, model: Path, photographs: Path, tmp_path: Path, suffix: str) -> None:
    report = tmp_path / f"report.{suffix}"
    result = cli("explain", model, photographs / "a.png", "--method", "saliency", "--report", report)
    assert result.status == 0, result.err
    assert report.stat().st_size > 10_000
    refused = cli("explain", model, photographs / "a.png", "--method", "saliency", "--report", tmp_path / "r.docx")
    assert refused.status == 2
    assert "PDF or HTML" in refused.err
    with Image.open(photographs / "a.png") as image:
        assert image.size  # what it is made from is as it was


def test_overlays_of_a_folder(cli: Cli, model: Path, photographs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = cli("overlays", model, photographs, "--out", out, "--method", "saliency")
    assert result.status == 0, result.err
    assert "2 overlays written" in result.out
    assert sorted(path.name for path in out.iterdir()) == ["00001.png", "00002.png", "export.json", "figures.csv"]
    again = cli("overlays", model, photographs, "--out", out, "--method", "saliency")
    assert "0 overlays written, 2 were there already" in again.out
    refused = cli("overlays", model, photographs, "--out", out, "--method", "saliency", "--layer", "features.3")
    assert refused.status == 2
