"""Write a prepared copy of a set of photographs.

SOURCE is a folder, a table of labels or an HDF5 file; it is only read. TARGET becomes a folder with images/, masks/
where the source has masks, labels.csv where labels are known and manifest.json (recipe, versions, hashes, geometry,
failures), or one HDF5 file in the layout of Vincenzi's scripts. Stopped by Ctrl-C, it goes on with the same command;
a copy that is whole is brought up to date. The exit status is 2 where photographs could not be read.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.progress import reported
from core.errors import ImageError

if TYPE_CHECKING:
    from core.datasets.preparing.order import Order
    from core.images.preparation import Preparation

NAME = "prepare"
_SAID_FAILURES = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("source", metavar="SOURCE", type=Path, help="a folder, a table of labels or an HDF5 file")
    parser.add_argument("target", metavar="TARGET", type=Path, help="the folder or HDF5 file (.h5, .hdf5) to make")
    parser.add_argument(
        "--recipe",
        metavar="R",
        required=True,
        help="vincenzi, casini, plain, local-mean, stretch, centre, imagenet, or a JSON file with steps",
    )
    parser.add_argument("--size", metavar="N", type=int, help="side of the prepared square in pixels (default 512)")
    parser.add_argument("--workers", metavar="N", type=int, help="processes (default: as many as processors)")
    parser.add_argument("--labels", metavar="CSV", type=Path, help="table of labels, where it is not in the folder")
    parser.add_argument("--format", choices=["folders", "hdf5"], help="default: by TARGET's suffix")
    parser.add_argument("--pictures", choices=["jpg", "png"], default="jpg", help="in folders (default jpg)")


def run(arguments: argparse.Namespace) -> None:
    """Write the copy and say what came of it. Raises FunduscopeError, at the end where photographs failed."""
    from core.datasets.preparing.run import prepare_copy

    order = _order(arguments)
    try:
        with reported("prepare") as report:
            outcome = prepare_copy(arguments.source, arguments.target, order, labels=arguments.labels, report=report)
    except KeyboardInterrupt:
        print("stopped: what is done stays, and the same command goes on from there", file=sys.stderr)
        raise
    print(f"{arguments.target}: {outcome.made} photographs prepared, {outcome.kept} were there already")
    for entry in outcome.failed[:_SAID_FAILURES]:
        print(f"left out: {entry.source}: {' '.join(entry.error.split())}", file=sys.stderr)
    if outcome.failed:
        raise ImageError(
            f"{len(outcome.failed)} of {outcome.total} photographs could not be prepared; the manifest names them."
        )


def _order(arguments: argparse.Namespace) -> Order:
    from core.datasets.preparing.order import Container, Order
    from core.datasets.sources.hdf5 import HDF5_SUFFIXES
    from core.synthesis.writing.pictures import PictureFormat

    is_file = arguments.target.suffix.lower() in HDF5_SUFFIXES
    container = arguments.format or (Container.HDF5 if is_file else Container.FOLDERS)
    return Order(
        preparation=_preparation(arguments.recipe, arguments.size),
        container=Container(container),
        picture_format=PictureFormat(arguments.pictures),
        workers=_usable_processors() if arguments.workers is None else arguments.workers,
    )


def _preparation(name: str, size: int | None) -> Preparation:
    from core.datasets.preparing.order import read_recipe
    from core.errors import FunduscopeError
    from core.images.preparation import Normalisation, recipe

    if not name.lower().endswith(".json"):
        return recipe(name, input_size=512 if size is None else size, normalisation=Normalisation.UNIT)
    if size is not None:
        raise FunduscopeError("A recipe in a file has its own size.", "Leave --size away, or change the file.")
    return read_recipe(Path(name))


def _usable_processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
