"""What can be written down, for any number of pictures, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.explain.windows.activations import Activations
from core.explain.windows.evaluator import LocalEvaluator
from core.explain.windows.recording import Recording, UnrecordableError, record
from core.jobs import CancelToken


def _recorded(function: Callable[[Tensor], Tensor], image: Tensor) -> Recording:
    return record(lambda images: function(images.clone()), image)


def test_what_overwrites_is_written_down_as_what_does_not(follow: Callable) -> None:
    def network(image: Tensor) -> Tensor:
        values = image * 2
        values.relu_()
        values += image
        return values.clamp_(max=1.5)

    image = torch.randn(1, 3, 5, 5)
    found = follow(network, image)
    torch.testing.assert_close(Activations(found, image).whole(found.output), network(image.clone()))


def test_arguments_that_grow_with_the_number_of_pictures(follow: Callable, changed: Callable) -> None:
    """Tokens, a class token for each picture, heads and windows put among the pictures: as in transformers."""
    token = torch.randn(1, 1, 4, dtype=torch.double)

    def network(image: Tensor) -> Tensor:
        count = image.shape[0]
        tokens = torch.cat([token.expand(count, -1, -1), image.flatten(2).transpose(1, 2)], 1)
        heads = tokens.reshape(count, -1, 2, 2).permute(0, 2, 1, 3).reshape(count * 2, -1, 2)
        mixed = functional.softmax(torch.bmm(heads, heads.transpose(1, 2)), -1).bmm(heads)
        return mixed.view(count, 2, -1, 2).sum((1, 2))

    image = torch.randn(1, 4, 5, 5, dtype=torch.double)
    engine = LocalEvaluator(follow(network, image), image)
    patch, pictures = changed(image, [(0, 0, 2, 2), (3, 3, 5, 5), (1, 2, 3, 4)])
    torch.testing.assert_close(engine.output(patch, token=CancelToken()), network(pictures))


def test_a_decision_by_what_is_seen_is_refused() -> None:
    with pytest.raises(UnrecordableError, match="decides by what it sees"):
        _recorded(lambda image: image.sum((2, 3)) if image.sum() > 0 else image.amax((2, 3)), torch.ones(1, 3, 4, 4))


def test_overwriting_a_part_is_refused() -> None:
    def network(image: Tensor) -> Tensor:
        values = image * 2
        values[:, 0].mul_(0.5)
        return values.sum((2, 3))

    with pytest.raises(UnrecordableError, match="overwrites a part"):
        _recorded(network, torch.ones(1, 3, 4, 4))


def test_overwriting_a_part_of_what_nobody_reads_again_is_written_down(follow: Callable) -> None:
    """As in GhostNet, which cuts channels off and adds its shortcut to what is left."""

    def network(image: Tensor) -> Tensor:
        values = torch.cat([image * 2, image - 1], 1)[:, :4]
        values += image[:, :1]
        return values.amax((2, 3))

    image = torch.randn(1, 3, 5, 5)
    found = follow(network, image)
    torch.testing.assert_close(Activations(found, image).whole(found.output), network(image.clone()))


def test_an_answer_from_elsewhere_is_refused() -> None:
    with pytest.raises(UnrecordableError, match="answer"):
        _recorded(lambda image: torch.from_numpy(np.array(image.numpy().sum((2, 3)))), torch.ones(1, 3, 4, 4))


def test_other_steps_for_another_number_of_pictures_are_refused() -> None:
    def network(image: Tensor) -> Tensor:
        tokens = image.flatten(2).softmax(2)
        return tokens.sum(2) if len(image) < 3 else (tokens * 2).sum(2)

    with pytest.raises(UnrecordableError, match="number of pictures"):
        _recorded(network, torch.ones(1, 3, 4, 4))


def test_the_network_is_left_as_it_was(follow: Callable) -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(inplace=True)).eval()
    before = {name: value.clone() for name, value in module.state_dict().items()}
    image = torch.randn(1, 3, 8, 8)
    untouched = image.clone()
    follow(module, image)
    assert all(torch.equal(value, before[name]) for name, value in module.state_dict().items())
    assert torch.equal(image, untouched)
    assert module[2].inplace
