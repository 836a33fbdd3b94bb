"""How what is shown is called, in words that people copy into notes and papers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.explain.catalogue import CATALOGUE
from core.explain.explanation import Explanation
from core.explain.params import MethodParams, Value
from core.explain.targets import describe_target
from core.networks.prediction import Prediction
from desktop.translation import inside, mark, tr, tr_count

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


def class_name(model: LoadedModel, index: int) -> str:
    """The name of a class."""
    return model.card.class_names[index]


def caption(path: Path, model: LoadedModel, explanation: Explanation, prediction: Prediction | None) -> str:
    """One line that says what is shown and how it was made."""
    query = explanation.query
    words = [
        path.name,
        tr(
            "{title} for '{describe_target}'",
            title=tr(CATALOGUE[query.method].title),
            describe_target=describe_target(query.target, model.card.class_names),
        ),
        *params_words(query.params),
        tr("layer {layer}", layer=query.layer) if query.layer is not None else tr("at the input"),
        tr("model {card_name} ({architecture})", card_name=model.card.name, architecture=model.card.architecture),
    ]
    if prediction is not None:
        index = prediction.predicted
        words.append(
            tr(
                "predicted '{class_name}' {probabilities:.2f}",
                class_name=class_name(model, index),
                probabilities=prediction.probabilities[index],
            )
        )
    finite = explanation.map[np.isfinite(explanation.map)]
    if finite.size:
        words += [tr("minimum {min:.3g}", min=float(finite.min()))] if explanation.is_signed else []
        words.append(tr("maximum {max:.3g}", max=float(finite.max())))
    if explanation.is_partial:
        words.append(
            tr("partial map, {known_share}", known_share=known_share(explanation))
            if known_share(explanation)
            else tr("partial map")
        )
    words += [note.rstrip(".") for note in explanation.notes]
    return " · ".join(words)


def params_words(params: MethodParams) -> list[str]:
    """The parameters as a caption lists them: `window 16, fill mean`; none where the method has none."""
    words = [f"{inside(field.title)} {_value_words(getattr(params, field.name))}" for field in params.form()]
    return [", ".join(words)] if words else []


def _value_words(value: Value) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return f"{value:g}" if isinstance(value, float) else tr(str(value))


def known_share(explanation: Explanation) -> str:
    """`43 % known`: how much of a partial map is computed; empty where all places have a value that will get better.

    Where the rest is estimated it is `43 % exact`.
    """
    share = float(np.isfinite(explanation.map).mean())
    if share == 1:
        return ""
    percent = f"{100 * share:.0f}" if share >= 0.01 or not share else tr("less than 1")
    return f"{percent}\N{NARROW NO-BREAK SPACE}% {tr('known') if explanation.estimate is None else tr('exact')}"


STOPPED_WORDS = mark(
    "Stopped before there was anything to show; Go on, in the panel Explanation, computes it after all"
)


def partial_words(explanation: Explanation, *, is_stopped: bool) -> str:
    """What is said over a picture that is not yet, or not to become, whole."""
    share = known_share(explanation)
    if is_stopped:
        return (
            tr("Partial map: stopped, {share}", share=share)
            if share
            else tr("Partial map: stopped before it was whole")
        )
    return tr("Getting sharper: {share}", share=share) if share else tr("Getting sharper")


def no_evidence(model: LoadedModel, explanation: Explanation) -> str:
    """What is said instead of a map that has nothing to show."""
    query = explanation.query
    place = tr("layer '{layer}'", layer=query.layer) if query.layer is not None else tr("the input")
    target = describe_target(query.target, model.card.class_names)
    if not np.isfinite(explanation.map).any():
        return tr("No value of the map is a number: {place} says nothing about '{target}'", place=place, target=target)
    if explanation.is_signed:
        return tr(
            "The map is zero everywhere: nothing speaks for or against '{target}' at {place}",
            target=target,
            place=place,
        )
    return tr("No evidence for '{target}' at {place}", target=target, place=place)


def region_words(shares: Sequence[float]) -> str:
    """`3 regions with 42 %, 18 % and 7 % of the evidence`; of many the first three and the rest together."""
    if not shares:
        return tr("no regions")
    parts = [_percent(share) for share in (*shares[:3], *([sum(shares[3:])] if len(shares) > 3 else []))]
    together = (
        parts[0] if len(parts) == 1 else tr("{parts} and {parts_2}", parts=", ".join(parts[:-1]), parts_2=parts[-1])
    )
    count = tr_count("1 region", "{count} regions", len(shares))
    return tr("{count} with {together} of the evidence", count=count, together=together)


def _percent(share: float) -> str:
    whole = f"{100 * share:.0f}\N{NARROW NO-BREAK SPACE}%"
    return whole if share >= 0.01 else tr("less than 1\N{NARROW NO-BREAK SPACE}%")
