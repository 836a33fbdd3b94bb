import json
import tracemalloc
from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.errors import ExplainError
from core.explain.contours import contour_segments, joined
from core.explain.explanation import Explanation
from core.explain.overlay import (
    OPACITY_RAMP,
    ColourMap,
    Interpolation,
    Rendering,
    SignedColourMap,
    automatic_limits,
    colour_indices,
    colour_table,
    colourise,
    compose,
    contour_on_photograph,
    effective_limits,
    filled,
    signed_colour_table,
    upscale,
)
from core.explain.query import ClassTarget, Method, Query
from core.explain.regions import RegionSettings, draw_regions, find_regions
from core.images.geometry import Affine
from core.images.photograph import ImageId
from core.networks.card import ModelId

HEIGHT, WIDTH = 2848, 4288
QUERY = Query(ImageId("0" * 64), ModelId("1" * 64), Method.GRAD_CAM, ClassTarget(0), "layer4")
BOTH = pytest.mark.parametrize("interpolation", list(Interpolation))


def explanation(values, to_photograph=None, *, seen=None) -> Explanation:
    values = np.asarray(values, np.float32)
    to_photograph = to_photograph or Affine()
    seen = seen or to_photograph.bounds(values.shape[1], values.shape[0])
    return Explanation(QUERY, values, to_photograph, seen, 0.0)


def one_hot(height, width, row, column, value=1.0):
    values = np.zeros((height, width), np.float32)
    values[row, column] = value
    return values


def changed(composed, pixels):
    return np.abs(composed.astype(int) - pixels).sum(axis=2)


def grey(height, width, level=90):
    return np.full((height, width, 3), level, np.uint8)


def test_jet_runs_from_blue_to_red_and_is_called_classic():
    table = colour_table(ColourMap.JET)
    assert table.shape == (256, 3)
    assert table[0][2] > 100 > table[0][0]
    assert table[-1][0] > 100 > table[-1][2]
    assert "classic" in ColourMap.JET.label
    assert not ColourMap.JET.is_uniform


@pytest.mark.parametrize("colour_map", [m for m in ColourMap if m.is_uniform])
def test_uniform_maps_grow_brighter(colour_map):
    brightness = colour_table(colour_map).astype(float) @ (0.299, 0.587, 0.114)
    assert np.all(np.diff(brightness[::16]) > 0)


def test_automatic_limits_run_from_zero_to_the_maximum():
    assert automatic_limits(np.array([[-3.0, 0.25]], np.float32)) == (0.0, 0.25)
    assert automatic_limits(np.array([[-3.0, -1.0]], np.float32)) == (0.0, 0.0)
    assert automatic_limits(np.array([[np.nan, np.inf, 0.5]], np.float32)) == (0.0, 0.5)
    assert automatic_limits(np.array([[np.nan]], np.float32)) == (0.0, 0.0)


def test_chosen_limits_win():
    shown = explanation([[0.0, 0.25]])
    assert effective_limits(shown, Rendering()) == (0.0, 0.25)
    assert effective_limits(shown, Rendering(limits=(0.1, 2.0))) == (0.1, 2.0)


@pytest.mark.parametrize("values", [np.zeros((7, 7)), np.full((7, 7), -2.0), np.full((7, 7), np.nan)])
@BOTH
def test_no_evidence_is_not_drawn(values, interpolation):
    pixels = grey(70, 70)
    rendering = Rendering(opacity=1.0, interpolation=interpolation, is_contour_shown=True)
    shown = explanation(values, Affine.scale(10, 10))
    assert not colourise(shown.map, rendering)[..., 3].any()
    assert np.array_equal(compose(pixels, shown, rendering), pixels)


def test_colours_are_those_of_the_bar_and_the_opacity_ramps():
    values = np.array([[-1.0, 0.0, 0.15, 0.3, 0.5, 1.0, 9.0]], np.float32)
    colours = colourise(values, Rendering(opacity=0.8), (0.0, 1.0))[0]
    table = colour_table(ColourMap.INFERNO)
    assert colours[:, 3].tolist() == pytest.approx([0, 0, 102, 204, 204, 204, 204], abs=2)
    assert np.array_equal(colours[4, :3], table[128])
    assert np.array_equal(colours[5, :3], table[255])
    assert np.array_equal(colours[6, :3], table[255])
    assert OPACITY_RAMP == 0.3


