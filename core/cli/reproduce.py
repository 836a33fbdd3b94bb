"""Repeat an experiment of one of the works that the program grew from.

Makes the folder OUT: photographs with known truth, trained networks, and report.html, in which their explanations are
held against the truth and stand beside what the work reported. Without ID the experiments are listed. Calling it again
goes on with what is there; Ctrl-C stops after the current step.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.layers import aligned
from core.cli.progress import reported
from core.cli.train import stopping
from core.errors import FunduscopeError
from core.jobs import Cancelled, CancelToken, Progress, ProgressReport

if TYPE_CHECKING:
    from core.experiments.experiment import Experiment, ExperimentObserver, ExperimentProgress

NAME = "reproduce"
_STEPS = 1000
MOST_WORKERS = 256


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", nargs="?", help="the experiment; without it they are listed")
    parser.add_argument("--out", metavar="DIR", type=Path, help="a new folder, or one in which it was begun")
    parser.add_argument("--full", action="store_true", help="as the work has it (needs a CUDA card); otherwise small")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto", help="where to train")
    parser.add_argument("--workers", metavar="N", type=int, default=1, help="processes that render photographs (1)")


def run(arguments: argparse.Namespace) -> None:
    """Repeat it and print where the report is, as JSON. Raises KeyboardInterrupt once it has stopped."""
    if arguments.id is None:
        print(listed())
        return
    from core.experiments.catalogue import find_experiment
    from core.experiments.experiment import Scale

    experiment = find_experiment(arguments.id)
    if arguments.out is None:
        raise FunduscopeError("It is not said where to.", "Name a folder with --out.")
    if not 1 <= arguments.workers <= MOST_WORKERS:
        raise FunduscopeError(f"{arguments.workers} workers cannot be started.", f"Choose 1 to {MOST_WORKERS}.")
    from core.experiments.run import run_experiment  # loads torch: after everything that may be wrong before
    from core.training.settings import Device

    token = CancelToken()
    with stopping(token), reported(experiment.id) as report:
        try:
            result = run_experiment(
                experiment,
                arguments.out,
                scale=Scale.FULL if arguments.full else Scale.SMALL,
                observer=_observer(report),
                token=token,
                device=Device(arguments.device),
                workers=arguments.workers,
            )
        except Cancelled:
            raise KeyboardInterrupt from None
    places = {
        "report": str(result.report),
        "photographs": str(result.photographs),
        "model": str(result.model_file),
        "figures": {arm: _chief(figures) for arm, figures in result.figures.items()},
    }
    print(json.dumps(places, indent=2, ensure_ascii=False))


def listed() -> str:
    """The experiments, a line each: id, work, title, minutes at small scale."""
    from core.experiments.catalogue import EXPERIMENTS

    rows: list[tuple[str, ...]] = [("id", "work", "title", "minutes (small)")]
    rows += [_row(experiment) for experiment in EXPERIMENTS]
    return aligned(rows)


def _row(experiment: Experiment) -> tuple[str, ...]:
    return experiment.id, experiment.work.value, experiment.title, str(experiment.small_minutes)


def _observer(report: ProgressReport) -> ExperimentObserver:
    def tell(progress: ExperimentProgress) -> None:
        report(Progress(round(_STEPS * progress.overall), _STEPS, f"{progress.arm} {progress.stage}"))

    return tell


def _chief(figures: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in figures.items() if name != "class_pairs"}
