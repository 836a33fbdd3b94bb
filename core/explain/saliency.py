"""Gradient saliency (Simonyan, Vedaldi and Zisserman, "Deep Inside Convolutional Networks", ICLR workshop 2014).

The map of a pixel is the maximum over colour channels of the absolute gradient of the target (section 3.1). For a
channel of an inner layer the gradient is that of its strongest unit, or of the sum of its units (Kalmeijer, section
3.2.1). The input is what the network reads, so the gradient is that with respect to normalised colour.

The strongest units of all channels of a layer can be had at once: for each only what it sees is computed
(`core.explain.windows.channels`). They are kept in the case; the map of one of these channels then costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from core.errors import ExplainError
from core.explain.case import Case, Finding
from core.explain.changes import Part
from core.explain.query import Query
from core.explain.targets import Aggregate, ChannelTarget
from core.explain.windows.channels import channel_gradients

Floats = NDArray[np.float32]
MOST_BYTES = 1 << 30
"""Where every unit sees everything the maps of all channels may take more than a machine has."""
KEPT_BYTES = 128 << 20
"""Maps of a whole layer that take more are not kept for the next question."""


@dataclass(frozen=True, slots=True, eq=False)
class Fields:
    """Maps of all channels of a layer, as far as they can be other than 0.

    `parts` say where the `values` (float32, (h, w) of the part) of each channel lie in its map.
    """

    parts: tuple[Part, ...]
    values: tuple[Floats, ...]

    @staticmethod
    def whole(maps: Floats) -> Fields:
        """Those of maps (channels, h, w) that may be other than 0 everywhere."""
        return Fields((Part(0, 0, maps.shape[1], maps.shape[2]),) * len(maps), tuple(maps))

    @property
    def nbytes(self) -> int:
        """What the values take in memory."""
        return sum(values.nbytes for values in self.values)

    def laid(self, channel: int, shape: tuple[int, int]) -> Floats:
        """The map of `shape` of one channel: a new array."""
        found, part = np.zeros(shape, np.float32), self.parts[channel]
        found[part.top : part.bottom, part.left : part.right] = self.values[channel]
        return found


def saliency(case: Case, query: Query) -> Finding:
    """The map on the network's input: not below 0. One backward pass on the graph that is kept.

    None for a channel whose layer was looked at as a whole before.
    """
    target = query.target
    known = case.fields.get(_key(query, target)) if isinstance(target, ChannelTarget) else None
    if known is not None and isinstance(target, ChannelTarget):
        return Finding(known.laid(target.channel, (int(case.image.shape[2]), int(case.image.shape[3]))))
    gradient = case.forward.input_gradient(target, token=case.token)
    return Finding(strongest_channel(gradient))


def channel_fields(case: Case, query: Query) -> Fields:
    """For each channel of the layer of `query`'s target the map of its strongest unit, within what that sees.

    Raises ExplainError where the target is no maximum of a channel, Cancelled once the case's token is cancelled.
    """
    target = query.target
    if not isinstance(target, ChannelTarget) or target.aggregate is not Aggregate.MAX:
        raise ExplainError("Only the strongest unit of a channel sees a part.", "Take the maximum of a channel.")
    key = _key(query, target)
    known = case.fields.get(key)
    if known is not None:
        return known
    gradients = channel_gradients(case, target.layer, range(_count(case, target.layer)))
    seen = [(each.part, strongest_channel(each.gradient[None])) for each in gradients]
    fields = Fields(tuple(part for part, _values in seen), tuple(values for _part, values in seen))
    if fields.nbytes <= KEPT_BYTES:
        case.fields.put(key, fields)
    return fields


def _count(case: Case, name: str) -> int:
    """How many channels the layer has. Raises ExplainError where their maps would take too much memory."""
    layer, sides = case.forward.layers[name], (int(case.image.shape[2]), int(case.image.shape[3]))
    count = layer.shape[0]
    seen = sides if layer.is_global else [min(pair) for pair in zip(layer.receptive_field, sides, strict=True)]
    size = 4 * count * seen[0] * seen[1]
    if size > MOST_BYTES:
        raise ExplainError(
            f"What the {count} channels of '{name}' see takes {size / 2**30:.1f} GiB.",
            "Choose an earlier layer, whose units see less, or explain single channels.",
        )
    return count


def strongest_channel(gradient: Tensor) -> Floats:
    """The maximum over channels of the absolute values of (1, c, h, w): float32 (h, w)."""
    values: Floats = gradient[0].detach().abs().amax(0).float().cpu().numpy()
    return values


def _key(query: Query, target: ChannelTarget) -> tuple[object, ...]:
    return query.image, query.model, target.layer, target.aggregate
