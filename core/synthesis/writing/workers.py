"""Rendering in several processes, with the results in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

import cv2

from core.errors import SynthesisError
from core.jobs import CancelToken

T = TypeVar("T")
MOST_WORKERS = 256
_AHEAD = 3
"""Results that may wait, for each process: enough that none stands still, few enough to hold in memory."""
_LOOK_S = 0.1


def results(task: Callable[[int], T], count: int, *, workers: int, token: CancelToken) -> Generator[T, None, None]:
    """`task(0)` to `task(count - 1)`, in order; with more than one worker in as many new processes.

    `task` is pickled once for each process. Processes are spawned, never forked, for the program has threads. They end
    with this generator, also when it is closed early, and with the program, also when it is killed. Raises what a task
    raises, `Cancelled` once the token says so, and SynthesisError where a process ends before its work is done.
    """
    workers = min(workers, count)
    if workers == 1:
        for index in range(count):
            token.check()
            yield task(index)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(task,))
    try:
        yield from _in_order(pool, count, workers * _AHEAD, token)
    except BrokenProcessPool as error:
        raise SynthesisError(
            "A process that renders was ended from outside.", "Memory may be short: use fewer workers."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, count: int, ahead: int, token: CancelToken) -> Iterator[Any]:
    waiting: deque[Future[Any]] = deque()
    for index in range(count):
        with without_interrupts():  # the first call starts the processes
            waiting.append(pool.submit(_run, index))
        if len(waiting) >= ahead:
            yield _result_of(waiting.popleft(), token)
    while waiting:
        yield _result_of(waiting.popleft(), token)


def _result_of(future: Future[Any], token: CancelToken) -> Any:
    while True:
        token.check()
        try:
            return future.result(_LOOK_S)
        except TimeoutError:
            if future.done():
                return future.result()


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Processes started here don't get Ctrl-C: it is for the program, which ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Process:
    """What a rendering process keeps between tasks."""

    task: Callable[[int], Any]


def _begin(task: Callable[[int], Any]) -> None:
    live_with_parent()
    _Process.task = staticmethod(task)


def live_with_parent() -> None:
    """In a new process: leave Ctrl-C to the program, end when that ends, and take one processor."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    cv2.setNumThreads(1)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(index: int) -> Any:
    return _Process.task(index)
