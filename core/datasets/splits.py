"""Dividing a data set: for training, validation and test, or into folds. The same seed gives the same division."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from core.datasets.formulas import FORMULA_STARTS, undefused
from core.datasets.samples import Sample
from core.errors import DatasetError, did_you_mean

MIN_FOLDS, MAX_FOLDS = 2, 100
USUAL_VALIDATION = 0.1


class Part(StrEnum):
    """What a photograph is for."""

    TRAINING = "training"
    VALIDATION = "validation"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Split:
    """Positions in the data set, each in at most one part, ascending."""

    training: tuple[int, ...]
    validation: tuple[int, ...] = ()
    test: tuple[int, ...] = ()

    def part(self, part: Part) -> tuple[int, ...]:
        """The positions of one part."""
        match part:
            case Part.TRAINING:
                return self.training
            case Part.VALIDATION:
                return self.validation
            case Part.TEST:
                return self.test


def split(
    labels: Sequence[int],
    groups: Sequence[int],
    *,
    validation: float = USUAL_VALIDATION,
    test: float = 0.0,
    seed: int = 0,
) -> Split:
    """Divide at random so that each part has its share of every class, and no group stands on two sides.

    `validation` and `test` are shares from 0 up to, but not including, 1; usual is 90/10, without a test part. Raises
    DatasetError where the shares leave nothing to train on, or a part that was asked for comes out empty.
    """
    shares = {Part.TRAINING: 1.0 - validation - test, Part.VALIDATION: validation, Part.TEST: test}
    if min(validation, test) < 0 or shares[Part.TRAINING] <= 0:
        raise DatasetError(
            f"A validation share of {validation:g} and a test share of {test:g} leave nothing to train on.",
            "Each must be 0 or more, and both together less than 1.",
        )
    wanted = [part for part, share in shares.items() if share > 0]
    numbers = distribute(labels, groups, [shares[part] for part in wanted], seed=seed)
    members = {part: tuple(np.flatnonzero(numbers == index).tolist()) for index, part in enumerate(wanted)}
    for part in wanted:
        if not members[part]:
            raise DatasetError(
                f"The {part} part of the split is empty: {len(labels)} photographs in {len(set(groups))} groups.",
                "Give it a larger share, or add photographs.",
            )
    return Split(members[Part.TRAINING], members.get(Part.VALIDATION, ()), members.get(Part.TEST, ()))


def split_around(
    labels: Sequence[int],
    groups: Sequence[int],
    test: Sequence[int],
    *,
    validation: float = USUAL_VALIDATION,
    seed: int = 0,
) -> Split:
    """Divide what is left beside a test part that stands: the positions `test` are kept as they are.

    Samples of a group that has others in the test part take no part at all: to learn from the other eye of a patient in
    the test would make it too easy. Raises DatasetError as `split` does.
    """
    taken = {groups[place] for place in test}
    free = [place for place in range(len(labels)) if groups[place] not in taken]
    if not free:
        raise DatasetError("The test part leaves nothing to train on.", "Make it smaller.")
    rest = split([labels[place] for place in free], [groups[place] for place in free], validation=validation, seed=seed)
    return Split(
        tuple(free[place] for place in rest.training),
        tuple(free[place] for place in rest.validation),
        tuple(sorted(test)),
    )


def folds(labels: Sequence[int], groups: Sequence[int], count: int, *, seed: int = 0) -> tuple[Split, ...]:
    """`count` splits whose validation parts cover every sample once, stratified and grouped. Raises DatasetError."""
    most = min(MAX_FOLDS, len(set(groups)))
    if not MIN_FOLDS <= count <= most:
        raise DatasetError(f"{count} folds cannot be made of {len(set(groups))} groups: {MIN_FOLDS} to {most} can.")
    numbers = distribute(labels, groups, [1.0] * count, seed=seed)
    return tuple(
        Split(tuple(np.flatnonzero(numbers != fold).tolist()), tuple(np.flatnonzero(numbers == fold).tolist()))
        for fold in range(count)
    )


def distribute(
    labels: Sequence[int], groups: Sequence[int], shares: Sequence[float], *, seed: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The number of a part for each sample, (samples,) int64.

    Groups are taken in random order, large ones first (they are the hardest to place), those of rare classes before
    those of common ones; each goes where its classes are furthest below their share, or, where that is equal, to the
    part that is furthest below its share of all samples.
    """
    kinds, classes = np.unique(np.asarray(labels, np.int64), return_inverse=True)
    owners = np.asarray(groups, np.int64)
    names, members = np.unique(owners, return_inverse=True)
    counts = np.zeros((len(names), len(kinds)))
    np.add.at(counts, (members, classes), 1)
    weights = np.asarray(shares, np.float64) / np.sum(shares)
    totals = counts.sum(0)
    lacking = weights[:, None] * totals  # (parts, classes): what each part should still get
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, len(labels)])))
    shuffled = random.permutation(len(names))
    rarest = np.array([totals[row > 0].min() for row in counts])
    order = sorted(shuffled, key=lambda group: (-counts[group].sum(), rarest[group]))
    placed = np.zeros(len(names), np.int64)
    for group in order:
        need = (counts[group] * lacking / np.maximum(totals, 1)).sum(1)
        best = np.flatnonzero(need >= need.max() - 1e-9)
        part = best[np.argmax(lacking[best].sum(1))]
        placed[group] = part
        lacking[part] -= counts[group]
    return placed[members]


