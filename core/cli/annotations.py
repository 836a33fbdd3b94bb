"""Write what readers said of photographs and drew on them as tables, COCO JSON or masks; or take COCO JSON in.

PROJECT is a project of the window (NAME.funduscope); while it is open there, it is only read here. Without options the
command says who has annotated what. Patients, days and notes are left out unless --patients is given; file names stay.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.output import check_place, refuse_overwriting
from core.cli.progress import reported
from core.errors import DatasetError

if TYPE_CHECKING:
    from core.datasets.annotation.exporting import ExportFormat
    from core.datasets.catalogue.project import Project

NAME = "annotations"
SHOWN = 10
DEFAULT_READER = "imported"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("project", metavar="PROJECT", type=Path, help="a project of the window")
    parser.add_argument("--csv", metavar="OUT", type=Path, help="a table of photographs; that of marks is OUT-marks")
    parser.add_argument("--coco", metavar="OUT", type=Path, help="all of it as COCO JSON")
    parser.add_argument(
        "--masks", metavar="DIR", type=Path, help="a mask for each photograph and lesion, as 'localise' takes them"
    )
    parser.add_argument("--reader", metavar="NAME", help="of this reader alone; with --import-coco: who says it")
    parser.add_argument("--patients", action="store_true", help="with patients, days and notes")
    parser.add_argument("--import-coco", metavar="FILE", type=Path, help="take the annotations of a COCO file in first")


def run(arguments: argparse.Namespace) -> None:
    """Take in, write, or say what there is. Raises FunduscopeError."""
    from core.datasets.annotation.exporting import ExportFormat, marks_path
    from core.datasets.catalogue.project import Project

    targets = {
        ExportFormat.CSV: arguments.csv,
        ExportFormat.COCO: arguments.coco,
        ExportFormat.MASKS: arguments.masks,
    }
    wanted = {kind: target for kind, target in targets.items() if target is not None}
    for kind, target in wanted.items():
        for file in [] if kind is ExportFormat.MASKS else [target, marks_path(target)]:
            check_place(file)
            refuse_overwriting(file, arguments.project, *filter(None, [arguments.import_coco]))
    with Project.open(arguments.project) as project:
        left_out = _take_in(project, arguments) if arguments.import_coco is not None else []
        for kind, target in wanted.items():
            left_out += _write(project, kind, target, arguments)
        if not wanted and arguments.import_coco is None:
            print("\n".join(summary(project)))
    if left_out:
        raise DatasetError(f"{len(left_out)} of it could not be used: {'; '.join(left_out[:SHOWN])}.")


def _take_in(project: Project, arguments: argparse.Namespace) -> list[str]:
    from core.datasets.annotation.importing import import_coco

    with reported("take in") as report:
        reader = arguments.reader or DEFAULT_READER
        result = import_coco(project, arguments.import_coco, reader, progress=report)
    print(f"taken in: {result.marks} marks on {result.photographs} photographs")
    return [*result.unmatched, *result.passed_over]


def _write(project: Project, kind: ExportFormat, target: Path, arguments: argparse.Namespace) -> list[str]:
    from core.datasets.annotation.exporting import export_annotations

    with reported(kind.value) as report:
        exported = export_annotations(
            project,
            target,
            kind,
            reader=arguments.reader if arguments.import_coco is None else None,
            has_patients=arguments.patients,
            progress=report,
        )
    print(f"{', '.join(str(path) for path in exported.paths)}: {exported.words}")
    return list(exported.left_out)


def summary(project: Project) -> list[str]:
    """A line for each reader, then one for each lesion."""
    from core.datasets.annotation.lesions import lesions_of, names_of

    said = project.annotations.everything()
    if not said:
        return ["nothing is annotated"]
    names = names_of(lesions_of(project))
    lines = []
    for reader in sorted({one.reader for one in said}):
        own = [one.annotation for one in said if one.reader == reader]
        graded = sum(one.grade is not None for one in own)
        marks = sum(len(one.shapes) for one in own)
        lines.append(f"{reader}: {len(own)} photographs, {graded} graded, {marks} marks")
    counts = Counter(shape.name for one in said for shape in one.annotation.shapes)
    return [*lines, *(f"{code} ({names.get(code, code)}): {count}" for code, count in counts.most_common())]
