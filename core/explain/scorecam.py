"""Score-CAM (Wang et al., "Score-CAM: Score-Weighted Visual Explanations for CNNs", CVPR workshops 2020).

Each channel of the layer, enlarged to the input's size and scaled to 0..1, dims the input; the more of the target
remains, the more the channel counts: the map is `relu(sum_k w_k A_k)` with `w` the softmax over channels of the
target's values (algorithm 1). No gradient is used, and one pass through the network is needed a channel.

The baseline that the paper subtracts is the same for all channels, so the softmax does not see it. Channels are
enlarged bilinearly with the corners of cells aligned, as everywhere here; pytorch-grad-cam aligns their centres. A
channel that is the same everywhere dims the input to zero.

Channels are taken from the most active to the least. The map of those that are done, weighted by their softmax alone,
is given as partial.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from core.explain.batches import in_batches
from core.explain.case import Case, Finding, no_partial
from core.explain.forward_pass import by_channel
from core.explain.gradcam import on_grids, weighted_sum
from core.explain.passes import values
from core.explain.query import Query
from core.jobs import Progress


@torch.no_grad()
def score_cam(case: Case, query: Query, names: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """The maps of the named layers: float32 (h, w), not below 0, raw. As many passes as there are channels.

    Where one layer is asked for, what is known of its map is given as partial.
    """
    counts = [case.forward.layers[name].shape[0] for name in names]
    maps: dict[str, Tensor] = {}
    for number, name in enumerate(names):
        layer = case.forward.layers[name]
        activations = by_channel(case.forward.outputs[name].detach(), layer)
        scoring = _Scoring(case, query, name, activations.reshape(layer.shape), is_alone=len(names) == 1)
        maps[name] = _map(activations, scoring.run(sum(counts[:number]), sum(counts)))
    return on_grids(case.forward, maps)


def _map(activations: Tensor, scores: Tensor) -> Tensor:
    return torch.relu(weighted_sum(activations, scores.softmax(0)))


def masks(activations: Tensor, size: tuple[int, int]) -> Tensor:
    """Channels (n, h, w) enlarged to `size` and each scaled to 0..1: (n, 1, *size). Constant ones become 0."""
    enlarged = functional.interpolate(activations[:, None], size, mode="bilinear", align_corners=False)
    low, high = enlarged.amin((2, 3), keepdim=True), enlarged.amax((2, 3), keepdim=True)
    return torch.where(high > low, (enlarged - low) / (high - low), 0.0)


class _Scoring:
    """The target's value for each channel of one layer, the most active channels first."""

    def __init__(self, case: Case, query: Query, name: str, activations: Tensor, *, is_alone: bool) -> None:
        self._case, self._query, self._name, self._activations = case, query, name, activations
        self._order = activations.amax((1, 2)).argsort(descending=True, stable=True)
        self._is_watched = is_alone and case.partial is not no_partial
        self._scores = torch.full_like(activations[:, 0, 0], -torch.inf)

    def run(self, done: int, total: int) -> Tensor:
        """The values, (channels,). `done` of `total` channels are those of layers before."""
        case = self._case
        batches = in_batches(
            len(self._order),
            self._evaluate,
            device=case.image.device,
            token=case.token,
            report=lambda progress: case.report(Progress(done + progress.done, total)),
        )
        for part, found in batches:
            self._scores[self._order[part.start : part.stop]] = found.to(self._scores)
            if self._is_watched and part.stop < len(self._order):
                self._show()
        return self._scores

    def _evaluate(self, part: range) -> Tensor:
        size = (int(self._case.image.shape[2]), int(self._case.image.shape[3]))
        chosen = self._activations[self._order[part.start : part.stop]]
        return values(self._case, self._case.image * masks(chosen, size), self._query.target)

    def _show(self) -> None:
        """Those that are not known yet weigh nothing: the softmax of minus infinity."""
        forward = self._case.forward
        map_ = _map(self._activations.flatten(1), self._scores)
        (found,) = on_grids(forward, {self._name: map_}).values()
        self._case.partial(Finding(found, forward.layers[self._name].to_input, is_partial=True))
