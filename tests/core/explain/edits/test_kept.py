"""A preparation that keeps its geometry, against the same steps done anew on the edited photograph."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.explain.edits.canvas import Canvas, Retouch
from core.explain.edits.edit import Edit, EditKind
from core.explain.edits.editlist import EditList
from core.explain.edits.kept import KeptPreparation
from core.explain.edits.shapes import Stroke
from core.images.photograph import Photograph
from core.images.preparation import Normalisation, Preparation, Recipe, recipe
from core.images.steps.clahe import Clahe
from core.images.steps.crop import CentreCrop
from core.images.steps.field_crop import FieldCrop
from core.images.steps.local_mean import LocalMean
from core.images.steps.resampling import Interpolation
from core.images.steps.resize import Resize, ResizeShorterSide

RECIPES = [recipe(name, input_size=64, normalisation=Normalisation.IMAGENET) for name in Recipe]
FILTERS = [Preparation((ResizeShorterSide(70, kind), CentreCrop(64, 64))) for kind in Interpolation]
ODD = [
    Preparation((CentreCrop(300, 200), FieldCrop(), Clahe(3), Resize(61, 47, Interpolation.BICUBIC), LocalMean())),
    Preparation((FieldCrop(), Resize(400, 500, Interpolation.LANCZOS), CentreCrop(600, 90))),
    Preparation((CentreCrop(64, 64),)),
]


def prepared_anew(preparation: Preparation, original: np.ndarray, edited: np.ndarray) -> np.ndarray:
    """The steps one after the other; the disc of light is where it is on the original."""
    for step in preparation.steps[:-1] if preparation.steps[-1].name == "normalise" else preparation.steps:
        stepped = step.apply(original)
        if isinstance(step, FieldCrop):
            left, top = round(stepped.back.x0), round(stepped.back.y0)
            height, width = stepped.pixels.shape[:2]
            wide = np.pad(edited, ((500, 500), (500, 500), (0, 0)))
            edited = wide[500 + top : 500 + top + height, 500 + left : 500 + left + width]
        else:
            edited = step.apply(np.ascontiguousarray(edited)).pixels
        original = stepped.pixels
    values = edited.astype(np.float32).transpose(2, 0, 1) / 255
    mean, std = (np.array(triple, np.float32)[:, None, None] for triple in (preparation.mean, preparation.std))
    return (values - mean) / std


@st.composite
def retouches(draw: st.DrawFn, photograph: Photograph) -> Retouch:
    points = st.tuples(st.floats(-10, 330), st.floats(-10, 250))
    stroke = Stroke(tuple(draw(st.lists(points, min_size=1, max_size=3))), draw(st.floats(1, 60)))
    kind = draw(st.sampled_from([EditKind.DARKEN, EditKind.INPAINT, EditKind.BLUR]))
    return Canvas(photograph).show(EditList.of(photograph).added(Edit(kind, stroke, feather_px=3.0)))


@pytest.mark.parametrize("preparation", [*RECIPES, *FILTERS, *ODD], ids=str)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_change_gives_what_preparing_anew_gives(
    preparation: Preparation, data: st.DataObject, photograph: Photograph
) -> None:
    kept = KeptPreparation(preparation, photograph.pixels)
    assert np.array_equal(kept.values, preparation.apply(photograph.pixels).values)
    assert kept.to_photograph == preparation.apply(photograph.pixels).to_photograph
    for _ in range(3):
        retouch = data.draw(retouches(photograph))
        kept.change(retouch)
        anew = prepared_anew(preparation, photograph.pixels, retouch.on(photograph.pixels))
        assert np.abs(kept.values - anew).max() < 1e-6
    kept.change(Canvas(photograph).show(EditList.of(photograph)))
    assert np.array_equal(kept.values, preparation.apply(photograph.pixels).values)


def test_a_large_photograph_is_resized_the_same(photograph: Photograph) -> None:
    large = replace(photograph, pixels=cv2.resize(photograph.pixels, (1700, 1300)))
    preparation = Preparation((FieldCrop(), Resize(224, 224)))
    kept = KeptPreparation(preparation, large.pixels)
    dab = Edit(EditKind.INPAINT, Stroke(((700.0, 800.0), (760.0, 820.0)), 40.0), feather_px=5.0)
    retouch = Canvas(large).show(EditList.of(large).added(dab))
    kept.change(retouch)
    assert np.abs(kept.values - prepared_anew(preparation, large.pixels, retouch.on(large.pixels))).max() < 1e-6


def test_the_crop_does_not_jump_when_the_rim_is_darkened(photograph: Photograph) -> None:
    preparation = Preparation((FieldCrop(), Resize(64, 64)))
    rim = Edit(EditKind.DARKEN, Stroke(((160.0, 0.0), (160.0, 30.0)), 70.0))
    retouch = Canvas(photograph).show(EditList.of(photograph).added(rim))
    edited = retouch.on(photograph.pixels)
    moved, stayed = (preparation.apply(pixels).to_photograph for pixels in (edited, photograph.pixels))
    assert moved != stayed  # by itself it would
    kept = KeptPreparation(preparation, photograph.pixels)
    kept.change(retouch)
    assert kept.to_photograph == stayed
    assert np.abs(kept.values - prepared_anew(preparation, photograph.pixels, edited)).max() < 1e-6
