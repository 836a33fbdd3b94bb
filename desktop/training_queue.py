"""What waits to be trained, as it is kept between two starts of the program, and what a list shows of a run."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.errors import FunduscopeError
from core.jsontext import parse_json
from core.training.settings import TrainingSettings
from core.training.settingsfile import from_toml, to_toml
from core.training.status import STALE_S, RunState
from core.training.watching import WatchedRun


class Action(StrEnum):
    """What is to be done with a run."""

    START = "start"
    RESUME = "resume"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Queued:
    """A run that waits for its turn; `settings` are those of one that is to start."""

    folder: Path
    action: Action
    settings: TrainingSettings | None = None

    @property
    def name(self) -> str:
        """What a list calls it."""
        return (self.settings.name if self.settings is not None else "") or self.folder.name


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A run in the list. `is_own`: in the program's folder, so that it can be gone on with; others are only looked at.

    `is_silent`: it says that it trains, and has not been heard of for a while.
    """

    folder: Path
    name: str
    state: RunState | None
    fraction: float
    figure: float | None
    changed_s: float
    is_own: bool
    is_silent: bool


def entry_of(run: WatchedRun, *, is_own: bool) -> RunEntry:
    """What a list shows of a run as it stands."""
    status = run.status
    figures = [
        row["validation_quadratic_weighted_kappa"]
        for row in run.history
        if "validation_quadratic_weighted_kappa" in row
    ]
    is_going = status is not None and not status.state.is_over
    return RunEntry(
        folder=run.folder,
        name=run.name,
        state=status.state if status is not None else None,
        fraction=status.fraction if status is not None else 0.0,
        figure=max(figures, default=None),
        changed_s=run.changed_s,
        is_own=is_own,
        is_silent=is_going and time.time() - run.changed_s > STALE_S,
    )


def write_queue(queue: Sequence[Queued]) -> tuple[str, ...]:
    """The queue as lines that `read_queue` reads."""
    return tuple(
        json.dumps(
            {
                "folder": str(queued.folder),
                "action": queued.action.value,
                "settings": to_toml(queued.settings) if queued.settings is not None else "",
            }
        )
        for queued in queue
    )


def read_queue(lines: Sequence[str]) -> list[Queued]:
    """What can be read of a queue that was written down."""
    queue = []
    for line in lines:
        try:
            obj = parse_json(line)
            settings = from_toml(str(obj["settings"])) if obj["settings"] else None
            queue.append(Queued(Path(obj["folder"]), Action(obj["action"]), settings))
        except (ValueError, KeyError, TypeError, FunduscopeError):
            continue
    return queue
