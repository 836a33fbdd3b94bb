"""Where the photographs of a training come from: a data set, or a project with its labels, split and exclusions.

Knows no torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.datasets.samples import LabelledPhotographs
from core.datasets.sources.opening import SourceOptions, open_source
from core.datasets.sources.tables import Columns
from core.datasets.splits import Part
from core.jobs import CancelToken
from core.training.settings import Balance, BalanceSettings, DataSettings, SplitSettings, TrainingSettings

PROJECT_SUFFIX = ".funduscope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """What a project says of how its photographs are divided, by the names of the samples.

    `parts` are those of the split that was asked for, `folds` its folds; empty where none was. `locked` are in the test
    part of any locked split: nothing may learn from them.
    """

    name: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)
    folds: Mapping[str, int] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()


NO_DIVISION = Division()


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Labelled photographs. `places` are the folders and files without which none of them can be read."""

    labelled: LabelledPhotographs
    division: Division
    places: tuple[Path, ...]


def is_project(source: str) -> bool:
    """Whether a data set is named that is a project."""
    return Path(source).suffix.lower() == PROJECT_SUFFIX


def open_photographs(data: DataSettings, parts: SplitSettings, *, token: CancelToken | None = None) -> Source:
    """The photographs of the settings. A project is only read, also while it is open elsewhere.

    Raises FunduscopeError for what cannot be opened, and Cancelled.
    """
    path = Path(data.source)
    if is_project(data.source):
        return _open_project(path, data.scheme, parts.name)
    options = SourceOptions(
        labels=Path(data.labels) if data.labels else None,
        class_names=data.class_names,
        columns=Columns(data.image_column, data.label_column, data.group_column),
    )
    return Source(open_source(path, options, token=token), NO_DIVISION, (path,))


def with_stored_balance(settings: TrainingSettings) -> TrainingSettings:
    """The settings with the balance that the split of the project keeps, where they ask for it. Raises ProjectError."""
    if settings.balance.method is not Balance.PROJECT:
        return settings
    from core.datasets.catalogue.project import Project

    with Project.open_to_read(Path(settings.data.source)) as project:
        kept = project.splits.find(settings.split.name).balance
    return replace(
        settings, balance=BalanceSettings(method=Balance(kept.method), strength=kept.strength, count=kept.count)
    )


def _open_project(path: Path, scheme: str, split: str) -> Source:
    from core.datasets.catalogue.learning import read_learning_set
    from core.datasets.catalogue.project import Project

    with Project.open_to_read(path) as project:
        found = read_learning_set(project, scheme=scheme, split=split)
    division = Division(name=split, parts=found.parts, folds=found.folds, locked=found.locked)
    return Source(found.labelled, division, found.folders)
