"""A study from the command line: made, prepared, shown, analysed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from core.evaluation.reading.records import Answer, Verdict, VerdictAnswer
from core.evaluation.reading.study import Finished, GradingTask, Study, VerdictTask, read_study
from core.images.preparation import Normalisation, recipe
from core.networks.card import ModelCard
from core.networks.files import save_model
from tests.core.cli.conftest import Result

Cli = Callable[..., Result]


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory, weights: Path) -> Path:
    """A model file whose classes are the five grades."""
    card = ModelCard(
        name="grader",
        architecture="torchvision/squeezenet1_1",
        class_names=("0", "1", "2", "3", "4"),
        preparation=recipe("stretch", input_size=64, normalisation=Normalisation.IMAGENET),
    )
    path = tmp_path_factory.mktemp("grader") / "grader.safetensors"
    save_model(path, torch.load(weights, weights_only=True), card)
    return path


@pytest.fixture
def eyes(tmp_path: Path) -> Path:
    """Eight photographs with labels, in the classes of the model."""
    folder = tmp_path / "set"
    (folder / "images").mkdir(parents=True)
    random = np.random.default_rng(2)
    lines = ["image,label"]
    for number in range(8):
        Image.fromarray(random.integers(0, 255, (40, 60, 3), dtype=np.uint8)).save(folder / "images" / f"p{number}.png")
        lines.append(f"p{number},{number % 5}")
    (folder / "labels.csv").write_text("\n".join(lines))
    return folder


def answer_all(path: Path) -> None:
    """Every reader answers everything."""
    with Study.open(path) as study:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        for reader in study.plan.readers:
            while not isinstance(task := study.state.next(reader, now), Finished):
                now += timedelta(seconds=9)
                if isinstance(task, GradingTask):
                    reading = task.reading
                    who: tuple[Any, ...] = (reader, reading.case, reading.period, reading.position, reading.arm)
                    study.add(Answer(*who, task.stage, reading.case % 5, 3, now, 4.5))
                else:
                    assert isinstance(task, VerdictTask)
                    at = task.judging
                    study.add(VerdictAnswer(reader, at.case, at.map, at.position, at.place, Verdict.PARTLY, now, 2.0))


def test_a_study_from_beginning_to_end(cli: Cli, eyes: Path, grader: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "grades.study", tmp_path / "out"
    made = cli(
        *("study", "new", path, "--images", eyes, "--readers", "A,B", "--arms", "alone,overlay", "--model", grader),
        *("--method", "gradcam", "--washout", "0", "--seed", "5", "--count", "6", "--classes", "0,1,2,3,4"),
    )
    assert made.status == 0, made.err
    plan = read_study(path).plan
    assert (len(plan.cases), plan.readers, plan.seed) == (6, ("A", "B"), 5)
    assert len(list((tmp_path / "grades.maps").iterdir())) == 6
    shown = cli("study", "show", path, "--json").json
    assert shown["readers"] == [{"name": "A", "done": 0, "total": 12}, {"name": "B", "done": 0, "total": 12}]
    assert shown["unprepared"] == 0
    before = cli("study", "analyse", path, "--out", out)
    assert before.status == 2
    assert "Nobody has read" in before.err
    answer_all(path)
    done = cli("study", "analyse", path, "--out", out)
    assert done.status == 0, done.err
    assert "quadratic_weighted_kappa" in done.out
    found = json.loads((out / "analysis.json").read_text("utf-8"))
    assert found["photographs"] == 6
    assert found["disclaimer"] == "Not for clinical use"
    rows = list(csv.DictReader((out / "answers.csv").read_text("utf-8").splitlines()))
    assert len(rows) == 2 * 6 * 3
    assert "file" not in rows[0]
    html = (out / "report.html").read_text("utf-8")
    assert "Not for clinical use" in html
    assert plan.model is not None
    assert plan.model.id in html
    assert "<svg" in html
    named = cli("study", "analyse", path, "--out", out, "--names")
    assert named.status == 0
    assert "p3.png" in (out / "answers.csv").read_text("utf-8")


def test_maps_are_judged(cli: Cli, eyes: Path, grader: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "maps.study", tmp_path / "out"
    made = cli(
        *("study", "new", path, "--images", eyes, "--readers", "A,B", "--verdicts", "--model", grader),
        *("--method", "gradcam,saliency", "--classes", "0,1,2,3,4", "--count", "3"),
    )
    assert made.status == 0, made.err
    answer_all(path)
    done = cli("study", "analyse", path, "--out", out)
    assert done.status == 0, done.err
    assert "Saliency" in done.out
    assert len(list(csv.DictReader((out / "verdicts.csv").read_text("utf-8").splitlines()))) == 12
    assert "Methods against one another" in (out / "report.html").read_text("utf-8")


def test_readers_alone_need_no_model(cli: Cli, eyes: Path, tmp_path: Path) -> None:
    path = tmp_path / "alone.study"
    made = cli("study", "new", path, "--images", eyes, "--readers", "A", "--no-confidence")
    assert made.status == 0, made.err
    again = cli("study", "new", path, "--images", eyes, "--readers", "A")
    assert again.status == 2
    assert "there already" in again.err
    assert cli("study", "prepare", path).out.strip() == "nothing is left to prepare"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--arms", "alone,prediction"), "Give --model"),
        (("--arms", "alnoe"), "Did you mean 'alone'"),
        (("--readers", "A,a"), "same name"),
        (("--washout", "-3"), "out of range"),
        (("--seed", "-3"), "below 0"),
        (("--labels", "nowhere.csv"), "nowhere.csv"),
        (("--count", "0"), "cannot be"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_made(
    cli: Cli, eyes: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    path = tmp_path / "no.study"
    found = cli("study", "new", path, "--images", eyes, "--readers", "A", *options)
    assert found.status == 2
    assert words in found.err
    assert found.err.count("\n") == 1
    assert not path.exists()


def test_what_is_no_study_is_told(cli: Cli, eyes: Path, tmp_path: Path) -> None:
    assert "end in .study" in cli("study", "new", tmp_path / "a.txt", "--images", eyes, "--readers", "A").err
    broken = tmp_path / "b.study"
    broken.write_bytes(b"\x00\x01")
    for action in (("show",), ("prepare",)):
        found = cli("study", *action, broken)
        assert found.status == 2
        assert "not the file of a study" in found.err
    assert cli("study", "show", tmp_path / "nowhere.study").status == 2
    assert cli("study").status == 2
