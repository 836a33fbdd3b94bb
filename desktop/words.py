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
        f"{CATALOGUE[query.method].title} for '{describe_target(query.target, model.card.class_names)}'",
        *params_words(query.params),
        f"layer {query.layer}" if query.layer is not None else "at the input",
        f"model {model.card.name} ({model.card.architecture})",
    ]
    if prediction is not None:
        index = prediction.predicted
        words.append(f"predicted '{class_name(model, index)}' {prediction.probabilities[index]:.2f}")
    finite = explanation.map[np.isfinite(explanation.map)]
    if finite.size:
        words += [f"minimum {float(finite.min()):.3g}"] if explanation.is_signed else []
        words.append(f"maximum {float(finite.max()):.3g}")
    if explanation.is_partial:
        words.append(f"partial map, {known_share(explanation)}" if known_share(explanation) else "partial map")
    words += [note.rstrip(".") for note in explanation.notes]
    return " · ".join(words)


def params_words(params: MethodParams) -> list[str]:
    """The parameters as a caption lists them: `window 16, fill mean`; none where the method has none."""
    words = [f"{field.title.lower()} {_value_words(getattr(params, field.name))}" for field in params.form()]
    return [", ".join(words)] if words else []


def _value_words(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def known_share(explanation: Explanation) -> str:
    """`43 % known`: how much of a partial map is computed; empty where all places have a value that will get better.

    Where the rest is estimated it is `43 % exact`.
    """
    share = float(np.isfinite(explanation.map).mean())
    if share == 1:
        return ""
    percent = f"{100 * share:.0f}" if share >= 0.01 or not share else "less than 1"
    return f"{percent}\N{NARROW NO-BREAK SPACE}% {'known' if explanation.estimate is None else 'exact'}"


STOPPED_WORDS = "Stopped before there was anything to show; Go on, in the panel Explanation, computes it after all"


def partial_words(explanation: Explanation, *, is_stopped: bool) -> str:
    """What is said over a picture that is not yet, or not to become, whole."""
    share = known_share(explanation)
    if is_stopped:
        return f"Partial map: stopped, {share}" if share else "Partial map: stopped before it was whole"
    return f"Getting sharper: {share}" if share else "Getting sharper"


def no_evidence(model: LoadedModel, explanation: Explanation) -> str:
    """What is said instead of a map that has nothing to show."""
    query = explanation.query
    place = f"layer '{query.layer}'" if query.layer is not None else "the input"
    target = describe_target(query.target, model.card.class_names)
    if not np.isfinite(explanation.map).any():
        return f"No value of the map is a number: {place} says nothing about '{target}'"
    if explanation.is_signed:
        return f"The map is zero everywhere: nothing speaks for or against '{target}' at {place}"
    return f"No evidence for '{target}' at {place}"


def region_words(shares: Sequence[float]) -> str:
    """`3 regions with 42 %, 18 % and 7 % of the evidence`; of many the first three and the rest together."""
    if not shares:
        return "no regions"
    parts = [_percent(share) for share in (*shares[:3], *([sum(shares[3:])] if len(shares) > 3 else []))]
    together = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    count = "1 region" if len(shares) == 1 else f"{len(shares)} regions"
    return f"{count} with {together} of the evidence"


def _percent(share: float) -> str:
    whole = f"{100 * share:.0f}\N{NARROW NO-BREAK SPACE}%"
    return whole if share >= 0.01 else "less than 1\N{NARROW NO-BREAK SPACE}%"
