"""The strongest units so far of every channel of all layers, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from core.explain.scalar import channels
from core.features.followers import Follower, turned_channels
from core.features.units import NOBODY, Strongest
from core.networks.layers import Layer, LayerTable

_MANY = 0.5
"""Where more of the maps than this share hold a unit that counts, all are searched for where it is."""


class Tops:
    """A row a channel of every layer that leads, and one more for each whose weakest unit matters.

    All outputs of a batch are taken in by :meth:`see`, one layer after the other; then :meth:`merge` counts them in.
    `values`, `photographs` and `positions` are (rows, count) tensors: what a pass is gone on with.
    """

    def __init__(
        self, layers: LayerTable, followers: Mapping[str, Follower], count: int, *, batch: int, device: torch.device
    ) -> None:
        self._layers = layers
        self._followers = followers
        self.leading = LayerTable(tuple(layer for layer in layers if layer.name not in followers), layers.input_size)
        self._turned: dict[str, tuple[int, ...]] = {}
        self._rows: dict[str, slice] = {}
        total = 0
        for layer in self.leading:
            self._turned[layer.name] = turned_channels(layer, tuple(followers.values()))
            rows = layer.shape[0] + len(self._turned[layer.name])
            self._rows[layer.name] = slice(total, total + rows)
            total += rows
        self.values = torch.full((total, count), -torch.inf, device=device)
        self.photographs = torch.full((total, count), NOBODY, dtype=torch.int32, device=device)
        self.positions = torch.zeros((total, count), dtype=torch.int32, device=device)
        self._best = torch.empty((batch, total), device=device)
        self._where = torch.zeros((batch, total), dtype=torch.int32, device=device)
        self._worst = self.values[:, -1].clone()

    def see(self, layer: Layer, output: Tensor) -> None:
        """Take in the output of a leading layer for a batch of photographs."""
        rows, turned = self._rows[layer.name], self._turned[layer.name]
        units = channels(output, layer)
        count, plain = len(units), slice(rows.start, rows.start + layer.shape[0])
        if _is_channel_by_channel(output):
            # One look finds the strongest units and where they are.
            best, where = functional.max_pool2d(output, output.shape[2:], return_indices=True)
            self._best[:count, plain] = best[:, :, 0, 0]
            self._where[:count, plain] = where[:, :, 0, 0].to(torch.int32)
        else:
            self._take(units, plain, count)
        if turned:
            self._take(units[:, list(turned)].neg(), slice(plain.stop, rows.stop), count)

    def _take(self, units: Tensor, rows: slice, count: int) -> None:
        best = self._best[:count, rows]
        best.copy_(units.amax(2))
        # Where in the map the unit is matters for those alone that are among the strongest.
        _find(units, best > self._worst[rows], self._where[:count, rows])

    def merge(self, places: Sequence[int]) -> None:
        """Count in what was seen of the photographs at `places`, which come after all before."""
        count = len(places)
        best = self._best[:count]
        rising = (best > self._worst).any(0).nonzero()[:, 0]
        if not len(rising):
            return
        numbers = torch.tensor(list(places), dtype=torch.int32, device=best.device).expand(len(rising), -1)
        values = torch.cat((self.values[rising], best[:, rising].T), 1)
        order = values.argsort(stable=True, dim=1, descending=True)[:, : self.values.shape[1]]
        self.values[rising] = values.gather(1, order)
        for table, new in ((self.photographs, numbers), (self.positions, self._where[:count, rising].T)):
            table[rising] = torch.cat((table[rising], new), 1).gather(1, order)
        self._worst = self.values[:, -1].clone()

    def results(self) -> dict[str, Strongest]:
        """What is known of every layer, also of those that follow."""
        return {layer.name: self._result(layer) for layer in self._layers}

    def _result(self, layer: Layer) -> Strongest:
        follower = self._followers.get(layer.name, Follower(layer.name))
        first, turned = self._rows[follower.leader].start, self._turned[follower.leader]
        is_turned = follower.is_turned(layer.shape[0])
        rows = np.arange(layer.shape[0])
        for place, channel in enumerate(turned):
            if is_turned[channel]:
                rows[channel] = layer.shape[0] + place
        rows += first
        values = self.values.cpu().numpy()[rows]
        signs = np.where(is_turned, np.float32(-1), np.float32(1))[:, None]
        positions, width = self.positions.cpu().numpy()[rows], layer.shape[2]
        found = Strongest(
            follower.of(np.where(np.isinf(values), values, signs * values)),
            self.photographs.cpu().numpy()[rows],
            (positions // width).astype(np.int32),
            (positions % width).astype(np.int32),
        )
        for array in (found.values, found.photographs, found.rows, found.columns):
            array.flags.writeable = False
        return found

    def state(self) -> dict[str, NDArray[np.generic]]:
        """What is known, to be written down."""
        return {name: table.cpu().numpy() for name, table in self._tables().items()}

    def restore(self, arrays: Mapping[str, NDArray[np.generic]]) -> bool:
        """Take over what was written down; False where it does not fit, and nothing is taken."""
        tables = self._tables()
        if any(name not in arrays or arrays[name].shape != tuple(table.shape) for name, table in tables.items()):
            return False
        for name, table in tables.items():
            table.copy_(torch.from_numpy(np.ascontiguousarray(arrays[name])))
        self._worst = self.values[:, -1].clone()
        return True

    def _tables(self) -> dict[str, Tensor]:
        return {"values": self.values, "photographs": self.photographs, "positions": self.positions}


def _is_channel_by_channel(output: Tensor) -> bool:
    """Whether the channels of a position lie beside each other in memory, as (n, c, h, w) says otherwise."""
    is_plain = output.dim() != 4 or output.device.type != "cpu" or output.dtype is not torch.float32
    return not is_plain and not output.is_contiguous() and output.is_contiguous(memory_format=torch.channels_last)


def _find(units: Tensor, is_wanted: Tensor, where: Tensor) -> None:
    """Write into `where` (n, channels) where the strongest unit is of each map that is wanted; the others stay."""
    if units.device.type == "cpu" and units.dtype is torch.float32:
        # NumPy's search takes a tenth of the time that torch's takes.
        at, maps, places = is_wanted.numpy().nonzero(), units.numpy(), where.numpy()
        if len(at[0]) > _MANY * is_wanted.numel():
            places[:] = maps.argmax(2)
        elif len(at[0]):
            places[at] = maps[at].argmax(1)
        return
    here = is_wanted.nonzero(as_tuple=True)
    where[here] = units[here].argmax(1).to(torch.int32)
