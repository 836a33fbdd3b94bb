"""Where a training computes: devices, machines, precision and threads."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import torch

from core.training.machine import Machine, hindrances
from core.training.ranks import join_others
from core.training.settings import Device, MachineSettings, Precision, RunSettings, TrainingSettings

if TYPE_CHECKING:
    from lightning_fabric import Fabric

_PATIENCE = timedelta(days=7)
"""So long the devices wait for one another: one of them may be waiting for room on a disk."""
_PRECISIONS = {Precision.FLOAT32: "32-true", Precision.BFLOAT16: "bf16-mixed", Precision.FLOAT16: "16-mixed"}


def make_fabric(settings: MachineSettings, precision: Precision) -> Fabric:
    """Lightning Fabric for the devices, launched. Raises TrainingError for a device that is not there.

    With several devices this starts one process for each; each of them goes on from here.
    """
    found = this_machine()
    asked = TrainingSettings(machine=settings, run=RunSettings(precision=precision))
    for hindrance in hindrances(asked, found).values():
        raise hindrance
    from lightning_fabric import Fabric
    from lightning_fabric.strategies.ddp import DDPStrategy

    logging.getLogger("lightning_fabric").setLevel(logging.WARNING)  # else it writes on stderr what it was just told
    fabric = Fabric(
        accelerator=found.device(settings.device).value,
        devices=settings.devices,
        num_nodes=settings.nodes,
        strategy=DDPStrategy(timeout=_PATIENCE, forward_sync_buffers=False)
        if settings.devices * settings.nodes > 1
        else "auto",
        precision=_PRECISIONS[precision],  # type: ignore[arg-type]
    )
    if settings.devices * settings.nodes > 1:
        join_others(is_on_cards=found.device(settings.device) is Device.CUDA, patience=_PATIENCE)
        fabric.launch()
    return fabric


def this_machine() -> Machine:
    """What this machine has."""
    count = torch.cuda.device_count() if torch.cuda.is_available() else 0
    return Machine(
        cards=tuple(torch.cuda.get_device_name(number) for number in range(count)),
        has_card_bf16=count > 0 and torch.cuda.is_bf16_supported(including_emulation=False),
        has_processor_bf16=bool(torch.ops.mkldnn._is_mkldnn_bf16_supported()),
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
