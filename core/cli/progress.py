"""Progress on stderr, so that stdout holds results only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Bar:
    """A progress bar above which lines can be said."""

    def __init__(self, bar: Any) -> None:
        self._bar = bar

    def step(self) -> None:
        """One more is done."""
        self._bar.update()

    def say(self, line: str) -> None:
        """Write a line on stderr without tearing the bar."""
        self._bar.write(line, file=sys.stderr)


@contextmanager
def progress_bar(title: str, total: int) -> Iterator[Bar]:
    """A bar for `total` steps with the time left; shown where stderr is a terminal and there is more than one."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread of its own
    with tqdm(desc=title, total=total, file=sys.stderr, disable=total < 2 or None, leave=False) as bar:
        yield Bar(bar)
