"""Make photographs with known truth: rendered fundi, artificial markers, views of a die.

Written as class folders with a mask of every lesion and marker, a table of labels and the whole truth as JSON, or as
one HDF5 file. The same seed gives the same bytes on every machine and with any number of workers. A target that exists
is refused, and one that cannot be finished is not begun: nothing half written is left.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.progress import progress_bar
from core.errors import SynthesisError

if TYPE_CHECKING:
    from core.synthesis.fundus.options import FundusOptions
    from core.synthesis.recipes import Recipe

NAME = "synthesize"
_PHOTOGRAPHS_A_WORKER = 8
"""Starting a process takes as long as rendering about as many."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    kinds = parser.add_subparsers(title="what to make", metavar="WHAT", dest="what", required=True)
    for name, text, declare in (
        ("fundus", "rendered fundus photographs, labelled by their grade", _declare_fundus),
        ("markers", "fundus photographs with artificial markers, labelled by these", _declare_markers),
        ("die", "views of a die, labelled by the most prominent face", _declare_die),
    ):
        kind = kinds.add_parser(name, help=text, description=text, allow_abbrev=False)
        _declare_order(kind)
        declare(kind)


def run(arguments: argparse.Namespace) -> None:
    """Write the set and say where it is."""
    from core.jobs import Progress
    from core.synthesis.writing.pictures import PictureFormat
    from core.synthesis.writing.write import Container, Order, check_order, write_photographs

    recipe: Recipe = arguments.recipe(arguments)
    pictures = arguments.pictures or (PictureFormat.PNG if recipe.generator == "die" else PictureFormat.JPEG)
    order = Order(
        count=arguments.count,
        seed=arguments.seed,
        container=Container(arguments.format),
        picture_format=PictureFormat(pictures),
        workers=_workers(arguments),
    )
    check_order(recipe, arguments.out, order)
    with progress_bar("synthesize", order.count) as bar:

        def report(_progress: Progress) -> None:
            bar.step()

        write_photographs(recipe, arguments.out, order, report=report)
    print(f"{arguments.out}: {order.count} photographs, {len(recipe.class_names)} classes")


