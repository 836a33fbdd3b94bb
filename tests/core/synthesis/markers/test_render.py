"""Photographs with markers: the truth about them is true."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from core.errors import FunduscopeError, SynthesisError
from core.images.reading import find_photographs, read_photograph
from core.synthesis.fundus.options import FundusOptions
from core.synthesis.fundus.render import render_fundus
from core.synthesis.markers.fundus_area import find_fundus_area
from core.synthesis.markers.kinds import DRAWERS, PAINTERS, Marker
from core.synthesis.markers.options import MarkerClass, MarkerOptions
from core.synthesis.markers.presets import PRESET_CLASSES, Preset
from core.synthesis.markers.render import render_markers
from core.synthesis.rendering import Rendering

Disc = Callable[..., NDArray[np.uint8]]
SMALL = MarkerOptions(fundus=FundusOptions(width=200, height=160, grade=0))
EACH = tuple(MarkerClass(kind.value, (kind,)) for kind in Marker)


def check(rendering: Rendering, below: NDArray[np.uint8]) -> None:
    """What must be so of every photograph."""
    marked = np.zeros(below.shape[:2], bool)
    inside = find_fundus_area(below, "below").inside
    for mask in rendering.masks.values():
        assert mask.any()
        assert not (mask & marked).any(), "markers overlap"
        marked |= mask
    assert not (marked & ~inside).any(), "a marker leaves the fundus"
    np.testing.assert_array_equal(rendering.pixels[~marked], below[~marked])
    if marked.any():
        assert (rendering.pixels[marked] != below[marked]).any(axis=1).mean() > 0.8
    places = Counter(place["kind"] for place in rendering.facts["markers"])
    assert set(places) == set(rendering.masks)
    for place in rendering.facts["markers"]:
        left, top, right, bottom = place["box"]
        box = rendering.masks[place["kind"]][top:bottom, left:right]
        assert box[0].any()
        assert box[-1].any()
        assert box[:, 0].any()
        assert box[:, -1].any()


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 2**63),
    index=st.integers(0, 10**6),
    kinds=st.lists(st.sampled_from(list(Marker)), unique=True, max_size=3),
    smallest=st.floats(0.1, 0.3),
    spread=st.floats(0, 0.3),
    fewest=st.integers(1, 3),
    more=st.integers(0, 2),
    strength=st.floats(0.4, 1),
    side=st.sampled_from([(150, 150), (256, 200), (180, 240)]),
)
def test_outside_the_masks_nothing_changes_and_the_masks_lie_in_the_fundus(
    seed: int,
    index: int,
    kinds: list[Marker],
    smallest: float,
    spread: float,
    fewest: int,
    more: int,
    strength: float,
    side: tuple[int, int],
) -> None:
    options = MarkerOptions(
        smallest=smallest,
        largest=smallest + spread,
        fewest=fewest,
        most=fewest + more,
        strength=strength,
        fundus=FundusOptions(width=side[0], height=side[1], grade=0),
    )
    try:
        rendering = render_markers(seed, index, (MarkerClass("all", tuple(kinds)),), options)
    except SynthesisError as error:
        if "no room" not in str(error):
            raise
        return
    check(rendering, render_fundus(seed, index, options.fundus).pixels)
    counts = Counter(place["kind"] for place in rendering.facts["markers"])
    assert set(counts) == {kind.value for kind in kinds}
    assert all(fewest <= count <= fewest + more for count in counts.values())


@pytest.mark.parametrize("kind", Marker)
def test_every_kind_on_a_rendered_fundus(kind: Marker) -> None:
    for index in range(2):
        rendering = render_markers(4, index, (MarkerClass(kind.value, (kind,)),), SMALL)
        check(rendering, render_fundus(4, index, SMALL.fundus).pixels)
        assert list(rendering.masks) == [kind.value]


def test_sizes_are_those_that_were_asked_for() -> None:
    options = replace(SMALL, smallest=0.25, largest=0.3, most=1)
    for kind in Marker:
        for index in range(2):
            facts = render_markers(9, index, (MarkerClass(kind.value, (kind,)),), options).facts
            [place] = facts["markers"]
            left, top, right, bottom = place["box"]
            longest = np.hypot(right - left, bottom - top)
            diameter = max(facts["fundus"][2] - facts["fundus"][0], facts["fundus"][3] - facts["fundus"][1])
            shrunk = 0.85**2  # where there was no room at first
            assert 0.9 * shrunk * 0.25 * diameter - 4 < longest < 1.45 * 0.3 * diameter + 4, (kind, index)


def test_every_class_is_as_frequent_as_the_others_and_independent_of_the_eye() -> None:
    tiny = MarkerOptions(fundus=FundusOptions(width=128, height=128, grade=0), fewest=1, most=1, smallest=0.2)
    classes = (MarkerClass("car", (Marker.CAR,)), MarkerClass("none"))
    rendered = [render_markers(1, index, classes, tiny) for index in range(24)]
    assert Counter(rendering.label for rendering in rendered) == {0: 12, 1: 12}
    both = Counter((rendering.label, rendering.facts["eye"]) for rendering in rendered)
    assert len(both) == 4
    assert min(both.values()) >= 3
    assert all(bool(rendering.masks) == (rendering.label == 0) for rendering in rendered)


def test_a_photograph_depends_on_seed_and_index_alone() -> None:
    first = render_markers(7, 5, EACH, SMALL)
    again = render_markers(7, 5, EACH, SMALL)
    np.testing.assert_array_equal(first.pixels, again.pixels)
    assert first.facts == again.facts
    assert not np.array_equal(first.pixels, render_markers(8, 5, EACH, SMALL).pixels)
    assert not np.array_equal(first.pixels, render_markers(7, 6, EACH, SMALL).pixels)


def test_rotations_and_places_are_spread(disc: Disc, tmp_path: Path) -> None:
    """All quarters of the turn, and all quadrants of the fundus."""
    path = tmp_path / "disc.png"
    Image.fromarray(disc()).save(path)
    options = MarkerOptions(smallest=0.1, largest=0.12, fewest=8, most=8, photographs=(path,))
    places = [
        place
        for index in range(8)
        for place in render_markers(3, index, (MarkerClass("car", (Marker.CAR,)),), options).facts["markers"]
    ]
    assert min(Counter(int(place["rotation"] // 90) for place in places).values()) >= 6
    centres = [
        ((place["box"][0] + place["box"][2]) // 300, (place["box"][1] + place["box"][3]) // 300) for place in places
    ]
    assert set(centres) == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert min(Counter(centres).values()) >= 6


@pytest.fixture
def own(disc: Disc, tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "clinic").mkdir(parents=True)
    for name, size in (("a.png", (240, 320)), ("clinic/b.png", (300, 300)), ("c.png", (200, 220))):
        Image.fromarray(disc(*size, radius=0.46 * min(size))).save(folder / name)
    return folder


def of(folder: Path, **others: object) -> MarkerOptions:
    return MarkerOptions(photographs=tuple(find_photographs(folder)), folder=folder, **others)


def test_markers_on_photographs_of_ones_own(own: Path) -> None:
    options = of(own)
    sources = []
    for index in range(6):
        rendering = render_markers(2, index, EACH, options)
        source = rendering.facts["source"]
        check(rendering, read_photograph(own / str(source)).pixels)
        assert rendering.facts["patient"] == source
        sources.append(source)
    assert sorted(sources[:3]) == sorted(sources[3:]) == ["a.png", "c.png", "clinic/b.png"]


def test_photographs_of_ones_own_at_one_size(own: Path) -> None:
    options = of(own, size_px=150)
    for index in range(3):
        below = render_markers(2, index, (MarkerClass("none"),), options).pixels
        assert below.shape == (150, 150, 3)
        assert find_fundus_area(below, "scaled").diameter > 144
        check(render_markers(2, index, EACH, options), below)


def test_a_photograph_without_a_fundus_is_named(own: Path) -> None:
    Image.new("RGB", (200, 200), (90, 120, 40)).save(own / "a.png")
    classes = (MarkerClass("none"),)  # also where no marker would be put into it
    with pytest.raises(SynthesisError, match=r"a\.png' shows no fundus"):
        [render_markers(1, index, classes, of(own)) for index in range(3)]


@pytest.mark.slow
def test_a_large_photograph(data_dir: Path) -> None:
    path = next(find_photographs(data_dir / "idrid" / "segmentation" / "images"))
    options = MarkerOptions(photographs=(path,), fewest=1, most=1)
    for kind in (Marker.GRASS, Marker.GIRAFFE):
        rendering = render_markers(1, 0, (MarkerClass(kind.value, (kind,)),), options)
        check(rendering, read_photograph(path).pixels)


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"smallest": 0}, "cannot be"),
        ({"smallest": 0.4, "largest": 0.3}, "the smaller first"),
        ({"largest": 0.7}, "up to 0.6"),
        ({"smallest": float("nan")}, "cannot be"),
        ({"fewest": 0}, "name a class without"),
        ({"fewest": 4, "most": 3}, "the smaller first"),
        ({"most": 1000}, "from 1 to 12"),
        ({"strength": 0}, "above 0"),
        ({"strength": 1.5}, "up to 1"),
        ({"size_px": 5}, "5 pixels"),
        ({"size_px": 100_000}, "100000 pixels"),
    ],
)
def test_what_cannot_be_is_said(others: dict[str, float], words: str) -> None:
    with pytest.raises(SynthesisError, match=words):
        MarkerOptions(**others)


def test_markers_too_small_to_be_recognised_are_refused() -> None:
    options = replace(SMALL, smallest=0.01, largest=0.02)
    with pytest.raises(SynthesisError, match="no room for a car marker of at least 12 pixels"):
        render_markers(1, 0, (MarkerClass("car", (Marker.CAR,)),), options)


def test_more_markers_than_there_is_room_for_are_refused() -> None:
    crowd = replace(SMALL, smallest=0.5, largest=0.6, fewest=12, most=12)
    with pytest.raises(SynthesisError, match="no room"):
        render_markers(1, 0, (MarkerClass("all", tuple(Marker)),), crowd)


def test_classes_that_nobody_could_tell_apart_are_refused() -> None:
    with pytest.raises(FunduscopeError, match="'a' and 'b' hold the same markers"):
        render_markers(1, 0, (MarkerClass("a"), MarkerClass("b")), SMALL)
    with pytest.raises(FunduscopeError, match="no classes"):
        render_markers(1, 0, (), SMALL)
    with pytest.raises(FunduscopeError, match="twice"):
        MarkerClass("a", (Marker.CAR, Marker.CAR))


def test_there_is_a_maker_for_every_marker() -> None:
    assert set(PAINTERS) | set(DRAWERS) == set(Marker)
    assert not set(PAINTERS) & set(DRAWERS)


def test_the_presets_have_the_thesis_numbers_of_classes() -> None:
    assert {preset: len(classes) for preset, classes in PRESET_CLASSES.items()} == {
        Preset.NATURAL: 5,
        Preset.CAR_GRASS: 2,
        Preset.TEXTURES: 4,
        Preset.GRASS_NONE: 2,
    }
