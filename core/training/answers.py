"""What a finished run said of its photographs, beside their labels. Knows no torch."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from core.datasets.splits import Part
from core.errors import DatasetError
from core.evaluation.predictions import Judged
from core.jsontext import parse_json
from core.training.runfolder import RunFolder


def answers_of(run: Path, part: Part) -> Judged | None:
    """The rows of the run's predictions that are of `part`; None where there are none.

    Photographs are named as the run's data names them. Raises DatasetError where the run has no predictions, or its
    files do not fit together.
    """
    folder = RunFolder(run)
    try:
        names = tuple(str(name) for name in parse_json(folder.data.read_text(encoding="utf-8"))["class_names"])
        with folder.predictions.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("split") == part.value]
        labels = np.array([int(row["label"]) for row in rows], np.int64)
        given = np.array(
            [[float(row[f"probability_{index}"]) for index in range(len(names))] for row in rows], np.float64
        ).reshape(len(rows), len(names))
        images = tuple(str(row["image"]) for row in rows)
    except (OSError, KeyError, ValueError, TypeError, OverflowError, csv.Error) as error:
        raise DatasetError(f"The predictions of the run '{run.name}' cannot be read: {error}.") from error
    if not rows:
        return None
    if not (np.isfinite(given).all() and (given >= 0).all() and (given.sum(1) > 0).all()):
        raise DatasetError(f"The predictions of the run '{run.name}' hold cells that are no probabilities.")
    if not 0 <= labels.min() <= labels.max() < len(names):
        raise DatasetError(f"A label among the predictions of the run '{run.name}' is none of its classes.")
    return Judged(
        images=images,
        labels=labels,
        predicted=given.argmax(1).astype(np.int64),
        class_names=names,
        groups=tuple(range(len(rows))),
        probabilities=given / given.sum(1, keepdims=True),
    )
