"""The bar at the bottom: what runs, and what must always be said."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel, QStatusBar

from core.jobs import Progress
from core.networks.card import DISCLAIMER
from desktop.jobs import Job, Lane
from desktop.translation import tr
from desktop.widgets.job_bar import JobBar

PATIENCE_MS = 300
"""A job that is done within this time is not worth a flicker."""


class Status(QObject):
    """Fills a status bar: the oldest job that takes its time, the device, and how long the last answer took."""

    def __init__(self, bar: QStatusBar, lanes: Sequence[Lane]) -> None:
        super().__init__(bar)
        self._running: list[tuple[Lane, Job]] = []
        self._shown: Job | None = None
        self._asked_s: float | None = None
        self.jobs = JobBar()
        self.jobs.hide()
        self.seconds = QLabel()
        self.seconds.setToolTip(tr("From your choice to the picture; next to nothing where it was computed ahead"))
        disclaimer = QLabel(tr(DISCLAIMER))
        disclaimer.setProperty("role", "warning")
        self.device = QLabel()
        self.device.setToolTip(tr("What the network is computed on"))
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.jobs, 1)
        for label in (self.seconds, self.device, disclaimer):
            bar.addPermanentWidget(label)
        self._later = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._later.timeout.connect(self._show)
        self.jobs.cancelRequested.connect(self._cancel)
        for lane in lanes:
            self._watch(lane)

    def noteQuestion(self) -> None:
        """Something else is selected: from now on its time counts."""
        self._asked_s = time.perf_counter()

    def setAnswered(self, is_answered: bool) -> None:  # noqa: FBT001
        """Say how long after the last question its answer is shown; nothing where there is no answer."""
        if is_answered and self._asked_s is not None:
            self.seconds.setText(
                tr("Answer after {waiting_text}", waiting_text=waiting_text(time.perf_counter() - self._asked_s))
            )
            self._asked_s = None
        else:
            self.seconds.setText("")

    def setDevice(self, name: str) -> None:
        """What the network is computed on, as torch names it."""
        self.device.setText("GPU" if name == "cuda" else name.upper())

    def _watch(self, lane: Lane) -> None:
        lane.jobStarted.connect(lambda job: self._add(lane, job))
        lane.jobFinished.connect(self._remove)
        lane.jobProgressed.connect(self._progress)

    def _add(self, lane: Lane, job: Job) -> None:
        self._running.append((lane, job))
        if self._shown is None and not self._later.isActive():
            self._later.start()

    def _remove(self, job: Job) -> None:
        self._running = [entry for entry in self._running if entry[1] is not job]
        if self._shown is job:
            self._shown = None
            self.jobs.finish()
            self._later.start()

    def _show(self) -> None:
        job = next((job for _lane, job in self._running if job.title), None)
        if job is not None and self._shown is None:
            self._shown = job
            self.jobs.start(job.title)

    def _progress(self, job: Job, progress: Progress) -> None:
        if job is self._shown:
            self.jobs.setProgress(progress)

    def _cancel(self) -> None:
        for lane, job in self._running:
            if job is self._shown:
                lane.cancel(job.slot)


def waiting_text(seconds: float) -> str:
    """`34 ms`, `1.2 s`."""
    return f"{seconds * 1e3:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
