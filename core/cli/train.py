"""Train a network by a file of settings.

Makes the folder RUN: settings, split, figures of every epoch, checkpoints and the finished model, model.safetensors.
Ctrl-C ends it after the current step with a checkpoint; --resume goes on from there, and after any crash from the last
one. A run that was resumed ends with the very weights of one that never stopped (on the processor).
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import TrainingError
from core.jobs import Cancelled, CancelToken

if TYPE_CHECKING:
    from types import FrameType

    from core.evaluation.metrics import Metrics
    from core.training.observer import Observer
    from core.training.settings import MachineSettings, TrainingSettings

NAME = "train"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("settings", metavar="SETTINGS", type=Path, help="a file of settings (TOML)")
    parser.add_argument("--out", metavar="RUN", type=Path, help="the folder of the run")
    parser.add_argument("--resume", action="store_true", help="go on with the run in that folder")
    parser.add_argument("--finish", action="store_true", help="end that run here: the best epoch so far is the model")
    parser.add_argument(
        "--find-learning-rate", action="store_true", help="train nothing: try learning rates, and print which to take"
    )
    parser.add_argument("--folds", metavar="K", type=int, help="cross-validate: K networks, judged on all photographs")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), help="where to train")
    parser.add_argument("--devices", metavar="N", type=int, help="how many devices of each machine")
    parser.add_argument("--nodes", metavar="N", type=int, help="how many machines")


def run(arguments: argparse.Namespace) -> None:
    """Train, and print where the model is and its figures as JSON. Raises KeyboardInterrupt once it has stopped."""
    from core.cli.training_progress import TrainingProgress
    from core.experiments.attention import watched
    from core.training.settingsfile import read_settings

    settings = read_settings(arguments.settings)
    settings = replace(settings, machine=_machine(settings.machine, arguments))
    if arguments.folds is not None:
        settings = replace(settings, split=replace(settings.split, folds=arguments.folds))
    if arguments.out is None and not arguments.find_learning_rate:
        raise TrainingError("There is no folder for the run.", "Name it with --out.")
    token = CancelToken()
    with stopping(token), TrainingProgress() as progress:
        try:
            result = _train(settings, arguments, watched(progress), token)
        except Cancelled:
            progress.said("stopped with a checkpoint; go on with --resume")
            raise KeyboardInterrupt from None
    if _is_first():
        print(json.dumps(result, indent=2))


def _is_first() -> bool:
    """Whether this is the one of several processes that speaks for them all."""
    from torch import distributed

    return not distributed.is_initialized() or distributed.get_rank() == 0


def _train(
    settings: TrainingSettings, arguments: argparse.Namespace, observer: Observer, token: CancelToken
) -> dict[str, Any]:
    """What was trained, and how good it is."""
    from core.training.crossvalidation import cross_validate
    from core.training.run import train

    out, is_resumed = arguments.out, arguments.resume
    if arguments.find_learning_rate:
        from core.training.ratefinder import find_learning_rate

        return asdict(find_learning_rate(settings, observer=observer, token=token))
    if settings.split.folds:
        done = cross_validate(settings, out, observer=observer, token=token, is_resumed=is_resumed)
        intervals = {name: [each.low, each.high] if each else None for name, each in done.intervals.items()}
        return {"predictions": str(done.predictions), **_figures(done.metrics), "intervals": intervals}
    run = train(
        settings,
        out,
        observer=observer,
        token=token,
        is_resumed=is_resumed or arguments.finish,
        is_ended=arguments.finish,
    )
    return {"model": str(run.model_file), "best_epoch": run.best_epoch, **_figures(run.metrics)}


def _figures(metrics: Metrics | None) -> dict[str, Any]:
    from core.training.observer import flat_figures

    return flat_figures(metrics, "") if metrics is not None else {}


def _machine(machine: MachineSettings, arguments: argparse.Namespace) -> MachineSettings:
    from core.training.settings import Device

    if arguments.device is not None:
        machine = replace(machine, device=Device(arguments.device))
    if arguments.devices is not None:
        machine = replace(machine, devices=arguments.devices)
    if arguments.nodes is not None:
        machine = replace(machine, nodes=arguments.nodes)
    return machine


@contextmanager
def stopping(token: CancelToken) -> Iterator[None]:
    """Inside the block the first Ctrl-C, or the end that a server bids, cancels; the next one interrupts."""

    def stop(number: int, frame: FrameType | None) -> None:
        if token.is_cancelled:
            signal.default_int_handler(number, frame)
        token.cancel()
        print("stopping after this step", file=sys.stderr)

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
