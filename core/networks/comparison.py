"""Which weights a network wants and a file lacks, or the other way round. Knows no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences between what a network wants and what is there; `wrong` holds (name, wanted, found)."""

    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    wrong: tuple[tuple[str, Shape, Shape], ...]
    wanted_count: int

    @property
    def is_exact(self) -> bool:
        """Whether there is no difference."""
        return not self.count

    @property
    def count(self) -> int:
        """The number of differences."""
        return len(self.missing) + len(self.unexpected) + len(self.wrong)

    def report(self, limit: int = 3) -> str:
        """The counts and the first few names of each kind, in one line."""
        wrong = [f"{name} {_text(found)} instead of {_text(wanted)}" for name, wanted, found in self.wrong]
        parts = [
            _part("missing", self.missing, limit),
            _part("unexpected", self.unexpected, limit),
            _part("of the wrong shape", wrong, limit),
        ]
        return "; ".join(part for part in parts if part) or "no differences"


def compare(wanted: Mapping[str, Shape], found: Mapping[str, Shape]) -> Comparison:
    """The differences, each kind in the order of the network or of the file."""
    return Comparison(
        missing=tuple(name for name in wanted if name not in found),
        unexpected=tuple(name for name in found if name not in wanted),
        wrong=tuple(
            (name, shape, found[name]) for name, shape in wanted.items() if name in found and found[name] != shape
        ),
        wanted_count=len(wanted),
    )


def _part(kind: str, names: Sequence[str], limit: int) -> str:
    if not names:
        return ""
    more = f", … {len(names) - limit} more" if len(names) > limit else ""
    return f"{len(names)} {kind}: {', '.join(names[:limit])}{more}"


def _text(shape: Shape) -> str:
    return "x".join(str(side) for side in shape) or "scalar"
