"""Checkpoints: all that a training needs to go on as if nothing had happened, in one file, without pickle.

Random states are not among it: order, augmentation and dropout are drawn anew for every epoch and step from the seed,
so that the position says it all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from core.errors import ModelError, TrainingError
from core.jsontext import parse_json
from core.networks.header import read_metadata
from core.networks.tensorfile import read_tensors, write_tensors

CHECKPOINT_KEY = "funduscope_checkpoint"
FORMAT_VERSION = 1
_MODULE, _AVERAGE, _OPTIMISER = "module/", "average/", "optimiser/"


@dataclass(slots=True, kw_only=True)
class Position:
    """Where a training stands. `epoch` and `batch` are those that come next, counted from 0; `step` counts batches.

    `loss_sum`, `correct` and `seen` are of the epoch so far, `seconds` what it took. `parts` is into how many parts a
    batch is cut for want of memory. `best` is the best figure, in `best_epoch` (from 1, 0: none yet).
    """

    epoch: int = 0
    batch: int = 0
    step: int = 0
    loss_sum: float = 0.0
    correct: int = 0
    seen: int = 0
    seconds: float = 0.0
    parts: int = 1
    best: float | None = None
    best_epoch: int = 0
    is_finished: bool = False
    history: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """What changes while training."""

    module: nn.Module
    average: nn.Module | None
    optimiser: Optimizer


def write_checkpoint(path: Path, trained: Trained, position: Position, more: Mapping[str, Any]) -> None:
    """Write everything beside `path`, then put it in its place. `more` are JSON values. Raises ModelError."""
    tensors = {f"{_MODULE}{name}": tensor for name, tensor in trained.module.state_dict().items()}
    if trained.average is not None:
        tensors |= {f"{_AVERAGE}{name}": tensor for name, tensor in trained.average.state_dict().items()}
    tensors |= {f"{_OPTIMISER}{key}": tensor for key, tensor in _optimiser_tensors(trained)}
    state = {"format_version": FORMAT_VERSION, "position": asdict(position), "more": dict(more)}
    write_tensors(path, tensors, {CHECKPOINT_KEY: json.dumps(state)})


def read_position(path: Path) -> tuple[Position, dict[str, Any]]:
    """Where a training stands, and what else was written. Raises TrainingError where it is no checkpoint."""
    try:
        state = parse_json(read_metadata(path)[CHECKPOINT_KEY])
        version = state["format_version"]
        position = Position(**state["position"]) if version == FORMAT_VERSION else None
    except ModelError as error:
        raise TrainingError(error.message, error.hint) from error
    except (KeyError, TypeError, ValueError) as error:
        raise TrainingError(f"'{path.name}' is not a checkpoint of a training.") from error
    if position is None:
        raise TrainingError(
            f"'{path.name}' is a checkpoint of version {version}, this program knows {FORMAT_VERSION}.",
            "Resume with the version of Funduscope that wrote it.",
        )
    return position, state["more"]


def restore(path: Path, trained: Trained) -> None:
    """Load the tensors of a checkpoint into network, average and optimiser. Raises TrainingError."""
    try:
        tensors = read_tensors(path)
        trained.module.load_state_dict(_below(tensors, _MODULE))
        if trained.average is not None:
            trained.average.load_state_dict(_below(tensors, _AVERAGE))
        _restore_optimiser(trained, _below(tensors, _OPTIMISER))
    except (ModelError, RuntimeError, KeyError) as error:
        raise TrainingError(f"The checkpoint '{path.name}' does not fit the network: {error}") from error


def _parameters(trained: Trained) -> dict[int, str]:
    """The name of each parameter by its number in the optimiser."""
    names = {id(parameter): name for name, parameter in trained.module.named_parameters()}
    in_order = [each for group in trained.optimiser.param_groups for each in group["params"]]
    return {number: names[id(parameter)] for number, parameter in enumerate(in_order)}


def _optimiser_tensors(trained: Trained) -> Iterator[tuple[str, Tensor]]:
    state = trained.optimiser.state_dict()["state"]
    for number, name in _parameters(trained).items():
        for key, value in state.get(number, {}).items():
            if isinstance(value, Tensor):
                yield f"{name}/{key}", value


def _restore_optimiser(trained: Trained, tensors: Mapping[str, Tensor]) -> None:
    numbers = {name: number for number, name in _parameters(trained).items()}
    parameters = dict(trained.module.named_parameters())
    state: dict[int, dict[str, Tensor]] = {}
    for path, tensor in tensors.items():
        name, _slash, key = path.rpartition("/")
        # Fused optimisers walk through memory: what belongs to a weight must lie in the order in which the weight does.
        is_like_weight = tensor.shape == parameters[name].shape
        own = torch.empty_like(parameters[name], dtype=tensor.dtype) if is_like_weight else torch.empty_like(tensor)
        state.setdefault(numbers[name], {})[key] = own.detach().copy_(tensor)
    trained.optimiser.load_state_dict({"state": state, "param_groups": trained.optimiser.state_dict()["param_groups"]})


def _below(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}
