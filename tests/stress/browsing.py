"""Every file of a folder in the real window: its thumbnail in the browser, the photograph shown and explained.

    .venv/bin/python -m tests.stress.browsing FOLDER

Prints one line of JSON with what became of them.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication

from core.images.reading import find_photographs
from desktop.app import Program, make_application
from desktop.bundled import Bundled
from desktop.files import UserFolders
from desktop.itemmodels.thumbnails import ThumbnailRole

WAIT_S = 120.0
SCREENFUL = 24


def wait(until: Callable[[], bool], what: str) -> None:
    """Work on the window's events until it is so."""
    end_s = time.monotonic() + WAIT_S
    while not until():
        QApplication.processEvents()
        time.sleep(0.002)
        if time.monotonic() > end_s:
            raise TimeoutError(what)


def browse(folder: Path, user: Path) -> dict[str, object]:
    """Open all, look at each, and say what became of them."""
    app = make_application(["funduscope"])
    program = Program(app, UserFolders.inside(user), bundled=Bundled.installed())
    crashes: list[object] = []
    for lane in program.lanes.all():
        lane.crashed.connect(crashes.append)
    refused: dict[str, str] = {}
    program.session.photographFailed.connect(lambda path, error: refused.update({str(path): str(error)}))
    paths = sorted(find_photographs(folder))
    models = [model for model in Bundled.installed().models if "idrid" in model.name]
    program.start([*paths, *models[:1]])
    session = program.session
    # One that can be shown may still be too small or too narrow to be asked about.
    session.failed.connect(lambda error: refused.update({str(session.selection.photograph): str(error)}))
    wait(lambda: len(session.order) == len(paths) and session.model is not None, "the files are listed")
    explained = 0
    for path in paths:
        session.choosePhotograph(path)
        wait(lambda path=path: _is_answered(program, path, refused), str(path))
        explained += str(path) not in refused
    thumbnails, without = _thumbnails(program)
    program.window.close()
    return {
        "files": len(paths),
        "explained": explained,
        "refused": refused,
        "thumbnails": thumbnails,
        "refused_thumbnails": without,
        "crashes": len(crashes) + (program.crash.dialog is not None),
        "peak_kb": _peak_kb(),
    }


def _is_answered(program: Program, path: Path, refused: dict[str, str]) -> bool:
    session = program.session
    if str(path) in refused:
        return True
    shown = session.photograph
    return session.selection.photograph == path and shown is not None and session.explanation is not None


def _thumbnails(program: Program) -> tuple[int, int]:
    """How many rows of the browser have a picture, and how many a reason why not, a screenful after the other."""
    model = program.window.browser.model
    made = without = 0
    for first in range(0, model.rowCount(), SCREENFUL):
        rows = range(first, min(first + SCREENFUL, model.rowCount()))
        model.setVisibleRows(rows)
        indexes = [model.index(row, 0) for row in rows]
        wait(lambda indexes=indexes: all(map(_is_made, indexes)), f"thumbnails {rows}")
        made += sum(index.data(ThumbnailRole.IMAGE) is not None for index in indexes)
        without += sum(index.data(ThumbnailRole.IMAGE) is None for index in indexes)
    return made, without


def _is_made(index: QModelIndex) -> bool:
    return index.data(ThumbnailRole.IMAGE) is not None or bool(index.data(ThumbnailRole.ERROR))


def _peak_kb() -> int:
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        print(json.dumps(browse(Path(sys.argv[1]), Path(name))))
