"""Names from lesions: features whose strongest regions are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.datasets.annotation.lesions import Lesion, set_lesions
from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.project import Project
from core.features.strongest import StrongestUnits, find_strongest
from core.features.suggestions import cells_touched, suggest_names
from core.features.truth import project_marks
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
    suggested = suggest_names(colours, found, [LAYER])[LAYER]
    (exudate,), (haemorrhage,) = suggested[0], suggested[1]
    assert (exudate.name, haemorrhage.name) == ("hard exudate", "haemorrhage")
    assert exudate.photographs == 3
    assert exudate.overlap > 0.95
    # A square of 40 pixels touches 11 of the cells, which are 4 pixels wide and 47 in a row.
    assert exudate.chance == pytest.approx(11 * 11 / 47**2)
    assert 2 not in suggested  # never active


def test_without_masks_nothing_is_suggested(colours: LoadedModel, photographs: list[Path]) -> None:
    assert suggest_names(colours, find_strongest(colours, photographs[:3], [LAYER]), [LAYER]) == {LAYER: {}}


def test_a_mask_that_cannot_be_read_does_not_count(
    colours: LoadedModel, marked: list[Path], found: StrongestUnits
) -> None:
    broken = marked[0].parent.parent / "masks" / "HE" / "0_HE.png"
    before = broken.read_bytes()
    broken.write_bytes(b"none")
    try:
        assert suggest_names(colours, found, [LAYER])[LAYER][0][0].name == "hard exudate"
    finally:
        broken.write_bytes(before)


def test_what_readers_have_marked_suggests_names_as_masks_do(
    colours: LoadedModel, marked: list[Path], found: StrongestUnits, tmp_path: Path
) -> None:
    """The squares of the masks, drawn by two readers on the same pictures where no mask lies beside them."""
    folder = tmp_path / "eyes"
    folder.mkdir()
    paths = [folder / path.name for path in marked]
    for path, copy in zip(marked, paths, strict=True):
        copy.write_bytes(path.read_bytes())
    alone = find_strongest(colours, paths, [LAYER])
    assert suggest_names(colours, alone, [LAYER]) == {LAYER: {}}
    with Project.create(tmp_path / "eyes.funduscope") as project:
        list_folder(project, folder)
        index(project)
        set_lesions(project, [Lesion("EX", "yellow deposit"), Lesion("HE", "haemorrhage")])
        for number, path in enumerate(paths[:3]):
            (photograph,) = project.files.at(path)
            left, top = 20 + 10 * number, 20
            green = ((left, top), (left + 40, top), (left + 40, top + 40), (left, top + 40))
            exudate = Shape(ShapeKind.REGION, "EX", tuple((float(x), float(y)) for x, y in green))
            haemorrhage = Shape(ShapeKind.BOX, "HE", ((60.0, 120.0), (100.0, 150.0)))
            project.annotations.put(photograph, "ada", Annotation(shapes=(exudate,)))
            project.annotations.put(photograph, "ben", Annotation(shapes=(haemorrhage,)))
        marks = project_marks(project)
        drawn = suggest_names(colours, alone, [LAYER], marks=marks)[LAYER]
        both = suggest_names(colours, found, [LAYER], marks=marks)[LAYER]
    masks = suggest_names(colours, found, [LAYER])[LAYER]
    for channel, name in ((0, "yellow deposit"), (1, "haemorrhage")):
        (one,), (other,), (third,) = drawn[channel], masks[channel], both[channel]
        assert one.name == third.name == name
        assert (one.code, one.photographs) == (other.code, other.photographs)
        assert (one.overlap, one.chance) == pytest.approx((other.overlap, other.chance))
        # What a mask and a reader both outline is one lesion, and counts once.
        assert (third.overlap, third.chance) == pytest.approx((other.overlap, other.chance))


def test_a_point_suggests_a_name_for_a_feature_that_finds_the_dot(colours: LoadedModel, tmp_path: Path) -> None:
    pixels = np.full((2 * SIDE, 2 * SIDE, 3), 90, np.uint8)
    pixels[100:108, 60:68] = 255, 0, 0
    path = tmp_path / "eyes" / "dot.png"
    path.parent.mkdir()
    Image.fromarray(pixels).save(path)
    found = find_strongest(colours, [path], [LAYER])
    with Project.create(tmp_path / "eyes.funduscope") as project:
        list_folder(project, path.parent)
        index(project)
        (photograph,) = project.files.at(path)
        point = Shape(ShapeKind.POINT, "MA", ((64.0, 104.0),))
        project.annotations.put(photograph, "ada", Annotation(shapes=(point,)))
        told = suggest_names(colours, found, [LAYER], marks=project_marks(project))[LAYER]
    (suggestion,) = told[1]
    assert (suggestion.name, suggestion.photographs) == ("microaneurysm", 1)
    assert suggestion.overlap > 10 * suggestion.chance
    assert 0 not in told  # green is nowhere


def test_all_layers_are_compared_in_one_reading(colours: LoadedModel, marked: list[Path]) -> None:
    layers = [LAYER, "features.3.squeeze", "features.4.expand3x3"]
    found = find_strongest(colours, marked, layers)
    together = suggest_names(colours, found, layers)
    assert list(together) == layers
    assert together == {layer: suggest_names(colours, found, [layer])[layer] for layer in layers}


def test_a_photograph_that_has_become_another_does_not_count(
    colours: LoadedModel, marked: list[Path], found: StrongestUnits
) -> None:
    before = marked[0].read_bytes()
    marked[0].write_bytes(marked[1].read_bytes())
    try:
        assert suggest_names(colours, found, [LAYER])[LAYER][0][0].photographs == 2
    finally:
        marked[0].write_bytes(before)


def test_it_can_be_cancelled(colours: LoadedModel, found: StrongestUnits) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        suggest_names(colours, found, [LAYER], token=token)


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
