"""Several networks that answer as one: a network like any other, with their layers as its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor, nn

from core.networks.ensemble_arguments import Ensemble, Rule, View
from core.networks.layers import LayerTable

SMALLEST = 1e-12
"""Probabilities below are counted as this: their logarithm must be a number."""
TURNED: dict[View, tuple[int, ...]] = {
    View.PLAIN: (),
    View.MIRRORED: (3,),
    View.UPSIDE_DOWN: (2,),
    View.TURNED: (2, 3),
}


class EnsembleNetwork(nn.Module):
    """Takes (n, 3, height, width) in the ensemble's normalisation; gives (n, classes) logits.

    Their softmax is what the rule says: for means the mean, for a vote the shares of the votes. A vote has no gradient;
    that of the mean probabilities stands in for it, so that it can be explained.
    """

    scale: Tensor
    shift: Tensor
    weights: Tensor

    def __init__(self, ensemble: Ensemble, members: Sequence[nn.Module], class_count: int) -> None:
        super().__init__()
        self.rule = ensemble.rule
        self.views = tuple(sorted(ensemble.views, key=lambda view: view is not View.PLAIN))
        self.members = nn.ModuleList(members)
        shape = (len(members), 1, 3, 1, 1)
        self.register_buffer("scale", _tensor([each.scale for each in ensemble.members], shape), persistent=False)
        self.register_buffer("shift", _tensor([each.shift for each in ensemble.members], shape), persistent=False)
        weights = [each.weights * class_count if len(each.weights) == 1 else each.weights for each in ensemble.members]
        self.register_buffer("weights", _tensor(weights, (len(members), 1, class_count)), persistent=False)
        if ensemble.rule is Rule.STACKING:
            self.combine = nn.Linear(len(members) * class_count, class_count)

    def forward(self, images: Tensor) -> Tensor:
        """The logits of the ensemble."""
        return self.joined(self.said(images))

    def said(self, images: Tensor) -> Tensor:
        """The members' log-probabilities, averaged over the views as probabilities: (members, n, classes)."""
        answers = []
        for member, scale, shift in zip(self.members, self.scale, self.shift, strict=True):
            seen = images * scale + shift
            views = [member(seen.flip(TURNED[view]) if TURNED[view] else seen).log_softmax(1) for view in self.views]
            answers.append(views[0] if len(views) == 1 else _mean_of(torch.stack(views)))
        return torch.stack(answers)

    def upright(self, layers: LayerTable) -> LayerTable:
        """The layers where members look at the photograph as it is, the first view of them.

        What they give for the others lies mirrored or upside down: a map of it would be drawn on the wrong places.
        """
        calls = Counter(layer.module_name for layer in layers)
        kept = []
        for layer in layers:
            last = max(1, calls[layer.module_name] // len(self.views))
            if layer.call <= last:
                name = layer.module_name if layer.call == last else f"{layer.module_name}@{layer.call}"
                kept.append(replace(layer, name=name))
        return LayerTable(tuple(kept), layers.input_size)

    def joined(self, said: Tensor) -> Tensor:
        """The logits (n, classes) of the members' log-probabilities (members, n, classes)."""
        match self.rule:
            case Rule.MEAN_LOGITS:
                return said.mean(0)
            case Rule.STACKING:
                answer: Tensor = self.combine(said.transpose(0, 1).flatten(1))
                return answer
            case Rule.MEAN_PROBABILITIES:
                return self._weighted(said)
            case Rule.VOTE:
                soft = self._weighted(said)
                # The value is that of the vote, the gradient that of the mean.
                return self._votes(said) + (soft - soft.detach())

    def _weighted(self, said: Tensor) -> Tensor:
        shares = self.weights / self.weights.sum(0, keepdim=True).clamp(min=SMALLEST)
        return (said + shares.clamp(min=SMALLEST).log()).logsumexp(0)

    def _votes(self, said: Tensor) -> Tensor:
        chosen = said.argmax(2)
        ballots = nn.functional.one_hot(chosen, said.shape[2]).to(said.dtype)
        # Less than a vote, and most for the class of the member that counts most.
        strength = self.weights.mean(2)[:, :, None]
        order = (strength.flatten().argsort().argsort().to(said.dtype) + 1)[:, None, None]
        tie_break = (ballots * 2.0**order).sum(0) / 2.0 ** (len(self.members) + 2)
        return (ballots.sum(0) + tie_break).clamp(min=SMALLEST).log()


def _mean_of(logarithms: Tensor) -> Tensor:
    return logarithms.logsumexp(0) - torch.log(torch.tensor(float(len(logarithms))))


def _tensor(values: Sequence[Sequence[float]], shape: tuple[int, ...]) -> Tensor:
    return torch.tensor(values, dtype=torch.float32, device="cpu").reshape(shape)
