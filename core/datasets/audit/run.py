"""The door: an audit of a set of photographs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.datasets.audit.collecting import Collected, collect
from core.datasets.audit.findings import Finding, Kind
from core.datasets.audit.judging import judge
from core.datasets.audit.measures import Measures, MeasureTask
from core.datasets.audit.similar import near_identical
from core.errors import DatasetError, SynthesisError
from core.images.photograph import ImageId
from core.images.reading import natural_key
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.synthesis.writing.workers import results


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    `names` are the photographs' paths from the source, `paths` where they lie, `ids` what they hold ("" of those that
    could not be opened at all). `findings` stand by kind, in the order
    of `Kind`. `class_counts` has the classes in natural order, empty where no labels are known; `sizes` (width x
    height) and `cameras` the most frequent first, "" for photographs that do not name theirs.
    """

    source: str
    names: tuple[str, ...]
    paths: tuple[Path, ...]
    ids: tuple[ImageId, ...]
    findings: tuple[Finding, ...]
    class_counts: dict[str, int]
    sizes: dict[str, int]
    cameras: dict[str, int]
    part_counts: dict[str, int]

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """The findings of one kind."""
        return tuple(finding for finding in self.findings if finding.kind is kind)


def audit(
    source: Path,
    *,
    labels: Path | None = None,
    split: Path | None = None,
    workers: int = 1,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> Audit:
    """Examine every photograph of a folder, of a table with photographs beside it, or of an HDF5 file.

    `labels` is a table of labels, `split` one with the columns image and split; without it a column `split` counts, or
    folders called train, validation and test. `workers` is the number of processes. Nothing is written. Raises
    DatasetError; `Cancelled` once the token says so.
    """
    token = token or CancelToken()
    collected = collect(source, labels=labels, split=split, token=token)
    measures = _measure(collected, workers, token, report)
    return judged(source, collected, measures, token=token, report=report)


def judged(
    source: Path,
    collected: Collected,
    measures: Sequence[Measures],
    *,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> Audit:
    """The audit of photographs that were measured before."""
    groups = list(_identical(measures))
    pairs = near_identical(measures, token=token, report=report)
    findings = [
        *judge(measures),
        *(Finding(Kind.IDENTICAL, group, f"{len(group)} files of the same content") for group in groups),
        *(
            Finding(Kind.NEAR_IDENTICAL, (pair.first, pair.second), f"agree to {pair.agreement:.3f}", pair.agreement)
            for pair in pairs
        ),
        *_conflicts(collected, groups, [(pair.first, pair.second) for pair in pairs]),
        *(Finding(Kind.UNMATCHED_ROW, (), row) for row in collected.lost_rows),
        *_unlabelled(collected),
    ]
    order = {kind: number for number, kind in enumerate(Kind)}
    sizes = Counter(f"{each.width} x {each.height}" for each in measures if not each.error)
    return Audit(
        source=source.name,
        names=tuple(sample.name for sample in collected.samples),
        paths=tuple(sample.path for sample in collected.samples),
        ids=tuple(each.id for each in measures),
        findings=tuple(sorted(findings, key=lambda finding: order[finding.kind])),
        class_counts=_class_counts(collected),
        sizes=dict(sizes.most_common()),
        cameras=dict(Counter(each.camera for each in measures if not each.error).most_common()),
        part_counts=dict(Counter(part for part in collected.parts if part).most_common()),
    )


def _measure(collected: Collected, workers: int, token: CancelToken, report: ProgressReport) -> list[Measures]:
    count = len(collected.samples)
    task = MeasureTask(tuple(collected.samples))
    measures: list[Measures] = []
    try:
        with closing(results(task, count, workers=min(workers, count), token=token)) as measured:
            for each in measured:
                measures.append(each)
                report(Progress(len(measures), count, "examining"))
    except SynthesisError as error:  # what the pool of processes raises
        raise DatasetError(
            "A process that examines photographs was ended from outside.", "Memory may be short: use fewer workers."
        ) from error
    return measures


def _identical(measures: Sequence[Measures]) -> Iterator[tuple[int, ...]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(measures):
        if each.id:
            places[each.id].append(place)
    yield from (tuple(members) for members in places.values() if len(members) > 1)


def _conflicts(
    collected: Collected, groups: Sequence[tuple[int, ...]], pairs: Sequence[tuple[int, ...]]
) -> Iterator[Finding]:
    """Labels and parts that differ between photographs that are the same, or nearly."""
    for place, words in collected.two_labels:
        yield Finding(Kind.LABEL_CONFLICT, (place,), f"the table states {words}")
    for members in (*groups, *pairs):
        differing = [
            f"{column}: {' and '.join(values)}"
            for column in dict.fromkeys(name for place in members for name in collected.labels[place])
            if len(set(values := [collected.labels[place].get(column, "no label") for place in members])) > 1
        ]
        if differing:
            yield Finding(Kind.LABEL_CONFLICT, members, "; ".join(differing))
        parts = [collected.parts[place] for place in members]
        if len({part for part in parts if part}) > 1:
            yield Finding(Kind.ACROSS_SPLIT, members, " and ".join(part or "no part" for part in parts))


def _unlabelled(collected: Collected) -> Iterator[Finding]:
    if not any(collected.labels):
        return
    column = collected.label_column
    for place, labels in enumerate(collected.labels):
        if not (labels.get(column) if column else labels):
            yield Finding(Kind.UNLABELLED, (place,))


def _class_counts(collected: Collected) -> dict[str, int]:
    counts = Counter(labels[collected.label_column] for labels in collected.labels if collected.label_column in labels)
    return {name: counts[name] for name in sorted(counts, key=natural_key)}
