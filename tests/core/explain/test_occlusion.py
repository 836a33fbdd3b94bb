"""Occlusion by hand, against captum at awkward sizes, and what is kept of a sweep."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest
import torch
import torchvision
from scipy.stats import spearmanr
from torch import Tensor, nn

from core.errors import ExplainError
from core.explain.case import Before, Case, Finding, kept_sweeps
from core.explain.changes import Asked, Part
from core.explain.estimates import between
from core.explain.fills import inpainted, plain, to_pixels
from core.explain.occlusion import channel_maps, occlusion
from core.explain.occlusion_grid import Windows, grid_over
from core.explain.params import Extent, Fill, OcclusionParams, Shown
from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method, Query, Target
from core.explain.targets import MarginTarget, ProbabilityTarget
from core.explain.windows.sweep import LocalSweep
from core.images.photograph import ImageId
from core.jobs import Cancelled, CancelToken, Progress


@pytest.fixture(scope="module")
def squeezenet(trained_like: Callable) -> nn.Module:
    return trained_like(torchvision.models.squeezenet1_1(weights=None, num_classes=5))


@pytest.fixture
def ask_occlusion(ask: Callable) -> Callable[..., Query]:
    def call(target: Target, **options: object) -> Query:
        return ask(Method.OCCLUSION, target, None, OcclusionParams(**options))

    return call


class Total(nn.Module):
    """Logit 0 is the sum of the input, logit 1 its negative."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0
        self.largest = 10**9

    def forward(self, image: Tensor) -> Tensor:
        if len(image) > self.largest:
            raise torch.OutOfMemoryError("CUDA out of memory")
        self.passed += len(image)
        total = image.sum((1, 2, 3))
        return torch.stack([total, -total], 1)


def test_by_hand_and_signed(make_case: Callable, ask_occlusion: Callable) -> None:
    """What a window hides is what the sum loses; windows of 2 every 2 over 5 columns reach over the border once."""
    picture = torch.tensor([[[[1.0, 2, 3, 4, 5], [1, 1, 1, 1, -9]]]])
    case = make_case(Total(), picture)
    zero = {"window": 2, "stride": 2, "fill": Fill.ZERO}
    found = occlusion(case, ask_occlusion(ClassTarget(0), **zero))
    assert found.map.tolist() == [[5.0, 9.0, -4.0]]
    assert found.to_input(0, 0) == (0, 0)
    assert found.to_input(2.5, 0.5) == (5, 1)
    assert occlusion(case, ask_occlusion(ClassTarget(1), **zero)).map.tolist() == [[-5.0, -9.0, 4.0]]


@pytest.mark.parametrize(("window", "stride"), [(16, 16), (11, 8), (13, 7), (64, 3), (9, 9)])
def test_against_captum(
    window: int, stride: int, squeezenet: nn.Module, make_case: Callable, ask_occlusion: Callable
) -> None:
    """captum gives each pixel the mean over the windows that hide it; so does the map, spread in the same way.

    In double precision: in single precision captum subtracts logits that are rounded, and is the less exact of the two.
    """
    from captum.attr import Occlusion

    squeezenet = copy.deepcopy(squeezenet).double()
    image = torch.randn(1, 3, 64, 64, dtype=torch.double, generator=torch.Generator().manual_seed(1))
    query = ask_occlusion(ClassTarget(3), window=window, stride=stride, fill=Fill.ZERO)
    ours = occlusion(make_case(squeezenet, image), query).map
    theirs = (
        Occlusion(squeezenet)
        .attribute(image, (3, window, window), target=3, strides=(3, stride, stride), perturbations_per_eval=16)[0, 0]
        .numpy()
    )
    spread, weight = np.zeros((64, 64)), np.zeros((64, 64))
    for row, values in enumerate(ours):
        for column, value in enumerate(values):
            place = np.s_[row * stride : row * stride + window, column * stride : column * stride + window]
            spread[place] += value
            weight[place] += 1
    is_hidden = weight > 0
    np.testing.assert_allclose(spread[is_hidden] / weight[is_hidden], theirs[is_hidden], atol=1e-5 * abs(theirs).max())
    assert ours.shape == grid_over((64, 64), query.params).shape
    assert abs(theirs).max() > 0


