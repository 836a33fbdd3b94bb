"""The tables of a report: figures as the template wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from core.drawing.charts import Series, curves
from core.drawing.shapes import Ink
from core.drawing.svg import svg
from core.evaluation.localisation import Figure
from core.experiments.findings import ClassPair, best_layer, clean_class_in_words
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
_FULL_SHADE = 0.5
"""The difference to chance from which on a cell is as dark as it gets."""
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
    """Figures beside chance: `rows` a method where one looks first and Grad-CAM where it does best, `layers` a layer.

    None where nothing could be judged.
    """
    summaries = explanations["summaries"]
    if not summaries:
        return None
    default = explanations["default_layer"]
    best = best_layer(summaries)
    main = [each for each in summaries if each["layer"] in (default, None) or each is best]
    layers = [each for each in summaries if each["method"] == Method.GRAD_CAM.value]
    notes = [
        f"{CATALOGUE[Method(name)].title} could not be asked: {why}" for name, why in explanations["refused"].items()
    ]
    wrong = sum(each["photographs"] for each in explanations["summaries_of_wrong_answers"][:1])
    notes.append(f"Of right answers; left out are wrong ones with something to point at: {wrong}.")
    return {
        "rows": [_row(each, default) for each in main],
        "layers": [_row(each, default) for each in layers] if len(layers) > 2 else [],
        "plot": _layer_plot(layers),
        "notes": notes,
        "figures": [figure.label for figure in _FIGURES],
        "caption": "Means over photographs, in brackets what a map that knows nothing would reach on the same masks; "
        "the black around the fundus does not count. Colour: green above chance, red below; ~ marks differences whose "
        "95 % interval holds 0. Hover for intervals. In bold: Grad-CAM at the layer one looks at first.",
    }


def _row(summary: dict[str, Any], default: str | None) -> dict[str, Any]:
    return {
        "method": CATALOGUE[Method(summary["method"])].title,
        "layer": summary["layer"] or "input",
        "count": summary["photographs"],
        "without_evidence": summary["without_evidence"],
        "figures": [_cell(summary["figures"].get(figure.value)) for figure in _FIGURES],
        "hit": _cell(summary["lesions_hit"]),
        "is_default": summary["method"] == Method.GRAD_CAM.value and summary["layer"] == default,
    }


def _layer_plot(layers: Sequence[dict[str, Any]]) -> str:
    """Energy inside and its chance level, layer by layer; empty for a network with next to no layers."""
    if len(layers) < 3:
        return ""
    found = [each["figures"].get(Figure.ENERGY_INSIDE.value) for each in layers]
    inside = [figure["mean"] if figure is not None else None for figure in found]
    chance = [figure["chance"] if figure is not None else None for figure in found]
    lines = [Series("energy inside", inside, Ink.FIRST), Series("by chance", chance, Ink.SECOND)]
    drawn = curves(lines, across="layer, from the input on")
    return svg(drawn) if drawn is not None else ""


def _cell(figure: dict[str, Any] | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    above = figure["above_chance"]
    return {
        "mean": figure["mean"],
        "low": figure["low"],
        "high": figure["high"],
        "chance": figure["chance"],
        "above": above["mean"],
        "shade": f"{0.6 * min(1.0, abs(above['mean']) / _FULL_SHADE):.2f}",
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
    is_graded = any(arm["is_graded"] for arm in arms)
    columns = ["Network", "input", "parameters", "accuracy (95 % interval)", "Grad-CAM: energy inside (by chance)"]
    columns += ["Grad-CAM: AUROC", *(["quadratic weighted kappa"] if is_graded else [])]
    rows = []
    for arm in arms:
        chief = arm["chief"]
        limits, energy = chief["accuracy_interval"], chief["energy_inside"]
        row = [
            arm["title"],
            f"{arm['input']} px",
            f"{arm['model']['parameters']:,}",
            f"{chief['accuracy']:.2f}" + (f" ({limits[0]:.2f} to {limits[1]:.2f})" if limits else ""),
            f"{energy:.2f} ({chief['energy_inside_by_chance']:.2f})" if energy is not None else MISSING,
            number(chief["area_under_roc_curve"], 2),
        ]
        if is_graded:
            row.append(number(chief["quadratic_weighted_kappa"], 2) if arm["is_graded"] else MISSING)
        rows.append(row)
    return {
        "columns": columns,
        "rows": rows,
        "caption": "On what was held out; Grad-CAM at each network's own layer to look at first, right answers only.",
    }


def number(value: float | None, digits: int = 2) -> str:
    """A figure with so many digits behind the point."""
    return MISSING if value is None else f"{value:.{digits}f}"


def percent(value: float | None) -> str:
    """A share in per cent."""
    return MISSING if value is None else f"{value:.0%}"
