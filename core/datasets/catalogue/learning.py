"""What of a project a network can learn from: labelled photographs that are not excluded, and how they are divided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.files import Place
from core.datasets.catalogue.labels import Scheme
from core.datasets.catalogue.project import Project
from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.splits import Part
from core.images.orientation import Orientation

_CHUNK = 1000


@dataclass(frozen=True, slots=True, eq=False)
class LearningSet:
    """Photographs with the labels that count, and what the project says of them by the names of the samples.

    `parts` and `folds` are those of the split that was asked for; `locked` are in the test part of any locked split.
    `folders` are those that hold photographs.
    """

    labelled: LabelledPhotographs
    parts: Mapping[str, Part]
    folds: Mapping[str, int]
    locked: frozenset[str]
    folders: tuple[Path, ...]


def read_learning_set(project: Project, *, scheme: str = "", split: str = "") -> LearningSet:
    """The photographs with a label of `scheme` (empty: the only one), in an order of their content.

    Excluded and unreadable ones, and those whose labels contradict each other, take no part. The eyes of a patient, or
    of a pair, form a group; a photograph that is shown turned or mirrored is so too. Raises ProjectError for a scheme
    or split that there is none of, and where nothing is labelled.
    """
    chosen = find_scheme(project, scheme)
    rows = _labelled(project, chosen.id)
    if not rows:
        raise ProjectError(
            f"No photograph of '{project.path.name}' has a label of '{chosen.name}'.", "Import labels first."
        )
    places = _places(project, [row.photograph for row in rows])
    names = _names(project, places)
    samples = tuple(
        Sample(
            path=places[row.photograph].path,
            label=row.label,
            group=row.group,
            name=names[row.photograph],
            orientation=row.orientation,
        )
        for row in rows
        if row.photograph in places
    )
    members = project.splits.members(split) if split else {}
    folds = project.splits.fold_of(split) if split else {}
    locked = project.splits.locked_tests()
    return LearningSet(
        labelled=LabelledPhotographs(samples, chosen.class_names, notes=_notes(project, chosen, len(samples))),
        parts={names[one]: part for one, part in members.items() if one in names},
        folds={names[one]: fold for one, fold in folds.items() if one in names},
        locked=frozenset(names[one] for one in locked if one in names),
        folders=tuple(project.files.where().values()),
    )


def find_scheme(project: Project, name: str = "") -> Scheme:
    """The classes of that name; without one the only ones that there are. Raises ProjectError."""
    if name:
        return project.labels.find_scheme(name)
    schemes = project.labels.schemes()
    if not schemes:
        raise ProjectError(f"'{project.path.name}' has no labels yet.", "Import labels first.")
    if len(schemes) > 1:
        raise ProjectError(
            f"'{project.path.name}' has labels of several kinds: {', '.join(one.name for one in schemes)}.",
            "Say which of them is to be learned.",
        )
    return schemes[0]


@dataclass(frozen=True, slots=True)
class _Row:
    photograph: int
    label: int
    group: str
    orientation: Orientation


def _labelled(project: Project, scheme: int) -> list[_Row]:
    with project.database.read() as connection:
        rows = connection.execute(
            "SELECT p.id, l.value, CASE WHEN coalesce(p.patient, '') <> '' THEN 'patient ' || p.patient "
            "WHEN p.pair IS NOT NULL THEN 'pair ' || p.pair ELSE '' END, p.is_flipped, p.is_mirrored "
            "FROM current_labels l JOIN photographs p ON p.id = l.photograph "
            "WHERE l.scheme = ? AND l.value IS NOT NULL AND p.is_excluded = 0 AND p.error IS NULL "
            "ORDER BY p.content, p.name_key, p.id",
            (scheme,),
        ).fetchall()
    return [_Row(row[0], row[1], row[2], Orientation(bool(row[3]), bool(row[4]))) for row in rows]


def _places(project: Project, photographs: Sequence[int]) -> dict[int, Place]:
    """Where each photograph lies: the first place at which it is."""
    found: dict[int, Place] = {}
    for start in range(0, len(photographs), _CHUNK):
        for number, places in project.files.places(photographs[start : start + _CHUNK]).items():
            found[number] = places[0]
    return found


def _names(project: Project, places: Mapping[int, Place]) -> dict[int, str]:
    """The path below the folder that was added, with that folder's name where two folders have such a photograph.

    No two are alike: a table of the split must find each again.
    """
    roots = sorted(project.files.where().values(), key=lambda root: -len(root.parts))
    short: dict[int, str] = {}
    long: dict[int, str] = {}
    for number, place in places.items():
        root = next((root for root in roots if root in place.path.parents), place.path.parent)
        short[number] = place.path.relative_to(root).as_posix()
        long[number] = f"{root.name}/{short[number]}"
    for names in (short, long):
        if len(set(names.values())) == len(names):
            return names
    return {number: place.path.as_posix() for number, place in places.items()}


def _notes(project: Project, scheme: Scheme, taken: int) -> tuple[str, ...]:
    """What takes no part, and why."""
    with project.database.read() as connection:
        rows = connection.execute(
            "SELECT CASE WHEN p.is_excluded THEN 'are excluded' WHEN p.error IS NOT NULL THEN 'cannot be read' "
            "WHEN l.is_conflict THEN 'have labels that contradict each other' ELSE 'have no label' END "
            "FROM photographs p LEFT JOIN current_labels l ON l.photograph = p.id AND l.scheme = ? "
            "WHERE l.value IS NULL OR p.is_excluded OR p.error IS NOT NULL",
            (scheme.id,),
        ).fetchall()
    first = f"'{scheme.name}' of the project '{project.path.name}': {taken} photographs have a label."
    counts = Counter(row[0] for row in rows)
    return (first, *(f"{count} photographs {why} and take no part." for why, count in sorted(counts.items())))
