"""Garbage is collected from a timer, and not while a library is being loaded."""

import gc
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop import collection
from desktop.collection import Collector


@pytest.fixture
def collections(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    done: list[int] = []
    monkeypatch.setattr(collection, "INTERVAL_MS", 1)
    monkeypatch.setattr(gc, "collect", lambda generation=2: done.append(generation))
    return done


@pytest.fixture
def collector(qapp: object, collections: list[int]) -> Iterator[Collector]:
    collector = Collector()
    collector.start()
    yield collector
    collector.stop()


def test_python_does_not_collect_by_itself_meanwhile(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()


def test_mostly_small_collections_and_a_full_one_at_times(
    qtbot: QtBot, collector: Collector, collections: list[int]
) -> None:
    qtbot.waitUntil(lambda: len(collections) >= 20)
    assert collections[:20] == [1] * 19 + [2]


def test_none_while_a_library_is_loaded(qtbot: QtBot, collector: Collector, collections: list[int]) -> None:
    collector.hold()
    before = len(collections)
    qtbot.waitUntil(lambda: collector._left_out >= 10)
    assert len(collections) == before
    collector.freeze()
    qtbot.waitUntil(lambda: len(collections) > before)


def test_a_load_that_never_ends_does_not_hold_for_ever(
    qtbot: QtBot, collector: Collector, collections: list[int]
) -> None:
    collector.hold()
    qtbot.waitUntil(lambda: len(collections) > 0)
