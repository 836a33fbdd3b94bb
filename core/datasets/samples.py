"""Photographs with their labels, wherever they lie."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from core.errors import DatasetError
from core.images.orientation import AS_STORED, Orientation


@dataclass(frozen=True, slots=True)
class Sample:
    """A photograph with its label.

    `label` is the index of its class. Samples of one `group` (the eyes of a patient) stay on one side of a split; an
    empty one stands alone. `name` is what tables call it: its path from the data set's folder, with slashes. `frame` is
    the number of the photograph in `path` where that file holds many (HDF5), else None. `orientation` is how it is to
    be seen: turned by half where it was taken through a lens that shows it upside down.
    """

    path: Path
    label: int
    group: str = ""
    name: str = ""
    frame: int | None = None
    orientation: Orientation = AS_STORED


@dataclass(frozen=True, slots=True)
class LabelledPhotographs:
    """A data set: samples in a fixed order, and the names of the classes by index.

    `unmatched_files` are photographs without a label, `unmatched_rows` labels without a photograph, each as a sentence
    or a name for the user: they take no part. `notes` says what else is odd. Raises DatasetError for a label without a
    class.
    """

    samples: tuple[Sample, ...]
    class_names: tuple[str, ...]
    unmatched_files: tuple[str, ...] = ()
    unmatched_rows: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for sample in self.samples:
            if not 0 <= sample.label < len(self.class_names):
                raise DatasetError(
                    f"'{sample.name or sample.path.name}' has label {sample.label}, but there are "
                    f"{len(self.class_names)} classes, 0 to {len(self.class_names) - 1}.",
                    "Correct the label, or name all classes.",
                )

    @property
    def labels(self) -> tuple[int, ...]:
        """The labels, in the order of the samples."""
        return tuple(sample.label for sample in self.samples)

    def class_counts(self) -> tuple[int, ...]:
        """How many samples each class has."""
        counts = Counter(self.labels)
        return tuple(counts[index] for index in range(len(self.class_names)))

    def require_trainable(self) -> None:
        """Raise DatasetError unless at least two classes have photographs."""
        if not self.samples:
            raise DatasetError("The data set holds no photograph with a label.")
        present = [name for name, count in zip(self.class_names, self.class_counts(), strict=True) if count]
        if len(present) < 2:
            raise DatasetError(
                f"All {len(self.samples)} photographs are of one class, '{present[0]}'.",
                "There is nothing to tell apart: add photographs of another class.",
            )
