"""The null band: what networks with random weights reach on the same photograph, in the map's own units.

Evidence within the band is no more than a network says that has learned nothing; the overlay can hide or hatch it.

The scale of the logits. A map is in the units of its target, mostly logits, and how far a network's logits spread is a
matter of training: freshly drawn networks often speak a hundred times more quietly, so that their band, taken as it is,
hides nothing, and sometimes (deep networks without normalisation) more loudly, and it hides everything. `MATCHED`
therefore multiplies the weights of the last layer of each random network until its logits spread over the classes as
far as those of the network that is asked; it answers "could a network that is as sure, but has learned nothing, have
given this?". `AS_DRAWN` takes the random networks as they are. For a channel of an inner layer, which lies before the
last layer, both are the same.

What it does not mean: evidence outside the band need not be right, and evidence within may be. The band is an estimate
from few networks: with n of them no cell is known to better than 1 in n, so that of a map of a random network itself
about `1 - quantile` of the cells, and rather more, lie outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from core.errors import ExplainError
from core.explain.check_settings import FEWEST, BandScale, BandScope, BandSettings
from core.explain.checks.subject import Asked, Subject, finished, free, part_of, try_to_ask
from core.explain.checks.weights import RandomNetworks
from core.explain.explanation import Explanation
from core.explain.query import ChannelTarget, Query
from core.images.photograph import Photograph
from core.jobs import CancelToken, ProgressReport, no_report
from core.networks.loaded import LoadedModel


@dataclass(frozen=True, slots=True, eq=False)
class NullBand:
    """The range of random networks, cell by cell.

    `lower` and `upper` are float32 of the map's shape, read-only, in its raw units, `lower` at most 0 and `upper` at
    least 0; with `BandScope.MAP` they are the same everywhere. `share_within` 0..1 is how much of the map's evidence
    (absolute values) lies within; None where there is none. `logit_deviations` are those of the random networks as
    drawn, `factors` by what each was multiplied; `notes` are sentences for the user.
    """

    query: Query
    settings: BandSettings
    lower: NDArray[np.float32]
    upper: NDArray[np.float32]
    share_within: float | None
    share_of_cells: float
    logit_deviation: float
    logit_deviations: tuple[float, ...]
    factors: tuple[float, ...]
    notes: tuple[str, ...]

    def within(self, values: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Which cells of a map of the same shape lie within the band. Cells that are not finite do not."""
        inside: NDArray[np.bool_] = (values >= self.lower) & (values <= self.upper)
        return inside

    def words(self) -> str:
        """What came of it, in a sentence."""
        if self.share_within is None:
            return "The map is zero everywhere: there is no evidence that a null band could hold."
        return (
            f"{self.share_within:.0%} of the map's evidence, on {self.share_of_cells:.0%} of its cells, is within what "
            f"{len(self.factors)} networks with random weights reach."
        )

    def to_json(self) -> dict[str, Any]:
        """The figures, without the ranges of cells."""
        return {
            "words": self.words(),
            "settings": self.settings.to_json(),
            "networks": len(self.factors),
            "lowest": float(self.lower.min()),
            "highest": float(self.upper.max()),
            "median_upper": float(np.median(self.upper)),
            "share_within": self.share_within,
            "share_of_cells": self.share_of_cells,
            "logit_deviation": self.logit_deviation,
            "logit_deviations": list(self.logit_deviations),
            "factors": list(self.factors),
            "notes": list(self.notes),
        }


