"""What comes next, what is locked, and what is found again after the program was killed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.plan import Arm, Plan, StudyKind, default_referable, stored_path
from core.evaluation.reading.records import Located, Opened, Stage, Verdict
from core.evaluation.reading.study import (
    Finished,
    GradingTask,
    Study,
    VerdictTask,
    Waiting,
    maps_folder,
    read_studies,
    read_study,
)
from tests.core.evaluation.reading.conftest import NOON, answer_to, image_id, prepared, verdict_to

DAY = timedelta(days=1)


def read_all(study: Study, reader: str, now: datetime, *, grade: int | None = 2) -> datetime:
    """Answer until nothing may be seen any more."""
    while isinstance(task := study.state.next(reader, now), GradingTask):
        now += timedelta(seconds=5)
        study.add(answer_to(task, reader, now, grade=grade))
    return now


def test_a_plan_comes_back_from_its_file(make_plan: Callable[..., Plan], verdict_plan: Plan, tmp_path: Path) -> None:
    for number, plan in enumerate((make_plan(), verdict_plan, make_plan(arms=(Arm.ALONE,), model=None, maps=()))):
        path = tmp_path / f"{number}.study"
        Study.create(path, plan).close()
        assert read_study(path).plan == plan
        assert json.loads(path.read_text().splitlines()[0])["seed"] == 7


def test_a_grade_comes_before_the_aid_and_is_locked(study: Study) -> None:
    now = NOON
    while not (task := study.state.next("A", now)).reading.arm.is_aided:
        now += timedelta(seconds=5)
        study.add(answer_to(task, "A", now, grade=0))
    assert task.stage is Stage.BEFORE_AID
    assert not task.is_aid_shown
    first = answer_to(task, "A", now, grade=1)
    study.add(first)
    after = study.state.next("A", now)
    assert (after.reading, after.stage, after.before) == (task.reading, Stage.FINAL, first)
    assert after.is_aid_shown
    with pytest.raises(StudyError, match="answered already"):
        study.add(replace(first, grade=3))
    with pytest.raises(StudyError, match="not what comes next"):
        study.add(
            answer_to(
                replace(after, reading=replace(after.reading, case=(task.reading.case + 1) % 12)), "A", now, grade=3
            )
        )
    assert read_study(study.path).answers[("A", first.case, first.period, Stage.BEFORE_AID)].grade == 1


def test_a_photograph_is_not_seen_again_before_the_washout(study: Study) -> None:
    now = read_all(study, "A", NOON)
    assert study.state.done("A") == 12
    waiting = study.state.next("A", now)
    assert isinstance(waiting, Waiting)
    first_seen = min(
        max(answer.at for (_r, case, _p, _s), answer in study.state.answers.items() if case == number)
        for number in range(12)
    )
    assert waiting.until == first_seen + DAY
    assert isinstance(study.state.next("A", waiting.until - timedelta(milliseconds=1)), Waiting)
    task = study.state.next("A", waiting.until)
    assert isinstance(task, GradingTask)
    assert study.state.seen["A", task.reading.case] == first_seen
    now = read_all(study, "A", now + DAY)
    now = read_all(study, "A", now + DAY)
    assert isinstance(study.state.next("A", now), Finished)
    assert study.state.done("A") == study.state.total("A") == 36
    by_case = {case: [] for case in range(12)}
    for (_reader, case, _period, _stage), answer in study.state.answers.items():
        by_case[case].append(answer)
    for answers in by_case.values():
        for one in answers:
            assert all(abs(one.at - other.at) >= DAY for other in answers if other.period != one.period)


def test_to_have_seen_a_photograph_counts_without_an_answer(study: Study) -> None:
    now = read_all(study, "A", NOON)
    task = study.state.next("A", now + DAY)
    study.add(Opened("A", task.reading.case, task.reading.period, now + DAY))
    again = study.state.next("A", now + DAY)
    assert again == task  # opened in this period: it may be gone on with
    assert study.state.openings["A", task.reading.case, task.reading.period, -1] == 1


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(1, 12), min_size=1, max_size=3), tear=st.integers(0, 200))
def test_it_goes_on_exactly_where_it_was(
    make_plan: Callable[..., Plan], tmp_path_factory: pytest.TempPathFactory, cuts: list[int], tear: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "cut.study"
    plan = make_plan(3, washout=timedelta(), grades_before_aid=True)
    whole = Study.create(path.with_name("whole.study"), plan)
    read_all(whole, "B", NOON)
    Study.create(path, plan).close()
    now, total = NOON, 0
    for cut in cuts:
        with Study.open(path) as study:
            for _ in range(cut):
                task = study.state.next("B", now)
                if not isinstance(task, GradingTask):
                    break
                now += timedelta(seconds=5)
                study.add(answer_to(task, "B", now, grade=2))
                total += 1
        with path.open("ab") as file:  # a line that the killed program had begun
            file.write(b'{"kind":"answer","reader":"B","case":1,"position"' * 6)
            file.truncate(file.tell() - tear)
        total = min(total, len(read_study(path).answers))
    with Study.open(path) as study:
        read_all(study, "B", now)
        assert {key: each.arm for key, each in study.state.answers.items()} == {
            key: each.arm for key, each in whole.state.answers.items()
        }
        assert not study.state.cautions
    whole.close()


def test_verdicts_follow_the_hidden_order(verdict_plan: Plan, tmp_path: Path) -> None:
    with Study.create(tmp_path / "maps.study", verdict_plan) as study:
        maps = []
        now = NOON
        while isinstance(task := study.state.next("A", now), VerdictTask):
            now += timedelta(seconds=2)
            study.add(verdict_to(task, "A", now, Verdict.PARTLY))
            maps.append((task.judging.case, task.judging.map))
        assert len(set(maps)) == study.state.done("A") == study.state.total("A") == 48
        assert isinstance(study.state.next("A", now), Finished)
        with pytest.raises(StudyError, match="answered already"):
            study.add(verdict_to(VerdictTask(task_of(maps[0])), "A", now, Verdict.RIGHT))
    assert len(read_study(study.path).verdicts) == 48


def task_of(place: tuple[int, int]) -> object:
    """A judging of that case and map."""
    from core.evaluation.reading.schedule import Judging

    return Judging(0, place[0], 0, place[1])


def test_copies_are_brought_together(make_plan: Callable[..., Plan], tmp_path: Path) -> None:
    plan = make_plan(6, washout=timedelta())
    paths = []
    for reader, hours in (("A", 0), ("B", 1), ("A", 2)):
        folder = tmp_path / f"{reader}{hours}"
        folder.mkdir()
        paths.append(folder / "one.study")
        with Study.create(paths[-1], plan) as study:
            study.add(prepared(plan, 0, 1))
            read_all(study, reader, NOON + timedelta(hours=hours), grade=hours)
    both = read_studies(paths[:2])
    assert (both.done("A"), both.done("B")) == (18, 18)
    assert not both.cautions
    clash = read_studies(paths)
    assert {each.grade for key, each in clash.answers.items() if key[0] == "A"} == {0}
    assert "contradict" in clash.cautions[0]
    other = tmp_path / "other.study"
    Study.create(other, make_plan(6, seed=9)).close()
    with pytest.raises(StudyError, match="another study"):
        read_studies([paths[0], other])


def test_what_cannot_be_read_takes_no_part_and_is_told(study: Study) -> None:
    read_all(study, "A", NOON)
    study.close()
    lines = study.path.read_bytes().splitlines(keepends=True)
    lines[3] = b"\x00garbage\n"
    lines[5] = b'{"kind":"answer","reader":"Mallory","case":0}\n'
    lines[7] = lines[7].replace(b'"grade":2', b'"grade":4')
    study.path.write_bytes(b"".join(lines))
    state = read_study(study.path)
    assert len(state.answers) == len(lines) - 1 - 2
    words = " ".join(state.cautions)
    assert "Lines 4, 6 cannot be read" in words
    assert "changed by hand" in words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"readers": ()}, "no reader"),
        ({"readers": ("A", "a ")}, "same name"),
        ({"title": "  "}, "no title"),
        ({"cases": 0}, "no photographs"),
        ({"arms": ()}, "no arms"),
        ({"classes": ("only",)}, "classes"),
        ({"model": None}, "there is none"),
        ({"maps": ()}, "one method"),
        ({"classes_of_model": (0, 1)}, "not those of the study"),
        ({"kind": StudyKind.VERDICTS, "maps": ()}, "cannot be judged"),
    ],
)
def test_a_plan_that_cannot_be_held_is_refused(
    make_plan: Callable[..., Plan], changes: dict[str, object], words: str
) -> None:
    with pytest.raises(StudyError, match=words):
        make_plan(**changes)


def test_the_same_photograph_twice_is_refused(make_plan: Callable[..., Plan]) -> None:
    plan = make_plan()
    with pytest.raises(StudyError, match="twice"):
        replace(plan, cases=(*plan.cases, replace(plan.cases[0], path="again.jpg")))


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]\n",
        b"{}\n",
        b'{"format": "funduscope study", "format_version": 99}\n',
        b'{"format": "funduscope study", "format_version": 1, "cases": 3}\n',
        b"[" * 100_000 + b"\n",
    ],
)
def test_what_is_no_study_is_told_so(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "no.study"
    path.write_bytes(head)
    with pytest.raises(StudyError):
        read_study(path)
    assert path.read_bytes() == head


def test_a_study_can_be_moved_with_its_photographs(make_plan: Callable[..., Plan], tmp_path: Path) -> None:
    inside = tmp_path / "here" / "eyes" / "1.jpg"
    assert stored_path(inside, tmp_path / "here") == "eyes/1.jpg"
    assert stored_path(tmp_path / "there.jpg", tmp_path / "here") == str(tmp_path / "there.jpg")
    with Study.create(tmp_path / "first.study", make_plan()) as study:
        assert study.state.path_of(1, tmp_path) == tmp_path / "eyes" / "1.jpg"
        study.add(Located(1, "elsewhere/one.jpg"))
        assert read_study(study.path).path_of(1, tmp_path) == tmp_path / "elsewhere" / "one.jpg"
    assert maps_folder(tmp_path / "a.b.study") == tmp_path / "a.b.maps"


def test_grades_know_what_is_referable() -> None:
    assert default_referable(("0", "1", "2", "3", "4")) == 2
    assert default_referable(("cat", "dog")) is None
    assert len(image_id(3)) == 64
