"""What the figures of an experiment mean, in sentences. Every sentence follows from figures that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from core.evaluation.localisation import Figure
from core.experiments.explaining import ClassMap
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from core.synthesis.markers.presets import CLEAN

_NONE = f"\u201c{CLEAN}\u201d"
_LIKE = 0.5
_MOSTLY = 0.5
_FAINT = 0.2
"""The share of another map's peak below which a map on the same scale would be hardly seen."""
_SPREAD = 0.33
"""The share of cells above half of the peak from which on a map points at no place."""


@dataclass(frozen=True, slots=True)
class ClassPair:
    """The maps of class `target` on photographs of class `label`, together.

    `zero` is the share of maps without any evidence. Of the others: `peak` the median maximum in the map's own units,
    `inside` the mean share of the evidence in the mask, `chance` that of the area, `coverage` the mean share of cells
    above half of the peak. `logit` is the mean answer. Those that end in `_below` are of the same photographs without
    markers, `likeness` the mean correlation of the maps outside of the masks.
    """

    label: int
    target: int
    count: int
    zero: float
    peak: float | None
    inside: float | None
    chance: float | None
    coverage: float | None
    logit: float
    logit_below: float | None
    peak_below: float | None
    likeness: float | None


def class_pairs(maps: Sequence[ClassMap]) -> list[ClassPair]:
    """The maps of each class on the photographs of each, in the order of the classes."""
    members: dict[tuple[int, int], list[ClassMap]] = {}
    for each in maps:
        members.setdefault((each.label, each.target), []).append(each)
    return [_pair(label, target, found) for (label, target), found in sorted(members.items())]


def _pair(label: int, target: int, maps: Sequence[ClassMap]) -> ClassPair:
    lit = [each for each in maps if each.peak > 0]
    below = [each.peak_below for each in maps if each.peak_below is not None]
    return ClassPair(
        label,
        target,
        len(maps),
        zero=1 - len(lit) / len(maps),
        peak=median(each.peak for each in lit) if lit else None,
        inside=_mean([each.inside for each in lit]),
        chance=_mean([each.chance for each in lit]),
        coverage=_mean([each.coverage for each in lit]),
        logit=float(np.mean([each.logit for each in maps])),
        logit_below=_mean([each.logit_below for each in maps]),
        peak_below=median(below) if below else None,
        likeness=_mean([each.likeness for each in lit]),
    )


def across_in_words(
    titles: Sequence[str], chiefs: Sequence[dict[str, Any]], learned: Sequence[bool], thing: str
) -> list[str]:
    """Several networks in few sentences: the best and the worst answers, who learned nothing, where the maps lie."""
    order = sorted(range(len(titles)), key=lambda place: -float(chiefs[place]["accuracy"]))
    first, last = order[0], order[-1]
    best, worst = (
        f"{chiefs[each]['accuracy']:.0%}{_between(chiefs[each]['accuracy_interval'])}" for each in (first, last)
    )
    sentences = [
        f"Of {len(titles)} networks {titles[first]} answers best, right on {best}; {titles[last]} worst, on {worst}."
    ]
    idle = [title for title, has in zip(titles, learned, strict=True) if not has]
    if idle:
        sentences.append(
            f"No better than always naming the most frequent class: {'; '.join(idle)}. Their maps explain nothing."
        )
    judged = [place for place in order if learned[place] and chiefs[place]["energy_inside"] is not None]
    if judged:
        shares = [
            f"{titles[place]} {chiefs[place]['energy_inside']:.0%} ({chiefs[place]['energy_inside_by_chance']:.0%})"
            for place in judged
        ]
        sentences.append(
            f"The share of Grad-CAM's evidence on {thing}, where one looks first, and by chance: {'; '.join(shares)}."
        )
    return sentences


def accuracy_in_words(title: str, metrics: dict[str, Any], *, is_graded: bool, noun: str) -> str:
    """How right the answers are, and whether that is more than always naming the most frequent class."""
    most = max(each["support"] for each in metrics["per_class"]) / metrics["count"]
    limits = metrics["intervals"]["accuracy"]
    text = f"{title} is right on {metrics['accuracy']:.0%} of {metrics['count']} {noun} held out{_between(limits)}"
    kappa = metrics["quadratic_weighted_kappa"]
    if is_graded and kappa is not None:
        agreement = metrics["intervals"]["quadratic_weighted_kappa"]
        text += f", with a quadratic weighted kappa of {kappa:.2f}{_between(agreement, digits=2)}"
    if not has_learned(metrics):
        return (
            f"{text}. That cannot be told from always naming the most frequent class ({most:.0%}): the network has not "
            "learned to tell the classes apart, and its maps explain nothing that it knows."
        )
    return f"{text}; always naming the most frequent class would reach {most:.0%}."


