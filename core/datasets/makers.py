"""Preparing photographs in processes of their own: some decoders hold Python's lock. Spawned, never forked."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from core.datasets.identity import read_pixels
from core.datasets.samples import Sample
from core.errors import DatasetError
from core.images.preparation import Preparation
from core.synthesis.writing.workers import live_with_parent, without_interrupts

WORTHWHILE = 64
"""So many photographs are made in threads first: starting processes takes as long as a few dozen take to be made."""


class Makers:
    """Makes prepared photographs; may be used from many threads, each of which waits for its own.

    With more than one worker the photographs after the first WORTHWHILE ones are made in as many processes. They end
    with the `with` block, and with the program, also when it is killed.
    """

    def __init__(self, preparation: Preparation, *, workers: int) -> None:
        self._preparation = preparation
        self._workers = workers
        self._lock = threading.Lock()
        self._made = 0
        self._pool: ProcessPoolExecutor | None = None

    def make(self, sample: Sample) -> NDArray[np.uint8]:
        """The prepared pixels (h, w, 3) uint8 RGB. Raises FunduscopeError."""
        pool = self._processes()
        if pool is None:
            return _prepared(sample, self._preparation)
        try:
            with self._lock, without_interrupts():  # the first call starts the processes
                future = pool.submit(_prepared, sample, self._preparation)
            return future.result()
        except BrokenProcessPool as error:
            raise DatasetError(
                "A process that prepares photographs was ended from outside.",
                "Memory may be short: lower 'workers' in [machine].",
            ) from error

    def close(self) -> None:
        """End the processes; others are started if more is asked for."""
        with self._lock:
            pool, self._pool, self._made = self._pool, None, 0
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Makers:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def _processes(self) -> ProcessPoolExecutor | None:
        with self._lock:
            self._made += 1
            if self._workers < 2 or self._made <= WORTHWHILE:
                return None
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=live_with_parent)
            return self._pool


def _prepared(sample: Sample, preparation: Preparation) -> NDArray[np.uint8]:
    pixels, _to_photograph = preparation.apply_to_pixels(read_pixels(sample))
    return pixels
