"""The maps of all channels of a layer at once: one sweep of occlusion, or for each what its strongest unit sees.

What is computed is kept in the case, in bounded memory: the map of any single channel then costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.errors import ExplainError
from core.explain.case import Case
from core.explain.method import Method
from core.explain.occlusion import channel_maps, occlusion
from core.explain.query import Query
from core.explain.saliency import MOST_BYTES, Fields, channel_fields
from core.explain.targets import Aggregate, ChannelTarget
from core.images.geometry import IDENTITY, Affine


@dataclass(frozen=True, slots=True, eq=False)
class ChannelMaps:
    """The maps of all channels, each the one that the same query has for that channel.

    `shape` (h, w) is that of a map; `to_input` takes its points to points of the network's input. `fields` hold of each
    channel what of its map can be other than 0.
    """

    shape: tuple[int, int]
    fields: Fields
    to_input: Affine = IDENTITY
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.fields.values)

    @property
    def peaks(self) -> NDArray[np.float32]:
        """The largest value of each map, (channels,); of signed maps the one that is farthest from 0."""
        found = [values.flat[np.abs(values).argmax()] if values.size else 0.0 for values in self.fields.values]
        return np.array(found, np.float32)

    def map_of(self, channel: int) -> NDArray[np.float32]:
        """The map of one channel: float32 (h, w), raw."""
        return self.fields.laid(channel, self.shape)

    def stacked(self) -> NDArray[np.float32]:
        """All maps: float32 (channels, h, w). Raises ExplainError where that is more than a gigabyte."""
        count = len(self) * self.shape[0] * self.shape[1] * 4
        if count > MOST_BYTES:
            raise ExplainError(
                f"{len(self)} maps of {self.shape[1]} x {self.shape[0]} values take {count / 2**30:.1f} GiB.",
                "Ask for single channels, or for a layer with fewer of them.",
            )
        return np.stack([self.map_of(channel) for channel in range(len(self))])


def all_channels(case: Case, query: Query) -> ChannelMaps:
    """The maps of all channels of the layer of `query`'s target, for occlusion and for saliency.

    Raises ExplainError where the method, its parameters or the target are others than these, Cancelled once the case's
    token is cancelled.
    """
    check_all_channels(query)
    if query.method is Method.OCCLUSION:
        maps = channel_maps(case, query)
        finding = occlusion(case, query)  # from the sweep that is kept
        shape = int(maps.shape[1]), int(maps.shape[2])
        return ChannelMaps(shape, Fields.whole(maps), finding.to_input, finding.notes)
    fields = channel_fields(case, query)
    return ChannelMaps((int(case.image.shape[2]), int(case.image.shape[3])), fields)


def check_all_channels(query: Query) -> None:
    """Raise ExplainError where there is no map of all channels at once for `query`."""
    target = query.target
    if query.method not in (Method.OCCLUSION, Method.SALIENCY):
        raise ExplainError(
            f"'{query.method}' has no map of all channels at once.", "Choose occlusion, or saliency of their maxima."
        )
    if not isinstance(target, ChannelTarget):
        raise ExplainError("All channels are those of a layer, and none is explained.", "Choose a channel of a layer.")
    if query.method is Method.SALIENCY and target.aggregate is not Aggregate.MAX:
        raise ExplainError(
            "The saliency of sums over channels takes a whole backward pass each.", "Take the channels' maxima."
        )


def of_channel(query: Query, channel: int) -> Query:
    """The same query about another channel of its layer."""
    if not isinstance(query.target, ChannelTarget):
        raise TypeError(query.target)
    return replace(query, target=replace(query.target, channel=channel))
