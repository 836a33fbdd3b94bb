"""Checks of a map: whether it comes from the network's weights, and holds when little is changed.

`randomisation` (sanity), `null_band` (what random networks reach), `stability` (small changes of the photograph, other
models) and `precision` (half, single, double). Each works on copies: neither the model that is asked nor any cache
is touched. docs/checks.md says what each means and how it misleads.
"""

from core.explain.check_settings import (
    BandScale,
    BandScope,
    BandSettings,
    RandomisationSettings,
    Verdict,
    Weights,
)
from core.explain.checks.null_band import NullBand, null_band
from core.explain.checks.precision import PrecisionCheck, precision
from core.explain.checks.randomisation import RandomisationCheck, randomisation
from core.explain.checks.similarity import Similarity, compare, rank_correlation, structural_similarity
from core.explain.checks.stability import StabilityCheck, stability

__all__ = [
    "BandScale",
    "BandScope",
    "BandSettings",
    "NullBand",
    "PrecisionCheck",
    "RandomisationCheck",
    "RandomisationSettings",
    "Similarity",
    "StabilityCheck",
    "Verdict",
    "Weights",
    "compare",
    "null_band",
    "precision",
    "randomisation",
    "rank_correlation",
    "stability",
    "structural_similarity",
]