def null_band(
    model: LoadedModel,
    photograph: Photograph,
    query: Query,
    settings: BandSettings | None = None,
    *,
    known: Explanation | None = None,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> NullBand:
    """The null band of the map that `query` asks for. `known` is that map where it is there already.

    One map a network. The model is not changed. Raises ExplainError where the query cannot be answered, or where fewer
    than three random networks give a map; Cancelled once `token` is cancelled.
    """
    settings, token = settings or BandSettings(), token or CancelToken()
    subject = Subject.of(model, photograph, query)
    total = settings.networks + 1
    original = subject.original(known, token=token, report=part_of(report, 0, total, "the map itself"))
    networks = RandomNetworks(model, subject.image, settings.weights)
    maps: list[NDArray[np.float32]] = []
    deviations, factors, refusals = [], [], []
    for number in range(settings.networks):
        token.check()
        tell = part_of(report, number + 1, total, f"random network {number + 1} of {settings.networks}")
        loudness = (1.0, 0.0)

        def ask(number: int = number, tell: ProgressReport = tell) -> Asked:
            nonlocal loudness
            module = networks.whole(settings.seed + number)
            loudness = _match(module, networks, subject, original, settings)
            return subject.ask(module, token=token, report=tell)

        found = try_to_ask(ask)
        free(model.device)
        if isinstance(found, Asked) and found.is_finite:
            maps.append(found.map)
            factors.append(loudness[0])
            deviations.append(loudness[1])
        else:
            refusals.append(found if isinstance(found, str) else "Not every value of its map is a finite number.")
    finished(report, total)
    if len(maps) < FEWEST:
        raise ExplainError(
            f"Only {len(maps)} of {settings.networks} random networks give a map: too few for a null band.",
            refusals[0],
        )
    lower, upper = _range(np.stack(maps), original.map, settings)
    return _band(query, settings, original, (lower, upper), (tuple(deviations), tuple(factors)), len(refusals))


def _match(
    module: nn.Module, networks: RandomNetworks, subject: Subject, original: Asked, settings: BandSettings
) -> tuple[float, float]:
    """Make the random network as loud as the one that is asked. Returns the factor, and how loud it was before."""
    before = _deviation(module, subject)
    is_inner = isinstance(subject.query.target, ChannelTarget)
    if settings.scale is BandScale.AS_DRAWN or is_inner or not (before > 0 and np.isfinite(before)):
        return 1.0, before
    factor = original.logit_deviation / before
    parameters = dict(module.named_parameters())
    with torch.no_grad():
        for name in networks.parts[-1].parameters:
            if name in parameters:
                parameters[name].mul_(factor)
    return factor, before


@torch.no_grad()
def _deviation(module: nn.Module, subject: Subject) -> float:
    return float(module(subject.image.clone())[0].float().std(unbiased=False))


def _range(
    maps: NDArray[np.float32], original: NDArray[np.float32], settings: BandSettings
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The lower and the upper end of the band for every cell; 0 is always within."""
    axis = 0 if settings.scope is BandScope.CELL else None
    beyond = 1 - settings.quantile
    is_signed = bool((maps < 0).any() or (original < 0).any())
    ends = (beyond / 2, 1 - beyond / 2) if is_signed else (0.0, settings.quantile)
    lower, upper = (np.broadcast_to(np.quantile(maps, end, axis=axis), original.shape) for end in ends)
    ready = [np.minimum(lower, 0).astype(np.float32), np.maximum(upper, 0).astype(np.float32)]
    for end in ready:
        end.flags.writeable = False
    return ready[0], ready[1]


def _band(
    query: Query,
    settings: BandSettings,
    original: Asked,
    ends: tuple[NDArray[np.float32], NDArray[np.float32]],
    scales: tuple[tuple[float, ...], tuple[float, ...]],
    refused: int,
) -> NullBand:
    lower, upper = ends
    inside = (original.map >= lower) & (original.map <= upper)
    evidence = np.abs(np.where(np.isfinite(original.map), original.map, 0)).astype(np.float64)
    total = float(evidence.sum())
    return NullBand(
        query=query,
        settings=settings,
        lower=lower,
        upper=upper,
        share_within=float(evidence[inside].sum()) / total if total > 0 else None,
        share_of_cells=float(inside.mean()),
        logit_deviation=original.logit_deviation,
        logit_deviations=scales[0],
        factors=scales[1],
        notes=_notes(query, settings, original, scales[0], refused),
    )


def _notes(
    query: Query, settings: BandSettings, original: Asked, deviations: tuple[float, ...], refused: int
) -> tuple[str, ...]:
    notes = []
    median = float(np.median(deviations))
    ratio = original.logit_deviation / median if median > 0 else float("inf")
    is_inner = isinstance(query.target, ChannelTarget)
    if not is_inner and settings.scale is BandScale.AS_DRAWN and not 1 / 3 <= ratio <= 3:
        notes.append(
            f"The logits of this network spread by {original.logit_deviation:.3g} over the classes, those of the "
            f"random ones by {median:.3g}: the band compares a loud network with quiet ones, or the reverse."
        )
    if refused:
        notes.append(f"{refused} random networks gave no finite map and are left out.")
    return tuple(notes)
