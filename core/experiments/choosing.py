"""Which method and layer to trust for a network: the one whose maps point best at what they should point at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.evaluation.best import Best, best_of
from core.evaluation.localisation import HEADLINE, Figure
from core.experiments.localising import Row
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method

Candidate = tuple[Method, str | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """The best of `candidates` by how far `figure` lies above chance, over `count` photographs.

    A map without evidence points at nothing, which is what chance does: its photograph counts as 0 above chance.
    """

    figure: Figure
    candidates: tuple[Candidate, ...]
    best: Best

    @property
    def winner(self) -> Candidate:
        """The method and the layer, None for a method of the input."""
        return self.candidates[self.best.index]

    @property
    def is_above_chance(self) -> bool:
        """Whether the winner's interval lies above 0."""
        return self.best.mean.low is not None and self.best.mean.low > 0

    def words(self) -> str:
        """What won, by how much, and what having looked at several does to it."""
        mean, looks, rivals = self.best.mean, self.best.looks, self.best.rivals
        over = f"{_count(mean.count, 'photograph')}"
        if mean.low is not None and mean.high is not None:
            over = f"95 % interval {mean.low:.3f} to {mean.high:.3f}, {over}"
        what = self.figure.label if self.figure.label[:2].isupper() else self.figure.label.lower()
        first = f"{named(self.winner)} points best by {what}: {mean.mean:.3f} above chance ({over})."
        if not self.is_above_chance:
            first += " That is not above chance for certain."
        if looks < 2:
            return first
        second = f" It is the best of {looks} that were compared, so that its figure is a little too good"
        if self.best.judged_apart is not None:
            second += (
                f": chosen on some of the photographs and judged on the others, the best is "
                f"{self.best.judged_apart:.3f} above chance"
            )
        third = f" {_count(len(rivals), 'other')} cannot be told apart from it." if rivals else ""
        return f"{first}{second}.{third}"

    def to_json(self) -> dict[str, Any]:
        """Words and figures as JSON values."""
        mean = self.best.mean
        method, layer = self.winner
        return {
            "figure": self.figure.value,
            "method": method.value,
            "layer": layer,
            "above_chance": {"mean": mean.mean, "low": mean.low, "high": mean.high, "count": mean.count},
            "is_above_chance": self.is_above_chance,
            "compared": self.best.looks,
            "above_chance_judged_apart": self.best.judged_apart,
            "chosen_again": self.best.chosen_again,
            "not_told_apart": [
                {"method": self.candidates[one][0].value, "layer": self.candidates[one][1]} for one in self.best.rivals
            ],
            "words": self.words(),
        }


def choose(rows: Sequence[Row], figure: Figure = HEADLINE) -> Choice | None:
    """The best method and layer among `rows`; None where no photograph has the figure.

    Compared on the photographs for which every candidate has a row and on whose mask the figure is defined.
    """
    candidates = tuple(dict.fromkeys((row.method, row.layer) for row in rows))
    by_image: dict[str, dict[Candidate, float | None]] = {}
    groups: dict[str, str] = {}
    for row in rows:
        groups[row.image] = row.group or row.image
        by_image.setdefault(row.image, {})[row.method, row.layer] = _excess(row, figure)
    complete = {
        image: [values.get(candidate) for candidate in candidates]
        for image, values in by_image.items()
        if any(
            row.localisation is not None and figure in row.localisation.figures for row in rows if row.image == image
        )
    }
    kept = {image: values for image, values in complete.items() if None not in values}
    if not kept:
        return None
    best = best_of(np.array(list(kept.values()), np.float64), groups=[groups[image] for image in kept])
    return Choice(figure, candidates, best) if best is not None else None


def named(candidate: Candidate) -> str:
    """A method and its layer, for sentences."""
    method, layer = candidate
    return f"{CATALOGUE[method].title} at {layer}" if layer is not None else CATALOGUE[method].title


def _excess(row: Row, figure: Figure) -> float | None:
    if row.localisation is None:
        return None
    if not row.localisation.has_evidence:
        return 0.0
    score = row.localisation.figures.get(figure)
    return score.value - score.chance if score is not None else None


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
