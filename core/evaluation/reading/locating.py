"""Photographs of a study that were moved are found again by their content."""

from __future__ import annotations

from pathlib import Path, PurePath

from core.errors import ImageError
from core.evaluation.reading.plan import stored_path
from core.evaluation.reading.records import Located
from core.evaluation.reading.study import Study
from core.images.frames import file_of
from core.images.reading import find_photographs, image_id
from core.jobs import CancelToken, Progress, ProgressReport, no_report


def missing_cases(study: Study) -> tuple[int, ...]:
    """The cases whose file is not where it was."""
    home = study.path.parent
    return tuple(
        case for case in range(len(study.plan.cases)) if not file_of(study.state.path_of(case, home)).is_file()
    )


def locate(
    study: Study, folder: Path, *, token: CancelToken | None = None, progress: ProgressReport = no_report
) -> int:
    """Look in `folder` for photographs that are missing, and note where they are. Gives how many were found.

    Files of the same name are looked at first; what counts is the content. Raises StudyError, Cancelled.
    """
    wanted = {study.plan.cases[case].image: case for case in missing_cases(study)}
    names = {PurePath(study.plan.cases[case].path).name for case in wanted.values()}
    files = sorted(find_photographs(folder, token=token), key=lambda path: path.name not in names) if wanted else []
    found = 0
    for place, path in enumerate(files):
        if not wanted:
            break
        if token is not None:
            token.check()
        progress(Progress(place, len(files), "looking for photographs"))
        try:
            case = wanted.pop(image_id(path), None)
        except ImageError:
            continue
        if case is not None:
            study.add(Located(case, stored_path(path, study.path.parent)))
            found += 1
    return found
