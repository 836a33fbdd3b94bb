"""Prepared photographs as one HDF5 file in the layout of Vincenzi's scripts.

dataset   N x S x S x 3  uint8   BGR
label     N x 1          int64   attribute class_names
name      N              text    the photograph's path from the source
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.datasets.preparing.journal import Entry
from core.datasets.sources.hdf5 import LABELS, PIXELS
from core.images.reading import read_photograph
from core.synthesis.writing.hdf5 import Storage


def write_hdf5(target: Path, images: Path, entries: list[Entry], class_names: tuple[str, ...], side: int) -> None:
    """Put the pictures of `entries` below `images` into a new file. Raises OSError; the file is there whole or not."""
    import h5py

    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    storage = Storage(part)
    try:
        with h5py.File(storage, "w", libver=("earliest", "v110"), track_order=False) as file:
            pixels = file.create_dataset(PIXELS, (len(entries), side, side, 3), np.uint8)
            labels = file.create_dataset(LABELS, data=np.array([[entry.label] for entry in entries], "<i8"))
            encoded = [name.encode() for name in class_names]
            labels.attrs["class_names"] = np.array(encoded, h5py.string_dtype("utf-8", max(map(len, encoded))))
            names = [entry.source.encode("utf-8", "surrogateescape") for entry in entries]
            file.create_dataset("name", data=np.array(names, h5py.string_dtype("utf-8", max(map(len, names)))))
            for index, entry in enumerate(entries):
                pixels[index] = read_photograph(images / entry.target).pixels[:, :, ::-1]
                storage.check()
        storage.close()
        storage.check()
        part.replace(target)
    except BaseException:
        storage.close()
        part.unlink(missing_ok=True)
        raise
