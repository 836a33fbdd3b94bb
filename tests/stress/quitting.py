"""Quit the real program at a random moment of its work: it ends with status 0 and without a word of its own.

.venv/bin/python -m tests.stress.quitting SEED
"""

from __future__ import annotations

import faulthandler
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import app
from desktop.commands import CommandId
from desktop.workspace import Workspace

LATEST_MS = 9000


def commands(program: app.Program, chooser: random.Random) -> None:
    """Start one piece of work or another."""
    window, session = program.window, program.session
    acts: list[Callable[[], object]] = [
        lambda: session.step(1),
        lambda: session.stepLayer(-2),
        lambda: window.workspaces.choose(chooser.choice(list(Workspace))),
        lambda: window.action(CommandId.COMPARE_GRID).trigger(),
        lambda: window.action(CommandId.MAKE_PHOTOGRAPHS).trigger(),
        lambda: window.action(CommandId.SHOW_MASKS).trigger(),
        lambda: window.action(CommandId.GUIDE).trigger(),
        lambda: window.action(CommandId.COPY).trigger(),
    ]
    chooser.choice(acts)()


def quit_by_key(program: app.Program) -> None:
    """Ctrl+Q, as often as anything stands before the window."""
    top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if top is not None:
        top.close()
    else:
        program.window.activateWindow()
        QTest.keyClick(program.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    QTimer.singleShot(100, program, lambda: quit_by_key(program) if program.window.isVisible() else None)


def main(seed: int) -> int:
    """The program's own entry, with somebody impatient before it."""
    faulthandler.enable()
    chooser = random.Random(seed)
    start = app.Program.start

    def hurried(self: app.Program, paths: list[Path] | tuple[Path, ...] = ()) -> None:
        start(self, paths)
        work = QTimer(self)
        work.timeout.connect(lambda: commands(self, chooser))
        work.start(chooser.randrange(100, 900))
        QTimer.singleShot(chooser.randrange(LATEST_MS), self, lambda: (work.stop(), quit_by_key(self)))

    app.Program.start = hurried  # type: ignore[method-assign, assignment]
    return app.main(["funduscope"])


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(int(sys.argv[1])))
