"""A whole project is asked: the same answers as one by one, kept as they come, gone on with after a stop."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from core.datasets.catalogue.filters import BrowseQuery, Column, View
from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.project import Project
from core.evaluation.project_predictions import predict_project
from core.explain.explainer import Explainer
from core.images.reading import read_photograph
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.architectures import build
from core.networks.files import load_model
from core.networks.importing import import_model
from core.networks.loaded import LoadedModel
from core.networks.proposal import ImportChoices


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    folder = tmp_path_factory.mktemp("model")
    torch.manual_seed(2)
    module = build("torchvision/squeezenet1_1", {}, 3, is_initialised=True)
    torch.save(module.state_dict(), folder / "weights.pth")
    choices = ImportChoices(class_names=("a", "b", "c"), input_size=64, recipe="stretch", name="Small")
    import_model(folder / "weights.pth", folder / "small.safetensors", choices)
    return load_model(folder / "small.safetensors", device="cpu")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    place = tmp_path / "eyes"
    place.mkdir()
    for seed in range(11):
        pixels = np.random.default_rng(seed).integers(0, 255, (40, 60, 3), np.uint8)
        assert cv2.imwrite(str(place / f"{seed}.png"), cv2.blur(pixels, (9, 9)))
    shutil.copy(place / "3.png", place / "copy.png")
    (place / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n nothing")
    with Project.create(tmp_path / "study.funduscope") as opened:
        list_folder(opened, place)
        index(opened)
        yield opened


def test_answers_are_those_of_one_by_one(project: Project, model: LoadedModel) -> None:
    told: list[Progress] = []
    count = predict_project(project, model, progress=told.append, batch=4)
    assert (count.predicted, count.remaining) == (11, 0)
    assert told[-1].done == told[-1].total == 11
    (known,) = project.predictions.models()
    assert (known.content, known.class_names, known.predictions) == (model.id, ("a", "b", "c"), 11)
    explainer = Explainer(cache_bytes=0, state_bytes=0)
    rows = project.browsing.rows(project.browsing.ids(BrowseQuery()), View(model=known.id))
    for stored in project.predictions.all(known.id):
        one = explainer.predict(model, read_photograph(rows[stored.photograph].path))
        np.testing.assert_allclose(stored.probabilities, one.probabilities, atol=1e-5)
        assert rows[stored.photograph].predicted == one.predicted
    assert predict_project(project, model).predicted == 0


def test_it_stops_and_goes_on(project: Project, model: LoadedModel) -> None:
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done >= 4:
            token.cancel()

    with pytest.raises(Cancelled):
        predict_project(project, model, token=token, progress=stop, batch=2)
    (known,) = project.predictions.models()
    assert 4 <= known.predictions < 11
    assert predict_project(project, model, at_most=2).remaining == 11 - known.predictions - 2
    assert predict_project(project, model).remaining == 0


def test_flipped_photographs_are_turned_and_lost_ones_are_noted(project: Project, model: LoadedModel) -> None:
    first, second, *_ = project.browsing.ids(BrowseQuery())
    project.photographs.set_flipped([first], True)
    places = project.files.places([first, second])
    places[second][0].path.write_bytes(b"\x89PNG\r\n\x1a\n spoilt since")
    count = predict_project(project, model)
    assert (count.predicted, count.unreadable, count.remaining) == (10, 1, 0)
    assert project.browsing.counts(BrowseQuery(), Column.STATE)["unreadable"] == 2
    (known,) = project.predictions.models()
    stored = project.predictions.of(first)[known.id]
    pixels = read_photograph(places[first][0].path).pixels[::-1, ::-1]
    values = model.card.preparation.apply(np.ascontiguousarray(pixels)).values
    with torch.inference_mode():
        expected = torch.softmax(model.module(torch.from_numpy(values)[None]), 1)[0].numpy()
    np.testing.assert_allclose(stored.probabilities, expected, atol=1e-5)
