"""What a network would be, from which part it can be trained, and what a machine cannot do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import torch

from core.errors import ModelError
from core.networks.architectures import build
from core.training.describing import describe_network
from core.training.devices import make_fabric, this_machine
from core.training.machine import Machine, hindrances, precision_hindrance, precision_note
from core.training.network import make_network
from core.training.settings import (
    Device,
    Frozen,
    HeadSettings,
    MachineSettings,
    NetworkSettings,
    Pooling,
    Precision,
    PreparationSettings,
    RunSettings,
    TrainingSettings,
)

CARD = Machine(cards=("a card",), has_card_bf16=True, has_processor_bf16=True)
FILTERS = [32, 64, 128, 256]
OLD_CARD = Machine(cards=("an old card",))


def settings(
    architecture: str, *, size: int = 224, head: HeadSettings | None = None, **network: Any
) -> TrainingSettings:
    return TrainingSettings(
        network=NetworkSettings(architecture=architecture, **network),
        preparation=PreparationSettings(size=size),
        head=head or HeadSettings(),
    )


@pytest.mark.parametrize(
    ("architecture", "arguments", "total"),
    [
        ("funduscope/casini_cnn_4", {"kernel": 2, "filters": FILTERS, "pools": [2, 2, 3, 5], "dense": 512}, 1_355_621),
        ("funduscope/casini_cnn_1", {"kernel": 3, "pools": [2, 2, 3, 3], "dense": 1024, "dropout": 0.5}, 6_948_165),
        ("funduscope/casini_cnn_2", {"kernel": 2, "filters": [32, 64, 128, 128], "dense": 2048}, 6_673_125),
        ("funduscope/casini_cnn_3", {"filters": FILTERS, "dense": 512}, 3_452_773),
    ],
)  # fmt: skip
def test_casinis_layers_can_be_chosen(architecture: str, arguments: Mapping[str, Any], total: int) -> None:
    """Each network of the work by its layers, from another one of them."""
    assert describe_network(settings(architecture, arguments=arguments), 5).parameters == total


def test_other_numbers_of_convolutions() -> None:
    """Two convolutions of 3 x 3 by hand: 3*9*4+4, 4*9*6+6, then (62 // 2 = 31, 29 // 3 = 9) 9*9*6 features."""
    given = {"kernel": 3, "filters": [4, 6], "pools": [2, 3], "dense": 8, "img_size": 64}
    found = describe_network(settings("funduscope/casini_cnn_4", size=64, arguments=given), 5)
    assert found.parameters == (3 * 9 * 4 + 4) + (4 * 9 * 6 + 6) + (9 * 9 * 6 * 8 + 8) + (8 * 5 + 5)
    assert build("funduscope/casini_cnn_4", given, 5)(torch.zeros(1, 3, 64, 64)).shape == (1, 5)


@pytest.mark.parametrize(
    ("architecture", "arguments", "message"),
    [
        ("funduscope/casini_cnn_1", {"pools": [2, 2]}, "4 'filters' and 2 'pools'"),
        ("funduscope/casini_cnn_1", {"filters": "many"}, "'filters' must be a list"),
        ("funduscope/casini_cnn_1", {"dropout": 1}, "from 0 to below 1"),
        ("torchvision/resnet50", {"kernel": 3}, "'kernel' means nothing to torchvision/resnet50"),
        ("funduscope/defauw", {"dense": 3}, "'dense' means nothing to funduscope/defauw"),
        ("funduscope/casini_cnn_1", {"kernels": 3}, "no architecture argument 'kernels'"),
    ],
)
def test_layers_that_cannot_be_are_refused(architecture: str, arguments: Mapping[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        build(architecture, arguments, 5, meta=True)


@pytest.mark.parametrize(
    "chosen",
    [
        settings("torchvision/vgg16", train_from="block5_conv1", size=64),
        settings("torchvision/resnet18", frozen=Frozen.FEATURES, size=64),
        settings("torchvision/squeezenet1_1", size=64),
        settings("torchvision/mobilenet_v2", head=HeadSettings(dense=(32,), dropout=0.5), size=64),
        settings("funduscope/mobilenet_v2_flatten", size=64, arguments={"img_size": 64}),
    ],
    ids=lambda each: each.network.architecture,
)
def test_what_is_told_is_what_is_trained(chosen: TrainingSettings) -> None:
    told = describe_network(chosen, 3)
    side = chosen.preparation.size
    made = make_network(chosen.network, ("a", "b", "c"), input_size=(side, side), seed=0, head=chosen.head)
    assert told.problems == ()
    assert (told.parameters, told.trained) == (made.parameter_count, made.trained_parameter_count)
    running = [each for name, each in made.module.named_buffers() if "running" in name]
    assert told.statistics == sum(each.numel() for each in running)


def test_a_block_is_called_as_in_keras_or_by_its_module() -> None:
    keras, module = (
        describe_network(settings("torchvision/vgg16", train_from=name), 5) for name in ("block5_conv1", "features.24")
    )
    assert keras.trained == module.trained < keras.parameters
    assert keras.parts[:3] == ("block1_conv1", "block1_conv2", "block2_conv1")
    assert "classifier.6" in keras.parts


def test_every_part_that_is_offered_leaves_something_to_train() -> None:
    for architecture in ("torchvision/resnet18", "torchvision/densenet121", "timm/vit_tiny_patch16_224"):
        parts = describe_network(settings(architecture), 5).parts
        for part in parts[:: max(1, len(parts) // 8)]:
            found = describe_network(settings(architecture, train_from=part), 5)
            assert found.problems == ()
            assert 0 < found.trained <= found.parameters


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        (settings("torchvision/resnet5"), "network.architecture"),
        (settings("torchvision/resnet50", arguments={"kernel": 3}), "network.arguments"),
        (settings("torchvision/resnet50", train_from="layer5"), "network.train_from"),
        (settings("timm/vit_tiny_patch16_224", size=96), "preparation.size"),
        (settings("timm/vit_tiny_patch16_224", head=HeadSettings(pooling=Pooling.FLATTEN)), "head.pooling"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_problems_stand_at_their_field(chosen: TrainingSettings, name: str) -> None:
    assert [field for field, _error in describe_network(chosen, 5).problems] == [name]


def on(machine: Machine, *, precision: Precision = Precision.FLOAT32, **wanted: Any) -> set[str]:
    asked = TrainingSettings(machine=MachineSettings(**wanted), run=RunSettings(precision=precision))
    return set(hindrances(asked, machine))


def test_a_machine_says_what_it_cannot_do() -> None:
    bare = Machine()
    assert on(bare) == set()
    assert on(bare, device=Device.CUDA) == {"machine.device"}
    assert on(bare, precision=Precision.FLOAT16) == {"run.precision"}
    assert on(CARD, precision=Precision.FLOAT16) == set()
    assert on(CARD, precision=Precision.FLOAT16, device=Device.CPU) == {"run.precision"}
    assert on(CARD, devices=2) == {"machine.devices"}
    assert on(CARD, devices=2, device=Device.CPU) == set()
    assert on(OLD_CARD, precision=Precision.BFLOAT16) == {"run.precision"}
    assert precision_hindrance(Precision.BFLOAT16, Device.AUTO, bare) == ""
    assert "slower here" in precision_note(Precision.BFLOAT16, Device.CPU, bare)
    assert precision_note(Precision.BFLOAT16, Device.CPU, CARD) == ""


def test_this_machine_is_what_torch_says() -> None:
    found = this_machine()
    assert bool(found.cards) == torch.cuda.is_available()
    assert make_fabric(MachineSettings(device=Device.CPU), Precision.BFLOAT16).device.type == "cpu"
