"""Integrated gradients (Sundararajan, Taly and Yan, "Axiomatic Attribution for Deep Networks", ICML 2017).

The map of a pixel is the sum over colour channels of (input - baseline) times the mean gradient on the straight way
from the baseline to the input (equation 1), signed: it adds up to what the target gains on that way (completeness). The
mean is taken by Gauss-Legendre quadrature, as captum does, which needs far fewer steps than the sum of equation 3.
The steps are taken in an order that spreads them over the way, so that the mean of those done says early what the
whole may come to; it is given as partial.

Deviation: the paper starts from a black photograph; here the baseline is 0 after normalisation unless chosen otherwise,
since pixels as dark as the baseline get nothing, and dark lesions are what one looks for in a fundus.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.explain.batches import in_batches
from core.explain.case import Case, Finding
from core.explain.fills import baseline
from core.explain.input_x_gradient import sum_of_channels
from core.explain.params import IntegratedGradientsParams
from core.explain.passes import gradients, values
from core.explain.query import Query

TOLERATED_GAP = 0.05
"""What may be missing of the target's gain, as a share of it, before the map says so."""


def integrated_gradients(case: Case, query: Query) -> Finding:
    """The map on the network's input. A forward and a backward pass a step."""
    params = query.params_as(IntegratedGradientsParams)
    start = baseline(case, params.baseline)
    nodes, weights = (values[spread(params.steps)] for values in np.polynomial.legendre.leggauss(params.steps))

    def evaluate(part: range) -> Tensor:
        places = _column((nodes[part.start : part.stop] + 1) / 2, case.image)
        found = gradients(case, start + places * (case.image - start), query.target)[1]
        return (found * _column(weights[part.start : part.stop] / 2, case.image)).sum(0, keepdim=True)

    total = torch.zeros_like(case.image)
    batches = in_batches(params.steps, evaluate, device=case.image.device, token=case.token, report=case.report)
    for part, summed in batches:
        total += summed
        if part.stop < params.steps:
            share = float(weights[: part.stop].sum() / 2)
            case.partial(Finding(sum_of_channels((case.image - start) * total / share), is_partial=True))
    map_ = sum_of_channels((case.image - start) * total)
    return Finding(map_, notes=_gap_note(case, query, start, float(map_.sum(dtype=np.float64))))


def spread(count: int) -> NDArray[np.int64]:
    """The numbers 0 to `count` - 1 so that those before any place lie spread over all: by the mirror image of bits."""
    width = max(1, (count - 1).bit_length())
    return np.array(sorted(range(count), key=lambda number: int(f"{number:0{width}b}"[::-1], 2)), np.int64)


@torch.no_grad()
def _gap_note(case: Case, query: Query, start: Tensor, total: float) -> tuple[str, ...]:
    """Completeness is the paper's own check of how many steps are enough (section 5)."""
    gain = float(case.forward.value(query.target).detach() - values(case, start, query.target)[0])
    if abs(total - gain) <= TOLERATED_GAP * abs(gain) + 1e-6:
        return ()
    return (f"The map adds up to {total:.4g} where the target gains {gain:.4g}: more steps would bring them together.",)


def _column(numbers: NDArray[np.float64], like: Tensor) -> Tensor:
    return torch.as_tensor(numbers, dtype=like.dtype, device=like.device).reshape(-1, 1, 1, 1)
