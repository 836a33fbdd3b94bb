"""Finding the temperature of a model and putting it into the card of a new model file."""

from __future__ import annotations

import secrets
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import ModelError
from core.evaluation.calibration import Calibration, at_temperature, best_temperature, calibration
from core.evaluation.predictions import Judged, sums_in_words
from core.networks.card import ModelCard
from core.networks.card_file import read_card
from core.networks.files import write_card

FEWEST = 30
"""With fewer photographs a temperature is little more than chance."""
METHOD = "temperature scaling (Guo et al. 2017)"


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A temperature that was found, and what it changes on the photographs it was found on.

    `temperature` is the model's whole temperature; `before` and `after` are the calibrations of the probabilities as
    they are now and at that temperature. `loss_before` and `loss_after` are mean negative log-likelihoods. `origin`
    says in words where the answers are from.
    """

    temperature: float
    photographs: int
    before: Calibration
    after: Calibration
    loss_before: float
    loss_after: float
    origin: str

    def to_json(self) -> dict[str, Any]:
        """What a card holds."""
        return {
            "temperature": self.temperature,
            "method": METHOD,
            "photographs": self.photographs,
            "found_on": self.origin,
            "expected_calibration_error_before": self.before.expected_calibration_error,
            "expected_calibration_error_after": self.after.expected_calibration_error,
            "loss_before": self.loss_before,
            "loss_after": self.loss_after,
        }

    def bins_to_json(self) -> dict[str, Any]:
        """The same with the bins of both reliability diagrams."""
        return {**self.to_json(), "before": asdict(self.before), "after": asdict(self.after)}


def fit(answers: Judged, *, temperature: float = 1.0, origin: str) -> Fitted:
    """The temperature that suits these answers best.

    `temperature` is the one at which the probabilities are given (that of the card that gave them). Take photographs
    that the model was not trained on, and measure it on others. Raises FunduscopeError for fewer than 30 photographs,
    for answers without probabilities or with such as do not sum to one, and where no temperature is best.
    """
    given, labels = answers.probabilities, answers.labels
    if given is None:
        raise ModelError("The answers hold no probabilities.", "Give a table with the probability of every class.")
    if words := sums_in_words(given):
        raise ModelError(words.partition(":")[0] + ".", "A temperature needs probabilities of all classes.")
    if len(labels) < FEWEST:
        raise ModelError(
            f"{len(labels)} photographs are too few to find a temperature on.", f"Give {FEWEST} or more with a label."
        )
    factor = best_temperature(labels, np.log(np.clip(given, 1e-38, 1)))
    changed = at_temperature(given, factor)
    return Fitted(
        temperature=temperature * factor,
        photographs=len(labels),
        before=calibration(labels, given),
        after=calibration(labels, changed),
        loss_before=_loss(answers, given),
        loss_after=_loss(answers, changed),
        origin=origin,
    )


def write_calibrated(source: Path, target: Path, fitted: Fitted) -> ModelCard:
    """Write the model of `source` with that temperature to `target`, a file of its own; returns its card.

    The weights stay as they are; the model's id is another one, since the card is. Raises ModelError where `target` is
    `source` or is there already, or cannot be written.
    """
    card = read_card(source)
    if target.exists():
        raise ModelError(f"'{target}' is there already.", "Name another file: models are never changed in silence.")
    name = card.name if card.is_calibrated else f"{card.name} (calibrated)"
    changed = replace(card, name=name, calibration=fitted.to_json())
    part = target.with_name(f".{target.name}.{secrets.token_hex(6)}.part")
    try:
        shutil.copyfile(source, part)
        write_card(part, changed)
        part.replace(target)
    except OSError as error:
        raise ModelError(f"'{target}' cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return changed


def _loss(answers: Judged, probabilities: np.ndarray) -> float:
    own = probabilities[np.arange(len(answers.labels)), answers.labels]
    return float(-np.log(np.clip(own, 1e-38, 1)).mean())
