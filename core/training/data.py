"""The photographs of a training: found, identified, prepared, read in batches."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import platformdirs
import torch
from torch import Tensor

from core.datasets.grouping import groups, identical_photographs
from core.datasets.identity import content_ids, fingerprint
from core.datasets.prepared import PreparedPhotographs
from core.datasets.samples import LabelledPhotographs
from core.errors import DatasetError, FunduscopeError, TrainingError
from core.images.photograph import ImageId
from core.images.preparation import Preparation
from core.jobs import CancelToken
from core.training.observer import Observer
from core.training.preparation import make_preparation
from core.training.settings import DataSettings, MachineSettings, TrainingSettings
from core.training.source import NO_DIVISION, Division, Source, open_photographs

CACHE_NAME = "funduscope"
CACHE_FOLDER = "prepared"
NAMED_AT_MOST = 5
FEWEST_WORKERS, MOST_WORKERS = 2, 8


@dataclass(frozen=True, slots=True, eq=False)
class Photographs:
    """The photographs of a data set that can be read, with their content ids, groups and prepared pixels.

    `skipped` says of each of the others why it takes no part; `notes` are sentences for the log. `places` are the
    folders and files without which none can be read.
    """

    labelled: LabelledPhotographs
    ids: tuple[ImageId, ...]
    groups: tuple[int, ...]
    prepared: PreparedPhotographs
    preparation: Preparation
    fingerprint: str
    skipped: tuple[str, ...]
    notes: tuple[str, ...]
    division: Division = NO_DIVISION
    places: tuple[Path, ...] = ()

    def names(self, places: Iterable[int]) -> list[str]:
        """What tables call these samples."""
        return [self.labelled.samples[place].name for place in places]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """`pixels` uint8 (n, height, width, 3) RGB, `labels` int64 (n,), and the places of the samples in the data set.

    `rows` are the positions of these samples among those that were asked for; `lost` says, by place, why one of the
    others cannot be read any more.
    """

    pixels: Tensor
    labels: Tensor
    places: tuple[int, ...]
    rows: tuple[int, ...]
    lost: Mapping[int, FunduscopeError]


def load_photographs(settings: TrainingSettings, observer: Observer, token: CancelToken) -> Photographs:
    """Find the photographs and make sure that each can be read and is prepared. Raises FunduscopeError."""
    preparation = make_preparation(settings.preparation)
    source = open_photographs(settings.data, settings.split, token=token)
    found = source.labelled
    found.require_trainable()
    prepared = PreparedPhotographs(
        _cache_folder(settings.machine),
        preparation,
        max_bytes=round(settings.machine.cache_gb * 1e9),
        workers=worker_count(settings.machine),
    )
    ids = content_ids(found.samples, token=token, progress=observer.progress)
    failed = {place: error for place, error in enumerate(ids) if isinstance(error, FunduscopeError)}
    readable = [place for place in range(len(ids)) if place not in failed]
    known = [identity for identity in ids if not isinstance(identity, FunduscopeError)]
    unprepared = prepared.prepare(
        [found.samples[place] for place in readable],
        known,
        token=token,
        progress=observer.progress,
    )
    failed |= {readable[index]: error for index, error in unprepared.items()}
    return _readable(source, dict(zip(readable, known, strict=True)), failed, prepared, preparation, settings.data)


def _readable(
    source: Source,
    ids: dict[int, ImageId],
    failed: dict[int, FunduscopeError],
    prepared: PreparedPhotographs,
    preparation: Preparation,
    settings: DataSettings,
) -> Photographs:
    found = source.labelled
    kept = [place for place in range(len(found.samples)) if place not in failed]
    labelled = LabelledPhotographs(
        tuple(found.samples[place] for place in kept),
        found.class_names,
        found.unmatched_files,
        found.unmatched_rows,
        found.notes,
    )
    skipped = tuple(f"{found.samples[place].name}: {error}" for place, error in sorted(failed.items()))
    if not kept:
        raise DatasetError(f"None of {len(found.samples)} photographs can be read.", f"The first: {skipped[0]}")
    labelled.require_trainable()
    own = tuple(ids[place] for place in kept)
    return Photographs(
        labelled=labelled,
        ids=own,
        groups=groups(labelled.samples, own, are_patients_kept=settings.keep_patients_together),
        prepared=prepared,
        preparation=preparation,
        fingerprint=fingerprint(labelled, own),
        skipped=skipped,
        notes=_notes(labelled, own, skipped),
        division=source.division,
        places=tuple(place for place in source.places if place.exists()),
    )


def read_batch(photographs: Photographs, places: Sequence[int], *, is_pinned: bool = False) -> Batch:
    """The prepared pixels and labels of samples; one that vanished is left out."""
    samples = photographs.labelled.samples
    pixels = torch.empty((len(places), *photographs.prepared.shape), dtype=torch.uint8, pin_memory=is_pinned)
    array = pixels.numpy()
    rows: list[int] = []
    lost: dict[int, FunduscopeError] = {}
    for row, place in enumerate(places):
        try:
            photographs.prepared.read(samples[place], photographs.ids[place], array[len(rows)])
        except FunduscopeError as error:
            lost[place] = error
        else:
            rows.append(row)
    kept = tuple(places[row] for row in rows)
    labels = torch.tensor([samples[place].label for place in kept], dtype=torch.int64)
    return Batch(pixels[: len(rows)], labels, kept, tuple(rows), lost)


T = TypeVar("T")
R = TypeVar("R")


def prefetched(read: Callable[[T], R], items: Iterable[T], *, workers: int) -> Generator[R, None, None]:
    """What `read` makes of the items, in order; the next ones are read meanwhile. Close it to stop the threads."""
    rest = iter(items)
    with ThreadPoolExecutor(workers, thread_name_prefix="batches") as pool:
        try:
            waiting = [pool.submit(read, item) for item in itertools.islice(rest, workers + 1)]
            while waiting:
                yield waiting.pop(0).result()
                waiting += [pool.submit(read, item) for item in itertools.islice(rest, 1)]
        finally:
            pool.shutdown(cancel_futures=True)


def even_batches(places: Sequence[int], batch_size: int) -> list[tuple[int, ...]]:
    """Cut into batches of at most `batch_size` that differ by one at most: no small last batch, which would shake the
    statistics of batch normalisation.
    """
    count = max(1, -(-len(places) // batch_size))
    return [tuple(part.tolist()) for part in np.array_split(np.asarray(places, np.int64), count)]


def worker_count(settings: MachineSettings) -> int:
    """How many read photographs at the same time: those asked for, or as many as leave a processor free."""
    return settings.workers or min(MOST_WORKERS, max(FEWEST_WORKERS, (os.cpu_count() or 1) - 1))


def _cache_folder(settings: MachineSettings) -> Path:
    if settings.cache:
        return Path(settings.cache)
    return platformdirs.user_cache_path(CACHE_NAME, appauthor=False) / CACHE_FOLDER


def _notes(labelled: LabelledPhotographs, ids: Sequence[ImageId], skipped: Sequence[str]) -> tuple[str, ...]:
    notes = list(labelled.notes)
    counts = ", ".join(
        f"{name}: {count}" for name, count in zip(labelled.class_names, labelled.class_counts(), strict=True)
    )
    notes.append(f"{len(labelled.samples)} photographs ({counts}).")
    for what, items in (
        ("photographs cannot be read and are left out", skipped),
        ("labels have no photograph", labelled.unmatched_rows),
        ("photographs have no label", labelled.unmatched_files),
    ):
        if items:
            more = "; …" if len(items) > NAMED_AT_MOST else ""
            notes.append(f"{len(items)} {what}: {'; '.join(items[:NAMED_AT_MOST])}{more}")
    for same in identical_photographs(labelled.samples, ids):
        names = ", ".join(labelled.samples[place].name for place in same.members)
        notes.append(f"Identical, kept on one side of a split{', with different labels' * same.has_conflict}: {names}.")
    return tuple(notes)


def require_batches(training_count: int, settings: TrainingSettings) -> None:
    """Raise TrainingError where a batch cannot be divided over the devices."""
    devices = settings.machine.devices * settings.machine.nodes
    if min(settings.run.batch_size, training_count) < devices:
        raise TrainingError(
            f"A batch of {min(settings.run.batch_size, training_count)} photographs cannot be divided over "
            f"{devices} devices.",
            "Enlarge 'batch_size' in [run], or use fewer devices.",
        )