SPLIT_COLUMNS = ("image", "split")


def split_table(samples: Sequence[Sample], parts: Split) -> str:
    """The split as CSV with columns image and split, in the order of the data set.

    A name that a spreadsheet would take for a formula gets `./` before it.
    """
    names = {place: part for part in Part for place in parts.part(part)}
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(SPLIT_COLUMNS)
    writer.writerows((_defused(samples[place].name), names[place].value) for place in sorted(names))
    return stream.getvalue()


def _defused(name: str) -> str:
    return f"./{name}" if name.startswith(FORMULA_STARTS) else name


def read_split(path: Path, samples: Sequence[Sample]) -> Split:
    """The split that a CSV file (image, split, and what else there may be) states. Samples without a row take no part.

    Raises DatasetError where it names a photograph that is not there, another part, or has nothing to train on.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(f"The split '{path}' cannot be read: {error}.") from error
    if not rows or tuple(rows[0][: len(SPLIT_COLUMNS)]) != SPLIT_COLUMNS:
        raise DatasetError(f"The split '{path.name}' must have the columns {' and '.join(SPLIT_COLUMNS)} first.")
    places = {sample.name: place for place, sample in enumerate(samples)}
    members: dict[Part, list[int]] = {part: [] for part in Part}
    for line, row in enumerate(rows[1:], start=2):
        name, part = _checked_row(row, line, path)
        name = name if name in places else undefused(name).removeprefix("./")
        if name not in places:
            raise DatasetError(f"Line {line} of '{path.name}' names '{name}', which is not in the data set.")
        members[part].append(places.pop(name))
    if not members[Part.TRAINING]:
        raise DatasetError(f"The split '{path.name}' has nothing to train on.")
    return Split(*(tuple(sorted(members[part])) for part in (Part.TRAINING, Part.VALIDATION, Part.TEST)))


def _checked_row(row: list[str], line: int, path: Path) -> tuple[str, Part]:
    parts = [part.value for part in Part]
    if len(row) < len(SPLIT_COLUMNS) or row[1] not in parts:
        shown = row[1] if len(row) > 1 else ""
        hint = did_you_mean(shown, parts) or f"It must be one of {', '.join(parts)}."
        raise DatasetError(f"Line {line} of '{path.name}' has the part '{shown}'.", hint)
    return row[0], Part(row[1])
