"""How file names are ordered: as people count, so that `eye2` comes before `eye10`."""

import re
from pathlib import Path

_DIGITS = re.compile(r"(\d+)")

NaturalKey = tuple[tuple[int, int, str], ...]


def natural_key(text: str) -> NaturalKey:
    """A key by which `sorted` puts numbers inside texts in numerical order, letters without regard to case."""
    parts = _DIGITS.split(text.casefold())
    # Digits are at the odd places. Numbers come before letters, as in file managers.
    return tuple((0, int(part), "") if place % 2 else (1, 0, part) for place, part in enumerate(parts) if part)


def path_key(path: Path) -> NaturalKey:
    """The natural order of a path: its folder first, then its name, so that a folder's files stay together."""
    # A separator that sorts before every letter keeps `a/x` before `a b/x`.
    return natural_key(f"{path.parent.as_posix()}/".replace("/", "\0") + path.name)
