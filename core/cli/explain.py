"""Show where a model looks: one photograph, one target, one method.

A line of JSON on stdout says what was explained and how strong the evidence is. --map writes the raw float32 values in
the method's own resolution, --overlay the photograph with the map over it, at the photograph's resolution.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.output import refuse_overwriting, replacing
from core.cli.progress import reported
from core.errors import ExplainError, FunduscopeError, did_you_mean
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from core.explain.params import params_type
from core.explain.targets import (
    Aggregate,
    ChannelTarget,
    ClassTarget,
    Target,
    describe_target,
    parse_target,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.explain.explainer import Explainer
    from core.explain.explanation import Explanation
    from core.explain.query import Query
    from core.images.photograph import Photograph
    from core.networks.loaded import LoadedModel

NAME = "explain"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", metavar="MODEL", type=Path, help="a model file")
    parser.add_argument("image", metavar="IMAGE", type=Path, help="a photograph")
    parser.add_argument("--method", metavar="M", required=True, help=", ".join(Method))
    parser.add_argument(
        "--layer",
        metavar="L",
        help="as 'layers' names it, of the map or, with --channel, of the channel; otherwise the last with positions",
    )
    parser.add_argument(
        "--target",
        metavar="CLASS|INDEX",
        help="class name or index, probability:CLASS, margin:CLASS,OTHER, boundary:GRADE,NEXT, expected-grade or "
        "referable; otherwise the predicted class",
    )
    parser.add_argument("--channel", metavar="K", type=int, help="explain that channel of the layer, from 0")
    parser.add_argument("--aggregate", metavar="max|sum", help="how a channel becomes one number; otherwise max")
    parser.add_argument("--at", metavar="L", help="the layer of the map, where --layer is that of the channel")
    parser.add_argument("--param", metavar="k=v", action="append", default=[], help="a parameter of the method")
    parser.add_argument("--map", metavar="OUT.npy", type=Path, help="write the raw map there")
    parser.add_argument("--overlay", metavar="OUT.png", type=Path, help="write the photograph with the map there")


def run(arguments: argparse.Namespace) -> None:
    """Explain, write the files asked for, and print the summary."""
    from core.images.reading import read_photograph

    method = parse_method(arguments.method)
    params = params_type(method).parse(arguments.param)
    _check_outputs(arguments)
    _check_target_options(arguments, method)
    photograph = read_photograph(arguments.image)
    from core.explain.explainer import Explainer  # loads torch: after everything that may be wrong before
    from core.explain.query import Query
    from core.networks.files import load_model

    model = load_model(arguments.model, device="auto")
    explainer = Explainer()
    target = _target(arguments, explainer, model, photograph)
    query = Query(photograph.id, model.id, method, target, _layer_of_map(arguments, method, model), params)
    with reported("Explaining") as report:
        explanation = explainer.explain(model, photograph, query, report=report)
    if arguments.map is not None:
        _write_map(arguments.map, explanation.map)
    if arguments.overlay is not None:
        _write_overlay(arguments.overlay, photograph.pixels, explanation)
    print(json.dumps(summarise(explanation, model, arguments.image), ensure_ascii=False))


def parse_method(name: str) -> Method:
    """The method of that name. Raises ExplainError naming those that there are."""
    known = [method.value for method in Method]
    if name not in known:
        hint = did_you_mean(name, known) or f"There is {', '.join(known)}."
        raise ExplainError(f"There is no method '{name}'.", hint)
    return Method(name)


def summarise(explanation: Explanation, model: LoadedModel, image: Path) -> dict[str, Any]:
    """What was explained and what came out, as JSON values."""
    query = explanation.query
    target, channel = query.target, query.target if isinstance(query.target, ChannelTarget) else None
    return {
        "image": str(image),
        "method": query.method.value,
        "params": query.params.to_json(),
        "layer": query.layer if channel is None else channel.layer,
        "target": describe_target(target, model.card.class_names),
        "target_index": target.index if isinstance(target, ClassTarget) else None,
        **({} if channel is None else _channel_summary(channel, query)),
        "shape": list(explanation.map.shape),
        "min": float(explanation.map.min()),
        "max": float(explanation.map.max()),
        "has_evidence": explanation.has_evidence,
        "notes": list(explanation.notes),
    }


def _channel_summary(channel: ChannelTarget, query: Query) -> dict[str, Any]:
    return {"channel": channel.channel, "aggregate": channel.aggregate.value, "at": query.layer}


def _target(arguments: argparse.Namespace, explainer: Explainer, model: LoadedModel, photograph: Photograph) -> Target:
    if arguments.channel is not None:
        return ChannelTarget(_layer(arguments, model), arguments.channel, _aggregate(arguments.aggregate))
    if arguments.target is not None:
        return parse_target(arguments.target, model.card.class_names)
    return ClassTarget(explainer.predict(model, photograph).predicted)


def _layer(arguments: argparse.Namespace, model: LoadedModel) -> str:
    return (model.layers[arguments.layer] if arguments.layer is not None else model.layers.default).name


def _layer_of_map(arguments: argparse.Namespace, method: Method, model: LoadedModel) -> str | None:
    if not CATALOGUE[method].has_layer:
        return None
    return _layer(arguments, model) if arguments.channel is None else model.layers[arguments.at].name


def _aggregate(name: str | None) -> Aggregate:
    names = [aggregate.value for aggregate in Aggregate]
    if name is not None and name not in names:
        raise ExplainError(f"There is no aggregate '{name}'.", f"It is {' or '.join(names)}.")
    return Aggregate(name) if name is not None else Aggregate.MAX


def _check_target_options(arguments: argparse.Namespace, method: Method) -> None:
    """Refuse options that contradict one another, or that the method would leave unused."""
    entry, is_channel = CATALOGUE[method], arguments.channel is not None
    _aggregate(arguments.aggregate)
    if arguments.target is not None and is_channel:
        raise ExplainError("--target and --channel name two things to explain.", "Give one of them.")
    if arguments.aggregate is not None and not is_channel:
        raise ExplainError("--aggregate is about a channel, and none is named.", "Give --channel too.")
    if arguments.at is not None and not (is_channel and entry.has_layer):
        raise ExplainError("--at is for a channel and a method that explains a layer.", "Give the layer by --layer.")
    if arguments.at is None and is_channel and entry.has_layer:
        raise ExplainError(f"{entry.title} gives the map of a layer.", "Name it by --at; --layer is the channel's.")
    if arguments.layer is not None and not (is_channel or entry.has_layer):
        print(f"note: {entry.title} explains at the network's input; --layer is not used", file=sys.stderr)


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
