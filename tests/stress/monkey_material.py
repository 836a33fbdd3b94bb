"""What the monkey works with: photographs, models, tables and a project of its own, and the answers of file dialogs."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.bundled import Bundled

RENDERED = 24
RENDERED_PX = 640
ODD_FOLDERS = ("dicom", "broken-images", "exif-orientation")
"""Of the folder of real data (see tests/conftest.py)."""


def copied(bundled: Bundled, folder: Path) -> Bundled:
    """What comes with the program, in a folder of its own: dialogs answer with folders, and those are written to."""
    models = folder / "models"
    models.mkdir()
    for model in bundled.models:
        shutil.copy(model, models / model.name)
    samples = None
    if bundled.samples is not None:
        samples = folder / "samples"
        shutil.copytree(bundled.samples, samples)
    return Bundled(samples, tuple(models / model.name for model in bundled.models))


def some_files(folder: Path, bundled: Bundled, odd: Path | None) -> list[Path]:
    """Photographs, models, and files that are none; with `odd`, a folder, also what is in it, and a project of both."""
    found = sorted(bundled.samples.rglob("*.jpg"))[:12] if bundled.samples is not None else []
    broken = folder / "broken.jpg"
    broken.write_bytes(found[0].read_bytes()[:2000] if found else b"\xff\xd8\xff")
    (folder / "notes.txt").write_text("image,label\na.jpg,1\n")
    (folder / "labels.csv").write_text(
        "image,level\n" + "".join(f"{path.stem},{n % 5}\n" for n, path in enumerate(found))
    )
    files = [*found, *bundled.models, broken, folder / "notes.txt", folder / "labels.csv"]
    return [*files, *_project_of(folder, odd)] if odd is not None else files


def _project_of(folder: Path, odd: Path) -> list[Path]:
    """The project comes last; before it files that are rendered, and copies of those in `odd`."""
    from core.cli.program import main
    from core.datasets.catalogue.indexing import index, list_folder
    from core.datasets.catalogue.project import Project
    from core.images.reading import find_photographs

    rendered, oddities = folder / "rendered", folder / "odd"
    size = ("--size", str(RENDERED_PX), "--workers", "1")
    assert main(["synthesize", "fundus", "--count", str(RENDERED), "--out", str(rendered), *size]) == 0
    assert main(["synthesize", "markers", "--count", "6", "--format", "hdf5", "--out", f"{folder}/markers.h5"]) == 0
    for name in ODD_FOLDERS:
        shutil.copytree(odd / name, oddities / name)
    path = folder / "study.funduscope"
    with Project.create(path) as project:
        for place in (rendered, oddities):
            list_folder(project, place)
        index(project)
    photographs = [*find_photographs(rendered), *find_photographs(oddities)]
    return [*photographs[::9], rendered / "labels.csv", folder / "markers.h5", path]


def answer_dialogs(chooser: random.Random, files: Sequence[Path], out: Path) -> None:
    """Let the system's file dialogs be answered at once: often with a file, sometimes with none."""
    counter = iter(range(10**9))

    def some(*_arguments: object, **_options: object) -> tuple[str, str]:
        return (str(chooser.choice(files)) if chooser.random() < 0.7 else "", "")

    def more(*_arguments: object, **_options: object) -> tuple[list[str], str]:
        return ([str(path) for path in chooser.sample(list(files), min(3, len(files)))], "")

    def new(*arguments: object, **_options: object) -> tuple[str, str]:
        proposed = Path(str(arguments[2])).name if len(arguments) > 2 else "file"
        return (str(out / f"{next(counter)} {proposed}") if chooser.random() < 0.6 else "", "")

    def folder(*_arguments: object, **_options: object) -> str:
        folders = sorted({path.parent for path in files} | {out})
        return str(chooser.choice(folders)) if chooser.random() < 0.6 else ""

    QFileDialog.getOpenFileName = some  # type: ignore[method-assign, assignment]
    QFileDialog.getOpenFileNames = more  # type: ignore[method-assign, assignment]
    QFileDialog.getSaveFileName = new  # type: ignore[method-assign, assignment]
    QFileDialog.getExistingDirectory = folder  # type: ignore[method-assign, assignment]
