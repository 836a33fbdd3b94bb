"""Evidence within the strongest patches: what plain autograd and hiding by hand give."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
import torchvision
from torch import Tensor

from core.errors import ExplainError
from core.explain.capture import outputs_of
from core.explain.changes import Part
from core.features.evidence import PatchEvidence, evidence_of, field_part, over_patch
from core.features.kinds import Evidence
from core.features.patches import Place, cut, fitted, fitted_place
from core.features.strongest import StrongestUnits, find_strongest
from core.images.geometry import Affine
from core.images.preparation import Normalisation, recipe
from core.images.reading import read_photograph
from core.jobs import Cancelled, CancelToken
from core.networks.card import ModelCard
from core.networks.files import load_model, save_model
from core.networks.layers import LayerTable
from core.networks.loaded import LoadedModel

LAYER = "features.4.expand3x3_activation"
PLACES = [Place(LAYER, 3, 0), Place(LAYER, 3, 1), Place(LAYER, 17, 0), Place(LAYER, 40, 2)]


@pytest.fixture(scope="module")
def found(model: LoadedModel, photographs: list[Path]) -> StrongestUnits:
    return find_strongest(model, photographs, [LAYER])


def image_of(model: LoadedModel, found: StrongestUnits, place: Place) -> Tensor:
    photograph = found.paths[found.layers[place.layer].photographs[place.channel, place.rank]]
    return model.prepare(read_photograph(photograph))[0]


def output_of(model: LoadedModel, image: Tensor, name: str) -> Tensor:
    table = LayerTable((model.layers[name],), model.layers.input_size)
    return outputs_of(model.module, image, table, CancelToken())[name]


def cell_of(found: StrongestUnits, place: Place) -> tuple[int, int]:
    units = found.layers[place.layer]
    return int(units.rows[place.channel, place.rank]), int(units.columns[place.channel, place.rank])


def gradient(model: LoadedModel, found: StrongestUnits, place: Place, *, is_sum: bool) -> np.ndarray:
    """The largest magnitude of the colours, over the whole input."""
    image = image_of(model, found, place).requires_grad_()
    output = output_of(model, image, place.layer)[0, place.channel]
    target = output.sum() if is_sum else output[cell_of(found, place)]
    (found_gradient,) = torch.autograd.grad(target, [image])
    values: np.ndarray = found_gradient[0].abs().amax(0).numpy()
    return values


def laid(each: PatchEvidence, model: LoadedModel, part: Part) -> None:
    """It lies on the input where it should."""
    left, top, _right, _bottom = each.to_photograph.bounds(*each.values.shape[::-1])
    height, width = model.layers.input_size
    assert each.values.shape == (part.bottom - part.top, part.right - part.left)
    assert left >= -1e-6
    assert top >= -1e-6
    assert 0 <= part.top < part.bottom <= height
    assert 0 <= part.left < part.right <= width


@pytest.mark.parametrize("kind", [Evidence.SALIENCY, Evidence.SUM])
def test_gradients_are_those_of_autograd(model: LoadedModel, found: StrongestUnits, kind: Evidence) -> None:
    got = {each.place: each for each in evidence_of(model, found, PLACES, kind)}
    assert set(got) == {place for place in PLACES if found.layers[LAYER].values[place.channel, place.rank] > 0}
    for place, each in got.items():
        part = field_part(model.layers[LAYER], cell_of(found, place), model.layers.input_size)
        whole = gradient(model, found, place, is_sum=kind is Evidence.SUM)
        laid(each, model, part)
        inside = whole[part.top : part.bottom, part.left : part.right]
        np.testing.assert_allclose(each.values, inside, rtol=1e-3, atol=1e-6 * max(1.0, whole.max()))
        if kind is Evidence.SALIENCY:
            assert inside.sum() == pytest.approx(whole.sum(), rel=1e-5)  # the unit sees nothing else


def test_occlusion_is_what_hiding_by_hand_takes_from_the_unit(model: LoadedModel, found: StrongestUnits) -> None:
    place = PLACES[0]
    (each,) = evidence_of(model, found, [place], Evidence.OCCLUSION)
    image = image_of(model, found, place)
    row, column = cell_of(found, place)
    before = float(output_of(model, image, LAYER)[0, place.channel, row, column])
    part = field_part(model.layers[LAYER], (row, column), model.layers.input_size)
    window = round(max(part.bottom - part.top, part.right - part.left) / 8)
    stride = max(1, window // 2)
    rows, columns = each.values.shape
    first = [max(0, (begin - window) // stride + 1) for begin in (part.top, part.left)]
    mean = image.mean((2, 3), keepdim=True)
    for at in [(0, 0), (rows // 2, columns // 2), (rows - 1, columns // 3)]:
        hidden = image.clone()
        top, left = (first[0] + at[0]) * stride, (first[1] + at[1]) * stride
        hidden[:, :, top : top + window, left : left + window] = mean
        lost = before - float(output_of(model, hidden, LAYER)[0, place.channel, row, column])
        assert each.values[at] == pytest.approx(lost, rel=1e-3, abs=1e-4 * before)
    assert np.abs(each.values).max() > 0


def test_what_sees_everything_is_evaluated_plainly(photographs: list[Path], tmp_path: Path) -> None:
    """Behind squeeze-and-excitation every unit depends on the whole input."""
    torch.manual_seed(1)
    card = ModelCard(
        name="se",
        architecture="torchvision/mobilenet_v3_small",
        class_names=("a", "b"),
        preparation=recipe("stretch", input_size=64, normalisation=Normalisation.IMAGENET),
    )
    save_model(tmp_path / "se.safetensors", torchvision.models.mobilenet_v3_small(num_classes=2), card)
    model = load_model(tmp_path / "se.safetensors")
    name = "features.4"
    assert model.layers[name].is_global
    found = find_strongest(model, photographs[:2], [name])
    place = Place(name, int(found.layers[name].values[:, 0].argmax()), 0)
    (each,) = evidence_of(model, found, [place], Evidence.SALIENCY)
    np.testing.assert_allclose(each.values, gradient(model, found, place, is_sum=False), rtol=1e-3, atol=1e-6)


def test_a_map_lies_over_its_patch() -> None:
    """A point of the photograph is at the same place in the patch and in the map that lies over it."""
    pixels = np.zeros((60, 90, 3), np.uint8)
    pixels[32:34, 50:52] = 255
    box = (30.4, 20.2, 69.6, 47.0)
    patch = fitted(cut(pixels, box), 96).astype(float).mean(2)
    values = np.zeros((30, 45), np.float32)
    values[16, 25] = 1  # on an input of half the size
    over = over_patch(PatchEvidence(Place("x", 0, 0), values, Affine.scale(2, 2)), box, 96)
    spots = [np.argwhere(each > each.max() / 2).mean(0) for each in (patch, over)]
    np.testing.assert_allclose(spots[0], spots[1], atol=1.0)
    x, y = fitted_place(box, 96)(51, 33)
    np.testing.assert_allclose((y, x), spots[0] + 0.5, atol=1.0)


def test_refusals(model: LoadedModel, found: StrongestUnits) -> None:
    with pytest.raises(ExplainError):
        next(evidence_of(model, found, PLACES, Evidence.NONE))
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        next(evidence_of(model, found, PLACES, Evidence.SUM, token=token))
