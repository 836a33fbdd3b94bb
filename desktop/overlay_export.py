"""Exporting the overlays of many photographs: what is wished, and the task that does it in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.images.orientation import Orientation
from core.jobs import CancelToken
from desktop.processes import Tell

if TYPE_CHECKING:
    from core.reports.overlays import OverlayCount, OverlayOrder


@dataclass(frozen=True, slots=True)
class OverlayTask:
    """Loads the model anew, so that the window's own goes on answering meanwhile. It is pickled."""

    model: Path
    device: str
    paths: tuple[Path, ...]
    folder: Path
    order: OverlayOrder
    orientations: Mapping[Path, Orientation] = field(default_factory=dict)

    def __call__(self, tell: Tell, token: CancelToken) -> OverlayCount:
        """Do it in the process."""
        from core.networks.files import load_model
        from core.reports.overlays import export_overlays

        model = load_model(self.model, device=self.device)
        return export_overlays(
            model,
            self.paths,
            self.folder,
            self.order,
            orientations=self.orientations,
            token=token,
            progress=tell,
        )