def test_rows_and_columns_of_an_oblong_input() -> None:
    assert grid_over((224, 224), OcclusionParams(window=16, stride=8)).shape == (27, 27)
    assert grid_over((20, 33), OcclusionParams(window=11, stride=8)).shape == (3, 4)
    assert grid_over((7, 7), OcclusionParams(window=7, stride=100)).shape == (1, 1)
    # Not a fourth one, which would begin beyond the border.
    assert grid_over((100, 81), OcclusionParams(window=4, stride=40)).shape == (3, 3)


def test_one_sweep_answers_for_all_targets(make_case: Callable, ask_occlusion: Callable) -> None:
    module = Total()
    case = make_case(module, torch.randn(1, 3, 12, 12) / 20)  # so that no probability is 1
    occlusion(case, ask_occlusion(ClassTarget(0), window=4, stride=4))
    passed = module.passed
    for target in (ClassTarget(1), MarginTarget(0, 1), ProbabilityTarget(1)):
        assert occlusion(case, ask_occlusion(target, window=4, stride=4)).map.any()
    assert module.passed == passed
    occlusion(case, ask_occlusion(ClassTarget(0), window=4, stride=3))
    assert module.passed > passed


@pytest.mark.parametrize("aggregate", Aggregate)
def test_a_channel_against_its_definition_and_one_sweep_for_all(
    aggregate: Aggregate, squeezenet: nn.Module, make_case: Callable, ask_occlusion: Callable
) -> None:
    image = torch.randn(1, 3, 48, 48, generator=torch.Generator().manual_seed(2))
    passes: list[Progress] = []
    case = make_case(squeezenet, image, report=passes.append)
    below = squeezenet.features[:7]
    for channel in (3, 40):
        query = ask_occlusion(ChannelTarget("features.6", channel, aggregate), window=9, stride=13, fill=Fill.ZERO)
        found = occlusion(case, query)
        whole = below(image.clone())[0, channel]
        for row in range(found.map.shape[0]):
            for column in range(found.map.shape[1]):
                hidden = image.clone()
                hidden[:, :, row * 13 : row * 13 + 9, column * 13 : column * 13 + 9] = 0
                units = below(hidden)[0, channel]
                lost = (whole.max() - units.max()) if aggregate is Aggregate.MAX else whole.sum() - units.sum()
                assert found.map[row, column] == pytest.approx(float(lost), abs=1e-5 * float(whole.abs().sum()))
    assert [progress.done for progress in passes] == [16]
    assert found.map.any()


def test_nothing_above_the_channels_layer_is_computed(make_case: Callable, ask_occlusion: Callable) -> None:
    class Counted(nn.Identity):
        calls = 0

        def forward(self, values: Tensor) -> Tensor:
            Counted.calls += 1
            return values

    module = nn.Sequential(nn.Conv2d(3, 2, 3), nn.ReLU(), Counted(), nn.AdaptiveAvgPool2d(1), nn.Flatten()).eval()
    case = make_case(module.requires_grad_(False), torch.randn(1, 3, 8, 8))
    before = Counted.calls
    occlusion(case, ask_occlusion(ChannelTarget("1", 0), window=4, stride=4))
    assert Counted.calls == before
    assert all(not part._forward_hooks for part in module.modules())


FILLED = {Fill.ZERO: 0.0, Fill.BLACK: -2.0}


