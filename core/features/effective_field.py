"""The effective receptive field: what of what it can see a unit does depend on.

Luo, Li, Urtasun and Zemel 2016, "Understanding the Effective Receptive Field in Deep Convolutional Neural Networks",
section 3: the gradient of a unit in the middle, averaged over many signals that are sent back from it. A pixel belongs
to the field where it has more than 4.55 % of what the strongest has, and the field's side is the root of their number.
Where they use random inputs, this is the photograph that one looks at.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.explain.capture import captured
from core.explain.scalar import channels
from core.jobs import CancelToken
from core.networks.layers import LayerTable
from core.networks.loaded import LoadedModel

SIGNALS = 16
THRESHOLD = 1 - 0.9545


def mean_gradient(
    model: LoadedModel, name: str, image: Tensor, *, signals: int = SIGNALS, token: CancelToken | None = None
) -> NDArray[np.float32]:
    """How much the middle unit of a layer depends on each pixel of the input: float32 (height, width), not below 0.

    `image` is the network's input (1, 3, height, width). Each signal has a random value for every channel of that
    position (one seed, so the same each time); of the gradients the mean magnitude over colours and signals counts.
    Raises ExplainError for a layer that is not there, Cancelled once the token says so.
    """
    layer, token = model.layers[name], token or CancelToken()
    middle = layer.shape[1] // 2 * layer.shape[2] + layer.shape[2] // 2
    generator = torch.Generator().manual_seed(0)
    given = image.detach().clone().requires_grad_()
    with torch.enable_grad():
        with captured(model.module, LayerTable((layer,), model.layers.input_size), token) as outputs:
            model.module(given.clone())
        unit = channels(outputs[name], layer)[0, :, middle]
        total = torch.zeros_like(given[0, 0])
        for _ in range(signals):
            token.check()
            signal = torch.randn(unit.shape, generator=generator).to(unit)
            (gradient,) = torch.autograd.grad(unit, [given], signal, retain_graph=True)
            total += gradient[0].abs().mean(0)
    found: NDArray[np.float32] = (total / signals).float().cpu().numpy().copy()
    return found


def effective_size(gradient: NDArray[np.float32]) -> tuple[float, float]:
    """(height, width) of the field in pixels of the input, by how far the pixels that count reach in each direction.

    The area is that of the pixels that count, the proportions those of their spread. (0, 0) where no pixel does.
    """
    largest = float(gradient.max(initial=0))
    if not largest > 0:
        return 0.0, 0.0
    rows, columns = np.nonzero(gradient > THRESHOLD * largest)
    area = float(len(rows))
    spread = rows.std() + 0.29, columns.std() + 0.29  # a single pixel has a width as well
    ratio = float(np.sqrt(spread[0] / spread[1]))
    side = area**0.5
    return side * ratio, side / ratio
