"""What is to be prepared, and where it goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.opening import LABELS_FILE, SourceOptions, open_source
from core.errors import DatasetError
from core.images.frames import split_frame
from core.images.preparation import Preparation
from core.images.reading import find_photographs
from core.jobs import CancelToken
from core.jsontext import parse_json
from core.synthesis.writing.pictures import PictureFormat

IMAGES_FOLDER = "images"
NO_LABEL = -1
MOST_WORKERS = 256


class Container(StrEnum):
    """How a prepared set lies on disk. The value is its name on the command line."""

    FOLDERS = "folders"
    HDF5 = "hdf5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How photographs are prepared and kept. `workers` is the number of processes, and changes only the time."""

    preparation: Preparation
    container: Container = Container.FOLDERS
    picture_format: PictureFormat = PictureFormat.JPEG
    workers: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.workers <= MOST_WORKERS:
            raise DatasetError(f"{self.workers} workers cannot be started.", f"Choose 1 to {MOST_WORKERS}.")

    def key(self) -> dict[str, object]:
        """What must be the same for a copy to be gone on with."""
        return {
            "recipe": self.preparation.to_json(),
            "container": self.container.value,
            "picture_format": self.picture_format.value if self.container is Container.FOLDERS else "png",
        }


@dataclass(frozen=True, slots=True)
class Item:
    """One photograph on its way: `source` where it lies, `name` its path from the source, `target` that of the copy."""

    source: Sample
    name: str
    target: str


@dataclass(frozen=True, slots=True)
class Work:
    """The photographs of a set in order. `class_names` is empty where no labels are known."""

    items: tuple[Item, ...]
    class_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


def plan(source: Path, order: Order, *, labels: Path | None = None, token: CancelToken | None = None) -> Work:
    """Every photograph of a folder, table or HDF5 file, with the name that its copy gets.

    Photographs without a label are prepared too, and so is a folder without any. Raises DatasetError where there is
    nothing to prepare, or where an HDF5 file is asked for and not every photograph has a label.
    """
    samples, names, notes = _samples(source, labels, token)
    if not samples:
        raise DatasetError(f"There is no photograph in '{source}'.", "Choose another folder.")
    if order.container is Container.HDF5:
        without = sum(sample.label == NO_LABEL for sample in samples)
        if without:
            raise DatasetError(
                f"{without} of {len(samples)} photographs have no label, and an HDF5 file holds a label for each.",
                "Name a table of labels, or write folders.",
            )
        height, width = order.preparation.output_size
        if height != width:
            raise DatasetError(f"An HDF5 file in this layout holds square photographs, not {width} x {height}.")
    suffix = order.picture_format.value if order.container is Container.FOLDERS else PictureFormat.PNG.value
    targets = _targets([sample.name for sample in samples], suffix)
    items = [Item(sample, sample.name, target) for sample, target in zip(samples, targets, strict=True)]
    return Work(tuple(items), names, notes)


def _samples(
    source: Path, labels: Path | None, token: CancelToken | None
) -> tuple[list[Sample], tuple[str, ...], tuple[str, ...]]:
    try:
        labelled = open_source(source, SourceOptions(labels=labels), token=token)
    except DatasetError:
        if labels is not None or not source.is_dir() or (source / LABELS_FILE).is_file():
            raise  # labels were there, and something is wrong with them
        labelled = LabelledPhotographs((), ())
    samples = list(labelled.samples)
    if source.is_dir():
        known = {sample.path for sample in samples}
        samples += [
            Sample(path, NO_LABEL, name=path.relative_to(source).as_posix())
            for path in find_photographs(source, token=token)
            if path not in known
        ]
    return samples, labelled.class_names, (*labelled.unmatched_rows, *labelled.notes)


def _targets(names: list[str], suffix: str) -> list[str]:
    """A new name for each, with the new suffix; the old suffix stays in names that would otherwise be the same."""
    if all(name.startswith(f"{IMAGES_FOLDER}/") for name in names):
        names = [name.removeprefix(f"{IMAGES_FOLDER}/") for name in names]
    bare = [_without_suffix(name) for name in names]
    counts = Counter(name.casefold() for name in bare)
    chosen = [
        f"{plain if counts[plain.casefold()] == 1 else name.replace('#', '_')}.{suffix}"
        for plain, name in zip(bare, names, strict=True)
    ]
    taken: Counter[str] = Counter()
    unique = []
    for name in chosen:  # 'a.jpg.png' may itself be the name of another photograph
        taken[name.casefold()] += 1
        number = taken[name.casefold()]
        unique.append(name if number == 1 else f"{name.removesuffix(f'.{suffix}')}_{number}.{suffix}")
    return unique


def _without_suffix(name: str) -> str:
    file, frame = split_frame(Path(name))
    stem = file.with_suffix("").as_posix().replace("#", "_")
    if frame is not None:
        return f"{stem}_frame{frame:03d}"
    number = name.rpartition("/")[2].partition("#")[2]  # of a photograph in an HDF5 file
    return f"{stem}_{int(number):06d}" if number.isdecimal() else stem


def check_target(source: Path, target: Path) -> None:
    """Raise DatasetError where the copy could be mistaken for, or take the place of, what it is made from."""
    inside, outside = source.resolve(), target.resolve()
    if inside == outside:
        raise DatasetError(f"'{target}' is what the copy is made from.", "Name another folder.")
    if source.is_dir() and outside.is_relative_to(inside):
        raise DatasetError(
            f"'{target}' lies in the folder of the photographs.", "Name a place beside it: its photographs stay as is."
        )
    if inside.is_relative_to(outside):
        raise DatasetError(f"The photographs lie in '{target}', where the copy would go.", "Name a folder beside them.")
    if not target.parent.is_dir():
        raise DatasetError(f"The folder '{target.parent}' does not exist.", "Make it first, or name another place.")


def read_recipe(path: Path) -> Preparation:
    """The preparation in a JSON file. Raises FunduscopeError, which names what is wrong in it."""
    try:
        content = parse_json(path.read_text("utf-8"))
    except OSError as error:
        raise DatasetError(f"The recipe '{path}' cannot be read: {error.strerror or error}.") from error
    except ValueError as error:
        raise DatasetError(f"The recipe '{path.name}' is not JSON: {error}.") from error
    return Preparation.from_json(content)
