"""Find the temperature at which a model's probabilities mean what they say, and write a calibrated model.

Of a RUN it is found on its validation predictions; of a MODEL on the photographs of --images that --labels names, or on
a table of its predictions. Take photographs that it was not trained on. The new file holds the same weights; its card
says the temperature and how it was found, and `predict` and the window then give calibrated probabilities.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.metrics import add_class_map_argument, class_map_of
from core.cli.output import refuse_overwriting, replacing
from core.cli.progress import reported
from core.errors import DatasetError, FunduscopeError

if TYPE_CHECKING:
    from core.evaluation.calibrating import Fitted
    from core.evaluation.predictions import Judged
    from core.networks.card import ModelCard

NAME = "calibrate"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", metavar="MODEL|RUN", type=Path, help="a model file, or the folder of a run")
    parser.add_argument("--out", metavar="MODEL", type=Path, required=True, help="the calibrated model: a new file")
    parser.add_argument("--images", metavar="DIR", type=Path, help="photographs to find the temperature on")
    parser.add_argument("--labels", metavar="CSV", type=Path, help="their true classes")
    parser.add_argument("--predictions", metavar="CSV", type=Path, help="what this model said, as 'predict' writes it")
    add_class_map_argument(parser)
    parser.add_argument("--json", metavar="OUT", type=Path, help="write the figures and both reliability diagrams")


def run(arguments: argparse.Namespace) -> None:
    """Fit, write, print."""
    from core.evaluation.calibrating import fit, write_calibrated
    from core.networks.card_file import read_card
    from core.training.runfolder import RunFolder

    is_run = arguments.model.is_dir()
    source = RunFolder(arguments.model).model if is_run else arguments.model
    if not source.is_file():
        raise FunduscopeError(f"There is no model or finished run '{arguments.model}'.")
    _check(arguments, is_run=is_run)
    if arguments.out.exists():
        raise FunduscopeError(f"'{arguments.out}' is there already.", "Name a file that is not there yet.")
    card = read_card(source)
    answers, origin = _answers(arguments, source, card)
    fitted = fit(answers, temperature=card.temperature, origin=origin)
    changed = write_calibrated(source, arguments.out, fitted)
    if arguments.json is not None:
        with replacing(arguments.json) as file:
            file.write((json.dumps(fitted.bins_to_json(), indent=1) + "\n").encode())
    print(_report(changed, fitted))


def _check(arguments: argparse.Namespace, *, is_run: bool) -> None:
    if arguments.json is not None:
        refuse_overwriting(arguments.json, arguments.model, *(each for each in (arguments.predictions,) if each))
    if arguments.images is not None and arguments.predictions is not None:
        raise FunduscopeError("--images and --predictions are two sources of answers.", "Give one of them.")
    if arguments.images is not None and arguments.labels is None:
        raise FunduscopeError("Photographs alone say nothing of how right the model is.", "Give --labels too.")
    if not is_run and arguments.images is None and arguments.predictions is None:
        raise FunduscopeError(
            "Of a model file it is not known what it said of photographs.",
            "Give --images and --labels, or --predictions; or name the folder of its run.",
        )


def _answers(arguments: argparse.Namespace, source: Path, card: ModelCard) -> tuple[Judged, str]:
    """The answers to fit on, and where they are from in words without names of anybody."""
    if arguments.images is not None:
        return _asked(arguments, source), "labelled photographs that the model was asked about"
    from core.evaluation.predictions import judge_by_itself, judged, read_labels, read_predictions

    if arguments.predictions is None:
        return _of_run(arguments.model), "the validation predictions of its training"
    table = read_predictions(arguments.predictions)
    if len(table.class_names) != card.class_count:
        raise DatasetError(f"The table has {len(table.class_names)} classes and the model {card.class_count}.")
    if arguments.labels is None:
        return judge_by_itself(table), "a table of its predictions"
    labels = read_labels(arguments.labels)
    class_map = class_map_of(arguments.class_map, (row.label for row in labels), table.class_names)
    return judged(table, labels, class_map=class_map), "a table of its predictions"


def _of_run(run: Path) -> Judged:
    """What the run said of the photographs that validated it. Raises DatasetError where there are none."""
    from core.datasets.splits import Part
    from core.training.answers import answers_of

    found = answers_of(run, Part.VALIDATION)
    if found is None:
        raise DatasetError(
            f"The run '{run.name}' was not validated: it has no photographs to find a temperature on.",
            "Give --images and --labels of photographs that it was not trained on.",
        )
    return found


def _asked(arguments: argparse.Namespace, source: Path) -> Judged:
    from core.evaluation.evaluating import evaluate, match
    from core.evaluation.predictions import read_labels
    from core.images.reading import find_photographs
    from core.networks.files import load_model

    model = load_model(source, device="auto")
    paths = list(find_photographs(arguments.images))
    labels = read_labels(arguments.labels)
    class_map = class_map_of(arguments.class_map, (row.label for row in labels), model.card.class_names)
    asked = match(paths, arguments.images, labels, model.card.class_names, class_map=class_map)
    with reported("calibrate") as progress:
        return evaluate(model.card.name, model, arguments.images, asked, progress=progress).answers


def _report(card: ModelCard, fitted: Fitted) -> str:
    before, after = fitted.before.expected_calibration_error, fitted.after.expected_calibration_error
    return "\n".join(
        [
            f"{card.name}: temperature {fitted.temperature:.4f}, found on {fitted.photographs} photographs",
            f"expected calibration error {before or 0.0:.4f} -> {after or 0.0:.4f}",
            f"mean negative log-likelihood {fitted.loss_before:.4f} -> {fitted.loss_after:.4f}",
        ]
    )
