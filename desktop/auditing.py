"""Auditing photographs: the task behind the window, and the pictures of what it found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.jobs import CancelToken
from desktop.processes import Tell

if TYPE_CHECKING:
    from core.datasets.audit.run import Audit

THUMBNAIL_PX = 512
MOST_PICTURES = 4


@dataclass(frozen=True, slots=True)
class AuditSet:
    """Examines a set, in a process of its own."""

    source: Path
    labels: Path | None
    workers: int

    def __call__(self, tell: Tell, token: CancelToken) -> Audit:
        """Examine it."""
        from core.datasets.audit.run import audit

        return audit(self.source, labels=self.labels, workers=self.workers, token=token, report=tell)


@dataclass(frozen=True, slots=True, eq=False)
class FoundPicture:
    """A photograph that a finding is about, (h, w, 3) uint8 RGB, and its name."""

    pixels: NDArray[np.uint8]
    class_name: str


def found_pictures(paths: Sequence[Path], names: Sequence[str], token: CancelToken) -> list[FoundPicture]:
    """In a lane: small pictures of the first of these photographs; those that cannot be read are left out."""
    from core.images.thumbnails import read_thumbnail

    pictures = []
    for path, name in list(zip(paths, names, strict=True))[:MOST_PICTURES]:
        token.check()
        try:
            pictures.append(FoundPicture(read_thumbnail(path, THUMBNAIL_PX), name))
        except FunduscopeError:
            continue
    return pictures
