"""What a project knows of the photograph that is shown, asked in its lane."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.datasets.annotation.lesions import DEFAULT_LESIONS, Lesion
from core.datasets.catalogue.annotations import Annotation, Shape, Undoable
from core.datasets.catalogue.labels import Scheme
from core.images.photograph import Photograph

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project

NOTHING_SAID, NOTHING_TO_UNDO = Annotation(), Undoable()
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Known:
    """What the project knows of a photograph and what one reader says of it; `number` None: it does not have it.

    `outlines` are the lines around regions that are kept as runs of pixels.
    """

    number: int | None
    said: Annotation = NOTHING_SAID
    others: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    undoable: Undoable = NOTHING_TO_UNDO
    lesions: tuple[Lesion, ...] = DEFAULT_LESIONS
    schemes: tuple[Scheme, ...] = ()
    outlines: dict[Shape, tuple[tuple[Point, ...], ...]] = field(default_factory=dict)


def find_known(project: Project, photograph: Photograph, reader: str) -> Known:
    """Ask the project. Raises ProjectError."""
    from core.datasets.annotation.lesions import lesions_of

    lesions, schemes = lesions_of(project), project.labels.schemes()
    numbers = project.files.at(photograph.path)
    number = numbers[0] if numbers else project.photographs.find(photograph.id)
    if number is None:
        return Known(None, lesions=lesions, schemes=schemes)
    everybody = project.annotations.all_of(number)
    said = everybody.get(reader, Annotation())
    others = tuple(name for name in everybody if name != reader)
    undoable = project.annotations.undoable(number, reader)
    outlines = {shape: _outlines(shape) for shape in said.shapes if shape.runs}
    readers = tuple(project.annotations.readers())
    return Known(number, said, others, readers, undoable, lesions, schemes, outlines)


def _outlines(shape: Shape) -> tuple[tuple[Point, ...], ...]:
    """The lines around what a region of runs holds."""
    from core.datasets.annotation.pixels import mask_of_runs
    from core.datasets.outlines import outline

    if shape.size is None:
        return ()
    lines = outline(mask_of_runs(shape.runs, shape.size)).lines
    return tuple(tuple((float(x), float(y)) for x, y in line) for line in lines)
