"""Strokes that add up, and come off again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
import torchvision
from torch import Tensor, nn

from core.explain.changes import Part
from core.explain.windows.brush import WhatIf
from core.jobs import Cancelled, CancelToken

STROKES = [Part(10, 12, 22, 20), Part(16, 10, 30, 26), Part(0, 0, 5, 64), Part(40, 40, 64, 64), Part(33, 7, 34, 8)]


@pytest.fixture(scope="module", params=["squeezenet1_1", "shufflenet_v2_x0_5"])
def module(request: pytest.FixtureRequest, trained_like: Callable) -> nn.Module:
    return trained_like(getattr(torchvision.models, request.param)(weights=None, num_classes=3)).double()


@pytest.fixture
def image() -> Tensor:
    return torch.randn(1, 3, 64, 64, dtype=torch.double, generator=torch.Generator().manual_seed(1))


def test_strokes_add_up_and_come_off_again(module: nn.Module, image: Tensor) -> None:
    brush = WhatIf(module, image)
    torch.testing.assert_close(brush.logits, module(image))
    painted, undo = image.clone(), []
    for number, part in enumerate(STROKES):
        content = torch.full((3, part.bottom - part.top, part.right - part.left), 0.3 * number, dtype=torch.double)
        area = painted[0, :, part.top : part.bottom, part.left : part.right]
        undo.append((part, area.clone()))
        area.copy_(content)
        torch.testing.assert_close(brush.change(part, content, token=CancelToken()), module(painted), rtol=1e-9, atol=0)
    torch.testing.assert_close(brush.image, painted)
    for part, content in reversed(undo):
        brush.change(part, content, token=CancelToken())
    torch.testing.assert_close(brush.logits, module(image), rtol=1e-9, atol=0)
    assert (painted != image).any()


def test_a_stroke_that_is_given_up_changes_nothing(module: nn.Module, image: Tensor) -> None:
    brush, token = WhatIf(module, image), CancelToken()
    before = brush.logits.clone()
    token.cancel()
    with pytest.raises(Cancelled):
        brush.change(STROKES[0], torch.zeros(3, 12, 8, dtype=torch.double), token=token)
    assert torch.equal(brush.image, image)
    assert torch.equal(brush.logits, before)
    after = brush.change(STROKES[1], torch.zeros(3, 14, 16, dtype=torch.double), token=CancelToken())
    painted = image.clone()
    painted[0, :, 16:30, 10:26] = 0
    torch.testing.assert_close(after, module(painted), rtol=1e-9, atol=0)


def test_the_picture_that_was_given_is_not_painted_on(module: nn.Module, image: Tensor) -> None:
    untouched = image.clone()
    brush = WhatIf(module, image.contiguous(memory_format=torch.channels_last))
    brush.change(STROKES[0], torch.zeros(3, 12, 8, dtype=torch.double), token=CancelToken())
    assert torch.equal(image, untouched)
