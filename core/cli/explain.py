"""Show where a model looks: one photograph, one class, one layer.

A line of JSON on stdout says what was explained and how strong the evidence is. --map writes the raw float32 values in
the layer's own resolution, --overlay the photograph with the map over it, at the photograph's resolution.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.output import refuse_overwriting, replacing
from core.errors import ExplainError, FunduscopeError, did_you_mean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.explain.explanation import Explanation
    from core.explain.query import Method
    from core.networks.loaded import LoadedModel

NAME = "explain"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", metavar="MODEL", type=Path, help="a model file")
    parser.add_argument("image", metavar="IMAGE", type=Path, help="a photograph")
    parser.add_argument("--method", metavar="M", required=True, help="gradcam")
    parser.add_argument("--layer", metavar="L", help="as 'layers' names it; otherwise the last one with positions")
    parser.add_argument("--target", metavar="CLASS|INDEX", help="class name or index; otherwise the predicted class")
    parser.add_argument("--param", metavar="k=v", action="append", default=[], help="a parameter of the method")
    parser.add_argument("--map", metavar="OUT.npy", type=Path, help="write the raw map there")
    parser.add_argument("--overlay", metavar="OUT.png", type=Path, help="write the photograph with the map there")


def run(arguments: argparse.Namespace) -> None:
    """Explain, write the files asked for, and print the summary."""
    from core.explain.query import ClassTarget, Query
    from core.images.reading import read_photograph

    method = parse_method(arguments.method)
    _refuse_parameters(method, arguments.param)
    _check_outputs(arguments)
    photograph = read_photograph(arguments.image)
    from core.explain.explainer import Explainer  # loads torch: after everything that may be wrong before
    from core.networks.files import load_model

    model = load_model(arguments.model, device="auto")
    layer = model.layers[arguments.layer] if arguments.layer is not None else model.layers.default
    explainer = Explainer()
    if arguments.target is None:
        target = explainer.predict(model, photograph).predicted
    else:
        target = find_class(arguments.target, model.card.class_names)
    query = Query(photograph.id, model.id, method, ClassTarget(target), layer.name)
    explanation = explainer.explain(model, photograph, query)
    if arguments.map is not None:
        _write_map(arguments.map, explanation.map)
    if arguments.overlay is not None:
        _write_overlay(arguments.overlay, photograph.pixels, explanation)
    print(json.dumps(summarise(explanation, model, arguments.image), ensure_ascii=False))


def parse_method(name: str) -> Method:
    """The method of that name. Raises ExplainError naming those that there are."""
    from core.explain.query import Method

    known = [method.value for method in Method]
    if name not in known:
        raise ExplainError(
            f"There is no method '{name}'.", did_you_mean(name, known) or f"There is {', '.join(known)}."
        )
    return Method(name)


def find_class(word: str, names: tuple[str, ...]) -> int:
    """The index of a class by its name, else by its number: names go first, for grades are often named 0 to 4."""
    if word in names:
        return names.index(word)
    digits = word.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()):
        hint = did_you_mean(word, names) or f"Give a name, or an index from 0 to {len(names) - 1}."
        raise ExplainError(f"The model has no class '{word}'.", hint)
    index = int(word)
    if not 0 <= index < len(names):
        raise ExplainError(f"The model has no class {index}.", f"Its {len(names)} classes are 0 to {len(names) - 1}.")
    return index


def summarise(explanation: Explanation, model: LoadedModel, image: Path) -> dict[str, Any]:
    """What was explained and what came out, as JSON values."""
    query = explanation.query
    return {
        "image": str(image),
        "method": query.method.value,
        "layer": query.layer,
        "target": model.card.class_names[query.target.index],
        "target_index": query.target.index,
        "shape": list(explanation.map.shape),
        "max": float(explanation.map.max()),
        "has_evidence": explanation.has_evidence,
    }


def _refuse_parameters(method: Method, parameters: list[str]) -> None:
    for parameter in parameters:
        name, equals, _value = parameter.partition("=")
        if not equals:
            raise ExplainError(f"The parameter '{parameter}' is not of the form name=value.")
        raise ExplainError(f"Method '{method.value}' has no parameter '{name}'.", "It takes none.")


def _check_outputs(arguments: argparse.Namespace) -> None:
    """Refuse before computing what could not be written after it."""
    for path in (arguments.map, arguments.overlay):
        if path is not None:
            refuse_overwriting(path, arguments.model, arguments.image)
    if arguments.overlay is not None and arguments.overlay.suffix.lower() != ".png":
        raise FunduscopeError(
            f"The overlay is written as PNG, but '{arguments.overlay}' ends otherwise.", "End it in .png."
        )
    if arguments.map is not None and arguments.map.suffix.lower() != ".npy":
        raise FunduscopeError(f"The map is written as .npy, but '{arguments.map}' ends otherwise.", "End it in .npy.")


def _write_map(path: Path, values: NDArray[np.float32]) -> None:
    import numpy as np

    with replacing(path) as file:
        np.save(file, values, allow_pickle=False)


def _write_overlay(path: Path, pixels: NDArray[np.uint8], explanation: Explanation) -> None:
    from PIL import Image

    from core.explain.overlay import Rendering, compose

    with replacing(path) as file:
        Image.fromarray(compose(pixels, explanation, Rendering())).save(file, format="PNG")
