"""Find the photographs that excite each channel of a layer most.

One pass over the photographs of --images serves every channel of every --layer (all, if none is named). Makes the
folder OUT: strongest.csv (a row a channel and rank: value, photograph, unit, its field on the photograph), sheets/ (a
PNG a page) and atlas.pdf (kernels and sheets of all layers). Calling it again goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.output import replacing
from core.cli.progress import reported
from core.cli.table import Table, defused_path
from core.errors import FunduscopeError, ImageError

if TYPE_CHECKING:
    from PIL.Image import Image

    from core.features.patches import Patches
    from core.features.strongest import StrongestUnits
    from core.networks.layers import Layer
    from core.networks.loaded import LoadedModel

NAME = "features"
STATE_FILE = ".pass.npz"
COLUMNS = ("layer", "channel", "rank", "image", "value", "row", "column", "left", "top", "right", "bottom")
MOST_PATCHES = 40_000
"""So many patches are held at once; more layers than that allows are cut out in several rounds."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", metavar="MODEL", type=Path, help="a model file")
    parser.add_argument(
        "--layer", metavar="L", action="append", default=[], help="as 'layers' names it; may be repeated; otherwise all"
    )
    parser.add_argument("--images", metavar="DIR", type=Path, required=True, help="the photographs; searched through")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="a folder for what is found")
    parser.add_argument("--count", metavar="N", type=int, default=9, help="photographs a channel (9)")
    parser.add_argument("--no-sheets", action="store_true", help="write the table only")


def run(arguments: argparse.Namespace) -> None:
    """Look, and write what was found. Raises ImageError at the end where photographs were left out."""
    if not 1 <= arguments.count <= 100:
        raise FunduscopeError(f"{arguments.count} photographs a channel are out of range.", "Give 1 to 100.")
    if not arguments.images.is_dir():
        raise ImageError(f"There is no folder '{arguments.images}'.")
    from core.features.strongest import find_strongest
    from core.images.reading import find_photographs
    from core.networks.files import load_model

    paths = list(find_photographs(arguments.images))
    if not paths:
        raise ImageError(f"There is no photograph in the folder '{arguments.images}'.")
    model = load_model(arguments.model, device="auto")
    layers = [model.layers[name] for name in arguments.layer] or list(model.layers)
    _make(arguments.out)
    with reported("features") as report:
        found = find_strongest(
            model,
            paths,
            [layer.name for layer in layers],
            count=arguments.count,
            state=arguments.out / STATE_FILE,
            progress=report,
        )
    write_table(arguments.out / "strongest.csv", found, model, layers, arguments.images)
    if not arguments.no_sheets:
        count = write_sheets(arguments.out, found, model, layers)
        print(f"{arguments.out / 'atlas.pdf'}: {count} pages")
    print(arguments.out / "strongest.csv")
    for place, why in found.left_out.items():
        print(f"left out: {paths[place]}: {' '.join(why.split())}", file=sys.stderr)
    if found.left_out:
        raise ImageError(f"{len(found.left_out)} of {len(paths)} photographs could not be read and were left out.")


def write_table(path: Path, found: StrongestUnits, model: LoadedModel, layers: Iterable[Layer], folder: Path) -> None:
    """Write a row for every unit among the strongest. Units that are not above nought are left out."""
    with replacing(path) as file:
        stream = TextIOWrapper(file, encoding="utf-8", errors="surrogateescape", newline="")
        table = Table(stream, COLUMNS)
        for layer in layers:
            units = found.layers[layer.name]
            for channel, rank in zip(*(units.values > 0).nonzero(), strict=True):
                image = found.paths[units.photographs[channel, rank]].relative_to(folder)
                box = found.field(layer, model.layers.input_size, int(channel), int(rank))
                cells = [layer.name, str(channel), str(rank + 1), defused_path(Path(image.as_posix()))]
                cells += [str(units.values[channel, rank])]
                cells += [str(units.rows[channel, rank]), str(units.columns[channel, rank])]
                table.add([*cells, *(f"{side:.2f}" for side in box)])
        stream.flush()
        stream.detach()


def write_sheets(out: Path, found: StrongestUnits, model: LoadedModel, layers: list[Layer]) -> int:
    """Write the sheets and the atlas; returns how many pages that has."""
    from core.features.pages import write_pdf, write_png

    _make(out / "sheets")

    def pages() -> Iterator[Image]:
        for layer, patches in _patches(found, model, layers):
            for number, page in enumerate(_pages(layer, found, model, patches), start=1):
                write_png(page, out / "sheets" / f"{layer.name}-{number:03}.png")
                yield page

    return write_pdf(pages(), out / "atlas.pdf", title=f"What {model.card.name} has learned")


def _pages(layer: Layer, found: StrongestUnits, model: LoadedModel, patches: Patches) -> Iterator[Image]:
    from core.features.kernels import convolutions, kernels_of
    from core.features.sheets import kernel_pages, strongest_pages

    if layer.module_name in convolutions(model.module):
        yield from kernel_pages(kernels_of(model.module, layer.module_name))
    yield from strongest_pages(layer, found.layers[layer.name], patches)


def _patches(found: StrongestUnits, model: LoadedModel, layers: list[Layer]) -> Iterator[tuple[Layer, Patches]]:
    """Each layer with its patches; photographs are read once for as many layers as memory allows."""
    from core.features.patches import Place, cut_patches

    round_: list[Layer] = []
    while layers or round_:
        size = sum(found.layers[layer.name].values.size for layer in round_)
        if layers and (not round_ or size + found.layers[layers[0].name].values.size <= MOST_PATCHES):
            round_, layers = [*round_, layers[0]], layers[1:]
            continue
        places = [
            Place(layer.name, int(channel), int(rank))
            for layer in round_
            for channel, rank in zip(*(found.layers[layer.name].values > 0).nonzero(), strict=True)
        ]
        with reported("patches") as report:
            patches = cut_patches(found, model.layers, places, progress=report)
        yield from ((layer, patches) for layer in round_)
        round_ = []


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FunduscopeError(f"'{folder}' cannot be made: {error.strerror or error}.") from error
