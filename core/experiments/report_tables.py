"""The tables of a report: figures as the template wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from core.evaluation.localisation import Figure
from core.experiments.findings import ClassPair, clean_class_in_words
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method

MISSING = "\u2013"
"""What stands where there is no figure."""
_FIGURES = (
    Figure.ENERGY_INSIDE,
    Figure.POINTING_GAME_TOLERANT,
    Figure.AUROC,
    Figure.AVERAGE_PRECISION,
    Figure.IOU_BEST,
)
_METRICS = {
    "accuracy": "Accuracy",
    "balanced_accuracy": "Balanced accuracy",
    "auc_one_against_rest": "AUC, one class against the rest, mean",
}
_METRICS_OF_GRADES = {
    "quadratic_weighted_kappa": "Quadratic weighted kappa",
    "auc_referable": "AUC, referable (grade 2 and above)",
}


def confusion_rows(metrics: dict[str, Any]) -> list[dict[str, Any]]:
    """A row a true class: counts by predicted class, shaded by their share, with recall and precision."""
    rows = []
    for index, (cells, each) in enumerate(zip(metrics["confusion_matrix"], metrics["per_class"], strict=True)):
        support = max(1, each["support"])
        rows.append(
            {
                "name": each["name"],
                "support": each["support"],
                "recall": each["recall"],
                "precision": each["precision"],
                "cells": [
                    {"count": count, "is_right": column == index, "shade": f"{0.55 * count / support:.2f}"}
                    for column, count in enumerate(cells)
                ],
            }
        )
    return rows


def metric_lines(metrics: dict[str, Any], *, is_graded: bool) -> list[dict[str, Any]]:
    """The figures of the whole set that are defined, with their intervals; kappa and the like for grades alone."""
    lines = []
    for name, label in (_METRICS | _METRICS_OF_GRADES if is_graded else _METRICS).items():
        if metrics.get(name) is not None:
            low, high = metrics["intervals"].get(name) or (None, None)
            lines.append({"name": label, "value": metrics[name], "low": low, "high": high})
    return lines


def localisation_table(explanations: dict[str, Any]) -> dict[str, Any] | None:
    """A row a method and layer, with figures beside chance; None where nothing could be judged."""
    if not explanations["summaries"]:
        return None
    rows = [
        {
            "method": CATALOGUE[Method(each["method"])].title,
            "layer": each["layer"] or "input",
            "count": each["photographs"],
            "without_evidence": each["without_evidence"],
            "figures": [_cell(each["figures"].get(figure.value)) for figure in _FIGURES],
            "hit": _cell(each["lesions_hit"]),
            "is_default": each["method"] == Method.GRAD_CAM.value and each["layer"] == explanations["default_layer"],
        }
        for each in explanations["summaries"]
    ]
    notes = [
        f"{CATALOGUE[Method(name)].title} could not be asked: {why}" for name, why in explanations["refused"].items()
    ]
    wrong = sum(each["photographs"] for each in explanations["summaries_of_wrong_answers"][:1])
    notes.append(f"Right answers only; {wrong} wrong ones with something to point at are left out.")
    return {
        "rows": rows,
        "notes": notes,
        "figures": [figure.label for figure in _FIGURES],
        "caption": "Means over photographs, in brackets what a map that knows nothing would reach on the same masks; "
        "the black around the fundus does not count. Colour: green above chance, red below; ~ marks differences whose "
        "95 % interval (by patient) holds 0. Hover for intervals. The line in bold is the layer that one looks at "
        "first.",
    }


def _cell(figure: dict[str, Any] | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    above = figure["above_chance"]
    room = (1 - figure["chance"]) if above["mean"] >= 0 else figure["chance"]
    return {
        "mean": figure["mean"],
        "low": figure["low"],
        "high": figure["high"],
        "chance": figure["chance"],
        "above": above["mean"],
        "shade": f"{min(0.6, 0.6 * abs(above['mean']) / room if room > 0 else 0):.2f}",
        "is_sure": above["low"] is not None and (above["low"] > 0 or above["high"] < 0),
    }


def class_table(pairs: Sequence[ClassPair], names: Sequence[str], layer: str | None) -> dict[str, Any] | None:
    """A row for the map of each class on the photographs of each, and what follows for the class without markers."""
    if not pairs:
        return None
    rows = [
        asdict(pair) | {"label": names[pair.label], "target": names[pair.target], "is_own": pair.label == pair.target}
        for pair in pairs
    ]
    return {
        "rows": rows,
        "has_below": any(pair.logit_below is not None for pair in pairs),
        "answer": clean_class_in_words(pairs, names),
        "caption": f"Grad-CAM at '{layer}', all photographs held out. Peaks are in the map's own units, so that they "
        "can be compared; figures of evidence leave zero maps out. In bold: the map of a photograph's own class. "
        "Without marker: the same photograph rendered before the marker was laid into it; likeness is the correlation "
        "of the two maps where no marker lies.",
    }


def across_table(arms: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A row an arm: its network, how right it is, where Grad-CAM lies."""
    rows = []
    for arm in arms:
        chief = arm["chief"]
        limits = chief["accuracy_interval"]
        accuracy = f"{chief['accuracy']:.2f}" + (f" ({limits[0]:.2f} to {limits[1]:.2f})" if limits else "")
        energy = chief["energy_inside"]
        rows.append(
            [
                arm["title"],
                f"{arm['input']} px",
                f"{arm['model']['parameters']:,}",
                accuracy,
                number(chief["quadratic_weighted_kappa"], 2),
                f"{energy:.2f} ({chief['energy_inside_by_chance']:.2f})" if energy is not None else MISSING,
                number(chief["area_under_roc_curve"], 2),
            ]
        )
    return {
        "columns": [
            "Network",
            "input",
            "parameters",
            "accuracy (95 % interval)",
            "quadratic weighted kappa",
            "Grad-CAM: energy inside (by chance)",
            "Grad-CAM: AUROC",
        ],
        "rows": rows,
        "caption": "On the photographs held out; Grad-CAM at each network's own layer to look at first, right answers "
        "only.",
    }


def number(value: float | None, digits: int = 2) -> str:
    """A figure with so many digits behind the point."""
    return MISSING if value is None else f"{value:.{digits}f}"


def percent(value: float | None) -> str:
    """A share in per cent."""
    return MISSING if value is None else f"{value:.0%}"
