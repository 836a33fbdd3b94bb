"""The photographs of a project as eyes to be surveyed, with all that can name the cohort of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.datasets.catalogue.annotations import Shape
from core.datasets.catalogue.browsing import Row
from core.datasets.catalogue.filters import PhotographState, View
from core.datasets.catalogue.labels import Scheme
from core.datasets.catalogue.landmarks import MarkedLandmarks
from core.datasets.catalogue.project import Project
from core.datasets.splits import Part
from core.evaluation.predictions import scheme_indices
from core.experiments.eyes import EyeItem
from core.experiments.truth_source import TruthFrom

LABEL, EYE, CAMERA, QUALITY, PART = "Label", "Eye", "Camera", "Quality", "Split"


@dataclass(frozen=True, slots=True)
class ProjectEye:
    """`columns` hold what is known of the photograph, as words by the name of the column; nothing for what is not."""

    item: EyeItem
    columns: Mapping[str, str]


def project_eyes(
    project: Project,
    *,
    scheme: Scheme | None = None,
    class_names: Sequence[str] = (),
    class_map: Mapping[str, str] | None = None,
    split: str = "",
    part: Part | None = None,
    truth: TruthFrom | None = None,
    codes_beside: Sequence[str] = (),
) -> list[ProjectEye]:
    """The photographs that can be read and are not excluded, in the order of their names.

    `scheme` gives their labels, which must be of `class_names`, the model's, where these are given, in the words of
    `class_map`; with `truth` only those of which it knows something, other than `codes_beside`. Raises DatasetError
    where classes do not match.
    """
    with project.database.read() as connection:
        numbers = [row[0] for row in connection.execute("SELECT id FROM photographs ORDER BY name_key, id")]
    rows = project.browsing.rows(numbers, View(scheme=scheme.id if scheme is not None else None))
    members = project.splits.members(split) if split else {}
    labels = _Labels(scheme, _meant(scheme, rows, class_names, class_map))
    marked = project.landmarks.of(numbers)
    drawn = _marks(project, truth.reader, codes_beside) if truth is not None and truth.has_marks else {}
    found = []
    for number in numbers:
        row = rows.get(number)
        if row is None or row.state is not PhotographState.READY or (part and members.get(number) is not part):
            continue
        masks = _masks(project, number, codes_beside) if truth is not None and truth.has_masks else ()
        if truth is not None and not masks and number not in drawn:
            continue
        item = _item(number, row, labels, marked=marked.get(number), masks=masks, marks=tuple(drawn.get(number, ())))
        found.append(ProjectEye(item, _columns(row, labels.of(row))))
    return found


@dataclass(frozen=True, slots=True)
class _Labels:
    """`meant` gives the model's class for the words of a label; those that mean none are not in it."""

    scheme: Scheme | None
    meant: Mapping[str, int]

    def of(self, row: Row) -> str:
        """The label of a photograph in the scheme's words; empty where it has none."""
        return self.scheme.class_names[row.label] if self.scheme is not None and row.label is not None else ""


def _meant(
    scheme: Scheme | None, rows: Mapping[int, Row], class_names: Sequence[str], class_map: Mapping[str, str] | None
) -> Mapping[str, int]:
    if scheme is None or not class_names:
        return {}
    said = {row.label for row in rows.values()}
    used = [name for place, name in enumerate(scheme.class_names) if place in said]
    return scheme_indices(scheme.class_names, used, tuple(class_names), class_map or {})


def _item(
    number: int,
    row: Row,
    labels: _Labels,
    *,
    marked: MarkedLandmarks | None,
    masks: tuple[tuple[str, Path], ...],
    marks: tuple[Shape, ...],
) -> EyeItem:
    return EyeItem(
        number,
        row.path,
        row.name,
        group=row.patient,
        eye=row.eye,
        orientation=row.orientation,
        marked=marked,
        masks=masks,
        marks=marks,
        label=labels.meant.get(labels.of(row), -1),
    )


def _columns(row: Row, label: str) -> Mapping[str, str]:
    """All that can name the cohort of a photograph."""
    columns = {LABEL: label, EYE: row.eye or "", CAMERA: row.camera, QUALITY: row.quality, PART: row.part or ""}
    columns |= {name: str(value) for name, value in row.facts.items()}
    return {name: str(value) for name, value in columns.items() if value}


def _marks(project: Project, reader: str | None, beside: Sequence[str]) -> dict[int, dict[Shape, None]]:
    """What was drawn on each photograph, every mark once, whoever made it."""
    drawn: dict[int, dict[Shape, None]] = {}
    for said in project.annotations.everything(reader):
        shapes = [shape for shape in said.annotation.shapes if shape.name not in beside]
        if shapes:
            drawn.setdefault(said.photograph, {}).update(dict.fromkeys(shapes))
    return drawn


def _masks(project: Project, photograph: int, beside: Sequence[str]) -> tuple[tuple[str, Path], ...]:
    known = project.photographs.masks(photograph)
    return tuple((code, Path(path)) for code, path in known.items() if code not in beside)
