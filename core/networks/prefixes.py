"""Prefixes that wrappers put before the names of weights: DataParallel's `module.`, Lightning's `model.`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")

WRAPPERS = frozenset({"module", "model", "_orig_mod", "net", "network", "backbone", "encoder"})
"""The names under which wrappers keep the network that they wrap."""

NEARLY_ALL = 0.8


def strip_common(state: Mapping[str, Value]) -> dict[str, Value]:
    """The state without wrappers' prefixes that all of its names share, however many are stacked."""
    stripped = dict(state)
    while True:
        first = {name.partition(".")[0] for name in stripped}
        if len(first) != 1 or not first <= WRAPPERS or not all("." in name for name in stripped):
            return stripped
        stripped = {name.partition(".")[2]: value for name, value in stripped.items()}


def unwrappings(state: Mapping[str, Value]) -> Iterator[tuple[str, dict[str, Value]]]:
    """The state as it may be meant, with the prefix that was taken away: as it is, without one prefix, two.

    A prefix of any name is taken away where nearly all names have it; the others keep theirs, and give way where the
    same name arises twice.
    """
    current = dict(state)
    taken = ""
    yield taken, current
    while len(current) > 1:
        counts = Counter(name.partition(".")[0] for name in current if "." in name)
        prefix, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
        if count < NEARLY_ALL * len(current):
            return
        dotted = f"{prefix}."
        rest = {name: value for name, value in current.items() if not name.startswith(dotted)}
        inner = {name.removeprefix(dotted): value for name, value in current.items() if name.startswith(dotted)}
        current = {**rest, **inner}
        taken += dotted
        yield taken, current
