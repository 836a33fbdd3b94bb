"""Which photographs come into a study: drawn by a seed, each content once, as many of each grade as one likes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.datasets.samples import LabelledPhotographs
from core.errors import DatasetError, ImageError
from core.evaluation.grading import are_grades
from core.evaluation.predictions import class_indices
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.plan import StudyCase, stored_path
from core.images.orientation import Orientation
from core.images.photograph import ImageId
from core.images.reading import image_id
from core.jobs import CancelToken, Progress, ProgressReport, no_report


@dataclass(frozen=True, slots=True)
class Candidate:
    """A photograph that may come into a study. `patient` is what its patient is called, empty where nobody knows.

    `orientation` is how it is shown.
    """

    path: Path
    reference: int | None = None
    patient: str = ""
    orientation: Orientation = field(default_factory=Orientation)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cases of a study, and what was left out: how many identical photographs, and those that cannot be read."""

    cases: tuple[StudyCase, ...]
    identical: int
    unreadable: tuple[str, ...]


def candidates_of(photographs: LabelledPhotographs) -> tuple[Candidate, ...]:
    """The photographs of a labelled set. Raises StudyError where they are in one file."""
    if any(sample.frame is not None for sample in photographs.samples):
        raise StudyError("The photographs of an HDF5 file cannot be read one by one.", "Give a folder of photographs.")
    return tuple(Candidate(sample.path, sample.label, sample.group) for sample in photographs.samples)


def choose_cases(
    candidates: Sequence[Candidate],
    folder: Path,
    *,
    seed: int,
    count: int | None = None,
    is_balanced: bool = True,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> Chosen:
    """Draw `count` of the candidates (all without) for a study whose file is in `folder`.

    With `is_balanced` the grades take turns as long as each has photographs; otherwise every photograph is as likely.
    Photographs with the content of another one are left out, with their labels. Raises StudyError where none is left,
    Cancelled once the token says so.
    """
    wanted = len(candidates) if count is None else count
    if wanted < 1:
        raise StudyError(f"A study of {wanted} photographs cannot be.", "Choose one at least.")
    order = _in_turns(candidates, seed) if is_balanced and count is not None else _drawn(candidates, seed)
    found: dict[ImageId, StudyCase] = {}
    patients: dict[str, int] = {}
    unreadable: list[str] = []
    identical = 0
    for place, candidate in enumerate(order):
        if len(found) == wanted:
            break
        if token is not None:
            token.check()
        progress(Progress(place, min(wanted, len(candidates)), "identifying photographs"))
        try:
            image = image_id(candidate.path)
        except ImageError as error:
            unreadable.append(f"{candidate.path.name}: {error}")
            continue
        if image in found:
            identical += 1
            continue
        patient = patients.setdefault(candidate.patient or f"\0{image}", len(patients))
        path = stored_path(candidate.path, folder)
        found[image] = StudyCase(image, path, candidate.reference, patient, candidate.orientation)
    if not found:
        raise StudyError("No photograph can be read.", unreadable[0] if unreadable else "Choose some.")
    return Chosen(tuple(found.values()), identical, tuple(unreadable))


def match_classes(names: tuple[str, ...], classes: tuple[str, ...]) -> tuple[int, ...]:
    """For each of `names` (of a model, of labels) the class of a study: by position where both are grades.

    Otherwise all by name, or all by number. Raises StudyError for a name that is none of the classes.
    """
    if names == classes or (are_grades(names) and are_grades(classes)):
        return tuple(range(len(names)))
    try:
        found = class_indices(names, classes, {})
    except DatasetError as error:
        raise StudyError(
            f"The classes {', '.join(names)} are not those of the study, {', '.join(classes)}.",
            "Let the study have the classes of the model or of the labels.",
        ) from error
    return tuple(found[name] for name in names)


def _drawn(candidates: Iterable[Candidate], seed: int) -> list[Candidate]:
    def key(candidate: Candidate) -> bytes:
        return hashlib.sha256(f"{seed} {candidate.path.as_posix()}".encode("utf-8", "surrogateescape")).digest()

    return sorted(candidates, key=key)


def _in_turns(candidates: Sequence[Candidate], seed: int) -> Iterator[Candidate]:
    piles: dict[int | None, list[Candidate]] = {}
    for candidate in reversed(_drawn(candidates, seed)):
        piles.setdefault(candidate.reference, []).append(candidate)
    names = sorted(piles, key=lambda grade: -1 if grade is None else grade)
    while any(piles.values()):
        for name in names:
            if piles[name]:
                yield piles[name].pop()
