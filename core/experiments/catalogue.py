"""The experiments that can be repeated, in the order in which they are shown. Knows no torch."""

from __future__ import annotations

from core.errors import FunduscopeError, did_you_mean
from core.experiments.casini import EXPERIMENTS as CASINI
from core.experiments.experiment import Experiment
from core.experiments.kalmeijer import EXPERIMENTS as KALMEIJER
from core.experiments.vincenzi import EXPERIMENTS as VINCENZI

EXPERIMENTS: tuple[Experiment, ...] = (*VINCENZI, *CASINI, *KALMEIJER)


def find_experiment(name: str) -> Experiment:
    """The experiment of that id. Raises FunduscopeError with the closest ids where there is none."""
    known = {experiment.id: experiment for experiment in EXPERIMENTS}
    if name not in known:
        raise FunduscopeError(
            f"There is no experiment '{name}'.", did_you_mean(name, known) or f"There are {', '.join(known)}."
        )
    return known[name]