def independence_in_words(metrics: dict[str, Any]) -> str:
    """Whether the answers depend on the labels: Pearson's chi-square on the confusion matrix, empty lines left out."""
    from scipy.stats import chi2_contingency

    counts = np.array(metrics["confusion_matrix"])
    counts = counts[counts.sum(1) > 0][:, counts.sum(0) > 0]
    kappa = metrics["quadratic_weighted_kappa"]
    agreement = "undefined" if kappa is None else f"{kappa:.3f}"
    if min(counts.shape) < 2:
        return f"one class alone was ever named, so nothing depends on anything; kappa {agreement}"
    probability = float(chi2_contingency(counts, correction=False).pvalue)
    shown = "p < 0.001" if probability < 0.001 else f"p = {probability:.3f}"
    return f"{shown} by chi-square, kappa {agreement}"


def has_learned(metrics: dict[str, Any]) -> bool:
    """Whether the interval of the accuracy lies above the share of the most frequent class."""
    most = max(each["support"] for each in metrics["per_class"]) / metrics["count"]
    limits = metrics["intervals"]["accuracy"]
    return bool((limits[0] if limits else metrics["accuracy"]) > most)


def localisation_in_words(explanations: dict[str, Any], thing: str) -> list[str]:
    """Where Grad-CAM lies at the layer that one looks at first, and where it lies best."""
    summaries = [each for each in explanations["summaries"] if each["method"] == Method.GRAD_CAM.value]
    default = next((each for each in summaries if each["layer"] == explanations["default_layer"]), None)
    if default is None or Figure.ENERGY_INSIDE.value not in default["figures"]:
        return []
    sentences = [
        f"Of right answers, Grad-CAM at '{default['layer']}', the layer one looks at first: {_energy(default, thing)}."
        + _missing(default)
    ]
    best = best_layer(summaries)
    if best is not None and best is not default:
        sentences.append(
            f"Of all layers '{best['layer']}' does best: {_energy(best, thing)}. It was chosen on the same "
            "photographs, so that its figure is a little too good."
        )
    others = [
        each
        for each in explanations["summaries"]
        if each["method"] != Method.GRAD_CAM.value and Figure.AUROC.value in each["figures"]
    ]
    if others:
        first = max(others, key=lambda each: float(each["figures"][Figure.AUROC.value]["mean"]))
        own = default["figures"].get(Figure.AUROC.value)
        if own is not None:
            figure = first["figures"][Figure.AUROC.value]
            sentences.append(
                f"As a detector of pixels of {thing} that map has an AUROC of {own['mean']:.2f}; of the other methods "
                f"{CATALOGUE[Method(first['method'])].title} comes to {figure['mean']:.2f}."
            )
    return sentences


