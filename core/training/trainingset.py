"""Which photographs a run was trained on."""

from __future__ import annotations

import csv
from pathlib import Path

from core.datasets.identity import content_ids
from core.datasets.splits import Part
from core.errors import FunduscopeError, TrainingError
from core.images.photograph import ImageId
from core.jobs import CancelToken
from core.training.runfolder import RunFolder
from core.training.source import open_photographs


def trained_on(run: Path, *, token: CancelToken | None = None) -> frozenset[ImageId]:
    """The contents of the photographs that the run in the folder `run` was trained or validated on.

    Raises TrainingError where they are not to be found any more.
    """
    folder = RunFolder(run)
    settings = folder.read_settings()
    try:
        labelled = open_photographs(settings.data, settings.split, token=token).labelled
        with folder.split.open(encoding="utf-8-sig", newline="") as file:
            parts = {row["image"]: row["split"] for row in csv.DictReader(file)}
    except (FunduscopeError, OSError, KeyError, ValueError, csv.Error) as error:
        raise TrainingError(f"The photographs of the run '{run.name}' are not to be found: {error}") from error
    seen = [sample for sample in labelled.samples if parts.get(sample.name) in (Part.TRAINING, Part.VALIDATION)]
    return frozenset(each for each in content_ids(seen, token=token) if not isinstance(each, FunduscopeError))
