"""Taking labels into a project: from tables and class folders, and the whole truth of sets that this program made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.datasets.catalogue.imports import LeftOut
from core.datasets.catalogue.indexing import list_folder
from core.datasets.catalogue.labels import Scheme, SourceKind, Statement
from core.datasets.catalogue.pairing import pair_eyes
from core.datasets.catalogue.photographs import FactSource
from core.datasets.catalogue.project import Project
from core.datasets.eyes import Eye, patient_of
from core.datasets.masks import code_of, kinds_in, mask_stem, masks_folder, stems_of
from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.cells import read_cells
from core.datasets.sources.classfolders import folder_names
from core.datasets.sources.opening import LABELS_FILE, SourceOptions, open_source
from core.datasets.sources.tables import (
    GROUP_COLUMNS,
    IMAGE_COLUMNS,
    LABEL_COLUMNS,
    NAME_COLUMN,
    TRUTH_FILE,
    AmbiguousNameError,
    LabelRow,
    PhotographFinder,
    are_known,
    grade_of,
    in_order,
    known_column,
)
from core.errors import DatasetError
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.jsontext import parse_json

LABELS = "Labels"
_EYES = {"left": Eye.LEFT, "l": Eye.LEFT, "os": Eye.LEFT, "right": Eye.RIGHT, "r": Eye.RIGHT, "od": Eye.RIGHT}
_EYE_COLUMNS = ("eye", "laterality", "side")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an import: `labelled` photographs have a label now; what could not be placed is kept, too.

    `name` is that of the source: the path of a table, a folder or a file.
    """

    scheme: Scheme
    source: int
    name: str
    labelled: int
    left_out: LeftOut


