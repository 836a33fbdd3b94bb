"""Measure models on labelled photographs.

Asks each MODEL (or the model of each RUN) about the photographs of --images that --labels names. Makes the folder OUT:
report.html, report.pdf, metrics.json and predictions.csv; of several models each has a folder for the last two, and
comparison.json tells them apart. A photograph that cannot be read is named and left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.explain import parse_method
from core.cli.metrics import add_class_map_argument, class_map_of, report, write_json
from core.cli.output import replacing
from core.cli.progress import reported
from core.cli.table import Table, defused, defused_path
from core.errors import FunduscopeError, ImageError
from core.explain.method import Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.evaluation.evaluating import Evaluated
    from core.images.photograph import ImageId
    from core.reports.evaluation import Measured

NAME = "evaluate"
RUN_MODEL = "model.safetensors"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("models", metavar="MODEL|RUN", type=Path, nargs="+", help="model files and folders of runs")
    parser.add_argument("--images", metavar="DIR", type=Path, required=True, help="the photographs; searched through")
    parser.add_argument("--labels", metavar="CSV", type=Path, required=True, help="their true classes")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="a new folder, or an empty one")
    add_class_map_argument(parser)
    parser.add_argument(
        "--referable-from", metavar="N", type=int, help="the lowest class that counts as referable (grade 2)"
    )
    parser.add_argument(
        "--localisation", metavar="JSON", type=Path, help="what 'localise' found of the model, for the report"
    )
    parser.add_argument(
        "--method", metavar="M", default=Method.GRAD_CAM.value, help="by what the report's cases are explained"
    )
    parser.add_argument("--layer", metavar="L", help="of those maps; otherwise the one to look at first")
    parser.add_argument("--names", action="store_true", help="name photographs in the report by their files")


def run(arguments: argparse.Namespace) -> None:
    """Ask, measure, write and print. Raises ImageError at the end where photographs were left out."""
    models = [_model_file(path) for path in arguments.models]
    _check_places(arguments)
    method = parse_method(arguments.method)
    means = _localisation(arguments)
    from core.evaluation.model_pairs import comparison
    from core.evaluation.predictions import read_labels
    from core.images.reading import find_photographs

    labels = read_labels(arguments.labels)
    paths = list(find_photographs(arguments.images))
    if not paths:
        raise ImageError(f"There is no photograph in the folder '{arguments.images}'.")
    measured = []
    for given, model, name in zip(arguments.models, models, _names(arguments.models), strict=True):
        measured.append(_evaluate(given, model, name, arguments, paths, labels, method))
    evaluated = [each.evaluated for each in measured]
    pairs = [comparison(evaluated[0], other) for other in evaluated[1:]]
    _make(arguments.out)
    for each in evaluated:
        _write(arguments.out / each.name if len(evaluated) > 1 else arguments.out, each)
        print(f"{each.name}: {report(each.assessment)}\n")
    if pairs:
        with replacing(arguments.out / "comparison.json") as file:
            file.write(json.dumps(pairs, indent=1, ensure_ascii=False).encode("utf-8", "surrogateescape"))
    _write_reports(arguments, [replace(each, localisation=means) for each in measured])
    left_out = evaluated[0].left_out
    if left_out:
        raise ImageError(f"{len(left_out)} photographs could not be read; the others are in the report.")


def _evaluate(
    given: Path,
    model_file: Path,
    name: str,
    arguments: argparse.Namespace,
    paths: list[Path],
    labels: Sequence[Any],
    method: Method,
) -> Measured:
    from core.evaluation.evaluating import evaluate, match
    from core.networks.files import load_model
    from core.reports.evaluation import Measured
    from core.reports.examples import cases

    model = load_model(model_file, device="auto")
    if arguments.layer is not None:
        model.layers[arguments.layer]
    names, lowest = model.card.class_names, arguments.referable_from
    if lowest is not None and not 1 <= lowest < len(names):
        raise FunduscopeError(f"Class {lowest} cannot be the lowest referable one of {len(names)}.")
    class_map = class_map_of(arguments.class_map, (row.label for row in labels), names)
    asked = match(paths, arguments.images, labels, names, class_map=class_map)
    with reported(name) as progress:
        done = evaluate(
            name,
            model,
            arguments.images,
            asked,
            trained_on=_trained_on(given),
            referable_from=lowest,
            progress=progress,
        )
    for line in done.left_out:
        print(f"left out: {line}", file=sys.stderr)
    with reported(f"{name}, maps") as progress:
        shown, note = cases(
            done,
            model,
            lambda place: arguments.images / done.answers.images[place],
            method=method,
            layer=arguments.layer,
            are_names_shown=arguments.names,
            progress=progress,
        )
    return Measured(evaluated=done, card=model.card, cases=shown, cases_note=note)


def _write_reports(arguments: argparse.Namespace, measured: Sequence[Measured]) -> None:
    from core.reports.evaluation import evaluation_document
    from core.reports.writing import write_report

    title = "Evaluation of " + ", ".join(each.evaluated.name for each in measured)
    document = evaluation_document(measured, title=title, are_names_shown=arguments.names)
    for name in ("report.html", "report.pdf"):
        write_report(document, arguments.out / name)


def _localisation(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """The means of a file that `localise` wrote. Raises FunduscopeError."""
    if arguments.localisation is None:
        return []
    if len(arguments.models) > 1:
        raise FunduscopeError("--localisation is of one model, and several are named.", "Evaluate that one by itself.")
    from core.reports.localisation import read_means

    return read_means(arguments.localisation)


def _trained_on(given: Path) -> frozenset[ImageId]:
    """What a run was trained on; of a model file alone nothing is known."""
    if not given.is_dir():
        return frozenset()
    from core.training.trainingset import trained_on

    try:
        return trained_on(given)
    except FunduscopeError as error:
        print(f"cannot tell whether test and training overlap: {error}", file=sys.stderr)
        return frozenset()


def _model_file(path: Path) -> Path:
    if path.is_dir():
        inside = path / RUN_MODEL
        if not inside.is_file():
            raise FunduscopeError(f"The folder '{path}' holds no finished run.", f"It must hold {RUN_MODEL}.")
        return inside
    if not path.is_file():
        raise FunduscopeError(f"There is no model or run '{path}'.")
    return path


def _check_places(arguments: argparse.Namespace) -> None:
    if not arguments.images.is_dir():
        raise ImageError(f"There is no folder '{arguments.images}'.")
    out = arguments.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FunduscopeError(f"'{out}' is there already.", "Name a folder that is not there yet, or is empty.")


def _names(paths: Sequence[Path]) -> list[str]:
    """A name for each model that can be one of a folder, all different."""
    names: list[str] = []
    for path in paths:
        plain = re.sub(r"[^\w.-]+", "-", path.stem if path.is_file() else path.resolve().name).strip(".-") or "model"
        number = 2
        name = plain
        while name in names:
            name, number = f"{plain}-{number}", number + 1
        names.append(name)
    return names


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FunduscopeError(f"'{folder}' cannot be made: {error.strerror or error}.") from error


def _write(folder: Path, each: Evaluated) -> None:
    _make(folder)
    write_json(folder / "metrics.json", each.assessment)
    answers, names = each.answers, each.class_names
    with replacing(folder / "predictions.csv") as file:
        stream = TextIOWrapper(file, encoding="utf-8", errors="surrogateescape", newline="")
        table = Table(stream, ["image", "label", "predicted", *map(defused, names)])
        if answers.probabilities is not None:
            for image, label, row in zip(answers.images, answers.labels, answers.probabilities, strict=True):
                said = defused(names[int(row.argmax())])
                table.add([defused_path(Path(image)), defused(names[label]), said, *map(str, row)])
        stream.flush()
        stream.detach()
