"""The work behind the form of a training that is done in lanes and processes: none of it in the window's thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.identity import read_pixels
from core.datasets.samples import LabelledPhotographs, Sample
from core.errors import FunduscopeError, did_you_mean
from core.images.photograph import Photograph
from core.images.preparation import Normalisation, Preparation
from core.images.steps.normalise import Normalise
from core.jobs import Cancelled, CancelToken
from core.training.checking import problems
from core.training.machine import Machine
from core.training.preparation import make_preparation
from core.training.settings import PRETRAINED, PreparationSettings, TrainingSettings
from core.training.settingsfile import read_settings, to_toml
from core.training.source import is_project, open_photographs
from desktop.jobs import JobContext
from desktop.processes import Tell
from desktop.translation import tr

if TYPE_CHECKING:
    from core.training.describing import NetworkFacts
    from core.training.ratefinder import RateCurve

PREVIEWS = 8
PREVIEW_PX = 224


@dataclass(frozen=True, slots=True)
class DataSummary:
    """What a data set holds: photographs by class, and what is odd. `first` is one of them."""

    class_names: tuple[str, ...]
    class_counts: tuple[int, ...]
    notes: tuple[str, ...]
    first: Sample


@dataclass(frozen=True, slots=True)
class ProjectChoices:
    """What there is to choose from in a project, by name."""

    schemes: tuple[str, ...] = ()
    splits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is wrong with settings, by "table.key", and what their data set holds, None where it cannot be opened."""

    problems: dict[str, FunduscopeError]
    data: DataSummary | None
    choices: ProjectChoices = ProjectChoices()


def inspect(settings: TrainingSettings, context: JobContext) -> Inspection:
    """In a lane: everything about the settings that can be told without torch."""
    found: dict[str, FunduscopeError] = dict(problems(settings))
    for name, error in _about_files(settings):
        found.setdefault(name, error)
    names = architecture_names()
    given = settings.network.architecture
    if given not in names and not any(name.endswith(f"/{given}") for name in names):
        found.setdefault(
            "network.architecture", FunduscopeError(tr("There is no architecture '{given}'.", given=given))
        )
    if settings.machine.nodes > 1:
        text = tr("The window trains on this machine alone.")
        found.setdefault("machine.nodes", FunduscopeError(text, tr("Save the settings, and give them to a server.")))
    data, choices = None, ProjectChoices()
    if settings.data.source:
        try:
            choices = _choices(settings)
            _check_choices(settings, choices, found)
            data = _summary(_open(settings, context.token))
        except FunduscopeError as error:
            found.setdefault("data.source", error)
    return Inspection(found, data, choices)


def _about_files(settings: TrainingSettings) -> Iterator[tuple[str, FunduscopeError]]:
    for name, text in (
        ("data.labels", settings.data.labels),
        ("split.file", settings.split.file),
        ("watch.photograph", settings.watch.photograph),
        ("network.weights", "" if settings.network.weights == PRETRAINED else settings.network.weights),
    ):
        if text and not Path(text).is_file():
            yield name, FunduscopeError(tr("There is no file '{text}'.", text=text))


def _choices(settings: TrainingSettings) -> ProjectChoices:
    """What there is to choose from. Raises FunduscopeError for a project that cannot be opened."""
    if not is_project(settings.data.source):
        return ProjectChoices()
    from core.datasets.catalogue.project import Project

    with Project.open_to_read(Path(settings.data.source)) as project:
        schemes = tuple(scheme.name for scheme in project.labels.schemes())
        return ProjectChoices(schemes, tuple(split.name for split in project.splits.all()))


def _check_choices(settings: TrainingSettings, choices: ProjectChoices, found: dict[str, FunduscopeError]) -> None:
    """Note what the project does not have at its field."""
    if not is_project(settings.data.source):
        return
    for name, given, known in (
        ("data.scheme", settings.data.scheme, choices.schemes),
        ("split.name", settings.split.name, choices.splits),
    ):
        if given and given not in known:
            hint = did_you_mean(given, known) or (
                tr("There are {parts}.", parts=", ".join(known)) if known else tr("It has none.")
            )
            found.setdefault(name, FunduscopeError(tr("The project has no '{given}'.", given=given), hint))
    if not settings.data.scheme and len(choices.schemes) > 1:
        text = tr("The project has labels of several kinds: {parts}.", parts=", ".join(choices.schemes))
        found.setdefault("data.scheme", FunduscopeError(text, tr("Choose which are learned.")))


def _open(settings: TrainingSettings, token: CancelToken) -> LabelledPhotographs:
    labelled = open_photographs(settings.data, settings.split, token=token).labelled
    labelled.require_trainable()
    return labelled


