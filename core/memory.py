"""Keeps freed memory for the next computation instead of giving it back to the system after every layer.

A pass through a network allocates and frees tensors of megabytes by the hundred. The C library of Linux maps each one
anew by default, and the first touch of every page costs more than some of the layers. Elsewhere nothing is changed.
"""

import ctypes
import sys

_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -2, -3, -8
LARGEST_KEPT_BYTES = 32 << 20
"""The largest block that glibc takes from its heap (HEAP_MAX_SIZE / 2 in its malloc.c)."""
KEPT_AT_THE_TOP_BYTES = 512 << 20
GROWTH_BYTES = 64 << 20


def keep_freed_memory() -> bool:
    """Set this up for the process, before it starts threads. Returns whether the C library knows how."""
    library = _glibc()
    if library is None:
        return False
    settings = (
        # One heap for all threads: those of other threads are too small to hold a pass.
        (_M_ARENA_MAX, 1),
        (_M_MMAP_THRESHOLD, LARGEST_KEPT_BYTES),
        (_M_TRIM_THRESHOLD, KEPT_AT_THE_TOP_BYTES),
        (_M_TOP_PAD, GROWTH_BYTES),
    )
    return all(library.mallopt(name, value) == 1 for name, value in settings)


def give_back_freed_memory() -> None:
    """Return what is kept to the system: for the moment after a large model went, or a long pause."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
