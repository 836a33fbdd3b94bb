"""More that writes files, called like those of `tests.stress.writers`: films, masks, sets, logs, pictures, reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.stress.writers import Writer, project_with_marks

SIDE = 32


@dataclass(frozen=True, slots=True)
class _Frames:
    """What an animation is to those who write it; the grey of the first frame tells the version."""

    version: int
    size: tuple[int, int] = (SIDE, SIDE)

    def __len__(self) -> int:
        return 6

    def frame(self, index: int) -> NDArray[np.uint8]:
        generator = np.random.default_rng(self.version)
        pixels: NDArray[np.uint8] = generator.integers(0, 8, (SIDE, SIDE, 3), np.uint8) + np.uint8(60 * self.version)
        return np.roll(pixels, index, axis=0)

    def frames(self) -> Iterator[NDArray[np.uint8]]:
        return (self.frame(index) for index in range(len(self)))


def _film(suffix: str) -> Callable[[Path, int], None]:
    def write(folder: Path, version: int) -> None:
        from core.explain.movies import export_animation

        export_animation(_Frames(version), folder / f"a{suffix}")  # type: ignore[arg-type]

    return write


def _read_film(suffix: str) -> Callable[[Path], int]:
    def read(folder: Path) -> int:
        import cv2

        film = cv2.VideoCapture(str(folder / f"a{suffix}"))
        try:
            assert int(film.get(cv2.CAP_PROP_FRAME_COUNT)) == 6
            is_there, pixels = film.read()
        finally:
            film.release()
        assert is_there
        return round(float(pixels.mean()) / 60)

    return read


def _masks(folder: Path, version: int) -> None:
    from core.datasets.annotation.gathering import gather
    from core.datasets.annotation.mask_files import write_masks
    from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
    from core.datasets.catalogue.project import Project

    path = project_with_marks(folder.with_name(f"{folder.name} project"), version)
    with Project.open(path) as project:
        (photograph,) = project.files.at(path.parent / "eyes" / "eye.png")
        box = Shape(ShapeKind.BOX, "HE", ((0.0, 0.0), (10.0 * (version + 1), 10.0)))
        project.annotations.put(photograph, "anna", Annotation(shapes=(box,)))
        write_masks(gather(project), folder / "masks")


def _read_masks(folder: Path) -> int:
    from PIL import Image

    with Image.open(folder / "masks" / "HE" / "eye_HE.png") as mask:
        return int(np.asarray(mask)[5].sum()) // 10 - 1


def _set(container: str) -> Callable[[Path, int], None]:
    """A set is never written over another one: each version has a name of its own."""

    def write(folder: Path, version: int) -> None:
        from core.synthesis.recipes import DieRecipe
        from core.synthesis.writing.write import Container, Order, write_photographs

        order = Order(count=2, seed=version, container=Container(container))
        write_photographs(DieRecipe(), folder / f"set {version}", order)

    return write


def _read_set(folder: Path) -> int:
    from core.datasets.sources.opening import open_source

    found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    for path in found:
        if path.is_dir():
            assert len(open_source(path).samples) == 2
    return int(found[-1].name.rsplit(" ", 1)[-1])


def _prepared_hdf5(folder: Path, version: int) -> None:
    from core.datasets.preparing.container import write_hdf5
    from core.datasets.preparing.journal import Entry

    images = folder.with_name(f"{folder.name} images")
    if not images.exists():
        import cv2

        images.mkdir()
        assert cv2.imwrite(str(images / "0.png"), np.full((SIDE, SIDE, 3), 90, np.uint8))
    write_hdf5(folder / "a.h5", images, [Entry("0.png", "0.png", 1, 1, label=version)], ("a", "b"), SIDE)


def _read_hdf5(folder: Path) -> int:
    from core.datasets.sources.hdf5 import read_hdf5

    (sample,) = read_hdf5(folder / "a.h5").samples
    return sample.label


def _log(folder: Path, version: int) -> None:
    """A log grows by lines; what could not be written is written with the next line."""
    from core.training.runfolder import RunFolder

    RunFolder(folder).say(f"version {version}")


def _read_log(folder: Path) -> int:
    return int((folder / "log.txt").read_text("utf-8").rsplit("version ", 1)[1][0])


def _run_table(folder: Path, version: int) -> None:
    from core.training.runfolder import RunFolder

    RunFolder(folder).write_table(folder / "a.csv", [{"version": version, "row": row} for row in range(3000)])


def _read_run_table(folder: Path) -> int:
    lines = (folder / "a.csv").read_text("utf-8").splitlines()
    assert len(lines) == 3001
    return int(lines[1].split(",")[0])


def _raw_map(folder: Path, version: int) -> None:
    from core.cli.explain_output import write_map

    write_map(folder / "a.npy", np.full((64, 64), version, np.float32))


def _atlas(folder: Path, version: int) -> None:
    from core.features.pages import Page, write_pdf

    def pages() -> Iterator[Page]:
        for number in range(2):
            page = Page(entry=f"layer {number}")
            pixels = np.random.default_rng(number).integers(0, 255, (64, 64, 3), np.uint8)
            page.picture(10, 10, (64, 64), pixels, is_photograph=True)
            yield page

    write_pdf(pages(), folder / "atlas.pdf", title=f"version {version}")


def _read_atlas(folder: Path) -> int:
    import pypdf

    reader = pypdf.PdfReader(folder / "atlas.pdf")
    assert len(reader.pages) == 2
    assert reader.metadata is not None
    return int(str(reader.metadata.title).rsplit(" ", 1)[-1])


def _experiment(folder: Path, version: int) -> None:
    from core.experiments.files import write_json

    write_json(folder / "a.json", {"rows": [0] * 9000, "version": version})


def _read_experiment(folder: Path) -> int:
    from core.experiments.files import read_json

    return int(read_json(folder / "a.json")["version"])


def _class_maps(folder: Path, version: int) -> None:
    from core.evaluation.class_maps import ClassMaps

    ClassMaps(folder / "a.json").put(["label"], ["class"], {"label": f"version {version}"})


def _read_class_maps(folder: Path) -> int:
    from core.evaluation.class_maps import ClassMaps

    found = ClassMaps(folder / "a.json").get(["label"], ["class"])
    assert found is not None
    return int(found["label"].rsplit(" ", 1)[-1])


FURTHER_WRITERS: dict[str, Writer] = {
    "film-gif": Writer(_film(".gif"), _read_film(".gif")),
    "film-mp4": Writer(_film(".mp4"), _read_film(".mp4")),
    "masks": Writer(_masks, _read_masks),
    "set-folders": Writer(_set("folders"), _read_set, adds_files=True),
    "set-hdf5": Writer(_set("hdf5"), _read_set, adds_files=True),
    "prepared-hdf5": Writer(_prepared_hdf5, _read_hdf5),
    "log": Writer(_log, _read_log, is_quiet=True),
    "run-table": Writer(_run_table, _read_run_table),
    "raw-map": Writer(_raw_map, lambda folder: int(np.load(folder / "a.npy")[0, 0])),
    "atlas": Writer(_atlas, _read_atlas),
    "experiment": Writer(_experiment, _read_experiment),
    "class-maps": Writer(_class_maps, _read_class_maps),
}
