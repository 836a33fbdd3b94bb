"""The photographs that excite each channel of a network most, found in one pass over them for all layers at once.

Kalmeijer 2016, section 4.3: for every feature the nine photographs with the strongest unit, and where that unit is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from core.errors import ExplainError, FunduscopeError, ImageError
from core.explain.capture import seen_outputs
from core.explain.sampling import Box
from core.explain.scalar import channels
from core.explain.units import receptive_box
from core.features.followers import followers_of, limited
from core.features.passfile import PassFile
from core.features.units import NOBODY, Strongest
from core.images.geometry import Affine
from core.images.photograph import ImageId
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.card import ModelId
from core.networks.layers import Layer, LayerTable
from core.networks.loaded import LoadedModel

COUNT = 9
BATCH = 8
READERS = 2
SAVE_EVERY = 256
"""After so many photographs what is known is written, so that a pass that is killed goes on there."""


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """Where a photograph lies in the network's input: what is needed to find a unit's field on it again."""

    image: ImageId
    to_photograph: Affine
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class StrongestUnits:
    """What a pass found. `layers` maps a layer's name to its units, `looked` a photograph's place to its geometry.

    `left_out` says of each photograph that could not be read why.
    """

    model: ModelId
    paths: tuple[Path, ...]
    layers: Mapping[str, Strongest]
    looked: Mapping[int, Looked]
    left_out: Mapping[int, str]

    def field(self, layer: Layer, input_size: tuple[int, int], channel: int, rank: int) -> Box:
        """The receptive field of a unit on its photograph, (left, top, right, bottom) in pixels, within it."""
        found = self.layers[layer.name]
        looked = self.looked[int(found.photographs[channel, rank])]
        cell = int(found.rows[channel, rank]), int(found.columns[channel, rank])
        left, top, right, bottom = looked.to_photograph.bounds(input_size[1], input_size[0])
        seen = max(left, 0.0), max(top, 0.0), min(right, float(looked.width)), min(bottom, float(looked.height))
        return receptive_box(layer, cell, looked.to_photograph, seen)


def find_strongest(
    model: LoadedModel,
    paths: Sequence[Path],
    names: Sequence[str] = (),
    *,
    count: int = COUNT,
    batch: int = BATCH,
    state: Path | None = None,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> StrongestUnits:
    """The strongest units of every channel of the layers `names` (none: of all) over the photographs `paths`.

    Memory does not grow with the number of photographs but for a few bytes each. `state` is a file in which the pass
    is kept: it goes on where it was killed or cancelled, and a finished one is read in a moment. Raises ExplainError
    for a layer that is not there, ImageError where no photograph can be read, Cancelled once the token says so.
    """
    token = token or CancelToken()
    if not paths:
        raise ImageError("There is no photograph to look at.", "Open a folder of photographs first.")
    if count < 1:
        raise ExplainError(f"{count} photographs a channel are none.", "Ask for one or more.")
    layers = LayerTable(tuple(model.layers[name] for name in names) or tuple(model.layers), model.layers.input_size)
    followers = followers_of(model.module, layers, model.device)
    leading = LayerTable(tuple(layer for layer in layers if layer.name not in followers), layers.input_size)
    tops = {layer.name: _Top(layer, count, model.device) for layer in leading}
    kept = PassFile(state, _fingerprint(model, paths, layers, count)) if state is not None else None
    looked, left_out = _restored(kept, tops)
    unsaved = 0
    done = len(looked) + len(left_out)
    for group in _prepared(model, paths, done, batch, token):
        ready = [(place, each) for place, each in group if not isinstance(each, ImageError)]
        left_out |= {place: str(each) for place, each in group if isinstance(each, ImageError)}
        if ready:
            _look(model, leading, tops, ready, token)
            looked |= {place: each.looked for place, each in ready}
        done, unsaved = done + len(group), unsaved + len(group)
        if kept is not None and (unsaved >= SAVE_EVERY or done == len(paths)):
            kept.save(_saved(tops), looked, left_out)
            unsaved = 0
        progress(Progress(done, len(paths), "looking for the strongest"))
    if not looked:
        raise ImageError("No photograph could be read.", next(iter(left_out.values()), ""))
    results = {name: top.result() for name, top in tops.items()}
    for name, (leader, limits) in followers.items():
        results[name] = limited(results[leader], limits)
    return StrongestUnits(model.id, tuple(paths), {name: results[name] for name in layers.names}, looked, left_out)


class _Top:
    """The strongest units so far of every channel of one layer."""

    def __init__(self, layer: Layer, count: int, device: torch.device) -> None:
        self._layer = layer
        size = (layer.shape[0], count)
        self.values = torch.full(size, -torch.inf, device=device)
        self.photographs = torch.full(size, NOBODY, dtype=torch.int32, device=device)
        self.positions = torch.zeros(size, dtype=torch.int32, device=device)

    def see(self, output: Tensor, places: Tensor) -> None:
        """Take in the outputs for the photographs at `places`, which come after all before."""
        units = channels(output, self._layer)
        best = units.amax(2).float()
        # Where in the map the unit is matters for those few that are among the strongest.
        is_among = best > self.values[:, -1]
        rising = is_among.any(0).nonzero()[:, 0]
        if not len(rising):
            return
        positions = torch.zeros_like(best, dtype=torch.int32)
        pictures, numbers = is_among.nonzero(as_tuple=True)
        positions[pictures, numbers] = units[pictures, numbers].argmax(1).to(torch.int32)
        values = torch.cat((self.values[rising], best[:, rising].T), 1)
        order = values.argsort(stable=True, dim=1, descending=True)[:, : self.values.shape[1]]
        photographs = torch.cat((self.photographs[rising], places.expand(len(rising), -1)), 1)
        self.values[rising] = values.gather(1, order)
        self.photographs[rising] = photographs.gather(1, order)
        self.positions[rising] = torch.cat((self.positions[rising], positions[:, rising].T), 1).gather(1, order)

    def result(self) -> Strongest:
        """What is known, as arrays."""
        positions = self.positions.cpu().numpy()
        width = self._layer.shape[2]
        found = Strongest(
            self.values.cpu().numpy().copy(),
            self.photographs.cpu().numpy().copy(),
            (positions // width).astype(np.int32),
            (positions % width).astype(np.int32),
        )
        for array in (found.values, found.photographs, found.rows, found.columns):
            array.flags.writeable = False
        return found


@dataclass(frozen=True, slots=True, eq=False)
class _Ready:
    values: NDArray[np.float32]
    looked: Looked


def _prepared(
    model: LoadedModel, paths: Sequence[Path], start: int, batch: int, token: CancelToken
) -> Iterator[list[tuple[int, _Ready | ImageError]]]:
    """The photographs from place `start` on in groups, read and prepared ahead in threads."""
    rest = iter(enumerate(paths[start:], start))

    def prepare(path: Path) -> _Ready:
        photograph = read_photograph(path)
        prepared = model.card.preparation.apply(photograph.pixels)
        looked = Looked(photograph.id, prepared.to_photograph, photograph.width, photograph.height)
        return _Ready(prepared.values, looked)

    with ThreadPoolExecutor(READERS) as pool:

        def ask(count: int) -> list[tuple[int, Future[_Ready]]]:
            return [(place, pool.submit(prepare, path)) for place, path in islice(rest, count)]

        try:
            waiting = ask(2 * batch)
            while waiting:
                token.check()
                now, waiting = waiting[:batch], waiting[batch:]
                group = [(place, _outcome(future)) for place, future in now]
                waiting += ask(len(now))
                yield group
        finally:
            pool.shutdown(cancel_futures=True)


def _outcome(future: Future[_Ready]) -> _Ready | ImageError:
    try:
        return future.result()
    except ImageError as error:
        return error


def _look(
    model: LoadedModel,
    layers: LayerTable,
    tops: Mapping[str, _Top],
    ready: Sequence[tuple[int, _Ready | ImageError]],
    token: CancelToken,
) -> None:
    given = [(place, each) for place, each in ready if isinstance(each, _Ready)]
    images = torch.from_numpy(np.stack([each.values for _place, each in given])).to(model.device)
    places = torch.tensor([place for place, _each in given], dtype=torch.int32, device=model.device)

    def see(layer: Layer, _part: nn.Module, _given: Tensor | None, output: Tensor) -> None:
        tops[layer.name].see(output, places)

    with torch.inference_mode(), seen_outputs(model.module, layers, see, token):
        model.module(images)


def _fingerprint(model: LoadedModel, paths: Sequence[Path], layers: LayerTable, count: int) -> str:
    """What tells one pass from another: the model, the photographs as they are now, the layers."""
    digest = hashlib.sha256(f"{model.id} {count} {' '.join(layers.names)}".encode())
    for path in paths:
        try:
            facts = path.stat()
        except OSError:
            digest.update(f"\n{path} gone".encode("utf-8", "surrogateescape"))
        else:
            digest.update(f"\n{path} {facts.st_size} {facts.st_mtime_ns}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _saved(tops: Mapping[str, _Top]) -> dict[str, NDArray[np.generic]]:
    arrays: dict[str, NDArray[np.generic]] = {}
    for number, top in enumerate(tops.values()):
        arrays[f"values_{number}"] = top.values.cpu().numpy()
        arrays[f"photographs_{number}"] = top.photographs.cpu().numpy()
        arrays[f"positions_{number}"] = top.positions.cpu().numpy()
    return arrays


def _restored(kept: PassFile | None, tops: Mapping[str, _Top]) -> tuple[dict[int, Looked], dict[int, str]]:
    found = kept.load() if kept is not None else None
    if found is None:
        return {}, {}
    for number, top in enumerate(tops.values()):
        for name in ("values", "photographs", "positions"):
            array = found.arrays.get(f"{name}_{number}")
            target: Tensor = getattr(top, name)
            if array is None or array.shape != tuple(target.shape):
                raise FunduscopeError(
                    f"'{kept.path if kept else ''}' is damaged.", "Delete it: the photographs are then looked at anew."
                )
            target.copy_(torch.from_numpy(array.astype(target.cpu().numpy().dtype)))
    looked = {
        place: Looked(ImageId(image), Affine(*geometry), *size) for place, image, geometry, size in found.photographs
    }
    return looked, dict(found.left_out)
