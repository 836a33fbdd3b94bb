"""Kernels as pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from sklearn.decomposition import TruncatedSVD
from torch import nn

from core.errors import ExplainError, FunduscopeError
from core.features.kernels import Kernels, convolutions, kernels_of, order, planes, shades
from core.features.kinds import Order, Scale, View
from core.features.pages import write_pdf, write_png
from core.features.sheets import kernel_pages
from core.networks.loaded import LoadedModel


@pytest.fixture
def network() -> nn.Module:
    torch.manual_seed(0)
    module = nn.Sequential(nn.Conv2d(3, 8, 5), nn.ReLU(), nn.Conv2d(8, 6, 3, groups=2), nn.Conv2d(6, 4, 1))
    module[0].weight.data[2] = 0
    return module


def test_what_is_a_convolution(network: nn.Module) -> None:
    assert convolutions(network) == ("0", "2", "3")
    assert kernels_of(network, "2").weights.shape == (6, 4, 3, 3)
    assert kernels_of(network, "3").is_mixing
    with pytest.raises(ExplainError, match="'1' has no kernels"):
        kernels_of(network, "1")
    with pytest.raises(ExplainError, match="There is no layer '9'"):
        kernels_of(network, "9")


def test_dead_kernels_and_norms(network: nn.Module) -> None:
    kernels = kernels_of(network, "0")
    assert kernels.is_dead.tolist() == [index == 2 for index in range(8)]
    np.testing.assert_allclose(kernels.norms, network[0].weight.flatten(1).norm(dim=1).detach(), rtol=1e-5)
    assert order(kernels, Order.NORM)[-1] == 2


def test_views(network: nn.Module) -> None:
    kernels, colour = kernels_of(network, "2"), kernels_of(network, "0")
    assert colour.views()[0] is View.COLOUR
    np.testing.assert_array_equal(planes(colour, View.COLOUR)[1, :, :, 2], kernels_of(network, "0").weights[1, 2])
    np.testing.assert_array_equal(planes(kernels, View.INPUT, channel=3), kernels.weights[:, 3])
    np.testing.assert_allclose(planes(kernels, View.MEAN), kernels.weights.mean(1), atol=1e-7)
    for wrong in (View.COLOUR,):
        with pytest.raises(ExplainError, match="no colours"):
            planes(kernels, wrong)
    with pytest.raises(ExplainError, match="channels 0 to 3, not 4"):
        planes(kernels, View.INPUT, channel=4)


def test_the_component_is_scikit_learns(network: nn.Module) -> None:
    kernels = kernels_of(network, "2")
    for plane, kernel in zip(planes(kernels, View.COMPONENT), kernels.weights, strict=True):
        flat = kernel.reshape(4, 9)
        reference = TruncatedSVD(1, algorithm="arpack", random_state=0).fit(flat).components_[0]
        cosine = plane.ravel() @ reference / np.linalg.norm(plane)
        assert abs(cosine) == pytest.approx(1, abs=1e-5)
        assert plane.ravel() @ flat.mean(0) >= 0


def test_similar_kernels_come_first(network: nn.Module) -> None:
    network[0].weight.data[5] = 2 * network[0].weight.data[1]
    kernels = kernels_of(network, "0")
    assert order(kernels, Order.SIMILARITY, like=1)[:2].tolist() == [1, 5]
    activations = np.array([0, 3, 1, 2, 9, 4, 5, 6], np.float32)
    assert order(kernels, Order.ACTIVATION, activations=activations)[0] == 4
    with pytest.raises(ExplainError, match="Choose a photograph"):
        order(kernels, Order.ACTIVATION)


def test_nought_is_grey_on_both_scales(network: nn.Module) -> None:
    shown = planes(kernels_of(network, "0"), View.COLOUR)
    for scale in Scale:
        drawn = shades(shown, scale)
        assert (drawn[2] == 128).all()
        assert drawn.max() == 255 or drawn.min() == 1
    own = shades(shown, Scale.OWN).astype(int) - 128
    live = [index for index in range(8) if index != 2]
    assert (np.abs(own[live]).max((1, 2, 3)) == 127).all()


def test_pages_are_written(network: nn.Module, tmp_path: Path) -> None:
    pages = [page for name in convolutions(network) for page in kernel_pages(kernels_of(network, name))]
    assert len(pages) == 4  # the kernels of one pixel also as a whole matrix
    write_png(pages[0], tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as page:
        assert page.size == (1754, 1240)
    assert write_pdf(iter(pages), tmp_path / "atlas.pdf", title="x") == 4
    content = (tmp_path / "atlas.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page /Parent") == 4
    with pytest.raises(FunduscopeError, match="no page"):
        write_pdf(iter(()), tmp_path / "none.pdf", title="x")


def test_kernels_of_one_pixel_are_mixing_matrices(model: LoadedModel) -> None:
    kernels = kernels_of(model.module, "features.3.squeeze")
    assert kernels.is_mixing
    weights = model.module.get_submodule("features.3.squeeze").weight.detach().numpy()[:, :, 0, 0]
    np.testing.assert_array_equal(kernels.matrix, weights)
    shown = planes(kernels, View.MIXING)
    assert shown.shape == (16, 8, 8)
    np.testing.assert_array_equal(shown[5, 2], weights[5, 16:24])
    odd = Kernels("odd", np.arange(1, 11, dtype=np.float32).reshape(2, 5, 1, 1))
    np.testing.assert_array_equal(planes(odd, View.MIXING)[1], [[6, 7, 8], [9, 10, 0]])
    first, *rest = list(kernel_pages(kernels))
    assert first.entry == "features.3.squeeze: mixing matrix"
    assert rest[0].entry == "features.3.squeeze: kernels"
    with pytest.raises(ExplainError, match="do not only mix"):
        _ = kernels_of(model.module, "features.0").matrix


def test_kernels_that_read_one_channel_are_shown_as_they_are() -> None:
    grey = Kernels("grey", np.arange(18, dtype=np.float32).reshape(2, 1, 3, 3))
    assert grey.views() == (View.MEAN,)
    np.testing.assert_array_equal(planes(grey, View.MEAN), grey.weights[:, 0])
