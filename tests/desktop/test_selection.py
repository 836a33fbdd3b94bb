"""Back and forward."""

import itertools
from pathlib import Path

import pytest

from desktop import selection
from desktop.selection import History, Selection

A, B, C = (Selection(photograph=Path(name)) for name in "abc")


@pytest.fixture(autouse=True)
def every_change_is_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "COALESCE_S", 0.0)


def test_back_and_forward() -> None:
    history = History()
    history.add(A, B)
    history.add(B, C)
    assert history.back(C) == B
    assert history.back(B) == A
    assert not history.can_go_back
    assert history.forward(A) == B
    assert history.forward(B) == C
    assert history.forward(C) == C


def test_going_elsewhere_forgets_what_was_ahead() -> None:
    history = History()
    history.add(A, B)
    assert history.back(B) == A
    history.add(A, C)
    assert not history.can_go_forward


def test_walking_quickly_through_layers_is_one_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "COALESCE_S", 60.0)
    history = History()
    steps = [Selection(photograph=Path("a"), layer=str(number)) for number in range(40)]
    for old, new in itertools.pairwise(steps):
        history.add(old, new)
    assert history.back(steps[-1]) == steps[0]


def test_the_history_is_bounded() -> None:
    history = History()
    steps = [Selection(photograph=Path(str(number))) for number in range(1000)]
    for old, new in itertools.pairwise(steps):
        history.add(old, new)
    assert len(history._past) == selection.HISTORY_LENGTH
