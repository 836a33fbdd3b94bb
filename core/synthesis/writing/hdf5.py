"""One HDF5 file in the layout of Vincenzi's scripts, with the masks and the truth in data sets of their own.

    dataset   N x S x S x 3  uint8   BGR
    label     N x 1          int64   attribute class_names
    patient   N x 1          int64   the same number for both eyes of a patient, -1 where it is not known
    masks/X   N x S x S      uint8   1 inside, 0 outside; one for each code X
    truth     JSON, as in truth.json of the class folders, with the photograph's number for its path

The same photographs give the same bytes: nothing is compressed (how, would depend on the build of a library), no time
is stored, and chunks of masks are written in the order of the photographs; those of absent masks take no room.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import SynthesisError
from core.synthesis.recipes import Recipe
from core.synthesis.writing.record import Entry, truth_json

PIXELS, LABELS, PATIENTS, MASKS, TRUTH = "dataset", "label", "patient", "masks", "truth"
UNKNOWN_PATIENT = -1


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One photograph on its way into the file."""

    bgr: NDArray[np.uint8]
    masks: dict[str, NDArray[np.bool_]]
    entry: Entry


@dataclass(frozen=True, slots=True)
class FrameTask:
    """Renders one photograph; called in any process."""

    recipe: Recipe
    seed: int

    def __call__(self, index: int) -> Frame:
        """Photograph number `index`."""
        rendering = self.recipe.render(self.seed, index)
        masks = {code: mask for code, mask in rendering.masks.items() if mask.any()}
        entry = Entry(str(index), rendering.label, tuple(masks), rendering.facts)
        return Frame(np.ascontiguousarray(rendering.pixels[..., ::-1]), masks, entry)


def side_of(recipe: Recipe) -> int:
    """S of the layout. Raises SynthesisError where the photographs are not square and of one size."""
    size = recipe.size
    if size is None:
        raise SynthesisError(
            "An HDF5 file holds photographs of one size, and yours have sizes of their own.",
            "Give a size, to which they are scaled, or write folders.",
        )
    if size[0] != size[1]:
        raise SynthesisError(
            f"An HDF5 file in this layout holds square photographs, not {size[0]} x {size[1]}.",
            "Choose a square size, or write folders.",
        )
    return size[0]


class Storage(io.RawIOBase):
    """The file below HDF5. What goes wrong in writing is remembered, and HDF5 is told that all went well.

    HDF5's library does not survive a disk that is full: closing what it could not write crashes the process. So it
    closes in peace what is thrown away afterwards, and `check` raises what happened.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("x+b", buffering=0)
        self._error: OSError | None = None

    def check(self) -> None:
        """Raise the OSError of the first write that failed."""
        if self._error is not None:
            raise self._error

    def write(self, data: Any) -> int:
        """Write all of it."""
        rest = memoryview(data).cast("B")
        size = len(rest)
        try:
            while rest and self._error is None:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            self._error = error
        return size

    def readinto(self, buffer: Any) -> int:
        """Read; zeros where nothing was written."""
        view = memoryview(buffer).cast("B")
        count = self._file.readinto(view)
        view[count:] = bytes(len(view) - count)
        return len(view)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The place."""
        return self._file.tell()

    def truncate(self, size: int | None = None) -> int:
        """Set the length."""
        try:
            return self._file.truncate(size)
        except OSError as error:
            self._error = self._error or error
            return size or 0

    def close(self) -> None:
        """Close the file, also where that fails: `check` says so."""
        try:
            self._file.close()
        except OSError as error:
            self._error = self._error or error
        super().close()


class Hdf5Writer:
    """Puts photographs into a new file, one after the other. A context manager; `finish` comes last."""

    def __init__(self, path: Path, recipe: Recipe, *, count: int) -> None:
        import h5py

        self._recipe, self._count, self._side = recipe, count, side_of(recipe)
        self._entries: list[Entry] = []
        self._patients: dict[object, int] = {}
        self._storage = Storage(path)
        self._file: Any = h5py.File(self._storage, "w", libver=("earliest", "v110"), track_order=False)
        side = self._side
        self._file.create_dataset(PIXELS, (count, side, side, 3), np.uint8)
        labels = self._file.create_dataset(LABELS, (count, 1), "<i8")
        names = [name.encode() for name in recipe.class_names]
        labels.attrs["class_names"] = np.array(names, h5py.string_dtype("utf-8", max(map(len, names))))
        self._file.create_dataset(PATIENTS, (count, 1), "<i8")

    def __enter__(self) -> Hdf5Writer:
        return self

    def __exit__(self, _kind: object, exception: BaseException | None, _traceback: object) -> None:
        self._file.close()
        self._storage.close()
        if exception is None:
            self._storage.check()

    def add(self, frame: Frame) -> None:
        """Write the next photograph."""
        index = len(self._entries)
        self._file[PIXELS][index] = frame.bgr
        self._file[LABELS][index] = frame.entry.label
        self._file[PATIENTS][index] = self._patient_of(frame.entry)
        for code, mask in frame.masks.items():
            self._masks_of(code)[index] = mask.view(np.uint8)
        self._entries.append(frame.entry)
        self._storage.check()

    def finish(self, seed: int) -> None:
        """Write the truth."""
        import h5py

        truth = truth_json(self._recipe, seed, self._entries)
        self._file.create_dataset(TRUTH, (), h5py.string_dtype("utf-8", len(truth)), data=truth)

    def _masks_of(self, code: str) -> Any:
        name = f"{MASKS}/{code}"
        if name not in self._file:
            shape = (self._count, self._side, self._side)
            self._file.create_dataset(name, shape, np.uint8, chunks=(1, self._side, self._side), fillvalue=0)
        return self._file[name]

    def _patient_of(self, entry: Entry) -> int:
        patient = entry.facts.get("patient")
        return UNKNOWN_PATIENT if patient is None else self._patients.setdefault(patient, len(self._patients))