@pytest.mark.parametrize("fill", Fill)
def test_fills(fill: Fill, make_case: Callable) -> None:
    """Against the definition of each; mean 0.5 and deviation 0.25 take black to -2."""
    pixels = np.full((96, 96, 3), (200, 100, 50), np.uint8)
    cv2.circle(pixels, (20, 20), 4, (30, 10, 10), -1)
    image = (torch.from_numpy(pixels).permute(2, 0, 1)[None] / 255 - 0.5) / 0.25
    case: Case = make_case(Total(), image)
    params = OcclusionParams(window=16, stride=12, fill=fill)
    grid = grid_over((96, 96), params)
    windows = Windows(case, grid, fill)
    part, found = windows.parts[grid.shape[1] + 1], windows.content(grid.shape[1] + 1)
    assert (part.top, part.left, part.bottom, part.right) == (12, 12, 28, 28)
    assert found.shape == (3, 16, 16)
    if fill in FILLED:
        assert (found == FILLED[fill]).all()
    elif fill is Fill.MEAN:
        torch.testing.assert_close(found, image.mean((2, 3))[0, :, None, None].expand(3, 16, 16))
    elif fill is Fill.INPAINT:
        # All around is of one colour: so is what takes the place of the spot, to Telea's rounding.
        torch.testing.assert_close(found, image[0, :, :1, :1].expand(3, 16, 16), atol=4 / 255 / 0.25, rtol=0)
    elif fill in (Fill.BACKGROUND, Fill.BACKGROUND_VESSELS):
        torch.testing.assert_close(found, image[0, :, :1, :1].expand(3, 16, 16), atol=4 / 255 / 0.25, rtol=0)
    else:
        spot, smooth = image[0, 0, 20, 20], found[0, 8, 8]
        assert spot < smooth < image[0, 0, 0, 0]
        assert float(found.std()) < float(image[0, :, 12:28, 12:28].std())
    np.testing.assert_array_equal(to_pixels(case), pixels)


def test_inpainting_goes_on_with_what_is_around() -> None:
    ramp = np.repeat(np.arange(0, 250, 5, dtype=np.uint8)[None, :, None], 50, 0).repeat(3, 2)
    hidden = ramp.copy()
    hidden[20:30, 20:30] = 255
    found = inpainted(hidden, 20, 20, 30, 30)
    assert abs(found.astype(int) - ramp[20:30, 20:30]).max() <= 20
    corner = inpainted(hidden, 0, 0, 10, 10)
    assert corner.shape == (10, 10, 3)
    assert not np.shares_memory(corner, hidden)


def test_blur_is_wide_enough_to_hide(make_case: Callable) -> None:
    torch.manual_seed(0)
    case = make_case(Total(), torch.randn(1, 3, 64, 64))
    assert float(plain(case, Fill.BLUR, blur_px=8).std()) < 0.1


def test_partial_maps_grow_and_survive_a_cancelling(make_case: Callable, ask_occlusion: Callable) -> None:
    token, seen = CancelToken(), []

    def look(part: Finding) -> None:
        assert part.is_partial
        seen.append(part.map.copy())
        if len(seen) == 2:
            token.cancel()

    case = make_case(Total(), torch.randn(1, 3, 32, 32), token=token, partial=look)
    query = ask_occlusion(ClassTarget(0), window=4, stride=4)
    with pytest.raises(Cancelled):
        occlusion(case, query)
    assert [int(np.isfinite(part).sum()) for part in seen] == [4, 12]
    # Every fourth window of every fourth row, and then every second one.
    assert {tuple(cell % 4) for cell in np.argwhere(np.isfinite(seen[0]))} == {(0, 0)}
    assert {tuple(cell % 2) for cell in np.argwhere(np.isfinite(seen[1]))} == {(0, 0)}
    whole = occlusion(make_case(Total(), case.image), query)
    assert not whole.is_partial
    known = np.isfinite(seen[1])
    np.testing.assert_array_equal(whole.map[known], seen[1][known])


def test_out_of_memory_halves_the_batch_and_goes_on(make_case: Callable, ask_occlusion: Callable) -> None:
    image = torch.randn(1, 3, 32, 32)
    query = ask_occlusion(ClassTarget(0), window=4, stride=4)
    expected = occlusion(make_case(Total(), image), query).map
    module = Total()
    case = make_case(module, image)
    module.largest = 3
    np.testing.assert_allclose(occlusion(case, query).map, expected, atol=1e-4)
    case = make_case(Total(), image)
    case.module.largest = 0
    with pytest.raises(ExplainError, match="Not even one"):
        occlusion(case, query)


def test_other_faults_are_not_taken_for_memory(make_case: Callable, ask_occlusion: Callable) -> None:
    case = make_case(Total(), torch.randn(1, 3, 8, 8))
    case.module.forward = lambda _image: 1 / 0  # type: ignore[method-assign]
    with pytest.raises(ZeroDivisionError):
        occlusion(case, ask_occlusion(ClassTarget(0), window=4, stride=4))


