"""The photographs of a project as eyes to be surveyed, with all that can name the cohort of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.datasets.catalogue.filters import PhotographState, View
from core.datasets.catalogue.labels import Scheme
from core.datasets.catalogue.project import Project
from core.datasets.splits import Part
from core.evaluation.predictions import class_indices
from core.experiments.eyes import EyeItem

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
    split: str = "",
    part: Part | None = None,
    has_masks: bool = False,
    codes_beside: Sequence[str] = (),
) -> list[ProjectEye]:
    """The photographs that can be read and are not excluded, in the order of their names.

    `scheme` gives their labels, which must be of `class_names`, the model's, where these are given; with `has_masks`
    only those that have a mask, other than of `codes_beside`. Raises DatasetError where classes cannot be matched.
    """
    with project.database.read() as connection:
        numbers = [row[0] for row in connection.execute("SELECT id FROM photographs ORDER BY name_key, id")]
    view = View(scheme=scheme.id if scheme is not None else None)
    rows = project.browsing.rows(numbers, view)
    members = project.splits.members(split) if split else {}
    meant = class_indices(scheme.class_names, tuple(class_names), {}) if scheme is not None and class_names else {}
    marked = project.landmarks.of(numbers)
    found = []
    for number in numbers:
        row = rows.get(number)
        if row is None or row.state is not PhotographState.READY or (part and members.get(number) is not part):
            continue
        masks = _masks(project, number, codes_beside) if has_masks else ()
        if has_masks and not masks:
            continue
        label = scheme.class_names[row.label] if scheme is not None and row.label is not None else ""
        item = EyeItem(
            number,
            row.path,
            row.name,
            group=row.patient,
            eye=row.eye,
            orientation=row.orientation,
            marked=marked.get(number),
            masks=masks,
            label=meant.get(label, -1),
        )
        columns = {LABEL: label, EYE: row.eye or "", CAMERA: row.camera, QUALITY: row.quality, PART: row.part or ""}
        columns |= {name: str(value) for name, value in row.facts.items()}
        found.append(ProjectEye(item, {name: str(value) for name, value in columns.items() if value}))
    return found


def _masks(project: Project, photograph: int, beside: Sequence[str]) -> tuple[tuple[str, Path], ...]:
    known = project.photographs.masks(photograph)
    return tuple((code, Path(path)) for code, path in known.items() if code not in beside)