def _summary(labelled: LabelledPhotographs) -> DataSummary:
    notes = list(labelled.notes)
    if labelled.unmatched_rows:
        notes.append(tr("{count} labels have no photograph.", count=len(labelled.unmatched_rows)))
    if labelled.unmatched_files:
        notes.append(tr("{count} photographs have no label.", count=len(labelled.unmatched_files)))
    first = max(labelled.samples, key=lambda sample: sample.label)
    return DataSummary(labelled.class_names, labelled.class_counts(), tuple(notes), first)


def read_recipe_steps(path: Path, normalisation: Normalisation) -> tuple[Mapping[str, Any], ...]:
    """In a lane: the steps of a saved recipe as settings hold them, with `normalisation` where it has none.

    Raises FunduscopeError.
    """
    from core.datasets.preparing.order import read_recipe

    steps = read_recipe(path).steps
    if not isinstance(steps[-1] if steps else None, Normalise):
        steps = (*steps, normalisation.step())
    written = Preparation(steps).to_json()["steps"]
    return tuple(written) if isinstance(written, list) else ()


# In the lane of the networks, which knows torch


def machine() -> Machine:
    """What this machine can compute on."""
    from core.training.devices import this_machine

    return this_machine()


def network_facts(settings: TrainingSettings, class_count: int) -> NetworkFacts:
    """How large the network would be, and what can be frozen of it."""
    from core.training.describing import describe_network

    return describe_network(settings, class_count)


def architecture_names() -> tuple[str, ...]:
    """In a lane: the full names of everything that can be built. Imports no torch."""
    from core.networks.index import load_index
    from core.networks.own_names import OWN_NAMES

    others = sorted(set(load_index().names), key=lambda name: (name.partition("/")[0] == "timm", name))
    return (*others, *(f"funduscope/{name}" for name in OWN_NAMES))


# The preview of augmentation, in the lane of the networks


def preview(settings: TrainingSettings, source: Sample | Photograph, seed: int) -> tuple[NDArray[np.uint8], ...]:
    """The photograph as the network sees it, then changed at random PREVIEWS times: (h, w, 3) uint8 RGB each."""
    import torch

    from core.training.augmentation import augment, draw

    pixels = source.pixels if isinstance(source, Photograph) else read_pixels(source)
    prepared, _back = make_preparation(_small(settings.preparation)).apply_to_pixels(pixels)
    images = torch.from_numpy(prepared.copy()).permute(2, 0, 1)[None].float().div(255).expand(PREVIEWS, -1, -1, -1)
    draws = torch.from_numpy(draw(np.random.default_rng(seed), PREVIEWS))
    with torch.inference_mode():
        changed = augment(images, draws, settings.augmentation).clamp(0, 1).mul(255).round().byte()
    return (prepared, *changed.permute(0, 2, 3, 1).contiguous().numpy())


def _small(settings: PreparationSettings) -> PreparationSettings:
    return replace(settings, size=min(settings.size, PREVIEW_PX))


# Files of settings, in the lane of the files


def load(path: Path) -> TrainingSettings:
    """The settings in a file. Raises TrainingError."""
    return read_settings(path)


def save(path: Path, settings: TrainingSettings) -> Path:
    """Write the settings as TOML, whole or not at all. Raises FunduscopeError."""
    from desktop.files import write_atomically

    try:
        write_atomically(path, lambda file: file.write(to_toml(settings).encode()))
    except OSError as error:
        raise FunduscopeError(
            tr("'{path}' cannot be written: {strerror}.", path=path, strerror=error.strerror or error)
        ) from error
    return path


# What runs in a process of its own


@dataclass(frozen=True, slots=True)
class Training:
    """Trains into a folder, which is watched; tells remarks. `is_ended`: the best epoch so far becomes the model."""

    settings: TrainingSettings
    folder: Path
    is_resumed: bool
    is_ended: bool

    def __call__(self, tell: Tell, token: CancelToken) -> Path:
        """Train; the model file, or the folder of a cross-validation. Raises FunduscopeError and Cancelled."""
        from core.experiments.attention import watched
        from core.memory import keep_freed_memory
        from core.training.crossvalidation import cross_validate
        from core.training.run import train
        from desktop.training_ear import Ear

        keep_freed_memory()
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        observer = watched(Ear(tell))
        if self.settings.split.folds:
            done = cross_validate(
                self.settings, self.folder, observer=observer, token=token, is_resumed=self.is_resumed
            )
            return done.folder
        run = train(
            self.settings,
            self.folder,
            observer=observer,
            token=token,
            is_resumed=self.is_resumed,
            is_ended=self.is_ended,
        )
        return run.model_file


@dataclass(frozen=True, slots=True)
class RateSearch:
    """Tries learning rates."""

    settings: TrainingSettings

    def __call__(self, tell: Tell, token: CancelToken) -> RateCurve:
        """Try them. Raises FunduscopeError and Cancelled."""
        from core.training.ratefinder import find_learning_rate
        from desktop.training_ear import Ear

        if token.is_cancelled:
            raise Cancelled
        return find_learning_rate(self.settings, observer=Ear(tell), token=token)
