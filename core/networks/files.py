"""Model files: one safetensors file that holds a network's weights and, in its header, its card."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

from core.errors import FunduscopeError, ModelError
from core.networks.analysis import layer_table
from core.networks.architectures import build
from core.networks.arguments import read_arguments
from core.networks.card import ModelCard
from core.networks.card_file import CARD_KEY, model_id, read_card
from core.networks.comparison import compare
from core.networks.ensemble import EnsembleNetwork
from core.networks.header import read_metadata
from core.networks.layers import LayerTable
from core.networks.loaded import LoadedModel
from core.networks.tensorfile import as_float32, notes_on_numbers, read_tensors, rewrite_metadata, write_tensors

AUTOMATIC_DEVICE = "auto"

# Not every file has these, and what the network starts with serves: batch normalisation's counters are not used at
# inference, the tables follow from the architecture.
_OPTIONAL = ("num_batches_tracked", "relative_position_index", "relative_coords_table", "attn_mask")


def write_card(path: Path, card: ModelCard) -> None:
    """Put another card into a model file; the weights are copied, not read. Raises ModelError and leaves the old file.

    The card must fit the weights: an architecture or a number of classes that does not is refused. The model's id
    changes with the card.
    """
    old = read_card(path)
    if (card.architecture, card.arguments, card.class_count) != (old.architecture, old.arguments, old.class_count):
        _check(card, read_tensors(path), path)
    rewrite_metadata(path, {**read_metadata(path), CARD_KEY: card.dumps()})


def save_model(path: Path, module_or_state: nn.Module | Mapping[str, Tensor], card: ModelCard) -> None:
    """Write a model file, whole or not at all. Raises ModelError where the weights are not those of the card."""
    state = module_or_state.state_dict() if isinstance(module_or_state, nn.Module) else dict(module_or_state)
    _check(card, state, path)
    write_tensors(path, state, {CARD_KEY: card.dumps()})


def load_model(path: Path, *, device: str = "cpu") -> LoadedModel:
    """Read a model file and build its network on `device`. Raises ModelError saying what is wrong with the file.

    `device` is as torch names it, or "auto": a graphics card where there is one that torch can use. Halves and doubles
    become float32. Nothing in the file is executed.
    """
    where = _device(device)
    card = read_card(path)
    state = read_tensors(path)
    _check(card, state, path)  # before memory is taken for what the card claims
    module = build(card.architecture, card.arguments, card.class_count)
    notes = tuple(notes_on_numbers(state))
    _load(module, state)
    module = module.float().eval().requires_grad_(requires_grad=False)
    layers = _layers(module, card, path)
    return LoadedModel(
        id=model_id(path),
        path=path,
        card=card,
        module=module.to(where),
        layers=layers,
        device=where,
        notes=notes,
    )


def _load(module: nn.Module, state: Mapping[str, Tensor]) -> None:
    """Load the state as one of the installed library: MNASNet, for one, refuses a state without a version."""
    versioned = OrderedDict((name, as_float32(tensor)) for name, tensor in state.items())
    versioned._metadata = module.state_dict()._metadata  # type: ignore[attr-defined]
    module.load_state_dict(versioned, strict=False)


def _check(card: ModelCard, state: Mapping[str, Tensor], path: Path) -> None:
    _check_channels(card, path)
    try:
        network = build(card.architecture, card.arguments, card.class_count, meta=True)
    except ModelError as error:
        raise ModelError(f"'{path.name}': {error.message}", error.hint) from error
    _compare(card, network.state_dict(), state, path)


def _check_channels(card: ModelCard, path: Path) -> None:
    channels = read_arguments(card.arguments).in_chans
    if channels not in (None, 3):
        raise ModelError(
            f"'{path.name}': the network reads {channels} channels; only networks for RGB photographs can be used."
        )


def _compare(card: ModelCard, wanted: Mapping[str, Tensor], found: Mapping[str, Tensor], path: Path) -> None:
    needed = {
        name: tuple(tensor.shape) for name, tensor in wanted.items() if name in found or not name.endswith(_OPTIONAL)
    }
    comparison = compare(needed, {name: tuple(tensor.shape) for name, tensor in found.items()})
    if comparison.is_exact:
        return
    count = card.class_count
    outputs = {now[0] for _name, was, now in comparison.wrong if was and now and was[0] == count != now[0]}
    is_head = not comparison.missing and not comparison.unexpected and len(outputs) == 1
    if is_head and len(comparison.wrong) <= 4:
        raise ModelError(
            f"'{path.name}': 'class_names' holds {count} names, but the network has {outputs.pop()} outputs."
        )
    raise ModelError(f"'{path.name}' does not hold the weights of {card.architecture}: {comparison.report()}.")


def _layers(module: nn.Module, card: ModelCard, path: Path) -> LayerTable:
    try:
        layers = layer_table(module, card.input_size)
        return module.upright(layers) if isinstance(module, EnsembleNetwork) else layers
    except ModelError as error:
        raise ModelError(f"'{path.name}': {error.message}", error.hint) from error


def _device(name: str) -> torch.device:
    if name == AUTOMATIC_DEVICE:
        name = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise FunduscopeError(f"There is no device '{name}'.", "It must be 'auto', 'cpu' or 'cuda'.") from error
    if device.type == "cuda" and not torch.cuda.is_available():
        raise FunduscopeError(f"Device '{name}': this machine has no graphics card that torch can use.", "Use 'cpu'.")
    if device.type == "cuda":
        # Convolutions would else be computed with 10 bits of precision, and maps differ from those of the CPU.
        torch.backends.cudnn.allow_tf32 = False
    return device
