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
    search = _Search(model, paths, names, count, batch, state)
    search.restore()
    try:
        for group in _prepared(model, paths, search.done, batch, token):
            search.look(group, token)
            progress(Progress(search.done, len(paths), "looking for the strongest"))
    finally:
        search.save()
    return search.result()


def recall_strongest(
    model: LoadedModel, paths: Sequence[Path], names: Sequence[str] = (), *, count: int = COUNT, state: Path
) -> StrongestUnits | None:
    """What a finished pass found that is kept in the file `state`; looks at no photograph.

    None where it is not finished, of another model, or where a photograph has changed since.
    """
    search = _Search(model, paths, names, count, 1, state)
    search.restore()
    return search.result() if paths and search.done == len(paths) and search.looked else None


class _Search:
    """A pass: what is found so far, and the file in which it is kept."""

    def __init__(
        self,
        model: LoadedModel,
        paths: Sequence[Path],
        names: Sequence[str],
        count: int,
        batch: int,
        state: Path | None,
    ) -> None:
        if count < 1:
            raise ExplainError(f"{count} photographs a channel are none.", "Ask for one or more.")
        layers = LayerTable(tuple(model.layers[name] for name in names) or tuple(model.layers), model.layers.input_size)
        self._model, self._paths, self._layers = model, paths, layers
        followers = followers_of(model.module, layers, model.device)
        self._tops = Tops(layers, followers, count, batch=batch, device=model.device)
        self._kept = None
        if state is not None:
            mark = _fingerprint(model, paths, layers, count)
            self._kept = PassFile(state, mark, model=model.id, model_file=str(model.path))
        self.looked: dict[int, Looked] = {}
        self.left_out: dict[int, str] = {}
        self._saved = 0

    @property
    def done(self) -> int:
        """How many photographs were looked at, also such as could not be read."""
        return len(self.looked) + len(self.left_out)

    def restore(self) -> None:
        """Go on with what is kept. Raises FunduscopeError where that is damaged."""
        found = self._kept.load() if self._kept is not None else None
        if self._kept is None or found is None:
            return
        if not self._tops.restore(found.arrays):
            raise FunduscopeError(
                f"'{self._kept.path}' is damaged.", "Delete it: the photographs are then looked at anew."
            )
        self.looked = {
            place: Looked(ImageId(image), Affine(*geometry), *size)
            for place, image, geometry, size in found.photographs
        }
        self.left_out = dict(found.left_out)
        self._saved = self.done

    def look(self, group: Sequence[tuple[int, _Ready | ImageError]], token: CancelToken) -> None:
        """Take in some more photographs."""
        ready = [(place, each) for place, each in group if not isinstance(each, ImageError)]
        if ready:
            _look(self._model, self._tops, ready, token)
            self.looked |= {place: each.looked for place, each in ready}
        self.left_out |= {place: str(each) for place, each in group if isinstance(each, ImageError)}
        if self.done - self._saved >= SAVE_EVERY:
            self.save()

    def save(self) -> None:
        """Write down what is known, where that is more than was written."""
        if self._kept is not None and self.done > self._saved:
            self._kept.save(self._tops.state(), self.looked, self.left_out)
            self._saved = self.done

    def result(self) -> StrongestUnits:
        """What was found. Raises ImageError where no photograph could be read."""
        if not self.looked:
            raise ImageError("No photograph could be read.", next(iter(self.left_out.values()), ""))
        return StrongestUnits(
            self._model.id, tuple(self._paths), self._tops.results(), dict(self.looked), dict(self.left_out)
        )


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
    """What tells one pass from another: the model, the photographs as they are now, the layers.

    Where the photographs lie makes no difference: a folder may be moved.
    """
    digest = hashlib.sha256(f"{model.id} {count} {' '.join(layers.names)}".encode())
    for path in paths:
        try:
            facts = path.stat()
        except OSError:
            digest.update(f"\n{path.name} gone".encode("utf-8", "surrogateescape"))
        else:
            digest.update(f"\n{path.name} {facts.st_size} {facts.st_mtime_ns}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
