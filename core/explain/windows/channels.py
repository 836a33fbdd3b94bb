"""Saliency by maximum of many channels of a layer: for each only what its strongest unit sees is computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.explain.case import Case
from core.explain.changes import Part
from core.explain.scalar import channels as units_of
from core.explain.targets import Aggregate, ChannelTarget
from core.explain.windows.following import followed
from core.explain.windows.recording import UnrecordableError
from core.explain.windows.units import Seen, Unit, Units
from core.jobs import Progress
from core.networks.layers import Layout

BATCH = 32


def strongest_units(case: Case, layer: str, channels: Sequence[int]) -> tuple[Unit, ...]:
    """The strongest unit of each channel; of several that are equally strong the first."""
    table = case.forward.layers[layer]
    numbers = units_of(case.forward.outputs[layer].detach(), table)[0].argmax(1).tolist()
    return tuple(Unit(channel, *divmod(numbers[channel], table.shape[2])) for channel in channels)


def channel_gradients(case: Case, layer: str, channels: Sequence[int]) -> Iterator[Seen]:
    """The gradient of each channel's strongest unit with respect to the part of the input that it sees, in order.

    Where every unit of the layer sees everything the part is the whole input, and a backward pass a channel is taken.
    Raises Cancelled once the case's token is cancelled.
    """
    units = strongest_units(case, layer, channels)
    view = _view(case, layer)
    seen = view.gradients(units, batch=BATCH, token=case.token) if view else _one_by_one(case, layer, units)
    for number, found in enumerate(seen, start=1):
        case.report(Progress(number, len(units)))
        yield found


def _view(case: Case, layer: str) -> Units | None:
    if case.forward.layers[layer].layout is not Layout.CHANNELS_FIRST:
        return None
    try:
        return Units(followed(case, layer), case.image)
    except UnrecordableError:
        return None


def _one_by_one(case: Case, layer: str, units: Sequence[Unit]) -> Iterator[Seen]:
    whole = Part(0, 0, int(case.image.shape[2]), int(case.image.shape[3]))
    for unit in units:
        target = ChannelTarget(layer, unit.channel, Aggregate.MAX)
        yield Seen(unit, whole, case.forward.input_gradient(target, token=case.token)[0])
