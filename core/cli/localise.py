"""Hold a model's explanations against masks of lesions or markers.

For every photograph with a mask and every layer (or the one of --layer): pointing game, energy inside, overlap, the map
as a detector, lesions hit, each beside what chance would reach on that mask. The JSON file holds one row a photograph
and layer, and their means with 95 % bootstrap intervals; a table of the means goes to stdout. With several methods the
table has a line a method and layer, and `best` in the file says which of them points best.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.output import refuse_overwriting, replacing
from core.cli.progress import reported
from core.errors import ExplainError, FunduscopeError, ImageError, did_you_mean
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from core.explain.targets import find_class

if TYPE_CHECKING:
    from core.datasets.masks import MaskFile
    from core.evaluation.localisation import Figure
    from core.experiments.localising import Row
    from core.experiments.localising_run import LocalisingRun
    from core.networks.loaded import LoadedModel

NAME = "localise"
FORMAT_VERSION = 1
STATE_SUFFIX = ".rows"
"""What the file beside OUT is called, in which rows are kept until all are there."""
ALL = "all"
ANATOMY = ("OD", "FO")
"""Masks of what every eye has: no lesion, so that a map is not asked to point there unless --codes says so."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", metavar="MODEL", type=Path, help="a model file")
    parser.add_argument("--images", metavar="DIR", type=Path, required=True, help="the photographs; searched through")
    parser.add_argument(
        "--masks",
        metavar="DIR|PROJECT",
        type=Path,
        required=True,
        help="a folder a code, with masks named PHOTOGRAPH_CODE.png; or a project, whose readers have marked lesions",
    )
    parser.add_argument("--reader", metavar="NAME", help="of a project the marks of this reader; otherwise of all")
    parser.add_argument(
        "--method", metavar="M,...|all", required=True, help=f"one or several, or all: {', '.join(Method)}"
    )
    parser.add_argument("--layer", metavar="L,...", help="as 'layers' names them; otherwise all")
    parser.add_argument("--target", metavar="CLASS|INDEX", help="the class to explain; otherwise the predicted one")
    parser.add_argument(
        "--codes", metavar="A,B,...", help="the masks that count; otherwise all but disc and fovea (OD, FO)"
    )
    parser.add_argument(
        "--grid", metavar="N", type=int, default=1024, help="longer side of the grid of comparison in pixels (1024)"
    )
    parser.add_argument(
        "--by", metavar="FIGURE", help="what the best is chosen by, as the file names it (area_under_roc_curve)"
    )
    parser.add_argument(
        "--faithfulness",
        action="store_true",
        help="also insertion, deletion, maximum sensitivity, random weights: some hundred passes of the network a map",
    )
    parser.add_argument(
        "--anatomy", action="store_true", help="also the evidence in each part of the eye, and alarms for shortcuts"
    )
    parser.add_argument("--json", metavar="OUT", type=Path, required=True, help="write rows and means there")
    parser.add_argument(
        "--resume", action="store_true", help="go on with what was broken off: it is kept beside OUT until all is done"
    )


def run(arguments: argparse.Namespace) -> None:
    """Compare every photograph that has a mask, write the file, print the means."""
    if not arguments.masks.is_file():
        if arguments.reader is not None:
            raise FunduscopeError("Masks in a folder have no reader.", "Leave --reader away, or give a project.")
        compare(arguments)
        return
    from core.datasets.annotation.exporting import masks_of_project

    def tell(line: str) -> None:
        print(f"left out: {line}", file=sys.stderr)

    with masks_of_project(arguments.masks, tell, arguments.reader) as folder:
        compare(argparse.Namespace(**{**vars(arguments), "masks": folder}))


def compare(arguments: argparse.Namespace) -> None:
    """The same with a folder of masks."""
    methods = parse_methods(arguments.method)
    by = parse_figure(arguments.by)
    layers = None if arguments.layer is None else tuple(dict.fromkeys(arguments.layer.split(",")))
    if layers is not None and len(methods) == 1 and not CATALOGUE[methods[0]].has_layer:
        raise ExplainError(f"{CATALOGUE[methods[0]].title} explains at the network's input.", "Leave --layer away.")
    if not 16 <= arguments.grid <= 8192:
        raise FunduscopeError(f"A grid of {arguments.grid} pixels is out of range.", "Give 16 to 8192.")
    masks = find_masked(arguments)
    refuse_overwriting(arguments.json, arguments.model, *masks)
    from core.networks.files import load_model  # loads torch: after everything that may be wrong before

    model = load_model(arguments.model, device="auto")
    for layer in layers or ():
        model.layers[layer]
    target = find_class(arguments.target, model.card.class_names) if arguments.target is not None else None
    run = _measured(model, arguments, masks, methods, layers, target)
    if not run.rows:
        why = [*run.left_out.values(), *run.not_asked.values()]
        raise ImageError("No photograph could be compared.", why[0] if why else "")
    write_result(arguments, model, run, methods, by=by)
    state_of(arguments).unlink(missing_ok=True)
    if run.left_out:
        raise ImageError(f"{len(run.left_out)} of {len(masks)} photographs were left out; the file names them.")


