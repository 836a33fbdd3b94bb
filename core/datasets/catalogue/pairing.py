"""Which two photographs show the eyes of one person at one time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from core.datasets.catalogue.database import Database
from core.datasets.catalogue.names import usable_path
from core.datasets.eyes import Eye, patient_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A photograph that may have a counterpart. `sitting` is what both eyes share; `folder` where it lies."""

    photograph: int
    eye: Eye
    is_guessed: bool
    sitting: str
    folder: str


def pair(candidates: Iterable[Candidate]) -> dict[int, tuple[int, bool]]:
    """The counterpart of each photograph that has one, and whether the pair rests on a guess.

    Of several photographs of an eye at one sitting, those in the same folder go together, in their order.
    """
    sittings: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        sittings.setdefault(candidate.sitting, []).append(candidate)
    partners: dict[int, tuple[int, bool]] = {}
    for members in sittings.values():
        right = [one for one in members if one.eye is Eye.RIGHT]
        left = [one for one in members if one.eye is Eye.LEFT]
        for one, other in _matched(right, left):
            is_guessed = one.is_guessed or other.is_guessed
            partners[one.photograph] = (other.photograph, is_guessed)
            partners[other.photograph] = (one.photograph, is_guessed)
    return partners


def _matched(right: Sequence[Candidate], left: Sequence[Candidate]) -> Iterable[tuple[Candidate, Candidate]]:
    rest = list(left)
    far = []
    for one in right:
        near = next((other for other in rest if other.folder == one.folder), None)
        if near is None:
            far.append(one)
            continue
        rest.remove(near)
        yield one, near
    yield from zip(far, rest, strict=False)


def pair_eyes(database: Database) -> int:
    """Work out all pairs of a project anew; returns how many photographs have a counterpart now.

    A name without its eye (`1` of `1_left`) or a patient with a day of acquisition is a sitting; a patient without a
    day is one as well. Photographs of which neither is known have no counterpart. Only what differs is written.
    """
    with database.write() as connection:
        rows = connection.execute(
            "SELECT p.id, p.eye, p.eye_source, p.patient, p.patient_source, p.taken, f.root, f.path, p.partner, "
            "p.is_pair_guessed FROM photographs p JOIN files f ON f.photograph = p.id "
            "WHERE f.id = (SELECT min(id) FROM files WHERE photograph = p.id) ORDER BY p.name_key, p.id"
        ).fetchall()
        partners = pair(candidate for row in rows if (candidate := _candidate(row)) is not None)
        changed = [
            (*partners.get(row[0], (None, False)), row[0])
            for row in rows
            if partners.get(row[0], (None, False)) != (row[8], bool(row[9]))
        ]
        connection.executemany("UPDATE photographs SET partner = ?, is_pair_guessed = ? WHERE id = ?", changed)
    return len(partners)


def _candidate(row: tuple[object, ...]) -> Candidate | None:
    number, eye, eye_source, patient, patient_source, taken, root, path, *_rest = row
    if eye is None:
        return None
    place = PurePosixPath(usable_path(path))  # type: ignore[arg-type]
    named = patient_of(place.name)
    if patient_source in ("name", None):
        if not named:
            return None
        sitting = f"{root}/{named.casefold()}"
    else:
        sitting = f"{patient} {str(taken or '')[:10]}"
    return Candidate(int(number), Eye(str(eye)), eye_source == "guessed", sitting, str(place.parent))  # type: ignore[call-overload]
