"""A project of 100,000 photographs: listing, opening, filtering, sorting, scrolling, memory and the longest standstill.

The photographs are small JPEG files of different content, with labels, a model's predictions, a split and a column of
numbers, all made up. Times of processor are given beside those of the clock, since the machine may be busy. The window
is off screen unless QT_QPA_PLATFORM says otherwise. FiftyOne, which keeps such sets in a MongoDB server, is measured
beside it where it is installed.
"""

from __future__ import annotations

import importlib.util
import io
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.datasets.catalogue.filters import BrowseQuery, View
    from core.datasets.catalogue.project import Project
    from core.jobs import Progress
    from desktop.app import Program

COUNT = int(os.environ.get("FUNDUSCOPE_BENCH_PHOTOGRAPHS", "100000"))
READ = 500
CLASSES = ("No DR", "Mild", "Moderate", "Severe", "Proliferative")


def main() -> None:
    """Print the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder, path = Path(place) / "photographs", Path(place) / "bench.funduscope"
        with measured(f"writing {COUNT:,} files (not part of the program)"):
            write_files(folder)
        without_window(path, folder)
        print(f"   the project's file: {path.stat().st_size / 2**20:.0f} MiB")
        # In a process of its own: what the catalogue took before is not the window's.
        window = multiprocessing.get_context("spawn").Process(target=with_window, args=(path, Path(place) / "user"))
        window.start()
        window.join()
        beside_fiftyone(folder)


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Print how long the block takes."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    print(
        f"{what:58} {time.perf_counter() - clock:8.3f} s   processor {time.process_time() - processor:8.3f} s"
        f"   {memory_words()}",
        flush=True,
    )


def memory_words() -> str:
    """What this process holds now: all that is resident, and that without the files that it shares with others."""
    try:
        _size, resident, shared = (int(word) for word in Path("/proc/self/statm").read_text().split()[:3])
    except OSError:
        return f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most"
    page_mib = os.sysconf("SC_PAGE_SIZE") / 2**20
    return f"memory {resident * page_mib:5.0f} MiB resident, {(resident - shared) * page_mib:5.0f} its own"


def write_files(folder: Path) -> None:
    """JPEG files that differ in what stands behind their end."""
    import numpy as np
    from PIL import Image

    stream = io.BytesIO()
    rows, columns = np.ogrid[:48, :64]
    disc = ((rows - 24) ** 2 + (columns - 32) ** 2 < 22**2)[..., None] * np.array([180, 90, 40], np.uint8)
    Image.fromarray(disc.astype(np.uint8)).save(stream, "JPEG")
    content = stream.getvalue()
    for number in range(COUNT):
        place = folder / f"site {number // 10_000}"
        if number % 10_000 == 0:
            place.mkdir(parents=True)
        side = "left" if number % 2 else "right"
        (place / f"{number // 2}_{side}.jpg").write_bytes(content + number.to_bytes(8))


def without_window(path: Path, folder: Path) -> None:
    """The catalogue by itself."""
    from core.datasets.catalogue.project import Project

    with Project.create(path) as project:
        list_first_time(project, folder)
        view = fill(project)
    with measured("opening the project"):
        project = Project.open(path)
    with project:
        ask(project, view)
        with measured("looking for changes in all folders"):
            result = index_names(project)
        print(f"   {result}")
        with measured(f"reading the content of {READ:,} (in two threads)"):
            read_some(project, READ)


def list_first_time(project: Project, folder: Path) -> None:
    """A folder that the project does not know."""
    from core.datasets.catalogue.indexing import list_folder

    began = time.perf_counter()
    first: list[float] = []

    def note(_progress: Progress) -> None:
        if not first:
            first.append(time.perf_counter() - began)

    with measured("listing a new folder of them"):
        list_folder(project, folder, progress=note)
    print(f"   the first of them could be shown after {first[0]:.3f} s")


def fill(project: Project) -> View:
    """Labels, predictions, a column of numbers and a split for each; by which of them photographs are seen."""
    import numpy as np

    from core.datasets.catalogue.filters import BrowseQuery, View
    from core.datasets.catalogue.labels import SourceKind, Statement
    from core.datasets.catalogue.splits import SplitPlan

    ids = list(project.browsing.ids(BrowseQuery()))
    random = np.random.default_rng(1)
    scheme = project.labels.scheme("Grade", CLASSES)
    with measured("taking in a label for each"):
        values = random.integers(0, 5, len(ids)).tolist()
        statements = [Statement(one, value) for one, value in zip(ids, values, strict=True)]
        project.labels.state(scheme.id, statements, kind=SourceKind.TABLE, name="made up")
    model = project.predictions.model("0" * 64, "made up", CLASSES)
    probabilities = random.dirichlet([0.5] * 5, len(ids)).astype(np.float32)
    with measured("keeping a prediction for each"):
        for start in range(0, len(ids), 10_000):
            end = start + 10_000
            project.predictions.add(model, zip(ids[start:end], probabilities[start:end], strict=True))
    ages = random.integers(20, 90, len(ids)).tolist()
    project.photographs.set_facts("age", dict(zip(ids, ages, strict=True)))
    with measured("splitting them by patient and class"):
        split = project.splits.make("90/10", SplitPlan(scheme=scheme.id))
    return View(scheme.id, model, split.id)


def questions(view: View) -> dict[str, BrowseQuery]:
    """What is asked of the catalogue."""
    from core.datasets.catalogue.filters import Between, BrowseQuery, Column, FactColumn, HasText, OneOf

    low_and_old = (OneOf(Column.LABEL, frozenset({0})), Between(FactColumn("age"), 60))
    return {
        "all, by name": BrowseQuery(view),
        "one label": BrowseQuery(view, (OneOf(Column.LABEL, frozenset({3})),)),
        "wrong predictions": BrowseQuery(view, (OneOf(Column.AGREEMENT, frozenset({"wrong"})),)),
        "two conditions": BrowseQuery(view, low_and_old),
        "free text": BrowseQuery(view, (HasText("site 7 123"),)),
        "eyes that differ": BrowseQuery(view, (OneOf(Column.EYES_BY_LABEL, frozenset({"different"})),)),
        "sorted by uncertainty": BrowseQuery(view, (), Column.UNCERTAINTY, is_descending=True),
        "sorted by a table's column": BrowseQuery(view, (), FactColumn("age")),
        "grouped by patient": BrowseQuery(view, (), Column.CONFIDENCE, group=Column.PATIENT),
    }


def ask(project: Project, view: View) -> None:
    """Every question, the counts of a column, and rows from the middle."""
    from core.datasets.catalogue.filters import BrowseQuery, Column

    for words, query in questions(view).items():
        with measured(f"asking: {words}"):
            found = project.browsing.ids(query)
        print(f"   {len(found):,} found")
    with measured("counting every label"):
        project.browsing.counts(BrowseQuery(view), Column.LABEL)
    ids = project.browsing.ids(BrowseQuery(view))
    with measured("fetching 200 rows in the middle"):
        project.browsing.rows(ids[50_000 % len(ids) :][:200], view)


def index_names(project: Project) -> str:
    """List all folders again, without reading."""
    from core.datasets.catalogue.indexing import list_folder

    result = list_folder(project, next(iter(project.files.where().values())))
    return f"{result.new} new, {result.changed} changed, {result.missing} missing"


def read_some(project: Project, count: int) -> None:
    """Read so many files, then stop."""
    from core.datasets.catalogue.indexing import IndexResult, read_contents
    from core.jobs import Cancelled, CancelToken

    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done >= count:
            token.cancel()

    try:
        read_contents(project, IndexResult(), token=token, progress=stop)
    except Cancelled:
        return


class Loop:
    """The event loop of the window, turn by turn: how long each took, and how much of that the processor worked."""

    def __init__(self, process: Callable[[], None]) -> None:
        self._process = process
        self._turns: list[tuple[float, float]] = []

    def turn(self) -> None:
        """Let the window do what waits."""
        began, used = time.perf_counter(), time.thread_time()
        self._process()
        self._turns.append((time.perf_counter() - began, time.thread_time() - used))

    def until(self, is_done: Callable[[], bool], seconds: float = 120) -> float:
        """Go on until it is so; how long that took."""
        began = time.perf_counter()
        while not is_done() and time.perf_counter() - began < seconds:
            self.turn()
            time.sleep(0.001)
        return time.perf_counter() - began

    def rest(self, seconds: float) -> float:
        """Go on for so long, and forget the turns before."""
        self._turns.clear()
        return self.until(lambda: False, seconds)

    def tell(self, what: str, seconds: float) -> None:
        """Print it, with the longest turn since the last time."""
        longest, used = max(turn for turn, _ in self._turns), max(used for _, used in self._turns)
        print(
            f"{what:58} {seconds:8.3f} s   longest turn {1000 * longest:6.1f} ms (of processor {1000 * used:5.1f} ms)"
            f"   {memory_words()}",
            flush=True,
        )
        self._turns.clear()


def with_window(path: Path, user: Path) -> None:
    """The Data workspace on it, while its photographs are read behind."""
    from core.memory import keep_freed_memory
    from desktop.app import SWITCH_INTERVAL_S, Program, make_application
    from desktop.files import UserFolders
    from desktop.workspace import Workspace

    sys.setswitchinterval(SWITCH_INTERVAL_S)
    keep_freed_memory()
    app = make_application(["funduscope"])
    program = Program(app, UserFolders.inside(user))
    program.window.resize(1440, 900)
    program.window.workspaces.choose(Workspace.DATA)
    program.collector.start()
    program.start()
    loop = Loop(app.processEvents)
    loop.rest(1)
    print(f"window: without a project: {memory_words()}")
    loop.rest(0)
    program.projects.open(path)
    loop.tell("window: opening until the first screen is there", loop.until(lambda: is_shown(program.window.data)))
    reorder(program, loop)
    scroll(program, loop)
    loop.tell("window: five seconds of reading behind it", loop.rest(5))
    print(f"   torch is {'loaded' if 'torch' in sys.modules else 'not loaded'}")
    open_model(program, loop)
    program.window.close()
    program.collector.stop()
    app.processEvents()


def open_model(program: Program, loop: Loop) -> None:
    """What a model adds, which is not the catalogue's: torch, the network, and what it said of the photograph."""
    path = next((Path(__file__).parent.parent / "models").glob("*.safetensors"), None)
    if path is not None:
        program.networks.open(path)
        loop.tell("window: opening a model", loop.until(lambda: program.session.model is not None))


