"""Many inputs through a network, as many at a time as fit into memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from core.errors import ExplainError
from core.jobs import CancelToken, Progress, ProgressReport

LARGEST = {"cpu": 8, "cuda": 64}
"""Inputs in a batch to begin with, by kind of device. On the CPU 16 are slower than 8 (EfficientNet: 34 ms, 25 ms)."""


def in_batches(
    count: int,
    evaluate: Callable[[range], Tensor],
    *,
    device: torch.device,
    token: CancelToken,
    report: ProgressReport,
) -> Iterator[tuple[range, Tensor]]:
    """`evaluate` called for consecutive ranges that together are 0 to `count`, each with what it gave.

    Where a batch does not fit into memory its half is tried. Raises ExplainError where not even one fits, Cancelled
    once `token` is cancelled.
    """
    size, start = LARGEST.get(device.type, LARGEST["cpu"]), 0
    while start < count:
        token.check()
        part = range(start, min(count, start + size))
        values = _try(evaluate, part)
        if values is None:
            size = _halved(len(part))
            continue
        start = part.stop
        report(Progress(start, count))
        yield part, values


def is_out_of_memory(error: BaseException) -> bool:
    """Whether `error` says that memory ran out, on whichever device."""
    if isinstance(error, (MemoryError, torch.OutOfMemoryError)):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in _OUT_OF_MEMORY)


_OUT_OF_MEMORY = ("not enough memory", "can't allocate memory", "out of memory", "CUDNN_STATUS_ALLOC_FAILED")


def _try(evaluate: Callable[[range], Tensor], part: range) -> Tensor | None:
    try:
        return evaluate(part)
    except (MemoryError, RuntimeError) as error:
        if not is_out_of_memory(error):
            raise
    # Outside of the except block, where the traceback no longer holds the tensors of the batch.
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return None


def _halved(size: int) -> int:
    if size <= 1:
        raise ExplainError(
            "Not even one pass through the network fits into memory.",
            "Close other programs, or use a smaller input or another device.",
        )
    return size // 2
