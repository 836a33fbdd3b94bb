"""A small study whose plan is at hand in every test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.evaluation.reading.plan import Arm, MapRecipe, Plan, StudyCase, StudyKind, StudyModel
from core.evaluation.reading.records import Answer, Prepared, PreparedMap, Verdict, VerdictAnswer
from core.evaluation.reading.study import GradingTask, Study, VerdictTask
from core.images.photograph import ImageId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CLASSES = ("0", "1", "2", "3", "4")


def image_id(number: int) -> ImageId:
    """An id that no photograph has."""
    return ImageId(f"{number:064x}")


@pytest.fixture(scope="session")
def make_plan() -> Callable[..., Plan]:
    """Makes plans of `cases` photographs, grade after grade, each of a patient of its own."""

    def make(cases: int = 12, **changes: Any) -> Plan:
        model = StudyModel("ab" * 32, "Grader", "grader.safetensors", CLASSES)
        plan = Plan(
            title="A study",
            kind=StudyKind.GRADING,
            cases=tuple(StudyCase(image_id(n), f"eyes/{n}.jpg", n % 5, n) for n in range(cases)),
            readers=("A", "B"),
            classes=CLASSES,
            referable_from=2,
            arms=tuple(Arm),
            washout=timedelta(hours=24),
            seed=7,
            model=model,
            classes_of_model=(0, 1, 2, 3, 4),
            maps=(MapRecipe("Grad-CAM", "gradcam", "layer4"),),
            made=NOON,
        )
        return replace(plan, **changes)

    return make


@pytest.fixture(scope="session")
def verdict_plan(make_plan: Callable[..., Plan]) -> Plan:
    """Four methods, twelve photographs, two readers."""
    maps = tuple(MapRecipe(f"Method {n}", "gradcam", f"layer{n}") for n in range(4))
    return make_plan(kind=StudyKind.VERDICTS, arms=(), maps=maps)


def answer_to(task: GradingTask, reader: str, at: datetime, *, grade: int | None, seconds: float = 5.0) -> Answer:
    """The answer to a task."""
    reading = task.reading
    return Answer(
        reader, reading.case, reading.period, reading.position, reading.arm, task.stage, grade, 3, at, seconds
    )


def verdict_to(task: VerdictTask, reader: str, at: datetime, verdict: Verdict) -> VerdictAnswer:
    """The verdict on a task."""
    judging = task.judging
    return VerdictAnswer(reader, judging.case, judging.map, judging.position, judging.place, verdict, at, 3.0)


def prepared(plan: Plan, case: int, predicted: int) -> Prepared:
    """What a model says that is sure, with maps that are nowhere."""
    count = len(plan.model.class_names)
    one = PreparedMap(f"{case}.npy", "00" * 32, (1, 0, 0, 0, 1, 0), (0, 0, 9, 9), is_signed=False, has_evidence=True)
    probabilities = tuple(0.6 if n == predicted else 0.4 / (count - 1) for n in range(count))
    return Prepared(case, probabilities, (one,) * plan.map_count)


@pytest.fixture
def study(make_plan: Callable[..., Plan], tmp_path: Path) -> Any:
    """A study that is open."""
    with Study.create(tmp_path / "first.study", make_plan()) as made:
        yield made
