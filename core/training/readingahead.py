"""The batches of a training as they are read while it computes, and what becomes of photographs that go meanwhile."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from pathlib import Path

from core.jobs import CancelToken
from core.training.data import Batch, Photographs, prefetched, read_batch
from core.training.observer import Observer

_LOOK_S = 0.2


class SourceGoneError(Exception):
    """The folder or file of the photographs is not there any more."""


class Reader:
    """Reads ahead, with so many `workers`. `lost` says, by place, why a photograph cannot be read any more."""

    def __init__(
        self, photographs: Photographs, *, workers: int, is_pinned: bool, observer: Observer, token: CancelToken
    ) -> None:
        self._photographs = photographs
        self._workers = workers
        self._is_pinned = is_pinned
        self._observer = observer
        self._token = token
        self.lost: dict[int, str] = {}

    def read(self, batches: Sequence[tuple[int, ...]]) -> Generator[Batch, None, None]:
        """The batches, given as places in the data set. Close it to stop reading."""

        def read(places: tuple[int, ...]) -> Batch:
            return read_batch(self._photographs, places, is_pinned=self._is_pinned)

        return prefetched(read, batches, workers=self._workers)

    def lose(self, batch: Batch) -> None:
        """Count and name the photographs that cannot be read any more, each once. Raises SourceGoneError for all."""
        if self._gone():
            raise SourceGoneError(next(iter(batch.lost.values())))
        for place, error in batch.lost.items():
            if place not in self.lost:
                name = self._photographs.names([place])[0]
                self.lost[place] = f"{name}: {error}"
                self._observer.said(f"Cannot be read any more and is left out ({len(self.lost)}): {self.lost[place]}")

    def wait(self, error: SourceGoneError) -> None:
        """Until what is gone is there again. Raises Cancelled once the token says so."""
        what = ", ".join(f"'{place}'" for place in self._gone()) or "The place of the photographs"
        self._observer.waits(f"Waiting: {what} is gone. Bring it back: the training goes on by itself. ({error})")
        while self._gone():
            self._token.check()
            time.sleep(_LOOK_S)
        self._observer.waits("")

    def _gone(self) -> list[Path]:
        """The folders and files of photographs that are not there."""
        return [place for place in self._photographs.places if not place.exists()]
