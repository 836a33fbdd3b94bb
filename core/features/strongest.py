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
from core.explain.units import receptive_box
from core.features.followers import followers_of
from core.features.passfile import PassFile
from core.features.tops import Tops
from core.features.units import Strongest
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
    tops = Tops(layers, followers_of(model.module, layers, model.device), count, batch=batch, device=model.device)
    kept = PassFile(state, _fingerprint(model, paths, layers, count)) if state is not None else None
    looked, left_out = _restored(kept, tops)
    unsaved = 0
    done = len(looked) + len(left_out)
    for group in _prepared(model, paths, done, batch, token):
        ready = [(place, each) for place, each in group if not isinstance(each, ImageError)]
        left_out |= {place: str(each) for place, each in group if isinstance(each, ImageError)}
        if ready:
            _look(model, tops, ready, token)
            looked |= {place: each.looked for place, each in ready}
        done, unsaved = done + len(group), unsaved + len(group)
        if kept is not None and (unsaved >= SAVE_EVERY or done == len(paths)):
            kept.save(tops.state(), looked, left_out)
            unsaved = 0
        progress(Progress(done, len(paths), "looking for the strongest"))
    if not looked:
        raise ImageError("No photograph could be read.", next(iter(left_out.values()), ""))
    return StrongestUnits(model.id, tuple(paths), tops.results(), looked, left_out)


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


def _look(model: LoadedModel, tops: Tops, ready: Sequence[tuple[int, _Ready]], token: CancelToken) -> None:
    images = ready_for(model.device, torch.from_numpy(np.stack([each.values for _place, each in ready])))

    def see(layer: Layer, _part: nn.Module, _given: Tensor | None, output: Tensor) -> None:
        tops.see(layer, output)

    with torch.inference_mode(), seen_outputs(model.module, tops.leading, see, token):
        model.module(images)
    tops.merge([place for place, _each in ready])


def ready_for(device: torch.device, images: Tensor) -> Tensor:
    """Images (n, 3, h, w) on the device; for the CPU in the order in memory in which convolutions are fastest.

    With the channels of a position beside each other SqueezeNet takes half of the time.
    """
    images = images.to(device)
    return images.contiguous(memory_format=torch.channels_last) if device.type == "cpu" else images


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


def _restored(kept: PassFile | None, tops: Tops) -> tuple[dict[int, Looked], dict[int, str]]:
    found = kept.load() if kept is not None else None
    if kept is None or found is None:
        return {}, {}
    if not tops.restore(found.arrays):
        raise FunduscopeError(f"'{kept.path}' is damaged.", "Delete it: the photographs are then looked at anew.")
    looked = {
        place: Looked(ImageId(image), Affine(*geometry), *size) for place, image, geometry, size in found.photographs
    }
    return looked, dict(found.left_out)
