"""The work behind the form of a training that is done in lanes and processes: none of it in the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.datasets.identity import read_pixels
from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.opening import SourceOptions, open_source
from core.datasets.sources.tables import Columns
from core.errors import FunduscopeError
from core.images.photograph import Photograph
from core.images.preparation import Preparation, recipe
from core.jobs import Cancelled, CancelToken
from core.training.checking import problems
from core.training.settings import PRETRAINED, PreparationSettings, TrainingSettings
from core.training.settingsfile import read_settings, to_toml
from desktop.jobs import JobContext
from desktop.processes import Tell

if TYPE_CHECKING:
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
class Inspection:
    """What is wrong with settings, by "table.key", and what their data set holds, None where it cannot be opened."""

    problems: dict[str, FunduscopeError]
    data: DataSummary | None


def inspect(settings: TrainingSettings, context: JobContext) -> Inspection:
    """In a lane: everything about the settings that can be told without torch."""
    found: dict[str, FunduscopeError] = dict(problems(settings))
    for name, text in (
        ("data.labels", settings.data.labels),
        ("split.file", settings.split.file),
        ("watch.photograph", settings.watch.photograph),
        ("network.weights", "" if settings.network.weights == PRETRAINED else settings.network.weights),
    ):
        if text and not Path(text).is_file():
            found.setdefault(name, FunduscopeError(f"There is no file '{text}'."))
    names = architecture_names()
    given = settings.network.architecture
    if given not in names and not any(name.endswith(f"/{given}") for name in names):
        found.setdefault("network.architecture", FunduscopeError(f"There is no architecture '{given}'."))
    data = None
    if settings.data.source:
        try:
            data = _summary(_open(settings, context.token))
        except FunduscopeError as error:
            found.setdefault("data.source", error)
    return Inspection(found, data)


def _open(settings: TrainingSettings, token: CancelToken) -> LabelledPhotographs:
    data = settings.data
    options = SourceOptions(
        labels=Path(data.labels) if data.labels else None,
        class_names=data.class_names,
        columns=Columns(data.image_column, data.label_column, data.group_column),
    )
    labelled = open_source(Path(data.source), options, token=token)
    labelled.require_trainable()
    return labelled


def _summary(labelled: LabelledPhotographs) -> DataSummary:
    notes = list(labelled.notes)
    if labelled.unmatched_rows:
        notes.append(f"{len(labelled.unmatched_rows)} labels have no photograph.")
    if labelled.unmatched_files:
        notes.append(f"{len(labelled.unmatched_files)} photographs have no label.")
    first = max(labelled.samples, key=lambda sample: sample.label)
    return DataSummary(labelled.class_names, labelled.class_counts(), tuple(notes), first)


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
    prepared, _back = _preparation(settings.preparation).apply_to_pixels(pixels)
    images = torch.from_numpy(prepared.copy()).permute(2, 0, 1)[None].float().div(255).expand(PREVIEWS, -1, -1, -1)
    draws = torch.from_numpy(draw(np.random.default_rng(seed), PREVIEWS))
    with torch.inference_mode():
        changed = augment(images, draws, settings.augmentation).clamp(0, 1).mul(255).round().byte()
    return (prepared, *changed.permute(0, 2, 3, 1).contiguous().numpy())


def _preparation(settings: PreparationSettings) -> Preparation:
    if settings.steps:
        return Preparation.from_json({"steps": list(settings.steps)})
    size = min(settings.size, PREVIEW_PX)
    return recipe(settings.recipe, input_size=size, normalisation=settings.normalisation)


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
        raise FunduscopeError(f"'{path}' cannot be written: {error.strerror or error}.") from error
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
        """Train; the model file. Raises FunduscopeError and Cancelled."""
        from core.experiments.attention import watched
        from core.memory import keep_freed_memory
        from core.training.run import train
        from desktop.training_ear import Ear

        keep_freed_memory()
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        run = train(
            self.settings,
            self.folder,
            observer=watched(Ear(tell)),
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
