"""Many parts replaced: the engine where it is right and pays, whole passes where it is not, and saying so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
import torch
import torchvision
from torch import Tensor, nn

from core.errors import ExplainError
from core.explain.changes import Asked, Part, evaluate_plainly
from core.explain.windows import sweep
from core.explain.windows.sweep import LocalSweep
from core.jobs import Cancelled, CancelToken, Progress


@dataclass
class Darkened:
    """Windows of 9 pixels every `stride`, filled with a constant."""

    side: int
    stride: int = 11
    value: float = -1.0

    @property
    def parts(self) -> tuple[Part, ...]:
        edges = [(start, min(self.side, start + 9)) for start in range(0, self.side - 4, self.stride)]
        return tuple(Part(top, left, bottom, right) for top, bottom in edges for left, right in edges)

    def content(self, index: int) -> Tensor:
        part = self.parts[index]
        return torch.full((3, part.bottom - part.top, part.right - part.left), self.value, dtype=torch.double)


def _whole(answers: object, count: int) -> Tensor:
    rows: dict[int, Tensor] = {}
    for numbers, values in answers:
        rows.update(zip(numbers, values, strict=True))
    assert sorted(rows) == list(range(count))
    return torch.stack([rows[number] for number in range(count)])


@pytest.fixture
def small(trained_like: Callable) -> nn.Module:
    """A network of three classes, with a residual sum and both poolings."""

    class Small(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(inplace=True))
            self.second = nn.Sequential(nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(inplace=True))
            self.pool = nn.MaxPool2d(3, 2, 1)
            self.last = nn.Conv2d(8, 3, 1)

        def forward(self, image: Tensor) -> Tensor:
            values = self.first(image)
            values += self.second(values)
            return self.last(self.pool(values)).mean((2, 3))

    return trained_like(Small()).double()


@pytest.fixture
def image() -> Tensor:
    return torch.randn(1, 3, 40, 40, dtype=torch.double, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("layer", [None, "first", "second.0", "pool", "last"])
def test_as_whole_passes_say(layer: str | None, small: nn.Module, image: Tensor, make_case: Callable) -> None:
    case, parts = make_case(small, image), Darkened(40)
    run = LocalSweep()
    found = _whole(run(case, parts, Asked(layer)), 16)
    expected = _whole(evaluate_plainly(case, parts, Asked(layer)), 16)
    torch.testing.assert_close(found, expected, rtol=1e-10, atol=1e-10)
    assert found.dtype == torch.double
    assert expected.std() > 0
    assert run.notes == ()


def test_single_precision_is_that_of_the_difference(small: nn.Module, image: Tensor, make_case: Callable) -> None:
    """A change of a hundred-thousandth is told to five digits, where two whole passes differ by hardly one."""
    exact, faint = make_case(small, image), Darkened(40)
    faint.content = lambda index: _faintly(image, faint.parts[index])
    expected = _whole(evaluate_plainly(exact, faint, Asked()), 16) - exact.forward.logits.detach()
    case = make_case(small.float(), image.float())
    faint.content = lambda index: _faintly(image.float(), faint.parts[index])
    change = _whole(LocalSweep()(case, faint, Asked()), 16) - case.forward.logits.detach().double()
    torch.testing.assert_close(change, expected, rtol=0, atol=1e-2 * float(expected.abs().max()))
    passes = _whole(evaluate_plainly(case, faint, Asked()), 16) - case.forward.logits.detach()
    assert (change - expected).abs().max() < (passes - expected).abs().max() / 3


def _faintly(image: Tensor, part: Part) -> Tensor:
    return image[0, :, part.top : part.bottom, part.left : part.right] * 1.00001


@pytest.mark.slow
@pytest.mark.parametrize("name", ["resnet18", "densenet121", "efficientnet_b0"])
@pytest.mark.parametrize("depth", [None, 0.3, 0.9])
def test_layers_of_known_networks(name: str, depth: float | None, make_case: Callable, trained_like: Callable) -> None:
    module = trained_like(getattr(torchvision.models, name)(weights=None, num_classes=5)).double()
    case = make_case(module, torch.randn(1, 3, 64, 64, dtype=torch.double))
    names = case.forward.layers.names
    layer = None if depth is None else names[int(depth * len(names))]
    parts = Darkened(64, stride=21)
    found, expected = (_whole(way(case, parts, Asked(layer)), 9) for way in (LocalSweep(), evaluate_plainly))
    torch.testing.assert_close(found, expected, rtol=1e-9, atol=1e-9 * float(expected.abs().max()))


def test_the_engine_is_what_answers(
    small: nn.Module, image: Tensor, make_case: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few passes of the network itself, however many parts there are."""
    case = make_case(small, image)
    passes: list[int] = []
    handle = small.register_forward_hook(lambda _module, inputs, _output: passes.append(len(inputs[0])))
    _whole(LocalSweep()(case, Darkened(40, stride=3), Asked()), 144)
    handle.remove()
    assert sum(passes) <= 2


