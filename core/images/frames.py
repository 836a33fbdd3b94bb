"""How one of several photographs in a file is addressed: `eye.dcm#frame=3` is the third of `eye.dcm`.

Such a name stands wherever a photograph's path does; only what opens the file looks behind it. Frames count from 1, and
a file's own name means its first.
"""

from __future__ import annotations

import re
from pathlib import Path

_MARK = "#frame="
_FRAME = re.compile(rf"(?P<file>.+){_MARK}(?P<number>[1-9][0-9]{{0,5}})")


def frame_path(file: Path, number: int) -> Path:
    """The path of photograph `number`, from 1 on, in `file`."""
    return file.with_name(f"{file.name}{_MARK}{number}")


def split_frame(path: Path) -> tuple[Path, int | None]:
    """The file of a photograph and its number in it, None where the path names a file alone.

    A file that is really called so is a file.
    """
    parts = _FRAME.fullmatch(path.name)
    if parts is None or path.exists():
        return path, None
    return path.with_name(parts["file"]), int(parts["number"])


def file_of(path: Path) -> Path:
    """The file in which a photograph lies."""
    return split_frame(path)[0]
