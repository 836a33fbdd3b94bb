"""Weights that torchvision and timm offer: fetched only when they are asked for, and kept for the next time.

torchvision's come as files of torch.save with the first digits of their SHA-256 in their name, which are checked; they
are read as weights alone. timm's come as safetensors from the Hugging Face hub. Nothing of the user's is sent.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from core.errors import ModelError
from core.networks.architectures import OWN, TIMM, TORCHVISION, resolve
from core.networks.lean_import import torchvision_models
from core.networks.weights import read_weights

_BASES = {"vgg16_bn": "vgg16_bn", "vgg16": "vgg16", "mobilenet_v2": "mobilenet_v2"}
"""Whose convolutions those of our own architectures are, by the beginning of their names; the longer one first."""
_FEATURES = "features."
TIMEOUT_S = 30.0
_BLOCK_BYTES = 1 << 20


def pretrained_weights(architecture: str) -> Mapping[str, Tensor]:
    """The weights by name, float32 on the CPU; of our own transfer networks those of their convolutions.

    Raises ModelError where there are none, or where they are not on this machine and cannot be fetched.
    """
    library, _slash, name = resolve(architecture).partition("/")
    if library == TORCHVISION:
        return _torchvision(name)
    if library == TIMM:
        return _timm(name)
    base = next((base for start, base in _BASES.items() if name.startswith(start)), None)
    if base is None:
        raise ModelError(
            f"There are no pretrained weights of {OWN}/{name}.", "Start at random, or name a file of weights."
        )
    return {name: tensor for name, tensor in _torchvision(base).items() if name.startswith(_FEATURES)}


def _torchvision(name: str) -> Mapping[str, Tensor]:
    offered = list(torchvision_models().get_model_weights(name))
    if not offered:
        raise ModelError(f"torchvision offers no weights of {name}.", "Start at random, or name a file of weights.")
    url = torchvision_models().get_model_weights(name).DEFAULT.url
    file = Path(torch.hub.get_dir()) / "checkpoints" / Path(url).name  # where torchvision itself keeps it
    if not file.is_file():
        try:
            _fetch(url, file)
        except OSError as error:  # URLError is one
            raise _offline(f"{TORCHVISION}/{name}", url, file, error) from error
    return read_weights(file).state


def _fetch(url: str, file: Path) -> None:
    """Fetch a file whose name ends in the first digits of its SHA-256. Raises OSError, and ModelError for others."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{secrets.token_hex(6)}.part")
    digest = hashlib.sha256()
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_S) as answer, beside.open("wb") as target:  # noqa: S310
            while block := answer.read(_BLOCK_BYTES):
                digest.update(block)
                target.write(block)
        wanted = file.stem.rpartition("-")[2]
        if not digest.hexdigest().startswith(wanted):
            raise ModelError(
                f"What came from {url} is damaged: its SHA-256 does not begin with {wanted}.", "Try again."
            )
        beside.replace(file)
    except urllib.error.HTTPError as error:
        error.close()
        raise
    finally:
        beside.unlink(missing_ok=True)


def _timm(name: str) -> Mapping[str, Tensor]:
    import timm

    config = timm.get_pretrained_cfg(name, allow_unregistered=True)
    if config is None or not config.has_weights:
        raise ModelError(f"timm offers no weights of {name}.", "Start at random, or name a file of weights.")
    source = config.hf_hub_id or config.url or config.file or "its hub"
    try:
        module = timm.create_model(name, pretrained=True)
    except Exception as error:  # the hub's client raises errors of several libraries
        raise _offline(f"{TIMM}/{name}", str(source), _hub_folder(), error) from error
    state: Mapping[str, Tensor] = module.state_dict()
    return state


def _hub_folder() -> Path:
    home = os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface"
    return Path(os.environ.get("HF_HUB_CACHE") or Path(home) / "hub")


def _offline(architecture: str, source: str, place: Path, error: Exception) -> ModelError:
    reason = getattr(error, "reason", None) or str(error).strip().split("\n")[0] or type(error).__name__
    return ModelError(
        f"The pretrained weights of {architecture} are not on this machine, and could not be fetched from {source}: "
        f"{reason}.",
        f"Connect it to the internet once, or fetch them elsewhere and bring them to '{place}'. "
        "Or name a file of weights in 'weights', or leave that empty to start at random.",
    )
