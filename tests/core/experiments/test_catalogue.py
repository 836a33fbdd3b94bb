"""The catalogue: every plan can be carried out, and a card for it needs no torch."""

import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import FunduscopeError
from core.experiments.catalogue import EXPERIMENTS, find_experiment
from core.experiments.experiment import NOT_AT_HAND, Experiment, Question, Scale
from core.experiments.photographs import folder_name, recipe_of
from core.experiments.training import settings_of
from core.networks.architectures import build, resolve
from core.training.checking import check
from core.training.settings import Device

PLANS = [
    pytest.param(experiment, arm, scale, id=f"{experiment.id}-{arm.id}-{scale}")
    for experiment in EXPERIMENTS
    for arm in experiment.arms
    for scale in Scale
]


def test_all_experiments_of_the_works_are_there() -> None:
    assert [experiment.id for experiment in EXPERIMENTS] == [
        "vincenzi-natural",
        "vincenzi-car-grass",
        "vincenzi-textures",
        "vincenzi-grass-none",
        "vincenzi-grades",
        "casini-scratch",
        "casini-vgg16",
        "casini-mobilenetv2",
        "kalmeijer-die",
    ]


@pytest.mark.parametrize(("experiment", "arm", "scale"), PLANS)
def test_every_plan_makes_photographs_and_valid_settings(experiment: Experiment, arm, scale: Scale) -> None:  # type: ignore[no-untyped-def]
    recipe = recipe_of(arm.data, scale)
    assert len(recipe.class_names) >= 2
    assert folder_name(arm.data, scale).startswith(recipe.generator)
    settings = settings_of(
        arm, scale, name="x", photographs=Path("a"), weights=None, cache=Path("b"), device=Device.CPU
    )
    check(settings)
    assert settings.preparation.size == arm.network.input_px.at(scale)


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda experiment: experiment.id)
def test_every_network_can_be_built_and_frozen_as_planned(experiment: Experiment) -> None:
    ids = [arm.id for arm in experiment.arms]
    assert len(set(ids)) == len(ids)
    for arm in experiment.arms:
        plan = arm.network
        assert plan.starts_from in ("", *ids)
        for scale in Scale:
            resolve(plan.architecture.at(scale))
            if plan.starts_from:
                lender = next(each for each in experiment.arms if each.id == plan.starts_from)
                assert lender.network.architecture.at(scale) == plan.architecture.at(scale)
                assert not lender.network.starts_from
        for scale in Scale:
            if plan.train_from.at(scale):
                modules = dict(build(plan.architecture.at(scale), {}, 5, meta=True).named_modules())
                assert plan.train_from.at(scale) in modules


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda experiment: experiment.id)
def test_every_card_says_what_one_wants_to_know(experiment: Experiment) -> None:
    assert experiment.title
    assert experiment.description.endswith(".")
    assert experiment.scaled_down.endswith(".")
    assert experiment.reported
    assert experiment.small_minutes > 0
    assert all(reported.value == NOT_AT_HAND or len(reported.value) > 10 for reported in experiment.reported)
    if len(experiment.arms) > 1:
        assert Question.ACROSS_ARMS in experiment.questions


def test_an_experiment_is_found_by_its_id() -> None:
    assert find_experiment("kalmeijer-die").title == "The die"
    with pytest.raises(FunduscopeError, match="Did you mean 'kalmeijer-die'"):
        find_experiment("kalmeijer-dye")


def test_arms_with_the_same_photographs_share_them() -> None:
    scratch = find_experiment("casini-scratch")
    assert len({folder_name(arm.data, Scale.SMALL) for arm in scratch.arms}) == 1
    textures = find_experiment("vincenzi-textures")
    names = {arm.id: folder_name(arm.data, Scale.SMALL) for arm in textures.arms}
    assert names["textures"] == names["smaller-input"] != names["larger-markers"]


def test_the_catalogue_needs_no_torch(repository: Path) -> None:
    code = "import sys, core.experiments.catalogue; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=repository, check=False).returncode == 0
