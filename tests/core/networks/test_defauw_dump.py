"""De Fauw's dump: read as arrays alone, and put where they belong."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from core.errors import ModelError
from core.networks.architectures import build
from core.networks.arraypickles import read_arrays
from core.networks.defauw_dump import read_dump
from core.networks.weights import read_weights

STAGES = (32, 32, 32, 64, 64, 128, 128, 128, 128, 256, 256, 256, 256)
POOLED_AFTER = (0, 2, 4, 8, 12)
SIDE = 128
"""Of the photographs: De Fauw's were 512, which makes a file of 84 MB."""


def arrays(side: int = SIDE) -> list[np.ndarray]:
    """What `get_all_param_values` gives for the layers of basic_model.py, with an input of another size."""
    random = np.random.default_rng(0)
    found, channels, place = [], 3, side // 2
    for number, maps in enumerate(STAGES):
        kernel = 7 if number == 0 else 3
        found += [random.normal(size=(maps, channels, kernel, kernel)) * 0.05, random.normal(size=(maps, place, place))]
        channels = maps
        if number in POOLED_AFTER:
            place = (place - 3) // 2 + 1
    for inputs, units in ((256 * place**2, 1024), (2 * 514, 1024), (512, 10)):
        found += [random.normal(size=(inputs, units)) * 0.05, random.normal(size=units)]
    return [each.astype(np.float32) for each in found]


def as_the_source_computes(found: list[np.ndarray], pair: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
    """Both eyes of patients (2 n, 3, h, w), left first: logits (2 n, 5), by plain functions in the source's order."""
    images, values = pair, [torch.from_numpy(each) for each in found]
    for number in range(13):
        weights, biases = values[2 * number : 2 * number + 2]
        images = functional.conv2d(images, weights, stride=2 if number == 0 else 1, padding=weights.shape[2] // 2)
        images = functional.leaky_relu(images + biases, 0.5)
        if number in POOLED_AFTER:
            images = functional.max_pool2d(images, 3, 2)
    dense = images.flatten(1) @ values[26] + values[27]
    features = torch.cat([dense.unflatten(1, (512, 2)).amax(2), sizes], 1).reshape(len(pair) // 2, -1)
    joined = (features @ values[28] + values[29]).unflatten(1, (512, 2)).amax(2)
    return (joined @ values[30] + values[31]).reshape(len(pair), 5)


def dump(path: Path, content: object, protocol: int = 2) -> Path:
    path.write_bytes(pickle.dumps(content, protocol))
    return path


def test_the_network_answers_as_the_source_does(tmp_path: Path) -> None:
    found = arrays()
    path = dump(tmp_path / "2015_07_17_123003_PARAMSDUMP.pkl", found)
    weights = read_weights(path)
    assert weights.architecture == "funduscope/defauw"
    module: Any = build("funduscope/defauw", {"img_size": SIDE}, 5)
    module.load_state_dict(weights.state)
    pair = torch.rand(4, 3, SIDE, SIDE)
    sizes = torch.tensor([[1.5, 1.0], [1.4, 1.1], [2.0, 1.5], [2.0, 1.5]])
    with torch.no_grad():
        left, right = module.forward_pair(pair[0::2], pair[1::2], (sizes[0::2], sizes[1::2]))
        expected = as_the_source_computes(found, pair, sizes)
    torch.testing.assert_close(left, expected[0::2], rtol=1e-3, atol=1e-3)
    torch.testing.assert_close(right, expected[1::2], rtol=1e-3, atol=1e-3)
    assert isinstance(module, nn.Module)


@pytest.mark.parametrize("protocol", [0, 2, 4])
def test_arrays_come_out_as_they_went_in(tmp_path: Path, protocol: int) -> None:
    given = [
        np.arange(6, dtype=np.float32).reshape(2, 3),
        np.asfortranarray(np.arange(6, dtype=np.float64).reshape(2, 3)),
        np.arange(3, dtype=">f4"),
        np.zeros((0, 2), np.float32),
    ]
    found = read_arrays(dump(tmp_path / "a.pkl", given, protocol))
    for one, other in zip(given, found, strict=True):
        np.testing.assert_array_equal(one, other)
        assert other.dtype == np.float32


class _Evil:
    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Path.touch, (Path("/tmp/funduscope-was-here"),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([_Evil()], "holds more than arrays of numbers"),
        ([np.array([object()])], "holds more than arrays of numbers"),
        ([np.array(["text"])], "no array of numbers"),
        ({"a": np.zeros(2)}, "holds no list of arrays"),
        ([1, 2], "no array of numbers"),
        ([], "holds no list of arrays"),
    ],
)
def test_anything_else_is_refused_and_not_run(tmp_path: Path, content: object, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        read_arrays(dump(tmp_path / "x_PARAMSDUMP.pkl", content))
    assert not Path("/tmp/funduscope-was-here").exists()


def test_damaged_dumps_are_named(tmp_path: Path) -> None:
    path = dump(tmp_path / "x_PARAMSDUMP.pkl", [np.zeros(100, np.float32)])
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ModelError, match="damaged"):
        read_arrays(path)


def test_another_networks_arrays_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds 2 arrays; De Fauw's network has 32"):
        read_dump(dump(tmp_path / "x_PARAMSDUMP.pkl", [np.zeros(1), np.zeros(1)]))
    swapped = arrays()
    swapped[0], swapped[1] = swapped[1], swapped[0]
    with pytest.raises(ModelError, match="the shapes of layer 1"):
        read_dump(dump(tmp_path / "y_PARAMSDUMP.pkl", swapped))
