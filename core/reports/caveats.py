"""What has to be borne in mind of one answer and its map, in words: what is always so, and what is so here."""

from __future__ import annotations

from core.explain.explanation import Explanation
from core.images.photograph import Photograph
from core.networks.card import ModelCard
from core.networks.prediction import Prediction
from core.reports.figures import percent
from core.reports.maps import map_figures

CLOSE_CALL = 0.15
"""Two classes whose probabilities differ by less are a close call."""
UNSURE = 0.5
COARSE_SHARE = 0.05
"""Cells wider than that share of the photograph cannot point at a small lesion."""
SEEN_SHARE = 0.9


def general_words(*, has_map: bool) -> str:
    """What is true of every such answer."""
    words = (
        "A network has learned to give the labels of the photographs it was trained on. On other cameras, other "
        "populations and diseases it was not shown it may be wrong without showing it."
    )
    if not has_map:
        return words
    return (
        "The map shows what this network's answer rests on, as this method measures it. It does not show what is wrong "
        f"with the eye, and a map that lies on a lesion does not make the answer right. {words}"
    )


def caveats(
    card: ModelCard, photograph: Photograph, prediction: Prediction, explanation: Explanation | None
) -> tuple[str, ...]:
    """What is to be said of this answer."""
    found = [*_of_the_answer(card, prediction), *_of_the_photograph(card, photograph)]
    if explanation is not None:
        found += _of_the_map(photograph, explanation)
    return tuple(found)


def _of_the_answer(card: ModelCard, prediction: Prediction) -> list[str]:
    given, names = prediction.probabilities, card.class_names
    order = given.argsort()[::-1]
    first, second = int(order[0]), int(order[1])
    gap = float(given[first] - given[second])
    if gap < CLOSE_CALL:
        shares = [percent(float(given[index])) for index in (first, second)]
        return [f"A close call: {names[first]} has {shares[0]}, {names[second]} {shares[1]}."]
    if given[first] < UNSURE:
        return [f"No class reaches half of the probability; the likeliest has {percent(float(given[first]))}."]
    return []


def _of_the_photograph(card: ModelCard, photograph: Photograph) -> list[str]:
    height, width = card.input_size
    if min(photograph.width, photograph.height) < 0.75 * min(width, height):
        size = f"{photograph.width} x {photograph.height}"
        words = f"The photograph ({size} pixels) is smaller than what the network reads ({width} x {height}): it was "
        return [f"{words}enlarged, and what it does not show cannot be found in it."]
    return []


def _of_the_map(photograph: Photograph, explanation: Explanation) -> list[str]:
    found = list(explanation.notes)
    if explanation.is_partial:
        found.append("The map is not complete: the computation was stopped, or still went on.")
    if not explanation.has_evidence:
        return [*found, "The map holds no evidence for what was asked at this layer: the colours are missing for that."]
    figures = map_figures(explanation)
    if max(figures.cell) > COARSE_SHARE * max(photograph.width, photograph.height):
        found.append(
            f"One cell of the map is about {max(figures.cell):.0f} pixels wide on the photograph. What is drawn "
            "between cells is interpolated, so the map cannot point at anything smaller."
        )
    left, top, right, bottom = explanation.seen
    share = (right - left) * (bottom - top) / (photograph.width * photograph.height)
    if share < SEEN_SHARE:
        found.append(f"The network saw {percent(share, 0)} of the photograph's area; no map says anything of the rest.")
    return found