def test_questions_that_cannot_be_asked(make_case: Callable, ask_occlusion: Callable) -> None:
    case = make_case(Total(), torch.randn(1, 3, 20, 30))
    with pytest.raises(ExplainError, match=r"window of 21 pixels.*20 x 30.*up to 20"):
        occlusion(case, ask_occlusion(ClassTarget(0), window=21))
    for broken in ({"window": 0}, {"stride": 0}, {"fill": "palm"}):
        with pytest.raises(ExplainError, match=next(iter(broken))):
            ask_occlusion(ClassTarget(0), **broken)


def test_an_answer_that_is_no_number_is_an_error(make_case: Callable, ask_occlusion: Callable) -> None:
    class Fragile(nn.Module):
        def forward(self, image: Tensor) -> Tensor:
            return torch.stack([image.amin((1, 2, 3)).sqrt(), image.sum((1, 2, 3))], 1)

    case = make_case(Fragile(), torch.ones(1, 3, 8, 8))
    with pytest.raises(ExplainError, match="not a finite number"):
        occlusion(case, ask_occlusion(ClassTarget(0), window=4, stride=4, fill=Fill.BLACK))


def test_the_spread_over_fills_by_hand(make_case: Callable, ask_occlusion: Callable) -> None:
    """Largest less smallest loss of the maps by fill, which are known afterwards without another pass."""
    module, seen = Total(), []
    reports: list[Progress] = []
    image = torch.rand(1, 3, 24, 24, generator=torch.Generator().manual_seed(1))
    case = make_case(module, image, partial=seen.append, report=reports.append)
    options = {"window": 8, "stride": 8}
    found = occlusion(case, ask_occlusion(ClassTarget(0), shows=Shown.FILL_SPREAD, **options))
    passed = module.passed
    maps = np.stack([occlusion(case, ask_occlusion(ClassTarget(0), fill=fill, **options)).map for fill in Fill])
    assert module.passed == passed
    np.testing.assert_allclose(found.map, maps.max(0) - maps.min(0))
    assert found.map.min() > 0
    assert not found.is_partial
    assert "rank correlation" in found.notes[-1]
    assert [finding.is_partial for finding in seen] == [True] * (len(Fill) - 2)
    assert (seen[-1].map <= found.map).all()
    assert [progress.done for progress in reports] == sorted(progress.done for progress in reports)
    assert reports[-1].done == reports[-1].total == 9 * len(Fill)


@pytest.mark.parametrize("layer", ["features.3", "features.6"])
def test_over_the_receptive_field_of_the_strongest_unit(
    layer: str, squeezenet: nn.Module, make_case: Callable, ask_occlusion: Callable
) -> None:
    """Each value is what that unit loses in a whole pass; whatever lies beside the field changes nothing of it."""
    image = torch.randn(1, 3, 95, 90, generator=torch.Generator().manual_seed(5))
    case, below = make_case(squeezenet, image), squeezenet.features[: int(layer.split(".")[1]) + 1]
    options = {"window": 7, "stride": 5, "fill": Fill.ZERO}
    channel = int(below(image.clone())[0].amax((1, 2)).argmax())
    found = occlusion(case, ask_occlusion(ChannelTarget(layer, channel), extent=Extent.FIELD, **options))
    whole = below(image.clone())[0, channel]
    row, column = divmod(int(whole.argmax()), whole.shape[1])
    grid = grid_over((95, 90), OcclusionParams(**options))
    expected = np.zeros(grid.shape)
    for number, part in enumerate(grid.parts()):
        hidden = image.clone()
        hidden[:, :, part.top : part.bottom, part.left : part.right] = 0
        expected.flat[number] = float(whole[row, column] - below(hidden)[0, channel, row, column])
    left, top = (round(value) for value in found.to_input.then(grid.to_input.inverse())(0, 0))
    height, width = found.map.shape
    inside = expected[top : top + height, left : left + width].copy()
    np.testing.assert_allclose(found.map, inside, atol=1e-5 * np.ptp(inside))
    expected[top : top + height, left : left + width] = 0
    assert not expected.any()
    assert height * width < expected.size
    assert np.count_nonzero(inside) > inside.size / 4


