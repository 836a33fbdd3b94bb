"""Whether an evaluation can be trusted: what is wrong with it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation.exact import chance_of_so_many
from core.evaluation.intervals import Interval
from core.evaluation.metrics import Metrics

SIGNIFICANCE = 0.05
FEW_OF_A_CLASS = 10
WIDE_INTERVAL = 0.2
"""An accuracy that is known only to within a tenth to either side."""
GOOD_KAPPA = 0.3
"""From here on validation had learned something (Landis and Koch 1977: fair)."""
MONTE_CARLO_SETS = 10_000


class Concern(StrEnum):
    """What may be wrong with an evaluation."""

    INDEPENDENT = "independent_of_labels"
    MAJORITY = "no_better_than_majority"
    MISSING_CLASS = "class_missing"
    NEVER_PREDICTED = "class_never_predicted"
    SMALL_CLASS = "class_too_small"
    SMALL_SAMPLE = "sample_too_small"
    FELL_FROM_VALIDATION = "fell_from_validation"
    ON_BOTH_SIDES = "on_both_sides"
    UNMATCHED = "unmatched"
    BAD_PROBABILITIES = "probabilities_do_not_sum_to_one"


@dataclass(frozen=True, slots=True)
class Caution:
    """A concern in words that a reader understands without the numbers behind it."""

    concern: Concern
    text: str

    def to_json(self) -> dict[str, str]:
        """Plain values."""
        return {"concern": self.concern.value, "text": self.text}


@dataclass(frozen=True, slots=True)
class Independence:
    """Pearson's chi-square test of a confusion matrix: whether predictions depend on labels at all.

    `p_value` is None where either side is all of one class: then nothing can depend on anything. With expected counts
    under 5 the chi-square distribution is a rough guide: `monte_carlo_p_value` is then the share of shuffled labels
    that give a chi-square as large, else None.
    """

    chi_square: float | None
    degrees_of_freedom: int
    p_value: float | None
    monte_carlo_p_value: float | None

    @property
    def p(self) -> float | None:
        """The p-value to go by."""
        return self.p_value if self.monte_carlo_p_value is None else self.monte_carlo_p_value

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def independence(matrix: NDArray[np.int64], *, seed: int = 0) -> Independence:
    """The test of a confusion matrix, over the classes that occur."""
    from scipy.stats import chi2_contingency

    counts = matrix[matrix.sum(1) > 0][:, matrix.sum(0) > 0]
    if min(counts.shape) < 2:
        return Independence(None, 0, None, None)
    result = chi2_contingency(counts, correction=False)
    is_sparse = bool((result.expected_freq < 5).any())
    by_shuffling = _by_shuffling(counts, float(result.statistic), seed) if is_sparse else None
    return Independence(float(result.statistic), int(result.dof), float(result.pvalue), by_shuffling)


def cautions(
    metrics: Metrics, *, accuracy_interval: Interval | None = None, validation_kappa: float | None = None
) -> tuple[Caution, ...]:
    """What the confusion matrix alone gives reason to say.

    `validation_kappa` is the quadratic weighted kappa that the model's card reports from its validation, if it does.
    """
    if not metrics.count:
        return (Caution(Concern.SMALL_SAMPLE, "There is no photograph with a label: nothing was measured."),)
    found = [
        *_independent(metrics, validation_kappa),
        *_majority(metrics),
        *_fallen(metrics, validation_kappa),
        *_classes(metrics),
        *_small(metrics, accuracy_interval),
    ]
    return tuple(found)


def shared_photographs(photographs: Sequence[str], patients: Sequence[str]) -> tuple[Caution, ...]:
    """The warning that photographs or patients of the test were trained on; none where there are none."""
    parts = []
    if photographs:
        parts.append(f"{len(photographs)} photographs (such as {photographs[0]}) are identical to training photographs")
    if patients:
        parts.append(f"{len(patients)} patients (such as {patients[0]}) were trained on")
    if not parts:
        return ()
    text = f"Test and training overlap: {' and '.join(parts)}. The figures are too good; leave these out."
    return (Caution(Concern.ON_BOTH_SIDES, text),)


def _independent(metrics: Metrics, validation_kappa: float | None) -> list[Caution]:
    test = independence(np.array(metrics.confusion_matrix, np.int64))
    kappa = metrics.quadratic_weighted_kappa
    if test.p is None:
        said = [each.name for each in metrics.per_class if each.precision is not None]
        what = f"Every photograph is predicted as '{said[0]}'" if len(said) == 1 else "All photographs are of one class"
        return [Caution(Concern.INDEPENDENT, f"{what}: predictions cannot depend on labels, and kappa says nothing.")]
    if test.p <= SIGNIFICANCE:
        return []
    if kappa is not None and kappa >= GOOD_KAPPA:
        text = (
            f"The chi-square test cannot tell these predictions from ones that are independent of the labels (p = "
            f"{test.p:.2f}), though kappa is {kappa:.2f}: {metrics.count} photographs are too few for it."
        )
        return [Caution(Concern.SMALL_SAMPLE, text)]
    figures = f"chi-square p = {test.p:.2f}" + (f", quadratic weighted kappa {kappa:.3f}" if kappa is not None else "")
    advice = (
        "This is what misaligned labels or a shuffled loader look like: check that each label is of its photograph."
    )
    if validation_kappa is not None and validation_kappa >= GOOD_KAPPA:
        advice = f"Validation reached a kappa of {validation_kappa:.2f}. {advice}"
    return [
        Caution(Concern.INDEPENDENT, f"Predictions are statistically independent of the labels ({figures}). {advice}")
    ]


def _majority(metrics: Metrics) -> list[Caution]:
    largest = max(metrics.per_class, key=lambda each: each.support)
    share = largest.support / metrics.count
    right = sum(metrics.confusion_matrix[index][index] for index in range(len(metrics.per_class)))
    if share == 1 or chance_of_so_many(right, metrics.count, share) <= SIGNIFICANCE:
        return []
    is_lower = right <= largest.support
    what = "is no better than" if is_lower else "is not certainly better than"
    why = (
        "Look at kappa and at each class instead."
        if is_lower
        else f"{metrics.count} photographs are too few to say so."
    )
    return [
        Caution(
            Concern.MAJORITY,
            f"An accuracy of {right / metrics.count:.3f} {what} always answering '{largest.name}', which is right on "
            f"{share:.3f}. {why}",
        )
    ]


def _fallen(metrics: Metrics, validation_kappa: float | None) -> list[Caution]:
    kappa = metrics.quadratic_weighted_kappa
    if kappa is None or validation_kappa is None or validation_kappa < GOOD_KAPPA or kappa > validation_kappa / 2:
        return []
    return [
        Caution(
            Concern.FELL_FROM_VALIDATION,
            f"Kappa fell from {validation_kappa:.2f} in validation to {kappa:.2f} here: other photographs, other "
            "preparation, or labels that belong to other photographs.",
        )
    ]


def _classes(metrics: Metrics) -> list[Caution]:
    missing = [each.name for each in metrics.per_class if not each.support]
    silent = [each.name for each in metrics.per_class if each.support and each.precision is None]
    small = [each for each in metrics.per_class if 0 < each.support < FEW_OF_A_CLASS]
    found = []
    if missing:
        found.append(
            Caution(
                Concern.MISSING_CLASS,
                f"No photograph is of class {_listed(missing)}: nothing is known of it, and its AUC is undefined.",
            )
        )
    if silent:
        found.append(Caution(Concern.NEVER_PREDICTED, f"Class {_listed(silent)} is never predicted."))
    if small:
        counts = ", ".join(f"'{each.name}' ({each.support})" for each in small)
        found.append(Caution(Concern.SMALL_CLASS, f"Too few photographs to say much of {counts}."))
    return found


def _small(metrics: Metrics, interval: Interval | None) -> list[Caution]:
    if interval is None or interval.high - interval.low <= WIDE_INTERVAL:
        return []
    return [
        Caution(
            Concern.SMALL_SAMPLE,
            f"{metrics.count} photographs are few: the accuracy may be anything from {interval.low:.2f} to "
            f"{interval.high:.2f}.",
        )
    ]


def _by_shuffling(counts: NDArray[np.int64], statistic: float, seed: int) -> float:
    """The share of tables with the same margins, drawn by shuffling labels, whose chi-square is as large."""
    from scipy.stats import random_table

    expected = counts.sum(1)[:, None] * counts.sum(0) / counts.sum()
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, int(counts.sum())])))
    tables = random_table(counts.sum(1), counts.sum(0)).rvs(MONTE_CARLO_SETS, method="patefield", random_state=random)
    drawn = ((tables - expected) ** 2 / expected).sum((1, 2))
    return float((1 + (drawn >= statistic * (1 - 1e-9)).sum()) / (1 + MONTE_CARLO_SETS))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
