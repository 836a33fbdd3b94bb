"""Progress on stderr, so that stdout holds results only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.jobs import Progress, ProgressReport


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


@contextmanager
def reported(title: str) -> Iterator[ProgressReport]:
    """A progress report drawn as a bar, from the first time that it is told of more than one step."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    bars: list[Any] = []

    def report(progress: Progress) -> None:
        if progress.total < 2:
            return
        if not bars:
            bars.append(tqdm(desc=title, file=sys.stderr, disable=None, leave=False))
        bars[0].total = progress.total
        bars[0].update(progress.done - bars[0].n)

    try:
        yield report
    finally:
        for bar in bars:
            bar.close()
