"""Taking annotations of a COCO file into a project: what is there stays, and each photograph's change can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from core.datasets.annotation.coco_reading import CocoCategory, CocoImage, CocoSaid, read_coco
from core.datasets.annotation.gathering import image_names
from core.datasets.annotation.lesions import FOVEA, Lesion, code_from, lesions_of, set_lesions
from core.datasets.catalogue.annotations import Annotation
from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.filters import BrowseQuery
from core.datasets.catalogue.project import Project
from core.images.photograph import ImageId
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.synthesis.codes import NAMES

_ALIASES = {
    "cws": "SE",
    "soft exudate": "SE",
    "soft exudates": "SE",
    "exudate": "EX",
    "hemorrhage": "HE",
    "optic nerve head": "OD",
    "fovea": FOVEA,
}
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class CocoImport:
    """What was taken in; `unmatched` and `passed_over` are sentences about what was not."""

    photographs: int
    marks: int
    new_lesions: tuple[Lesion, ...]
    unmatched: tuple[str, ...]
    passed_over: tuple[str, ...]


def import_coco(
    project: Project,
    path: Path,
    reader: str,
    *,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> CocoImport:
    """Take in the annotations of a COCO file; those that name no reader are those of `reader`.

    Photographs are found by their content, else by path or name, and must have the size that the file says. All of it
    is taken in or, where the call raises, nothing: DatasetError, ProjectError, Cancelled.
    """
    file = read_coco(path)
    found, unmatched = _match(project, file.images)
    codes, new = _codes(project, file.categories)
    count = photographs = 0
    with project.database.write():
        if new:
            set_lesions(project, (*lesions_of(project), *new))
        for done, (image, number) in enumerate(found, start=1):
            if token is not None:
                token.check()
            before = count
            for name, annotation in _said(project, image, codes, reader).items():
                old = project.annotations.of(number, name)
                joined = _joined(old, annotation)
                count += len(joined.shapes) - len(old.shapes)
                project.annotations.put(number, name, joined)
            photographs += count > before or bool(image.said)
            progress(Progress(done, len(found), "taking in"))
    return CocoImport(photographs, count, new, tuple(unmatched), file.passed_over)


def _match(project: Project, images: Sequence[CocoImage]) -> tuple[list[tuple[CocoImage, int]], list[str]]:
    """The photograph of each image that has one, and sentences about the others."""
    by_path, by_name = _named(project)
    found, unmatched = [], []
    for image in images:
        name = PurePosixPath(image.file_name.replace("\\", "/"))
        number = _by_content(project, image.content)
        if number is None:
            number = by_path.get(str(name))
        candidates = by_name.get(name.name.casefold(), []) if number is None else []
        if number is None and len(candidates) == 1:
            number = candidates[0]
        if number is None:
            reason = "several photographs are called so" if candidates else "the project has no such photograph"
            unmatched.append(f"{image.file_name}: {reason}")
            continue
        row = project.browsing.rows([number])[number]
        if row.width is not None and (row.width, row.height) != image.size:
            unmatched.append(
                f"{image.file_name}: it has {row.width} x {row.height} pixels, and the file says "
                f"{image.size[0]} x {image.size[1]}"
            )
            continue
        found.append((image, number))
    return found, unmatched


def _by_content(project: Project, content: str) -> int | None:
    is_hash = len(content) == 64 and all(sign in "0123456789abcdef" for sign in content)
    return project.photographs.find(ImageId(content)) if is_hash else None


def _named(project: Project) -> tuple[dict[str, int], dict[str, list[int]]]:
    ids = list(project.browsing.ids(BrowseQuery()))
    folders = list(project.files.where().values())
    by_path: dict[str, int] = {}
    by_name: dict[str, list[int]] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        for number, places in project.files.places(chunk).items():
            paths = [place.path for place in places]
            by_path |= dict.fromkeys(image_names(paths, folders), number)
            for name in {path.name.casefold() for path in paths}:
                by_name.setdefault(name, []).append(number)
    return by_path, by_name


def _codes(project: Project, categories: Mapping[int, CocoCategory]) -> tuple[dict[int, str], tuple[Lesion, ...]]:
    """The code of each category; and lesions for those that the project does not know."""
    lesions = lesions_of(project)
    known = {name.casefold(): code for code, name in NAMES.items()} | _ALIASES
    known |= {text.casefold(): one.code for one in lesions for text in (one.name, one.code)}
    codes: dict[int, str] = {}
    new: list[Lesion] = []
    for number, category in categories.items():
        texts = (category.code, category.name)
        code = next((known[text.casefold()] for text in texts if text.casefold() in known), None)
        if code is None:
            taken = [one.code for one in (*lesions, *new)]
            code = code_from(category.code or category.name, taken)
            known[(category.code or category.name).casefold()] = code
        codes[number] = code
        if code not in {one.code for one in (*lesions, *new)}:
            new.append(Lesion(code, category.name or code))
    return codes, tuple(new)


def _said(project: Project, image: CocoImage, codes: Mapping[int, str], reader: str) -> dict[str, Annotation]:
    """What each reader says of the photograph."""
    said = {one.reader or reader: _as_a_whole(project, one) for one in image.said}
    for mark in image.marks:
        name = mark.reader or reader
        before = said.get(name, Annotation())
        shape = replace(mark.shape, name=codes[mark.category])
        said[name] = replace(before, shapes=(*before.shapes, shape))
    return said


def _as_a_whole(project: Project, said: CocoSaid) -> Annotation:
    plain = Annotation(quality=said.quality, notes=said.notes, reasons=said.reasons)
    if said.grade is None:
        return plain
    try:
        scheme = project.labels.scheme(said.classes, said.class_names)
    except ProjectError:  # other classes are called so here: these get a name of their own
        scheme = project.labels.scheme(f"{said.classes} ({len(said.class_names)} classes, imported)", said.class_names)
    return replace(plain, scheme=scheme.id, grade=said.grade)


def _joined(old: Annotation, new: Annotation) -> Annotation:
    """What was there, with what it did not say."""
    shapes = tuple(dict.fromkeys((*old.shapes, *new.shapes)))
    graded = old if old.grade is not None else new
    judged = old if old.quality else new
    notes = old.notes if new.notes in old.notes else "\n".join(part for part in (old.notes, new.notes) if part)
    return Annotation(graded.scheme, graded.grade, judged.quality, notes, shapes, judged.reasons)
