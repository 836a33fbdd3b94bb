"""What is done once a job has ended, whichever way: answered, refused, cancelled from anywhere, or broken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from desktop.jobs import Job, Lane


def when_ended(lane: Lane, job: Job, call: Callable[[], object]) -> None:
    """Call `call` once, in the lane's own thread, after `job` has ended and what came of it was delivered."""

    def look(finished: Job) -> None:
        if finished is job:
            lane.jobFinished.disconnect(look)
            QTimer.singleShot(0, lane, call)  # the answer is delivered after the lane has told that the job is over

    lane.jobFinished.connect(look)
