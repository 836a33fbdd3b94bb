"""Combine models into one that answers for them all.

The rules: `vote` (ties to the most accurate member), `mean-probabilities`, `mean-logits` and `stacking`. With --images
and --labels the members are measured on those photographs: --weigh accuracy or recall then lets the better ones count
more, and stacking trains its layer there. Take photographs that no member was trained on. --views looks at every
photograph several ways (test-time augmentation); for that one model is enough. Writes one model file.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.output import refuse_overwriting
from core.cli.progress import reported
from core.errors import FunduscopeError, ImageError
from core.networks.ensemble_arguments import EnsembleRecipe, Rule, View, Weighing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.evaluation.evaluating import Evaluated
    from core.networks.loaded import LoadedModel

NAME = "ensemble"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("models", metavar="MODEL", type=Path, nargs="+", help="model files of the same classes")
    parser.add_argument("--out", metavar="MODEL", type=Path, required=True, help="the model file to write")
    parser.add_argument("--rule", choices=[rule.value for rule in Rule], default=Rule.MEAN_PROBABILITIES.value)
    parser.add_argument(
        "--weigh",
        choices=[one.value for one in Weighing],
        default=Weighing.NONE.value,
        help="let better members count more",
    )
    parser.add_argument(
        "--views", metavar="A,B", default=View.PLAIN.value, help=f"of {', '.join(view.value for view in View)}"
    )
    parser.add_argument("--images", metavar="DIR", type=Path, help="photographs to measure the members on")
    parser.add_argument("--labels", metavar="CSV", type=Path, help="their true classes")
    parser.add_argument("--name", metavar="TEXT", default="", help="what the ensemble is called")


def run(arguments: argparse.Namespace) -> None:
    """Measure where that is asked for, combine, write, and print where."""
    refuse_overwriting(arguments.out, *arguments.models)
    rule, weighing = Rule(arguments.rule), Weighing(arguments.weigh)
    recipe = EnsembleRecipe(rule, weighing, _views(arguments.views), arguments.name)
    has_labels = arguments.images is not None and arguments.labels is not None
    if recipe.needs_labels and not has_labels:
        raise FunduscopeError(
            "The members must be measured for this.", "Give labelled photographs: --images DIR --labels CSV."
        )
    from core.networks.files import load_model
    from core.training.ensembling import make_ensemble

    models = [load_model(path, device="auto") for path in arguments.models]
    is_measured = has_labels and (recipe.needs_labels or rule is Rule.VOTE)
    measured = [each.answers for each in _measured(models, arguments)] if is_measured else []
    card = make_ensemble(models, recipe, arguments.out, measured=measured)
    print(f"{arguments.out}: {card.name}")


def _views(text: str) -> tuple[View, ...]:
    names = [name.strip() for name in text.split(",")]
    known = [view.value for view in View]
    for name in names:
        if name not in known:
            raise FunduscopeError(f"There is no view '{name}'.", f"There are {', '.join(known)}.")
    return tuple(dict.fromkeys(View(name) for name in names))


def _measured(models: Sequence[LoadedModel], arguments: argparse.Namespace) -> list[Evaluated]:
    from core.evaluation.evaluating import evaluate, match
    from core.evaluation.predictions import read_labels
    from core.images.reading import find_photographs

    if not arguments.images.is_dir():
        raise ImageError(f"There is no folder '{arguments.images}'.")
    paths, labels = list(find_photographs(arguments.images)), read_labels(arguments.labels)
    found = []
    for model in models:
        asked = match(paths, arguments.images, labels, model.card.class_names)
        with reported(model.card.name) as report:
            found.append(evaluate(model.card.name, model, arguments.images, asked, progress=report))
    return found
