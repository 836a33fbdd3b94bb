"""What is known to lie where on a photograph: masks beside its file, and what readers have marked in a project."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.datasets.annotation.lesions import lesions_of, names_of
from core.datasets.annotation.pixels import mask_of
from core.datasets.catalogue.annotations import Shape
from core.datasets.catalogue.project import Project
from core.datasets.masks import find_masks, read_mask
from core.errors import FunduscopeError, ImageError
from core.images.photograph import ImageId, Photograph

Bools = NDArray[np.bool_]
Marked = Mapping[str, tuple[Shape, ...]]
"""Marks by the short name of what they mark, in pixels of the photograph's file."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What readers have marked, of all readers together. `of` a photograph's content; for any thread.

    `names` say what short names mean.
    """

    of: Callable[[ImageId], Marked]
    names: Mapping[str, str]

    def name(self, code: str) -> str:
        """A short name in words; itself where nothing else is known."""
        return self.names.get(code, code)


NO_MARKS = Marks(lambda _image: {}, names_of(()))
"""Nobody has marked anything."""


def project_marks(project: Project) -> Marks:
    """The points, boxes and regions of all readers of a project, by the project's names for them."""

    def of(image: ImageId) -> Marked:
        try:
            number = project.photographs.find(image)
            everybody = project.annotations.all_of(number) if number is not None else {}
        except FunduscopeError:  # closed at this moment, or its drive is gone: whoever asks next says so
            return {}
        found: dict[str, tuple[Shape, ...]] = {}
        for shape in dict.fromkeys(shape for said in everybody.values() for shape in said.shapes):
            found[shape.name] = (*found.get(shape.name, ()), shape)
        return found

    return Marks(of, names_of(lesions_of(project)))


def is_known(path: Path, image: ImageId, marks: Marks) -> bool:
    """Whether anything is known of a photograph; no mask is read for that."""
    return bool(find_masks(path)) or bool(marks.of(image))


def known_pixels(photograph: Photograph, marks: Marks) -> Iterator[tuple[str, Bools]]:
    """The pixels of each kind of which something is known: bool (height, width) of the photograph as in its file.

    What masks and readers call by one short name is one kind. Masks that cannot be read do not count.
    """
    size = photograph.width, photograph.height
    marked = {
        code: tuple(shape for shape in shapes if shape.size in (None, size))
        for code, shapes in marks.of(photograph.id).items()
    }
    for mask in find_masks(photograph.path):
        try:
            pixels = read_mask(mask.path, size)
        except ImageError:
            continue
        yield mask.code, pixels | mask_of(marked.pop(mask.code, ()), size)
    for code, shapes in marked.items():
        yield code, mask_of(shapes, size)
