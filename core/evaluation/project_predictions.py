"""Asking a model about every photograph of a project: results are kept as they come, and it goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.datasets.catalogue.project import Project
from core.errors import FunduscopeError, ImageError
from core.images.photograph import ImageId
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.loaded import LoadedModel
from core.networks.prediction import prediction_from_logits

READERS = 2
BATCH = 8
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

    Photographs that are shown turned by half are turned before they are prepared. One that cannot be read is noted as
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
        for ids, inputs in _batches(project, model, chunk, batch, token, count):
            answers = _answers(model, inputs)
            project.predictions.add(number, zip(ids, answers, strict=True))
            count.predicted += len(ids)
            count.remaining -= len(ids)
            progress(Progress(known + count.predicted, known + len(todo), "predicting"))
    return count


def _batches(
    project: Project, model: LoadedModel, ids: Sequence[int], size: int, token: CancelToken, count: PredictionCount
) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
    """Photographs with their prepared inputs (n, 3, h, w) of one size, prepared by threads while others are asked."""
    rows = project.browsing.rows(ids)
    with ThreadPoolExecutor(READERS, thread_name_prefix="preparing") as pool:
        try:
            waiting = [
                (number, pool.submit(_prepared, model, rows[number].path, is_turned=rows[number].is_flipped))
                for number in ids
                if number in rows
            ]
            batch: list[tuple[int, NDArray[np.float32]]] = []
            for number, future in waiting:
                token.check()
                values = _values(project, number, future, count)
                if values is None:
                    continue
                if batch and (len(batch) == size or batch[0][1].shape != values.shape):
                    yield [one for one, _ in batch], np.stack([known for _, known in batch])
                    batch = []
                batch.append((number, values))
            if batch:
                yield [one for one, _ in batch], np.stack([known for _, known in batch])
        finally:
            pool.shutdown(cancel_futures=True)


def _values(
    project: Project, number: int, future: Future[NDArray[np.float32]], count: PredictionCount
) -> NDArray[np.float32] | None:
    try:
        return future.result()
    except ImageError as error:
        project.photographs.note_error(number, str(error))
        count.unreadable += 1
        count.remaining -= 1
        return None


def _prepared(model: LoadedModel, path: Path, *, is_turned: bool) -> NDArray[np.float32]:
    pixels = read_photograph(path).pixels
    if is_turned:
        pixels = np.ascontiguousarray(pixels[::-1, ::-1])
    return model.card.preparation.apply(pixels).values


@torch.inference_mode()
def _answers(model: LoadedModel, inputs: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    logits = model.module(torch.from_numpy(inputs).to(model.device))
    if logits.dim() != 2 or logits.shape[0] != len(inputs):
        raise FunduscopeError("The network does not answer with one logit a class.", "Only classifiers can be asked.")
    values = logits.float().cpu().numpy()
    nobody = ImageId("")
    return [prediction_from_logits(nobody, model.id, logits=np.array(row), seconds=0.0).probabilities for row in values]
