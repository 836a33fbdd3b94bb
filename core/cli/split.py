"""Divide a labelled set for training, validation and test, or into folds, and write the division as CSV.

Every part gets its share of every class; the eyes of a patient (1_left and 1_right, or a column patient) and identical
photographs stay together. The same seed gives the same division. A test part is locked: a file that holds one is
replaced only by a division with the same test part, and --keep-test builds a new division around that of another file.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.output import check_place, replacing
from core.cli.progress import reported
from core.errors import DatasetError

if TYPE_CHECKING:
    from core.datasets.samples import LabelledPhotographs
    from core.datasets.splits import Split

NAME = "split"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("source", metavar="SOURCE", type=Path, help="class folders, a table of labels or an HDF5 file")
    parser.add_argument(
        "--out", metavar="CSV", type=Path, required=True, help="columns image and split; with --folds a folder"
    )
    parser.add_argument("--labels", metavar="CSV", type=Path, help="table of labels, where it is not in the folder")
    parser.add_argument("--validation", metavar="F", type=float, default=0.1, help="share for validation (default 0.1)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--test", metavar="F", type=float, default=0.0, help="share for the test (default 0)")
    which.add_argument("--keep-test", metavar="CSV", type=Path, help="keep the test part of this division")
    which.add_argument("--folds", metavar="K", type=int, help="K divisions instead, each photograph validates once")
    parser.add_argument("--seed", metavar="S", type=int, default=0, help="which random division (default 0)")
    parser.add_argument("--ignore-patients", action="store_true", help="let the eyes of a patient part")


def run(arguments: argparse.Namespace) -> None:
    """Write the division and say how many of each class each part holds. Raises FunduscopeError."""
    from core.datasets.grouping import groups
    from core.datasets.identity import content_ids
    from core.datasets.sources.opening import SourceOptions, open_source
    from core.datasets.splits import folds, read_split, split, split_around

    photographs = open_source(arguments.source, SourceOptions(labels=arguments.labels))
    if not photographs.samples:
        raise DatasetError(f"'{arguments.source}' holds no photograph with a label.")
    with reported("identify") as report:
        found = content_ids(photographs.samples, progress=report)
    ids = []
    for identity in found:
        if isinstance(identity, Exception):
            raise identity
        ids.append(identity)
    members = groups(photographs.samples, ids, are_patients_kept=not arguments.ignore_patients)
    labels = photographs.labels
    if arguments.folds is not None:
        _write_folds(photographs, folds(labels, members, arguments.folds, seed=arguments.seed), arguments.out)
        return
    if arguments.keep_test is not None:
        test = read_split(arguments.keep_test, photographs.samples).test
        made = split_around(labels, members, test, validation=arguments.validation, seed=arguments.seed)
    else:
        made = split(labels, members, validation=arguments.validation, test=arguments.test, seed=arguments.seed)
    _check_lock(arguments.out, photographs, made)
    _write(photographs, made, arguments.out)
    print("\n".join(_summary(photographs, made)))


def _check_lock(path: Path, photographs: LabelledPhotographs, made: Split) -> None:
    """Raise DatasetError where a file with another test part would be replaced."""
    from core.datasets.splits import read_split

    check_place(path)
    if not path.exists():
        return
    before = read_split(path, photographs.samples).test
    if before and before != made.test:
        raise DatasetError(
            f"'{path}' holds a test part of {len(before)} photographs, which is locked.",
            f"Keep it with --keep-test '{path}', or name another file.",
        )


def _write(photographs: LabelledPhotographs, made: Split, path: Path) -> None:
    from core.datasets.splits import split_table

    with replacing(path) as file:
        file.write(split_table(photographs.samples, made).encode("utf-8", "surrogateescape"))


def _write_folds(photographs: LabelledPhotographs, made: tuple[Split, ...], folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for number, fold in enumerate(made, start=1):
        _write(photographs, fold, folder / f"fold{number}.csv")
    print(f"{folder}: {len(made)} folds of {len(photographs.samples)} photographs")


def _summary(photographs: LabelledPhotographs, made: Split) -> list[str]:
    """A line a part, with the photographs of each class."""
    from core.datasets.splits import Part

    lines = []
    for part in Part:
        places = made.part(part)
        if places:
            counts = [
                sum(photographs.labels[place] == index for place in places)
                for index in range(len(photographs.class_names))
            ]
            of_classes = ", ".join(
                f"{name} {count}" for name, count in zip(photographs.class_names, counts, strict=True)
            )
            lines.append(f"{part.value}: {len(places)} ({of_classes})")
    left = len(photographs.samples) - sum(len(made.part(part)) for part in Part)
    return [*lines, *([f"left out beside the test part: {left}"] if left else [])]
