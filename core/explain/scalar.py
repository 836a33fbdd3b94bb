"""From the answer of a network to the one number that is explained, with the graph that leads to it."""

from __future__ import annotations

import torch
from torch import Tensor

from core.evaluation.grading import REFERABLE_FROM
from core.explain.targets import (
    Aggregate,
    BoundaryTarget,
    ChannelTarget,
    ClassTarget,
    ExpectedGradeTarget,
    MarginTarget,
    ProbabilityTarget,
    ReferableTarget,
    ScoreTarget,
)
from core.networks.layers import Layer, Layout


def score(logits: Tensor, target: ScoreTarget) -> Tensor:
    """The number that `target` means for each row of `logits` (n, classes): (n,), differentiable."""
    match target:
        case ClassTarget(index):
            return logits[:, index]
        case ProbabilityTarget(index):
            return logits.softmax(1)[:, index]
        case MarginTarget(index, other):
            return logits[:, index] - logits[:, other]
        case BoundaryTarget(lower):
            return _log_odds(logits, lower + 1)
        case ReferableTarget():
            return _log_odds(logits, REFERABLE_FROM)
        case ExpectedGradeTarget():
            grades = torch.arange(logits.shape[1], dtype=logits.dtype, device=logits.device)
            return (logits.softmax(1) * grades).sum(1)


def activation(output: Tensor, layer: Layer, target: ChannelTarget) -> Tensor:
    """The number that `target` means for each of the n outputs of `layer`: (n,), differentiable.

    Of several units that are equally strong the first counts, so that the gradient is that of one unit.
    """
    units = channels(output, layer)[:, target.channel]
    if target.aggregate is Aggregate.SUM:
        return units.sum(1)
    return units.gather(1, units.argmax(1, keepdim=True))[:, 0]


def channels(output: Tensor, layer: Layer) -> Tensor:
    """The output of a layer for n inputs, or its gradient, as (n, channels, positions); class tokens are left out."""
    if layer.layout is Layout.CHANNELS_FIRST:
        return output.flatten(2)
    if layer.layout is Layout.CHANNELS_LAST:
        return output.flatten(1, 2).transpose(1, 2)
    return output[:, layer.prefix_tokens :].transpose(1, 2)


def _log_odds(logits: Tensor, first: int) -> Tensor:
    """log(P(class >= first) / P(class < first)), without ever computing a probability that rounds to 0 or 1."""
    return logits[:, first:].logsumexp(1) - logits[:, :first].logsumexp(1)
