"""The same map computed in half, single and double precision, to see how many of its digits are the arithmetic's.

Double precision is what the others are held against. Networks and input are converted whole, without the mixture that
training in half precision uses, so this is the worst that a device can do to the map. Occlusion evaluates windows in
double precision whatever the network is in, and its map differs by what the weights lose alone.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from core.explain.batches import is_out_of_memory
from core.explain.checks.similarity import UNKNOWN, Similarity, compare
from core.explain.checks.subject import Asked, Subject, finished, free, part_of, try_to_ask
from core.explain.query import Query
from core.images.photograph import Photograph
from core.jobs import CancelToken, ProgressReport, no_report
from core.networks.loaded import LoadedModel


class Precision(StrEnum):
    """A kind of number, as torch names it."""

    BFLOAT16 = "bfloat16"
    """Half: 8 bits of precision, the range of single."""
    FLOAT16 = "float16"
    """Half: 11 bits of precision, up to 65504."""
    FLOAT32 = "float32"
    """Single: 24 bits; what the program computes in."""
    FLOAT64 = "float64"
    """Double: 53 bits."""

    @property
    def words(self) -> str:
        """Its name in words."""
        return {
            Precision.BFLOAT16: "half (bfloat16)",
            Precision.FLOAT16: "half (float16)",
            Precision.FLOAT32: "single",
            Precision.FLOAT64: "double",
        }[self]

    def dtype(self) -> torch.dtype:
        """As torch has it."""
        kinds = (torch.bfloat16, torch.float16, torch.float32, torch.float64)
        return dict(zip(Precision, kinds, strict=True))[self]


@dataclass(frozen=True, slots=True, eq=False)
class PreciseMap:
    """The map in one precision, float32 (h, w), read-only; None where there is none, and then `note` says why.

    `largest_difference` is the largest absolute difference from the map in double precision, and `mean_difference` the
    mean one, as shares of that map's range (its maximum less its minimum); None where the range is 0.
    """

    precision: Precision
    map: NDArray[np.float32] | None = None
    similarity: Similarity | None = None
    largest_difference: float | None = None
    mean_difference: float | None = None
    value: float | None = None
    predicted: str = ""
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """The figures, without the map."""
        return {
            "precision": self.precision.value,
            "largest_difference": self.largest_difference,
            "mean_difference": self.mean_difference,
            **(self.similarity or UNKNOWN).to_json(),
            "value": self.value,
            "predicted": self.predicted,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, eq=False)
class PrecisionCheck:
    """One map a precision, the coarsest first."""

    query: Query
    maps: tuple[PreciseMap, ...]

    def words(self) -> str:
        """What came of it, a clause a precision."""
        told = []
        for row in self.maps:
            if row.precision is Precision.FLOAT64:
                continue
            if row.largest_difference is None:
                told.append(f"{row.precision.words}: no figure")
            else:
                told.append(f"{row.precision.words}: {row.largest_difference:.1g} of the range")
        return f"Largest difference from double precision: {'; '.join(told)}."

    def to_json(self) -> dict[str, Any]:
        """Words and figures as JSON values."""
        return {"words": self.words(), "maps": [row.to_json() for row in self.maps]}


def precision(
    model: LoadedModel,
    photograph: Photograph,
    query: Query,
    *,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> PrecisionCheck:
    """The map that `query` asks for in every precision that the model's device and the method can.

    Raises ExplainError where the query does not fit the model, Cancelled once `token` is cancelled.
    """
    token = token or CancelToken()
    subject = Subject.of(model, photograph, query)
    found = {}
    for number, kind in enumerate(reversed(Precision)):
        tell = part_of(report, number, len(Precision), kind.words)
        found[kind] = _asked(subject, kind, token, tell)
        free(model.device)
    finished(report, len(Precision))
    truth = found[Precision.FLOAT64]
    return PrecisionCheck(query, tuple(_row(kind, found[kind], truth, model) for kind in Precision))


def _asked(subject: Subject, kind: Precision, token: CancelToken, report: ProgressReport) -> Asked | str:
    token.check()
    try:
        module = copy.deepcopy(subject.model.module).to(kind.dtype())
        image = subject.image.to(kind.dtype())
        return try_to_ask(lambda: replace(subject, image=image).ask(module, token=token, report=report))
    except (RuntimeError, TypeError) as error:  # what torch raises for kinds of number that an operation lacks
        if is_out_of_memory(error):
            return "There is too little memory for a copy of the network in this precision."
        return f"This device or method cannot compute in {kind.value}: {str(error).splitlines()[0]}"


def _row(kind: Precision, found: Asked | str, truth: Asked | str, model: LoadedModel) -> PreciseMap:
    if isinstance(found, str):
        return PreciseMap(kind, note=found)
    predicted = model.card.class_names[found.predicted] if np.isfinite(found.logits).all() else ""
    if not found.is_finite:
        count = int((~np.isfinite(found.map)).sum())
        note = f"{count} of {found.map.size} values are not finite: the numbers grew too large for this precision."
        return PreciseMap(kind, found.map, value=found.value, predicted=predicted, note=note)
    if isinstance(truth, str) or not truth.is_finite:
        return PreciseMap(
            kind, found.map, value=found.value, predicted=predicted, note="There is no map in double precision."
        )
    span, apart = float(np.ptp(truth.map)), np.abs(found.map.astype(np.float64) - truth.map)
    return PreciseMap(
        kind,
        found.map,
        compare(truth.map, found.map),
        largest_difference=float(apart.max()) / span if span > 0 else None,
        mean_difference=float(apart.mean()) / span if span > 0 else None,
        value=found.value,
        predicted=predicted,
    )
