"""A cache that is bounded in bytes and may be read from any thread."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class ByteCache(Generic[Key, Value]):
    """Forgets what was not asked for the longest as soon as the values together weigh more than `limit_bytes`.

    A value that alone exceeds the limit is kept until the next one comes: it was wanted a moment ago.
    """

    def __init__(self, limit_bytes: int, weigh: Callable[[Value], int]) -> None:
        self._limit_bytes = limit_bytes
        self._weigh = weigh
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        """The value of `key`, which thereby counts as asked for; None where it is not there."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, key: Key, value: Value) -> None:
        """Keep `value`; older ones go where there is no room."""
        weight = self._weigh(value)
        with self._lock:
            if key in self._values:
                self._bytes -= self._values.pop(key)[1]
            self._values[key] = (value, weight)
            self._bytes += weight
            while self._bytes > self._limit_bytes and len(self._values) > 1:
                self._bytes -= self._values.popitem(last=False)[1][1]

    def drop(self, unwanted: Callable[[Key], bool]) -> None:
        """Forget every key for which `unwanted` is true."""
        with self._lock:
            for key in [key for key in self._values if unwanted(key)]:
                self._bytes -= self._values.pop(key)[1]

    @property
    def bytes(self) -> int:
        """What the values weigh together."""
        with self._lock:
            return self._bytes

    def __len__(self) -> int:
        with self._lock:
            return len(self._values)
