import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.widgets.viewer.view_state import Frame, ViewState

FRAME = Frame(4288, 2848, 900, 600)


def test_the_whole_photograph_is_fitted_and_centred():
    fitted = FRAME.fitted()
    assert fitted.scale == pytest.approx(900 / 4288)
    assert FRAME.point_at(fitted, 450, 300) == (2144, 1424)
    assert FRAME.offset(fitted) == pytest.approx((0, (600 - 2848 * 900 / 4288) / 2))


def test_a_fitted_state_follows_the_size_and_comes_back_to_the_same():
    state = FRAME.fitted()
    for width in (300, 1234, 901, 900):
        state = Frame(4288, 2848, width, 600).settled(state)
    assert state == FRAME.fitted()


@given(
    x=st.floats(0, 900),
    y=st.floats(5, 595),
    steps=st.lists(st.floats(0.5, 2.0), min_size=1, max_size=8),
)
def test_zooming_keeps_the_point_under_the_pointer(x, y, steps):
    state = FRAME.zoomed(FRAME.fitted(), 6.0, 450, 300)
    before = FRAME.point_at(state, x, y)
    for factor in steps:
        after = FRAME.zoomed(state, factor, x, y)
        if not (0 < after.centre_x < 4288 and 0 < after.centre_y < 2848):
            return  # held at the photograph's border
        state = after
        assert FRAME.point_at(state, x, y) == pytest.approx(before, abs=1e-6)


def test_zoom_has_bounds():
    state = FRAME.fitted()
    for _ in range(100):
        state = FRAME.zoomed(state, 2.0, 450, 300)
    assert state.scale == 64
    for _ in range(100):
        state = FRAME.zoomed(state, 0.5, 450, 300)
    assert state.scale == pytest.approx(FRAME.fit_scale / 2)


def test_panning_stops_where_the_photograph_would_leave_the_view():
    state = FRAME.panned(ViewState(100, 100, 1.0, is_fitted=False), 1e6, 1e6)
    assert (state.centre_x, state.centre_y) == (0, 0)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_one_to_one_lies_on_device_pixels(ratio):
    frame = Frame(4288, 2848, 901, 599, ratio)
    x, y = frame.offset(ViewState(1000.3, 700.7, 1 / ratio, is_fitted=False))
    assert x * ratio == pytest.approx(round(x * ratio))
    assert y * ratio == pytest.approx(round(y * ratio))
