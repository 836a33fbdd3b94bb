"""Exemplars: they excite what they were made for, and the short way computes what the whole network would."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.errors import ExplainError
from core.explain.capture import outputs_of
from core.features.exemplar_params import ExemplarParams, Parametrisation
from core.features.exemplars import (
    Snapshot,
    _of_channels,
    channel_exemplars,
    class_exemplars,
)
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.layers import LayerTable
from core.networks.loaded import LoadedModel

QUICK = ExemplarParams(steps=24, jitter=1)


@pytest.mark.parametrize("name", ["features.0", "features.2", "features.4.expand3x3", "features.7.squeeze_activation"])
def test_what_a_unit_sees_alone_gives_what_the_whole_network_says(model: LoadedModel, name: str) -> None:
    """A patch put into any picture, at the middle unit's place, excites that unit exactly as it does by itself."""
    layer = model.layers[name]
    wanted = list(range(0, layer.shape[0], max(1, layer.shape[0] // 5)))
    answer, size, is_whole = _of_channels(model, layer, wanted, CancelToken())
    assert not is_whole
    generator = torch.Generator().manual_seed(0)
    patches = torch.randn((len(wanted), 3, *size), generator=generator)
    row, column = layer.shape[1] // 2, layer.shape[2] // 2
    x, y = layer.to_input(column + 0.5, row + 0.5)
    top, left = max(0, round(y - layer.receptive_field[0] / 2)), max(0, round(x - layer.receptive_field[1] / 2))
    images = torch.randn((len(wanted), 3, *model.card.input_size), generator=generator)
    images[:, :, top : top + size[0], left : left + size[1]] = patches
    table = LayerTable((layer,), model.layers.input_size)
    with torch.no_grad():
        plain = outputs_of(model.module, images, table, CancelToken())[name][:, :, row, column]
        local = answer(patches)
    expected = plain[torch.arange(len(wanted)), wanted]
    torch.testing.assert_close(local, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("parametrisation", list(Parametrisation))
def test_exemplars_excite_more_than_noise_does(model: LoadedModel, parametrisation: Parametrisation) -> None:
    params = ExemplarParams(steps=64, learning_rate=0.1, total_variation=0, jitter=0, parametrisation=parametrisation)
    found = channel_exemplars(model, "features.4.expand3x3", [0, 7, 20], params)
    answer, size, _ = _of_channels(model, model.layers["features.4.expand3x3"], [0, 7, 20], CancelToken())
    assert found.best.shape == (3, *size, 3)
    with torch.no_grad():
        noise = np.array([answer(torch.randn(3, 3, *size)).numpy() for _ in range(20)])
    assert (found.activations > noise.max(0)).all()
    assert found.curve.shape == (64, 3)


def test_the_last_snapshot_is_the_best_and_its_activation_is_true(model: LoadedModel) -> None:
    name, wanted = "features.3.squeeze", [1, 5]
    found = channel_exemplars(model, name, wanted, QUICK)
    answer, _, _ = _of_channels(model, model.layers[name], wanted, CancelToken())
    mean, std = (torch.tensor(each)[:, None, None] for each in (model.card.mean, model.card.std))
    shown = (torch.from_numpy(found.best).permute(0, 3, 1, 2) / 255 - mean) / std
    with torch.no_grad():
        again = answer(shown.float()).numpy()
    np.testing.assert_allclose(again, found.activations, rtol=0.03)  # 8 bits a colour
    np.testing.assert_array_equal(found.snapshots[-1].pictures, found.best)
    assert found.activations[0] >= max(snapshot.activations[0] for snapshot in found.snapshots)


def test_channels_that_say_nothing_at_first_are_woken(model: LoadedModel) -> None:
    """Behind a rectification there is no gradient to follow: what is before it is ascended on."""
    name, before = "features.4.expand3x3_activation", "features.4.expand3x3"
    wanted, params = range(16), ExemplarParams(steps=24, patience=0)
    made = channel_exemplars(model, name, wanted, params)
    plain = channel_exemplars(model, before, wanted, params)
    assert (plain.snapshots[0].activations < 0).any()  # silent behind the rectification
    assert (made.activations > 0).all()
    assert (made.curve >= 0).all()
    np.testing.assert_allclose(made.activations, np.maximum(plain.activations, 0), rtol=1e-5)


def test_the_norm_is_kept(model: LoadedModel) -> None:
    params = ExemplarParams(
        steps=30, parametrisation=Parametrisation.PIXELS, norm=0.3, learning_rate=0.3, total_variation=0, jitter=0
    )
    free = ExemplarParams(
        steps=30, parametrisation=Parametrisation.PIXELS, norm=0, learning_rate=0.3, total_variation=0, jitter=0
    )
    limited, unlimited = (channel_exemplars(model, "features.4.expand3x3", [3], each) for each in (params, free))
    assert limited.activations[0] < unlimited.activations[0]


def test_total_variation_smooths_and_diversity_tells_apart(model: LoadedModel) -> None:
    def roughness(pictures: np.ndarray) -> float:
        values = pictures.astype(float)
        return float(np.abs(np.diff(values, axis=1)).mean() + np.abs(np.diff(values, axis=2)).mean())

    rough, smooth = (
        channel_exemplars(model, "features.7.squeeze", [2], ExemplarParams(steps=24, total_variation=price))
        for price in (0.0, 3.0)
    )
    assert roughness(smooth.best) < roughness(rough.best)

    def likeness(pictures: np.ndarray) -> float:
        flat = pictures.reshape(len(pictures), -1).astype(float)
        return float(np.corrcoef(flat)[0, 1])

    alike, apart = (
        channel_exemplars(model, "features.7.squeeze", [2, 2], ExemplarParams(steps=24, diversity=price))
        for price in (0.0, 30.0)
    )
    assert likeness(apart.best) < likeness(alike.best)


def test_the_same_seed_gives_the_same_picture(model: LoadedModel) -> None:
    first, again = (channel_exemplars(model, "features.3.squeeze", [0, 1], QUICK) for _ in range(2))
    np.testing.assert_array_equal(first.best, again.best)


def test_starting_from_a_picture(model: LoadedModel) -> None:
    given = np.full((1, 9, 9, 3), (200, 90, 30), np.uint8)
    seen: list[Snapshot] = []
    still = ExemplarParams(steps=1, learning_rate=1e-5, jitter=0)
    channel_exemplars(model, "features.7.squeeze", [0, 1], still, given=given, watch=seen.append)
    assert np.abs(seen[0].pictures.astype(int) - (200, 90, 30)).max() <= 3


def test_classes_change_the_whole_input(model: LoadedModel) -> None:
    found = class_exemplars(model, [2], ExemplarParams(steps=6))
    assert found.is_whole
    assert found.best.shape == (1, *model.card.input_size, 3)
    assert found.curve[-1, 0] > found.curve[0, 0]


def test_what_cannot_be_made(model: LoadedModel) -> None:
    with pytest.raises(ExplainError, match="has channels 0 to 63, not 64"):
        channel_exemplars(model, "features.0", [64])
    with pytest.raises(ExplainError, match="No exemplar is asked for"):
        channel_exemplars(model, "features.0", [])
    with pytest.raises(ExplainError, match="classes 0 to 2"):
        class_exemplars(model, [3])
    with pytest.raises(ExplainError, match="'steps' is 0"):
        ExemplarParams(steps=0)
    token = CancelToken()

    def stop(_progress: Progress) -> None:
        token.cancel()

    with pytest.raises(Cancelled):
        channel_exemplars(model, "features.0", [0], QUICK, token=token, progress=stop)
