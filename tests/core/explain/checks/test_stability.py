"""Small changes do what they say, maps come back to where they were, and a map that flips is found."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from core.explain import methods
from core.explain.case import Case, Finding
from core.explain.check_settings import FLIPS_BELOW, MOVED_FROM
from core.explain.checks.alignment import onto, peak
from core.explain.checks.disturbances import Change, as_jpeg, changed, exposed, recoloured, shifted
from core.explain.checks.stability import stability
from core.explain.explainer import Explainer
from core.explain.query import ChannelTarget, ClassTarget, Method, Query
from core.explain.targets import ExpectedGradeTarget, MarginTarget
from core.images.geometry import Affine
from core.images.photograph import ImageId, Photograph
from core.networks.card import ModelId
from core.networks.loaded import LoadedModel

GREY = np.tile(np.arange(256, dtype=np.uint8)[None, :, None], (2, 1, 3))


def query_of(model: LoadedModel, photograph: Photograph, method: Method = Method.SALIENCY) -> Query:
    return Query(photograph.id, model.id, method, ClassTarget(2), None)


def test_exposure_is_light_and_not_brightness() -> None:
    """Half of the light of sRGB 188 is sRGB 137, by the standard's curve: ((188/255+0.055)/1.055)^2.4 = 0.503."""
    found = exposed(GREY, -1)
    assert found[0, 188].tolist() == [137] * 3
    assert found[0, 0].tolist() == [0] * 3
    assert exposed(GREY, 1)[0, 200].tolist() == [255] * 3
    np.testing.assert_array_equal(exposed(GREY, 0), GREY)


def test_colour_is_a_gain_a_channel() -> None:
    assert recoloured(GREY, (1.05, 1.0, 0.95))[0, 100].tolist() == [105, 100, 95]


def test_jpeg_is_what_a_jpeg_is(photograph: Photograph) -> None:
    """Pillow writes and reads the same file to within the rounding of the two implementations."""
    file = io.BytesIO()
    Image.fromarray(photograph.pixels).save(file, "JPEG", quality=60, subsampling="4:2:0")
    by_pillow = np.asarray(Image.open(file)).astype(int)
    found = as_jpeg(photograph.pixels, 60).astype(int)
    assert np.abs(found - by_pillow).mean() < 1
    assert np.abs(found - photograph.pixels).mean() > 3


def test_a_shift_moves_pixels_and_says_so() -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (20, 30, 3), np.uint8)
    np.testing.assert_array_equal(shifted(pixels, 3, 0)[:, 3:], pixels[:, :-3])
    np.testing.assert_array_equal(shifted(pixels, 3, 0)[:, 0], pixels[:, 0])
    np.testing.assert_array_equal(shifted(pixels, 0, 2)[2:], pixels[:-2])


@pytest.mark.parametrize("change", Change)
def test_every_change_changes_a_little_and_has_an_id_of_its_own(photograph: Photograph, change: Change) -> None:
    found = changed(photograph, change, 2.0)
    assert found.photograph.id != photograph.id
    assert found.photograph.pixels.shape == photograph.pixels.shape
    assert not found.photograph.pixels.flags.writeable
    assert 0 < np.abs(found.photograph.pixels.astype(int) - photograph.pixels).mean() < 40
    is_shift = change in (Change.SHIFT_RIGHT, Change.SHIFT_DOWN)
    assert (found.to_original != Affine()) == is_shift
    if is_shift:
        x, y = (int(number) for number in found.to_original(40, 30))
        np.testing.assert_array_equal(found.photograph.pixels[30, 40], photograph.pixels[y, x])


def test_a_map_is_read_where_it_lies() -> None:
    """A map that holds the photograph's own x is x wherever it is read, on a finer or a coarser grid."""
    place = Affine(xx=4, x0=2, yy=4, y0=1)
    rows, columns = np.mgrid[:20, :30] + 0.5
    values = place.xx * columns + place.x0 + 0 * rows
    for other in (Affine(xx=2, x0=10, yy=2, y0=10), Affine(xx=12, x0=10, yy=12, y0=10)):
        found = onto(values.astype(np.float32), place, (2, 1, 122, 81), (4, 5), other)
        wanted = np.broadcast_to(other.xx * (np.arange(5) + 0.5) + other.x0, (4, 5))
        np.testing.assert_allclose(found, wanted, atol=0.1)
    outside = onto(values.astype(np.float32), place, (2, 1, 122, 81), (1, 2), Affine(xx=10, x0=110, yy=10))
    assert np.isnan(outside).tolist() == [[False, True]]


def test_the_peak_is_where_the_map_is_strong_and_not_where_one_pixel_is() -> None:
    values = np.zeros((200, 200), np.float32)
    values[120:140, 30:50] = 1
    values[10, 190] = 3
    x, y = peak(values, Affine(xx=2, yy=2), (0, 0, 400, 400))
    assert (x, y) == pytest.approx((80, 260), abs=8)


