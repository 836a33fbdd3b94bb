"""What evaluation is given in the field: gaps, odd probabilities, one class, masks that lie. Said, never crashed on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

Cli = Callable[..., object]


@pytest.fixture
def tables(tmp_path: Path) -> Callable[[str, str], tuple[Path, Path]]:
    def write(labels: str, predictions: str) -> tuple[Path, Path]:
        for name, text in (("labels.csv", labels), ("said.csv", predictions)):
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / "labels.csv", tmp_path / "said.csv"

    return write


def measured(cli: Cli, tables: tuple[Path, Path], tmp_path: Path) -> tuple[object, dict[str, object]]:
    labels, said = tables
    out = tmp_path / "figures.json"
    result = cli("metrics", "--labels", labels, "--predictions", said, "--json", out)
    assert result.status == 0, result.err
    return result, json.loads(out.read_text("utf-8"))


def test_gaps_on_both_sides_are_counted_and_left_out(cli: Cli, tables: Callable, tmp_path: Path) -> None:
    labels = "image,label\na,x\nb,y\nghost,x\n"
    said = "image,x,y\na,0.9,0.1\nb,0.2,0.8\nstray,0.5,0.5\n"
    result, found = measured(cli, tables(labels, said), tmp_path)
    assert found["count"] == 2
    assert "1 photographs have no label (stray)" in result.out
    assert "1 labels have no photograph (ghost)" in result.out


def test_nothing_in_common_is_an_error_that_shows_both_names(cli: Cli, tables: Callable) -> None:
    labels, said = tables("image,label\nleft/one,x\n", "image,x,y\ntwo.png,0.9,0.1\n")
    result = cli("metrics", "--labels", labels, "--predictions", said)
    assert result.status == 2
    assert "two.png" in result.err
    assert "left/one" in result.err


def test_probabilities_that_do_not_sum_to_one_are_ranked_and_not_calibrated(
    cli: Cli, tables: Callable, tmp_path: Path
) -> None:
    labels = "image,label\na,x\nb,y\nc,x\n"
    said = "image,x,y\na,0.9,0.7\nb,0.2,0.8\nc,0.6,0.1\n"
    result, found = measured(cli, tables(labels, said), tmp_path)
    assert "do not sum to one" in result.out
    assert found["accuracy"] == 1.0
    assert found["loss"] is None
    assert found["calibration"] is None


@pytest.mark.parametrize("value", ["1.2", "-0.1", "nan", "high", ""])
def test_what_is_no_probability_names_its_cell(cli: Cli, tables: Callable, value: str) -> None:
    labels, said = tables("image,label\na,x\n", f"image,x,y\na,{value},0.1\n")
    result = cli("metrics", "--labels", labels, "--predictions", said)
    assert result.status == 2
    assert "Row 2" in result.err
    assert "'x'" in result.err


def test_one_class_leaves_areas_undefined_and_says_so(cli: Cli, tables: Callable, tmp_path: Path) -> None:
    labels = "image,label\na,No DR\nb,No DR\nc,No DR\n"
    said = "image,No DR,Mild NPDR\na,0.8,0.2\nb,0.7,0.3\nc,0.4,0.6\n"
    result, found = measured(cli, tables(labels, said), tmp_path)
    assert found["auc_one_against_rest"] is None
    assert all(each["auc"] is None for each in found["per_class"])
    assert "All photographs are of one class" in result.out
    assert "AUC is undefined" in result.out


def test_a_report_of_one_class_can_be_written(cli: Cli, model: Path, photographs: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("image,label\na,No DR\nb,No DR\n")
    out = tmp_path / "out"
    result = cli("evaluate", model, "--images", photographs, "--labels", labels, "--out", out, "--method", "saliency")
    assert result.status == 0, result.err
    assert "AUC is undefined" in re.sub(r"\s+", " ", (out / "report.html").read_text("utf-8"))
    assert (out / "report.pdf").stat().st_size > 5_000


def masked(tmp_path: Path, mask: Image.Image) -> Path:
    """A photograph of 80 x 60 with that mask."""
    (tmp_path / "images").mkdir()
    (tmp_path / "masks" / "EX").mkdir(parents=True)
    pixels = np.random.default_rng(0).integers(0, 255, (60, 80, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "images" / "eye.png")
    mask.save(tmp_path / "masks" / "EX" / "eye_EX.png")
    return tmp_path


def localised(cli: Cli, model: Path, place: Path) -> object:
    images, masks = place / "images", place / "masks"
    return cli(
        "localise", model, "--images", images, "--masks", masks, "--method", "saliency", "--json", place / "found.json"
    )


def test_a_mask_of_another_size_leaves_its_photograph_out(cli: Cli, model: Path, tmp_path: Path) -> None:
    result = localised(cli, model, masked(tmp_path, Image.new("L", (40, 30), 255)))
    assert result.status == 2
    assert "40 x 30" in result.err
    assert "80 x 60" in result.err


def test_alpha_is_no_lesion(cli: Cli, model: Path, tmp_path: Path) -> None:
    mask = Image.new("RGBA", (80, 60), (0, 0, 0, 255))
    mask.paste((255, 0, 0, 255), (10, 10, 30, 30))
    result = localised(cli, model, masked(tmp_path, mask))
    assert result.status == 0, result.err
    (row,) = json.loads((tmp_path / "found.json").read_text())["rows"]
    assert row["mask_share"] < 0.25


def test_an_empty_mask_has_nothing_to_point_at(cli: Cli, model: Path, tmp_path: Path) -> None:
    result = localised(cli, model, masked(tmp_path, Image.new("L", (80, 60), 0)))
    rows = json.loads((tmp_path / "found.json").read_text())["rows"] if result.status == 0 else []
    assert all(not row["has_mask"] and not row["figures"] for row in rows)
    assert "Traceback" not in result.err


def test_the_mask_with_alpha_of_idrid(data_dir: Path) -> None:
    from core.datasets.masks import read_mask

    mask = data_dir / "idrid" / "segmentation" / "masks_original_tiff" / "IDRiD_81_EX.tif"
    with Image.open(mask) as image:
        assert np.asarray(image.convert("RGBA"))[..., 3].min() == 255  # alpha marks the whole frame
    share = read_mask(mask, (4288, 2848)).mean()
    assert 0 < share < 0.1
