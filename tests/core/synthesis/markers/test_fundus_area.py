"""Where the fundus is, and what is none."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.errors import SynthesisError
from core.images.reading import find_photographs, read_photograph
from core.synthesis.fundus.options import FieldShape, FundusOptions
from core.synthesis.fundus.render import render_fundus
from core.synthesis.markers.drawing import box, ellipse, filled
from core.synthesis.markers.fundus_area import find_fundus_area

Disc = Callable[..., NDArray[np.uint8]]


@settings(max_examples=25, deadline=None)
@given(height=st.integers(60, 700), width=st.integers(60, 700), share=st.floats(0.55, 0.97))
def test_a_disc_is_found_where_it_is(disc: Disc, height: int, width: int, share: float) -> None:
    radius = share * min(height, width) / 2
    if np.pi * radius**2 < 0.13 * height * width:
        return
    area = find_fundus_area(disc(height, width, radius), "disc")
    cell = -(-max(height, width) // 256)
    left, top, right, bottom = area.box
    expected = (width / 2 - radius, height / 2 - radius, width / 2 + radius, height / 2 + radius)
    np.testing.assert_allclose((left, top, right, bottom), expected, atol=2 * cell + 2)
    y, x = np.nonzero(area.inside)
    assert (
        np.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2).max() <= radius + 1
    )  # the disc has the pixels on its outline
    assert area.inside.sum() > 0.8 * np.pi * radius**2


def test_holes_in_the_disc_belong_to_it(disc: Disc) -> None:
    pixels = disc()
    pixels[130:160, 140:180] = 0
    area = find_fundus_area(pixels, "disc")
    assert area.inside[145, 160]


@pytest.mark.parametrize("shape", FieldShape)
def test_every_shape_of_field_is_found(shape: FieldShape) -> None:
    options = FundusOptions(width=256, height=256, grade=0, field_shape=shape)
    for index in range(4):
        pixels = render_fundus(2, index, options).pixels
        area = find_fundus_area(pixels, "rendered")
        assert area.inside.mean() > 0.4
        assert pixels[area.inside].max(axis=1).mean() > 60
        assert pixels[~area.inside].max(axis=1).mean() < 60


def grey(height: int = 200, width: int = 260, level: int = 120) -> NDArray[np.uint8]:
    return np.full((height, width, 3), level, np.uint8)


def shape(points: tuple[tuple[float, float], ...]) -> NDArray[np.uint8]:
    return filled(points, 200, 260)[..., None] * grey()


@pytest.mark.parametrize(
    "pixels",
    [
        grey(level=0),
        grey(),
        np.random.default_rng(1).integers(0, 256, (200, 260, 3), np.uint8),
        shape(box(60, 40, 200, 160)),
        shape(ellipse(130, 100, 120, 40)),
        shape(ellipse(130, 100, 20, 20)),
        shape(((130.0, 20.0), (220.0, 180.0), (40.0, 180.0))),
        np.zeros((1, 1, 3), np.uint8),
        grey(2, 3000),
    ],
    ids=["black", "grey", "noise", "box", "ellipse", "dot", "triangle", "pixel", "line"],
)
def test_what_is_no_fundus_is_refused_by_name(pixels: NDArray[np.uint8]) -> None:
    with pytest.raises(SynthesisError, match=r"'holiday\.jpg' shows no fundus"):
        find_fundus_area(pixels, "holiday.jpg")


def test_real_photographs(data_dir: Path) -> None:
    graded = list(find_photographs(data_dir / "idrid" / "grading"))[::80]
    large = list(find_photographs(data_dir / "idrid" / "segmentation" / "images"))[:1]
    for path in [*graded, *large, data_dir / "fundus-cc0" / "retina.jpg"]:
        pixels = read_photograph(path).pixels
        area = find_fundus_area(pixels, path.name)
        assert area.inside.mean() > 0.4, path.name
        assert pixels[area.inside].max(axis=1).mean() > 3 * pixels[~area.inside].max(axis=1).mean(), path.name
    for path in find_photographs(data_dir / "natural"):
        with pytest.raises(SynthesisError, match=path.name):
            find_fundus_area(read_photograph(path).pixels, path.name)