def test_values_at_or_below_the_lower_limit_and_below_the_threshold_are_transparent():
    values = np.array([[0.1, 0.2, 0.3, 0.39, 0.4, 0.6]], np.float32)
    alpha = colourise(values, Rendering(limits=(0.2, 1.0), threshold=0.4))[0, :, 3]
    assert (alpha > 0).tolist() == [False, False, False, False, True, True]


def test_what_is_not_finite_is_transparent_over_its_whole_cell():
    values = np.full((3, 3), 1.0, np.float32)
    values[1, 1], values[0, 2] = np.nan, np.inf
    fine = upscale(values, Interpolation.SMOOTH, max_pixels=9 * 100)
    assert fine.shape == (30, 30)
    assert not fine[10:20, 10:20].any()
    assert not fine[0:10, 20:30].any()
    pixels = grey(30, 30)
    difference = changed(compose(pixels, explanation(values, Affine.scale(10, 10)), Rendering(opacity=1.0)), pixels)
    assert not difference[10:20, 10:20].any()
    assert difference[0, 0] > 0


@given(
    values=arrays(np.float32, (4, 5), elements=st.floats(width=32)),
    interpolation=st.sampled_from(list(Interpolation)),
    threshold=st.none() | st.floats(-1, 1),
)
@settings(max_examples=150, deadline=None)
def test_any_map_can_be_drawn(values, interpolation, threshold):
    rendering = Rendering(interpolation=interpolation, threshold=threshold, is_contour_shown=True)
    pixels = grey(20, 25)
    composed = compose(pixels, explanation(values, Affine.scale(5, 5)), rendering)
    assert composed.shape == pixels.shape
    if not (np.isfinite(values) & (values > 0)).any():
        assert np.array_equal(composed, pixels)


@given(values=arrays(np.float32, (4, 5), elements=st.floats(-100, 100, width=32)))
@settings(max_examples=100, deadline=None)
def test_smooth_values_stay_between_the_cells_around(values):
    fine = upscale(values, Interpolation.SMOOTH, max_pixels=20 * 64)
    padded = np.pad(values, 1, mode="edge")
    around = np.stack([padded[r : r + 5, c : c + 6] for r in (0, 1) for c in (0, 1)])
    lowest, highest = around.min(axis=0), around.max(axis=0)
    blocks = np.pad(fine, 4, mode="edge").reshape(5, 8, 6, 8)
    tolerance = 1e-4 * (1 + np.abs(values).max())
    assert (blocks >= lowest[:, None, :, None] - tolerance).all()
    assert (blocks <= highest[:, None, :, None] + tolerance).all()


def test_smooth_values_pass_through_the_cells_and_follow_straight_slopes():
    ramp = np.arange(6, dtype=np.float32)[None, :].repeat(3, axis=0)
    fine = upscale(ramp, Interpolation.SMOOTH, max_pixels=18 * 9**2)
    assert fine[4::9, 4::9] == pytest.approx(ramp, abs=1e-6)
    assert np.diff(fine[0, 4 + 9 : 4 + 9 * 4]) == pytest.approx(1 / 9, abs=1e-5)
    assert (fine[:, :5] == 0).all()


@BOTH
@pytest.mark.parametrize(("row", "column"), [(3, 5), (9, 10)])
def test_a_hot_cell_lands_on_its_place_in_a_large_photograph(interpolation, row, column):
    pixels = grey(HEIGHT, WIDTH, 0)
    to_photograph = Affine.scale(200.0, 200.0).then(Affine.shift(713.0, 24.0))
    shown = explanation(one_hot(14, 14, row, column), to_photograph)
    composed = compose(pixels, shown, Rendering(opacity=1.0, interpolation=interpolation))
    weight = composed.sum(axis=2).astype(np.float64)
    x = (weight.sum(axis=0) * (np.arange(WIDTH) + 0.5)).sum() / weight.sum()
    y = (weight.sum(axis=1) * (np.arange(HEIGHT) + 0.5)).sum() / weight.sum()
    assert (x, y) == pytest.approx(to_photograph(column + 0.5, row + 0.5), abs=0.5)