def test_a_field_that_there_is_not(make_case: Callable, squeezenet: nn.Module, ask_occlusion: Callable) -> None:
    case = make_case(squeezenet, torch.randn(1, 3, 64, 64))
    with pytest.raises(ExplainError, match="class has no receptive field"):
        occlusion(case, ask_occlusion(ClassTarget(0), extent=Extent.FIELD))
    total = ask_occlusion(ChannelTarget("features.3", 0, Aggregate.SUM), extent=Extent.FIELD)
    with pytest.raises(ExplainError, match="sum over a channel"):
        occlusion(case, total)


def test_windows_that_stand_apart_and_a_field_between_them() -> None:
    grid = grid_over((100, 100), OcclusionParams(window=4, stride=40))
    assert grid.within(Part(10, 50, 12, 60)).shape == (1, 1)
    assert grid.within(Part(43, 0, 90, 100)).parts()[0] == Part(40, 0, 44, 4)
    assert grid.within(Part(0, 0, 100, 100)) == grid


@pytest.mark.parametrize("has_first_look", [True, False])
def test_the_picture_sharpens_where_it_matters_first(
    has_first_look: bool,
    squeezenet: nn.Module,
    make_case: Callable,
    ask_occlusion: Callable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The estimate ranks positions as the exact map long before that is whole; the map itself holds exact values."""
    monkeypatch.setattr("core.explain.windows.sweep.is_faster", lambda _device: has_first_look)
    # Bright in one place, so that hiding matters there.
    image = torch.randn(1, 3, 96, 96, generator=torch.Generator().manual_seed(3)) * 0.1
    image[:, :, 20:50, 50:80] *= 20
    query = ask_occlusion(ClassTarget(1), window=12, stride=6, fill=Fill.ZERO)
    exact = occlusion(make_case(squeezenet, image), query)
    seen: list[Finding] = []
    whole = occlusion(make_case(squeezenet, image, partial=seen.append), query)
    np.testing.assert_allclose(whole.map, exact.map, atol=1e-5 * np.ptp(exact.map))
    for part in seen:
        is_known = np.isfinite(part.map)
        np.testing.assert_allclose(part.map[is_known], exact.map[is_known], atol=1e-5 * np.ptp(exact.map))
        np.testing.assert_array_equal(part.estimate[is_known], part.map[is_known])
    ranks = [spearmanr(part.estimate.ravel(), exact.map.ravel()).statistic for part in seen]
    half = next(index for index, part in enumerate(seen) if np.isfinite(part.map).mean() > 0.4)
    assert ranks[0] < ranks[half]
    assert ranks[half] > 0.8
    if has_first_look:
        assert ranks[next(index for index, part in enumerate(seen) if np.isfinite(part.map).any())] > 0.95
        size, is_known = np.abs(exact.map), np.isfinite(seen[half].map)
        assert size[is_known].mean() > 1.2 * size[~is_known].mean()


@pytest.mark.parametrize("has_first_look", [True, False])
@pytest.mark.parametrize(("window", "stride"), [(32, 16), (64, 64)])
def test_few_windows_are_watched_whether_there_is_a_first_look_or_not(
    window: int,
    stride: int,
    has_first_look: bool,
    squeezenet: nn.Module,
    make_case: Callable,
    ask_occlusion: Callable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So few that none is known yet when it is asked which of them matter."""
    monkeypatch.setattr("core.explain.windows.sweep.is_faster", lambda _device: has_first_look)
    image = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(3))
    query = ask_occlusion(ClassTarget(1), window=window, stride=stride, fill=Fill.ZERO)
    exact = occlusion(make_case(squeezenet, image), query)
    whole = occlusion(make_case(squeezenet, image, partial=lambda _part: None), query)
    np.testing.assert_allclose(whole.map, exact.map, atol=1e-5 * np.abs(exact.map).max())


