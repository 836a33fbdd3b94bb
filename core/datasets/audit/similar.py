"""Which photographs show the same picture, told by their perceptual hashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.datasets.audit.measures import HASH_BYTES, UNSEEN, Measures
from core.jobs import CancelToken, Progress, ProgressReport, no_report

NEAR_BITS = 48
"""Of 256 bits: compressed at quality 30, halved, lit otherwise or cropped by a tenth on all sides, a photograph of 413
differs in 44 at most; of pairs of different eyes fewer than one in ten thousand does in as few as this."""
AGREEMENT = 0.9
"""The correlation of signatures, of what both show, from which two photographs count as near-identical. Copies have
0.95 and more, one eye photographed twice in a row 0.96; the nearest different eyes of 413 patients 0.74."""
FEWEST_CELLS = 250
"""Of the 520 cells of a disc that is seen whole."""
_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photographs, as positions, and how far they agree (correlation, up to 1)."""

    first: int
    second: int
    agreement: float


def near_identical(
    measures: Sequence[Measures], *, token: CancelToken | None = None, report: ProgressReport = no_report
) -> list[Pair]:
    """The pairs of photographs with other bytes that show the same. All are compared, in blocks: 100,000 take a minute.

    Those with the same bytes as an earlier one are left out.
    """
    first_of: dict[str, int] = {}
    for place, each in enumerate(measures):
        if each.signature is not None:
            first_of.setdefault(each.id or str(place), place)
    places = np.array(sorted(first_of.values()), np.int64)
    if len(places) < 2:
        return []
    hashes = np.stack([np.frombuffer(measures[place].hash, np.uint64) for place in places])
    pairs = []
    for one, other in _candidates(hashes, token, report):
        agreement = _agreement(measures[places[one]].signature, measures[places[other]].signature)
        if agreement >= AGREEMENT:
            pairs.append(Pair(int(places[one]), int(places[other]), agreement))
    return sorted(pairs, key=lambda pair: -pair.agreement)


def _candidates(
    hashes: NDArray[np.uint64], token: CancelToken | None, report: ProgressReport
) -> Iterator[tuple[int, int]]:
    """Pairs of positions whose hashes differ in few bits."""
    for start in range(0, len(hashes), _BLOCK):
        block = hashes[start : start + _BLOCK]
        rest = hashes[start:]
        bits = np.zeros((len(block), len(rest)), np.uint16)
        for word in range(HASH_BYTES // 8):
            if token is not None:
                token.check()
            bits += np.bitwise_count(block[:, word, None] ^ rest[None, :, word])
        for one, other in np.argwhere(bits <= NEAR_BITS):
            if other > one:
                yield start + int(one), start + int(other)
        report(Progress(min(start + _BLOCK, len(hashes)), len(hashes), "comparing"))


def _agreement(one: NDArray[np.int8] | None, other: NDArray[np.int8] | None) -> float:
    """The correlation of what both show of the disc; 0 where that is too little to tell."""
    if one is None or other is None:
        return 0.0
    both = (one != UNSEEN) & (other != UNSEEN)
    if np.count_nonzero(both) < FEWEST_CELLS:
        return 0.0
    a, b = (each[both].astype(np.float64) - each[both].mean() for each in (one, other))
    scale = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / scale if scale > 0 else 0.0
