"""A button that starts long work and then stops it, with how far it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.jobs import Progress
from desktop.resources import icon
from desktop.widgets.job_bar import JobBar


class WorkBar(QWidget):
    """Shows the button while nothing runs, and progress with a cancel while something does."""

    startRequested = Signal()
    stopRequested = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.button = QPushButton(words)
        self.button.setIcon(icon("run"))
        self.button.clicked.connect(self.startRequested)
        self.bar = JobBar(bar_px=120)
        self.bar.cancelRequested.connect(self.stopRequested)
        self._is_busy = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.bar, 1)

    def setBusy(self, is_busy: bool) -> None:  # noqa: FBT001
        """Whether the work goes on."""
        if is_busy and not self._is_busy:
            self.bar.start(self._words)
        elif not is_busy:
            self.bar.finish()
        self._is_busy = is_busy
        self.button.setVisible(not is_busy)

    def setProgress(self, progress: Progress) -> None:
        """How far it is."""
        if self._is_busy:
            self.bar.setProgress(progress)
