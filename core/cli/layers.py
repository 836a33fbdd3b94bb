"""List every layer of a model that can be explained.

With --json: a list of objects with name, type, shape [channels, height, width], receptive_field and stride (pixels of
the network's input; the larger side), receptive_field_hw and stride_hw [height, width], and global: whether something
on the way mixes all positions, so that each cell sees the whole input. Each name is that of a module; where one is
called several times it is its last call, and --calls lists the others as well, as name@1, name@2, ...
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.networks.layers import Layer

NAME = "layers"
COLUMNS = ("layer", "type", "shape", "receptive field", "stride")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", metavar="MODEL", type=Path, help="a model file")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument("--calls", action="store_true", help="also the earlier calls of modules that are called again")


def run(arguments: argparse.Namespace) -> None:
    """Print the layers on stdout, in the order in which the network computes them."""
    from core.networks.files import load_model

    table = [
        layer for layer in load_model(arguments.model).layers if arguments.calls or layer.name == layer.module_name
    ]
    if arguments.json:
        lines = [json.dumps(describe(layer), ensure_ascii=False) for layer in table]
        print("[\n" + ",\n".join(lines) + "\n]")
    else:
        print(aligned([COLUMNS, *(_row(layer) for layer in table)]))


def describe(layer: Layer) -> dict[str, Any]:
    """A layer as JSON values; sizes are pixels of the network's input."""
    field = [int(size) for size in layer.receptive_field]
    stride = [_plain(size) for size in layer.stride]
    return {
        "name": layer.name,
        "type": layer.type,
        "shape": [int(size) for size in layer.shape],
        "receptive_field": max(field),
        "receptive_field_hw": field,
        "stride": max(stride),
        "stride_hw": stride,
        "global": bool(layer.is_global),
    }


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else float(number)


def _row(layer: Layer) -> tuple[str, ...]:
    field = "all" if layer.is_global else _by(layer.receptive_field)
    return layer.name, layer.type, _by(layer.shape), field, _by(layer.stride)


def _by(sizes: tuple[float, ...]) -> str:
    return "x".join(f"{size:g}" for size in sizes)


def aligned(rows: list[tuple[str, ...]]) -> str:
    """A table of plain text, its columns as wide as their longest cell."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)
