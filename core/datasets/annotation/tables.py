"""Annotations as CSV: one table of photographs, one of marks; for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from core.datasets.annotation.gathering import Annotated, Gathered
from core.datasets.annotation.lesions import names_of
from core.datasets.annotation.pixels import bounds, held
from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.formulas import defused

PHOTOGRAPH_COLUMNS = ("image", "reader", "classes", "grade", "grade_name", "quality", "reasons", "marks")
MARK_COLUMNS = (
    "image",
    "reader",
    "mark",
    "kind",
    "code",
    "name",
    "x",
    "y",
    "left",
    "top",
    "width",
    "height",
    "area_px",
)
PATIENT_COLUMNS = ("patient", "taken", "notes")


def photographs_table(gathered: Gathered, *, has_patients: bool = False) -> str:
    """A row for each photograph and reader: grade, quality with its reasons, and how many marks of each lesion.

    Patients, days and notes (which may hold anything) are left out unless `has_patients`; file names stay. No cell is a
    formula.
    """
    codes = [lesion.code for lesion in gathered.lesions]
    last = ("changed", "sha256", *(PATIENT_COLUMNS if has_patients else ()))
    rows: list[Sequence[object]] = [(*PHOTOGRAPH_COLUMNS, *codes, *last)]
    for photograph in gathered.photographs:
        for reader, said in photograph.said.items():
            counts = Counter(shape.name for shape in said.shapes)
            row: list[object] = [photograph.image, reader, *_grade(gathered, said), said.quality]
            row += ["; ".join(said.reasons), len(said.shapes), *(counts[code] for code in codes)]
            changed = datetime.fromtimestamp(photograph.changed_s[reader], UTC).isoformat(timespec="seconds")
            row += [changed, photograph.content]
            rows.append([*row, *([photograph.patient, photograph.taken, said.notes] if has_patients else [])])
    return _written(rows)


def marks_table(gathered: Gathered) -> str:
    """A row for each mark, in pixels of the photograph: its middle, the box around it, its area, its outline."""
    names = names_of(gathered.lesions)
    rows: list[Sequence[object]] = [(*MARK_COLUMNS, "outline")]
    for photograph in gathered.photographs:
        for reader, said in photograph.said.items():
            for number, shape in enumerate(said.shapes, start=1):
                row = (
                    photograph.image,
                    reader,
                    number,
                    shape.kind.value,
                    shape.name,
                    names.get(shape.name, shape.name),
                )
                rows.append((*row, *_measures(photograph, shape)))
    return _written(rows)


def area_px(shape: Shape, size: tuple[int, int]) -> int:
    """How many pixels a mark holds; a point stands for a place and has none."""
    return 0 if shape.kind is ShapeKind.POINT else int(held(shape, size)[1].sum())


def _grade(gathered: Gathered, said: Annotation) -> tuple[object, object, object]:
    scheme = gathered.schemes.get(said.scheme) if said.scheme is not None else None
    if scheme is None or said.grade is None:
        return "", "", ""
    name = scheme.class_names[said.grade] if said.grade < len(scheme.class_names) else ""
    return scheme.name, said.grade, name


def _measures(photograph: Annotated, shape: Shape) -> list[object]:
    size = photograph.size or _extent(shape)
    left, top, right, bottom = bounds(shape, size)
    x, y = (left + right) / 2, (top + bottom) / 2
    outline = " ".join(f"{x:.6g},{y:.6g}" for x, y in shape.points)
    return [x, y, left, top, right - left, bottom - top, area_px(shape, size), outline]


def _extent(shape: Shape) -> tuple[int, int]:
    """A size that holds the mark, where that of the photograph is not known."""
    if shape.size is not None:
        return shape.size
    return int(max(x for x, _ in shape.points)) + 2, int(max(y for _, y in shape.points)) + 2


def _written(rows: Iterable[Sequence[object]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return stream.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.8g}"
    return str(value) if isinstance(value, int) else defused(str(value))
