"""A batch that fits into memory, found before the first step and then kept for the whole run."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from core.datasets.splits import Split
from core.errors import TrainingError
from core.training.data import Photographs
from core.training.network import make_network, set_training
from core.training.observer import Observer
from core.training.outofmemory import is_out_of_memory
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings
from core.training.settingsfile import to_toml

if TYPE_CHECKING:
    from lightning_fabric import Fabric

MOST = {"cpu": 32, "cuda": 256}
"""More photographs at once are no faster on a processor, and learn no better on a card."""
LEAST = 2
"""Batch normalisation has nothing to compare in a single photograph."""
LEAST_STEPS = 10
"""An epoch keeps at least so many steps, where there are photographs enough."""
SHARE = 0.6
"""How much of the memory that is free may be planned for: computing takes more than what is kept for the gradient."""
UNKNOWN_BYTES = 4 << 30
"""Taken for free where the system does not say."""


def with_batch_size(
    settings: TrainingSettings,
    run: RunFolder,
    photographs: Photographs,
    parts: Split,
    fabric: Fabric,
    observer: Observer,
) -> TrainingSettings:
    """The settings with a batch size: their own, the one with which the run began, or one found now and recorded."""
    if settings.run.batch_size:
        return settings
    size = run.read_settings().run.batch_size
    fabric.barrier()
    if size:
        settings = replace(settings, run=replace(settings.run, batch_size=size))
    else:
        settings = found_batch_size(settings, photographs, parts, fabric)
        observer.said(f"Batch size found for this machine: {settings.run.batch_size}.")
    if fabric.is_global_zero:
        run.write(run.settings, to_toml(settings))
    fabric.barrier()
    return settings


def found_batch_size(
    settings: TrainingSettings, photographs: Photographs, parts: Split, fabric: Fabric
) -> TrainingSettings:
    """The settings with a batch size: their own, or one found now, on all devices the same."""
    if settings.run.batch_size:
        return settings
    size = _find(settings, photographs, fabric) if fabric.is_global_zero else 0
    size = min(int(fabric.broadcast(size)) * fabric.world_size, most_photographs(len(parts.training), "cuda"))
    return replace(settings, run=replace(settings.run, batch_size=size))


def most_photographs(training_count: int, device: str) -> int:
    """The largest batch worth trying: a power of 2."""
    most = min(MOST[device], max(LEAST, training_count // LEAST_STEPS))
    return int(2 ** (most.bit_length() - 1))


def _find(settings: TrainingSettings, photographs: Photographs, fabric: Fabric) -> int:
    network = make_network(
        settings.network,
        photographs.labelled.class_names,
        input_size=photographs.preparation.output_size,
        seed=settings.run.seed,
        head=settings.head,
    )
    module = network.module.to(fabric.device)
    set_training(module)
    shape = (3, *photographs.preparation.output_size)
    most = most_photographs(len(photographs.labelled.samples), fabric.device.type)
    if fabric.device.type == "cuda":
        return largest_that_fits(lambda count: _step(module, shape, count, fabric), most)
    with fabric.autocast():
        each = kept_bytes(module, shape)
    fitting = int(SHARE * free_bytes() // max(each, 1))
    return max(LEAST, min(most, 2 ** (fitting.bit_length() - 1) if fitting else 1))


def largest_that_fits(step: Callable[[int], None], most: int) -> int:
    """The largest power of 2 up to `most` for which `step` does not run out of memory. Raises TrainingError for 1."""
    fitting = 0
    count = 1
    while count <= most:
        try:
            step(count)
        except (torch.OutOfMemoryError, RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            break
        fitting, count = count, 2 * count
    torch.cuda.empty_cache()
    if not fitting:
        raise TrainingError(
            "The device has too little memory for one photograph of this size.",
            "Lower 'size' in [preparation], or choose a smaller network.",
        )
    return fitting


def _step(module: nn.Module, shape: tuple[int, ...], count: int, fabric: Fabric) -> None:
    """A step as in training; the two numbers a weight that optimisers keep are there as well, and room to spare."""
    spare = [torch.empty_like(each) for each in module.parameters() for _ in range(2)]
    images = torch.zeros((count, *shape), device=fabric.device)
    with fabric.autocast():
        loss = module(images).float().square().mean()
    loss.backward()
    module.zero_grad(set_to_none=True)
    free, total = torch.cuda.mem_get_info(fabric.device)
    taken = torch.cuda.max_memory_allocated(fabric.device)
    del spare
    if taken > 0.9 * (free + torch.cuda.memory_reserved(fabric.device)) or taken > 0.9 * total:
        raise torch.OutOfMemoryError("less than a tenth of the memory would be left")


def kept_bytes(module: nn.Module, shape: tuple[int, ...]) -> int:
    """The bytes that a photograph (channels, height, width) keeps for the gradient, once for each tensor."""
    sizes: dict[int, int] = {}
    weights = {each.untyped_storage().data_ptr() for each in module.parameters()}

    def note(tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in weights:
            sizes[storage.data_ptr()] = storage.nbytes()
        kept.append(tensor)  # else another tensor gets its memory, and they would be taken for one
        return tensor

    kept: list[Tensor] = []
    like = next(module.parameters())
    with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        module(torch.zeros((2, *shape), device=like.device))
    return sum(sizes.values()) // 2


def free_bytes() -> int:
    """The memory that programs may still take."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError, IndexError):
        pass
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return UNKNOWN_BYTES
