"""Say how well predictions agree with labels.

From a confusion matrix (no header; rows true, columns predicted), or from a table of predictions as `predict` and
`train` write it, beside a table of labels. Prints a report; --json writes every figure with its 95 % interval.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.output import refuse_overwriting, replacing
from core.errors import DatasetError, FunduscopeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.evaluation.assessment import Assessment

NAME = "metrics"
MAX_CLASSES = 1000
AUTO = "auto"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--confusion", metavar="CSV", type=Path, help="counts: rows true, columns predicted, no header")
    parser.add_argument("--labels", metavar="CSV", type=Path, help="the true class of each photograph")
    parser.add_argument("--predictions", metavar="CSV", type=Path, help="what a model says of each photograph")
    parser.add_argument("--classes", metavar="A,B,...", help="names of the classes of --confusion, in order")
    add_class_map_argument(parser)
    parser.add_argument(
        "--referable-from", metavar="N", type=int, help="the lowest class that counts as referable (grade 2)"
    )
    parser.add_argument("--json", metavar="OUT", type=Path, help="write every figure there")


def run(arguments: argparse.Namespace) -> None:
    """Print the report, write the file."""
    if (arguments.confusion is None) == (arguments.predictions is None):
        raise FunduscopeError("Give either --confusion, or --labels and --predictions.")
    sources = [path for path in (arguments.confusion, arguments.labels, arguments.predictions) if path is not None]
    if arguments.json is not None:
        refuse_overwriting(arguments.json, *sources)
    found = _of_matrix(arguments) if arguments.confusion is not None else _of_tables(arguments)
    if arguments.json is not None:
        write_json(arguments.json, found)
    print(report(found))


def write_json(path: Path, found: Assessment) -> None:
    """Write every figure."""
    with replacing(path) as file:
        text = json.dumps(found.to_json(), indent=1, ensure_ascii=False, allow_nan=False)
        file.write(text.encode("utf-8", "surrogateescape"))


def add_class_map_argument(parser: argparse.ArgumentParser) -> None:
    """Declare how labels are matched with classes."""
    parser.add_argument(
        "--class-map",
        "--map",
        metavar="LABEL=CLASS,...",
        help="which class a label means where they are called otherwise, or none; 'auto' finds grades in words",
    )


def class_map_of(text: str | None, labels: Iterable[str], class_names: Sequence[str]) -> dict[str, str]:
    """The mapping that `text` asks for; of 'auto' the one that is found, said on stderr. Raises FunduscopeError."""
    if text is None or text.strip().casefold() != AUTO:
        return parse_class_map(text)
    from core.evaluation.class_mapping import as_map, as_text, is_sure, propose

    guesses = propose([label for label in labels if label], class_names)
    found = as_map(guesses, class_names)
    if not is_sure(guesses):
        unsure = "; ".join(f"'{each.label}': {each.ground.value}" for each in guesses if not each.ground.is_sure)
        raise DatasetError(
            f"Which class the labels mean is not sure ({unsure or 'two labels would mean one class'}).",
            f"Write it out, such as --class-map '{as_text(found)}'.",
        )
    print(f"labels: {', '.join(f'{label} means {name}' for label, name in found.items())}", file=sys.stderr)
    return found


def parse_class_map(text: str | None) -> dict[str, str]:
    """`LABEL=CLASS,...` as a mapping; `LABEL=` leaves that label out. Raises FunduscopeError."""
    pairs = [part.partition("=") for part in text.split(",")] if text else []
    for label, equals, _name in pairs:
        if not (label.strip() and equals):
            raise FunduscopeError(f"'{text}' is no mapping of labels to classes.", "Write LABEL=CLASS,LABEL=CLASS.")
    return {label.strip(): name.strip() for label, _equals, name in pairs}


def read_confusion(path: Path) -> NDArray[np.int64]:
    """Counts (classes, classes) of a table without header. Raises DatasetError."""
    import numpy as np

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"'{path}' cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    first = text.strip().partition("\n")[0]
    delimiter = max(",;\t ", key=first.count)
    rows = [
        [cell.strip() for cell in row if cell.strip()]
        for row in csv.reader(text.strip().splitlines(), delimiter=delimiter)
        if any(cell.strip() for cell in row)
    ]
    width = len(rows)
    if not 2 <= width <= MAX_CLASSES or any(len(row) != width for row in rows):
        shape = f"{width} rows of {', '.join(map(str, sorted({len(row) for row in rows}))) or 'no'} cells"
        raise DatasetError(f"'{path.name}' is no confusion matrix: {shape}.", "It must be square and have no header.")
    counts = np.empty((width, width), np.int64)
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            try:
                value = float(cell)
            except ValueError:
                value = -1.0
            if not (value >= 0 and value.is_integer() and value < 2**53):
                raise DatasetError(
                    f"Row {line + 1}, column {column + 1} of '{path.name}' is '{cell}', which is no count.",
                    "Counts are whole numbers from 0 on.",
                )
            counts[line, column] = int(value)
    return counts


def _of_matrix(arguments: argparse.Namespace) -> Assessment:
    if arguments.labels is not None:
        raise FunduscopeError("--labels goes with --predictions, not with --confusion.")
    from core.evaluation.assessment import assess_matrix

    names = [name.strip() for name in arguments.classes.split(",")] if arguments.classes else []
    return assess_matrix(read_confusion(arguments.confusion), names)


def _of_tables(arguments: argparse.Namespace) -> Assessment:
    from core.evaluation.assessment import assess
    from core.evaluation.predictions import judge_by_itself, judged, read_labels, read_predictions

    table = read_predictions(arguments.predictions)
    lowest = arguments.referable_from
    if lowest is not None and not 1 <= lowest < len(table.class_names):
        raise FunduscopeError(f"Class {lowest} cannot be the lowest referable one of {len(table.class_names)}.")
    if arguments.labels is None:
        return assess(judge_by_itself(table), referable_from=lowest)
    labels = read_labels(arguments.labels)
    class_map = class_map_of(arguments.class_map, (row.label for row in labels), table.class_names)
    return assess(judged(table, labels, class_map=class_map), referable_from=lowest)


def report(found: Assessment) -> str:
    """The main figures for the eye."""
    from core.cli.layers import aligned

    metrics, intervals = found.metrics, found.intervals
    shown = (
        "accuracy",
        "balanced_accuracy",
        "quadratic_weighted_kappa",
        "auc_one_against_rest",
        "auc_referable",
        "referable_sensitivity",
        "referable_specificity",
    )
    lines = [f"{metrics.count} photographs"]
    for name in shown:
        value = getattr(metrics, name)
        if value is not None:
            interval = intervals.figures.get(name)
            limits = f"  (95 % {interval.low:.4f} to {interval.high:.4f})" if interval else ""
            lines.append(f"{name:26} {value:.4f}{limits}")
    columns = ("class", "support", "precision", "recall", "specificity", "npv", "f1", "auc")
    rows: list[tuple[str, ...]] = [columns]
    for each in metrics.per_class:
        values = (each.precision, each.recall, each.specificity, each.negative_predictive_value, each.f1, each.auc)
        rows.append((each.name, str(each.support), *("-" if value is None else f"{value:.4f}" for value in values)))
    lines += ["", aligned(rows)]
    lines += ["", *(f"caution: {each.text}" for each in found.cautions)] if found.cautions else []
    return "\n".join(lines)