def test_cells_are_drawn_exactly():
    pixels = grey(60, 60)
    to_photograph = Affine.scale(10.0, 10.0).then(Affine.shift(7.0, 3.0))
    rendering = Rendering(opacity=1.0, interpolation=Interpolation.CELLS)
    difference = changed(compose(pixels, explanation(one_hot(4, 4, 1, 2), to_photograph), rendering), pixels)
    expected = np.zeros((60, 60), bool)
    expected[13:23, 27:37] = True
    assert np.array_equal(difference > 0, expected)


@BOTH
def test_cells_that_stand_out_of_what_the_network_saw_are_clipped(interpolation):
    pixels = grey(60, 80)
    to_photograph = Affine.scale(10.0, 10.0).then(Affine.shift(15.0, -5.0))
    rendering = Rendering(opacity=1.0, interpolation=interpolation)
    shown = explanation(np.ones((4, 4)), to_photograph, seen=(20.0, 4.0, 52.0, 30.0))
    expected = np.zeros((60, 80), bool)
    expected[4:30, 20:52] = True
    assert np.array_equal(changed(compose(pixels, shown, rendering), pixels) > 0, expected)


@BOTH
def test_outer_cells_answer_up_to_the_border_of_what_the_network_saw_and_no_further(interpolation):
    pixels = grey(60, 80)
    to_photograph = Affine.scale(10.0, 10.0).then(Affine.shift(15.0, 12.0))
    rendering = Rendering(opacity=1.0, interpolation=interpolation)
    shown = explanation(np.diag([0.5, 1.0]), to_photograph, seen=(3.0, 4.0, 70.0, 50.0))
    composed = compose(pixels, shown, rendering)
    inside = np.zeros((60, 80), bool)
    inside[4:50, 3:70] = True
    assert not changed(composed, pixels)[~inside].any()
    assert np.array_equal(composed[4, 3], composed[14, 17])
    assert np.array_equal(composed[49, 69], colour_table(ColourMap.INFERNO)[255])
    contour = contour_on_photograph(shown.map, to_photograph, rendering, limits=(0.0, 1.6), seen=shown.seen)
    assert np.concatenate(contour).max(axis=0) == pytest.approx((70, 50), abs=0.01)


def test_a_map_beside_the_photograph_leaves_it_alone():
    pixels = grey(30, 30)
    shown = explanation(np.ones((3, 3)), Affine.shift(100.0, 0.0))
    assert np.array_equal(compose(pixels, shown, Rendering(is_contour_shown=True)), pixels)


def test_a_rotated_map_is_drawn_where_it_lies():
    pixels = grey(100, 100, 0)
    quarter_turn = Affine(xx=0.0, xy=-10.0, x0=100.0, yx=10.0, yy=0.0, y0=0.0)
    composed = compose(pixels, explanation(one_hot(10, 10, 2, 7), quarter_turn), Rendering(opacity=1.0))
    weight = composed.sum(axis=2).astype(float)
    x = (weight.sum(axis=0) * (np.arange(100) + 0.5)).sum() / weight.sum()
    y = (weight.sum(axis=1) * (np.arange(100) + 0.5)).sum() / weight.sum()
    assert (x, y) == pytest.approx(quarter_turn(7.5, 2.5), abs=0.2)


def test_compose_blends_as_the_table_says_and_keeps_its_input():
    pixels = grey(4, 4, 200)
    composed = compose(pixels, explanation(np.ones((1, 1)), Affine.scale(4, 4)), Rendering(opacity=0.5))
    expected = 0.5 * 200 + 0.5 * colour_table(ColourMap.INFERNO)[255].astype(float)
    assert composed[2, 2] == pytest.approx(expected, abs=2)
    assert (pixels == 200).all()


def test_composing_takes_little_memory_beside_the_result():
    pixels = grey(HEIGHT, WIDTH)
    shown = explanation(np.random.default_rng(0).random((14, 14)), Affine.scale(WIDTH / 14, HEIGHT / 14))
    tracemalloc.start()
    compose(pixels, shown, Rendering())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < pixels.nbytes + 16 * 2**20


