"""Write the overlays of many photographs as PNG, and a table of what their maps come to.

Makes in the folder OUT a picture a photograph, figures.csv (probabilities, method, layer and figures of the map) and
export.json (with which settings). The same command again goes on where it was stopped. Names of files stay out of the
table and of the pictures' names unless --names is given: who has the photographs finds them by their SHA-256.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli.explain import parse_method
from core.cli.predict import find_all
from core.cli.progress import reported
from core.errors import ExplainError, ImageError
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from core.explain.params import params_type
from core.explain.targets import parse_target

NAME = "overlays"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", metavar="MODEL", type=Path, help="a model file")
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="photographs and folders of photographs")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="a new folder, or one to go on with")
    parser.add_argument("--method", metavar="M", default=Method.GRAD_CAM.value, help=", ".join(Method))
    parser.add_argument("--layer", metavar="L", help="of the maps; otherwise the one to look at first")
    parser.add_argument("--target", metavar="CLASS|INDEX", help="as of 'explain'; otherwise what is predicted of each")
    parser.add_argument("--param", metavar="k=v", action="append", default=[], help="a parameter of the method")
    parser.add_argument("--names", action="store_true", help="call pictures and lines by the names of the files")


def run(arguments: argparse.Namespace) -> None:
    """Export. Raises ImageError at the end where photographs were left out."""
    method = parse_method(arguments.method)
    params = params_type(method).parse(arguments.param)
    has_layer = CATALOGUE[method].has_layer
    if arguments.layer is not None and not has_layer:
        raise ExplainError(f"{CATALOGUE[method].title} explains at the network's input.", "Leave --layer away.")
    paths = find_all(arguments.paths)
    from core.networks.files import load_model
    from core.reports.overlays import TABLE, OverlayOrder, export_overlays

    model = load_model(arguments.model, device="auto")
    layer = (arguments.layer or model.layers.default.name) if has_layer else None
    target = parse_target(arguments.target, model.card.class_names) if arguments.target is not None else None
    order = OverlayOrder(method=method, params=params, layer=layer, target=target, are_names_shown=arguments.names)
    with reported("overlays") as progress:
        count = export_overlays(model, paths, arguments.out, order, progress=progress)
    kept = f", {count.kept} were there already" if count.kept else ""
    print(f"{count.written} overlays written{kept}; figures in {arguments.out / TABLE}")
    if count.left_out:
        raise ImageError(f"{count.left_out} of {len(paths)} photographs were left out; the table says why.")
