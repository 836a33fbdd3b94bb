"""HDF5 files as Vincenzi's scripts wrote them: every photograph in them is one of the project."""

from pathlib import Path

import h5py
import numpy as np
import pytest
from PIL import Image

from core.datasets.catalogue.filters import BrowseQuery, Column, View
from core.datasets.catalogue.importing_hdf5 import import_hdf5
from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.labels import SourceKind
from core.datasets.catalogue.project import Project
from core.datasets.identity import content_id, read_pixels
from core.datasets.samples import Sample
from core.errors import ImageError
from core.images.fast_preparation import read_prepared
from core.images.frames import frame_path
from core.images.preparation import Normalisation, recipe
from core.images.reading import find_photographs, image_id, photographs_in, read_photograph
from core.images.thumbnails import read_thumbnail
from core.jobs import Cancelled, CancelToken, Progress

Pixels = np.ndarray


def write_hdf5(path: Path, count: int, *, seed: int = 1, labels: list[int] | None = None) -> Pixels:
    """As Appendix 1 does it: BGR, labels as a column. Gives the photographs as RGB."""
    rgb = np.random.default_rng(seed).integers(0, 255, (count, 30, 21, 3), np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(path, "w") as file:
        file.create_dataset("dataset", data=rgb[..., ::-1])
        if labels is not None:
            file.create_dataset("label", data=np.array(labels).reshape(-1, 1))
    return rgb


def test_each_photograph_of_a_file_has_a_path(tmp_path: Path) -> None:
    path = tmp_path / "eyes.h5"
    rgb = write_hdf5(path, 3)
    places = list(photographs_in(path))
    assert places == [frame_path(path, number) for number in (1, 2, 3)] == list(find_photographs(tmp_path))
    for place, pixels in zip(places, rgb, strict=True):
        photograph = read_photograph(place)
        np.testing.assert_array_equal(photograph.pixels, pixels)
        assert (photograph.format, photograph.id) == ("HDF5", image_id(place))
        np.testing.assert_array_equal(read_thumbnail(place, 30), pixels)
    assert read_photograph(path).id == image_id(places[0])  # the file alone is its first photograph
    sample = Sample(path, 0, frame=1)
    assert content_id(sample) == image_id(places[1])
    np.testing.assert_array_equal(read_pixels(sample), rgb[1])
    prepared = read_prepared(places[1], recipe("plain", input_size=16, normalisation=Normalisation.UNIT))
    assert (prepared.id, prepared.pixels.shape) == (image_id(places[1]), (16, 16, 3))


def test_what_is_no_file_of_photographs_says_why(tmp_path: Path) -> None:
    path = tmp_path / "weights.h5"
    with h5py.File(path, "w") as file:
        file["layer/kernel"] = np.zeros((3, 3))
    with pytest.raises(ImageError, match=r"'weights\.h5' holds no 'dataset'"):
        read_photograph(path)
    assert list(find_photographs(tmp_path)) == []
    with h5py.File(path, "w") as file:
        file["dataset"] = np.zeros((2, 8, 8), np.uint8)
    with pytest.raises(ImageError, match=r"has shape \(2, 8, 8\) and type uint8"):
        read_photograph(path)
    write_hdf5(path, 2)
    with pytest.raises(ImageError, match="holds 2 photographs, and number 3 was asked for"):
        read_photograph(frame_path(path, 3))
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(ImageError, match="not an HDF5 file, or it is damaged"):
        read_photograph(path)


def test_pixels_that_lie_in_another_file_are_refused(tmp_path: Path) -> None:
    write_hdf5(tmp_path / "secret.h5", 2)
    with h5py.File(tmp_path / "link.h5", "w") as file:
        file["dataset"] = h5py.ExternalLink("secret.h5", "/dataset")
    with pytest.raises(ImageError, match="no data set of this file"):
        read_photograph(tmp_path / "link.h5")


def test_a_file_becomes_photographs_of_a_project(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "eyes.hdf5"
    rgb = write_hdf5(path, 12, labels=[0, 1, 2] * 4)
    Image.fromarray(rgb[0]).save(path.with_name("not asked for.png"))
    result = import_hdf5(project, path)
    assert result is not None
    assert (result.labelled, result.scheme.class_names, result.left_out.rows) == (12, ("0", "1", "2"), ())
    assert project.labels.sources()[0].kind is SourceKind.HDF5
    ids = project.browsing.ids(BrowseQuery())
    rows = project.browsing.rows(ids, View(scheme=result.scheme.id))
    assert [rows[one].name for one in ids] == [f"eyes.hdf5 #{number}" for number in range(1, 13)]
    assert [rows[one].label for one in ids] == [0, 1, 2] * 4
    assert rows[ids[4]].path == frame_path(path, 5)
    found = index(project)
    assert (found.new, found.read, found.unreachable) == (0, 12, [])
    assert project.browsing.counts(BrowseQuery(), Column.STATE) == {"ready": 12}
    row = project.browsing.rows([ids[4]])[ids[4]]
    assert (row.name, row.width, row.height) == ("eyes.hdf5 #5", 21, 30)
    assert project.photographs.contents([ids[4]])[ids[4]] == image_id(frame_path(path, 5))
    assert project.files.at(frame_path(path, 5)) == (ids[4],)
    assert len(project.files.at(path)) == 12
    assert index(project).read == 0  # nothing is read twice


def test_reading_stopped_in_the_middle_of_a_file_goes_on_there(project: Project, tmp_path: Path) -> None:
    write_hdf5(tmp_path / "set" / "eyes.h5", 200)
    list_folder(project, tmp_path / "set")
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.text.startswith("reading") and progress.done == 50:
            token.cancel()

    with pytest.raises(Cancelled):
        index(project, token=token, progress=stop)
    assert project.browsing.counts(BrowseQuery(), Column.STATE)["ready"] >= 50
    assert index(project).read <= 150
    assert project.browsing.counts(BrowseQuery(), Column.STATE) == {"ready": 200}


def test_a_file_that_grew_brings_its_new_photographs(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "eyes.h5"
    write_hdf5(path, 3, seed=1)
    list_folder(project, path)
    index(project)
    write_hdf5(path, 5, seed=2)
    result = index(project)
    assert (result.new, result.changed, result.read) == (2, 1, 5)
    ids = project.browsing.ids(BrowseQuery())
    here = [row for row in project.browsing.rows(ids).values() if row.copies]
    assert sorted(row.path.name for row in here) == [f"eyes.h5#frame={number}" for number in range(1, 6)]


def test_a_folder_of_files_brings_their_labels_together(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "sets"
    write_hdf5(folder / "train" / "a.h5", 3, seed=1, labels=[0, 0, 1])
    write_hdf5(folder / "test" / "b.h5", 2, seed=2, labels=[2, 0])
    write_hdf5(folder / "without.h5", 2, seed=3)
    result = import_hdf5(project, folder)
    assert result is not None
    assert (result.labelled, result.scheme.class_names) == (5, ("0", "1", "2"))
    assert project.photographs.count() == 7
    assert import_hdf5(project, folder / "train" / "a.h5") is not None  # it lies in a folder that is known
    assert len(project.roots.all()) == 1
    assert project.photographs.count() == 7


def test_the_same_photograph_in_two_files_is_one(project: Project, tmp_path: Path) -> None:
    write_hdf5(tmp_path / "sets" / "a.h5", 3)
    write_hdf5(tmp_path / "sets" / "b.h5", 3)
    list_folder(project, tmp_path / "sets")
    assert index(project).identical == 3
    assert project.photographs.count() == 3
