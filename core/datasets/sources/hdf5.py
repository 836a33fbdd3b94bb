"""HDF5 files of photographs as Vincenzi's scripts wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.samples import LabelledPhotographs, Sample
from core.errors import DatasetError

HDF5_SUFFIXES = (".h5", ".hdf5")
PIXELS = "dataset"
LABELS = "label"


def read_hdf5(path: Path, *, class_names: Sequence[str] = ()) -> LabelledPhotographs:
    """The samples of a file with `dataset` (n, height, width, 3) uint8 BGR and `label` (n, 1) or (n,), whole numbers.

    Classes are named by `class_names`, else by their numbers. The pixels stay in the file. Raises DatasetError.
    """
    import h5py

    try:
        with h5py.File(path, "r") as file:
            count = _check_pixels(file, path)
            labels = _labels(file, path, count)
    except OSError as error:
        raise DatasetError(f"'{path.name}' is not an HDF5 file, or it is damaged: {error}.") from error
    names = tuple(class_names) or tuple(str(index) for index in range(max(labels, default=0) + 1))
    samples = [Sample(path, label, name=f"{path.name}#{index}", frame=index) for index, label in enumerate(labels)]
    return LabelledPhotographs(tuple(samples), names)


def read_frame(path: Path, frame: int) -> NDArray[np.uint8]:
    """One photograph of such a file, (height, width, 3) uint8 RGB. Raises DatasetError."""
    import h5py

    try:
        with h5py.File(path, "r") as file:
            bgr: NDArray[np.uint8] = file[PIXELS][frame]
    except (OSError, KeyError, IndexError, ValueError) as error:
        raise DatasetError(f"Photograph {frame} of '{path.name}' cannot be read: {error}.") from error
    return np.ascontiguousarray(bgr[:, :, ::-1])


def _check_pixels(file: Any, path: Path) -> int:
    for name in (PIXELS, LABELS):
        if name not in file:
            raise DatasetError(f"'{path.name}' holds no '{name}'.", f"It must hold '{PIXELS}' and '{LABELS}'.")
    pixels = file[PIXELS]
    if len(pixels.shape) != 4 or pixels.shape[3] != 3 or pixels.dtype != np.uint8:
        raise DatasetError(
            f"'{PIXELS}' in '{path.name}' has shape {pixels.shape} and type {pixels.dtype}.",
            "It must be (photographs, height, width, 3) of 8-bit numbers.",
        )
    return int(pixels.shape[0])


def _labels(file: Any, path: Path, count: int) -> list[int]:
    labels = np.asarray(file[LABELS]).reshape(-1)
    if len(labels) != count:
        raise DatasetError(f"'{path.name}' holds {count} photographs, but {len(labels)} labels.")
    if not np.issubdtype(labels.dtype, np.number) or not np.array_equal(labels, labels.astype(np.int64)):
        raise DatasetError(f"'{LABELS}' in '{path.name}' holds something that is not a whole number.")
    return [int(label) for label in labels]
