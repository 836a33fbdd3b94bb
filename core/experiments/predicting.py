"""What a trained network says of the photographs held out, and how right it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.datasets.samples import LabelledPhotographs
from core.datasets.sources.opening import open_source
from core.errors import DatasetError, ImageError
from core.evaluation.intervals import mean_interval, statistic_interval
from core.evaluation.metrics import confusion_matrix, metrics_of_probabilities, quadratic_weighted_kappa
from core.jobs import CancelToken, Progress, ProgressReport
from core.networks.loaded import LoadedModel
from core.networks.predicting import predict_photographs


@dataclass(frozen=True, slots=True)
class Answer:
    """What the network says of one photograph: `logits` and `probabilities` in the order of the classes."""

    image: str
    group: str
    label: int
    predicted: int
    logits: tuple[float, ...]
    probabilities: tuple[float, ...]

    @property
    def is_right(self) -> bool:
        """Whether the most probable class is the true one."""
        return self.predicted == self.label

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @staticmethod
    def from_json(obj: dict[str, Any]) -> Answer:
        """The answer that `to_json` gave."""
        return Answer(**obj | {"logits": tuple(obj["logits"]), "probabilities": tuple(obj["probabilities"])})


def open_photographs(folder: Path, class_names: Sequence[str], *, token: CancelToken) -> LabelledPhotographs:
    """The labelled photographs of a data set whose classes are those of a model. Raises DatasetError where not."""
    labelled = open_source(folder, token=token)
    if tuple(labelled.class_names) != tuple(class_names):
        raise DatasetError(
            f"The classes of '{folder.name}' are {', '.join(labelled.class_names)}, those of the model "
            f"{', '.join(class_names)}.",
            "Take the photographs that belong to the model.",
        )
    return labelled


def predict_all(
    model: LoadedModel, photographs: LabelledPhotographs, *, token: CancelToken, report: ProgressReport
) -> tuple[Answer, ...]:
    """The answers for all photographs, in their order. Raises ImageError for one that cannot be read."""
    answers = []
    paths = [sample.path for sample in photographs.samples]
    for asked in predict_photographs(model, paths, token=token):
        sample, prediction = photographs.samples[asked.place], asked.prediction
        if prediction is None:
            raise asked.error or ImageError(f"'{sample.name}' cannot be read.")
        answers.append(
            Answer(
                sample.name,
                sample.group or sample.name,
                sample.label,
                prediction.predicted,
                tuple(float(value) for value in prediction.logits),
                tuple(float(value) for value in prediction.probabilities),
            )
        )
        report(Progress(asked.place + 1, len(photographs.samples), "Predicting"))
    return tuple(answers)


def measured(answers: Sequence[Answer], class_names: Sequence[str]) -> dict[str, Any]:
    """All figures of the answers as JSON values, with `intervals` (95 %, by patient) of the chief ones."""
    labels = [answer.label for answer in answers]
    metrics = metrics_of_probabilities(labels, np.array([answer.probabilities for answer in answers]), class_names)
    groups = [answer.group for answer in answers]
    accuracy = mean_interval([float(answer.is_right) for answer in answers], groups=groups)
    true, said = np.array(labels), np.array([answer.predicted for answer in answers])

    def kappa(places: np.ndarray[Any, np.dtype[np.intp]]) -> float | None:
        return quadratic_weighted_kappa(
            confusion_matrix(true[places].tolist(), said[places].tolist(), len(class_names))
        )

    agreement = statistic_interval(kappa, groups)
    limits = [accuracy.low, accuracy.high] if accuracy is not None and accuracy.low is not None else None
    intervals = {"accuracy": limits, "quadratic_weighted_kappa": list(agreement) if agreement is not None else None}
    return metrics.to_json() | {"intervals": intervals}
