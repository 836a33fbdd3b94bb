"""Getting to know the photographs of folders: their names at once, their content behind.

Whatever was done when an indexing is stopped or killed is kept, and the next one goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.files import ONE, FileToRead, ListedFile
from core.datasets.catalogue.pairing import pair_eyes
from core.datasets.catalogue.photographs import EyeFinding, ReadFile
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.reading import Described, describe
from core.datasets.catalogue.settings import PatientCoder
from core.errors import FunduscopeError
from core.images.hdf5 import HDF5_SUFFIXES, is_hdf5, photograph_count
from core.images.reading import find_files
from core.jobs import Cancelled, CancelToken, Progress, ProgressReport, no_report

READERS = 2
FIRST_BATCH, BATCH = 200, 2000
"""Files that are listed before they are shown: few at first, so that the browser is not empty for long."""

KEPT_EVERY_S = 0.5
AHEAD = 8
"""Files that wait to be read for each reader: photographs take up to 100 MB while they are decoded."""


@dataclass(slots=True)
class IndexResult:
    """What an indexing found; `unreachable` are folders that could not be listed: nothing of them was forgotten."""

    new: int = 0
    changed: int = 0
    missing: int = 0
    moved: int = 0
    read: int = 0
    identical: int = 0
    unreachable: list[FunduscopeError] = field(default_factory=list)


def list_folder(
    project: Project, folder: Path, *, token: CancelToken | None = None, progress: ProgressReport = no_report
) -> IndexResult:
    """Add a folder, or an HDF5 file: every photograph in it is in the project when this ends, in batches as found.

    Only names, sizes and times of change are looked at, and how many photographs HDF5 files hold. Raises ImageError
    where the folder cannot be listed (then nothing is changed), ProjectError, and Cancelled.
    """
    token = token or CancelToken()
    next(_listed(folder, token), None)  # raises before something is noted that cannot be listed
    root = project.roots.add(folder)
    result = _list(project, root, token, progress)
    pair_eyes(project.database)
    return result


def _list(project: Project, root: int, token: CancelToken, progress: ProgressReport) -> IndexResult:
    folder = project.files.where()[root]
    known = project.files.known(root)
    if known and not _is_there(folder):
        project.files.note_gone(root)
        raise _lost(folder, len(known))
    coder = project.patients.coder()
    result = IndexResult()
    changed: list[ListedFile] = []
    new: list[ListedFile] = []
    listed = 0
    for file, count in _listed(folder, token):
        listed += count
        before = known.pop(file.path, None)
        if before is None:
            new += _frames(file, 1, count)
        elif (before.size, before.mtime_ns) != (file.size, file.mtime_ns):
            changed.append(file)
            new += _frames(file, before.frames + 1, count) if before.frames != ONE else []
        while len(new) >= (size := BATCH if result.new else FIRST_BATCH):
            project.files.add_listed(root, new[:size], coder)
            result.new += size
            new = new[size:]
            progress(Progress(listed, 0, "listing photographs"))
    project.files.add_listed(root, new, coder)
    result.new += len(new)
    project.files.note_changed(root, changed)
    result.changed = len(changed)
    seen = project.files.note_seen(root, known)
    result.missing, result.moved = seen.missing, seen.moved
    progress(Progress(listed, listed, "listing photographs"))
    return result


def _frames(file: ListedFile, first: int, count: int) -> list[ListedFile]:
    """The photographs of a file from number `first` on; the file itself where it holds one."""
    return [replace(file, frame=number) for number in range(first, count + 1)] if count > 1 else [file]


def _listed(folder: Path, token: CancelToken) -> Iterator[tuple[ListedFile, int]]:
    """Every file, and how many photographs it is known to hold: 1 also where only reading tells. Raises ImageError."""
    if is_hdf5(folder):
        status = folder.stat()
        yield ListedFile("", status.st_size, status.st_mtime_ns), photograph_count(folder)
        return
    start = len(str(folder).rstrip("/\\")) + 1
    for entry in find_files(folder, token=token):
        try:
            status = entry.stat()
        except OSError:
            continue  # it went away meanwhile
        file = ListedFile(entry.path[start:].replace("\\", "/"), status.st_size, status.st_mtime_ns)
        is_container = entry.name.lower().endswith(tuple(HDF5_SUFFIXES))
        yield file, photograph_count(Path(entry.path)) if is_container else 1


def index(
    project: Project, *, token: CancelToken | None = None, progress: ProgressReport = no_report, readers: int = READERS
) -> IndexResult:
    """List all folders again, then read every file whose content is not known or has changed.

    A folder that cannot be reached is passed over. `readers` is the number of threads. Raises ProjectError, Cancelled.
    """
    token = token or CancelToken()
    result = IndexResult()
    for root in project.files.where(is_looked_up=True):
        try:
            listed = _list(project, root, token, progress)
        except FunduscopeError as error:
            result.unreachable.append(error)
            continue
        result.new += listed.new
        result.changed += listed.changed
        result.missing += listed.missing
        result.moved += listed.moved
    read_contents(project, result, token=token, progress=progress, readers=readers)
    return result


def read_contents(
    project: Project,
    result: IndexResult,
    *,
    token: CancelToken,
    progress: ProgressReport = no_report,
    readers: int = READERS,
) -> None:
    """Read the files whose content is not known; what is known by then is kept, whatever happens."""
    total = project.files.count_to_read()
    roots, gone = tuple(project.files.where().values()), set[Path]()
    coder = project.patients.coder()
    waiting: list[tuple[FileToRead, tuple[Described, ...]]] = []
    kept_s = time.monotonic()

    def keep() -> None:
        nonlocal waiting, kept_s
        result.identical += _keep(project, waiting, coder)
        waiting, kept_s = [], time.monotonic()

    try:
        for file, described in _described(_to_read(project, gone), token, readers):
            root = None if all(one.known.is_reached for one in described) else _lost_root(file.path, roots)
            if root is not None:  # nothing is said of its photographs: they are read when it is back
                if root not in gone:
                    gone.add(root)
                    result.unreachable.append(_note_lost(project, root))
                continue
            waiting.append((file, described))
            result.read += 1
            if time.monotonic() - kept_s > KEPT_EVERY_S:
                keep()
            progress(Progress(result.read, max(total, result.read), "reading photographs"))
    finally:
        keep()
        pair_eyes(project.database)


def _keep(project: Project, waiting: Iterable[tuple[FileToRead, tuple[Described, ...]]], coder: PatientCoder) -> int:
    """Write what was read in one transaction; how many turned out to be photographs that are known already."""
    files = list(waiting)
    if not files:
        return 0
    with project.database.write():
        same = project.photographs.identify(
            [ReadFile(file.id, tuple(one.known for one in described)) for file, described in files], coder
        )
        findings = []
        for _file, described in files:
            for one in described:
                number = project.photographs.find(one.known.content) if one.known.content is not None else None
                if number is not None and one.seen is not None:
                    findings.append(EyeFinding(number, one.seen.eye, one.seen.is_turned, one.seen.disc))
        project.photographs.note_eyes(findings)
    return same


def _to_read(project: Project, gone: Collection[Path]) -> Iterator[FileToRead]:
    """Every file to read but those below the folders `gone`, which grow meanwhile."""
    after = 0
    while files := project.files.to_read(after=after):
        yield from (file for file in files if not any(file.path.is_relative_to(root) for root in gone))
        after = files[-1].id


def _is_there(place: Path) -> bool:
    """Whether a folder or file can be reached: of a drive that is gone an empty folder may stay behind."""
    try:
        return place.is_file() or next(place.iterdir(), None) is not None
    except OSError:
        return False


def _lost_root(path: Path, roots: Iterable[Path]) -> Path | None:
    """The folder of the project that is gone, and a file with it; None where the file alone is."""
    root = next((root for root in roots if path.is_relative_to(root)), None)
    return root if root is not None and not _is_there(root) else None


def _note_lost(project: Project, place: Path) -> ProjectError:
    root = project.roots.add(place)
    project.files.note_gone(root)
    return _lost(place, len(project.files.photographs_in(root)))


def _lost(place: Path, count: int) -> ProjectError:
    return ProjectError(
        f"'{place}' cannot be reached, or is empty now; {count:,} photographs of the project lie there.",
        "Connect its drive and look for changes (F5), or add the folder where it is now. Nothing is forgotten.",
    )


def _described(
    files: Iterator[FileToRead], token: CancelToken, readers: int
) -> Iterator[tuple[FileToRead, tuple[Described, ...]]]:
    """Each file with what there is in it, as the readers get done, in order."""
    with ThreadPoolExecutor(readers, thread_name_prefix="indexing") as pool:
        waiting: list[tuple[FileToRead, Future[tuple[Described, ...]]]] = []
        try:
            for file in files:
                token.check()
                waiting.append((file, pool.submit(describe, file.path, token)))
                if len(waiting) >= AHEAD * readers:
                    first, future = waiting.pop(0)
                    yield first, future.result()
            for first, future in waiting:
                token.check()
                yield first, future.result()
        except Cancelled:
            for _file, future in waiting:
                future.cancel()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
