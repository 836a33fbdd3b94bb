"""Several devices: the same settings give the same network up to rounding. Two processes of this machine, by gloo."""

from __future__ import annotations

import multiprocessing
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from core.jobs import Cancelled, CancelToken
from core.training.losses import make_loss
from core.training.observer import EpochDone, Observer
from core.training.run import train
from core.training.settings import Balance, LossName, LossSettings, OptimiserName, TrainingSettings
from core.training.settingsfile import to_toml
from core.training.watching import RunReader, WatchedRun
from tests.core.training import scarce, shares

Changed = Callable[..., TrainingSettings]
REPOSITORY = Path(__file__).resolve().parents[3]
TIMEOUT_S = 280

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="torch for Windows has no gloo over processes here")


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLURM", "MASTER_", "RANK"))}
    return {**kept, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(REPOSITORY), **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write(settings: TrainingSettings, place: Path) -> Path:
    place.write_text(to_toml(settings), encoding="utf-8")
    return place


def with_two_processes(settings: TrainingSettings, out: Path) -> WatchedRun:
    """By `--devices 2`, which starts the second one."""
    file = write(settings, out.with_suffix(".toml"))
    command = [sys.executable, "-m", "core", "train", str(file), "--out", str(out), "--device", "cpu", "--devices", "2"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=TIMEOUT_S, env=environment(), cwd=REPOSITORY, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return RunReader(out).read()


def assert_same_up_to_rounding(one: Path, other: Path) -> None:
    first, second = load_file(one), load_file(other)
    assert first.keys() == second.keys()
    for name, tensor in first.items():
        np.testing.assert_allclose(tensor.numpy(), second[name].numpy(), rtol=1e-3, atol=1e-5, err_msg=name)


@pytest.fixture
def two(changed: Changed) -> TrainingSettings:
    """Class weights, a loss over the whole batch, batches of odd size; a network that forgives rounding.

    One with many batch normalisations over few positions would make much of the last digit; its gradients are compared
    for a single step.
    """
    return changed(
        network={"architecture": "funduscope/die_c4", "dropout": -1.0},
        balance={"method": Balance.CLASS_WEIGHTS},
        loss={"name": LossName.SOFT_KAPPA},
        optimiser={"name": OptimiserName.SGD, "learning_rate": 1e-2, "average_decay": 0.0},
        run={"epochs": 2, "batch_size": 5},
        watch={"attention": False},
    )


def test_the_gradient_of_shares_is_that_of_the_whole_batch(tmp_path: Path) -> None:
    """Batch normalisation and soft kappa over two processes with four and three of seven photographs."""
    module = shares.network()
    images, labels = shares.batch()
    make_loss(LossSettings(name=LossName.SOFT_KAPPA), None, torch.device("cpu"))(module(images), labels).backward()
    port = str(free_port())
    command = [sys.executable, shares.__file__, str(tmp_path / "found.safetensors")]
    tasks = [
        subprocess.Popen(
            command,
            env=environment(MASTER_ADDR="127.0.0.1", MASTER_PORT=port, RANK=str(rank), WORLD_SIZE="2"),
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in range(2)
    ]
    for task in tasks:
        _out, errors = task.communicate(timeout=TIMEOUT_S)
        assert task.returncode == 0, errors[-2000:]
    found = load_file(tmp_path / "found.safetensors")
    for name, parameter in module.named_parameters():
        torch.testing.assert_close(found[f"grad/{name}"], parameter.grad, rtol=1e-4, atol=1e-6)
    for name, statistic in module.named_buffers():
        if statistic.is_floating_point():
            torch.testing.assert_close(found[name], statistic, rtol=1e-5, atol=1e-6)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_two_processes_train_what_one_does(two: TrainingSettings, tmp_path: Path) -> None:
    alone = train(two, tmp_path / "alone")
    run = with_two_processes(two, tmp_path / "two")
    losses = [row["training_loss"] for row in run.history]
    np.testing.assert_allclose(losses, [row["training_loss"] for row in alone.history], rtol=1e-3)
    assert_same_up_to_rounding(alone.folder / "last.safetensors", run.folder / "last.safetensors")


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_two_devices_from_within_a_program_can_be_stopped_and_go_on(two: TrainingSettings, tmp_path: Path) -> None:
    """As the window does it, with no command line to be run again; what one device hears, both do."""
    settings = replace(two, machine=replace(two.machine, devices=2))
    whole = train(settings, tmp_path / "whole")
    assert "WORLD_SIZE" not in os.environ
    token = CancelToken()

    class Stopper(Observer):
        def epoch(self, _event: EpochDone) -> None:
            token.cancel()

    with pytest.raises(Cancelled):
        train(settings, tmp_path / "parted", observer=Stopper(), token=token)
    assert multiprocessing.active_children() == []
    done = train(settings, tmp_path / "parted", is_resumed=True)
    assert_same_up_to_rounding(whole.model_file, done.model_file)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_torchrun_starts_them_as_well(two: TrainingSettings, tmp_path: Path) -> None:
    """As on a server: `torchrun --nproc-per-node 2 -m core train …`."""
    settings = replace(two, run=replace(two.run, epochs=1))
    alone = train(settings, tmp_path / "alone")
    file = write(settings, tmp_path / "two.toml")
    command = [
        sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--master-port", str(free_port()),
        "-m", "core", "train", str(file), "--out", str(tmp_path / "two"), "--device", "cpu", "--devices", "2",
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=TIMEOUT_S, env=environment(), cwd=REPOSITORY, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert_same_up_to_rounding(alone.folder / "last.safetensors", tmp_path / "two" / "last.safetensors")


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_where_one_device_has_too_little_memory_all_of_them_take_less_at_a_time(
    two: TrainingSettings, changed: Changed, tmp_path: Path
) -> None:
    """Neither device waits for the other, and without batch normalisation the weights are those of one device."""
    settings = replace(two, loss=LossSettings(), run=replace(two.run, batch_size=10))
    alone = train(settings, tmp_path / "alone")
    command = [
        sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--master-port", str(free_port()),
        scarce.__file__, "train", str(write(settings, tmp_path / "two.toml")), "--out", str(tmp_path / "two"),
        "--device", "cpu", "--devices", "2",
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=TIMEOUT_S, env=environment(), cwd=REPOSITORY, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    log = (tmp_path / "two" / "log.txt").read_text(encoding="utf-8")
    assert log.count("Too little memory: from now on the gradient of a batch is added up over 2 parts") == 1
    assert_same_up_to_rounding(alone.folder / "last.safetensors", tmp_path / "two" / "last.safetensors")


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_slurm_starts_them_as_well(two: TrainingSettings, tmp_path: Path) -> None:
    """Two tasks with the variables that srun sets, as on two machines of one device each."""
    settings = replace(two, run=replace(two.run, epochs=1))
    alone = train(settings, tmp_path / "alone")
    file = write(settings, tmp_path / "two.toml")
    port = str(free_port())
    command = [
        sys.executable, "-m", "core", "train", str(file), "--out", str(tmp_path / "two"), "--device", "cpu",
        "--devices", "1", "--nodes", "2",
    ]  # fmt: skip
    tasks = [
        subprocess.Popen(
            command,
            cwd=REPOSITORY,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(
                SLURM_NTASKS="2", SLURM_JOB_NAME="train", SLURM_JOB_ID="7", SLURM_PROCID=str(rank), SLURM_LOCALID="0",
                SLURM_NODEID=str(rank), SLURM_NODELIST="127.0.0.1", SLURM_NTASKS_PER_NODE="1", SLURM_NNODES="2",
                MASTER_ADDR="127.0.0.1", MASTER_PORT=port,
            ),
        )
        for rank in range(2)
    ]  # fmt: skip
    for task in tasks:
        _out, errors = task.communicate(timeout=TIMEOUT_S)
        assert task.returncode == 0, errors[-2000:]
    assert_same_up_to_rounding(alone.folder / "last.safetensors", tmp_path / "two" / "last.safetensors")
