"""The lanes of the program: one thread for each kind of work."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject

from desktop.jobs import Lane


@dataclass(frozen=True, slots=True, eq=False)
class Lanes:
    """What each does stands in docs/architecture.md. Closing the window waits for every one."""

    decode: Lane
    network: Lane
    files: Lane
    making: Lane
    training: Lane
    watching: Lane
    catalogue: Lane
    indexing: Lane
    features: Lane
    cutting: Lane
    exemplars: Lane
    studies: Lane
    evaluation: Lane
    measuring: Lane

    @classmethod
    def make(cls, parent: QObject) -> Lanes:
        """All lanes, as children of `parent`."""
        return cls(**{field.name: Lane(_TITLES.get(field.name, field.name), parent=parent) for field in fields(cls)})

    def all(self) -> tuple[Lane, ...]:
        """Every lane, in the order in which they are stopped."""
        return tuple(getattr(self, field.name) for field in fields(self))


_TITLES = {"decode": "photographs", "network": "networks", "watching": "runs", "cutting": "patches"}
"""Names of threads where they differ from the field's."""
