"""De Fauw's trained weights, `…_PARAMSDUMP.pkl`, as those of "funduscope/defauw".

github.com/JeffreyDF/kaggle_diabetic_retinopathy, export_params.py: a list of arrays in the order of the layers, of each
layer first the weights, then the biases. Convolutions are (maps, channels, height, width), applied without turning them
over, as cuDNN does by default; their biases (maps, height, width), one a position. Dense weights are (inputs, units).
The last layer has the left eye's five grades, then the right one's.

**The file itself was not at hand: the layout is that of the program that wrote it.** That program gave the network
photographs cropped to the fundus, scaled to 512 x 512, from 0 to 1, less 0.04166667, divided by 0.20412415 (the last
two as read by others from the whole dump).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.errors import ModelError
from core.networks.arraypickles import read_arrays

ARCHITECTURE = "funduscope/defauw"
NOTE = (
    "De Fauw's network expects photographs cropped to the fundus, 512 x 512, with mean 0.04166667 and deviation "
    "0.20412415. Here one photograph stands for both eyes of a patient, and the size of the input for its own."
)
_CONVOLUTIONS = 13
_COUNT = 2 * (_CONVOLUTIONS + 3)
_DENSE = ("eye", "both")


def is_dump(path: Path) -> bool:
    """Whether a pickle is to be read as De Fauw's: by its name, which the program that writes it gives."""
    return path.name.upper().endswith("PARAMSDUMP.PKL")


def read_dump(path: Path) -> Mapping[str, Tensor]:
    """The weights by the names of "funduscope/defauw". Raises ModelError where they are not those of that network."""
    arrays = read_arrays(path)
    if len(arrays) != _COUNT:
        raise ModelError(
            f"'{path.name}' holds {len(arrays)} arrays; De Fauw's network has {_COUNT}.",
            "Only the dump of 'basic_model.py' can be imported.",
        )
    pairs = list(zip(arrays[::2], arrays[1::2], strict=True))
    state: dict[str, Tensor] = {}
    for number, (weights, biases) in enumerate(pairs[:_CONVOLUTIONS], start=1):
        _require(path, number, weights.ndim == 4 and biases.ndim == 3 and len(biases) == len(weights))
        state[f"features.conv{number}.conv.weight"] = _tensor(weights)
        state[f"features.conv{number}.bias"] = _tensor(biases)
    for number, (weights, biases) in enumerate(pairs[_CONVOLUTIONS:], start=_CONVOLUTIONS + 1):
        _require(path, number, weights.ndim == 2 and biases.shape == weights.shape[1:])
    for name, (weights, biases) in zip(_DENSE, pairs[_CONVOLUTIONS:-1], strict=True):
        state |= {f"{name}.weight": _tensor(weights.T), f"{name}.bias": _tensor(biases)}
    weights, biases = pairs[-1]
    half = weights.shape[1] // 2
    for name, columns in (("classifier", slice(0, half)), ("other_classifier", slice(half, 2 * half))):
        state |= {f"{name}.weight": _tensor(weights[:, columns].T), f"{name}.bias": _tensor(biases[columns])}
    return state


def _require(path: Path, number: int, is_right: bool) -> None:  # noqa: FBT001
    if not is_right:
        raise ModelError(f"'{path.name}': the shapes of layer {number} are not those of De Fauw's network.")


def _tensor(values: NDArray[np.float32]) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(values))
