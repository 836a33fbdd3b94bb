"""The null band is the quantile of the random networks' maps, in raw units, and says how loud they were."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.errors import ExplainError
from core.explain import methods
from core.explain.case import Case, Finding
from core.explain.check_settings import BandScale, BandScope, BandSettings
from core.explain.checks.null_band import null_band
from core.explain.checks.subject import Subject
from core.explain.checks.weights import RandomNetworks
from core.explain.explainer import Explainer
from core.explain.query import ChannelTarget, ClassTarget, Method, Query
from core.images.photograph import Photograph
from core.jobs import CancelToken
from core.networks.loaded import LoadedModel

COUNT = 4


def query_of(model: LoadedModel, photograph: Photograph, method: Method = Method.SALIENCY) -> Query:
    return Query(photograph.id, model.id, method, ClassTarget(2), None)


def random_maps(model: LoadedModel, photograph: Photograph, query: Query) -> tuple[np.ndarray, np.ndarray]:
    """The maps of the random networks as drawn, and the spread of their logits, one after the other."""
    subject = Subject.of(model, photograph, query)
    networks = RandomNetworks(model, subject.image)
    asked = [subject.ask(networks.whole(seed), token=CancelToken()) for seed in range(COUNT)]
    return np.stack([found.map for found in asked]), np.array([found.logits.std() for found in asked])


def test_the_range_as_drawn_is_the_quantile_of_their_maps(small: LoadedModel, photograph: Photograph) -> None:
    query = query_of(small, photograph)
    maps, deviations = random_maps(small, photograph, query)
    for scope, axis in ((BandScope.CELL, 0), (BandScope.MAP, None)):
        settings = BandSettings(networks=COUNT, quantile=0.8, scope=scope, scale=BandScale.AS_DRAWN)
        band = null_band(small, photograph, query, settings)
        wanted = np.broadcast_to(np.quantile(maps, 0.8, axis=axis), maps[0].shape)
        np.testing.assert_allclose(band.upper, wanted, rtol=1e-5)
        assert not band.lower.any()
        assert band.logit_deviations == pytest.approx(deviations, rel=1e-4)
        assert set(band.factors) == {1.0}
        assert not band.upper.flags.writeable


def test_signed_maps_have_a_band_on_both_sides(small: LoadedModel, photograph: Photograph) -> None:
    query = query_of(small, photograph, Method.INPUT_X_GRADIENT)
    maps, _deviations = random_maps(small, photograph, query)
    settings = BandSettings(networks=COUNT, quantile=0.5, scale=BandScale.AS_DRAWN)
    band = null_band(small, photograph, query, settings)
    np.testing.assert_allclose(band.upper, np.maximum(np.quantile(maps, 0.75, axis=0), 0), rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(band.lower, np.minimum(np.quantile(maps, 0.25, axis=0), 0), rtol=1e-5, atol=1e-9)
    assert (band.lower < 0).any()


def test_matched_networks_are_as_loud_as_the_one_that_is_asked(small: LoadedModel, photograph: Photograph) -> None:
    """A gradient of a logit is as many times larger as the logits are made."""
    query = query_of(small, photograph)
    maps, deviations = random_maps(small, photograph, query)
    own = Explainer().predict(small, photograph).logits.std()
    band = null_band(small, photograph, query, BandSettings(networks=COUNT, quantile=1))
    scaled = maps * (own / deviations)[:, None, None]
    np.testing.assert_allclose(band.upper, scaled.max(0), rtol=1e-3, atol=1e-6 * scaled.max())
    assert band.factors == pytest.approx(own / deviations, rel=1e-3)


def test_what_is_within_is_counted(small: LoadedModel, photograph: Photograph) -> None:
    query = query_of(small, photograph)
    values = Explainer().explain(small, photograph, query).map
    band = null_band(small, photograph, query, BandSettings(networks=COUNT))
    inside = (values >= band.lower) & (values <= band.upper)
    np.testing.assert_array_equal(band.within(values), inside)
    assert band.share_within == pytest.approx(values[inside].sum() / values.sum(), rel=1e-5)
    assert band.share_of_cells == pytest.approx(inside.mean())
    assert band.share_within is not None
    assert 0 < band.share_within < 1
    assert f"{band.share_within:.0%}" in band.words()


def test_a_map_of_zeros_has_no_share(
    small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(methods.ON_INPUT, Method.SALIENCY, lambda case, query: Finding(np.zeros((8, 8), np.float32)))
    band = null_band(small, photograph, query_of(small, photograph), BandSettings(networks=3))
    assert band.share_within is None
    assert "zero everywhere" in band.words()


def test_the_map_of_a_random_network_lies_within_its_own_band(small: LoadedModel, photograph: Photograph) -> None:
    query = query_of(small, photograph)
    maps, _deviations = random_maps(small, photograph, query)
    settings = BandSettings(networks=COUNT, quantile=1, scale=BandScale.AS_DRAWN)
    assert null_band(small, photograph, query, settings).within(maps[1]).all()


def test_other_loudness_is_said(small: LoadedModel, photograph: Photograph) -> None:
    query = query_of(small, photograph)
    drawn = null_band(small, photograph, query, BandSettings(networks=3, scale=BandScale.AS_DRAWN))
    assert drawn.logit_deviation > 3 * np.median(drawn.logit_deviations)
    assert any("loud network with quiet ones" in note for note in drawn.notes)
    assert not null_band(small, photograph, query, BandSettings(networks=3)).notes


def test_a_channel_is_compared_as_it_is_drawn(small: LoadedModel, photograph: Photograph) -> None:
    query = Query(photograph.id, small.id, Method.SALIENCY, ChannelTarget("features.3", 1), None)
    band = null_band(small, photograph, query, BandSettings(networks=3))
    assert set(band.factors) == {1.0}
    assert not band.notes


def test_too_few_maps_make_no_band(small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch) -> None:
    own = small.module

    def method(case: Case, query: Query) -> Finding:
        if case.module is not own:
            raise ExplainError("It broke.")
        return Finding(np.eye(4, dtype=np.float32))

    monkeypatch.setitem(methods.ON_INPUT, Method.SALIENCY, method)
    with pytest.raises(ExplainError, match=r"Only 0 of 3 random networks .* It broke"):
        null_band(small, photograph, query_of(small, photograph), BandSettings(networks=3))


def test_too_little_memory_is_said(small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch) -> None:
    own = small.module

    def method(case: Case, query: Query) -> Finding:
        if case.module is not own:
            raise torch.OutOfMemoryError
        return Finding(np.eye(4, dtype=np.float32))

    monkeypatch.setitem(methods.ON_INPUT, Method.SALIENCY, method)
    with pytest.raises(ExplainError, match="too little memory"):
        null_band(small, photograph, query_of(small, photograph), BandSettings(networks=3))


def test_the_model_is_left_alone(small: LoadedModel, photograph: Photograph) -> None:
    before = {name: value.clone() for name, value in small.module.state_dict().items()}
    first, again = (
        null_band(small, photograph, query_of(small, photograph), BandSettings(networks=3, seed=5)) for _ in range(2)
    )
    np.testing.assert_array_equal(first.upper, again.upper)
    assert all(torch.equal(before[name], value) for name, value in small.module.state_dict().items())


@pytest.mark.parametrize("field", [{"networks": 2}, {"quantile": 0.0}, {"quantile": 1.1}, {"seed": -1}])
def test_settings_out_of_bounds_are_refused(field: dict[str, float]) -> None:
    with pytest.raises(ExplainError):
        BandSettings(**field)  # type: ignore[arg-type]