def test_a_map_that_follows_the_photograph_comes_back_under_a_shift(
    small: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two pixels of the photograph are one of the input: shifted by one and back, all but the border is the same."""

    def colour(case: Case, _query: Query) -> Finding:
        return Finding(case.image[0].mean(0).numpy().copy())

    monkeypatch.setitem(methods.ON_INPUT, Method.SALIENCY, colour)
    pixels = np.random.default_rng(3).integers(0, 200, (64, 64, 3), np.uint8)
    pixels[40:50, 20:30] += 50
    pixels = pixels.repeat(2, 0).repeat(2, 1)
    picture = Photograph(ImageId("b" * 64), None, pixels, "PNG", "RGB", 8)  # type: ignore[arg-type]
    found = stability(small, picture, query_of(small, picture), [Change.SHIFT_RIGHT, Change.SHIFT_DOWN])
    for row in found.changes:
        assert row.similarity is not None
        assert row.similarity.rank_correlation == pytest.approx(1, abs=0.02)
        assert row.peak_moved == pytest.approx(0, abs=0.03)
        assert not row.is_flipped
    right, down = (row.map for row in found.changes)
    np.testing.assert_allclose(right[2:-2, 2:-2], found.map[2:-2, 2:-2], atol=1e-5)
    np.testing.assert_allclose(down[2:-2, 2:-2], found.map[2:-2, 2:-2], atol=1e-5)


def test_a_map_that_flips_is_flagged_with_its_figure(
    small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = np.random.default_rng(0).random((64, 64)).astype(np.float32)
    base[40:50, 40:50] += 2

    def fickle(case: Case, query: Query) -> Finding:
        if query.image == photograph.id:
            return Finding(base.copy())
        if query.image == changed(photograph, Change.BLUR, 2.0).photograph.id:
            return Finding(base.max() - base)
        moved = base.copy()
        moved[40:50, 40:50] -= 2
        moved[5:15, 5:15] += 2
        return Finding(moved)

    monkeypatch.setitem(methods.ON_INPUT, Method.SALIENCY, fickle)
    found = stability(small, photograph, query_of(small, photograph), [Change.BLUR, Change.JPEG])
    blur, jpeg = found.changes
    assert blur.is_flipped
    assert blur.similarity is not None
    assert blur.similarity.rank_correlation == pytest.approx(-1)
    assert jpeg.is_flipped
    assert jpeg.similarity is not None
    assert jpeg.similarity.rank_correlation is not None
    assert jpeg.similarity.rank_correlation > FLIPS_BELOW
    assert jpeg.peak_moved is not None
    assert jpeg.peak_moved == pytest.approx(np.hypot(35, 35) / 64 * 128 / 96, rel=0.35)
    assert jpeg.peak_moved > MOVED_FROM
    assert found.flipped == (blur, jpeg)
    assert "flips under 2 of 2" in found.words()


def test_figures_are_those_of_asking_anew(small: LoadedModel, photograph: Photograph) -> None:
    query = query_of(small, photograph)
    found = stability(small, photograph, query, [Change.DARKER])
    other = changed(photograph, Change.DARKER, 2.0).photograph
    explainer = Explainer()
    wanted = explainer.explain(small, other, replace(query, image=other.id))
    prediction = explainer.predict(small, other)
    row = found.changes[0]
    np.testing.assert_allclose(row.map, wanted.map, rtol=1e-5, atol=1e-9)
    assert row.value == pytest.approx(float(prediction.logits[2]), rel=1e-5)
    assert row.predicted == small.card.class_names[prediction.predicted]
    assert row.probability == pytest.approx(float(prediction.probabilities.max()), rel=1e-5)
    assert found.map.shape == wanted.map.shape
    assert set(row.to_json()) > {"rank_correlation", "structural_similarity", "peak_moved", "flipped"}


def test_a_changed_prediction_is_reported(
    small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    import core.explain.checks.disturbances as disturbances

    monkeypatch.setattr(disturbances, "exposed", lambda pixels, stops: 255 - pixels)
    found = stability(small, photograph, query_of(small, photograph), [Change.DARKER])
    before = Explainer().predict(small, photograph)
    inverted = replace(photograph, id=ImageId("c" * 64), pixels=255 - photograph.pixels)
    after = Explainer().predict(small, inverted)
    assert found.changes[0].is_prediction_changed == (before.predicted != after.predicted)
    assert found.changes[0].value == pytest.approx(float(after.logits[2]), rel=1e-4)


def test_other_models_are_asked_for_the_class_of_the_same_name(
    small: LoadedModel, photograph: Photograph, make_model: object
) -> None:
    names = ("severe", "moderate", "mild", "none")
    other = make_model("torchvision/squeezenet1_1", 96, seed=1, name="other")  # type: ignore[operator]
    other = replace(other, id=ModelId("d" * 64), card=replace(other.card, class_names=names))
    strange = replace(other, id=ModelId("e" * 64), card=replace(other.card, class_names=("a", "b", "c", "d")))
    found = stability(small, photograph, query_of(small, photograph), (), others=(other, small, strange))
    one, same, refused = found.models
    wanted = Explainer().explain(
        other, photograph, Query(photograph.id, other.id, Method.SALIENCY, ClassTarget(1), None)
    )
    assert one.map is not None
    assert one.map.shape == (64, 64)
    assert wanted.map.shape == (96, 96)
    assert same.similarity is not None
    assert same.similarity.rank_correlation == pytest.approx(1)
    assert refused.map is None
    assert "no class 'moderate'" in refused.note
    for target in (ExpectedGradeTarget(), MarginTarget(0, 1), ChannelTarget("features.3", 0)):
        query = replace(query_of(small, photograph), target=target)
        rows = stability(small, photograph, query, (), others=(other,)).models
        assert (rows[0].map is None) == (not isinstance(target, MarginTarget))


def test_a_map_without_differences_is_not_called_flipped(
    small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(methods.ON_INPUT, Method.SALIENCY, lambda case, query: Finding(np.zeros((8, 8), np.float32)))
    row = stability(small, photograph, query_of(small, photograph), [Change.BLUR]).changes[0]
    assert not row.is_flipped
    assert "same everywhere" in row.note