def test_bands_leave_no_seam():
    pixels = grey(700, 40, 0)
    shown = explanation(np.linspace(0.5, 1.0, 5)[:, None], Affine.scale(40, 140))
    column = compose(pixels, shown, Rendering(opacity=1.0))[:, 20].astype(int)
    assert np.abs(np.diff(column, axis=0)).max() <= 6


def test_the_contour_of_a_hot_cell_crosses_half_way():
    pieces = contour_segments(one_hot(5, 5, 2, 2), 0.5, Interpolation.SMOOTH)
    points = pieces.reshape(-1, 2)
    assert points.mean(axis=0) == pytest.approx((2.5, 2.5), abs=0.02)
    on_axis = points[np.abs(points[:, 1] - 2.5) < 0.1]
    assert on_axis[:, 0].min() == pytest.approx(2.0, abs=0.02)
    assert on_axis[:, 0].max() == pytest.approx(3.0, abs=0.02)


def test_the_contour_of_cells_runs_along_their_edges():
    pieces = contour_segments(one_hot(3, 3, 1, 0), 0.5, Interpolation.CELLS)
    assert sorted(map(tuple, pieces.reshape(-1, 4).tolist())) == [
        (0, 1, 0, 2),
        (0, 1, 1, 1),
        (0, 2, 1, 2),
        (1, 1, 1, 2),
    ]


@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e12])
@BOTH
def test_the_contour_closes_at_the_edge_of_the_map(interpolation, scale):
    pieces = contour_segments(one_hot(4, 4, 0, 0, scale), 0.5 * scale, interpolation)
    ends, counts = np.unique(np.round(pieces.reshape(-1, 2), 6), axis=0, return_counts=True)
    assert (counts == 2).all()
    assert ends.min() == pytest.approx(0.0, abs=1e-3)


def test_the_contour_lies_in_photograph_coordinates():
    to_photograph = Affine.scale(200.0, 100.0).then(Affine.shift(30.0, 40.0))
    (line,) = contour_on_photograph(one_hot(5, 5, 2, 2), to_photograph, Rendering(), limits=(0.0, 1.0))
    assert (line.min(axis=0) + line.max(axis=0)) / 2 == pytest.approx(to_photograph(2.5, 2.5), abs=1)
    assert np.array_equal(line[0], line[-1])
    assert contour_on_photograph(np.zeros((2, 2), np.float32), to_photograph, Rendering(), limits=(0.0, 0.0)) == []


@BOTH
def test_the_contour_of_a_large_map_is_bounded_and_in_place(interpolation):
    values = np.random.default_rng(0).random((1100, 900)).astype(np.float32)
    values[200:400, 100:300] += 5
    pieces = contour_segments(values, 3.0, interpolation)
    assert pieces.min(axis=(0, 1)) == pytest.approx((100, 200), abs=5)
    assert pieces.max(axis=(0, 1)) == pytest.approx((300, 400), abs=5)
    assert len(contour_segments(values, 0.5, interpolation)) < 300_000


@BOTH
def test_every_piece_of_a_contour_is_in_one_line(interpolation):
    values = np.random.default_rng(0).random((20, 30)).astype(np.float32)
    pieces = contour_segments(values, 0.6, interpolation)
    lines = joined(pieces)
    length = np.hypot(*np.diff(pieces, axis=1)[:, 0].T).sum()
    assert sum(np.hypot(*np.diff(line, axis=0).T).sum() for line in lines) == pytest.approx(length, rel=1e-3)
    assert all(np.array_equal(line[0], line[-1]) for line in lines)


def test_the_contour_is_drawn_at_its_place():
    pixels = grey(500, 500)
    rendering = Rendering(opacity=0.0, is_contour_shown=True)
    difference = changed(compose(pixels, explanation(one_hot(5, 5, 2, 2), Affine.scale(100, 100)), rendering), pixels)
    rows, columns = np.nonzero(difference)
    assert ((rows.min() + rows.max() + 1) / 2, (columns.min() + columns.max() + 1) / 2) == pytest.approx(
        (250, 250), abs=1
    )
    assert columns.max() == pytest.approx(300, abs=3)


