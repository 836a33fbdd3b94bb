"""Gradient saliency (Simonyan, Vedaldi and Zisserman, "Deep Inside Convolutional Networks", ICLR workshop 2014).

The map of a pixel is the maximum over colour channels of the absolute gradient of the target (section 3.1). For a
channel of an inner layer the gradient is that of its strongest unit, or of the sum of its units (Kalmeijer, section
3.2.1). The input is what the network reads, so the gradient is that with respect to normalised colour.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from core.explain.case import Case, Finding
from core.explain.query import Query


def saliency(case: Case, query: Query) -> Finding:
    """The map on the network's input: not below 0. One backward pass on the graph that is kept."""
    gradient = case.forward.input_gradient(query.target, token=case.token)
    return Finding(strongest_channel(gradient))


def strongest_channel(gradient: Tensor) -> NDArray[np.float32]:
    """The maximum over channels of the absolute values of (1, c, h, w): float32 (h, w)."""
    values: NDArray[np.float32] = gradient[0].detach().abs().amax(0).float().cpu().numpy()
    return values
