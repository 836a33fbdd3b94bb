"""Maps in half, single and double precision, against plain autograd in double."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.explain import methods
from core.explain.case import Case, Finding
from core.explain.checks.precision import Precision, precision
from core.explain.params import OcclusionParams, SmoothGradParams
from core.explain.query import ClassTarget, Method, Query
from core.images.photograph import Photograph
from core.networks.loaded import LoadedModel


def test_double_is_double_and_the_others_come_near(small: LoadedModel, photograph: Photograph) -> None:
    query = Query(photograph.id, small.id, Method.SALIENCY, ClassTarget(2), None)
    found = precision(small, photograph, query)
    rows = {row.precision: row for row in found.maps}
    image = small.prepare(photograph)[0].double().requires_grad_()
    import copy

    logits = copy.deepcopy(small.module).double()(image)
    (gradient,) = torch.autograd.grad(logits[0, 2], image)
    truth = gradient[0].abs().amax(0).numpy()
    np.testing.assert_allclose(rows[Precision.FLOAT64].map, truth, rtol=1e-6, atol=1e-12)
    assert rows[Precision.FLOAT64].largest_difference == 0
    single = np.abs(rows[Precision.FLOAT32].map.astype(float) - truth).max() / np.ptp(truth)
    assert rows[Precision.FLOAT32].largest_difference == pytest.approx(single, abs=1e-7)
    assert rows[Precision.FLOAT32].largest_difference < 1e-3
    half = rows[Precision.BFLOAT16]
    assert half.largest_difference > rows[Precision.FLOAT32].largest_difference
    assert half.similarity is not None
    assert 0.5 < half.similarity.rank_correlation < 1
    assert rows[Precision.FLOAT64].value == pytest.approx(float(logits[0, 2].detach()), rel=1e-6)
    assert next(small.module.parameters()).dtype is torch.float32
    assert "half (bfloat16)" in found.words()
    assert [row["precision"] for row in found.to_json()["maps"]] == [kind.value for kind in Precision]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        (Method.GRAD_CAM, None),
        (Method.EIGEN_CAM, None),
        (Method.SMOOTH_GRAD, SmoothGradParams(samples=2)),
        (Method.OCCLUSION, OcclusionParams(window=32, stride=32)),
        (Method.GUIDED_BACKPROPAGATION, None),
    ],
)
def test_methods_come_through_or_say_why_not(
    small: LoadedModel, photograph: Photograph, method: Method, params: object
) -> None:
    layer = "features.7" if method in (Method.GRAD_CAM, Method.EIGEN_CAM) else None
    query = Query(photograph.id, small.id, method, ClassTarget(2), layer, params)  # type: ignore[arg-type]
    for row in precision(small, photograph, query).maps:
        if row.precision in (Precision.FLOAT32, Precision.FLOAT64):
            assert row.largest_difference is not None, row.note
            assert row.largest_difference < 1e-3
        else:
            assert row.note or row.largest_difference < 0.5


def test_numbers_that_grow_too_large_and_kinds_that_are_missing_are_said(
    small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(case: Case, _query: Query) -> Finding:
        if case.image.dtype is torch.bfloat16:
            raise RuntimeError("\"svd\" not implemented for 'BFloat16'\nand so on")
        values = torch.full((4, 4), 300.0, dtype=case.image.dtype).tril() ** 2
        return Finding(values.float().numpy())

    monkeypatch.setitem(methods.ON_INPUT, Method.SALIENCY, fragile)
    query = Query(photograph.id, small.id, Method.SALIENCY, ClassTarget(2), None)
    rows = {row.precision: row for row in precision(small, photograph, query).maps}
    assert "cannot compute in bfloat16" in rows[Precision.BFLOAT16].note
    assert "and so on" not in rows[Precision.BFLOAT16].note
    assert rows[Precision.FLOAT16].note.startswith("10 of 16 values are not finite")
    assert rows[Precision.FLOAT32].largest_difference == 0
