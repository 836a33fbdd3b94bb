"""Show where a model looks: one photograph, one target, one method.

A line of JSON on stdout says what was explained and how strong the evidence is. --map writes the raw float32 values in
the method's own resolution, --overlay the photograph with the map over it, at the photograph's resolution. --checks
tells whether the map comes from what the network has learned, and whether it holds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.explain_channels import ALL, channel, check_options, explain_all
from core.cli.explain_checks import (
    Checked,
    Wanted,
    add_check_arguments,
    make_checks,
    parse_checks,
    read_settings,
    refuse_settings,
    write_maps,
)
from core.cli.explain_edits import Edited
from core.cli.explain_output import regions_of, write_json, write_map, write_overlay
from core.cli.explain_report import add_report_arguments, check_report
from core.cli.explain_report import write as write_report
from core.cli.output import refuse_overwriting
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
    from core.explain.rendering import Rendering
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
    parser.add_argument(
        "--channel",
        metavar="K|all",
        type=channel,
        help="explain that channel of the layer, from 0; all: every channel at once (occlusion, saliency of maxima)",
    )
    parser.add_argument("--aggregate", metavar="max|sum", help="how a channel becomes one number; otherwise max")
    parser.add_argument("--at", metavar="L", help="the layer of the map, where --layer is that of the channel")
    parser.add_argument("--param", metavar="k=v", action="append", default=[], help="a parameter of the method")
    parser.add_argument("--map", metavar="OUT.npy", type=Path, help="write the raw map there")
    parser.add_argument("--overlay", metavar="OUT.png", type=Path, help="write the photograph with the map there")
    parser.add_argument("--json", metavar="OUT", type=Path, help="write what is printed there too, indented")
    parser.add_argument(
        "--regions", action="store_true", help="cut the map into regions: listed, and outlined in the overlay"
    )
    parser.add_argument(
        "--region", metavar="k=v", action="append", default=[], help="smoothing, threshold or prominence, shares of 1"
    )
    parser.add_argument("--edits", metavar="EDITS.json", type=Path, help="ask of the photograph as these edits make it")
    add_check_arguments(parser)
    add_report_arguments(parser)


def run(arguments: argparse.Namespace) -> None:
    """Explain, write the files asked for, and print the summary."""
    from core.images.reading import read_photograph

    method = parse_method(arguments.method)
    params = params_type(method).parse(arguments.param)
    wanted, rendering = parse_checks(arguments), _rendering(arguments)
    _check_outputs(arguments)
    _check_target_options(arguments, method)
    _check_combinations(arguments)
    check_report(arguments)
    photograph = read_photograph(arguments.image)
    from core.explain.explainer import Explainer  # loads torch: after everything that may be wrong before
    from core.explain.query import Query
    from core.networks.files import load_model

    if wanted.settings:
        refuse_settings(wanted)
    model = load_model(arguments.model, device="auto")
    explainer = Explainer()
    target = _target(arguments, explainer, model, photograph)
    query = Query(photograph.id, model.id, method, target, _layer_of_map(arguments, method, model), params)
    if arguments.channel == ALL:
        _finish(arguments, *explain_all(explainer, model, photograph, query, str(arguments.image)))
    else:
        _answer(arguments, explainer, model, photograph, query, wanted, rendering)


def _answer(
    arguments: argparse.Namespace,
    explainer: Explainer,
    model: LoadedModel,
    photograph: Photograph,
    query: Query,
    wanted: Wanted,
    rendering: Rendering,
) -> None:
    """One map, with what is asked about it. Raises KeyboardInterrupt after all is written, where a part is missing."""
    edited = Edited.read(arguments.edits, model, photograph) if arguments.edits is not None else None
    explanation, is_interrupted = _explain(explainer, model, photograph, query, edited)
    summary = summarise(explanation, model, arguments.image)
    if edited is not None:
        summary["edits"] = edited.to_json(explainer.predict(model, photograph), model)
        photograph = edited.photograph
    done = Checked({}, {})
    if wanted.checks and not is_interrupted:
        done = make_checks(wanted, model, photograph, explanation, arguments.other)
        summary["checks"] = done.figures
    if arguments.regions:
        summary |= regions_of(explanation, model, rendering.regions)
    if arguments.overlay is not None:
        veil = done.veil(explanation, wanted.style)
        write_overlay(arguments.overlay, photograph.pixels, explanation, rendering, layers=model.layers, veil=veil)
    if arguments.check_maps is not None and done.maps:
        write_maps(arguments.check_maps, done.maps)
    if arguments.report is not None:
        prediction, checks = explainer.predict(model, photograph), done.figures
        write_report(
            arguments, photograph, model, prediction, explanation=explanation, rendering=rendering, checks=checks
        )
    _finish(arguments, summary, explanation.map)
    if is_interrupted:
        raise KeyboardInterrupt


def _rendering(arguments: argparse.Namespace) -> Rendering:
    from core.explain.rendering import RegionSettings, Rendering

    regions = read_settings(RegionSettings, arguments.region, "regions")
    return Rendering(is_region_view=arguments.regions, regions=regions)


def _finish(arguments: argparse.Namespace, summary: Mapping[str, Any], values: NDArray[np.float32]) -> None:
    """Write the raw values and the summary where they are wanted, and print the summary."""
    if arguments.map is not None:
        write_map(arguments.map, values)
    if arguments.json is not None:
        write_json(arguments.json, summary)
    print(json.dumps(summary, ensure_ascii=False))


def _explain(
    explainer: Explainer, model: LoadedModel, photograph: Photograph, query: Query, edited: Edited | None
) -> tuple[Explanation, bool]:
    """The map; after Ctrl-C what there is of it, where the method gives it piece by piece, and that it was so."""
    known: list[Explanation] = []
    try:
        with reported("Explaining") as report:
            if edited is not None:
                return edited.explain(explainer, query, report), False
            return explainer.explain(
                model, photograph, query, report=report, partial=lambda part: known.append(part)
            ), False
    except KeyboardInterrupt:
        if not known:
            raise
        print("interrupted: what is known of the map is kept, the rest of it is not a number", file=sys.stderr)
        return known[-1], True


def parse_method(name: str) -> Method:
    """The method of that name. Raises ExplainError naming those that there are."""
    known = [method.value for method in Method]
    if name not in known:
        hint = did_you_mean(name, known) or f"There is {', '.join(known)}."
        raise ExplainError(f"There is no method '{name}'.", hint)
    return Method(name)


def summarise(explanation: Explanation, model: LoadedModel, image: Path) -> dict[str, Any]:
    """What was explained and what came out, as JSON values."""
    import numpy as np

    query, values = explanation.query, explanation.map[np.isfinite(explanation.map)]
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
        "min": float(values.min()) if values.size else None,
        "max": float(values.max()) if values.size else None,
        "has_evidence": explanation.has_evidence,
        "is_partial": explanation.is_partial,
        "notes": list(explanation.notes),
    }


def _channel_summary(channel: ChannelTarget, query: Query) -> dict[str, Any]:
    return {"channel": channel.channel, "aggregate": channel.aggregate.value, "at": query.layer}


def _target(arguments: argparse.Namespace, explainer: Explainer, model: LoadedModel, photograph: Photograph) -> Target:
    if arguments.channel is not None:
        number = 0 if arguments.channel == ALL else arguments.channel
        return ChannelTarget(_layer(arguments, model), number, _aggregate(arguments.aggregate))
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
    if arguments.channel == ALL:
        check_options(arguments, method)
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


def _check_combinations(arguments: argparse.Namespace) -> None:
    if arguments.region and not arguments.regions:
        raise ExplainError("--region is a setting of --regions.", "Give --regions too.")
    if arguments.regions and arguments.null_band is not None:
        raise ExplainError("The overlay shows regions or the null band, not both.", "Leave one of them away.")
    if arguments.edits is not None and arguments.checks is not None:
        raise ExplainError("Checks are made of a photograph as it is.", "Leave --edits or --checks away.")
    if arguments.edits is not None and arguments.null_band is not None:
        raise ExplainError("A null band is that of a photograph as it is.", "Leave --edits or --null-band away.")


def _check_outputs(arguments: argparse.Namespace) -> None:
    """Refuse before computing what could not be written after it."""
    sources = [arguments.model, arguments.image, *arguments.other, *([arguments.edits] if arguments.edits else [])]
    outputs = [arguments.map, arguments.overlay, arguments.json, arguments.check_maps, arguments.report]
    for number, path in enumerate(outputs):
        if path is not None:
            refuse_overwriting(path, *sources)
            if path in outputs[:number]:
                raise FunduscopeError(f"'{path}' is named for two results.", "Name a file for each.")
    if arguments.check_maps is not None and arguments.check_maps.suffix.lower() != ".npz":
        raise FunduscopeError(
            f"The maps are written as .npz, but '{arguments.check_maps}' ends otherwise.", "End it in .npz."
        )
    if arguments.overlay is not None and arguments.overlay.suffix.lower() != ".png":
        raise FunduscopeError(
            f"The overlay is written as PNG, but '{arguments.overlay}' ends otherwise.", "End it in .png."
        )
    if arguments.map is not None and arguments.map.suffix.lower() != ".npy":
        raise FunduscopeError(f"The map is written as .npy, but '{arguments.map}' ends otherwise.", "End it in .npy.")
