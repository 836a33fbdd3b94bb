"""Asking a model about every photograph of a project: results are kept as they come, and it goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.datasets.catalogue.project import Project
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.loaded import LoadedModel
from core.networks.predicting import BATCH, predict_photographs

CHUNK = 32
"""Photographs that are asked for at a time: their results are kept together."""


@dataclass(slots=True)
class PredictionCount:
    """How many photographs were predicted, and how many could not be read; `remaining` are still to be asked about."""

    predicted: int = 0
    unreadable: int = 0
    remaining: int = 0


def predict_project(
    project: Project,
    model: LoadedModel,
    *,
    at_most: int | None = None,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
    batch: int = BATCH,
) -> PredictionCount:
    """Ask `model` about the photographs that it was not asked about, `at_most` so many; keep what it says at once.

    Photographs that are shown turned or mirrored are so before they are prepared. One that cannot be read is noted as
    such and passed over. Raises ModelError, ProjectError, and Cancelled: what was answered by then is kept.
    """
    token = token or CancelToken()
    number = project.predictions.model(model.id, model.card.name, model.card.class_names)
    todo = project.predictions.missing(number)
    chosen = todo if at_most is None else todo[:at_most]
    count = PredictionCount(remaining=len(todo))
    known = next(one.predictions for one in project.predictions.models() if one.id == number)
    for start in range(0, len(chosen), CHUNK):
        chunk = chosen[start : start + CHUNK]
        for answers in _answers(project, model, chunk, batch, token, count):
            project.predictions.add(number, answers)
            count.predicted += len(answers)
            count.remaining -= len(answers)
            progress(Progress(known + count.predicted, known + len(todo), "predicting"))
    return count


def _answers(
    project: Project, model: LoadedModel, ids: Sequence[int], size: int, token: CancelToken, count: PredictionCount
) -> Iterator[list[tuple[int, NDArray[np.float32]]]]:
    """Photographs with their probabilities, `size` at a time; those that cannot be read are noted as such."""
    rows = project.browsing.rows(ids)
    asked = [number for number in ids if number in rows]
    orientations = {place: rows[number].orientation for place, number in enumerate(asked)}
    kept: list[tuple[int, NDArray[np.float32]]] = []
    for answer in predict_photographs(
        model, [rows[number].path for number in asked], orientations=orientations, batch=size, token=token
    ):
        number = asked[answer.place]
        if answer.prediction is None:
            project.photographs.note_error(number, str(answer.error))
            count.unreadable += 1
            count.remaining -= 1
            continue
        kept.append((number, answer.prediction.probabilities))
        if len(kept) == size:
            yield kept
            kept = []
    if kept:
        yield kept
