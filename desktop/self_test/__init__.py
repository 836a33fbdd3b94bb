"""`funduscope --self-test`: does what a day with the program does, off screen, and says what each step took."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.app import Program
    from desktop.self_test.steps import Steps


def self_test() -> int:
    """Run every step. Returns 0, or 1 where one failed; nothing is left behind."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.app import Program, make_application
    from desktop.bundled import Bundled
    from desktop.files import UserFolders
    from desktop.self_test.day import Day
    from desktop.self_test.steps import StepFailed, Steps

    steps = Steps()
    app = make_application(["funduscope"])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        program = Program(app, UserFolders.inside(folder / "user"), bundled=Bundled.installed())
        for lane in program.lanes.all():
            lane.crashed.connect(lambda error: steps.fail(repr(error)))
        try:
            Day(program, folder, steps).run()
        except StepFailed as error:
            steps.fail(str(error))
        finally:
            end(program, steps)
    steps.say("self-test failed" if steps.has_failed else "self-test passed")
    return int(steps.has_failed)


def end(program: Program, steps: Steps) -> None:
    """Close the window. While a training goes on it would ask whether it may be, and nobody is there to answer."""
    program.trainings.pause()
    steps.turn_until(lambda: program.trainings.running is None)
    program.window.close()
