from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.datasets.catalogue.files import ListedFile
from core.datasets.catalogue.photographs import Known, ReadFile
from core.datasets.catalogue.project import Project
from core.images.photograph import ImageId

AddFiles = Callable[..., list[int]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study.funduscope"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with Project.create(path) as opened:
        yield opened


@pytest.fixture
def add_files(project: Project, tmp_path: Path) -> AddFiles:
    """Add files that need not be there, with contents that are told apart by one number; gives the photographs."""

    def add(names: list[str], contents: list[int | None] | None = None) -> list[int]:
        root = project.roots.add(tmp_path / "photographs")
        coder = project.patients.coder()
        project.files.add_listed(root, [ListedFile(name, 100 + at, at) for at, name in enumerate(names)], coder)
        with project.database.read() as connection:
            rows = dict(connection.execute("SELECT path, id FROM files"))
        if contents is not None:
            read = [
                ReadFile(rows[name], (Known(content=content_of(number), width=8, height=8),))
                for name, number in zip(names, contents, strict=True)
                if number is not None
            ]
            project.photographs.identify(read, coder)
        with project.database.read() as connection:
            found = dict(connection.execute("SELECT path, photograph FROM files"))
        return [found[name] for name in names]

    return add


def content_of(number: int) -> ImageId:
    return ImageId(f"{number:064x}")
