"""Models against one another, as a part of a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.evaluation.evaluating import Evaluated
from core.evaluation.model_pairs import comparison
from core.reports.document import Section, Table, rows
from core.reports.figures import figure_cell, p_value

_CAPTION = (
    "On the photographs that both models answered. McNemar's exact test asks whether one is right more often; DeLong's "
    "compares the areas; differences are first less second, with 95 % intervals over resampled patients."
)
_HEADER = (
    "Models",
    "photographs",
    "right: both",
    "only the first",
    "only the second",
    "neither",
    "McNemar p",
    "accuracy, difference",
    "kappa, difference",
    "referable AUC, difference",
    "DeLong p",
)


def comparison_section(pairs: Sequence[tuple[Evaluated, Evaluated]]) -> Section:
    """Every pair in a table. Raises FunduscopeError for models of different classes."""
    lines = [_line(comparison(one, other)) for one, other in pairs]
    return Section("Comparison", (Table(_HEADER, rows(lines), _CAPTION),))


def _line(found: dict[str, Any]) -> tuple[Any, ...]:
    counts = [str(found[name]) for name in ("count", "both", "only_first", "only_second", "neither")]
    differences = [figure_cell(each["difference"], each["interval"]) for each in (found["accuracy"], found["kappa"])]
    area = found["area"]
    return (
        f"{found['first']} / {found['second']}",
        *counts,
        p_value(found["p"]),
        *differences,
        figure_cell(area["difference"], area["interval"]),
        p_value(area["p"]),
    )
