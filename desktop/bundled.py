"""What comes with the program to look at: photographs with masks, and the models that were trained on their like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import FunduscopeError
from desktop.jobs import JobContext
from desktop.resources import FOLDER

if TYPE_CHECKING:
    from core.networks.card import ModelCard


@dataclass(frozen=True, slots=True)
class Bundled:
    """Where the sample photographs are (a folder of sets; None: there are none), and the model files."""

    samples: Path | None = None
    models: tuple[Path, ...] = ()

    @staticmethod
    def installed() -> Bundled:
        """What is there, in a working copy as in the packaged program."""
        samples = FOLDER / "samples"
        return Bundled(
            samples=samples if samples.is_dir() else None,
            models=tuple(sorted((FOLDER.parent / "models").glob("*.safetensors"))),
        )


@dataclass(frozen=True, slots=True)
class Samples:
    """The sample photographs: which to look at first, and how many there are of each class."""

    first: Path
    class_counts: Counter[str]


def look_at_samples(folder: Path, context: JobContext) -> Samples | None:
    """In a lane: what is in `folder`; None where there is no photograph. The one with the most masks comes first."""
    from core.datasets.masks import find_masks
    from core.images.reading import find_photographs

    paths = list(find_photographs(folder, token=context.token))
    if not paths:
        return None
    return Samples(max(paths, key=lambda path: len(find_masks(path))), Counter(path.parent.name for path in paths))


@dataclass(frozen=True, slots=True)
class BundledModel:
    """A model file and its card."""

    path: Path
    card: ModelCard


def read_bundled(paths: Sequence[Path]) -> tuple[BundledModel, ...]:
    """In a lane: the models that can be read, in the order of their names."""
    from core.networks.card_file import read_card

    found = []
    for path in paths:
        try:
            found.append(BundledModel(path, read_card(path)))
        except FunduscopeError:
            continue  # said when it is opened
    return tuple(found)


def fitting(models: Sequence[BundledModel], class_counts: Counter[str]) -> BundledModel | None:
    """The model that knows the classes of the most photographs; the first of them where several do, None where none.

    A class is that of a folder. A model none of whose classes is among them is of no use for these photographs.
    """
    knows = {model.path: sum(class_counts[name] for name in model.card.class_names) for model in models}
    best = max(models, key=lambda model: knows[model.path], default=None)
    return best if best is not None and knows[best.path] else None
