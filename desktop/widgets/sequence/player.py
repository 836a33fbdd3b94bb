"""Plays through a number of steps: play and pause, scrub, speed, loop."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from desktop.resources import icon
from desktop.translation import tr

DEFAULT_FPS = 12.0
SLOWEST_FPS, FASTEST_FPS = 0.5, 50.0


class Player(QWidget):
    """The controls, and the clock behind them.

    Steps are dropped where the machine cannot keep up, so that a sequence takes the time that its speed says. `clock`
    gives seconds and is there for tests.
    """

    stepChanged = Signal(int)
    playingChanged = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self.setObjectName("player")
        self._clock = clock
        self._count = 0
        self._origin_s, self._origin_step = 0.0, 0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self.playButton = _button(tr("Play (Space)"), "play")
        self.playButton.clicked.connect(self.toggle)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Position in the sequence"))
        self.slider.valueChanged.connect(self._take_slider)
        self.place = QLabel()
        self.place.setProperty("role", "dim")
        self.speed = QDoubleSpinBox(decimals=1, minimum=SLOWEST_FPS, maximum=FASTEST_FPS, value=DEFAULT_FPS)
        self.speed.setSuffix(tr(" per second"))
        self.speed.setAccessibleName(tr("Photographs a second"))
        self.speed.setToolTip(tr("How many photographs are shown a second, here and in what is exported"))
        self.speed.valueChanged.connect(lambda _fps: self._set_clock())
        self.loopButton = _button(tr("Begin again at the end"), "loop")
        self.loopButton.setCheckable(True)
        self.loopButton.setChecked(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.playButton, self.slider, self.place, self.speed, self.loopButton):
            layout.addWidget(widget)
        self.setCount(0)

    # What is played

    def setCount(self, count: int) -> None:
        """Another sequence, of so many steps; it stands at the first one."""
        self.pause()
        self._count = count
        self.slider.blockSignals(True)  # noqa: FBT003 - Qt's
        self.slider.setRange(0, max(count - 1, 0))
        self.slider.setValue(0)
        self.slider.blockSignals(False)  # noqa: FBT003
        self.setEnabled(count > 0)
        self._say_place()

    def count(self) -> int:
        """The number of steps."""
        return self._count

    def step(self) -> int:
        """Where it stands."""
        return self.slider.value()

    def setStep(self, step: int) -> None:
        """Go to a step, the nearest there is."""
        self.slider.setValue(step)

    def stepBy(self, count: int) -> None:
        """Pause, and go so many steps on or back, round the end where it begins again there."""
        self.pause()
        if self._count:
            wanted = self.step() + count
            self.setStep(wanted % self._count if self.isLooped() else wanted)

    # Playing

    def isPlaying(self) -> bool:
        """Whether it runs."""
        return self._timer.isActive()

    def isLooped(self) -> bool:
        """Whether it begins again at the end."""
        return self.loopButton.isChecked()

    def fps(self) -> float:
        """Steps a second."""
        return self.speed.value()

    def toggle(self) -> None:
        """Play, or pause."""
        if self.isPlaying():
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Run from here; from the beginning where it stands at the end."""
        if self._count < 2 or self.isPlaying():
            return
        if self.step() == self._count - 1 and not self.isLooped():
            self.setStep(0)
        self._timer.start(round(1000 / self.fps()))
        self._set_clock()
        self._show_playing()

    def pause(self) -> None:
        """Stop where it is."""
        if self.isPlaying():
            self._timer.stop()
            self._show_playing()

    def _tick(self) -> None:
        wanted = self._origin_step + int((self._clock() - self._origin_s) * self.fps() + 0.5)
        if wanted >= self._count and not self.isLooped():
            self._go(self._count - 1)
            self.pause()
        else:
            self._go(wanted % self._count)

    def _go(self, step: int) -> None:
        """As the clock says: the clock itself is not set anew."""
        self.slider.blockSignals(True)  # noqa: FBT003 - Qt's
        self.slider.setValue(step)
        self.slider.blockSignals(False)  # noqa: FBT003
        self._say_place()
        self.stepChanged.emit(step)

    def _take_slider(self, step: int) -> None:
        self._set_clock()
        self._say_place()
        self.stepChanged.emit(step)

    def _set_clock(self) -> None:
        """Count from where it stands now."""
        self._origin_s, self._origin_step = self._clock(), self.step()
        if self._timer.isActive():
            self._timer.setInterval(round(1000 / self.fps()))

    def _say_place(self) -> None:
        self.place.setText(tr("{step} of {count}", step=self.step() + 1, count=self._count) if self._count else "")

    def _show_playing(self) -> None:
        is_playing = self.isPlaying()
        self.playButton.setIcon(icon("pause" if is_playing else "play"))
        words = tr("Pause (Space)") if is_playing else tr("Play (Space)")
        self.playButton.setToolTip(words)
        self.playButton.setAccessibleName(words)
        self.playingChanged.emit(is_playing)


def _button(words: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(18, 18))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
