"""What a project's annotations say, photograph by photograph, with the names that files of them use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core.datasets.annotation.lesions import Lesion, lesions_of
from core.datasets.catalogue.annotations import Annotation, Shape
from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.labels import Scheme
from core.datasets.catalogue.project import Project
from core.errors import did_you_mean

_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Annotated:
    """A photograph of which somebody says something; points of marks are those of its file, however it is shown.

    `image` is its path below the folder that was added, unique among all; `size` (width, height), None where the file
    was not read as yet; `said` by reader; `patient` is what the catalogue calls the patient.
    """

    id: int
    image: str
    path: Path
    size: tuple[int, int] | None
    content: str
    patient: str
    taken: str
    spacing_mm: float | None
    said: Mapping[str, Annotation]
    changed_s: Mapping[str, float]

    def shapes(self) -> tuple[Shape, ...]:
        """The marks of all readers, each once."""
        return tuple(dict.fromkeys(shape for one in self.said.values() for shape in one.shapes))


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that is exported: `lesions` are those of the project, then codes that only marks use."""

    photographs: tuple[Annotated, ...]
    lesions: tuple[Lesion, ...]
    schemes: Mapping[int, Scheme]


def gather(project: Project, reader: str | None = None) -> Gathered:
    """What one reader or (None) every reader says. Raises ProjectError where nobody says anything."""
    said = project.annotations.everything(reader)
    if not said:
        raise _nothing(project, reader)
    by_photograph: dict[int, dict[str, Annotation]] = {}
    changed: dict[int, dict[str, float]] = {}
    for one in said:
        by_photograph.setdefault(one.photograph, {})[one.reader] = one.annotation
        changed.setdefault(one.photograph, {})[one.reader] = one.changed_s
    photographs = _photographs(project, by_photograph, changed)
    lesions = lesions_of(project)
    used = dict.fromkeys(shape.name for one in photographs for shape in one.shapes())
    known = {lesion.code for lesion in lesions}
    others = tuple(Lesion(code, code) for code in used if code not in known)
    schemes = {scheme.id: scheme for scheme in project.labels.schemes()}
    return Gathered(photographs, (*lesions, *others), schemes)


def _nothing(project: Project, reader: str | None) -> ProjectError:
    readers = project.annotations.readers()
    if reader is None or not readers:
        return ProjectError(f"Nothing is annotated in '{project.path.name}'.", "Annotate photographs in Review first.")
    hint = did_you_mean(reader, readers) or f"There are: {', '.join(readers)}."
    return ProjectError(f"'{reader}' has annotated nothing in '{project.path.name}'.", hint)


def _photographs(
    project: Project, said: Mapping[int, Mapping[str, Annotation]], changed: Mapping[int, Mapping[str, float]]
) -> tuple[Annotated, ...]:
    ids = list(said)
    found: list[Annotated] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        rows, contents = project.browsing.rows(chunk), project.photographs.contents(chunk)
        for number in chunk:
            row = rows[number]
            size = (row.width, row.height) if row.width is not None and row.height is not None else None
            found.append(
                Annotated(
                    number,
                    "",
                    row.path,
                    size,
                    contents.get(number, ""),
                    row.patient,
                    row.taken,
                    row.spacing_mm,
                    said[number],
                    changed[number],
                )
            )
    names = image_names([one.path for one in found], list(project.files.where().values()))
    named = [replace(one, image=name) for one, name in zip(found, names, strict=True)]
    return tuple(sorted(named, key=lambda one: one.image))


def image_names(paths: list[Path], folders: list[Path]) -> list[str]:
    """The path of each photograph below its folder; with the folder's own name where others have the same."""
    roots = [next((folder for folder in folders if folder in path.parents), path.parent) for path in paths]
    names = [path.relative_to(root).as_posix() for path, root in zip(paths, roots, strict=True)]
    counts = Counter(names)
    return [f"{root.name}/{name}" if counts[name] > 1 else name for name, root in zip(names, roots, strict=True)]