def best_layer(summaries: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Grad-CAM's layer with the most evidence inside above chance, among those with a map for most photographs."""
    judged = [
        each
        for each in summaries
        if each["method"] == Method.GRAD_CAM.value
        and Figure.ENERGY_INSIDE.value in each["figures"]
        and 2 * each["without_evidence"] < each["photographs"]
    ]
    return max(
        judged,
        key=lambda each: float(each["figures"][Figure.ENERGY_INSIDE.value]["above_chance"]["mean"]),
        default=None,
    )


def clean_class_in_words(pairs: Sequence[ClassPair], class_names: Sequence[str]) -> list[str]:
    """Does the map of the class without markers light the background? The thesis's puzzle, answered by figures."""
    if CLEAN not in class_names:
        return []
    clean = class_names.index(CLEAN)
    sentences = []
    for pair in pairs:
        if pair.target != clean or pair.label == clean:
            continue
        own = next((each for each in pairs if each.label == pair.label and each.target == pair.label), None)
        sentences += _on_marked(pair, own, class_names)
    bare = next((each for each in pairs if each.label == each.target == clean), None)
    if bare is not None:
        sentences.append(_on_clean(bare))
    return sentences


def _on_marked(pair: ClassPair, own: ClassPair | None, class_names: Sequence[str]) -> list[str]:
    marked = class_names[pair.label]
    if pair.inside is None or pair.chance is None or pair.peak is None:
        sentence = (
            f"On photographs of {marked} the map of {_NONE} is zero on all {pair.count}: this network has no "
            f"evidence for {_NONE} at this layer. A program that stretches every map to the full range of its "
            "colours would paint something nevertheless."
        )
        return [sentence]
    text = (
        f"On photographs of {marked} the map of {_NONE} is zero on {pair.zero:.0%} of {pair.count}; where it is not, "
        f"{pair.inside:.0%} of its evidence lies on the marker, which covers {pair.chance:.0%} of the fundus, and "
        f"{pair.coverage or 0:.0%} of its cells reach half of its maximum."
    )
    if own is not None and own.peak is not None:
        text += f" Its peak is {pair.peak / own.peak:.2g} times that of the map of {marked} on the same photographs."
    sentences = [text]
    if pair.logit_below is not None and own is not None and own.logit_below is not None:
        change = (
            f"When the marker is taken away and nothing else changed, the logit of {_NONE} goes from {pair.logit:.2f} "
            f"to {pair.logit_below:.2f} and that of {marked} from {own.logit:.2f} to {own.logit_below:.2f}."
        )
        sentences.append(change + _changed(pair))
    sentences.append(_verdict(pair, own, marked))
    return sentences


def _changed(pair: ClassPair) -> str:
    if pair.likeness is None:
        return ""
    how = "stays alike" if pair.likeness >= _LIKE else "becomes another"
    return f" Outside of the marker the map of {_NONE} {how} (correlation {pair.likeness:.2f})."


def _verdict(pair: ClassPair, own: ClassPair | None, marked: str) -> str:
    is_beside = pair.inside is not None and pair.chance is not None and pair.inside < pair.chance
    if pair.zero >= _MOSTLY:
        return (
            f"So mostly there is nothing to show: {_NONE} has no evidence of its own there, and a picture of it can "
            "come only from stretching nothing to full colour."
        )
    if is_beside and own is not None and own.peak and pair.peak is not None and pair.peak < _FAINT * own.peak:
        return (
            f"So next to nothing speaks for {_NONE} where there is a marker: what seems to light the background is the "
            "little that is left beside the marker, stretched to full colour. On one scale with the map of "
            f"{marked} it could hardly be seen."
        )
    if is_beside and pair.likeness is not None and pair.likeness >= _LIKE:
        return (
            f"So the lit background is no fault of the method: for {_NONE} this network weighs features of the fundus "
            "that every photograph has, with the marker and without it, and the map avoids the marker. It says what "
            "the network uses, and it says nothing of this photograph."
        )
    if is_beside:
        return (
            f"So the map of {_NONE} avoids the marker: its evidence is the fundus where no marker lies, and it changes "
            "with the photograph."
        )
    return (
        f"So here the map of {_NONE} does not avoid the marker: its cells reach over it. What is lit is not the "
        f"background, and the map cannot be read as the reason for {_NONE}."
    )


def _on_clean(bare: ClassPair) -> str:
    if bare.peak is None:
        return f"On clean photographs too the map of {_NONE} is zero on all {bare.count}."
    text = f"On clean photographs the map of {_NONE} is zero on {bare.zero:.0%} of {bare.count}"
    if bare.coverage is None:
        return f"{text}."
    text += f"; where it is not, {bare.coverage:.0%} of its cells reach half of its maximum"
    if bare.coverage >= _SPREAD:
        return f"{text}: the evidence for {_NONE} is the fundus as a whole, and no place of it in particular."
    return f"{text}."


def _energy(summary: dict[str, Any], thing: str) -> str:
    figure = summary["figures"][Figure.ENERGY_INSIDE.value]
    pointing = summary["figures"][Figure.POINTING_GAME.value]
    limits = [figure["low"], figure["high"]] if figure["low"] is not None else None
    return (
        f"{figure['mean']:.0%} of the evidence{_between(limits)} lies on {thing}, by chance {figure['chance']:.1%} "
        f"would; its maximum does so {pointing['mean']:.0%} of the time, by chance {pointing['chance']:.1%}"
    )


def _missing(summary: dict[str, Any]) -> str:
    if not summary["without_evidence"]:
        return ""
    return f" {summary['without_evidence']} of {summary['photographs']} maps hold no evidence at all."


def _between(limits: Sequence[float] | None, *, digits: int = -1) -> str:
    if limits is None:
        return ""
    low, high = limits
    if digits < 0:
        return f" (95 % interval {low:.0%} to {high:.0%})"
    return f" (95 % interval {low:.{digits}f} to {high:.{digits}f})"


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None
