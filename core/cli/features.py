"""Find the photographs that excite each channel of a layer most.

One pass over the photographs of --images serves every channel of every --layer (all, if none is named). Makes the
folder OUT: strongest.csv (a row a channel and rank: value, photograph, unit, its field on the photograph), sheets/ (a
PNG a page) and atlas.pdf (kernels and sheets of all layers). With --dictionary also dictionary.pdf (a page a feature),
with --suggest also suggestions.csv (names by lesions that are known), with --exemplars also exemplars/ (pictures made
to excite channels, or classes, most). Calling it again goes on where it was stopped.
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
from core.cli.suggesting import write_suggestions
from core.cli.table import Table, defused_path
from core.errors import FunduscopeError, ImageError
from core.features.exemplar_params import ExemplarParams, Start
from core.features.kinds import Evidence

if TYPE_CHECKING:
    from core.datasets.catalogue.features import FeatureName
    from core.features.pages import Page
    from core.features.strongest import StrongestUnits
    from core.networks.layers import Layer
    from core.networks.loaded import LoadedModel

NAME = "features"
STATE_FILE, SUGGESTIONS_FILE = ".pass.npz", "suggestions.csv"
COLUMNS = ("layer", "channel", "rank", "image", "value", "row", "column", "left", "top", "right", "bottom")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", metavar="MODEL", type=Path, help="a model file")
    parser.add_argument(
        "--layer", metavar="L", action="append", default=[], help="as 'layers' names it; may be repeated; otherwise all"
    )
    parser.add_argument("--images", metavar="DIR", type=Path, required=True, help="the photographs; searched through")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="a folder for what is found")
    parser.add_argument("--count", metavar="N", type=int, default=9, help="photographs a channel (9)")
    parser.add_argument("--no-sheets", action="store_true", help="write neither sheets nor atlas")
    parser.add_argument(
        "--dictionary",
        choices=("all", "named"),
        help="a page for every channel of the layers, or for those named in --names",
    )
    parser.add_argument(
        "--names", metavar="FILE", type=Path, help="a project, or names as the window keeps them (JSON)"
    )
    parser.add_argument(
        "--suggest",
        action="store_true",
        help="names for channels by masks beside the photographs, and by what is marked in the project of --names",
    )
    parser.add_argument(
        "--evidence",
        choices=tuple(each.value for each in Evidence),
        default=Evidence.SALIENCY.value,
        help="what lies over the patches of the dictionary (saliency)",
    )
    parser.add_argument(
        "--exemplars",
        metavar="WHAT",
        help="channels of every --layer, as in 0-11,40; or 'classes'",
    )
    parser.add_argument(
        "--start",
        choices=tuple(each.value for each in Start),
        default=Start.NOISE.value,
        help="what exemplars begin with: noise, the photographs' mean patch, or the strongest patch (noise)",
    )
    parser.add_argument("--steps", metavar="N", type=int, default=ExemplarParams().steps, help="steps of an exemplar")
    parser.add_argument("--seed", metavar="N", type=int, default=0, help="of the noise (0)")


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
    wishes = exemplar_wishes(arguments, model)
    names = names_of(arguments.names, model)
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
    if arguments.dictionary:
        count = write_dictionary(arguments, found, model, layers, names)
        print(f"{arguments.out / 'dictionary.pdf'}: {count} pages")
    if arguments.suggest:
        count = write_suggestions(arguments.out / SUGGESTIONS_FILE, found, model, layers, arguments.names)
        print(f"{arguments.out / SUGGESTIONS_FILE}: {count} channels")
    for line in write_exemplars(arguments, found, model, wishes):
        print(line)
    print(arguments.out / "strongest.csv")
    for place, why in found.left_out.items():
        print(f"left out: {paths[place]}: {' '.join(why.split())}", file=sys.stderr)
    if found.left_out:
        raise ImageError(f"{len(found.left_out)} of {len(paths)} photographs could not be read and were left out.")


def names_of(path: Path | None, model: LoadedModel) -> tuple[FeatureName, ...]:
    """The names of a model in a project or a file of names. Raises FunduscopeError where it cannot be read."""
    if path is None:
        return ()
    if not path.is_file():
        raise FunduscopeError(f"There is no file '{path}'.")
    from core.datasets.catalogue.project import SUFFIX, Project
    from core.features.names import NameFile

    if path.suffix == SUFFIX:
        with Project.open(path) as project:
            return project.features.of(model.id)
    return NameFile(path).of(model.id)


def write_dictionary(
    arguments: argparse.Namespace,
    found: StrongestUnits,
    model: LoadedModel,
    layers: list[Layer],
    names: tuple[FeatureName, ...],
) -> int:
    """Write dictionary.pdf; returns how many pages it has. Raises FunduscopeError where no feature has a name."""
    from core.features.dictionary import dictionary_pages, features_of, named_features
    from core.features.pages import write_pdf

    if arguments.dictionary == "all":
        features = tuple(feature for layer in layers for feature in features_of(model, layer.name, names))
    else:
        wanted = {layer.name for layer in layers}
        features = tuple(feature for feature in named_features(names, model) if feature.layer in wanted)
    if not features:
        raise FunduscopeError(
            "No feature of these layers has a name.", "Give names with --names, or ask for '--dictionary all'."
        )
    with reported("dictionary") as report:
        pages = dictionary_pages(model, found, features, evidence=Evidence(arguments.evidence), progress=report)
        return write_pdf(pages, arguments.out / "dictionary.pdf", title=f"Retinal dictionary of {model.card.name}")


def exemplar_wishes(arguments: argparse.Namespace, model: LoadedModel) -> list[tuple[str | None, tuple[int, ...]]]:
    """Layer and channels of each set of exemplars; None: classes. Raises FunduscopeError for what is not there."""
    if arguments.exemplars is None:
        return []
    if arguments.exemplars == "classes":
        return [(None, tuple(range(model.card.class_count)))]
    if not arguments.layer:
        raise FunduscopeError("Exemplars of channels need a layer.", "Name it with --layer.")
    from core.features.exemplar_params import parse_numbers

    wishes: list[tuple[str | None, tuple[int, ...]]] = []
    for name in arguments.layer:
        limit = model.layers[name].shape[0]
        numbers = parse_numbers(arguments.exemplars, limit)
        if numbers is None:
            raise FunduscopeError(
                f"'{arguments.exemplars}' does not name channels of '{name}'.",
                f"Give numbers and ranges from 0 to {limit - 1}, as in 0-3,7; up to 64.",
            )
        wishes.append((name, numbers))
    return wishes


def write_exemplars(
    arguments: argparse.Namespace,
    found: StrongestUnits,
    model: LoadedModel,
    wishes: list[tuple[str | None, tuple[int, ...]]],
) -> Iterator[Path]:
    """Write a picture for each exemplar; gives the files. Raises FunduscopeError where a class begins with a patch."""
    import numpy as np
    from PIL import Image

    from core.features.exemplars import channel_exemplars, class_exemplars
    from core.features.pages import write_png
    from core.features.starts import mean_patch, strongest_starts

    start, params = Start(arguments.start), ExemplarParams(steps=arguments.steps, seed=arguments.seed)
    for layer, wanted in wishes:
        given = None
        with reported("exemplars") as report:
            if start is Start.MEAN:
                given = mean_patch(model, found.paths, layer, progress=report)[None]
            elif start is Start.STRONGEST and layer is None:
                raise FunduscopeError("A class has no strongest patch.", "Begin with noise, or with the mean.")
            elif start is Start.STRONGEST and layer is not None:
                given = strongest_starts(model, found, layer, wanted)
            if layer is None:
                made = class_exemplars(model, wanted, params, given=given, progress=report)
            else:
                made = channel_exemplars(model, layer, wanted, params, given=given, progress=report)
        _make(arguments.out / "exemplars")
        for number, pixels in zip(wanted, made.best, strict=True):
            path = arguments.out / "exemplars" / f"{layer or 'class'}-{number:04}.png"
            write_png(Image.fromarray(np.ascontiguousarray(pixels)), path)
            yield path


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
    from core.features.patches import patches_by_layer
    from core.features.sheets import layer_pages

    _make(out / "sheets")

    def pages() -> Iterator[Page]:
        with reported("patches") as report:
            for layer, patches in patches_by_layer(found, model.layers, layers, progress=report):
                for number, page in enumerate(layer_pages(model, layer, found, patches), start=1):
                    write_png(page, out / "sheets" / f"{layer.name}-{number:03}.png")
                    yield page

    return write_pdf(pages(), out / "atlas.pdf", title=f"What {model.card.name} has learned")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FunduscopeError(f"'{folder}' cannot be made: {error.strerror or error}.") from error
