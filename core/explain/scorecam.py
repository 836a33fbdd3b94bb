"""Score-CAM (Wang et al., "Score-CAM: Score-Weighted Visual Explanations for CNNs", CVPR workshops 2020).

Each channel of the layer, enlarged to the input's size and scaled to 0..1, dims the input; the more of the target
remains, the more the channel counts: the map is `relu(sum_k w_k A_k)` with `w` the softmax over channels of the
target's values (algorithm 1). No gradient is used, and one pass through the network is needed a channel.

The baseline that the paper subtracts is the same for all channels, so the softmax does not see it. Channels are
enlarged bilinearly with the corners of cells aligned, as everywhere here; pytorch-grad-cam aligns their centres. A
channel that is the same everywhere dims the input to zero.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from core.explain.batches import in_batches
from core.explain.case import Case
from core.explain.forward_pass import by_channel
from core.explain.gradcam import on_grids, weighted_sum
from core.explain.passes import values
from core.explain.query import Query
from core.jobs import Progress


@torch.no_grad()
def score_cam(case: Case, query: Query, names: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """The maps of the named layers: float32 (h, w), not below 0, raw. As many passes as there are channels."""
    counts = [case.forward.layers[name].shape[0] for name in names]
    maps: dict[str, Tensor] = {}
    for number, name in enumerate(names):
        layer = case.forward.layers[name]
        activations = by_channel(case.forward.outputs[name].detach(), layer)
        scores = _scores(case, query, activations.reshape(layer.shape), sum(counts[:number]), sum(counts))
        maps[name] = torch.relu(weighted_sum(activations, scores.softmax(0)))
    return on_grids(case.forward, maps)


def masks(activations: Tensor, size: tuple[int, int]) -> Tensor:
    """Channels (n, h, w) enlarged to `size` and each scaled to 0..1: (n, 1, *size). Constant ones become 0."""
    enlarged = functional.interpolate(activations[:, None], size, mode="bilinear", align_corners=False)
    low, high = enlarged.amin((2, 3), keepdim=True), enlarged.amax((2, 3), keepdim=True)
    return torch.where(high > low, (enlarged - low) / (high - low), 0.0)


def _scores(case: Case, query: Query, activations: Tensor, done: int, total: int) -> Tensor:
    size = (int(case.image.shape[2]), int(case.image.shape[3]))

    def evaluate(part: range) -> Tensor:
        dimmed = case.image * masks(activations[part.start : part.stop], size)
        return values(case, dimmed, query.target)

    batches = in_batches(
        len(activations),
        evaluate,
        device=case.image.device,
        token=case.token,
        report=lambda progress: case.report(Progress(done + progress.done, total)),
    )
    return torch.cat([found for _part, found in batches])
