"""Masks beside photographs: found by name, read by colour."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.datasets.masks import MaskFile, find_masks, read_mask
from core.errors import ImageError
from core.images.reading import find_photographs

SIZE = (12, 8)


@pytest.fixture
def square() -> np.ndarray:
    """A mask with a block of 3 x 2 pixels."""
    mask = np.zeros(SIZE[::-1], bool)
    mask[2:4, 5:8] = True
    return mask


def write(path: Path, image: Image.Image) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)
    return path


def grey(mask: np.ndarray, value: int = 255) -> Image.Image:
    return Image.fromarray(np.where(mask, value, 0).astype(np.uint8))


@pytest.mark.parametrize("below", ["images", "images/Mild NPDR", "images/train/Mild NPDR", "."])
def test_masks_are_found_from_every_depth(tmp_path: Path, square: np.ndarray, below: str) -> None:
    photograph = tmp_path / below / "eye.v2.jpg"
    mild = write(tmp_path / "masks" / "MA" / "eye.v2_MA.png", grey(square))
    car = write(tmp_path / "masks" / "car" / "eye.v2_car.tif", grey(square))
    write(tmp_path / "masks" / "EX" / "other_EX.png", grey(square))
    write(tmp_path / "masks" / "MA" / "eye_MA.png", grey(square))
    assert find_masks(photograph) == (MaskFile("car", "car", car), MaskFile("MA", "microaneurysm", mild))


def test_only_the_nearest_folder_of_masks_counts(tmp_path: Path, square: np.ndarray) -> None:
    write(tmp_path / "masks" / "MA" / "eye_MA.png", grey(square))
    near = write(tmp_path / "set" / "masks" / "EX" / "eye_EX.png", grey(square))
    assert [mask.path for mask in find_masks(tmp_path / "set" / "images" / "eye.jpg")] == [near]


def test_a_folder_too_far_up_has_no_say(tmp_path: Path, square: np.ndarray) -> None:
    write(tmp_path / "masks" / "MA" / "eye_MA.png", grey(square))
    assert find_masks(tmp_path / "a" / "b" / "c" / "d" / "eye.jpg") == ()


def test_without_masks_there_are_none(tmp_path: Path) -> None:
    assert find_masks(tmp_path / "eye.jpg") == ()
    (tmp_path / "masks").write_text("a file of that name")
    assert find_masks(tmp_path / "eye.jpg") == ()


@pytest.mark.parametrize("value", [1, 255])
def test_whatever_is_not_black_belongs_to_the_mask(tmp_path: Path, square: np.ndarray, value: int) -> None:
    path = write(tmp_path / "mask.png", grey(square, value))
    assert np.array_equal(read_mask(path, SIZE), square)


def test_one_bit_and_palette(tmp_path: Path, square: np.ndarray) -> None:
    one_bit = write(tmp_path / "bit.png", Image.fromarray(square))
    palette = Image.fromarray(square.astype(np.uint8))
    palette.putpalette([0, 0, 0, 128, 0, 0])
    for path in (one_bit, write(tmp_path / "palette.tif", palette)):
        assert np.array_equal(read_mask(path, SIZE), square)


@pytest.mark.parametrize("alpha", [255, 1])
def test_alpha_is_no_lesion(tmp_path: Path, square: np.ndarray, alpha: int) -> None:
    rgba = np.zeros((*square.shape, 4), np.uint8)
    rgba[square, 0] = 255
    rgba[..., 3] = 255
    rgba[~square, 3] = alpha
    path = write(tmp_path / "mask.tif", Image.fromarray(rgba))
    assert np.array_equal(read_mask(path, SIZE), square)


def test_another_size_is_refused(tmp_path: Path, square: np.ndarray) -> None:
    path = write(tmp_path / "eye_MA.png", grey(square))
    with pytest.raises(ImageError, match=r"eye_MA\.png' has 12 x 8 pixels, and its photograph 8 x 12"):
        read_mask(path, (8, 12))


def test_sixteen_bits_are_refused(tmp_path: Path, square: np.ndarray) -> None:
    path = write(tmp_path / "deep.png", Image.fromarray(square.astype(np.uint16)))
    with pytest.raises(ImageError, match="16 bits a channel"):
        read_mask(path, SIZE)


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "eye_MA.png"
    path.write_text("nothing of the kind")
    with pytest.raises(ImageError, match=r"eye_MA\.png"):
        read_mask(path, SIZE)


def test_the_opaque_mask_of_idrid_marks_only_its_exudates(data_dir: Path) -> None:
    folder = data_dir / "idrid" / "segmentation"
    trap = read_mask(folder / "masks_original_tiff" / "IDRiD_81_EX.tif", (4288, 2848))
    assert 0 < trap.mean() < 0.2
    plain = read_mask(folder / "masks_original_tiff" / "IDRiD_01_EX.tif", (4288, 2848))
    assert np.array_equal(plain, read_mask(folder / "masks" / "EX" / "IDRiD_01_EX.png", (4288, 2848)))


def test_every_photograph_of_idrid_finds_its_masks(data_dir: Path) -> None:
    folder = data_dir / "idrid" / "segmentation"
    found = [mask.path for path in sorted((folder / "images").iterdir()) for mask in find_masks(path)]
    assert sorted(found) == sorted((folder / "masks").rglob("*.png"))


def test_the_masks_of_a_published_set_lie_in_folders_of_their_own_names(tmp_path: Path, square: np.ndarray) -> None:
    truth = tmp_path / "2. All Segmentation Groundtruths"
    photograph = write(tmp_path / "1. Original Images" / "a. Training Set" / "IDRiD_01.jpg", grey(square))
    small = write(truth / "a. Training Set" / "1. Microaneurysms" / "IDRiD_01_MA.tif", grey(square))
    soft = write(truth / "a. Training Set" / "4. Soft Exudates" / "IDRiD_01_SE.tif", grey(square))
    write(truth / "b. Testing Set" / "1. Microaneurysms" / "IDRiD_01_MA.tif", grey(square))
    expected = MaskFile("MA", "microaneurysm", small), MaskFile("SE", "cotton-wool spot", soft)
    assert find_masks(photograph) == expected
    assert list(find_photographs(tmp_path)) == [photograph]  # masks are none


def test_masks_may_be_called_as_their_photograph(tmp_path: Path, square: np.ndarray) -> None:
    mask = write(tmp_path / "Lesion_Masks" / "Hard_Exudate_Masks" / "eye.png", grey(square))
    assert find_masks(tmp_path / "images" / "eye.jpg") == (MaskFile("EX", "hard exudate", mask),)
