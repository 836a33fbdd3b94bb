"""Work that is killed: each kind says over a pipe what is done, as often as it may be believed, until it is killed.

The process that begins one is a fork of one that has imported everything, so that a hundred do not take an hour.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from tests.stress.writers import WRITERS

PRELOADED = ["tests.stress.kills", "core.datasets.preparing.run", "core.datasets.catalogue.indexing"]
LATEST_S = 0.25
WAIT_S = 300.0


def annotate(place: Path, tell: Connection) -> None:
    """One mark more in each step; what is told is how many are kept."""
    from core.datasets.catalogue.annotations import Annotation
    from core.datasets.catalogue.project import Project

    with Project.open(place / "study.funduscope") as project:
        (photograph,) = project.files.at(place / "eyes" / "0.png")
        said = project.annotations.of(photograph, "anna")
        count = int(said.notes) if said is not None and said.notes else 0
        while True:
            count += 1
            project.annotations.put(photograph, "anna", Annotation(notes=str(count)))
            tell.send(count)


def list_and_index(place: Path, tell: Connection) -> None:
    """Photographs are listed and read; what is told is how many the project knows."""
    from core.datasets.catalogue import indexing
    from core.datasets.catalogue.project import Project

    indexing.KEPT_EVERY_S = 0.0
    with Project.open(place / "study.funduscope") as project:
        tell.send(0)
        indexing.list_folder(project, place / "eyes")
        indexing.index(project, progress=lambda progress: tell.send(progress.done))
    tell.send(-1)


def prepare(place: Path, tell: Connection) -> None:
    """A copy is made; what is told is how many photographs of it are there."""
    from core.datasets.preparing.order import Order
    from core.datasets.preparing.run import prepare_copy
    from core.images.preparation import Normalisation, recipe
    from core.synthesis.writing.pictures import PictureFormat

    plain = recipe("plain", input_size=32, normalisation=Normalisation.UNIT)
    order = Order(preparation=plain, picture_format=PictureFormat.PNG)
    tell.send(0)
    prepare_copy(place / "eyes", place / "copy", order, report=lambda progress: tell.send(progress.done))
    tell.send(-1)


def export(place: Path, tell: Connection, name: str) -> None:
    """Versions of a file one after another; what is told is the latest that is there."""
    version = WRITERS[name].read(place) if any(place.iterdir()) else -1
    while True:
        version = (version + 1) % 9
        WRITERS[name].write(place, version)
        tell.send(version)


def killed(work: Callable[..., None], *arguments: object, seed: int) -> list[int]:
    """Begin it, kill it at a random moment after the first word, and give what it told."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_quiet, args=(work, *arguments[:1], theirs, *arguments[1:]))
    process.start()
    theirs.close()
    told: list[int] = []
    try:
        assert ours.poll(WAIT_S), "it never began"
        told.append(ours.recv())
        time.sleep(random.Random(f"{work.__name__} {arguments[1:]} {seed}").uniform(0.0, LATEST_S))
    finally:
        os.kill(process.pid, signal.SIGKILL)  # type: ignore[arg-type]
    try:
        while True:
            told.append(ours.recv())
    except EOFError:
        pass
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL), "it broke down before it could be killed"
    return told


def _quiet(work: Callable[..., None], *arguments: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work(*arguments)
