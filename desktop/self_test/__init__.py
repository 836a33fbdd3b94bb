"""`funduscope --self-test`: does what a day with the program does, off screen, and says what each step took."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


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
            program.window.close()
    steps.say("self-test failed" if steps.has_failed else "self-test passed")
    return int(steps.has_failed)
