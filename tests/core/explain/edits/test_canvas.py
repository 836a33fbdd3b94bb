"""What edits make of a photograph: only where they are, the same whatever was shown before, and back again exactly."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import FunduscopeError
from core.explain.edits.canvas import Canvas
from core.explain.edits.contents import make_patch, read_patch
from core.explain.edits.edit import Edit, EditKind, Offset
from core.explain.edits.editlist import EditList
from core.explain.edits.shapes import Polygon, Shape, Stroke, coverage
from core.images.photograph import Photograph
from core.jobs import Cancelled, CancelToken

MakePhotograph = Callable[[np.ndarray], Photograph]

SPOT = Stroke(((110.0, 150.0),), 15.0)
PATCH = make_patch(np.full((40, 40, 3), (10, 200, 30), np.uint8), 90, 130)


def edited(photograph: Photograph, *edits: Edit) -> np.ndarray:
    found = Canvas(photograph).show(EditList(photograph.id, photograph.width, photograph.height, edits))
    return found.on(photograph.pixels)


def shapes() -> st.SearchStrategy[Shape]:
    points = st.tuples(st.floats(-20, 340), st.floats(-20, 260))
    strokes = st.builds(Stroke, st.lists(points, min_size=1, max_size=4).map(tuple), st.floats(1, 40))
    loops = st.lists(points, min_size=3, max_size=5).map(lambda loop: Polygon((tuple(loop),)))
    return st.one_of(strokes, loops)


@st.composite
def any_edit(draw: st.DrawFn) -> Edit:
    kind = draw(st.sampled_from(list(EditKind)))
    source = draw(st.sampled_from([Offset(40, -30), Offset(-400, 0), PATCH])) if kind is EditKind.PASTE else None
    feather = draw(st.floats(0, 12))
    is_shown = draw(st.booleans())
    return Edit(kind, draw(shapes()), draw(st.floats(0, 1)), feather, source=source, is_shown=is_shown)


any_edits = st.lists(any_edit(), max_size=4).map(tuple)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sequence=st.lists(any_edits, min_size=2, max_size=4), kept_bytes=st.sampled_from([1 << 28, 20_000]))
def test_what_was_shown_before_leaves_no_trace(
    sequence: list[tuple[Edit, ...]], kept_bytes: int, photograph: Photograph
) -> None:
    canvas = Canvas(photograph, kept_bytes=kept_bytes)
    for edits in [*sequence, sequence[0], ()]:
        wanted = EditList(photograph.id, photograph.width, photograph.height, edits)
        found = canvas.show(wanted)
        anew = Canvas(photograph).show(wanted)
        assert found.box == anew.box
        assert np.array_equal(found.pixels, anew.pixels)
    assert found.box.is_empty


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edit=any_edit())
def test_nothing_changes_outside_of_the_region(edit: Edit, photograph: Photograph) -> None:
    before = photograph.pixels.copy()
    after = edited(photograph, edit)
    box, shares = coverage(edit.region, edit.feather_px, photograph.width, photograph.height)
    outside = np.ones(after.shape[:2], np.bool_)
    if edit.is_shown and not box.is_empty:
        outside[box.slices] = shares == 0
    assert np.array_equal(after[outside], photograph.pixels[outside])
    assert np.array_equal(photograph.pixels, before)


def test_inpainting_takes_the_dark_spot_away(photograph: Photograph) -> None:
    after = edited(photograph, Edit(EditKind.INPAINT, SPOT, feather_px=2.0))
    spot = after[140:160, 100:120].astype(float)
    around = photograph.pixels[120:135, 95:125].astype(float)
    assert np.abs(spot.mean((0, 1)) - around.mean((0, 1))).max() < 6
    # Neither smoother nor rougher than what is around it.
    assert 0.5 < spot.std((0, 1)).max() / around.std((0, 1)).max() < 2


def test_a_large_region_is_filled_from_around_too(photograph_of: MakePhotograph) -> None:
    pixels = np.full((900, 1200, 3), (180, 90, 50), np.uint8)
    pixels[300:620, 400:800] = (60, 10, 10)
    outline = ((396.0, 296.0), (804.0, 296.0), (804.0, 624.0), (396.0, 624.0))
    after = edited(photograph_of(pixels), Edit(EditKind.INPAINT, Polygon((outline,))))
    assert np.abs(after.astype(int) - (180, 90, 50)).max() <= 3


def test_vessels_that_cross_the_region_stay(photograph_of: MakePhotograph) -> None:
    pixels = np.zeros((600, 600, 3), np.uint8)
    cv2.circle(pixels, (300, 300), 290, (190, 90, 40), -1)
    cv2.line(pixels, (40, 320), (560, 280), (120, 40, 20), 7)
    clean = pixels.copy()
    cv2.circle(pixels, (300, 280), 26, (90, 25, 15), -1)  # a haemorrhage that touches the vessel
    region = Stroke(((300.0, 280.0),), 30.0)
    kept, gone = (
        edited(photograph_of(pixels), Edit(kind, region, feather_px=3.0))
        for kind in (EditKind.INPAINT_VESSELS, EditKind.INPAINT)
    )
    vessel = (clean == (120, 40, 20)).all(2)
    near = np.zeros_like(vessel)
    near[255:330, 270:330] = True
    blob = near & (pixels == (90, 25, 15)).all(2) & ~vessel
    assert np.abs(kept[blob].astype(int) - (190, 90, 40)).mean() < 25  # the haemorrhage is gone
    beside = vessel & near & (pixels == (120, 40, 20)).all(2)
    assert np.abs(kept[beside].astype(int) - (120, 40, 20)).mean() < 15  # and the vessel is not
    assert np.abs(gone[beside].astype(int) - (120, 40, 20)).mean() > 25  # which is what the plain effect takes too


def test_inpainting_everything_there_is_fails_not(photograph: Photograph) -> None:
    corners = ((-10.0, -10.0), (400.0, -10.0), (400.0, 300.0), (-10.0, 300.0))
    after = edited(photograph, Edit(EditKind.INPAINT, Polygon((corners,))))
    assert after.shape == photograph.pixels.shape


@pytest.mark.parametrize("kind", [EditKind.BLUR, EditKind.INPAINT])
def test_there_is_no_ring_where_the_disc_of_light_ends(kind: EditKind, photograph_of: MakePhotograph) -> None:
    pixels = np.zeros((200, 200, 3), np.uint8)
    pixels[:, 100:] = (200, 100, 60)
    for x in (125.0, 105.0):
        after = edited(photograph_of(pixels), Edit(kind, Stroke(((x, 100.0),), 20.0), feather_px=4.0))
        assert np.abs(after.astype(int) - pixels).max() <= 1


def test_a_blur_flattens_what_is_within(photograph: Photograph) -> None:
    after = edited(photograph, Edit(EditKind.BLUR, Stroke(((110.0, 150.0),), 20.0), feather_px=3.0))
    before = photograph.pixels[135:165, 95:125].astype(float)
    assert (after[135:165, 95:125].astype(float).std((0, 1)) < 0.7 * before.std((0, 1))).all()


def test_darkening_takes_its_share(photograph: Photograph) -> None:
    after = edited(photograph, Edit(EditKind.DARKEN, SPOT, strength=0.25))
    wanted = photograph.pixels[150, 110].astype(float) * 0.75
    assert np.abs(after[150, 110] - wanted).max() <= 0.5


def test_pasting_from_elsewhere_on_the_same_photograph(photograph: Photograph) -> None:
    after = edited(photograph, Edit(EditKind.PASTE, SPOT, source=Offset(60, -70)))
    assert np.array_equal(after[145:155, 105:115], photograph.pixels[75:85, 165:175])


def test_pasting_a_patch_of_another_photograph(photograph: Photograph) -> None:
    after = edited(photograph, Edit(EditKind.PASTE, SPOT, source=PATCH))
    assert (after[150, 110] == (10, 200, 30)).all()
    assert read_patch(PATCH).shape == (40, 40, 3)


def test_restoring_undoes_part_of_an_edit(photograph: Photograph) -> None:
    dark = Edit(EditKind.DARKEN, Stroke(((60.0, 120.0), (240.0, 120.0)), 10.0))
    after = edited(photograph, dark, Edit(EditKind.RESTORE, Stroke(((200.0, 120.0),), 20.0)))
    assert (after[120, 100] == 0).all()
    assert np.array_equal(after[105:135, 190:210], photograph.pixels[105:135, 190:210])


def test_cancelled_between_edits_it_goes_on_from_there(photograph: Photograph) -> None:
    wanted = EditList.of(photograph).added(Edit(EditKind.BLUR, SPOT))
    canvas, token = Canvas(photograph), CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        canvas.show(wanted, token=token)
    assert np.array_equal(canvas.show(wanted).pixels, Canvas(photograph).show(wanted).pixels)


def test_a_damaged_patch_is_an_error_and_leaves_the_rest(photograph: Photograph) -> None:
    from core.explain.edits.edit import Patch

    canvas = Canvas(photograph)
    bad = EditList.of(photograph).added(Edit(EditKind.PASTE, SPOT, source=Patch(0, 0, b"no picture")))
    with pytest.raises(FunduscopeError, match="damaged"):
        canvas.show(bad)
    assert canvas.show(EditList.of(photograph)).box.is_empty


def test_edits_of_another_photograph_are_refused(photograph: Photograph, photograph_of: MakePhotograph) -> None:
    other = photograph_of(np.ones((100, 320, 3), np.uint8))
    with pytest.raises(FunduscopeError, match="another photograph"):
        EditList(other.id, 320, 240).check_fits(photograph)
    with pytest.raises(FunduscopeError, match="320 x 200"):
        EditList(photograph.id, 320, 200).check_fits(photograph)
