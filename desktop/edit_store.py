"""Edits from one run of the program to the next: one file of the user's, by the content of photographs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from core.errors import FunduscopeError
from core.explain.edits.codec import from_json, to_json
from core.explain.edits.editlist import EditList
from desktop.files import write_atomically

MOST_BYTES = 32 << 20
_EDITS = "edits_of_photographs"


class StoreError(FunduscopeError):
    """What was kept of edits cannot be read."""


def read_edits(path: Path) -> tuple[EditList, ...]:
    """What was kept; nothing where there is no file. In a lane.

    Raises StoreError where the file is damaged: it is then put aside under another name, and not lost.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return ()
    try:
        return tuple(from_json(edits) for edits in json.loads(content)[_EDITS])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, FunduscopeError) as error:
        aside = path.with_name(f"{path.name}.damaged")
        with suppress(OSError):
            path.replace(aside)
        raise StoreError(
            "The what-if edits of last time cannot be read.", f"The file was put aside as '{aside.name}'."
        ) from error


def write_edits(path: Path, lists: Sequence[EditList], *, most_bytes: int = MOST_BYTES) -> None:
    """Keep these, the last ones as far as they fit. A file that cannot be written is no reason to stop."""
    kept: list[str] = []
    room = most_bytes
    for edits in reversed(lists):
        text = json.dumps(to_json(edits))
        room -= len(text)
        if room < 0:
            break
        kept.append(text)
    text = f'{{"{_EDITS}": [{", ".join(reversed(kept))}]}}'
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, lambda file: file.write(text.encode()))
