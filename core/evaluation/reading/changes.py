"""Changes of mind: what readers said without the network, and then with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from core.evaluation.assessment import IntervalKind
from core.evaluation.comparing import mcnemar
from core.evaluation.exact import proportion_interval
from core.evaluation.intervals import Floats, Interval, interval_of
from core.evaluation.reading.figures import Against
from core.evaluation.reading.plan import Arm
from core.evaluation.reading.readings import Readings
from core.evaluation.reading.statistics import (
    NOT_READ,
    Sampling,
    Whole,
    ratio,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How a reader's grades in an arm differ from those without aid; `reader` is empty for all together.

    `against` says which grades without aid: those given before the aid in the same reading, or those of the arm alone.
    Of `count` pairs `changed` differ, a share with its 95 % interval. Of the `judged` ones, whose reference is known,
    `to_right` became right, `from_right` wrong, and `stayed_wrong` changed from one wrong grade to another; `p_value`
    is McNemar's exact test of the two first, None for all readers together, whose photographs are the same. Where the
    network was asked: `toward_model` took over its grade, of those whose first grade was another one
    (`differed_from_model`), and `misled` did so where the network is wrong and the reader was right.
    """

    reader: str
    arm: Arm
    against: Against
    count: int
    changed: int
    changed_interval: Interval | None
    interval_kind: IntervalKind | None
    judged: int
    to_right: int
    from_right: int
    stayed_wrong: int
    p_value: float | None
    differed_from_model: int
    toward_model: int
    misled: int

    @property
    def share(self) -> float | None:
        """The share that changed."""
        return self.changed / self.count if self.count else None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        plain = asdict(self) | {"reader": self.reader or None, "arm": self.arm.value, "against": self.against.value}
        kind = self.interval_kind.value if self.interval_kind is not None else None
        return plain | {"share": self.share, "interval_kind": kind}


def changes_of(readings: Readings, sampling: Sampling) -> tuple[Changes, ...]:
    """Every reader's changes in every arm with aid, and those of all readers together."""
    found = []
    for arm in readings.arms:
        if not arm.is_aided:
            continue
        for against in (Against.BEFORE_AID, Against.ALONE):
            pairs = [(reader, *_pair(readings, reader, arm, against)) for reader in readings.readers]
            there = [(reader, first, last) for reader, first, last in pairs if ((first >= 0) & (last >= 0)).any()]
            for reader, first, last in there:
                found.append(_changes(readings, sampling, arm, against, reader=reader, pairs=[(first, last)]))
            if len(there) > 1:
                together = [(first, last) for _reader, first, last in there]
                found.append(_changes(readings, sampling, arm, against, reader="", pairs=together))
    return tuple(found)


def _pair(readings: Readings, reader: str, arm: Arm, against: Against) -> tuple[Whole, Whole]:
    last = readings.final[reader, arm]
    if against is Against.BEFORE_AID:
        return readings.before[reader, arm], last
    return readings.final.get((reader, Arm.ALONE), np.full_like(last, NOT_READ)), last


def _changes(
    readings: Readings,
    sampling: Sampling,
    arm: Arm,
    against: Against,
    *,
    reader: str,
    pairs: Sequence[tuple[Whole, Whole]],
) -> Changes:
    first, last = (np.concatenate(side) for side in zip(*pairs, strict=True))
    reference, model = (np.tile(each, len(pairs)) for each in (readings.reference, readings.model))
    is_there = (first >= 0) & (last >= 0)
    first, last, reference, model = (each[is_there] for each in (first, last, reference, model))
    is_changed, is_judged = first != last, reference >= 0
    right_before, right_after = first == reference, last == reference
    asked = model >= 0
    took_over = is_changed & asked & (last == model)
    interval, kind = _interval(sampling, pairs)
    return Changes(
        reader=reader,
        arm=arm,
        against=against,
        count=len(first),
        changed=int(is_changed.sum()),
        changed_interval=interval,
        interval_kind=kind,
        judged=int(is_judged.sum()),
        to_right=int((is_judged & ~right_before & right_after).sum()),
        from_right=int((is_judged & right_before & ~right_after).sum()),
        stayed_wrong=int((is_judged & is_changed & ~right_before & ~right_after).sum()),
        p_value=mcnemar(right_before[is_judged], right_after[is_judged]).p_value if reader else None,
        differed_from_model=int((asked & (first != model)).sum()),
        toward_model=int(took_over.sum()),
        misled=int((took_over & is_judged & right_before & (model != reference)).sum()),
    )


def _interval(sampling: Sampling, pairs: Sequence[tuple[Whole, Whole]]) -> tuple[Interval | None, IntervalKind | None]:
    there = sum(((first >= 0) & (last >= 0)).astype(np.float64) for first, last in pairs)
    changed = sum(((first >= 0) & (last >= 0) & (first != last)).astype(np.float64) for first, last in pairs)
    if len(pairs) == 1 and sampling.are_patients_alone:
        return proportion_interval(int(np.sum(changed)), int(np.sum(there))), IntervalKind.EXACT

    def share(weights: Floats) -> Floats:
        return ratio(weights @ changed, weights @ there)

    interval = interval_of(sampling.spread({"share": share})["share"])
    return interval, IntervalKind.BOOTSTRAP if interval is not None else None
