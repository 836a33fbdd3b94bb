"""Hold a model's explanations against masks of lesions or markers.

For every photograph with a mask and every layer (or the one of --layer): pointing game, energy inside, overlap, the map
as a detector, lesions hit, each beside what chance would reach on that mask. The JSON file holds one row a photograph
and layer, and their means with 95 % bootstrap intervals; a table of the means goes to stdout.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.output import refuse_overwriting, replacing
from core.cli.predict import read_ahead
from core.cli.progress import Bar, progress_bar
from core.errors import ExplainError, FunduscopeError, ImageError, did_you_mean
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from core.explain.targets import find_class

if TYPE_CHECKING:
    from core.datasets.masks import MaskFile
    from core.experiments.localising import Row, Summary
    from core.networks.loaded import LoadedModel

NAME = "localise"
FORMAT_VERSION = 1
ANATOMY = ("OD",)
"""Masks of what every eye has: no lesion, so that a map is not asked to point there unless --codes says so."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", metavar="MODEL", type=Path, help="a model file")
    parser.add_argument("--images", metavar="DIR", type=Path, required=True, help="the photographs; searched through")
    parser.add_argument(
        "--masks", metavar="DIR", type=Path, required=True, help="a folder a code, with masks named PHOTOGRAPH_CODE.png"
    )
    parser.add_argument("--method", metavar="M", required=True, help=", ".join(Method))
    parser.add_argument("--layer", metavar="L", help="as 'layers' names it; otherwise all")
    parser.add_argument("--target", metavar="CLASS|INDEX", help="the class to explain; otherwise the predicted one")
    parser.add_argument(
        "--codes", metavar="A,B,...", help="the masks that count; otherwise all but the optic disc (OD)"
    )
    parser.add_argument(
        "--grid", metavar="N", type=int, default=1024, help="longer side of the grid of comparison in pixels (1024)"
    )
    parser.add_argument("--json", metavar="OUT", type=Path, required=True, help="write rows and means there")


def run(arguments: argparse.Namespace) -> None:
    """Compare every photograph that has a mask, write the file, print the means."""
    from core.cli.explain import parse_method

    method = parse_method(arguments.method)
    if arguments.layer is not None and not CATALOGUE[method].has_layer:
        raise ExplainError(f"{CATALOGUE[method].title} explains at the network's input.", "Leave --layer away.")
    if not 16 <= arguments.grid <= 8192:
        raise FunduscopeError(f"A grid of {arguments.grid} pixels is out of range.", "Give 16 to 8192.")
    masks = find_masked(arguments)
    refuse_overwriting(arguments.json, arguments.model, *masks)
    from core.networks.files import load_model  # loads torch: after everything that may be wrong before

    model = load_model(arguments.model, device="auto")
    if arguments.layer is not None:
        model.layers[arguments.layer]
    target = find_class(arguments.target, model.card.class_names) if arguments.target is not None else None
    with progress_bar("localise", len(masks)) as bar:
        rows, left_out = compare_all(model, masks, arguments, method=method, target=target, bar=bar)
    if not rows:
        raise ImageError("No photograph could be compared.", left_out[0] if left_out else "")
    write_result(arguments, model, rows, left_out)
    if left_out:
        raise ImageError(f"{len(left_out)} of {len(masks)} photographs were left out; the file names them.")


def find_masked(arguments: argparse.Namespace) -> dict[Path, tuple[MaskFile, ...]]:
    """The photographs that have a mask of the codes that count, with those masks. Raises ImageError without any."""
    from core.datasets.masks import find_masks
    from core.images.reading import find_photographs

    for folder in (arguments.images, arguments.masks):
        if not folder.is_dir():
            raise ImageError(f"There is no folder '{folder}'.")
    wanted = {code.strip() for code in arguments.codes.split(",")} if arguments.codes is not None else None
    everything = {path: find_masks(path, arguments.masks) for path in find_photographs(arguments.images)}
    known = {mask.code for masks in everything.values() for mask in masks}
    for code in wanted or ():
        if code not in known:
            raise ImageError(
                f"No photograph has a mask '{code}'.",
                did_you_mean(code, known) or f"There are {', '.join(sorted(known))}.",
            )
    counted = {
        path: tuple(mask for mask in masks if (mask.code in wanted if wanted else mask.code not in ANATOMY))
        for path, masks in everything.items()
    }
    found = {path: masks for path, masks in counted.items() if masks}
    if not found:
        raise ImageError(
            f"None of the {len(everything)} photographs in '{arguments.images}' has a mask in '{arguments.masks}'.",
            "A mask of IDRiD_01.jpg of kind MA is MA/IDRiD_01_MA.png there.",
        )
    return found


def compare_all(
    model: LoadedModel,
    masks: dict[Path, tuple[MaskFile, ...]],
    arguments: argparse.Namespace,
    *,
    method: Method,
    target: int | None,
    bar: Bar,
) -> tuple[list[Row], list[str]]:
    """One row a photograph and layer, and a line for each photograph that was left out."""
    from core.datasets.masks import read_mask
    from core.experiments.localising import rows_of, truth_of
    from core.explain.explainer import Explainer

    explainer = Explainer(cache_bytes=1 << 20, state_bytes=0)
    layers = None if arguments.layer is None else (arguments.layer,)
    rows: list[Row] = []
    left_out: list[str] = []
    for path, read in read_ahead(masks):
        try:
            photograph = read()
            size = (photograph.width, photograph.height)
            given = {mask.code: read_mask(mask.path, size) for mask in masks[path]}
            truth = truth_of(photograph, given, max_side=arguments.grid)
            name = path.relative_to(arguments.images).as_posix()
            rows += rows_of(explainer, model, photograph, truth, name=name, method=method, target=target, layers=layers)
        except ImageError as error:
            left_out.append(f"{path}: {' '.join(str(error).split())}")
            bar.say(f"left out: {left_out[-1]}")
        bar.step()
    return rows, left_out


def write_result(arguments: argparse.Namespace, model: LoadedModel, rows: list[Row], left_out: list[str]) -> None:
    """Write the JSON file and print the means."""
    from core.experiments.localisation_json import row_to_json, summary_to_json
    from core.experiments.localising import summarise

    summaries = summarise(rows)
    result: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "model": {"name": model.card.name, "id": model.id, "class_names": list(model.card.class_names)},
        "method": arguments.method,
        "grid_px": arguments.grid,
        "means": [summary_to_json(summary) for summary in summaries],
        "rows": [row_to_json(row, model.card.class_names) for row in rows],
        "left_out": left_out,
    }
    with replacing(arguments.json) as file:
        file.write(json.dumps(result, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape"))
    print(table_of(summaries))


def table_of(summaries: tuple[Summary, ...]) -> str:
    """The means of the main figures, a line a layer; behind each in brackets what chance would reach."""
    from core.cli.layers import aligned
    from core.evaluation.localisation import Figure

    shown = (Figure.POINTING_GAME, Figure.ENERGY_INSIDE, Figure.IOU_BEST, Figure.AUROC, Figure.AVERAGE_PRECISION)
    rows = [("layer", "photographs", "no evidence", *(figure.label.lower() for figure in shown))]
    for summary in summaries:
        cells = []
        for figure in shown:
            mean = summary.figures.get(figure)
            cells.append(f"{mean.value.mean:.3f} ({mean.chance:.3f})" if mean is not None else "-")
        rows.append((summary.layer or "input", str(summary.count), str(summary.without_evidence), *cells))
    return aligned(rows)
