"""The door: a prepared copy of a set."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import shutil
from collections import Counter
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import core
from core.datasets.preparing.container import write_hdf5
from core.datasets.preparing.journal import JOURNAL, MANIFEST, Entry, Journal
from core.datasets.preparing.order import IMAGES_FOLDER, NO_LABEL, Container, Item, Order, Work, check_target, plan
from core.datasets.preparing.task import PrepareTask, stamp
from core.datasets.preparing.writing import write_beside
from core.datasets.sources.opening import LABELS_FILE
from core.errors import DatasetError, SynthesisError
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.synthesis.writing.pictures import PictureFormat
from core.synthesis.writing.workers import results

_TEXT = "preparing"
_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: `made` photographs now, `kept` from before, and the entries of those that failed."""

    made: int
    kept: int
    failed: tuple[Entry, ...]

    @property
    def total(self) -> int:
        """All photographs of the set."""
        return self.made + self.kept + len(self.failed)


def prepare_copy(
    source: Path,
    target: Path,
    order: Order,
    *,
    labels: Path | None = None,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> Outcome:
    """Write a prepared copy of the photographs in `source`, a folder, a table of labels or an HDF5 file.

    Folders: `target` holds `images/` with the photographs under their old paths, `masks/` where the source has masks,
    and `labels.csv` where labels are known. HDF5: `target` is one file in the layout of Vincenzi's scripts. Beside the
    photographs lies `manifest.json` (for HDF5: TARGET.manifest.json) with the recipe, versions, hashes, geometry and
    failures. A copy that was stopped is gone on with by the same call, and one that is whole is brought up to date:
    only what is new, changed or missing is made. Sources are only read.

    Raises DatasetError for a place that cannot be, a source without photographs, a disk that is full or may not be
    written; `Cancelled` once the token says so: what is done then stays.
    """
    token = token or CancelToken()
    check_target(source, target)
    work = plan(source, order, labels=labels, token=token)
    folder = _folder(target, order)
    try:
        return _prepare(work, source, target, folder, order, token, report)
    except OSError as error:
        raise _cannot_write(target, error) from error
    except SynthesisError as error:  # what the pool of processes raises
        raise DatasetError(
            "A process that prepares photographs was ended from outside.", "Memory may be short: use fewer workers."
        ) from error


def _folder(target: Path, order: Order) -> Path:
    """Where the journal lies: in the copy, or beside the one file that it becomes."""
    return target if order.container is Container.FOLDERS else target.with_name(f".{target.name}.parts")


def _prepare(
    work: Work,
    source: Path,
    target: Path,
    folder: Path,
    order: Order,
    token: CancelToken,
    report: ProgressReport,
) -> Outcome:
    _check_free(target, folder, order)
    folder.mkdir(exist_ok=True)
    with Journal(folder, order.key()) as journal:
        images = folder / IMAGES_FOLDER
        stands = [_stands(journal, images, item) for item in work.items]
        waiting = tuple(item for item, is_there in zip(work.items, stands, strict=True) if not is_there)
        kept = len(work.items) - len(waiting)
        has_masks = order.container is Container.FOLDERS and source.is_dir()
        if waiting:
            task = PrepareTask(waiting, order.preparation, _format(order), images, has_masks)
            with closing(results(task, len(waiting), workers=order.workers, token=token)) as entries:
                for done, entry in enumerate(entries, start=kept + 1):
                    journal.add(entry)
                    report(Progress(done, len(work.items), _TEXT))
        token.check()
        entries_now = [journal.entries[item.name] for item in work.items]
    _finish(work, entries_now, target, folder, order)
    failed = tuple(entry for entry in entries_now if entry.error)
    return Outcome(len(waiting) - len(failed), kept, failed)


def _stands(journal: Journal, images: Path, item: Item) -> bool:
    entry = journal.entries.get(item.name)
    return entry is not None and entry.target == item.target and entry.stands(images, *stamp(item))


def _format(order: Order) -> PictureFormat:
    return order.picture_format if order.container is Container.FOLDERS else PictureFormat.PNG


def _check_free(target: Path, folder: Path, order: Order) -> None:
    """Raise DatasetError where something else is there already."""
    if order.container is Container.HDF5:
        if target.exists():
            raise DatasetError(f"'{target}' is there already.", "Name a new file, or move the old one away.")
    elif target.exists() and not target.is_dir():
        raise DatasetError(f"'{target}' is a file.", "Name a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / JOURNAL).is_file():
        raise DatasetError(
            f"'{folder}' holds something else already.", "Name a new folder, or one that was begun by this command."
        )


def _finish(work: Work, entries: list[Entry], target: Path, folder: Path, order: Order) -> None:
    good = [entry for entry in entries if not entry.error]
    if not good:
        raise DatasetError(
            f"None of the {len(entries)} photographs could be prepared; the first: {entries[0].error}",
            "Check that the folder is the right one.",
        )
    manifest = json.dumps(_manifest(work, entries, order), ensure_ascii=False, indent=1).encode(
        "utf-8", "surrogateescape"
    )
    if order.container is Container.FOLDERS:
        if work.class_names:
            write_beside(folder / LABELS_FILE, _labels_table(work, good))
        write_beside(folder / MANIFEST, manifest)
        return
    write_hdf5(target, folder / IMAGES_FOLDER, good, work.class_names, order.preparation.output_size[0])
    write_beside(target.with_name(f"{target.name}.{MANIFEST}"), manifest)
    shutil.rmtree(folder, ignore_errors=True)


def _manifest(work: Work, entries: list[Entry], order: Order) -> dict[str, object]:
    import cv2
    import numpy as np
    import PIL

    counts = Counter(entry.label for entry in entries if not entry.error)
    return {
        "made_by": f"Funduscope {core.__version__}",
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "libraries": {"opencv": cv2.__version__, "pillow": PIL.__version__, "numpy": np.__version__},
        **order.key(),
        "class_names": list(work.class_names),
        "class_counts": [counts[index] for index in range(len(work.class_names))],
        "notes": list(work.notes),
        "photographs": [asdict(entry) for entry in entries if not entry.error],
        "failures": [{"source": entry.source, "error": entry.error} for entry in entries if entry.error],
    }


def _labels_table(work: Work, entries: list[Entry]) -> bytes:
    """Image, label, class and, where patients are known, a number for each: theirs stays with the source."""
    numbers: dict[str, int] = {}
    groups = {
        item.name: str(numbers.setdefault(item.source.group, len(numbers) + 1)) if item.source.group else ""
        for item in work.items
    }
    has_groups = bool(numbers)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(["image", "label", "class", *(["group"] if has_groups else [])])
    for entry in entries:
        if entry.label != NO_LABEL:
            name = f"./{IMAGES_FOLDER}/{entry.target}"  # no spreadsheet takes this for a formula
            cells = [name, str(entry.label), work.class_names[entry.label]]
            writer.writerow([*cells, *([groups[entry.source]] if has_groups else [])])
    return stream.getvalue().encode("utf-8", "surrogateescape")


def _cannot_write(target: Path, error: OSError) -> DatasetError:
    if error.errno in _FULL:
        return DatasetError(
            f"There is no room left for '{target}'. What is done stays.",
            "Free some, and give the same command again: it goes on from there.",
        )
    reason = error.strerror or (os.strerror(error.errno) if error.errno else str(error))
    return DatasetError(
        f"'{target}' cannot be written: {reason}.", "What is done stays. Check the place, or choose another."
    )
