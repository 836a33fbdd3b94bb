"""Run by torchrun: the gradient of one step, each process with its share of the batch. Writes it to the path given."""

from __future__ import annotations

import sys

import numpy as np
import torch
import torch.distributed as dist
from safetensors.torch import save_file
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from core.training.losses import make_loss
from core.training.settings import LossName, LossSettings
from core.training.together import BatchStatistics, Together

COUNT = 7


def network() -> nn.Module:
    """Convolutions with batch normalisation, in double precision."""
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 6, 3), nn.BatchNorm2d(6), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 3),
    )  # fmt: skip


def batch() -> tuple[torch.Tensor, torch.Tensor]:
    """Seven pictures with labels."""
    random = np.random.default_rng(0)
    images = torch.from_numpy(random.normal(size=(COUNT, 3, 9, 9)).astype(np.float32))
    return images, torch.from_numpy(random.integers(0, 3, COUNT))


def main(path: str) -> None:
    """One backward pass as in the loop."""
    dist.init_process_group("gloo")
    rank, world = dist.get_rank(), dist.get_world_size()
    together = Together()
    module = network()
    wrapped = DistributedDataParallel(module)
    loss = make_loss(LossSettings(name=LossName.SOFT_KAPPA), None, torch.device("cpu"), together.sum)
    images, labels = (each[rank::world] for each in batch())
    with BatchStatistics(together):
        logits = wrapped(images)
    (loss.each(logits, labels).sum() * (world / COUNT) + loss.figure(logits, labels)).backward()
    if rank == 0:
        found = {f"grad/{name}": each.grad for name, each in module.named_parameters()}
        found |= {name: each for name, each in module.named_buffers() if each.is_floating_point()}
        save_file({name: each.contiguous() for name, each in found.items() if each is not None}, path)
    dist.destroy_process_group()


if __name__ == "__main__":
    main(sys.argv[1])