@pytest.mark.parametrize(
    "fields",
    [
        {"limits": (1.0, 1.0)},
        {"limits": (-1.0, 1.0)},
        {"limits": (0.0, float("nan"))},
        {"opacity": 1.5},
        {"contour_level": -0.1},
        {"threshold": float("inf")},
    ],
)
def test_a_rendering_that_means_nothing_is_refused(fields):
    with pytest.raises(ExplainError):
        Rendering(**fields)


def test_a_rendering_survives_json():
    rendering = Rendering(ColourMap.JET, (0.1, 2.0), 0.4, 0.2, True, 0.3, Interpolation.CELLS)
    assert Rendering.from_json(rendering.to_json()) == rendering
    assert Rendering.from_json({}) == Rendering()
    with pytest.raises(ExplainError):
        Rendering.from_json({"colour_map": "rainbow"})
    with pytest.raises(ExplainError):
        Rendering.from_json({"limits": [1]})


SIGNED = Query(ImageId("0" * 64), ModelId("1" * 64), Method.INPUT_X_GRADIENT, ClassTarget(0), None)


def signed(values) -> Explanation:
    values = np.asarray(values, np.float32)
    return Explanation(SIGNED, values, Affine(), (0, 0, values.shape[1], values.shape[0]), 0.0)


def test_rise_and_fall_have_two_colours_and_zero_none():
    rendering = Rendering(opacity=1.0, interpolation=Interpolation.CELLS)
    composed = compose(grey(1, 3), signed([[-2.0, 0.0, 2.0]]), rendering)[0].astype(int)
    table = signed_colour_table(SignedColourMap.BLUE_YELLOW)
    assert composed.tolist() == [table[0].tolist(), [90, 90, 90], table[255].tolist()]


def test_limits_of_signed_maps_are_symmetric_unless_asked_otherwise():
    values = np.array([[-3.0, 1.0, np.nan]], np.float32)
    assert automatic_limits(values, is_signed=True) == (-3.0, 3.0)
    assert automatic_limits(values, is_signed=True, is_symmetric=False) == (-3.0, 1.0)
    assert automatic_limits(values) == (0.0, 1.0)
    explained = signed(values)
    assert effective_limits(explained, Rendering(limits=(0.0, 9.0))) == (-3.0, 3.0), "those of the other kind"
    assert effective_limits(explained, Rendering(signed_limits=(-1.0, 0.5))) == (-1.0, 0.5)


@given(
    values=arrays(np.float32, (4, 5), elements=st.floats(-5, 5, width=32)),
    lower=st.just(0.0) | st.floats(-4, -0.125, width=32),
    upper=st.just(0.0) | st.floats(0.125, 4, width=32),
    threshold=st.none() | st.floats(0.125, 4, width=32),
)
@settings(max_examples=80, deadline=None)
def test_a_signed_value_is_at_its_own_place_of_its_own_side(values, lower, upper, threshold):
    indices = colour_indices(values, (lower, upper), threshold, is_signed=True)
    for value, index in zip(values.ravel().tolist(), indices.ravel().tolist(), strict=True):
        limit = upper if value > 0 else lower
        if not lower < upper or value == 0 or limit == 0 or (threshold is not None and abs(value) < threshold):
            assert index == 128
        else:
            steps = 127 if value > 0 else -128
            assert abs(index - 128 - steps * min(1.0, value / limit)) <= 0.51


def test_a_signed_map_of_zeros_shows_the_photograph():
    assert not signed(np.zeros((3, 3))).has_evidence
    assert signed(-np.eye(3)).has_evidence, "a fall is evidence too"
    assert (
        changed(compose(grey(3, 3), signed(np.zeros((3, 3))), Rendering(is_contour_shown=True)), grey(3, 3)).max() == 0
    )


def test_contours_run_around_rises_and_falls():
    values = np.zeros((40, 40), np.float32)
    values[5:15, 5:15], values[25:35, 25:35] = 4.0, -4.0
    rendering = Rendering(opacity=0.0, is_contour_shown=True, interpolation=Interpolation.CELLS)
    drawn = changed(compose(grey(40, 40), signed(values), rendering), grey(40, 40)) > 0
    assert drawn[4:16, 4:16].any()
    assert drawn[24:36, 24:36].any()
    assert not drawn[19:21].any()


