"""Undo and redo, against two plain stacks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.explain.edits.edit import Edit, EditKind
from core.explain.edits.editlist import EditList
from core.explain.edits.shapes import Stroke
from core.images.photograph import ImageId, Photograph
from desktop.edit_history import MOST_STEPS, Stories, Story
from desktop.edit_store import StoreError, read_edits, write_edits

EMPTY = EditList(ImageId("a" * 64), 100, 80)


def dab(number: int) -> Edit:
    return Edit(EditKind.DARKEN, Stroke(((float(number % 100), 5.0),), 2.0))


def photograph(identity: str, width: int = 100) -> Photograph:
    return Photograph(ImageId(identity * 64), Path("x"), np.zeros((80, width, 3), np.uint8), "PNG", "RGB", 8)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["add", "undo", "redo", "remove", "toggle"]), max_size=40))
def test_a_story_is_two_stacks(moves: list[str]) -> None:
    story, now = Story(EMPTY), EMPTY
    past: list[EditList] = []
    future: list[EditList] = []
    for number, move in enumerate(moves):
        assert (story.edits, story.can_undo, story.can_redo) == (now, bool(past), bool(future))
        if move == "undo":
            story.undo()
            if past:
                future.append(now)
                now = past.pop()
        elif move == "redo":
            story.redo()
            if future:
                past.append(now)
                now = future.pop()
        else:
            after = now.added(dab(number))
            if now.edits and move == "remove":
                after = now.without(0)
            elif now.edits and move == "toggle":
                after = now.with_shown(0, is_shown=not now.edits[0].is_shown)
            story.add(after)
            past, future, now = [*past, now], [], after
    assert story.edits == now


def test_a_step_that_changes_nothing_is_none() -> None:
    story = Story(EMPTY)
    story.add(EMPTY)
    assert not story.can_undo


def test_histories_are_bounded() -> None:
    story = Story(EMPTY)
    for number in range(MOST_STEPS + 50):
        story.add(replace(EMPTY, edits=(dab(number), dab(number + 1))))
    for _ in range(MOST_STEPS + 50):
        story.undo()
    assert story.edits.edits  # the oldest steps are forgotten
    stories = Stories(limit=2)
    for identity in "abc":
        stories.of(photograph(identity)).add(EditList.of(photograph(identity)).added(dab(1)))
    assert {edits.image[0] for edits in stories.lists()} == {"b", "c"}


def test_what_was_kept_does_not_overwrite_what_is_done_now() -> None:
    stories = Stories()
    stories.of(photograph("a")).add(EMPTY.added(dab(7)))
    kept = [EMPTY.added(dab(1)), replace(EMPTY, image=ImageId("b" * 64)).added(dab(2))]
    stories.restore(kept)
    assert stories.of(photograph("a")).edits.edits == (dab(7),)
    assert stories.of(photograph("b")).edits.edits == (dab(2),)


def test_edits_of_another_size_of_a_photograph_are_let_go() -> None:
    stories = Stories()
    stories.restore([EMPTY.added(dab(1))])
    assert not stories.of(photograph("a", width=50)).edits.edits


def test_what_is_written_is_read(tmp_path: Path) -> None:
    lists = (EMPTY.added(dab(1)), replace(EMPTY, image=ImageId("b" * 64)).added(dab(2)))
    write_edits(tmp_path / "new" / "edits.json", lists)
    assert read_edits(tmp_path / "new" / "edits.json") == lists
    write_edits(tmp_path / "edits.json", lists, most_bytes=600)
    assert read_edits(tmp_path / "edits.json") == lists[1:]  # the last ones as far as they fit
    assert read_edits(tmp_path / "none.json") == ()


def test_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    for content in (b"", b"{}", b"[1]", b'{"edits_of_photographs": [{"image": 3}]}', b"[" * 99_999, b'{"a": 1e999}'):
        path = tmp_path / "edits.json"
        path.write_bytes(content)
        with pytest.raises(StoreError, match="damaged"):
            read_edits(path)
        assert not path.exists()
        assert path.with_name("edits.json.damaged").read_bytes() == content
