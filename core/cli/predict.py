"""Say for each photograph what a model predicts, as CSV.

Columns image, predicted, and the probability of each class; on stdout, or in the file of --csv. Folders are searched
through. A photograph that cannot be read is named on stderr and left out; the others go on, and the exit status is 2.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from core.cli.output import refuse_overwriting, replacing
from core.cli.progress import progress_bar
from core.cli.table import Table, defused, defused_path, keep_line_ends
from core.errors import ImageError

if TYPE_CHECKING:
    from core.images.photograph import Photograph
    from core.networks.loaded import LoadedModel

NAME = "predict"
READERS = 2
READ_AHEAD = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", metavar="MODEL", type=Path, help="a model file")
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="photographs and folders of photographs")
    parser.add_argument("--csv", metavar="OUT", type=Path, help="write the table there instead of to stdout")


def run(arguments: argparse.Namespace) -> None:
    """Write the table. Raises FunduscopeError at the end where photographs were left out."""
    photographs = find_all(arguments.paths)
    if arguments.csv is not None:
        refuse_overwriting(arguments.csv, arguments.model, *photographs)
    from core.networks.files import load_model

    model = load_model(arguments.model, device="auto")
    with _destination(arguments.csv) as stream:
        left_out = write_predictions(model, photographs, stream)
    if left_out:
        raise ImageError(
            f"{left_out} of {len(photographs)} photographs could not be read; the others are in the table."
        )


def find_all(paths: Iterable[Path]) -> list[Path]:
    """The photographs that the paths name, each once. Raises ImageError for a path that is not there or holds none."""
    from core.images.frames import file_of
    from core.images.reading import find_photographs, photographs_in

    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = dict.fromkeys(find_photographs(path))
            if not inside:
                raise ImageError(f"There is no photograph in the folder '{path}'.")
            found |= inside
        elif path.exists():
            found |= dict.fromkeys(photographs_in(path))
        elif file_of(path).exists():
            found[path] = None
        else:
            raise ImageError(f"There is no file or folder '{path}'.")
    return list(found)


def write_predictions(model: LoadedModel, paths: list[Path], stream: TextIO) -> int:
    """Write one row a photograph; returns how many could not be read. The only one raises its ImageError."""
    from core.explain.explainer import Explainer

    names = model.card.class_names
    explainer = Explainer(cache_bytes=0, state_bytes=0)
    table = Table(stream, ["image", "predicted", *map(defused, names)])
    left_out = 0
    with progress_bar("predict", len(paths)) as bar:
        for path, read in read_ahead(paths):
            try:
                prediction = explainer.predict(model, read())
            except ImageError as error:
                if len(paths) == 1:
                    raise
                left_out += 1
                bar.say(f"left out: {path}: {' '.join(str(error).split())}")
            else:
                cells = [str(probability) for probability in prediction.probabilities]
                table.add([defused_path(path), defused(names[prediction.predicted]), *cells])
            bar.step()
    return left_out


def read_ahead(paths: Iterable[Path]) -> Iterator[tuple[Path, Callable[[], Photograph]]]:
    """Each path with a function that gives its photograph; the next ones are decoded meanwhile, a few at most."""
    from core.images.reading import read_photograph

    rest = iter(paths)
    with ThreadPoolExecutor(READERS) as readers:
        try:
            waiting = [(path, readers.submit(read_photograph, path)) for path in islice(rest, READ_AHEAD)]
            while waiting:
                path, future = waiting.pop(0)
                yield path, _result_of(future)
                waiting += [(path, readers.submit(read_photograph, path)) for path in islice(rest, 1)]
        finally:
            readers.shutdown(cancel_futures=True)


def _result_of(future: Future[Photograph]) -> Callable[[], Photograph]:
    return future.result


@contextmanager
def _destination(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        keep_line_ends(sys.stdout)
        yield sys.stdout
        return
    with replacing(path) as file:
        stream = TextIOWrapper(file, encoding="utf-8", errors="surrogateescape", newline="")
        try:
            yield stream
        finally:
            stream.flush()
            stream.detach()
