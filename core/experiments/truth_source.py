"""What maps are held against where a project knows what lies where. Imports nothing, so that windows can name it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TruthFrom:
    """Mask files beside photographs, and marks of one reader or (None) of all."""

    has_masks: bool = True
    has_marks: bool = True
    reader: str | None = None
