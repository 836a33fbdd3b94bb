"""A whole experiment, small: what is done is kept, cancelling leaves whole files, the report says what was measured."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from core.errors import FunduscopeError
from core.experiments.catalogue import find_experiment
from core.experiments.experiment import Experiment, ExperimentProgress, Scaled, Stage
from core.experiments.run import ExperimentResult, run_experiment
from core.explain.method import Method
from core.images.preparation import Recipe
from core.jobs import Cancelled, CancelToken
from core.training.settings import Device


def die() -> Experiment:
    """Two networks on few pictures."""
    found = find_experiment("kalmeijer-die")
    data = replace(found.main_arm.data, train=Scaled(60, 60), test=Scaled(18, 18))
    arms = [
        replace(arm, data=data, network=replace(arm.network, epochs=Scaled(2, 2)))
        for arm in found.arms
        if arm.id in ("c4", "d5")
    ]
    return replace(found, arms=tuple(arms))


def grass() -> Experiment:
    """Grass against none with a network that is trained in seconds."""
    found = find_experiment("vincenzi-grass-none")
    arm = found.main_arm
    network = replace(
        arm.network,
        architecture=Scaled("funduscope/die_c4", "funduscope/die_c4"),
        input_px=Scaled(32, 32),
        epochs=Scaled(1, 1),
        recipe=Recipe.STRETCH,
    )
    data = replace(arm.data, train=Scaled(24, 24), test=Scaled(6, 6), size_px=Scaled(128, 128))
    return replace(found, arms=(replace(arm, data=data, network=network),))


@pytest.fixture(scope="module", autouse=True)
def two_methods() -> Iterator[None]:
    """Two methods stand for all: a dozen of them on every picture would take most of the time."""
    patch = pytest.MonkeyPatch()
    patch.setattr("core.experiments.run.methods_for", lambda *_arguments: (Method.GRAD_CAM, Method.SALIENCY))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[ExperimentResult, list[ExperimentProgress]]:
    told: list[ExperimentProgress] = []
    out = tmp_path_factory.mktemp("experiment") / "die"
    return run_experiment(die(), out, observer=told.append, device=Device.CPU), told


class _Page(HTMLParser):
    """Counts what matters in a page, and checks that its tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.pictures: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)
        if tag == "img":
            self.pictures.append(values.get("src") or "")
            assert values.get("alt")
        if tag == "a":
            self.links.append(values.get("href") or "")
        if values.get("id"):
            self.ids.append(values["id"] or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<line/>` and the like close themselves."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_result_names_what_is_there(finished: tuple[ExperimentResult, list[ExperimentProgress]]) -> None:
    result, _told = finished
    assert result.report.is_file()
    assert result.model_file.is_file()
    assert (result.photographs / "truth.json").is_file()
    assert set(result.figures) == {"c4", "d5"}
    assert json.loads((result.report.parent / "figures.json").read_text("utf-8"))["arms"] == json.loads(
        json.dumps(result.figures)
    )


def test_progress_only_goes_forward(finished: tuple[ExperimentResult, list[ExperimentProgress]]) -> None:
    _result, told = finished
    overall = [progress.overall for progress in told]
    assert overall == sorted(overall)
    assert overall[-1] == pytest.approx(1)
    assert {progress.stage for progress in told} == set(Stage)
    trained = [progress.metrics for progress in told if progress.stage is Stage.TRAINING and progress.metrics]
    assert "validation_accuracy" in trained[-1]


def test_the_report_stands_by_itself(finished: tuple[ExperimentResult, list[ExperimentProgress]]) -> None:
    result, _told = finished
    text = result.report.read_text("utf-8")
    page = _Page()
    page.feed(text)
    assert page.open == []
    assert all(picture.startswith("data:image/") for picture in page.pictures)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert not re.search(r"(src|href)=\"(?!data:|#)", text)
    assert "Not for clinical use" in text
    assert "Network c4" in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_the_report_shows_the_figures_that_were_measured(
    finished: tuple[ExperimentResult, list[ExperimentProgress]],
) -> None:
    result, _told = finished
    text = result.report.read_text("utf-8")
    answers = json.loads((result.report.parent / "results" / "c4" / "answers.json").read_text("utf-8"))
    right = sum(answer["predicted"] == answer["label"] for answer in answers["answers"])
    assert answers["metrics"]["accuracy"] == pytest.approx(right / 18)
    assert f"{right / 18:.2f} (" in text
    assert "Of 2 networks" in text
    for row in answers["metrics"]["confusion_matrix"]:
        assert sum(row) >= 0


def test_what_is_done_is_kept(
    finished: tuple[ExperimentResult, list[ExperimentProgress]], monkeypatch: pytest.MonkeyPatch
) -> None:
    result, _told = finished
    before = {path: path.stat().st_mtime_ns for path in result.report.parent.rglob("*.safetensors")}

    def never(*_arguments: object, **_options: object) -> None:
        raise AssertionError("done already")

    monkeypatch.setattr("core.experiments.photographs.write_photographs", never)
    for name in ("train", "predict_all", "localisation_rows"):
        monkeypatch.setattr(f"core.experiments.run.{name}", never)
    again = run_experiment(die(), result.report.parent, device=Device.CPU)
    assert again.figures == result.figures
    assert {path: path.stat().st_mtime_ns for path in result.report.parent.rglob("*.safetensors")} == before


def test_a_folder_of_another_experiment_is_refused(
    finished: tuple[ExperimentResult, list[ExperimentProgress]], tmp_path: Path
) -> None:
    result, _told = finished
    with pytest.raises(FunduscopeError, match="Name another folder"):
        run_experiment(grass(), result.report.parent, device=Device.CPU)
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FunduscopeError, match="is there already"):
        run_experiment(die(), tmp_path, device=Device.CPU)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt"]


@pytest.mark.parametrize("stage", list(Stage)[:-1])
def test_a_run_that_was_cancelled_goes_on(tmp_path: Path, stage: Stage) -> None:
    """Cancelled in the middle of a stage: no half-written file, and the next call comes to the end."""
    experiment = replace(die(), arms=die().arms[:1])
    token = CancelToken()

    def stop(progress: ExperimentProgress) -> None:
        if progress.stage is stage and 0 < progress.fraction < 1:
            token.cancel()

    with pytest.raises(Cancelled):
        run_experiment(experiment, tmp_path / "out", observer=stop, token=token, device=Device.CPU)
    assert not list((tmp_path / "out").rglob("*.part"))
    assert not (tmp_path / "out" / "report.html").exists()
    for path in (tmp_path / "out").rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    assert run_experiment(experiment, tmp_path / "out", device=Device.CPU).report.is_file()


def test_the_puzzle_of_the_clean_class_is_answered(tmp_path: Path) -> None:
    result = run_experiment(grass(), tmp_path / "out", device=Device.CPU)
    pairs = result.figures["grass-none"]["class_pairs"]
    assert {(pair["label"], pair["target"]) for pair in pairs} == {(0, 0), (0, 1), (1, 0), (1, 1)}
    marked = [pair for pair in pairs if pair["label"] == 0]
    assert all(pair["logit_below"] is not None and pair["chance"] > 0 for pair in marked)
    assert all(pair["logit_below"] is None for pair in pairs if pair["label"] == 1)
    text = result.report.read_text("utf-8")
    assert "lights the background" in text
    assert "When the marker is taken away" in text or "is zero on all" in text
    below = list((tmp_path / "out").rglob("test-without-markers/*.jpg"))
    assert len(below) == 3
