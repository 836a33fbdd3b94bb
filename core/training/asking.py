"""What a network that learns says of photographs that are held out; every device asks it about a share of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

import numpy as np
import torch
import torch.distributed as dist
from numpy.typing import NDArray
from torch import Tensor, nn

from core.jobs import CancelToken
from core.training.data import Batch, even_batches
from core.training.parts import Parts
from core.training.readingahead import Reader, SourceGoneError
from core.training.stepping import Stepper


class Asker:
    """Asks networks about photographs, `batch_size` at a time, not augmented."""

    def __init__(self, parts: Parts, stepper: Stepper, reader: Reader, *, batch_size: int, token: CancelToken) -> None:
        self._parts = parts
        self._stepper = stepper
        self._reader = reader
        self._batch_size = batch_size
        self._token = token

    def predict(self, module: nn.Module, places: Sequence[int], *, is_mixed: bool) -> NDArray[np.float64]:
        """Probabilities (n, classes) float64 of samples by `module`; nan for a photograph that cannot be read any more.

        Raises Cancelled once the token says so.
        """
        rank, world = self._parts.rank, self._parts.world
        padded = [*places, *places[: -len(places) % world]]
        batches = even_batches(padded[rank::world], self._batch_size)
        found: list[Tensor] = []
        module.eval()
        while len(found) < len(batches):
            try:
                with torch.inference_mode(), closing(self._reader.read(batches[len(found) :])) as reading:
                    found.extend(self._answers(module, reading, is_mixed=is_mixed))
            except SourceGoneError as error:
                self._reader.wait(error)
        own = torch.cat(found)
        if world == 1:
            return own.cpu().numpy()
        gathered = [torch.empty_like(own) for _device in range(world)]
        dist.all_gather(gathered, own)
        # (n, devices, classes): sample i is on device i % devices
        return torch.stack(gathered, 1).reshape(len(padded), -1)[: len(places)].cpu().numpy()

    def _answers(self, module: nn.Module, reading: Iterable[Batch], *, is_mixed: bool) -> Iterator[Tensor]:
        fabric, stepper = self._parts.fabric, self._stepper
        for batch in reading:
            if self._parts.world == 1:  # else one device would wait for the others' answers for ever
                self._token.check()
            if batch.lost:
                self._reader.lose(batch)
            with fabric.autocast() if is_mixed else torch.autocast(fabric.device.type, enabled=False):
                given = module(stepper.normalise(stepper.images(batch.pixels))).double().softmax(1)
            yield _with_gaps(given, batch) if batch.lost else given


def _with_gaps(given: Tensor, batch: Batch) -> Tensor:
    """The answers in the order that was asked for, nan where a photograph was lost."""
    whole = given.new_full((len(batch.rows) + len(batch.lost), given.shape[1]), math.nan)
    whole[list(batch.rows)] = given
    return whole
