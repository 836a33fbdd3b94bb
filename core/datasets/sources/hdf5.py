"""HDF5 files of photographs as Vincenzi's scripts wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.tables import MAX_CLASSES
from core.errors import DatasetError, ImageError
from core.images import hdf5
from core.images.hdf5 import HDF5_SUFFIXES, PIXELS

__all__ = ["HDF5_SUFFIXES", "LABELS", "PIXELS", "has_labels", "read_frame", "read_hdf5"]

LABELS = "label"


def read_hdf5(path: Path, *, class_names: Sequence[str] = ()) -> LabelledPhotographs:
    """The samples of a file with `dataset` (n, height, width, 3) uint8 BGR and `label` (n, 1) or (n,), whole numbers.

    Classes are named by `class_names`, else by their numbers. The pixels stay in the file. Raises DatasetError.
    """
    try:
        count = hdf5.photograph_count(path)
        with hdf5.opened(path) as file:
            labels = _labels(file, path, count)
    except ImageError as error:
        raise DatasetError(error.message, error.hint) from error
    names = tuple(class_names) or tuple(str(index) for index in range(max(labels, default=0) + 1))
    samples = [Sample(path, label, name=f"{path.name}#{index}", frame=index) for index, label in enumerate(labels)]
    return LabelledPhotographs(tuple(samples), names)


def has_labels(path: Path) -> bool:
    """Whether the file says of its photographs which class they are."""
    with hdf5.opened(path) as file:
        return LABELS in file


def read_frame(path: Path, frame: int) -> NDArray[np.uint8]:
    """Photograph `frame`, from 0 on, of such a file, (height, width, 3) uint8 RGB. Raises DatasetError."""
    try:
        return hdf5.read_pixels(path, frame + 1)
    except ImageError as error:
        raise DatasetError(f"Photograph {frame} of '{path.name}' cannot be read: {error}") from error


def _labels(file: Any, path: Path, count: int) -> list[int]:
    if LABELS not in file:
        raise DatasetError(f"'{path.name}' holds no '{LABELS}'.", f"It must hold '{PIXELS}' and '{LABELS}'.")
    labels = np.asarray(file[LABELS]).reshape(-1)
    if len(labels) != count:
        raise DatasetError(f"'{path.name}' holds {count} photographs, but {len(labels)} labels.")
    if not np.issubdtype(labels.dtype, np.number) or not np.array_equal(labels, labels.astype(np.int64)):
        raise DatasetError(f"'{LABELS}' in '{path.name}' holds something that is not a whole number.")
    if count and not 0 <= labels.min() <= labels.max() < MAX_CLASSES:
        raise DatasetError(
            f"'{LABELS}' in '{path.name}' runs from {labels.min()} to {labels.max()}.",
            f"Classes are numbered from 0 on, and there may be {MAX_CLASSES:,}.",
        )
    return [int(label) for label in labels]
