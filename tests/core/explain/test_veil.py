"""A veil takes the colour of the cells that it names, of these alone, and of no value."""

from __future__ import annotations

import numpy as np
import pytest

from core.explain.explanation import Explanation
from core.explain.overlay import Rendering, compose
from core.explain.params import OcclusionParams
from core.explain.query import ClassTarget, Method, Query
from core.explain.rendering import Interpolation
from core.explain.veil import Veil, VeilStyle
from core.images.geometry import Affine
from core.images.photograph import ImageId
from core.networks.card import ModelId

PIXELS = np.full((240, 320, 3), 90, np.uint8)


def explanation(values: np.ndarray, to_photograph: Affine, *, is_signed: bool = False) -> Explanation:
    method, params = (Method.OCCLUSION, OcclusionParams()) if is_signed else (Method.SALIENCY, None)
    query = Query(ImageId("0" * 64), ModelId("0" * 64), method, ClassTarget(0), None, params)
    seen = to_photograph.bounds(values.shape[1], values.shape[0])
    return Explanation(query, values.astype(np.float32), to_photograph, seen, 0.0)


@pytest.mark.parametrize("is_signed", [False, True])
@pytest.mark.parametrize("interpolation", Interpolation)
def test_what_is_hidden_is_the_photograph_and_the_rest_is_as_before(
    is_signed: bool, interpolation: Interpolation
) -> None:
    values = np.random.default_rng(0).uniform(0.5, 1, (6, 8))
    if is_signed:
        values[:, 4:] *= -1
    shown = explanation(values, Affine.scale(40, 40), is_signed=is_signed)
    within = np.zeros((6, 8), bool)
    within[2:4, 1:6] = True
    rendering = Rendering(interpolation=interpolation)
    plain = compose(PIXELS, shown, rendering)
    veiled = compose(PIXELS, shown, rendering, veil=Veil(within))
    mask = within.repeat(40, 0).repeat(40, 1)
    assert (veiled[mask] == 90).all()
    np.testing.assert_array_equal(veiled[~mask], plain[~mask])
    assert (plain[mask] != 90).any(1).mean() > 0.9


def test_a_hatching_leaves_stripes() -> None:
    shown = explanation(np.full((6, 8), 2.0), Affine.scale(40, 40))
    within = np.zeros((6, 8), bool)
    within[:3] = True
    plain = compose(PIXELS, shown, Rendering())
    hatched = compose(PIXELS, shown, Rendering(), veil=Veil(within, VeilStyle.HATCH))
    np.testing.assert_array_equal(hatched[120:], plain[120:])
    kept = (hatched[:120] == plain[:120]).all(2)
    assert 0.15 < kept.mean() < 0.5
    assert (hatched[:120][~kept] == 90).all()
    assert kept[5].any()
    assert not kept[5].all()


def test_a_map_that_stops_short_is_veiled_to_the_border() -> None:
    """The outer cells answer for what lies between them and the border of what the network saw."""
    values = np.ones((2, 2))
    query = Query(ImageId("0" * 64), ModelId("0" * 64), Method.SALIENCY, ClassTarget(0), None)
    shown = Explanation(
        query, values.astype(np.float32), Affine(xx=80, x0=80, yy=80, y0=40), (0.0, 0.0, 320.0, 240.0), 0.0
    )
    veiled = compose(PIXELS, shown, Rendering(), veil=Veil(np.array([[True, False], [True, False]])))
    assert (veiled[:, :160] == 90).all()
    assert (veiled[:, 170:] != 90).any(2).all()


def test_a_turned_map_is_veiled_where_it_lies() -> None:
    turned = Affine(xx=0, xy=-40, x0=240, yx=40, yy=0, y0=0)
    shown = explanation(np.ones((6, 6)), turned)
    within = np.zeros((6, 6), bool)
    within[:3] = True  # rows of the map are columns of the photograph, from the right
    plain = compose(PIXELS, shown, Rendering())
    veiled = compose(PIXELS, shown, Rendering(), veil=Veil(within))
    assert (veiled[10:230, 130:230] == 90).all()
    assert (plain[10:230, 130:230] != 90).any(2).all()
    np.testing.assert_array_equal(veiled[10:230, 10:110], plain[10:230, 10:110])


def test_samples_are_those_of_their_cell() -> None:
    veil = Veil(np.array([[True, False], [False, True]]))
    assert veil.enlarged((2, 4)).tolist() == [[True, True, False, False], [False, False, True, True]]
