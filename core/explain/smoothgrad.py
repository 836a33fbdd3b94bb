"""SmoothGrad (Smilkov et al., "SmoothGrad: removing noise by adding noise", arXiv:1706.03825, 2017).

The mean of the target's gradients at noisy copies of the input; the map is its maximum over colour channels in absolute
value, as in saliency. The noise is normal, its standard deviation a share of the range of the input's values (section
3.1). Each copy's noise follows from the seed and the copy's number alone, so that neither the size of batches nor the
machine changes it.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from core.explain.batches import in_batches
from core.explain.case import Case, Finding
from core.explain.params import SmoothGradParams
from core.explain.passes import gradients
from core.explain.query import Query
from core.explain.saliency import strongest_channel


def smooth_grad(case: Case, query: Query) -> Finding:
    """The map on the network's input, not below 0. Two passes a sample; the mean so far is given as partial."""
    params = query.params_as(SmoothGradParams)
    deviation = params.noise * float(case.image.max() - case.image.min())

    def evaluate(part: range) -> Tensor:
        noise = torch.cat([sample_noise(params.seed, number, case.image) for number in part])
        return gradients(case, case.image + deviation * noise, query.target)[1].sum(0, keepdim=True)

    total = torch.zeros_like(case.image)
    for part, summed in in_batches(
        params.samples, evaluate, device=case.image.device, token=case.token, report=case.report
    ):
        total += summed
        if part.stop < params.samples:
            case.partial(Finding(strongest_channel(total / part.stop), is_partial=True))
    return Finding(strongest_channel(total / params.samples))


def sample_noise(seed: int, number: int, like: Tensor) -> Tensor:
    """Standard normal noise of the shape of `like` (1, c, h, w), on its device and in its precision."""
    generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, number])))
    noise = generator.standard_normal(tuple(like.shape), dtype=np.float32)
    return torch.from_numpy(noise).to(like)
