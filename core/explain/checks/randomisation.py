"""Whether a map comes from what the network has learned.

Adebayo, Gilmer, Muelly, Goodfellow, Hardt and Kim, "Sanity Checks for Saliency Maps", NeurIPS 2018, section 3.
The same map is computed from copies of the network whose weights are made random: cascading from the top, layer by
layer, until all of them are; from further networks that are random as a whole; and, if asked for, with one stretch of
layers at a time. A map that stays the same shows the photograph, or the method, and not what the network learned.

Deviations: the cascade goes in a few steps of several layers each. The verdict rests on the median of several networks
that are random as a whole: a single one may agree with any map by chance, or be silent on the target (behind a last
ReLU, for one) and agree with none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.explain.check_settings import RandomisationSettings, Verdict
from core.explain.checks.similarity import UNKNOWN, Similarity, compare
from core.explain.checks.subject import Asked, Subject, finished, free, part_of, try_to_ask
from core.explain.checks.weights import Part, RandomNetworks
from core.explain.explanation import Explanation
from core.explain.query import Query
from core.images.photograph import Photograph
from core.jobs import CancelToken, ProgressReport, no_report
from core.networks.loaded import LoadedModel

UNCHANGED_FROM = 0.7
"""A median correlation from here on means that the map does not change."""
PARTLY_FROM = 0.4
"""A median correlation from here on means that a part of the map stays."""

ALL_RANDOM = "all weights random"


@dataclass(frozen=True, slots=True, eq=False)
class RandomisedMap:
    """The map of a network with random weights, beside the original.

    `layers` are the dotted names of what is random, from the top down. `map` is float32 of the original's shape,
    read-only, in the same units; None where that network gives none, and then `note` says why. `logit_deviation` is the
    standard deviation of its logits over the classes.
    """

    title: str
    layers: tuple[str, ...]
    seed: int
    map: NDArray[np.float32] | None
    similarity: Similarity | None
    logit_deviation: float | None
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """The figures, without the map."""
        return {
            "title": self.title,
            "layers": list(self.layers),
            "seed": self.seed,
            **(self.similarity or UNKNOWN).to_json(),
            "minimum": float(self.map.min()) if self.map is not None else None,
            "maximum": float(self.map.max()) if self.map is not None else None,
            "logit_deviation": self.logit_deviation,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, eq=False)
class RandomisationCheck:
    """The original map, those of networks with random weights, and what to make of it.

    `cascade` goes from the top down, its last step is random as a whole; `whole` are all that are, that one first;
    `independent` is empty unless asked for. `correlation` is the median over `whole` of the rank correlation of the
    maps, or of the maps without their signs, whichever is higher; None where there is none.
    """

    query: Query
    settings: RandomisationSettings
    map: NDArray[np.float32]
    logit_deviation: float
    cascade: tuple[RandomisedMap, ...]
    whole: tuple[RandomisedMap, ...]
    independent: tuple[RandomisedMap, ...]
    verdict: Verdict
    correlation: float | None
    words: str

    def to_json(self) -> dict[str, Any]:
        """Verdict and figures as JSON values."""
        return {
            "verdict": self.verdict.value,
            "words": self.words,
            "correlation": self.correlation,
            "unchanged_from": UNCHANGED_FROM,
            "changes_in_part_from": PARTLY_FROM,
            "settings": self.settings.to_json(),
            "logit_deviation": self.logit_deviation,
            "cascade": [step.to_json() for step in self.cascade],
            "whole": [step.to_json() for step in self.whole],
            "independent": [step.to_json() for step in self.independent],
        }


def randomisation(
    model: LoadedModel,
    photograph: Photograph,
    query: Query,
    settings: RandomisationSettings | None = None,
    *,
    known: Explanation | None = None,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> RandomisationCheck:
    """Check the map that `query` asks for. `known` is that map where it is there already.

    One map a network: `steps + networks` of them, and `steps` more where layers are also random by themselves. The
    model is not changed. Raises ExplainError where the query cannot be answered, Cancelled once `token` is cancelled.
    """
    settings, token = settings or RandomisationSettings(), token or CancelToken()
    subject = Subject.of(model, photograph, query)
    networks = RandomNetworks(model, subject.image, settings.weights)
    stretches = _stretches(networks.parts, settings.steps)
    alone = stretches if settings.is_independent else []
    total = len(stretches) + settings.networks + len(alone)
    original = subject.original(known, token=token, report=part_of(report, 0, total, "the map itself"))
    asking = _Asking(subject, networks, original, total, token, report)
    cascade = [
        asking.map_of(_title(stretches, number), _down_to(stretches, number), settings.seed)
        for number in range(len(stretches))
    ]
    seeds = range(settings.seed + 1, settings.seed + settings.networks)
    whole = [cascade[-1], *(asking.map_of(ALL_RANDOM, networks.parts[::-1], seed) for seed in seeds)]
    independent = [asking.map_of(f"only {_span(stretch)} random", stretch, settings.seed) for stretch in alone]
    finished(report, total)
    verdict, correlation = _judged(original, whole)
    return RandomisationCheck(
        query=query,
        settings=settings,
        map=original.map,
        logit_deviation=original.logit_deviation,
        cascade=tuple(cascade),
        whole=tuple(whole),
        independent=tuple(independent),
        verdict=verdict,
        correlation=correlation,
        words=_words(verdict, correlation, whole),
    )


class _Asking:
    """Asks one random network after the other, and tells how far that is."""

    def __init__(
        self,
        subject: Subject,
        networks: RandomNetworks,
        original: Asked,
        total: int,
        token: CancelToken,
        report: ProgressReport,
    ) -> None:
        self._subject, self._networks, self._original = subject, networks, original
        self._total, self._token, self._report = total, token, report
        self._count = 1

    def map_of(self, title: str, parts: Sequence[Part], seed: int) -> RandomisedMap:
        """The map of the network in which those parts are random."""
        self._token.check()
        tell = part_of(self._report, self._count, self._total, title)
        self._count += 1
        found = try_to_ask(
            lambda: self._subject.ask(self._networks.randomised(parts, seed), token=self._token, report=tell)
        )
        free(self._subject.model.device)
        return _beside(self._original, found, title, parts, seed)


def _title(stretches: Sequence[Sequence[Part]], number: int) -> str:
    return ALL_RANDOM if number == len(stretches) - 1 else f"random down to {stretches[number][-1].name}"


def _down_to(stretches: Sequence[Sequence[Part]], number: int) -> list[Part]:
    """The parts of the stretches up to that one, from the answer towards the photograph."""
    return [part for stretch in stretches[: number + 1] for part in stretch]


def _stretches(parts: tuple[Part, ...], steps: int) -> list[tuple[Part, ...]]:
    """The parts from the top down, the first, which gives the logits, by itself, the others in equal stretches."""
    downwards = parts[::-1]
    steps = min(steps, len(downwards))
    if steps == 1:
        return [downwards]
    cuts = np.linspace(1, len(downwards), steps).round().astype(int)
    return [downwards[:1], *(downwards[begin:end] for begin, end in pairwise(cuts))]


def _span(stretch: Sequence[Part]) -> str:
    return stretch[0].name if len(stretch) == 1 else f"{stretch[-1].name} to {stretch[0].name}"


def _beside(original: Asked, found: Asked | str, title: str, parts: Sequence[Part], seed: int) -> RandomisedMap:
    names = tuple(part.name for part in parts)
    if isinstance(found, str):
        return RandomisedMap(title, names, seed, None, None, None, found)
    deviation = found.logit_deviation if np.isfinite(found.logits).all() else None
    if not found.is_finite:
        note = "Not every value of this map is a finite number: the random network's activity grows without bound."
        return RandomisedMap(title, names, seed, None, None, deviation, note)
    return RandomisedMap(title, names, seed, found.map, compare(original.map, found.map), deviation)


def _judged(original: Asked, whole: Sequence[RandomisedMap]) -> tuple[Verdict, float | None]:
    if not original.is_finite or not np.ptp(original.map) > 0:
        return Verdict.NO_MAP, None
    known = [step.similarity for step in whole if step.similarity is not None]
    if all(similarity.rank_correlation is None for similarity in known):
        return Verdict.CHANGES, None
    # A random network whose map is the same everywhere has nothing in common with the original.
    signed = [similarity.rank_correlation or 0.0 for similarity in known]
    absolute = [similarity.absolute_rank_correlation or 0.0 for similarity in known]
    correlation = max(float(np.median(signed)), float(np.median(absolute)))
    if correlation < PARTLY_FROM:
        return Verdict.CHANGES, correlation
    return (Verdict.DOES_NOT_CHANGE if correlation >= UNCHANGED_FROM else Verdict.CHANGES_IN_PART), correlation


def _words(verdict: Verdict, correlation: float | None, whole: Sequence[RandomisedMap]) -> str:
    count = sum(step.similarity is not None for step in whole)
    networks = "one network" if count == 1 else f"{count} networks"
    figure = "" if correlation is None else f"rank correlation {correlation:.2f} with {networks} of random weights"
    match verdict:
        case Verdict.NO_MAP:
            return "The map is the same everywhere: there is nothing that could change."
        case Verdict.CHANGES if correlation is None:
            return "Networks with random weights give no map at all: what is shown comes from the weights."
        case Verdict.CHANGES:
            return f"The map changes with the weights: {figure}. It rests on what the network has learned."
        case Verdict.CHANGES_IN_PART:
            return (
                f"The map changes only in part: {figure}. Some of what it shows comes from the photograph or the "
                "method, whatever the network has learned."
            )
        case Verdict.DOES_NOT_CHANGE:
            return (
                f"The map does not change: {figure}. It shows the photograph, or how the method works, and says "
                "little of what the network has learned."
            )