@pytest.mark.parametrize("fill", [Fill.ZERO, Fill.MEAN])
def test_an_edited_photograph_begins_with_the_map_before(
    fill: Fill, squeezenet: nn.Module, make_case: Callable, ask_occlusion: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an estimate; windows that hide the edit by the same fill are not asked again, the nearest others go first."""
    image = torch.randn(1, 3, 96, 96, generator=torch.Generator().manual_seed(3))
    edited = image.clone()
    edited[:, :, 40:44, 60:65] += 1
    query = ask_occlusion(ClassTarget(1), window=16, stride=8, fill=fill)
    sweeps = kept_sweeps(1 << 20)
    plain = occlusion(make_case(squeezenet, image, sweeps=sweeps), query)
    seen: list[Finding] = []
    now = replace(query, image=ImageId("1" * 64))
    before = Before(query.image, Part(40, 60, 44, 65))
    asked: list[int] = []
    monkeypatch.setattr(LocalSweep, "_engine", counting(LocalSweep._engine, asked))
    case = make_case(squeezenet, edited, sweeps=sweeps, before=before, partial=seen.append)
    found = occlusion(case, now)
    wanted = occlusion(make_case(squeezenet, edited), now)
    np.testing.assert_allclose(found.map, wanted.map, atol=1e-5 * np.ptp(wanted.map))
    assert not found.is_partial
    assert np.abs(found.map - plain.map).max() > 1e-3 * np.ptp(plain.map)
    parts = grid_over((96, 96), query.params).parts()
    hides = [part.top <= 40 and part.bottom >= 44 and part.left <= 60 and part.right >= 65 for part in parts]
    kept = sum(hides) if fill is Fill.ZERO else 0
    assert sum(hides) == 2
    assert asked == [len(parts) - kept, len(parts)]
    assert int(np.isfinite(seen[0].map).sum()) == kept
    if not kept:
        np.testing.assert_array_equal(seen[0].estimate, plain.map)
    away = [max(40 - part.bottom, part.top - 44, 60 - part.right, part.left - 65, 0) for part in parts]
    is_first = np.isfinite(seen[1].map).ravel()
    assert np.array(away)[is_first].max() <= np.median(away)


def counting(engine: Callable, asked: list[int]) -> Callable:
    """`engine`, noting how many windows it is asked about."""

    def call(self: LocalSweep, case: Case, replacements: Windows, wanted: Asked) -> object:
        asked.append(len(replacements.parts))
        return engine(self, case, replacements, wanted)

    return call


def test_what_lies_between_known_cells() -> None:
    ramp = np.add.outer(np.arange(5.0), 2 * np.arange(7.0))
    some = np.where(np.add.outer(np.arange(5), np.arange(7)) % 2 == 0, ramp, np.nan)
    np.testing.assert_allclose(between(some), ramp)
    assert between(ramp) is ramp
    few = np.full((2, 3), np.nan)
    assert np.isnan(between(few)).all()
    few[1, 2] = 4
    np.testing.assert_array_equal(between(few), np.full((2, 3), 4.0))
    few[0, 0] = 1
    assert between(few)[0].tolist() == [1, 1, 4]


@pytest.mark.parametrize("aggregate", Aggregate)
def test_all_channels_of_a_layer_at_once(
    aggregate: Aggregate, squeezenet: nn.Module, make_case: Callable, ask_occlusion: Callable
) -> None:
    image = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(2))
    passes: list[Progress] = []
    case = make_case(squeezenet, image, report=passes.append)
    options = {"window": 16, "stride": 16, "fill": Fill.ZERO}
    maps = channel_maps(case, ask_occlusion(ChannelTarget("features.6", 0, aggregate), **options))
    assert maps.shape == (case.forward.layers["features.6"].shape[0], 4, 4)
    for channel in (0, 17, len(maps) - 1):
        one = occlusion(case, ask_occlusion(ChannelTarget("features.6", channel, aggregate), **options)).map
        np.testing.assert_array_equal(maps[channel], one)
    assert sum(progress.done == progress.total for progress in passes) == 1
    assert np.count_nonzero(maps) > maps.size / 4
    with pytest.raises(ExplainError, match="All channels"):
        channel_maps(case, ask_occlusion(ClassTarget(0), **options))
