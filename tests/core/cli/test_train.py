"""`train`: settings in, a run out; stopped by Ctrl-C with a checkpoint."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.networks.files import read_card

Cli = Callable[..., object]


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A file of settings beside its photographs."""
    for label, name in enumerate(("low", "high")):
        folder = tmp_path / "eyes" / name
        folder.mkdir(parents=True)
        for index in range(6):
            random = np.random.default_rng(100 * label + index)
            pixels = random.integers(0, 100, (40, 40, 3)) + 120 * label
            Image.fromarray(pixels.astype(np.uint8)).save(folder / f"{index}.png")
    path = tmp_path / "settings.toml"
    path.write_text(
        """
        licence = "CC0"
        [data]
        source = "eyes"
        class_names = ["low", "high"]
        [split]
        validation = 0.34
        [preparation]
        size = 32
        [network]
        architecture = "funduscope/die_c4"
        [run]
        epochs = 3
        batch_size = 4
        [machine]
        cache = "cache"
        device = "cpu"
        """
    )
    return path


def test_it_trains_and_says_where_the_model_is(cli: Cli, settings: Path, tmp_path: Path) -> None:
    result = cli("train", settings, "--out", tmp_path / "run")
    assert result.status == 0, result.err
    assert result.json["model"] == str(tmp_path / "run" / "model.safetensors")
    assert result.json["accuracy"] == read_card(tmp_path / "run" / "model.safetensors").metrics["validation_accuracy"]
    assert "epoch 3/3: loss " in result.err
    assert cli("predict", tmp_path / "run" / "model.safetensors", tmp_path / "eyes").status == 0


def test_folds_are_a_cross_validation(cli: Cli, settings: Path, tmp_path: Path) -> None:
    result = cli("train", settings, "--out", tmp_path / "folds", "--folds", 2)
    assert result.status == 0, result.err
    assert result.json["count"] == 12
    limits = result.json["intervals"]["accuracy"]
    assert limits is None or 0 <= limits[0] <= result.json["accuracy"] <= limits[1] <= 1
    # The same in every resampled set, it would have none: nothing then tells how sure it is.
    assert (limits is None) == (result.json["accuracy"] in (0, 1))


def test_what_can_be_mended_is_one_line(cli: Cli, settings: Path, tmp_path: Path) -> None:
    text = settings.read_text()
    settings.write_text(text.replace("epochs = 3", "epoch = 3"))
    result = cli("train", settings, "--out", tmp_path / "run")
    assert (result.status, result.out) == (2, "")
    assert result.err == "error: 'settings.toml': There is no key 'epoch' in [run]. Did you mean 'epochs'?\n"
    settings.write_text(text.replace('source = "eyes"', 'source = "ears"'))
    result = cli("train", settings, "--out", tmp_path / "run2")
    assert result.status == 2
    assert f"There is no data set '{tmp_path / 'ears'}'." in result.err


@pytest.mark.timeout(600)  # its program may have to start on a busy machine
@pytest.mark.skipif(sys.platform == "win32", reason="processes get no Ctrl-C of their own there")
def test_ctrl_c_stops_with_a_checkpoint_and_resume_goes_on(
    cli: Cli, settings: Path, repository: Path, tmp_path: Path
) -> None:
    settings.write_text(settings.read_text().replace("epochs = 3", "epochs = 4000"))
    out = tmp_path / "run"
    command = [sys.executable, "-m", "core", "train", str(settings), "--out", str(out)]
    with subprocess.Popen(command, cwd=repository, stderr=subprocess.PIPE, text=True) as process:
        while not (out / "metrics.csv").exists() and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate()
    assert process.returncode == 130
    assert err.endswith("stopped with a checkpoint; go on with --resume\n")
    assert "Traceback" not in err
    kept = (out / "last.safetensors").read_bytes()
    text = (out / "settings.toml").read_text()
    other = tmp_path / "other.toml"
    other.write_text(text.replace("learning_rate = 0.001", "learning_rate = 0.01"))
    result = cli("train", other, "--out", out, "--resume")
    assert result.status == 2
    assert "optimiser.learning_rate: 0.001, now 0.01" in result.err
    assert (out / "last.safetensors").read_bytes() == kept


def test_the_run_resumes_by_its_own_settings(cli: Cli, settings: Path, tmp_path: Path) -> None:
    assert cli("train", settings, "--out", tmp_path / "run").status == 0
    result = cli("train", tmp_path / "run" / "settings.toml", "--out", tmp_path / "run", "--resume")
    assert result.status == 0, result.err
    assert json.loads(result.out)["best_epoch"] >= 1


@pytest.mark.slow
def test_two_processes_train_as_one_does(cli_process: Cli, settings: Path, tmp_path: Path) -> None:
    """Two devices share each batch: the same losses and figures up to rounding."""
    one = cli_process("train", settings, "--out", tmp_path / "one")
    two = cli_process("train", settings, "--out", tmp_path / "two", "--devices", 2)
    assert one.status == two.status == 0, two.err
    lines = [(tmp_path / name / "metrics.csv").read_text().splitlines() for name in ("one", "two")]
    assert len(lines[0]) == len(lines[1]) == 4
    for first, second in zip(*lines, strict=True):
        pairs = list(zip(first.split(",")[:12], second.split(",")[:12], strict=True))
        for a, b in pairs:
            assert a == b or float(a) == pytest.approx(float(b), rel=1e-4)
