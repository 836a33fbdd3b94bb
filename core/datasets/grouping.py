"""What must stay together in a split: both eyes of a patient, and identical photographs under different names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.datasets.samples import Sample
from core.images.photograph import ImageId


@dataclass(frozen=True, slots=True)
class Identical:
    """Samples with the same content, as positions in the data set; `has_conflict` where their labels differ."""

    members: tuple[int, ...]
    has_conflict: bool


def identical_photographs(samples: Sequence[Sample], ids: Sequence[ImageId]) -> tuple[Identical, ...]:
    """Every set of two or more samples with the same content, in the order of their first."""
    places: dict[ImageId, list[int]] = {}
    for place, identity in enumerate(ids):
        places.setdefault(identity, []).append(place)
    return tuple(
        Identical(tuple(members), len({samples[member].label for member in members}) > 1)
        for members in places.values()
        if len(members) > 1
    )


def groups(samples: Sequence[Sample], ids: Sequence[ImageId], *, are_patients_kept: bool = True) -> tuple[int, ...]:
    """For each sample the number of its group: samples are joined by content and, if asked, by patient.

    Groups are numbered in the order of their first sample. Joining is transitive: a photograph that is filed under two
    patients joins these.
    """
    keys = [_keys(sample, identity, are_patients_kept) for sample, identity in zip(samples, ids, strict=True)]
    root = list(range(len(samples)))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    first: dict[str, int] = {}
    for place, own in enumerate(keys):
        for key in own:
            a, b = sorted((find(first.setdefault(key, place)), find(place)))
            root[b] = a
    return _renumbered(find(place) for place in range(len(samples)))


def _keys(sample: Sample, identity: ImageId, are_patients_kept: bool) -> tuple[str, ...]:  # noqa: FBT001
    patient = (f"patient {sample.group}",) if sample.group and are_patients_kept else ()
    return (f"content {identity}", *patient)


def _renumbered(roots: Iterable[int]) -> tuple[int, ...]:
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(root, len(numbers)) for root in roots)