@pytest.mark.parametrize("colour_map", [SignedColourMap.BLUE_YELLOW, SignedColourMap.PURPLE_GREEN])
@pytest.mark.parametrize("kind", ["normal", "protanopia", "deuteranopia", "tritanopia"])
def test_rise_and_fall_are_told_apart_by_everybody(colour_map, kind):
    """The matrices are those of Machado, Oliveira and Fernandes, IEEE TVCG 2009, for the severity 1."""
    deficiencies = {
        "normal": "1 0 0 0 1 0 0 0 1",
        "protanopia": "0.152286 1.052583 -0.204868 0.114503 0.786281 0.099216 -0.003882 -0.048116 1.051998",
        "deuteranopia": "0.367322 0.860646 -0.227968 0.280085 0.672501 0.047413 -0.011820 0.042940 0.968881",
        "tritanopia": "1.255528 -0.076749 -0.178779 -0.078411 0.930809 0.147602 0.004733 0.691367 0.303900",
    }
    matrix = np.array(deficiencies[kind].split(), float).reshape(3, 3)
    rgb = signed_colour_table(colour_map) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ matrix.T, 0, 1)
    seen = np.where(seen <= 0.0031308, 12.92 * seen, 1.055 * seen ** (1 / 2.4) - 0.055)
    lab = cv2.cvtColor(seen[None].astype(np.float32), cv2.COLOR_RGB2Lab)[0]
    falls, rises = lab[127::-1][:127], lab[129:]
    distance = np.linalg.norm(falls - rises, axis=1)
    assert distance[40:].min() > 40, "from a third of the limit on, in CIELAB"
    assert np.abs(falls[:, 0] - rises[:, 0]).max() < 11, "neither side looks stronger"
    assert (np.diff(falls[:, 0]) > -0.6).all()
    assert (np.diff(rises[:, 0]) > -0.6).all()


def test_a_partial_map_looks_like_what_is_known_of_it():
    values = np.full((8, 8), np.nan, np.float32)
    values[2, 2], values[6, 6] = 1.0, 3.0
    known = filled(values)
    assert known[0, 0] == 1.0
    assert known[7, 7] == 3.0
    assert set(np.unique(known)) == {1.0, 3.0}
    partial = replace(explanation(values), is_partial=True)
    rendering = Rendering(interpolation=Interpolation.CELLS)
    assert np.array_equal(compose(grey(8, 8), partial, rendering), compose(grey(8, 8), explanation(known), rendering))
    nothing = np.full((3, 3), np.nan, np.float32)
    assert np.isnan(filled(nothing)).all()


def test_the_region_view_draws_regions_and_no_colours():
    values = np.zeros((60, 60), np.float32)
    values[10:20, 10:20] = 1.0
    explained = explanation(values)
    settings_ = RegionSettings(smoothing=0.0, threshold=0.3)
    drawn = compose(grey(60, 60), explained, Rendering(is_region_view=True, regions=settings_), box=(30, 30, 50, 50))
    assert np.array_equal(drawn, draw_regions(grey(60, 60), find_regions(explained, settings_), box=(30, 30, 50, 50)))
    assert (drawn[15, 15] > 120).all()
    assert drawn[15, 40].tolist() == [90, 90, 90]


def test_a_rendering_of_before_and_of_now_is_read():
    now = Rendering(
        signed_colour_map=SignedColourMap.BLUE_RED,
        signed_limits=(-2.0, 0.5),
        is_symmetric=False,
        is_region_view=True,
        regions=RegionSettings(0.05, 0.4, 0.1),
    )
    assert Rendering.from_json(json.loads(json.dumps(now.to_json()))) == now
    before = {"colour_map": "viridis", "limits": [0.1, 0.4], "opacity": 0.5, "from": "the future"}
    assert Rendering.from_json(before) == Rendering(ColourMap.VIRIDIS, (0.1, 0.4), 0.5)
    for broken in ({"signed_limits": [1, 2]}, {"signed_limits": [0, 0]}, {"regions": {"smoothing": 7}}, {"regions": 3}):
        with pytest.raises(ExplainError):
            Rendering.from_json(broken)
