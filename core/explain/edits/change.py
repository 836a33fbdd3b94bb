"""What edits changed in a map. Knows no torch."""

from __future__ import annotations

from dataclasses import dataclass

from core.explain.explanation import Explanation


@dataclass(frozen=True, slots=True, eq=False)
class MapChange(Explanation):
    """A map less another of the same question: below 0 where the evidence became less, in the map's own units."""

    @property
    def is_signed(self) -> bool:
        """Both directions mean something, whatever the map."""
        return True


def map_change(before: Explanation, after: Explanation) -> MapChange:
    """`after` less `before`, two maps of one shape. Raises ValueError for others."""
    if before.map.shape != after.map.shape:
        raise ValueError(f"a map of {after.map.shape} less one of {before.map.shape}")
    change = after.map - before.map
    change.flags.writeable = False
    return MapChange(
        after.query,
        change,
        after.to_photograph,
        after.seen,
        after.seconds,
        after.notes,
        before.is_partial or after.is_partial,
    )
