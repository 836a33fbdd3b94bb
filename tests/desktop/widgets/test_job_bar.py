import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.jobs import Progress
from desktop.widgets.job_bar import JobBar, time_left_text


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bar(qtbot: QtBot, clock: Clock) -> JobBar:
    bar = JobBar(clock=clock)
    qtbot.addWidget(bar)
    return bar


def test_time_left_follows_the_speed(bar: JobBar, clock: Clock) -> None:
    bar.start("Explaining")
    assert bar.isVisible()
    bar.setProgress(Progress(0, 100))
    clock.now_s += 0.5
    bar.setProgress(Progress(1, 100))
    assert bar.timeLeftText() == ""  # too early to say
    clock.now_s += 29.5
    bar.setProgress(Progress(20, 100, "layer4"))
    assert bar.timeLeftText() == "2:00 left"
    assert bar.text() == "Explaining: layer4"
    bar.finish()
    assert not bar.isVisible()


def test_a_resumed_job_is_judged_by_what_it_does_now(bar: JobBar, clock: Clock) -> None:
    bar.start("Training")
    bar.setProgress(Progress(90, 100))
    clock.now_s += 10
    bar.setProgress(Progress(95, 100))
    assert bar.timeLeftText() == "0:10 left"


def test_nothing_is_claimed_where_the_end_is_not_known(bar: JobBar, clock: Clock) -> None:
    bar.start("Loading")
    clock.now_s += 60
    bar.setProgress(Progress(5, 0))
    assert bar.timeLeftText() == ""
    assert bar._bar.maximum() == 0


def test_cancel_is_asked_for_once(qtbot: QtBot, bar: JobBar) -> None:
    asked: list[int] = []
    bar.cancelRequested.connect(lambda: asked.append(1))
    bar.start("Explaining")
    for _ in range(2):
        qtbot.mouseClick(bar.cancelButton, Qt.MouseButton.LeftButton)
    bar.setProgress(Progress(1, 2, "late"))
    assert asked == [1]
    assert "cancelling" in bar.text()
    bar.start("Next")
    assert bar.cancelButton.isEnabled()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0, "0:01 left"), (4.2, "0:05 left"), (130, "2:10 left"), (3599.5, "1:00:00 left"), (3730, "1:02:10 left")],
)
def test_time_left_text(seconds: float, text: str) -> None:
    assert time_left_text(seconds) == text
