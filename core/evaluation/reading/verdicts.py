"""What blinded verdicts come to: how often each method's maps are right, and whether readers agree on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from core.evaluation.assessment import IntervalKind
from core.evaluation.exact import proportion_interval
from core.evaluation.intervals import Floats, interval_of
from core.evaluation.reading.agreement import Agreement, agreement_of
from core.evaluation.reading.analysis import DISCLAIMER, progress_cautions, study_head
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.plan import Plan, StudyKind
from core.evaluation.reading.records import Verdict
from core.evaluation.reading.statistics import NOT_READ, Sampling, Statistic, Value, Whole, ratio
from core.evaluation.reading.study import StudyState

VERDICTS = tuple(Verdict)
USEFUL = frozenset({Verdict.RIGHT, Verdict.PARTLY})
"""A map that is right in part still helps."""


@dataclass(frozen=True, slots=True)
class MethodTally:
    """The verdicts on one method; `reader` is empty for those of all. `shares` are by verdict, `useful` is a share.

    `count` maps were judged, one that several readers judged several times.
    """

    method: str
    reader: str
    count: int
    counts: Mapping[Verdict, int]
    shares: Mapping[Verdict, Value]
    useful: Value
    mean_seconds: float | None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "method": self.method,
            "reader": self.reader or None,
            "count": self.count,
            "verdicts": {
                verdict.value: {"judged_so": self.counts[verdict], **self.shares[verdict].to_json()}
                for verdict in VERDICTS
            },
            "right_or_partly": self.useful.to_json(),
            "mean_seconds": self.mean_seconds,
        }


@dataclass(frozen=True, slots=True)
class MethodDifference:
    """By how much more often the maps of `first` are right, and right or partly right, on the same photographs."""

    first: str
    second: str
    right: Value
    useful: Value

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "first": self.first,
            "second": self.second,
            "right": self.right.to_json(),
            "right_or_partly": self.useful.to_json(),
        }


@dataclass(frozen=True, slots=True, eq=False)
class VerdictAnalysis:
    """All that verdicts tell. `agreement` is that of the readers on single maps; None with one reader."""

    plan: Plan
    tallies: tuple[MethodTally, ...]
    differences: tuple[MethodDifference, ...]
    agreement: Agreement | None
    cautions: tuple[str, ...]

    def together(self) -> tuple[MethodTally, ...]:
        """The tallies of all readers, the method that is right most often first."""
        found = [tally for tally in self.tallies if not tally.reader]
        return tuple(sorted(found, key=lambda each: -(each.shares[Verdict.RIGHT].value or 0.0)))

    def to_json(self) -> dict[str, Any]:
        """Plain values by full name in snake case; None is null."""
        plan = self.plan
        return {
            **study_head(plan),
            "cautions": list(self.cautions),
            "methods": [each.to_json() for each in self.tallies],
            "differences": [each.to_json() for each in self.differences],
            "agreement": self.agreement.to_json() if self.agreement is not None else None,
            "disclaimer": DISCLAIMER,
        }


def analyse_verdicts(state: StudyState) -> VerdictAnalysis:
    """The tally of what is judged by now. Raises StudyError for another kind of study, and where nothing is."""
    plan = state.plan
    if plan.kind is not StudyKind.VERDICTS:
        raise StudyError(f"In '{plan.title}' photographs are graded, and no maps judged.", "Ask for its analysis.")
    if not state.verdicts:
        raise StudyError(f"Nobody has judged a map of '{plan.title}' yet.", "Let a reader begin.")
    given = _given(state)
    items = len(plan.cases) * plan.map_count
    patients = np.repeat(np.array([case.patient for case in plan.cases], np.int64), plan.map_count)
    sampling = Sampling(np.zeros(items, np.int64), patients)
    tallies = []
    for index in range(plan.map_count):
        tallies += [_tally(state, given, sampling, index, reader) for reader in ("", *given)]
    return VerdictAnalysis(
        plan,
        tuple(tally for tally in tallies if tally.count),
        tuple(_difference(plan, given, sampling, one, other) for one, other in combinations(range(plan.map_count), 2)),
        agreement_of(given, sampling, classes=len(VERDICTS), arm=None, is_ordered=False),
        (*state.cautions, *_cautions(state)),
    )


def _given(state: StudyState) -> dict[str, Whole]:
    """By reader (cases x maps,) numbers of verdicts; readers who judged nothing are left out."""
    plan = state.plan
    given = {reader: np.full(len(plan.cases) * plan.map_count, NOT_READ, np.int64) for reader in plan.readers}
    for (reader, case, index), verdict in state.verdicts.items():
        given[reader][case * plan.map_count + index] = VERDICTS.index(verdict.verdict)
    return {reader: each for reader, each in given.items() if (each >= 0).any()}


def _of_method(plan: Plan, given: Sequence[Whole], index: int) -> list[Whole]:
    is_own = np.arange(len(plan.cases) * plan.map_count) % plan.map_count == index
    return [np.where(is_own, each, NOT_READ) for each in given]


def _share(given: Sequence[Whole], wanted: frozenset[int]) -> Statistic:
    there = sum((each >= 0).astype(np.float64) for each in given)
    hits = sum(np.isin(each, list(wanted)).astype(np.float64) for each in given)
    return lambda weights: ratio(weights @ hits, weights @ there)


def _tally(state: StudyState, given: Mapping[str, Whole], sampling: Sampling, index: int, reader: str) -> MethodTally:
    plan = state.plan
    own = _of_method(plan, [given[reader]] if reader else list(given.values()), index)
    counts = {verdict: sum(int((each == place).sum()) for each in own) for place, verdict in enumerate(VERDICTS)}
    total = sum(counts.values())
    useful = tuple(verdict for verdict in VERDICTS if verdict in USEFUL)
    asked: list[tuple[Verdict, ...]] = [*((verdict,) for verdict in VERDICTS), useful]
    statistics = {key: _share(own, frozenset(map(VERDICTS.index, key))) for key in asked}
    drawn = sampling.spread(statistics) if total else {}
    is_exact = bool(reader) and len({case.patient for case in plan.cases}) == len(plan.cases)

    def value(key: tuple[Verdict, ...]) -> Value:
        part = sum(counts[verdict] for verdict in key)
        if not total:
            return Value(None, 0)
        if is_exact:
            return Value(part / total, total, proportion_interval(part, total), IntervalKind.EXACT)
        interval = interval_of(drawn[key])
        return Value(part / total, total, interval, IntervalKind.BOOTSTRAP if interval is not None else None)

    seconds = [
        each.seconds
        for (who, _case, place), each in state.verdicts.items()
        if place == index and (not reader or who == reader) and each.openings == 1
    ]
    shares = {verdict: value((verdict,)) for verdict in VERDICTS}
    mean = float(np.mean(seconds)) if seconds else None
    return MethodTally(plan.maps[index].title, reader, total, counts, shares, value(useful), mean)


def _difference(plan: Plan, given: Mapping[str, Whole], sampling: Sampling, one: int, other: int) -> MethodDifference:
    sides = [_of_method(plan, list(given.values()), index) for index in (one, other)]
    count = sum(int((each >= 0).sum()) for side in sides for each in side)

    def value(wanted: frozenset[Verdict]) -> Value:
        places = frozenset(VERDICTS.index(verdict) for verdict in wanted)
        first, second = (_share(side, places) for side in sides)

        def statistic(weights: Floats) -> Floats:
            return first(weights) - second(weights)

        found = sampling.value(statistic)
        interval = interval_of(sampling.spread({"difference": statistic})["difference"]) if found is not None else None
        return Value(found, count, interval, IntervalKind.BOOTSTRAP if interval is not None else None)

    titles = (plan.maps[one].title, plan.maps[other].title)
    return MethodDifference(*titles, value(frozenset({Verdict.RIGHT})), value(USEFUL))


def _cautions(state: StudyState) -> list[str]:
    words = progress_cautions(state)
    empty = sum(not each.has_evidence for prepared in state.prepared.values() for each in prepared.maps)
    if empty:
        words.append(f"{empty} maps are empty: nothing there speaks for the class, and readers saw that said.")
    if len(state.plan.readers) < 2:
        words.append("One reader judges: nobody knows whether another one would agree.")
    return words
