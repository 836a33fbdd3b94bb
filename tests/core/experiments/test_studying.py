"""A network is asked ahead about a study: its answers and maps are those that it gives by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor, nn

from core.evaluation.reading.choosing import Candidate, choose_cases
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.maps import load_map
from core.evaluation.reading.plan import Arm, Plan, StudyKind
from core.evaluation.reading.study import GradingTask, Study, maps_folder, read_study
from core.experiments.studying import prepare_study, read_case, recipe_of, study_model
from core.explain.explainer import Explainer
from core.explain.params import Fill, OcclusionParams
from core.explain.query import ClassTarget, Method, Query
from core.images.orientation import Orientation
from core.images.preparation import Normalisation, recipe
from core.images.reading import read_photograph
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.analysis import layer_table
from core.networks.card import ModelCard, ModelId
from core.networks.loaded import LoadedModel

NAMES = ("red", "green", "blue")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Colours(nn.Module):
    """Class k is as likely as there is much of colour k."""

    def __init__(self) -> None:
        super().__init__()
        self.colour = nn.Conv2d(3, 3, 1, bias=False)
        self.colour.weight.data = torch.eye(3).reshape(3, 3, 1, 1)
        self.pool = nn.AvgPool2d(4)

    def forward(self, image: Tensor) -> Tensor:
        return 10 * self.pool(self.colour(image)).mean((2, 3))


@pytest.fixture
def model() -> LoadedModel:
    """It sees colours."""
    card = ModelCard(
        name="colours",
        architecture="test/colours",
        class_names=NAMES,
        preparation=recipe("stretch", input_size=32, normalisation=Normalisation.UNIT),
    )
    module = Colours().eval().requires_grad_(False)
    return LoadedModel(
        ModelId("0" * 64), Path("colours"), card, module, layer_table(module, card.input_size), torch.device("cpu")
    )


@pytest.fixture
def photographs(tmp_path: Path) -> list[Path]:
    """Six pictures, each with a square of one colour."""
    folder = tmp_path / "eyes"
    folder.mkdir()
    paths = []
    for number in range(6):
        pixels = np.zeros((48, 64, 3), np.uint8)
        pixels[8:24, 8 + number : 30 + number, number % 3] = 200
        paths.append(folder / f"{number}.png")
        Image.fromarray(pixels).save(paths[-1])
    return paths


@pytest.fixture
def make_study(model: LoadedModel, photographs: list[Path], tmp_path: Path) -> Callable[..., Study]:
    """Makes studies of them."""

    def make(**changes: object) -> Study:
        candidates = [Candidate(path, number % 3) for number, path in enumerate(photographs)]
        plan = Plan(
            title="Colours",
            kind=StudyKind.GRADING,
            cases=choose_cases(candidates, tmp_path, seed=1).cases,
            readers=("A",),
            classes=NAMES,
            arms=(Arm.ALONE, Arm.OVERLAY),
            model=study_model(model),
            classes_of_model=(0, 1, 2),
            maps=(recipe_of(Method.GRAD_CAM, model, layer="colour"),),
            seed=1,
        )
        return Study.create(tmp_path / "colours.study", replace(plan, **changes))

    return make


def test_answers_and_maps_are_those_of_the_network(make_study: Callable[..., Study], model: LoadedModel) -> None:
    told: list[Progress] = []
    with make_study() as study:
        assert len(study.state.unprepared) == 6
        assert prepare_study(study, model, progress=told.append) == ()
        assert not study.state.unprepared
    assert (told[0].done, told[-1].done, told[-1].total) == (0, 6, 6)
    state = read_study(study.path)
    explainer = Explainer()
    for number, case in enumerate(state.plan.cases):
        photograph = read_photograph(study.path.parent / case.path)
        prediction = explainer.predict(model, photograph)
        found = state.prepared[number]
        assert found.predicted == prediction.predicted == case.reference
        assert found.probabilities == pytest.approx(prediction.probabilities.tolist())
        query = Query(photograph.id, model.id, Method.GRAD_CAM, ClassTarget(prediction.predicted), "colour")
        explanation = explainer.explain(model, photograph, query)
        (kept,) = found.maps
        np.testing.assert_array_equal(load_map(maps_folder(study.path), kept), explanation.map)
        assert kept.seen == pytest.approx(explanation.seen)
        assert kept.to_photograph[:3] == pytest.approx(
            (explanation.to_photograph.xx, explanation.to_photograph.xy, explanation.to_photograph.x0)
        )


def test_every_method_of_a_verdict_study_has_its_map(make_study: Callable[..., Study], model: LoadedModel) -> None:
    params = OcclusionParams(window=8, stride=8, fill=Fill.BLACK)
    recipes = (
        recipe_of(Method.OCCLUSION, model, params=params),
        recipe_of(Method.SALIENCY, model),
        recipe_of(Method.GRAD_CAM, model),
    )
    with make_study(kind=StudyKind.VERDICTS, arms=(), maps=recipes) as study:
        prepare_study(study, model)
        photograph = read_photograph(study.state.path_of(0, study.path.parent))
        explainer = Explainer()
        target = ClassTarget(study.state.prepared[0].predicted)
        query = Query(photograph.id, model.id, Method.OCCLUSION, target, None, params)
        kept = load_map(study.maps_folder, read_study(study.path).prepared[0].maps[0])
        np.testing.assert_array_equal(kept, explainer.explain(model, photograph, query).map)
        assert study.plan.maps[2].layer == model.layers.default.name


def test_what_was_stopped_goes_on(make_study: Callable[..., Study], model: LoadedModel) -> None:
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done == 2:
            token.cancel()

    with make_study() as study:
        with pytest.raises(Cancelled):
            prepare_study(study, model, token=token, progress=stop)
        assert 0 < len(study.state.prepared) < 6
        prepare_study(study, model)
        assert len(study.state.prepared) == 6


def test_another_model_or_photograph_is_refused(
    make_study: Callable[..., Study], model: LoadedModel, photographs: list[Path]
) -> None:
    with make_study() as study:
        with pytest.raises(StudyError, match="not the model of the study"):
            prepare_study(study, replace(model, id=ModelId("1" * 64)))
        photographs[0].unlink()
        Image.fromarray(np.zeros((9, 9, 3), np.uint8)).save(photographs[1])
        left_out = prepare_study(study, model)
        assert len(left_out) == 2
        assert any("not the photograph that was chosen" in words for words in left_out)
        assert len(study.state.prepared) == 4
    with make_without_model(study.path.with_name("alone.study"), study.plan) as alone:
        assert not alone.state.unprepared
        with pytest.raises(StudyError, match="Nobody asks a network"):
            prepare_study(alone, model)
        assert isinstance(alone.state.next("A", NOW), GradingTask)


def make_without_model(path: Path, plan: Plan) -> Study:
    """The same photographs, read alone."""
    return Study.create(path, replace(plan, arms=(Arm.ALONE,), model=None, maps=(), classes_of_model=()))


def test_a_map_that_was_changed_or_leads_elsewhere_is_refused(
    make_study: Callable[..., Study], model: LoadedModel
) -> None:
    with make_study() as study:
        prepare_study(study, model)
        (kept,) = study.state.prepared[0].maps
        with pytest.raises(StudyError, match="no file of this study"):
            load_map(study.maps_folder, replace(kept, file="../colours.study"))
        path = study.maps_folder / kept.file
        path.write_bytes(path.read_bytes()[:-4] + b"\0\0\0\1")
        with pytest.raises(StudyError, match="not the one that was prepared"):
            load_map(study.maps_folder, kept)
        path.unlink()
        with pytest.raises(StudyError, match="cannot be read"):
            load_map(study.maps_folder, kept)


def test_a_turned_photograph_is_read_and_explained_as_it_is_shown(
    make_study: Callable[..., Study], model: LoadedModel, photographs: list[Path], tmp_path: Path
) -> None:
    turned = Orientation(is_turned=True)
    candidates = [Candidate(path, number % 3, orientation=turned) for number, path in enumerate(photographs[:1])]
    with make_study(cases=choose_cases(candidates, tmp_path, seed=1).cases) as study:
        prepare_study(study, model)
        shown = read_case(study, 0)
    stored = read_photograph(photographs[0])
    np.testing.assert_array_equal(shown.pixels, stored.pixels[::-1, ::-1])
    state = read_study(study.path)
    assert state.plan.cases[0].orientation == turned
    query = Query(shown.id, model.id, Method.GRAD_CAM, ClassTarget(0), "colour")
    (kept,) = state.prepared[0].maps
    np.testing.assert_array_equal(load_map(maps_folder(study.path), kept), Explainer().explain(model, shown, query).map)
    with make_without_model(tmp_path / "plain.study", replace(state.plan, cases=study.plan.cases)) as plain:
        assert plain.plan.cases == state.plan.cases