def _declare_order(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", metavar="N", type=int, required=True, help="how many photographs")
    parser.add_argument("--seed", metavar="S", type=int, default=0, help="which series, from 0 on (default 0)")
    parser.add_argument("--out", metavar="TARGET", type=Path, required=True, help="the folder or file to make")
    parser.add_argument("--format", choices=["folders", "hdf5"], default="folders", help="class folders or one file")
    parser.add_argument("--pictures", choices=["jpg", "png"], help="in folders (default jpg; of a die png)")
    parser.add_argument("--workers", metavar="N", type=int, help="processes (default: as many as processors)")


def _declare_fundus(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", metavar="N|WxH", default="512", help="in pixels (default 512)")
    parser.add_argument(
        "--grades", metavar="G,G,…", help="these grades, equally often (default: as the renderer draws them)"
    )
    parser.add_argument("--eye", choices=["right", "left"], help="one eye only (default: both of each patient)")
    parser.set_defaults(recipe=_fundus_recipe)


def _declare_markers(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--preset",
        choices=["natural", "car-grass", "textures", "grass-none", "dr-grades"],
        default="natural",
        help="a data set of Vincenzi's thesis (default natural)",
    )
    which.add_argument(
        "--classes",
        metavar="LIST",
        help="classes of your own: NAME=MARKER+MARKER,…; 'grass' is short for 'grass=grass'",
    )
    parser.add_argument("--size", metavar="N|WxH", help="in pixels (default 512; own photographs: as they are)")
    parser.add_argument("--photographs", metavar="DIR", type=Path, help="put the markers into these photographs")
    for name, kind, example, text in (
        ("size", float, ("MIN", "MAX"), "longer side as a share of the fundus's diameter (default 0.12 0.3)"),
        ("count", int, ("MIN", "MAX"), "how many of each kind in a photograph (default 1 3)"),
    ):
        parser.add_argument(f"--marker-{name}", nargs=2, metavar=example, type=kind, help=text)
    parser.add_argument(
        "--strength", metavar="F", type=float, default=1.0, help="contrast or opacity, up to 1 (default 1)"
    )
    parser.set_defaults(recipe=_marker_recipe)


def _declare_die(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", metavar="N", type=int, default=32, help="in pixels (default 32)")
    parser.add_argument("--margin", metavar="F", type=float, help="by how much the most prominent face must lead")
    parser.add_argument(
        "--sequence",
        choices=["tour", "vertical", "horizontal", "diagonal"],
        help="one turn in N ordered steps, ambiguous views too, instead of random views",
    )
    parser.set_defaults(recipe=_die_recipe)


def _fundus_recipe(arguments: argparse.Namespace) -> Recipe:
    from core.synthesis.fundus.options import Eye, FundusOptions
    from core.synthesis.recipes import FundusRecipe

    width, height = _size(arguments.size)
    eye = Eye(arguments.eye) if arguments.eye else None
    grades = (
        tuple(_whole(part, "grade") for part in arguments.grades.split(",")) if arguments.grades is not None else ()
    )
    return FundusRecipe(FundusOptions(width=width, height=height, eye=eye), grades)


def _marker_recipe(arguments: argparse.Namespace) -> Recipe:
    from core.synthesis.markers.options import MarkerOptions
    from core.synthesis.markers.presets import Preset, parse_classes
    from core.synthesis.recipes import MarkerRecipe, preset_recipe

    plain = MarkerOptions()
    smallest, largest = arguments.marker_size or (plain.smallest, plain.largest)
    fewest, most = arguments.marker_count or (plain.fewest, plain.most)
    own = arguments.photographs is not None
    options = MarkerOptions(
        smallest=smallest,
        largest=largest,
        fewest=fewest,
        most=most,
        strength=arguments.strength,
        fundus=plain.fundus if own else _fundus_below(arguments.size),
        photographs=_own_photographs(arguments.photographs) if own else (),
        folder=arguments.photographs,
        size_px=_whole(arguments.size, "size") if own and arguments.size is not None else None,
    )
    if arguments.classes is not None:
        return MarkerRecipe(parse_classes(arguments.classes), options)
    return preset_recipe(Preset(arguments.preset), options)


def _die_recipe(arguments: argparse.Namespace) -> Recipe:
    from core.synthesis.die.options import DieOptions
    from core.synthesis.die.sequence import Turn
    from core.synthesis.recipes import DieRecipe

    margin = DieOptions().margin if arguments.margin is None else arguments.margin
    options = DieOptions(size=arguments.size, margin=margin)
    if arguments.sequence is None:
        return DieRecipe(options)
    return DieRecipe(options, Turn(arguments.sequence), arguments.count)


def _fundus_below(size: str | None) -> FundusOptions:
    from core.synthesis.fundus.options import FundusOptions

    width, height = _size(size or "512")
    return FundusOptions(width=width, height=height, grade=0)


def _own_photographs(folder: Path) -> tuple[Path, ...]:
    from core.images.reading import find_photographs

    found = tuple(find_photographs(folder))
    if not found:
        raise SynthesisError(f"There is no photograph in the folder '{folder}'.")
    return found


def _size(text: str) -> tuple[int, int]:
    width, times, height = text.lower().partition("x")
    return _whole(width, "size"), _whole(height if times else width, "size")


def _whole(text: str, what: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise SynthesisError(f"'{text}' is no {what}.", "Give a whole number.") from None


def _workers(arguments: argparse.Namespace) -> int:
    if arguments.workers is not None:
        return int(arguments.workers)
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted: int = arguments.count // _PHOTOGRAPHS_A_WORKER
    return max(1, min(usable, wanted))
