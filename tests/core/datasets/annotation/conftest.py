"""A project with three photographs of known size, which two readers annotate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.project import Project

SIZE = (64, 48)
POINT = Shape(ShapeKind.POINT, "MA", ((10.5, 20.25),))
BOX = Shape(ShapeKind.BOX, "HE", ((5.0, 6.0), (15.5, 12.0)))
REGION = Shape(ShapeKind.REGION, "EX", ((30.0, 10.0), (50.0, 12.5), (45.25, 30.0), (31.0, 28.0)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    generator = np.random.default_rng(3)
    folder = tmp_path / "photographs"
    for name in ("a/eye 1.png", "a/eye 2.png", "b/eye 3.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        pixels = generator.integers(0, 256, (SIZE[1], SIZE[0], 3), np.uint8)
        Image.fromarray(pixels).save(folder / name)
    return folder


@pytest.fixture
def project(tmp_path: Path, folder: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.funduscope") as opened:
        list_folder(opened, folder)
        index(opened)
        yield opened


@pytest.fixture
def annotated(project: Project, folder: Path) -> list[int]:
    """The photographs; anna has graded two and drawn on one, ben has drawn on that as well."""
    ids = [project.files.at(folder / name)[0] for name in ("a/eye 1.png", "a/eye 2.png", "b/eye 3.png")]
    scheme = project.labels.scheme("ICDR", ("No DR", "Mild", "Moderate", "Severe", "PDR"))
    project.annotations.put(
        ids[0],
        "anna",
        Annotation(scheme.id, 2, "usable", "=HYPERLINK(1)", (POINT, BOX), ("too dark", "=1+1")),
    )
    project.annotations.put(ids[0], "ben", Annotation(shapes=(REGION,)))
    project.annotations.put(ids[1], "anna", Annotation(scheme.id, 0))
    return ids
