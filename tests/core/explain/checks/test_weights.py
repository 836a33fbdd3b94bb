"""Random networks: of the architecture's own kind, the same for one seed, and never at the cost of the model."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import nn

from core.explain.check_settings import Weights
from core.explain.checks.weights import RandomNetworks, _usable, parts_in_order, places_of
from core.networks.architectures import build
from core.networks.loaded import LoadedModel

IMAGE = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))


def bits(module: nn.Module) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in module.state_dict().items()}


def same(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor]) -> bool:
    return all(torch.equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize("weights", Weights)
def test_one_seed_gives_the_same_weights_and_another_others(small: LoadedModel, weights: Weights) -> None:
    before, state = bits(small.module), torch.random.get_rng_state()
    networks = RandomNetworks(small, IMAGE, weights)
    first, again, other = (bits(networks.whole(seed)) for seed in (7, 7, 8))
    assert same(first, again)
    assert not same(first, other)
    assert same(before, bits(small.module))
    assert torch.equal(state, torch.random.get_rng_state())
    matrices = [name for name, value in before.items() if value.dim() > 1]
    assert all(not torch.equal(first[name], before[name]) for name in matrices)


def test_initial_weights_are_those_of_the_library(small: LoadedModel) -> None:
    found = bits(RandomNetworks(small, IMAGE).whole(3))
    torch.manual_seed(3)
    library = build(small.card.architecture, {}, 4, is_initialised=True).state_dict()
    assert same(dict(library), found)


def test_shuffled_weights_are_the_trained_ones_elsewhere(small: LoadedModel) -> None:
    before, found = bits(small.module), bits(RandomNetworks(small, IMAGE, Weights.SHUFFLED).whole(3))
    for name, value in before.items():
        assert torch.equal(value.flatten().sort().values, found[name].flatten().sort().values)


def test_parts_stand_in_the_order_of_the_pass(small: LoadedModel) -> None:
    class Backwards(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.last = nn.Linear(4, 2)
            self.attention = nn.MultiheadAttention(4, 1, batch_first=True)
            self.first = nn.Conv2d(3, 4, 16, stride=16)

        def forward(self, image: torch.Tensor) -> torch.Tensor:
            tokens = self.first(image).flatten(2).transpose(1, 2)
            return self.last(self.attention(tokens, tokens, tokens)[0].mean(1))

    network = Backwards().eval()
    parts = parts_in_order(network, places_of(network, IMAGE))
    # The output projection of attention is used as a matrix: no pass enters it.
    assert [part.name for part in parts] == ["first", "attention", "attention.out_proj", "last"]
    assert sum(len(part.parameters) for part in parts) == len(list(network.parameters()))
    names = [part.name for part in RandomNetworks(small, IMAGE).parts]
    assert (names[0], names[-1]) == ("features.0", "classifier.1")


def test_only_the_parts_that_are_named_become_random(small: LoadedModel) -> None:
    networks = RandomNetworks(small, IMAGE)
    before, found = bits(small.module), bits(networks.randomised(networks.parts[-1:], 0))
    changed = {name for name in before if not torch.equal(before[name], found[name])}
    assert changed == {"classifier.1.weight", "classifier.1.bias"}


def test_normalisation_gets_the_statistics_of_the_input(normalising: LoadedModel) -> None:
    """As torch normalises by itself in training, where it does so with what passes."""
    random = RandomNetworks(normalising, IMAGE).whole(1)
    with torch.no_grad():
        settled = random(IMAGE)
        for part in random.modules():
            if isinstance(part, nn.BatchNorm2d):
                part.train()
        found = random(IMAGE)
    torch.testing.assert_close(settled, found, rtol=1e-4, atol=1e-4)
    assert 1e-3 < float(settled.std()) < 50


def test_normalisation_before_what_is_random_keeps_its_statistics(normalising: LoadedModel) -> None:
    networks = RandomNetworks(normalising, IMAGE)
    names = [part.name for part in networks.parts]
    begin = names.index("features.8.block.0.0")
    before, found = bits(normalising.module), bits(networks.randomised(networks.parts[begin:], 0))
    for name, value in before.items():
        if name.endswith("running_var"):
            assert torch.equal(value, found[name]) == (int(name.split(".")[1]) < 8), name


def test_a_normalisation_of_one_position_stands_still(make_model: Callable) -> None:
    model = make_model("torchvision/mobilenet_v3_small", 32)  # one position is left at the end
    random = RandomNetworks(model, IMAGE[..., :32, :32]).whole(0)
    assert float(random.get_submodule("features.12.1").running_var.min()) == 1
    assert torch.isfinite(random(IMAGE[..., :32, :32])).all()


def test_what_begins_as_a_constant_is_made_random() -> None:
    generator = torch.Generator().manual_seed(0)
    head = _usable("head.weight", torch.zeros(10, 25), torch.zeros(10, 25), generator)
    assert 0.15 < float(head.abs().max()) <= 0.2
    trained = torch.arange(6.0)
    scale = _usable("gamma", torch.full((6, 1, 1), 1e-6), trained.reshape(6, 1, 1), generator)
    assert scale.flatten().sort().values.tolist() == trained.tolist()
    assert _usable("norm.weight", torch.ones(6), trained, generator).tolist() == [1] * 6
    assert _usable("norm.bias", torch.zeros(6), trained, generator).tolist() == [0] * 6


def test_a_vision_transformer_says_something_when_random(make_model: Callable) -> None:
    model = make_model("timm/vit_tiny_patch16_224", 64, img_size=[64, 64])
    assert float(RandomNetworks(model, IMAGE).whole(0)(IMAGE).std()) > 1e-3
