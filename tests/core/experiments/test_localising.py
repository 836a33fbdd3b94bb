"""From a network to a table: a network that sees red must be found to look at what is red."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from core.evaluation.lesions import LesionHit, LesionHits
from core.evaluation.localisation import Figure, Localisation, Scored
from core.experiments.localisation_json import row_to_json, summary_to_json
from core.experiments.localising import Row, rows_of, summarise, truth_of
from core.explain.explainer import Explainer
from core.explain.query import Method
from core.images.photograph import ImageId, Photograph
from core.images.preparation import Normalisation, recipe
from core.jobs import Cancelled, CancelToken
from core.networks.analysis import layer_table
from core.networks.card import ModelCard, ModelId
from core.networks.loaded import LoadedModel


class Colours(nn.Module):
    """Class k is as likely as there is much of colour k."""

    def __init__(self) -> None:
        super().__init__()
        self.colour = nn.Conv2d(3, 3, 1, bias=False)
        self.colour.weight.data = torch.eye(3).reshape(3, 3, 1, 1)
        self.pool = nn.AvgPool2d(4)

    def forward(self, image: Tensor) -> Tensor:
        return self.pool(self.colour(image)).mean((2, 3))


@pytest.fixture
def model() -> LoadedModel:
    card = ModelCard(
        name="colours",
        architecture="test/colours",
        class_names=("red", "green", "blue"),
        preparation=recipe("stretch", input_size=32, normalisation=Normalisation.UNIT),
    )
    module = Colours().eval().requires_grad_(False)
    return LoadedModel(
        ModelId("0" * 64), Path("colours"), card, module, layer_table(module, card.input_size), torch.device("cpu")
    )


def scene(number: int = 0) -> tuple[Photograph, dict[str, np.ndarray]]:
    """A red square and a smaller green one on black."""
    pixels = np.zeros((64, 64, 3), np.uint8)
    pixels[8:24, 8 + number : 24 + number, 0] = 255
    pixels[40:48, 40:48, 1] = 255
    masks = {"red": pixels[..., 0] > 0, "green": pixels[..., 1] > 0}
    return Photograph(ImageId(f"{number:064d}"), Path(f"{number}.png"), pixels, "PNG", "RGB", 8), masks


def rows(model: LoadedModel, number: int = 0, **options: object) -> list[Row]:
    picture, masks = scene(number)
    truth = truth_of(picture, masks, beside=["green"], is_fundus=False)
    return rows_of(Explainer(), model, picture, truth, name=f"{number}.png", method=Method.GRAD_CAM, **options)


def test_the_map_of_red_lies_on_red(model: LoadedModel) -> None:
    found = {row.layer: row for row in rows(model)}
    assert set(found) == {"colour", "pool"}
    row = found["colour"]
    assert (row.predicted, row.target, row.label) == (0, 0, -1)
    assert row.localisation is not None
    assert row.localisation.figures[Figure.POINTING_GAME].value == 1
    assert row.localisation.figures[Figure.ENERGY_INSIDE].value > 0.9
    assert row.localisation.mask_share == pytest.approx(256 / 4096)
    assert row.lesions is not None
    assert [lesion.is_hit for lesion in row.lesions.lesions] == [True]


def test_the_map_of_green_lies_beside(model: LoadedModel) -> None:
    (row,) = rows(model, target=1, layers=["colour"])
    assert row.target == 1
    assert row.localisation is not None
    assert row.localisation.figures[Figure.POINTING_GAME].value == 0
    assert row.localisation.figures[Figure.ENERGY_INSIDE].value == 0


def test_a_class_without_evidence_is_counted_as_such(model: LoadedModel) -> None:
    (row,) = rows(model, target=2, layers=["colour"])
    assert row.localisation is not None
    assert not row.localisation.has_evidence
    (summary,) = summarise([row])
    assert (summary.count, summary.without_evidence) == (1, 1)
    assert summary.figures == {}
    assert summary_to_json(summary)["figures"] == {}


def test_saliency_is_judged_at_the_input(model: LoadedModel) -> None:
    picture, masks = scene()
    truth = truth_of(picture, masks, is_fundus=False)
    found = rows_of(Explainer(), model, picture, truth, name="a", method=Method.SALIENCY)
    assert [row.layer for row in found] == [None]


def test_without_a_mask_there_is_nothing_to_point_at(model: LoadedModel) -> None:
    picture, _masks = scene()
    truth = truth_of(picture, {}, is_fundus=False)
    found = rows_of(Explainer(), model, picture, truth, name="a", method=Method.GRAD_CAM)
    assert all(row.localisation is None and row.lesions is None for row in found)
    assert summarise(found) == ()


def test_the_rows_can_be_given_up(model: LoadedModel) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        rows(model, token=token)


def test_a_large_photograph_is_judged_on_a_coarser_grid(model: LoadedModel) -> None:
    picture, masks = scene()
    truth = truth_of(picture, masks, is_fundus=False, max_side=16)
    assert truth.grid == (16, 16)
    assert truth.region.shape == truth.pointed_at.shape == (16, 16)
    assert truth.margin_px == pytest.approx(0.48)


def made(value: float, chance: float, group: str, hits: tuple[bool, ...] = ()) -> Row:
    found = Localisation({Figure.ENERGY_INSIDE: Scored(value, chance)}, chance, 0.1, 0.5, 0.6, 0.9)
    lesions = tuple(LesionHit("MA", 1.0, 2.0, 3, is_hit, 0.2, 0.1, 0.5) for is_hit in hits)
    return Row("a.png", group, 0, 0, 0, Method.GRAD_CAM, "layer", found, LesionHits(lesions, 0.3))


def test_means_stand_beside_chance(model: LoadedModel) -> None:
    (summary,) = summarise([made(0.5, 0.1, "p", (True, False)), made(0.7, 0.3, "q", (True,)), made(0.6, 0.2, "q")])
    energy = summary.figures[Figure.ENERGY_INSIDE]
    assert energy.value.mean == pytest.approx(0.6)
    assert energy.chance == pytest.approx(0.2)
    assert energy.above_chance.mean == pytest.approx(0.4)
    assert energy.is_above_chance
    assert summary.lesion_count == 3
    assert summary.lesions_hit is not None
    assert summary.lesions_hit.value.mean == pytest.approx(2 / 3)
    assert summary.lesions_hit.chance == pytest.approx(0.2)
    assert summary.coverage is not None
    assert summary.coverage.mean == pytest.approx(0.1)


def test_one_patient_alone_is_above_nothing() -> None:
    (summary,) = summarise([made(0.5, 0.1, "p"), made(0.5, 0.1, "p")])
    assert not summary.figures[Figure.ENERGY_INSIDE].is_above_chance


def test_rows_and_means_are_json(model: LoadedModel) -> None:
    found = rows(model)
    written = json.loads(json.dumps([row_to_json(row, model.card.class_names) for row in found], allow_nan=False))
    assert written[0]["figures"]["energy_inside"]["value"] > 0.9
    assert written[0]["label"] is None
    assert written[0]["target"] == "red"
    assert written[0]["lesions"][0]["code"] == "red"
    (first, *_rest) = json.loads(json.dumps([summary_to_json(one) for one in summarise(found)], allow_nan=False))
    assert first["layer"] == "colour"
    assert first["figures"]["energy_inside"]["chance"] == pytest.approx(256 / 4096)
    assert first["figures"]["energy_inside"]["low"] is None
