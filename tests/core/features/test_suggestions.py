"""Names from masks: features whose strongest regions are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.features.strongest import StrongestUnits, find_strongest
from core.features.suggestions import cells_touched, suggest_names
from core.images.geometry import Affine
from core.images.preparation import Normalisation, recipe
from core.jobs import Cancelled, CancelToken
from core.networks.card import ModelCard
from core.networks.files import load_model, save_model
from core.networks.loaded import LoadedModel

LAYER = "features.1"
SIDE = 96


@pytest.fixture(scope="module")
def colours(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    """A network whose first channels answer to green, to red, and to nothing."""
    from torchvision.models import squeezenet1_1

    torch.manual_seed(0)
    module = squeezenet1_1(num_classes=2)
    first = module.features[0]
    with torch.no_grad():
        first.weight[:3] = 0
        first.bias[:3] = torch.tensor([-1.0, -1.0, -1.0])
        first.weight[0, 1, 1, 1], first.weight[0, 0, 1, 1] = 1, -1
        first.weight[1, 0, 1, 1], first.weight[1, 1, 1, 1] = 1, -1
    card = ModelCard(
        name="colours",
        architecture="torchvision/squeezenet1_1",
        class_names=("a", "b"),
        preparation=recipe("stretch", input_size=SIDE, normalisation=Normalisation.IMAGENET),
    )
    path = tmp_path_factory.mktemp("colours") / "colours.safetensors"
    save_model(path, module, card)
    return load_model(path)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Grey pictures with a green square, called an exudate, and a red one, called a haemorrhage; the last without."""
    folder = tmp_path_factory.mktemp("marked")
    paths = []
    for number in range(4):
        pixels = np.full((2 * SIDE, 2 * SIDE, 3), 90, np.uint8)
        green, red = np.s_[20:60, 20 + 10 * number : 60 + 10 * number], np.s_[120:150, 60:100]
        if number < 3:
            pixels[green], pixels[red] = (0, 255, 0), (255, 0, 0)
        path = folder / "images" / f"{number}.png"
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(pixels).save(path)
        paths.append(path)
        for code, part in (("EX", green), ("HE", red)):
            if number < 3:
                mask = np.zeros(pixels.shape[:2], np.uint8)
                mask[part] = 255
                (folder / "masks" / code).mkdir(parents=True, exist_ok=True)
                Image.fromarray(mask).save(folder / "masks" / code / f"{number}_{code}.png")
    return paths


@pytest.fixture(scope="module")
def found(colours: LoadedModel, marked: list[Path]) -> StrongestUnits:
    return find_strongest(colours, marked, [LAYER])


def test_features_are_called_what_they_lie_on(colours: LoadedModel, found: StrongestUnits) -> None:
    suggested = suggest_names(colours, found, LAYER)
    (exudate,), (haemorrhage,) = suggested[0], suggested[1]
    assert (exudate.name, haemorrhage.name) == ("hard exudate", "haemorrhage")
    assert exudate.photographs == 3
    assert exudate.overlap > 0.95
    # A square of 40 pixels touches 11 of the cells, which are 4 pixels wide and 47 in a row.
    assert exudate.chance == pytest.approx(11 * 11 / 47**2)
    assert 2 not in suggested  # never active


def test_without_masks_nothing_is_suggested(colours: LoadedModel, photographs: list[Path]) -> None:
    assert suggest_names(colours, find_strongest(colours, photographs[:3], [LAYER]), LAYER) == {}


def test_a_mask_that_cannot_be_read_does_not_count(
    colours: LoadedModel, marked: list[Path], found: StrongestUnits
) -> None:
    broken = marked[0].parent.parent / "masks" / "HE" / "0_HE.png"
    before = broken.read_bytes()
    broken.write_bytes(b"none")
    try:
        assert suggest_names(colours, found, LAYER)[0][0].name == "hard exudate"
    finally:
        broken.write_bytes(before)


def test_it_can_be_cancelled(colours: LoadedModel, found: StrongestUnits) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        suggest_names(colours, found, LAYER, token=token)


def test_cells_are_touched_by_single_pixels() -> None:
    mask = np.zeros((40, 60), bool)
    mask[11, 29] = True
    touched = cells_touched(mask, (4, 6), Affine.scale(10, 10))
    assert touched.nonzero() == (1, 2)
    shifted = cells_touched(mask, (4, 6), Affine.scale(10, 10).then(Affine.shift(-5, 5)))
    assert shifted.nonzero() == (0, 3)
    whole = cells_touched(np.ones((40, 60), bool), (5, 7), Affine.scale(10, 10))
    assert whole.sum() == 24
    turned = cells_touched(mask, (6, 4), Affine(xx=0, xy=10, yx=10, yy=0))
    assert turned.nonzero() == (2, 1)
