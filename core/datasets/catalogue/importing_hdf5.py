"""Taking photographs and labels out of HDF5 files as Vincenzi's scripts wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.datasets.catalogue.importing import ImportResult, take_labels
from core.datasets.catalogue.indexing import list_folder
from core.datasets.catalogue.labels import SourceKind
from core.datasets.catalogue.project import Project
from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.hdf5 import has_labels, read_hdf5
from core.images.frames import file_of, frame_path
from core.images.hdf5 import HDF5_SUFFIXES, holds_photographs
from core.jobs import CancelToken, Progress, ProgressReport, no_report


def import_hdf5(
    project: Project,
    place: Path,
    *,
    scheme: str = "",
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> ImportResult | None:
    """Add an HDF5 file, or a folder with such files in it, and the labels that lie in them; None where none do.

    The photographs stay in the file: each is one of the project by itself, `eyes.h5 #3`. Classes are called by their
    numbers. Raises ImageError where the file holds no photographs (then nothing is changed), DatasetError where its
    labels make no sense, ProjectError, Cancelled.
    """
    list_folder(project, place, token=token, progress=progress)
    root = project.roots.add(place)
    progress(Progress(0, 0, "reading labels"))
    listed = {file_of(path) for path in project.files.photographs_in(root)}
    wanted = sorted(path for path in listed if path.suffix.lower() in HDF5_SUFFIXES and path.is_relative_to(place))
    files = [path for path in wanted if holds_photographs(path) and has_labels(path)]
    if not files:
        return None
    labelled = _joined([read_hdf5(path) for path in files], place)
    return take_labels(project, labelled, root=root, kind=SourceKind.HDF5, name=str(place), scheme=scheme)


def _joined(sets: Sequence[LabelledPhotographs], place: Path) -> LabelledPhotographs:
    """All of them as one, each photograph by the path under which the project knows it."""
    samples = []
    for labelled in sets:
        is_one = len(labelled.samples) == 1
        for number, sample in enumerate(labelled.samples, start=1):
            path = sample.path if is_one else frame_path(sample.path, number)
            name = path.name if sample.path == place else path.relative_to(place).as_posix()
            samples.append(Sample(path, sample.label, name=name))
    names = max((labelled.class_names for labelled in sets), key=len)
    return LabelledPhotographs(tuple(samples), names)
