"""Localisation as JSON values, for files and other programs. Keys are the figures' full names in snake case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.evaluation.intervals import MeanInterval
from core.experiments.budgets import budget_to_json
from core.experiments.faithfulness import Faithfulness
from core.experiments.localising import FaithfulnessMean, FigureMean, Row, Summary


def row_to_json(row: Row, class_names: Sequence[str]) -> dict[str, Any]:
    """A row as JSON values: figures by their names, each with value and chance; null where it has none."""
    found, lesions = row.localisation, row.lesions
    faithful = {} if row.faithfulness is None else {"faithfulness": _faithfulness_to_json(row.faithfulness)}
    return {
        "image": row.image,
        "label": class_names[row.label] if row.label >= 0 else None,
        "predicted": class_names[row.predicted],
        "target": class_names[row.target],
        "method": row.method.value,
        "layer": row.layer,
        "has_mask": found is not None,
        "has_evidence": found.has_evidence if found is not None else None,
        "mask_share": found.mask_share if found is not None else None,
        "coverage": found.coverage if found is not None else None,
        "sparseness": found.sparseness if found is not None else None,
        "figures": {
            figure.value: {"value": score.value, "chance": score.chance}
            for figure, score in (found.figures.items() if found is not None else ())
        },
        "lesions": [
            {
                "code": lesion.code,
                "x": lesion.x,
                "y": lesion.y,
                "area_px": lesion.area_px,
                "is_hit": lesion.is_hit,
                "chance": lesion.chance,
                "evidence_share": lesion.evidence_share,
            }
            for lesion in (lesions.lesions if lesions is not None else ())
        ],
        "evidence_on_no_lesion": lesions.outside_share if lesions is not None else None,
        **faithful,
        **({} if row.anatomy is None else {"anatomy": budget_to_json(row.anatomy)}),
    }


def summary_to_json(summary: Summary) -> dict[str, Any]:
    """A summary as JSON values: each figure with mean, low, high (95 % interval), chance and above_chance."""
    faithful = {figure.value: _faithfulness_mean_to_json(mean) for figure, mean in summary.faithfulness.items()}
    return {
        "method": summary.method.value,
        "layer": summary.layer,
        "photographs": summary.count,
        "without_evidence": summary.without_evidence,
        "figures": {figure.value: _mean_to_json(mean) for figure, mean in summary.figures.items()},
        "lesions": summary.lesion_count,
        "lesions_hit": _mean_to_json(summary.lesions_hit) if summary.lesions_hit is not None else None,
        "coverage": _interval_to_json(summary.coverage),
        "sparseness": _interval_to_json(summary.sparseness),
        **({"faithfulness": faithful} if faithful else {}),
    }


def _mean_to_json(mean: FigureMean) -> dict[str, Any]:
    return {
        **(_interval_to_json(mean.value) or {}),
        "chance": mean.chance,
        "above_chance": _interval_to_json(mean.above_chance),
    }


def _interval_to_json(interval: MeanInterval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    return {"mean": interval.mean, "low": interval.low, "high": interval.high, "count": interval.count}


def _faithfulness_to_json(found: Faithfulness) -> dict[str, Any]:
    figures = {figure.value: {"value": one.value, "chance": one.chance} for figure, one in found.figures.items()}
    curves = {"insertion_curve": list(found.insertion), "deletion_curve": list(found.deletion)}
    return figures | (curves if found.insertion else {})


def _faithfulness_mean_to_json(mean: FaithfulnessMean) -> dict[str, Any]:
    return {
        **(_interval_to_json(mean.value) or {}),
        "chance": mean.chance,
        "above_chance": _interval_to_json(mean.above_chance),
    }
