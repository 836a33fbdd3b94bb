"""Plots: where values lie on the sheet, what is said of them, and SVG that any reader takes."""

from __future__ import annotations

import math
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.drawing.charts import Bar, Estimate, Line, Series, bar_chart, curves, forest_plot, thinned, unit_plot
from core.drawing.frame import Frame, legend, ticks
from core.drawing.shapes import Block, Dot, Ink, Stroke, Words, shortened, text_width
from core.drawing.svg import svg

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_a_line_runs_through_the_places_of_its_points() -> None:
    plot = unit_plot([Line("a", [(0, 0), (0.5, 0.8), (1, 1)])], across="x", up="y")
    (line,) = [each for each in plot.shapes if isinstance(each, Stroke) and each.ink is Ink.FIRST]
    frame = Frame(46, 12, 240, 248, (0, 1), (0, 1))
    assert list(line.points) == [frame.place((0, 0)), frame.place((0.5, 0.8)), frame.place((1, 1))]
    (left, bottom), _middle, (right, top) = line.points
    assert left < right
    assert top < bottom  # y runs down the sheet, values run up


def test_svg_is_well_formed_and_escapes_words() -> None:
    name = 'a <b> & "c"'
    plot = unit_plot(
        [Line(name, [(0, 0), (0.2, 0.9), (1, 1)]), Line("other", [(0, 0), (1, 1)], Ink.SECOND)],
        across="1 - x",
        up="<y>",
        marked=[(0.2, 0.9)],
        bars=[(0.0, 0.5, 0.3)],
    )
    root = parsed(svg(plot))
    texts = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    assert {name, "other", "<y>", "1 - x"} <= set(texts)
    assert [each.text for each in root.iter(f"{SVG}title")] == [name, "other"]
    assert root.attrib["viewBox"] == f"0 0 {plot.width:g} {plot.height:g}"


def test_words_stay_on_the_sheet() -> None:
    drawings = [
        unit_plot([Line(f"Class number {index}", [(0, 0), (1, 1)]) for index in range(8)], across="x", up="y"),
        curves([Series("training", [3.0, 2.0, 1.0]), Series("validation", [3.0, 2.5, None], Ink.SECOND)]),
        bar_chart([Bar("A class with a long name, which goes on", 0.3, "30.0 %"), Bar("B", 1.0, "100.0 %")], label="p"),
        forest_plot([Estimate("one", 0.5, 0.4, 0.6, 0.1), Estimate("none", None)], across="x"),
    ]
    for drawing in drawings:
        assert drawing is not None
        for words in (each for each in drawing.shapes if isinstance(each, Words)):
            assert 0 <= words.place[0] <= drawing.width
            assert 0 <= words.place[1] <= drawing.height - 2, words.text


def test_a_missing_value_leaves_a_gap() -> None:
    plot = curves([Series("loss", [2.0, 1.0, None, 0.5, 0.25, math.nan])])
    assert plot is not None
    lines = [each for each in plot.shapes if isinstance(each, Stroke) and each.title == "loss"]
    assert [len(each.points) for each in lines] == [2, 2]
    assert sum(isinstance(each, Dot) for each in plot.shapes) == 4


def test_nothing_known_is_no_plot() -> None:
    assert curves([]) is None
    assert curves([Series("loss", [None, None])]) is None


def test_one_epoch_is_a_point() -> None:
    plot = curves([Series("loss", [0.7])])
    assert plot is not None
    (dot,) = [each for each in plot.shapes if isinstance(each, Dot)]
    assert 0 < dot.place[0] < plot.width


def test_bars_are_as_long_as_their_shares() -> None:
    plot = bar_chart([Bar("a", 0.25, "25 %"), Bar("b", 1.0, "100 %"), Bar("c", 1.7, "170 %")], label="p")
    tracks = [each.width for each in plot.shapes if isinstance(each, Block) and each.ink is Ink.TRACK]
    bars = [each.width for each in plot.shapes if isinstance(each, Block) and each.ink is Ink.BAR]
    assert bars == pytest.approx([0.25 * tracks[0], tracks[0], tracks[0]])


def test_whiskers_reach_from_limit_to_limit() -> None:
    plot = forest_plot([Estimate("a", 0.5, 0.25, 1.0, chance=0.0)], across="x", limits=(0.0, 1.0))
    (whisker,) = [each for each in plot.shapes if isinstance(each, Stroke) and each.ink is Ink.FIRST]
    (dot,) = [each for each in plot.shapes if isinstance(each, Dot)]
    (x1, _y1), (x2, _y2) = whisker.points
    assert (dot.place[0] - x1) / (x2 - x1) == pytest.approx(0.25 / 0.75)
    assert "0.50 (0.25\u20131.00)" in [each.text for each in plot.shapes if isinstance(each, Words)]


@given(low=st.floats(-1e3, 1e3), span=st.floats(1e-2, 1e6))
def test_ticks_hold_what_they_are_for_in_round_steps(low: float, span: float) -> None:
    high = low + span
    found = ticks(low, high)
    assert 2 <= len(found) <= 9
    slack = 1e-6 * (high - low)
    assert found[0] <= low + slack
    assert found[-1] >= high - slack
    gaps = [after - before for before, after in pairwise(found)]
    assert gaps == pytest.approx([gaps[0]] * len(gaps))


def test_a_legend_goes_on_in_the_next_row() -> None:
    shapes, height = legend([("a" * 20, Ink.FIRST), ("b" * 20, Ink.SECOND), ("", Ink.THIRD)], 10, 20, 200)
    words = [each for each in shapes if isinstance(each, Words)]
    assert [each.place[1] for each in words] == [20, 36]
    assert height == 32
    assert legend([("alone", Ink.FIRST)], 0, 0, 100) == ([], 0.0)


def test_shortened_text_fits() -> None:
    assert shortened("short", 200) == "short"
    cut = shortened("a very long name of a class", 60)
    assert cut.endswith("\u2026")
    assert text_width(cut) <= 60


def test_thinning_keeps_ends_and_corners() -> None:
    points = [(index / 10_000, 0.0) for index in range(10_000)] + [(1.0, 1.0)]
    found = thinned(points)
    assert found[0] == points[0]
    assert found[-1] == points[-1]
    assert len(found) < 1_100
