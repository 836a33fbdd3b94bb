"""Which questions of the form mean something as the others are answered. Knows no torch."""

from __future__ import annotations

from pathlib import Path

from core.networks.argument_names import arguments_of
from core.training.settings import (
    Balance,
    Frozen,
    LossName,
    OptimiserName,
    ScheduleName,
    TrainingSettings,
)
from core.training.source import is_project

_HDF5_SUFFIXES = (".h5", ".hdf5")
_OF_PROJECTS = ("data.scheme", "split.name")
_OF_TABLES = ("data.labels", "data.image_column", "data.label_column", "data.group_column")
_OF_FILES = (*_OF_TABLES, "data.class_names", "split.file")


def needless(settings: TrainingSettings) -> frozenset[str]:
    """The names, "table.key", of what changes nothing: the form leaves it out unless something is wrong with it."""
    return frozenset((*_about_photographs(settings), *_about_network(settings), *_about_learning(settings)))


def _about_photographs(settings: TrainingSettings) -> list[str]:
    found: list[str] = []
    parts = settings.split
    if is_project(settings.data.source):
        found += _OF_FILES
    else:
        found += _OF_PROJECTS
        if Path(settings.data.source).suffix.lower() in _HDF5_SUFFIXES:
            found += _OF_TABLES
    if parts.file:
        found += ["split.validation", "split.test", "split.seed", "split.folds"]
    if parts.folds:
        found += ["split.test", "split.file"]
    if parts.name and not parts.folds:
        found += ["split.test"]
    if settings.preparation.steps:
        found += ["preparation.recipe", "preparation.size", "preparation.normalisation"]
    return found


def _about_network(settings: TrainingSettings) -> list[str]:
    found: list[str] = []
    if not arguments_of(settings.network.architecture) and not settings.network.arguments:
        found.append("network.arguments")
    if settings.network.frozen is Frozen.FEATURES:
        found.append("network.train_from")
    if not settings.head.dense:
        found.append("head.dropout")
    return found


def _about_learning(settings: TrainingSettings) -> list[str]:
    means_something = {
        "balance.strength": settings.balance.method is Balance.CLASS_WEIGHTS,
        "balance.count": settings.balance.method is Balance.RESAMPLE,
        "loss.focal_gamma": settings.loss.name is LossName.FOCAL,
        "loss.ordinal_weight": settings.loss.name in (LossName.EXPECTED_GRADE, LossName.SOFT_KAPPA),
        "optimiser.momentum": settings.optimiser.name is OptimiserName.SGD,
        "schedule.final_rate": settings.schedule.name is ScheduleName.COSINE,
        "schedule.plateau_factor": settings.schedule.name is ScheduleName.PLATEAU,
        "schedule.plateau_patience": settings.schedule.name is ScheduleName.PLATEAU,
        "watch.photograph": settings.watch.attention,
    }
    return [name for name, is_one in means_something.items() if not is_one]
