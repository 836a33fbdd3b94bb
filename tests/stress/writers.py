"""All that writes files, called alike: `write(folder, version)` puts a version into a folder, `read` tells it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True, slots=True)
class Writer:
    """`write` raises what the program shows; a writer that `is_quiet` loses nothing of the user's, and says nothing.

    One that `adds_files` never writes over another version.
    """

    write: Callable[[Path, int], object]
    read: Callable[[Path], int]
    is_quiet: bool = False
    adds_files: bool = False


def _card(version: int, size_px: int = 32):
    from core.images.preparation import Normalisation, recipe
    from core.networks.card import ModelCard

    return ModelCard(
        architecture="funduscope/die_c1",
        class_names=tuple("123456"),
        preparation=recipe("plain", input_size=size_px, normalisation=Normalisation.UNIT),
        name=f"version {version}",
    )


def _number(text: str) -> int:
    return int(text.rsplit(" ", 1)[-1])


def _save_model(folder: Path, version: int) -> None:
    from core.networks.architectures import build
    from core.networks.files import save_model

    save_model(folder / "a.safetensors", build("funduscope/die_c1", {}, 6, is_initialised=True), _card(version))


def _write_card(folder: Path, version: int) -> None:
    from core.networks.files import write_card

    if version == 0:
        _save_model(folder, 0)
    else:
        write_card(folder / "a.safetensors", _card(version))


def _read_model(folder: Path) -> int:
    from core.networks.files import load_model

    return _number(load_model(folder / "a.safetensors").card.name)


def _report(suffix: str) -> Callable[[Path, int], None]:
    def write(folder: Path, version: int) -> None:
        from core.reports.document import Document, Paragraph, Section
        from core.reports.writing import write_report

        contents = (Paragraph("long " * 400),)
        write_report(
            Document(f"version {version}", "in short", "Beware.", (Section("x", contents),)), folder / f"a{suffix}"
        )

    return write


def _read_html(folder: Path) -> int:
    text = (folder / "a.html").read_text("utf-8")
    assert text.rstrip().endswith("</html>")
    return int(text.split("version ", 1)[1][0])


def _read_pdf(folder: Path) -> int:
    import pypdf

    (page, *_rest) = pypdf.PdfReader(folder / "a.pdf").pages
    return int(page.extract_text().split("version ", 1)[1][0])


def _table(folder: Path, version: int) -> None:
    from core.cli.output import replacing

    with replacing(folder / "a.csv") as file:
        file.write(b"x\n" * 50_000 + f"version {version}".encode())


def _text(name: str, write: str) -> Callable[[Path, int], None]:
    def work(folder: Path, version: int) -> None:
        from importlib import import_module

        import_module(write).write_text(folder / name, "x\n" * 50_000 + f"version {version}")

    return work


def _read_text(name: str) -> Callable[[Path], int]:
    return lambda folder: _number((folder / name).read_text("utf-8"))


def _pass(folder: Path, version: int) -> None:
    from core.features.passfile import write_pass

    write_pass(folder / "a.pass", b"x" * 100_000 + f" {version}".encode())


def _page(folder: Path, version: int) -> None:
    from core.features.pages import new_page, write_png

    page = new_page("x", "y").raster()
    page.putpixel((0, 0), (version, 0, 0))
    write_png(page, folder / "a.png")


def _dictionary(folder: Path, version: int) -> None:
    from core.features.pages import new_page, write_pdf

    write_pdf(iter([new_page("x", "y")] * 2), folder / "a.pdf", title=f"version {version}")


def _read_title(folder: Path) -> int:
    import pypdf

    reader = pypdf.PdfReader(folder / "a.pdf")
    assert len(reader.pages) == 2
    assert reader.metadata is not None
    return _number(str(reader.metadata.title))


def _read_pixel(folder: Path) -> int:
    from PIL import Image

    with Image.open(folder / "a.png") as image:
        image.load()
        return int(np.asarray(image)[0, 0, 0])


def _map(folder: Path, version: int) -> None:
    from core.evaluation.reading.maps import save_map

    save_map(folder, "a.npy", np.full((64, 64), version, np.float32))


def _rows(folder: Path, version: int) -> None:
    from core.experiments.rowfile import RowFile

    RowFile(folder / "a.rows", {"version": version}).begin()


def _read_rows(folder: Path) -> int:
    return int(json.loads((folder / "a.rows").read_text())["version"])


def _run(folder: Path, version: int) -> None:
    from core.training.runfolder import RunFolder

    RunFolder(folder).write_json(folder / "a.json", {"rows": [0] * 9000, "version": version})


def _prepared(folder: Path, version: int) -> None:
    from core.datasets.preparing.writing import write_beside

    write_beside(folder / "a.json", json.dumps({"version": version, "more": "x" * 50_000}).encode())


def _read_json(folder: Path) -> int:
    return int(json.loads((folder / "a.json").read_text("utf-8"))["version"])


def _marks(kind_name: str, name: str) -> Callable[[Path, int], None]:
    """Marks of a project that lies elsewhere; the name of the reader tells the version."""

    def write(folder: Path, version: int) -> None:
        from core.datasets.annotation.exporting import ExportFormat, export_annotations
        from core.datasets.catalogue.project import Project

        with Project.open_to_read(project_with_marks(folder.with_name(f"{folder.name} project"), version)) as project:
            export_annotations(project, folder / name, ExportFormat[kind_name])

    return write


def project_with_marks(folder: Path, version: int) -> Path:
    """A project of one photograph whose reader is called by the version; made where there is none yet."""
    import cv2

    from core.datasets.catalogue.annotations import Annotation
    from core.datasets.catalogue.indexing import index, list_folder
    from core.datasets.catalogue.project import Project

    place = folder / str(version)
    path = place / "a.funduscope"
    if path.exists():
        return path
    (place / "eyes").mkdir(parents=True)
    assert cv2.imwrite(str(place / "eyes" / "eye.png"), np.full((40, 60, 3), 90, np.uint8))
    with Project.create(path) as project:
        list_folder(project, place / "eyes")
        index(project)
        (photograph,) = project.files.at(place / "eyes" / "eye.png")
        project.annotations.put(photograph, f"version {version}", Annotation(quality="good"))
    return path


def _read_marks(name: str) -> Callable[[Path], int]:
    return lambda folder: int((folder / name).read_text("utf-8-sig").split("version ", 1)[1][0])


def _view(folder: Path, version: int) -> None:
    from desktop.restore import write_view

    pixels = np.random.default_rng(version).integers(0, 255, (64, 64, 3), np.uint8)
    pixels[0, 0, 0] = version
    write_view(folder / "a.png", pixels, None)


def _edits(folder: Path, version: int) -> None:
    from core.explain.edits.editlist import EditList
    from desktop.edit_store import write_edits

    write_edits(folder / "a.json", [EditList("0" * 63 + str(one), 8, 8) for one in range(version + 1)])


def _read_edits(folder: Path) -> int:
    from desktop.edit_store import read_edits

    return len(read_edits(folder / "a.json")) - 1


def _places(folder: Path, version: int) -> None:
    from desktop.restore import HashIndex

    index = HashIndex(folder / "a.json")
    index.note("version", Path(f"version {version}"))
    index.save()


def _read_places(folder: Path) -> int:
    return _number(json.loads((folder / "a.json").read_text("utf-8"))["version"])


def _thumbnail(folder: Path, version: int) -> None:
    """It is made whether it can be kept or not."""
    from PIL import Image

    from core.images.thumbnails import ThumbnailCache

    eyes = folder.with_name(f"{folder.name} eyes")
    if not eyes.exists():
        eyes.mkdir()
        for number in range(2):
            Image.fromarray(np.full((300, 300, 3), 90, np.uint8)).save(eyes / f"{number}.png")
    assert ThumbnailCache(folder).get(eyes / f"{version}.png", 128).shape == (128, 128, 3)


WRITERS: dict[str, Writer] = {
    "model": Writer(_save_model, _read_model),
    "card": Writer(_write_card, _read_model),
    "report-html": Writer(_report(".html"), _read_html),
    "report-pdf": Writer(_report(".pdf"), _read_pdf),
    "table": Writer(_table, _read_text("a.csv")),
    "features-text": Writer(_text("a.txt", "core.features.names"), _read_text("a.txt")),
    "experiment-text": Writer(_text("a.txt", "core.experiments.files"), _read_text("a.txt")),
    "features-pass": Writer(_pass, _read_text("a.pass")),
    "features-page": Writer(_page, _read_pixel),
    "dictionary": Writer(_dictionary, _read_title),
    "study-map": Writer(_map, lambda folder: int(np.load(folder / "a.npy")[0, 0])),
    "rows": Writer(_rows, _read_rows),
    "training-run": Writer(_run, _read_json),
    "prepared-set": Writer(_prepared, _read_json),
    "marks-csv": Writer(_marks("CSV", "a.csv"), _read_marks("a.csv")),
    "marks-coco": Writer(_marks("COCO", "a.json"), _read_marks("a.json")),
    "view": Writer(_view, _read_pixel),
    "edits": Writer(_edits, _read_edits, is_quiet=True),
    "places": Writer(_places, _read_places, is_quiet=True),
    "thumbnail": Writer(_thumbnail, lambda folder: 0, is_quiet=True),
}
