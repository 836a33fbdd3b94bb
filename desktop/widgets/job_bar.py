"""What runs in the background: its name, how far it is, how long it will take, and a button that stops it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from core.jobs import Progress
from desktop.resources import icon
from desktop.translation import tr
from desktop.widgets.elided_label import ElidedLabel

SETTLED_S = 1.0
"""An estimate out of less time than this jumps about too much to be shown."""

BAR_WIDTH_PX = 140
BAR_HEIGHT_PX = 6


class JobBar(QWidget):
    """One job. Hidden where nothing runs. `clock` gives seconds and is there for tests."""

    cancelRequested = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        bar_px: int = BAR_WIDTH_PX,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("jobBar")
        self._clock = clock
        self._started = 0.0
        self._first_done = 0
        self._title = ""
        self._label = ElidedLabel()
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedSize(bar_px, BAR_HEIGHT_PX)
        self._time_left = QLabel()
        self._time_left.setProperty("role", "dim")
        self.cancelButton = QToolButton()
        self.cancelButton.setIcon(icon("cancel"))
        self.cancelButton.setIconSize(QSize(16, 16))
        self.cancelButton.setToolTip(tr("Cancel"))
        self.cancelButton.setAccessibleName(tr("Cancel"))
        self.cancelButton.clicked.connect(self._cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 4, 0)
        layout.setSpacing(8)
        for widget in (self._label, self._bar, self._time_left, self.cancelButton):
            layout.addWidget(widget)
        self.hide()

    def start(self, title: str) -> None:
        """A job begins, or another one takes the place of the one before."""
        self._title = title
        self._started = self._clock()
        self._first_done = -1
        self.cancelButton.setEnabled(True)
        self.cancelButton.setAccessibleName(tr("Cancel {title}", title=title))
        self._bar.setAccessibleName(title)
        self.setProgress(Progress(0, 0))
        self.show()

    def setProgress(self, progress: Progress) -> None:
        """How far the job is; `total` 0: nobody knows."""
        if self._first_done < 0 and progress.total:
            # What was done before the first report (a resumed job) says nothing of the speed.
            self._first_done, self._started = progress.done, self._clock()
        self._bar.setRange(0, progress.total)
        self._bar.setValue(min(progress.done, progress.total) if progress.total else 0)
        left_s = self._seconds_left(progress)
        self._time_left.setText("" if left_s is None else time_left_text(left_s))
        if self.cancelButton.isEnabled():
            self._label.setText(f"{self._title}: {progress.text}" if progress.text else self._title)

    def finish(self) -> None:
        """The job has ended, in whichever way."""
        self.hide()

    def text(self) -> str:
        """What the bar says of the job."""
        return self._label.text()

    def timeLeftText(self) -> str:
        """The time left as it stands there; empty where nobody knows."""
        return self._time_left.text()

    def _seconds_left(self, progress: Progress) -> float | None:
        elapsed, done = self._clock() - self._started, progress.done - self._first_done
        if not progress.total or done <= 0 or elapsed < SETTLED_S:
            return None
        return elapsed / done * max(progress.total - progress.done, 0)

    def _cancel(self) -> None:
        self.cancelButton.setEnabled(False)
        self._label.setText(tr("{title}: cancelling…", title=self._title))
        self._time_left.clear()
        self.cancelRequested.emit()


def time_left_text(seconds: float) -> str:
    """`0:05 left`, `2:10 left`, `1:02:10 left`: rounded up, so that it never says nothing is left while it runs."""
    whole = max(-int(-seconds // 1), 1)
    hours, minutes = divmod(whole // 60, 60)
    if hours:
        return tr("{hours}:{minutes:02}:{whole:02} left", hours=hours, minutes=minutes, whole=whole % 60)
    return tr("{minutes}:{whole:02} left", minutes=minutes, whole=whole % 60)
