"""Lanes: order, cancelling, and that a stale answer never arrives."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from core.errors import FunduscopeError
from core.jobs import Cancelled, Progress
from core.networks.device_failures import DeviceError
from desktop.background import NICENESS
from desktop.jobs import JobContext, Lane, Priority


@pytest.fixture
def lane(qapp: object) -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    lane.close()


class Gate:
    """Work that waits until it is let go, and can be cancelled."""

    def __init__(self, answer: object = None) -> None:
        self.entered = threading.Event()
        self.open = threading.Event()
        self.answer = answer

    def __call__(self, context: JobContext) -> object:
        self.entered.set()
        while not self.open.wait(0.002):
            context.token.check()
        return self.answer


def test_delivers_in_the_thread_of_the_lane(lane: Lane, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    def work(_context: JobContext) -> int:
        threads.append(threading.current_thread())
        return 7

    got: list[int] = []
    lane.submit(work, lambda value: (got.append(value), threads.append(threading.current_thread())), slot="a")
    qtbot.waitUntil(lambda: got == [7])
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_newer_question_silences_the_older(lane: Lane, qtbot: QtBot) -> None:
    got: list[object] = []
    first = Gate("old")
    lane.submit(first, got.append, slot="a")
    assert first.entered.wait(5)
    lane.submit(lambda _context: "new", got.append, slot="a")
    qtbot.waitUntil(lambda: got == ["new"])


def test_an_answer_already_on_its_way_is_not_delivered_when_a_newer_question_came(lane: Lane, qtbot: QtBot) -> None:
    got: list[object] = []
    done = threading.Event()

    def work(_context: JobContext) -> str:
        done.set()
        return "old"

    lane.submit(work, got.append, slot="a")
    assert done.wait(5)  # the answer is emitted, but this thread has not looked at its events yet
    lane.submit(lambda _context: "new", got.append, slot="a")
    qtbot.waitUntil(lambda: "new" in got)
    assert got == ["new"]


def test_a_hundred_fast_clicks_are_one_or_two_computations(lane: Lane, qtbot: QtBot) -> None:
    started: list[int] = []
    got: list[int] = []

    def ask(number: int) -> None:
        def work(context: JobContext) -> int:
            started.append(number)
            context.token.check()
            return number

        lane.submit(work, got.append, slot="a")

    gate = Gate()
    lane.submit(gate, lambda _value: None, slot="busy")
    assert gate.entered.wait(5)
    for number in range(100):
        ask(number)
    gate.open.set()
    qtbot.waitUntil(lambda: got == [99])
    assert started == [99]


def test_the_user_goes_before_looking_ahead(lane: Lane, qtbot: QtBot) -> None:
    order: list[str] = []
    gate = Gate()
    lane.submit(gate, lambda _value: None, slot="busy")
    assert gate.entered.wait(5)
    lane.submit(lambda _c: order.append("ahead"), lambda _v: None, slot="a", priority=Priority.AHEAD)
    lane.submit(lambda _c: order.append("follow"), lambda _v: None, slot="f", priority=Priority.FOLLOW)
    lane.submit(lambda _c: order.append("user"), lambda _v: None, slot="u")
    gate.open.set()
    qtbot.waitUntil(lambda: lane.is_idle)
    assert order == ["user", "follow", "ahead"]


def test_the_user_interrupts_what_nobody_waits_for(lane: Lane, qtbot: QtBot) -> None:
    got: list[object] = []
    ahead = Gate("ahead")
    lane.submit(ahead, got.append, slot="ahead", priority=Priority.AHEAD)
    assert ahead.entered.wait(5)
    lane.submit(lambda _context: "user", got.append, slot="user")
    qtbot.waitUntil(lambda: lane.is_idle)
    assert got == ["user"]


def test_the_same_question_is_adopted_instead_of_done_twice(lane: Lane, qtbot: QtBot) -> None:
    got: list[object] = []
    ahead = Gate("answer")
    lane.submit(ahead, lambda value: got.append(("ahead", value)), slot="ahead", priority=Priority.AHEAD, key="k")
    assert ahead.entered.wait(5)
    lane.submit(Gate(), lambda value: got.append(("user", value)), slot="user", key="k")
    ahead.open.set()
    qtbot.waitUntil(lambda: got == [("user", "answer")])
    assert not lane.has("ahead")


def test_an_adopted_question_displaces_what_its_new_slot_held(lane: Lane, qtbot: QtBot) -> None:
    got: list[object] = []
    busy, wanted = Gate("busy"), Gate("wanted")
    wanted.open.set()
    lane.submit(busy, got.append, slot="user")
    assert busy.entered.wait(5)
    lane.submit(wanted, got.append, slot="ahead", priority=Priority.AHEAD, key="k")
    lane.submit(Gate(), got.append, slot="user", key="k")
    qtbot.waitUntil(lambda: lane.is_idle)
    assert got == ["wanted"]


def test_a_mistake_of_the_user_is_told_and_a_defect_is_a_crash(lane: Lane, qtbot: QtBot) -> None:
    def mistake(_context: JobContext) -> None:
        raise FunduscopeError("The file is empty.")

    def defect(_context: JobContext) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(lane.failed) as told:
        lane.submit(mistake, lambda _v: None, slot="a")
    assert told.args[0].message == "The file is empty."
    with qtbot.waitSignal(lane.crashed) as crash:
        lane.submit(defect, lambda _v: None, slot="a")
    assert isinstance(crash.args[0], ZeroDivisionError)
    got: list[int] = []
    lane.submit(lambda _context: 1, got.append, slot="a")
    qtbot.waitUntil(lambda: got == [1])


def test_a_graphics_card_that_fails_is_said_and_is_no_defect(lane: Lane, qtbot: QtBot) -> None:
    def gone(_context: JobContext) -> None:
        raise RuntimeError("CUDA error: unspecified launch failure\nmore lines")

    with qtbot.waitSignal(lane.failed) as told:
        lane.submit(gone, lambda _v: None, slot="a")
    assert isinstance(told.args[0], DeviceError)
    assert "unspecified launch failure" in told.args[0].message


def test_cancelling_is_silent(lane: Lane, qtbot: QtBot) -> None:
    def work(_context: JobContext) -> None:
        raise Cancelled

    with qtbot.assertNotEmitted(lane.failed), qtbot.assertNotEmitted(lane.crashed):
        lane.submit(work, lambda _v: pytest.fail("delivered"), slot="a")
        qtbot.waitUntil(lambda: lane.is_idle)


def test_progress_is_limited_to_what_an_eye_can_follow(lane: Lane, qtbot: QtBot) -> None:
    def work(context: JobContext) -> None:
        for number in range(5000):
            context.report(Progress(number, 5000))

    seen: list[Progress] = []
    lane.jobProgressed.connect(lambda _job, progress: seen.append(progress))
    lane.submit(work, lambda _v: None, slot="a")
    qtbot.waitUntil(lambda: lane.is_idle)
    assert 1 <= len(seen) <= 100


def test_closing_cancels_and_waits(qapp: object) -> None:
    lane = Lane("closing")
    gate = Gate()
    lane.submit(gate, lambda _v: pytest.fail("delivered"), slot="a")
    assert gate.entered.wait(5)
    lane.close()
    lane.close()
    assert all(thread.name != "lane closing" for thread in threading.enumerate())


def test_nothing_of_an_answer_is_kept(lane: Lane, qtbot: QtBot) -> None:
    import gc
    import weakref

    class Big:
        pass

    references: list[weakref.ref[Big]] = []

    def work(_context: JobContext) -> Big:
        big = Big()
        references.append(weakref.ref(big))
        return big

    lane.submit(work, lambda _v: None, slot="a")
    qtbot.waitUntil(lambda: lane.is_idle)
    gc.collect()
    assert references[0]() is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts priorities by thread")
def test_a_lane_gives_way_to_the_window(lane: Lane, qtbot: QtBot) -> None:
    found: list[int] = []
    lane.submit(lambda _context: os.getpriority(os.PRIO_PROCESS, threading.get_native_id()), found.append, slot="a")
    qtbot.waitUntil(lambda: bool(found))
    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    assert found[0] >= min(own + 1, NICENESS)


def test_a_question_that_somebody_waits_for_is_not_taken_away(lane: Lane, qtbot: QtBot) -> None:
    gate = threading.Event()
    got: list[str] = []
    lane.submit(lambda _context: gate.wait(10), got.append, slot="busy")
    for slot in ("first", "second"):
        lane.submit(lambda _context, slot=slot: slot, got.append, slot=slot, key="the same")
    gate.set()
    qtbot.waitUntil(lambda: lane.is_idle)
    assert got[1:] == ["first", "second"]


def test_what_there_is_so_far_is_shown_while_it_is_wanted(lane: Lane, qtbot: QtBot) -> None:
    gate, seen = threading.Event(), []

    def work(context: JobContext) -> str:
        context.preview("first")
        context.preview("dropped", may_drop=True)
        gate.wait(10)
        context.preview("late")
        return "all"

    got: list[str] = []
    lane.submit(work, got.append, slot="a", preview=seen.append)
    qtbot.waitUntil(lambda: seen == ["first"])
    lane.cancel("a")
    gate.set()
    qtbot.waitUntil(lambda: lane.is_idle)
    assert (seen, got) == (["first"], [])