def reorder(program: Program, loop: Loop) -> None:
    """Filters and orders, as the menu Data has them."""
    from desktop.commands import CommandId

    data = program.window.data
    for command, words in (
        (CommandId.SHOW_UNCERTAIN, "most uncertain first"),
        (CommandId.SHOW_WRONG, "wrong predictions"),
        (CommandId.SHOW_ALL, "all again"),
        (CommandId.GROUP_BY_PATIENT, "grouped by patient"),
        (CommandId.GROUP_BY_PATIENT, "not grouped"),
    ):
        before = data.model.order()
        program.window.action(command).trigger()
        took = loop.until(lambda before=before: data.model.order() is not before and is_shown(data))  # type: ignore[misc]
        loop.tell(f"window: {words}", took)


def scroll(program: Program, loop: Loop) -> None:
    """From the first to the last photograph; as a table; all of them selected."""
    data = program.window.data
    bar, steps, began = data.grid.verticalScrollBar(), 200, time.perf_counter()
    for step in range(steps):
        bar.setValue(round(bar.maximum() * step / steps))
        loop.turn()
    loop.tell(f"window: scrolling through all, a step of {steps}", (time.perf_counter() - began) / steps)
    data.setLayoutKind(type(data.layoutKind())("table"))
    loop.tell("window: as a table, for a second", loop.rest(1))
    data.selectAll()
    loop.tell("window: selecting all, for a second", loop.rest(1))


def is_shown(data: Any) -> bool:
    """Whether every row that can be seen is known."""
    model = data.model
    rows = data.grid.visibleRows() if data.grid.isVisible() else range(min(20, model.rowCount()))
    return model.rowCount() > 0 and all(model.row(row) is not None for row in rows)


def beside_fiftyone(folder: Path) -> None:
    """The same in FiftyOne, where it is installed."""
    if importlib.util.find_spec("fiftyone") is None:
        print("FiftyOne: not installed here; nothing to compare with")
        return
    import fiftyone

    try:
        fiftyone.list_datasets()
    except Exception as error:  # noqa: BLE001 - it has no server of its own, or cannot start it
        print(f"FiftyOne: installed, but its MongoDB server does not run here: {error}")
        return

    with measured("FiftyOne: making a data set of the same folder"):
        dataset = fiftyone.Dataset.from_images_dir(str(folder), recursive=True)
    with measured("FiftyOne: sorting by path, first 200"):
        list(dataset.sort_by("filepath").limit(200))
    dataset.delete()
