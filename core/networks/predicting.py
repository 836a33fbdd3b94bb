"""What a network says of many photographs: read and prepared ahead in threads, answered in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.errors import ImageError, ModelError
from core.images.orientation import AS_STORED, Orientation
from core.images.photograph import ImageId
from core.images.reading import read_photograph
from core.jobs import CancelToken
from core.networks.loaded import LoadedModel
from core.networks.prediction import Prediction, prediction_from_logits

READERS = 2
BATCH = 8


@dataclass(frozen=True, slots=True, eq=False)
class Predicted:
    """The answer for the photograph at `place` of what was asked: a prediction, or why there is none."""

    place: int
    path: Path
    prediction: Prediction | None
    error: ImageError | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Ready:
    image: ImageId
    values: NDArray[np.float32]


def predict_photographs(
    model: LoadedModel,
    paths: Sequence[Path],
    *,
    orientations: Mapping[int, Orientation] | None = None,
    batch: int = BATCH,
    token: CancelToken | None = None,
) -> Iterator[Predicted]:
    """An answer for each of `paths`, in their order, as they come; those that cannot be read have their ImageError.

    Those with `orientations`, by place, are turned or mirrored before they are prepared. The answers are those of one
    photograph at a time to rounding (float32). Raises ModelError for a network that does not answer with one logit a
    class, or not with finite numbers, Cancelled once the token says so.
    """
    token, ways = token or CancelToken(), orientations or {}
    rest = iter(enumerate(paths))
    with ThreadPoolExecutor(READERS) as pool:

        def ask(count: int) -> list[tuple[int, Path, Future[_Ready]]]:
            return [
                (place, path, pool.submit(_ready, model, path, ways.get(place, AS_STORED)))
                for place, path in islice(rest, count)
            ]

        try:
            waiting = ask(2 * batch)
            while waiting:
                token.check()
                now, waiting = waiting[:batch], waiting[batch:]
                done = [(place, path, _outcome(future)) for place, path, future in now]
                waiting += ask(len(now))
                yield from _answers(model, done)
        finally:
            pool.shutdown(cancel_futures=True)


def _ready(model: LoadedModel, path: Path, orientation: Orientation) -> _Ready:
    photograph = orientation.photograph(read_photograph(path))
    return _Ready(photograph.id, model.card.preparation.apply(photograph.pixels).values)


def _outcome(future: Future[_Ready]) -> _Ready | ImageError:
    try:
        return future.result()
    except ImageError as error:
        return error


def _answers(model: LoadedModel, done: list[tuple[int, Path, _Ready | ImageError]]) -> Iterator[Predicted]:
    ready = [each for _place, _path, each in done if isinstance(each, _Ready)]
    logits = _logits(model, ready)
    for place, path, each in done:
        if isinstance(each, ImageError):
            yield Predicted(place, path, None, each)
        else:
            temperature = model.card.temperature
            found = prediction_from_logits(
                each.image, model.id, logits=next(logits), seconds=0.0, temperature=temperature
            )
            yield Predicted(place, path, found)


def _logits(model: LoadedModel, ready: list[_Ready]) -> Iterator[NDArray[np.float32]]:
    """The logits of each, asked together where the inputs are of one size."""
    for _shape, same in groupby(ready, key=lambda each: each.values.shape):
        batch = torch.from_numpy(np.stack([each.values for each in same])).to(model.device)
        with torch.inference_mode():
            logits = model.module(batch)
        if logits.dim() != 2 or logits.shape[0] != batch.shape[0]:
            raise ModelError("The network does not answer with one logit a class.", "Only classifiers can be asked.")
        for row in logits.float().cpu().numpy():
            yield row.copy()
