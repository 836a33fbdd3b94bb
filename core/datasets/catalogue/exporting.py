"""What a project says, as CSV: for spreadsheets and scripts, without patients unless these are asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import numpy as np

from core.datasets.balance import effect_of, times_of
from core.datasets.catalogue.browsing import Row
from core.datasets.catalogue.files import Place
from core.datasets.catalogue.filters import View
from core.datasets.catalogue.labels import Scheme
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.splits import StoredSplit
from core.datasets.formulas import defused
from core.datasets.splits import SPLIT_COLUMNS, Part

_CHUNK = 1000
_PLAIN = ("image", "label", "predicted", "confidence", "uncertainty", "agreement", "split", "fold", "eye", "quality")
_MORE = ("state", "width", "height", "pixel_size_mm", "camera", "sha256")
_PATIENT = ("patient", "taken", "notes")


def photographs_csv(project: Project, ids: Sequence[int], view: View, *, has_patients: bool = False) -> str:
    """A row for each photograph, in the order of `ids`, with names of classes and the columns of tables.

    Patient, date, notes, and columns of tables (which may hold anything) are left out unless `has_patients`; file names
    stay. No cell is a formula. Raises ProjectError.
    """
    classes = {scheme.id: scheme.class_names for scheme in project.labels.schemes()}.get(view.scheme or 0, ())
    said = {model.id: model.class_names for model in project.predictions.models()}.get(view.model or 0, ())
    facts = project.photographs.columns() if has_patients else ()
    columns = [*_PLAIN, *_MORE, *(_PATIENT if has_patients else ()), *facts]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([defused(column) for column in columns])
    for start in range(0, len(ids), _CHUNK):
        chunk = list(ids[start : start + _CHUNK])
        rows = project.browsing.rows(chunk, view)
        contents = project.photographs.contents(chunk)
        for number in chunk:
            if number not in rows:
                continue
            row = rows[number]
            cells = [*_cells(row, classes, said), contents.get(number, "")]
            if has_patients:
                notes = "; ".join(one.notes for one in project.annotations.all_of(number).values() if one.notes)
                cells += [row.patient, row.taken, notes, *(row.facts.get(name, "") for name in facts)]
            writer.writerow([_cell(cell) for cell in cells])
    return stream.getvalue()


def split_csv(project: Project, name: str) -> str:
    """A split as CSV: image, split, fold where it has folds, label, and what its balance makes of each photograph.

    `class_weight` multiplies its loss; `times` is how often it occurs in the first epoch: both are empty outside the
    training part. Raises ProjectError.
    """
    split, members, folds = project.splits.find(name), project.splits.members(name), project.splits.fold_of(name)
    scheme = _scheme_of(project, split)
    labels = {number: one.value for number, one in project.labels.current(scheme.id).items()} if scheme else {}
    shares = _shares(split, members, labels, len(scheme.class_names) if scheme else 0)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*SPLIT_COLUMNS, *(["fold"] if folds else []), "label", "class_weight", "times"])
    ids = list(members)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        names = _names(project, project.files.places(chunk))
        for number in chunk:
            if number in names:
                fold = [str(folds[number])] if number in folds else [""] if folds else []
                value = labels.get(number)
                label = scheme.class_names[value] if scheme is not None and value is not None else ""
                cells = [names[number], members[number].value, *fold, label]
                writer.writerow([*map(defused, cells), *shares.get(number, ("", ""))])
    return stream.getvalue()


def _scheme_of(project: Project, split: StoredSplit) -> Scheme | None:
    """The classes by which a split was made."""
    return next((one for one in project.labels.schemes() if one.id == split.settings.get("scheme")), None)


def _shares(
    split: StoredSplit, members: Mapping[int, Part], labels: Mapping[int, int | None], class_count: int
) -> dict[int, tuple[str, str]]:
    """Class weight and number of times of each photograph that is trained on."""
    trained = sorted(one for one, part in members.items() if part is Part.TRAINING and labels.get(one) is not None)
    values = [value for one in trained if (value := labels[one]) is not None]
    if not values:
        return {}
    effect = effect_of(split.balance, np.bincount(values, minlength=class_count).tolist())
    times = times_of(split.balance, values, seed=split.seed)
    return {
        one: (f"{effect.weights[value]:.6g}", str(often))
        for one, value, often in zip(trained, values, times.tolist(), strict=True)
    }


def _names(project: Project, places: dict[int, tuple[Place, ...]]) -> dict[int, str]:
    """The path of each photograph below the folder that was added: what tables of labels call it."""
    roots = list(project.files.where().values())
    names = {}
    for number, found in places.items():
        root = next((root for root in roots if root in found[0].path.parents), None)
        names[number] = found[0].path.relative_to(root).as_posix() if root is not None else found[0].path.name
    return names


def _cells(row: Row, classes: Sequence[str], said: Sequence[str]) -> list[object]:
    label = "" if row.label is None or row.label >= len(classes) else classes[row.label]
    predicted = "" if row.predicted is None or row.predicted >= len(said) else said[row.predicted]
    return [
        row.name,
        label,
        predicted,
        row.confidence,
        row.uncertainty,
        row.agreement,
        row.part,
        row.fold,
        row.eye,
        row.quality,
        row.state,
        row.width,
        row.height,
        row.spacing_mm,
        row.camera,
    ]


def _cell(value: object) -> str:
    """Text that no spreadsheet runs; numbers as they are, negative ones too."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.6g}" if isinstance(value, float) else str(value)
    return defused(str(getattr(value, "value", value)))
