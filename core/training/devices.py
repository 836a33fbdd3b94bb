"""Where a training computes: devices, machines, precision and threads."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import torch

from core.errors import TrainingError
from core.training.settings import Device, MachineSettings, Precision

if TYPE_CHECKING:
    from lightning_fabric import Fabric

_PATIENCE = timedelta(days=7)
"""So long the devices wait for one another: one of them may be waiting for room on a disk."""
_PRECISIONS = {Precision.FLOAT32: "32-true", Precision.BFLOAT16: "bf16-mixed", Precision.FLOAT16: "16-mixed"}


def make_fabric(settings: MachineSettings, precision: Precision) -> Fabric:
    """Lightning Fabric for the devices, launched. Raises TrainingError for a device that is not there.

    With several devices this starts one process for each; each of them goes on from here.
    """
    device = settings.device
    if device is Device.AUTO:
        device = Device.CUDA if torch.cuda.is_available() else Device.CPU
    _check(device, settings, precision)
    from lightning_fabric import Fabric
    from lightning_fabric.strategies.ddp import DDPStrategy

    logging.getLogger("lightning_fabric").setLevel(logging.WARNING)  # else it writes on stderr what it was just told
    fabric = Fabric(
        accelerator=device.value,
        devices=settings.devices,
        num_nodes=settings.nodes,
        strategy=DDPStrategy(timeout=_PATIENCE) if settings.devices * settings.nodes > 1 else "auto",
        precision=_PRECISIONS[precision],  # type: ignore[arg-type]
    )
    if settings.devices * settings.nodes > 1:
        fabric.launch()
    return fabric


def _check(device: Device, settings: MachineSettings, precision: Precision) -> None:
    if device is Device.CPU:
        if precision is Precision.FLOAT16:
            raise TrainingError(
                "Precision 'fp16' needs a graphics card.", "Set 'precision' in [run] to 'bf16' or '32'."
            )
        return
    if not torch.cuda.is_available():
        raise TrainingError("This machine has no graphics card that torch can use.", "Use the device 'cpu'.")
    if settings.devices > torch.cuda.device_count():
        raise TrainingError(
            f"{settings.devices} devices are asked for, this machine has {torch.cuda.device_count()}.",
            "Lower 'devices' in [machine].",
        )


@contextmanager
def numbers_of_threads(count: int) -> Iterator[None]:
    """Inside the block torch computes with `count` threads; 0 leaves their number as it is."""
    before = torch.get_num_threads()
    try:
        if count:
            torch.set_num_threads(count)
        yield
    finally:
        torch.set_num_threads(before)
