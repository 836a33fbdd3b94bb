"""How what is shown is called, in words that people copy into notes and papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.explain.catalogue import CATALOGUE
from core.explain.explanation import Explanation
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
        f"layer {query.layer}" if query.layer is not None else "at the input",
        f"model {model.card.name} ({model.card.architecture})",
    ]
    if prediction is not None:
        index = prediction.predicted
        words.append(f"predicted '{class_name(model, index)}' {prediction.probabilities[index]:.2f}")
    words.append(f"maximum {float(explanation.map.max()):.3g}")
    return " · ".join(words)


def no_evidence(model: LoadedModel, explanation: Explanation) -> str:
    """What is said instead of a map that has no positive value."""
    query = explanation.query
    place = f"layer '{query.layer}'" if query.layer is not None else "the input"
    return f"No evidence for '{describe_target(query.target, model.card.class_names)}' at {place}"
