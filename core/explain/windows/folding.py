"""Operations made fewer: batch normalisation taken into weights, functions and pooling made one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import torch

from core.explain.windows.operations import (
    Convolution,
    Curve,
    Node,
    Scaling,
    targets,
)


def _uses(nodes: Sequence[Node], output: int) -> Counter[int]:
    uses = Counter(source for node in nodes for source in node.sources)
    uses[output] += 1
    return uses


def folded(nodes: Sequence[Node], output: int, dtype: torch.dtype) -> list[Node]:
    """Batch normalisation taken into the convolution before it, where nothing else looks at that."""
    uses, found = _uses(nodes, output), dict[int, Node]()
    for node in nodes:
        before = found.get(node.sources[0]) if isinstance(node, Scaling) else None
        if isinstance(node, Scaling) and isinstance(before, Convolution) and uses[before.target] == 1:
            del found[before.target]
            found[node.target] = _scaled(before, node)
        elif isinstance(node, Scaling):
            found[node.target] = replace(node, factor=node.factor.to(dtype), summand=node.summand.to(dtype))
        else:
            found[targets(node)[0]] = node
    return list(found.values())


def _scaled(convolution: Convolution, scaling: Scaling) -> Convolution:
    weight = convolution.weight
    factor, summand = scaling.factor, scaling.summand.reshape(-1)
    if convolution.bias is not None:
        summand = summand + convolution.bias.double() * factor.reshape(-1)
    scaled = (weight.double() * factor.reshape(-1, 1, 1, 1)).to(weight.dtype)
    return replace(
        convolution,
        target=scaling.target,
        weight=scaled.contiguous(memory_format=torch.channels_last),
        bias=summand.to(weight.dtype),
    )


def joined(nodes: Sequence[Node], output: int) -> list[Node]:
    """Functions cell by cell that follow one another, and the pooling behind them, made one."""
    uses, found = _uses(nodes, output), dict[int, Node]()
    for node in nodes:
        before = found.get(node.sources[0]) if isinstance(node, Curve) else None
        if (
            isinstance(node, Curve)
            and isinstance(before, Curve)
            and before.pooling is None
            and uses[before.target] == 1
        ):
            del found[before.target]
            functions = before.functions + node.functions
            found[node.target] = Curve(before.sources, node.target, functions, node.pooling)
        else:
            found[targets(node)[0]] = node
    return list(found.values())
