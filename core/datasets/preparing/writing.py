"""Files written beside their place and renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_beside(target: Path, content: bytes) -> None:
    """Write a file beside its place and rename it. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        part.chmod(0o644)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
