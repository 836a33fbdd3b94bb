"""Input x gradient (Shrikumar et al., "Not Just a Black Box", arXiv:1605.01713, 2016).

The map of a pixel is the sum over colour channels of value times gradient, in the units of the target: what a network
that were linear here would owe to the pixel's colour, counted from 0 after normalisation. Signed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from core.explain.case import Case, Finding
from core.explain.query import Query


def input_x_gradient(case: Case, query: Query) -> Finding:
    """The map on the network's input. One backward pass on the graph that is kept."""
    gradient = case.forward.input_gradient(query.target, token=case.token)
    return Finding(sum_of_channels(case.image * gradient))


def sum_of_channels(values: Tensor) -> NDArray[np.float32]:
    """The sum over channels of (1, c, h, w): float32 (h, w)."""
    summed: NDArray[np.float32] = values[0].detach().sum(0).float().cpu().numpy()
    return summed