def import_labels(
    project: Project,
    folder: Path,
    options: SourceOptions | None = None,
    *,
    scheme: str = "",
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> ImportResult:
    """Add a folder with its labels: of a table (`options.labels`, or `labels.csv` in it), else of class folders.

    Columns of the table that are neither name nor label become columns of the project; one of patients or eyes tells
    these. Labels go to the classes `scheme`, by default to those of the project that are the same, else to new ones.
    Importing again replaces what the same table said. Rows that contradict each other leave a conflict. Raises
    DatasetError where the labels cannot be read: then only the photographs were added; Cancelled.
    """
    given = options or SourceOptions()
    token = token or CancelToken()
    list_folder(project, folder, token=token, progress=progress)
    progress(Progress(0, 0, "reading labels"))
    labelled = open_source(folder, replace(given, keeps_contradictions=True), token=token)
    table = given.labels or folder / LABELS_FILE
    is_table = table.is_file()
    result = take_labels(
        project,
        labelled,
        root=project.roots.add(folder),
        kind=SourceKind.TABLE if is_table else SourceKind.FOLDERS,
        name=str(table if is_table else folder),
        scheme=scheme,
    )
    if is_table:
        _take_columns(project, table, folder, given)
    note_masks(project, folder)
    pair_eyes(project.database)
    return result


def class_folders(folder: Path) -> tuple[str, ...]:
    """The classes that the folders in `folder` certainly are: grades by their names, or by numbers from 0 on.

    Empty where they may be anything else: patients, sites, days. Raises DatasetError where a folder cannot be listed.
    """
    names = folder_names(folder)
    are_grades = len(names) > 1 and None not in map(grade_of, names)
    are_numbers = len(names) > 1 and "0" in names and all(name.isdecimal() and len(name) == 1 for name in names)
    return in_order(names) if are_grades else tuple(sorted(names)) if are_numbers else ()


def take_labels(
    project: Project,
    labelled: LabelledPhotographs,
    *,
    root: int,
    kind: SourceKind,
    name: str,
    scheme: str = "",
) -> ImportResult:
    """Take over what a source says of photographs of `root`, which are in the project already."""
    photographs = project.files.photographs_in(root)
    chosen = _scheme(project, scheme, labelled.class_names)
    found = [(sample, photographs[sample.path]) for sample in labelled.samples if sample.path in photographs]
    lost = [f"'{sample.name}' is not in the project" for sample in labelled.samples if sample.path not in photographs]
    left_out = LeftOut((*labelled.unmatched_rows, *lost), labelled.unmatched_files, labelled.notes)
    source = project.labels.state(
        chosen.id,
        [Statement(number, sample.label, sample.name) for sample, number in found],
        kind=kind,
        name=name,
        left_out=left_out,
    )
    _take_patients(project, found)
    labels = len({number for _sample, number in found})
    return ImportResult(chosen, source, name, labels, left_out)


def is_made(folder: Path) -> bool:
    """Whether a folder is a set of photographs that this program made, with their truth."""
    return (folder / TRUTH_FILE).is_file() and (folder / LABELS_FILE).is_file()


def add_made(
    project: Project, folder: Path, *, token: CancelToken | None = None, progress: ProgressReport = no_report
) -> ImportResult:
    """Add a set that this program made, with its labels, masks, eyes, patients and what else is known of each.

    Raises DatasetError where it is none, or is damaged; Cancelled.
    """
    truth = _truth(folder)
    token = token or CancelToken()
    list_folder(project, folder, token=token, progress=progress)
    root = project.roots.add(folder)
    generator = str(truth.get("generator", "made"))
    result = take_labels(
        project,
        open_source(folder, token=token),
        root=root,
        kind=SourceKind.MADE,
        name=str(folder),
        scheme="",
    )
    photographs = project.files.photographs_in(root)
    facts = {
        photographs[folder / image["image"]]: image.get("facts", {})
        for image in truth["images"]
        if folder / image["image"] in photographs
    }
    _take_facts(project, folder, generator, facts)
    note_masks(project, folder)
    pair_eyes(project.database)
    return result


def note_masks(project: Project, folder: Path) -> int:
    """Note the masks of the photographs below `folder`, as `find_masks` finds them; returns how many have any."""
    photographs = project.files.photographs_in(project.roots.add(folder))
    by_folder: dict[Path, list[tuple[Path, int]]] = {}
    for path, number in photographs.items():
        if folder in path.parents:
            by_folder.setdefault(path.parent, []).append((path, number))
    masks: dict[int, dict[str, str]] = {}
    for inner, members in by_folder.items():
        place = masks_folder(inner)
        for kind in kinds_in(place, inner) if place is not None else ():
            stems = stems_of(kind)
            for path, number in members:
                if (mask := stems.get(mask_stem(path))) is not None:
                    masks.setdefault(number, {})[code_of(kind.name)] = str(mask)
    project.photographs.set_masks(masks)
    return len(masks)


def _truth(folder: Path) -> dict[str, Any]:
    try:
        truth = parse_json((folder / TRUTH_FILE).read_text(encoding="utf-8"))
        is_whole = all(isinstance(image["image"], str) for image in truth["images"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetError(
            f"'{folder}' is not a set that was made here: its '{TRUTH_FILE}' is missing or damaged.",
            "Add it as a folder with labels instead.",
        ) from error
    if not is_whole:
        raise DatasetError(f"'{TRUTH_FILE}' in '{folder}' does not name its photographs.")
    return dict(truth)


def _take_facts(project: Project, folder: Path, generator: str, facts: Mapping[int, Mapping[str, Any]]) -> None:
    eyes = {number: Eye(fact["eye"]) for number, fact in facts.items() if fact.get("eye") in list(Eye)}
    project.photographs.set_eyes(eyes, source=FactSource.MADE)
    # Patients of two sets have the same numbers, and are not the same.
    patients = {number: f"{folder}:{fact['patient']}" for number, fact in facts.items() if "patient" in fact}
    project.photographs.set_patients(patients, project.patients.coder(), source=FactSource.MADE)
    columns: dict[str, dict[int, str | int | float]] = {"made by": dict.fromkeys(facts, generator)}
    for number, fact in facts.items():
        for name, value in fact.items():
            if name not in ("eye", "patient") and isinstance(value, str | int | float):
                columns.setdefault(name, {})[number] = value
    for name, values in columns.items():
        project.photographs.set_facts(name, values)


def _take_patients(project: Project, found: Sequence[tuple[Sample, int]]) -> None:
    """Patients that a table names; those of file names are known already."""
    patients = {number: sample.group for sample, number in found if sample.group != patient_of(sample.path.name)}
    project.photographs.set_patients(
        {number: group for number, group in patients.items() if group},
        project.patients.coder(),
        source=FactSource.TABLE,
    )


def _scheme(project: Project, name: str, class_names: Sequence[str]) -> Scheme:
    if name:
        return project.labels.scheme(name, class_names)
    known = project.labels.schemes()
    same = next((scheme for scheme in known if scheme.class_names == tuple(class_names)), None)
    if same is not None:
        return same
    taken = {scheme.name for scheme in known}
    number, free = 1, LABELS
    while free in taken:
        number += 1
        free = f"{LABELS} {number}"
    return project.labels.scheme(free, class_names)


def _take_columns(project: Project, table: Path, folder: Path, given: SourceOptions) -> None:
    """Keep what else a table says, and the eyes where it says these."""
    columns = given.columns
    header, rows = read_cells(table, lambda header: are_known(header, columns))
    named = {_plain(name): at for at, name in enumerate(header)}
    image = known_column(header, (columns.image,) if columns.image else IMAGE_COLUMNS)
    label = known_column(header, (columns.label,) if columns.label else LABEL_COLUMNS)
    used = {image, label, _at(named, (columns.group, *GROUP_COLUMNS))}
    used.add(named.get(NAME_COLUMN))
    if image is None:
        return
    photographs = project.files.photographs_in(project.roots.add(folder))
    finder = PhotographFinder(folder, [path for path in photographs if folder in path.parents])
    eye_at = _at(named, _EYE_COLUMNS)
    facts: dict[int, dict[int, str | int | float]] = {
        at: {} for at, name in enumerate(header) if name and at not in used and at != eye_at
    }
    eyes: dict[int, Eye] = {}
    for line, cells in rows:
        try:
            path = finder.find(LabelRow(line, cells[image], "", "", ""), table)
        except AmbiguousNameError:
            continue  # it is listed
        if path is None:
            continue
        for at, values in facts.items():
            if cells[at]:
                values[photographs[path]] = _value(cells[at])
        if eye_at is not None and cells[eye_at].casefold() in _EYES:
            eyes[photographs[path]] = _EYES[cells[eye_at].casefold()]
    for at, values in facts.items():
        project.photographs.set_facts(header[at], values)
    project.photographs.set_eyes(eyes, source=FactSource.TABLE)


def _at(named: Mapping[str, int], names: Sequence[str]) -> int | None:
    return next((named[_plain(name)] for name in names if name and _plain(name) in named), None)


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_")


_NUMBER = re.compile(r"[+-]?\d{1,15}")


def _value(cell: str) -> str | int | float:
    """A number where the cell is one as people write it; a text that only looks like one (`007`, `1e5`) stays text."""
    if _NUMBER.fullmatch(cell) and (cell.lstrip("+-") == "0" or not cell.lstrip("+-").startswith("0")):
        return int(cell)
    if re.fullmatch(r"[+-]?\d{1,15}[.,]\d{1,15}", cell):
        return float(cell.replace(",", "."))
    return cell
