"""The door: from a recipe to a set of photographs on disk."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.errors import SynthesisError
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.synthesis.recipes import Recipe
from core.synthesis.writing.folders import FolderTask, finish_folders
from core.synthesis.writing.hdf5 import FrameTask, Hdf5Writer, side_of
from core.synthesis.writing.names import check_class_names
from core.synthesis.writing.pictures import PictureFormat
from core.synthesis.writing.workers import MOST_WORKERS, results

MOST_PHOTOGRAPHS = 1_000_000
_TEXT = "rendering"


class Container(StrEnum):
    """How a set lies on disk. The value is its name on the command line."""

    FOLDERS = "folders"
    HDF5 = "hdf5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How many photographs of which series are wanted, and how they are written.

    `seed` names the series, from 0 on; photograph `index` of a series does not depend on their number. `workers` is the
    number of processes, which changes nothing but the time. Raises SynthesisError for numbers that cannot be.
    """

    count: int
    seed: int = 0
    container: Container = Container.FOLDERS
    picture_format: PictureFormat = PictureFormat.JPEG
    workers: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MOST_PHOTOGRAPHS:
            raise SynthesisError(
                f"A set of {self.count} photographs cannot be made.", f"Choose 1 to {MOST_PHOTOGRAPHS}."
            )
        if self.seed < 0:
            raise SynthesisError(f"The seed {self.seed} is below 0.", "Choose a whole number from 0 on.")
        if not 1 <= self.workers <= MOST_WORKERS:
            raise SynthesisError(f"{self.workers} workers cannot be started.", f"Choose 1 to {MOST_WORKERS}.")


def write_photographs(
    recipe: Recipe,
    target: Path,
    order: Order,
    *,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> None:
    """Render a set and write it as the new folder, or the new HDF5 file, `target`.

    The same recipe, seed and count give the same bytes in every file, on every machine and in any number of workers.
    All is written beside the target under another name, which is removed again when anything goes wrong or `token`
    says so: `target` is there whole or not at all. `report` hears of every photograph.

    Raises SynthesisError for a target that exists or cannot be written, and for what the recipe cannot render;
    `Cancelled`.
    """
    check_order(recipe, target, order)
    token = token or CancelToken()
    write = _write_folders if order.container is Container.FOLDERS else _write_hdf5
    try:
        with _beside(target) as part:
            write(recipe, part, order, token, report)
            token.check()
    except OSError as error:
        raise _cannot_write(target, error) from error


def check_order(recipe: Recipe, target: Path, order: Order) -> None:
    """Raise SynthesisError where `write_photographs` would before it renders anything."""
    check_class_names(recipe.class_names)
    if order.container is Container.HDF5:
        side_of(recipe)
    if target.exists() or target.is_symlink():
        raise SynthesisError(f"'{target}' is there already.", "Name a new folder or file, or move the old one away.")
    if not target.parent.is_dir():
        raise SynthesisError(f"The folder '{target.parent}' does not exist.", "Make it first, or name another place.")


def _write_folders(recipe: Recipe, part: Path, order: Order, token: CancelToken, report: ProgressReport) -> None:
    part.mkdir()
    task = FolderTask(recipe, order.seed, part, order.picture_format)
    entries = []
    with closing(results(task, order.count, workers=order.workers, token=token)) as written:
        for entry in written:
            entries.append(entry)
            report(Progress(len(entries), order.count, _TEXT))
    finish_folders(part, recipe, order.seed, entries)


def _write_hdf5(recipe: Recipe, part: Path, order: Order, token: CancelToken, report: ProgressReport) -> None:
    task = FrameTask(recipe, order.seed)
    with (
        Hdf5Writer(part, recipe, count=order.count) as writer,
        closing(results(task, order.count, workers=order.workers, token=token)) as frames,
    ):
        for number, frame in enumerate(frames, start=1):
            writer.add(frame)
            report(Progress(number, order.count, _TEXT))
        writer.finish(order.seed)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A name for a new file or folder that becomes `target` when the block ends well, and is removed when not."""
    shelter = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part"))
    try:
        part = shelter / "part"
        yield part
        if target.exists() or target.is_symlink():  # made by someone else meanwhile
            raise SynthesisError(f"'{target}' is there by now.", "Name another folder or file.")
        part.rename(target)
    finally:
        shutil.rmtree(shelter, ignore_errors=True)


def _cannot_write(target: Path, error: OSError) -> SynthesisError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SynthesisError(
            f"There is no room left for '{target}'. Nothing of it was kept.",
            "Free some, or make fewer or smaller ones.",
        )
    reason = error.strerror or (os.strerror(error.errno) if error.errno else str(error))
    return SynthesisError(f"'{target}' cannot be written: {reason}.", "Nothing of it was kept.")
