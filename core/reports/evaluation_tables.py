"""The tables of an evaluation."""

from __future__ import annotations

from core.evaluation.assessment import Assessment, IntervalKind
from core.evaluation.evaluating import Evaluated, mistakes
from core.reports.document import Cell, Table, Tone, row, rows
from core.reports.figures import figure_cell, number
from core.reports.origin import pseudonym

MOST_MISTAKES = 10
_FULL_SHADE = 0.55
_LINES = {
    "accuracy": "Accuracy",
    "balanced_accuracy": "Balanced accuracy",
    "quadratic_weighted_kappa": "Quadratic weighted kappa",
    "auc_one_against_rest": "AUC, one class against the rest, mean",
    "auc_referable": "AUC, referable (grade 2 and above)",
    "referable_sensitivity": "Sensitivity for referable, at the predicted class",
    "referable_specificity": "Specificity for referable, at the predicted class",
    "loss": "Mean negative log-likelihood",
}
_CLASS_FIGURES = {
    "recall": "sensitivity (recall)",
    "specificity": "specificity",
    "precision": "positive predictive value (precision)",
    "negative_predictive_value": "negative predictive value",
    "f1": "F1",
    "auc": "AUC",
}


def figure_table(evaluated: Evaluated) -> Table:
    """The figures of the whole set that are defined, with their intervals."""
    found = evaluated.assessment
    lines = [
        (title, figure_cell(getattr(found.metrics, name), found.intervals.figures.get(name)))
        for name, title in _LINES.items()
        if getattr(found.metrics, name) is not None
    ]
    patients = len(set(evaluated.answers.groups))
    of_patients = f" of {patients} patients" if evaluated.answers.are_patients_known else ""
    caption = f"{found.metrics.count:,} photographs{of_patients}. In brackets 95 % intervals: {_interval_words(found)}."
    return Table(("Figure", "Value"), rows(lines), caption)


def class_table(evaluated: Evaluated) -> Table:
    """The figures of each class, and their means."""
    found = evaluated.assessment
    lines = []
    for each, intervals in zip(found.metrics.per_class, found.intervals.per_class, strict=True):
        figures = [figure_cell(getattr(each, name), intervals.get(name)) for name in _CLASS_FIGURES]
        lines.append(row(each.name, f"{each.support:,}", *figures, number(each.average_precision)))
    for name, mean in (("mean over classes", found.metrics.macro), ("mean by support", found.metrics.weighted)):
        cells = [number(value) for value in (mean.recall, mean.specificity, mean.precision)]
        lines.append(row(Cell("", soft=name), "", *cells, "", number(mean.f1), "", ""))
    header = ("Class", "photographs", *_CLASS_FIGURES.values(), "average precision")
    return Table(header, tuple(lines), "By class, each against the rest.")


def confusion_table(evaluated: Evaluated) -> Table:
    """Counts by true and predicted class, with the share of the row, shaded by it."""
    plain, names = evaluated.assessment.to_json(), evaluated.class_names
    lines = []
    for index, name in enumerate(names):
        counts, shares = plain["confusion_matrix"][index], plain["confusion_matrix_row_percent"][index]
        cells = [
            Cell(
                f"{count:,}",
                f"{share:.1f} %" if share and count else "",
                shade=_FULL_SHADE * (share or 0.0) / 100,
                tone=Tone.GOOD if column == index else Tone.BAD,
            )
            for column, (count, share) in enumerate(zip(counts, shares, strict=True))
        ]
        lines.append(row(Cell(name, is_strong=True), *cells))
    caption = "Confusion matrix. Rows: true class. Columns: predicted class. Counts, with the share of the row."
    return Table(("", *names), tuple(lines), caption)


def mistakes_table(evaluated: Evaluated, *, are_names_shown: bool) -> Table | None:
    """The surest wrong answers; None where none is wrong."""
    found, names = mistakes(evaluated.answers, count=MOST_MISTAKES), evaluated.class_names
    if not found:
        return None
    ids = dict(zip(evaluated.answers.images, evaluated.ids, strict=True))
    lines = [
        (image if are_names_shown else pseudonym(ids[image]), names[label], names[said], number(probability))
        for image, label, said, probability in found
    ]
    header = ("Photograph", "true class", "predicted", "probability")
    caption = f"The {len(lines)} wrong answers that the model was most sure of."
    if not are_names_shown:
        caption += " Photographs are named by the start of their file's SHA-256."
    return Table(header, rows(lines), caption, word_columns=3)


def _interval_words(found: Assessment) -> str:
    if IntervalKind.EXACT in found.interval_kinds.values():
        return "exact for shares of photographs, else from resampled photographs (patients are not known)"
    return "from resampled patients"
