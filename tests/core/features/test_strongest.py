"""The strongest units: what looking at every photograph by itself gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
import torchvision
from torch import nn

from core.errors import ExplainError, ImageError
from core.explain.capture import outputs_of, seen_outputs
from core.explain.scalar import channels
from core.features.followers import followers_of
from core.features.passfile import about_pass, key_of_set
from core.features.patches import Place, cut, cut_patches, fitted
from core.features.strongest import COUNT, find_strongest, recall_strongest
from core.features.tops import Tops
from core.features.units import NOBODY
from core.images.reading import read_photograph
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.analysis import layer_table
from core.networks.layers import Layer, LayerTable
from core.networks.loaded import LoadedModel

NAMES = ("features.0", "features.3.expand3x3_activation", "features.12.squeeze")


def by_themselves(model: LoadedModel, paths: list[Path], name: str) -> tuple[np.ndarray, np.ndarray]:
    """The largest activation of every channel on every photograph, and its position: (channels, photographs)."""
    layer = model.layers[name]
    best, where = [], []
    for path in paths:
        image, _ = model.prepare(read_photograph(path))
        with torch.no_grad():
            output = outputs_of(model.module, image, LayerTable((layer,), model.layers.input_size), CancelToken())[name]
        units = channels(output, layer)[0]
        best.append(units.max(1).values.numpy())
        where.append(units.argmax(1).numpy())
    return np.array(best).T, np.array(where).T


@pytest.mark.parametrize("batch", [1, 4, 20])
def test_all_layers_in_one_pass(model: LoadedModel, photographs: list[Path], batch: int) -> None:
    found = find_strongest(model, photographs, NAMES, batch=batch)
    for name in NAMES:
        best, where = by_themselves(model, photographs, name)
        order = np.argsort(-best, axis=1, kind="stable")[:, :COUNT]
        mine = found.layers[name]
        np.testing.assert_allclose(mine.values, np.take_along_axis(best, order, 1), rtol=1e-4, atol=1e-5)
        chosen = np.take_along_axis(best, mine.photographs, 1)
        np.testing.assert_allclose(chosen, mine.values, rtol=1e-4, atol=1e-5)
        # Where two units are equal to rounding either may be named: nearly all agree.
        width = model.layers[name].shape[2]
        same = mine.rows * width + mine.columns == np.take_along_axis(where, mine.photographs, 1)
        assert same.mean() > 0.99
        assert (np.diff(mine.values, axis=1) <= 0).all()


def disturbed(module: nn.Module) -> nn.Module:
    """With batch normalisations as training leaves them: factors of either sign, and one that is nought."""
    generator = torch.Generator().manual_seed(2)
    for part in module.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.running_mean.normal_(generator=generator).mul_(0.3)
            part.running_var.uniform_(0.3, 2, generator=generator)
            with torch.no_grad():
                part.weight.normal_(generator=generator)
                part.weight[0] = 0
                part.bias.normal_(generator=generator)
    return module


@pytest.mark.parametrize("name", ["squeezenet1_1", "mobilenet_v2", "resnet18", "densenet121", "googlenet", "vgg11_bn"])
def test_what_follows_from_another_layer_is_what_looking_gives(name: str) -> None:
    """In networks of every kind of block, also such that change outputs in their place."""
    torch.manual_seed(0)
    options = {"init_weights": True} if name == "googlenet" else {}
    module = disturbed(getattr(torchvision.models, name)(num_classes=3, **options).eval())
    layers = layer_table(module, (64, 64))
    followers = followers_of(module, layers, torch.device("cpu"))
    assert len(followers) > len(layers) / 4
    images = torch.randn(6, 3, 64, 64)
    tops = Tops(layers, followers, 6, batch=2, device=torch.device("cpu"))

    def see(layer: Layer, _part: object, _given: object, output: torch.Tensor) -> None:
        tops.see(layer, output)

    with torch.no_grad():
        outputs = outputs_of(module, images, layers, CancelToken())
        for begin in range(0, 6, 2):
            with seen_outputs(module, tops.leading, see, CancelToken()):
                module(images[begin : begin + 2].clone())
            tops.merge(range(begin, begin + 2))
    results = tops.results()
    for layer in layers:
        units, found = channels(outputs[layer.name], layer).numpy(), results[layer.name]
        best = -np.sort(-units.max(2).T, axis=1)
        size = np.abs(best).max()
        np.testing.assert_allclose(found.values, best, rtol=1e-3, atol=1e-5 * size, err_msg=layer.name)
        # The unit that is named says just that.
        numbers = np.arange(layer.shape[0])[:, None]
        said = units[found.photographs, numbers, found.rows * layer.shape[2] + found.columns]
        np.testing.assert_allclose(said, best, rtol=1e-3, atol=1e-5 * size, err_msg=layer.name)


def test_fewer_photographs_than_asked_for(model: LoadedModel, photographs: list[Path]) -> None:
    found = find_strongest(model, photographs[:2], NAMES[:1], count=5).layers[NAMES[0]]
    assert (found.photographs[:, 2:] == NOBODY).all()
    assert np.isneginf(found.values[:, 2:]).all()
    assert set(found.photographs[:, :2].ravel()) == {0, 1}


def test_a_pass_that_was_stopped_goes_on(
    model: LoadedModel, photographs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.features.strongest.SAVE_EVERY", 4)
    state = tmp_path / "state" / "pass.npz"
    whole = find_strongest(model, photographs, NAMES, batch=2)
    token, seen = CancelToken(), []

    def stop(progress: Progress) -> None:
        seen.append(progress.done)
        if progress.done >= 8:
            token.cancel()

    with pytest.raises(Cancelled):
        find_strongest(model, photographs, NAMES, batch=2, state=state, token=token, progress=stop)
    again: list[int] = []
    found = find_strongest(
        model, photographs, NAMES, batch=2, state=state, progress=lambda each: again.append(each.done)
    )
    assert again[0] == 10
    for name in NAMES:
        np.testing.assert_array_equal(found.layers[name].values, whole.layers[name].values)
        np.testing.assert_array_equal(found.layers[name].photographs, whole.layers[name].photographs)
        np.testing.assert_array_equal(found.layers[name].rows, whole.layers[name].rows)
    finished: list[int] = []
    last = find_strongest(model, photographs, NAMES, state=state, progress=lambda each: finished.append(each.done))
    assert finished == []
    layer = model.layers[NAMES[1]]
    assert last.field(layer, model.layers.input_size, 0, 0) == whole.field(layer, model.layers.input_size, 0, 0)


def test_what_was_looked_at_is_kept_when_it_is_stopped_and_recalled_when_it_is_whole(
    model: LoadedModel, photographs: list[Path], tmp_path: Path
) -> None:
    state, token = tmp_path / "pass.npz", CancelToken()
    with pytest.raises(Cancelled):
        find_strongest(model, photographs, NAMES, batch=2, state=state, token=token, progress=lambda _: token.cancel())
    about = about_pass(state)
    assert about is not None
    assert (about.done, about.model, about.model_file) == (2, model.id, str(model.path))
    assert recall_strongest(model, photographs, NAMES, state=state) is None
    whole = find_strongest(model, photographs, NAMES, batch=2, state=state)
    recalled = recall_strongest(model, photographs, NAMES, state=state)
    assert recalled is not None
    np.testing.assert_array_equal(recalled.layers[NAMES[0]].values, whole.layers[NAMES[0]].values)


def test_a_pass_is_known_where_the_folder_was_moved_and_not_where_a_photograph_has_changed(
    model: LoadedModel, photographs: list[Path], tmp_path: Path
) -> None:
    here, there, state = tmp_path / "here", tmp_path / "else" / "there", tmp_path / "pass.npz"
    shutil.copytree(photographs[0].parent, here)
    paths = sorted(here.iterdir())[:3]
    find_strongest(model, paths, NAMES[:1], state=state)
    key = key_of_set(paths)
    there.parent.mkdir()
    here.rename(there)
    moved = sorted(there.iterdir())[:3]
    assert key_of_set(moved) == key
    assert key_of_set(moved[:2]) != key
    found = recall_strongest(model, moved, NAMES[:1], state=state)
    assert found is not None
    assert found.paths == tuple(moved)
    shutil.copy(photographs[7], moved[1])
    assert recall_strongest(model, moved, NAMES[:1], state=state) is None


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 nonsense", b"\x80\x04pickle"])
def test_a_damaged_or_foreign_state_is_no_state(
    model: LoadedModel, photographs: list[Path], tmp_path: Path, damage: bytes
) -> None:
    state = tmp_path / "pass.npz"
    state.write_bytes(damage)
    found = find_strongest(model, photographs[:3], NAMES[:1], state=state)
    other = find_strongest(model, photographs[3:6], NAMES[:1], state=state)
    assert not np.array_equal(found.layers[NAMES[0]].values, other.layers[NAMES[0]].values)


def test_photographs_that_cannot_be_read_are_listed(
    model: LoadedModel, photographs: list[Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"none")
    found = find_strongest(model, [photographs[0], broken, photographs[1]], NAMES[:1])
    assert list(found.left_out) == [1]
    assert set(found.layers[NAMES[0]].photographs[:, :2].ravel()) == {0, 2}
    with pytest.raises(ImageError, match="No photograph could be read"):
        find_strongest(model, [broken], NAMES[:1])
    with pytest.raises(ImageError, match="no photograph to look at"):
        find_strongest(model, [])
    with pytest.raises(ExplainError, match="Did you mean"):
        find_strongest(model, photographs[:1], ["features.00"])


def test_patches_are_what_the_unit_sees(model: LoadedModel, photographs: list[Path]) -> None:
    """Everything outside of the patch may change, and the unit says the same."""
    name = "features.3.squeeze"
    found = find_strongest(model, photographs, [name])
    layer = model.layers[name]
    for channel in (0, 5, 11):
        path = photographs[found.layers[name].photographs[channel, 0]]
        pixels = read_photograph(path).pixels
        left, top, right, bottom = found.field(layer, model.layers.input_size, channel, 0)
        inside = np.zeros(pixels.shape[:2], bool)
        # Resizing reads a little beyond the borders of a network's pixels.
        inside[max(0, int(top) - 3) : int(bottom) + 4, max(0, int(left) - 3) : int(right) + 4] = True
        changed = np.where(inside[..., None], pixels, 255 - pixels)
        values = model.card.preparation.apply(np.ascontiguousarray(changed)).values
        with torch.no_grad():
            table = LayerTable((layer,), model.layers.input_size)
            output = outputs_of(model.module, torch.from_numpy(values)[None], table, CancelToken())[name]
        units = found.layers[name]
        value = output[0, channel, units.rows[channel, 0], units.columns[channel, 0]]
        assert float(value) == pytest.approx(float(units.values[channel, 0]), rel=1e-4, abs=1e-5)


def test_patches_are_cut_from_the_photograph(model: LoadedModel, photographs: list[Path]) -> None:
    name = "features.0"
    found = find_strongest(model, photographs, [name])
    place = Place(name, 3, 0)
    patches = cut_patches(found, model.layers, [place, Place(name, 4, 1)], side=64)
    assert len(patches) == 2
    box = found.field(model.layers[name], model.layers.input_size, 3, 0)
    expected = fitted(cut(read_photograph(photographs[found.layers[name].photographs[3, 0]]).pixels, box), 64)
    got = patches.get(place)
    assert got is not None
    assert got.shape == (64, 64, 3)
    assert np.abs(got.astype(int) - expected).mean() < 4  # JPEG
    assert patches.get(Place(name, 5, 0)) is None
