"""`reproduce`: what there is, what cannot be asked, and that Ctrl-C and the device are passed on."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.experiments import catalogue
from core.experiments.catalogue import EXPERIMENTS
from core.experiments.experiment import Scaled

Cli = Callable[..., object]


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> str:
    """The die with one small network, few pictures and one epoch."""
    die = catalogue.find_experiment("kalmeijer-die")
    data = replace(die.arms[0].data, train=Scaled(60, 60), test=Scaled(12, 12))
    arm = replace(die.arms[0], data=data, network=replace(die.arms[0].network, epochs=Scaled(1, 1)))
    monkeypatch.setattr(catalogue, "EXPERIMENTS", (replace(die, id="tiny", arms=(arm,)),))
    monkeypatch.setattr(
        catalogue, "find_experiment", lambda name: {each.id: each for each in catalogue.EXPERIMENTS}[name]
    )
    return "tiny"


def test_without_an_id_the_experiments_are_listed(cli: Cli) -> None:
    lines = cli("reproduce").out.splitlines()
    assert len(lines) == 1 + len(EXPERIMENTS)
    assert all(any(line.startswith(experiment.id) for line in lines) for experiment in EXPERIMENTS)


def test_an_experiment_ends_in_a_report(cli: Cli, tiny: str, tmp_path: Path) -> None:
    out = tmp_path / "die"
    result = cli("reproduce", tiny, "--out", out, "--device", "cpu")
    assert result.status == 0, result.err
    assert Path(result.json["report"]) == out / "report.html"
    assert (out / "report.html").is_file()
    assert 0 <= result.json["figures"]["c4"]["accuracy"] <= 1
    figures = json.loads((out / "figures.json").read_text("utf-8"))
    assert figures["arms"]["c4"]["accuracy"] == result.json["figures"]["c4"]["accuracy"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["vincenzi-gras-none", "--out", "x"], "Did you mean 'vincenzi-grass-none'"),
        (["kalmeijer-die"], "Name a folder with --out"),
        (["kalmeijer-die", "--out", "x", "--workers", "0"], "0 workers"),
    ],
)
def test_what_cannot_be_asked_is_said(cli: Cli, options: list[str], message: str) -> None:
    result = cli("reproduce", *options)
    assert result.status == 2
    assert message in result.err


def test_full_scale_wants_a_cuda_card(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    result = cli("reproduce", "kalmeijer-die", "--full", "--out", tmp_path / "die")
    assert result.status == 2
    assert "CUDA" in result.err
    assert not (tmp_path / "die").exists()
