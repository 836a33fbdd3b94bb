"""Files of results: written beside their place and then renamed, so that what was there survives any fault."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from core.errors import FunduscopeError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends well; nothing is left when it does not."""
    check_place(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    except OSError as error:  # it names the temporary file, of which nobody knows
        raise FunduscopeError(f"'{path}' cannot be written: {error.strerror or error}.") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        part.chmod(_usual_mode(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def check_place(path: Path) -> None:
    """Raise FunduscopeError where no file can be written under that name."""
    if path.is_dir():
        raise FunduscopeError(f"'{path}' is a folder.", "Name a file to write.")
    if not path.parent.is_dir():
        raise FunduscopeError(f"The folder '{path.parent}' does not exist.", "Make it first, or name another place.")


def refuse_overwriting(target: Path, *sources: Path) -> None:
    """Raise FunduscopeError where a result cannot be written, or would take the place of what it is made from."""
    check_place(target)
    for source in sources:
        if target.exists() and source.exists() and target.samefile(source):
            raise FunduscopeError(f"'{target}' is what the result is made from.", "Name another file to write.")


def _usual_mode(path: Path) -> int:
    """The mode of the file that is replaced, or what a new file would get: temporary ones are private."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