def test_a_network_that_cannot_be_followed_is_evaluated_plainly_and_that_is_said(
    image: Tensor, make_case: Callable
) -> None:
    class Deciding(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = nn.Conv2d(3, 3, 3)

        def forward(self, image: Tensor) -> Tensor:
            values = self.conv(image).mean((2, 3))
            return values * 2 if values.sum() > -1e9 else values

    case = make_case(Deciding().double().requires_grad_(False), image)
    run = LocalSweep()
    found = _whole(run(case, Darkened(40), Asked()), 16)
    torch.testing.assert_close(found, _whole(evaluate_plainly(case, Darkened(40), Asked()), 16))
    assert "decides by what it sees" in run.notes[0]
    assert "whole pass" in run.notes[0]


def test_a_network_that_does_other_things_for_other_pictures_is_found_out(image: Tensor, make_case: Callable) -> None:
    class Adapting(nn.Module):
        """What comes out of NumPy is taken for a constant by whoever follows the operations."""

        def __init__(self) -> None:
            super().__init__()
            self.conv = nn.Conv2d(3, 3, 3)
            torch.nn.init.constant_(self.conv.weight, 0.1)

        def forward(self, image: Tensor) -> Tensor:
            scale = torch.from_numpy(np.abs(image.detach().numpy()).sum((1, 2, 3), keepdims=True))
            return self.conv(image / scale).mean((2, 3)) * 1000

    case = make_case(Adapting().double().requires_grad_(False), image)
    run, dark = LocalSweep(), Darkened(40, value=-30.0)
    found = _whole(run(case, dark, Asked()), 16)
    torch.testing.assert_close(found, _whole(evaluate_plainly(case, dark, Asked()), 16))
    assert "other things" in run.notes[0]


def test_a_network_without_anything_local_is_evaluated_plainly(image: Tensor, make_case: Callable) -> None:
    module = nn.Sequential(nn.Flatten(), nn.Linear(4800, 3)).double().requires_grad_(False)
    run = LocalSweep()
    case = make_case(module, image)
    found = _whole(run(case, Darkened(40), Asked()), 16)
    torch.testing.assert_close(found, _whole(evaluate_plainly(case, Darkened(40), Asked()), 16))
    assert run.notes == ()


def test_out_of_memory_halves_the_batch_and_goes_on(
    small: nn.Module, image: Tensor, make_case: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, largest, sizes = make_case(small, image), [3], []
    plain_output = sweep.LocalEvaluator.output

    def narrow(self: object, patch: object, *, token: CancelToken) -> object:
        sizes.append(patch.change.shape[0])
        if sizes[-1] > largest[0]:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return plain_output(self, patch, token=token)

    expected = _whole(LocalSweep()(case, Darkened(40), Asked()), 16)
    monkeypatch.setattr(sweep.LocalEvaluator, "output", narrow)
    torch.testing.assert_close(_whole(LocalSweep()(case, Darkened(40), Asked()), 16), expected)
    assert max(sizes) == 16
    answers = LocalSweep()(case, Darkened(40, stride=2), Asked())
    next(answers)
    largest[0] = 0
    with pytest.raises(ExplainError, match="Not even one"):
        list(answers)
    run = LocalSweep()
    torch.testing.assert_close(_whole(run(case, Darkened(40), Asked()), 16), expected)
    assert "too little memory" in run.notes[0]


def test_progress_and_giving_up(small: nn.Module, image: Tensor, make_case: Callable) -> None:
    token, seen = CancelToken(), []

    def report(progress: Progress) -> None:
        seen.append(progress.done)
        if len(seen) == 2:
            token.cancel()

    case = make_case(small, image, token=token, report=report)
    with pytest.raises(Cancelled):
        _whole(LocalSweep()(case, Darkened(40, stride=2), Asked()), 324)
    assert len(seen) == 2
    assert 0 < seen[0] < seen[1] < 324


def test_an_answer_that_is_no_number_is_an_error(small: nn.Module, image: Tensor, make_case: Callable) -> None:
    with pytest.raises(ExplainError, match="not a finite number"):
        _whole(LocalSweep()(make_case(small, image), Darkened(40, value=float("nan")), Asked()), 16)


TIMM = (
    "vit_tiny_patch16_224",
    "swin_tiny_patch4_window7_224",
    "convnext_atto",
    "mobilenetv3_small_050",
    "regnety_002",
    "seresnet18",
    "repvgg_a0",
    "resnest14d",
    "ghostnet_050",
    "hrnet_w18_small",
    "dpn68",
    "res2net50_26w_4s",
    "mobilevit_s",
    "edgenext_xx_small",
    "mixnet_s",
    "efficientvit_b0",
    "poolformer_s12",
    "xception41",
    "dm_nfnet_f0",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", TIMM)
def test_networks_of_another_library(name: str, make_case: Callable, trained_like: Callable) -> None:
    """Transformers, gates and layers that mix all positions: exact with them, whatever of it stays local."""
    import timm

    size = {"img_size": 64} if name.startswith("vit") else {}
    module = trained_like(timm.create_model(name, pretrained=False, num_classes=3, **size)).double()
    side = 224 if name.startswith("swin") else 64
    parts = Darkened(side, stride=side // (2 if side > 64 else 3) - 2)
    case = make_case(module, torch.randn(1, 3, side, side, dtype=torch.double))
    run = LocalSweep()
    found = _whole(run(case, parts, Asked()), len(parts.parts))
    expected = _whole(evaluate_plainly(case, parts, Asked()), len(parts.parts))
    change = expected - case.forward.logits.detach()
    assert change.std() > 0
    torch.testing.assert_close(found, expected, rtol=0, atol=1e-9 * float(change.abs().max()) + 1e-12)
    assert not run.notes


@pytest.mark.parametrize(("precision", "share"), [(torch.double, 1e-12), (torch.float32, 1e-5), (torch.bfloat16, 0.05)])
def test_in_the_precision_of_the_network(
    precision: torch.dtype, share: float, small: nn.Module, image: Tensor, make_case: Callable
) -> None:
    """Against whole passes in double: as many digits as there are, and the differences keep them."""
    exact, parts = make_case(small, image), Darkened(40)
    expected = _whole(evaluate_plainly(exact, parts, Asked()), 16) - exact.forward.logits.detach()
    case, run = make_case(small.to(precision), image.to(precision)), LocalSweep()
    parts.content = lambda index: torch.full(_sides(parts.parts[index]), -1.0, dtype=precision)
    found = _whole(run(case, parts, Asked()), 16) - case.forward.logits.detach().double()
    assert run.notes == ()
    torch.testing.assert_close(found, expected, rtol=0, atol=share * float(expected.max() - expected.min()))


def _sides(part: Part) -> tuple[int, int, int]:
    return 3, part.bottom - part.top, part.right - part.left


@pytest.mark.parametrize("asked", [Asked(), Asked("pool"), Asked("pool", (2, 3))])
def test_weights_that_are_no_numbers_are_an_error(
    asked: Asked, small: nn.Module, image: Tensor, make_case: Callable
) -> None:
    small.second[0].weight[0, 0, 0, 0] = torch.nan
    with pytest.raises(ExplainError, match="not a finite number"):
        _whole(LocalSweep()(make_case(small, image), Darkened(40), asked), 16)


class Watching:
    """A guide that keeps what it is told."""

    def __init__(self, count: int) -> None:
        self.looked = [torch.tensor(torch.nan)] * count
        self.is_asked = 0

    def take(self, numbers: Sequence[int], answers: Tensor) -> None:
        for number, answer in zip(numbers, answers, strict=True):
            self.looked[number] = answer

    def importance(self) -> np.ndarray:
        self.is_asked += 1
        return np.arange(len(self.looked), dtype=float)


@pytest.mark.parametrize("is_faster", [True, False])
def test_a_guide_sees_all_first_and_says_what_matters(
    is_faster: bool, small: nn.Module, image: Tensor, make_case: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "is_faster", lambda _device: is_faster)
    case, parts, guide = make_case(small.float(), image.float()), Darkened(40, stride=4), Watching(81)
    order = [(list(numbers), found) for numbers, found in LocalSweep(guide)(case, parts, Asked())]
    expected = _whole(evaluate_plainly(case, parts, Asked()), 81)
    torch.testing.assert_close(_whole(order, 81), expected.double(), rtol=1e-4, atol=1e-5)
    assert guide.is_asked == 1
    if is_faster:
        change = expected.double() - case.forward.logits.detach().double()
        looked = torch.stack(guide.looked) - case.forward.logits.detach().double()
        # Near enough to rank by, and not what exact answers are made of.
        assert torch.corrcoef(torch.stack([looked[:, 0], change[:, 0]]))[0, 1] > 0.99
        assert not torch.equal(looked, change)
        assert set(order[0][0]) <= set(range(71, 81))
    else:
        assert all(torch.isnan(answer).all() for answer in guide.looked)
