"""A graphics card that fails in the middle of a job: the driver was reset, the machine slept, the cable came loose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import FunduscopeError

_FAILED = ("CUDA error", "CUDNN_STATUS_", "CUBLAS_STATUS_", "CUSOLVER_STATUS_", "HIP error", "MPS backend")
_SHORT_OF_MEMORY = ("out of memory", "_ALLOC_FAILED")


class DeviceError(FunduscopeError):
    """The device on which networks are computed failed."""


def is_device_failure(error: BaseException) -> bool:
    """Whether `error` says that the device failed, and not merely that its memory is too small."""
    text = str(error)
    return (
        isinstance(error, RuntimeError)
        and any(words in text for words in _FAILED)
        and not any(words in text for words in _SHORT_OF_MEMORY)
    )


@contextmanager
def device_failures_in_words() -> Iterator[None]:
    """Let a failing device be said as a DeviceError; everything else passes. A decorator too."""
    try:
        yield
    except RuntimeError as error:
        if not is_device_failure(error):
            raise
        first = str(error).strip().splitlines()[0].rstrip(".")
        raise DeviceError(
            f"The graphics card failed in the middle of this: {first}.",
            "What was finished before is kept. Start the program again; where it happens again, update the card's "
            "driver or compute on the processor.",
        ) from error
