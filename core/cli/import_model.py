"""Make a model file of foreign weights (.pth, .pt, .ckpt, .safetensors).

The architecture is recognised from the keys and shapes, the number of classes from the head. What weights do not say is
taken from the options, else assumed; what was recognised goes to stdout, what was assumed is noted on stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.output import refuse_overwriting
from core.errors import FunduscopeError, ImageError, did_you_mean

if TYPE_CHECKING:
    from core.images.preparation import Normalisation, Preparation
    from core.networks.card import ModelCard

NAME = "import-model"
RECIPES = ("stretch", "centre", "imagenet")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("weights", metavar="WEIGHTS", type=Path, help="a file of weights")
    parser.add_argument(
        "--out", metavar="MODEL", type=Path, required=True, help="the model file to write (.safetensors)"
    )
    parser.add_argument("--architecture", metavar="A", help="for example torchvision/resnet50; otherwise recognised")
    names = parser.add_mutually_exclusive_group()
    names.add_argument("--classes", metavar="a,b,...", help="class names in the order of the network's outputs")
    names.add_argument(
        "--classes-file", metavar="F", type=Path, help="one class name a line, or a JSON list, or JSON index: name"
    )
    parser.add_argument("--input-size", metavar="N", type=_size, help="side of the network's input in pixels")
    parser.add_argument("--normalisation", metavar="imagenet|half|unit", help="how pixels become numbers")
    parser.add_argument(
        "--preparation", metavar="P", help="a recipe (stretch: whole photograph; centre; imagenet) or a JSON file"
    )


def run(arguments: argparse.Namespace) -> None:
    """Import the weights and print what was recognised."""
    from core.networks.proposal import ImportChoices

    refuse_overwriting(arguments.out, arguments.weights)
    preparation, recipe = _preparation(arguments)
    choices = ImportChoices(
        architecture=arguments.architecture,
        class_names=_class_names(arguments),
        input_size=arguments.input_size,
        normalisation=_normalisation(arguments.normalisation),
        recipe=recipe,
        preparation=preparation,
    )
    from core.networks.importing import import_model  # loads torch: after everything that may be wrong before

    card = import_model(arguments.weights, arguments.out, choices)
    for note in card.notes.splitlines():
        print(f"note: {note}", file=sys.stderr)
    print(summary(card, arguments.out))


def summary(card: ModelCard, path: Path) -> str:
    """What a person wants to check after an import, a line each."""
    shown = "; ".join(card.class_names[:5]) + ("; ..." if len(card.class_names) > 5 else "")
    height, width = card.input_size
    return "\n".join(
        (
            f"model         {path}",
            f"architecture  {card.architecture}",
            f"classes       {len(card.class_names)}: {shown}",
            f"input         {height} x {width} (height x width)",
            f"normalisation mean {_numbers(card.mean)}, std {_numbers(card.std)}",
        )
    )


def _class_names(arguments: argparse.Namespace) -> tuple[str, ...] | None:
    from core.networks.class_names import read_class_names

    if arguments.classes_file is not None:
        return read_class_names(arguments.classes_file)
    if arguments.classes is not None:
        return tuple(name.strip() for name in arguments.classes.split(","))
    return None


def _normalisation(name: str | None) -> Normalisation | None:
    from core.images.preparation import Normalisation

    if name is None:
        return None
    known = [one.value for one in Normalisation]
    if name not in known:
        hint = did_you_mean(name, known) or f"There are {', '.join(known)}."
        raise FunduscopeError(f"There is no normalisation '{name}'.", hint)
    return Normalisation(name)


def _preparation(arguments: argparse.Namespace) -> tuple[Preparation | None, str | None]:
    """A preparation from a file, or the name of a recipe; neither where nothing was said."""
    from core.images.preparation import Preparation

    name = arguments.preparation
    if name is None or name in RECIPES:
        return None, name
    path = Path(name)
    if not path.is_file():
        hint = did_you_mean(name, RECIPES) or f"There are {', '.join(RECIPES)}; or name a JSON file."
        raise FunduscopeError(f"There is no preparation '{name}'.", hint)
    if arguments.input_size is not None or arguments.normalisation is not None:
        raise FunduscopeError(f"'{path}' says input size and normalisation.", "Leave the options for them away.")
    try:
        return Preparation.from_json(json.loads(path.read_text("utf-8-sig"))), None
    except (ValueError, RecursionError) as error:
        raise FunduscopeError(f"'{path}' is not valid JSON: {error}.") from error
    except FunduscopeError as error:
        raise ImageError(f"'{path}': {error.message}", error.hint) from error


def _size(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 8192:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of pixels from 1 to 8192")
    return int(text)


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.4g}" for value in values)
