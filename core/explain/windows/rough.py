"""A first look in half the digits: differences tolerate it, since their rounding is that of the difference.

On processors that multiply in bfloat16 it takes half of the time, and less on GPUs. Where they do not it is not taken.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache

import torch
from torch import Tensor
from torch.nn import functional

from core.explain.windows.graph import Graph, Node
from core.explain.windows.operations import Convolution, FullyConnected

ROUGH = torch.bfloat16
"""As many digits as a first look needs, and the range of single precision, so that nothing overflows."""
FEWEST_CHANNELS = 16
"""Convolutions of fewer channels take no longer than laying their input out anew."""
WORTHWHILE = 1.5
"""How many times faster it must be."""
RUNS = 8


def roughened(graph: Graph) -> Graph:
    """The same graph, whose convolutions and fully connected layers compute changes in the shorter type."""
    return Graph(tuple(_roughened(node) for node in graph.nodes), graph.output, graph.likes)


def _roughened(node: Node) -> Node:
    if isinstance(node, Convolution) and node.groups == 1 and node.weight.shape[1] >= FEWEST_CHANNELS:
        return replace(node, rough=node.weight.to(ROUGH).contiguous(memory_format=torch.channels_last))
    return replace(node, rough=node.weight.to(ROUGH).contiguous()) if isinstance(node, FullyConnected) else node


@cache
def is_faster(device: torch.device) -> bool:
    """Whether a convolution in the shorter type is faster on this device by a good deal: measured once."""
    values = torch.zeros((8, 128, 14, 14), device=device).contiguous(memory_format=torch.channels_last)
    weight = torch.zeros((128, 128, 3, 3), device=device).contiguous(memory_format=torch.channels_last)
    kinds = ((values, weight), (values.to(ROUGH), weight.to(ROUGH)))
    # By turns and the least of some runs, since others use the machine too.
    whole, short = zip(*([_seconds(*kind) for kind in kinds] for _ in range(RUNS)), strict=True)
    return bool(min(whole) > WORTHWHILE * min(short))


@torch.no_grad()
def _seconds(values: Tensor, weight: Tensor) -> float:
    _wait(values.device)
    started = time.perf_counter()
    functional.conv2d(values, weight, padding=1)
    _wait(values.device)
    return time.perf_counter() - started


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
