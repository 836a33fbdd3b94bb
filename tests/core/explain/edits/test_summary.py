"""What edits changed, in words, against sentences written by hand."""

import numpy as np
import pytest

from core.explain.edits.edit import Edit, EditKind
from core.explain.edits.editlist import EditList
from core.explain.edits.shapes import Stroke
from core.explain.edits.summary import are_rising, effect
from core.images.photograph import ImageId

GRADES = ("No DR", "Mild NPDR", "Moderate NPDR", "Severe NPDR", "PDR")
DAB = Stroke(((5.0, 5.0),), 2.0)
GONE = EditList(ImageId("0" * 64), 10, 10, (Edit(EditKind.INPAINT, DAB),))
BEFORE = np.array([0.05, 0.1, 0.72, 0.08, 0.05], np.float32)


def test_the_grade_falls() -> None:
    found = effect(GONE, BEFORE, np.array([0.1, 0.61, 0.2, 0.05, 0.04], np.float32), GRADES)
    assert found.sentence == "Moderate NPDR 0.72 → Mild NPDR 0.61: the grade falls when this region is gone."
    assert found.expected_grade is not None
    assert found.expected_grade.before == pytest.approx(0.1 + 1.44 + 0.24 + 0.2)
    assert found.expected_grade.after == pytest.approx(0.61 + 0.4 + 0.15 + 0.16)
    assert found.referable is not None
    assert found.referable.words() == "0.85 → 0.29"


def test_the_grade_rises_and_stays() -> None:
    rises = effect(GONE, BEFORE, np.array([0, 0, 0.2, 0.1, 0.7], np.float32), GRADES)
    assert "PDR 0.70: the grade rises" in rises.sentence
    stays = effect(GONE, BEFORE, np.array([0.2, 0.2, 0.5, 0.1, 0], np.float32), GRADES)
    assert stays.sentence == "Still Moderate NPDR: 0.72 → 0.50, less sure when this region is gone."
    same = effect(GONE, BEFORE, BEFORE, GRADES)
    assert same.sentence == "Moderate NPDR 0.72 → 0.72: the answer does not change when this region is gone."


def test_the_words_follow_what_was_done() -> None:
    after = np.array([0.9, 0.1, 0, 0, 0], np.float32)
    for kind, words in ((EditKind.BLUR, "this region is blurred."), (EditKind.DARKEN, "this region is dark.")):
        edits = EditList(GONE.image, 10, 10, (Edit(kind, DAB),))
        assert effect(edits, BEFORE, after, GRADES).sentence.endswith(words)
    two = GONE.added(Edit(EditKind.INPAINT, DAB)).added(Edit(EditKind.RESTORE, DAB))
    assert effect(two, BEFORE, after, GRADES).sentence.endswith("when these regions are gone.")
    mixed = GONE.added(Edit(EditKind.BLUR, DAB))
    assert effect(mixed, BEFORE, after, GRADES).sentence.endswith("with these edits.")
    hidden = GONE.with_shown(0, is_shown=False)
    assert "nothing is edited" in effect(hidden, BEFORE, BEFORE, GRADES).sentence


def test_what_is_no_grade_has_no_expected_grade() -> None:
    found = effect(GONE, BEFORE, np.array([1, 0, 0, 0, 0], np.float32), ("cat", "cup", "dog", "car", "tree"))
    assert (found.expected_grade, found.referable) == (None, None)
    assert found.sentence == "dog 0.72 → cat 1.00: the answer changes when this region is gone."
    assert are_rising(GRADES)
    assert are_rising(("0", "1", "2", "3", "4"))
    assert are_rising(("No DR", "Mild", "Moderate", "Severe", "Proliferative"))
    assert not are_rising(("a", "b"))
    assert not are_rising(("grid", "blob", "stripes", "car"))
