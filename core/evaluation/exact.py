"""Intervals and tests that are known exactly. SciPy does the arithmetic."""

from __future__ import annotations

from core.evaluation.intervals import LEVEL, Interval


def proportion_interval(part: int, whole: int, *, level: float = LEVEL) -> Interval | None:
    """The exact interval of a share of independent samples (Clopper and Pearson 1934); None of no samples."""
    from scipy.stats import binomtest

    if not whole:
        return None
    limits = binomtest(part, whole).proportion_ci(level, method="exact")
    return Interval(float(limits.low), float(limits.high))


def chance_of_so_many(part: int, whole: int, share: float) -> float:
    """The probability of `part` or more of `whole` where each has the probability `share`: one-sided binomial test."""
    from scipy.stats import binomtest

    return float(binomtest(part, whole, share, alternative="greater").pvalue) if whole else 1.0
