"""What is known to lie where on an eye: mask files and readers' marks, as the photograph is shown."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.importing import import_labels
from core.datasets.catalogue.indexing import index
from core.datasets.catalogue.project import Project
from core.datasets.sources.opening import SourceOptions
from core.errors import ImageError
from core.experiments.eyes import EyeItem
from core.experiments.project_eyes import project_eyes
from core.experiments.truth_source import TruthFrom
from core.images.orientation import Orientation

BOX = Shape(ShapeKind.BOX, "MA", ((2.0, 3.0), (6.0, 5.0)))


@pytest.fixture
def item(tmp_path: Path) -> EyeItem:
    """A photograph of 20 x 12 with a mask of microaneurysms in its upper left and one of exudates at its right."""
    Image.new("RGB", (20, 12), (90, 40, 20)).save(tmp_path / "eye.png")
    masks = []
    for code, columns in (("MA", slice(0, 4)), ("EX", slice(18, 20))):
        pixels = np.zeros((12, 20), np.uint8)
        pixels[:2, columns] = 255
        path = tmp_path / f"eye_{code}.png"
        Image.fromarray(pixels).convert("1").save(path)
        masks.append((code, path))
    return EyeItem(1, tmp_path / "eye.png", "eye.png", masks=tuple(masks))


def test_marks_and_masks_of_one_code_are_one(item: EyeItem) -> None:
    truth = replace(item, marks=(BOX,)).truth(item.read())
    assert set(truth) == {"MA", "EX"}
    expected = np.zeros((12, 20), bool)
    expected[:2, :4] = True
    expected[3:5, 2:6] = True
    np.testing.assert_array_equal(truth["MA"], expected)
    assert truth["EX"].sum() == 4


def test_truth_is_turned_with_the_photograph(item: EyeItem) -> None:
    marked = replace(item, marks=(BOX,), masks=())
    upright = marked.truth(marked.read())["MA"]
    turned = replace(marked, orientation=Orientation(is_turned=True))
    np.testing.assert_array_equal(turned.truth(turned.read())["MA"], upright[::-1, ::-1])
    mirrored = replace(marked, orientation=Orientation(is_mirrored=True))
    np.testing.assert_array_equal(mirrored.truth(mirrored.read())["MA"], upright[:, ::-1])


def test_only_the_codes_that_count(item: EyeItem) -> None:
    marked = replace(item, marks=(BOX, Shape(ShapeKind.POINT, "HE", ((10.0, 10.0),))))
    assert set(marked.truth(marked.read(), ("HE", "EX"))) == {"HE", "EX"}


def test_regions_painted_over_another_photograph_do_not_count(item: EyeItem) -> None:
    other = Shape(ShapeKind.REGION, "HE", runs=(3, 1), size=(2, 2))
    own = Shape(ShapeKind.REGION, "SE", runs=(230, 10), size=(20, 12))
    truth = replace(item, marks=(other, own)).truth(item.read())
    assert "HE" not in truth
    assert truth["SE"].sum() == 10


def test_a_mask_of_another_size_is_said_to_be_one(item: EyeItem) -> None:
    Image.new("1", (7, 30), 1).save(item.masks[0][1])
    with pytest.raises(ImageError, match="eye_MA"):
        item.truth(item.read())


def test_the_fingerprint_follows_marks_and_files(item: EyeItem) -> None:
    before = item.fingerprint
    assert item.fingerprint == before
    assert replace(item, marks=(BOX,)).fingerprint != before
    assert replace(item, orientation=Orientation(is_mirrored=True)).fingerprint != before
    assert replace(item, label=2).fingerprint != before
    moved = item.masks[0][1].rename(item.path.with_name("elsewhere.png"))
    assert replace(item, masks=(("MA", moved), item.masks[1])).fingerprint == before
    Image.new("1", (20, 12), 1).save(item.masks[1][1])
    assert replace(item, masks=(("MA", moved), item.masks[1])).fingerprint != before
    os.utime(item.path, (1, 1))
    assert item.fingerprint != before


def test_a_project_knows_masks_and_what_each_reader_drew(tmp_path: Path) -> None:
    folder = tmp_path / "eyes"
    (folder / "masks" / "EX").mkdir(parents=True)
    for number, name in enumerate("abc"):
        Image.new("RGB", (20, 12), (90, 40, 20 * number)).save(folder / f"{name}.png")
    Image.new("1", (20, 12), 1).save(folder / "masks" / "EX" / "a_EX.png")
    with Project.create(tmp_path / "p.funduscope") as project:
        table = tmp_path / "labels.csv"
        table.write_text("image,label\na,x\nb,y\nc,y\n", "utf-8")
        import_labels(project, folder, SourceOptions(labels=table, class_names=("x", "y")), scheme="s")
        index(project)
        numbers = {row.name: number for number, row in project.browsing.rows(range(1, 4)).items()}
        disc = Shape(ShapeKind.POINT, "OD", ((3.0, 3.0),))
        project.annotations.put(numbers["b.png"], "Ana", Annotation(shapes=(BOX,)))
        project.annotations.put(numbers["b.png"], "Ben", Annotation(shapes=(BOX, disc)))
        project.annotations.put(numbers["c.png"], "Ben", Annotation(shapes=(disc,)))

        def names(truth: TruthFrom | None) -> list[str]:
            return [eye.item.name for eye in project_eyes(project, truth=truth, codes_beside=("OD",))]

        assert names(None) == ["a.png", "b.png", "c.png"]
        assert names(TruthFrom()) == ["a.png", "b.png"]
        assert names(TruthFrom(has_marks=False)) == ["a.png"]
        assert names(TruthFrom(has_masks=False)) == ["b.png"]
        assert names(TruthFrom(has_masks=False, reader="Ana")) == ["b.png"]
        assert names(TruthFrom(has_masks=False, reader="Cleo")) == []
        eyes = project_eyes(project, truth=TruthFrom(has_masks=False), codes_beside=("OD",))
        assert eyes[0].item.marks == (BOX,)