def _measured(
    model: LoadedModel,
    arguments: argparse.Namespace,
    masks: dict[Path, tuple[MaskFile, ...]],
    methods: tuple[Method, ...],
    layers: tuple[str, ...] | None,
    target: int | None,
) -> LocalisingRun:
    """All rows; of several methods those are left out that the network has not what it takes for."""
    from core.experiments.eyes import EyeItem
    from core.experiments.localising_run import LocalisingPlan, LocalisingRun, run_localising

    items = [
        EyeItem(
            place,
            path,
            path.relative_to(arguments.images).as_posix(),
            masks=tuple((mask.code, mask.path) for mask in found),
        )
        for place, (path, found) in enumerate(masks.items())
    ]
    plan = LocalisingPlan(
        methods,
        layers,
        codes=tuple(sorted({mask.code for found in masks.values() for mask in found})),
        target=target,
        grid_px=arguments.grid,
        has_faithfulness=arguments.faithfulness,
        has_anatomy=arguments.anatomy,
    )
    state = state_of(arguments)
    if not arguments.resume:
        state.unlink(missing_ok=True)
    run = LocalisingRun()
    with reported("localise") as progress:
        for run in run_localising(model, items, plan, state=state, progress=progress):
            if len(methods) == 1 and run.not_asked:
                state.unlink(missing_ok=True)
                raise ExplainError(run.not_asked[methods[0]])
    for name, why in run.left_out.items():
        print(f"left out: {name}: {why}", file=sys.stderr)
    for name in run.without_landmarks:
        print(f"no anatomy: {name}: the optic disc does not stand out", file=sys.stderr)
    return run


def state_of(arguments: argparse.Namespace) -> Path:
    """Where rows are kept until the result is written."""
    out: Path = arguments.json
    return out.with_name(f"{out.name}{STATE_SUFFIX}")


def parse_methods(text: str) -> tuple[Method, ...]:
    """The methods of a list of names, or all of them. Raises ExplainError naming those that there are."""
    from core.cli.explain import parse_method

    if text.strip() == ALL:
        return tuple(Method)
    return tuple(dict.fromkeys(parse_method(name.strip()) for name in text.split(",")))


def parse_figure(name: str | None) -> Figure:
    """The figure of that name, or the usual one. Raises FunduscopeError naming those that there are."""
    from core.evaluation.localisation import HEADLINE, Figure

    if name is None:
        return HEADLINE
    known = [figure.value for figure in Figure]
    if name not in known:
        raise FunduscopeError(
            f"There is no figure '{name}'.", did_you_mean(name, known) or f"There is {', '.join(known)}."
        )
    return Figure(name)


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


def write_result(
    arguments: argparse.Namespace, model: LoadedModel, run: LocalisingRun, methods: tuple[Method, ...], *, by: Figure
) -> None:
    """Write the JSON file and print the means."""
    from core.cli.localise_table import table_of, table_of_methods
    from core.evaluation.localisation import Figure
    from core.experiments.choosing import choose
    from core.experiments.localisation_json import row_to_json, summary_to_json
    from core.experiments.localising import summarise

    card, rows = model.card, run.rows
    summaries = summarise(rows)
    choices = {figure: choose(rows, figure) for figure in Figure}
    result: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "model": {"name": card.name, "id": model.id, "class_names": list(card.class_names)},
        "method": arguments.method,
        "methods": [method.value for method in methods if method not in run.not_asked],
        "not_asked": [{"method": method.value, "reason": why} for method, why in run.not_asked.items()],
        "grid_px": arguments.grid,
        "best": choice.to_json() if (choice := choices[by]) is not None else None,
        "best_by": {figure.value: found.to_json() for figure, found in choices.items() if found is not None},
        "means": [summary_to_json(summary) for summary in summaries],
        "left_out": [f"{name}: {why}" for name, why in run.left_out.items()],
    }
    if arguments.anatomy:
        result["shortcuts"] = shortcuts(rows)
    with replacing(arguments.json) as file:
        for part in _json_parts(result, (row_to_json(row, card.class_names) for row in rows)):
            file.write(part.encode("utf-8", "surrogateescape"))
    if len(methods) == 1:
        print(table_of(summaries))
        return
    print(table_of_methods(summaries))
    for method, why in run.not_asked.items():
        print(f"not asked: {method}: {why}")
    if choice is not None:
        print(choice.words())


def _json_parts(result: dict[str, Any], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The text of the file, part by part: a row a line, for there may be ten thousand of hundreds of lesions each."""
    yield json.dumps(result, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "rows": ['
    for number, row in enumerate(rows):
        yield (",\n  " if number else "\n  ") + json.dumps(row, ensure_ascii=False)
    yield "\n ]\n}"


def shortcuts(rows: list[Row]) -> list[dict[str, Any]]:
    """The maps by how much of their evidence lies where there is no eye, above what area predicts: most first."""
    from core.evaluation.anatomy import ranking

    known = [(row, row.anatomy) for row in rows if row.anatomy is not None]
    order = ranking([budget for _row, budget in known])
    return [
        {
            "image": row.image,
            "method": row.method.value,
            "layer": row.layer,
            "shortcut": budget.shortcut,
            "alarms": [alarm.kind.value for alarm in budget.alarms],
        }
        for row, budget in (known[place] for place in order)
    ]
