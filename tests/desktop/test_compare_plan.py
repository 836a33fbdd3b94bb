"""What a grid compares, without a window: plans, shapes, and what is meant by a class."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.errors import ExplainError
from core.explain.params import OcclusionParams
from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method
from core.explain.targets import BoundaryTarget, ExpectedGradeTarget, MarginTarget, ProbabilityTarget
from desktop.compare_plan import AxisKind, PinnedView, Plan, Preset, shape_for
from desktop.compare_values import translated
from desktop.compare_words import cell_title, common_parts, value_words
from desktop.wishes import Wish

NAMES = ("none", "mild", "severe")
VIEW = PinnedView(
    Path("/models/a.safetensors"), Wish(Method.OCCLUSION, ClassTarget(1), None, OcclusionParams(window=9)), NAMES
)


def model(*names: str) -> SimpleNamespace:
    return SimpleNamespace(card=SimpleNamespace(name="Other", class_names=names))


def test_a_plan_survives_being_written() -> None:
    plan = Plan(
        columns=AxisKind.TARGETS,
        rows=AxisKind.MODELS,
        methods=(Method.SALIENCY, Method.OCCLUSION),
        layers=("features.3",),
        targets=(
            ClassTarget(2),
            ProbabilityTarget(0),
            MarginTarget(0, 2),
            BoundaryTarget(1),
            ExpectedGradeTarget(),
            ChannelTarget("features.3", 7, Aggregate.SUM),
        ),
        models=(Path("/models/a.safetensors"),),
        views=(VIEW,),
    )
    assert Plan.from_json(json.loads(json.dumps(plan.to_json()))) == plan


@pytest.mark.parametrize(
    "change",
    [
        {"columns": "colours"},
        {"methods": ["guessing"]},
        {"targets": [{"class": "x"}]},
        {"views": [{"model": "a"}]},
        {"views": None},
    ],
)
def test_a_damaged_plan_is_refused(change: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        Plan.from_json({**Plan().to_json(), **change})


def test_a_pinned_view_leaves_nothing_for_a_second_axis() -> None:
    assert Plan(columns=AxisKind.VIEWS, rows=AxisKind.METHODS).rows is None
    assert Plan(columns=AxisKind.METHODS, rows=AxisKind.METHODS).rows is None
    assert Plan(columns=AxisKind.METHODS, rows=AxisKind.TARGETS).most_values == 3


def test_one_axis_makes_a_grid_as_square_as_can_be() -> None:
    shapes = [shape_for(count) for count in range(1, 10)]
    assert shapes == [(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (2, 3), (3, 3), (3, 3), (3, 3)]


def test_presets_keep_what_was_chosen_for_other_axes() -> None:
    plan = Plan(layers=("a",), views=(VIEW,))
    for preset in Preset:
        applied = preset.applied(plan)
        assert applied.views == (VIEW,)
        assert all(len(applied.values(kind)) <= applied.most_values for kind in applied.axes)


def test_a_class_is_meant_by_its_name() -> None:
    other = model("severe", "none", "mild", "more")
    assert translated(ClassTarget(2), NAMES, other) == ClassTarget(0)  # type: ignore[arg-type]
    assert translated(ProbabilityTarget(0), NAMES, other) == ProbabilityTarget(1)  # type: ignore[arg-type]
    assert translated(MarginTarget(0, 2), NAMES, other) == MarginTarget(1, 0)  # type: ignore[arg-type]
    assert translated(BoundaryTarget(0), NAMES, other) == BoundaryTarget(1)  # type: ignore[arg-type]
    assert translated(None, NAMES, other) is None  # type: ignore[arg-type]
    with pytest.raises(ExplainError, match="no neighbours"):
        translated(BoundaryTarget(1), NAMES, other)  # type: ignore[arg-type]
    with pytest.raises(ExplainError, match="'Other' has no class 'mild'"):
        translated(ClassTarget(1), NAMES, model("none", "severe"))  # type: ignore[arg-type]


def test_titles_say_what_is_particular_first_and_what_is_common_last() -> None:
    first = {
        AxisKind.METHODS: "Grad-CAM",
        AxisKind.TARGETS: "mild",
        AxisKind.LAYERS: "deep",
        AxisKind.MODELS: "A",
    }
    second = {**first, AxisKind.METHODS: "Saliency", AxisKind.LAYERS: "at the input"}
    common = common_parts([first, second])
    assert common == {AxisKind.TARGETS: "mild", AxisKind.MODELS: "A"}
    assert cell_title(second, (AxisKind.METHODS,), common) == ("Saliency", "at the input · mild · A")
    assert common_parts([first]) == {}


def test_a_target_that_the_model_does_not_have_still_has_words() -> None:
    assert value_words(ClassTarget(7), NAMES, None) == "a class that is not there"
    assert value_words(VIEW, (), None) == "Occlusion · mild"
