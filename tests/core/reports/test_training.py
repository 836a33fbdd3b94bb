"""The report of a run: curves, the answers of those held out, settings without paths, and runs that are not over."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import numpy as np
import pytest

from core.datasets.splits import Part
from core.errors import DatasetError
from core.reports.html import render_html
from core.reports.pdf import render_pdf
from core.reports.training import training_document
from core.reports.writing import ReportError
from core.training.answers import answers_of
from core.training.settings import DataSettings, TrainingSettings
from core.training.settingsfile import to_toml


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The files of a run of three epochs, as a training writes them."""
    folder = tmp_path / "run 7"
    folder.mkdir()
    settings = TrainingSettings(data=DataSettings(source=str(tmp_path / "Eva" / "eyes")), name="My run")
    (folder / "settings.toml").write_text(to_toml(settings), encoding="utf-8")
    (folder / "data.json").write_text(
        json.dumps(
            {"fingerprint": "ef" * 32, "class_names": ["a", "b"], "class_counts": [30, 10], "skipped": ["Eva.jpg"]}
        )
    )
    (folder / "versions.json").write_text(json.dumps({"torch": "9.9"}))
    with (folder / "metrics.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        names = ("training_loss", "validation_loss", "training_accuracy", "validation_accuracy")
        writer.writerow(["epoch", "learning_rate", *names, "is_best"])
        writer.writerows(
            [
                [1, 0.01, 0.9, 0.8, 0.5, 0.6, True],
                [2, 0.005, 0.7, 0.6, 0.6, 0.7, True],
                [3, 0.001, 0.5, 0.7, 0.8, 0.65, ""],
            ]
        )
    random = np.random.default_rng(0)
    with (folder / "predictions.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["image", "split", "label", "predicted", "probability_0", "probability_1"])
        for number in range(40):
            high = random.uniform(0.3, 1.0)
            part = "training" if number < 20 else "validation"
            writer.writerow([f"Eva_{number}.jpg", part, number % 2, 0, high, 1 - high])
    return folder


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL))


def test_it_tells_how_it_went_and_what_came_out(run: Path) -> None:
    document = training_document(run)
    said = text_of(render_html(document))
    assert document.title == "My run"
    assert "epoch 2 of 3: loss 0.600, accuracy 0.700" in said
    assert "20 photographs. In brackets" in said  # the validation alone
    assert "fingerprint " + "ef" * 32 in said
    assert "torch 9.9" in said
    assert "Not for clinical use" in said
    assert "1 photographs could not be read" in said
    assert render_pdf(document).startswith(b"%PDF")


def test_names_and_paths_stay_out(run: Path, tmp_path: Path) -> None:
    said = text_of(render_html(training_document(run)))
    assert "Eva" not in said
    assert str(tmp_path) not in said


def test_a_run_that_is_not_over_has_a_report_of_what_is_there(run: Path) -> None:
    (run / "predictions.csv").unlink()
    document = training_document(run)
    assert [section.title for section in document.sections] == ["How it went", "Settings"]


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no run"):
        training_document(tmp_path)


def test_answers_of_a_part(run: Path) -> None:
    found = answers_of(run, Part.VALIDATION)
    assert found is not None
    assert len(found.labels) == 20
    assert found.probabilities is not None
    np.testing.assert_allclose(found.probabilities.sum(1), 1)
    assert answers_of(run, Part.TEST) is None
    text = (run / "predictions.csv").read_text()
    (run / "predictions.csv").write_text(text.replace(",validation,1,", ",validation,7,", 1))
    with pytest.raises(DatasetError, match="none of its classes"):
        answers_of(run, Part.VALIDATION)
    (run / "predictions.csv").write_text("nonsense")
    assert answers_of(run, Part.VALIDATION) is None
